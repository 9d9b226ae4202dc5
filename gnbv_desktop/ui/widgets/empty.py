"""A blank that says why: a disc with an icon, a title, a sentence."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.widgets.words import Words

DISC, ICON = 48, 22


class Disc(QWidget):
    def __init__(self, look: Look, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self.setFixedSize(look.px(DISC), look.px(DISC))
        look.changed.connect(self.update)

    def show_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("accent_soft"))
        painter.drawEllipse(self.rect())
        place = (self.width() - self._look.px(ICON)) // 2
        painter.drawPixmap(QPoint(place, place), self._look.pixmap(self._icon, "accent", self, ICON))


class Empty(QWidget):
    def __init__(self, look: Look, icon: str, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disc = Disc(look, icon)
        self._title = Words(look, "", Role.STRONG, wrap=True)
        self._sentence = Words(look, "", Role.SMALL, "text2", wrap=True)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 24, 8, 16)
        layout.setSpacing(6)
        layout.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(4)
        for words in (self._title, self._sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(words)
        layout.addLayout(self.buttons)
        self.say(icon, title, sentence)

    def say(self, icon: str, title: str, sentence: str) -> None:
        self._disc.show_icon(icon)
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{title}. {sentence}")
