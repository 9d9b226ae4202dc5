"""Sheets on XlsxWriter: values with their formulas, formats, print set-up, charts. Equal sheets give equal bytes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from attrs import asdict, define, field
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from gnbv_desktop.kernel.figures import at_most, plain
from gnbv_desktop.kernel.sheets import column_letters
from gnbv_desktop.report.model import WrittenAnnexes, WrittenFigure
from gnbv_desktop.report.sheet import Box, Chart, ChartKind, Sheet, Style
from gnbv_desktop.report.styles import FONT

SHEET_FONT = {"font_name": FONT, "font_size": 11, "font_family": 1, "font_scheme": "none"}
"""The font that column widths are counted in: its digits are 7 pixels wide, and every machine has it or its twin."""
KEPT_PLACES = 9
"""A sheet holds binary numbers of 15 digits: a quotient is cut to what comes back as it was written."""
LONGEST_TEXT = 32_767
"""Letters that a cell of Excel holds."""
_PLAIN_CELLS = frozenset({"Blank", "String", "Number"})
_INCH = 25.4
_EVERYWHERE = "A1:XFD1048576"
_HEADER = '&C&"Times New Roman,Regular"&14&P'


def write_workbook(sheets: Sequence[Sheet], title: str, moment: datetime.datetime) -> WrittenAnnexes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "default_format_properties": SHEET_FONT}) as book:
        book.set_properties({"created": moment, "title": title[:255]})
        writer = _Writer(book)
        for sheet in sheets:
            writer.write(sheet)
    reconstructed = tuple(sheet.name for sheet in sheets if sheet.reconstructed)
    return WrittenAnnexes(buffer.getvalue(), tuple(writer.figures), reconstructed)


def stored(number: Decimal) -> int | float:
    return whole if number == (whole := int(number)) else float(at_most(number, KEPT_PLACES))


def stored_text(value: str | Decimal | None) -> str:
    """The canonical text of what a cell holds."""
    if not isinstance(value, Decimal):
        return value or ""
    return str(int(value)) if value == int(value) else plain(at_most(value, KEPT_PLACES))


class _Sheet(Worksheet):  # type: ignore[misc]
    """What XlsxWriter has no option for: a first page without number, merged cells that need not be checked."""

    def place(self, box: Box, look: Any) -> None:
        """The written methods without their reading of addresses and, for boxes never overlap, of merged ranges."""
        row, column = box.row, box.column
        match box.value:
            case Decimal() as number if box.formula:
                self._write_formula(row, column, box.formula, look, stored(number))
            case Decimal() as number:
                self._write_number(row, column, stored(number), look)
            case str() as text if box.link:
                self.write_url(row, column, f"internal:'{box.link}'!A1", look, text)
            case str() as text:
                self._write_string(row, column, text[:LONGEST_TEXT], look)
            case None:
                self._write_blank(row, column, "", look)
        if box.rows > 1 or box.columns > 1:
            self._merge(box, look)

    def _merge(self, box: Box, look: Any) -> None:
        last_row, last_column = box.row + box.rows - 1, box.column + box.columns - 1
        self.merge.append([box.row, box.column, last_row, last_column])
        for row in range(box.row, last_row + 1):
            for column in range(box.column, last_column + 1):
                if row > box.row or column > box.column:
                    self._write_blank(row, column, "", look)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """The same elements for the three kinds of cells that make up a form, without gathering their attributes."""
        kind = type(cell).__name__
        if kind not in _PLAIN_CELLS:
            super()._write_cell(row, col, cell)
            return
        start = f'<c r="{column_letters(col + 1)}{row + 1}" s="{cell.format._get_xf_index()}"'
        match kind:
            case "Blank":
                self.fh.write(f"{start}/>")
            case "String":
                self.fh.write(f'{start} t="s"><v>{cell.string}</v></c>')
            case _:
                self.fh.write(f"{start}><v>{cell.number:.16G}</v></c>")

    def _write_header_footer(self) -> None:
        self._xml_start_tag("headerFooter", [("differentFirst", 1)])
        self._xml_data_element("oddHeader", _HEADER)
        self._xml_empty_tag("firstHeader")
        self._xml_end_tag("headerFooter")


@define(eq=False)
class _Writer:
    book: Workbook
    figures: list[WrittenFigure] = field(factory=list)
    _formats: dict[Style, Any] = field(factory=dict)

    def write(self, sheet: Sheet) -> None:
        page = self.book.add_worksheet(sheet.name, _Sheet)
        _set_up(page, sheet)
        columns = [f"{sheet.name}!{column_letters(column)}" for column in range(1, len(sheet.widths) + 1)]
        for box in sheet.boxes:
            page.place(box, self._format(box.style))
            if box.source or box.formula:
                where = f"{columns[box.column]}{box.row + 1}"
                self.figures.append(WrittenFigure(where, box.source, stored_text(box.value), box.formula, box.factor))
        for chart in sheet.charts:
            self._chart(page, sheet, chart)

    def _format(self, style: Style) -> Any:
        found = self._formats.get(style)
        if found is None:
            look = asdict(style)
            # font_family 1 keeps the font from being taken for the theme's Calibri.
            found = self._formats[style] = self.book.add_format(
                {
                    "font_name": FONT, "font_family": 1, "valign": "vcenter", "font_size": look["size"],
                    "bold": look["bold"], "italic": look["italic"], "align": look["align"], "text_wrap": look["wrap"],
                    "num_format": look["number"], **({"border": 1} if look["border"] else {}),
                }
            )  # fmt: skip
        return found

    def _chart(self, page: Any, sheet: Sheet, chart: Chart) -> None:
        made = self.book.add_chart({"type": "column" if chart.kind is ChartKind.COLUMNS else "line"})
        font = {"name": FONT, "size": 10, "bold": False}
        for series in chart.series:
            made.add_series(
                {
                    "name": series.name,
                    "categories": [sheet.name, chart.first, chart.label_column, chart.last, chart.label_column],
                    "values": [sheet.name, chart.first, series.column, chart.last, series.column],
                    **({"marker": {"type": "automatic"}} if chart.kind is ChartKind.LINE else {"gap": 60}),
                }
            )
        made.set_title({"name": chart.title, "name_font": {"name": FONT, "size": 12}})
        made.set_x_axis({"num_font": font})
        made.set_y_axis({"num_font": font, "num_format": "#,##0", "name": chart.unit, "name_font": font})
        made.set_legend({"position": "bottom", "font": font})
        height = sum(sheet.heights[chart.row : chart.row + chart.rows]) * 96 / 72
        made.set_size({"width": sum(sheet.widths) - 8, "height": round(height)})
        page.insert_chart(chart.row, 0, made, {"x_offset": 4, "object_position": 2})


def _set_up(page: Any, sheet: Sheet) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column_pixels(column, column, width)
    for row, height in enumerate(sheet.heights):
        page.set_row(row, height)
    page.set_paper(9)
    if sheet.landscape:
        page.set_landscape()
    page.set_margins(left=30 / _INCH, right=15 / _INCH, top=20 / _INCH, bottom=20 / _INCH)
    page.set_header(_HEADER, {"margin": 10 / _INCH})
    page.fit_to_pages(1, 0)
    page.center_horizontally()
    page.set_start_page(1)
    page.hide_gridlines(2)
    page.ignore_errors(
        {"number_stored_as_text": _EVERYWHERE, "formula_range": _EVERYWHERE, "formula_differs": _EVERYWHERE}
    )
    page.print_area(0, 0, len(sheet.heights) - 1, len(sheet.widths) - 1)
    if sheet.repeated is not None:
        page.repeat_rows(*sheet.repeated)
    if sheet.frozen_at is not None:
        page.freeze_panes(*sheet.frozen_at)
    if sheet.breaks:
        page.set_h_pagebreaks(list(sheet.breaks))
