"""A state as sign, word and colour, fully round; and the bar of what is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.widgets.showing import show_if


class Pill(QWidget):
    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._sign, self._words = "", ""
        self._share = -1.0
        self._tone: Tone | None = None
        self._accent = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def say(
        self, words: str, sign: str = "", tone: Tone | None = None, accent: bool = False, share: float = -1.0
    ) -> None:
        """With a share the sign is a ring with a slice."""
        self._words, self._sign, self._tone, self._accent, self._share = words, sign, tone, accent, share
        self.setAccessibleName(words)
        show_if(self, bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text = QFontMetrics(self._look.font(Role.SMALL_STRONG)).horizontalAdvance(self._words)
        sign = self._look.px(Size.SIGN) + 5 if self._sign or self._share >= 0 else 0
        return QSize(text + sign + 2 * self._look.px(9) + 1, self._look.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = self._look.tint(self._tone) if self._tone else None
        ground = tint.bg if tint else "accent_soft" if self._accent else "hover"
        ink = tint.fg if tint else "accent" if self._accent else "muted"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color(ground))
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        left, size = self._look.px(9), self._look.px(Size.SIGN)
        top = (self.height() - size) // 2
        if self._share >= 0:
            draw_share(painter, self._look, QRect(left, top, size, size), self._share)
            left += size + 5
        elif self._sign:
            painter.drawPixmap(QPoint(left, top), self._look.pixmap(self._sign, ink, self, Size.SIGN))
            left += size + 5
        painter.setFont(self._look.font(Role.SMALL_STRONG))
        painter.setPen(self._look.color(ink))
        painter.drawText(
            QRect(left, 0, self.width() - left, self.height()),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            self._words,
        )


def draw_share(painter: QPainter, look: Look, box: QRect, share: float) -> None:
    """A ring with a slice: how much of it is there."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    space = QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5)
    pen = painter.pen()
    pen.setStyle(Qt.PenStyle.SolidLine)
    pen.setColor(look.color("accent"))
    pen.setWidthF(1.6)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(space)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("accent"))
    painter.drawPie(space.adjusted(2, 2, -2, -2), 90 * 16, -round(max(0.06, min(share, 0.94)) * 360 * 16))


class Bar(QWidget):
    """Parts of a whole: (share, colour) from the left, the rest the track."""

    def __init__(self, look: Look, height: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._parts: Sequence[tuple[float, str]] = ()
        self.setFixedHeight(height)
        look.changed.connect(self.update)

    def show_parts(self, parts: Sequence[tuple[float, str]], words: str) -> None:
        self._parts = parts
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("track"))
        left = 0.0
        for share, color in self._parts:
            width = share * self.width()
            painter.fillRect(QRectF(left, 0, width, self.height()), self._look.color(color))
            left += width
