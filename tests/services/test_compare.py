"""The previous period beside a figure, and the reading of a text before it is committed."""

import time

import pytest

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.dossier import Cell, State
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services import bulk, entry
from gnbv_desktop.services.compare import (
    EchoSeverity,
    compare,
    echo,
    previous_column,
    previous_figure,
)
from tests.services.support_earlier import sample, with_earlier
from tests.support_dossiers import content, dossier, head

TRIEU = 10**6


@pytest.fixture
def line(desk):
    """The line of five communes, and the work with a previous dossier at 30/9/2023."""
    work = sample(desk, "phong-tho-2023")
    rows = work.dossier.block("VON").rows.items()
    row = next(row for row, cells in rows if "DON_VI" in cells and "+" in cells["DON_VI"].text)
    cells = {
        f"VON[{row}].GIAI_NGAN": str(2106 * TRIEU),
        "DA2.KQ[XA].LUY_KE": "19",
        "DA4_1.KQ[LOP].LUY_KE": None,
    }
    return with_earlier(desk, work, "2023-09-30", cells), row


def compared(work, ref):
    return compare(work, parse_ref(ref))


def before(work, ref):
    return previous_figure(work, parse_ref(ref))


def test_a_capital_line_is_found_by_its_key_and_compared_in_words(line):
    work, row = line
    found = compared(work, f"VON[{row}].GIAI_NGAN")
    assert (found.label, found.text, found.change) == ("Kỳ trước (30/9)", "2.106", "tăng 1.412")
    assert (found.plan.label, found.plan.text) == ("Vốn giao, chuyển sang", "4.550")
    assert found.words == "Vốn giao, chuyển sang 4.550 · Kỳ trước (30/9) 2.106, tăng 1.412"


def test_the_key_finds_the_line_whatever_its_number_is(line):
    work, row = line
    bulk.move_rows(work, "VON", [row], -99)
    new = bulk.insert_rows(work, "VON", 99, 1)[0]
    for code, cell in work.dossier.block("VON").rows[row].items():
        if work.edition.blocks["VON"].columns[code].key:
            work.commit([Edit(EditKind.CELL, f"VON[{new}].{code}", None, cell.text)], "enter")
    assert before(work, f"VON[{new}].GIAI_NGAN").number == 2106 * TRIEU


def test_percentages_differ_by_points_and_counts_by_their_number(line):
    work, row = line
    assert compared(work, f"VON[{row}].TY_LE").change == "tăng 31,03 điểm %"
    found = compared(work, "DA2.KQ[XA].LUY_KE")
    assert (found.text, found.change) == ("19", "giảm 2")
    assert compared(work, "VON[r1].GIAO").change == "không đổi"


def test_what_was_not_there_is_new_and_what_was_undivided_is_not(line):
    work, _ = line
    new = bulk.insert_rows(work, "VON", 99, 1)[0]
    entry.enter(work, parse_ref(f"VON[{new}].DU_AN"), "DA6_1")
    entry.enter(work, parse_ref(f"VON[{new}].GIAO"), "25")
    assert compared(work, f"VON[{new}].GIAO").change == "mới"
    undivided = [
        row for row, figure in previous_column(work, "VON", "GIAI_NGAN").items() if figure.status is Status.UNDIVIDED
    ]
    assert undivided
    for row in undivided:
        found = compared(work, f"VON[{row}].GIAI_NGAN")
        assert (found.text, found.change) == ("chưa tách", "")


def test_rows_of_open_lists_are_not_matched_by_their_number(line):
    work, _ = line
    assert before(work, "DA2.DS[r1].SO_HO") is None


def test_without_an_earlier_dossier_or_for_a_text_there_is_nothing_to_compare(desk, line):
    work, row = line
    assert compared(work, f"VON[{row}].LY_DO") is None
    assert compared(work, "VON[r1].KHONG_CO") is None
    alone = sample(desk, "tuan-giao-2023")
    assert alone.evaluation.earlier is None
    assert before(alone, "DA2.KQ[XA].LUY_KE") is None
    assert compared(alone, "DA5.KQ[NHA_XAY_MOI].LUY_KE") is None


def test_the_year_is_named_when_the_previous_period_is_a_year_ago(desk):
    work = with_earlier(desk, sample(desk, "phong-tho-2023"), "2022-12-31", {})
    assert compared(work, "DA2.KQ[XA].LUY_KE").label == "Kỳ trước (31/12/2022)"


