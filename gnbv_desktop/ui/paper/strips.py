"""Strips of a page: what is never torn apart, with the rules for what may stand below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from gnbv_desktop.report.styles import Style
from gnbv_desktop.ui.paper.text import Text

RULE = 10
"""Half a point, as every line of the page."""


@frozen(eq=False)
class Placed:
    """A line of a paragraph at its place in the strip."""

    text: Text
    line: int
    x: float
    y: float


@frozen
class Rule:
    """A thin line, lying or standing: its middle goes from one point to the other."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str = ""


@frozen(eq=False)
class Strip:
    height: float
    placed: tuple[Placed, ...]
    rules: tuple[Rule, ...] = ()
    before: float = 0
    after: float = 0
    """Falls away at the foot of a page."""
    keep_next: bool = False
    notes: tuple[tuple[Strip, ...], ...] = ()
    """Each note in lines, for the foot of the page on which the strip stands."""
    header: Strip | None = None
    """Stands again above this strip when it begins a page."""


def paragraph_strips(
    text: Text,
    style: Style,
    x: float = 0,
    keep_next: bool = False,
    notes: Sequence[tuple[Strip, ...]] = (),
    spacing: tuple[float, float] | None = None,
) -> tuple[Strip, ...]:
    """Lines that may be parted, but never one line alone from the others."""
    before, after = spacing or (style.before, style.after)
    waiting = iter(notes)
    last = len(text.lines) - 1
    found = []
    for line in range(last + 1):
        together = line < last and (style.keep_lines or line in (0, last - 1))
        found.append(
            Strip(
                text.pitch,
                (Placed(text, line, x, 0),),
                before=before if line == 0 else 0,
                after=after if line == last else 0,
                keep_next=together or (line == last and (keep_next or style.keep_next)),
                notes=tuple(note for _, note in zip(text.note_marks(line), waiting, strict=False)),
            )
        )
    return tuple(found)


def lines_of(text: Text, x: float, y: float) -> Iterator[Placed]:
    """The whole paragraph inside a strip."""
    return (Placed(text, line, x, y + line * text.pitch) for line in range(len(text.lines)))
