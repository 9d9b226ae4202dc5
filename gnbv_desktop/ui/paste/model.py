"""A preview as Qt sees it. What is typed over goes back to the preview."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gnbv_desktop.ui.paste.preview import Preview, PreviewCell, RowHead

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_CHANGED = "sẽ đổi"


class PreviewModel(QAbstractTableModel):
    typed = Signal(int, int, str)

    def __init__(self, preview: Preview, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preview = preview
        self._cells: dict[tuple[int, int], PreviewCell] = {}
        self._heads: dict[int, RowHead] = {}
        self._shape = self._now()

    def _now(self) -> tuple[int, int]:
        return self.preview.rows, len(self.preview.columns)

    def show_preview(self, preview: Preview) -> None:
        self.beginResetModel()
        self.preview = preview
        self._forget()
        self.endResetModel()

    def _forget(self) -> None:
        self._cells.clear()
        self._heads.clear()
        self._shape = self._now()

    def refresh(self) -> bool:
        """After an answer; whether rows and columns are still the same ones."""
        if self._now() != self._shape:
            self.show_preview(self.preview)
            return False
        self._forget()
        rows, columns = self._shape
        if rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, rows - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)
        return True

    def cell(self, row: int, column: int) -> PreviewCell:
        found = self._cells.get((row, column))
        if found is None:
            found = self._cells[row, column] = self.preview.cell(row, column)
        return found

    def head(self, row: int) -> RowHead:
        if row not in self._heads:
            self._heads[row] = self.preview.row_head(row)
        return self._heads[row]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._shape[0]

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._shape[1]

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.preview.typable(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cell(index.row(), index.column()).text
            case Qt.ItemDataRole.EditRole:
                return self.preview.text(index.row(), index.column())
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.cell(index.row(), index.column()).words or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index)
        return None

    def _spoken(self, index: Index) -> str:
        cell = self.cell(index.row(), index.column())
        parts = (self.preview.name(index.row(), index.column()), cell.text or "trống", _CHANGED if cell.changed else "")
        return ", ".join(part for part in parts if part)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """The answer is given once the editor is gone, for rows may be others then."""
        if role != Qt.ItemDataRole.EditRole or str(value) == self.preview.text(index.row(), index.column()):
            return False
        self.typed.emit(index.row(), index.column(), str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            column = self.preview.columns[section] if section < len(self.preview.columns) else None
            if column is None:
                return None
            if role == Qt.ItemDataRole.ToolTipRole:
                return column.help or None
            return column.title if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.head(section).words
        return (self.head(section).help or None) if role == Qt.ItemDataRole.ToolTipRole else None
