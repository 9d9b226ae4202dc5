"""A page painted in twips on whatever the painter paints: a screen, a PDF, a printer."""

from __future__ import annotations

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gnbv_desktop.report.model import TextRun
from gnbv_desktop.report.styles import BY_ID, HEADER, LEFT, TEXT_WIDTH
from gnbv_desktop.ui.paper.pages import Page, Row
from gnbv_desktop.ui.paper.strips import RULE
from gnbv_desktop.ui.paper.text import lay_out

NOTE_LINE = 2880
_INK = "#000000"


def paint_page(painter: QPainter, page: Page) -> None:
    """The painter's origin is the corner of the paper, its unit a twip."""
    painter.setPen(_pen(_INK))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for row in (*page.rows, *page.notes, *page.foot):
        _paint_row(painter, row)
    if page.notes:
        painter.drawLine(QLineF(LEFT, page.notes_top, LEFT + NOTE_LINE, page.notes_top))
    if page.number > 1:
        number = lay_out((TextRun(str(page.number)),), BY_ID["Header"], TEXT_WIDTH)
        number.draw(painter, 0, LEFT, HEADER)


def _pen(colour: str) -> QPen:
    return QPen(QColor(colour), RULE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)


def _paint_row(painter: QPainter, row: Row) -> None:
    for rule in row.strip.rules:
        if rule.colour:
            painter.setPen(_pen(f"#{rule.colour}"))
        painter.drawLine(QLineF(LEFT + rule.x1, row.y + rule.y1, LEFT + rule.x2, row.y + rule.y2))
        if rule.colour:
            painter.setPen(_pen(_INK))
    for each in row.strip.placed:
        each.text.draw(painter, each.line, LEFT + each.x, row.y + each.y)
