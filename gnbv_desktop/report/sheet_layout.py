"""Sets the tables of an annex on a sheet: head, header rows, one grid for tables of any shape, notes, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from attrs import define, evolve, field, frozen

from gnbv_desktop.kernel.figures import plain, round_half_up
from gnbv_desktop.report.grid import Absence, Grid, GridCell, GridColumn, GridRow, Look, Spot
from gnbv_desktop.report.paging import page_breaks
from gnbv_desktop.report.sheet import Box, Chart, ChartKind, Series, Sheet, Style
from gnbv_desktop.report.sheet_widths import PAGE_PIXELS, column_widths, narrow, spans_of, wrapped_lines

BODY, INDEX, SMALL, NORMAL, LARGE, ANNEX = 9.5, 8, 11, 12, 13, 14
_PAGE_POINTS = {True: 470, False: 716}
"""Height for rows on a page, landscape or upright, at the scale Excel prints the capital sheet with."""
_LINE = 13.5
_HEADS = 90
"""Title and heading rows of a table."""
_SIGNATURE = 60
_CHART_ROWS = 18
RATE_FORMAT = "[=100]0;[=0]0;0.00"
_ALIGN = {Look.TEXT: "left", Look.CENTER: "center", Look.NUMBER: "right", Look.RATE: "right"}
_SHOWN_PLACES = 4


@frozen
class SheetHead:
    """What stands above and below the tables of a sheet."""

    code: str
    unit: str
    name: str
    annex: str
    title: str
    attached: str
    period: str
    place_date: str
    authority: tuple[str, ...]
    contents: str = ""
    """Sheet to which the name leads back."""
    reconstructed: bool = False


def lay_out(head: SheetHead, grids: Sequence[Grid], notes: Sequence[str], rounded: bool = False) -> Sheet:
    """`rounded`: amounts are printed in whole units."""
    widest = max(grids, key=lambda grid: len(grid.columns))
    landscape = not narrow(widest)
    pixels = column_widths(widest, landscape)
    page = _Page(head, pixels, landscape, rounded)
    page.head()
    for index, grid in enumerate(grids, 1):
        tail = page.foot_height(notes) if index == len(grids) else 0
        page.table(grid, repeat=len(grids) == 1 or index == 1, first=index == 1, tail=tail)
    page.foot(notes)
    return page.sheet(single=len(grids) == 1)


@define(eq=False)
class _Page:
    of: SheetHead
    pixels: list[int]
    landscape: bool
    rounded: bool
    row: int = 0
    height: float = 0
    """Points used on the current printed page."""
    heights: list[float] = field(factory=list)
    boxes: list[Box] = field(factory=list)
    breaks: list[int] = field(factory=list)
    charts: list[Chart] = field(factory=list)
    headings: list[tuple[int, int]] = field(factory=list)
    repeated: tuple[int, int] | None = None

    @property
    def last(self) -> int:
        return len(self.pixels) - 1

    def sheet(self, single: bool) -> Sheet:
        return Sheet(
            code=self.of.code,
            name=self.of.name,
            title=self.of.title,
            number=self.of.annex,
            widths=tuple(self.pixels),
            heights=tuple(self.heights),
            boxes=tuple(self.boxes),
            landscape=self.landscape,
            breaks=tuple(self.breaks),
            repeated=self.repeated if single else None,
            frozen_at=(self.repeated[1] + 1, 2) if self.repeated else None,
            charts=tuple(self.charts),
            headings=tuple(self.headings),
            reconstructed=self.of.reconstructed,
        )

    # ---- above the tables

    def head(self) -> None:
        head = self.of
        middle = max(0, self.last // 2)
        bold = style(NORMAL, bold=True, wrap=False)
        self._across(0, middle, head.unit, bold)
        self._across(middle + 1, self.last, head.name, evolve(bold, align="right"), head.contents)
        self._next(16)
        self._line(head.annex, 18, style(ANNEX, bold=True, align="center"))
        self._line(head.title, 17, style(LARGE, bold=True, align="center"))
        if head.attached:
            self._line(head.attached, 17, style(LARGE, italic=True, align="center"))
        self._line("_" * 24, 7, style(8, align="center"))
        self._line(head.period, 16, style(NORMAL, align="center"))

    def _line(self, text: str, height: float, look: Style) -> None:
        lines = wrapped_lines(text, sum(self.pixels), look.size, look.bold)
        self._across(0, self.last, text, look)
        self._next(height * lines)

    def _across(self, first: int, last: int, text: str, look: Style, link: str = "") -> None:
        if last >= first:
            self.boxes.append(Box(self.row, first, text, look, columns=last - first + 1, link=link))

    def _next(self, height: float) -> None:
        self.heights.append(round(height, 2))
        self.height += height
        self.row += 1

    # ---- a table

    @property
    def limit(self) -> float:
        """Points that fit on a page, at the scale at which the columns fit."""
        return _PAGE_POINTS[self.landscape] / min(1, PAGE_PIXELS[self.landscape] / sum(self.pixels))

    def table(self, grid: Grid, repeat: bool, first: bool, tail: float) -> None:
        """`tail` is the height of what must stand on the page of the last rows."""
        spans = spans_of(column_widths(grid, self.landscape), self.pixels)
        heights = [self._height(row, spans) for row in grid.rows]
        drawn = _CHART_ROWS * _LINE if grid.chart else 0
        if not first and self.height + sum(heights) + drawn + _HEADS + tail > self.limit:
            self.breaks.append(self.row)
            self.height = 0
        self._title(grid, first)
        top = self.row
        self._header(grid.columns, spans)
        self.headings.append((top, self.row - 1))
        if repeat:
            self.repeated = (top, self.row - 1)
        head = _HEADS if repeat else 0
        found = page_breaks(grid.rows, heights, self.height, tail + drawn, self.limit, head)
        self.breaks += [self.row + each for each in found]
        start = self.row
        self._body(grid, spans, heights)
        if found:
            self.height = head + sum(heights[found[-1] :])
        if grid.chart and len(grid.rows) > 1:
            self._chart(grid, spans, start)

    def _title(self, grid: Grid, first: bool) -> None:
        middle = max(0, self.last // 2)
        if grid.title:
            self._across(0, middle, grid.title, style(NORMAL, bold=True, wrap=False))
        unit = style(SMALL, italic=True, align="right", wrap=False)
        self._across(middle + 1, self.last, grid.unit_line, unit)
        self._next(17 if first or not grid.title else 22)

    def _header(self, columns: Sequence[GridColumn], spans: Sequence[tuple[int, int]]) -> None:
        """As many rows as headings stand over each other; equal neighbours are one box."""
        depth = max(len(column.groups) for column in columns)
        look = style(BODY, bold=True, align="center", border=True)
        top = self.row
        for level in range(depth):
            for start, end in _runs(columns, level):
                label = columns[start].groups[level]
                self._box(spans[start][0], spans[end][1], label, look)
            self._next(16 * self._header_lines(columns, spans, level))
        for column, span in zip(columns, spans, strict=True):
            own = len(column.groups)
            self.boxes.append(
                Box(top + own, span[0], column.label, look, rows=depth - own + 1, columns=span[1] - span[0] + 1)
            )
        deepest = [index for index, column in enumerate(columns) if len(column.groups) == depth]
        lines = [self._lines(columns[index].label, spans[index], BODY, True) for index in deepest]
        others = [
            self._lines(column.label, span, BODY, True) - 1.3 * (depth - len(column.groups))
            for column, span in zip(columns, spans, strict=True)
        ]
        self._next(max(2, *lines, *others) * 11.5 + 3)
        index = style(INDEX, italic=True, align="center", border=True)
        for column, span in zip(columns, spans, strict=True):
            self._box(*span, column.index, index)
        self._next(22 if any("\n" in column.index for column in columns) else 12)

    def _header_lines(self, columns: Sequence[GridColumn], spans: Sequence[tuple[int, int]], level: int) -> int:
        texts = (
            (columns[start].groups[level], (spans[start][0], spans[end][1])) for start, end in _runs(columns, level)
        )
        return max((self._lines(text, span, BODY, True) for text, span in texts), default=1)

    def _box(self, first: int, last: int, text: str, look: Style) -> None:
        self.boxes.append(Box(self.row, first, text, look, columns=last - first + 1))

    def _body(self, grid: Grid, spans: Sequence[tuple[int, int]], heights: Sequence[float]) -> None:
        top = self.row

        def address(spot: Spot) -> str:
            return f"{column_letters(spans[spot[1]][0])}{top + spot[0] + 1}"

        for row, height in zip(grid.rows, heights, strict=True):
            for cell, (first, last) in zip(row.cells, spans, strict=True):
                formula = cell.formula(address) if cell.formula is not None else ""
                look = self._style(cell, row)
                width = last - first + 1
                self.boxes.append(
                    Box(self.row, first, cell.value, look, 1, width, formula, cell.source, cell.link, cell.absence)
                )
            self._next(height)

    def _style(self, cell: GridCell, row: GridRow) -> Style:
        absent = cell.absence is not Absence.NONE and cell.look in (Look.NUMBER, Look.RATE)
        return body_style("center" if absent else _ALIGN[cell.look], row.bold, row.italic, self._format(cell))

    def _format(self, cell: GridCell) -> str:
        if not isinstance(cell.value, Decimal):
            return "General"
        if cell.look is Look.RATE:
            return RATE_FORMAT
        if cell.value == cell.value.to_integral_value() or (self.rounded and cell.money):
            return "#,##0"
        _, _, decimals = plain(round_half_up(cell.value, _SHOWN_PLACES)).partition(".")
        return f"#,##0.{'0' * len(decimals)}" if decimals else "#,##0"

    def _height(self, row: GridRow, spans: Sequence[tuple[int, int]]) -> float:
        lines = 1
        for cell, span in zip(row.cells, spans, strict=True):
            if isinstance(cell.value, str) and len(cell.value) > 4:
                lines = max(lines, self._lines(cell.value, span, BODY, row.bold))
        return lines * _LINE

    def _lines(self, text: str, span: tuple[int, int], size: float, bold: bool) -> int:
        return wrapped_lines(text, sum(self.pixels[span[0] : span[1] + 1]), size, bold)

    def _chart(self, grid: Grid, spans: Sequence[tuple[int, int]], start: int) -> None:
        """Of the rows below the total, and of the amounts, not the rates."""
        total = 1 if grid.rows[0].bold else 0
        rows = grid.rows[total:]
        series = tuple(
            Series(
                column.label,
                spans[index][0],
                tuple(v if isinstance(v := row.cells[index].value, Decimal) else None for row in rows),
            )
            for index, column in enumerate(grid.columns)
            if column.look is Look.NUMBER
        )
        labels = tuple(str(row.cells[1].value or "") for row in rows)
        title = grid.title.partition(". ")[2] or grid.title
        self.charts.append(
            Chart(
                ChartKind(grid.chart), title.capitalize(), self.row + 1, _CHART_ROWS - 2,
                start + total, start + total + len(rows) - 1, spans[1][0], labels, series, grid.unit_line,
            )
        )  # fmt: skip
        for _ in range(_CHART_ROWS):
            self._next(_LINE)

    # ---- below the tables

    def foot_height(self, notes: Sequence[str]) -> float:
        lines = sum(wrapped_lines(note, sum(self.pixels), BODY, False) for note in notes)
        signed = 18 + 17 * max(1, len(self.of.authority)) + _SIGNATURE if self.of.place_date else 0
        return lines * _LINE + signed

    def foot(self, notes: Sequence[str]) -> None:
        for note in notes:
            lines = wrapped_lines(note, sum(self.pixels), BODY, False)
            self._across(0, self.last, note, style(BODY, italic=True))
            self._next(lines * _LINE)
        if not self.of.place_date:
            return
        middle = max(0, self.last // 2)
        self._across(middle + 1, self.last, self.of.place_date, style(LARGE, italic=True, align="center", wrap=False))
        self._next(18)
        bold = style(LARGE, bold=True, align="center", wrap=False)
        for index, line in enumerate(self.of.authority or ("",)):
            if index == 0:
                self._across(0, middle, "NGƯỜI LẬP BIỂU", bold)
            self._across(middle + 1, self.last, line, bold)
            self._next(17)


@lru_cache(maxsize=512)
def style(size: float, **look: object) -> Style:
    return Style(size, **look)  # type: ignore[arg-type]


@lru_cache(maxsize=512)
def body_style(align: str, bold: bool, italic: bool, number: str) -> Style:
    return Style(BODY, bold, italic, align, border=True, number=number)


def _runs(columns: Sequence[GridColumn], level: int) -> list[tuple[int, int]]:
    """First and last of neighbours that stand under one heading of this level."""
    found: list[tuple[int, int]] = []
    for index, column in enumerate(columns):
        if len(column.groups) <= level:
            continue
        if (
            found
            and found[-1][1] == index - 1
            and columns[found[-1][0]].groups[: level + 1] == column.groups[: level + 1]
        ):
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return found


@lru_cache(maxsize=256)
def column_letters(index: int) -> str:
    text = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        text, index = chr(65 + letter) + text, index - 1
    return text
