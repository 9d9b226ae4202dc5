"""What a grid is made of: its rows, its columns, and how one cell looks."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from attrs import field, frozen

from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.ui.look.tokens import Tone


class RowKind(Enum):
    LINE = "line"
    NEW = "new"
    """The empty line below an open list: typing in it makes a row."""
    HEADING = "heading"
    GROUP = "group"
    SUBGROUP = "subgroup"
    TOTAL = "total"

    @property
    def band(self) -> bool:
        return self in (RowKind.HEADING, RowKind.GROUP, RowKind.SUBGROUP, RowKind.TOTAL)


class ColumnRole(Enum):
    NAME = "name"
    UNIT = "unit"
    VALUE = "value"
    PREVIOUS = "previous"
    CHANGE = "change"


@frozen
class GridRow:
    key: str
    """Unique in its grid and the same as long as the row lives."""
    kind: RowKind
    row: str = ""
    """The row's code in addresses; empty for bands."""
    label: str = ""
    code: str = ""
    """Set in strong letters before the label: "Dự án 1"."""
    depth: int = 0
    folded: bool | None = None
    """None: nothing to fold."""
    where: Mapping[str, str] = field(factory=dict)
    """The selection whose totals a band shows."""
    help: str = ""
    unused: bool = False
    """A band of something that does not apply to the unit."""


@frozen
class GridColumn:
    code: str
    role: ColumnRole
    label: str
    kind: FieldKind | None = None
    derived: bool = False
    number: str = ""
    """The small line under the label: "(6)=(5)/(4)"."""
    help: str = ""

    @property
    def key(self) -> str:
        return f"{self.role.value}:{self.code}"


@frozen(slots=True)
class CellLook:
    """Everything the delegate draws, and nothing else."""

    text: str = ""
    right: bool = False
    center: bool = False
    ink: str = "text"
    """A token, or a tone's name."""
    ground: str = "base"
    strong: bool = False
    absent: bool = False
    """Italic: a word stands where a figure would be."""
    hatched: bool = False
    sign: str = ""
    """Name of the icon at the left edge."""
    tone: Tone | None = None
    tag: str = ""
    """A small framed remark: "17 × 500"."""
    corner: bool = False
    """A folded corner: a reason is kept."""
    more: bool = False
    """A sum that is not complete: "+ ?" behind it."""
    indent: int = 0
    code: str = ""
    fold: bool | None = None
    words: str = ""
    """What the signs say, for tooltips and screen readers."""


BLANK = CellLook()
