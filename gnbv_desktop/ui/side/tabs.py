"""The tabs of the panel: words, a count, a line under the chosen one; the arrow keys go from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size
from gnbv_desktop.ui.side.rows import PaintedButton


class Tab(PaintedButton):
    def __init__(self, look: Look, words: str, name: str, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(look, words, parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setToolTip(f"{words} ({shortcut})")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = words
        self._count = 0
        self.toggled.connect(self._take_focus_policy)
        self._take_focus_policy(False)

    def _take_focus_policy(self, chosen: bool) -> None:
        """The tab key stops at the chosen one only; the arrow keys do the rest."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)

    def show_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self.setAccessibleName(f"{self._words}, {count} việc" if count else self._words)
            self.redraw()

    @property
    def _badge(self) -> int:
        """The width of the count."""
        if not self._count:
            return 0
        return max(self._look.px(17), self.width_of(Role.MICRO_STRONG, str(self._count)) + self._look.px(9))

    def sizeHint(self) -> QSize:
        words = self.width_of(Role.SMALL_STRONG, self._words)
        badge = self._badge + self._look.px(5) if self._count else 0
        return QSize(words + badge + 2 * self._look.px(8), self._look.px(40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.parentWidget()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if row is None or event.key() not in steps:
            super().keyPressEvent(event)
            return
        tabs = row.findChildren(Tab)
        wanted = tabs[(tabs.index(self) + steps[Qt.Key(event.key())]) % len(tabs)]
        wanted.setChecked(True)
        wanted.setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        left, high = self._look.px(8), self.height()
        role = Role.SMALL_STRONG if chosen else Role.SMALL
        hot = chosen or self.underMouse()
        self.draw(painter, QRect(left, 0, self.width(), high), self._words, role, "text" if hot else "text2")
        if self._count:
            tall = self._look.px(17)
            box = QRect(self.width() - left - self._badge, (high - tall) // 2, self._badge, tall)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color("pressed"))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            self.draw(painter, box, str(self._count), Role.MICRO_STRONG, "text2", int(Qt.AlignmentFlag.AlignCenter))
        if chosen:
            painter.fillRect(0, high - 3, self.width(), 3, self._look.color("accent"))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 4, -1, -6), Size.RADIUS_BUTTON, Size.RADIUS_BUTTON)
