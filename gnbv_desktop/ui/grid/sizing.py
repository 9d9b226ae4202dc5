"""How wide the columns of a grid are: no figure is ever cut, words may be, and spare room goes where words are."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QFontMetrics

from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.ui.grid.capital_sheet import CapitalSheet
from gnbv_desktop.ui.grid.delegate import PAD, STEP
from gnbv_desktop.ui.grid.header import GridHeader
from gnbv_desktop.ui.grid.model import GridModel
from gnbv_desktop.ui.grid.parts import ColumnRole, GridColumn
from gnbv_desktop.ui.grid.record_sheet import RecordSheet
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size

WIDEST_TEXT, WIDEST_NAME = 240, 330
LEAST_NAME, LEAST_FIGURE, LEAST_WORD = 200, 72, 52
MEASURED_ROWS = 120


def summed(column: GridColumn) -> bool:
    """Whether figures stand in it."""
    value = column.role in (ColumnRole.VALUE, ColumnRole.PREVIOUS, ColumnRole.CHANGE)
    return value and (column.kind is None or column.kind.numeric)


class Sizing:
    def __init__(self, look: Look, model: GridModel, header: GridHeader) -> None:
        self._look = look
        self._model = model
        self._header = header
        self._capital = isinstance(model.sheet, CapitalSheet)
        self._record = isinstance(model.sheet, RecordSheet)

    def least(self) -> list[int]:
        """What each column needs."""
        return [self._least(place, column) for place, column in enumerate(self._model.sheet.columns)]

    def _least(self, place: int, column: GridColumn) -> int:
        rows = range(len(self._model.sheet.rows))[:MEASURED_ROWS]
        widest = max(self._header.text_width(column), self.of_rows(rows, place))
        least = LEAST_FIGURE if summed(column) else LEAST_WORD
        if column.role is ColumnRole.NAME or (self._capital and not place):
            least = LEAST_NAME
        return max(widest, self._look.px(least))

    def of_rows(self, rows: Iterable[int], place: int) -> int:
        """The width that the widest of these cells needs."""
        look, sheet = self._look, self._model.sheet
        body, strong = QFontMetrics(look.font(Role.BODY)), QFontMetrics(look.font(Role.STRONG))
        limit, figures, widest = self._limit(place), summed(sheet.columns[place]), 0
        for row in rows:
            if sheet.rows[row].kind.band and (place == 0 or not figures):
                continue
            cell = self._model.look(row, place)
            width = (strong if cell.strong else body).horizontalAdvance(cell.text) + 2 * PAD + 3
            width += (look.px(Size.SIGN) + 6) * bool(cell.sign) + 24 * cell.more + cell.indent * look.px(STEP)
            width += (body.horizontalAdvance(cell.tag) + 16) * bool(cell.tag)
            widest = max(widest, width if cell.right else min(width, limit))
        return widest

    def _limit(self, place: int) -> int:
        """Names may be cut in a grid whose bands say what its lines are."""
        if place:
            return self._look.px(WIDEST_TEXT)
        return self._look.px(LEAST_NAME if self._capital else WIDEST_NAME)

    def shared(self, widths: list[int], room: int) -> list[int]:
        """The widths with what is left of the room: for the names, then where most is written."""
        spare, found = room - sum(widths), list(widths)
        if spare <= 0:
            return found
        columns = self._model.sheet.columns
        named = columns[0].role is ColumnRole.NAME or self._capital
        wordy = (each.kind is FieldKind.TEXT or (self._record and each.role is ColumnRole.VALUE) for each in columns)
        words = [place for place, each in enumerate(wordy) if each and (place or not named)]
        for place in [0] * named + sorted(words, key=lambda place: -len(columns[place].label)):
            limit = self._look.px(WIDEST_NAME if place == 0 or len(words) == 1 else WIDEST_TEXT)
            share = max(0, min(spare, limit - found[place]))
            found[place] += share
            spare -= share
        found[words[-1] if words else 0] += spare
        return found
