"""A .xlsx as cells: the stored values in canonical text, and the formulas that stand behind them."""

from __future__ import annotations

import datetime
import io
import warnings
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError

from attrs import frozen
from openpyxl import load_workbook

from gnbv_desktop.exchange.docx_text import open_package
from gnbv_desktop.kernel.errors import BadFile
from gnbv_desktop.kernel.figures import plain

CELL_LIMIT = 2_000_000


@frozen
class ReadCell:
    """`value` is a canonical number, an ISO date, a text, or empty; `formula` without its "="."""

    value: str
    formula: str = ""
    number: bool = False


@frozen
class XlsxCells:
    sheets: Mapping[str, Mapping[str, ReadCell]]
    """By sheet name and address; cells that hold nothing are left out."""

    def at(self, where: str) -> ReadCell:
        """The cell of "Biểu số 05!G14"; an empty one where nothing stands."""
        sheet, _, address = where.rpartition("!")
        return self.sheets.get(sheet, {}).get(address, EMPTY)


EMPTY = ReadCell("")


def read_xlsx(content: bytes, name: str = "tệp .xlsx") -> XlsxCells:
    """Raises BadFile for whatever is not a whole workbook."""
    kind = "Excel (.xlsx)"
    with open_package(content, name, kind) as package:
        for part in sorted(package.names):
            if part.endswith((".xml", ".rels")):
                package.xml(part)
    try:
        values, formulas = _load(content, True), _load(content, False)
        return XlsxCells({title: _sheet(values.get(title, {}), cells) for title, cells in formulas.items()})
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, ParseError, OSError) as fault:
        raise BadFile(
            f"{name} không phải bảng tính {kind} hoặc bị hỏng.",
            ["Hãy mở tệp bằng Excel, lưu lại dạng Excel Workbook (*.xlsx), rồi chọn lại."],
        ) from fault


def _load(content: bytes, values: bool) -> dict[str, dict[str, tuple[Any, bool]]]:
    """For each cell what stands in it and whether that is a formula."""
    with warnings.catch_warnings():
        # What openpyxl does not support is no matter of ours: only cells are read.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=values, keep_links=False)
        try:
            return {sheet.title: _cells(sheet) for sheet in book.worksheets}
        finally:
            book.close()


def _cells(sheet: Any) -> dict[str, tuple[Any, bool]]:
    found: dict[str, tuple[Any, bool]] = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                # A text may begin with "=" too.
                found[cell.coordinate] = (cell.value, cell.data_type == "f")
        if len(found) > CELL_LIMIT:
            raise ValueError("too many cells")
    return found


def _sheet(values: Mapping[str, tuple[Any, bool]], formulas: Mapping[str, tuple[Any, bool]]) -> dict[str, ReadCell]:
    found: dict[str, ReadCell] = {}
    for address, (content, is_formula) in formulas.items():
        value = values.get(address, (None, False))[0]
        formula = str(content).removeprefix("=") if is_formula else ""
        found[address] = ReadCell(_canonical(value), formula, _is_number(value))
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _canonical(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case int() | float():
            return plain(Decimal(repr(value)))
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)
