"""Counting with a memory says the same as counting everything anew, whatever was changed."""

import pytest

from gnbv_desktop.kernel.issues import Severity
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.services import progress
from gnbv_desktop.services.bulk import duplicate_rows, remove_rows
from gnbv_desktop.services.counting import CountMemory, count_rows
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.entry import enter, give_reason
from gnbv_desktop.services.history import undo
from gnbv_desktop.services.work import Work


@pytest.fixture
def work(desk):
    return Work.open(desk, load_sample(desk, "phong-tho-2023"))


def explain(work, row):
    """The Treasury's figure is another: asked, and answered."""
    enter(work, Ref("VON", row, "GIAI_NGAN"), "2000")
    enter(work, Ref("VON", row, "KHO_BAC"), "1000")
    issue = next(each for each in work.evaluation.issues if each.severity is Severity.CONFIRM and not each.reason)
    give_reason(work, issue, "Đã đối chiếu với Kho bạc.", False)


CHANGES = {
    "an amount": lambda work, row: enter(work, Ref("VON", row, "GIAI_NGAN"), "12"),
    "no amount": lambda work, row: enter(work, Ref("VON", row, "GIAO"), ""),
    "a doubtful amount": lambda work, row: enter(work, Ref("VON", row, "GIAO"), "71,972"),
    "no money": lambda work, row: enter(work, Ref("VON", row, "GIAO"), "không bố trí vốn"),
    "a wider key": lambda work, row: enter(work, Ref("VON", row, "DU_AN"), "Dự án 4"),
    "a column used for the first time": lambda work, row: enter(work, Ref("VON", row, "KHO_BAC"), "12"),
    "a line taken out": lambda work, row: remove_rows(work, "VON", [row]),
    "a line twice": lambda work, row: duplicate_rows(work, "VON", [row]),
    "a result": lambda work, row: enter(work, parse_ref("DA2.KQ[HO].LUY_KE"), "1290"),
    "a reason": lambda work, row: explain(work, row),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("place", [0, 7, -1])
def test_a_memory_changes_nothing_in_the_counts(work, change, place):
    memory = progress.Memory()
    counted = progress.form_progress(work, memory)
    row = work.dossier.block("VON").order[place]
    everything = list(work.edition.blocks)
    for step in (lambda: change(work, row), lambda: undo(work), lambda: change(work, row)):
        step()
        counted = progress.update(work, counted, everything, memory=memory)
        assert counted == progress.form_progress(work)


def test_only_the_line_that_changed_is_counted_again(work):
    memory = CountMemory()
    count_rows(work.evaluation, "VON", memory)
    before = dict(memory.rows)
    row = work.dossier.block("VON").order[3]
    enter(work, Ref("VON", row, "GHI_CHU"), "kéo dài sang năm sau")
    count_rows(work.evaluation, "VON", memory)
    assert {key for key, kept in memory.rows.items() if kept is not before[key]} == {("VON", row)}
