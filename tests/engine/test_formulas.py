"""The small language: what each function and operator does with values and with absences."""

import pytest

from gnbv_desktop.catalogue.expressions import parse
from gnbv_desktop.engine.formula import compile_expression
from gnbv_desktop.engine.spot import Spot
from gnbv_desktop.kernel.dossier import Cell, State
from tests.support_dossiers import Cells, evaluated, head, shown

CELLS: Cells = {
    "HP1.PV.NGAY": "2026-04-05",
    "HP1.PV.TY_LE": "41.06",
    "HP1.PV.LOAI": "TX",
    "HP1.PV.NAM": "2026",
    "HP1.PV.HE_SO": Cell(State.NA),
    "HP1.KQ[HO].TH": "3",
    "HP1.KQ[HO].KH": Cell(State.UNREAD, "x"),
    "HP1.CT[r1].TEN": "Cầu treo",
    "HP1.CT[r1].GIA": "10",
    "HP1.CT[r2].GIA": "20",
}
EVALUATION = evaluated(CELLS, head())


def computed(text):
    return shown(compile_expression(parse(text))(Spot(EVALUATION, "HP1.PV", form="HP1")))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 + 2 * 3", "7"), ("0.1 + 0.2", "0.3"), ("-(2 - 5)", "3"), ("7 / 2", "3.5"), ("1 / 0", "missing"),
        ("TY_LE + HE_SO", "41.06"), ("TY_LE * HE_SO", "na"), ("HE_SO + HE_SO", "na"), ("CHI + 1", "missing"),
        ("KQ[HO].KH + CHI", "unread"), ("known(CHI, TY_LE)", "41.06"), ("known(CHI, CHI)", "missing"),
        ("known(KQ[HO].KH, TY_LE)", "partial 41.06"), ("first(CHI, HE_SO, TY_LE)", "41.06"), ("first(CHI)", "missing"),
        ("abs(1 - 3)", "2"), ("min(3, 1)", "1"), ("max(3, TY_LE)", "41.06"), ("max(3, CHI)", "missing"),
        ("round(2.5, 0)", "3"), ("round(TY_LE, 1)", "41.1"), ("round(-2.5, 0)", "-3"),
        ("missing(CHI)", "1"), ("missing(TY_LE)", "0"), ("missing(HE_SO)", "0"), ("missing(KQ[HO].KH)", "0"),
        ("not missing(CHI)", "0"), ("missing(CHI) and TY_LE > 40", "1"), ("missing(TY_LE) or TY_LE > 50", "0"),
        ("1 if TY_LE > 40 else 2", "1"), ("1 if CHI > 40 else 2", "2"), ("CHI > 40", "missing"), ("CHI == CHI", "0"),
        ("LOAI == \"TX\"", "1"), ("LOAI in (\"DTU\", \"TX\")", "1"), ("LOAI not in (\"DTU\", \"TX\")", "0"),
        ("LOAI != \"TX\"", "0"), ("NAM == 2026", "1"), ("NAM == \"2026\"", "1"), ("LOAI > 5", "missing"),
        ("year(NGAY)", "2026"), ("weekday(NGAY)", "8"), ("year(LOAI)", "missing"), ("year(CHI)", "missing"),
        ("NGAY <= cutoff()", "1"), ("last_year() - first_year()", "0"), ("cutoff()", "2026-12-31"),
        ("length(CT[r1].TEN)", "8"), ("length(TY_LE)", "missing"), ("matches(CT[r1].TEN, \"^Cầu\")", "1"),
        ("matches(CT[r1].TEN, \"^Đường\")", "0"), ("param(\"MUC_HO_TRO\") / 1000", "2500"),
        ("fact(\"BIEN_GIOI\")", "0"), ("usual(\"HP1_ND1_A\", \"TX\")", "0"), ("usual(\"HP1_ND1_B\", \"TX\")", "1"),
        ("usual(\"HP2\", \"TX\")", "1"), ("usual(\"HP1_ND1_A+HP1_ND1_B\", \"TX\")", "0"),
        ("applies(\"HP2\")", "0"), ("applies(\"HP1_ND1\")", "1"), ("count(CT)", "2"),
        ("count(CT, TEN=\"Cầu treo\")", "1"),
        ("count(KINH_PHI)", "missing"), ("total(CT.GIA)", "30"), ("total(HP1.THON.HO)", "missing"),
        ("KINH_PHI(DA_CHI)", "missing"), ("slip(1000, 10)", "2"), ("slip(11, 10)", "0"), ("slip(CHI, 10)", "missing"),
        ("KINH_PHI(DA_CHI, NAM=CHI)", "missing"), ("previous()", "missing"), ("parts()", "missing"),
    ],
)  # fmt: skip
def test_an_expression(text, found):
    assert computed(text) == found


def test_constants_keep_the_digits_that_stand_in_the_text():
    assert computed("0.1 * 3") == "0.3"
    assert computed("100000000000000000000000001 - 100000000000000000000000000") == "1"
