"""From box to box by keyboard: merged cells count once, rows and columns without a box are passed over."""

from __future__ import annotations

from attrs import frozen

from gnbv_desktop.ui.annexes.geometry import Geometry


@frozen
class Stand:
    """The current box, and the row and column one came along: merged cells do not turn one aside."""

    place: int
    row: int
    column: int


def stand_on(geometry: Geometry, place: int) -> Stand:
    box = geometry.boxes[place]
    return Stand(place, box.row, box.column)


def sideways(geometry: Geometry, stand: Stand, step: int) -> Stand | None:
    box = geometry.boxes[stand.place]
    column = box.column + box.columns if step > 0 else box.column - 1
    while 0 <= column < len(geometry.sheet.widths):
        place = geometry.at(stand.row, column)
        if place is not None:
            return Stand(place, stand.row, geometry.boxes[place].column)
        column += step
    return None


def up_or_down(geometry: Geometry, stand: Stand, step: int) -> Stand | None:
    box = geometry.boxes[stand.place]
    row = box.row + box.rows if step > 0 else box.row - 1
    while 0 <= row < len(geometry.sheet.heights):
        place = geometry.at(row, stand.column)
        if place is None and geometry.of_row(row):
            place = _nearest(geometry, row, stand.column)
        if place is not None:
            return Stand(place, row, stand.column)
        row += step
    return None


def _nearest(geometry: Geometry, row: int, column: int) -> int:
    return min(geometry.of_row(row), key=lambda place: abs(geometry.boxes[place].column - column))


def row_edge(geometry: Geometry, stand: Stand, step: int) -> Stand:
    """The first or the last box of the row."""
    places = list(geometry.within(stand.row, stand.row))
    place = (max if step > 0 else min)(places, key=lambda each: geometry.boxes[each].column)
    return Stand(place, stand.row, geometry.boxes[place].column)


def table_edge(geometry: Geometry, stand: Stand, step: int) -> Stand:
    """The first or the last row of the table one stands in; outside of tables, of the sheet."""
    inside = geometry.boxes[stand.place].style.border
    if step > 0:
        row = geometry.table_end(stand.row) if inside else len(geometry.sheet.heights) - 1
    else:
        row = geometry.table_start(stand.row) if inside else 0
    place = geometry.at(row, stand.column)
    return Stand(place, row, stand.column) if place is not None else stand


def along(places: list[int], now: int | None, step: int) -> int | None:
    """The next or the one before of some boxes, in the order of reading; None after the last."""
    if now is None:
        return (places[0] if step > 0 else places[-1]) if places else None
    further = [each for each in places if (each > now if step > 0 else each < now)]
    return (further[0] if step > 0 else further[-1]) if further else None
