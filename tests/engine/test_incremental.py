"""An evaluation brought up to date after any edits equals one made from scratch, and so does what it says changed."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from gnbv_desktop.catalogue.model import AS_OF, Edition
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.plan import Plan
from gnbv_desktop.engine.session import Change, difference, evaluate, evaluate_again
from gnbv_desktop.engine.values import Figure
from gnbv_desktop.kernel.dossier import Dossier, Head
from gnbv_desktop.kernel.edits import Edit, EditKind, apply
from gnbv_desktop.kernel.refs import Ref
from tests.support_dossiers import (
    cell_edit,
    cells_for,
    dossier,
    head,
    info_of,
    real_edition,
    real_head,
    row_edit,
    small_edition,
    touched_by,
    typed_refs,
)


def every_figure(evaluation: Evaluation) -> dict[Ref, Figure]:
    """Asked one by one, also those that are missing."""
    found = {}
    for path in evaluation.edition.blocks:
        for row in evaluation.rows(path):
            for column in (*evaluation.columns(path), AS_OF):
                found[Ref(path, row, column)] = evaluation.figure(Ref(path, row, column))
        found[Ref(path, "", AS_OF)] = evaluation.figure(Ref(path, "", AS_OF))
    return found


def every_finding(evaluation: Evaluation) -> dict[tuple[str, str], Any]:
    return {
        (code, place): evaluation.reasoned(issue)
        for code, found in evaluation.findings.items()
        for place, issue in found.items()
    }


def unlike(one: dict[Any, Any], other: dict[Any, Any]) -> dict[Any, Any]:
    """What two tables say differently of one thing."""
    return {key: (one.get(key), other.get(key)) for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


class Machine(RuleBasedStateMachine):
    """Edits of several kinds at once, committed together."""

    edition: Edition
    heads: tuple[Head, ...]
    blocks: tuple[str, ...]
    open_blocks: tuple[str, ...]

    @initialize(data=st.data())
    def start(self, data: st.DataObject) -> None:
        made = dossier({}, data.draw(st.sampled_from(self.heads)))
        previous = evaluate(self.edition, self._filled(data, made))
        self.made = made
        self.plan = Plan(self.edition)
        self.previous = previous
        self.evaluation = evaluate(self.edition, made, previous, self.plan)
        self.change: Change | None = None
        self.before = self.evaluation

    def _filled(self, data: st.DataObject, made: Dossier) -> Dossier:
        """An earlier dossier of the unit, to compare with."""
        for number in range(data.draw(st.integers(0, 2))):
            made = apply(made, [row_edit(made, self.open_blocks[0], f"r{number + 1}", number)])
        refs = typed_refs(self.edition, made, self.blocks)
        for ref in data.draw(st.lists(st.sampled_from(refs), max_size=6)) if refs else ():
            made = apply(made, [self._typed(data, made, ref)])
        return made

    def _typed(self, data: st.DataObject, made: Dossier, ref: Ref) -> Edit:
        info = info_of(self.edition, ref)
        cell = data.draw(cells_for(self.edition, made, info.kind, info.column.list, info.column.of))
        return cell_edit(made, str(ref), cell)

    def _commit(self, edits: list[Edit]) -> None:
        touched = touched_by(edits)
        self.made = apply(self.made, edits)
        self.before = self.evaluation
        self.evaluation = evaluate_again(self.before, self.made, touched)
        self.change = difference(self.before, self.evaluation, touched)

    @rule(data=st.data(), count=st.integers(1, 3))
    def type_cells(self, data: st.DataObject, count: int) -> None:
        edits: list[Edit] = []
        made = self.made
        refs = typed_refs(self.edition, made, self.blocks)
        for _ in range(count if refs else 0):
            ref = data.draw(st.sampled_from(refs))
            edits.append(self._typed(data, made, ref))
            made = apply(made, edits[-1:])
        self._commit(edits)

    @rule(data=st.data())
    def type_a_date_of_a_block(self, data: st.DataObject) -> None:
        ref = f"{data.draw(st.sampled_from(self.blocks))}.{AS_OF}"
        self._commit([cell_edit(self.made, ref, data.draw(st.sampled_from(("2026-06-30", None))))])

    @rule(data=st.data())
    def clear_a_cell(self, data: st.DataObject) -> None:
        typed = [str(ref) for ref, _ in self.made.cells()]
        if typed:
            self._commit([cell_edit(self.made, data.draw(st.sampled_from(typed)), None)])

    @rule(data=st.data(), count=st.integers(1, 3))
    def add_rows(self, data: st.DataObject, count: int) -> None:
        """With their cells, as a paste does."""
        path = data.draw(st.sampled_from(self.open_blocks))
        made, edits = self.made, []
        for _ in range(count):
            row = f"r{made.block(path).last + 1}"
            edits.append(row_edit(made, path, row, data.draw(st.integers(0, len(made.block(path).order)))))
            made = apply(made, edits[-1:])
            refs = [ref for ref in typed_refs(self.edition, made, [path]) if ref.row == row]
            for ref in data.draw(st.lists(st.sampled_from(refs), max_size=6, unique=True)):
                edits.append(self._typed(data, made, ref))
                made = apply(made, edits[-1:])
        self._commit(edits)

    @rule(data=st.data())
    def move_a_row(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(self.open_blocks))
        order = self.made.block(path).order
        if len(order) > 1:
            row = data.draw(st.sampled_from(order))
            self._commit([row_edit(self.made, path, row, data.draw(st.integers(0, len(order) - 1)))])

    @rule(data=st.data())
    def remove_a_row(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(self.open_blocks))
        block = self.made.block(path)
        if block.order:
            row = data.draw(st.sampled_from(block.order))
            cells = [cell_edit(self.made, str(Ref(path, row, code)), None) for code in block.rows.get(row, {})]
            self._commit([*cells, row_edit(self.made, path, row, None)])

    @rule(data=st.data())
    def give_a_reason(self, data: st.DataObject) -> None:
        """It changes no figure; the finding carries it from now on."""
        issues = self.evaluation.issues
        if issues:
            issue = data.draw(st.sampled_from(issues))
            key = f"{issue.code} {' '.join(issue.refs)}"
            after = {
                "control": issue.code,
                "refs": list(issue.refs),
                "values": list(issue.values),
                "text": "đúng",
            }
            self._commit([Edit(EditKind.REASON, key, None, after)])
            self.change = None

    @rule(data=st.data())
    def change_the_head(self, data: st.DataObject) -> None:
        self.made = evolve(self.made, head=data.draw(st.sampled_from(self.heads)))
        self.before = self.evaluation
        self.evaluation = evaluate_again(self.before, self.made, {})
        self.change = difference(self.before, self.evaluation, {})

    @invariant()
    def equals_an_evaluation_from_scratch(self) -> None:
        whole = evaluate(self.edition, self.made, self.previous, self.plan)
        assert unlike(every_figure(self.evaluation), every_figure(whole)) == {}
        assert unlike(every_finding(self.evaluation), every_finding(whole)) == {}
        assert self.evaluation.issues == whole.issues

    @invariant()
    def says_exactly_what_changed(self) -> None:
        if self.change is None:
            return
        refs = every_figure(self.before).keys() | every_figure(self.evaluation).keys()
        old, new = ({ref: each.figure(ref) for ref in refs} for each in (self.before, self.evaluation))
        assert self.change.figures == {ref: new[ref] for ref in refs if old[ref] != new[ref]}
        earlier, now = every_finding(self.before), every_finding(self.evaluation)
        appeared = [issue for key, issue in now.items() if earlier.get(key) != issue]
        gone = [issue for key, issue in earlier.items() if key not in now]
        assert sorted(map(repr, self.change.appeared)) == sorted(map(repr, appeared))
        assert sorted(each.ref for each in self.change.gone) == sorted(each.ref for each in gone)


class SmallProgramme(Machine):
    edition = small_edition()
    heads = (head(), head(2026, 2027), head(cutoff="2026-03-31"))
    blocks = ("KINH_PHI", "DOT_CAP", "HP1.KQ", "HP1.THON", "HP1.CT", "HP1.PV", "HP1.VB")
    open_blocks = ("KINH_PHI", "HP1.CT", "HP1.VB")


class RealGrid(Machine):
    edition = real_edition()
    heads = (real_head(), real_head(2021, 2024))
    blocks = ("VON",)
    open_blocks = ("VON",)


TestSmallProgramme = SmallProgramme.TestCase
TestSmallProgramme.settings = settings(max_examples=60, stateful_step_count=25, deadline=None, phases=(Phase.generate,))
TestRealGrid = RealGrid.TestCase
TestRealGrid.settings = settings(max_examples=3, stateful_step_count=8, deadline=None, phases=(Phase.generate,))
