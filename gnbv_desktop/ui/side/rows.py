"""Rows that are buttons: painted, with hover, ring and chevron; the long text wraps and the row grows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size

WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_TALL = 10_000


class PaintedButton(QAbstractButton):
    """The ground of a row: nothing, hover, or the ring of the focus."""

    def __init__(self, look: Look, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.redraw)

    @Slot()
    def redraw(self) -> None:
        self.updateGeometry()
        self.update()

    def paint_ground(self, painter: QPainter) -> None:
        pressed, hot = self.isDown(), self.underMouse() and self.isEnabled()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hot or pressed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color("pressed" if pressed else "hover"))
            painter.drawRoundedRect(self.rect(), Size.RADIUS_BUTTON, Size.RADIUS_BUTTON)
        if self.hasFocus():
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), Size.RADIUS_BUTTON, Size.RADIUS_BUTTON)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def paint_icon(self, painter: QPainter, name: str, color: str, left: int, size: int = Size.ICON) -> None:
        top = (self.height() - self._look.px(size)) // 2
        painter.drawPixmap(QPoint(left, top), self._look.pixmap(name, color, self, size))

    def metrics(self, role: Role) -> QFontMetrics:
        return QFontMetrics(self._look.font(role))

    def width_of(self, role: Role, text: str) -> int:
        return self.metrics(role).horizontalAdvance(text) + 1 if text else 0

    def draw(self, painter: QPainter, box: QRect, text: str, role: Role, color: str, flags: int = LEFT) -> None:
        painter.setFont(self._look.font(role))
        painter.setPen(self._look.color(color))
        painter.drawText(box, flags, text)


class LinkRow(PaintedButton):
    """Words, what stands at their right, what stands below. Without `active` it is only read."""

    def __init__(
        self, look: Look, words: str, right: str = "", below: str = "", active: bool = True,
        role: Role = Role.SMALL, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(look, " · ".join(part for part in (words, right, below) if part), parent)
        self._words, self._right, self._below = words, right, below
        self._role = role
        self.setText(words.replace("&", "&&"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if not active:
            self.setEnabled(False)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return max(box.bottom() + 1 for box in boxes) + self._pad

    def sizeHint(self) -> QSize:
        width = self._look.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(26))

    @property
    def _pad(self) -> int:
        return self._look.px(4)

    def _boxes(self, width: int) -> tuple[QRect, QRect, QRect]:
        """Of the words, of what is right of them or under them when it is long, of what is below."""
        side = self._look.px(8)
        space = width - 2 * side - (self._look.px(16) if self.isEnabled() else 0)
        right = self.width_of(Role.SMALL_STRONG, self._right)
        beside = 0 < right <= space * 2 // 5
        words = self._high(self._role, self._words, side, self._pad, space - (right + side if beside else 0))
        if beside:
            amount = QRect(side + space - right, words.top(), right, self.metrics(Role.SMALL_STRONG).lineSpacing())
        else:
            amount = self._high(Role.SMALL_STRONG, self._right, side, words.bottom() + 1, space)
        below = self._high(Role.SMALL, self._below, side, max(words.bottom(), amount.bottom()) + 1, space)
        return words, amount, below

    def _high(self, role: Role, text: str, left: int, top: int, width: int) -> QRect:
        if not text:
            return QRect(left, top, width, 0)
        height = self.metrics(role).boundingRect(QRect(0, 0, width, _TALL), WRAP, text).height()
        return QRect(left, top, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        words, amount, below = self._boxes(self.width())
        self.draw(painter, words, self._words, self._role, "text", WRAP)
        self.draw(painter, amount, self._right, Role.SMALL_STRONG, "text", WRAP)
        self.draw(painter, below, self._below, Role.SMALL, "muted", WRAP)
        if self.isEnabled():
            color = "accent" if self.underMouse() else "muted"
            self.paint_icon(painter, "chevron-right", color, self.width() - self._look.px(20), Size.SIGN)
