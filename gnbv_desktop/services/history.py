"""Undo, redo and who changed what: all read from the journal."""

from __future__ import annotations

from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.dossier import Cell
from gnbv_desktop.kernel.edits import Edit, EditKind, inverse
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.work import Work
from gnbv_desktop.store.journal import Entry


def undo(work: Work) -> Change:
    """Turns round the newest step that stands. Raises BadInput when there is none."""
    if not work.flush():
        return work.withdraw()
    step = work.desk.store.step_to_undo(work.dossier.head.id)
    if step is None:
        raise BadInput("Không còn gì để hoàn tác trong hồ sơ này.")
    edits = inverse(work.desk.store.edits_of_step(work.dossier.head.id, step))
    change, _ = work.commit(edits, "undo", undoes=step)
    return change


def redo(work: Work) -> Change:
    """Does again the step that was undone last, unless something was changed since."""
    if not work.flush():
        raise BadInput(f"Chưa làm lại được: còn số liệu chờ ghi. {work.trouble}")
    step = work.desk.store.step_to_redo(work.dossier.head.id)
    if step is None:
        raise BadInput("Không có gì để làm lại trong hồ sơ này.")
    change, _ = work.commit(work.desk.store.edits_of_step(work.dossier.head.id, step), "redo", undoes=step)
    return change


def history(work: Work) -> list[Entry]:
    return work.desk.store.entries(work.dossier.head.id)


def take_back(work: Work, step: int | None, ref: Ref, cell: Cell | None) -> None:
    """Undoes what a stay in a field has written so far: the figure, its marks, the row that it made."""
    if step is not None and not work.pending:
        edits = inverse(work.desk.store.edits_of_step(work.dossier.head.id, step))
        work.commit(edits, "undo", undoes=step)
        return
    # What is not on the disk yet is in no journal: at least the figure is as it was.
    now = work.dossier.cell(ref)
    before, after = (None if each is None else codec.cell_to_json(each) for each in (now, cell))
    work.commit([Edit(EditKind.CELL, str(ref), before, after)], "enter", step)
