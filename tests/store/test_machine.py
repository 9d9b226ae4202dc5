"""The store and its undo against a plain model: any order of edits, undos, redos and restarts."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from gnbv_desktop.engine.session import evaluate
from gnbv_desktop.kernel.dossier import Dossier
from gnbv_desktop.kernel.edits import apply
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.inline import Paragraph, Words
from gnbv_desktop.services import bulk, entry, history
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.store.journal import Stamp
from tests.support_dossiers import (
    cell_edit,
    cells_for,
    content,
    dossier,
    info_of,
    open_small,
    row_edit,
    small_edition,
    typed_refs,
)

BLOCKS = ("KINH_PHI", "DOT_CAP", "BIEN_LAI", "HP1.KQ", "HP1.PV", "HP1.VB")
GRIDS = ("KINH_PHI", "DOT_CAP", "BIEN_LAI", "HP1.VB")


class StoreMachine(RuleBasedStateMachine):
    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.desk = Desk.open(Path(self.folder.name))
        made = dossier({"HP1.PV.TY_LE": "5"})
        self.desk.store.create(made, Stamp("2026-01-01T00:00:00.000Z", "ai", "create"))
        self.work = open_small(self.desk)
        self.model: Dossier = made
        self.done: list[Dossier] = []
        self.undone: list[Dossier] = []

    def teardown(self) -> None:
        self.desk.close()
        self.folder.cleanup()

    def _step(self, after: Dossier) -> None:
        self.done.append(self.model)
        self.undone.clear()
        self.model = after

    @rule(data=st.data(), count=st.integers(1, 3))
    def commit_cells(self, data: st.DataObject, count: int) -> None:
        made, edits = self.model, []
        for _ in range(count):
            ref = data.draw(st.sampled_from(typed_refs(small_edition(), made, BLOCKS)))
            info = info_of(small_edition(), ref)
            cell = data.draw(st.none() | cells_for(small_edition(), made, info.kind, info.column.list, info.column.of))
            if made.cell(ref) != cell:
                edits.append(cell_edit(made, str(ref), cell))
                made = apply(made, edits[-1:])
        if edits:
            self.work.commit(edits, "enter")
            self._step(made)

    @rule(data=st.data())
    def stay_in_one_field(self, data: st.DataObject) -> None:
        """Several commits of one step are undone together."""
        step = None
        made = self.model
        for text in data.draw(st.lists(st.sampled_from(("1", "2", "3")), min_size=2, max_size=3, unique=True)):
            edit = cell_edit(made, "HP1.PV.HE_SO", text)
            if edit.before != edit.after:
                _, step = self.work.commit([edit], "enter", step)
                made = apply(made, [edit])
        if step is not None:
            self._step(made)

    @rule(data=st.data())
    def add_a_row(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(GRIDS))
        position = data.draw(st.integers(0, len(self.model.block(path).order)))
        expected = f"r{self.model.block(path).last + 1}"
        assert bulk.insert_rows(self.work, path, position, 1) == (expected,)
        self._step(apply(self.model, [row_edit(self.model, path, expected, position)]))

    @rule(data=st.data())
    def move_a_row(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(GRIDS))
        order = self.model.block(path).order
        if order:
            row, position = data.draw(st.sampled_from(order)), data.draw(st.integers(0, len(order) - 1))
            bulk.move_rows(self.work, path, [row], position - order.index(row))
            if order.index(row) != position:
                self._step(self.model.with_row(path, row, position))

    @rule(data=st.data())
    def remove_a_row_with_what_is_inside(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(GRIDS))
        order = self.model.block(path).order
        if order:
            row = data.draw(st.sampled_from(order))
            bulk.remove_rows(self.work, path, [row])
            self._step(_without(self.model, path, row))

    @rule(words=st.sampled_from(("chữ", "chữ khác", "")))
    def write_a_narrative(self, words: str) -> None:
        before = content(self.work.dossier)
        entry.write_slot(self.work, "HP1.TM.KET_QUA", [Paragraph((Words(words),))] if words else [])
        if content(self.work.dossier) != before:
            self._step(self.work.dossier)

    @rule()
    def undo(self) -> None:
        if not self.done:
            try:
                history.undo(self.work)
            except BadInput:
                return
            raise AssertionError("there was nothing to undo")
        history.undo(self.work)
        self.undone.append(self.model)
        self.model = _keeping_numbers(self.done.pop(), self.model)

    @rule()
    def redo(self) -> None:
        if not self.undone:
            try:
                history.redo(self.work)
            except BadInput:
                return
            raise AssertionError("there was nothing to redo")
        history.redo(self.work)
        self.done.append(self.model)
        self.model = _keeping_numbers(self.undone.pop(), self.model)

    @rule()
    def restart(self) -> None:
        self.desk.close()
        self.desk = Desk.open(Path(self.folder.name))
        self.work = open_small(self.desk)

    @invariant()
    def the_same_in_memory_on_disk_and_in_the_model(self) -> None:
        expected = content(self.model)
        assert content(self.work.dossier) == expected
        assert content(self.desk.store.load("xa-thu")) == expected
        for path in GRIDS:
            assert self.work.dossier.block(path).last == self.model.block(path).last
        assert self.work.evaluation.issues == evaluate(small_edition(), self.work.dossier).issues

    @invariant()
    def the_chain_holds(self) -> None:
        assert self.desk.store.broken_links() == []


def _keeping_numbers(made: Dossier, later: Dossier) -> Dossier:
    """Undo brings back figures, never a row number that was given."""
    for path in GRIDS:
        if later.block(path).last > made.block(path).last:
            row = f"r{later.block(path).last}"
            made = made.with_row(path, row, None)
    return made


def _without(made: Dossier, path: str, row: str) -> Dossier:
    for inner, owner in (("DOT_CAP", "DONG"), ("BIEN_LAI", "DOT")):
        if small_edition().blocks[inner].inside == path:
            for each in made.block(inner).order:
                cell = made.block(inner).rows.get(each, {}).get(owner)
                if cell is not None and cell.text == row:
                    made = _without(made, inner, each)
    cells = [cell_edit(made, f"{path}[{row}].{code}", None) for code in made.block(path).rows.get(row, {})]
    return apply(made, [*cells, row_edit(made, path, row, None)])


TestStore = StoreMachine.TestCase
TestStore.settings = settings(max_examples=25, stateful_step_count=20, deadline=None, phases=(Phase.generate,))
