"""Phòng LĐTBXH Tu Mơ Rông, August 2023: money not divided, money not given, a plan with its own denominator."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gnbv_desktop.engine.bound import evaluate_bound, write_bound
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.services.work import Work


@pytest.fixture
def work(opened: Callable[[str], Work]) -> Work:
    return opened("tu-mo-rong-2023-08")


def amount(work: Work, expression: str) -> str:
    return write_bound(work.evaluation, Bound(expression, FigureStyle.AMOUNT))


def percent(work: Work, expression: str) -> str:
    return write_bound(work.evaluation, Bound(expression, FigureStyle.PERCENT))


def status(work: Work, expression: str) -> Status:
    return evaluate_bound(work.evaluation, Bound(expression, FigureStyle.AMOUNT))[0].status


def text(work: Work, ref: str) -> str:
    return work.evaluation.figure(parse_ref(ref)).text


def test_a_project_known_only_as_a_whole_leaves_its_sub_projects_undivided(work: Work) -> None:
    assert amount(work, 'VON(GIAO, DU_AN="DA3")') == "3.482"
    for part in ("DA3_1", "DA3_2"):
        assert status(work, f'VON(GIAO, DU_AN="{part}")') is Status.UNDIVIDED
    assert amount(work, 'VON(GIAO, LOAI="SN")') == "29.754"
    assert status(work, 'VON(GIAO, LOAI="SN")') is Status.VALUE


def test_spending_without_kind_of_capital_has_a_rate_only_at_its_own_grain(work: Work) -> None:
    assert amount(work, 'VON(GIAI_NGAN, DU_AN="DA1_1")') == "4.569,482"
    assert percent(work, 'VON(TY_LE, DU_AN="DA1_1")') == "9,84%"
    for kind, given in (("DT", "42.218"), ("SN", "4.222")):
        assert amount(work, f'VON(GIAO, DU_AN="DA1_1", LOAI="{kind}")') == given
        assert status(work, f'VON(GIAI_NGAN, DU_AN="DA1_1", LOAI="{kind}")') is Status.UNDIVIDED
        assert status(work, f'VON(TY_LE, DU_AN="DA1_1", LOAI="{kind}")') is not Status.VALUE
    assert status(work, "VON(GIAI_NGAN)") is Status.PARTIAL, "nine other lines say nothing of spending"


def test_a_sub_project_without_money_is_said_so_and_counts_as_nothing(work: Work) -> None:
    assert status(work, 'VON(GIAO, DU_AN="DA1_2")') is Status.UNFUNDED
    assert amount(work, 'VON(GIAO, DU_AN="DA1_2")') == "[không bố trí vốn]"
    assert amount(work, 'VON(GIAO, DU_AN="DA1")') == amount(work, 'VON(GIAO, DU_AN="DA1_1")') == "46.440"


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("VON(GIAO)", ("VON(GIAO, LOAI='DT')", "VON(GIAO, LOAI='SN')")),
        ("VON(GIAO)", tuple(f"VON(GIAO, DU_AN='DA{number}')" for number in range(1, 8))),
        ("VON(GIAO, DU_AN='DA4')", tuple(f"VON(GIAO, DU_AN='DA4_{number}')" for number in (1, 2, 3))),
        ("VON(GIAO, DU_AN='DA6')", ("VON(GIAO, DU_AN='DA6_1')", "VON(GIAO, DU_AN='DA6_2')")),
        ("VON(GIAO, DU_AN='DA7')", ("VON(GIAO, DU_AN='DA7_1')", "VON(GIAO, DU_AN='DA7_2')")),
    ],
)
def test_identities_of_the_report(work: Work, whole: str, parts: tuple[str, ...]) -> None:
    assert amount(work, whole) == amount(work, " + ".join(parts))
    assert status(work, whole) is Status.VALUE


def test_the_plan_has_its_own_number_of_households(work: Work) -> None:
    assert text(work, "RA_SOAT[r1].HO") == "6963"
    assert text(work, "KE_HOACH[r1].HO") == "7050"
    assert text(work, "KE_HOACH[r1].CON_HO_NGHEO") == "2297"
    assert text(work, "KE_HOACH[r1].CON_HO_CAN_NGHEO") == "295"
    assert percent(work, "KE_HOACH[r1].TY_LE_NGHEO") == "32,58%"
    assert percent(work, "KE_HOACH[r1].TY_LE_CAN_NGHEO") == "4,18%"


def test_multidimensional_poverty_falls_by_the_two_rates_together(work: Work) -> None:
    codes = ("GIAM_NGHEO", "GIAM_CAN_NGHEO", "GIAM_DA_CHIEU")
    falls = [
        write_bound(work.evaluation, Bound(f"round(KE_HOACH[r1].{code}, 2)", FigureStyle.DECIMAL)) for code in codes
    ]
    assert falls == ["8,48", "2,02", "10,5"]


def test_minority_households_are_all_but_one_of_the_poor(work: Work) -> None:
    assert (text(work, "RA_SOAT[r1].HO_NGHEO_DTTS"), text(work, "RA_SOAT[r1].HO_NGHEO")) == ("2858", "2859")
    assert percent(work, "RA_SOAT[r1].TY_LE_NGHEO_DTTS") == "99,97%"
    assert percent(work, "RA_SOAT[r1].TY_LE_CAN_NGHEO_DTTS") == "100%"


def test_households_that_left_poverty_are_a_flow_not_the_fall_of_the_rate(work: Work) -> None:
    assert text(work, "RA_SOAT[r1].THOAT_NGHEO") == "742"
    assert text(work, "RA_SOAT[r1].GIAM_NGHEO") == "11.05"
    assert status(work, "RA_SOAT[r1].GIAM_HO_NGHEO") is not Status.VALUE, "the review before is not in the report"


def test_sixteen_agencies_have_tasks_in_the_order_of_the_report(work: Work) -> None:
    block = work.dossier.block("CHI_DAO.NHIEM_VU")
    order = [int(block.rows[row]["THU_TU"].text) for row in block.order]
    assert order == sorted(order)
    assert sorted(set(order)) == list(range(1, 17))
    assert len({block.rows[row]["CO_QUAN"].text for row in block.order}) == 16
    assert all(block.rows[row]["NOI_DUNG"].text for row in block.order)


def test_three_grounds_stand_in_the_register_and_are_cited(work: Work) -> None:
    register = work.dossier.block("CHI_DAO.VAN_BAN")
    grounds = [f"CHI_DAO.VAN_BAN[{row}]" for row in register.order if register.rows[row]["NHOM"].text == "CAN_CU"]
    paragraphs = work.dossier.narratives["CHUNG.TM.CAN_CU"]
    cited = [ref for paragraph in paragraphs for item in paragraph["items"] for ref in item.get("cite", ())]
    assert len(grounds) == 3
    assert cited == grounds


def test_the_letterhead_and_the_signature_are_those_of_a_department(work: Work) -> None:
    document = compose_report(work.evaluation)
    agency = " ".join(document.letterhead.agency).replace("\u00a0", " ")
    assert document.letterhead.superior.replace("\u00a0", " ") == "UBND HUYỆN TU MƠ RÔNG"
    assert agency == "PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"
    assert document.letterhead.number.endswith("/BC-LĐTBXH")
    assert document.signature.authority == ("TRƯỞNG PHÒNG",)
    assert document.signature.name == ""
