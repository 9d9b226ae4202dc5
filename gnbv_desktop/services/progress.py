"""How far each form is: typed, still wanted, and what the controls say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

from attrs import define, field, frozen

from gnbv_desktop.catalogue.model import BlockKind, Edition, Form
from gnbv_desktop.engine.controls import UNREAD
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.session import Change
from gnbv_desktop.engine.spot import applies
from gnbv_desktop.kernel.figures import round_half_up
from gnbv_desktop.kernel.issues import Issue, Severity
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.counting import (
    EMPTY,
    Count,
    CountMemory,
    add_counts,
    count_block,
    count_rows,
    has_entry,
    lines_within,
)
from gnbv_desktop.services.outlines import FREE_BLOCK, printed_free_slots, standing_of
from gnbv_desktop.services.work import Work


class FormState(StrEnum):
    EMPTY = "empty"
    ENTERING = "entering"
    COMPLETE = "complete"
    ERROR = "error"
    UNREAD = "unread"
    CONFIRM = "confirm"
    SEALED = "sealed"
    NOT_APPLICABLE = "not_applicable"
    OPTIONAL = "optional"
    """Empty, and nobody misses it."""

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS = {
    "empty": "Trống",
    "entering": "Đang nhập",
    "complete": "Đủ",
    "error": "Có lỗi",
    "unread": "Chưa rõ cách đọc",
    "confirm": "Cần giải trình",
    "sealed": "Đã chốt",
    "not_applicable": "Không áp dụng",
    "optional": "Không bắt buộc",
}


@frozen
class Progress:
    """One form or one block. `confirms` are those without a reason, `explained` those with one."""

    state: FormState
    filled: int = 0
    wanted: int = 0
    errors: int = 0
    unread: int = 0
    confirms: int = 0
    notes: int = 0
    explained: int = 0

    @property
    def share(self) -> float:
        return self.filled / self.wanted if self.wanted else 0.0

    @property
    def missing(self) -> int:
        return self.wanted - self.filled

    @property
    def findings(self) -> int:
        """The number shown beside the form: what somebody has to act on."""
        return self.errors + self.unread + self.confirms

    @property
    def worst(self) -> FormState | None:
        """The gravest kind of what `findings` counts."""
        kinds = ((FormState.ERROR, self.errors), (FormState.UNREAD, self.unread), (FormState.CONFIRM, self.confirms))
        return next((state for state, number in kinds if number), None)


@frozen
class Overall:
    """All forms that apply: how many are complete, and what the others still need."""

    done: int
    total: int
    missing: int
    errors: int
    unread: int
    confirms: int

    @property
    def share(self) -> float:
        return self.done / self.total if self.total else 0.0

    @property
    def percent(self) -> str:
        """In whole per cent, a half rounded up; never "0%" or "100%" for what is not exactly that."""
        if not self.total:
            return "0%"
        rounded = int(round_half_up(Decimal(100 * self.done) / self.total, 0))
        inside = min(99, max(1, rounded)) if 0 < self.done < self.total else rounded
        return f"{inside}%"

    @property
    def words(self) -> str:
        return f"{self.done}/{self.total} biểu đã đủ"


@define(eq=False)
class Memory:
    """What was counted last, for whoever counts again after each change."""

    counts: CountMemory = field(factory=CountMemory)
    placed: dict[str, tuple[Mapping[str, Issue], tuple[tuple[str, str, Issue], ...]]] = field(factory=dict)
    """The findings of each control with the block and the row of each."""


def form_progress(work: Work, memory: Memory | None = None) -> dict[str, Progress]:
    """Every form of the programme, in the order of the definitions."""
    tally = _Tally(work.evaluation, memory or Memory())
    return {code: tally.form(form) for code, form in work.edition.forms.items()}


def form_progress_of(work: Work, code: str) -> Progress:
    """One form alone."""
    return _Tally(work.evaluation).form(work.edition.forms[code])


def update(
    work: Work, before: Mapping[str, Progress], touched: Iterable[str], findings: Iterable[str] = (),
    memory: Memory | None = None,
) -> dict[str, Progress]:  # fmt: skip
    """The same after a change: only forms of these blocks are counted again.

    `touched` are the blocks in which something was edited, `findings` those of controls that appeared, went or were
    given a reason (see `blocks_of`).
    """
    # The outline, no block itself, says which sections of the office's own there are.
    stale = _forms_with(work.edition, {*touched, *findings, FREE_BLOCK})
    tally = _Tally(work.evaluation, memory or Memory())
    return {code: tally.form(form) if code in stale else before[code] for code, form in work.edition.forms.items()}


def blocks_of(change: Change) -> frozenset[str]:
    """The blocks of a change's figures and findings."""
    issues = (parse_ref(issue.ref).block for issue in (*change.appeared, *change.gone))
    return frozenset((*(ref.block for ref in change.figures), *issues))


def block_progress(work: Work, form_code: str) -> dict[str, Progress]:
    """Every block of one form by its path."""
    form = work.edition.forms[form_code]
    tally = _Tally(work.evaluation)
    return {form.path(code): tally.block(form, code) for code in form.blocks}


def overall(progress: Mapping[str, Progress]) -> Overall:
    counted = [each for each in progress.values() if each.state not in (FormState.NOT_APPLICABLE, FormState.OPTIONAL)]
    return Overall(
        done=sum(each.state in (FormState.COMPLETE, FormState.SEALED) for each in counted),
        total=len(counted),
        missing=sum(each.missing for each in counted),
        errors=sum(each.errors for each in counted),
        unread=sum(each.unread for each in counted),
        confirms=sum(each.confirms for each in counted),
    )


