"""Sheets of annexes as a test reads them: the texts of their rows, their numbers, what stands over their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from openpyxl.utils import range_boundaries

from gnbv_desktop.catalogue.annex_model import AnnexTable
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.report.annex import Annexes
from gnbv_desktop.report.block_table import BlockTable
from gnbv_desktop.report.capital import VON, Capital
from gnbv_desktop.report.gathered import GatheredTable
from gnbv_desktop.report.grid import Grid, GridRow
from gnbv_desktop.report.sheet import Box, Sheet
from gnbv_desktop.report.totals import Totals

_CELL = re.compile(r"[A-Z]{1,2}[0-9]+(?::[A-Z]{1,2}[0-9]+)?")


def sheet_of(evaluation: Evaluation, code: str) -> Sheet:
    return Annexes(evaluation).sheet(code)


def table_of(evaluation: Evaluation, code: str, block: str) -> AnnexTable:
    found = evaluation.edition.annexes[code].table(block)
    assert found is not None
    return found


def grid_of(evaluation: Evaluation, table: AnnexTable) -> Grid:
    """One table alone."""
    if not table.rows:
        return BlockTable(evaluation, table).grid()
    totals = Capital(evaluation) if table.block == VON else Totals(evaluation, table.block)
    return GatheredTable(totals, table).grid()


def heads(grid: Grid) -> list[str]:
    return [column.label for column in grid.columns]


def indexes(grid: Grid) -> list[str]:
    """The row of column numbers, on one line each."""
    return [column.index.replace("\n", "") for column in grid.columns]


def texts(row: GridRow) -> list[str]:
    return [str(cell.value) if cell.value is not None else "" for cell in row.cells]


def body(grid: Grid) -> list[list[str]]:
    return [texts(row) for row in grid.rows]


def row_of(grid: Grid, name: str) -> list[str]:
    """The first row that is called so."""
    return next(row for row in body(grid) if name in row[:2])


def formulas(grid: Grid) -> Iterator[tuple[str, str]]:
    """Names of rows and the formulas in them, where a column is a letter and a row its place."""
    for row in grid.rows:
        for cell in row.cells:
            if cell.formula is not None:
                yield texts(row)[1], cell.formula(lambda spot: f"{chr(65 + spot[1])}{spot[0] + 1}")


def printed(sheet: Sheet) -> list[str]:
    return [str(box.value) for box in sheet.boxes if box.value is not None]


def spots(box: Box) -> Iterator[tuple[int, int]]:
    for row in range(box.row, box.row + box.rows):
        for column in range(box.column, box.column + box.columns):
            yield row, column


def recalculated(sheet: Mapping[str, Decimal], formula: str) -> Decimal:
    """SUM, and arithmetic of cells: all that annexes use."""
    if match := re.fullmatch(r"SUM\((.*)\)", formula):
        addresses = [each for part in match[1].split(",") for each in expanded(part)]
        return sum((sheet.get(each, Decimal(0)) for each in addresses), Decimal(0))
    summed = re.sub(r"SUM\(([^()]*)\)", lambda found: f"Decimal('{recalculated(sheet, found[0])}')", formula)
    replaced = _CELL.sub(lambda cell: f"Decimal('{sheet[cell[0]]}')", summed)
    return Decimal(eval(replaced, {"Decimal": Decimal}))


def expanded(part: str) -> list[str]:
    if ":" not in part:
        return [part]
    column, first, _, last = range_boundaries(part)
    assert column is not None and first is not None and last is not None
    letter = re.match("[A-Z]+", part)
    assert letter is not None
    return [f"{letter[0]}{row}" for row in range(first, last + 1)]
