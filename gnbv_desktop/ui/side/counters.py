"""How many findings of each kind there are, in signs and words; they go on a second line when they must."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.marks import SIGNS
from gnbv_desktop.ui.side.findings import COUNTED
from gnbv_desktop.ui.side.rows import LEFT


class Counters(QWidget):
    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._numbers: Mapping[Tone, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setObjectName("counters")
        look.changed.connect(self._redraw)

    @Slot()
    def _redraw(self) -> None:
        self.updateGeometry()
        self.update()

    def show_counts(self, numbers: Mapping[Tone, int]) -> None:
        if numbers != self._numbers:
            self._numbers = dict(numbers)
            self.setAccessibleName(", ".join(words for _, words in self._told()))
            self._redraw()

    def _told(self) -> Iterator[tuple[Tone, str]]:
        for tone, number in self._numbers.items():
            if number:
                yield tone, f"{number} {COUNTED[tone]}"

    def _places(self, width: int) -> Iterator[tuple[QRect, Tone, str]]:
        metrics = QFontMetrics(self._look.font(Role.SMALL))
        high, sign, gap = self._look.px(22), self._look.px(Size.SIGN) + 5, self._look.px(12)
        left = top = 0
        for tone, words in self._told():
            wide = sign + metrics.horizontalAdvance(words) + 1
            if left and left + wide > width:
                left, top = 0, top + high
            yield QRect(left, top, wide, high), tone, words
            left += wide + gap

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((box.bottom() + 1 for box, _, _ in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(240), self.heightForWidth(self._look.px(276)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font(Role.SMALL))
        size = self._look.px(Size.SIGN)
        for box, tone, words in self._places(self.width()):
            sign = self._look.pixmap(SIGNS[tone], self._look.tint(tone).fg, self, Size.SIGN)
            painter.drawPixmap(QPoint(box.left(), box.top() + (box.height() - size) // 2), sign)
            painter.setPen(self._look.color("text2"))
            painter.drawText(box.adjusted(size + 5, 0, 0, 0), LEFT, words)
