"""Any .xlsx is read as cells with values and formulas; whatever is not one is refused in one sentence."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

import pytest
from xlsxwriter import Workbook

from gnbv_desktop.exchange import docx_text
from gnbv_desktop.exchange.xlsx_cells import EMPTY, ReadCell, read_xlsx
from gnbv_desktop.kernel.errors import BadFile


def workbook() -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Biểu số 05")
        sheet.write_number("A1", 71972)
        sheet.write_number("A2", 41.06)
        sheet.write_string("A3", "…")
        sheet.write_formula("A4", "=SUM(A1:A2)", None, 72013.06)
        sheet.write_datetime("A5", datetime.datetime(2024, 1, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_boolean("A6", True)
        sheet.write_number("A7", 1e-7)
        book.add_worksheet("Trống")
    return buffer.getvalue()


def test_values_and_formulas() -> None:
    read = read_xlsx(workbook())
    assert read.sheets["Biểu số 05"] == {
        "A1": ReadCell("71972", number=True),
        "A2": ReadCell("41.06", number=True),
        "A3": ReadCell("…"),
        "A4": ReadCell("72013.06", "SUM(A1:A2)", number=True),
        "A5": ReadCell("2024-01-31"),
        "A6": ReadCell("1"),
        "A7": ReadCell("0.0000001", number=True),
    }
    assert read.sheets["Trống"] == {}


def test_a_cell_by_its_place() -> None:
    read = read_xlsx(workbook())
    assert read.at("Biểu số 05!A4").formula == "SUM(A1:A2)"
    assert read.at("Biểu số 05!Z9") == read.at("Không có!A1") == EMPTY


def without(name: str) -> bytes:
    return changed(lambda part, content: None if part == name else content)


def changed(change: Callable[[str, bytes], bytes | None]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"1;2;3",
        lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        lambda: workbook()[:2000],
        lambda: without("xl/workbook.xml"),
        lambda: without("[Content_Types].xml"),
        lambda: changed(lambda name, content: content[:50] if name.endswith("sheet1.xml") else content),
        lambda: changed(lambda name, content: b"0" * (docx_text.TOTAL_LIMIT + 1) if "theme" in name else content),
    ],
    ids=["empty", "csv", "old", "cut", "no-workbook", "no-types", "bad-sheet", "bomb"],
)
def test_broken_files_are_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(BadFile) as caught:
        read_xlsx(make(), "bieu.xlsx")
    assert caught.value.message.startswith("bieu.xlsx ")
    assert caught.value.details[0].startswith("Hãy ")
