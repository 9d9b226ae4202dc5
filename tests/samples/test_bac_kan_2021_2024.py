"""Thành phố Bắc Kạn, 2021-2024: giao by year and source, giải ngân as one sum, totals that follow from parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gnbv_desktop.engine.bound import evaluate_bound, write_bound
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.model import Heading, NoteRun
from gnbv_desktop.services.work import Work

YEARS = (2022, 2023, 2024)


@pytest.fixture
def work(opened: Callable[[str], Work]) -> Work:
    return opened("bac-kan-2021-2024")


def amount(work: Work, expression: str) -> str:
    return write_bound(work.evaluation, Bound(expression, FigureStyle.AMOUNT))


def status(work: Work, expression: str) -> Status:
    return evaluate_bound(work.evaluation, Bound(expression, FigureStyle.AMOUNT))[0].status


def number(work: Work, expression: str) -> int:
    (figure,) = evaluate_bound(work.evaluation, Bound(expression, FigureStyle.COUNT))
    assert figure.number is not None, expression
    return int(figure.number)


def text(work: Work, ref: str) -> str:
    return work.evaluation.figure(parse_ref(ref)).text


def test_money_given_by_year_and_source_and_spent_as_one_sum(work: Work) -> None:
    given = {2022: ("763", "23", "786"), 2023: ("1.753", "53", "1.806"), 2024: ("2.264", "68", "2.332")}
    for year, (central, local, both) in given.items():
        assert amount(work, f'VON(GIAO, DU_AN="DA2", NAM={year}, NGUON="NSTW")') == central
        assert amount(work, f'VON(GIAO, DU_AN="DA2", NAM={year}, NGUON="NSDP")') == local
        assert amount(work, f'VON(GIAO, DU_AN="DA2", NAM={year})') == both
        assert status(work, f'VON(GIAI_NGAN, DU_AN="DA2", NAM={year})') is Status.UNDIVIDED
    assert status(work, 'VON(GIAI_NGAN, DU_AN="DA2", NGUON="NSTW")') is Status.UNDIVIDED
    assert amount(work, 'VON(GIAI_NGAN, DU_AN="DA2")') == "305,033"
    assert amount(work, 'VON(CON_LAI, DU_AN="DA2")') == "4.618,967"


def test_what_is_allotted_of_what_is_given_by_year_and_source(work: Work) -> None:
    allotted = {2022: ("489", "15"), 2023: ("1.198", "36"), 2024: ("262", "0")}
    for year, (central, local) in allotted.items():
        assert amount(work, f'VON(PHAN_BO, DU_AN="DA4_1", NAM={year}, NGUON="NSTW")') == central
        assert amount(work, f'VON(PHAN_BO, DU_AN="DA4_1", NAM={year}, NGUON="NSDP")') == local
    assert amount(work, 'VON(PHAN_BO, DU_AN="DA4_1")') == "2.000"
    assert amount(work, 'VON(GIAO, DU_AN="DA4_1")') == "3.050"
    assert amount(work, 'VON(GIAO, DU_AN="DA4_1") - VON(PHAN_BO, DU_AN="DA4_1")') == "1.050"


def test_what_is_not_allotted_has_its_reason(work: Work) -> None:
    assert amount(work, 'VON(PHAN_BO, NAM="2022-2023")') == "4.267,441"
    rest = 'VON(GIAO, NAM="2022-2023", NIEN_DO="GIAO") - VON(PHAN_BO, NAM="2022-2023")'
    assert amount(work, rest) == "3.131,264"
    rows = work.dossier.block("VON").rows
    (row,) = (row for row, line in rows.items() if "DU_AN" not in line and "PHAN_BO" in line)
    assert "chưa có danh mục" in text(work, f"VON[{row}].LY_DO")
    assert status(work, 'VON(PHAN_BO, DU_AN="DA2", NAM="2022-2023")') is Status.UNDIVIDED


def test_totals_of_the_programme_follow_from_its_components(work: Work) -> None:
    leaves = ("DA2", "DA3_1", "DA3_2", "DA4_1", "DA4_3", "DA6_1", "DA6_2", "DA7_1", "DA7_2")
    whole = number(work, 'VON(GIAO, NIEN_DO="GIAO")')
    assert whole == 13_585_705_000
    assert whole == sum(number(work, f'VON(GIAO, DU_AN="{leaf}", NIEN_DO="GIAO")') for leaf in leaves)
    assert whole == sum(number(work, f'VON(GIAO, NAM={year}, NIEN_DO="GIAO")') for year in YEARS)
    spent = number(work, "VON(GIAI_NGAN)")
    assert spent == 1_605_697_301
    assert spent == sum(number(work, f'VON(GIAI_NGAN, DU_AN="{leaf}")') for leaf in leaves)


def test_money_of_2022_carried_over_is_spent_and_not_given_twice(work: Work) -> None:
    assert amount(work, 'VON(CON_LAI, DU_AN="DA7_1", NAM=2022)') == "41,88"
    assert amount(work, 'VON(GIAO, DU_AN="DA7_1", NAM=2023, NIEN_DO="CHUYEN")') == "41,88"
    assert amount(work, 'VON(TONG, DU_AN="DA7_1", NAM=2023)') == "291,88"
    assert amount(work, 'VON(GIAI_NGAN, DU_AN="DA7_1", NAM=2023)') == "291,88"
    assert amount(work, 'VON(GIAO, DU_AN="DA7_1", NIEN_DO="GIAO")') == "725"
    assert status(work, 'VON(GIAO, DU_AN="DA7", NGUON="NSTW", NIEN_DO="GIAO")') is Status.UNDIVIDED


def test_the_committee_counts_its_members_by_role(work: Work) -> None:
    roles = [
        number(work, f"CHI_DAO.BCD[{role}].SO")
        for role in ("TRUONG_BAN", "PHO_TRUONG_BAN", "THUONG_TRUC", "THANH_VIEN")
    ]
    assert roles == [1, 2, 4, 18]
    assert number(work, "CHI_DAO.BCD[TONG].SO") == 25
    assert work.evaluation.figure(parse_ref("CHI_DAO.BCD[TONG].SO")).derived


def test_trainees_and_listeners_add_up_by_group(work: Work) -> None:
    groups = ("HV_NGHEO", "HV_CAN_NGHEO", "HV_MOI_THOAT", "HV_KHAC")
    assert [number(work, f"DA4_1.KQ[{each}].LUY_KE_2023") for each in groups] == [48, 21, 0, 0]
    assert number(work, "DA4_1.KQ[HOC_VIEN].LUY_KE_2023") == number(work, "DA4_1.KQ[HOC_VIEN].LUY_KE") == 69
    listeners = ("NGUOI_NGHEO", "NGUOI_CAN_NGHEO", "NGUOI_MOI_THOAT", "NGUOI_KHAC")
    assert [number(work, f"DA6_2.KQ[{each}].LUY_KE") for each in listeners] == [68, 21, 6, 738]
    assert number(work, "DA6_2.KQ[NGUOI].LUY_KE") == 833
    classes = number(work, "DA6_1.KQ[LOP].LUY_KE") + number(work, "DA6_2.KQ[CUOC].LUY_KE")
    assert classes == number(work, "CHI_DAO.TRUYEN_THONG[LOP_TRUYEN_THONG].LOP") == 12


def test_money_of_four_sponsors_is_raised_and_used_apart(work: Work) -> None:
    block = "HUY_DONG.DS"
    front = f'{block}({{}}, NHA_TAI_TRO="Ủy ban MTTQ Việt Nam")'
    assert amount(work, "HUY_DONG.TONG_HOP.TIEN_HUY_DONG") == "1.520,882832"
    assert amount(work, front.format("HUY_DONG")) == "486,882832"
    assert amount(work, front.format("SU_DUNG")) == "530,5"
    assert amount(work, "HUY_DONG.TONG_HOP.TIEN_SU_DUNG") == "1.564,5"
    assert number(work, "HUY_DONG.TONG_HOP.NHA") == 10 + 34 + 3 + 4 == number(work, "CHINH_SACH.NHA_O.DA_HO_TRO")


def test_loans_outstanding_have_a_date_of_their_own(work: Work) -> None:
    for row, debt, households in (("r1", "5.640", 122), ("r2", "24.625", 565)):
        assert text(work, f"CHINH_SACH.TIN_DUNG[{row}].NGAY_DU_NO") == "2023-06-30"
        assert amount(work, f"CHINH_SACH.TIN_DUNG[{row}].DU_NO") == debt
        assert number(work, f"CHINH_SACH.TIN_DUNG[{row}].HO_DU_NO") == households
    assert work.dossier.head.period.cutoff.isoformat() == "2024-12-31"
    assert text(work, "VON.TINH_DEN") == "2024-05-30"


def test_needs_of_the_next_period_name_what_is_not_proposed_and_why(work: Work) -> None:
    assert amount(work, "NHU_CAU.CHUNG.TONG") == "18.550"
    refused = [
        text(work, f"NHU_CAU.DE_XUAT[{row}].DU_AN")
        for row in work.dossier.block("NHU_CAU.DE_XUAT").order
        if text(work, f"NHU_CAU.DE_XUAT[{row}].TRANG_THAI") == "KHONG_DE_XUAT"
    ]
    assert refused == ["DA1", "DA4_2", "DA5"]
    for row in ("r9", "r10", "r11"):
        assert text(work, f"NHU_CAU.DE_XUAT[{row}].LY_DO") == "Không phải huyện nghèo."


def test_the_report_has_the_past_period_and_the_proposal_after_it(work: Work) -> None:
    assert work.dossier.head.outline == "GIAI_DOAN"
    headings = [
        "".join(run.text for run in block.runs if not isinstance(run, NoteRun)).casefold()
        for block in compose_report(work.evaluation).blocks
        if isinstance(block, Heading)
    ]
    order = [
        next(index for index, heading in enumerate(headings) if part in heading)
        for part in ("quản lý chương trình", "phân bổ và sử dụng", "đánh giá chung", "ii. đề xuất", "mức hỗ trợ")
    ]
    assert order == sorted(order)
