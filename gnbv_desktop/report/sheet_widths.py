"""How wide the columns of a sheet are, how many lines a text takes in them, how tables of any shape share them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, pairwise
from math import inf

from attrs import frozen

from gnbv_desktop.report.grid import Grid, GridCell, GridColumn, Look
from gnbv_desktop.report.widths import points

_BODY = 9.5
PAGE_PIXELS = {True: 952, False: 624}
"""A4 landscape and upright between margins of 30 and 15 mm, at 96 dpi."""
_PADDING = 9
_LEAST, _LEAST_TEXT, _LEAST_NAME, _MOST_TEXT = 22, 120, 215, 420
"""Pixels of a column of figures, of words, of the names of rows; up to which words stand unbroken if there is room."""
SHOWN_PLACES, RATE_PLACES = 4, 2
_ROOM = 40
"""Pixels that any column may take of what is left; words take the rest."""
_NEAREST = 6
"""So many edges of the sheet are tried for each edge of a table."""
_SHORTAGE = 20
"""How much worse it is to be too narrow than too wide."""
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

    The table with most columns has them as they are, so that a list can be sorted and copied; others merge some.
    """
    widest = max(tables, key=len)
    pixels = column_widths(widest, max(PAGE_PIXELS[landscape], sum(each.need for each in widest)))
    spans = [_spans(table, pixels) for table in tables]
    for table, taken in zip(tables, spans, strict=True):
        for extent, (first, last) in zip(table, taken, strict=True):
            pixels[last] += max(0, extent.need - sum(pixels[first : last + 1]))
    return pixels, spans


def _spans(table: Sequence[Extent], grid: Sequence[int]) -> list[tuple[int, int]]:
    """Which columns of the sheet each column of a table takes: all of them used, as near to what it likes as can be.

    Too narrow counts far more than too wide: what lacks is added to the sheet, for all its tables.
    """
    if len(table) == len(grid):
        return [(index, index) for index in range(len(grid))]
    edges = [0, *accumulate(grid)]
    liked = column_widths(table, max(edges[-1], sum(each.need for each in table)))
    scale = edges[-1] / sum(liked)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for index, (extent, width, right) in enumerate(zip(table, liked, accumulate(liked), strict=True)):
        left = len(table) - index - 1
        ends = [len(grid)] if not left else range(index + 1, len(grid) - left + 1)
        near = sorted(ends, key=lambda end: abs(edges[end] - right * scale))[:_NEAREST]
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for end in near:
            for start, (strain, before) in best.items():
                taken = edges[end] - edges[start]
                if start < end:
                    now = strain + (taken - width) ** 2 / width + _SHORTAGE * max(0, extent.need - taken)
                    found[end] = min(found.get(end, (inf, ())), (now, (*before, end)))
        best = found
    if not best:
        return [(index, index) for index in range(len(table) - 1)] + [(len(table) - 1, len(grid) - 1)]
    return [(first, end - 1) for first, end in pairwise((0, *best[len(grid)][1]))]


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
    for shape in {_shape(cell) for cell in cells if cell.value is not None}:
        whole = _pixels(shape[:_LONG]) if isinstance(shape, str) else _number_pixels(*shape)
        broken = isinstance(shape, str) and len(shape) > _SHORT
        natural = max(natural, whole)
        longest = max(longest, max(map(_pixels, str(shape).split()), default=0) if broken else whole)
    natural = min(_MOST_TEXT, natural)
    words = column.look is Look.TEXT
    least = _LEAST if not words else _LEAST_NAME if index == 1 else _LEAST_TEXT
    need = int(max(longest, min(least, natural))) + _PADDING
    return Extent(need, int(natural) + _PADDING, words)


def _shape(cell: GridCell) -> str | tuple[int, int]:
    """A text, or how many digits a number has before and after the comma: all digits are equally wide."""
    if not isinstance(cell.value, Decimal):
        return cell.value or ""
    exponent = cell.value.as_tuple().exponent
    decimals = RATE_PLACES if cell.look is Look.RATE else min(SHOWN_PLACES, -int(exponent))
    return max(1, cell.value.adjusted() + 1) + (cell.value < 0), max(0, decimals)


@lru_cache(maxsize=256)
def _number_pixels(digits: int, decimals: int) -> float:
    points = "." * ((digits - 1) // 3)
    return _pixels(f"{'0' * digits}{points}{',' if decimals else ''}{'0' * decimals}")


@lru_cache(maxsize=4096)
def _pixels(text: str) -> float:
    return points(text, _BODY, bold=True) * 96 / 72


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
