"""The text of one narrative slot, as tall as it is long, with signs in its gutter."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from gnbv_desktop.kernel.inline import Bound, Citation, Paragraph, ParagraphStyle
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.narrative import clipboard
from gnbv_desktop.ui.narrative.chips import Chips
from gnbv_desktop.ui.narrative.conversion import (
    CHIP,
    OBJECT,
    block_format,
    chip_at,
    format_at,
    load,
    read,
    write,
    write_item,
)
from gnbv_desktop.ui.narrative.gutter import GUTTER, paint_beside, paint_signs, signs_of
from gnbv_desktop.ui.narrative.keys import KeyActions, is_text
from gnbv_desktop.ui.narrative.marks import COPY, WORDS, Mark, find_marks, painted
from gnbv_desktop.ui.narrative.paragraphs import turn_marked, typing_format
from gnbv_desktop.ui.session import Session

MARGIN = 8


class TextArea(QTextEdit):
    entered = Signal()
    left = Signal()
    """The focus is elsewhere in the window now."""
    paused = Signal()
    """The focus went to another program or to something that has just opened."""
    typed = Signal()
    chosen = Signal(object)
    """The figure that is selected alone, or None."""
    copies_pressed = Signal()

    def __init__(self, look: Look, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._session = session
        self.keys = KeyActions(self)
        self._chips = Chips(look, session, self)
        self._marks: tuple[Mark, ...] = ()
        self._chip: Bound | Citation | None = None
        self._here = QTextCursor(self.document())
        self._loaded = 0
        self._loading = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(MARGIN)
        layout = self.document().documentLayout()
        layout.registerHandler(CHIP, self._chips)
        layout.documentSizeChanged.connect(self._fit)
        self.document().contentsChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._moved)
        self.selectionChanged.connect(self._select)
        session.changed.connect(self.refresh)
        look.changed.connect(self._dress)
        self._dress()

    # ---- content

    def show_paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """In place of what stands there; the cursor stays as near as it can."""
        place = self.textCursor().position()
        self._loading = True
        load(self.document(), paragraphs)
        frame = self.document().rootFrame().frameFormat()
        frame.setLeftMargin(GUTTER)
        frame.setBottomMargin(0)
        self.document().setUndoRedoEnabled(False)
        self.document().rootFrame().setFrameFormat(frame)
        self.document().setUndoRedoEnabled(True)
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._loaded = self.document().revision()
        self._here = QTextCursor(cursor)
        self._loading = False
        self._changed()

    @property
    def marked(self) -> frozenset[str]:
        """Which signs stand in the gutter."""
        return frozenset(each.sign for each in self._marks)

    def read(self) -> tuple[Paragraph, ...]:
        return read(self.document())

    def insert(self, item: Bound | Citation) -> None:
        """At the cursor, in place of what is selected; words typed after it are plain."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        write_item(cursor, item)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def chip_chosen(self) -> Bound | Citation | None:
        cursor = self.textCursor()
        if cursor.selectionEnd() - cursor.selectionStart() != 1:
            return None
        return chip_at(self.document(), cursor.selectionStart())

    def choose_near(self) -> Bound | Citation | None:
        """The chosen figure, or the one that the cursor stands at, which becomes chosen."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return self.chip_chosen()
        for place in (cursor.position() - 1, cursor.position()):
            if place >= 0 and chip_at(self.document(), place) is not None:
                self.choose(place)
                return self.chip_chosen()
        return None

    def choose(self, position: int, backwards: bool = False) -> None:
        cursor = self.textCursor()
        cursor.setPosition(position + backwards)
        cursor.setPosition(position + (not backwards), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def turn_typed_marks(self) -> None:
        """A dash or plus typed at the start of a paragraph, once the paragraph is left."""
        block = self._here.block()
        if not self._loading and not self.isReadOnly() and block.revision() > self._loaded:
            turn_marked(block)

    # ---- following the dossier and the look

    @Slot()
    def refresh(self) -> None:
        """Figures may be wider or narrower now; neither undo nor the cursor is touched."""
        self.setReadOnly(self._session.sealed)
        self.document().markContentsDirty(0, self.document().characterCount())
        self.viewport().update()

    @Slot()
    def _dress(self) -> None:
        self.document().setDefaultFont(self._look.font(Role.BODY))
        self._changed()
        self.refresh()

    @Slot()
    def _changed(self) -> None:
        if self._loading:
            return
        self._marks = find_marks(self.document())
        self.setExtraSelections(painted(self, self._look, self._marks))
        self.typed.emit()

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(max(math.ceil(self.document().size().height()), self._look.px(34)))

    @Slot()
    def _moved(self) -> None:
        if self._loading:
            return
        if self._here.block() != self.textCursor().block():
            self.turn_typed_marks()
            self.viewport().update()
        self._here = QTextCursor(self.textCursor())

    @Slot()
    def _select(self) -> None:
        chip = None if self._loading else self.chip_chosen()
        if chip != self._chip:
            self._chip = chip
            self.chosen.emit(chip)

    # ---- typing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keys.acts(event):
            event.accept()
            return
        if is_text(event) and not self.isReadOnly():
            self._prepare()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() and not self.isReadOnly():
            self._prepare()
        super().inputMethodEvent(event)

    def _prepare(self) -> None:
        """Before text goes in: a chosen figure is not typed over, and no format runs on."""
        cursor = self.textCursor()
        if self.chip_chosen() is not None:
            cursor.setPosition(cursor.selectionEnd())
        elif cursor.hasSelection():
            cursor.removeSelectedText()
        self.setTextCursor(cursor)
        shape = typing_format(cursor, self.currentCharFormat())
        if shape is not None:
            self.setCurrentCharFormat(shape)

    # ---- clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        return clipboard.to_mime(
            self._session.work, read(self.document(), cursor.selectionStart(), cursor.selectionEnd())
        )

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasFormat(clipboard.OWN)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.paste_paragraphs(clipboard.from_mime(self._session.work, source))

    def paste_words(self) -> None:
        """Figures come as plain words too."""
        source = QGuiApplication.clipboard().mimeData()
        if not self.isReadOnly() and source is not None:
            self.paste_paragraphs(clipboard.from_mime(self._session.work, source, only_text=True))

    def paste_paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        write(cursor, paragraphs)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def add_below(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """As paragraphs of their own below the one where the cursor stands."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if cursor.block().text():
            cursor.insertBlock(block_format(ParagraphStyle.PLAIN), QTextCharFormat())
        write(cursor, paragraphs)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # ---- focus and mouse

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
        if event.reason() in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self.paused.emit()
            return
        self.turn_typed_marks()
        self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if point.x() < GUTTER and any(sign == COPY and box.contains(point) for sign, box in self.signs()):
            self.copies_pressed.emit()
            return
        super().mousePressEvent(event)
        place = self._chip_under(point)
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self.choose(place)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            point = QPointF(event.pos())
            told = [WORDS[sign] for sign, box in self.signs() if box.contains(point)]
            QToolTip.showText(event.globalPos(), "".join(told[:1]), self.viewport())
            return True
        return super().viewportEvent(event)

    def _chip_under(self, point: QPointF) -> int | None:
        near = self.cursorForPosition(point.toPoint()).position()
        for place in (near, near - 1):
            if place >= 0 and chip_at(self.document(), place) is not None:
                cursor = QTextCursor(self.document())
                cursor.setPosition(place)
                box = self.cursorRect(cursor)
                cursor.setPosition(place + 1)
                end = self.cursorRect(cursor)
                right = end.left() if end.top() == box.top() else self.viewport().width()
                if box.left() <= point.x() <= right and box.top() <= point.y() <= box.bottom():
                    return place
        return None

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        paint_beside(painter, self, self._look, event.rect().toRectF())
        paint_signs(painter, self, self._look, self.signs())
        painter.end()
        super().paintEvent(event)
        self._paint_chosen()

    def _paint_chosen(self) -> None:
        cursor = self.textCursor()
        painter = QPainter(self.viewport())
        for place in range(cursor.selectionStart(), cursor.selectionEnd()):
            shape = format_at(self.document(), place) if self.document().characterAt(place) == OBJECT else None
            if shape is not None:
                self._chips.draw_chosen(painter, place, shape)

    def signs(self) -> list[tuple[str, QRectF]]:
        """What stands in the gutter, and where."""
        return signs_of(self, self._look, self._marks)
