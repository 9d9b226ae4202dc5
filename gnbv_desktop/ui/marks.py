"""Which signs stand at which addresses: findings, questions, reasons, copies not read again."""

from __future__ import annotations

from collections.abc import Mapping

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


Found = Mapping[str, Issue]
"""The findings of one control, as an evaluation holds them."""
Places = Mapping[str, tuple[Issue, ...]]


class Marks:
    """The findings of one evaluation by the address where they are shown.

    A change leaves the findings of most controls the very same: their places are taken over from the marks before.
    """

    def __init__(self, evaluation: Evaluation, before: Marks | None = None) -> None:
        self.evaluation = evaluation
        known = before.controls if before is not None else {}
        self.controls: dict[str, tuple[Found, Places]] = {}
        for code, found in evaluation.findings.items():
            earlier = known.get(code)
            same = earlier is not None and earlier[0] is found
            self.controls[code] = earlier if same and earlier is not None else (found, _placed(found))
        self._placed = [places for _, places in self.controls.values() if places]

    def issues(self, ref: str) -> list[Issue]:
        return [self.evaluation.reasoned(issue) for places in self._placed for issue in places.get(ref, ())]

    def mark(self, ref: str) -> Mark | None:
        """The gravest finding of an address; notes have no sign in a cell."""
        shown = [each for each in self.issues(ref) if each.severity is not Severity.NOTE]
        if not shown:
            return None
        worst = min(shown, key=lambda each: (bool(each.reason), each.severity.rank))
        return Mark(tone_of(worst), f"{worst.severity.label}: {worst.message}")


def _placed(found: Found) -> Places:
    places = {issue.ref: (issue,) for issue in found.values()}
    if len(places) == len(found):
        return places
    shared: dict[str, tuple[Issue, ...]] = {}
    for issue in found.values():
        shared[issue.ref] = (*shared.get(issue.ref, ()), issue)
    return shared
