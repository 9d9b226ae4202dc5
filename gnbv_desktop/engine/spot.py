"""The place where an expression stands, and all that it can see from there: the environment of the formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import define

from gnbv_desktop.catalogue.model import Edition, FieldKind
from gnbv_desktop.engine.keyed import UNDIVIDED
from gnbv_desktop.engine.values import MISSING, Figure, Scalar, Status, absent, add_up, known, numbered, typed
from gnbv_desktop.kernel.dossier import SINGLE, Cell, Dossier, State
from gnbv_desktop.kernel.refs import Ref

if TYPE_CHECKING:
    from gnbv_desktop.engine.evaluate import Evaluation
    from gnbv_desktop.engine.formula import Formula


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
        own_year = self.year is not None and block.yearly and block.columns[code].by_year
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

    def all_inside(self, column: str) -> Figure:
        finer = self.work.grains(self.path).finer.get(self.row, ())
        figures = [self.work.figure(Ref(self.path, row, column)) for row in finer]
        if any(figure.status is not Status.VALUE and not figure.nothing for figure in figures):
            return absent(figures)
        return self.inside(column)

    def crossings(self) -> Figure:
        others = self.work.grains(self.path).crossing.get(self.row, frozenset())
        if self.reads is not None:
            first = self.work.edition.blocks[self.path].keys()[0]
            self.reads.extend(Ref(self.path, row, first) for row in (self.row, *sorted(others)))
        return known(Decimal(len(others)))

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

    def earlier(self, formula: Formula) -> Figure:
        if self.work.earlier is None or not self.same_year():
            return MISSING
        before, now = self.work.earlier.dossier.head.period, self.work.dossier.head.period
        if not (before.ended_before(now) or now.cumulative):
            return MISSING
        return formula(Spot(self.work.earlier, self.path, self.row, self.column, form=self.form))

    def alike(self, columns: Sequence[str]) -> Figure:
        own = tuple(self._read(Ref(self.path, self.row, code)).text for code in columns)
        return known(Decimal(self.work.tally(self.path, tuple(columns))[own]))

    def out_of_order(self, number: str, day: str, same: Sequence[str]) -> Figure:
        figures = [self._read(Ref(self.path, self.row, code)) for code in (number, day)]
        own = numbered(*figures)
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
