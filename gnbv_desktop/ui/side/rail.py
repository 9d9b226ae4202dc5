"""The panel folded: a sign with its count for each kind of finding, a sign for each other tab."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.marks import SIGNS
from gnbv_desktop.ui.side.findings import COUNTED
from gnbv_desktop.ui.side.rows import PaintedButton

WIDE, SIGNED, COUNTED_HIGH = 30, 34, 42


class RailButton(PaintedButton):
    """A sign, with a number below it in the colours of a tone."""

    def __init__(self, look: Look, icon: str, words: str, name: str, tone: Tone | None = None) -> None:
        super().__init__(look, words)
        self.setObjectName(name)
        self.setToolTip(words)
        self._icon, self._tone, self._count = icon, tone, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int, words: str) -> None:
        self._count = count
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(count > 0)
        self.redraw()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(WIDE), self._look.px(COUNTED_HIGH if self._tone else SIGNED))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tint = self._look.tint(self._tone) if self._tone else None
        if tint is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color(tint.bg))
            painter.drawRoundedRect(self.rect(), Size.RADIUS_BUTTON, Size.RADIUS_BUTTON)
        if tint is None or self.hasFocus():
            self.paint_ground(painter)
        size, color = self._look.px(Size.ICON), tint.fg if tint else "text2"
        left = (self.width() - size) // 2
        top = self._look.px(5) if tint else (self.height() - size) // 2
        painter.drawPixmap(left, top, self._look.pixmap(self._icon, color, self))
        if tint is not None:
            box = QRect(0, top + size, self.width(), self.height() - top - size)
            text = str(self._count) if self._count < 100 else "99+"
            self.draw(painter, box, text, Role.SMALL_STRONG, color, int(Qt.AlignmentFlag.AlignCenter))


class Rail(QWidget):
    asked = Signal(int)
    """The tab that somebody wants to see."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[Tone, RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 8, 0, 8)
        layout.setSpacing(4)
        opened = RailButton(look, "panel-right", "Mở bảng bên (F6)", "open_panel")
        self._add(layout, opened, 0)
        for tone, noun in COUNTED.items():
            button = RailButton(look, SIGNS[tone], noun, f"rail_{tone.value}", tone)
            button.setVisible(False)
            self._counts[tone] = button
            self._add(layout, button, 0)
        self.calm = RailButton(look, "circle-check", "Kiểm tra số liệu (Ctrl+1)", "rail_checks")
        self._add(layout, self.calm, 0)
        others = (("waypoints", "Số này (Ctrl+2)"), ("history", "Lịch sử (Ctrl+3)"), ("scale", "Căn cứ (Ctrl+4)"))
        for place, (icon, words) in enumerate(others, 1):
            self._add(layout, RailButton(look, icon, words, f"rail_{icon}"), place)
        layout.addStretch(1)

    def _add(self, layout: QVBoxLayout, button: RailButton, tab: int) -> None:
        button.clicked.connect(lambda: self.asked.emit(tab))
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_counts(self, numbers: Mapping[Tone, int]) -> None:
        for tone, button in self._counts.items():
            count = numbers.get(tone, 0)
            button.show_count(count, f"Kiểm tra số liệu: {count} {COUNTED[tone]} (Ctrl+1)")
        self.calm.setVisible(not any(numbers.values()))
