"""The heading of a block on a page, and the frame with round corners around a grid."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size
from gnbv_desktop.ui.widgets.words import Words

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class BlockHeading(QWidget):
    """ "II. Kết quả   tính đến 31/01/2024", with room for buttons at the right."""

    def __init__(self, look: Look, number: str, title: str, remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        if number:
            self.row.addWidget(Words(look, f"{number}.", Role.H2, "muted"))
        self.row.addWidget(Words(look, title, Role.H2, "text"))
        self.remark = Words(look, remark, Role.SMALL, "muted")
        self.row.addWidget(self.remark)
        self.row.addStretch(1)

    def add(self, widget: QWidget) -> None:
        self.row.addWidget(widget)


class RoundFrame(QWidget):
    """A line with round corners around one widget."""

    def __init__(self, look: Look, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(inner)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        space = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(space, Size.RADIUS_INPUT, Size.RADIUS_INPUT)
