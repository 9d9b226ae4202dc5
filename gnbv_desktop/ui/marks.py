"""Which signs stand at which addresses: findings, questions, reasons, copies not read again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import frozen

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.issues import Issue, Severity
from gnbv_desktop.ui.look.tokens import Tone

SIGNS = {
    Tone.ERROR: "octagon-x",
    Tone.CONFIRM: "triangle-alert",
    Tone.ASK: "circle-question-mark",
    Tone.NOTE: "info",
    Tone.OK: "circle-check",
    Tone.LOCKED: "message-square-text",
}
_TONES = {Severity.ERROR: Tone.ERROR, Severity.CONFIRM: Tone.CONFIRM, Severity.NOTE: Tone.NOTE}


@frozen
class Mark:
    tone: Tone
    words: str

    @property
    def sign(self) -> str:
        return SIGNS[self.tone]


def tone_of(issue: Issue) -> Tone:
    """Explained findings are calm."""
    return Tone.LOCKED if issue.reason else _TONES[issue.severity]


class Marks:
    """The findings of one evaluation by the address where they are shown."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation

    @cached_property
    def _found(self) -> Mapping[str, list[Issue]]:
        found: dict[str, list[Issue]] = {}
        for issues in self.evaluation.findings.values():
            for issue in issues.values():
                found.setdefault(issue.ref, []).append(issue)
        return found

    def issues(self, ref: str) -> list[Issue]:
        return [self.evaluation.reasoned(issue) for issue in self._found.get(ref, ())]

    def mark(self, ref: str) -> Mark | None:
        """The gravest finding of an address; notes have no sign in a cell."""
        shown = [each for each in self.issues(ref) if each.severity is not Severity.NOTE]
        if not shown:
            return None
        worst = min(shown, key=lambda each: (bool(each.reason), each.severity.rank))
        return Mark(tone_of(worst), f"{worst.severity.label}: {worst.message}")
