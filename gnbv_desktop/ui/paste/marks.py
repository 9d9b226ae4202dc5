"""How one planned cell looks in a preview, and the counts of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gnbv_desktop.services.paste import Outcome, PlannedCell
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.paste.preview import Count, PreviewCell

EMPTY = "trống"
OPEN = (Outcome.FAULT, Outcome.QUESTION)
SIGNS: Mapping[Outcome, tuple[str, Tone | None]] = {
    Outcome.FAULT: ("octagon-x", Tone.ERROR),
    Outcome.QUESTION: ("circle-question-mark", Tone.ASK),
    Outcome.CHANGE: ("check", Tone.OK),
    Outcome.SAME: ("minus", None),
    Outcome.SKIPPED: ("minus", None),
    Outcome.OUTSIDE: ("minus", None),
}
"""The weightiest first: a row bears the sign of its weightiest cell."""


def planned_look(cell: PlannedCell, right: bool) -> PreviewCell:
    match cell.outcome:
        case Outcome.CHANGE:
            then = cell.then or EMPTY
            words = f"{cell.now or EMPTY} thành {then}" + (f"; {cell.message}" if cell.message else "")
            return PreviewCell(
                then, cell.now or EMPTY if cell.now or not cell.then else "", True,
                "accent" if cell.then else "muted", "accent_soft", bool(cell.then), right, words,
            )  # fmt: skip
        case Outcome.SAME:
            return PreviewCell(cell.now, ink="muted", right=right, words=cell.message)
        case Outcome.FAULT | Outcome.QUESTION:
            tone = "error" if cell.outcome is Outcome.FAULT else "ask"
            return PreviewCell(cell.source or EMPTY, "", False, tone, tone, True, right, question_words(cell))
        case _:
            return PreviewCell(cell.source, "", False, "muted", "sunken", False, right, cell.message)


def weightiest(cells: Iterable[PlannedCell]) -> Outcome | None:
    found = {cell.outcome for cell in cells}
    return next((outcome for outcome in SIGNS if outcome in found), None)


def count_signs(counts: Mapping[Outcome, int], unmatched: int = 0, lost: int = 0) -> tuple[Count, ...]:
    left = counts.get(Outcome.SKIPPED, 0) + counts.get(Outcome.OUTSIDE, 0) - lost
    listed = (
        Count(counts.get(Outcome.CHANGE, 0), "ô sẽ đổi", "circle-check", Tone.OK),
        Count(counts.get(Outcome.SAME, 0), "giữ nguyên", "check"),
        Count(left, "không nhận", "minus"),
        Count(lost, "ngoài chỗ nhập", "triangle-alert", Tone.CONFIRM),
        Count(counts.get(Outcome.FAULT, 0), "lỗi", "octagon-x", Tone.ERROR),
        Count(counts.get(Outcome.QUESTION, 0), "chưa rõ", "circle-question-mark", Tone.ASK),
        Count(unmatched, "chưa khớp", "circle-question-mark", Tone.ASK),
    )
    return tuple(each for each in listed if each.number or each.words == "ô sẽ đổi")


def remark(cells: Iterable[PlannedCell], names: Mapping[int, str]) -> tuple[str, str]:
    """What is to be said beside a row and its ink; what must be looked at hides the rest."""
    row = tuple(cells)
    listed = [cell for cell in row if cell.message]
    opened = [cell for cell in listed if cell.outcome in OPEN]
    told = opened or [cell for cell in listed if cell.outcome is Outcome.CHANGE] or listed
    by_words: dict[str, list[str]] = {}
    for cell in told:
        by_words.setdefault(question_words(cell), []).append(names[cell.column])
    alone = len(by_words) == 1 and len(told) == len(row)
    words = next(iter(by_words)) if alone else "; ".join(f"{', '.join(of)}: {each}" for each, of in by_words.items())
    faulty = any(cell.outcome is Outcome.FAULT for cell in opened)
    return words, "error" if faulty else "ask" if opened else "muted"


def question_words(cell: PlannedCell) -> str:
    """A doubtful figure is asked by its readings, which can be chosen right here."""
    if cell.outcome is Outcome.QUESTION and cell.readings:
        return f"{' hay '.join(cell.readings)}?"
    return cell.message
