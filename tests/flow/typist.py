"""Hands that fill in a whole report: only keys, as a person presses them who looks at the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QListWidget, QWidget

from gnbv_desktop.services.search import Hit
from gnbv_desktop.ui.frame.search import HitRole
from gnbv_desktop.ui.narrative.found import Found
from tests.ui.conftest import Hands

Key = Qt.Key
FARTHEST = 120
"""So many presses of one key are more than anybody makes."""


class Typist:
    def __init__(self, hands: Hands, wait: Callable[[Callable[[], bool]], None]) -> None:
        self.hands = hands
        self.wait = wait
        self.press = hands.press

    def type(self, text: str) -> None:
        """Key by key: lists open and close between two of them."""
        for char in text:
            self.hands.type(char)

    @property
    def at(self) -> QWidget:
        return self.hands.focus

    @property
    def cell(self) -> str:
        """The address of the current cell of the grid in use."""
        return str(self.hands.grid.current_ref() or "")

    def tab_to(self, name: str) -> None:
        self._until(lambda: self.at.objectName() == name, Key.Key_Tab, name)

    def _until(self, there: Callable[[], bool], key: Qt.Key, what: str, **modifiers: bool) -> None:
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
        self._until(lambda: self._open_form() == code, Key.Key_PageDown, code, control=True)

    def _open_form(self) -> str:
        page = self.hands.workspace.stack.form
        return page.form.form if page is not None else ""

    def find(self, words: str, place: str) -> None:
        """Ctrl+F, some words, down to the hit that is meant: an address, or a block that is still empty."""
        self.press(Key.Key_F, control=True)
        self.type(words)
        (found,) = self.hands.workspace.search.findChildren(QListWidget, "search_results")
        self.wait(found.isVisible)
        self._until(lambda: _place(found.currentItem().data(HitRole)) == place, Key.Key_Down, place)
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

    def band(self, code: str) -> None:
        """Up or down to the band of a component in the table of capital."""
        grid = self.hands.grid
        bands = [row.key for row in grid.sheet.rows]
        step = Key.Key_Down if bands.index(f"g:{code}") > grid.currentIndex().row() else Key.Key_Up
        self._until(lambda: bands[grid.currentIndex().row()] == f"g:{code}", step, code)

    def figure(self, words: str, expression: str) -> None:
        """A figure bound into the sentence: Ctrl+Shift+I, some words, down to the one that is meant."""
        self.press(Key.Key_I, control=True, shift=True)
        self.type(words)
        (found,) = self.hands.window.findChildren(QListView, "figure_found")
        model = found.model()
        assert isinstance(model, Found)
        self._until(lambda: model.rows[found.currentIndex().row()].choice.expression == expression, Key.Key_Down, words)
        self.press(Key.Key_Return)


def _place(hit: Hit) -> str:
    return str(hit.ref) if hit.ref is not None else hit.path
