"""Tables of annex sheets before they are written: columns, cells, and the formulas that cells may carry."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from attrs import frozen

from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.figures import at_most

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
MOST_LETTERS = 32_767
RATE_PLACES = 10
"""Far more than is shown, and few enough that a double gives the same digits back."""


class Absence(StrEnum):
    """Why a cell shows no number."""

    NONE = ""
    WANTED = "wanted"
    """It waits to be entered."""
    NOTHING = "nothing"
    UNKNOWN = "unknown"


_ABSENCES = {None: Absence.WANTED, NOTHING: Absence.NOTHING, UNKNOWN: Absence.UNKNOWN}


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
    groups: tuple[str, ...] = ()
    """The headings above it, the widest first."""


class GridCell(NamedTuple):
    """A text, a number in the unit of the sheet, or None; `source` marks it as a figure of the dossier."""

    value: str | Decimal | None
    look: Look
    source: str = ""
    formula: Formula | None = None
    absence: Absence = Absence.NONE
    factor: int = 1
    """What one of its units is of the figure."""
    link: str = ""
    """Name of the sheet that a click leads to."""


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
    chart: str = ""
    """How it is also drawn: "columns", "line"; its first row is the total."""


def figure_cell(figure: Figure, look: Look, source: str, factor: int = 1) -> GridCell:
    number = figure.number
    if number is None:
        sign = _SIGNS.get(figure.status)
        return GridCell(sign, look, source, absence=_ABSENCES[sign])
    shown = at_most(number, RATE_PLACES) if look is Look.RATE else number / factor
    return GridCell(shown, look, source, factor=factor)


def text_cell(text: str, look: Look = Look.TEXT, link: str = "") -> GridCell:
    """A cell of Excel holds so many letters and no more."""
    shown = text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"
    return GridCell(shown or None, look, link=link)


# ---- formulas: written only where they give the very figure the engine has


Body = list[list[GridCell]]
"""The cells of a table while it is made."""


def with_sum(body: Body, spot: Spot, parts: Sequence[Spot]) -> bool:
    """Make a cell the sum of others, when they show everything that it consists of."""
    cell = body[spot[0]][spot[1]]
    values = [body[row][column].value for row, column in parts]
    numbers = [value for value in values if isinstance(value, Decimal)]
    complete = numbers and UNKNOWN not in values
    if not complete or sum(numbers) != cell.value:
        return False
    body[spot[0]][spot[1]] = cell._replace(formula=lambda address: f"SUM({_listed(parts, address)})")
    return True


def with_expression(body: Body, spot: Spot, tree: ast.expr, columns: Mapping[str, int]) -> None:
    """The formula of a derived column over cells of its own row."""
    row = body[spot[0]]
    cell = row[spot[1]]
    values = {code: row[index].value for code, index in columns.items()}
    known = {code: value for code, value in values.items() if isinstance(value, Decimal)}
    found = _translated(tree, known)
    if found is None or not isinstance(cell.value, Decimal) or abs(found[1] - cell.value) > Decimal("1e-9"):
        return
    template = found[0]

    def formula(address: Address) -> str:
        return template.format(**{code: address((spot[0], columns[code])) for code in known})

    row[spot[1]] = cell._replace(formula=formula)


def _listed(parts: Sequence[Spot], address: Address) -> str:
    """D5:D9 for neighbours in a column, D5,D8,D11 for others: a sum of Excel takes no more than 255."""
    runs: list[list[Spot]] = []
    for spot in parts:
        if runs and spot == (runs[-1][-1][0] + 1, runs[-1][-1][1]):
            runs[-1].append(spot)
        else:
            runs.append([spot])
    told = ([f"{address(run[0])}:{address(run[-1])}"] if len(run) > 2 else map(address, run) for run in runs)
    return ",".join(chain.from_iterable(told))


# ---- the row of column numbers

_INDEX_WIDTH = 7
"""So many letters stand on one line of a narrow column."""
_MANY = 4
_CODE = re.compile(r"\b[A-Z][A-Z0-9_]*\b")


def index_terms(value: str, places: Mapping[str, int]) -> str:
    """ "100 * GIAI_NGAN / TONG" in the numbers of columns: "4/3*100". Empty where a sheet does not show all of it."""
    text = re.sub(r"^known\((.*)\)$", lambda sum_: sum_[1].replace(",", " +"), value)
    text = re.sub(r"^100 \* (.*)$", r"\1 * 100", text)
    codes = set(_CODE.findall(text))
    if not codes or not codes <= places.keys() or re.search(r"[a-z\"]", text):
        return ""
    return _CODE.sub(lambda code: str(places[code[0]]), text).replace(" ", "")


def index_text(number: int, terms: str) -> str:
    """ "5=4/3*100", parted by hand where it is long; of a long sum only its ends."""
    parts = terms.split("+")
    if len(parts) > _MANY and all(map(str.isdigit, parts)):
        terms = f"{parts[0]}+…+{parts[-1]}"
    whole = f"{number}={terms}" if terms else str(number)
    if len(whole) <= _INDEX_WIDTH:
        return whole
    cuts = [match.end() for match in re.finditer(r"[=+/]", whole) if match.end() <= _INDEX_WIDTH]
    cut = cuts[-1] if cuts else whole.index("=") + 1
    return f"{whole[:cut]}\n{whole[cut:]}"


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
