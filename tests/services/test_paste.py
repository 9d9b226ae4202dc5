"""A rectangle pasted into a grid: the plan says of every cell what would become of it; accepted it is one step."""

import pytest

from gnbv_desktop.exchange.clipboard import read_table
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services import bulk, entry, history, paste
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.number_style import Style
from gnbv_desktop.services.paste import Outcome
from gnbv_desktop.services.work import Work
from tests.support_dossiers import content

MONEY = ("GIAO", "GIAI_NGAN", "UOC")


@pytest.fixture
def work(desk):
    return Work.open(desk, load_sample(desk, "phong-tho-2023"))


def at(rows, columns=MONEY):
    return [[Ref("VON", row, code) for code in columns] for row in rows]


def plan(work, text, rows=("r4",), columns=MONEY, style=None):
    return paste.plan_paste(work, at(rows, columns), read_table(text), style)


def told(found):
    return [(cell.now, cell.then, cell.outcome.value) for cell in found.cells]


def messages(found):
    return {str(cell.ref): cell.message for cell in found.cells if cell.message}


def test_each_cell_says_what_it_is_and_would_be(work):
    found = plan(work, "4.550\t3.600,5\t\r\n")
    assert told(found) == [("4.550", "4.550", "same"), ("3.518", "3.600,5", "change"), ("", "", "same")]
    assert (found.blocked, found.style_asked) == ("", False)


def test_planning_changes_nothing_and_accepting_is_one_undo(work):
    before = content(work.dossier)
    found = plan(work, "4.600\t3.600\t4.600\n7.100\t7.000\t\n", rows=("r4", "r5"))
    assert content(work.dossier) == before
    done = paste.accept(work, found)
    assert {str(ref) for ref, _ in done.reads} == {
        "VON[r4].GIAO", "VON[r4].GIAI_NGAN", "VON[r4].UOC", "VON[r5].GIAO", "VON[r5].GIAI_NGAN",
    }  # fmt: skip
    assert work.evaluation.figure(Ref("VON", "r5", "CON_LAI")).text == "100000000"
    history.undo(work)
    assert content(work.dossier) == before


def test_an_empty_pasted_cell_empties_the_cell_and_says_so(work):
    assert told(plan(work, "\t3.518\n"))[0] == ("4.550", "", "change")


def test_excel_errors_block(work):
    found = plan(work, "4.600\t#REF!\t####\n")
    assert messages(found) == {
        "VON[r4].GIAI_NGAN": "ô Excel báo lỗi, gõ lại số",
        "VON[r4].UOC": "Excel chưa hiện hết số, kéo rộng cột rồi chép lại",
    }
    assert found.blocked == "Còn 2 chỗ cần xem"
    with pytest.raises(BadInput, match="Còn 2 chỗ cần xem; vùng dán chưa được nhận"):
        paste.accept(work, found)
    assert work.evaluation.figure(Ref("VON", "r4", "GIAO")).text == "4550000000"


def test_units_behind_figures_are_understood_and_noted(work):
    found = plan(work, "300 tr\t1,2 tỷ\t-\n")
    assert [cell.then for cell in found.cells] == ["300", "1.200", ""]
    assert messages(found) == {
        "VON[r4].GIAO": "bỏ chữ «tr», hiểu là triệu",
        "VON[r4].GIAI_NGAN": "bỏ chữ «tỷ», hiểu là tỷ",
        "VON[r4].UOC": "dấu gạch, coi như chưa có số",
    }


# ---- the style of figures


def test_certain_cells_tell_the_style_of_the_others(work):
    found = plan(work, "71,972\t3.600,5\t1.200.000,5\n")
    assert (found.style, found.style_words, found.style_asked) == (Style.VIETNAMESE, "Đoán theo 2/2 ô", False)
    assert found.cells[0].then == "71,972"
    english = plan(work, "71,972\t3,600.5\t3.518\n")
    assert (english.style, english.style_words) == (Style.ENGLISH, "Đoán theo 1/1 ô")
    assert [cell.then for cell in english.cells] == ["71.972", "3.600,5", "3,518"]


def test_the_style_is_asked_once_when_nothing_tells_it(work):
    found = plan(work, "71,972\t4,550\t300\n")
    assert (found.style, found.style_asked, found.blocked) == (None, True, "Hãy chọn kiểu viết số")
    assert [cell.outcome.value for cell in found.cells] == ["question", "question", "change"]
    answered = plan(work, "71,972\t4,550\t300\n", style=Style.ENGLISH)
    assert (answered.blocked, [cell.then for cell in answered.cells]) == ("", ["71.972", "4.550", "300"])
    answered = plan(work, "71,972\t4,550\t300\n", style=Style.VIETNAMESE)
    assert [cell.then for cell in answered.cells] == ["71,972", "4,55", "300"]


def test_dots_alone_are_the_convention_and_ask_nothing(work):
    found = plan(work, "3.518\t4.550\t12\n")
    assert (found.style_asked, [cell.then for cell in found.cells]) == (False, ["3.518", "4.550", "12"])


