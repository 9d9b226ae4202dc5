"""Tables of annex sheets before they are written: columns, cells, and the formulas that cells may carry."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from attrs import evolve, frozen

from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.figures import round_half_up

Spot = tuple[int, int]
"""Row and column within the body of a table."""
Address = Callable[[Spot], str]
Formula = Callable[[Address], str]

NOTHING, UNKNOWN = "–", "…"
_SIGNS = {
    Status.NA: NOTHING,
    Status.UNFUNDED: NOTHING,
    Status.UNDIVIDED: UNKNOWN,
    Status.PARTIAL: UNKNOWN,
    Status.UNREAD: UNKNOWN,
}
RATE_PLACES = 10
"""Far more than is shown, and few enough that a double gives the same digits back."""


class Look(StrEnum):
    TEXT = "text"
    CENTER = "center"
    NUMBER = "number"
    RATE = "rate"


@frozen
class GridColumn:
    label: str
    look: Look
    index: str = ""
    """What stands in the row of column numbers: "A", "3=1+2"."""
    group: str = ""


@frozen
class GridCell:
    """A text, a number in the unit of the sheet, or None; `source` marks it as a figure of the dossier."""

    value: str | Decimal | None
    look: Look
    source: str = ""
    formula: Formula | None = None


@frozen
class GridRow:
    cells: tuple[GridCell, ...]
    bold: bool = False
    italic: bool = False
    break_before: bool = False
    """A page may end before this row."""


@frozen
class Grid:
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    title: str = ""
    unit_line: str = ""


def figure_cell(figure: Figure, look: Look, source: str, factor: int = 1) -> GridCell:
    number = figure.number
    if number is None:
        return GridCell(_SIGNS.get(figure.status), look, source)
    shown = round_half_up(number, RATE_PLACES) if look is Look.RATE else number / factor
    return GridCell(shown, look, source)


def text_cell(text: str, look: Look = Look.TEXT) -> GridCell:
    return GridCell(text or None, look)


# ---- formulas: written only where they give the very figure the engine has


def with_sum(rows: list[GridRow], spot: Spot, parts: Sequence[Spot]) -> bool:
    """Make a cell the sum of others, when they show everything that it consists of."""
    cell = rows[spot[0]].cells[spot[1]]
    values = [rows[row].cells[column].value for row, column in parts]
    numbers = [value for value in values if isinstance(value, Decimal)]
    complete = numbers and UNKNOWN not in values
    if not complete or sum(numbers) != cell.value:
        return False
    put(rows, spot, evolve(cell, formula=lambda address: f"SUM({_listed(parts, address)})"))
    return True


def with_rate(rows: list[GridRow], spot: Spot, part: Spot, whole: Spot) -> None:
    cell, above, below = (rows[row].cells[column] for row, column in (spot, part, whole))
    if all(isinstance(each.value, Decimal) for each in (cell, above, below)):
        put(rows, spot, evolve(cell, formula=lambda address: f"{address(part)}/{address(whole)}*100"))


def with_expression(rows: list[GridRow], spot: Spot, tree: ast.expr, columns: Mapping[str, int]) -> None:
    """The formula of a derived column over cells of its own row."""
    row = rows[spot[0]]
    cell = row.cells[spot[1]]
    values = {code: row.cells[index].value for code, index in columns.items()}
    known = {code: value for code, value in values.items() if isinstance(value, Decimal)}
    found = _translated(tree, known)
    if found is None or not isinstance(cell.value, Decimal) or abs(found[1] - cell.value) > Decimal("1e-9"):
        return
    template = found[0]

    def formula(address: Address) -> str:
        return template.format(**{code: address((spot[0], columns[code])) for code in known})

    put(rows, spot, evolve(cell, formula=formula))


def put(rows: list[GridRow], spot: Spot, cell: GridCell) -> None:
    row = rows[spot[0]]
    rows[spot[0]] = evolve(row, cells=(*row.cells[: spot[1]], cell, *row.cells[spot[1] + 1 :]))


def _listed(parts: Sequence[Spot], address: Address) -> str:
    """D5:D9 for neighbours in a column, D5,D8,D11 for others."""
    rows, columns = [row for row, _ in parts], {column for _, column in parts}
    if len(parts) > 2 and len(columns) == 1 and rows == list(range(rows[0], rows[0] + len(rows))):
        return f"{address(parts[0])}:{address(parts[-1])}"
    return ",".join(map(address, parts))


_SYMBOLS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def _translated(node: ast.expr, known: Mapping[str, Decimal]) -> tuple[str, Decimal] | None:
    """The formula as a template of column codes, with its value; None for what a sheet does not show."""
    match node:
        case ast.Name(id=code) if code in known:
            return f"{{{code}}}", known[code]
        case ast.Constant(value=int() as number):
            return str(number), Decimal(number)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SYMBOLS:
            return _joined(_translated(left, known), _SYMBOLS[type(op)], _translated(right, known))
        case ast.Call(func=ast.Name(id="known"), args=args):
            parts = [each for argument in args if (each := _translated(argument, known)) is not None]
            if not parts:
                return None
            return f"SUM({','.join(text for text, _ in parts)})", sum((v for _, v in parts), Decimal(0))
        case _:
            return None


def _joined(
    left: tuple[str, Decimal] | None, symbol: str, right: tuple[str, Decimal] | None
) -> tuple[str, Decimal] | None:
    if left is None or right is None or (symbol == "/" and not right[1]):
        return None
    value = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
    }[symbol](left[1], right[1])
    return f"({left[0]}{symbol}{right[0]})", value
