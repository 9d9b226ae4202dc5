"""The first column, standing still over the grid while the rest scrolls sideways."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from gnbv_desktop.ui.grid.delegate import CellDelegate
from gnbv_desktop.ui.grid.header import GridHeader
from gnbv_desktop.ui.look.look import Look


class FrozenColumn(QTableView):
    """Shows the same model and selection; shown only while its grid is scrolled away from the first column."""

    def __init__(self, look: Look, grid: QTableView) -> None:
        super().__init__(grid)
        self._grid = grid
        self.setObjectName("frozen_column")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalHeader(GridHeader(look, self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(10)
        self.setItemDelegate(CellDelegate(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(grid.model())
        self.setSelectionModel(grid.selectionModel())
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)
        grid.horizontalScrollBar().valueChanged.connect(self.place)
        self.hide()

    @Slot()
    def place(self) -> None:
        """Over the first column of the grid, as high as its rows."""
        scrolled = self._grid.horizontalScrollBar().value() > 0
        if scrolled:
            self._match()
        self.setVisible(scrolled)
        if scrolled:
            self.verticalScrollBar().setValue(self._grid.verticalScrollBar().value())

    def _match(self) -> None:
        grid = self._grid
        for column in range(grid.model().columnCount()):
            self.setColumnHidden(column, column > 0)
        self.setColumnWidth(0, grid.columnWidth(0))
        self.horizontalHeader().setFixedHeight(grid.horizontalHeader().height())
        self.verticalHeader().setDefaultSectionSize(grid.verticalHeader().defaultSectionSize())
        for row in range(grid.model().rowCount()):
            if grid.rowHeight(row) != self.rowHeight(row):
                self.setRowHeight(row, grid.rowHeight(row))
        self.setGeometry(0, 0, grid.columnWidth(0), grid.viewport().height() + grid.horizontalHeader().height())
        self.raise_()

    def sizeHint(self) -> QSize:
        return QSize(self._grid.columnWidth(0), 100)
