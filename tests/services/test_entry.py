"""Typing, rows, narratives and reasons: each one commit, each undone as one; what cannot be is refused unchanged."""

import pytest
from attrs import evolve

from gnbv_desktop.kernel.dossier import Cell, State
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.inline import Bound, FigureStyle, Paragraph, Words
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services import bulk, dossiers, entry, figures, history
from tests.support_dossiers import content, dossier, figure, open_small, small_edition


def enter(work, ref, text):
    return entry.enter(work, entry.resolve(work, ref), text)


def fill(work):
    """One line with two parts, the first of which has a receipt; another line with one."""
    for line in (
        "KINH_PHI[+].DUOC_CAP\t100", "KINH_PHI[+].DUOC_CAP\t50", "DOT_CAP[+].DONG\tr1", "DOT_CAP[+].DONG\tr2",
        "DOT_CAP[+].DONG\tr1", "BIEN_LAI[+].DOT\tr1", "BIEN_LAI[+].DOT\tr2", "BIEN_LAI[r1].SO\t01",
    ):  # fmt: skip
        enter(work, *line.split("\t"))


def test_a_figure_typed_is_stored_and_what_depends_on_it_is_told(work):
    enter(work, "KINH_PHI[+].HOP_PHAN", "HP3")
    enter(work, "KINH_PHI[r1].DUOC_CAP", "100")
    done = enter(work, "KINH_PHI[r1].DA_CHI", "40")
    assert (done.state, done.read.cell) == ("value", Cell(State.VALUE, "40000000"))
    assert {str(ref) for ref in done.change.figures} == {"KINH_PHI[r1].DA_CHI", "KINH_PHI[r1].TY_LE"}
    assert content(open_small(work.desk).dossier) == content(work.dossier)
    assert figure(work.evaluation, "KINH_PHI[r1].TY_LE") == "40"


def test_typing_the_same_again_is_no_step(work):
    enter(work, "HP1.PV.TY_LE", "5")
    entries = len(history.history(work))
    done = enter(work, "HP1.PV.TY_LE", "5,0")
    assert done.change.figures == {}
    assert len(history.history(work)) == entries


def test_an_empty_text_clears_the_field(work):
    enter(work, "HP1.PV.TY_LE", "5")
    assert enter(work, "HP1.PV.TY_LE", " ").state == "empty"
    assert work.dossier.cell(parse_ref("HP1.PV.TY_LE")) is None


def test_a_question_is_kept_through_a_restart_and_answered(work):
    assert enter(work, "KINH_PHI[+].DUOC_CAP", "71,972").state == "unread"
    again = open_small(work.desk)
    ref = parse_ref("KINH_PHI[r1].DUOC_CAP")
    kept = again.dossier.cell(ref)
    assert kept is not None
    assert kept.state is State.UNREAD
    assert figure(again.evaluation, "KINH_PHI[r1].TONG") == "unread"
    done = entry.answer(again, ref, 1)
    assert done.read.cell == Cell(State.VALUE, "71972000000")
    assert figure(again.evaluation, "KINH_PHI[r1].TONG") == "71972000000"
    for reading in (0, -1, 2):
        with pytest.raises(BadInput, match="câu hỏi"):
            entry.answer(again, ref, reading)


# ---- rows


