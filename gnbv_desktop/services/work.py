"""One open dossier: its data, its figures, and the single door through which it changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import define, evolve, field, frozen

from gnbv_desktop.catalogue.editions import load_edition
from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.plan import Plan
from gnbv_desktop.engine.session import Change, difference, evaluate, evaluate_again, find
from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.dossier import Dossier
from gnbv_desktop.kernel.edits import Edit, EditKind, apply
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.refs import parse_ref, parse_row
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.store.store import StaleDossier
from gnbv_desktop.store.trouble import StoreLocked

ATTEMPTS = 5


@frozen
class Pending:
    """A change that stands on the screen but not yet on the disk, because another process held the file."""

    edits: tuple[Edit, ...]
    kind: str
    step: int | None
    undoes: int | None


@define(eq=False)
class Work:
    desk: Desk
    edition: Edition
    dossier: Dossier
    evaluation: Evaluation
    version: int
    """The journal entry up to which `dossier` is known."""
    queueing: bool = False
    """The window's way: a refused commit waits in `pending` instead of failing."""
    pending: list[Pending] = field(factory=list)

    @classmethod
    def open(cls, desk: Desk, dossier_id: str) -> Work:
        """The dossier with its figures and findings."""
        work = cls.show(desk, dossier_id)
        find(work.evaluation)
        return work

    @classmethod
    def show(cls, desk: Desk, dossier_id: str) -> Work:
        """The window's way: figures as they are asked for; findings when `find` is called or something changes."""
        dossier, version = desk.store.load_versioned(dossier_id)
        edition = load_edition(dossier.head.programme, dossier.head.edition)
        evaluation = Evaluation(Plan(edition), dossier, _earlier(desk, dossier, edition))
        return cls(desk, edition, dossier, evaluation, version)

    def find(self) -> None:
        if not self.evaluation.findings:
            find(self.evaluation)

    def try_out(self, edits: Iterable[Edit]) -> tuple[Evaluation, Change]:
        """What the figures would be; nothing is written."""
        listed = tuple(edits)
        touched = _touched(listed)
        after = evaluate_again(self.evaluation, apply(self.dossier, listed), touched)
        return after, difference(self.evaluation, after, touched)

    def commit(
        self, edits: Iterable[Edit], kind: str, step: int | None = None, undoes: int | None = None
    ) -> tuple[Change, int]:
        """Writes edits and journal in one transaction and brings the figures up to date; returns the journal's step."""
        if self.dossier.head.status != "draft":
            raise BadInput("Hồ sơ đã chốt, không sửa được; hãy lập bản thay thế.")
        listed = tuple(edits)
        if self.queueing:
            return self._commit_or_queue(Pending(listed, kind, step, undoes))
        return self._commit(Pending(listed, kind, step, undoes))

    def flush(self) -> bool:
        """Tries again to write what is pending; whether all is on the disk now."""
        while self.pending:
            try:
                self._write(self.pending[0])
            except StoreLocked:
                return False
            del self.pending[0]
        return True

    def refresh(self) -> bool:
        """Reads again when another process has changed the dossier; whether it had."""
        if self.pending or self.desk.store.version(self.dossier.head.id) == self.version:
            return False
        self._reload()
        return True

    def _commit(self, change: Pending) -> tuple[Change, int]:
        step = self._write(change)
        return self._show(change.edits), step

    def _commit_or_queue(self, change: Pending) -> tuple[Change, int]:
        if self.flush():
            try:
                return self._commit(change)
            except StoreLocked:
                pass
        self.pending.append(change)
        return self._show(change.edits), change.step or 0

    def _show(self, edits: tuple[Edit, ...]) -> Change:
        after, change = self.try_out(edits)
        self.dossier, self.evaluation = after.dossier, after
        return change

    def _write(self, change: Pending) -> int:
        """Records a change; reads again and puts it on top when another process was faster."""
        for _ in range(ATTEMPTS):
            base = self.desk.store.load(self.dossier.head.id) if self.pending else self.dossier
            edits = _rebased(base, change.edits)
            try:
                stamp = self.desk.stamp(change.kind)
                _, step = self.desk.store.record(base, edits, stamp, change.step, change.undoes, self.version)
            except StaleDossier:
                self._catch_up()
                continue
            self.version = self.desk.store.version(self.dossier.head.id)
            return step
        raise StoreLocked("Dữ liệu đang được chương trình khác sửa liên tục; hãy thử lại.")

    def _catch_up(self) -> None:
        if self.pending:
            self.version = self.desk.store.version(self.dossier.head.id)
        else:
            self._reload()

    def _reload(self) -> None:
        dossier, self.version = self.desk.store.load_versioned(self.dossier.head.id)
        plan: Plan | None = self.evaluation.plan
        if dossier.head.edition != self.dossier.head.edition:
            self.edition, plan = load_edition(dossier.head.programme, dossier.head.edition), None
        earlier = _earlier(self.desk, dossier, self.edition)
        self.dossier, self.evaluation = dossier, evaluate(self.edition, dossier, earlier, plan)


def _rebased(dossier: Dossier, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The edits with what really stands before them. A row that somebody else made meanwhile is not overwritten."""
    rebased = []
    for edit in edits:
        standing = _standing(dossier, edit)
        if edit.kind is EditKind.ROW and edit.before is None and standing is not None:
            raise BadInput(f"Dòng {edit.key} vừa được chương trình khác thêm; hãy thêm lại ở dòng kế tiếp.")
        rebased.append(evolve(edit, before=standing))
        dossier = apply(dossier, [edit])
    return tuple(rebased)


def _standing(dossier: Dossier, edit: Edit) -> Any:
    """The JSON value of what an edit is about to change."""
    match edit.kind:
        case EditKind.CELL:
            cell = dossier.cell(parse_ref(edit.key))
            return None if cell is None else codec.cell_to_json(cell)
        case EditKind.ROW:
            path, row = parse_row(edit.key)
            order = dossier.block(path).order
            return order.index(row) if row in order else None
        case EditKind.SLOT:
            content = dossier.narratives.get(edit.key)
            return None if content is None else list(content)
        case EditKind.REASON:
            reason = dossier.reasons.get(edit.key)
            return None if reason is None else codec.reason_to_json(reason)
        case EditKind.DRAWN:
            source = dossier.drawn.get(edit.key)
            return None if source is None else dict(source)
        case EditKind.HEAD:
            return codec.head_to_json(dossier.head).get(edit.key)


def _touched(edits: tuple[Edit, ...]) -> dict[str, frozenset[str]]:
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
