"""Workbooks as a province may send them, made for tests: plain ones, and one with everything a library would lose."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import xlsxwriter

Fill = Callable[[Any, Any], None]
_PIVOT = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" refreshOnLoad="1"/>'
)


def made(fill: Fill, options: Mapping[str, Any] | None = None) -> bytes:
    """A workbook whose sheet "Biểu 1" is filled by `fill(workbook, sheet)`."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **(options or {})}) as book:
        book.set_properties({"created": datetime.datetime(2024, 1, 31)})
        fill(book, book.add_worksheet("Biểu 1"))
    return buffer.getvalue()


def written(cells: Mapping[str, Any]) -> bytes:
    """Texts and numbers by address; what begins with "=" is a formula."""

    def fill(_book: Any, sheet: Any) -> None:
        for address, value in cells.items():
            sheet.write(address, value)

    return made(fill)


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_members(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The same file with other, or more, members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**members(content), **changed}.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def sheet_xml(content: bytes, number: int = 1) -> bytes:
    return members(content)[f"xl/worksheets/sheet{number}.xml"]


def hard_workbook() -> bytes:
    """Text box, sparkline, data bar, checkbox, chart, comment, hidden sheet, print settings, macro, link and pivot."""

    def fill(book: Any, sheet: Any) -> None:
        bold = book.add_format({"bold": True, "num_format": "#,##0.0", "border": 1})
        sheet.merge_range("A1:D1", "Kỳ báo cáo: {{KY}}", book.add_format({"bold": True, "align": "center"}))
        sheet.write("A3", "Giải ngân dự án 2")
        sheet.write("B3", '{{VON(GIAO, DU_AN="DA2")}}', bold)
        sheet.write_column("C3", [1, 2, 3], bold)
        sheet.write_formula("D3", "=SUM(B3:C5)", bold, 6)
        sheet.insert_textbox("F2", "Ghi chú của tỉnh")
        sheet.add_sparkline("E3", {"range": "'Biểu 1'!B3:C3"})
        sheet.conditional_format("C3:C5", {"type": "data_bar", "data_bar_2010": True})
        sheet.insert_checkbox("E4", True)
        sheet.write_comment("A3", "Nhập theo triệu đồng")
        sheet.data_validation("C9", {"validate": "list", "source": ["Có", "Không"]})
        sheet.set_column("A:A", 40)
        sheet.print_area("A1:D9")
        sheet.repeat_rows(0)
        sheet.set_landscape()
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Biểu 1'!$B$3:$C$3"})
        sheet.insert_chart("F10", chart)
        other = book.add_worksheet("Danh mục ẩn")
        other.hide()
        other.write("A1", "không đụng tới")
        book.add_vba_project(io.BytesIO(b"\xd0\xcf\x11\xe0 macro"), is_stream=True)

    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    added = {"xl/externalLinks/externalLink1.xml": link, "xl/pivotCache/pivotCacheDefinition1.xml": _PIVOT}
    return with_members(made(fill), added)
