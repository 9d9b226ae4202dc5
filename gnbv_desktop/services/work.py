"""One open dossier: its data, its figures, and the single door through which it changes."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define

from gnbv_desktop.catalogue.editions import load_edition
from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.plan import Plan
from gnbv_desktop.engine.session import Change, difference, evaluate, evaluate_again
from gnbv_desktop.kernel.dossier import Dossier
from gnbv_desktop.kernel.edits import Edit, EditKind, apply
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.refs import parse_ref, parse_row
from gnbv_desktop.services.desk import Desk


@define(eq=False)
class Work:
    desk: Desk
    edition: Edition
    dossier: Dossier
    evaluation: Evaluation

    @classmethod
    def open(cls, desk: Desk, dossier_id: str) -> Work:
        dossier = desk.store.load(dossier_id)
        edition = load_edition(dossier.head.programme, dossier.head.edition)
        return cls(desk, edition, dossier, evaluate(edition, dossier, _earlier(desk, dossier, edition)))

    def try_out(self, edits: Iterable[Edit]) -> tuple[Evaluation, Change]:
        """What the figures would be; nothing is written."""
        listed = tuple(edits)
        touched = _touched(self.dossier, listed)
        after = evaluate_again(self.evaluation, apply(self.dossier, listed), touched)
        return after, difference(self.evaluation, after, touched)

    def commit(self, edits: Iterable[Edit], kind: str, step: int | None = None, undoes: int | None = None) -> tuple[Change, int]:
        """Writes edits and journal in one transaction, then brings the figures up to date."""
        if self.dossier.head.status != "draft":
            raise BadInput("Hồ sơ đã chốt, không sửa được; hãy lập bản thay thế.")
        listed = tuple(edits)
        after, change = self.try_out(listed)
        self.dossier, written = self.desk.store.record(self.dossier, listed, self.desk.stamp(kind), step, undoes)
        after.dossier = self.dossier
        self.evaluation = after
        return change, written

    def reload(self) -> None:
        """Another process has written: read again."""
        fresh = Work.open(self.desk, self.dossier.head.id)
        self.dossier, self.evaluation = fresh.dossier, fresh.evaluation


def _touched(before: Dossier, edits: tuple[Edit, ...]) -> dict[str, frozenset[str]]:
    touched: dict[str, set[str]] = {}
    for edit in edits:
        if edit.kind is EditKind.CELL:
            ref = parse_ref(edit.key)
            touched.setdefault(ref.block, set()).add(ref.row)
        elif edit.kind is EditKind.ROW:
            path, row = parse_row(edit.key)
            touched.setdefault(path, set()).add(row)
    return {path: frozenset(rows) for path, rows in touched.items()}


def _earlier(desk: Desk, dossier: Dossier, edition: Edition) -> Evaluation | None:
    """The figures of the unit's last dossier with an earlier cut-off, for comparison."""
    head = dossier.head
    before = [
        each
        for each in desk.store.heads()
        if each.id != head.id
        and each.unit.id == head.unit.id
        and each.programme == head.programme
        and each.period.cutoff < head.period.cutoff
    ]
    if not before:
        return None
    last = max(before, key=lambda each: each.period.cutoff)
    own = edition if last.edition == head.edition else load_edition(last.programme, last.edition)
    return Evaluation(Plan(own), desk.store.load(last.id))
