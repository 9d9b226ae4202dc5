"""Addresses of cells and areas, as a sheet writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnbv_desktop.kernel.sheets import (
    LAST_COLUMN,
    LAST_ROW,
    Area,
    At,
    column_letters,
    column_number,
    parse_area,
    parse_at,
)


@pytest.mark.parametrize(
    ("text", "at"), [("A1", (1, 1)), ("$C$7", (7, 3)), ("aa10", (10, 27)), ("XFD1048576", (LAST_ROW, LAST_COLUMN))]
)
def test_cells(text: str, at: tuple[int, int]) -> None:
    assert parse_at(text) == At(*at)


@pytest.mark.parametrize("text", ["", "A0", "1A", "A", "7", "XFE1", "A1048577", "A1:B2", "A 1", "Á1"])
def test_what_is_no_cell(text: str) -> None:
    with pytest.raises(ValueError, match="không có ô"):
        parse_at(text)


@given(st.integers(1, LAST_COLUMN), st.integers(1, LAST_ROW))
def test_written_and_read_again(column: int, row: int) -> None:
    assert parse_at(str(At(row, column))) == At(row, column)
    assert column_number(column_letters(column)) == column


def test_areas() -> None:
    area = parse_area("D9:B5")
    assert area == Area(5, 2, 9, 4) and area.first == At(5, 2)
    assert area.holds(At(9, 4)) and not area.holds(At(4, 3)) and not area.holds(At(5, 5))
    assert parse_area("C3") == Area(3, 3, 3, 3)
