"""What a form is said to lack is what somebody would still have to type there."""

import pytest
from attrs import evolve

from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.inline import Paragraph, Words
from gnbv_desktop.services import entry
from gnbv_desktop.services.dossiers import sample_names
from gnbv_desktop.services.progress import (
    FormState,
    Overall,
    Progress,
    block_progress,
    blocks_of,
    form_progress,
    overall,
    update,
)
from tests.services.support_earlier import sample
from tests.support_dossiers import dossier, head, open_small


def enter(work, *lines):
    for line in lines:
        ref, _, text = line.partition("=")
        entry.enter(work, entry.resolve(work, ref), text)


def state(work, form):
    return form_progress(work)[form].state


def test_a_form_without_anything_typed_is_empty_and_says_what_it_wants(work):
    found = form_progress(work)["HP1"]
    assert (found.state, found.filled) == (FormState.EMPTY, 0)
    assert found.missing == 3, "the fixed table, the fields and the narrative; open lists may stay empty"
    assert form_progress(work)["KINH_PHI"] == Progress(FormState.EMPTY)


def test_a_row_in_use_wants_the_figures_that_the_other_rows_have(work):
    enter(work, "HP1.KQ[HO_NGHEO].KH=10", "HP1.KQ[HO_NGHEO].TH=8", "HP1.KQ[HO_KHAC].KH=5")
    found = block_progress(work, "HP1")["HP1.KQ"]
    assert (found.filled, found.missing, found.state) == (3, 1, FormState.ENTERING)
    enter(work, "HP1.KQ[HO_KHAC].TH=5")
    assert block_progress(work, "HP1")["HP1.KQ"].missing == 0


def test_rows_that_nobody_uses_and_derived_or_optional_columns_are_not_wanted(work):
    enter(work, "HP1.KQ[LOP_XA].TH=4", "HP1.KQ[LOP_XA].GHI_CHU=lớp mới")
    assert block_progress(work, "HP1")["HP1.KQ"].missing == 0


def test_what_one_row_of_many_needed_is_not_owed_by_the_others(work):
    rows = ("HO_NGHEO", "HO_KHAC", "LOP_XA", "LOP_THON")
    enter(work, *(f"HP1.KQ[{row}].TH=4" for row in rows), "HP1.KQ[HO_NGHEO].KH=4")
    assert block_progress(work, "HP1")["HP1.KQ"].missing == 0


def test_a_row_said_not_to_apply_owes_nothing(work):
    enter(work, "HP1.KQ[HO_NGHEO].KH=10", "HP1.KQ[HO_NGHEO].TH=8", "HP1.KQ[HO_KHAC].KH=không áp dụng")
    assert block_progress(work, "HP1")["HP1.KQ"].missing == 0


def test_single_fields_are_wanted_once_one_of_them_is_typed(work):
    enter(work, "HP1.PV.TY_LE=5")
    found = block_progress(work, "HP1")["HP1.PV"]
    assert (found.filled, found.missing, found.state) == (1, 4, FormState.ENTERING)
    enter(work, "HP1.PV.NGAY=31/12/2026", "HP1.PV.NAM=2026", "HP1.PV.HE_SO=không áp dụng")
    assert block_progress(work, "HP1")["HP1.PV"].missing == 1
    enter(work, "HP1.PV.LOAI=" + work.edition.lists["LOAI"].items[next(iter(work.edition.lists["LOAI"].items))].label)
    assert block_progress(work, "HP1")["HP1.PV"].state is FormState.COMPLETE


def test_optional_and_computed_fields_are_never_wanted(desk):
    work = sample(desk, "phong-tho-2023")
    for code in list(work.dossier.block("CHUNG.DON_VI").rows.get("", {})):
        enter(work, f"CHUNG.DON_VI.{code}=")
    enter(work, "CHUNG.DON_VI.SO_XA=17")
    assert block_progress(work, "CHUNG")["CHUNG.DON_VI"].missing == 5


