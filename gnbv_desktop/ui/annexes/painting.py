"""Boxes of a sheet on the screen: grounds and lines on whole pixels, words in twips. Only what is seen is painted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import define, field, frozen
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from gnbv_desktop.report.sheet import Box
from gnbv_desktop.services.annexes import AnnexSheet
from gnbv_desktop.services.sheet_places import shown_text
from gnbv_desktop.ui.annexes.chart import paint_chart
from gnbv_desktop.ui.annexes.geometry import Geometry
from gnbv_desktop.ui.annexes.letters import Letters
from gnbv_desktop.ui.look.tokens import LIGHT, Tone

# The paper is white in both themes, so is what stands on it.
INK, PAPER = QColor("#000000"), QColor(LIGHT.paper)
MISSING, MISSING_INK = QColor(LIGHT.tints[Tone.CONFIRM].bg), LIGHT.tints[Tone.CONFIRM].fg
MISSING_SIGN = "circle-dashed"


@frozen
class Pane:
    """A part of the view with its own scrolling: where it is, and where the corner of the sheet would be."""

    clip: QRect
    corner: QPointF
    first: int
    last: int
    """Rows that are seen in it."""
    still: bool = False
    """Shows only the boxes of the first columns of tables."""


@define(eq=False)
class SheetPainter:
    annex: AnnexSheet
    geometry: Geometry
    letters: Letters
    sign: QPixmap
    """Of what is missing."""
    is_still: Callable[[Box], bool]
    scale: float = 1.0
    grounds: Mapping[int, QColor] = field(factory=dict)
    """Boxes with a ground of their own: the one under the mouse."""
    painted: int = 0
    """So many boxes were painted last."""

    def begin(self) -> None:
        self.painted = 0

    def paint(self, painter: QPainter, pane: Pane) -> None:
        painter.save()
        painter.setClipRect(pane.clip)
        self._paint_pane(painter, pane)
        painter.restore()

    def rect_of(self, place: int, corner: QPointF) -> QRect:
        """On whole pixels: neighbours share their line."""
        return self._pixels(self.geometry.rect(self.geometry.boxes[place]), corner)

    def _pixels(self, rect: QRectF, corner: QPointF) -> QRect:
        left, top = round(corner.x() + rect.x() * self.scale), round(corner.y() + rect.y() * self.scale)
        right, bottom = round(corner.x() + rect.right() * self.scale), round(corner.y() + rect.bottom() * self.scale)
        return QRect(left, top, right - left, bottom - top)

    def _paint_pane(self, painter: QPainter, pane: Pane) -> None:
        boxes = self.geometry.boxes
        seen: list[int] = []
        ruled: list[QRect] = []
        for place in self.geometry.within(pane.first, pane.last):
            box = boxes[place]
            if pane.still and not self.is_still(box):
                continue
            rect = self.rect_of(place, pane.corner)
            if not rect.intersects(pane.clip):
                continue
            seen.append(place)
            self._paint_ground(painter, place, rect, pane.still)
            if box.style.border:
                ruled.append(rect)
        painter.setPen(QPen(INK, 0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRects(ruled)
        if not pane.still:
            self._paint_charts(painter, pane)
        self._paint_words(painter, pane, seen)
        self.painted += len(seen)

    def _paint_ground(self, painter: QPainter, place: int, rect: QRect, still: bool) -> None:
        missing = place in self.annex.missing
        ground = self.grounds.get(place) or (MISSING if missing else PAPER if still else None)
        if ground is not None:
            painter.fillRect(rect, ground)
        if missing:
            size = self.sign.deviceIndependentSize().toSize()
            centre = rect.center()
            painter.drawPixmap(centre.x() - size.width() // 2 + 1, centre.y() - size.height() // 2 + 1, self.sign)

    def _paint_words(self, painter: QPainter, pane: Pane, places: Iterable[int]) -> None:
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.translate(pane.corner)
        painter.scale(self.scale, self.scale)
        boxes, geometry, letters = self.geometry.boxes, self.geometry, self.letters
        for place in places:
            text = shown_text(boxes[place])
            if text:
                rect = geometry.rect(boxes[place])
                letters.of(text, boxes[place].style, rect.width()).draw(painter, rect)

    def _paint_charts(self, painter: QPainter, pane: Pane) -> None:
        for chart in self.geometry.sheet.charts:
            if chart.row <= pane.last and pane.first < chart.row + chart.rows:
                painter.save()
                painter.translate(pane.corner)
                painter.scale(self.scale, self.scale)
                paint_chart(painter, self.letters, self.geometry.rect(chart), chart)
                painter.restore()
