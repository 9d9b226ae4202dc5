"""Totals over keyed rows: chưa tách means all of it, coarse and fine are never added, rates need both terms whole."""

import pytest

from tests.support_dossiers import evaluated, evaluated_real, figure, lines, pivot, real_head

KEYS = "HOP_PHAN NAM LOAI NGUON"


def grid(columns, *rows):
    return evaluated(lines("KINH_PHI", columns, *rows))


def total(evaluation, column="DUOC_CAP", **where):
    return pivot(evaluation, "KINH_PHI", column, **where)


# ---- one figure coarse, the other split


SPLIT = grid(
    f"{KEYS} DUOC_CAP DA_CHI",
    "HP1 2026-2027 - - - 60",
    "HP1 2026 TX NSTW 50 -",
    "HP1 2026 TX NSDP_XA 10 -",
    "HP1 2027 TX NSTW 40 -",
)


def test_what_is_given_by_year_and_source_beside_one_figure_spent():
    assert total(SPLIT) == "100"
    assert total(SPLIT, NAM="2026") == "60"
    assert total(SPLIT, NAM="2026", NGUON="NSTW") == "50"
    assert total(SPLIT, "DA_CHI") == "60"


@pytest.mark.parametrize("where", [{"NAM": "2026"}, {"NGUON": "NSTW"}, {"LOAI": "TX"}, {"HOP_PHAN": "HP1_ND1"}])
def test_a_finer_pivot_of_a_coarse_figure_says_undivided_never_zero(where):
    assert total(SPLIT, "DA_CHI", **where) == "undivided"


def test_a_rate_exists_at_the_grain_where_both_terms_are_complete():
    assert total(SPLIT, "TY_LE") == "60"
    assert total(SPLIT, "TY_LE", HOP_PHAN="HP1", NAM="2026-2027") == "60"
    assert total(SPLIT, "TY_LE", NAM="2026") == "undivided"
    assert total(SPLIT, "TY_LE", HOP_PHAN="HP3") == "missing"


# ---- coarse and fine of the same column


def test_a_coarse_figure_and_its_parts_are_never_added():
    evaluation = grid(f"{KEYS} DUOC_CAP", "HP1 2026 - - 100", "HP1_ND1_A 2026 - - 30", "HP1_ND2 2026 - - 60")
    assert total(evaluation) == "100"
    assert total(evaluation, HOP_PHAN="HP1") == "100"
    assert total(evaluation, HOP_PHAN="HP1_ND2") == "60"
    assert total(evaluation, HOP_PHAN="HP1_ND1") == "30"
    assert total(evaluation, HOP_PHAN="HP1_ND1_B") == "undivided"


def test_the_whole_programme_is_coarser_than_every_component():
    evaluation = grid(f"{KEYS} DUOC_CAP", "- 2026 - - 500", "HP1 2026 - - 100", "HP3 - - - 7")
    assert total(evaluation) == "500"  # the 7 of HP3 may be of 2026: the line that is wider by component counts
    assert total(evaluation, NAM="2026") == "500"
    assert total(evaluation, HOP_PHAN="HP2") == "undivided"


def test_a_span_of_years_contains_its_years_and_only_meets_others():
    evaluation = grid(f"{KEYS} DUOC_CAP", "HP1 2026-2028 - - 90", "HP1 2026 - - 30", "HP1 2029 - - 5")
    assert total(evaluation) == "95"
    assert total(evaluation, NAM="2026") == "30"
    assert total(evaluation, NAM="2026-2028") == "90"
    assert total(evaluation, NAM="2027") == "undivided"
    assert total(evaluation, NAM="2026-2030") == "95"
    assert total(evaluation, NAM="2030") == "missing"


def test_several_components_joined_stand_between_their_parent_and_each_of_them():
    evaluation = grid(
        f"{KEYS} DUOC_CAP", "HP1_ND1+HP3 2026 - - 100", "HP1_ND1_A 2026 - - 10", "HP1_ND1_B 2026 - - 20",
    )  # fmt: skip
    assert total(evaluation) == "100"
    assert total(evaluation, HOP_PHAN="HP1_ND1") == "30"
    assert total(evaluation, HOP_PHAN="HP1_ND1+HP3") == "100"
    assert total(evaluation, HOP_PHAN="HP3") == "undivided"
    assert total(evaluation, HOP_PHAN="HP1") == "30"