def test_the_plan_of_the_row_and_the_year_before_stand_beside(desk):
    work = sample(desk, "phong-tho-2021-2024")
    for ref, text in (("DA2.KQ[XA].KH_2023", "20"), ("DA2.KQ[XA].LUY_KE_2024", "15")):
        entry.enter(work, parse_ref(ref), text)
    found = compared(work, "DA2.KQ[XA].LUY_KE_2023")
    assert (found.plan.label, found.plan.text, found.plan.change) == ("Kế hoạch", "20", "")
    later = compared(work, "DA2.KQ[XA].LUY_KE_2024")
    assert (later.last_year.label, later.last_year.text, later.last_year.change) == ("Năm 2023", "17", "giảm 2")


def test_money_of_the_year_before_is_the_same_line_one_year_earlier(desk):
    work = sample(desk, "phong-tho-2021-2024")
    rows = work.dossier.block("VON").rows
    wanted = dict.fromkeys(("NAM", "NAM_GOC"), Cell(State.VALUE, "2023")) | {"DU_AN": Cell(State.VALUE, "DA4_1")}
    row = next(row for row, cells in rows.items() if wanted.items() <= cells.items())
    found = compared(work, f"VON[{row}].GIAO")
    assert (found.last_year.label, found.last_year.text, found.last_year.change) == ("Năm 2022", "1.070", "tăng 762")


# ---- what is being typed


def test_a_certain_text_is_said_back_and_nothing_is_stored(line):
    work, row = line
    stored = content(work.dossier)
    said = echo(work, parse_ref(f"VON[{row}].GIAI_NGAN"), "3.518")
    assert (said.words, said.severity, said.warning) == ("đọc là 3.518 triệu đồng = 3,518 tỷ đồng", EchoSeverity.OK, "")
    assert said.cell == Cell(State.VALUE, str(3518 * TRIEU))
    assert content(work.dossier) == stored


def test_a_doubtful_text_shows_its_readings(line):
    work, row = line
    said = echo(work, parse_ref(f"VON[{row}].GIAI_NGAN"), "71,972")
    assert said.severity is EchoSeverity.QUESTION
    assert said.readings == ("71,972 triệu đồng", "71.972 triệu đồng")


@pytest.mark.parametrize(("code", "text"), [("GIAI_NGAN", "ba tỷ rưỡi gì đó"), ("TY_LE", "5"), ("KHONG_CO", "5")])
def test_what_cannot_be_read_or_typed_is_a_fault_with_words(line, code, text):
    work, row = line
    said = echo(work, parse_ref(f"VON[{row}].{code}"), text)
    assert said.severity is EchoSeverity.FAULT
    assert said.words


def test_an_empty_text_says_nothing(line):
    work, row = line
    assert echo(work, parse_ref(f"VON[{row}].GIAI_NGAN"), "  ").words == ""


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("2.106", ""),
        ("20.100", "kỳ trước 2.106, ×9,5"),
        ("26.325", "kỳ trước 2.106, ×12,5"),
        ("2.106.000 triệu", "kỳ trước 2.106, ×1.000"),
        ("2,1", "kỳ trước 2.106, chỉ bằng 1/1.003"),
        ("19.000", ""),
        ("không áp dụng", ""),
    ],
)
def test_a_figure_far_off_the_previous_period_is_warned_of(line, text, warning):
    work, row = line
    assert echo(work, parse_ref(f"VON[{row}].GIAI_NGAN"), text).warning == warning


def test_what_begins_again_each_year_is_not_measured_by_the_year_before(work, desk):
    entry.enter(work, parse_ref("HP1.KQ[LOP_XA].TH"), "200")
    for year, warned in ((2026, True), (2025, False)):
        earlier = dossier({"HP1.KQ[LOP_XA].TH": "200"}, head(year, year, f"{year}-06-30"))
        work.evaluation.earlier = Evaluation(work.evaluation.plan, earlier)
        assert bool(echo(work, parse_ref("HP1.KQ[LOP_XA].TH"), "2").warning) is warned


def test_an_echo_is_quick_enough_for_every_keystroke(line):
    """Not a budget (those are measured by the bench), only that nothing is computed anew."""
    work, row = line
    ref = parse_ref(f"VON[{row}].GIAI_NGAN")
    echo(work, ref, "3.518")
    started = time.perf_counter()
    for _ in range(20):
        echo(work, ref, "3.518")
    assert time.perf_counter() - started < 1
