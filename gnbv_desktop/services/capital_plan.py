"""What pasting a finance office's sheet would do, and what a person has answered about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from attrs import field, frozen

from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.services.capital_lines import Choice, Key
from gnbv_desktop.services.capital_sheet import SheetColumn
from gnbv_desktop.services.number_style import Style
from gnbv_desktop.services.paste import Outcome, PlannedCell

NEW_LINE = "+"
UNDIVIDED_AGENCY, UNDIVIDED_KIND = "chưa tách đơn vị", "chưa tách loại"
Place = tuple[int, int]


class RowStatus(StrEnum):
    HEADING = "heading"
    TOTAL = "total"
    LINE = "line"
    NEW = "new"
    ASK = "ask"
    SKIPPED = "skipped"


@frozen
class Answers:
    """What a person has decided; empty at first."""

    style: Style | None = None
    money: MoneyUnit | None = None
    year: int | None = None
    """Year of use, for columns whose header names none."""
    columns: Mapping[int, str] = field(factory=dict)
    """Column of the sheet → code of the capital lines' column, "" for a column that is not taken."""
    rows: Mapping[Place, str] = field(factory=dict)
    """(row, group) → the line's row id, or NEW_LINE."""
    parts: Mapping[Place, Mapping[str, str]] = field(factory=dict)
    """(row, group) → parts of the key that the sheet does not say: {"LOAI": "SN"}; {"LOAI": ""} for not divided."""
    agencies: Mapping[str, str] = field(factory=dict)
    """An agency as the sheet calls it, which the unit does not have → one of its places, "" for not divided."""
    skipped: frozenset[Place] = frozenset()
    """(row, group) that are not taken."""
    typed: Mapping[Place, str] = field(factory=dict)
    """(row, column) → the text typed instead of the pasted one; empty: the cell is left out."""
    readings: Mapping[Place, int] = field(factory=dict)
    """(row, column) → which of the readings of a doubtful figure is meant."""


NO_ANSWERS = Answers()


@frozen
class CapitalRow:
    row: int
    """Place in the pasted table, from 0."""
    group: int
    """Which of the column groups of the sheet: years or kinds side by side."""
    words: str
    status: RowStatus
    line: str = ""
    """Row id of the capital line, also of a new one."""
    matched: str = ""
    """The line in words, or "tiêu đề", "dòng tổng, không nhận", "chưa khớp dòng nào"."""
    amounts: tuple[PlannedCell, ...] = ()
    remark: str = ""
    choices: tuple[Choice, ...] = ()
    may_be_new: bool = False
    key: Key = field(factory=dict)
    """The key of a new line."""
    unknown_agency: str = ""
    """The name of one who spends that is no place of the unit."""
    short: str = ""
    """The line in few words; empty where there is none."""

    @property
    def taken(self) -> bool:
        return self.status in (RowStatus.LINE, RowStatus.NEW)


@frozen
class CapitalPlan:
    rows: tuple[CapitalRow, ...]
    columns: tuple[SheetColumn, ...]
    money: MoneyUnit
    money_stated: bool
    """The sheet says its unit, or a person did; else the dossier's own is assumed."""
    year: int | None
    style: Style | None
    style_asked: bool
    style_words: str
    doubts: tuple[str, ...]
    """What is unclear of the sheet as a whole, besides the style."""
    notes: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[PlannedCell, ...]:
        return tuple(cell for row in self.rows if row.taken for cell in row.amounts)

    @property
    def counts(self) -> Mapping[Outcome, int]:
        return Counter(cell.outcome for cell in self.cells)

    @property
    def unmatched(self) -> int:
        return sum(row.status is RowStatus.ASK for row in self.rows)

    @property
    def blocked(self) -> str:
        """Why it cannot be accepted yet, or empty."""
        counts = self.counts
        if self.doubts:
            return self.doubts[0]
        if self.style_asked and counts[Outcome.QUESTION]:
            return "Hãy chọn kiểu viết số"
        open_places = counts[Outcome.FAULT] + counts[Outcome.QUESTION] + self.unmatched
        if open_places:
            return f"Còn {open_places} chỗ cần xem"
        return "" if counts[Outcome.CHANGE] else "Không có ô nào thay đổi"
