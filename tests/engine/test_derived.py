"""Derived cells of one dossier: formulas, parts, years, communes, and what absence does to each."""

from decimal import Decimal

import pytest

from gnbv_desktop.engine.values import Figure, Status, absent, add_up
from gnbv_desktop.kernel.dossier import Cell, State
from gnbv_desktop.kernel.refs import parse_ref
from tests.support_dossiers import evaluated, figure, head, shown

NA, UNFUNDED, UNREAD = Cell(State.NA), Cell(State.UNFUNDED), Cell(State.UNREAD, "1.5.2")


def kq(**cells):
    return {f"HP1.KQ[{key.partition('_of_')[2]}].{key.partition('_of_')[0]}": text for key, text in cells.items()}


# ---- a quotient


@pytest.mark.parametrize(
    ("kh", "th", "rate"),
    [
        ("8", "2", "25"),
        ("3", "1", "33.33333333333333333333333333"),
        (None, "2", "missing"),
        ("8", None, "missing"),
        (None, None, "missing"),
        ("8", "0", "0"),
        ("0", "5", "missing"),
        ("0", "0", "missing"),
        (NA, "5", "na"),
        ("8", NA, "na"),
        (UNFUNDED, None, "missing"),
        ("8", UNREAD, "unread"),
        (UNREAD, None, "unread"),
    ],
)
def test_a_rate_exists_only_where_both_terms_are_complete(kh, th, rate):
    cells = {key: value for key, value in (("HP1.KQ[HO].KH", kh), ("HP1.KQ[HO].TH", th)) if value is not None}
    assert figure(evaluated(cells), "HP1.KQ[HO].TY_LE") == rate


def test_a_derived_figure_says_that_it_is_derived():
    evaluation = evaluated({"HP1.KQ[HO].KH": "8", "HP1.KQ[HO].TH": "2"})
    assert evaluation.figure(parse_ref("HP1.KQ[HO].TY_LE")).derived
    assert not evaluation.figure(parse_ref("HP1.KQ[HO].TH")).derived


def test_a_figure_said_with_a_qualifier_makes_what_is_derived_from_it_fuzzy():
    evaluation = evaluated({"HP1.KQ[HO].KH": "8", "HP1.KQ[HO].TH": Cell(State.VALUE, "2", qualifier="ước")})
    assert evaluation.figure(parse_ref("HP1.KQ[HO].TY_LE")).fuzzy
    assert not evaluation.figure(parse_ref("HP1.KQ[HO].KH")).fuzzy


# ---- a sum of rows


@pytest.mark.parametrize(
    ("xa", "thon", "total"),
    [("2", "3", "5"), ("2", None, "missing"), ("2", NA, "2"), ("2", UNFUNDED, "2"), (NA, NA, "na"),
     ("2", UNREAD, "unread"), ("0", "0", "0")],
)  # fmt: skip
def test_a_row_formula_adds_and_knows_nothing_from_zero(xa, thon, total):
    cells = {key: value for key, value in (("LOP_XA", xa), ("LOP_THON", thon)) if value is not None}
    evaluation = evaluated({f"HP1.KQ[{row}].TH": value for row, value in cells.items()})
    assert figure(evaluation, "HP1.KQ[LOP].TH") == total


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        (kq(TH_of_HO_NGHEO="2", TH_of_HO_KHAC="3"), "5"),
        (kq(TH_of_HO_NGHEO="2"), "missing"),
        (kq(TH_of_HO_NGHEO="2", TH_of_HO_KHAC=NA), "2"),
        (kq(TH_of_HO_NGHEO="2", TH_of_HO_KHAC=UNREAD), "missing"),
        (kq(TH_of_HO_NGHEO="2", TH_of_HO_KHAC="3", TH_of_HO="9"), "9"),
        (kq(TH_of_HO_NGHEO="2", TH_of_HO_KHAC="3", TH_of_HO=UNREAD), "unread"),
    ],
)
def test_parts_that_are_all_make_the_whole_unless_it_was_typed(cells, total):
    assert figure(evaluated(cells), "HP1.KQ[HO].TH") == total


def test_a_figure_of_the_definitions_is_there_without_typing():
    assert figure(evaluated({}), "HP1.KQ[DINH_MUC].KH") == "2000000"


# ---- years


def test_the_base_column_of_several_years_is_their_sum():
    cells = {"HP1.KQ[LOP_XA].TH_2026": "2", "HP1.KQ[LOP_XA].TH_2027": "3", "HP1.KQ[LOP_XA].KH_2026": "4"}
    evaluation = evaluated(cells, head(2026, 2027))
    assert figure(evaluation, "HP1.KQ[LOP_XA].TH") == "5"
    assert figure(evaluation, "HP1.KQ[LOP_XA].KH") == "missing"
    assert figure(evaluation, "HP1.KQ[LOP_XA].TY_LE_2026") == "50"
    assert figure(evaluation, "HP1.KQ[LOP_XA].TY_LE_2027") == "missing"


