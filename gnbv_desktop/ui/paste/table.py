"""The table of a preview: arrows move, Enter opens, a key types over, Delete leaves out, 1 and 2 answer."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QStyleOptionViewItem, QTableView, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size
from gnbv_desktop.ui.paste.delegate import PAD, ColumnHeads, PreviewDelegate, RowHeads
from gnbv_desktop.ui.paste.model import PreviewModel
from gnbv_desktop.ui.paste.preview import Place, Preview
from gnbv_desktop.ui.widgets.words import Words

LEAST_FIGURE, LEAST_WORDS = 78, 110
HEAD_WIDEST, HEAD_LEAST, KEY_WIDEST = 250, 150, 380
MEASURED = 40
"""The longest texts of a column that are measured."""
Index = QModelIndex | QPersistentModelIndex


class TypingDelegate(PreviewDelegate):
    """Opens a plain line over a cell; what it reads is said after it is closed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("kind", "cell")
        editor.setObjectName("preview_editor")
        editor.setFont(self._look.font(Role.BODY))
        editor.setAccessibleName(f"Gõ lại: {index.data(Qt.ItemDataRole.AccessibleTextRole)}")
        model = index.model()
        if isinstance(model, PreviewModel) and model.cell(index.row(), index.column()).right:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Only once: a change of the table never rewrites what is being typed."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(2, 2, -2, -2))


class PreviewTable(QTableView):
    moved = Signal()
    """Another cell is current."""
    entered = Signal(int, int)
    """Enter or a click on a cell that opens something."""
    answered = Signal(int, int, int)
    """The number of an answer, from 0."""
    left_out = Signal(int, int)

    def __init__(self, look: Look, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.preview_model = PreviewModel(preview, self)
        self.setObjectName("preview_table")
        self.setAccessibleName("Xem trước vùng dán")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self._delegate = TypingDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self._columns, self._heads = ColumnHeads(look, self), RowHeads(look, self)
        self.setHorizontalHeader(self._columns)
        self.setVerticalHeader(self._heads)
        self.setModel(self.preview_model)
        self._corner = Words(look, preview.head, Role.SMALL_STRONG, "text2", parent=self)
        self._corner.setObjectName("preview_corner")
        self._corner.setAutoFillBackground(True)
        self._corner.setContentsMargins(2 * PAD + look.px(Size.SIGN), 0, 0, 0)
        self.clicked.connect(self._clicked)
        look.changed.connect(self.relay)
        self.relay()

    def show_preview(self, preview: Preview) -> None:
        self.preview_model.show_preview(preview)
        self._corner.setText(preview.head)
        self.relay()

    def refresh(self) -> None:
        place = self.place()
        self.preview_model.refresh()
        self.relay()
        if place is not None and not self.currentIndex().isValid():
            self.go(min(place[0], self.preview_model.rowCount() - 1), place[1])

    def place(self) -> Place | None:
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def go(self, row: int, column: int) -> None:
        index = self.preview_model.index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    # ---- widths

    @Slot()
    def relay(self) -> None:
        self._heads.setDefaultSectionSize(self._look.px(Size.GRID_ROW))
        self._heads.setFixedWidth(self._head_width())
        columns = self.preview_model.preview.columns
        widths = [self._width(place) for place in range(len(columns))]
        # viewport() has the width of before until the layout runs; what the heads take is known.
        spare = self.width() - self._heads.width() - self._bar_width() - sum(widths)
        shares = sum(column.share for column in columns)
        for place, column in enumerate(columns):
            extra = spare * column.share // shares if spare > 0 and shares else 0
            self.setColumnWidth(place, widths[place] + extra)
        self._columns.updateGeometry()
        self.updateGeometries()
        self._place_corner()

    def _head_width(self) -> int:
        model, metrics = self.preview_model, self._delegate.metrics(Role.BODY)
        names = sorted((model.preview.row_head(row).words for row in range(min(model.rowCount(), 400))), key=len)
        widest = max((metrics.horizontalAdvance(name) for name in names[-MEASURED:]), default=0)
        most = HEAD_WIDEST if self.width() > self._look.px(960) else (HEAD_WIDEST + HEAD_LEAST) // 2
        wanted = widest + 3 * PAD + self._look.px(Size.SIGN) + 4
        return max(self._look.px(HEAD_LEAST), min(wanted, self._look.px(most)))

    def _width(self, place: int) -> int:
        """Figures are never cut; words may be, down to a width."""
        model, column = self.preview_model, self.preview_model.preview.columns[place]
        if column.share and not column.whole:
            return self._look.px(LEAST_WORDS)
        cells = (model.cell(row, place) for row in range(model.rowCount()))
        longest = sorted((each for each in cells if each.text), key=lambda each: len(each.text) + len(each.before))
        widest = max((self._delegate.width_of(each) for each in longest[-MEASURED:]), default=0)
        if not column.right:
            widest = min(widest, self._look.px(KEY_WIDEST if column.whole else HEAD_WIDEST))
        return max(widest, self._columns.least_width(column.title), self._look.px(LEAST_FIGURE))

    def _bar_width(self) -> int:
        rows = self.preview_model.rowCount() * self._look.px(Size.GRID_ROW)
        fits = rows + self._columns.sizeHint().height() <= self.height()
        return 0 if fits else self.verticalScrollBar().sizeHint().width()

    def _place_corner(self) -> None:
        self._corner.setGeometry(0, 0, self._heads.width() - 1, self._columns.height() - 1)
        palette = self._corner.palette()
        palette.setColor(self._corner.backgroundRole(), self._look.color("header"))
        self._corner.setPalette(palette)
        self._corner.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size() != event.oldSize():
            self.relay()
        self._place_corner()

    # ---- keys and mouse

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, key = self.place(), Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.state() == QAbstractItemView.State.EditingState:
            # A line lets Enter pass on to its view, which must not take it for its own.
            event.accept()
        elif place is None or control:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(*place)
        elif key == Qt.Key.Key_Delete:
            self.left_out.emit(*place)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and self._asks(*place):
            self.answered.emit(*place, key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    def _asks(self, row: int, column: int) -> bool:
        return self.preview_model.cell(row, column).ground == "ask"

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if self.preview_model.preview.candidates(index.row(), index.column()):
            self.entered.emit(index.row(), index.column())
