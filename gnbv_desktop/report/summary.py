"""The tables of money: all components on the summary sheet, all sources in the block of one component."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, evolve, frozen

from gnbv_desktop.engine.spot import applies
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.report.capital import VON, Capital, Where
from gnbv_desktop.report.grid import (
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Look,
    Spot,
    figure_cell,
    text_cell,
    with_rate,
    with_sum,
)


@frozen
class Measure:
    """One column of money: what it shows and from which of its neighbours it follows."""

    code: str
    label: str
    adds: tuple[str, ...] = ()
    part: str = ""
    whole: str = ""

    @property
    def rate(self) -> bool:
        return bool(self.part)


@define(eq=False)
class CapitalTables:
    capital: Capital

    # ---- the measures

    def _measures(self, short: bool = False) -> tuple[Measure, ...]:
        """With `short` the group of totals: how the money falls apart stands in the groups before it."""
        total = Measure("TONG", "Tổng vốn", adds=() if short else ("CHUYEN", "GIAO"))
        base = {"GIAO": "GIAO", "PHAN_BO": "PHAN_BO"}.get(self.capital.base, "TONG")
        spent = Measure("GIAI_NGAN", "Giải ngân")
        rate = Measure("TY_LE", "Tỷ lệ (%)", part="GIAI_NGAN", whole=base)
        if self.capital.several_years:
            return Measure("TONG", "Tổng vốn (không tính trùng vốn chuyển nguồn)"), spent, rate
        period = self.capital.evaluation.dossier.head.period
        end = write_date(max(period.end, period.cutoff))[:5]
        found = [
            Measure("CHUYEN", "Vốn năm trước chuyển sang"),
            Measure("GIAO", "Giao trong năm"),
            total,
            Measure("PHAN_BO", "Đã phân bổ"),
            spent,
            rate,
            Measure("UOC", f"Ước đến {end}"),
            Measure("TY_LE_UOC", "Tỷ lệ ước (%)", part="UOC", whole=base),
        ]
        left_out = {"CHUYEN", "GIAO"} - {base} if short else {"TY_LE_UOC"}
        left_out |= {"PHAN_BO"} - {base}
        return tuple(each for each in found if each.code not in left_out)

    def _expression(self, measure: Measure, where: Where) -> str:
        match measure.code:
            case "CHUYEN":
                return self.capital.carried(**where)
            case "GIAO":
                return self.capital.given(**where)
            case "TONG":
                return self.capital.total(**where)
            case "TY_LE" | "TY_LE_UOC":
                return self.capital.rate(measure.part, **where)
            case code:
                return self.capital.amount(code, **where)

    def _cell(self, measure: Measure, where: Where, whole: Where) -> GridCell:
        """`whole` is the component: when its total is complete, a part without lines is nothing."""
        expression = self._expression(measure, where)
        niche = {**where, "NIEN_DO": measure.code} if measure.code in ("CHUYEN", "GIAO") else where
        figure = self._figure(expression, niche, whole)
        look = Look.RATE if measure.rate else Look.NUMBER
        money = MoneyUnit(self.capital.evaluation.dossier.head.money_unit)
        return figure_cell(figure, look, expression, money.factor)

    def _figure(self, expression: str, where: Where, whole: Where) -> Figure:
        figure = self.capital.part(expression, where, whole)
        component = where.get("DU_AN", "")
        evaluation = self.capital.evaluation
        outside = component and not applies(evaluation.edition, evaluation.dossier, component)
        if figure.status is Status.MISSING and outside and not self.capital.meets(**where):
            return Figure(Status.NA)
        return figure

    # ---- all components

    def summary(self) -> Grid:
        groups = self._groups()
        columns = [GridColumn("TT", Look.CENTER, "A"), GridColumn("Dự án, tiểu dự án", Look.TEXT, "B")]
        columns.append(GridColumn(self._year_label, Look.CENTER, "C"))
        columns += self._numbered_columns(groups)
        rows, below = self._component_rows(groups)
        self._add_formulas(rows, below, groups, first=3)
        return Grid(tuple(columns), tuple(rows))

    @property
    def _year_label(self) -> str:
        return "Năm sử dụng" if self.capital.several_years else "Năm gốc của vốn"

    def _groups(self) -> list[tuple[str, Where, tuple[Measure, ...]]]:
        kinds = self.capital.evaluation.edition.lists.get("LOAI")
        items = kinds.items.items() if kinds is not None else ()
        found: list[tuple[str, Where, tuple[Measure, ...]]] = [
            (item.label.upper(), {"LOAI": code}, self._measures()) for code, item in items
        ]
        return [*found, ("TỔNG CỘNG", {}, self._measures(short=bool(found)))]

    def _numbered_columns(self, groups: list[tuple[str, Where, tuple[Measure, ...]]]) -> Iterator[GridColumn]:
        number = 0
        totals: dict[str, list[int]] = {}
        for label, where, measures in groups:
            place = {each.code: number + index for index, each in enumerate(measures, 1)}
            for measure in measures:
                number += 1
                index = _index(number, measure, place, [] if where else totals.get(measure.code, []))
                totals.setdefault(measure.code, []).append(number)
                yield GridColumn(
                    measure.label, Look.RATE if measure.rate else Look.NUMBER, index, label if label else ""
                )

    def _component_rows(
        self, groups: list[tuple[str, Where, tuple[Measure, ...]]]
    ) -> tuple[list[GridRow], dict[int, list[int]]]:
        """The rows, and for each row those that add up to it."""
        components = self.capital.evaluation.edition.components
        rows: list[GridRow] = []
        below: dict[int, list[int]] = {0: []}

        def add(number: str, name: str, year: str, where: Where, whole: Where) -> int:
            cells = [text_cell(number, Look.CENTER), text_cell(name), text_cell(year, Look.CENTER)]
            cells += [self._cell(measure, {**where, **kind}, whole) for _, kind, each in groups for measure in each]
            rows.append(GridRow(tuple(cells)))
            return len(rows) - 1

        def add_node(number: str, name: str, where: Where) -> int:
            years = self._years(where)
            index = add(number, name, years[0] if len(years) == 1 else "", where, where)
            leaf = not any(each.parent == where.get("DU_AN") for each in components.values())
            if len(years) > 1 and (leaf or not where):
                parts = [self._add_year(add, year, where) for year in years]
                for part in parts:
                    rows[part] = evolve(rows[part], italic=True)
                if where:
                    below[index] = parts
            return index

        add_node("", "TỔNG CỘNG", {})
        rows[0] = evolve(rows[0], bold=True)
        tops = [code for code, each in components.items() if not each.parent]
        for number, code in enumerate(tops, 1):
            index = add_node(str(number), f"{components[code].label}: {components[code].short}", {"DU_AN": code})
            rows[index] = evolve(rows[index], bold=True, break_before=True)
            below[0].append(index)
            children = [each for each, other in components.items() if other.parent == code]
            if children:
                below[index] = [
                    add_node(f"{number}.{step}", self._short(child, step), {"DU_AN": child})
                    for step, child in enumerate(children, 1)
                ]
        return rows, below

    def _short(self, code: str, step: int) -> str:
        return f"TDA{step}: {self.capital.evaluation.edition.components[code].short}"

    def _years(self, where: Where) -> list[str]:
        """The years by which the lines of a component are held apart."""
        if not self.capital.exists:
            return []
        evaluation = self.capital.evaluation
        code = "NAM" if self.capital.several_years else "NAM_GOC"
        inside = evaluation.grains(VON).select(where).inside
        texts = {evaluation.dossier.block(VON).rows.get(row, {}).get(code) for row in inside}
        return sorted({each.text for each in texts if each is not None and each.text.isdigit()})

    def _add_year(self, add: object, year: str, where: Where) -> int:
        assert callable(add)
        several = self.capital.several_years
        first = str(self.capital.evaluation.dossier.head.period.first_year)
        name = f"Vốn năm {year} chuyển sang" if year < first else f"Vốn giao năm {year}"
        narrower = {**where, "NAM" if several else "NAM_GOC": year}
        index: int = add("", f"Năm {year}" if several else name, year, narrower, narrower)
        return index

    # ---- all sources of one component

    def sources(self, component: str, title: str) -> Grid:
        measures = (*self._measures(), *_CLOSING)
        columns = [GridColumn("TT", Look.CENTER, "A"), GridColumn("Nguồn vốn", Look.TEXT, "B")]
        columns += self._numbered_columns([("", {}, measures)])
        whole = {"DU_AN": component}
        rows: list[GridRow] = []
        below: dict[int, list[int]] = {0: []}

        def add(number: str, name: str, where: Where, bold: bool) -> int:
            cells = [self._cell(measure, where, whole) for measure in measures]
            rows.append(GridRow((text_cell(number, Look.CENTER), text_cell(name), *cells), bold=bold))
            return len(rows) - 1

        add("", "TỔNG SỐ", whole, True)
        items = self.capital.evaluation.edition.lists["NGUON"].items
        roots = [code for code, item in items.items() if not item.parent]
        for number, code in enumerate(roots, 1):
            here = {**whole, "NGUON": code}
            index = add(str(number), _first_upper(items[code].label), here, True)
            below[0].append(index)
            parts = [({**whole, "NGUON": each}, item.label) for each, item in items.items() if item.parent == code]
            for step, (narrower, label) in enumerate(parts or self._kinds(here), 1):
                added = add(f"{number}.{step}", _first_upper(label), narrower, False)
                below.setdefault(index, []).append(added)
        self._add_formulas(rows, below, [("", {}, measures)], first=2)
        return Grid(tuple(columns), tuple(rows), title)

    def _kinds(self, where: Where) -> list[tuple[Where, str]]:
        kinds = self.capital.evaluation.edition.lists.get("LOAI")
        if kinds is None or not self.capital.meets(**where):
            return []
        return [({**where, "LOAI": code}, item.label) for code, item in kinds.items.items()]

    # ---- formulas

    def _add_formulas(
        self,
        rows: list[GridRow],
        below: dict[int, list[int]],
        groups: list[tuple[str, Where, tuple[Measure, ...]]],
        first: int,
    ) -> None:
        for row in range(len(rows)):
            column = first
            earlier: dict[str, list[int]] = {}
            for _, where, measures in groups:
                place = {each.code: column + index for index, each in enumerate(measures)}
                for measure in measures:
                    spot = (row, place[measure.code])
                    self._add_formula(rows, spot, measure, place, [] if where else earlier.get(measure.code, []), below)
                    earlier.setdefault(measure.code, []).append(spot[1])
                column += len(measures)

    def _add_formula(
        self,
        rows: list[GridRow],
        spot: Spot,
        measure: Measure,
        place: dict[str, int],
        groups: list[int],
        below: dict[int, list[int]],
    ) -> None:
        row, column = spot
        if measure.rate:
            with_rate(rows, spot, (row, place[measure.part]), (row, place[measure.whole]))
            return
        beside = [(row, place[code]) for code in measure.adds if code in place]
        across = [(row, each) for each in groups]
        down = [(each, column) for each in below.get(row, [])]
        for parts in (beside, across, down):
            if parts and with_sum(rows, spot, parts):
                return


_CLOSING = (Measure("CHUYEN_NGUON", "Chuyển nguồn sang năm sau"), Measure("HUY", "Hủy dự toán, hoàn trả"))


def _index(number: int, measure: Measure, place: dict[str, int], groups: list[int]) -> str:
    """ "3=1+2", "5=4/3*100": how a column follows from others."""
    if measure.rate:
        return f"{number}={place[measure.part]}/\n{place[measure.whole]}*100"
    terms = [place[code] for code in measure.adds if code in place] or groups
    return f"{number}=\n{'+'.join(map(str, terms))}" if terms else str(number)


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
