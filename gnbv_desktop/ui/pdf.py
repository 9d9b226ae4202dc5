"""The report as PDF, from the same pages that the preview shows. Needs a QGuiApplication, no window."""

from __future__ import annotations

import datetime
import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from gnbv_desktop.report.model import Document, TextRun
from gnbv_desktop.report.styles import BOTTOM, LEFT, PAGE_HEIGHT, TEXT_WIDTH, Style
from gnbv_desktop.ui.paper.painting import paint_page
from gnbv_desktop.ui.paper.setter import Setter
from gnbv_desktop.ui.paper.text import lay_out

TWIPS_PER_INCH = 1440
REMARK = "Bản PDF không theo trang Word"
_REMARK = Style("BanPdf", "Bản PDF", 16, italic=True, justify="right")
_MOMENTS = (
    (re.compile(rb"(?<=\(D:)\d{14}"), "%Y%m%d000000"),
    (re.compile(rb'(?<=Date=")[-\dT:]{19}'), "%Y-%m-%dT00:00:00"),
)
"""Of the clock, in the two places of a PDF; there is no call that sets them."""


def write_pdf(document: Document) -> bytes:
    """Inside a job, too: it touches nothing but the document."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(TWIPS_PER_INCH)
    writer.setPageLayout(page_layout())
    head = document.letterhead
    writer.setTitle(f"{head.kind.capitalize()} {head.title}")
    writer.setCreator("gnbv_desktop")
    painter = QPainter(writer)
    pages = Setter().set(document).pages
    for page in pages:
        if page.number > 1:
            writer.newPage()
        paint_page(painter, page)
    remark = lay_out((TextRun(REMARK),), _REMARK, TEXT_WIDTH)
    remark.draw(painter, 0, LEFT, PAGE_HEIGHT - BOTTOM / 2)
    painter.end()
    buffer.close()
    return _dated(bytes(store.data()), document.origin.date)


def _dated(content: bytes, day: datetime.date) -> bytes:
    """The day of the figures instead of the clock's; as long as it was, so that every offset in the file stays."""
    for moment, form in _MOMENTS:
        content = moment.sub(day.strftime(form).encode(), content)
    return content


def page_layout() -> QPageLayout:
    """A4 to its edges: margins are a matter of the document."""
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
