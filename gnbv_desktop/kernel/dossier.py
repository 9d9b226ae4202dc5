"""The plain data of one report: head, rows, cells, narratives, reasons. Frozen; an edit makes a new dossier."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from attrs import evolve, field, frozen

from gnbv_desktop.kernel.refs import Ref

SINGLE = ""
"""The row of a block of single fields."""


class State(StrEnum):
    VALUE = "value"
    NA = "na"
    UNFUNDED = "unfunded"
    UNREAD = "unread"


@frozen(slots=True)
class Cell:
    """What was typed. No cell at all means: not entered yet."""

    state: State
    text: str = ""
    """Canonical when the state is VALUE; the typed text as it stands when UNREAD; else empty."""
    readings: tuple[str, ...] = ()
    qualifier: str = ""
    """ước, khoảng, trên, dưới, gần: printed with the figure."""


class PeriodKind(StrEnum):
    MONTH = "thang"
    QUARTER = "quy"
    HALF = "6thang"
    YEAR = "nam"
    BUDGET_YEAR = "nam_ngan_sach"
    MID_TERM = "giua_ky"
    FINAL = "cuoi_ky"
    SPAN = "giai_doan"
    AD_HOC = "dot_xuat"

    @property
    def label(self) -> str:
        return _PERIOD_LABELS[self.value]


_PERIOD_LABELS = {
    "thang": "tháng",
    "quy": "quý",
    "6thang": "6 tháng",
    "nam": "năm",
    "nam_ngan_sach": "năm ngân sách",
    "giua_ky": "giữa kỳ",
    "cuoi_ky": "cuối kỳ",
    "giai_doan": "giai đoạn",
    "dot_xuat": "đột xuất",
}


_MOST_DAYS = {PeriodKind.MONTH: 31, PeriodKind.QUARTER: 92, PeriodKind.HALF: 184}


@frozen
class Period:
    """`first_year` … `last_year` are the years reported on; the cut-off may lie after them (31/01 of the next year)."""

    kind: PeriodKind
    start: datetime.date
    end: datetime.date
    cutoff: datetime.date
    first_year: int
    last_year: int
    estimated: bool = False
    due: datetime.date | None = None

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)

    def ended_before(self, other: Period) -> bool:
        return self.end < other.start

    @property
    def cumulative(self) -> bool:
        """Whether its dates are longer than the month, quarter or half of which it tells what was new."""
        return (self.end - self.start).days >= _MOST_DAYS.get(self.kind, 0)


@frozen
class Place:
    """A commune, an implementing agency: `id` is permanent and stands in refs."""

    id: str
    name: str
    short: str = ""
    kind: str = ""


@frozen
class Unit:
    """The reporting unit as it stood when the dossier was opened."""

    id: str
    name: str
    level: str
    place: str = ""
    superior: str = ""
    facts: tuple[str, ...] = ()
    communes: tuple[Place, ...] = ()
    agencies: tuple[Place, ...] = ()
    addressees: tuple[str, ...] = ()
    signer: Mapping[str, str] = field(factory=dict)

    def places(self) -> Iterator[Place]:
        yield from self.communes
        yield from self.agencies


@frozen
class Head:
    """What identifies a dossier and says what it reports on."""

    id: str
    uid: str
    programme: str
    edition: str
    name: str
    unit: Unit
    period: Period
    requested_by: str = ""
    outline: str = ""
    """Code of an outline of the edition."""
    own_outline: Mapping[str, Any] = field(factory=dict)
    """The dossier's own outline as JSON (kernel/outline.py), where the edition's was changed; read when composing."""
    recipients: tuple[str, ...] = ()
    """The lines of Nơi nhận, without dashes; a line that ends in a colon stands over those below it."""
    money_unit: str = "trieu"
    status: str = "draft"
    amends: str = ""
    seal: str = ""

    @property
    def draft(self) -> bool:
        """Whether it may still be changed."""
        return self.status == "draft"


@frozen
class Block:
    """The rows of one block in their order, and what was typed in them."""

    order: tuple[str, ...] = ()
    rows: Mapping[str, Mapping[str, Cell]] = field(factory=dict)
    last: int = field(default=0, eq=False)
    """The highest row number ever given: r<n> is never given twice."""


EMPTY_BLOCK = Block()


@frozen
class Reason:
    """Why an unusual figure is right. It holds only while the figures stand as they were."""

    control: str
    refs: tuple[str, ...]
    values: tuple[str, ...]
    text: str
    in_report: bool = False


@frozen
class Dossier:
    """One report of one unit for one period."""

    head: Head
    blocks: Mapping[str, Block] = field(factory=dict)
    narratives: Mapping[str, tuple[Any, ...]] = field(factory=dict)
    """Paragraphs per slot, as described in docs/dossier-format.md."""
    reasons: Mapping[str, Reason] = field(factory=dict)
    drawn: Mapping[str, Mapping[str, str]] = field(factory=dict)
    """Cells copied from a sealed dossier: ref → {uid, ref, seal}."""

    def block(self, path: str) -> Block:
        return self.blocks.get(path, EMPTY_BLOCK)

    def cell(self, ref: Ref) -> Cell | None:
        row = self.block(ref.block).rows.get(ref.row)
        return row.get(ref.column) if row else None

    def cells(self) -> Iterator[tuple[Ref, Cell]]:
        for path, block in self.blocks.items():
            for row, cells in block.rows.items():
                for column, cell in cells.items():
                    yield Ref(path, row, column), cell

    def with_cell(self, ref: Ref, cell: Cell | None) -> Dossier:
        block = self.block(ref.block)
        cells = dict(block.rows.get(ref.row, {}))
        if cell is None:
            cells.pop(ref.column, None)
        else:
            cells[ref.column] = cell
        rows = {**block.rows, ref.row: cells}
        if not cells:
            del rows[ref.row]
        return self._with_block(ref.block, evolve(block, rows=rows))

    def with_row(self, path: str, row: str, position: int | None) -> Dossier:
        """The row stands at `position`, or is taken out with None; its cells are edits of their own."""
        block = self.block(path)
        order = [each for each in block.order if each != row]
        if position is not None:
            order.insert(position, row)
        number = int(row[1:]) if row[:1] == "r" and row[1:].isdecimal() else 0
        return self._with_block(path, evolve(block, order=tuple(order), last=max(block.last, number)))

    def _with_block(self, path: str, block: Block) -> Dossier:
        blocks = {**self.blocks, path: block}
        if not (block.order or block.rows or block.last):
            del blocks[path]
        return evolve(self, blocks=blocks)
