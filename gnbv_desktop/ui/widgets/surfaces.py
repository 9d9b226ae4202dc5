"""Grounds: a card with a line around it, a strip of one colour, a thin line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone


class Surface(QWidget):
    """A plain ground, with lines at the sides that are named: "tblr"."""

    def __init__(self, look: Look, ground: str = "base", lines: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._ground = ground
        self._sides = lines
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color(self._ground))
        line, width, height = self._look.color("border"), self.width(), self.height()
        places = {
            "t": (0, 0, width, 1),
            "b": (0, height - 1, width, 1),
            "l": (0, 0, 1, height),
            "r": (width - 1, 0, 1, height),
        }
        for side in self._sides:
            painter.fillRect(*places[side], line)


class Card(QWidget):
    """Rounded, with a line; in the colours of a tone when it has one; a ring when it is the current one."""

    clicked = Signal()

    def __init__(self, look: Look, tone: Tone | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tone = tone
        self._current = False
        self._hot = False
        self._button = False
        look.changed.connect(self.update)

    def set_current(self, current: bool) -> None:
        if current != self._current:
            self._current = current
            self.update()

    def act_as_button(self, words: str) -> None:
        """The whole card can be pressed, by mouse and keyboard."""
        self._button = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = self._look.tint(self._tone) if self._tone else None
        focused = self._button and self.hasFocus()
        line = "accent" if self._current or focused else tint.border if tint else "border"
        ground = "hover" if self._hot else tint.bg if tint else "raised"
        painter.setPen(QPen(self._look.color(line), 2 if focused else 1))
        painter.setBrush(self._look.color(ground))
        inset = 1.0 if focused else 0.5
        space = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(space, Size.RADIUS_CARD, Size.RADIUS_CARD)

    def enterEvent(self, event: object) -> None:
        self._heat(self._button)

    def leaveEvent(self, event: object) -> None:
        self._heat(False)

    def _heat(self, hot: bool) -> None:
        if hot != self._hot:
            self._hot = hot
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._button and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._button and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
            return
        super().keyPressEvent(event)


class Rule(QWidget):
    """A thin line, lying or standing."""

    def __init__(self, look: Look, standing: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if standing else free, free if standing else fixed)
        if standing:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.color("border"))
