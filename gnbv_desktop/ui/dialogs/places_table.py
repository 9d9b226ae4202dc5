"""The list of communes or agencies: two columns, typed over in place; a name that is changed keeps its id."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from gnbv_desktop.kernel.dossier import Place
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size
from gnbv_desktop.ui.widgets.table_header import TableHeader

NAME, SHORT = 0, 1
TITLES = ("Tên", "Tên ngắn trong biểu")


class PlacesTable(QTableWidget):
    renamed = Signal(int, int, str)
    """Row, column and what was typed; the table shows it only when it is taken."""
    pasted = Signal()
    removed = Signal()
    moved = Signal(int)

    def __init__(self, look: Look, name: str, words: str) -> None:
        super().__init__(0, 2)
        self._look = look
        self._filling = False
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setHorizontalHeader(TableHeader(look, 4, self))
        self.setHorizontalHeaderLabels(TITLES)
        self.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(SHORT, QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cellChanged.connect(self._changed)
        look.changed.connect(self._resize)
        self._resize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty table that has the focus shows it: a column can be pasted."""
        super().paintEvent(event)
        if self.hasFocus() and not self.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _resize(self) -> None:
        self.horizontalHeader().resizeSection(SHORT, self._look.px(190))
        self.verticalHeader().setDefaultSectionSize(self._look.px(Size.GRID_ROW + 3))
        self.viewport().update()

    def show_places(self, places: tuple[Place, ...]) -> None:
        self._filling = True
        at = self.currentRow()
        self.setRowCount(len(places))
        for row, place in enumerate(places):
            self.setItem(row, NAME, QTableWidgetItem(place.name))
            self.setItem(row, SHORT, QTableWidgetItem(place.short))
        self._filling = False
        if places and at >= 0:
            self.setCurrentCell(min(at, len(places) - 1), NAME)

    def _changed(self, row: int, column: int) -> None:
        if not self._filling:
            item = self.item(row, column)
            self.renamed.emit(row, column, item.text() if item else "")

    def finish_typing(self) -> None:
        """What stands in an open editor is taken: the editor gives it up when it loses the focus."""
        if self.state() is QAbstractItemView.State.EditingState:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen_rows(self) -> list[int]:
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
