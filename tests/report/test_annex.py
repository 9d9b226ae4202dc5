"""The written .xlsx: sound, the same bytes, every figure found again, formulas that give the figures they carry."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.exchange.xlsx_cells import XlsxCells, read_xlsx
from gnbv_desktop.kernel.dossier import SINGLE, Block, Cell, Dossier, State
from gnbv_desktop.report.annex import Annexes, write_annexes
from gnbv_desktop.report.model import WrittenAnnexes
from tests.report.annexing import recalculated
from tests.report.conftest import evaluated

SUMMARY, FORM = "Biểu tổng hợp vốn", "Biểu số 05"


@pytest.fixture(scope="module")
def written(evaluation: Evaluation) -> WrittenAnnexes:
    return write_annexes(evaluation)


@pytest.fixture(scope="module")
def cells(written: WrittenAnnexes) -> XlsxCells:
    return read_xlsx(written.content)


def by_source(written: WrittenAnnexes, sheet: str) -> dict[str, str]:
    return {each.source: each.value for each in written.figures if each.where.startswith(f"{sheet}!")}


def test_it_is_sound(written: WrittenAnnexes, tmp_path: Path) -> None:
    file = tmp_path / "bieu-so.xlsx"
    file.write_bytes(written.content)
    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []


def test_equal_input_gives_equal_bytes(evaluation: Evaluation, written: WrittenAnnexes) -> None:
    assert write_annexes(evaluation) == written


def test_every_figure_is_found_again(written: WrittenAnnexes, cells: XlsxCells) -> None:
    assert len(written.figures) > 300
    differing = [
        each
        for each in written.figures
        if (cells.at(each.where).value, cells.at(each.where).formula) != (each.value, each.formula)
    ]
    assert differing == []


def test_formulas_give_the_figures_they_carry(cells: XlsxCells) -> None:
    seen = 0
    for sheet in cells.sheets.values():
        numbers = {address: Decimal(cell.value) for address, cell in sheet.items() if cell.number}
        for address, cell in sheet.items():
            if cell.formula:
                seen += 1
                assert recalculated(numbers, cell.formula) == pytest.approx(numbers[address], abs=Decimal("1e-6"))
    assert seen > 60


def test_absence_is_shown_as_what_it_is(written: WrittenAnnexes) -> None:
    shown = by_source(written, SUMMARY)
    assert shown['VON(GIAI_NGAN, DU_AN="DA2", NAM_GOC="2022", LOAI="SN")'] == "…"
    assert shown['VON(TONG, DU_AN="DA2", LOAI="DT")'] == "–"
    assert shown['VON(TONG, DU_AN="DA3_1", LOAI="SN")'] == "–"
    assert shown['VON(GIAI_NGAN, DU_AN="DA4_1", LOAI="SN")'] == "0"
    assert shown['VON(TONG, DU_AN="DA7_1", LOAI="SN")'] == ""
    assert shown['VON(UOC, DU_AN="DA2", LOAI="SN")'] == ""


def test_form_sheet(written: WrittenAnnexes, cells: XlsxCells) -> None:
    shown = by_source(written, FORM)
    assert shown["DA2.KQ[HO].LUY_KE"] == "1086"
    assert shown["DA2.DS[r1].KINH_PHI"] == "1540.5"
    assert shown["total(DA2.DS.SO_HO)"] == "208"
    texts = {cell.value for cell in cells.sheets[FORM].values()}
    assert {"=HYPERLINK(1)", "xã Mường So", "I. VỐN", "II. KẾT QUẢ THỰC HIỆN"} <= texts
    assert not any("dựng lại" in text for text in texts)
    parts = next(each for each in written.figures if each.source == "DA2.KQ[HO].LUY_KE" and each.where.startswith(FORM))
    assert parts.formula.startswith("SUM(")


def test_typed_text_is_never_a_formula(cells: XlsxCells) -> None:
    typed = next(cell for cell in cells.sheets[FORM].values() if cell.value == "=HYPERLINK(1)")
    assert typed.formula == ""


def test_print_setup(written: WrittenAnnexes) -> None:
    sheet = load_workbook(io.BytesIO(written.content))["Biểu giải ngân"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows
    with zipfile.ZipFile(io.BytesIO(written.content)) as archive:
        assert b'<headerFooter differentFirst="1">' in archive.read("xl/worksheets/sheet1.xml")


def test_several_years(several_years: Evaluation) -> None:
    shown = by_source(write_annexes(several_years), SUMMARY)
    assert shown['VON(TONG, DU_AN="DA2", LOAI="SN")'] == "17144"
    assert shown['VON(TONG, DU_AN="DA2", NAM="2022", LOAI="SN")'] == "6629"
    assert shown['VON(TONG, DU_AN="DA2", NAM="2023", LOAI="SN")'] == "15187"
    assert not [source for source in shown if "CHUYEN" in source]


def test_an_empty_dossier_has_its_empty_summary(empty: Evaluation) -> None:
    written = write_annexes(empty)
    assert set(read_xlsx(written.content).sheets) == {"Mục lục", SUMMARY, "Biểu giải ngân"}
    assert {each.value for each in written.figures} <= {"", "–"}


def with_unit(dossier: Dossier, unit: str, choice: str = "") -> Evaluation:
    """The dossier in another unit of money, and with the choice of how amounts are printed."""
    scope = {"PHAM_VI": Block((), {SINGLE: {"LAM_TRON": Cell(State.VALUE, choice)}})} if choice else {}
    return evaluated(evolve(dossier, head=evolve(dossier.head, money_unit=unit), blocks={**dossier.blocks, **scope}))


@pytest.mark.parametrize(
    ("unit", "choice", "noted"),
    [("trieu", "", set()), ("trieu", "DON_VI", {FORM}), ("ty", "", set()), ("ty", "DON_VI", {SUMMARY, FORM})],
)
def test_a_note_says_where_printed_amounts_are_rounded(
    dossier: Dossier, unit: str, choice: str, noted: set[str]
) -> None:
    sheets = Annexes(with_unit(dossier, unit, choice)).sheets()
    told = {sheet.name for sheet in sheets if any("làm tròn" in str(box.value) for box in sheet.boxes)}
    assert told & {SUMMARY, FORM} == noted


def test_an_amount_finer_than_what_is_printed_is_noted_too(dossier: Dossier) -> None:
    lines = dossier.blocks["VON"]
    odd = {**lines.rows, "r1": {**lines.rows["r1"], "GIAO": Cell(State.VALUE, "5257123456")}}
    finer = evolve(dossier, blocks={**dossier.blocks, "VON": Block(lines.order, odd)})
    sheet = Annexes(with_unit(finer, "ty")).sheet("TONG_HOP_VON")
    assert any("làm tròn" in str(box.value) for box in sheet.boxes)
    exact = next(box for box in sheet.boxes if box.source == 'VON(TONG, DU_AN="DA1_1", NAM_GOC="2022", LOAI="DT")')
    assert exact.value == Decimal("5.257123456")
    assert exact.style.number == "#,##0.0000"
