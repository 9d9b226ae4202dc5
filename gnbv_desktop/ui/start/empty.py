"""What stands where nothing is yet: a sign, a title, one sentence, one button."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.surfaces import Card
from gnbv_desktop.ui.widgets.words import Words

DISC, SIGN = 48, 20


class Disc(QWidget):
    def __init__(self, look: Look, icon: str) -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self.setFixedSize(look.px(DISC), look.px(DISC))
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("accent_soft"))
        painter.drawEllipse(self.rect())
        icon = self._look.pixmap(self._icon, "accent", self, SIGN)
        inset = (self.width() - self._look.px(SIGN)) // 2
        painter.drawPixmap(QPoint(inset, inset), icon)


class Empty(Card):
    def __init__(self, look: Look, icon: str, title: str, sentence: str, button: Button) -> None:
        super().__init__(look)
        self.setObjectName("empty_state")
        words = Words(look, sentence, Role.SMALL, "text2", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 36, 24, 36)
        layout.setSpacing(12)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(Disc(look, icon), 0, middle)
        layout.addWidget(Words(look, title, Role.STRONG), 0, middle)
        layout.addWidget(words)
        layout.addWidget(button, 0, middle)