def test_a_typed_sum_of_years_stands_and_parts_and_years_meet():
    cells = {
        "HP1.KQ[LOP_XA].TH_2026": "2", "HP1.KQ[LOP_XA].TH_2027": "3", "HP1.KQ[LOP_XA].TH": "6",
        "HP1.KQ[HO_NGHEO].TH_2026": "1", "HP1.KQ[HO_KHAC].TH_2026": "1",
        "HP1.KQ[HO_NGHEO].TH_2027": "2", "HP1.KQ[HO_KHAC].TH_2027": "2",
    }  # fmt: skip
    evaluation = evaluated(cells, head(2026, 2027))
    assert figure(evaluation, "HP1.KQ[LOP_XA].TH") == "6"
    assert figure(evaluation, "HP1.KQ[HO].TH_2027") == "4"
    assert figure(evaluation, "HP1.KQ[HO].TH") == "6"


def test_a_figure_that_does_not_accumulate_is_not_added_over_years():
    cells = {"HP1.KQ[DU_NO].TH_2026": "5", "HP1.KQ[DU_NO].TH_2027": "7"}
    assert figure(evaluated(cells, head(2026, 2027)), "HP1.KQ[DU_NO].TH") == "missing"


def test_a_dossier_of_one_year_has_no_columns_by_year():
    assert "TH_2026" not in evaluated({}).columns("HP1.KQ")
    columns = evaluated({}, head(2026, 2027)).columns("HP1.KQ")
    assert columns[:6] == ("KH", "KH_2026", "KH_2027", "TH", "TH_2026", "TH_2027")
    assert "GHI_CHU_2026" not in columns


# ---- fields, communes, open rows, parameters


def test_children_of_the_unit_are_the_rows_of_a_commune_block():
    cells = {"HP1.THON[thon1].HO": "40", "HP1.THON[thon1].NGHEO": "10"}
    evaluation = evaluated(cells)
    assert evaluation.rows("HP1.THON") == ("thon1", "thon2")
    assert figure(evaluation, "HP1.THON[thon1].TY_LE") == "25"
    assert figure(evaluation, "HP1.THON[thon2].TY_LE") == "missing"


def test_shares_of_a_list_follow_its_total_and_its_rows_are_counted():
    evaluation = evaluated({"HP1.CT[r1].GIA": "30", "HP1.CT[r2].GIA": "10", "HP1.CT[r3].TEN": "Chưa có giá"})
    assert figure(evaluation, "HP1.CT[r1].TY_TRONG") == "75"
    assert figure(evaluation, "HP1.CT[r3].TY_TRONG") == "missing"
    assert figure(evaluation, "HP1.PV.SO_CT") == "3"
    assert figure(evaluated({}), "HP1.PV.SO_CT") == "missing"


def test_a_total_with_an_unread_part_is_not_complete():
    evaluation = evaluated({"HP1.CT[r1].GIA": "30", "HP1.CT[r2].GIA": UNREAD})
    assert figure(evaluation, "HP1.CT[r1].TY_TRONG") == "partial"


@pytest.mark.parametrize(("cutoff", "amount"), [("2026-06-30", "2000000"), ("2026-07-01", "2500000")])
def test_a_parameter_of_the_law_is_that_of_the_cutoff(cutoff, amount):
    assert figure(evaluated({}, head(cutoff=cutoff)), "HP1.PV.MUC") == amount


def test_a_parameter_before_its_first_date_is_missing():
    assert figure(evaluated({}, head(2025, 2025, "2025-12-31")), "HP1.PV.MUC") == "missing"


def test_a_field_takes_a_total_of_the_grid_and_divides_it():
    cells = {"KINH_PHI[r1].HOP_PHAN": "HP1_ND1_A", "KINH_PHI[r1].DA_CHI": "90", "HP1.KQ[HO].TH": "3"}
    evaluation = evaluated(cells)
    assert figure(evaluation, "HP1.PV.CHI") == "90"
    assert figure(evaluation, "HP1.PV.MOT_HO") == "30"


def test_every_figure_that_is_there_is_listed_once_with_dates_of_blocks_and_rows():
    cells = {"HP1.CT[r1].GIA": "30", "HP1.CT.TINH_DEN": "2026-06-30", "HP1.KQ.TINH_DEN": "2026-06-30",
             "HP1.CT[r1].TINH_DEN": "2026-05-31"}  # fmt: skip
    listed = [str(ref) for ref, _ in evaluated(cells).all_figures()]
    assert len(listed) == len(set(listed))
    assert {*cells, "HP1.CT[r1].TY_TRONG", "HP1.PV.SO_CT"} <= set(listed)


# ---- the sums themselves


@pytest.mark.parametrize(
    ("figures", "total"),
    [
        ("1 2", "3"), ("1 missing", "1"), ("1 na unfunded", "1"), ("1 unread", "partial 1"),
        ("1 undivided", "partial 1"),
        ("1 partial5", "partial 6"), ("missing unread", "unread"), ("na missing", "na"), ("na unfunded", "unfunded"),
        ("", "missing"),
    ],
)  # fmt: skip
def test_adding_up(figures, total):
    assert shown(add_up([_made(text) for text in figures.split()])) == total


def _made(text):
    status, number = text.rstrip("0123456789") or "value", text.lstrip("abcdefghijklmnopqrstuvwxyz")
    return Figure(Status(status), Decimal(number) if number else None)


def test_the_strongest_reason_wins():
    assert absent([Figure(Status.NA), Figure(Status.UNREAD), Figure(Status.MISSING)]).status is Status.UNREAD