def _forms_with(edition: Edition, paths: set[str]) -> set[str]:
    found = {edition.form_of[path].form for path in paths if path in edition.form_of}
    for path, block in edition.blocks.items():
        if block.show in paths:
            found.add(edition.form_of[path].form)
    return found


@frozen(eq=False)
class _Tally:
    """Counts of one evaluation; the rows of a grid that several forms show are counted once."""

    evaluation: Evaluation
    memory: Memory = field(factory=Memory)
    _rows: dict[str, dict[str, Count]] = field(factory=dict)
    _issues: dict[str, dict[str, list[Issue]]] = field(init=False)

    @_issues.default
    def _find_issues(self) -> dict[str, dict[str, list[Issue]]]:
        """Findings by block and row."""
        found: dict[str, dict[str, list[Issue]]] = {}
        reasoned = self.evaluation.reasoned if self.evaluation.dossier.reasons else None
        for code, issues in self.evaluation.findings.items():
            for block, row, issue in self._placed(code, issues) if code != UNREAD else ():
                found.setdefault(block, {}).setdefault(row, []).append(reasoned(issue) if reasoned else issue)
        return found

    def _placed(self, code: str, issues: Mapping[str, Issue]) -> tuple[tuple[str, str, Issue], ...]:
        """Nothing is read again of a control whose findings are the very same as before."""
        kept = self.memory.placed.get(code)
        if kept is None or kept[0] is not issues:
            refs = ((parse_ref(issue.ref), issue) for issue in issues.values())
            kept = self.memory.placed[code] = (issues, tuple((ref.block, ref.row, issue) for ref, issue in refs))
        return kept[1]

    def form(self, form: Form) -> Progress:
        counts = [self._counted(form, code) for code in form.blocks]
        issues = [issue for code in form.blocks for issue in self._issues_of(form, code)]
        return self._judged(form, add_counts(counts), issues)

    def block(self, form: Form, code: str) -> Progress:
        return self._judged(form, self._counted(form, code), self._issues_of(form, code))

    def _counted(self, form: Form, code: str) -> Count:
        path, block = form.path(code), form.blocks[code]
        if block.kind is BlockKind.SHOW:
            rows = self._rows_of(block.show)
            within = lines_within(self.evaluation, block.show, form.component)
            return add_counts(rows.get(row, EMPTY) for row in within)
        if path == FREE_BLOCK:
            return self._free_sections()
        if block.kind is BlockKind.NARRATIVE:
            found = count_block(self.evaluation, path)
        else:
            found = count_block(self.evaluation, path, self._rows_of(path))
        owed = not found.filled and has_entry(self.evaluation, path) and must_be_filled(form, code)
        if form.optional:
            return Count(filled=found.filled, unread=found.unread)
        return Count(missing=1) if owed else found

    def _free_sections(self) -> Count:
        """Those of the outline that are printed: each wants its words."""
        dossier = self.evaluation.dossier
        used = printed_free_slots(standing_of(self.evaluation.edition, dossier.head).outline)
        filled = count_block(self.evaluation, FREE_BLOCK).filled
        return Count(filled, sum(not dossier.narratives.get(slot) for slot in used))

    def _rows_of(self, path: str) -> dict[str, Count]:
        if path not in self._rows:
            self._rows[path] = count_rows(self.evaluation, path, self.memory.counts)
        return self._rows[path]

    def _issues_of(self, form: Form, code: str) -> list[Issue]:
        block = form.blocks[code]
        if block.kind is not BlockKind.SHOW:
            return [issue for found in self._issues.get(form.path(code), {}).values() for issue in found]
        by_row = self._issues.get(block.show, {})
        within = lines_within(self.evaluation, block.show, form.component) if by_row else ()
        return [issue for row in within for issue in by_row.get(row, ())]

    def _judged(self, form: Form, count: Count, issues: list[Issue]) -> Progress:
        errors = sum(issue.severity is Severity.ERROR for issue in issues)
        asked = [issue for issue in issues if issue.severity is Severity.CONFIRM]
        explained = sum(issue.reason is not None for issue in asked)
        return Progress(
            state=self._state(form, count, errors, len(asked) - explained),
            filled=count.filled,
            wanted=count.filled + count.missing,
            errors=errors,
            unread=count.unread,
            confirms=len(asked) - explained,
            notes=sum(issue.severity is Severity.NOTE for issue in issues),
            explained=explained,
        )

    def _state(self, form: Form, count: Count, errors: int, confirms: int) -> FormState:
        dossier = self.evaluation.dossier
        if form.component and not count.filled and not applies(self.evaluation.edition, dossier, form.component):
            return FormState.NOT_APPLICABLE
        if not dossier.head.draft:
            return FormState.SEALED
        if errors:
            return FormState.ERROR
        if count.unread:
            return FormState.UNREAD
        if confirms:
            return FormState.CONFIRM
        if not count.filled:
            return FormState.OPTIONAL if form.optional and not count.missing else FormState.EMPTY
        return FormState.ENTERING if count.missing else FormState.COMPLETE


def must_be_filled(form: Form, code: str) -> bool:
    """An empty open list may be right; an empty table or an empty narrative of a component is not."""
    kind = form.blocks[code].kind
    if len(form.blocks) == 1 or kind in (BlockKind.FIXED, BlockKind.FIELDS):
        return True
    return kind is BlockKind.NARRATIVE and bool(form.component)
