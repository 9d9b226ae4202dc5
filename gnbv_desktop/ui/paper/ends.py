"""What stands above and below the body: letterhead and title, recipients and signature."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field

from gnbv_desktop.report import styles
from gnbv_desktop.report.letterhead import title_lines
from gnbv_desktop.report.model import Letterhead, Signature, TextRun
from gnbv_desktop.report.styles import BY_ID, Style
from gnbv_desktop.report.widths import line_under, twips
from gnbv_desktop.ui.paper.blocks import Laid
from gnbv_desktop.ui.paper.strips import Placed, Rule, Strip, lines_of
from gnbv_desktop.ui.paper.text import Text, lay_out

_NATION, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_DRAFT = "DỰ THẢO"
_RULE_ROOM = 60
"""40 before a line of 20."""
_SIGNATURE_GAP = 140


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


def _strip(columns: Sequence[_Column], before: float = 0, after: float = 0, keep_next: bool = False) -> Strip:
    return Strip(
        max(column.y for column in columns),
        tuple(placed for column in columns for placed in column.placed),
        tuple(rule for column in columns for rule in column.rules),
        before=before,
        after=after,
        keep_next=keep_next,
    )


def set_letterhead(head: Letterhead) -> Laid:
    left, right = (_Column(width) for width in styles.LETTERHEAD_COLUMNS)
    right.x = left.width
    if head.superior:
        left.add(head.superior, BY_ID["CoQuanChuQuan"])
    for line in head.agency:
        left.add(line, BY_ID["CoQuanBanHanh"])
    left.rule(line_under([twips(line, 12, bold=True) for line in head.agency]))
    right.add(_NATION, BY_ID["QuocHieu"])
    right.add(_MOTTO, BY_ID["TieuNgu"])
    right.rule(twips(_MOTTO, 13, bold=True))
    left.y = right.y = max(left.y, right.y)
    left.add(head.number, BY_ID["SoKyHieu"])
    right.add(head.place_date, BY_ID["DiaDanh"])
    title = _title(head)
    strips = (_strip((left, right), keep_next=True), _strip((title,), keep_next=True))
    return Laid(strips, (*left.texts, *right.texts, *title.texts))


def _title(head: Letterhead) -> _Column:
    column = _Column(styles.TEXT_WIDTH)
    kind = BY_ID["TenLoai"]
    if head.draft:
        column.add(_DRAFT, evolve(kind, before=240))
        kind = evolve(kind, before=120)
    column.add(head.kind, kind)
    lines = title_lines(head.title)
    for line in lines:
        column.add(line, BY_ID["TrichYeu"])
    if head.note:
        column.add(head.note, BY_ID["GhiChuSoLieu"])
    column.rule(line_under([twips(line, 14, bold=True) for line in lines]))
    return column


def set_signature(signature: Signature) -> Laid:
    left, right = (_Column(width) for width in styles.SIGNATURE_COLUMNS)
    right.x = left.width
    item = BY_ID["NoiNhanDong"]
    if signature.recipients:
        left.add("Nơi nhận:", BY_ID["NoiNhan"])
    for line in signature.recipients:
        left.add(line, item, first_line=item.left - item.hanging, left=item.left)
    for line in signature.authority:
        right.add(line, BY_ID["QuyenHan"])
    # Without a name the room for the signature stays.
    right.add(signature.name, BY_ID["HoTen"])
    return Laid((_strip((left, right), before=_SIGNATURE_GAP),), (*left.texts, *right.texts))
