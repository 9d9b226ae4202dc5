"""A finance office's sheet taken apart: its header, the meaning of its columns, its money unit and year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from attrs import evolve, field, frozen

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.exchange.clipboard import Table
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.text import fold
from gnbv_desktop.services.capital_transfer import Way, transfer_in, years_in
from gnbv_desktop.services.capital_words import (
    LINES,
    NOT_TAKEN,
    UNCLEAR,
    choice_in,
    column_of,
    may_be_given,
    money_unit_in,
    origin_in,
)

HEADER_DEPTH = 15
TITLE_LENGTH = 120

_INDEX_CELL = re.compile(r"\(?[0-9]{1,2}\)?(?: ?= ?[0-9+\-*/():% ]+)?|[A-Za-z]|\(?[0-9]{1,2} ?= ?[^ ]*\)?")
_AMOUNT = re.compile(r"[-+(]?[0-9][0-9., ]*\)?(?: ?[^\W\d_]{1,5}| ?%)?|#[A-Z/0!?]+|[-–]")
_WORDS_TITLE = re.compile(r"\b(?:noi dung|ten|du an|danh muc|chi tieu|hang muc)\b")
_ONLY_YEAR = re.compile(r"(?:nam )?20[1-4][0-9]")


class Role(StrEnum):
    WORDS = "words"
    """Names of components, headings."""
    AGENCY = "agency"
    NUMBER = "number"
    """STT."""
    AMOUNT = "amount"
    OTHER = "other"


@frozen
class SheetColumn:
    index: int
    title: str
    role: Role
    code: str = ""
    """Column of the capital lines for an amount that is taken."""
    year: int | None = None
    """Year of use, where the header tells years apart."""
    parts: Mapping[str, str] = field(factory=dict)
    """What the header says of the key: kind, source, year of origin."""
    note: str = ""

    @property
    def group(self) -> tuple[int | None, tuple[tuple[str, str], ...]]:
        """Columns of one group speak of the same line."""
        return self.year, tuple(sorted(self.parts.items()))


@frozen
class Sheet:
    columns: tuple[SheetColumn, ...]
    first_row: int
    """The first row below the header."""
    money: MoneyUnit | None
    """As the sheet says; None when it does not."""
    year: int | None
    """The one year of use it speaks of."""
    doubts: tuple[str, ...] = ()
    """Why columns cannot be taken as they stand."""

    def amounts(self) -> tuple[SheetColumn, ...]:
        return tuple(column for column in self.columns if column.role is Role.AMOUNT and column.code)

    def groups(self) -> tuple[tuple[int | None, tuple[tuple[str, str], ...]], ...]:
        return tuple(dict.fromkeys(column.group for column in self.amounts()))

    def words(self, row: Sequence[str]) -> str:
        """What the row calls itself."""
        return " ".join(row[each.index] for each in self.columns if each.role is Role.WORDS and row[each.index])

    def number(self, row: Sequence[str]) -> str:
        return " ".join(row[each.index] for each in self.columns if each.role is Role.NUMBER and row[each.index])

    def agency(self, row: Sequence[str]) -> str:
        return " ".join(row[each.index] for each in self.columns if each.role is Role.AGENCY and row[each.index])


def take_apart(edition: Edition, table: Table, period: range, overrides: Mapping[int, str]) -> Sheet:
    """`overrides`: the column codes a person has chosen, "" for a column that is not taken."""
    first = _header_end(edition, table, period)
    above = [cell for row in table.rows[:first] for cell in row if cell]
    levels = _levels(table.rows[:first], edition, table.width, period)
    columns = tuple(
        _column(edition, table, first, index, levels[index], period, overrides) for index in range(table.width)
    )
    columns = _one_for_words(table, first, columns)
    columns = _without_totals_of_parts(_given_this_year(columns), overrides)
    year = _year(above, columns, period)
    columns = tuple(evolve(each, year=None) if each.year == year else each for each in columns)
    money = next((unit for cell in above if (unit := money_unit_in(cell)) is not None), None)
    return Sheet(columns, first, money, year, tuple(_doubts(edition, columns, overrides)))


def _header_end(edition: Edition, table: Table, period: range) -> int:
    """The row after the last one that holds titles, and after the line that numbers the columns."""
    end = 0
    numeric = _amount_columns(table)
    for index, row in enumerate(table.rows[:HEADER_DEPTH]):
        filled = _filled(row)
        if _is_index_line(filled):
            end = index + 1
        elif any(_looks_like_amount(cell) for cell in filled[1:]):
            break
        elif _is_title_row(edition, filled, period) or (end and len(filled) > 1 and _only_in(row, numeric)):
            end = index + 1
    return end


def _is_title_row(edition: Edition, filled: Sequence[str], period: range) -> bool:
    """Several titles, or the line that tells the money unit."""
    titles = [cell for cell in filled if len(cell) <= TITLE_LENGTH]
    known = any(column_of(edition, cell, period) is not None or _ONLY_YEAR.fullmatch(fold(cell)) for cell in titles)
    return (len(filled) > 1 and known) or any(money_unit_in(cell) for cell in titles)


def _amount_columns(table: Table) -> frozenset[int]:
    """Columns in which most cells are amounts."""
    found = []
    for index in range(table.width):
        cells = [row[index] for row in table.rows if row[index]]
        if sum(map(_looks_like_amount, cells)) * 2 > len(cells):
            found.append(index)
    return frozenset(found)


def _only_in(row: Sequence[str], columns: frozenset[int]) -> bool:
    """A further line of titles: nothing in it stands where names of components stand."""
    return all(index in columns for index, cell in enumerate(row) if cell)


def _filled(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell]


def _is_index_line(filled: Sequence[str]) -> bool:
    return len(filled) > 2 and all(_INDEX_CELL.fullmatch(cell) for cell in filled)


def _looks_like_amount(cell: str) -> bool:
    return bool(_AMOUNT.fullmatch(cell)) and not _ONLY_YEAR.fullmatch(fold(cell))


def _levels(header: Sequence[Sequence[str]], edition: Edition, width: int, period: range) -> list[list[str]]:
    """The titles above each column from the top down; what was merged stretches to the right."""
    rows = [row for row in header if not _is_index_line(_filled(row))]
    filled = map(_filled, rows)
    several = (n for n, row in enumerate(filled) if len(row) > 1 and _is_title_row(edition, row, period))
    titles = rows[next(several, 0) :]
    found: list[list[str]] = [[] for _ in range(width)]
    own: list[bool] = [False] * width
    for depth, row in enumerate(titles):
        last = ""
        for index, cell in enumerate(row):
            merged = not cell and not own[index] and depth < len(titles) - 1 and last
            last = cell or (last if not own[index] else "")
            if cell or merged:
                found[index].append(cell or last)
            own[index] = own[index] or bool(cell)
    return found


def _column(
    edition: Edition,
    table: Table,
    first: int,
    index: int,
    levels: Sequence[str],
    period: range,
    overrides: Mapping[int, str],
) -> SheetColumn:
    title = " · ".join(dict.fromkeys(levels))
    period = _own_period(levels, period)
    levels = _with_transfers(levels, period)
    cells = [row[index] for row in table.rows[first:] if row[index]]
    if index in overrides:
        return _amount(edition, SheetColumn(index, title, Role.AMOUNT, overrides[index]), levels, period)
    role = _role(fold(title), cells)
    if role is not Role.AMOUNT:
        return SheetColumn(index, title, role)
    code = _code(edition, levels, period)
    if code is None:
        return SheetColumn(index, title, role, note="chưa rõ là số gì")
    note = "" if code else "không nhận: chương trình tính hoặc không cần"
    return _amount(edition, SheetColumn(index, title, role, code, note=note), levels, period)


def _role(title: str, cells: Sequence[str]) -> Role:
    if re.fullmatch(r"(?:so )?(?:stt|tt|so thu tu)", title):
        return Role.NUMBER
    amounts = sum(_looks_like_amount(cell) for cell in cells)
    if cells and amounts * 2 > len(cells):
        return Role.AMOUNT
    if re.search(r"\b(?:chu dau tu|co quan|don vi)\b", title) and not re.search(r"\bdon vi tinh\b", title):
        return Role.AGENCY
    return Role.OTHER


def _own_period(levels: Sequence[str], period: range) -> range:
    """The one year reported on that the titles of a column name, where they name one."""
    named = {year for level in levels if transfer_in(level, period) is None for year in years_in(level)}
    inside = [year for year in named if year in period]
    return range(inside[0], inside[0] + 1) if len(inside) == 1 else period


def _with_transfers(levels: Sequence[str], period: range) -> list[str]:
    """ "Chuyển nguồn" above "sang năm 2024": the titles below say from which year to which."""
    found = [transfer_in(level, period) for level in levels]
    return [
        " ".join(levels[depth:]) if each is not None and each.way is Way.UNCLEAR else levels[depth]
        for depth, each in enumerate(found)
    ]


def _code(edition: Edition, levels: Sequence[str], period: range) -> str | None:
    """The meaning of the lowest title that has one: "Vốn 2022" below "Giải ngân" only narrows it down."""
    found = [code for level in reversed(levels) if (code := column_of(edition, level, period)) is not None]
    if NOT_TAKEN in found or UNCLEAR in found:
        return NOT_TAKEN if NOT_TAKEN in found else None
    # Where a narrower title says "giao" below one that says what became of it, the wider one counts.
    telling = [code for code in found if code != "GIAO"]
    if telling or found:
        return (telling or found)[0]
    return "GIAO" if any(map(may_be_given, levels)) else None


def _amount(edition: Edition, column: SheetColumn, levels: Sequence[str], period: range) -> SheetColumn:
    parts: dict[str, str] = {}
    years: list[int] = []
    for depth, level in enumerate(levels):
        for code in ("LOAI", "NGUON"):
            if (choice := choice_in(edition.lists[code], level)) is not None:
                parts[code] = choice
        origin = _origin(level, depth, period)
        if origin is not None:
            parts["NAM_GOC"] = str(origin)
        years += _years_of_use(level, origin, period)
    return evolve(column, parts=parts, year=years[-1] if years else None)


def _origin(level: str, depth: int, period: range) -> int | None:
    """The year in which the money was given, where it is told apart from the year of use."""
    transfer = transfer_in(level, period)
    if transfer is not None:
        earlier = transfer.way is Way.IN or (transfer.origin or period[0]) < period[0]
        return transfer.origin if earlier else None
    origin = origin_in(level, None)
    return origin if origin is not None and (depth > 0 or origin < period[0]) else None


def _years_of_use(level: str, origin: int | None, period: range) -> tuple[int, ...]:
    transfer = transfer_in(level, period)
    if transfer is None:
        return years_in(level) if origin is None else ()
    used = {Way.IN: transfer.target, Way.OUT: transfer.origin, Way.UNCLEAR: None}[transfer.way]
    return (used,) if used is not None and used in period else ()


def _one_for_words(table: Table, first: int, columns: tuple[SheetColumn, ...]) -> tuple[SheetColumn, ...]:
    """The names stand in the column so titled, else in the one with most letters before the amounts."""
    free = [column for column in columns if column.role is Role.OTHER]
    titled = [
        each for each in free if re.search(r"\b(?:noi dung|ten|du an|danh muc|chi tieu|hang muc)\b", fold(each.title))
    ]
    letters = {each.index: sum(len(row[each.index]) for row in table.rows[first:]) for each in free}
    chosen = (titled or sorted(free, key=lambda each: -letters[each.index]))[:1]
    if not chosen:
        chosen = [column for column in columns if column.role is Role.AGENCY][:1]
    return tuple(evolve(each, role=Role.WORDS) if each in chosen else each for each in columns)


def _given_this_year(columns: tuple[SheetColumn, ...]) -> tuple[SheetColumn, ...]:
    """Beside a column of money carried over, "Vốn giao năm 2023" is the money first given in that year."""
    if not any(each.code == "GIAO" and "NAM_GOC" in each.parts for each in columns):
        return columns
    return tuple(
        evolve(each, parts={**each.parts, "NAM_GOC": str(each.year)})
        if each.code == "GIAO" and "NAM_GOC" not in each.parts and each.year is not None and not _is_sum(each)
        else each
        for each in columns
    )


def _is_sum(column: SheetColumn) -> bool:
    return fold(column.title.rpartition(" · ")[2]).startswith(("tong", "cong"))


def _without_totals_of_parts(columns: tuple[SheetColumn, ...], overrides: Mapping[int, str]) -> tuple[SheetColumn, ...]:
    """ "Tổng số" beside columns of the same amount by kind, source or year of origin: they make it up."""

    def made_up(column: SheetColumn) -> bool:
        return column.index not in overrides and any(
            each.code == column.code
            and (each.year == column.year or _is_sum(column))
            and column.parts.items() < each.parts.items()
            and (_is_sum(column) or "NAM_GOC" in column.parts or "NAM_GOC" not in each.parts)
            for each in columns
        )

    untaken = "không nhận: tổng của các cột bên cạnh"
    return tuple(
        evolve(each, code=NOT_TAKEN, note=untaken) if each.code and made_up(each) else each for each in columns
    )


def _year(above: Sequence[str], columns: Sequence[SheetColumn], period: range) -> int | None:
    """The year the sheet is about: in the titles above, else the only year reported on."""
    of_columns = {column.year for column in columns if column.code and column.year is not None}
    if len(of_columns) == 1:
        return next(iter(of_columns))
    moved = {cell: transfer_in(cell, period) for cell in above}
    named = {year for cell, each in moved.items() for year in years_in(cell) if each is None or year != each.origin}
    inside = sorted(year for year in named if year in period)
    if len(inside) == 1:
        return inside[0]
    return period[0] if len(period) == 1 else None


def _doubts(edition: Edition, columns: Sequence[SheetColumn], overrides: Mapping[int, str]) -> list[str]:
    doubts: list[str] = []
    taken: dict[object, SheetColumn] = {}
    labels = edition.blocks[LINES].columns
    for column in columns:
        if column.role is Role.AMOUNT and column.note.startswith("chưa rõ"):
            title = f" «{column.title}»" if column.title else ""
            doubts.append(f"Cột {column.index + 1}{title} chưa rõ là số gì; hãy chọn tên cột hoặc bỏ cột")
        if not column.code:
            continue
        before = taken.setdefault((column.code, column.group), column)
        if before is not column:
            numbers = f"Cột {before.index + 1} và cột {column.index + 1}"
            doubts.append(f"{numbers} đều là {labels[column.code].label}; hãy chọn một cột")
    if not taken:
        doubts.append("Chưa thấy cột vốn giao, giải ngân nào; hãy chọn tên cột")
    return doubts
