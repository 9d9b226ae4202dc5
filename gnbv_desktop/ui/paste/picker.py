"""A list of answers over the dialog: words narrow it, arrows move, Enter takes, Escape closes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QVBoxLayout, QWidget

from gnbv_desktop.kernel.text import fold
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.paste.preview import Offer

WIDTH, SHOWN = 520, 9
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class OfferPicker(QWidget):
    picked = Signal(object)
    given_up = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Lies over the dialog: a window of its own would take the input method along."""
        super().__init__(parent)
        self.hide()
        self._look = look
        self._over = parent
        self._offers: list[tuple[str, Offer]] = []
        self._found: list[Offer] = []
        self.setObjectName("offer_picker")
        self.setAccessibleName("Chọn dòng vốn")
        self._search = QLineEdit(self)
        self._search.setObjectName("offer_search")
        self._search.setAccessibleName("Tìm dòng vốn")
        self._search.setPlaceholderText("Gõ để tìm: dự án 4 trung tâm y tế …")
        self._search.textChanged.connect(self._find)
        self._search.installEventFilter(self)
        self._model = QStringListModel(self)
        self._list = QListView(self)
        self._list.setObjectName("offer_list")
        self._list.setAccessibleName("Các dòng có thể khớp")
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setModel(self._model)
        self._list.clicked.connect(self._clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(6)
        layout.addWidget(self._search)
        layout.addWidget(self._list)

    def open_at(self, cell: QRect, offers: Sequence[Offer]) -> None:
        """Below a cell of the parent, above it where there is no room."""
        self._offers = [(fold(each.words), each) for each in offers]
        self._search.setFont(self._look.font(Role.BODY))
        self._list.setFont(self._look.font(Role.BODY))
        self._search.clear()
        self._find("")
        parent = self._over.rect()
        row = self._list.sizeHintForRow(0) if self._found else self._look.px(22)
        width = min(max(cell.width(), self._look.px(WIDTH)), parent.width() - 24)
        room = max(parent.bottom() - cell.bottom(), cell.top()) - 12
        around = self._search.sizeHint().height() + 26
        height = around + row * max(1, min(SHOWN, len(self._found), (room - around) // row))
        below = parent.bottom() - cell.bottom() - 12 >= height
        top = cell.bottom() + 2 if below else cell.top() - height - 2
        self.setGeometry(QRect(QPoint(min(cell.left(), parent.right() - width - 12), top), self.size()))
        self.resize(width, height)
        self.show()
        self.raise_()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(str)
    def _find(self, text: str) -> None:
        words = fold(text).split()
        self._found = [offer for folded, offer in self._offers if all(word in folded for word in words)]
        self._model.setStringList([offer.words for offer in self._found])
        self._list.setCurrentIndex(self._model.index(0))

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self.hide()
            self.picked.emit(self._found[row])

    def _give_up(self) -> None:
        self.hide()
        self.given_up.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()), event)
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return False

    def _key(self, key: Qt.Key, event: QKeyEvent) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._list.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self._give_up()
        elif key in _MOVES:
            self._list.keyPressEvent(event)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._give_up()
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("raised"))
        painter.setPen(self._look.color("border_strong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
