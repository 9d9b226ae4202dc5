"""The table of a sheet: merged areas as they are, widths, keys. A letter typed in it begins a search."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from gnbv_desktop.kernel.sheets import At
from gnbv_desktop.services.province_draft import Page
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.workbook.sheet_model import Face, SheetModel

LETTER, LEAST, WIDEST, USUAL = 7, 28, 420, 9
PAD = 5
POINT = 96 / 72
_GROUNDS = {"": "base", "mark": "chip", "below": "accent_soft"}
_LINE = int(Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter)
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)


class SheetView(QTableView):
    moved = Signal()
    """Another cell is current, or others are selected."""
    search_asked = Signal(str)
    """With the letter that began it."""
    remove_asked = Signal()
    step_asked = Signal(int)
    """To the next sheet, or the one before."""

    def __init__(self, look: Look, page: Page) -> None:
        super().__init__()
        self._look = look
        self.sheet_model = SheetModel(page, self)
        self.setObjectName("workbook_sheet")
        self.setAccessibleName(f"Trang tính {page.name}")
        self.setModel(self.sheet_model)
        self.setItemDelegate(_Cells(look, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(True)
        self._measure()
        for area in page.merged:
            if area.first != At(area.bottom, area.right):
                rows, columns = area.bottom - area.top + 1, area.right - area.left + 1
                self.setSpan(area.top - 1, area.left - 1, rows, columns)
        look.changed.connect(self._dress)
        self._dress()

    def _measure(self) -> None:
        look, page = self._look, self.sheet_model.page
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(True)
        self.horizontalHeader().setMinimumSectionSize(LEAST)
        self.verticalHeader().setMinimumSectionSize(look.px(16))
        self.verticalHeader().setDefaultSectionSize(look.px(Size.GRID_ROW))
        for column in range(1, self.sheet_model.columnCount() + 1):
            width = page.width(column)
            if width == 0:
                self.setColumnHidden(column - 1, True)
            letters = USUAL if width is None else width
            self.setColumnWidth(column - 1, look.px(max(LEAST, min(WIDEST, round(letters * LETTER) + PAD))))
        for row in range(1, self.sheet_model.rowCount() + 1):
            height = page.height(row)
            if height == 0:
                self.setRowHidden(row - 1, True)
            elif height is not None:
                self.setRowHeight(row - 1, look.px(max(16, round(height * POINT))))

    @Slot()
    def _dress(self) -> None:
        look = self._look
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, look.color("base"))
        self.setPalette(palette)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setFont(look.font(Role.MICRO))
        self.viewport().update()

    # ---- what is chosen

    @property
    def current(self) -> At:
        """The current cell; of a merged area the one that stands for it."""
        index = self.currentIndex()
        return self.sheet_model.page.first(self.sheet_model.at(index)) if index.isValid() else At(1, 1)

    @property
    def chosen(self) -> tuple[At, ...]:
        """All selected cells, those of merged areas once."""
        page = self.sheet_model.page
        places = (page.first(self.sheet_model.at(index)) for index in self.selectedIndexes())
        return tuple(dict.fromkeys(sorted(places))) or (self.current,)

    def go(self, at: At) -> None:
        self.setCurrentIndex(self.sheet_model.index_of(at))
        self.scrollTo(self.currentIndex())

    def go_below(self) -> None:
        """After an assignment, as after Enter in a sheet."""
        index = self.currentIndex()
        below = index.row() + self.rowSpan(index.row(), index.column())
        if below < self.sheet_model.rowCount():
            self.setCurrentIndex(self.sheet_model.index(below, index.column()))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if control and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.step_asked.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not control:
            self.search_asked.emit("")
        elif event.text().strip() and event.text().isprintable() and not control:
            self.search_asked.emit(event.text())
        else:
            super().keyPressEvent(event)


class _Cells(QStyledItemDelegate):
    """Draws a cell from its face; nothing of the superclass."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, SheetModel)
        look, face, rect = self._look, model.face(index), QRect(option.rect)
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        error = look.tint(Tone.ERROR)
        ground = error.bg if face.mark == "faulty" else _GROUNDS[face.mark]
        painter.fillRect(rect, look.color("selection" if selected and not face.mark else ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("grid"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), look.color("grid"))
        if face.mark in ("mark", "faulty"):
            line = look.color(error.border if face.mark == "faulty" else "chip_border")
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), line)
        if face.text:
            ink = error.fg if face.mark == "faulty" else "chip_text" if face.mark else "text"
            self._write(painter, rect.adjusted(PAD + (2 if face.mark else 0), 0, -PAD, -1), face, ink)
        if state & QStyle.StateFlag.State_HasFocus or (selected and face.mark):
            self._ring(painter, rect, 2 if state & QStyle.StateFlag.State_HasFocus else 1)

    def _write(self, painter: QPainter, box: QRect, face: Face, ink: str) -> None:
        text = face.text
        painter.setFont(self._look.font(Role.SMALL_STRONG if face.bold else Role.SMALL))
        painter.setPen(self._look.color(ink))
        line = painter.fontMetrics().height()
        side = Qt.AlignmentFlag.AlignRight if face.right else Qt.AlignmentFlag.AlignLeft
        if box.height() < 2 * line:
            text = painter.fontMetrics().elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, _LINE | int(side), text)
            return
        painter.save()
        painter.setClipRect(box)
        painter.drawText(box, _WRAPPED | int(side), text)
        painter.restore()

    def _ring(self, painter: QPainter, rect: QRect, width: int) -> None:
        color = self._look.color("accent")
        inner = rect.adjusted(0, 0, -1, -1)
        painter.fillRect(inner.left(), inner.top(), inner.width(), width, color)
        painter.fillRect(inner.left(), inner.bottom() - width + 1, inner.width(), width, color)
        painter.fillRect(inner.left(), inner.top(), width, inner.height(), color)
        painter.fillRect(inner.right() - width + 1, inner.top(), width, inner.height(), color)
