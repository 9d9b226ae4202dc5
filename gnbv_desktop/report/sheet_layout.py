"""Sets the tables of an annex on a sheet: head, header rows, one grid for tables of any shape, notes, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

from attrs import define, evolve, field, frozen

from gnbv_desktop.kernel.figures import plain, round_half_up
from gnbv_desktop.kernel.sheets import At
from gnbv_desktop.report.grid import Absence, Grid, GridCell, GridColumn, GridRow, Look, Spot
from gnbv_desktop.report.paging import page_breaks
from gnbv_desktop.report.sheet import Box, Chart, ChartKind, Series, Sheet, Style
from gnbv_desktop.report.sheet_widths import PAGE_PIXELS, SHOWN_PLACES, extents, narrow, shared_columns, wrapped_lines
from gnbv_desktop.report.widths import points

BODY, INDEX, SMALL, NORMAL, LARGE, ANNEX = 9.5, 8, 11, 12, 13, 14
_PAGE_POINTS = {True: 470, False: 716}
"""Height for rows on a page, landscape or upright, at the scale Excel prints the capital sheet with."""
_LINE = 13.5
_HEADS = 90
"""Title and heading rows of a table."""
_SIGNATURE = 60
_CHART_ROWS = 18
_SOME_ROWS = 8
_MOST_POINTS = 409
"""Height of a row beyond which Excel takes a workbook for damaged."""
RATE_FORMAT = "[=100]0;[=0]0;0.00"
_ALIGN = {Look.TEXT: "left", Look.CENTER: "center", Look.NUMBER: "right", Look.RATE: "right"}
_FIGURES = (Look.NUMBER, Look.RATE)


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
    """Tables drawn as charts come last, after the signatures. `rounded`: amounts are printed in whole units."""
    columns = [extents(grid) for grid in grids]
    landscape = not all(map(narrow, columns))
    pixels, spans = shared_columns(columns, landscape)
    page = _Page(head, pixels, landscape, rounded)
    page.head()
    told = [index for index, grid in enumerate(grids) if not grid.chart]
    for index in told:
        last = index == told[-1]
        repeats = last and len(told) == len(grids)
        table = _Table(grids[index], spans[index], repeats, page.foot_height(notes) if last else 0)
        page.table(table, first=index == 0)
    page.foot(notes)
    for index, grid in enumerate(grids):
        if grid.chart:
            page.table(_Table(grid, spans[index], False, 0), first=False)
    return page.sheet()


@frozen
class _Table:
    grid: Grid
    spans: Sequence[tuple[int, int]]
    repeats: bool
    """Its headings are print titles: only those of the last table can be, for Excel repeats them on all later pages."""
    tail: float
    """Height of what must stand on the page of its last rows."""


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
    first_body: int = 0

    @property
    def last(self) -> int:
        return len(self.pixels) - 1

    def sheet(self) -> Sheet:
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
            repeated=self.repeated,
            frozen_at=(self.first_body, 2) if self.first_body else None,
            charts=tuple(self.charts),
            headings=tuple(self.headings),
            reconstructed=self.of.reconstructed,
        )

    # ---- above the tables

    def head(self) -> None:
        head = self.of
        bold = style(NORMAL, bold=True, wrap=False)
        self._pair(head.unit, head.name, bold, evolve(bold, align="right"), head.contents)
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

    def _pair(self, left: str, right: str, look: Style, other: Style, link: str = "") -> None:
        """Two texts side by side, parted near the middle where both have room."""
        edges = list(accumulate(self.pixels))
        half, whole = edges[-1] / 2, edges[-1]
        room = [_text_pixels(left, look), _text_pixels(right, other)]

        def strain(last: int) -> float:
            lacks = max(0, room[0] - edges[last]) + max(0, room[1] - (whole - edges[last]))
            return abs(edges[last] - half) + whole * lacks

        middle = min(range(self.last), key=strain, default=0)
        if left:
            self._across(0, middle, left, look)
        self._across(middle + 1, self.last, right, other, link)

    def _next(self, height: float) -> None:
        self.heights.append(round(height, 2))
        self.height += height
        self.row += 1

    # ---- a table

    @property
    def limit(self) -> float:
        """Points that fit on a page, at the scale at which the columns fit."""
        return _PAGE_POINTS[self.landscape] / min(1, PAGE_PIXELS[self.landscape] / sum(self.pixels))

    def table(self, table: _Table, first: bool) -> None:
        grid, spans = table.grid, table.spans
        heights = [self._height(row, spans) for row in grid.rows]
        chart = bool(grid.chart) and _has_amounts(grid)
        drawn = _CHART_ROWS * _LINE if chart else 0
        if not first and self._begins_page(table, heights, sum(heights) + drawn + _HEADS + table.tail):
            self.breaks.append(self.row)
            self.height = 0
        self._title(grid, first)
        top = self.row
        self._header(grid.columns, spans)
        self.first_body = self.first_body or self.row
        head = sum(self.heights[top:])
        found = page_breaks(grid.rows, heights, self.height, table.tail + drawn, self.limit, head)
        self.headings.append((top, self.row - 1))
        if table.repeats:
            self.repeated = (top, self.row - 1)
        start = self.row
        self._body(table, heights, found)
        if chart:
            self._chart(grid, spans, start)

    def _begins_page(self, table: _Table, heights: Sequence[float], whole: float) -> bool:
        """A table that a page holds is not parted; a longer one begins where some of its rows find room."""
        if self.height + whole <= self.limit:
            return False
        some = _HEADS + sum(heights[:_SOME_ROWS])
        return whole <= self.limit or bool(table.grid.chart) or self.height + some > self.limit

    def _title(self, grid: Grid, first: bool) -> None:
        unit = style(SMALL, italic=True, align="right", wrap=False)
        self._pair(grid.title, grid.unit_line, style(NORMAL, bold=True, wrap=False), unit)
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

    def _body(self, table: _Table, heights: Sequence[float], breaks: Sequence[int]) -> None:
        """Where a page ends within a table without print titles, its headings are written again below the break."""
        columns, spans = table.grid.columns, table.spans
        places: list[int] = []
        at = self.row
        again = 0 if table.repeats else _header_rows(columns)
        for index in range(len(table.grid.rows)):
            at += again if index in breaks else 0
            places.append(at)
            at += 1

        def address(spot: Spot) -> str:
            return str(At(places[spot[0]] + 1, spans[spot[1]][0] + 1))

        boxes = self.boxes
        for index, (row, height) in enumerate(zip(table.grid.rows, heights, strict=True)):
            if index in breaks:
                self.breaks.append(self.row)
                self.height = 0
                if again:
                    self._header(columns, spans)
            for cell, (first, last) in zip(row.cells, spans, strict=True):
                formula = cell.formula(address) if cell.formula is not None else ""
                value, look = cell.value, self._style(cell, row)
                at, width = self.row, last - first + 1
                source, factor, link, absence = cell.source, cell.factor, cell.link, cell.absence
                boxes.append(Box(at, first, value, look, 1, width, formula, source, factor, link, absence))
            self._next(height)

    def _style(self, cell: GridCell, row: GridRow) -> Style:
        if isinstance(cell.value, Decimal):
            return body_style(_ALIGN[cell.look], row.bold, row.italic, self._format(cell))
        absent = cell.absence is not Absence.NONE and cell.look in _FIGURES
        return body_style("center" if absent else _ALIGN[cell.look], row.bold, row.italic)

    def _format(self, cell: GridCell) -> str:
        assert isinstance(cell.value, Decimal)
        if cell.look is Look.RATE:
            return RATE_FORMAT
        if cell.value == int(cell.value) or (self.rounded and cell.factor != 1):
            return "#,##0"
        _, _, decimals = plain(round_half_up(cell.value, SHOWN_PLACES)).partition(".")
        return f"#,##0.{'0' * len(decimals)}" if decimals else "#,##0"

    def _height(self, row: GridRow, spans: Sequence[tuple[int, int]]) -> float:
        lines = 1
        for cell, span in zip(row.cells, spans, strict=True):
            if isinstance(cell.value, str) and len(cell.value) > 4:
                lines = max(lines, self._lines(cell.value, span, BODY, row.bold))
        return min(lines * _LINE, _MOST_POINTS)

    def _lines(self, text: str, span: tuple[int, int], size: float, bold: bool) -> int:
        return wrapped_lines(text, sum(self.pixels[span[0] : span[1] + 1]), size, bold)

    def _chart(self, grid: Grid, spans: Sequence[tuple[int, int]], start: int) -> None:
        """Of the rows below the total, and of the amounts, not the rates."""
        rows = _charted(grid)
        total = len(grid.rows) - len(rows)
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
        left = style(LARGE, bold=True, align="center", wrap=False)
        self._pair("", self.of.place_date, left, style(LARGE, italic=True, align="center", wrap=False))
        self._next(18)
        for index, line in enumerate(self.of.authority or ("",)):
            self._pair("NGƯỜI LẬP BIỂU" if index == 0 else "", line, left, left)
            self._next(17)


@lru_cache(maxsize=512)
def style(size: float, **look: object) -> Style:
    return Style(size, **look)  # type: ignore[arg-type]


@lru_cache(maxsize=512)
def body_style(align: str, bold: bool, italic: bool, number: str = "General") -> Style:
    return Style(BODY, bold, italic, align, border=True, number=number)


def _text_pixels(text: str, look: Style) -> float:
    return points(text, look.size, look.bold) * 96 / 72 + 8 if text else 0


def _header_rows(columns: Sequence[GridColumn]) -> int:
    return max(len(column.groups) for column in columns) + 2


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


def _charted(grid: Grid) -> Sequence[GridRow]:
    """All but the total."""
    return grid.rows[1:] if grid.rows and grid.rows[0].bold else grid.rows


def _has_amounts(grid: Grid) -> bool:
    rows = _charted(grid)
    amounts = (row.cells[index] for row in rows for index, each in enumerate(grid.columns) if each.look is Look.NUMBER)
    return len(grid.rows) > 1 and any(isinstance(cell.value, Decimal) for cell in amounts)
