"""A workbook that somebody else has made: its sheets as cells, merged areas, widths. Nothing is changed here.

Cells are read from the parts themselves, never through a library that would load and save the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen
from openpyxl.formula.translate import Translator

from gnbv_desktop.exchange.sheet_styles import PLAIN, CellStyle, read_styles, shown_number
from gnbv_desktop.exchange.workbook_package import (
    MAIN,
    RELATION_ID,
    WorkbookPackage,
    open_workbook_package,
)
from gnbv_desktop.kernel.errors import BadFile
from gnbv_desktop.kernel.sheets import Area, At, parse_area, parse_at

CELL_LIMIT = 500_000
_NO_TEXT = {f"{MAIN}rPh", f"{MAIN}phoneticPr"}


@frozen(slots=True)
class SheetCell:
    """`value` as it is stored: a number, "1" or "0", a text, an error sign; empty when there is none."""

    value: str = ""
    formula: str = ""
    """Without its "="; of shared formulas the cell's own."""
    number: bool = False
    style: int = 0
    opaque: bool = False
    """Part of an array or a data table: its value comes from a formula that stands elsewhere or fills several cells."""

    @property
    def holds(self) -> bool:
        return bool(self.value.strip() or self.formula)


EMPTY = SheetCell()


@frozen
class Sheet:
    name: str
    part: str
    hidden: bool
    cells: Mapping[At, SheetCell]
    merged: tuple[Area, ...] = ()
    widths: Mapping[int, float] = field(factory=dict)
    """In letters of the usual font, by column."""
    heights: Mapping[int, float] = field(factory=dict)
    """In points, by row."""
    row_styles: Mapping[int, int] = field(factory=dict)
    column_styles: Mapping[int, int] = field(factory=dict)
    table_heads: tuple[Area, ...] = ()
    """Header rows of Excel tables: their texts stand in another part too."""

    def at(self, at: At) -> SheetCell:
        return self.cells.get(at, EMPTY)

    def style_at(self, at: At, above: At | None = None) -> int:
        """Of a cell that is not there yet the style of its row, of its column, of the cell where its list begins."""
        if at in self.cells:
            return self.cells[at].style
        own = self.row_styles.get(at.row) or self.column_styles.get(at.column, 0)
        return own or (self.cells[above].style if above is not None and above in self.cells else 0)

    def merge_of(self, at: At) -> Area | None:
        return next((area for area in self.merged if area.holds(at)), None)

    @property
    def extent(self) -> At:
        """The last row and column in which anything stands."""
        places = [*self.cells, *(At(area.bottom, area.right) for area in self.merged)]
        return At(max((at.row for at in places), default=1), max((at.column for at in places), default=1))


@frozen
class Book:
    name: str
    suffix: str
    """.xlsx, or .xlsm when there are macros."""
    workbook_part: str
    sheets: tuple[Sheet, ...]
    styles: tuple[CellStyle, ...] = ()
    from_1904: bool = False
    notes: tuple[str, ...] = ()
    """What stays as it is, or will have to be looked at: macros, links, pivots."""

    def sheet(self, name: str) -> Sheet | None:
        return next((each for each in self.sheets if each.name == name), None)

    def style(self, number: int) -> CellStyle:
        return self.styles[number] if number < len(self.styles) else PLAIN

    def shown(self, cell: SheetCell) -> str:
        """The cell's value roughly as Excel shows it."""
        return shown_number(cell.value, self.style(cell.style), self.from_1904) if cell.number else cell.value


def open_workbook(content: bytes, name: str) -> Book:
    """Raises BadFile for whatever cannot be filled: one message that says what it is and what to do."""
    opened = open_workbook_package(content, name)
    with opened.package:
        try:
            return _read(opened, name)
        except (KeyError, ValueError, TypeError, IndexError, AttributeError) as fault:
            raise BadFile(
                f"{name} bị hỏng ở bên trong nên không đọc được.",
                ["Hãy mở tệp bằng Excel (chọn sửa nếu Excel hỏi), lưu lại dạng *.xlsx, rồi chọn lại."],
            ) from fault


def _read(opened: WorkbookPackage, name: str) -> Book:
    root = opened.package.xml(opened.workbook)
    settings = root.find(f"{MAIN}workbookPr")
    strings = opened.part("sharedStrings")
    texts = [_text(each) for each in opened.package.xml(strings)] if strings else []
    styles = opened.part("styles")
    return Book(
        name,
        opened.suffix,
        opened.workbook,
        tuple(_sheets(opened, root, texts)),
        read_styles(opened.package.xml(styles)) if styles else (),
        settings is not None and settings.get("date1904") in ("1", "true"),
        opened.notes(),
    )


