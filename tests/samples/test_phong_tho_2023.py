"""Phong Thổ, budget year 2023: money of two years, money of five communes, money that could not be spent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gnbv_desktop.engine.bound import evaluate_bound, write_bound
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.model import Heading, NoteRun, ParagraphBlock
from gnbv_desktop.services.work import Work

COMMUNES = ("si_lo_lau", "tung_qua_lin", "ma_li_pho", "huoi_luong", "lan_nhi_thang")


@pytest.fixture
def work(opened: Callable[[str], Work]) -> Work:
    return opened("phong-tho-2023")


def amount(work: Work, expression: str) -> str:
    return write_bound(work.evaluation, Bound(expression, FigureStyle.AMOUNT))


def status(work: Work, expression: str) -> Status:
    return evaluate_bound(work.evaluation, Bound(expression, FigureStyle.AMOUNT))[0].status


def typed(work: Work, ref: str) -> str:
    return work.evaluation.figure(parse_ref(ref)).text


def words(block: Heading | ParagraphBlock) -> str:
    return "".join(run.text for run in block.runs if not isinstance(run, NoteRun)).replace("\u00a0", " ")


def test_old_and_new_money_of_a_component_are_spent_apart_each_with_its_reason(work: Work) -> None:
    for origin, given, spent in (("CHUYEN", "1.070", "1.054"), ("GIAO", "1.832", "0")):
        assert amount(work, f'VON(GIAO, DU_AN="DA4_1", NIEN_DO="{origin}")') == given
        assert amount(work, f'VON(GIAI_NGAN, DU_AN="DA4_1", NIEN_DO="{origin}")') == spent
    assert amount(work, 'VON(TONG, DU_AN="DA4_1")') == "2.902"
    rows = work.dossier.block("VON").rows
    new = next(row for row, line in rows.items() if line["DU_AN"].text == "DA4_1" and line["NAM_GOC"].text == "2023")
    assert typed(work, f"VON[{new}].TRANG_THAI") == "KHONG_THUC_HIEN"
    assert "1719/QĐ-TTg" in typed(work, f"VON[{new}].LY_DO")
    for part in ("DA4_1", "DA4_2"):
        assert f"{part}.TM.NGUYEN_NHAN" in work.dossier.narratives


def test_money_given_to_five_communes_as_one_sum_is_not_divided(work: Work) -> None:
    together = "+".join(COMMUNES)
    assert amount(work, f'VON(GIAO, DU_AN="DA1_1", LOAI="SN", DON_VI="{together}")') == "4.550"
    assert amount(work, f'VON(GIAI_NGAN, DU_AN="DA1_1", LOAI="SN", DON_VI="{together}")') == "3.518"
    for commune in COMMUNES:
        for column in ("GIAO", "GIAI_NGAN"):
            assert status(work, f'VON({column}, DU_AN="DA1_1", LOAI="SN", DON_VI="{commune}")') is Status.UNDIVIDED
    rate = write_bound(work.evaluation, Bound('VON(TY_LE, DU_AN="DA1_1", LOAI="SN")', FigureStyle.PERCENT))
    assert rate == "77,32%"


def test_seventeen_communes_times_five_hundred_make_the_sum_of_the_line(work: Work) -> None:
    (row,) = work.dossier.block("MUC").order
    line = typed(work, f"MUC[{row}].DONG")
    assert (typed(work, f"MUC[{row}].SO_LUONG"), amount(work, f"MUC[{row}].MUC")) == ("17", "500")
    assert amount(work, f"MUC[{row}].THANH_TIEN") == amount(work, f"VON[{line}].GIAO") == "8.500"


def test_what_was_spent_of_two_years_money_as_one_sum_is_not_divided(work: Work) -> None:
    assert amount(work, 'VON(GIAI_NGAN, DU_AN="DA2", DON_VI="tt_dvnn")') == "6.189"
    for origin, given in (("CHUYEN", "4.174"), ("GIAO", "2.015")):
        where = f'DU_AN="DA2", DON_VI="tt_dvnn", NIEN_DO="{origin}"'
        assert amount(work, f"VON(GIAO, {where})") == given
        assert status(work, f"VON(GIAI_NGAN, {where})") is Status.UNDIVIDED
        assert status(work, f"VON(TY_LE, {where})") is not Status.VALUE
    assert amount(work, 'VON(GIAI_NGAN, DU_AN="DA2")') == "14.689"
    assert write_bound(work.evaluation, Bound('VON(TY_LE, DU_AN="DA2")', FigureStyle.PERCENT)) == "100%"


def test_money_carried_over_for_works_belongs_to_the_project_not_to_a_sub_project(work: Work) -> None:
    assert amount(work, 'VON(GIAO, DU_AN="DA1", LOAI="DT", NIEN_DO="CHUYEN")') == "5.257"
    for part in ("DA1_1", "DA1_2"):
        assert status(work, f'VON(GIAO, DU_AN="{part}", LOAI="DT", NIEN_DO="CHUYEN")') is Status.UNDIVIDED
    assert amount(work, 'VON(GIAI_NGAN, DU_AN="DA1", LOAI="DT")') == "121.348"


def projects(column: str, where: str, *numbers: int) -> tuple[str, ...]:
    return tuple(f"VON({column}, {where}, DU_AN='DA{number}')" for number in numbers)


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("VON(TONG)", ("VON(TONG, LOAI='DT')", "VON(TONG, LOAI='SN')")),
        ("VON(TONG)", ("VON(GIAO, NIEN_DO='CHUYEN')", "VON(GIAO, NIEN_DO='GIAO')")),
        ("VON(GIAO, NIEN_DO='CHUYEN', LOAI='SN')", projects("GIAO", "NIEN_DO='CHUYEN', LOAI='SN'", 2, 3, 4, 7)),
        ("VON(TONG, LOAI='SN')", projects("TONG", "LOAI='SN'", *range(1, 8))),
        ("VON(GIAO, NIEN_DO='GIAO', LOAI='SN')", projects("GIAO", "NIEN_DO='GIAO', LOAI='SN'", *range(1, 8))),
        ("VON(TONG, DU_AN='DA4')", tuple(f"VON(TONG, DU_AN='DA4_{d}')" for d in (1, 2, 3))),
    ],
)
def test_identities_of_the_report(work: Work, whole: str, parts: tuple[str, ...]) -> None:
    assert amount(work, whole) == amount(work, " + ".join(parts))
    assert status(work, whole) is Status.VALUE


def test_no_proposal_is_said_to_be_none(work: Work) -> None:
    assert typed(work, "NHU_CAU.CHUNG.CO_KIEN_NGHI") == "KHONG"
    assert amount(work, "NHU_CAU.CHUNG.SO_KIEN_NGHI") in ("0", "[chưa nhập]")
    texts = [
        words(block) for block in compose_report(work.evaluation).blocks if isinstance(block, Heading | ParagraphBlock)
    ]
    assert "V. KIẾN NGHỊ, ĐỀ XUẤT: Không." in texts


def test_headings_with_letters_stand_below_a_number(work: Work) -> None:
    headings = [words(block) for block in compose_report(work.evaluation).blocks if isinstance(block, Heading)]
    start = headings.index("2. Kết quả triển khai thực hiện năm 2023")
    assert headings[start - 1] == "1. Vốn và nguồn vốn"
    assert headings[start + 1 : start + 7] == [
        "A. VỐN ĐẦU TƯ",
        "1. Tổng vốn",
        "2. Kết quả thực hiện",
        "B. NGUỒN VỐN SỰ NGHIỆP",
        "1. Tổng vốn",
        "2. Kết quả thực hiện",
    ]


def test_the_plan_for_2023_was_issued_in_2022(work: Work) -> None:
    """The report wrote 15/8/2023; the plan asks for money of 2023."""
    plan = next(d for d in work.dossier.block("CHI_DAO.VAN_BAN").rows.values() if d["SO"].text == "253/KH-UBND")
    assert (plan["NGAY"].text, plan["NAM"].text) == ("2022-08-15", "2023")
