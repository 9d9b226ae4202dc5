"""The rows of a finance office's sheet: headings hand their words down, totals add up the rows below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from enum import StrEnum

from attrs import evolve, field, frozen

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.exchange.clipboard import Table
from gnbv_desktop.services.capital_lines import COMPONENT
from gnbv_desktop.services.capital_match import Matcher, Understood
from gnbv_desktop.services.capital_sheet import Sheet
from gnbv_desktop.services.capital_words import is_total

_NUMBER = re.compile(r"([IVX]+|[A-Z]|[0-9]+|[a-zđ])[.)/] |([-–+*]) ?")


class RowKind(StrEnum):
    HEADING = "heading"
    TOTAL = "total"
    DATA = "data"


@frozen
class SheetRow:
    index: int
    """Place in the pasted table, from 0."""
    words: str
    kind: RowKind
    said: Understood
    """What the row itself says."""
    context: Mapping[str, str] = field(factory=dict)
    """What the headings above it say."""
    depth: int = 0
    below: tuple[int, ...] = ()
    """For a total: the rows that it should add up."""


@frozen
class _Level:
    """One open heading."""

    key: str
    numbering: str
    parts: Mapping[str, str]


def read_rows(edition: Edition, table: Table, sheet: Sheet, matcher: Matcher, year: int | None) -> tuple[SheetRow, ...]:
    rows = list(_with_context(edition, table, sheet, matcher, year))
    filled = {row.index for row in rows if _has_amounts(table, sheet, row.index)}
    rows = [_as_heading(row, filled) for row in rows]
    rows = [_as_subtotal(row, rows[place + 1 :], filled) for place, row in enumerate(rows)]
    data = [row.index for row in rows if row.kind is RowKind.DATA]
    return tuple(_with_data_only(row, data) for row in rows)


def sums_to_try(rows: Sequence[SheetRow], total: SheetRow, telling: Set[int]) -> Iterator[tuple[int, ...]]:
    """The rows a total may add up, the likeliest first: those it heads, else all, those before it, those after it.

    `telling`: totals that are figures of their own, for the rows below them say nothing.
    """
    if total.below:
        yield tuple({*total.below, *(index for index in telling if total.index < index <= total.below[-1])})
        return
    data = [row.index for row in rows if row.kind is RowKind.DATA or row.index in telling]
    totals = [row.index for row in rows if row.kind is RowKind.TOTAL and not row.below]
    before = max((index for index in totals if index < total.index), default=-1)
    after = min((index for index in totals if index > total.index), default=rows[-1].index + 1)
    yield tuple(data)
    yield tuple(index for index in data if before < index < total.index)
    yield tuple(index for index in data if total.index < index < after)


def _with_context(
    edition: Edition, table: Table, sheet: Sheet, matcher: Matcher, year: int | None
) -> Iterator[SheetRow]:
    open_levels: list[_Level] = []
    for index in range(sheet.first_row, len(table.rows)):
        row = table.rows[index]
        words, agency = sheet.words(row), sheet.agency(row)
        if not (words or agency) and not _has_amounts(table, sheet, index):
            continue
        shown = words or agency
        if is_total(shown):
            yield SheetRow(index, shown, RowKind.TOTAL, Understood())
            continue
        above = _merged(open_levels)
        said = matcher.understand(words, agency, year, above.get(COMPONENT, ""))
        numbering = _numbering(sheet.number(row), words)
        _close(edition, open_levels, said, numbering)
        context = _merged(open_levels)
        yield SheetRow(index, shown, RowKind.DATA, said, context, len(open_levels))
        level = _level(edition, said, numbering)
        heads = said.components or numbering or not _has_amounts(table, sheet, index)
        # Where headings are numbered or name components, a mere "Vốn năm 2022 | 8.808" is a row like its neighbours.
        if level and (heads or not any(each.numbering or COMPONENT in each.parts for each in open_levels)):
            open_levels.append(level)


def _numbering(number: str, words: str) -> str:
    """How a row is numbered: rows numbered alike stand beside each other."""
    prefix = number or (found[1] if (found := _NUMBER.match(words)) else "")
    kinds = (("roman", r"[IVX]+"), ("upper", r"[A-Z]"), ("digit", r"[0-9]+"), ("lower", r"[a-zđ]"), ("dash", r"[-–+*]"))
    return next((kind for kind, pattern in kinds if re.fullmatch(pattern, prefix.strip(".)/ "))), "")


def _merged(levels: Iterable[_Level]) -> dict[str, str]:
    merged: dict[str, str] = {}
    for level in levels:
        merged |= level.parts
    return merged


def _level_key(edition: Edition, said: Understood) -> str:
    if said.components:
        return f"component {len(edition.ancestors(said.components[0]))}"
    return " ".join(sorted(said.parts)) if said.pure else ""


def _level(edition: Edition, said: Understood, numbering: str) -> _Level | None:
    """What a row hands down: its component always, the kind of money only when it speaks of nothing else."""
    key = _level_key(edition, said)
    if not key:
        return None
    parts = dict(said.parts) if said.pure and not said.components else {}
    if len(said.components) == 1:
        parts[COMPONENT] = said.components[0]
    return _Level(key, numbering, parts)


def _close(edition: Edition, levels: list[_Level], said: Understood, numbering: str) -> None:
    """Ends the headings that a row of the same or a higher level ends."""
    key = _level_key(edition, said)
    above = edition.ancestors(said.components[0]) if said.components else ()

    def ends(level: _Level) -> bool:
        of_component = level.key.startswith("component")
        if said.components:
            return of_component and level.parts.get(COMPONENT) not in above
        return level.key == key or (not of_component and level.numbering == numbering != "")

    if not key:
        return
    first = next((place for place, level in enumerate(levels) if ends(level)), None)
    if first is not None:
        del levels[first:]


def _has_amounts(table: Table, sheet: Sheet, index: int) -> bool:
    return any(table.rows[index][column.index] for column in sheet.amounts())


def _as_heading(row: SheetRow, filled: set[int]) -> SheetRow:
    return row if row.index in filled else evolve(row, kind=RowKind.HEADING)


def _as_subtotal(row: SheetRow, following: Sequence[SheetRow], filled: set[int]) -> SheetRow:
    """A row that only names a node or a kind of money, with rows below it that say more, adds them up."""
    if row.kind is not RowKind.DATA or not row.said.pure:
        return row
    below: list[int] = []
    for each in following:
        if each.kind is RowKind.TOTAL or each.depth <= row.depth:
            break
        if each.index in filled and not each.said.nothing:
            below.append(each.index)
    return evolve(row, kind=RowKind.TOTAL, below=tuple(below)) if below else row


def _with_data_only(row: SheetRow, data: Sequence[int]) -> SheetRow:
    return evolve(row, below=tuple(index for index in row.below if index in data)) if row.below else row
