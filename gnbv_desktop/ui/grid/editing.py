"""The delegate of the grid that can be typed into: it opens our own editor and leaves the keys to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from gnbv_desktop.ui.grid.delegate import CellDelegate
from gnbv_desktop.ui.look.look import Look

if TYPE_CHECKING:
    from gnbv_desktop.ui.grid.view import Grid

Index = QModelIndex | QPersistentModelIndex


class EditingDelegate(CellDelegate):
    def __init__(self, look: Look, grid: Grid) -> None:
        super().__init__(look, grid)
        self._grid = grid

    def createEditor(self, parent: QWidget, option: object, index: Index) -> QWidget:
        return self._grid.make_editor(parent, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The editor got its text when it was made; a change of the model never rewrites it."""

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """The editor writes by itself."""

    def updateEditorGeometry(self, editor: QWidget, option: object, index: Index) -> None:
        editor.setGeometry(self._grid.editor_place(index))

    def eventFilter(self, editor: object, event: QEvent) -> bool:
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Under the frozen column a band's name is not drawn: its end would look out at the side."""
        if index.column() == 0 and self._grid.horizontalScrollBar().value() > 0:
            painter.fillRect(option.rect, self.ground(self._grid.grid_model.look(index.row(), 0).ground))
            return
        super().paint(painter, option, index)