def test_a_line_of_money_wants_what_makes_its_total_complete(work):
    enter(work, "KINH_PHI[+].HOP_PHAN=HP1", "KINH_PHI[r1].DUOC_CAP=100")
    assert form_progress(work)["KINH_PHI"].missing == 1
    enter(work, "KINH_PHI[r1].DA_CHI=40", "KINH_PHI[+].HOP_PHAN=HP3", "KINH_PHI[r2].DUOC_CAP=10")
    assert form_progress(work)["KINH_PHI"].missing == 1
    enter(work, "KINH_PHI[r2].DUOC_CAP=không bố trí vốn")
    assert state(work, "KINH_PHI") is FormState.COMPLETE


def test_a_figure_held_by_a_coarser_line_is_not_missing_in_its_parts(work):
    enter(
        work,
        "KINH_PHI[+].HOP_PHAN=HP1", "KINH_PHI[r1].DA_CHI=70",
        "KINH_PHI[+].HOP_PHAN=HP1", "KINH_PHI[r2].NAM=2026", "KINH_PHI[r2].DUOC_CAP=60",
        "KINH_PHI[+].HOP_PHAN=HP1", "KINH_PHI[r3].NAM=2027", "KINH_PHI[r3].DUOC_CAP=50",
    )  # fmt: skip
    assert form_progress(work)["KINH_PHI"].missing == 0


def test_the_lines_of_a_component_count_in_its_form(work):
    enter(work, "KINH_PHI[+].HOP_PHAN=HP1_ND1", "KINH_PHI[r1].DUOC_CAP=100", "KINH_PHI[+].HOP_PHAN=HP3")
    shown = block_progress(work, "HP1")["HP1.VON"]
    assert (shown.filled, shown.missing) == (2, 0)
    enter(work, "KINH_PHI[r2].DUOC_CAP=5", "KINH_PHI[r2].DA_CHI=5")
    shown = block_progress(work, "HP1")["HP1.VON"]
    assert (shown.filled, shown.missing) == (2, 1), "what was spent is known elsewhere, so it is wanted here"
    assert state(work, "HP1") is FormState.ENTERING


def test_severity_goes_from_errors_over_questions_to_explanations(work):
    enter(work, "HP1.KQ[HO_TRO].TH=9", "HP1.KQ[HO].TH=1")
    assert state(work, "HP1") is FormState.CONFIRM
    entry.give_reason(work, work.evaluation.issues[0], "Hỗ trợ theo mức cũ")
    found = form_progress(work)["HP1"]
    assert (found.confirms, found.explained, found.worst, found.findings) == (0, 1, None, 0)
    enter(work, "HP1.PV.TY_LE=71,972")
    assert state(work, "HP1") is FormState.UNREAD
    enter(work, "HP1.THON[thon1].HO=5", "HP1.THON[thon1].NGHEO=6")
    found = form_progress(work)["HP1"]
    assert (found.state, found.errors, found.unread) == (FormState.ERROR, 1, 1)
    assert (found.worst, found.findings) == (FormState.ERROR, 2)


def test_a_question_is_known_before_the_controls_have_run(desk, work):
    enter(work, "HP1.PV.TY_LE=71,972")
    fresh = open_small(desk)
    fresh.evaluation.findings.clear()
    assert state(fresh, "HP1") is FormState.UNREAD


def test_a_sealed_dossier_has_sealed_forms(desk):
    desk.store.create(dossier({"HP1.PV.TY_LE": "5"}, head(status="sealed")), desk.stamp("create"))
    work = open_small(desk)
    assert {form.state for form in form_progress(work).values()} == {FormState.SEALED}
    assert overall(form_progress(work)).words == "2/2 biểu đã đủ"


def test_a_component_that_does_not_apply_is_left_out_until_it_holds_something(desk):
    work = sample(desk, "bac-kan-2021-2024")
    found = form_progress(work)
    assert found["DA5"].state is FormState.NOT_APPLICABLE
    left_out = (FormState.NOT_APPLICABLE, FormState.OPTIONAL)
    assert overall(found).total == len(found) - sum(f.state in left_out for f in found.values())
    enter(work, "DA5.KQ[NHA_XAY_MOI].KH=5")
    assert form_progress(work)["DA5"].state is FormState.ENTERING


