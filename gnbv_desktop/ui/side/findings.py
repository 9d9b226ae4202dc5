"""The findings of a dossier as the panel orders and counts them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from attrs import frozen

from gnbv_desktop.catalogue.model import BlockKind
from gnbv_desktop.engine.controls import UNREAD
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.engine.sources import sources_of
from gnbv_desktop.kernel.issues import Issue, Severity
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.services.counting import lines_within
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.marks import tone_of as tone_of_issue
from gnbv_desktop.ui.side.questions import QUESTION, question

TONES = (Tone.ERROR, Tone.ASK, Tone.CONFIRM, Tone.NOTE, Tone.LOCKED)
"""The gravest first; what is explained last."""
COUNTED = {Tone.ERROR: "lỗi", Tone.ASK: "chưa rõ", Tone.CONFIRM: "giải trình", Tone.NOTE: "ghi chú"}
_STATES = {Tone.ASK: "Chưa rõ cách đọc", Tone.LOCKED: "Đã giải trình"}


class Where(IntEnum):
    CELL = 0
    ROW = 1
    FORM = 2
    DOSSIER = 3
    EXPLAINED = 4

    @property
    def title(self) -> str:
        return _TITLES[self]


_TITLES = {
    Where.CELL: "Ô đang chọn", Where.ROW: "Dòng đang chọn", Where.FORM: "Chỗ khác trong biểu",
    Where.DOSSIER: "Chỗ khác trong hồ sơ", Where.EXPLAINED: "Đã giải trình",
}  # fmt: skip


@frozen
class Found:
    where: Where
    issue: Issue
    twins: tuple[Issue, ...] = ()
    """The same finding once more, of a figure computed from this one: one card, one reason for all."""
    here: bool = False
    """Its own cell is the current one."""

    @property
    def current(self) -> bool:
        return self.where <= Where.ROW


def tone_of(issue: Issue) -> Tone:
    """A figure that is not clear has a colour of its own."""
    return Tone.ASK if issue.code == UNREAD else tone_of_issue(issue)


def state_word(evaluation: Evaluation, issue: Issue) -> str:
    word = _STATES.get(tone_of(issue), issue.severity.label)
    return word if title_of(evaluation, issue) == QUESTION or issue.code != UNREAD else "Chưa rõ"


def title_of(evaluation: Evaluation, issue: Issue) -> str:
    if issue.code == UNREAD:
        return question(evaluation.edition, parse_ref(issue.ref))
    control = evaluation.edition.all_controls.get(issue.code)
    return control.title if control is not None else issue.code


def explainable(issue: Issue) -> bool:
    return issue.severity is Severity.CONFIRM and issue.code != UNREAD


def counts(issues: Iterable[Issue]) -> dict[Tone, int]:
    """How many of each kind still stand; what is explained is not among them."""
    found = dict.fromkeys(COUNTED, 0)
    for issue in issues:
        tone = tone_of(issue)
        if tone in found:
            found[tone] += 1
    return found


def to_act_on(numbers: dict[Tone, int]) -> int:
    """Nobody has to do anything about a note."""
    return sum(number for tone, number in numbers.items() if tone is not Tone.NOTE)


def ordered(evaluation: Evaluation, issues: Iterable[Issue], ref: Ref | None, form: str) -> list[Found]:
    """Those of the current row, of its form, of the rest; the gravest first, what is explained last."""
    inside = _Inside(evaluation, form)
    ref = ref if ref is None or not form or ref in inside else None
    here = str(ref) if ref is not None else ""
    found = [
        Found(_where(first, ref, inside), first, tuple(twins), here in (first.ref, *(each.ref for each in twins)))
        for first, *twins in told_once(evaluation, issues)
    ]
    return sorted(found, key=lambda each: (each.where, TONES.index(tone_of(each.issue))))


def current_in(evaluation: Evaluation, ref: Ref | None, form: str) -> Ref | None:
    """The current address as far as the form in front shows it; without a form in front nothing speaks against it."""
    return ref if ref is None or not form or ref in _Inside(evaluation, form) else None


def told_once(evaluation: Evaluation, issues: Iterable[Issue]) -> list[list[Issue]]:
    """Findings of one control that say the same of a typed figure and of one computed from it, together."""
    rows: dict[tuple[str, str], list[Issue]] = {}
    for issue in issues:
        rows.setdefault((issue.code, issue.ref.rpartition(".")[0]), []).append(issue)
    found: list[list[Issue]] = []
    for row in rows.values():
        found.extend([row] if len(row) == 1 else _with_twins(evaluation, row))
    return found


def _with_twins(evaluation: Evaluation, row: Iterable[Issue]) -> list[list[Issue]]:
    """What is typed first; a figure computed from it that says the same joins it."""
    found: list[list[Issue]] = []
    for issue in sorted(row, key=lambda each: evaluation.figure(parse_ref(each.ref)).derived):
        group = next((group for group in found if _is_twin(evaluation, issue, group[0])), None)
        if group is None:
            found.append([issue])
        else:
            group.append(issue)
    return found


def _is_twin(evaluation: Evaluation, issue: Issue, first: Issue) -> bool:
    if issue.refs == first.refs:
        return True
    same = (_without_column(evaluation, issue), issue.reason) == (_without_column(evaluation, first), first.reason)
    return same and parse_ref(first.ref) in sources_of(evaluation, parse_ref(issue.ref))


def _without_column(evaluation: Evaluation, issue: Issue) -> str:
    info = field_info(evaluation.edition, parse_ref(issue.ref))
    return issue.message.replace(f"{info.label}:", ":") if info is not None else issue.message


def _where(issue: Issue, ref: Ref | None, inside: _Inside) -> Where:
    if ref is not None and _touches(issue, ref):
        return Where.ROW if ref.row else Where.CELL
    if issue.reason:
        return Where.EXPLAINED
    return Where.FORM if parse_ref(issue.ref) in inside else Where.DOSSIER


def _touches(issue: Issue, ref: Ref) -> bool:
    if ref.row:
        row = f"{ref.block}[{ref.row}]."
        return any(each.startswith(row) for each in (issue.ref, *issue.refs))
    return str(ref) in (issue.ref, *issue.refs)


class _Inside:
    """Whether an address is shown in a form: in its own blocks, or among the lines of its component."""

    def __init__(self, evaluation: Evaluation, code: str) -> None:
        form = evaluation.edition.forms.get(code)
        blocks = form.blocks.items() if form is not None else ()
        self._paths = {form.path(name) for name, _ in blocks} if form is not None else set()
        self._rows = {
            block.show: set(lines_within(evaluation, block.show, form.component))
            for _, block in blocks
            if form is not None and block.kind is BlockKind.SHOW
        }

    def __contains__(self, ref: Ref) -> bool:
        return ref.block in self._paths or ref.row in self._rows.get(ref.block, ())
