"""Phong Thổ, 2021-2024: money of three years with its carry-over, estimates to the end of 2024, undivided sums."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from gnbv_desktop.engine.bound import evaluate_bound, write_bound
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.services.work import Work

LEAVES = ("DA2", "DA3_1", "DA3_2", "DA4_1", "DA4_2", "DA4_3", "DA5", "DA6_2", "DA7_1", "DA7_2")
TRIEU = 10**6


@pytest.fixture
def work(opened: Callable[[str], Work]) -> Work:
    return opened("phong-tho-2021-2024")


def amount(work: Work, expression: str) -> str:
    return write_bound(work.evaluation, Bound(expression, FigureStyle.AMOUNT))


def status(work: Work, expression: str) -> Status:
    return evaluate_bound(work.evaluation, Bound(expression, FigureStyle.AMOUNT))[0].status


def number(work: Work, expression: str) -> Decimal:
    (figure,) = evaluate_bound(work.evaluation, Bound(expression, FigureStyle.AMOUNT))
    assert figure.number is not None, f"{expression}: {figure}"
    return figure.number


def von(column: str, part: str = "", **where: str | int) -> str:
    keys = {**({"DU_AN": part} if part else {}), **where}
    return f"VON({', '.join([column, *(f'{k}={v!r}'.replace(chr(39), chr(34)) for k, v in keys.items())])})"


def test_the_money_of_a_line_is_the_sum_of_its_two_allotments(work: Work) -> None:
    orders = work.dossier.block("DOT_GIAO").order
    (line,) = {work.evaluation.figure(parse_ref(f"DOT_GIAO[{each}].DONG")).text for each in orders}
    assert [amount(work, f"DOT_GIAO[{each}].SO_TIEN") for each in orders] == ["2.455", "4.174"]
    assert amount(work, f"VON[{line}].GIAO") == amount(work, "total(DOT_GIAO.SO_TIEN)") == "6.629"
    assert "413/QĐ-UBND" in work.evaluation.figure(parse_ref("DOT_GIAO[r1].QUYET_DINH")).text
    assert write_bound(work.evaluation, Bound("DOT_GIAO[r1].NGAY", FigureStyle.DATE)) == "06/4/2022"
    assert amount(work, von("GIAO", "DA2", NAM=2022, NIEN_DO="GIAO")) == "6.629"


def test_one_sum_of_two_sub_projects_is_not_divided_between_them(work: Work) -> None:
    together: dict[str, str | int] = {"NAM": 2023, "LOAI": "DT"}
    assert amount(work, von("TONG", "DA1_1+DA1_2", **together)) == "121.457"
    assert amount(work, von("GIAO", "DA1", NIEN_DO="CHUYEN", **together)) == "5.257"
    assert amount(work, von("GIAI_NGAN", "DA1", **together)) == "121.348"
    for part in ("DA1_1", "DA1_2"):
        for column in ("GIAO", "GIAI_NGAN"):
            assert status(work, von(column, part, **together)) is Status.UNDIVIDED
    for origin in ("GIAO", "CHUYEN"):
        assert status(work, von("GIAI_NGAN", "DA1", NIEN_DO=origin, **together)) is Status.UNDIVIDED


def test_money_of_2024_is_known_for_the_whole_project_only(work: Work) -> None:
    assert amount(work, von("TONG", "DA1", NAM=2024, LOAI="SN")) == "10.718"
    assert amount(work, von("GIAO", "DA1", NAM=2024, LOAI="SN", NAM_GOC=2023)) == "1.032"
    for part in ("DA1_1", "DA1_2"):
        assert status(work, von("TONG", part, NAM=2024)) is Status.UNDIVIDED
        assert status(work, von("GIAO", part)) is Status.PARTIAL


def test_works_add_up_by_type_and_by_progress(work: Work) -> None:
    types = ("CT_NUOC", "CT_GIAO_THONG", "CT_VAN_HOA", "CT_TRUONG_HOC")
    assert [number(work, f"DA1_1.KQ[{each}].LUY_KE_2022") for each in types] == [7, 6, 3, 4]
    assert number(work, "DA1_1.KQ[CT].LUY_KE_2022") == 20
    assert [number(work, f"DA1.KQ[{each}].LUY_KE_2023") for each in types] == [8, 6, 3, 6]
    progress = [number(work, f"DA1.KQ[{each}].LUY_KE_2023") for each in ("CT_CHUYEN_TIEP", "CT_KHOI_CONG")]
    assert progress == [20, 3]
    assert sum(progress) == number(work, "DA1.KQ[CT].LUY_KE_2023") == number(work, "DA1.KQ[CT_TIEN_DO].LUY_KE_2023")
    assert number(work, "DA1.KQ[CT_TIEN_DO].LUY_KE_2024") == number(work, "DA1.KQ[CT_CHUYEN_TIEP].LUY_KE_2024") == 17


def test_works_repaired_in_2024_are_the_sum_of_their_types(work: Work) -> None:
    assert parse_ref("DA1.KQ[DUY_TU].UOC_2024") not in dict(work.dossier.cells())
    assert number(work, "DA1.KQ[DUY_TU].UOC_2024") == 4 + 17


def test_what_was_spent_on_training_and_on_study_trips_makes_up_the_line(work: Work) -> None:
    contents = [amount(work, f"NOI_DUNG[{each}].GIAI_NGAN") for each in work.dossier.block("NOI_DUNG").order]
    assert contents == ["593", "103"]
    assert amount(work, "total(NOI_DUNG.GIAI_NGAN)") == amount(work, von("GIAI_NGAN", "DA7_1", NAM=2023)) == "696"
    assert amount(work, von("GIAI_NGAN", "DA7", NAM=2023)) == "1.098"


def test_houses_add_up_and_cost_the_norm(work: Work) -> None:
    built, repaired = (number(work, f"DA5.KQ[NHA_{each}].LUY_KE_2023") for each in ("XAY_MOI", "SUA_CHUA"))
    assert [built, repaired, number(work, "DA5.KQ[NHA].LUY_KE_2023")] == [285, 14, 299]
    assert number(work, von("GIAI_NGAN", "DA5", NAM=2023)) == (40 * built + 20 * repaired) * TRIEU
    built, repaired = (number(work, f"DA5.KQ[NHA_{each}].UOC_2024") for each in ("XAY_MOI", "SUA_CHUA"))
    assert [built, repaired, number(work, "DA5.KQ[NHA].UOC_2024")] == [440, 14, 454]
    assert number(work, von("UOC", "DA5", NAM=2024)) == (40 * built + 20 * repaired) * TRIEU
    assert status(work, "DA5.KQ[NHA].LUY_KE") is Status.MISSING


def test_the_same_households_under_two_sponsors_count_once(work: Work) -> None:
    assert [number(work, f"HUY_DONG.DS[{row}].SO_HO") for row in ("r1", "r2", "r3")] == [600, 600, 85]
    assert number(work, "HUY_DONG.TONG_HOP.HO") == 685
    assert amount(work, "HUY_DONG.TONG_HOP.TIEN_HUY_DONG") == "40.235"


def test_the_same_chains_under_two_components_count_once(work: Work) -> None:
    assert number(work, "DA2.KQ[DU_AN_CHUOI].LUY_KE_2023") == number(work, "DA3_1.KQ[DU_AN_CHUOI].LUY_KE_2023") == 5
    assert number(work, "DA3_1.KQ[DU_AN_LONG_GHEP].LUY_KE_2023") == 5
    assert number(work, "DA2.KQ[MO_HINH].LUY_KE") == 5 + 129


def test_needs_are_known_by_kind_of_capital_without_components(work: Work) -> None:
    assert amount(work, "NHU_CAU.CHUNG.TONG") == "569.250"
    assert (amount(work, "NHU_CAU.CHUNG.DAU_TU"), amount(work, "NHU_CAU.CHUNG.SU_NGHIEP")) == ("300.000", "269.250")
    assert status(work, 'NHU_CAU.DE_XUAT(SO_TIEN, DU_AN="DA1", LOAI="DT")') is Status.UNDIVIDED
    assert "CHUNG.TM.PHU_LUC" in work.dossier.narratives


def test_totals_nest_from_project_to_year_to_sub_project_to_agency(work: Work) -> None:
    assert amount(work, von("TONG", "DA2", NAM=2023)) == "15.187"
    units = [amount(work, von("TONG", "DA2", NAM=2023, DON_VI=each)) for each in ("tt_dvnn", "ubnd_xa")]
    assert units == ["6.687", "8.500"]
    assert amount(work, von("GIAI_NGAN", "DA2", NAM=2023, DON_VI="tt_dvnn")) == "5.808"
    assert status(work, von("GIAI_NGAN", "DA2", NAM=2023, DON_VI="tt_dvnn", NAM_GOC=2022)) is Status.UNDIVIDED
    parts = [amount(work, von("TONG", each, NAM=2024)) for each in ("DA4_1", "DA4_2", "DA4_3")]
    assert parts == ["3.912", "2.205", "1.617"]
    assert amount(work, von("TONG", "DA4", NAM=2024)) == "7.734"


def test_old_and_new_money_of_vocational_training_are_spent_apart(work: Work) -> None:
    for origin, given, spent, left in ((2022, "1.070", "1.055", "15"), (2023, "1.832", "0", "1.832")):
        where: dict[str, str | int] = {"NAM": 2023, "NAM_GOC": origin}
        assert amount(work, von("TONG", "DA4_1", **where)) == given
        assert amount(work, von("GIAI_NGAN", "DA4_1", **where)) == spent
        assert amount(work, von("CON_LAI", "DA4_1", **where)) == left
        assert amount(work, von("GIAO", "DA4_1", NAM=2024, NAM_GOC=origin)) == left


@pytest.mark.parametrize("leaf", LEAVES)
def test_what_is_left_of_a_year_is_what_the_next_year_takes_over(work: Work, leaf: str) -> None:
    for year in (2022, 2023):
        if leaf in ("DA5", "DA3_2") and year == 2022:
            continue
        left = number(work, von("CON_LAI", leaf, NAM=year))
        taken = evaluate_bound(
            work.evaluation, Bound(von("GIAO", leaf, NAM=year + 1, NIEN_DO="CHUYEN"), FigureStyle.AMOUNT)
        )[0].number
        assert left == (taken or 0)


def test_the_phase_is_the_sum_of_what_was_given_never_of_what_was_used(work: Work) -> None:
    given = [number(work, von("GIAO", NAM=year, NIEN_DO="GIAO")) for year in (2022, 2023, 2024)]
    assert sum(given) == number(work, von("GIAO", NIEN_DO="GIAO")) == 383_032 * TRIEU
    by_project = [number(work, von("GIAO", f"DA{each}", NIEN_DO="GIAO")) for each in range(1, 8)]
    assert sum(by_project) == 383_032 * TRIEU
    used = [amount(work, von("TONG", NAM=year, LOAI="SN")) for year in (2022, 2023, 2024)]
    assert used == ["12.960", "53.224", "59.821"]


def test_local_counterpart_money_stays_outside_the_total(work: Work) -> None:
    assert amount(work, "HUY_DONG.TONG_HOP.TIEN_LONG_GHEP") == "1.000"
    assert amount(work, von("GIAO", NIEN_DO="GIAO")) == "383.032"
    assert work.evaluation.figure(parse_ref("PHAM_VI.NGUON")).text == "KHONG_NEU"


def test_disbursement_of_2024_is_known_for_investment_only(work: Work) -> None:
    assert amount(work, von("GIAI_NGAN", NAM=2024, LOAI="DT")) == "10.000"
    assert status(work, von("GIAI_NGAN", NAM=2024, LOAI="SN")) is Status.MISSING
    assert status(work, von("GIAI_NGAN", LOAI="SN")) is Status.PARTIAL
    assert amount(work, von("GIAI_NGAN", LOAI="DT")) == "197.661"
    for kind in ("DT", "SN"):
        assert number(work, von("UOC", NAM=2024, LOAI=kind)) == number(work, von("TONG", NAM=2024, LOAI=kind))


def test_investment_money_of_2023_that_nobody_took_over_is_not_made_up(work: Work) -> None:
    assert amount(work, von("CON_LAI", "DA1", NAM=2023, LOAI="DT")) == "109"
    assert status(work, von("GIAO", NAM=2024, LOAI="DT", NIEN_DO="CHUYEN")) is Status.MISSING


def test_an_estimate_of_everything_after_a_bad_year_is_asked_about(work: Work) -> None:
    asked = {issue.ref for issue in work.evaluation.issues if issue.code == "VON_UOC_LAC_QUAN"}
    parts = {work.evaluation.figure(parse_ref(str(ref))._replace(column="DU_AN")).text for ref in asked}
    assert {"DA4_1", "DA4_2", "DA4_3"} <= parts


def test_households_still_poor_follow_from_the_fall(work: Work) -> None:
    assert number(work, "RA_SOAT[r1].HO_NGHEO") == 8332 - 1946
    assert number(work, "RA_SOAT[r1].GIAM_HO_NGHEO") == 1946
    assert number(work, "RA_SOAT[r1].GIAM_HO_CAN_NGHEO") == 3616 - 3077
    assert write_bound(work.evaluation, Bound("MUC_TIEU.CT[r1].PT_KH", FigureStyle.PERCENT)) == "82,81%"


def test_the_title_says_that_figures_are_estimated_to_the_end_of_2024(work: Work) -> None:
    note = compose_report(work.evaluation).letterhead.note.replace("\u00a0", " ")
    assert note == "(Số liệu ước thực hiện đến hết ngày 31/12/2024)"
