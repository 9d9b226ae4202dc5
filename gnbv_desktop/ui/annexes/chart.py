"""A chart of a sheet, drawn as simply as Excel draws it: columns or lines, a scale, labels, a legend. In twips."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gnbv_desktop.kernel.figures import write_decimal
from gnbv_desktop.report.sheet import Chart, ChartKind, Style
from gnbv_desktop.ui.annexes.letters import PAD, Letters

_COLOURS = ("#4472C4", "#ED7D31", "#A5A5A5", "#FFC000", "#5B9BD5", "#70AD47")
"""Of the charts of Excel, in their order."""
_FRAME, _SCALE, _INK = QColor("#D9D9D9"), QColor("#D9D9D9"), QColor("#000000")
_TITLE = Style(12, bold=True, align="center")
_LABEL, _NUMBER, _UNIT = Style(9, align="center"), Style(9, align="right"), Style(9, italic=True)
_LEGEND = Style(10)
_LINE, _MARK, _EDGE = 260, 90, 120
_STEPS = 5
_LEFT = 1000
"""Room for the numbers of the scale."""


def paint_chart(painter: QPainter, letters: Letters, rect: QRectF, chart: Chart) -> None:
    painter.fillRect(rect, QColor("#FFFFFF"))
    painter.setPen(QPen(_FRAME, 15))
    painter.drawRect(rect)
    inner = rect.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    _write(painter, letters, chart.title, _TITLE, QRectF(inner.x(), inner.y(), inner.width(), _LINE + 40))
    _write(painter, letters, chart.unit, _UNIT, QRectF(inner.x(), inner.y() + _LINE + 20, inner.width(), _LINE))
    plot = QRectF(inner.x() + _LEFT, inner.y() + 2 * _LINE + 80, inner.width() - _LEFT, 0)
    plot.setBottom(inner.bottom() - _LINE - 60 - 2 * _LINE)
    scale = scale_of(chart)
    top = scale[-1]
    _paint_scale(painter, letters, plot, scale)
    _paint_labels(painter, letters, plot, chart)
    draw = _paint_columns if chart.kind is ChartKind.COLUMNS else _paint_lines
    draw(painter, plot, chart, top)
    _paint_legend(painter, letters, QRectF(inner.x(), inner.bottom() - _LINE, inner.width(), _LINE), chart)


def scale_of(chart: Chart) -> tuple[Decimal, ...]:
    """Round numbers from nothing to the first that is not below the highest value."""
    values = [value for series in chart.series for value in series.values if value is not None]
    highest = max(values, default=Decimal(0))
    if highest <= 0:
        return (Decimal(0), Decimal(1))
    power = Decimal(1).scaleb((highest / _STEPS).adjusted())
    step = next(each * power for each in (1, 2, 5, 10) if each * power * _STEPS >= highest)
    count = int((highest / step).to_integral_value(ROUND_CEILING))
    return tuple(step * number for number in range(count + 1))


def _paint_scale(painter: QPainter, letters: Letters, plot: QRectF, scale: Sequence[Decimal]) -> None:
    for value in scale:
        y = _height(plot, value, scale[-1])
        painter.setPen(QPen(_SCALE, 12))
        painter.drawLine(QPointF(plot.x(), y), QPointF(plot.right(), y))
        _write(painter, letters, write_decimal(value, 2), _NUMBER, QRectF(plot.x() - _LEFT, y - 100, _LEFT - 60, 200))


def _paint_labels(painter: QPainter, letters: Letters, plot: QRectF, chart: Chart) -> None:
    for place, label in enumerate(chart.labels):
        slot = _slot(plot, len(chart.labels), place)
        _write(painter, letters, label, _LABEL, QRectF(slot.x(), plot.bottom() + 40, slot.width(), 2 * _LINE - 60))


def _paint_columns(painter: QPainter, plot: QRectF, chart: Chart, top: Decimal) -> None:
    for place in range(len(chart.labels)):
        slot = _slot(plot, len(chart.labels), place)
        wide = slot.width() / (len(chart.series) + 0.6)
        for number, series in enumerate(chart.series):
            value = series.values[place]
            if value is not None and value > 0:
                y = _height(plot, value, top)
                left = slot.x() + wide * (0.3 + number)
                painter.fillRect(QRectF(left, y, wide, plot.bottom() - y), _colour(number))


def _paint_lines(painter: QPainter, plot: QRectF, chart: Chart, top: Decimal) -> None:
    for number, series in enumerate(chart.series):
        points = [
            QPointF(_slot(plot, len(chart.labels), place).center().x(), _height(plot, value, top))
            for place, value in enumerate(series.values)
            if value is not None
        ]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_colour(number), 34))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_colour(number))
        for point in points:
            painter.drawEllipse(point, _MARK / 2, _MARK / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_legend(painter: QPainter, letters: Letters, line: QRectF, chart: Chart) -> None:
    widths = [letters.of(series.name, _LEGEND, line.width()).width + 2 * PAD + 400 for series in chart.series]
    left = line.x() + max(0.0, (line.width() - sum(widths)) / 2)
    for number, (series, width) in enumerate(zip(chart.series, widths, strict=True)):
        painter.fillRect(QRectF(left, line.center().y() - _MARK / 2, 160, _MARK), _colour(number))
        _write(painter, letters, series.name, _LEGEND, QRectF(left + 180, line.y(), width, line.height()))
        left += width


def _write(painter: QPainter, letters: Letters, text: str, style: Style, rect: QRectF) -> None:
    painter.setPen(_INK)
    letters.of(text, style, rect.width()).draw(painter, rect)


def _slot(plot: QRectF, count: int, place: int) -> QRectF:
    wide = plot.width() / max(1, count)
    return QRectF(plot.x() + place * wide, plot.y(), wide, plot.height())


def _height(plot: QRectF, value: Decimal, top: Decimal) -> float:
    return plot.bottom() - plot.height() * float(value / top)


def _colour(number: int) -> QColor:
    return QColor(_COLOURS[number % len(_COLOURS)])
