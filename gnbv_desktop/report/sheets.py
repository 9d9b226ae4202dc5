"""Annex sheets on XlsxWriter: head, tables of different shape on one grid, notes, signatures, print set-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from attrs import define, field, frozen
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from gnbv_desktop.kernel.figures import plain, round_half_up, write_decimal
from gnbv_desktop.report.grid import Grid, GridCell, GridColumn, GridRow, Look, Spot
from gnbv_desktop.report.model import WrittenFigure
from gnbv_desktop.report.paging import page_breaks
from gnbv_desktop.report.styles import FONT
from gnbv_desktop.report.widths import points

SHEET_FONT = {"font_name": FONT, "font_size": 11, "font_family": 1, "font_scheme": "none"}
"""The font that column widths are counted in: its digits are 7 pixels wide, and every machine has it or its twin."""
_BODY, _INDEX, _SMALL, _NORMAL, _LARGE, _ANNEX = 9.5, 8, 11, 12, 13, 14
_PAGE_PIXELS = 952
"""A4 landscape between margins of 30 and 15 mm, at 96 dpi."""
_PAGE_POINTS = 470
"""Height for rows on a page, at the scale Excel prints the capital sheet with."""
_LINE = 13.5
_HEADS = 90
"""Title and heading rows of a table."""
_SIGNATURE = 60
_PADDING = 9
_TEXT_PIXELS = (90, 230)
_RATE = "[=100]0;[=0]0;0.00"
_INCH = 25.4
_HEADER = '&C&"Times New Roman,Regular"&14&P'
_ALIGN = {Look.TEXT: "left", Look.CENTER: "center", Look.NUMBER: "right", Look.RATE: "right"}


@frozen
class SheetHead:
    """What stands above and below the tables of a sheet."""

    unit: str
    number: str
    annex: str
    title: str
    attached: str
    period: str
    money: str
    place_date: str
    authority: tuple[str, ...]


class _Sheet(Worksheet):  # type: ignore[misc]
    """The first page carries no number; XlsxWriter has no option for that."""

    def _write_header_footer(self) -> None:
        self._xml_start_tag("headerFooter", [("differentFirst", 1)])
        self._xml_data_element("oddHeader", _HEADER)
        self._xml_empty_tag("firstHeader")
        self._xml_end_tag("headerFooter")


@define(eq=False)
class SheetWriter:
    book: Workbook
    figures: list[WrittenFigure] = field(factory=list)
    _formats: dict[tuple[tuple[str, Any], ...], Any] = field(factory=dict)
    _body: dict[tuple[str, bool, bool, str], Any] = field(factory=dict)

    def write(self, name: str, head: SheetHead, grids: Sequence[Grid], notes: Sequence[str]) -> None:
        sheet = self.book.add_worksheet(name, _Sheet)
        pixels = _columns(max(grids, key=lambda grid: len(grid.columns)))
        page = _Page(self, sheet, name, pixels)
        page.set_up()
        page.head(head)
        for index, grid in enumerate(grids, 1):
            tail = page.foot_height(head, notes) if index == len(grids) else 0
            page.table(grid, head.money, repeat=len(grids) == 1, first=index == 1, tail=tail)
        page.foot(head, notes)
        page.close()

    def body(self, align: str, bold: bool, italic: bool, num_format: str) -> Any:
        key = (align, bold, italic, num_format)
        if key not in self._body:
            look = {"align": align, "bold": bold, "italic": italic, "num_format": num_format}
            self._body[key] = self.format(font_size=_BODY, border=1, **look)
        return self._body[key]

    def format(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            # font_family 1 keeps the font from being taken for the theme's Calibri.
            base = {"font_name": FONT, "font_family": 1, "valign": "vcenter", "text_wrap": True}
            self._formats[key] = self.book.add_format({**base, **look})
        return self._formats[key]


@define(eq=False)
class _Page:
    writer: SheetWriter
    sheet: Any
    name: str
    pixels: list[int]
    row: int = 0
    height: float = 0
    """Points used on the current printed page."""
    breaks: list[int] = field(factory=list)

    @property
    def last(self) -> int:
        return len(self.pixels) - 1

    def set_up(self) -> None:
        sheet = self.sheet
        for column, width in enumerate(self.pixels):
            sheet.set_column_pixels(column, column, width)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_margins(left=30 / _INCH, right=15 / _INCH, top=20 / _INCH, bottom=20 / _INCH)
        sheet.set_header(_HEADER, {"margin": 10 / _INCH})
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_start_page(1)
        sheet.hide_gridlines(2)

    # ---- above the tables

    def head(self, head: SheetHead) -> None:
        middle = max(0, self.last // 2)
        bold = {"bold": True, "font_size": _NORMAL, "text_wrap": False}
        self._across(0, middle, head.unit, align="left", **bold)
        self._across(middle + 1, self.last, head.number, align="right", **bold)
        self._next(16)
        self._line(head.annex, 18, bold=True, font_size=_ANNEX)
        self._line(head.title, 17, bold=True, font_size=_LARGE)
        self._line(head.attached, 17, italic=True, font_size=_LARGE)
        self._line("_" * 24, 7, font_size=8)
        self._line(head.period, 16, font_size=_NORMAL)

    def _line(self, text: str, height: float, **look: Any) -> None:
        lines = _wrapped(text, sum(self.pixels), look["font_size"], bool(look.get("bold")))
        self._across(0, self.last, text, align="center", **look)
        self._next(height * lines)

    def _across(self, first: int, last: int, text: str, **look: Any) -> None:
        style = self.writer.format(**look)
        if last > first:
            self.sheet.merge_range(self.row, first, self.row, last, text, style)
        else:
            self.sheet.write_string(self.row, first, text, style)

    def _next(self, height: float) -> None:
        self.sheet.set_row(self.row, height)
        self.height += height
        self.row += 1

    # ---- a table

    @property
    def limit(self) -> float:
        """Points that fit on a page, at the scale at which the columns fit."""
        return _PAGE_POINTS / min(1, _PAGE_PIXELS / sum(self.pixels))

    def table(self, grid: Grid, money: str, repeat: bool, first: bool, tail: float) -> None:
        """`tail` is the height of what must stand on the page of the last rows."""
        spans = _spans(_columns(grid), self.pixels)
        heights = [self._height(row, spans) for row in grid.rows]
        if not first and self.height + sum(heights) + _HEADS + tail > self.limit:
            self.breaks.append(self.row)
            self.height = 0
        self._title(grid, money, first)
        top = self.row
        self._header(grid.columns, spans)
        if repeat:
            self.sheet.repeat_rows(top, self.row - 1)
            self.sheet.freeze_panes(self.row, 2)
        repeated = _HEADS if repeat else 0
        self.breaks += [
            self.row + each for each in page_breaks(grid.rows, heights, self.height, tail, self.limit, repeated)
        ]
        self._body(grid, spans, heights)

    def _title(self, grid: Grid, money: str, first: bool) -> None:
        middle = max(0, self.last // 2)
        if grid.title:
            self._across(0, middle, grid.title, align="left", bold=True, font_size=_NORMAL, text_wrap=False)
        unit = grid.unit_line or money
        self._across(middle + 1, self.last, unit, align="right", italic=True, font_size=_SMALL, text_wrap=False)
        self._next(17 if first or not grid.title else 20)

    def _header(self, columns: Sequence[GridColumn], spans: Sequence[tuple[int, int]]) -> None:
        grouped = any(column.group for column in columns)
        head = {"bold": True, "align": "center", "font_size": _BODY, "border": 1}
        lines = max(self._lines(column.label, span, _BODY, True) for column, span in zip(columns, spans, strict=True))
        if grouped:
            for group, members in groupby(enumerate(columns), key=lambda each: each[1].group):
                places = [index for index, _ in members]
                if group:
                    self._box(0, spans[places[0]][0], spans[places[-1]][1], group, head)
                else:
                    for place in places:
                        self._box(1, *spans[place], columns[place].label, head)
            self._next(16)
        for column, span in zip(columns, spans, strict=True):
            if column.group or not grouped:
                self._box(0, *span, column.label, head)
        self._next(max(2, lines) * 11.5 + 3)
        index = {"italic": True, "align": "center", "font_size": _INDEX, "border": 1}
        for column, span in zip(columns, spans, strict=True):
            self._box(0, *span, column.index, index)
        self._next(22 if any("\n" in column.index for column in columns) else 12)

    def _box(self, more_rows: int, first: int, last: int, text: str, look: Mapping[str, Any]) -> None:
        style = self.writer.format(**look)
        if more_rows or last > first:
            self.sheet.merge_range(self.row, first, self.row + more_rows, last, text, style)
        else:
            self.sheet.write_string(self.row, first, text, style)

    def _body(self, grid: Grid, spans: Sequence[tuple[int, int]], heights: Sequence[float]) -> None:
        top = self.row

        def address(spot: Spot) -> str:
            return str(xl_rowcol_to_cell(top + spot[0], spans[spot[1]][0]))

        for row, height in zip(grid.rows, heights, strict=True):
            for cell, span in zip(row.cells, spans, strict=True):
                self._cell(cell, row, span, address)
            self._next(height)

    def _height(self, row: GridRow, spans: Sequence[tuple[int, int]]) -> float:
        texts = [
            self._lines(cell.value, span, _BODY, row.bold)
            for cell, span in zip(row.cells, spans, strict=True)
            if isinstance(cell.value, str)
        ]
        return max([1, *texts]) * _LINE

    def _lines(self, text: str, span: tuple[int, int], size: float, bold: bool) -> int:
        return _wrapped(text, sum(self.pixels[span[0] : span[1] + 1]), size, bold)

    def _cell(self, cell: GridCell, row: GridRow, span: tuple[int, int], address: Any) -> None:
        written = _number_format(cell) if isinstance(cell.value, Decimal) else "General"
        style = self.writer.body(_align(cell), row.bold, row.italic, written)
        first, last = span
        if last > first:
            self.sheet.merge_range(self.row, first, self.row, last, "", style)
        formula = ""
        match cell.value:
            case Decimal() as number if cell.formula is not None:
                formula = cell.formula(address)
                self.sheet.write_formula(self.row, first, f"={formula}", style, _stored(number))
            case Decimal() as number:
                self.sheet.write_number(self.row, first, _stored(number), style)
            case str() as text:
                self.sheet.write_string(self.row, first, text, style)
            case None:
                self.sheet.write_blank(self.row, first, None, style)
        if cell.source:
            where = f"{self.name}!{xl_rowcol_to_cell(self.row, first)}"
            self.writer.figures.append(WrittenFigure(where, cell.source, _text(cell.value), formula))

    # ---- below the tables

    def close(self) -> None:
        if self.breaks:
            self.sheet.set_h_pagebreaks(self.breaks)

    def foot_height(self, head: SheetHead, notes: Sequence[str]) -> float:
        lines = sum(_wrapped(note, sum(self.pixels), _BODY, False) for note in notes)
        return lines * _LINE + 18 + 17 * max(1, len(head.authority)) + _SIGNATURE

    def foot(self, head: SheetHead, notes: Sequence[str]) -> None:
        for note in notes:
            lines = _wrapped(note, sum(self.pixels), _BODY, False)
            self._across(0, self.last, note, align="left", italic=True, font_size=_BODY)
            self._next(lines * _LINE)
        middle = max(0, self.last // 2)
        italic = {"italic": True, "align": "center", "font_size": _LARGE, "text_wrap": False}
        self._across(middle + 1, self.last, head.place_date, **italic)
        self._next(18)
        bold = {"bold": True, "align": "center", "font_size": _LARGE, "text_wrap": False}
        for index, line in enumerate(head.authority or ("",)):
            if index == 0:
                self._across(0, middle, "NGƯỜI LẬP BIỂU", **bold)
            self._across(middle + 1, self.last, line, **bold)
            self._next(17)


def _align(cell: GridCell) -> str:
    """The signs of absent figures stand in the middle."""
    absent = cell.look in (Look.NUMBER, Look.RATE) and isinstance(cell.value, str)
    return "center" if absent else _ALIGN[cell.look]


def _number_format(cell: GridCell) -> str:
    if cell.look is Look.RATE:
        return _RATE
    assert isinstance(cell.value, Decimal)
    _, _, decimals = plain(round_half_up(cell.value, SHOWN_PLACES)).partition(".")
    return f"#,##0.{'0' * len(decimals)}" if decimals else "#,##0"


KEPT_PLACES, SHOWN_PLACES = 9, 4
"""A sheet holds binary numbers of 15 digits: a quotient is cut to what comes back as it was written."""


def _stored(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(round_half_up(number, KEPT_PLACES))


def _text(value: str | Decimal | None) -> str:
    return plain(round_half_up(value, KEPT_PLACES)) if isinstance(value, Decimal) else value or ""


# ---- widths and heights


def _columns(grid: Grid) -> list[int]:
    """Widths in pixels: no figure is cut off, texts take what the page leaves."""
    widths = [_width(grid, index) for index in range(len(grid.columns))]
    texts = [index for index, column in enumerate(grid.columns) if column.look is Look.TEXT]
    spare = _PAGE_PIXELS - sum(widths)
    if spare <= 0:
        return widths
    shared = spare // 2 if texts else spare
    widths = [width + shared // len(widths) for width in widths]
    for index in texts:
        widths[index] += (spare - shared) // len(texts)
    return widths


def _width(grid: Grid, index: int) -> int:
    column = grid.columns[index]
    cells = [_shown(row.cells[index]) for row in grid.rows]
    if column.look is Look.TEXT:
        low, high = _TEXT_PIXELS
        return int(min(max(low, *(_pixels(text) for text in (column.label, *cells))), high))
    words = [word for text in (column.label, column.index) for word in text.split()]
    longest = max((_pixels(text) for text in (*words, *cells)), default=0)
    return int(max(longest, 22)) + _PADDING


def _pixels(text: str) -> float:
    return points(text, _BODY, bold=True) * 96 / 72


def _shown(cell: GridCell) -> str:
    match cell.value:
        case Decimal() as number:
            return write_decimal(number, 2 if cell.look is Look.RATE else None)
        case str() as text:
            return text
        case None:
            return ""


def _wrapped(text: str, pixels: int, size: float, bold: bool) -> int:
    """Lines that a text takes in a width; a little narrower than it is, for Excel's own rounding."""
    room = (pixels - 6) * 72 / 96
    lines = 0
    for part in text.split("\n"):
        used = 0.0
        lines += 1
        for word in part.split(" "):
            width = points(word, size, bold)
            if used and used + points(" ", size, bold) + width > room:
                lines += 1
                used = width
            else:
                used += width + (points(" ", size, bold) if used else 0)
    return lines


def _spans(wanted: Sequence[int], grid: Sequence[int]) -> list[tuple[int, int]]:
    """Which columns of the sheet each column of a table takes: in proportion, at least one, all of them used."""
    if len(wanted) == len(grid):
        return [(index, index) for index in range(len(grid))]
    scale = sum(grid) / sum(wanted)
    spans: list[tuple[int, int]] = []
    start, used, asked = 0, 0.0, 0.0
    for index, width in enumerate(wanted):
        asked += width * scale
        left = len(wanted) - index - 1
        end = start
        used += grid[end]
        while left == 0 and end < len(grid) - 1:
            end += 1
        while end + 1 < len(grid) - left and used + grid[end + 1] / 2 <= asked:
            end += 1
            used += grid[end]
        spans.append((start, end))
        start = end + 1
    return spans
