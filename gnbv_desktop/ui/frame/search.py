"""The search box: a field by any of its words, with or without diacritics. Results stand under it, never over it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from gnbv_desktop.services.search import Hit, SearchIndex
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.rest import Rest

HitRole = Qt.ItemDataRole.UserRole + 1
REST_MS = 60
SHOWN = 9
WIDTH, LIST_WIDTH = 248, 440
NOWHERE = Qt.FocusPolicy.NoFocus
Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Label and figure on the first line, the place on the second."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(LIST_WIDTH - 8, self._look.px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = self._look, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.color("accent_soft" if chosen else "raised"))
        hit: Hit | None = index.data(HitRole)
        space = rect.adjusted(10, 4, -10, -4)
        if hit is None:
            painter.setFont(look.font(Role.SMALL))
            painter.setPen(look.color("muted"))
            painter.drawText(space, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), index.data())
            return
        half = space.height() // 2
        figure = QFontMetrics(look.font(Role.BODY)).horizontalAdvance(hit.figure)
        first = QRect(space.left(), space.top(), space.width() - figure - 12, half)
        self._line(painter, first, hit.label, Role.STRONG, "text")
        self._line(
            painter, QRect(space.left(), space.top() + half, space.width(), half), hit.place, Role.SMALL, "muted"
        )
        painter.setFont(look.font(Role.BODY))
        painter.setPen(look.color("text2"))
        painter.drawText(
            QRect(space.left(), space.top(), space.width(), half),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), hit.figure,
        )  # fmt: skip

    def _line(self, painter: QPainter, space: QRect, text: str, role: Role, ink: str) -> None:
        font = self._look.font(role)
        painter.setFont(font)
        painter.setPen(self._look.color(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, int(Qt.AlignmentFlag.AlignVCenter), shown)


class SearchBox(QLineEdit):
    found = Signal(object)
    """A Hit was chosen."""

    def __init__(self, look: Look, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._index = SearchIndex(session.work)
        self.setObjectName("search")
        self.setProperty("kind", "search")
        self.setAccessibleName("Tìm ô số liệu, dự án (Ctrl+F)")
        self.setPlaceholderText("Tìm ô số liệu, dự án…   Ctrl+F")
        self.setFixedWidth(look.px(WIDTH))
        self.addAction(look.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition).setText("Tìm")
        self._list = QListWidget(self)
        self._list.setWindowFlags(Qt.WindowType.ToolTip)
        self._list.setObjectName("search_results")
        self._list.setAccessibleName("Kết quả tìm")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.Box)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setItemDelegate(HitDelegate(look, self._list))
        self._list.itemClicked.connect(self._take)
        self._rest = Rest(REST_MS, self._search, self)
        self.textEdited.connect(self._rest.start)
        self._before: tuple[QWidget, ...] = ()
        """Where the focus was, and what that stood in: an editor of a cell goes away when it is left."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._remember)

    def shorten(self, narrow: bool) -> None:
        self.setFixedWidth(self._look.px(150 if narrow else WIDTH))
        self.setPlaceholderText("Tìm ô…  Ctrl+F" if narrow else "Tìm ô số liệu, dự án…   Ctrl+F")

    @Slot()
    def _search(self) -> None:
        self._list.clear()
        text = self.text().strip()
        if not text:
            self._list.hide()
            return
        for hit in self._index.find(text):
            item = QListWidgetItem(f"{hit.label}, {hit.place}")
            item.setData(HitRole, hit)
            self._list.addItem(item)
        if not self._list.count():
            near = ", ".join(f"«{name}»" for name in self._index.nearest(text))
            item = QListWidgetItem(f"Không thấy ô nào. Có phải: {near}?" if near else "Không thấy ô nào; thử từ khác.")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
        else:
            self._list.setCurrentRow(0)
        rows = min(SHOWN, self._list.count())
        self._list.setFixedSize(self._look.px(LIST_WIDTH), rows * self._look.px(44) + 4)
        self._list.move(self.mapToGlobal(QPoint(self.width() - self._list.width(), self.height() + 3)))
        self._list.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._list.isVisible():
            self._list.setCurrentRow(max(0, min(self._list.currentRow() + step, self._list.count() - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._rest.isActive():
                self._rest.stop()
                self._search()
            item = self._list.currentItem()
            if item is not None:
                self._take(item)
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
            self._return()
        else:
            super().keyPressEvent(event)

    @Slot(QWidget, QWidget)
    def _remember(self, old: QWidget | None, new: QWidget | None) -> None:
        """Another window in between is not a place to return to."""
        if new is self and old is not None and old.window() is self.window():
            self._before = tuple(_outwards(old))

    def _return(self) -> None:
        for each in self._before:
            if isValid(each) and each.isVisible() and each.isEnabled() and each.focusPolicy() is not NOWHERE:
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem) -> None:
        hit = item.data(HitRole)
        if hit is not None:
            self._close()
            self.found.emit(hit)

    def _close(self) -> None:
        self._list.hide()
        self.clear()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide) and hasattr(self, "_list"):
            self._list.hide()
        return super().event(event)


def _outwards(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None and not widget.isWindow():
        yield widget
        widget = widget.parentWidget()
