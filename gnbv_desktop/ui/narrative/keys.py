"""The keys of a narrative editor: each does one thing, everything else is ordinary typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor

from gnbv_desktop.kernel.inline import ParagraphStyle
from gnbv_desktop.ui.narrative.conversion import chip_at, is_bold, style_of
from gnbv_desktop.ui.narrative.paragraphs import new_paragraph, next_style, set_style

if TYPE_CHECKING:
    from gnbv_desktop.ui.narrative.text_area import TextArea

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_PLAIN = Qt.KeyboardModifier.NoModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_text(event: QKeyEvent) -> bool:
    """Whether a key writes something; AltGr counts as Ctrl+Alt."""
    text = event.text()
    command = event.modifiers() & (_CTRL | _ALT)
    return bool(text) and text.isprintable() and command in (_PLAIN, _CTRL | _ALT)


class KeyActions(QObject):
    pick = Signal()
    """A figure is to be inserted."""
    change = Signal()
    """The chosen figure is to be another."""
    suggest = Signal()
    """Suggested sentences are to be inserted."""
    goto = Signal()
    undo = Signal()
    redo = Signal()

    def __init__(self, area: TextArea) -> None:
        super().__init__(area)
        self._area = area
        area.installEventFilter(self)
        self._actions: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]] = {
            (Qt.Key.Key_I, _CTRL | _SHIFT): self.pick.emit,
            (Qt.Key.Key_G, _CTRL | _SHIFT): self.suggest.emit,
            (Qt.Key.Key_F2, _PLAIN): self.change.emit,
            (Qt.Key.Key_V, _CTRL | _SHIFT): area.paste_words,
            (Qt.Key.Key_B, _CTRL): self.bold,
            (Qt.Key.Key_I, _CTRL): self.italic,
            (Qt.Key.Key_L, _CTRL | _SHIFT): self.list,
        } | {(key, _ALT): self.goto.emit for key in _ENTER}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Our keys are ours, also where the window has a shortcut of the same name."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._action(event):
            event.accept()
            return True
        return False

    def acts(self, event: QKeyEvent) -> bool:
        action = self._action(event)
        if action is not None:
            action()
            return True
        if self._area.isReadOnly():
            return False
        plain = not event.modifiers() & (_CTRL | _ALT)
        key = Qt.Key(event.key())
        if key in _ENTER and plain:
            self._new_paragraph()
            return True
        if key == Qt.Key.Key_Backspace and plain and self._at_marked_start():
            set_style(self._area.textCursor(), ParagraphStyle.PLAIN)
            return True
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return self._step_onto_chip(key == Qt.Key.Key_Left)
        return False

    def _action(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo.emit
        if event.matches(QKeySequence.StandardKey.Redo) or (event.key(), event.modifiers()) == (Qt.Key.Key_Y, _CTRL):
            return self.redo.emit
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self._actions.get((Qt.Key(event.key()), modifiers))

    # ---- formats

    def bold(self) -> None:
        on = is_bold(self._shape())
        made = QTextCharFormat()
        made.setFontWeight(QFont.Weight.Normal if on else QFont.Weight.DemiBold)
        self._merge(made)

    def italic(self) -> None:
        made = QTextCharFormat()
        made.setFontItalic(not self._shape().fontItalic())
        self._merge(made)

    def list(self) -> None:
        if not self._area.isReadOnly():
            next_style(self._area.textCursor())

    def _shape(self) -> QTextCharFormat:
        """That of the first selected character, else of what is typed next."""
        cursor = self._area.textCursor()
        if not cursor.hasSelection():
            return self._area.currentCharFormat()
        first = QTextCursor(self._area.document())
        first.setPosition(cursor.selectionStart() + 1)
        return first.charFormat()

    def _merge(self, shape: QTextCharFormat) -> None:
        if not self._area.isReadOnly():
            self._area.mergeCurrentCharFormat(shape)

    # ---- paragraphs and figures

    def _new_paragraph(self) -> None:
        cursor = self._area.textCursor()
        if self._area.chip_chosen() is not None:
            cursor.setPosition(cursor.selectionEnd())
        new_paragraph(cursor)
        self._area.setTextCursor(cursor)
        self._area.ensureCursorVisible()

    def _at_marked_start(self) -> bool:
        cursor = self._area.textCursor()
        return (
            not cursor.hasSelection() and cursor.atBlockStart() and style_of(cursor.block()) is not ParagraphStyle.PLAIN
        )

    def _step_onto_chip(self, left: bool) -> bool:
        """The arrow chooses a figure before it goes past it."""
        cursor = self._area.textCursor()
        place = cursor.position() - left
        if cursor.hasSelection() or place < 0 or chip_at(self._area.document(), place) is None:
            return False
        self._area.choose(place, backwards=left)
        return True
