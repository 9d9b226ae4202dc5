"""How wide the columns of a sheet are, how many lines a text takes in them, how tables of any shape share them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, pairwise

from attrs import frozen

from gnbv_desktop.kernel.figures import write_decimal
from gnbv_desktop.report.grid import Grid, GridCell, GridColumn, Look
from gnbv_desktop.report.widths import points

_BODY = 9.5
PAGE_PIXELS = {True: 952, False: 624}
"""A4 landscape and upright between margins of 30 and 15 mm, at 96 dpi."""
_PADDING = 9
_LEAST, _LEAST_TEXT, _LEAST_NAME, _MOST_TEXT = 22, 120, 215, 420
"""Pixels of a column of figures, of words, of the names of rows; up to which words stand unbroken if there is room."""
SHOWN_PLACES = 4
_ROOM = 40
"""Pixels that any column may take of what is left; words take the rest."""
_REACH = 20
"""Pixels within which the edges of two tables become one."""
_SHORT, _LONG = 12, 120
"""Letters up to which words are not broken, and after which a text is long enough to be measured."""


@frozen
class Extent:
    """What a column asks for, in pixels."""

    need: int
    """Figures stand on one line, words may be broken between them."""
    natural: int
    """No text is broken."""
    words: bool


def extents(grid: Grid) -> tuple[Extent, ...]:
    cells = list(zip(*(row.cells for row in grid.rows), strict=True)) or [()] * len(grid.columns)
    return tuple(_extent(column, index, cells[index]) for index, column in enumerate(grid.columns))


def narrow(columns: Sequence[Extent]) -> bool:
    """Whether a table stands well on an upright page."""
    return sum(each.need for each in columns) <= PAGE_PIXELS[False]


def shared_columns(
    tables: Sequence[Sequence[Extent]], landscape: bool
) -> tuple[list[int], list[list[tuple[int, int]]]]:
    """The columns of a sheet in pixels, and which of them each column of each table takes: no figure is cut off.

    The table with most columns stands as it likes, the others keep to its edges where these are near enough and have
    edges of their own elsewhere.
    """
    wide = max(PAGE_PIXELS[landscape], *(sum(each.need for each in table) for table in tables))
    edges: set[int] = {0, wide}
    taken: dict[int, list[int]] = {}
    for index in sorted(range(len(tables)), key=lambda index: -len(tables[index])):
        taken[index] = _edges(tables[index], column_widths(tables[index], wide), wide, edges)
        edges.update(taken[index])
    ordered = sorted(edges)
    place = {edge: index for index, edge in enumerate(ordered)}
    spans = [
        [(place[first], place[last] - 1) for first, last in pairwise(taken[index])] for index in range(len(tables))
    ]
    return [last - first for first, last in pairwise(ordered)], spans


def _edges(table: Sequence[Extent], widths: Sequence[int], wide: int, known: Collection[int]) -> list[int]:
    """Where the columns of a table begin and end: at known edges within reach, if no column becomes too narrow."""
    found = [0]
    right = wide - sum(each.need for each in table)
    wanted = accumulate(widths)
    for extent, edge in zip(table[:-1], wanted, strict=False):
        right += extent.need
        low, high = found[-1] + extent.need, right
        near = [each for each in known if abs(each - edge) <= _REACH and low <= each <= high]
        found.append(min(near, key=lambda each: abs(each - edge)) if near else min(max(edge, low), high))
    return [*found, wide]


def column_widths(columns: Sequence[Extent], wide: int) -> list[int]:
    """Texts take what the page leaves: first those that would be broken, then all."""
    widths = [each.need for each in columns]
    spare = wide - sum(widths)
    wishes = {index: max(0, each.natural - each.need) for index, each in enumerate(columns) if each.words}
    given = min(1.0, max(0, spare) / max(1, sum(wishes.values())))
    for index, wish in wishes.items():
        widths[index] += int(wish * given)
    spare = max(0, wide - sum(widths))
    widths = [width + min(_ROOM, spare // len(widths)) for width in widths]
    rest = wide - sum(widths)
    texts = [index for index, each in enumerate(columns) if each.words] or range(len(columns))
    for index in texts:
        widths[index] += max(0, rest) // len(texts)
    return widths


def _extent(column: GridColumn, index: int, cells: Iterable[GridCell]) -> Extent:
    heads = max(_pixels(word) for word in (*column.label.split(), *column.index.split(), ""))
    longest, natural = heads, _pixels(column.label)
    for text, words in {(_shown(cell), isinstance(cell.value, str)) for cell in cells if cell.value is not None}:
        whole = _pixels(text[:_LONG])
        natural = max(natural, whole)
        longest = max(longest, max(map(_pixels, text.split()), default=0) if words and len(text) > _SHORT else whole)
    natural = min(_MOST_TEXT, natural)
    words = column.look is Look.TEXT
    least = _LEAST if not words else _LEAST_NAME if index == 1 else _LEAST_TEXT
    need = int(max(longest, min(least, natural))) + _PADDING
    return Extent(need, int(natural) + _PADDING, words)


def _pixels(text: str) -> float:
    return points(text, _BODY, bold=True) * 96 / 72


def _shown(cell: GridCell) -> str:
    match cell.value:
        case Decimal() as number:
            return f"{number:.2f}" if cell.look is Look.RATE else write_decimal(number, SHOWN_PLACES)
        case str() as text:
            return text
        case None:
            return ""


@lru_cache(maxsize=4096)
def wrapped_lines(text: str, pixels: int, size: float, bold: bool) -> int:
    """Lines that a text takes in a width; a little narrower than it is, for Excel's own rounding."""
    room = (pixels - 6) * 72 / 96
    lines = 0
    for part in text.split("\n"):
        used = 0.0
        lines += 1
        for word in part.split(" "):
            width = points(word, size, bold)
            if used and used + points(" ", size, bold) + width > room:
                lines += 1
                used = width
            else:
                used += width + (points(" ", size, bold) if used else 0)
    return lines
