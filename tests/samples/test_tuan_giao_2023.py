"""Huyện Tuần Giáo, August 2023: money without components, targets judged by the office, an outline with gaps."""

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

TARGETS = "MUC_TIEU.QG"


@pytest.fixture
def work(opened: Callable[[str], Work]) -> Work:
    return opened("tuan-giao-2023")


def written(work: Work, expression: str, style: FigureStyle = FigureStyle.AMOUNT) -> str:
    return write_bound(work.evaluation, Bound(expression, style))


def status(work: Work, expression: str) -> Status:
    return evaluate_bound(work.evaluation, Bound(expression, FigureStyle.AMOUNT))[0].status


def text(work: Work, ref: str) -> str:
    return work.evaluation.figure(parse_ref(ref)).text


def test_the_money_of_a_year_is_given_matched_and_carried_over(work: Work) -> None:
    assert written(work, "VON(TONG)") == "132.310"
    assert written(work, 'VON(TONG, LOAI="DT")') == "73.581"
    assert written(work, 'VON(TONG, LOAI="SN")') == "58.729"
    assert written(work, 'VON(GIAO, NGUON="NSTW", NIEN_DO="GIAO")') == "98.468"
    assert written(work, 'VON(GIAO, NGUON="NSDP", NIEN_DO="GIAO")') == "1.453"
    assert written(work, 'VON(GIAO, NIEN_DO="CHUYEN")') == "32.389"
    assert written(work, 'VON(GIAO, LOAI="DT", NIEN_DO="CHUYEN")') == "23.581"


def test_what_is_spent_has_its_rates_but_no_component(work: Work) -> None:
    assert written(work, "VON(GIAI_NGAN)") == "17.243"
    for where, rate in (("", "13,03%"), (', LOAI="DT"', "18,12%"), (', LOAI="SN"', "6,66%")):
        assert written(work, f"VON(TY_LE{where})", FigureStyle.PERCENT) == rate
    for component in ("DA1", "DA3_2", "DA4_1", "DA7"):
        for column in ("GIAO", "GIAI_NGAN", "TONG"):
            assert status(work, f'VON({column}, DU_AN="{component}")') is Status.UNDIVIDED
    assert status(work, 'VON(GIAI_NGAN, NIEN_DO="CHUYEN")') is Status.UNDIVIDED


def test_the_matching_money_is_three_percent_of_the_current_expenditure(work: Work) -> None:
    rate = "100 * {}/ {}".format(
        'VON(GIAO, LOAI="SN", NGUON="NSDP", NIEN_DO="GIAO")', 'VON(GIAO, LOAI="SN", NGUON="NSTW", NIEN_DO="GIAO")'
    )
    assert written(work, f"round({rate}, 4)", FigureStyle.DECIMAL) == "2,9979"
    assert not [issue for issue in work.evaluation.issues if issue.code == "VON_DOI_UNG"]


def test_targets_not_yet_due_are_told_apart_from_those_reached(work: Work) -> None:
    counted = {code: written(work, f"MUC_TIEU.TONG_HOP.{code}", FigureStyle.COUNT) for code in ("SO_VUOT", "SO_DAT")}
    assert counted == {"SO_VUOT": "03", "SO_DAT": "12"}
    assert written(work, "(MUC_TIEU.TONG_HOP.SO_DAT_VUOT, MUC_TIEU.TONG_HOP.TONG_SO)", FigureStyle.RATIO) == "15/25"
    assert written(work, "MUC_TIEU.TONG_HOP.SO_CHUA_DEN_KY", FigureStyle.COUNT) == "02"
    for code in ("TY_LE_NGHEO", "TY_LE_CAN_NGHEO"):
        assert text(work, f"{TARGETS}[{code}].DANH_GIA") == "CHUA_DEN_KY"


def test_targets_without_a_published_plan_keep_the_judgement_of_the_office(work: Work) -> None:
    for code, verdict in (("BHYT", "DAT"), ("DI_HOC", "VUOT"), ("HS_15_18", "DAT"), ("QUA_DAO_TAO", "VUOT")):
        assert work.dossier.cell(parse_ref(f"{TARGETS}[{code}].KH")) is None
        assert text(work, f"{TARGETS}[{code}].DANH_GIA") == verdict
    for code, verdict in (("THAP_COI_5", "CHUA_DAT"), ("BIET_CHU", "VUOT"), ("BANG_CAP", "CHUA_DAT")):
        assert work.dossier.cell(parse_ref(f"{TARGETS}[{code}].DANH_GIA_DON_VI")) is None
        assert text(work, f"{TARGETS}[{code}].DANH_GIA") == verdict
    trained = work.dossier.cell(parse_ref(f"{TARGETS}[QUA_DAO_TAO].TH"))
    assert trained is not None and (trained.text, trained.qualifier) == ("71.9", "trên")


def test_subprojects_that_have_spent_are_counted_from_their_names(work: Work) -> None:
    path = "HUY_DONG.TIEN_DO_DU_AN"
    named = [text(work, f"{path}[{row}].DU_AN") for row in work.dossier.block(path).order]
    assert named == ["DA1_1", "DA1_2", "DA3_2", "DA4_1", "DA7_1"]
    assert written(work, "HUY_DONG.TONG_HOP.SO_TIEU_DU_AN", FigureStyle.COUNT) == "05"
    assert written(work, "HUY_DONG.TONG_HOP.SO_DU_AN", FigureStyle.COUNT) == "04"


def test_a_rise_of_near_poor_households_is_a_negative_fall(work: Work) -> None:
    assert written(work, "RA_SOAT[r1].TY_LE_NGHEO", FigureStyle.PERCENT) == "41,2%"
    assert written(work, "RA_SOAT[r1].GIAM_NGHEO", FigureStyle.DECIMAL) == "8,52"
    assert written(work, "RA_SOAT[r1].GIAM_CAN_NGHEO", FigureStyle.DECIMAL) == "-3,88"


def test_a_part_of_a_subproject_is_named_without_dividing_the_money(work: Work) -> None:
    assert written(work, "NOI_DUNG[r1].GIAO") == "207"
    line = text(work, "NOI_DUNG[r1].DONG")
    assert text(work, f"VON[{line}].DU_AN") == ""
    assert written(work, 'VON(TONG, LOAI="SN")') == "58.729"


def test_letters_follow_a_roman_part_directly(work: Work) -> None:
    headings = [block for block in compose_report(work.evaluation).blocks if isinstance(block, Heading)]
    words = ["".join(run.text for run in heading.runs if not isinstance(run, NoteRun)) for heading in headings]
    part = next(index for index, each in enumerate(words) if each.startswith("II."))
    assert words[part + 1].startswith("a)")
