"""Words that do not follow the data: taken over and not read again, or once a figure. Where they are, how they look."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.narrative.conversion import COPIED, WAS

UNBOUND, COPY = "unlink", "history"
WORDS = {
    UNBOUND: "Số không còn gắn với biểu: sửa biểu thì số này không đổi theo",
    COPY: "Chép từ báo cáo trước, chưa đọc lại",
}


@frozen
class Mark:
    sign: str
    """The icon in the gutter."""
    start: int
    end: int


def find_marks(document: QTextDocument) -> tuple[Mark, ...]:
    return tuple(_marks(document))


def _marks(document: QTextDocument) -> Iterator[Mark]:
    block = document.begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            fragment = place.fragment()
            shape = fragment.charFormat()
            end = fragment.position() + fragment.length()
            if shape.hasProperty(WAS):
                yield Mark(UNBOUND, fragment.position(), end)
            if shape.hasProperty(COPIED):
                yield Mark(COPY, fragment.position(), end)
            place += 1
        block = block.next()


def painted(edit: QTextEdit, look: Look, marks: tuple[Mark, ...]) -> list[QTextEdit.ExtraSelection]:
    """Beside the document, so that nothing of it is stored or can be undone."""
    return [_selection(edit, look, each) for each in marks]


def _selection(edit: QTextEdit, look: Look, mark: Mark) -> QTextEdit.ExtraSelection:
    tint = look.tint(Tone.CONFIRM)
    shape = QTextCharFormat()
    if mark.sign == UNBOUND:
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        shape.setUnderlineColor(QColor(tint.fg))
        shape.setForeground(QColor(tint.fg))
    else:
        shape.setBackground(QColor(tint.bg))
    made = QTextEdit.ExtraSelection()
    cursor = QTextCursor(edit.document())
    cursor.setPosition(mark.start)
    cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
    made.cursor = cursor
    made.format = shape
    return made
