"""The words of boxes in lines, laid out once. In twips, unhinted: every zoom breaks lines alike."""

from __future__ import annotations

from attrs import frozen
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

from gnbv_desktop.report.sheet import Style
from gnbv_desktop.ui.paper.text import page_font

PAD = 30
"""Twips between a line and the words beside it."""
_MOST = 6000
"""So many texts are kept; then it begins anew."""
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
_BREAK = "\u2028"


@frozen(eq=False)
class Lettering:
    layout: QTextLayout
    width: float
    """What the longest line takes."""
    height: float

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """In the middle of the height. What is too high is cut off below, as Excel does."""
        top = rect.y() + max(0.0, (rect.height() - self.height) / 2)
        cut = self.height > rect.height() + PAD
        if cut:
            painter.save()
            painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        self.layout.draw(painter, QPointF(rect.x() + PAD, top))
        if cut:
            painter.restore()


class Letters:
    def __init__(self) -> None:
        self._fonts: dict[tuple[float, bool, bool], QFont] = {}
        self._known: dict[tuple[str, Style, float], Lettering] = {}

    def font(self, style: Style) -> QFont:
        key = (style.size, style.bold, style.italic)
        if key not in self._fonts:
            self._fonts[key] = page_font(round(style.size * 2), style.bold, style.italic)
        return self._fonts[key]

    def of(self, text: str, style: Style, width: float) -> Lettering:
        key = (text, style, width)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            found = self._known[key] = self._lay_out(text, style, width - 2 * PAD)
        return found

    def _lay_out(self, text: str, style: Style, width: float) -> Lettering:
        layout = QTextLayout(text.replace("\n", _BREAK), self.font(style))
        option = QTextOption(_ALIGN[style.align])
        wrap = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if style.wrap else QTextOption.WrapMode.ManualWrap
        option.setWrapMode(wrap)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        height, widest = 0.0, 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
            widest = max(widest, line.naturalTextWidth())
        layout.endLayout()
        return Lettering(layout, widest, height)
