"""Hands that fill in a whole report: only keys, as a person presses them who looks at the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QTextEdit, QWidget

from gnbv_desktop.ui.frame.search import HitRole
from tests.ui.conftest import Hands

Key = Qt.Key
FARTHEST = 120
"""So many presses of one key are more than anybody makes."""


class Typist:
    def __init__(self, hands: Hands, wait: Callable[[Callable[[], bool]], None]) -> None:
        self.hands = hands
        self.wait = wait
        self.press = hands.press
        self.type = hands.type

    @property
    def at(self) -> QWidget:
        return self.hands.focus

    @property
    def cell(self) -> str:
        """The address of the current cell of the grid in use."""
        return str(self.hands.grid.current_ref() or "")

    def tab_to(self, name: str) -> None:
        self._until(lambda: self.at.objectName() == name, Key.Key_Tab, name)

    def _until(self, there, key: Qt.Key, what: str, **modifiers: bool) -> None:
        for _ in range(FARTHEST):
            if there():
                return
            self.press(key, **modifiers)
        raise AssertionError(f"{key.name} never reaches {what}; the focus is at {self.at.objectName()}")

    def fill(self, name: str, text: str) -> None:
        """Tab to a field and type over what it says."""
        self.tab_to(name)
        assert isinstance(self.at, QLineEdit)
        self.press(Key.Key_A, control=True)
        self.type(text)

    def choose(self, name: str, words: str) -> None:
        """The entry of a box that says these words, by arrows."""
        self.tab_to(name)
        box = self.at
        assert isinstance(box, QComboBox)
        self.press(Key.Key_Home)
        self._until(lambda: box.currentText() == words, Key.Key_Down, words)

    # ---- in an open dossier

    def form(self, code: str) -> None:
        """Forms are turned like pages."""
        self._until(lambda: self.hands.workspace.page.form.form == code, Key.Key_PageDown, code, control=True)

    def find(self, words: str, ref: str) -> None:
        """Ctrl+F, some words, down to the hit that is meant."""
        self.press(Key.Key_F, control=True)
        self.type(words)
        found = self.hands.workspace.search.findChild(QListWidget, "search_results")
        self.wait(found.isVisible)
        self._until(lambda: str(found.currentItem().data(HitRole).ref) == ref, Key.Key_Down, ref)
        self.press(Key.Key_Return)

    def into_page(self) -> None:
        """F6 goes round: navigation, page, side panel."""
        page = self.hands.workspace.page
        self._until(lambda: page.isAncestorOf(self.at), Key.Key_F6, "the page")

    def into_side(self) -> None:
        side = self.hands.workspace.side
        self._until(lambda: side.isAncestorOf(self.at), Key.Key_F6, "the side panel")

    def row(self, *texts: str) -> None:
        """Cells from the current one to the right; an empty text leaves one as it is. Enter ends the last."""
        for place, text in enumerate(texts):
            if text:
                self.type(text)
            self.press(Key.Key_Return if place == len(texts) - 1 else Key.Key_Tab)

    def text_before_cursor(self) -> str:
        area = self.at
        assert isinstance(area, QTextEdit)
        cursor = area.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Start, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

