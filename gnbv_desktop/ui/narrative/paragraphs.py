"""What paragraphs do while one types: dashes, new paragraphs, formats that must not run on."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from gnbv_desktop.kernel.inline import ParagraphStyle
from gnbv_desktop.ui.narrative.conversion import COPIED, WAS, block_format, chip_of, format_at, is_bold, style_of

_TYPED = {"- ": ParagraphStyle.DASH, "– ": ParagraphStyle.DASH, "+ ": ParagraphStyle.PLUS}
_NEXT = {
    ParagraphStyle.PLAIN: ParagraphStyle.DASH,
    ParagraphStyle.DASH: ParagraphStyle.PLUS,
    ParagraphStyle.PLUS: ParagraphStyle.PLAIN,
}


def turn_marked(block: QTextBlock) -> bool:
    """A paragraph that was left and begins with a typed dash or plus becomes one of that style."""
    style = _TYPED.get(block.text()[:2])
    if style is None or style_of(block) is not ParagraphStyle.PLAIN:
        return False
    cursor = QTextCursor(block)
    cursor.beginEditBlock()
    cursor.setPosition(block.position() + 2, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.setBlockFormat(block_format(style))
    cursor.endEditBlock()
    return True


def set_style(cursor: QTextCursor, style: ParagraphStyle) -> None:
    """For all paragraphs that the cursor touches."""
    cursor.setBlockFormat(block_format(style))


def next_style(cursor: QTextCursor) -> None:
    """Plain, dash, plus, plain again."""
    set_style(cursor, _NEXT[style_of(cursor.block())])


def new_paragraph(cursor: QTextCursor) -> None:
    """Of the same style; an empty dash or plus becomes a plain paragraph instead."""
    block = cursor.block()
    if not block.text() and style_of(block) is not ParagraphStyle.PLAIN:
        set_style(cursor, ParagraphStyle.PLAIN)
        return
    cursor.beginEditBlock()
    if not cursor.hasSelection():
        turn_marked(block)
    cursor.insertBlock(block_format(style_of(cursor.block())), QTextCharFormat())
    cursor.endEditBlock()


def typing_format(cursor: QTextCursor, now: QTextCharFormat) -> QTextCharFormat | None:
    """The format for what is typed next; None when the present one is right.

    Nothing of a figure runs on into words, and words typed beside marked ones are not marked.
    """
    document, place = cursor.document(), cursor.position()
    before, after = format_at(document, place - 1), format_at(document, place)
    if _starts(document, place):
        before = None
    made = QTextCharFormat()
    beside = before if before is not None else after
    chip = beside is not None and chip_of(beside) is not None
    if is_bold(now) and not (chip and beside is not None and is_bold(beside)):
        made.setFontWeight(QFont.Weight.DemiBold)
    if now.fontItalic():
        made.setFontItalic(True)
    if before is not None and after is not None and chip_of(before) is None and chip_of(after) is None:
        for mark in (WAS, COPIED):
            if before.hasProperty(mark) and before.property(mark) == after.property(mark):
                made.setProperty(mark, before.property(mark))
    return None if made == now else made


def _starts(document: QTextDocument, position: int) -> bool:
    return document.findBlock(position).position() == position
