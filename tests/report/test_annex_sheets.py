"""Every annex of the newest edition, of empty, partly filled and full dossiers, of one year and of several."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from openpyxl.utils import get_column_letter

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.exchange.xlsx_cells import read_xlsx
from gnbv_desktop.report.annex import Annexes, write_annexes
from gnbv_desktop.report.sheet import Sheet
from gnbv_desktop.report.sheet_widths import PAGE_PIXELS
from gnbv_desktop.report.widths import points
from gnbv_desktop.services.verify import annex_differences
from tests.report.annexing import printed, recalculated, sheet_of, spots
from tests.report.filling import EMPTY, FULL, PARTIAL, evaluation_of, filled
from tests.support_dossiers import real_edition

DOSSIERS = [(EMPTY, 2023), (PARTIAL, 2023), (FULL, 2023), (PARTIAL, 2021), (FULL, 2021)]
CODES = list(real_edition().annexes)
SMALLEST_SCALE = 0.7
"""Letters of 9.5 points stay above 6.5."""


@cache
def made(how: str, first: int) -> Evaluation:
    return evaluation_of(filled(how, first, 2023))


@cache
def sheet(how: str, first: int, code: str) -> Sheet:
    return sheet_of(made(how, first), code)


each_sheet = pytest.mark.parametrize(
    ("how", "first", "code"),
    [(how, first, code) for how, first in DOSSIERS for code in CODES],
    ids=[f"{code}-{how}-{first}" for how, first in DOSSIERS for code in CODES],
)


@each_sheet
def test_no_two_cells_stand_on_each_other(how: str, first: int, code: str) -> None:
    taken = [spot for box in sheet(how, first, code).boxes for spot in spots(box)]
    assert len(taken) == len(set(taken))


def written(value: Decimal, number: str) -> str:
    """As Excel shows it."""
    if number.startswith("["):
        return "100" if value == 100 else f"{value:.2f}"
    return f"{value:,.{len(number.partition('.')[2])}f}"


@each_sheet
def test_no_figure_is_wider_than_its_column(how: str, first: int, code: str) -> None:
    """A figure that does not fit is "####" in Excel."""
    made_sheet = sheet(how, first, code)
    for box in made_sheet.boxes:
        if isinstance(box.value, Decimal):
            width = sum(made_sheet.widths[box.column : box.column + box.columns])
            shown = written(box.value, box.style.number)
            assert points(shown, box.style.size, box.style.bold) * 96 / 72 + 4 <= width, (box.value, width)


@each_sheet
def test_a_sheet_can_be_read_on_paper(how: str, first: int, code: str) -> None:
    made_sheet = sheet(how, first, code)
    assert PAGE_PIXELS[made_sheet.landscape] / sum(made_sheet.widths) >= SMALLEST_SCALE
    assert max(made_sheet.heights) <= 409


@each_sheet
def test_a_sheet_says_what_it_is_and_is_signed(how: str, first: int, code: str) -> None:
    annex = real_edition().annexes[code]
    told = printed(sheet(how, first, code))
    assert annex.name in told
    assert "NGƯỜI LẬP BIỂU" in told
    assert any(text.startswith("(Kèm theo Báo cáo số") for text in told)
    assert not any("{" in text and "}" in text for text in told)
    assert not any("dựng lại" in text for text in told)
    assert not annex.note or annex.note in told


@pytest.mark.parametrize(("how", "first"), DOSSIERS)
def test_a_workbook_is_what_the_dossier_says(how: str, first: int) -> None:
    written = write_annexes(made(how, first))
    assert list(annex_differences(written, written.content, made(how, first))) == []
    cells = read_xlsx(written.content)
    for name, found in cells.sheets.items():
        numbers = {address: Decimal(cell.value) for address, cell in found.items() if cell.number}
        for address, cell in found.items():
            if cell.formula:
                wanted = pytest.approx(numbers[address], abs=Decimal("1e-6"))
                assert recalculated(numbers, cell.formula) == wanted, f"{name}!{address}"


def test_an_empty_dossier_sends_only_what_is_always_sent() -> None:
    always = [code for code, annex in real_edition().annexes.items() if annex.always]
    assert list(Annexes(made(EMPTY, 2023)).in_use) == always


def test_a_full_dossier_sends_all() -> None:
    assert list(Annexes(made(FULL, 2023)).in_use) == CODES
    assert list(Annexes(made(FULL, 2021)).in_use) == CODES


def test_sheets_are_counted_in_their_order() -> None:
    sheets = Annexes(made(FULL, 2023)).sheets()
    assert [each.number for each in sheets[1:4]] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert len({each.name for each in sheets}) == len(sheets)


@pytest.mark.parametrize("code", CODES)
def test_a_full_dossier_has_sums_and_rates_as_formulas(code: str) -> None:
    """Where a table has money or results, some of its cells follow from others."""
    boxes = [box for box in sheet(FULL, 2023, code).boxes if box.formula]
    letters = {get_column_letter(box.column + 1) for box in boxes}
    assert letters or code in WITHOUT_FORMULAS


WITHOUT_FORMULAS = {"RA_SOAT_DAN_TOC", "RA_SOAT_NGUYEN_NHAN", "BIEU_01", "BIEU_02"}
"""No row adds up others, shares are of another table's figures, how much of a target is reached depends on its way."""
