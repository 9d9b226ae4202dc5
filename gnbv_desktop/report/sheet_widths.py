"""How wide the columns of a sheet are, how many lines a text takes in them, how tables of any shape share them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from gnbv_desktop.kernel.figures import write_decimal
from gnbv_desktop.report.grid import Grid, GridCell, Look
from gnbv_desktop.report.widths import points

_BODY = 9.5
PAGE_PIXELS = {True: 952, False: 624}
"""A4 landscape and upright between margins of 30 and 15 mm, at 96 dpi."""
_PADDING = 9
_TEXT_PIXELS = (90, 230)


def narrow(grid: Grid) -> bool:
    """Whether a sheet stands well on an upright page."""
    return sum(_width(grid, index) for index in range(len(grid.columns))) <= PAGE_PIXELS[False]


def column_widths(grid: Grid, landscape: bool = True) -> list[int]:
    """Widths in pixels: no figure is cut off, texts take what the page leaves."""
    widths = [_width(grid, index) for index in range(len(grid.columns))]
    texts = [index for index, column in enumerate(grid.columns) if column.look is Look.TEXT]
    spare = PAGE_PIXELS[landscape] - sum(widths)
    if spare <= 0:
        return widths
    shared = spare // 2 if texts else spare
    widths = [width + shared // len(widths) for width in widths]
    for index in texts:
        widths[index] += (spare - shared) // len(texts)
    return widths


def _width(grid: Grid, index: int) -> int:
    column = grid.columns[index]
    cells = [_shown(row.cells[index]) for row in grid.rows]
    if column.look is Look.TEXT:
        low, high = _TEXT_PIXELS
        return int(min(max(low, *(_pixels(text) for text in (column.label, *cells))), high))
    words = [word for text in (column.label, column.index) for word in text.split()]
    longest = max((_pixels(text) for text in (*words, *cells)), default=0)
    return int(max(longest, 22)) + _PADDING


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


def spans_of(wanted: Sequence[int], grid: Sequence[int]) -> list[tuple[int, int]]:
    """Which columns of the sheet each column of a table takes: in proportion, at least one, all of them used."""
    if len(wanted) == len(grid):
        return [(index, index) for index in range(len(grid))]
    scale = sum(grid) / sum(wanted)
    spans: list[tuple[int, int]] = []
    start, used, asked = 0, 0.0, 0.0
    for index, width in enumerate(wanted):
        asked += width * scale
        left = len(wanted) - index - 1
        end = start
        used += grid[end]
        while left == 0 and end < len(grid) - 1:
            end += 1
        while end + 1 < len(grid) - left and used + grid[end + 1] / 2 <= asked:
            end += 1
            used += grid[end]
        spans.append((start, end))
        start = end + 1
    return spans
