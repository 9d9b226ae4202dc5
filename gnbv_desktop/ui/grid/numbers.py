"""The small line under the headings: (4), (5), (6)=(5)/(4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import evolve

from gnbv_desktop.catalogue.model import Column
from gnbv_desktop.ui.grid.parts import ColumnRole, GridColumn

_NAME = re.compile(r"[A-Z][A-Z0-9_]*")


def numbered(columns: Iterable[GridColumn], definitions: Mapping[str, Column]) -> tuple[GridColumn, ...]:
    """A computed column says how, where all that it is made of stands in the table."""
    listed = tuple(columns)
    places = {column.code: place for place, column in enumerate(listed, 1) if column.role is ColumnRole.VALUE}
    numbers = (_number(place, column, definitions, places) for place, column in enumerate(listed, 1))
    return tuple(evolve(column, number=number) for column, number in zip(listed, numbers, strict=True))


def _number(place: int, column: GridColumn, definitions: Mapping[str, Column], places: Mapping[str, int]) -> str:
    number = f"({place})"
    if column.role is not ColumnRole.VALUE or not column.derived or column.code not in definitions:
        return number
    text = definitions[column.code].value.removeprefix("100 * ")
    if any(name not in places for name in _NAME.findall(text)) or any(char in text for char in '"<>,'):
        return number
    spoken = _NAME.sub(lambda found: f"({places[found[0]]})", text)
    return number + "=" + spoken.replace(" ", "").replace("-", "−").replace("*", "×")