def test_decimal_dots_beside_dotted_groups_are_asked_never_guessed(work):
    """95.83 is English; it must not make 3.518 a thousand times smaller in silence, nor larger."""
    found = plan(work, "95.83\t3.518\t12\n")
    assert (found.style, found.style_asked) == (None, True)
    assert found.cells[1].readings == ("3.518 triệu đồng", "3,518 triệu đồng")
    assert found.blocked == "Hãy chọn kiểu viết số"
    assert [cell.then for cell in plan(work, "95.83\t3.518\t12\n", style=Style.ENGLISH).cells][:2] == ["95,83", "3,518"]


def test_one_stray_cell_does_not_overrule_many(work):
    text = "".join(f"{n},5\t{n}.100\t{n}1,25\n" for n in range(1, 13)) + "95.83\t1.000\t\n"
    found = plan(work, text, rows=tuple(f"r{n}" for n in range(1, 14)))
    assert (found.style, found.style_words) == (Style.VIETNAMESE, "Đoán theo 24/25 ô")


def test_a_doubtful_cell_may_be_answered_alone(work):
    found = plan(work, "57374410\t12\t\n")
    assert found.blocked == "Còn 1 chỗ cần xem"
    chosen = found.choosing(Ref("VON", "r4", "GIAO"), 1)
    assert (chosen.cells[0].then, chosen.blocked) == ("57,37441 triệu đồng", "")
    paste.accept(work, chosen)
    assert work.evaluation.figure(Ref("VON", "r4", "GIAO")).text == "57374410"
    for reading in (-1, 2):
        with pytest.raises(BadInput, match="câu hỏi"):
            found.choosing(Ref("VON", "r4", "GIAO"), reading)


# ---- where it falls


def test_computed_columns_are_compared_with_ours_after_the_paste(work):
    columns = ("GIAO", "TY_LE", "GIAI_NGAN", "CON_LAI")
    found = plan(work, "5.000\t80%\t4.000\t999\n", columns=columns)
    assert messages(found) == {
        "VON[r4].TY_LE": "chương trình tính, khớp", "VON[r4].CON_LAI": "chương trình tính: 1.000",
    }  # fmt: skip
    assert found.counts[Outcome.SKIPPED] == 2
    assert len(paste.accept(work, found).reads) == 2


def test_what_lies_outside_the_grid_is_not_taken(work):
    targets = [[Ref("VON", "r4", "GIAO"), None]]
    found = paste.plan_paste(work, targets, read_table("1\t2\t3\n4\t\t\n"))
    assert [(cell.row, cell.column, cell.outcome.value) for cell in found.cells] == [
        (0, 0, "change"), (0, 1, "skipped"), (0, 2, "outside"), (1, 0, "outside"),
    ]  # fmt: skip


def test_new_rows_are_made_and_empty_ones_are_not(work):
    text = "TDA1-DA4\t2023\t15\n\t\t\nDự án 5\t2023\t7\n"
    found = plan(work, text, rows=("r27", "r28", "r29"), columns=("DU_AN", "NAM", "GIAO"))
    done = paste.accept(work, found)
    assert work.dossier.block("VON").order[-2:] == ("r27", "r28")
    assert {str(ref) for ref, _ in done.reads} >= {"VON[r28].DU_AN", "VON[r28].GIAO"}
    assert work.evaluation.figure(Ref("VON", "r28", "DU_AN")).text == "DA5"


def test_a_dossier_changed_meanwhile_is_no_trouble(work):
    found = plan(work, "4.600\t3\t4\n5\t6\t7\n", rows=("r4", "r27"))
    bulk.insert_rows(work, "VON", 99, 1)
    entry.enter(work, Ref("VON", "r4", "GIAO"), "9")
    paste.accept(work, found)
    assert work.dossier.block("VON").rows.get("r27") is None
    assert work.evaluation.figure(Ref("VON", "r28", "GIAO")).text == "5000000"
    assert work.evaluation.figure(Ref("VON", "r4", "GIAO")).text == "4600000000"


def test_a_row_taken_out_meanwhile_is_not_made_anew(work):
    found = plan(work, "4.600\t3\t4\n")
    bulk.remove_rows(work, "VON", ["r4"])
    before = content(work.dossier)
    with pytest.raises(BadInput, match=r"VON\[r4\] đã bị xóa"):
        paste.accept(work, found)
    assert content(work.dossier) == before


def test_names_and_choices_are_read_as_typed_and_unknown_ones_are_faults(work):
    columns = ("DU_AN", "LOAI", "DON_VI")
    found = plan(work, "TDA2-DA3\tsự nghiệp\tTTYT\nDự án 99\tvay\tPhòng\n", rows=("r4", "r5"), columns=columns)
    assert [cell.outcome.value for cell in found.cells[:3]] == ["change", "same", "change"]
    assert [cell.outcome.value for cell in found.cells[3:5]] == ["fault", "fault"]
    assert found.cells[5].outcome is Outcome.QUESTION
    assert found.cells[5].readings[0] == "Phòng LĐTBXH"


def test_an_address_that_is_not_in_the_plan_is_refused(work):
    with pytest.raises(BadInput, match="không có ô"):
        plan(work, "1\n").choosing(Ref("VON", "r9", "GIAO"), 0)
    with pytest.raises(BadInput, match="Không có ô nào thay đổi"):
        paste.accept(work, plan(work, "4.550\n"))
