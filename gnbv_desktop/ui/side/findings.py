"""The findings of a dossier as the panel orders and counts them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from attrs import frozen

from gnbv_desktop.catalogue.model import BlockKind
from gnbv_desktop.engine.controls import UNREAD
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.issues import Issue, Severity
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.services.counting import lines_within
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.marks import tone_of as tone_of_issue

TONES = (Tone.ERROR, Tone.ASK, Tone.CONFIRM, Tone.NOTE, Tone.LOCKED)
"""The gravest first; what is explained last."""
COUNTED = {Tone.ERROR: "lỗi", Tone.ASK: "chưa rõ", Tone.CONFIRM: "giải trình", Tone.NOTE: "ghi chú"}
_STATES = {Tone.ASK: "Chưa rõ cách đọc", Tone.LOCKED: "Đã giải trình"}
QUESTION = "Đọc số này thế nào?"


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

    @property
    def current(self) -> bool:
        return self.where <= Where.ROW


def tone_of(issue: Issue) -> Tone:
    """A figure that is not clear has a colour of its own."""
    return Tone.ASK if issue.code == UNREAD else tone_of_issue(issue)


def state_word(issue: Issue) -> str:
    return _STATES.get(tone_of(issue), issue.severity.label)


def title_of(evaluation: Evaluation, issue: Issue) -> str:
    if issue.code == UNREAD:
        return QUESTION
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
    found = [Found(_where(issue, ref, inside), issue) for issue in issues]
    return sorted(found, key=lambda each: (each.where, TONES.index(tone_of(each.issue))))


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
