"""What stands where on a sheet: the text of a box, its name in Excel, the headings of its row and its column."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from gnbv_desktop.kernel.figures import round_half_up, write_decimal
from gnbv_desktop.kernel.sheets import At
from gnbv_desktop.report.sheet import Box, Sheet
from gnbv_desktop.report.sheet_layout import RATE_FORMAT

_RATE_PLACES = 2
_GENERAL_PLACES = 10


def shown_text(box: Box) -> str:
    """As Excel shows it with the separators of Vietnam."""
    if not isinstance(box.value, Decimal):
        return box.value or ""
    number, look = box.value, box.style.number
    if look == RATE_FORMAT:
        return write_decimal(number) if number in (0, 100) else _padded(number, _RATE_PLACES)
    if look.startswith("#,##0"):
        return _padded(number, len(look.partition(".")[2]))
    return write_decimal(number, _GENERAL_PLACES)


def _padded(number: Decimal, places: int) -> str:
    """Always with so many decimals."""
    whole, _, decimals = write_decimal(round_half_up(number, places)).partition(",")
    return f"{whole},{decimals.ljust(places, '0')}" if places else whole


def cell_name(box: Box) -> str:
    """ "D14"."""
    return str(At(box.row + 1, box.column + 1))


@frozen(eq=False)
class SheetPlaces:
    """Made together with the sheet, in the job that makes it: a list may have tens of thousands of boxes."""

    sheet: Sheet
    by_row: dict[int, list[int]] = field(init=False)
    """The places of the boxes that begin in a row."""
    tall: tuple[int, ...] = field(init=False)
    """The places of the boxes of several rows."""

    @by_row.default
    def _find_rows(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for place, box in enumerate(self.sheet.boxes):
            found.setdefault(box.row, []).append(place)
        return found

    @tall.default
    def _find_tall(self) -> tuple[int, ...]:
        return tuple(place for place, box in enumerate(self.sheet.boxes) if box.rows > 1)

    def heading(self, box: Box) -> str:
        """What stands over a figure, from the widest heading to its own: "TỔNG CỘNG · Giải ngân"."""
        rows = next((rows for rows in reversed(self.sheet.headings) if rows[1] < box.row), None)
        if rows is None:
            return ""
        above = (self.sheet.boxes[place] for row in range(*rows) for place in self.by_row.get(row, ()))
        told = (str(each.value) for each in above if each.column <= box.column < each.column + each.columns)
        return " · ".join(dict.fromkeys(told))

    def row_label(self, box: Box) -> str:
        """The name of the row: the first words in it."""
        texts = (self.sheet.boxes[place] for place in self.by_row.get(box.row, ()))
        named = (each.value for each in texts if not each.source and isinstance(each.value, str))
        return next((text for text in named if any(map(str.isalpha, text)) and len(text) > 3), "")

    def words(self, box: Box) -> str:
        """Where the box stands, in words: "Dự án 2: Sinh kế · Giải ngân"."""
        parts = (self.row_label(box), self.heading(box)) if box.style.border else (shown_text(box),)
        return " · ".join(part for part in parts if part)
