"""The poverty rate over the years: what was reviewed, what is estimated, what is planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gnbv_desktop.kernel.figures import write_percent
from gnbv_desktop.services.poverty import PointKind, PovertyPoint
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.side.rows import RIGHT

LEFT_SPACE, RIGHT_SPACE, TOP, BOTTOM = 40, 26, 20, 24
STEPS = (1, 2, 5, 10, 20, 25, 50)
LINES = 4
"""At most so many lines of the scale."""
CENTER = int(Qt.AlignmentFlag.AlignCenter)


def value_of(point: PovertyPoint) -> float:
    return float(point.figure.number or 0)


def scale_of(values: Sequence[float]) -> list[int]:
    """Round numbers around the values, from below the least to the greatest."""
    low, high = min(values), max(values)
    step = next((each for each in STEPS if (high - low) / each <= LINES - 1), STEPS[-1])
    first = max(0, floor(low / step) * step)
    last = max(ceil(high / step) * step, first + step)
    if low - first < step * 0.6 and first > 0:
        first -= step
    return list(range(first, last + 1, step))


def spoken(points: Sequence[PovertyPoint]) -> str:
    """Every point in words."""
    return "; ".join(f"{each.year}: {each.kind.label} {percent(each)}" for each in known(points))


def percent(point: PovertyPoint) -> str:
    return write_percent(point.figure.number) if point.figure.number is not None else ""


def known(points: Sequence[PovertyPoint]) -> Iterator[PovertyPoint]:
    return (each for each in points if each.figure.number is not None)


class PovertyChart(QWidget):
    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._points: tuple[PovertyPoint, ...] = ()
        self.setObjectName("poverty_chart")
        self.setMinimumHeight(look.px(150))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.update)

    def show_points(self, points: Sequence[PovertyPoint]) -> None:
        self._points = tuple(known(points))
        self.setAccessibleName("Tỷ lệ hộ nghèo qua các năm")
        self.setAccessibleDescription(spoken(points))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(340), self._look.px(180))

    # ---- where things stand

    def _plot(self) -> QRectF:
        px = self._look.px
        return QRectF(self.rect()).adjusted(px(LEFT_SPACE), px(TOP), -px(RIGHT_SPACE), -px(BOTTOM))

    def _years(self) -> list[int]:
        years = [each.year for each in self._points]
        return list(range(min(years), max(years) + 1))

    def _at(self, plot: QRectF, year: int, value: float, scale: Sequence[int]) -> QPointF:
        years = self._years()
        along = (year - years[0]) / (years[-1] - years[0]) if len(years) > 1 else 0.5
        inset = plot.width() * 0.05
        left = plot.left() + inset + along * (plot.width() - 2 * inset)
        up = (value - scale[0]) / (scale[-1] - scale[0])
        return QPointF(left, plot.bottom() - up * plot.height())

    def _line(self, kinds: Sequence[PointKind]) -> list[PovertyPoint]:
        return [each for each in self._points if each.kind in kinds]

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._points:
            return
        painter = QPainter(self)
        plot, scale = self._plot(), scale_of([value_of(each) for each in self._points])
        self._paint_scale(painter, plot, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_plan(painter, plot, scale)
        self._paint_actual(painter, plot, scale)
        self._paint_estimate(painter, plot, scale)
        self._paint_marks(painter, plot, scale)

    def _paint_scale(self, painter: QPainter, plot: QRectF, scale: Sequence[int]) -> None:
        painter.setFont(self._look.font(Role.MICRO))
        for each in scale:
            at = self._at(plot, self._years()[0], each, scale).y()
            painter.fillRect(QRectF(plot.left(), round(at), plot.width(), 1), self._look.color("grid"))
            painter.setPen(self._look.color("muted"))
            painter.drawText(QRectF(0, at - 10, plot.left() - 6, 20), RIGHT, f"{each}%")
        painter.setFont(self._look.font(Role.SMALL))
        years = self._years()
        every = max(1, ceil(len(years) * self._look.px(44) / max(1.0, plot.width())))
        painter.setPen(self._look.color("text2"))
        for year in years[::every]:
            at = self._at(plot, year, scale[0], scale).x()
            painter.drawText(QRectF(at - 30, plot.bottom() + 4, 60, self._look.px(18)), CENTER, str(year))

    def _pen(self, color: str, width: float, style: Qt.PenStyle) -> QPen:
        return QPen(self._look.color(color), width, style, Qt.PenCapStyle.RoundCap)

    def _paint_plan(self, painter: QPainter, plot: QRectF, scale: Sequence[int]) -> None:
        """From the last known figure before the first plan, so that one plan alone is a line too."""
        points = self._line([PointKind.PLAN])
        before = [each for each in self._line([PointKind.ACTUAL]) if points and each.year < points[0].year]
        places = [self._at(plot, each.year, value_of(each), scale) for each in (*before[-1:], *points)]
        painter.setPen(self._pen("muted", 1.4, Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(places))

    def _paint_actual(self, painter: QPainter, plot: QRectF, scale: Sequence[int]) -> None:
        places = [self._at(plot, each.year, value_of(each), scale) for each in self._line([PointKind.ACTUAL])]
        if len(places) < 2:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("accent_soft"))
        area = [*places, QPointF(places[-1].x(), plot.bottom()), QPointF(places[0].x(), plot.bottom())]
        painter.setOpacity(0.75)
        painter.drawPolygon(QPolygonF(area))
        painter.setOpacity(1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._pen("bar", 2, Qt.PenStyle.SolidLine))
        painter.drawPolyline(QPolygonF(places))

    def _paint_estimate(self, painter: QPainter, plot: QRectF, scale: Sequence[int]) -> None:
        points = self._line([PointKind.ACTUAL, PointKind.ESTIMATE])
        painter.setPen(self._pen("bar", 2, Qt.PenStyle.DotLine))
        for first, second in pairwise(points):
            if second.kind is PointKind.ESTIMATE:
                ends = [self._at(plot, each.year, value_of(each), scale) for each in (first, second)]
                painter.drawLine(*ends)

    def _paint_marks(self, painter: QPainter, plot: QRectF, scale: Sequence[int]) -> None:
        taken: list[QRectF] = []
        points = sorted(self._points, key=lambda point: list(PointKind).index(point.kind))
        for each in points:
            at = self._at(plot, each.year, value_of(each), scale)
            if each.kind is PointKind.PLAN:
                painter.setPen(self._pen("muted", 1.4, Qt.PenStyle.SolidLine))
                painter.setBrush(self._look.color("raised"))
                painter.drawEllipse(at, 3, 3)
            else:
                hollow = each.kind is PointKind.ESTIMATE
                painter.setPen(self._pen("bar", 2, Qt.PenStyle.SolidLine))
                painter.setBrush(self._look.color("raised" if hollow else "bar"))
                painter.drawEllipse(at, 4, 4)
            taken.append(QRectF(at.x() - 5, at.y() - 5, 10, 10))
        taken += self._along_lines(plot, scale)
        for each in points:
            self._paint_label(painter, plot, each, self._at(plot, each.year, value_of(each), scale), taken)

    def _along_lines(self, plot: QRectF, scale: Sequence[int]) -> Iterator[QRectF]:
        """Small boxes on all lines, so that no label lies across one."""
        for kinds in ([PointKind.ACTUAL, PointKind.ESTIMATE], [PointKind.PLAN], [PointKind.ACTUAL, PointKind.PLAN]):
            places = [self._at(plot, each.year, value_of(each), scale) for each in self._line(kinds)]
            for first, second in pairwise(places):
                for step in range(25):
                    at = first + (second - first) * (step / 24)
                    yield QRectF(at.x() - 1, at.y() - 1, 2, 2)

    def _paint_label(
        self, painter: QPainter, plot: QRectF, point: PovertyPoint, at: QPointF, taken: list[QRectF]
    ) -> None:
        """Above, below or beside its point, where nothing stands yet; a plan that finds no room stays without."""
        text = percent(point)
        if point.kind is not PointKind.ACTUAL:
            text = f"{'ước' if point.kind is PointKind.ESTIMATE else 'kế hoạch'} {text}"
        last = point.kind is PointKind.ACTUAL and point == self._line([PointKind.ACTUAL])[-1]
        role = Role.SMALL_STRONG if last else Role.SMALL
        metrics = QFontMetrics(self._look.font(role))
        wide, high = metrics.horizontalAdvance(text) + 4, metrics.height()
        for along, up in ((0, -1), (0, 1), (1, -0.5), (-1, 0.5), (1, 0.5), (-1, -0.5)):
            left = at.x() - wide / 2 + along * (wide / 2 + 8)
            left = min(max(left, plot.left() - 4), self.width() - wide - 1)
            top = at.y() + (-high - 7 if up == -1 else 7 if up == 1 else up * high - high / 2)
            box = QRectF(left, top, wide, high)
            inside = box.top() >= 0 and box.bottom() <= plot.bottom() + 1
            if inside and not any(box.intersects(each) for each in taken):
                taken.append(box)
                painter.setFont(self._look.font(role))
                painter.setPen(self._look.color("text" if point.kind is PointKind.ACTUAL else "muted"))
                painter.drawText(box, CENTER, text)
                return
