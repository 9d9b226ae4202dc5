"""Paragraphs of the dossier to an editor's document and back. A figure is one character with its own kind of object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from gnbv_desktop.kernel.inline import Bound, Citation, FigureStyle, Inline, Paragraph, ParagraphStyle, Words
from gnbv_desktop.kernel.text import nfc

OBJECT = "\ufffc"
BREAK = "\u2028"
"""A line break inside a paragraph: an editor would begin another one at a plain one."""
CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
_FIRST = QTextFormat.Property.UserProperty.value
EXPRESSION, FIGURE_STYLE, DOCUMENTS, CITED_AS, WAS, COPIED, PARAGRAPH = range(_FIRST + 1, _FIRST + 8)
INDENT = 16
LINE_HEIGHT = 142
GAP = 7


# ---- formats


def chip_format(item: Bound | Citation) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setObjectType(CHIP)
    if isinstance(item, Bound):
        made.setProperty(EXPRESSION, item.expression)
        made.setProperty(FIGURE_STYLE, item.style.value)
        if item.bold:
            made.setFontWeight(QFont.Weight.DemiBold)
    else:
        if item.documents:
            made.setProperty(DOCUMENTS, "\n".join(item.documents))
        made.setProperty(CITED_AS, item.form)
    return made


def words_format(words: Words) -> QTextCharFormat:
    made = QTextCharFormat()
    if words.bold:
        made.setFontWeight(QFont.Weight.DemiBold)
    if words.italic:
        made.setFontItalic(True)
    if words.was:
        made.setProperty(WAS, words.was)
    if words.copied:
        made.setProperty(COPIED, True)
    return made


def block_format(style: ParagraphStyle) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setBottomMargin(GAP)
    made.setProperty(PARAGRAPH, style.value)
    if style is not ParagraphStyle.PLAIN:
        made.setLeftMargin(INDENT)
    return made


def is_bold(shape: QTextCharFormat) -> bool:
    return shape.fontWeight() >= QFont.Weight.DemiBold


def chip_of(shape: QTextFormat) -> Bound | Citation | None:
    """The figure or citation that a format stands for."""
    if shape.objectType() != CHIP:
        return None
    if shape.hasProperty(EXPRESSION):
        style = FigureStyle(str(shape.property(FIGURE_STYLE)))
        return Bound(str(shape.property(EXPRESSION)), style, is_bold(shape.toCharFormat()))
    documents = str(shape.property(DOCUMENTS)).split("\n") if shape.hasProperty(DOCUMENTS) else ()
    return Citation(tuple(documents), str(shape.property(CITED_AS)))


def style_of(block: QTextBlock) -> ParagraphStyle:
    return ParagraphStyle(str(block.blockFormat().property(PARAGRAPH) or "p"))


def format_at(document: QTextDocument, position: int) -> QTextCharFormat | None:
    """The format of the character that stands at a position; None at the end of a paragraph."""
    block = document.findBlock(position)
    if position < 0 or not block.isValid() or position >= block.position() + block.length() - 1:
        return None
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)
    return cursor.charFormat()


def chip_at(document: QTextDocument, position: int) -> Bound | Citation | None:
    if document.characterAt(position) != OBJECT:
        return None
    shape = format_at(document, position)
    return None if shape is None else chip_of(shape)


# ---- to the document


def load(document: QTextDocument, paragraphs: Iterable[Paragraph]) -> None:
    """Shows other paragraphs; there is nothing to undo afterwards."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.setBlockFormat(block_format(ParagraphStyle.PLAIN))
    write(cursor, paragraphs)
    document.setUndoRedoEnabled(True)


def write(cursor: QTextCursor, paragraphs: Iterable[Paragraph]) -> None:
    """At the cursor, one edit; the first paragraph goes on in the one where the cursor stands, unless that is empty."""
    cursor.beginEditBlock()
    for place, paragraph in enumerate(paragraphs):
        if place:
            cursor.insertBlock(block_format(paragraph.style), QTextCharFormat())
        elif not cursor.block().text():
            cursor.setBlockFormat(block_format(paragraph.style))
        for item in paragraph.items:
            write_item(cursor, item)
    cursor.endEditBlock()


def write_item(cursor: QTextCursor, item: Inline) -> None:
    if isinstance(item, Words):
        cursor.insertText(_line(item.text), words_format(item))
    else:
        cursor.insertText(OBJECT, chip_format(item))


def _line(text: str) -> str:
    for mark in ("\r\n", "\n", "\r", "\u2029", "\ufdd0", "\ufdd1"):
        text = text.replace(mark, BREAK)
    return text.replace(OBJECT, "").replace("\0", "")


# ---- from the document


def read(document: QTextDocument, start: int = 0, end: int | None = None) -> tuple[Paragraph, ...]:
    """The paragraphs of a range; empty ones are left out."""
    last = document.characterCount() if end is None else end
    found = []
    block = document.findBlock(start)
    while block.isValid() and block.position() < last:
        items = tuple(_joined(_items(block, start, last)))
        if items:
            found.append(Paragraph(items, style_of(block)))
        block = block.next()
    return tuple(found)


def _items(block: QTextBlock, start: int, end: int) -> Iterator[Inline]:
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        first = fragment.position()
        text = _cut(fragment.text(), start - first, end - first)
        shape = fragment.charFormat()
        chip = chip_of(shape)
        if chip is not None:
            # Equal figures side by side share one fragment.
            yield from (chip for _ in text)
        elif text := nfc(text.replace(OBJECT, "").replace(BREAK, "\n")):
            yield _words(text, shape)
        place += 1


def _cut(text: str, start: int, end: int) -> str:
    """Positions count 16-bit units, of which some characters take two."""
    if start <= 0 and end >= 2 * len(text):
        return text
    return text.encode("utf-16-le", "surrogatepass")[max(start, 0) * 2 : max(end, 0) * 2].decode("utf-16-le", "ignore")


def _words(text: str, shape: QTextCharFormat) -> Words:
    return Words(text, is_bold(shape), shape.fontItalic(), str(shape.property(WAS) or ""), bool(shape.property(COPIED)))


def _joined(items: Iterable[Inline]) -> Iterator[Inline]:
    """Words of one kind side by side are one piece, whatever the document makes of them inside."""
    held: Words | None = None
    for item in items:
        if isinstance(item, Words) and held is not None and _kind(item) == _kind(held):
            held = Words(nfc(held.text + item.text), *_kind(held))
            continue
        if held is not None:
            yield held
        held = item if isinstance(item, Words) else None
        if held is None:
            yield item
    if held is not None:
        yield held


def _kind(words: Words) -> tuple[bool, bool, str, bool]:
    return words.bold, words.italic, words.was, words.copied
