"""The tree of an outline, for mouse and keyboard. It changes nothing itself: it says what was wanted of which row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView

from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.outline.delegate import OutlineDelegate
from gnbv_desktop.ui.outline.model import TITLE, OutlineModel, Row, RowRole
from gnbv_desktop.ui.widgets.table_header import TableHeader

Index = QModelIndex | QPersistentModelIndex


class OutlineTree(QTreeView):
    current_changed = Signal(int)
    moved = Signal(int, int)
    deepened = Signal(int, int)
    removed = Signal(int)
    added = Signal(int)
    opened = Signal(int)
    """Enter: what stands under the row is to be changed."""

    def __init__(self, look: Look, name: str, words: str, columns: Sequence[str], shares: Sequence[int]) -> None:
        super().__init__()
        self._look = look
        self._shares = tuple(shares)
        """Of the width: how the columns divide it."""
        self._folded: set[str] = set()
        self._restoring = False
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.outline_model = OutlineModel(columns, self)
        self.setModel(self.outline_model)
        self._rows = OutlineDelegate(look, self)
        self.setItemDelegate(self._rows)
        self.setHeader(TableHeader(look, 8, self))
        self.header().setSectionsClickable(False)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.collapsed.connect(self._remember)
        self.expanded.connect(self._remember)
        look.changed.connect(self._paper)
        self._paper()

    @Slot()
    def _paper(self) -> None:
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, self._look.color("base"))
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        self.doItemsLayout()
        self._divide()

    # ---- rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """What was folded and what was current stays so."""
        before = self.place()
        if not self.outline_model.show(rows):
            return
        self._restoring = True
        for at, row in enumerate(self.outline_model.rows):
            self.setExpanded(self.outline_model.at(at), row.title not in self._folded)
        self._restoring = False
        self.go(min(max(before, 0), len(rows) - 1))

    def place(self) -> int:
        return self.outline_model.place(self.currentIndex())

    def go(self, place: int) -> None:
        index = self.outline_model.at(place)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def rename(self, place: int) -> None:
        self.go(place)
        self.edit(self.outline_model.at(place))

    @property
    def typing(self) -> bool:
        return self.state() is QAbstractItemView.State.EditingState

    @Slot(QModelIndex)
    def _remember(self, index: QModelIndex) -> None:
        if not self._restoring:
            title = index.data(RowRole).title
            (self._folded.discard if self.isExpanded(index) else self._folded.add)(title)

    # ---- looks

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._divide()

    def _divide(self) -> None:
        width, whole = self.viewport().width(), sum(self._shares)
        for column, share in enumerate(self._shares):
            self.header().resizeSection(column, width * share // whole)

    # ---- hands

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(self.outline_model.place(current))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == TITLE:
            rect, row = self.visualRect(index), index.data(RowRole)
            x = event.position().x()
            if self._rows.chevron(rect, row).right() >= x and self.model().hasChildren(index):
                self.setExpanded(index, not self.isExpanded(index))
                return
            box = self._rows.tick(rect, row)
            if box.left() - 3 <= x <= box.right() + 3:
                self.setCurrentIndex(index)
                self._toggle()
                return
        super().mousePressEvent(event)
        if index.isValid() and index.column() != TITLE:
            self.setCurrentIndex(index.siblingAtColumn(TITLE))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() != TITLE:
            self.opened.emit(self.outline_model.place(index))
            return
        super().mouseDoubleClickEvent(event)

    def _toggle(self) -> None:
        place = self.place()
        if place >= 0:
            self.outline_model.ticked.emit(place, not self.outline_model.rows[place].ticked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.place()
        if place < 0 or self.typing:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(place, -1 if key == Qt.Key.Key_Up else 1)
        elif alt and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.deepened.emit(place, -1 if key == Qt.Key.Key_Left else 1)
        elif key == Qt.Key.Key_Space:
            self._toggle()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit(place)
        elif key == Qt.Key.Key_Insert:
            self.added.emit(place)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(place)
        else:
            super().keyPressEvent(event)
