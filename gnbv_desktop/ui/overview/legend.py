"""What the colours of a bar mean; it goes on a second line when it must."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.side.rows import LEFT

BOX, HIGH, GAP = 11, 20, 16


class Legend(QWidget):
    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._items: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    def show_items(self, items: tuple[tuple[str, str], ...]) -> None:
        self._items = items
        self.setAccessibleName(", ".join(words for _, words in items))
        self.setVisible(bool(items))
        self.updateGeometry()
        self.update()

    def _places(self, width: int) -> Iterator[tuple[QRect, str, str]]:
        px, metrics = self._look.px, QFontMetrics(self._look.font(Role.SMALL))
        left, top = px(10), 0
        for color, words in self._items:
            wide = px(BOX) + px(6) + metrics.horizontalAdvance(words) + 1
            if left > px(10) and left + wide > width:
                left, top = px(10), top + px(HIGH)
            yield QRect(left, top, wide, px(HIGH)), color, words
            left += wide + px(GAP)

    def heightForWidth(self, width: int) -> int:
        return max((box.bottom() + 1 for box, _, _ in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(400), self.heightForWidth(self._look.px(640)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font(Role.SMALL))
        side = self._look.px(BOX)
        for box, color, words in self._places(self.width()):
            square = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
            ink = self._look.color(color)
            painter.fillRect(square, QBrush(ink, Qt.BrushStyle.BDiagPattern) if color == "hatch" else ink)
            if color == "hatch":
                painter.setPen(ink)
                painter.drawRect(square.adjusted(0, 0, -1, -1))
            painter.setPen(self._look.color("text2"))
            painter.drawText(box.adjusted(side + self._look.px(6), 0, 0, 0), LEFT, words)