def _sheets(opened: WorkbookPackage, root: Any, texts: Sequence[str]) -> Iterator[Sheet]:
    left = CELL_LIMIT
    for each in root.iter(f"{MAIN}sheet"):
        kind, part = opened.targets.get(each.get(RELATION_ID), ("", ""))
        if kind != "worksheet":
            continue
        sheet = _sheet(opened, each.get("name"), part, each.get("state", "visible") != "visible", texts)
        left -= len(sheet.cells)
        if left < 0:
            raise BadFile(
                f"{opened.package.title} có hơn {CELL_LIMIT:,} ô nên bị từ chối.".replace(",", "."),
                ["Hãy xóa những hàng, cột thừa ở cuối các trang tính, lưu lại rồi chọn lại."],
            )
        yield sheet


def _sheet(opened: WorkbookPackage, name: str, part: str, hidden: bool, texts: Sequence[str]) -> Sheet:
    root = opened.sheet(part)
    cells = dict(_cells(root, texts))
    widths: dict[int, float] = {}
    column_styles: dict[int, int] = {}
    for column in root.iter(f"{MAIN}col"):
        for number in range(int(column.get("min")), min(int(column.get("max")), 1000) + 1):
            widths[number] = 0.0 if column.get("hidden") in ("1", "true") else float(column.get("width", "9"))
            column_styles[number] = int(column.get("style", "0"))
    heights: dict[int, float] = {}
    row_styles: dict[int, int] = {}
    for number, row in _rows(root):
        if row.get("hidden") in ("1", "true"):
            heights[number] = 0.0
        elif row.get("ht"):
            heights[number] = float(row.get("ht"))
        if row.get("customFormat") in ("1", "true"):
            row_styles[number] = int(row.get("s", "0"))
    merged = tuple(parse_area(each.get("ref")) for each in root.iter(f"{MAIN}mergeCell"))
    heads = tuple(opened.table_heads(part))
    return Sheet(name, part, hidden, cells, merged, widths, heights, row_styles, column_styles, heads)


def _rows(root: Any) -> Iterator[tuple[int, Any]]:
    number = 0
    for row in root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        number = int(row.get("r", number + 1))
        yield number, row


def _cells(root: Any, texts: Sequence[str]) -> Iterator[tuple[At, SheetCell]]:
    shared: dict[str, tuple[str, At]] = {}
    arrays: list[Area] = []
    for number, row in _rows(root):
        column = 0
        for element in row.iterfind(f"{MAIN}c"):
            at = parse_at(element.get("r")) if element.get("r") else At(number, column + 1)
            column = at.column
            formula = element.find(f"{MAIN}f")
            if formula is not None and formula.get("t") in ("array", "dataTable") and formula.get("ref"):
                arrays.append(parse_area(formula.get("ref")))
            opaque = any(area.holds(at) for area in arrays)
            yield at, _cell(element, texts, _formula(formula, at, shared), opaque)


def _formula(element: Any, at: At, shared: dict[str, tuple[str, At]]) -> str:
    if element is None:
        return ""
    text = element.text or ""
    if element.get("t") != "shared":
        return text or "?"
    number = element.get("si", "")
    if text:
        shared[number] = (text, at)
        return text
    first, origin = shared[number]
    return str(Translator(f"={first}", str(origin)).translate_formula(str(at)))[1:]


def _cell(element: Any, texts: Sequence[str], formula: str, opaque: bool) -> SheetCell:
    kind, style = element.get("t", "n"), int(element.get("s", "0"))
    stored = element.find(f"{MAIN}v")
    value = (stored.text or "") if stored is not None else ""
    if kind == "s":
        value = texts[int(value)] if value else ""
    elif kind == "inlineStr":
        inline = element.find(f"{MAIN}is")
        value = _text(inline) if inline is not None else ""
    return SheetCell(value, formula, kind == "n" and bool(value), style, opaque)


def _text(element: Any) -> str:
    """The text of a string whatever runs it is written in; what is only for reading aloud is left out."""
    if element.tag in _NO_TEXT:
        return ""
    own = (element.text or "") if element.tag == f"{MAIN}t" else ""
    return own + "".join(_text(child) for child in element if isinstance(child.tag, str))
