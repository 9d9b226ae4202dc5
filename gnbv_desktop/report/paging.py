"""Where the rows of a sheet go on to the next printed page."""

from __future__ import annotations

from collections.abc import Sequence

from gnbv_desktop.report.grid import GridRow

KEPT = 3
"""Rows that go with the signatures, when these do not fit any more."""
LEAST_FULL = 0.6
"""So much of a page is filled before it is left for the sake of a group."""
HEADINGS = 3
"""So many bold rows in a run are no headings but the table itself."""


def page_breaks(
    rows: Sequence[GridRow], heights: Sequence[float], used: float, tail: float, limit: float, head: float
) -> list[int]:
    """Rows before which a page ends. `used` is taken on the first page, `head` by what each further page repeats;
    `tail` is what must stand on the page of the last rows."""
    found: list[int] = []
    start, page = 0, used
    for index, height in enumerate(heights):
        after = tail if index == len(rows) - 1 else 0
        page += height + after
        if page > limit and index > start:
            start = _place(rows, heights, start, index)
            found.append(start)
            page = head + sum(heights[start : index + 1]) + after
    return found


def _place(rows: Sequence[GridRow], heights: Sequence[float], start: int, index: int) -> int:
    """Before the last group that begins low enough on the page, else at the row that is too much; never below a
    heading."""
    full = sum(heights[start:index])
    for each in range(index, start, -1):
        if rows[each].break_before and sum(heights[start:each]) >= LEAST_FULL * full:
            return each
    at = index if index < len(rows) - 1 else max(start + 1, len(rows) - KEPT)
    headings = next((count for count in range(min(HEADINGS, at)) if not rows[at - 1 - count].bold), 0)
    return max(start + 1, at - headings)
