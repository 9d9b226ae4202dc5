"""Where the letters of a set document stand on its pages, and what stands at a place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import define, frozen
from PySide6.QtCore import QPointF, QRectF

from gnbv_desktop.report.model import Block, FigureRun
from gnbv_desktop.report.styles import LEFT, TEXT_WIDTH
from gnbv_desktop.ui.paper.pages import Row
from gnbv_desktop.ui.paper.setter import Sheets
from gnbv_desktop.ui.paper.strips import Placed
from gnbv_desktop.ui.paper.text import Span, Text

_REACH = 40
"""Twips around a line in which a click still means it."""


@frozen
class Area:
    """A part of a page, counted from 0, in twips."""

    page: int
    rect: QRectF


@frozen(eq=False)
class Figure:
    """A bound figure of the document in the order of reading."""

    number: int
    place: int
    """Of its block among those laid."""
    text: Text
    span: Span
    run: FigureRun


@define(eq=False)
class Places:
    sheets: Sheets

    @cached_property
    def _lines(self) -> dict[int, list[tuple[int, Row, Placed]]]:
        """By paragraph: its lines. The header of a long table stands on several pages."""
        found: dict[int, list[tuple[int, Row, Placed]]] = {}
        for number, page in enumerate(self.sheets.pages):
            for row in (*page.rows, *page.notes, *page.foot):
                for each in row.strip.placed:
                    found.setdefault(id(each.text), []).append((number, row, each))
        return found

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(self._find_figures())

    def _find_figures(self) -> Iterator[Figure]:
        number = 0
        for place, laid in enumerate(self.sheets.laid):
            for text in laid.texts:
                for span in text.spans:
                    if isinstance(span.run, FigureRun):
                        yield Figure(number, place, text, span, span.run)
                        number += 1

    def block(self, place: int) -> Block | None:
        """None for the letterhead and the signature."""
        blocks = self.sheets.document.blocks
        return blocks[place - 1] if 0 < place <= len(blocks) else None

    # ---- from letters to places

    def areas(self, text: Text, start: int, end: int) -> Iterator[Area]:
        for page, row, each in self._lines.get(id(text), ()):
            part = text.part(each.line, start, end)
            if part is not None:
                left, right = part
                top = row.y + each.y
                yield Area(page, QRectF(LEFT + each.x + left, top, right - left, text.pitch))

    def area_of(self, figure: Figure) -> Iterator[Area]:
        return self.areas(figure.text, figure.span.start, figure.span.end)

    def of_block(self, place: int) -> Iterator[Area]:
        """The whole width of the text beside a block, page by page."""
        for number, page in enumerate(self.sheets.pages):
            rows = [row for row in page.rows if row.block == place]
            if rows:
                top, last = rows[0].y, rows[-1]
                yield Area(number, QRectF(LEFT, top, TEXT_WIDTH, last.y + last.strip.height - top))

    # ---- from places to letters

    def row_at(self, page: int, y: float) -> Row | None:
        rows = self.sheets.pages[page].rows
        return next((row for row in rows if row.y - _REACH <= y < row.y + row.strip.height + _REACH), None)

    def figure_at(self, page: int, point: QPointF) -> Figure | None:
        row = self.row_at(page, point.y())
        if row is None:
            return None
        for each in row.strip.placed:
            inside = row.y + each.y <= point.y() < row.y + each.y + each.text.pitch
            span = each.text.at(each.line, point.x() - LEFT - each.x) if inside else None
            if span is not None and isinstance(span.run, FigureRun):
                return next(found for found in self.figures if found.span is span and found.text is each.text)
        return None
