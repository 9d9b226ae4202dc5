"""Where the boxes of a sheet lie, in twips: looked up by row, so that what is not seen costs nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from PySide6.QtCore import QRectF

from gnbv_desktop.report.sheet import Box, Chart
from gnbv_desktop.services.sheet_places import SheetPlaces

POINT, PIXEL = 20, 15
"""Twips of a point, of a pixel at 96 dpi."""
FROZEN_COLUMNS = 2


class Geometry:
    def __init__(self, places: SheetPlaces) -> None:
        self.sheet = places.sheet
        self.boxes = places.sheet.boxes
        self._by_row = places.by_row
        self.xs = [0.0, *accumulate(width * PIXEL for width in self.sheet.widths)]
        self.ys = [0.0, *accumulate(height * POINT for height in self.sheet.heights)]
        self._tall = places.tall
        self._ends: dict[int, int] = {}

    @property
    def width(self) -> float:
        return self.xs[-1]

    @property
    def height(self) -> float:
        return self.ys[-1]

    # ---- where a box is

    def rect(self, box: Box | Chart) -> QRectF:
        left, right = (box.column, box.column + box.columns) if isinstance(box, Box) else (0, len(self.xs) - 1)
        x, y = self.xs[left], self.ys[box.row]
        return QRectF(x, y, self.xs[right] - x, self.ys[box.row + box.rows] - y)

    # ---- which box is where

    def row_at(self, y: float) -> int:
        return min(max(0, bisect_right(self.ys, y) - 1), len(self.ys) - 2)

    def column_at(self, x: float) -> int:
        return min(max(0, bisect_right(self.xs, x) - 1), len(self.xs) - 2)

    def of_row(self, row: int) -> Iterable[int]:
        return self._by_row.get(row, ())

    def within(self, first: int, last: int) -> Iterator[int]:
        """The places of the boxes that touch these rows."""
        yield from (place for place in self._tall if self._reaches(place, first, last))
        for row in range(first, last + 1):
            yield from self._by_row.get(row, ())

    def _reaches(self, place: int, first: int, last: int) -> bool:
        """Those that begin above the rows."""
        box = self.boxes[place]
        return box.row < first < box.row + box.rows

    def at(self, row: int, column: int) -> int | None:
        for place in self.within(row, row):
            box = self.boxes[place]
            if box.column <= column < box.column + box.columns:
                return place
        return None

    # ---- tables

    def heading_over(self, row: int) -> tuple[int, int] | None:
        """The headings of the table in which a row below them lies."""
        for first, last in reversed(self.sheet.headings):
            if first <= row:
                return (first, last) if last < row <= self.table_end(last) else None
        return None

    def table_end(self, row: int) -> int:
        """The last row of a table, from one of its rows."""
        if row not in self._ends:
            end = row
            while self._ruled(end + 1):
                end += 1
            self._ends[row] = end
        return self._ends[row]

    def table_start(self, row: int) -> int:
        while self._ruled(row - 1):
            row -= 1
        return row

    def _ruled(self, row: int) -> bool:
        return any(self.boxes[place].style.border for place in self._by_row.get(row, ()))