def test_rows_are_numbered_one_after_the_other_and_never_twice(work):
    assert str(entry.resolve(work, "HP1.CT[+].TEN")) == "HP1.CT[r1].TEN"
    assert [bulk.insert_rows(work, "HP1.CT", 99, 1)[0] for _ in range(3)] == ["r1", "r2", "r3"]
    bulk.remove_rows(work, "HP1.CT", ["r3"])
    assert entry.next_row(work, "HP1.CT") == "r4"
    again = open_small(work.desk)
    enter(again, "HP1.CT[+].TEN", "Cầu")
    assert again.dossier.block("HP1.CT").order == ("r1", "r2", "r4")


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("HP1.CT[r1].TEN", "đã xóa"), ("HP1.CT[r9].TEN", "kế tiếp là r3"), ("HP1.CT[r0].TEN", "r1, r2"),
        ("HP1.CT[r03].TEN", "r1, r2"), ("HP1.CT[x].TEN", "r1, r2"), ("HP1.CT[r" + "9" * 5000 + "].TEN", "r1, r2"),
        ("HP1.THON[thon9].HO", "không có xã thon9"), ("HP1.KQ[KHONG].TH", "Không có ô"),
        ("HP1.KQ[MUC_LON].TH", "Không có ô"),
        ("KINH_PHI[r1].TONG", "do chương trình tính"), ("HP1.KQ[DINH_MUC].KH", "do chương trình tính"),
        ("HP1.KQ[LOP].TH", "do chương trình tính"), ("HP1.PV.CHI", "do chương trình tính"), ("HP1.VON.X", "Không có ô"),
        ("HP1.KQ[HO].TH_2031", "ngoài kỳ"), ("HP1.TM.KET_QUA", "Không có ô"), ("HP1.PV.KHONG", "Không có ô"),
        ("../../etc", "Mã ô không hợp lệ"), ("", "Mã ô không hợp lệ"), ("HP1.CT[+]", "Mã ô không hợp lệ"),
        ("😀", "Mã ô không hợp lệ"), ("x" * 300, "Mã ô không hợp lệ"), ("KHONG[+].A", "Không có ô"),
    ],
)  # fmt: skip
def test_an_address_that_takes_nothing_is_refused_and_nothing_changes(work, ref, words):
    bulk.insert_rows(work, "HP1.CT", 99, 1)
    bulk.insert_rows(work, "HP1.CT", 99, 1)
    bulk.remove_rows(work, "HP1.CT", ["r1"])
    before, entries = content(work.dossier), len(history.history(work))
    with pytest.raises(BadInput, match=words):
        enter(work, ref, "5")
    assert content(work.dossier) == before
    assert len(history.history(work)) == entries


def test_a_row_takes_with_it_what_is_inside_and_one_undo_brings_all_back(work):
    fill(work)
    before = content(work.dossier)
    steps = len(history.history(work))
    bulk.remove_rows(work, "KINH_PHI", ["r1"])
    assert work.dossier.block("KINH_PHI").order == ("r2",)
    assert work.dossier.block("DOT_CAP").order == ("r2",)
    assert work.dossier.block("BIEN_LAI").order == ("r2",)
    assert len(history.history(work)) == steps + 1
    history.undo(work)
    assert content(work.dossier) == before
    history.redo(work)
    assert work.dossier.block("BIEN_LAI").order == ("r2",)
    assert content(open_small(work.desk).dossier) == content(work.dossier)


def test_a_row_moves_and_totals_stand(work):
    fill(work)
    bulk.move_rows(work, "KINH_PHI", ["r2"], -1)
    assert work.dossier.block("KINH_PHI").order == ("r2", "r1")
    assert work.evaluation.pivot("KINH_PHI", "DUOC_CAP", {}).figure.text == "150000000"


@pytest.mark.parametrize("path", ["HP1.KQ", "HP1.PV", "HP1.THON", "HP1.TM", "HP1.VON", "KHONG", "../x"])
def test_only_open_grids_have_rows_to_add_and_take_out(work, path):
    for attempt in (lambda: bulk.insert_rows(work, path, 99, 1), lambda: bulk.remove_rows(work, path, ["r1"])):
        with pytest.raises(BadInput, match="không thêm, bớt dòng"):
            attempt()
    with pytest.raises(BadInput, match="Không có dòng"):
        bulk.remove_rows(work, "HP1.CT", ["r1"])


# ---- narratives and reasons


SENTENCE = (Words("Đã chi "), Bound("KINH_PHI(DA_CHI)", FigureStyle.MONEY))


def test_a_narrative_is_stored_and_one_stay_in_it_is_one_undo(work):
    step = entry.write_slot(work, "HP1.TM.KET_QUA", [Paragraph(SENTENCE[:1])])
    assert entry.write_slot(work, "HP1.TM.KET_QUA", [Paragraph(SENTENCE)], step) == step
    (stored,) = open_small(work.desk).dossier.narratives["HP1.TM.KET_QUA"]
    assert [*stored["items"]] == [{"t": "Đã chi "}, {"fig": "KINH_PHI(DA_CHI)", "as": "money"}]
    history.undo(work)
    assert work.dossier.narratives == {}