def test_a_form_that_nobody_misses_is_not_counted_until_it_holds_something(desk):
    work = sample(desk, "bac-kan-2021-2024")
    before = form_progress(work)
    assert (before["TRINH_BAY"].state, before["TRINH_BAY"].missing) == (FormState.OPTIONAL, 0)
    enter(work, "TRINH_BAY.BAN_HANH.SO=5")
    after = form_progress(work)
    assert after["TRINH_BAY"].state is FormState.COMPLETE
    assert overall(after).missing == overall(before).missing


def test_a_narrative_fills_the_form_of_a_component(work):
    entry.write_slot(work, "HP1.TM.KET_QUA", [Paragraph((Words("Đã mở hai lớp."),))])
    assert block_progress(work, "HP1")["HP1.TM"].state is FormState.COMPLETE
    assert form_progress(work)["HP1"].missing == 2


def test_labels_are_the_words_of_the_window():
    assert [state.label for state in FormState] == [
        "Trống", "Đang nhập", "Đủ", "Có lỗi", "Chưa rõ cách đọc", "Cần giải trình", "Đã chốt", "Không áp dụng",
        "Không bắt buộc",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sample_names())
def test_the_blocks_of_a_form_make_the_form_and_shares_stay_between_nothing_and_all(desk, name):
    work = sample(desk, name)
    for code, whole in form_progress(work).items():
        blocks = block_progress(work, code).values()
        assert sum(each.filled for each in blocks) == whole.filled
        assert sum(each.missing for each in blocks) == whole.missing
        assert 0 <= whole.share <= 1
        assert whole.missing >= 0


def test_after_a_change_only_what_it_touches_is_counted_again_and_all_is_right(desk):
    work = sample(desk, "phong-tho-2021-2024")
    known = form_progress(work)
    row = work.dossier.block("VON").order[4]
    for line in (f"VON[{row}].GIAI_NGAN=900.000", f"VON[{row}].GIAO=", "DA2.KQ[XA].KH=1,5", "RA_SOAT[r1].HO=5"):
        ref, _, text = line.partition("=")
        done = entry.enter(work, entry.resolve(work, ref), text)
        touched = {done.ref.block}
        known = update(work, known, touched, blocks_of(done.change) - touched)
        assert known == form_progress(work)


def test_what_a_change_does_not_touch_is_taken_over(work):
    known = {code: evolve(each, notes=7) for code, each in form_progress(work).items()}
    assert {code: each.notes for code, each in update(work, known, ["HP1.PV"]).items()} == {"KINH_PHI": 7, "HP1": 0}
    assert {code: each.notes for code, each in update(work, known, ["KINH_PHI"]).items()} == {"KINH_PHI": 0, "HP1": 0}


def test_overall_counts_forms_and_what_they_lack():
    known = {
        "A": Progress(FormState.COMPLETE, 5, 5),
        "B": Progress(FormState.ENTERING, 5, 8),
        "C": Progress(FormState.NOT_APPLICABLE, 0, 2),
        "D": Progress(FormState.ERROR, 2, 2, errors=1),
    }
    found = overall(known)
    assert (found.done, found.total, found.missing, found.errors) == (1, 3, 3, 1)
    assert round(100 * found.share) == 33


def test_an_edit_of_the_head_that_seals_is_seen(work):
    enter(work, "HP1.PV.TY_LE=5")
    work.commit([Edit(EditKind.HEAD, "status", "draft", "sealed")], "seal")
    assert state(work, "HP1") is FormState.SEALED


@pytest.mark.parametrize(
    ("done", "total", "percent"),
    [(0, 27, "0%"), (1, 27, "4%"), (5, 40, "13%"), (1, 300, "1%"), (299, 300, "99%"), (27, 27, "100%"), (0, 0, "0%")],
)
def test_the_share_of_complete_forms_is_written_in_one_way(done, total, percent):
    assert Overall(done, total, missing=0, errors=0, unread=0, confirms=0).percent == percent