def test_a_source_with_levels_below_it_is_their_sum_or_stands_alone():
    evaluation = grid(f"{KEYS} DUOC_CAP", "HP1 2026 - NSDP_TINH 7", "HP1 2026 - NSDP_XA 3", "HP1 2026 - NSTW 50")
    assert total(evaluation, NGUON="NSDP") == "10"
    assert total(evaluation) == "60"
    alone = grid(f"{KEYS} DUOC_CAP", "HP1 2026 - NSDP 10", "HP1 2026 - NSTW 50")
    assert total(alone, NGUON="NSDP") == "10"
    assert total(alone, NGUON="NSDP_XA") == "undivided"


def test_two_rows_with_the_same_key_add():
    evaluation = grid(f"{KEYS} DUOC_CAP DA_CHI", "HP1 2026 TX NSTW 50 5", "HP1 2026 TX NSTW 7 -")
    assert total(evaluation) == "57"
    assert total(evaluation, "DA_CHI") == "partial 5"


@pytest.mark.parametrize(
    "keys",
    [("HP1_ND1", "HP1_ND1_A+HP1_ND1_B"), ("HP1_ND1_A+HP3", "HP3+HP1_ND1_A"), ("HP1", "HP1_ND1+HP1_ND2")],
)
def test_two_spellings_of_one_key_are_one_key(keys):
    evaluation = grid(
        f"{KEYS} DUOC_CAP", *(f"{key} 2026 TX NSTW {amount}" for key, amount in zip(keys, (5, 7), strict=True))
    )
    assert total(evaluation) == "12"


def test_a_place_and_places_joined():
    evaluation = grid("HOP_PHAN THON DUOC_CAP", "HP1 thon1+thon2 100", "HP1 thon1 30", "HP1 ban_ql 5")
    assert total(evaluation) == "105"
    assert total(evaluation, THON="thon1") == "30"
    assert total(evaluation, THON="thon2") == "undivided"
    assert total(evaluation, THON="thon2+thon1") == "100"


def test_a_derived_key_divides_too():
    evaluation = grid("HOP_PHAN NAM DUOC_CAP", "HP1 2026 10", "HP1 2029 20", "HP1 2026-2030 30")
    assert figure(evaluation, "KINH_PHI[r2].KHOI") == "SAU"
    assert total(evaluation, KHOI="DAU") == "10"
    assert total(evaluation) == "30"


# ---- absences


@pytest.mark.parametrize(
    ("amounts", "found"),
    [
        (("5", "-"), "partial 5"),
        (("5", "?"), "partial 5"),
        (("5", "0"), "5"),
        (("5", "na"), "5"),
        (("5", "unfunded"), "5"),
        (("-", "-"), "missing"),
        (("?", "-"), "unread"),
        (("na", "na"), "na"),
        (("unfunded", "na"), "unfunded"),
        (("0", "0"), "0"),
    ],
)
def test_an_expected_column_is_partial_while_a_row_owes_it(amounts, found):
    evaluation = grid("HOP_PHAN DUOC_CAP", f"HP1_ND1 {amounts[0]}", f"HP1_ND2 {amounts[1]}")
    assert total(evaluation) == found
    assert total(evaluation, HOP_PHAN="HP1") == found


def test_a_column_that_is_not_expected_is_complete_where_some_rows_have_it():
    evaluation = grid("HOP_PHAN DUOC_CAP BO_SUNG", "HP1_ND1 5 1", "HP1_ND2 6 -")
    assert total(evaluation, "BO_SUNG") == "1"
    assert total(evaluation, "TONG") == "12"


def test_a_coarse_row_does_not_owe_what_its_parts_say_nor_parts_what_the_coarse_row_says():
    evaluation = grid("HOP_PHAN DUOC_CAP DA_CHI", "HP1 100 -", "HP1_ND1 - 20", "HP1_ND2 - 30")
    assert total(evaluation) == "100"
    assert total(evaluation, "DA_CHI") == "50"
    assert total(evaluation, "TY_LE") == "50"


def test_a_partial_term_makes_no_rate():
    evaluation = grid("HOP_PHAN DUOC_CAP DA_CHI", "HP1_ND1 100 20", "HP1_ND2 100 -")
    assert total(evaluation, "DA_CHI") == "partial 20"
    assert total(evaluation, "TY_LE") == "partial"
    assert total(evaluation, "TY_LE", HOP_PHAN="HP1_ND1") == "20"


def test_an_empty_grid_has_no_totals():
    assert total(evaluated({})) == "missing"


def test_a_coarse_row_that_may_lie_in_the_selection_only_in_part_is_not_hidden():
    """Of the 50 without a source some may be NSTW: 10 is not the whole of it."""
    evaluation = grid(f"{KEYS} DUOC_CAP", "HP1_ND1 2026 - NSTW 10", "HP3 2026 - - 50")
    assert total(evaluation) == "60"
    assert total(evaluation, NGUON="NSTW") == "partial 10"


