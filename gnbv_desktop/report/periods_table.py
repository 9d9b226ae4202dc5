"""How the money of a year was spent from report to report, or of several years from year to year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gnbv_desktop.catalogue.annex_model import AnnexTable
from gnbv_desktop.catalogue.expressions import parse
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.report.capital import Capital
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
)
from gnbv_desktop.report.totals import Totals, Where


def periods_grid(
    evaluation: Evaluation, periods: Sequence[Evaluation], table: AnnexTable, title: str, unit_line: str
) -> Grid:
    """What earlier reports say, in the unit, of the sources and by the rate of this one; only its own can be traced."""
    told = Capital(evaluation)
    factor = MoneyUnit(evaluation.dossier.head.money_unit).factor
    places = {code: number for number, code in enumerate(table.columns, 1)}
    columns = [
        GridColumn("TT", Look.CENTER, "A"),
        GridColumn("Năm" if told.several_years else "Số liệu đến ngày", Look.TEXT, "B"),
        *(_column(told, code, places) for code in table.columns),
    ]
    body: Body = []
    for number, (label, totals, where) in enumerate(_rows(evaluation, periods), 1):
        own = totals.evaluation is evaluation
        factors = {code: 1 if _is_rate(told, code) else factor for code in table.columns}
        cells = [text_cell(str(number), Look.CENTER), text_cell(label)]
        body.append(
            [
                *cells,
                *(_cell(totals, code, where, factors[code], own) for code in table.columns),
            ]
        )
        for index, code in enumerate(table.columns, 2):
            value = told.value_text(code)
            if value:
                within = {each: place + 1 for each, place in places.items()}
                with_expression(body, (number - 1, index), parse(value).tree, within)
    return Grid(tuple(columns), tuple(GridRow(tuple(cells)) for cells in body), title, unit_line, table.chart)


def _rows(evaluation: Evaluation, periods: Sequence[Evaluation]) -> Iterator[tuple[str, Totals, Where]]:
    if evaluation.several_years:
        capital = Capital(evaluation)
        for year in evaluation.dossier.head.period.years:
            yield f"Năm {year}", capital, {"NAM": str(year)}
        return
    for each in (*periods, evaluation):
        yield write_date(each.dossier.head.period.cutoff), Capital(each, choices=evaluation), {}


def _column(totals: Totals, code: str, places: dict[str, int]) -> GridColumn:
    measure = totals.measure(code)
    told = measure if measure is not None else totals.block.columns[code]
    rate = _is_rate(totals, code)
    label = told.short or told.label
    index = index_text(places[code], index_terms(totals.value_text(code), places))
    return GridColumn(f"{label} (%)" if rate else label, Look.RATE if rate else Look.NUMBER, index)


def _is_rate(totals: Totals, code: str) -> bool:
    measure = totals.measure(code)
    return (measure.unit if measure is not None else totals.block.columns[code].unit) == "%"


def _cell(totals: Totals, code: str, where: Where, factor: int, own: bool) -> GridCell:
    selection = totals.selected(where)
    figure = totals.explained(selection.name(code), where)
    look = Look.RATE if _is_rate(totals, code) else Look.NUMBER
    return figure_cell(figure, look, selection.text(code) if own else "", factor)