@pytest.mark.parametrize("slot", ["HP1.TM.KHONG", "HP1.PV.NGAY", "KHONG", "../x"])
def test_a_slot_that_is_none_is_refused(work, slot):
    with pytest.raises(BadInput, match="thuyết minh"):
        entry.write_slot(work, slot, [Paragraph(SENTENCE)])


def test_a_reason_is_given_taken_back_and_asked_for_again(work):
    for line in ("HOP_PHAN\tHP1", "NAM\t2026", "DUOC_CAP\t10", "BO_SUNG\t5", "DA_CHI\t12"):
        column, text = line.split("\t")
        enter(work, f"KINH_PHI[r1].{column}", text)

    def reason():
        (found,) = (each["reason"] for each in figures.issues(work) if each["code"] == "CHI_HOP_PHAN")
        return found

    (issue,) = (each for each in work.evaluation.issues if each.code == "CHI_HOP_PHAN")
    entry.give_reason(work, issue, "  đúng \n như vậy ", in_report=True)
    assert reason() == "đúng như vậy"
    assert open_small(work.desk).evaluation.issues == work.evaluation.issues
    enter(work, "KINH_PHI[r1].DA_CHI", "13")
    assert reason() is None
    history.undo(work)
    assert reason() == "đúng như vậy"
    entry.give_reason(work, issue, "")
    assert reason() is None


# ---- undo and sealed dossiers


def test_undo_and_redo_survive_a_restart_and_end_politely(work):
    enter(work, "HP1.PV.TY_LE", "5")
    enter(work, "HP1.PV.TY_LE", "6")
    again = open_small(work.desk)
    history.undo(again)
    history.undo(open_again := open_small(work.desk))
    assert open_again.dossier.cell(parse_ref("HP1.PV.TY_LE")) is None
    with pytest.raises(BadInput, match="hoàn tác"):
        history.undo(open_again)
    history.redo(open_again)
    enter(open_again, "HP1.PV.NAM", "2026")
    with pytest.raises(BadInput, match="làm lại"):
        history.redo(open_again)
    kinds = [each.kind for each in history.history(open_again)]
    assert kinds == ["create", "enter", "enter", "undo", "undo", "redo", "enter"]


@pytest.mark.parametrize("status", ["sealed", "issued", "sent", "confirmed", "superseded"])
def test_a_dossier_that_is_no_draft_takes_no_change(work, status):
    enter(work, "HP1.CT[+].TEN", "Cầu")
    work.commit([Edit(EditKind.HEAD, "status", "draft", status)], "seal")
    again = open_small(work.desk)
    before = content(again.dossier)
    for attempt in (
        lambda: enter(again, "HP1.PV.TY_LE", "5"),
        lambda: bulk.insert_rows(again, "HP1.CT", 99, 1),
        lambda: bulk.remove_rows(again, "HP1.CT", ["r1"]),
        lambda: entry.write_slot(again, "HP1.TM.KET_QUA", [Paragraph(SENTENCE)]),
        lambda: history.undo(again),
    ):
        with pytest.raises(BadInput, match="đã chốt"):
            attempt()
    assert content(open_small(work.desk).dossier) == before


# ---- lists of figures and pivots


def test_every_figure_is_listed_with_its_label_unit_and_state(work):
    fill(work)
    enter(work, "KINH_PHI[r1].DA_CHI", "1.2.3")
    listed = {each["ref"]: each for each in figures.figures(work)}
    assert listed["KINH_PHI[r1].TONG"] == {
        "ref": "KINH_PHI[r1].TONG", "label": "Bảng kinh phí · dòng 1 · Tổng kinh phí", "value": "100000000",
        "unit": "đồng", "state": "value", "derived": True,
    }  # fmt: skip
    unread = listed["KINH_PHI[r1].DA_CHI"]
    assert (unread["value"], unread["state"], unread["derived"]) == ("1.2.3", "unread", False)


