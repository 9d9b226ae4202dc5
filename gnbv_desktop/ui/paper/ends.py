"""What stands above and below the body: letterhead and title, recipients and signature."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import define, evolve, field

from gnbv_desktop.report import styles
from gnbv_desktop.report.letterhead import title_lines
from gnbv_desktop.report.model import Letterhead, Signature, Sizes, TextRun
from gnbv_desktop.report.styles import BY_ID, Style
from gnbv_desktop.report.template import MOTTO, NATION
from gnbv_desktop.report.widths import balanced, line_under, twips
from gnbv_desktop.ui.paper.blocks import Laid
from gnbv_desktop.ui.paper.pages import Row
from gnbv_desktop.ui.paper.strips import Placed, Rule, Strip, lines_of
from gnbv_desktop.ui.paper.text import Text, lay_out

_DRAFT = "DỰ THẢO"
_RULE_ROOM = 60
"""40 before a line of 20."""
_SIGNATURE_GAP = 140
_SLACK = 24
"""Beside Quốc hiệu in its column."""
_POINT = 20


@define(eq=False)
class _Column:
    """Paragraphs one below the other, to stand beside another column in one strip."""

    width: float
    x: float = 0
    y: float = 0
    placed: list[Placed] = field(factory=list)
    rules: list[Rule] = field(factory=list)
    texts: list[Text] = field(factory=list)

    def add(self, words: str, style: Style, first_line: float | None = None, left: float = 0) -> None:
        text = lay_out((TextRun(words),), style, self.width, first_line, left)
        self.y += style.before
        self.placed += lines_of(text, self.x, self.y)
        self.texts.append(text)
        self.y += text.height + style.after

    def rule(self, length: float) -> None:
        left = self.x + (self.width - length) / 2
        self.rules.append(Rule(left, self.y + 40, left + length, self.y + 40))
        self.y += _RULE_ROOM

    def framed(self, words: str, style: Style, length: float) -> None:
        """In a box of its own colour, as wide as it says."""
        left, right = self.x + (self.width - length) / 2, self.x + (self.width + length) / 2
        top = self.y + style.before
        self.y += style.gap * _POINT
        self.add(words, style)
        self.y += style.gap * _POINT
        corners = ((left, top), (right, top), (right, self.y), (left, self.y), (left, top))
        self.rules += [Rule(*one, *other, style.colour) for one, other in pairwise(corners)]


def _strip(columns: Sequence[_Column], before: float = 0, after: float = 0, keep_next: bool = False) -> Strip:
    return Strip(
        max(column.y for column in columns),
        tuple(placed for column in columns for placed in column.placed),
        tuple(rule for column in columns for rule in column.rules),
        before=before,
        after=after,
        keep_next=keep_next,
    )


def _style(name: str, sizes: Sizes | None) -> Style:
    """In the set of letter sizes that the report is written in."""
    style = BY_ID[name]
    return evolve(style, size=styles.SIZES[sizes].get(name, style.size)) if sizes is not None else style


def set_letterhead(head: Letterhead) -> Laid:
    superior, agency, nation, motto = (
        _style(name, head.sizes) for name in ("CoQuanChuQuan", "CoQuanBanHanh", "QuocHieu", "TieuNgu")
    )
    wide = max(styles.LETTERHEAD_COLUMNS[1], twips(NATION, nation.size / 2, bold=True) + _SLACK)
    left, right = _Column(styles.TEXT_WIDTH - wide), _Column(wide)
    right.x = left.width
    for line in balanced(head.superior, styles.AGENCY_WIDTH, superior.size / 2) if head.superior else ():
        left.add(line, superior)
    for line in head.agency:
        left.add(line, agency)
    left.rule(line_under([twips(line, agency.size / 2, bold=True) for line in head.agency]))
    right.add(NATION, nation)
    right.add(MOTTO, motto)
    right.rule(twips(MOTTO, motto.size / 2, bold=True))
    left.y = right.y = max(left.y, right.y)
    left.add(head.number, BY_ID["SoKyHieu"])
    right.add(head.place_date, _style("DiaDanh", head.sizes))
    left.y = max(left.y, right.y)
    if head.urgency:
        stamp = BY_ID["DoKhan"]
        text = twips(head.urgency, stamp.size / 2, bold=True)
        left.framed(head.urgency, stamp, max(styles.URGENCY_WIDTHS.get(head.urgency, 0), text))
    if head.draft:
        left.add(_DRAFT, BY_ID["DuThao"])
    title = _title(head)
    strips = (_strip((left, right), keep_next=True), _strip((title,), keep_next=True))
    return Laid(strips, (*left.texts, *right.texts, *title.texts))


def _title(head: Letterhead) -> _Column:
    column, style = _Column(styles.TEXT_WIDTH), BY_ID["TrichYeu"]
    column.add(head.kind, BY_ID["TenLoai"])
    lines = title_lines(head.title, styles.TEXT_WIDTH, style.size / 2)
    for line in lines:
        column.add(line, style)
    if head.note:
        column.add(head.note, BY_ID["GhiChuSoLieu"])
    column.rule(line_under([twips(line, style.size / 2, bold=True) for line in lines]))
    return column


def contact_row(head: Letterhead) -> list[Row]:
    """Address and telephone under a rule at the foot of the first page."""
    if not head.contact:
        return []
    style = BY_ID["LienHe"]
    column = _Column(styles.TEXT_WIDTH, y=style.gap * _POINT)
    column.rules.append(Rule(0, 0, styles.TEXT_WIDTH, 0))
    column.add(head.contact, style)
    strip = _strip((column,))
    return [Row(styles.PAGE_HEIGHT - styles.HEADER - strip.height, strip, 0)]


def set_signature(signature: Signature) -> Laid:
    left, right = (_Column(width) for width in styles.SIGNATURE_COLUMNS)
    right.x = left.width
    item, authority, name = BY_ID["NoiNhanDong"], BY_ID["QuyenHan"], BY_ID["HoTen"]
    if signature.recipients:
        left.add("Nơi nhận:", BY_ID["NoiNhan"])
    for line in signature.recipients:
        left.add(line, item, first_line=item.left - item.hanging, left=item.left)
    if signature.drafter:
        left.add(signature.drafter, BY_ID["KyHieuSoanThao"])
    for line in signature.authority:
        for part in balanced(line, styles.SIGNATURE_COLUMNS[1], authority.size / 2, bold=True):
            right.add(part, authority)
    # Without a name the room for the signature stays.
    for number, line in enumerate([each for each in (signature.office, signature.name) if each] or [""]):
        right.add(line, evolve(name, before=0) if number else name)
    return Laid((_strip((left, right), before=_SIGNATURE_GAP),), (*left.texts, *right.texts))
