"""How wide the columns of a sheet are, how many lines a text takes in them, how tables of any shape share them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from math import inf

from attrs import frozen

from gnbv_desktop.kernel.figures import write_decimal
from gnbv_desktop.report.grid import Grid, GridCell, Look
from gnbv_desktop.report.widths import points

_BODY = 9.5
PAGE_PIXELS = {True: 952, False: 624}
"""A4 landscape and upright between margins of 30 and 15 mm, at 96 dpi."""
_PADDING = 9
_LEAST, _LEAST_TEXT, _LEAST_NAME, _MOST_TEXT = 22, 120, 215, 420
"""Pixels of a column of figures, of words, of the names of rows; up to which words stand unbroken if there is room."""
_SHORTAGE = 20
"""How much worse a pixel that lacks is than one too many."""
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
    return tuple(_extent(grid, index) for index in range(len(grid.columns)))


def narrow(columns: Sequence[Extent]) -> bool:
    """Whether a table stands well on an upright page."""
    return sum(each.need for each in columns) <= PAGE_PIXELS[False]


def shared_columns(
    tables: Sequence[Sequence[Extent]], landscape: bool
) -> tuple[list[int], list[list[tuple[int, int]]]]:
    """The columns of a sheet in pixels, and which of them each column of each table takes: no figure is cut off."""
    pixels = column_widths(max(tables, key=len), landscape)
    spans = [spans_of(column_widths(table, landscape), pixels, [each.need for each in table]) for table in tables]
    for table, taken in zip(tables, spans, strict=True):
        for extent, (first, last) in zip(table, taken, strict=True):
            pixels[last] += max(0, extent.need - sum(pixels[first : last + 1]))
    return pixels, spans


def column_widths(columns: Sequence[Extent], landscape: bool = True) -> list[int]:
    """Texts take what the page leaves: first those that would be broken, then all."""
    widths = [each.need for each in columns]
    spare = PAGE_PIXELS[landscape] - sum(widths)
    wishes = {index: max(0, each.natural - each.need) for index, each in enumerate(columns) if each.words}
    given = min(1.0, max(0, spare) / max(1, sum(wishes.values())))
    for index, wish in wishes.items():
        widths[index] += int(wish * given)
    spare = PAGE_PIXELS[landscape] - sum(widths)
    return [width + max(0, spare) // len(widths) for width in widths]


def _extent(grid: Grid, index: int) -> Extent:
    column = grid.columns[index]
    heads = max(_pixels(word) for word in (*column.label.split(), *column.index.split(), ""))
    longest, natural = heads, _pixels(column.label)
    for text, words in {
        (_shown(cell), isinstance(cell.value, str)) for cell in (row.cells[index] for row in grid.rows)
    }:
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
            return write_decimal(number, 2 if cell.look is Look.RATE else None)
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


def spans_of(wanted: Sequence[int], grid: Sequence[int], needs: Sequence[int] = ()) -> list[tuple[int, int]]:
    """Which columns of the sheet each column of a table takes: all of them used, as near to what is wanted as can be.

    Too narrow counts far more than too wide: what lacks is added to the sheet for all its tables.
    """
    if len(wanted) == len(grid):
        return [(index, index) for index in range(len(grid))]
    scale = sum(grid) / sum(wanted)
    edges = [0, *accumulate(grid)]
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    best += [(inf, ())] * len(grid)
    for index, width in enumerate(wanted):
        need = needs[index] if needs else 0
        left = len(wanted) - index - 1

        def cost(first: int, after: int, want: float = width * scale, need: int = need) -> float:
            taken = edges[after] - edges[first]
            return (taken - want) ** 2 / want + _SHORTAGE * max(0, need - taken)

        best = [
            min(
                ((best[first][0] + cost(first, after), (*best[first][1], after)) for first in range(index, after)),
                default=(inf, ()),
            )
            if index < after <= len(grid) - left
            else (inf, ())
            for after in range(len(grid) + 1)
        ]
    ends = best[-1][1]
    return [(first, after - 1) for first, after in zip((0, *ends), ends, strict=False)]
