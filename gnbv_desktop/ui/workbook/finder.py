"""Finding what a cell is to show: words, arrows, Enter. The list says where a figure stands and how it reads now."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gnbv_desktop.services.province_choices import MarkChoice, MarkChoices
from gnbv_desktop.ui.dialogs.dressing import STAYS
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.session import Session

ROW, PAGE = 40, 6
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Finder(QWidget):
    picked = Signal(str)
    """A code."""
    given_up = Signal()

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self._session = session
        self._choices = MarkChoices.of(session.work)
        self._evaluation = session.work.evaluation
        self.search = QLineEdit()
        self.search.setObjectName("mark_search")
        self.search.setProperty(STAYS, True)
        self.search.setAccessibleName("Tìm số liệu cho ô đang chọn")
        self.search.setPlaceholderText("Tìm: giải ngân dự án 2, tên mô hình, kỳ …")
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self._found = _Found(self)
        self._list = QListView()
        self._list.setObjectName("mark_found")
        self._list.setAccessibleName("Những số liệu tìm được")
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setModel(self._found)
        self._list.setItemDelegate(_Rows(look, self._list))
        self._list.setUniformItemSizes(True)
        self._list.clicked.connect(self._pick)
        self._list.activated.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self._list, 1)
        self._find("")

    def begin(self, text: str) -> None:
        """What is typed next is searched for."""
        if text:
            self.search.setText(text)
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)  # a shortcut would select the letter just typed
        else:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str)
    def _find(self, text: str) -> None:
        if self._session.work.evaluation is not self._evaluation:
            self._choices = MarkChoices.of(self._session.work)
            self._evaluation = self._session.work.evaluation
        self._found.show_rows(self._choices.find(text))
        if self._found.rows:
            self._list.setCurrentIndex(self._found.index(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: PAGE, Qt.Key.Key_PageUp: -PAGE}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if key in steps:
            row = self._list.currentIndex().row() + steps[key]
            self._list.setCurrentIndex(self._found.index(max(0, min(row, len(self._found.rows) - 1))))
        elif (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._pick()
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            return False
        return True

    def _pick(self) -> None:
        row = self._list.currentIndex().row()
        if 0 <= row < len(self._found.rows):
            self.picked.emit(self._found.rows[row].code)


class _Found(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[MarkChoice, ...] = ()

    def show_rows(self, rows: tuple[MarkChoice, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.label}, {row.shown}" if row.shown else row.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.label}\n{row.place}\n{row.code}"
        return row.place if role == Qt.ItemDataRole.AccessibleDescriptionRole else None


class _Rows(QStyledItemDelegate):
    """Label and present value, below them the place."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, model = self._look, index.model()
        assert isinstance(model, _Found)
        row, box = model.rows[index.row()], QRect(option.rect)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.color("accent_soft"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), look.color("accent"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        inner = box.adjusted(10, 2, -8, -2)
        top, left = int(Qt.AlignmentFlag.AlignTop), int(Qt.AlignmentFlag.AlignLeft)
        painter.setFont(look.font(Role.SMALL_STRONG))
        width = min(painter.fontMetrics().horizontalAdvance(row.shown), inner.width() // 2)
        painter.setPen(look.color("muted" if row.shown.startswith("[") else "chip_text"))
        shown = painter.fontMetrics().elidedText(row.shown, Qt.TextElideMode.ElideRight, inner.width() // 2)
        painter.drawText(inner, top | int(Qt.AlignmentFlag.AlignRight), shown)
        painter.setFont(look.font(Role.BODY))
        painter.setPen(look.color("text"))
        self._elided(painter, inner.adjusted(0, 0, -width - 10, 0), top | left, row.label)
        painter.setFont(look.font(Role.MICRO))
        painter.setPen(look.color("text2" if state & QStyle.StateFlag.State_Selected else "muted"))
        self._elided(painter, inner, int(Qt.AlignmentFlag.AlignBottom) | left, row.place)

    @staticmethod
    def _elided(painter: QPainter, box: QRect, flags: int, text: str) -> None:
        painter.drawText(box, flags, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, box.width()))
