"""An opened template: what its styles are called, how wide its text is, how large its letters are.

An office edits the template in Word, and Word renames style ids by the language of its menus: styles are found by their
names. A style that is gone is put back.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import define, field
from docx import Document as open_docx
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Twips

from gnbv_desktop.kernel.errors import BadFile
from gnbv_desktop.kernel.paths import asset
from gnbv_desktop.report import controls, styles
from gnbv_desktop.report.controls import CELL, ROW, TABLE, Element, P
from gnbv_desktop.report.model import Sizes
from gnbv_desktop.report.template import BODY, CONTROLS, NAME, W, style_element, table_style
from gnbv_desktop.report.widths import twips

_DEFAULT_SIZE = 20
"""Word's size when no style says another."""
_DEFAULT_LOOK = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
_COLUMNS = f"{qn('w:tblGrid')}/{qn('w:gridCol')}"
_ROUNDING = 40
"""Twips by which LibreOffice moves columns that nobody touched."""
_SLACK = 24
_DEEPEST = 20
"""How many styles may stand on one another; a circle in a broken file ends here."""
_FOOTNOTE_MARK = (
    f'<w:style xmlns:w="{W}" w:type="character" w:styleId="{styles.FOOTNOTE_MARK}">'
    f'<w:name w:val="{styles.FOOTNOTE_MARK_NAME}"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)
RESTORE = (
    "Hãy lấy lại mẫu của chương trình: gnbv template reset; hoặc mở mẫu bằng Word, bật thẻ Developer, thêm lại "
    "ô nội dung có thẻ (Tag) ấy vào chỗ của nó."
)


@define(eq=False)
class Frame:
    docx: Docx
    style_ids: Mapping[str, str]
    """The id that each of our styles has in this file."""
    _sizes: dict[str, int] = field(factory=dict)

    @classmethod
    def open(cls, content: bytes | None = None) -> Frame:
        """The office's template, or the one of the program. Raises BadFile when it cannot be used."""
        docx = _opened(asset("templates", NAME) if content is None else io.BytesIO(content))
        for root in _roots(docx):
            controls.retag(root, {alias: tag for tag, alias in CONTROLS.items()})
        if next(controls.find(docx.element, BODY), None) is None:
            raise BadFile(
                f"Mẫu báo cáo thiếu ô “{CONTROLS[BODY]}” (thẻ {BODY}), nên không biết chèn nội dung vào đâu.", [RESTORE]
            )
        _drop_notes(docx.element)
        return cls(docx, _style_ids(docx.styles.element))

    @property
    def root(self) -> Element:
        return self.docx.element

    def roots(self) -> Iterator[Element]:
        return _roots(self.docx)

    def style(self, name: str) -> str:
        return self.style_ids[name]

    def has_style(self, paragraph: Element, name: str) -> bool:
        return bool(paragraph.style == self.style_ids[name])

    # ---- measures

    def section(self) -> Element:
        """The properties of the section in which the body stands."""
        body = next(controls.find(self.root, BODY))
        return next(each for each in self.root.iter(qn("w:sectPr")) if _is_after(each, body))

    def text_width(self) -> int:
        """Of the lines of the body, in twips."""
        size, margins = self.section().find(qn("w:pgSz")), self.section().find(qn("w:pgMar"))
        gone = sum(int(margins.get(qn(f"w:{side}"), 0)) for side in ("left", "right", "gutter"))
        return int(size.get(qn("w:w"))) - gone

    def width_around(self, paragraph: Element) -> int:
        """Of the cell or the page that a paragraph stands in."""
        cell = next(paragraph.iterancestors(CELL), None)
        width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") if cell is not None else None
        if width is not None and width.get(qn("w:type")) == "dxa":
            return int(width.get(qn("w:w")))
        if cell is None:
            return self.text_width()
        grid = next(cell.iterancestors(TABLE)).findall(_COLUMNS)
        place = [*cell.itersiblings(CELL, preceding=True)]
        return int(grid[len(place)].get(qn("w:w"))) if len(place) < len(grid) else self.text_width()

    def size_in(self, paragraph: Element) -> float:
        """Points of the letters of a paragraph: as they are set in it, else as its style says."""
        for own in paragraph.iter(qn("w:sz")):
            if own.getparent().getparent().tag == qn("w:r"):
                return int(own.get(qn("w:val"))) / 2
        return self._size(paragraph.style or "") / 2

    def size(self, name: str) -> float:
        return self._size(self.style_ids[name]) / 2

    def _size(self, style_id: str) -> int:
        if style_id not in self._sizes:
            self._sizes[style_id] = _size(self.docx.styles.element, style_id)
        return self._sizes[style_id]

    def font(self, name: str) -> str:
        """Empty where the font comes from Word's theme."""
        root = self.docx.styles.element
        for look in (*_looks(root, self.style_ids[name]), root.find(_DEFAULT_LOOK)):
            fonts = look.find(qn("w:rFonts")) if look is not None else None
            if fonts is not None and (fonts.get(qn("w:ascii")) or fonts.get(qn("w:asciiTheme"))):
                return str(fonts.get(qn("w:ascii"), ""))
        return ""

    # ---- what a report changes in it

    def set_sizes(self, sizes: Sizes) -> None:
        for name, half_points in styles.SIZES[sizes].items():
            style = _style_by_id(self.docx.styles.element, self.style_ids[name])
            assert style is not None
            look = style.get_or_add_rPr()
            size = look.get_or_add_sz()
            size.set(qn("w:val"), str(half_points))
            for old in look.findall(qn("w:szCs")):
                look.remove(old)
            size.addnext(parse_xml(f'<w:szCs xmlns:w="{W}" w:val="{half_points}"/>'))
        self._sizes.clear()

    def fit_tables(self) -> None:
        """Letterhead and signature follow the width of the text, unless the office has set their columns itself.

        Quốc hiệu stands on one line whatever its size.
        """
        for table in self.root.iter(TABLE):
            grid = tuple(int(each.get(qn("w:w"), 0)) for each in table.findall(_COLUMNS))
            if len(grid) != 2:
                continue
            ours = any(_alike(grid, each) for each in (styles.LETTERHEAD_COLUMNS, styles.SIGNATURE_COLUMNS))
            total, right = self.text_width() if ours else sum(grid), max(grid[1], self._nation(table))
            if (total - right, right) != grid:
                _set_columns(table, (total - right, right))

    def _nation(self, table: Element) -> int:
        """What Quốc hiệu needs in the right column; 0 where it is not there."""
        for each in table.iter(P):
            cell = each.getparent()
            if self.has_style(each, "QuocHieu") and cell.tag == CELL and cell.getnext() is None:
                text = "".join(part.text or "" for part in each.iter(qn("w:t"))).strip()
                return twips(text, self.size_in(each), bold=True) + _SLACK
        return 0


def _opened(source: io.BytesIO | Path) -> Docx:
    try:
        return open_docx(source if isinstance(source, io.BytesIO) else str(source))
    except Exception as fault:  # python-docx lets every kind through that a broken package can cause
        raise BadFile(
            "Mẫu báo cáo không phải tài liệu Word (.docx) nguyên vẹn nên không dùng được.",
            ["Hãy mở mẫu bằng Word, lưu lại dạng Word Document (*.docx) không mật khẩu; hoặc gnbv template reset."],
        ) from fault


def _roots(docx: Docx) -> Iterator[Element]:
    """The page, then headers and footers."""
    yield docx.element
    for relation in docx.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            yield relation.target_part.element


def _is_after(element: Element, other: Element) -> bool:
    """In the order of the document; a section's end may stand in a paragraph around."""
    for each in element.getroottree().getroot().iter(element.tag, other.tag):
        if each is other:
            return True
        if each is element:
            return False
    return False


def _drop_notes(root: Element) -> None:
    """The report writes its own footnotes; marks of others would point at nothing."""
    for mark in [*root.iter(qn("w:footnoteReference"))]:
        mark.getparent().getparent().remove(mark.getparent())


# ---- styles


def _style_ids(root: Element) -> dict[str, str]:
    """Our ids to those of the file, by names; what is missing is added."""
    known = {(each.get(qn("w:type")), _name(each)): each.get(qn("w:styleId")) for each in root.findall(qn("w:style"))}
    taken = set(known.values())
    found = {}
    wanted = [("paragraph", style.id, style.name, style_element(style)) for style in styles.STYLES]
    wanted.append(("character", styles.FOOTNOTE_MARK, styles.FOOTNOTE_MARK_NAME, _FOOTNOTE_MARK))
    wanted.append(("table", styles.TABLE, styles.TABLE_NAME, table_style()))
    for kind, ours, name, markup in wanted:
        theirs = known.get((kind, name.casefold()))
        if theirs is None:
            theirs = ours if ours not in taken else f"{ours}GNBV"
            root.append(_added(markup, theirs, known))
        found[ours] = theirs
    return found


def _added(markup: str, style_id: str, known: Mapping[tuple[str, str], str]) -> Element:
    declared = markup if "xmlns:w=" in markup else markup.replace("<w:style ", f'<w:style xmlns:w="{W}" ', 1)
    style = parse_xml(declared)
    style.set(qn("w:styleId"), style_id)
    based = style.find(qn("w:basedOn"))
    if based is not None:
        parent = known.get(
            ("table", "normal table") if based.get(qn("w:val")) == "TableNormal" else ("paragraph", "normal")
        )
        if parent:
            based.set(qn("w:val"), parent)
        else:
            style.remove(based)
    return style


def _name(style: Element) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val"), "")).casefold()


def _style_by_id(root: Element, style_id: str) -> Element | None:
    return next((each for each in root.findall(qn("w:style")) if each.get(qn("w:styleId")) == style_id), None)


def _looks(root: Element, style_id: str) -> Iterator[Element]:
    """The letters' properties of a style, then of those it is based on."""
    for _ in range(_DEEPEST):
        style = _style_by_id(root, style_id)
        if style is None:
            return
        if (look := style.find(qn("w:rPr"))) is not None:
            yield look
        based = style.find(qn("w:basedOn"))
        if based is None:
            return
        style_id = based.get(qn("w:val"))


def _size(root: Element, style_id: str) -> int:
    for look in (*_looks(root, style_id), root.find(_DEFAULT_LOOK)):
        size = look.find(qn("w:sz")) if look is not None else None
        if size is not None:
            return int(size.get(qn("w:val")))
    return _DEFAULT_SIZE


def _alike(grid: Sequence[int], other: Sequence[int]) -> bool:
    return all(abs(a - b) <= _ROUNDING for a, b in zip(grid, other, strict=True))


def _set_columns(table: Element, widths: tuple[int, int]) -> None:
    table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}").set(qn("w:w"), str(sum(widths)))
    for column, width in zip(table.findall(_COLUMNS), widths, strict=True):
        column.set(qn("w:w"), str(width))
    for row in table.iter(ROW):
        cells = [each for each in row.iter(CELL) if next(each.iterancestors(TABLE)) is table]
        for cell, width in zip(cells, widths, strict=False):
            cell.width = Twips(width)
