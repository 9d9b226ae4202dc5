"""The blocks of a form as a row of buttons with their states: by name where there is room, else by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gnbv_desktop.services.progress import FormState, Progress
from gnbv_desktop.ui.frame.states import SIGNS
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.pages.block_frame import ROMAN
from gnbv_desktop.ui.widgets.buttons import Button

SHORT = 14
NUMBER = 51
"""Of a tab without its words: sign, padding, the gap to the next."""


class BlockTabs(QWidget):
    chosen = Signal(str)

    def __init__(self, look: Look, blocks: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._look = look
        self._names: dict[str, tuple[str, str]] = {}
        self._tabs: dict[str, Button] = {}
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addStretch(1)
        for place, (path, title) in enumerate(blocks):
            number = ROMAN[place] if place < len(ROMAN) else str(place + 1)
            self._names[path] = (f"{number}. {shortened(title)}", number)
            tab = Button(look, self._names[path][0], "circle-dashed", "flat", f"tab_{path}", True)
            tab.setAccessibleName(title)
            tab.clicked.connect(partial(self._choose, path))
            tab.setToolTip(title)
            self._tabs[path] = tab
            layout.addWidget(tab)

    def _choose(self, path: str, _checked: bool = False) -> None:
        self.chosen.emit(path)

    def show_states(self, states: Mapping[str, Progress]) -> None:
        for path, tab in self._tabs.items():
            state = states[path].state
            tab.show_icon(SIGNS[state][0] or "circle-dot", self._ink(state))
            tab.setAccessibleDescription(state.label)
            tab.setToolTip(f"{tab.accessibleName()}: {state.label.lower()}")

    def _ink(self, state: FormState) -> str:
        tone = SIGNS[state][1]
        return self._look.tint(tone).fg if tone else ("accent" if state is FormState.ENTERING else "muted")

    def _wanted(self) -> int:
        """The width in which every name is seen."""
        metrics = self.fontMetrics()
        names = sum(metrics.horizontalAdvance(name) for name, _ in self._names.values())
        return names + len(self._names) * self._look.px(54)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self._wanted() > self.width()
        if compact != self._compact:
            self._compact = compact
            for path, tab in self._tabs.items():
                tab.setText(self._names[path][compact])

    def minimumSizeHint(self) -> QSize:
        """With numbers only."""
        metrics = self.fontMetrics()
        numbers = sum(metrics.horizontalAdvance(number) for _, number in self._names.values())
        return QSize(numbers + len(self._names) * self._look.px(NUMBER), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self._wanted(), super().sizeHint().height())


def shortened(title: str) -> str:
    """ "Kết quả" of "Kết quả thực hiện"."""
    return " ".join(title.split()[:2]) if len(title) > SHORT else title
