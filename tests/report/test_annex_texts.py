"""Whatever people type comes out of an annex as text, and lists of any length as sheets."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import load_workbook

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.exchange.xlsx_cells import read_xlsx
from gnbv_desktop.kernel.dossier import Block, Cell, Dossier, State
from gnbv_desktop.report.annex import write_annexes
from gnbv_desktop.report.sheet_widths import PAGE_PIXELS, Extent, shared_columns
from gnbv_desktop.services.verify import annex_differences
from tests.report.annexing import sheet_of
from tests.report.casework import head
from tests.report.filling import evaluation_of
from tests.support_dossiers import evaluated_real

LIST, SHEET = "DA2.DS", "Biểu số 05"
LONGEST = 32_767
"""Letters in a cell of Excel."""
HARD = {
    "a formula": '=HYPERLINK("http://x","y")',
    "a sum": "=1+1",
    "a plus": "+84 912",
    "a minus": "-5 hộ",
    "an at sign": "@SUM(A1)",
    "quotes": "Mô hình \"Nuôi ong\" 'bản Mới' “khép kín”",
    "a number": "00123",
    "a rate": "50%",
    "a date": "1/2",
    "an address": "http://example.com/a?b=c",
    "markup": "<b>&amp;</b> {ky} {0}",
    "lines": "dòng một\ndòng hai\n\ndòng bốn",
    "blanks": "  giữa   hai  ",
    "a long word": "x" * 300,
    "the longest": "chữ " * (LONGEST // 4),
    "brackets of Excel": "[=100]0;[Red]",
    "an escape of Excel": "_x0041_",
}


def named(text: str, **more: str) -> Evaluation:
    return evaluated_real({f"{LIST}[r1].{code}": each for code, each in {"TEN": text, **more}.items()}, head())


@pytest.mark.parametrize("name", HARD)
def test_a_name_comes_out_as_it_was_typed(name: str) -> None:
    evaluation = named(HARD[name], GHI_CHU=HARD[name])
    written = write_annexes(evaluation)
    cells = read_xlsx(written.content).sheets[SHEET].values()
    found = [cell for cell in cells if cell.value == HARD[name]]
    assert found, [cell.value[:80] for cell in cells if not cell.number][:40]
    assert all(not cell.formula for cell in found)
    assert list(annex_differences(written, written.content, evaluation)) == []
    sheet = load_workbook(io.BytesIO(written.content))[SHEET]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert all((each.height or 0) <= 409 for each in sheet.row_dimensions.values())


def test_texts_told_together_are_cut_where_a_cell_ends() -> None:
    text = "x" * LONGEST
    evaluation = named("Quế", GHI_CHU=text, TINH_TRANG="HOAN_THANH")
    written = write_annexes(evaluation)
    longest = max((cell.value for cell in read_xlsx(written.content).sheets[SHEET].values()), key=len)
    assert len(longest) == LONGEST
    assert longest.endswith("x…")


def many(count: int) -> Dossier:
    made = Dossier(head())
    rows = {
        f"r{number}": {
            "TEN": Cell(State.VALUE, f"Mô hình {number}"),
            "HINH_THUC": Cell(State.VALUE, ("CHUOI", "CONG_DONG", "DAC_THU")[number % 3]),
            "DIA_BAN": Cell(State.VALUE, f"x{1 + number % 5}"),
            "SO_HO": Cell(State.VALUE, "3"),
            "HO_NGHEO": Cell(State.VALUE, "2"),
            "HO_CAN_NGHEO": Cell(State.VALUE, "1"),
            "KINH_PHI": Cell(State.VALUE, str(number * 10**6)),
        }
        for number in range(1, count + 1)
    }
    return Dossier(made.head, {LIST: Block(tuple(rows), rows)})


def test_a_list_of_three_thousand_is_one_sheet_of_many_pages() -> None:
    evaluation = evaluation_of(many(3000))
    sheet = sheet_of(evaluation, "BIEU_05")
    names = [box.value for box in sheet.boxes if re.fullmatch("Mô hình [0-9]+", str(box.value))]
    assert len(names) == len(set(names)) == 3000
    assert len(sheet.breaks) > 60
    assert sheet.repeated is not None
    sums = [box for box in sheet.boxes if box.formula.startswith("SUM(") and ":" in box.formula]
    assert len(sums) >= 3
    assert max(len(box.formula) for box in sheet.boxes) < 100, "Excel takes 255 terms and 8192 letters"


# ---- columns that tables share


def extent(need: int, natural: int = 0, words: bool = False) -> Extent:
    return Extent(need, max(need, natural), words)


TABLES = {
    "one": [[extent(30), extent(100, 300, True), *[extent(50)] * 8]],
    "a narrow one below": [
        [extent(30), extent(100, 300, True), *[extent(50)] * 8],
        [extent(30), extent(200, 300, True)],
    ],
    "wider than a page": [[extent(60)] * 24, [extent(400, 400, True), extent(90)]],
    "of many shapes": [[extent(20 + 7 * each)] * (3 + each) for each in range(6)],
    "a single column": [[extent(30)], [extent(40)] * 5],
}


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_columns_and_none_is_too_narrow(name: str, landscape: bool) -> None:
    tables = TABLES[name]
    pixels, spans = shared_columns(tables, landscape)
    wide = max(PAGE_PIXELS[landscape], *(sum(each.need for each in table) for table in tables))
    assert wide <= sum(pixels) <= 1.2 * wide
    assert min(pixels) > 0
    for table, taken in zip(tables, spans, strict=True):
        assert [first for first, _ in taken] == [0, *(last + 1 for _, last in taken[:-1])]
        assert taken[-1][1] == len(pixels) - 1
        for each, (first, last) in zip(table, taken, strict=True):
            assert sum(pixels[first : last + 1]) >= each.need
