"""Tables of a keyed grid: each row a selection of its lines, each column a measure of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from attrs import define, field, frozen

from gnbv_desktop.catalogue.annex_model import AnnexTable
from gnbv_desktop.catalogue.expressions import own_names, parse
from gnbv_desktop.catalogue.model import FieldKind, Item
from gnbv_desktop.engine.labels import key_label
from gnbv_desktop.engine.spot import applies
from gnbv_desktop.engine.values import MISSING, Figure, Status
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.dossier import PeriodKind
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
from gnbv_desktop.report.totals import Selection, Totals, Where

_PART_OF_A_YEAR = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.AD_HOC)
_TREES = (FieldKind.CHOICE, FieldKind.COMPONENT)
_LETTERS = "ABCDEGHIKL"


@frozen
class Group:
    """Neighbouring columns: the same measures of one value of the key across, or of all lines."""

    label: str
    where: Where
    codes: tuple[str, ...]


@define(eq=False)
class Node:
    """A row and those below it."""

    number: str
    label: str
    where: Where
    whole: Where
    """What is nothing here although all of this is known, is nothing."""
    level: int = 0
    place: str = ""
    """The key of places by which it stands apart from its neighbours."""
    italic: bool = False
    below: list[Node] = field(factory=list)

    def walk(self) -> Iterator[Node]:
        yield self
        for each in self.below:
            yield from each.walk()


@define(eq=False)
class GatheredTable:
    totals: Totals
    table: AnnexTable

    def grid(self, title: str = "", unit_line: str = "") -> Grid:
        nodes = list(self._root.walk())
        body: Body = [self._cells(node) for node in nodes]
        self._add_formulas(body, nodes)
        rows = tuple(self._row(node, cells) for node, cells in zip(nodes, body, strict=True))
        return Grid(tuple(self._columns()), rows, title, unit_line)

    # ---- columns

    @cached_property
    def _groups(self) -> tuple[Group, ...]:
        table = self.table
        several = self.totals.several_years and table.several_years
        whole = table.several_years if several else self._in_period(table.columns)
        if not table.across:
            return (Group("", {}, whole),)
        each = table.several_years if several else self._in_period(table.each or table.columns)
        parts = [Group(label.upper(), {table.across: text}, each) for text, label in self._across()]
        return (*parts, Group("TỔNG CỘNG", {}, whole))

    def _in_period(self, codes: Sequence[str]) -> tuple[str, ...]:
        part = self.totals.evaluation.dossier.head.period.kind in _PART_OF_A_YEAR
        return tuple(code for code in codes if part or code not in self.table.part_year)

    def _across(self) -> Iterator[tuple[str, str]]:
        column = self.totals.block.columns[self.table.across]
        if column.kind is FieldKind.CHOICE:
            items = self.totals.evaluation.edition.lists[column.list].items.items()
            yield from ((code, item.label) for code, item in items if not item.parent)
        else:
            yield from (
                (text, self._year_label(self.table.across, text, {})) for text in self._used(self.table.across, {})
            )

    @property
    def _lead(self) -> int:
        return 3 if self.table.beside else 2

    def _columns(self) -> Iterator[GridColumn]:
        keys = self.totals.block.columns
        named = next((key for key in self.table.rows if keys[key].kind is FieldKind.COMPONENT), self.table.rows[0])
        yield GridColumn("TT", Look.CENTER, "A")
        yield GridColumn(self.table.heads.get(named) or keys[named].label, Look.TEXT, "B")
        if self.table.beside:
            yield GridColumn(keys[self.table.beside].label, self._beside_look, "C")
        yield from self._measured_columns()
        for index, code in enumerate(self.table.notes, self._lead):
            yield GridColumn(keys[code].short or keys[code].label, Look.TEXT, _LETTERS[index])

    def _measured_columns(self) -> Iterator[GridColumn]:
        number = 0
        earlier: dict[str, list[int]] = {}
        for group in self._groups:
            places = {code: number + index for index, code in enumerate(group.codes, 1)}
            for code in group.codes:
                number += 1
                index = index_text(number, self._terms(code, places, earlier if not group.where else {}))
                earlier.setdefault(code, []).append(number)
                yield GridColumn(self._head(code, group), self._look(code), index, self._over(code, group))

    def _terms(self, code: str, places: dict[str, int], earlier: dict[str, list[int]]) -> str:
        """How the column follows from others, in their numbers: "1+2", "100*4/3"; empty when it does not."""
        value = self.totals.value_text(code)
        if value:
            return index_terms(value, places)
        whole = self.table.sums.get(code, ())
        parts = [places[each] for each in whole] if all(each in places for each in whole) else []
        return "+".join(map(str, parts or earlier.get(code, [])))

    def _head(self, code: str, group: Group) -> str:
        if group.label and len(group.codes) == 1:
            return f"{group.label[:1]}{group.label[1:].lower()}"
        measure = self.totals.measure(code)
        told = measure if measure is not None else self.totals.block.columns[code]
        label = self.table.heads.get(code) or told.short or told.label
        period = self.totals.evaluation.dossier.head.period
        label = label.replace("{het_ky}", write_date(max(period.end, period.cutoff)).rpartition("/")[0])
        return f"{label} ({told.unit})" if told.unit == "%" else label

    def _over(self, code: str, group: Group) -> tuple[str, ...]:
        own = tuple(label for label, members in self.table.groups.items() if code in members)
        above = (group.label,) if group.label and len(group.codes) > 1 else ()
        return (*above, *own)

    def _look(self, code: str) -> Look:
        measure = self.totals.measure(code)
        rate = measure.unit == "%" if measure is not None else self.totals.block.columns[code].unit == "%"
        return Look.RATE if rate else Look.NUMBER

    # ---- rows

    @cached_property
    def _root(self) -> Node:
        where = dict(self.table.where)
        root = Node("", "TỔNG CỘNG", where, where)
        root.below = list(self._branch(0, where, ""))
        return root

    def _branch(self, depth: int, where: Where, number: str) -> Iterator[Node]:
        if depth == len(self.table.rows):
            return
        key = self.table.rows[depth]
        kind = self.totals.block.columns[key].kind
        if kind is FieldKind.COMPONENT:
            yield from self._components(depth, where, "", number if depth == 0 else "")
        elif kind is FieldKind.CHOICE:
            yield from self._choices(depth, where, "", number)
        else:
            yield from self._values(depth, where, number)

    def _components(self, depth: int, where: Where, parent: str, number: str) -> Iterator[Node]:
        key, edition = self.table.rows[depth], self.totals.evaluation.edition
        for step, code in enumerate((each for each, other in edition.components.items() if other.parent == parent), 1):
            here = {**where, key: code}
            if depth and not self.totals.inside(here):
                continue
            sign = f"{number}.{step}" if number else str(step)
            label = edition.components[code].label if not parent else f"TDA{step}"
            node = Node(sign, f"{label}: {edition.components[code].short}", here, here, depth + bool(parent))
            if not self.table.tops:
                node.below = list(self._components(depth, where, code, sign)) or list(
                    self._branch(depth + 1, here, sign)
                )
            yield node

    def _choices(self, depth: int, where: Where, parent: str, number: str) -> Iterator[Node]:
        key = self.table.rows[depth]
        if self._untold(key, where):
            yield from self._branch(depth + 1, where, number)
            return
        items = self._items(key)
        below_component = depth and self.totals.block.columns[self.table.rows[depth - 1]].kind is FieldKind.COMPONENT
        heres = {code: {**where, key: code} for code, item in items.items() if item.parent == parent}
        told = {code: here for code, here in heres.items() if not depth or self.totals.inside(here)}
        for step, (code, here) in enumerate(told.items(), 1):
            sign = "" if below_component else f"{number}.{step}" if number else self._first_sign(depth, step)
            node = Node(sign, _first_upper(items[code].label), here, self._whole(where), depth + bool(parent))
            node.italic = bool(below_component)
            node.below = list(self._choices(depth, where, code, sign)) or list(self._branch(depth + 1, here, sign))
            yield node
        if not parent and any(not self._text(row, key) for row in self.totals.inside(where)):
            here = {**where, key: "*"}
            label = f"Chưa tách theo {self.totals.block.columns[key].label.lower()}"
            yield Node("", label, here, here, depth, italic=True)

    def _untold(self, key: str, where: Where) -> bool:
        """Whether there are lines, and none of them names the key."""
        rows = self.totals.inside(where)
        return bool(rows) and not any(self._text(row, key) for row in rows)

    def _first_sign(self, depth: int, step: int) -> str:
        """Roman where numbered rows of another key stand below."""
        more = self.table.rows[depth + 1 :]
        return (
            roman(step)
            if any(self.totals.block.columns[key].kind is FieldKind.COMPONENT for key in more)
            else str(step)
        )

    def _whole(self, where: Where) -> Where:
        return where if any(code in where for code in self.table.rows) else dict(self.table.where)

    def _values(self, depth: int, where: Where, number: str) -> Iterator[Node]:
        """Years and places that the lines name, where they name more than one."""
        key = self.table.rows[depth]
        texts = self._used(key, where)
        if len(texts) < 2:
            yield from self._branch(depth + 1, where, number)
            return
        for text in texts:
            here = {**where, key: text}
            is_place = self.totals.block.columns[key].kind is FieldKind.PLACE
            node = Node("", self._value_label(key, text, where), here, here, 9, key if is_place else "", italic=True)
            node.below = list(self._branch(depth + 1, here, number))
            yield node

    def _used(self, key: str, where: Where) -> list[str]:
        texts = {self._text(row, key) for row in self.totals.inside(where)}
        if self.totals.block.columns[key].kind is FieldKind.PLACE:
            return sorted(texts - {""})
        years = {text for text in texts if text.isdigit()}
        spans = {text for text in texts if "-" in text}
        # A span over years that stand alone would tell them twice.
        apart = (text for text in spans if not any(year in _years_of(text) for year in years))
        return sorted({*years, *apart})

    def _text(self, row: str, key: str) -> str:
        return self.totals.evaluation.figure(Ref(self.totals.path, row, key)).text

    def _items(self, key: str) -> dict[str, Item]:
        return dict(self.totals.evaluation.edition.lists[self.totals.block.columns[key].list].items)

    def _value_label(self, key: str, text: str, where: Where) -> str:
        if self.totals.block.columns[key].kind is FieldKind.PLACE:
            return self._place(key, text)
        return self._year_label(key, text, where)

    def _place(self, key: str, text: str) -> str:
        evaluation = self.totals.evaluation
        return key_label(evaluation.edition, evaluation.dossier, self.totals.block.columns[key], text)

    def _year_label(self, key: str, text: str, where: Where) -> str:
        carried = self.totals.block.carried
        if carried is None or key != carried.origin:
            return f"Năm {text}" if text.isdigit() else f"Giai đoạn {text}"
        first = where.get(carried.year) or str(self.totals.evaluation.dossier.head.period.first_year)
        return f"Vốn năm {text} chuyển sang" if text < first else f"Vốn giao năm {text}"

    # ---- cells

    def _cells(self, node: Node) -> list[GridCell]:
        cells = [text_cell(node.number, Look.CENTER), text_cell(node.label)]
        if self.table.beside:
            cells.append(text_cell(self._beside(node), self._beside_look))
        for group in self._groups:
            cells += self._group_cells(node, group)
        return cells + [text_cell("" if node.below else self._words(node, code)) for code in self.table.notes]

    @property
    def _beside_look(self) -> Look:
        is_place = self.totals.block.columns[self.table.beside].kind is FieldKind.PLACE
        return Look.TEXT if is_place else Look.CENTER

    def _beside(self, node: Node) -> str:
        texts = self._used(self.table.beside, node.where)
        if len(texts) != 1 or node is self._root or self.table.beside in node.place:
            return ""
        is_place = self.totals.block.columns[self.table.beside].kind is FieldKind.PLACE
        return self._place(self.table.beside, texts[0]) if is_place else texts[0]

    def _words(self, node: Node, code: str) -> str:
        evaluation = self.totals.evaluation
        inside = self.totals.inside(node.where)
        rows = [row for row in evaluation.rows(self.totals.path) if row in inside]
        column = self.totals.block.columns[code]
        texts = (evaluation.figure(Ref(self.totals.path, row, code)).text for row in rows)
        told = (key_label(evaluation.edition, evaluation.dossier, column, text) for text in texts if text)
        return "; ".join(dict.fromkeys(told))

    def _group_cells(self, node: Node, group: Group) -> Iterator[GridCell]:
        where = {**node.where, **group.where}
        selection = self.totals.selected(where)
        # Where there is no line at all, all measures are absent for one reason; the report before may have had some.
        absent = None if self.totals.meets(**where) else self._absent(where, node.whole)
        for code in group.codes:
            look = self._looks[code]
            measure = self.totals.measure(code)
            told_before = measure is not None and measure.earlier
            figure = self._figure(code, selection, node.whole) if absent is None or told_before else absent
            if "*" in where.values() and self.totals.value_text(code) and not self._of_same_lines(code, where):
                yield figure_cell(Figure(Status.UNDIVIDED), look, "")
                continue
            factor = 1 if look is Look.RATE else self._factor
            yield figure_cell(figure, look, selection.text(code), factor)

    def _of_same_lines(self, code: str, where: Where) -> bool:
        """Whether each line that is not divided has all that the measure follows from.

        Else some of it is divided, and the rest would be set against more, or less, than it belongs to.
        """
        found = (self.totals.measure(name) for name in own_names(parse(self.totals.value_text(code)).tree))
        columns = {each.column for each in found if each is not None and each.column and not each.earlier}
        rows = self.totals.inside(where)
        have = {column: {row for row in rows if self._known(row, column)} for column in columns}
        return len(set(map(frozenset, have.values()))) < 2

    def _known(self, row: str, column: str) -> bool:
        return self.totals.evaluation.figure(Ref(self.totals.path, row, column)).status is not Status.MISSING

    @cached_property
    def _looks(self) -> dict[str, Look]:
        return {code: self._look(code) for group in self._groups for code in group.codes}

    @cached_property
    def _factor(self) -> int:
        return MoneyUnit(self.totals.evaluation.dossier.head.money_unit).factor

    def _figure(self, code: str, selection: Selection, whole: Where) -> Figure:
        figure = selection.name(code)
        if figure.status is not Status.MISSING:
            return figure
        measure = self.totals.measure(code)
        return self.totals.part(figure, {**selection.lines, **(measure.where if measure else {})}, whole)

    def _absent(self, where: Where, whole: Where) -> Figure:
        figure = self.totals.part(MISSING, where, whole)
        if figure.status is not Status.MISSING:
            return figure
        evaluation = self.totals.evaluation
        component = next((where[key] for key in self.table.rows if key in where and self._is_component(key)), "")
        outside = component and not applies(evaluation.edition, evaluation.dossier, component)
        return Figure(Status.NA) if outside else figure

    def _is_component(self, key: str) -> bool:
        return self.totals.block.columns[key].kind is FieldKind.COMPONENT

    def _row(self, node: Node, cells: list[GridCell]) -> GridRow:
        bold = node.level == 0 and not node.italic
        begins = node is not self._root and not node.italic and bool(node.below or bold)
        return GridRow(tuple(cells), bold=bold, italic=node.italic, break_before=begins)

    # ---- formulas

    def _add_formulas(self, body: Body, nodes: Sequence[Node]) -> None:
        index = {id(node): row for row, node in enumerate(nodes)}
        for row, node in enumerate(nodes):
            below = [index[id(each)] for each in node.below]
            earlier: dict[str, list[int]] = {}
            first = self._lead
            for group in self._groups:
                places = {code: first + step for step, code in enumerate(group.codes)}
                for code, column in places.items():
                    across = earlier.get(code, []) if not group.where else []
                    self._add_formula(body, (row, column), code, places, across, below)
                    earlier.setdefault(code, []).append(column)
                first += len(group.codes)

    def _add_formula(
        self,
        body: Body,
        spot: tuple[int, int],
        code: str,
        places: dict[str, int],
        across: list[int],
        below: list[int],
    ) -> None:
        row, column = spot
        if not isinstance(body[row][column].value, Decimal):
            return
        value = self.totals.value_text(code)
        if value:
            with_expression(body, spot, parse(value).tree, places)
            return
        beside = [(row, places[each]) for each in self.table.sums.get(code, ()) if each in places]
        for parts in (beside, [(row, each) for each in across], [(each, column) for each in below]):
            if parts and with_sum(body, spot, parts):
                return


def _years_of(span: str) -> set[str]:
    first, _, last = span.partition("-")
    return {str(year) for year in range(int(first), int(last) + 1)} if first.isdigit() and last.isdigit() else set()


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
