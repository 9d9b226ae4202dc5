"""One paragraph in lines of a given width. Everything is in twips, so every scale breaks the lines alike."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, frozen
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from gnbv_desktop.report.model import FigureRun, NoteRun, Run, TextRun
from gnbv_desktop.report.styles import Style
from gnbv_desktop.ui.look.fonts import PAGE_FAMILIES

ASCENT, PITCH = 1825 / 2048, 2355 / 2048
"""Of Times New Roman, whatever font stands in for it: the same lines on every machine."""
_ALIGN = {
    "both": Qt.AlignmentFlag.AlignJustify,
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
_BREAK = "\u2028"


@frozen
class Span:
    """A run and the letters of the paragraph that are its."""

    start: int
    end: int
    run: Run


@define(eq=False)
class Text:
    layout: QTextLayout
    """Keeps the lines alive."""
    text: str
    spans: tuple[Span, ...]
    lines: tuple[QTextLine, ...]
    pitch: float
    baseline: float
    """Of a line, from its top."""

    @property
    def height(self) -> float:
        return len(self.lines) * self.pitch

    def draw(self, painter: QPainter, line: int, x: float, y: float) -> None:
        each = self.lines[line]
        each.draw(painter, QPointF(x, y + self.baseline - each.ascent()))

    def part(self, line: int, start: int, end: int) -> tuple[float, float] | None:
        """From where to where letters of the paragraph stand in a line; None when they are not in it."""
        each = self.lines[line]
        first, last = each.textStart(), each.textStart() + each.textLength()
        if end <= first or start >= last:
            return None
        left, right = (_x(each, max(start, first)), _x(each, min(end, last)))
        return (left, right) if left <= right else (right, left)

    def at(self, line: int, x: float) -> Span | None:
        """The run under a place in a line."""
        each = self.lines[line]
        # Not its natural width: a justified line is longer.
        if not each.x() <= x <= _x(each, each.textStart() + each.textLength()):
            return None
        place = each.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        return next((span for span in self.spans if span.start <= place < span.end), None)

    def note_marks(self, line: int) -> tuple[NoteRun, ...]:
        """The notes whose marks stand in a line."""
        each = self.lines[line]
        first, last = each.textStart(), each.textStart() + each.textLength()
        return tuple(span.run for span in self.spans if isinstance(span.run, NoteRun) and first <= span.start < last)


def _keep_number(line: QTextLine, text: str, width: float) -> None:
    """The number of a document is not parted: "512/QĐ-UBND" begins the next line."""
    start, end = line.textStart(), line.textStart() + line.textLength()
    space = text.rfind(" ", start, end)
    if end < len(text) and text[end - 1] in "/-" and text[end - 2] != " " and space > start:
        line.setNumColumns(space + 1 - start, width)


def _x(line: QTextLine, place: int) -> float:
    """The binding gives the place back beside it: it may have been moved onto a letter."""
    found = line.cursorToX(place)
    assert isinstance(found, tuple)
    return float(found[0])


def page_font(size: int, bold: bool = False, italic: bool = False) -> QFont:
    """`size` in half-points. No hinting: a letter is as wide as the font says, at every scale."""
    font = QFont(PAGE_FAMILIES)
    font.setPixelSize(size * 10)
    font.setBold(bold)
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    return font


def lay_out(
    runs: Sequence[Run], style: Style, width: float, first_line: float | None = None, left: float = 0, note: int = 1
) -> Text:
    """`note` is the number of the paragraph's first note; later lines begin at `left`, the first at `first_line`."""
    spans: list[Span] = []
    formats: list[QTextLayout.FormatRange] = []
    texts: list[str] = []
    length = 0
    for run in runs:
        shown = str(note) if isinstance(run, NoteRun) else run.text.replace("\n", _BREAK)
        note += isinstance(run, NoteRun)
        spans.append(Span(length, length + len(shown), run))
        bold, italic = style.bold, style.italic
        if isinstance(run, TextRun | FigureRun):
            bold, italic = bold or run.bold, italic or run.italic
        if isinstance(run, NoteRun) or style.colour or (bold, italic) != (style.bold, style.italic):
            formats.append(
                _format(length, len(shown), style.size, bold, italic, isinstance(run, NoteRun), style.colour)
            )
        texts.append(shown)
        length += len(shown)
    return _in_lines("".join(texts), tuple(spans), formats, style, width, first_line, left)


def lay_out_note(number: int, text: str, style: Style, width: float) -> Text:
    mark = str(number)
    whole = f"{mark} {text}"
    formats = [_format(0, len(mark), style.size, style.bold, style.italic, raised=True)]
    return _in_lines(whole, (Span(0, len(whole), TextRun(whole)),), formats, style, width, None, 0)


def _format(
    start: int, length: int, size: int, bold: bool, italic: bool, raised: bool, colour: str = ""
) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    look = QTextCharFormat()
    look.setFont(page_font(size, bold, italic))
    if colour:
        look.setForeground(QColor(f"#{colour}"))
    if raised:
        look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    made.format = look
    return made


def _in_lines(
    text: str,
    spans: tuple[Span, ...],
    formats: Sequence[QTextLayout.FormatRange],
    style: Style,
    width: float,
    first_line: float | None,
    left: float,
) -> Text:
    layout = QTextLayout(text, page_font(style.size, style.bold, style.italic))
    option = QTextOption(_ALIGN[style.justify])
    option.setUseDesignMetrics(True)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if formats:
        layout.setFormats(formats)
    layout.beginLayout()
    lines: list[QTextLine] = []
    while (line := layout.createLine()).isValid():
        begin = left if lines else first_line if first_line is not None else style.first_line
        line.setLineWidth(width - begin)
        _keep_number(line, text, width - begin)
        line.setPosition(QPointF(begin, 0))
        lines.append(line)
    layout.endLayout()
    size = style.size * 10
    return Text(layout, text, spans, tuple(lines), size * PITCH, size * ASCENT)
