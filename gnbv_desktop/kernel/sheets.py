"""Where a cell stands in a sheet: "B5" as row and column, and areas such as merged cells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


class At(NamedTuple):
    """Both count from 1, so cells sort as they are read."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"{column_letters(self.column)}{self.row}"


class Area(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int

    def holds(self, at: At) -> bool:
        return self.top <= at.row <= self.bottom and self.left <= at.column <= self.right

    @property
    def first(self) -> At:
        return At(self.top, self.left)


@lru_cache(maxsize=512)
def column_letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def parse_at(text: str) -> At:
    """Raises ValueError when the text is no cell of a sheet."""
    match = _CELL.fullmatch(text.strip())
    at = At(int(match[2]), column_number(match[1])) if match else At(0, 0)
    if not (0 < at.row <= LAST_ROW and 0 < at.column <= LAST_COLUMN):
        raise ValueError(f"không có ô {text[:20]!r} trong trang tính")
    return at


def parse_area(text: str) -> Area:
    """ "B5:D9", or one cell; raises ValueError."""
    first, _, last = text.partition(":")
    start, end = parse_at(first), parse_at(last or first)
    return Area(
        min(start.row, end.row), min(start.column, end.column), max(start.row, end.row), max(start.column, end.column)
    )
