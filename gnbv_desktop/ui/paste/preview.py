"""What a preview of a paste shows and offers, whatever is pasted where. The dialog draws it and knows no plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from attrs import frozen

from gnbv_desktop.services.number_style import Style
from gnbv_desktop.ui.look.tokens import Tone

Place = tuple[int, int]
"""Row and column of the preview."""


@frozen
class PreviewColumn:
    title: str
    right: bool = False
    share: int = 0
    """Of the room that is left over; 0: as wide as its figures."""
    help: str = ""
    whole: bool = False
    """Its words are not cut, as long as they are not unusually long."""


@frozen
class RowHead:
    """What stands at the left of a row and never scrolls away."""

    words: str
    sign: str = ""
    tone: Tone | None = None
    sunken: bool = False
    help: str = ""


@frozen(slots=True)
class PreviewCell:
    text: str = ""
    before: str = ""
    """What stands in the dossier now, before an arrow."""
    changed: bool = False
    ink: str = "text"
    """A token, or a tone's name; so is the ground."""
    ground: str = "base"
    strong: bool = False
    right: bool = False
    words: str = ""
    """What is to be known or done, for the line below, the tooltip and screen readers."""


@frozen
class Offer:
    """Something one may answer; the plan is made anew after it."""

    words: str
    act: Callable[[], None]


@frozen
class Chip:
    """One answer for the whole sheet, with what may be chosen instead."""

    name: str
    label: str
    value: str
    offers: Sequence[tuple[Offer, bool]] = ()
    """With whether it is the one that holds."""
    asked: bool = False


@frozen
class Count:
    number: int
    words: str
    sign: str
    tone: Tone | None = None


@frozen
class StyleQuestion:
    """Asked once for the whole range; None where no figure depends on it."""

    chosen: Style | None
    words: str


class Preview(Protocol):
    """Raises BadInput where an answer cannot be followed."""

    title: str
    columns: tuple[PreviewColumn, ...]
    way: str
    """What turning to this way of pasting is called."""
    head: str
    """What the heads of the rows are."""

    @property
    def rows(self) -> int: ...
    @property
    def blocked(self) -> str: ...
    @property
    def changes(self) -> int: ...
    @property
    def counts(self) -> tuple[Count, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def style(self) -> StyleQuestion | None: ...
    @property
    def chips(self) -> tuple[Chip, ...]: ...
    @property
    def open_places(self) -> tuple[Place, ...]:
        """What must be looked at, in reading order."""

    def row_head(self, row: int) -> RowHead: ...
    def cell(self, row: int, column: int) -> PreviewCell: ...
    def name(self, row: int, column: int) -> str:
        """The place in words."""

    def typable(self, row: int, column: int) -> bool: ...
    def text(self, row: int, column: int) -> str: ...
    def type(self, row: int, column: int, text: str) -> None: ...
    def leave(self, row: int, column: int) -> None: ...
    def offers(self, row: int, column: int) -> tuple[Offer, ...]:
        """Answers that fit beside the table: readings, leaving out, taking back."""

    def candidates(self, row: int, column: int) -> tuple[Offer, ...]:
        """Answers that need a list; empty where a cell has none."""

    def choose_style(self, style: Style) -> None: ...
    def follow(self) -> str:
        """The dossier has changed behind the preview; says why it cannot go on, or nothing."""

    def accept(self) -> int:
        """Writes everything in one step; returns how many cells have changed."""
