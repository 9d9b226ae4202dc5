"""The status line: keys at the left, what was just said over them for a while, the selection's sum at the right."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size
from gnbv_desktop.ui.widgets.elided import Elided
from gnbv_desktop.ui.widgets.rest import Rest
from gnbv_desktop.ui.widgets.surfaces import Surface

SAID_MS = 8000


class StatusLine(Surface):
    def __init__(self, look: Look, hints: str, parent: QWidget | None = None) -> None:
        super().__init__(look, "window", "t", parent)
        self.setObjectName("status")
        self.setFixedHeight(look.px(Size.STATUS))
        self._hints = hints
        self._left = Elided(look, Role.SMALL, "muted")
        self._left.say(hints)
        self._left.setObjectName("said")
        self._left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._right = Elided(look, Role.SMALL, "text2")
        self._right.setObjectName("sum")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 1, 14, 0)
        layout.addWidget(self._left, 1)
        layout.addWidget(self._right)
        self._timer = Rest(SAID_MS, self._be_quiet, self)

    def hint(self, words: str) -> None:
        self._hints = words
        if not self._timer.isActive():
            self._be_quiet()

    @Slot(str)
    def say(self, words: str) -> None:
        self._left.say(words)
        self._left.set_color("text")
        self._timer.start()

    @Slot(str)
    def show_sum(self, words: str) -> None:
        self._right.say(words)

    @property
    def said(self) -> str:
        return self._left.text()

    @Slot()
    def _be_quiet(self) -> None:
        self._left.say(self._hints)
        self._left.set_color("muted")
