"""One open dossier: its data, its figures, and the single door through which it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import define, field, frozen

from gnbv_desktop.catalogue.editions import load_edition
from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.plan import Plan
from gnbv_desktop.engine.session import Change, difference, evaluate, evaluate_again, find
from gnbv_desktop.kernel.dossier import Dossier
from gnbv_desktop.kernel.edits import Edit, EditKind, apply, inverse
from gnbv_desktop.kernel.errors import BadInput, KnownError, StoreTrouble
from gnbv_desktop.kernel.refs import parse_ref, parse_row
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.rebase import Moves, rebase
from gnbv_desktop.store.store import StaleDossier

SEALED = "Hồ sơ đã chốt, không sửa được; hãy lập bản thay thế."


@frozen
class Pending:
    """A change that stands on the screen but not yet on the disk: the file is held, full, read-only or away."""

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
    moved_rows: Moves = field(factory=dict)
    """Rows of the last change, and of what waited with it, that got another number: others had taken theirs."""
    trouble: str = ""
    """Why what is pending could not be written yet."""
    tell: Callable[[Change | None], None] = field(default=lambda change: None)
    """Called after every change of what is shown; with None when everything was read anew."""

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
        if not self.dossier.head.draft:
            raise BadInput(SEALED)
        asked = Pending(tuple(edits), kind, step, undoes)
        change, written = self._commit_or_queue(asked) if self.queueing else self._commit(asked)
        self.tell(change)
        return change, written

    def flush(self) -> bool:
        """Tries again to write what is pending; whether all is on the disk now."""
        waiting = bool(self.pending)
        if not self._write_pending():
            return False
        if waiting:
            self._read_anew()
            self.tell(None)
        return True

    def withdraw(self) -> Change:
        """Takes back the newest change that is not on the disk yet: no journal knows it."""
        last = self.pending[-1]
        if last.undoes is not None:
            raise BadInput(f"Chưa hoàn tác tiếp được: lần hoàn tác trước còn chờ ghi. {self.trouble}")
        del self.pending[-1]
        change = self._show(inverse(last.edits))
        self.tell(change)
        return change

    def refresh(self) -> bool:
        """Reads again when another process has changed the dossier; whether it had."""
        if self.pending or self.desk.store.version(self.dossier.head.id) == self.version:
            return False
        self._reload()
        self.moved_rows = {}
        self.tell(None)
        return True

    def _write_pending(self) -> bool:
        while self.pending:
            try:
                self._put_on_top(self.pending[0])
            except KnownError as error:
                self.trouble = error.message
                return False
            del self.pending[0]
        self.trouble = ""
        return True

    def _commit(self, change: Pending) -> tuple[Change, int]:
        store = self.desk.store
        self.moved_rows = {}
        try:
            stamp = self.desk.stamp(change.kind)
            _, step = store.record(self.dossier, change.edits, stamp, change.step, change.undoes, self.version)
        except StaleDossier:
            return self._commit_on_top(change)
        self.version = store.written_version
        return self._show(change.edits), step

    def _commit_on_top(self, change: Pending) -> tuple[Change, int]:
        step = self._put_on_top(change)
        before = self.evaluation
        if not self._read_anew():
            return self._show(change.edits), step
        return difference(before, self.evaluation, _touched(change.edits)), step

    def _commit_or_queue(self, change: Pending) -> tuple[Change, int]:
        """What was prepared while something waited is written like it: over what stands there by then."""
        commit = self._commit_on_top if self.pending else self._commit
        if self._write_pending():
            try:
                return commit(change)
            except StoreTrouble as error:
                self.trouble = error.message
        self.pending.append(change)
        return self._show(change.edits), change.step or 0

    def _show(self, edits: tuple[Edit, ...]) -> Change:
        after, change = self.try_out(edits)
        self.dossier, self.evaluation = after.dossier, after
        return change

    def _put_on_top(self, change: Pending) -> int:
        """Writes a change over what other processes have made of the dossier meanwhile."""

        def rebased(now: Dossier) -> tuple[Edit, ...]:
            if not now.head.draft:
                raise BadInput(SEALED)
            found = rebase(self.edition, now, change.edits, self.moved_rows)
            self.moved_rows = found.moves
            return found.edits

        stamp = self.desk.stamp(change.kind)
        _, step = self.desk.store.record_on_top(self.dossier.head.id, rebased, stamp, change.step, change.undoes)
        return step

    def _read_anew(self) -> bool:
        """After writing: what cannot be read just now is read by the next `refresh`, for the version is the old one."""
        try:
            self._reload()
        except StoreTrouble:
            return False
        return True

    def _reload(self) -> None:
        dossier, self.version = self.desk.store.load_versioned(self.dossier.head.id)
        plan: Plan | None = self.evaluation.plan
        if dossier.head.edition != self.dossier.head.edition:
            self.edition, plan = load_edition(dossier.head.programme, dossier.head.edition), None
        earlier = _earlier(self.desk, dossier, self.edition)
        self.dossier, self.evaluation = dossier, evaluate(self.edition, dossier, earlier, plan)


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
    """The figures of the unit's last dossier with an earlier cut-off, for comparison.

    Before a quarter that is the quarter before it, not the months within it.
    """
    head, heads = dossier.head, desk.store.heads()
    replaced = {each.amends for each in heads if each.amends}
    before = [
        each
        for each in heads
        if each.id != head.id
        and each.uid not in replaced
        and each.unit.id == head.unit.id
        and each.programme == head.programme
        and each.period.cutoff < head.period.cutoff
    ]
    if not before:
        return None
    same_year = [each for each in before if each.period.years == head.period.years]
    ended = [each for each in same_year if each.period.ended_before(head.period)]
    last = max(ended or before, key=lambda each: (each.period.cutoff, each.period.kind is head.period.kind))
    own = edition if last.edition == head.edition else load_edition(last.programme, last.edition)
    return Evaluation(Plan(own), desk.store.load(last.id))