def test_a_pivot_shows_each_group_its_parents_and_what_is_undivided(work):
    rows = (("HP1_ND1_A", "NSDP_XA", "5"), ("HP1_ND1_B", "NSTW", "7"), ("", "NSTW", "1"))
    for number, (component, source, amount) in enumerate(rows, 1):
        for column, text in (("HOP_PHAN", component), ("NGUON", source), ("DUOC_CAP", amount)):
            enter(work, f"KINH_PHI[r{number}].{column}", text)
    found = figures.pivot(work, "DUOC_CAP", ["HOP_PHAN"], {}, "KINH_PHI")
    assert {each["HOP_PHAN"]: each["value"] for each in found if each["state"] in ("value", "partial")} == {
        "HP1": "12000000", "HP1_ND1": "12000000", "HP1_ND1_A": "5000000", "HP1_ND1_B": "7000000", None: "1000000",
    }  # fmt: skip
    assert next(each["label"] for each in found if each["HOP_PHAN"] is None) == "Hợp phần: chưa tách"
    (coarse,) = figures.pivot(work, "DUOC_CAP", [], {"NAM": "2026"}, "KINH_PHI")
    assert (coarse["value"], coarse["state"]) == (None, "undivided")
    (only,) = figures.pivot(work, "DUOC_CAP", [], {"NGUON": "NSDP"}, "KINH_PHI")
    assert (only["value"], only["lines"]) == ("5000000", ["r1"])


@pytest.mark.parametrize(
    ("column", "by", "where", "block", "words"),
    [
        ("KHONG", [], {}, "KINH_PHI", "Không có cột"), ("DUOC_CAP", ["mau"], {}, "KINH_PHI", "Không tổng hợp theo"),
        ("DUOC_CAP", [], {"HOP_PHAN": "HP9"}, "KINH_PHI", "Không có HOP_PHAN"),
        ("GIA", [], {}, "HP1.CT", "không có khóa"),
        ("DUOC_CAP", [], {"NAM": "2026-x"}, "KINH_PHI", "năm viết"),
        ("DUOC_CAP", [], {"NAM": "1-9999999999"}, "KINH_PHI", "năm"),
        ("DUOC_CAP", [], {"THON": "thon9"}, "KINH_PHI", "thon9"), ("GHI_CHU", [], {}, "KINH_PHI", "không cộng được"),
        ("HOP_PHAN", [], {}, "KINH_PHI", "không cộng được"),
        ("DUOC_CAP", [], {"NGUON": "x" * 300}, "KINH_PHI", "Không có NGUON"),
    ],
)  # fmt: skip
def test_a_pivot_that_cannot_be_is_refused(work, column, by, where, block, words):
    with pytest.raises(BadInput, match=words):
        figures.pivot(work, column, by, where, block)


# ---- dossiers


def test_two_dossiers_of_one_name_get_ids_of_their_own(desk):
    made = dossier()
    named = evolve(made.head, id="", name="Xã Thử năm 2026")
    ids = [dossiers.keep(desk, evolve(made, head=named), "") for _ in range(3)]
    assert ids == ["xa-thu-nam-2026", "xa-thu-nam-2026-2", "xa-thu-nam-2026-3"]


def test_a_dossier_of_a_hostile_name_gets_a_safe_id(desk):
    made = dossier()
    for name in ("../../x", "😀", "ệ" * 300, "CON", "..."):
        found = dossiers.keep(desk, evolve(made, head=evolve(made.head, id="", name=name)), "")
        assert found.isascii()
        assert len(found) <= 64
        assert "/" not in found
        assert found.strip(".-")


def test_dump_of_what_was_taken_in_is_equal_but_for_the_id(work):
    from gnbv_desktop.exchange import dossier_json

    fill(work)
    bulk.remove_rows(work, "KINH_PHI", ["r2"])
    first = dossiers.dump(work)
    text = dossier_json.dumps(first).encode()
    again = dossiers.keep(work.desk, dossier_json.parse(text, lambda *_: small_edition()), "")
    second = dossiers.dump(open_small(work.desk, again))
    assert second.pop("id") != first.pop("id")
    assert second == first


def test_dump_with_derived_figures_and_history(work):
    fill(work)
    full = dossiers.dump(work, derived=True, history=True)
    assert full["derived"]["KINH_PHI[r1].TONG"] == "100000000"
    assert [each["kind"] for each in full["history"]] == ["create"] + ["enter"] * 8
