"""What is painted beside a text: dashes and pluses, the bar of the paragraph in use, signs of what needs a look."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextCursor
from PySide6.QtWidgets import QTextEdit

from gnbv_desktop.kernel.inline import ParagraphStyle
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.narrative.conversion import style_of
from gnbv_desktop.ui.narrative.marks import Mark

GUTTER = 24
FAR = 1e4
_SIGNS = {ParagraphStyle.DASH: "–", ParagraphStyle.PLUS: "+"}


def paint_beside(painter: QPainter, edit: QTextEdit, look: Look, area: QRectF) -> None:
    document = edit.document()
    current = edit.textCursor().block() if edit.hasFocus() and document.blockCount() > 1 else None
    painter.setFont(look.font(Role.BODY))
    painter.setPen(look.color("text"))
    block = document.begin()
    while block.isValid():
        box = document.documentLayout().blockBoundingRect(block)
        if box.intersects(area.adjusted(-FAR, 0, FAR, 0)) and block.layout().lineCount():
            line = block.layout().lineAt(0)
            painter.drawText(QPointF(GUTTER + 1, box.top() + line.y() + line.ascent()), _SIGNS.get(style_of(block), ""))
            if current is not None and block == current:
                painter.fillRect(QRectF(0, box.top(), 3, box.height() - 4), look.color("accent"))
        block = block.next()


def paint_signs(painter: QPainter, edit: QTextEdit, look: Look, signs: Iterable[tuple[str, QRectF]]) -> None:
    for name, place in signs:
        painter.drawPixmap(place.topLeft(), look.pixmap(name, look.tint(Tone.CONFIRM).fg, edit, Size.SIGN))


def signs_of(edit: QTextEdit, look: Look, marks: Iterable[Mark]) -> list[tuple[str, QRectF]]:
    """Each sign once a line; two of one line stand over each other."""
    size = look.px(Size.SIGN)
    lines: dict[int, dict[str, None]] = {}
    for mark in marks:
        cursor = QTextCursor(edit.document())
        cursor.setPosition(mark.start + 1)
        lines.setdefault(edit.cursorRect(cursor).center().y(), {})[mark.sign] = None
    found = []
    for middle, signs in lines.items():
        top = middle - (size // 2 if len(signs) == 1 else size)
        found += [(sign, QRectF(6, top + place * (size + 1), size, size)) for place, sign in enumerate(signs)]
    return found
