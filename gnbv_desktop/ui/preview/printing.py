"""The pages to a printer, or to whatever acts as one."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from gnbv_desktop.ui.paper.painting import paint_page
from gnbv_desktop.ui.paper.setter import Sheets
from gnbv_desktop.ui.pdf import TWIPS_PER_INCH, page_layout


def make_printer(name: str) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout())
    printer.setFullPage(True)
    printer.setDocName(name)
    return printer


def print_sheets(sheets: Sheets, printer: QPrinter) -> bool:
    """The pages that the dialog asked for; False when the printer does not take them."""
    printer.setFullPage(True)
    first, last = printer.fromPage() or 1, printer.toPage() or len(sheets.pages)
    pages = [page for page in sheets.pages if first <= page.number <= last]
    painter = QPainter()
    if not pages or not painter.begin(printer):
        return False
    painter.scale(printer.logicalDpiX() / TWIPS_PER_INCH, printer.logicalDpiY() / TWIPS_PER_INCH)
    for page in pages:
        if page is not pages[0]:
            printer.newPage()
        paint_page(painter, page)
    return painter.end()
