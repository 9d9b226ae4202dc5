"""The small tag under an editor: how the text is read, and what is strange about it. Beside, never over the field."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone

PAD_X, PAD_Y = 10, 4


class EchoTag(QWidget):
    """Painted over its parent's page; takes no mouse and no focus."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._look = look
        self._tone: Tone | None = None
        self._words = QTextDocument(self)
        self._words.setDocumentMargin(0)
        self.setObjectName("echo")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def say(self, html: str, tone: Tone | None, under: QRect, right: bool) -> None:
        """Shows words under (or, at the foot of the parent, above) a rectangle of the parent."""
        self._tone = tone
        self._words.setDefaultFont(self._look.font(Role.SMALL))
        self._words.setTextWidth(-1)
        self._words.setHtml(html)
        limit = self._page.width() - 16
        if self._words.idealWidth() > limit - 2 * PAD_X:
            self._words.setTextWidth(limit - 2 * PAD_X)
        width, height = round(self._words.idealWidth()) + 2 * PAD_X + 1, round(self._words.size().height()) + 2 * PAD_Y
        left = under.right() - width + 1 if right else under.left()
        left = max(8, min(left, self._page.width() - width - 8))
        top = under.bottom() + 4
        if top + height > self._page.height():
            top = under.top() - height - 4
        self.setGeometry(left, top, width, height)
        self.setAccessibleName(self._words.toPlainText())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tint = self._look.tint(self._tone) if self._tone else None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.color(tint.fg if tint else "accent"))
        painter.setBrush(self._look.color("raised"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.translate(QPoint(PAD_X, PAD_Y))
        self._words.drawContents(painter)
