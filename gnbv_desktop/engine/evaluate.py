"""All figures of a dossier, typed and derived, and its findings; again after a change only what the change can reach.

Dependencies are between blocks and known from the definitions. Figures are computed when first asked for and kept;
an update keeps everything that stands in blocks which the change cannot reach, and the untouched rows of grids.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property

from attrs import define, field

from gnbv_desktop.catalogue.model import AS_OF, BlockDef, BlockKind, Column, Edition, FieldKind, RowDef
from gnbv_desktop.engine.keyed import Dimension, Grains, Owed, Repeats, Total, shown, total
from gnbv_desktop.engine.plan import Plan
from gnbv_desktop.engine.spot import Spot
from gnbv_desktop.engine.values import MISSING, Figure, Status, add_up, as_derived, numbered, typed
from gnbv_desktop.kernel.dossier import SINGLE, Cell, Dossier, State
from gnbv_desktop.kernel.issues import Issue
from gnbv_desktop.kernel.refs import Ref, parse_ref

Rows = dict[str, dict[str, Figure]]
Series = dict[tuple[int | str, ...], list[tuple[int, datetime.date]]]


@define(eq=False)
class Evaluation:
    """The figures of one dossier under one edition. Never changed from outside; filled as figures are asked for."""

    plan: Plan
    dossier: Dossier
    earlier: Evaluation | None = None
    """The evaluation of the previous dossier of the same unit."""
    findings: dict[str, dict[str, Issue]] = field(factory=dict)
    _figures: dict[str, Rows] = field(factory=dict)
    _grains: dict[str, Grains] = field(factory=dict)
    _columns: dict[tuple[str, str], dict[str, Figure]] = field(factory=dict)
    _row_sets: dict[str, frozenset[str]] = field(factory=dict)
    _column_names: dict[str, tuple[str, ...]] = field(factory=dict)
    _filled: dict[tuple[str, str], tuple[str, ...]] = field(factory=dict)
    _carried: dict[tuple[str, str], tuple[dict[str, Figure], Iterable[str]]] = field(factory=dict)
    """Columns of the evaluation before, and the rows in which they have to be looked at again."""
    _totals: dict[tuple[str, str, tuple[tuple[str, str], ...]], Total] = field(factory=dict)
    _tallies: dict[tuple[str, tuple[str, ...]], Counter[tuple[str, ...]]] = field(factory=dict)
    _series: dict[tuple[str, tuple[str, ...]], Series] = field(factory=dict)

    @property
    def edition(self) -> Edition:
        return self.plan.edition

    def figure(self, ref: Ref) -> Figure:
        rows = self._figures.setdefault(ref.block, {})
        cells = rows.setdefault(ref.row, {})
        if ref.column not in cells:
            cells[ref.column] = self._compute(ref)
        return cells[ref.column]

    def rows(self, path: str) -> tuple[str, ...]:
        """The rows of a block in their order."""
        block = self.edition.blocks[path]
        match block.kind:
            case BlockKind.FIELDS:
                return (SINGLE,)
            case BlockKind.FIXED:
                return tuple(code for code, row in block.rows.items() if not row.heading)
            case BlockKind.COMMUNES:
                return tuple(place.id for place in self.dossier.head.unit.communes)
            case BlockKind.OPEN | BlockKind.DOCUMENTS:
                return self.dossier.block(path).order
            case _:
                return ()

    def _present(self, path: str) -> frozenset[str]:
        if path not in self._row_sets:
            self._row_sets[path] = frozenset(self.rows(path))
        return self._row_sets[path]

    def columns(self, path: str) -> tuple[str, ...]:
        """The columns of a block, those of single years after their column."""
        if path not in self._column_names:
            block = self.edition.blocks[path]
            years = self.dossier.head.period.years if block.yearly and self.several_years else ()
            self._column_names[path] = tuple(
                code
                for base, column in block.columns.items()
                for code in (base, *(f"{base}_{year}" for year in years if column.by_year))
            )
        return self._column_names[path]

    def filled(self, path: str, row: str) -> tuple[str, ...]:
        """The columns of a row in which there is a figure, typed or derived, or at least the reason for its absence."""
        if (path, row) not in self._filled:
            found = (code for code in self.columns(path) if self.figure(Ref(path, row, code)).status != Status.MISSING)
            self._filled[path, row] = tuple(found)
        return self._filled[path, row]

    @cached_property
    def several_years(self) -> bool:
        return len(self.dossier.head.period.years) > 1

    def block_figures(self, path: str) -> Iterator[tuple[Ref, Figure]]:
        """Every figure of a block that is there: typed or derived."""
        columns, rows = (*self.columns(path), AS_OF), self.rows(path)
        for row in dict.fromkeys((*rows, SINGLE)):
            for column in columns if row in rows else (AS_OF,):
                ref = Ref(path, row, column)
                figure = self.figure(ref)
                if figure is not MISSING and figure.status is not Status.MISSING:
                    yield ref, figure

    def all_figures(self) -> Iterator[tuple[Ref, Figure]]:
        for path, block in self.edition.blocks.items():
            if block.kind not in (BlockKind.SHOW, BlockKind.NARRATIVE):
                yield from self.block_figures(path)

    def grains(self, path: str) -> Grains:
        if path not in self._grains:
            block = self.edition.blocks[path]
            codes = block.keys()
            keys = {row: tuple(self.figure(Ref(path, row, code)).text for code in codes) for row in self.rows(path)}
            self._grains[path] = Grains(tuple(self._dimension(block, code) for code in codes), keys)
        return self._grains[path]

    def _dimension(self, block: BlockDef, code: str) -> Dimension:
        return Dimension(code, self.plan.atoms(block.columns[code]), bool(block.columns[code].value))

    def column(self, path: str, code: str) -> dict[str, Figure]:
        """One column's figure in every row."""
        if (path, code) not in self._columns:
            earlier, rows = self._carried.get((path, code), ({}, self.rows(path)))
            self._columns[path, code] = {**earlier, **{row: self.figure(Ref(path, row, code)) for row in rows}}
        return self._columns[path, code]

    def tally(self, path: str, codes: tuple[str, ...]) -> Counter[tuple[str, ...]]:
        """How many rows of a block have the same texts in these columns."""
        if (path, codes) not in self._tallies:
            rows = self.rows(path)
            texts = (tuple(self.figure(Ref(path, row, code)).text for code in codes) for row in rows)
            self._tallies[path, codes] = Counter(texts)
        return self._tallies[path, codes]

    def series(self, path: str, codes: tuple[str, ...]) -> Series:
        """The numbers and dates in the first two of these columns, by year and the texts in the others."""
        if (path, codes) not in self._series:
            found: Series = defaultdict(list)
            for row in self.rows(path):
                number, day, *same = (self.figure(Ref(path, row, code)) for code in codes)
                if (each := numbered(number, day)) is not None:
                    found[each[1].year, *(figure.text for figure in same)].append(each)
            self._series[path, codes] = found
        return self._series[path, codes]

    def pivot(self, path: str, code: str, where: Mapping[str, str]) -> Total:
        """The column's total over the rows of a keyed grid that lie within the selection."""
        asked = (path, code, tuple(sorted((key, text) for key, text in where.items() if text)))
        if asked not in self._totals:
            self._totals[asked] = self._pivot(path, code, dict(asked[2]))
        return self._totals[asked]

    def _pivot(self, path: str, code: str, where: Mapping[str, str]) -> Total:
        column = self.edition.blocks[path].columns[code]
        formula = self.plan.column_formula(path, code)
        grains = self.grains(path)
        if formula is not None and column.kind is not None and column.kind.numeric:
            selection = grains.select(where)
            found = formula(Spot(self, path, where=where)) if selection.reach else MISSING
            return Total(as_derived(found), selection.inside)
        owed = self._owed(path) if column.expected else None
        return total(grains, self.column(path, code), where, owed, self._repeats(path) if column.once else None)

    def _repeats(self, path: str) -> Repeats | None:
        block = self.edition.blocks[path]
        if block.carried is None:
            return None
        places = {code: index for index, code in enumerate(block.keys())}
        same = tuple(places[code] for code in block.carried.same)
        return Repeats(places[block.carried.year], places[block.carried.origin], same)

    def _owed(self, path: str) -> Owed:
        """A row owes the expected columns unless it is said to have no money, or its finer rows make it up.

        Whether they do is seen in the first of these columns: the amount of which the others say what became.
        """
        columns = self.edition.blocks[path].columns
        expected = [code for code, column in columns.items() if column.expected]

        def owed(row: str, parts: AbstractSet[str]) -> bool:
            if any(self.figure(Ref(path, row, code)).nothing for code in expected):
                return False
            return not parts or self._undivided_rest(path, row, expected[0])

        return owed

    def _undivided_rest(self, path: str, row: str, code: str) -> bool:
        """Whether the finer rows of a row hold some of a column, but not all that the row itself holds."""
        value = self.figure(Ref(path, row, code)).number
        if value is None:
            return False
        made_up = shown(self.grains(path), self.column(path, code), row)
        return 0 < made_up < value

    def _compute(self, ref: Ref) -> Figure:
        block = self.edition.blocks[ref.block]
        found = self.edition.column_of(ref.block, ref.column)
        taken_out = block.kind.open_rows and ref.row and ref.row not in self._present(ref.block)
        if found is None or taken_out:
            return MISSING
        column, year = found
        row = block.rows.get(ref.row)
        formula = self.plan.column_formula(ref.block, ref.column if year is None else ref.column[:-5])
        if formula is not None:
            return as_derived(formula(Spot(self, ref.block, ref.row, ref.column, year)))
        if row is not None and row.value and column.kind is None:
            row_formula = self.plan.row_formula(ref.block, ref.row)
            return as_derived(row_formula(Spot(self, ref.block, ref.row, ref.column, year, by_rows=True)))
        cell = self.dossier.cell(ref)
        if cell is not None:
            return typed(cell, column.kind or (row.kind if row else FieldKind.COUNT))
        return self._made_up(ref, block, column, row, year)

    def _made_up(self, ref: Ref, block: BlockDef, column: Column, row: RowDef | None, year: int | None) -> Figure:
        """A figure nobody typed: given by the definitions, the sum of its parts, or the sum of its years."""
        if row is not None and ref.column in row.constants:
            return as_derived(typed(Cell(State.VALUE, row.constants[ref.column]), column.kind or row.kind))
        if row is not None and row.parts == "all" and column.kind is None:
            summed = _complete_sum(self.figure(ref._replace(row=part)) for part in self.plan.parts(ref.block, ref.row))
            if summed is not None:
                return summed
        addable = column.accumulates and (row is None or row.accumulates)
        if year is None and block.yearly and self.several_years and addable and column.by_year:
            years = self.dossier.head.period.years
            summed = _complete_sum(self.figure(ref._replace(column=f"{ref.column}_{each}")) for each in years)
            if summed is not None:
                return summed
        return MISSING

    def keeping(self, dossier: Dossier, touched: Mapping[str, frozenset[str]]) -> tuple[Evaluation, frozenset[str]]:
        """A new evaluation that keeps what the touched rows of blocks cannot reach, and the blocks it starts anew."""
        reached = self.plan.reached(touched)
        fresh = Evaluation(self.plan, dossier, self.earlier)
        for path, rows in self._figures.items():
            if path in touched and path not in reached and self.edition.blocks[path].kind.open_rows:
                fresh._figures[path] = {row: cells for row, cells in rows.items() if row not in touched[path]}
            elif path not in touched and path not in reached:
                fresh._figures[path] = rows
        changed = frozenset(touched) | reached
        fresh._grains = {path: grains for path, grains in self._grains.items() if path not in changed}
        fresh._columns = {key: column for key, column in self._columns.items() if key[0] not in changed}
        fresh._totals = {key: each for key, each in self._totals.items() if key[0] not in changed}
        for path in changed & self._grains.keys():
            edited = touched.get(path) if path not in reached else None
            if edited is not None and fresh._same_keys(path, self._grains[path], edited):
                fresh._carry(self, path, edited)
        return fresh, changed

    def _carry(self, before: Evaluation, path: str, rows: frozenset[str]) -> None:
        """Takes over what a change in these rows of a keyed grid, but not in their keys, leaves standing."""
        grains = self._grains[path] = before._grains[path]
        for (where, code), column in before._columns.items():
            if where == path:
                self._carried[path, code] = (column, rows)
        for asked, each in before._totals.items():
            if asked[0] == path and rows.isdisjoint(grains.select(dict(asked[2])).reach):
                self._totals[asked] = each

    def _same_keys(self, path: str, grains: Grains, rows: frozenset[str]) -> bool:
        if tuple(grains.keys) != self.rows(path):
            return False
        codes = self.edition.blocks[path].keys()
        return all(
            grains.keys[row] == tuple(self.figure(Ref(path, row, code)).text for code in codes)
            for row in rows
            if row in grains.keys
        )

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The findings in order of severity and place, each with the reason given for it."""
        found = (self.reasoned(issue) for each in self.findings.values() for issue in each.values())
        blocks = {path: position for position, path in enumerate(self.edition.blocks)}
        rows: dict[str, dict[str, int]] = {}

        def order(issue: Issue) -> tuple[object, ...]:
            ref = parse_ref(issue.ref)
            if ref.block in blocks and ref.block not in rows:
                rows[ref.block] = {row: position for position, row in enumerate(self.rows(ref.block))}
            row = rows.get(ref.block, {}).get(ref.row, -1)
            return issue.severity.rank, blocks.get(ref.block, -1), row, issue.code, ref.column, issue.refs

        return tuple(sorted(found, key=order))

    def reasoned(self, issue: Issue) -> Issue:
        reason = self.dossier.reasons.get(reason_key(issue.code, issue.refs))
        if reason is None or reason.values != issue.values:
            return issue
        return Issue(
            issue.code, issue.severity, issue.ref, issue.refs, issue.values,
            issue.message, issue.remedy, issue.place, reason.text,
        )  # fmt: skip


def reason_key(control: str, refs: Iterable[str]) -> str:
    return f"{control} {' '.join(refs)}"


def _complete_sum(figures: Iterable[Figure]) -> Figure | None:
    parts = list(figures)
    if not parts or any(part.status is not Status.VALUE and not part.nothing for part in parts):
        return None
    return as_derived(add_up(parts))
