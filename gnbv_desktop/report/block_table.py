"""A block of a form as a table: rows and columns as its definition says, chosen and headed by the annex."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache

from attrs import define, evolve, field, frozen

from gnbv_desktop.catalogue.annex_model import AnnexTable
from gnbv_desktop.catalogue.expressions import parse
from gnbv_desktop.catalogue.model import BlockDef, BlockKind, Column, FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import key_label
from gnbv_desktop.engine.values import Figure, Status, add_up
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.dossier import SINGLE
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.grid import (
    Body,
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Look,
    figure_cell,
    index_terms,
    index_text,
    text_cell,
    with_expression,
    with_sum,
)
from gnbv_desktop.report.numbering import roman

_CENTRED = {FieldKind.YEAR, FieldKind.YEARS, FieldKind.DATE}
_LETTERS = "ABCDEGHIKLMNOPQRSTUVXY"
_OWN_NUMBER = re.compile(r"^[IVX]+\. ")
_EMPTY = GridCell(None, Look.TEXT)


@frozen
class Shown:
    """A column of the sheet: the code of the field with its year, and what stands above it."""

    code: str
    base: str
    year: int | None
    column: Column
    groups: tuple[str, ...]
    joined: tuple[str, ...] = ()
    """Columns told in its cells after it."""
    look: Look = field(init=False)
    numeric: bool = field(init=False)

    @look.default
    def _look(self) -> Look:
        own = look_of(self.column.kind)
        return Look.TEXT if self.joined and own is not Look.CENTER else own

    @numeric.default
    def _numeric(self) -> bool:
        return self.look in (Look.NUMBER, Look.RATE)


@lru_cache(maxsize=32)
def look_of(kind: FieldKind | None) -> Look:
    if kind is FieldKind.PERCENT:
        return Look.RATE
    if kind is None or kind.numeric:
        return Look.NUMBER
    return Look.CENTER if kind in _CENTRED else Look.TEXT


@define(eq=False)
class BlockTable:
    evaluation: Evaluation
    table: AnnexTable
    _places: dict[int | None, dict[str, int]] = field(factory=dict)

    def grid(self, title: str = "", unit_line: str = "") -> Grid:
        match self.block.kind:
            case BlockKind.FIXED:
                grid = self._fixed()
            case BlockKind.FIELDS:
                grid = self._fields()
            case _:
                grid = self._listed()
        return evolve(grid, title=title, unit_line=unit_line)

    @property
    def path(self) -> str:
        return self.table.block

    @cached_property
    def block(self) -> BlockDef:
        return self.evaluation.edition.blocks[self.path]

    @cached_property
    def _money(self) -> MoneyUnit:
        return MoneyUnit(self.evaluation.dossier.head.money_unit)

    def tells(self) -> bool:
        """Whether there is anything to print; a table whose rows the law gives is printed blank too."""
        if self.block.kind is BlockKind.FIXED:
            return True
        rows = (SINGLE,) if self.block.kind is BlockKind.FIELDS else self.rows
        if self.block.kind.open_rows:
            return bool(rows)
        refs = (Ref(self.path, row, each.code) for row in rows for each in self._shown)
        return any(self.evaluation.figure(ref).status is not Status.MISSING for ref in refs)

    def has_money(self) -> bool:
        kinds = [each.column.kind for each in self._shown]
        return FieldKind.MONEY in kinds or any(row.kind is FieldKind.MONEY for row in self.block.rows.values())

    # ---- columns

    @cached_property
    def _shown(self) -> tuple[Shown, ...]:
        codes = self.table.columns or tuple(code for code, each in self.block.columns.items() if not each.optional)
        aside = {self.table.name, *(() if self.evaluation.several_years else self.table.over_years)}
        found = [self._column(code, None) for code in codes if code not in aside]
        if not self._years:
            return tuple(found)
        remarks = next((step for step in range(len(found), 0, -1) if found[step - 1].numeric), 0)
        by_year = [self._column(code, year) for year in self._years for code in self.table.years]
        return (*found[:remarks], *by_year, *found[remarks:])

    @cached_property
    def _years(self) -> tuple[int, ...]:
        """Those that have columns of their own."""
        if not (self.block.yearly and self.evaluation.several_years and self.table.years):
            return ()
        return tuple(self.evaluation.dossier.head.period.years)

    def _column(self, base: str, year: int | None) -> Shown:
        """A single column per year needs no heading over it: the year is in its own."""
        own = tuple(label for label, members in self.table.groups.items() if base in members)
        column = self.block.columns[base]
        one = len(self.table.years) == 1
        if year is not None:
            return Shown(f"{base}_{year}", base, year, column, () if one else (f"Năm {year}",))
        joined = tuple(self.table.joined.get(base, ()))
        told = Shown(base, base, None, column, own, joined)
        return evolve(told, groups=("Cả giai đoạn",)) if self._years and not one and told.numeric else told

    def _columns(self, lead: Sequence[GridColumn]) -> tuple[GridColumn, ...]:
        """Texts are lettered, figures numbered, as in the state's own forms."""
        lettered = [*lead]
        number = 0
        places: dict[tuple[str, int | None], int] = {}
        letters = iter(_LETTERS)
        columns = [GridColumn(each.label, each.look, next(letters)) for each in lettered]
        for each in self._shown:
            if each.numeric:
                number += 1
                places[each.base, each.year] = number
        for each in self._shown:
            index = self._index(each, places) if each.numeric else next(letters)
            columns.append(GridColumn(self._head(each), each.look, index, each.groups))
        return tuple(columns)

    def _index(self, shown: Shown, places: dict[tuple[str, int | None], int]) -> str:
        beside = {code: number for (code, year), number in places.items() if year == shown.year}
        whole = self.table.sums.get(shown.base, ())
        parts = [beside[code] for code in whole] if all(code in beside for code in whole) else []
        terms = index_terms(shown.column.value, beside) or "+".join(map(str, parts))
        return index_text(places[shown.base, shown.year], terms)

    def _head(self, shown: Shown) -> str:
        label = self.table.heads.get(shown.base) or "; ".join(self._labels(shown))
        year = f" {shown.year}" if shown.year and len(self.table.years) == 1 else ""
        unit = " (%)" if shown.column.unit == "%" and "%" not in label else ""
        return f"{label}{year}{unit}"

    def _labels(self, shown: Shown) -> Iterator[str]:
        yield shown.column.short or shown.column.label
        for code in shown.joined:
            label = self.block.columns[code].short or self.block.columns[code].label
            yield f"{label[:1].lower()}{label[1:]}"

    # ---- rows given by the definitions

    def _fixed(self) -> Grid:
        lead = (
            GridColumn("TT", Look.CENTER),
            GridColumn("Chỉ tiêu", Look.TEXT),
            GridColumn("Đơn vị tính", Look.CENTER),
        )
        places = {code: index for index, code in enumerate(self.block.rows)}
        body: Body = []
        for number, (code, row) in zip(_numbers(self.block), self.block.rows.items(), strict=True):
            unit = self._money.label if row.kind is FieldKind.MONEY else row.unit
            label = _OWN_NUMBER.sub("", row.label) if row.heading else row.label
            cells = [text_cell(number, Look.CENTER), text_cell(label), text_cell(unit, Look.CENTER)]
            cells += [_EMPTY if row.heading else self._cell(code, each) for each in self._shown]
            body.append(cells)
        for code, place in places.items():
            self._add_row_formulas(body, place, len(lead))
            self._add_part_sums(body, code, place, places, len(lead))
        rows = [
            GridRow(tuple(cells), bold=row.heading or row.parts == "all", break_before=row.heading)
            for cells, row in zip(body, self.block.rows.values(), strict=True)
        ]
        return Grid(self._columns(lead), tuple(rows))

    def _add_part_sums(self, body: Body, code: str, place: int, places: dict[str, int], lead: int) -> None:
        parts = [places[each] for each in self.evaluation.plan.parts(self.path, code)]
        if self.block.rows[code].parts != "all" or not parts:
            return
        for column, shown in enumerate(self._shown, lead):
            if not shown.column.value and shown.look is Look.NUMBER:
                with_sum(body, (place, column), [(part, column) for part in parts])

    # ---- rows of communes and lists

    def _listed(self) -> Grid:
        named = self.block.kind is BlockKind.COMMUNES or bool(self.table.name)
        lead = [GridColumn("TT", Look.CENTER), *([GridColumn(self._name_head, Look.TEXT)] if named else [])]
        body: Body = []
        rows: list[GridRow] = []
        sections = self._sections()
        whole: list[int] = []
        total = self.table.total and any(map(self._adds_up, self._shown)) and bool(sections)
        if total:
            body.append([])
            rows.append(GridRow((), bold=True))
        for step, (label, members) in enumerate(sections, 1):
            heading = len(body)
            if label:
                body.append([])
                rows.append(GridRow((), bold=True, break_before=True))
            first = len(body)
            for number, row in enumerate(members, 1):
                body.append(self._listed_row(row, str(number), named))
                rows.append(GridRow(()))
                self._add_row_formulas(body, len(body) - 1, len(lead))
            inside = list(range(first, len(body)))
            whole += inside
            if label:
                body[heading] = self._sum_row(roman(step), label, members, len(lead), total)
                self._add_sums(body, heading, inside, len(lead))
        if total:
            body[0] = self._sum_row("", "TỔNG SỐ", self.rows, len(lead), total)
            self._add_sums(body, 0, whole, len(lead))
        made = [evolve(row, cells=tuple(cells)) for row, cells in zip(rows, body, strict=True)]
        return Grid(self._columns(lead), tuple(made))

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """Those the table is about, in their order."""
        rows = self.evaluation.rows(self.path)
        return tuple(
            row for row in rows if all(self._text(row, code) == text for code, text in self.table.where.items())
        )

    def _text(self, row: str, code: str) -> str:
        return self.evaluation.figure(Ref(self.path, row, code)).text

    def _sections(self) -> list[tuple[str, tuple[str, ...]]]:
        if not self.table.section:
            return [("", self.rows)] if self.rows else []
        found: dict[str, list[str]] = {}
        for row in self.rows:
            found.setdefault(self._text(row, self.table.section), []).append(row)
        return [(self._section_label(text), tuple(members)) for text, members in found.items()]

    def _section_label(self, text: str) -> str:
        column = self.block.columns[self.table.section]
        if not text:
            return f"Chưa ghi {column.label.lower()}"
        told = self._words(text, column)
        return told[:1].upper() + told[1:] if column.kind is FieldKind.CHOICE else f"{column.label}: {told}"

    @property
    def _name_head(self) -> str:
        if not self.table.name:
            return "Xã, phường, thị trấn"
        return self._head(self._column(self.table.name, None))

    def _listed_row(self, row: str, number: str, named: bool) -> list[GridCell]:
        cells = [text_cell(number, Look.CENTER)]
        if named:
            cells.append(text_cell(self._name(row)))
        return cells + [self._cell(row, each) for each in self._shown]

    def _name(self, row: str) -> str:
        if not self.table.name:
            return next((each.name for each in self.evaluation.dossier.head.unit.places() if each.id == row), row)
        codes = (self.table.name, *self.table.joined.get(self.table.name, ()))
        return "; ".join(filter(None, (self._read(row, code) for code in codes))) or self._whole

    @cached_property
    def _whole(self) -> str:
        """How the unit itself is called among its parts."""
        level = self.evaluation.edition.levels.get(self.evaluation.dossier.head.unit.level)
        told = self.table.whole or (level.whole if level else "")
        return f"{told[:1].upper()}{told[1:]}"

    def _adds_up(self, shown: Shown) -> bool:
        column = shown.column
        return column.kind is not None and column.kind.numeric and column.total and not column.key

    def _sum_row(self, number: str, label: str, members: Sequence[str], lead: int, sums: bool) -> list[GridCell]:
        cells = [text_cell(number, Look.CENTER), *[_EMPTY] * (lead - 1)]
        for shown in self._shown:
            adds = sums and self._adds_up(shown)
            cells.append(self._sum(shown, members) if adds else _EMPTY)
        at = 1 if len(cells) > 1 and cells[1] is _EMPTY else 0
        cells[at] = text_cell(label)
        return cells

    def _sum(self, shown: Shown, members: Sequence[str]) -> GridCell:
        """What some rows do not tell, the sum does not either: it is not the total of what is known."""
        whole = members is self.rows and not self.table.where
        figures = [self.evaluation.figure(Ref(self.path, row, shown.code)) for row in members]
        if any(each.status not in (Status.VALUE, Status.NA, Status.UNFUNDED) for each in figures):
            known = any(each.status is Status.VALUE for each in figures)
            return self._written(Figure(Status.PARTIAL if known else Status.MISSING), shown.column.kind, "")
        source = f"total({self.path}.{shown.code})" if whole else ""
        return self._written(add_up(figures), shown.column.kind, source)

    def _add_sums(self, body: Body, place: int, inside: Sequence[int], lead: int) -> None:
        for column, shown in enumerate(self._shown, lead):
            if self._adds_up(shown) and isinstance(body[place][column], GridCell):
                with_sum(body, (place, column), [(row, column) for row in inside])

    # ---- single fields

    def _fields(self) -> Grid:
        columns = (
            GridColumn("TT", Look.CENTER, "A"),
            GridColumn("Nội dung", Look.TEXT, "B"),
            GridColumn("Đơn vị tính", Look.CENTER, "C"),
            GridColumn("Số liệu", Look.NUMBER, "1"),
        )
        rows = []
        for number, shown in enumerate(self._shown, 1):
            unit = self._money.label if shown.column.kind is FieldKind.MONEY else shown.column.unit
            label = self.table.heads.get(shown.base) or shown.column.label
            cells = (text_cell(str(number), Look.CENTER), text_cell(label), text_cell(unit, Look.CENTER))
            rows.append(GridRow((*cells, self._cell(SINGLE, shown))))
        return Grid(columns, tuple(rows))

    # ---- cells

    def _cell(self, row: str, shown: Shown) -> GridCell:
        ref = Ref(self.path, row, shown.code)
        kind = shown.column.kind
        if shown.joined:
            codes = (shown.base, *shown.joined)
            return text_cell("; ".join(filter(None, (self._read(row, code) for code in codes))), shown.look)
        if kind is None:
            kind = self.block.rows[row].kind
        figure = self.evaluation.figure(ref)
        if look_of(kind) in (Look.NUMBER, Look.RATE) or figure.status is not Status.VALUE:
            return self._written(figure, kind, str(ref))
        return text_cell(self._told(figure, shown.column), look_of(kind))._replace(source=str(ref))

    def _read(self, row: str, code: str) -> str:
        """What a cell of words or dates says."""
        figure = self.evaluation.figure(Ref(self.path, row, code))
        return self._told(figure, self.block.columns[code]) if figure.status is Status.VALUE else ""

    def _written(self, figure: Figure, kind: FieldKind | None, source: str) -> GridCell:
        return figure_cell(figure, look_of(kind), source, self._money.factor if kind is FieldKind.MONEY else 1)

    def _told(self, figure: Figure, column: Column) -> str:
        day = figure.value
        return write_date(day) if isinstance(day, datetime.date) else self._words(figure.text, column)

    def _words(self, text: str, column: Column) -> str:
        if column.kind is FieldKind.DATE:
            return write_date(datetime.date.fromisoformat(text))
        return key_label(self.evaluation.edition, self.evaluation.dossier, column, text)

    # ---- formulas

    def _add_row_formulas(self, body: Body, place: int, lead: int) -> None:
        """Of derived columns, and of those that others beside them add up to, where all of it stands in the row."""
        for index, shown in enumerate(self._shown):
            parts = self.table.sums.get(shown.base, ())
            if not shown.column.value and not parts:
                continue
            if not isinstance(body[place][lead + index].value, Decimal):
                continue
            places = {code: lead + other for code, other in self._beside(shown.year).items()}
            spot = (place, lead + index)
            if shown.column.value:
                with_expression(body, spot, parse(shown.column.value).tree, places)
            if parts and not body[place][lead + index].formula and all(code in places for code in parts):
                with_sum(body, spot, [(place, places[code]) for code in parts])

    def _beside(self, year: int | None) -> dict[str, int]:
        """The figures of one year, by code, and which columns they are."""
        if year not in self._places:
            self._places[year] = {
                each.base: index for index, each in enumerate(self._shown) if each.year == year and each.numeric
            }
        return self._places[year]


def _numbers(block: BlockDef) -> Iterator[str]:
    """1, 2, 2.1, 2.2, 3: parts are numbered below what they are part of; headings I, II."""
    given: dict[str, str] = {}
    counts: dict[str, int] = {}
    headings = 0
    for code, row in block.rows.items():
        if row.heading:
            headings += 1
            yield roman(headings)
            continue
        counts[row.part_of] = counts.get(row.part_of, 0) + 1
        above = given.get(row.part_of, "")
        given[code] = f"{above}.{counts[row.part_of]}" if above else str(counts[row.part_of])
        yield given[code]
