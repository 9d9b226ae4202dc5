"""One sheet of a workbook as a table: its own texts, over them the marks with their codes or their values."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gnbv_desktop.kernel.sheets import At, column_letters
from gnbv_desktop.services.province_draft import Page, Shown

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
SPARE_ROWS, SPARE_COLUMNS = 12, 3
"""Empty cells after what stands in the sheet: figures may be put there too."""
MOST_ROWS, MOST_COLUMNS = 5000, 256


@frozen
class Face:
    """What is drawn in a cell."""

    text: str
    bold: bool = False
    right: bool = False
    mark: str = ""
    """"mark", "below" for the further rows of a list, "faulty"; empty without a mark."""


class SheetModel(QAbstractTableModel):
    def __init__(self, page: Page, parent: QObject) -> None:
        super().__init__(parent)
        self.page = page
        self._shown: Mapping[tuple[str, At], Shown] = {}
        self._values = False
        last = page.extent
        self._rows = min(last.row + SPARE_ROWS, MOST_ROWS)
        self._columns = min(last.column + SPARE_COLUMNS, MOST_COLUMNS)

    def show_marks(self, shown: Mapping[tuple[str, At], Shown], values: bool) -> None:
        """Their codes, or what they come to."""
        self._shown, self._values = shown, values
        self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, self._columns - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    @staticmethod
    def at(index: Index) -> At:
        return At(index.row() + 1, index.column() + 1)

    def index_of(self, at: At) -> QModelIndex:
        return self.index(at.row - 1, at.column - 1)

    def face(self, index: Index) -> Face:
        at = self.at(index)
        shown, bold = self._shown.get((self.page.name, at)), self.page.bold(at)
        if shown is None:
            return Face(self.page.text(at), bold, self.page.number(at))
        kind = "faulty" if shown.faulty else "below" if shown.below else "mark"
        if self._values and not shown.faulty:
            return Face(shown.value, bold, shown.value[:1].isdigit(), kind)
        return Face("" if shown.below else shown.code, bold, False, kind)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        shown = self._shown.get((self.page.name, self.at(index)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return (shown.code if shown is not None else self.page.text(self.at(index))) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = f"{self.at(index)}: {self.face(index).text or 'trống'}"
            return f"{words}, đã đánh dấu {shown.code}" if shown is not None else words
        return self.face(index).text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return column_letters(section + 1) if orientation is Qt.Orientation.Horizontal else str(section + 1)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None
