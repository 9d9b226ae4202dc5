"""The grid: typing as in Excel, over any sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.carry import mark_read
from gnbv_desktop.services.entry import enter
from gnbv_desktop.ui.fields.echo_tag import EchoTag
from gnbv_desktop.ui.fields.edit import FigureEdit, Move
from gnbv_desktop.ui.fields.stay import Commit
from gnbv_desktop.ui.fields.telling import tell
from gnbv_desktop.ui.grid import summing
from gnbv_desktop.ui.grid.delegate import PAD, STEP
from gnbv_desktop.ui.grid.editing import EditingDelegate
from gnbv_desktop.ui.grid.frozen import FrozenColumn
from gnbv_desktop.ui.grid.header import GridHeader
from gnbv_desktop.ui.grid.model import GridModel, Sheet
from gnbv_desktop.ui.grid.parts import RowKind
from gnbv_desktop.ui.grid.sizing import Sizing, summed
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size
from gnbv_desktop.ui.session import Session, Typing

WIDE_EDITOR = 420
Index = QModelIndex | QPersistentModelIndex


class Grid(QTableView):
    pasting = Signal()
    """Ctrl+V: somebody shows what would change."""
    rows_asked = Signal(str)
    """insert, duplicate, remove, up, down: asked by key or menu."""
    cells_asked = Signal(str)
    """clear, fill_down, copy, cut."""
    menu_asked = Signal(object)
    folded = Signal(object)
    sized = Signal()
    moved = Signal()
    """Another cell is current: it must be seen."""

    def __init__(
        self, look: Look, session: Session, sheet: Sheet, commit: Commit = enter, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.look = look
        self.session = session
        self.sheet = sheet
        self._commit = commit
        self._editor: FigureEdit | None = None
        self._behind = False
        """Rows or columns have become others while one was typing."""
        self.grid_model = GridModel(sheet, session.marks, self)
        self.setObjectName(sheet.path)
        self.setAccessibleName(session.work.edition.blocks[sheet.path].title)
        self._dress()
        self.setModel(self.grid_model)
        self._echo: EchoTag | None = None
        self._sizing = Sizing(look, self.grid_model, self.header)
        self._widths: list[int] = []
        """What each column needs at least."""
        self._frozen = FrozenColumn(look, self)
        self.relay()
        session.changed.connect(self.follow)
        session.typing.connect(self._show_echo)
        look.changed.connect(self._redress)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setItemDelegate(EditingDelegate(self.look, self))
        self.header = GridHeader(self.look, self)
        self.setHorizontalHeader(self.header)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(10)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)

    @Slot()
    def _redress(self) -> None:
        self.grid_model.forget_looks()
        self.relay()
        self.viewport().update()

    # ---- widths, heights, bands

    def relay(self) -> None:
        self._span_bands()
        rows = self.sheet.rows
        self.verticalHeader().setDefaultSectionSize(self.look.px(Size.GRID_ROW))
        for place, row in enumerate(rows):
            if row.kind is RowKind.TOTAL:
                self.setRowHeight(place, self.look.px(Size.GRID_TOTAL))
        self._widths = self._sizing.least()
        self._fit_columns()
        self._frozen.place()
        self.sized.emit()

    def _span_bands(self) -> None:
        """A band's name stands over all columns before the first sum."""
        self.clearSpans()
        columns = self.sheet.columns
        numeric = (place for place, column in enumerate(columns) if place and summed(column))
        first = next(numeric, len(columns))
        for place, row in enumerate(self.sheet.rows):
            if row.kind.band and first > 1:
                self.setSpan(place, 0, 1, len(columns) if row.kind is RowKind.HEADING else first)

    def _fit_columns(self) -> None:
        for place, width in enumerate(self._sizing.shared(self._widths, self.viewport().width())):
            self.setColumnWidth(place, width)

    def _grow(self, rows: Iterable[int]) -> None:
        """A figure is never cut: its column grows."""
        listed = list(rows)
        for place, column in enumerate(self.sheet.columns):
            if place and summed(column) and (width := self._sizing.of_rows(listed, place)) > self.columnWidth(place):
                self.setColumnWidth(place, width)
                self._widths[place] = width

    def _seen(self, rows: list[int]) -> list[int]:
        """Those of the rows that stand on the screen: the others are measured when they come."""
        if not self.isVisible():
            return []
        bottom = self.rowAt(self.viewport().height() - 1)
        last = bottom if bottom >= 0 else len(self.sheet.rows) - 1
        return [row for row in rows if self.rowAt(0) <= row <= last]

    def content_height(self) -> int:
        """The height in which every row is seen."""
        rows = sum(self.rowHeight(place) for place in range(self.grid_model.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height() if self._too_wide() else 0
        return rows + self.header.sizeHint().height() + bar + 2

    def _too_wide(self) -> bool:
        return sum(self.columnWidth(place) for place in range(len(self.sheet.columns))) > self.viewport().width()

    def sizeHint(self) -> QSize:
        return QSize(600, self.content_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_columns()
        self._frozen.place()
        self.sized.emit()

    # ---- following the dossier

    @Slot(object)
    def follow(self, change: Change | None) -> None:
        """Rows and columns stay where they are while one types in them: they are laid anew when that is over."""
        if self._typing and (change is None or self.sheet.rows_are_stale()):
            self._behind = True
            self.grid_model.forget_looks()
            self.viewport().update()
            return
        rows = self.grid_model.follow(change)
        if self.grid_model.signs_are_stale():
            self.grid_model.forget_looks()
            self.viewport().update()
        if rows is None:
            self.relay()
        else:
            self._grow(self._seen(rows))
        self._tell_sum()

    def rebuild(self) -> None:
        """Other columns, other filters, other folds."""
        self.grid_model.rebuild()
        self.relay()

    def show_ref(self, ref: Ref) -> bool:
        """Makes an address current; whether it is in this grid."""
        index = self.grid_model.index_of(ref)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def current_ref(self) -> Ref | None:
        return self.grid_model.ref(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.header.set_current(current.column() if current.isValid() else -1)
        if self.hasFocus() or self._typing:
            self.session.make_current(self.grid_model.ref(current))
            self.moved.emit()

    def focusInEvent(self, event: object) -> None:
        if not self.currentIndex().isValid():
            self._start_somewhere()
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.session.make_current(self.current_ref())
        self._tell_sum()

    def _start_somewhere(self) -> None:
        for row in range(self.grid_model.rowCount()):
            for column in range(self.grid_model.columnCount()):
                if self.grid_model.flags(self.grid_model.index(row, column)) & Qt.ItemFlag.ItemIsEditable:
                    self.setCurrentIndex(self.grid_model.index(row, column))
                    return

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self._tell_sum()

    def _tell_sum(self) -> None:
        if self.hasFocus():
            self.session.summed.emit(summing.words(self.session.work, self.selected_refs()))

    # ---- selection

    def corner(self) -> tuple[int, int] | None:
        """The row and column at which the selection begins; None when no cell is current."""
        chosen = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        if not chosen[0].isValid():
            return None
        return min(each.row() for each in chosen), min(each.column() for each in chosen)

    def selected_matrix(self) -> list[list[Ref | None]]:
        """The addresses of the selected rectangle; None where nothing stands behind a cell."""
        indexes = self.selectionModel().selectedIndexes()
        if not indexes:
            return []
        rows = range(min(each.row() for each in indexes), max(each.row() for each in indexes) + 1)
        columns = range(min(each.column() for each in indexes), max(each.column() for each in indexes) + 1)
        return [[self.grid_model.ref(self.grid_model.index(row, column)) for column in columns] for row in rows]

    def selected_refs(self) -> list[Ref]:
        return [ref for row in self.selected_matrix() for ref in row if ref is not None]

    def selected_rows(self) -> list[str]:
        """The rows of the dossier in which something is selected."""
        current = self.current_ref()
        named = dict.fromkeys(ref.row for ref in (*self.selected_refs(), *([current] if current else ())))
        there = self.session.work.dossier.block(self.sheet.path).order
        return [row for row in named if row in there]

    # ---- editing

    @property
    def _typing(self) -> bool:
        """Qt may take an editor away without a word."""
        return self._editor is not None and isValid(self._editor)

    def make_editor(self, parent: QWidget, index: Index) -> FigureEdit:
        ref, info = self.grid_model.ref(index), self.grid_model.info(index)
        assert ref is not None and info is not None
        editor = FigureEdit(self.session, ref, info, self._commit, parent=parent)
        editor.begin()
        editor.setProperty("kind", "cell")
        editor.setObjectName(str(ref))
        editor.setAccessibleName(f"{info.row_label or ''} {info.label}".strip())
        editor.done.connect(self._edited)
        self._editor = editor
        return editor

    def editor_place(self, index: Index) -> QRect:
        """Words may be written over the cells beside theirs, as in Excel."""
        place = self.visualRect(index)
        info = self.grid_model.info(index)
        if info is not None and info.kind is FieldKind.TEXT:
            room = self.viewport().width() - place.left() - 2
            place.setWidth(max(place.width(), min(self.look.px(WIDE_EDITOR), room)))
        return place

    @Slot(object)
    def _edited(self, move: Move) -> None:
        if not self._typing:
            return
        editor, self._editor = self._editor, None
        assert editor is not None
        editor.blockSignals(True)
        if move is not Move.STAY or editor.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if self._behind:
            self._catch_up(editor.ref, move)
        else:
            self._step(move)

    def _catch_up(self, left: Ref, move: Move) -> None:
        """On from the cell that was left; where its row is gone by a filter, the next one has come to its place."""
        self._behind = False
        place = self.currentIndex()
        row, column = place.row(), place.column()
        self.rebuild()
        if move is Move.STAY:
            return
        if self.show_ref(left):
            self._step(move)
        else:
            self.setCurrentIndex(self.grid_model.index(min(row, self.grid_model.rowCount() - 1), column))

    def _step(self, move: Move) -> None:
        """To the next cell that one may be in; past the end of a row to the next row."""
        if move is Move.STAY:
            return
        index = self.currentIndex()
        row, column = index.row() + move.value[0], index.column() + move.value[1]
        columns = self.grid_model.columnCount()
        while 0 <= row < self.grid_model.rowCount():
            if not 0 <= column < columns:
                row, column = (row + 1, 0) if column >= columns else (row - 1, columns - 1)
                continue
            target = self.grid_model.index(row, column)
            if self._may_rest(target, move):
                self.selectionModel().setCurrentIndex(target, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                return
            row, column = row + move.value[0], column + move.value[1]

    def _may_rest(self, index: Index, move: Move) -> bool:
        """Tab goes from one cell that can be typed into to the next; arrows go everywhere but over labels."""
        if self.isColumnHidden(index.column()) or self.isRowHidden(index.row()):
            return False
        if move in (Move.LEFT, Move.RIGHT):
            return bool(self.grid_model.flags(index) & Qt.ItemFlag.ItemIsEditable)
        return not self.grid_model.row_at(index).kind.band

    def edit(self, *args: Any) -> bool | None:  # type: ignore[override]
        opened = super().edit(*args)
        if self._editor is not None and self._typing and len(args) > 1:
            self._editor.arrows_leave = args[1] == QAbstractItemView.EditTrigger.AnyKeyPressed
            if not self._editor.arrows_leave and self._editor.choices is not None and not self._editor.text():
                self._editor.choices.offer_all()
        return bool(opened) if len(args) > 1 else None

    @Slot(object)
    def _show_echo(self, typing: Typing | None) -> None:
        if typing is None or self._editor is None or not self._typing or self._editor.stay is None:
            if self._echo is not None:
                self._echo.hide()
            return
        if self._echo is None:
            self._echo = EchoTag(self.look, self.window())
        place = self._editor.mapTo(self.window(), self._editor.rect().topLeft())
        box = QRect(place, self._editor.size())
        right = bool(self._editor.alignment() & Qt.AlignmentFlag.AlignRight)
        tell(self._echo, self.look, typing, box, right)

    # ---- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._handled(event):
            super().keyPressEvent(event)

    def _handled(self, event: QKeyEvent) -> bool:
        key, control = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if control and key in _CONTROL_CELLS:
            self.cells_asked.emit(_CONTROL_CELLS[key])
        elif control and key == Qt.Key.Key_V:
            self.pasting.emit()
        elif key == Qt.Key.Key_Delete and not control:
            self.cells_asked.emit("clear")
        elif control and key in _CONTROL_ROWS:
            self.rows_asked.emit(_CONTROL_ROWS[key])
        elif alt and key in _ALT_ROWS:
            self.rows_asked.emit(_ALT_ROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._enter(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            return False
        return True

    def _enter(self, up: bool) -> None:
        row = self.sheet.rows[self.currentIndex().row()] if self.currentIndex().isValid() else None
        if row is not None and row.folded is not None:
            self.folded.emit(row)
            return
        self._confirm_copy()
        self._step(Move.UP if up else Move.DOWN)

    def _confirm_copy(self) -> None:
        """Enter on a figure copied from an earlier dossier says that it was read."""
        ref = self.current_ref()
        if ref is not None and self.session.work.dossier.drawn.get(str(ref), {}).get("read") == "no":
            self.session.run(lambda work: mark_read(work, [ref]))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the cells; past the last one the focus goes on to what comes after the grid.

        Without the focus it is an editor that is hidden and not Tab: nobody has moved.
        """
        if not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        before = self.currentIndex()
        self._step(Move.RIGHT if forward else Move.LEFT)
        return self.currentIndex() != before or QWidget.focusNextPrevChild(self, forward)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0:
            row = self.grid_model.row_at(index)
            left = PAD + row.depth * self.look.px(STEP)
            if row.folded is not None and event.position().x() - self.visualRect(index).left() < left + 20:
                self.folded.emit(row)
                return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())


_CONTROL_CELLS = {
    Qt.Key.Key_C: "copy",
    Qt.Key.Key_X: "cut",
    Qt.Key.Key_D: "fill_down",
}
_CONTROL_ROWS = {
    Qt.Key.Key_Return: "insert",
    Qt.Key.Key_Enter: "insert",
    Qt.Key.Key_Plus: "insert",
    Qt.Key.Key_Minus: "remove",
    Qt.Key.Key_Delete: "remove",
}
_ALT_ROWS = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}
