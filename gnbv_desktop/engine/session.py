"""The engine's two doors: evaluate a dossier, and evaluate it again after a change."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from gnbv_desktop.catalogue.model import AS_OF, Edition
from gnbv_desktop.engine import controls
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.plan import Plan
from gnbv_desktop.engine.values import Figure
from gnbv_desktop.kernel.dossier import SINGLE, Dossier
from gnbv_desktop.kernel.issues import Issue
from gnbv_desktop.kernel.refs import Ref

Touched = Mapping[str, frozenset[str]]
"""Rows by block in which something was edited."""


@frozen
class Change:
    """The difference of two evaluations."""

    figures: Mapping[Ref, Figure]
    """The new figure of every address whose figure is another."""
    appeared: tuple[Issue, ...]
    gone: tuple[Issue, ...]


def evaluate(
    edition: Edition, dossier: Dossier, earlier: Evaluation | None = None, plan: Plan | None = None
) -> Evaluation:
    evaluation = Evaluation(plan or Plan(edition), dossier, earlier)
    find(evaluation)
    return evaluation


def find(evaluation: Evaluation) -> None:
    """Runs all controls over an evaluation that was made without."""
    controls.run_all(evaluation)


def evaluate_again(before: Evaluation, dossier: Dossier, touched: Touched) -> Evaluation:
    """Equal to `evaluate` of the edited dossier, at the cost of what the edits reach."""
    if dossier.head != before.dossier.head or not before.findings:
        return evaluate(before.edition, dossier, before.earlier, before.plan)
    after, changed = before.keeping(dossier, touched)
    controls.run_after(before, after, touched, changed)
    return after


def difference(before: Evaluation, after: Evaluation, touched: Touched) -> Change:
    """What the edits of `touched` changed: figures of the blocks they reach, and findings."""
    figures: dict[Ref, Figure] = {}
    reached = after.plan.reached(touched)
    another_head = before.dossier.head != after.dossier.head
    for path in after.edition.blocks if another_head else {*touched, *reached} & after.edition.blocks.keys():
        whole = another_head or path in reached
        figures |= _changed(before, after, path, None if whole else touched.get(path))
    appeared: list[Issue] = []
    gone: list[Issue] = []
    for code, found in after.findings.items():
        earlier = before.findings.get(code, {})
        if found is not earlier:
            # Most findings are the very same object: only the others are compared.
            others = (each for each in found.items() if earlier.get(each[0]) is not each[1])
            appeared += [after.reasoned(issue) for key, issue in others if earlier.get(key) != issue]
            gone += [issue for key, issue in earlier.items() if key not in found]
    return Change(figures, tuple(appeared), tuple(gone))


def _changed(before: Evaluation, after: Evaluation, path: str, rows: frozenset[str] | None) -> dict[Ref, Figure]:
    everywhere = dict.fromkeys((*before.rows(path), *after.rows(path)))
    kind = after.edition.blocks[path].kind
    wanted = rows if rows is not None and kind.open_rows else everywhere
    columns = dict.fromkeys((*before.columns(path), *after.columns(path), AS_OF))
    refs = [Ref(path, row, column) for row in wanted for column in columns]
    found: dict[Ref, Figure] = {}
    for ref in (*refs, Ref(path, SINGLE, AS_OF)):
        figure = after.figure(ref)
        if figure != before.figure(ref):
            found[ref] = figure
    return found
