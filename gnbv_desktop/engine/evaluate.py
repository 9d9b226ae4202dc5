"""All figures of a dossier, typed and derived, and its findings; again after a change only what the change can reach.

Dependencies are between blocks and known from the definitions. Figures are computed when first asked for and kept;
an update keeps everything that stands in blocks which the change cannot reach, and the untouched rows of grids.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from attrs import define, field

from gnbv_desktop.catalogue.model import AS_OF, BlockDef, BlockKind, Column, Edition, FieldKind, RowDef
from gnbv_desktop.engine.keyed import UNDIVIDED, Dimension, Grains, Total, total
from gnbv_desktop.engine.plan import Plan
from gnbv_desktop.engine.values import MISSING, Figure, Scalar, Status, absent, add_up, known
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
        block = self.edition.blocks[path]
        years = self.dossier.head.period.years if block.yearly and self.several_years else ()
        return tuple(
            code
            for base in block.columns
            for code in (base, *(f"{base}_{year}" for year in years if _by_year(block.columns[base])))
        )

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
                if (each := _numbered(number, day)) is not None:
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
            return Total(_derived(found), selection.inside)
        return total(grains, self.column(path, code), where, self._owed(path) if column.expected else None)

    def _owed(self, path: str) -> Callable[[str], bool]:
        """Whether a row should hold the columns that are expected: not one that is said to have no money at all."""
        columns = self.edition.blocks[path].columns
        expected = [code for code, column in columns.items() if column.expected]
        return lambda row: not any(self.figure(Ref(path, row, code)).nothing for code in expected)

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
            return _derived(formula(Spot(self, ref.block, ref.row, ref.column, year)))
        if row is not None and row.value and column.kind is None:
            row_formula = self.plan.row_formula(ref.block, ref.row)
            return _derived(row_formula(Spot(self, ref.block, ref.row, ref.column, year, by_rows=True)))
        cell = self.dossier.cell(ref)
        if cell is not None:
            return typed(cell, column.kind or (row.kind if row else FieldKind.COUNT))
        return self._made_up(ref, block, column, row, year)

    def _made_up(self, ref: Ref, block: BlockDef, column: Column, row: RowDef | None, year: int | None) -> Figure:
        """A figure nobody typed: given by the definitions, the sum of its parts, or the sum of its years."""
        if row is not None and ref.column in row.constants:
            return typed(Cell(State.VALUE, row.constants[ref.column]), column.kind or row.kind)
        if row is not None and row.parts == "all" and column.kind is None:
            summed = _complete_sum(self.figure(ref._replace(row=part)) for part in self.plan.parts(ref.block, ref.row))
            if summed is not None:
                return summed
        addable = column.accumulates and (row is None or row.accumulates)
        if year is None and block.yearly and self.several_years and addable and _by_year(column):
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


def typed(cell: Cell, kind: FieldKind) -> Figure:
    """The figure that a cell holds."""
    match cell.state:
        case State.NA:
            return Figure(Status.NA)
        case State.UNFUNDED:
            return Figure(Status.UNFUNDED)
        case State.UNREAD:
            return Figure(Status.UNREAD)
    fuzzy = bool(cell.qualifier)
    if kind.numeric or (kind in (FieldKind.YEAR, FieldKind.YEARS) and cell.text.isdecimal()):
        return Figure(Status.VALUE, Decimal(cell.text), fuzzy)
    if kind is FieldKind.DATE:
        return Figure(Status.VALUE, datetime.date.fromisoformat(cell.text), fuzzy)
    return Figure(Status.VALUE, cell.text, fuzzy)


def _derived(figure: Figure) -> Figure:
    if figure.value == "":
        return MISSING
    return Figure(figure.status, figure.value, figure.fuzzy, derived=True)


def _numbered(number: Figure, day: Figure) -> tuple[int, datetime.date] | None:
    digits = number.text[: len(number.text) - len(number.text.lstrip("0123456789"))]
    return (int(digits), day.value) if digits and isinstance(day.value, datetime.date) else None


def _by_year(column: Column) -> bool:
    """Whether a yearly block has the column once per year: figures, not dates or remarks."""
    return not column.key and (column.kind is None or column.kind.numeric)


def _complete_sum(figures: Iterable[Figure]) -> Figure | None:
    parts = list(figures)
    if not parts or any(part.status is not Status.VALUE and not part.nothing for part in parts):
        return None
    return _derived(add_up(parts))


@define(eq=False)
class Spot:
    """The place where an expression stands: a row, a column of rows, or a group of a keyed grid."""

    work: Evaluation
    path: str = ""
    row: str = SINGLE
    column: str = ""
    year: int | None = None
    by_rows: bool = False
    where: Mapping[str, str] | None = None
    form: str = ""
    reads: list[Ref] | None = None
    """When given, collects the addresses that the expression looked at."""

    def name(self, code: str) -> Figure:
        if code == "CELL":
            return self._read(Ref(self.path, self.row, self.column))
        if self.by_rows:
            return self._read(Ref(self.path, code, self.column))
        if self.where is not None:
            return self._of_group(code)
        block = self.work.edition.blocks[self.path]
        own_year = self.year is not None and block.yearly and _by_year(block.columns[code])
        return self._read(Ref(self.path, self.row, f"{code}_{self.year}" if own_year else code))

    def _of_group(self, code: str) -> Figure:
        assert self.where is not None
        column = self.work.edition.blocks[self.path].columns.get(code)
        if code in self.where and column is not None:
            return typed(Cell(State.VALUE, self.where[code]), column.kind or FieldKind.TEXT)
        return self._total(self.path, code, self.where)

    def ref(self, ref: Ref) -> Figure:
        path = self.work.plan.resolve(self.path, self.form, ref.block)
        if self.year is not None and self.work.edition.blocks[path].yearly:
            return self._read(Ref(path, ref.row, f"{ref.column}_{self.year}"))
        return self._read(Ref(path, ref.row, ref.column))

    def is_block(self, name: str) -> bool:
        return self.work.plan.resolve(self.path, self.form, name) in self.work.edition.blocks

    def pivot(self, block: str, column: str, where: Mapping[str, Figure]) -> Figure:
        path = self.work.plan.resolve(self.path, self.form, block)
        if any(figure.status is not Status.VALUE for figure in where.values()):
            return absent(where.values())
        selection = dict(self.where) if self.where is not None and path == self.path else {}
        selection |= {key: figure.text for key, figure in where.items()}
        return self._total(path, column, selection)

    def _total(self, path: str, column: str, where: Mapping[str, str]) -> Figure:
        found = self.work.pivot(path, column, where)
        if self.reads is not None:
            self.reads.extend(Ref(path, row, column) for row in found.rows)
        return found.figure

    def count(self, block: str, where: Mapping[str, Figure]) -> Figure:
        path = self.work.plan.resolve(self.path, self.form, block)
        wanted = {key: figure.text for key, figure in where.items()}
        rows = self.work.rows(path)
        if not rows:
            return MISSING
        hits = [row for row in rows if self._row_has(path, row, wanted)]
        if self.reads is not None:
            first = next(iter(self.work.edition.blocks[path].columns))
            self.reads.extend(Ref(path, row, first) for row in hits)
        return known(Decimal(len(hits)))

    def _row_has(self, path: str, row: str, wanted: Mapping[str, str]) -> bool:
        return all(self.work.figure(Ref(path, row, code)).text == text for code, text in wanted.items())

    def total(self, block: str, column: str) -> Figure:
        path = self.work.plan.resolve(self.path, self.form, block)
        if self.work.edition.blocks[path].keys():
            return self._total(path, column, {})
        found = self.work.edition.column_of(path, column)
        formula = self.work.plan.column_formula(path, column)
        if formula is not None and found is not None and not found[0].total:
            return MISSING
        return add_up(self._read(Ref(path, row, column)) for row in self.work.rows(path))

    def parts(self) -> Figure:
        row = self.work.edition.blocks[self.path].rows.get(self.row)
        figures = self._parts() if row is not None and row.parts == "all" else []
        if not figures or any(figure.status is not Status.VALUE and not figure.nothing for figure in figures):
            return absent(figures)
        return add_up(figures)

    def some_parts(self) -> Figure:
        return add_up(figure for figure in self._parts() if figure.status is Status.VALUE)

    def _parts(self) -> list[Figure]:
        return [self._read(Ref(self.path, part, self.column)) for part in self.work.plan.parts(self.path, self.row)]

    def inside(self, column: str) -> Figure:
        grains = self.work.grains(self.path)
        finer = grains.finer.get(self.row, ())
        if not finer:
            return MISSING
        held = {row for row in finer if self.work.figure(Ref(self.path, row, column)).status is Status.VALUE}
        counted = [row for row in finer if row in held and held.isdisjoint(grains.coarser.get(row, ()))]
        return add_up(self._read(Ref(self.path, row, column)) for row in counted)

    def within(self, block: str, column: str) -> Figure:
        path = self.work.plan.resolve(self.path, self.form, block)
        owners = [code for code, each in self.work.edition.blocks[path].columns.items() if each.of == self.path]
        rows = [
            row
            for row in self.work.rows(path)
            if any(self.work.figure(Ref(path, row, code)).text == self.row for code in owners)
        ]
        return add_up(self._read(Ref(path, row, column)) for row in rows)

    def twins(self) -> Figure:
        grains = self.work.grains(self.path)
        for dimension in grains.dimensions:
            self._read(Ref(self.path, self.row, dimension.column))
        return known(Decimal(grains.twins(self.row)))

    def unit(self) -> str:
        column = self.work.edition.column_of(self.path, self.column)
        row = self.work.edition.blocks[self.path].rows.get(self.row)
        return (column[0].unit if column else "") or (row.unit if row else "")

    def accumulates(self) -> bool:
        column = self.work.edition.column_of(self.path, self.column)
        row = self.work.edition.blocks[self.path].rows.get(self.row)
        return (column is None or column[0].accumulates) and (row is None or row.accumulates)

    def kind(self) -> str:
        column = self.work.edition.column_of(self.path, self.column)
        row = self.work.edition.blocks[self.path].rows.get(self.row)
        found = (column[0].kind if column else None) or (row.kind if row else FieldKind.TEXT)
        return found.value

    def same_year(self) -> bool:
        if self.work.earlier is None:
            return False
        before, now = self.work.earlier.dossier.head.period, self.work.dossier.head.period
        return before.last_year == now.last_year and before.first_year >= now.first_year

    def alike(self, columns: Sequence[str]) -> Figure:
        own = tuple(self._read(Ref(self.path, self.row, code)).text for code in columns)
        return known(Decimal(self.work.tally(self.path, tuple(columns))[own]))

    def out_of_order(self, number: str, day: str, same: Sequence[str]) -> Figure:
        figures = [self._read(Ref(self.path, self.row, code)) for code in (number, day)]
        own = _numbered(*figures)
        if own is None:
            return MISSING
        texts = tuple(self.work.figure(Ref(self.path, self.row, code)).text for code in same)
        others = self.work.series(self.path, (number, day, *same))[own[1].year, *texts]
        return known(Decimal(sum(other[0] < own[0] and other[1] > own[1] for other in others)))

    def previous(self, column: str, where: Mapping[str, Figure]) -> Figure:
        earlier = self.work.earlier
        if earlier is None or self.path not in earlier.edition.blocks:
            return MISSING
        code = column or self.column
        codes = earlier.edition.blocks[self.path].keys()
        if self.where is not None:
            if any(figure.status is not Status.VALUE for figure in where.values()):
                return MISSING
            selection = {**self.where, **{key: figure.text for key, figure in where.items()}}
            return earlier.pivot(self.path, code, selection).figure
        if codes:
            texts = {key: self.work.figure(Ref(self.path, self.row, key)).text for key in codes}
            same = {key: text or UNDIVIDED for key, text in texts.items()}
            return earlier.pivot(self.path, code, same).figure
        return earlier.figure(Ref(self.path, self.row, code))

    def parameter(self, code: str) -> Figure:
        value = self.work.edition.parameters[code].at(self.work.dossier.head.period.cutoff)
        return MISSING if value is None else known(value)

    def fact(self, code: str) -> bool:
        return code in self.work.dossier.head.unit.facts

    def usual(self, component: str, kind: str) -> bool:
        return all(
            not each.capital or kind in each.capital
            for code in component.split("+")
            if (each := self.work.edition.components.get(code)) is not None
        )

    def applies(self, component: str) -> bool:
        return applies(self.work.edition, self.work.dossier, component)

    def constant(self, name: str) -> Figure:
        period = self.work.dossier.head.period
        values: dict[str, Scalar] = {
            "cutoff": period.cutoff,
            "first_year": Decimal(period.first_year),
            "last_year": Decimal(period.last_year),
        }
        return known(values[name])

    def _read(self, ref: Ref) -> Figure:
        if self.reads is not None:
            self.reads.append(ref)
        return self.work.figure(ref)


def applies(edition: Edition, dossier: Dossier, component: str) -> bool:
    """Whether every named component applies to the unit, by the facts known of it."""
    for code in component.split("+"):
        if code not in edition.components:
            continue
        chain = (code, *edition.ancestors(code))
        needed = {edition.components[each].applies for each in chain} - {""}
        if not needed <= set(dossier.head.unit.facts):
            return False
    return True