def test_two_grains_that_cut_across_each_other_are_not_added():
    """By component and by source: the same money told twice."""
    evaluation = grid(f"{KEYS} DUOC_CAP", "HP1 2026 - - 60", "HP3 2026 - - 40", "- 2026 - NSTW 90", "- 2026 - NSDP 10")
    assert total(evaluation, NAM="2026") != "200"


# ---- the real programme's grid


REAL = "DU_AN NAM NAM_GOC LOAI NGUON DON_VI GIAO DIEU_CHINH GIAI_NGAN"


def real(*rows):
    return evaluated_real(lines("VON", REAL, *rows), real_head(2021, 2024))


def test_the_real_grid_follows_the_same_rules():
    evaluation = real(
        "DA2 2023 2023 SN NSTW - 100 -20 40",
        "DA2 2023 2022 SN NSTW - 50 - 10",
        "DA3 2023 2023 SN NSDP_XA - 30 - -",
        "- 2021-2022 - - - - 900 - 800",
    )
    assert pivot(evaluation, "VON", "GIAO", DU_AN="DA2", NAM="2023") == "150"
    assert pivot(evaluation, "VON", "GIAO", DU_AN="DA2", NAM_GOC="2022") == "partial 50"
    assert pivot(evaluation, "VON", "GIAO", NAM="2022") == "undivided"
    assert pivot(evaluation, "VON", "GIAI_NGAN", NAM="2023") == "partial 50"
    assert pivot(evaluation, "VON", "GIAO", NGUON="NSDP", NAM="2023") == "30"
    assert pivot(evaluation, "VON", "GIAO") == "1030"  # the 50 of 2022 are in the 900


# ---- money told again


def test_carried_money_counts_once_over_several_years_and_again_in_its_own_year():
    evaluation = real(
        "DA2 2022 2022 SN - - 6629 - 1957",
        "DA2 2023 2022 SN - - 4672 - 4000",
        "DA2 2023 2023 SN - - 10515 - 10000",
    )
    assert pivot(evaluation, "VON", "GIAO") == "17144"
    assert pivot(evaluation, "VON", "TONG", DU_AN="DA2") == "17144"
    assert pivot(evaluation, "VON", "GIAO", NAM="2023") == "15187"
    assert pivot(evaluation, "VON", "GIAO", NAM_GOC="2022") == "6629"
    assert pivot(evaluation, "VON", "GIAO", NIEN_DO="CHUYEN") == "4672"
    assert pivot(evaluation, "VON", "GIAI_NGAN") == "15957"


def test_carried_money_whose_first_year_is_not_told_counts():
    evaluation = real(
        "DA2 2022 2022 SN - - - - 1957", "DA2 2023 2022 SN - - 4672 - 4000", "DA3_1 2022 2022 SN - - 5 - 5"
    )
    assert pivot(evaluation, "VON", "GIAO", DU_AN="DA2", NAM="2023") == "4672"
    assert pivot(evaluation, "VON", "GIAO") == "partial 4677"


def test_a_detail_that_crosses_the_lines_of_the_programme_leaves_their_total_standing():
    lines_of_the_programme = ("- 2023 2023 SN NSTW - 48 - 3", "- 2023 2022 SN - - 9 - 1")
    evaluation = real(*lines_of_the_programme, "DA4_1 2023 - SN - - 2 - 0")
    assert pivot(evaluation, "VON", "GIAO") == "57"
    assert pivot(evaluation, "VON", "GIAO", DU_AN="DA4_1") == "2"


def test_a_detail_larger_than_what_it_crosses_makes_the_total_incomplete():
    evaluation = real("- 2023 2023 SN NSTW - 48 - 3", "DA4_1 2023 - SN - - 60 - 0")
    assert pivot(evaluation, "VON", "GIAO") == "partial 48"


def test_a_coarse_row_owes_the_column_while_its_parts_do_not_make_it_up():
    evaluation = grid("HOP_PHAN DUOC_CAP DA_CHI", "HP1 700 -", "HP1_ND1 100 50")
    assert total(evaluation, "DA_CHI") == "partial 50"
    assert total(evaluation, "TY_LE") == "partial"


def test_no_money_for_one_part_does_not_speak_for_the_unknown_other():
    assert total(grid("HOP_PHAN DUOC_CAP", "HP1_ND1 unfunded", "HP1_ND2 ?")) == "unread"
    assert total(grid("HOP_PHAN DUOC_CAP", "HP1_ND1 na", "HP1_ND2 -")) == "missing"
