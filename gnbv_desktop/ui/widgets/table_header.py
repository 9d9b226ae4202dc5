"""The head of a plain table or tree: the names of its columns on a quiet ground."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look


class TableHeader(QHeaderView):
    def __init__(self, look: Look, inset: int, parent: QWidget) -> None:
        """`inset`: pixels before the words, as in the cells below."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look, self._inset = look, inset

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.px(28))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        painter.save()
        painter.fillRect(rect, self._look.color("header"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._look.color("border"))
        painter.setFont(self._look.font(Role.SMALL_STRONG))
        painter.setPen(self._look.color("text2"))
        place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        words = str(self.model().headerData(index, Qt.Orientation.Horizontal))
        painter.drawText(rect.adjusted(self._inset, 0, -4, 0), int(place), words)
        painter.restore()
