"""A name of at most two lines; what does not fit is shortened and stands in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look

LINES = 2


def broken(text: str, metrics: QFontMetrics, look: Look, role: Role, width: int, lines: int = LINES) -> list[str]:
    """The text in so many lines at most; the last one shortened."""
    layout = QTextLayout(text, look.font(role))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while len(found) < lines and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        last = len(found) == lines - 1
        part = text[line.textStart() :] if last else text[line.textStart() : line.textStart() + line.textLength()]
        found.append(metrics.elidedText(part.strip(), Qt.TextElideMode.ElideRight, width) if last else part.strip())
    layout.endLayout()
    return found


class Name(QWidget):
    def __init__(self, look: Look, text: str, role: Role = Role.H2, lines: int = LINES) -> None:
        super().__init__()
        self._look, self._text, self._role, self._lines = look, text, role, lines
        self.setAccessibleName(text)
        self.setToolTip(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    @property
    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._look.font(self._role))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        found = broken(self._text, self._metrics, self._look, self._role, max(width, 40), self._lines)
        return max(1, len(found)) * self._metrics.height()

    def sizeHint(self) -> QSize:
        return QSize(120, self._metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font(self._role))
        painter.setPen(self._look.color("text"))
        top = 0
        for line in broken(self._text, self._metrics, self._look, self._role, self.width(), self._lines):
            painter.drawText(QPointF(0, top + self._metrics.ascent()), line)
            top += self._metrics.height()


def draw_elided(painter: QPainter, box: QRect, text: str, alignment: Qt.AlignmentFlag) -> int:
    """One line; returns its width."""
    metrics = QFontMetrics(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(alignment | Qt.AlignmentFlag.AlignVCenter), shown)
    return metrics.horizontalAdvance(shown)
