"""The figures found for a sentence: label and figure, below them the place."""

from __future__ import annotations

from attrs import frozen
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gnbv_desktop.services.figure_choices import Choice
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look

ROW = 40
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@frozen
class Shown:
    choice: Choice
    text: str


class Found(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Shown, ...] = ()

    def show_rows(self, rows: tuple[Shown, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.choice.label}, {row.text}"
        return row.choice.place if role == Qt.ItemDataRole.AccessibleDescriptionRole else None


class Rows(QStyledItemDelegate):
    """Label and figure, below them the place."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, model = self._look, index.model()
        assert isinstance(model, Found)
        row = model.rows[index.row()]
        box: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.color("accent_soft"))
        inner = box.adjusted(10, 2, -10, -2)
        painter.setFont(look.font(Role.STRONG))
        width = min(painter.fontMetrics().horizontalAdvance(row.text), inner.width() // 2)
        top, left = int(Qt.AlignmentFlag.AlignTop), int(Qt.AlignmentFlag.AlignLeft)
        painter.setPen(look.color("muted" if row.text.startswith("[") else "chip_text"))
        painter.drawText(inner, top | int(Qt.AlignmentFlag.AlignRight), row.text)
        painter.setFont(look.font(Role.BODY))
        painter.setPen(look.color("text"))
        self._elided(painter, inner.adjusted(0, 0, -width - 12, 0), top | left, row.choice.label)
        painter.setFont(look.font(Role.SMALL))
        painter.setPen(look.color("muted"))
        self._elided(painter, inner, int(Qt.AlignmentFlag.AlignBottom) | left, row.choice.place)

    @staticmethod
    def _elided(painter: QPainter, box: QRect, flags: int, text: str) -> None:
        painter.drawText(box, flags, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, box.width()))
