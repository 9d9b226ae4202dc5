"""What the panel holds: the keys that work anywhere in it, and the way Tab goes through it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from gnbv_desktop.ui.side.order import beside, outside
from gnbv_desktop.ui.widgets.surfaces import Surface


class Body(Surface):
    """The tabs and what they show."""

    escaped = Signal()
    answered = Signal(int)
    """The number of a choice, typed where no card took it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.text()
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif number.isascii() and number.isdecimal():
            self.answered.emit(int(number))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """As it is read, from the top; after the last stop and before the first out of the panel."""
        found = beside(self, QApplication.focusWidget(), forward) or outside(self, forward)
        if found is None:
            return False
        found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True
