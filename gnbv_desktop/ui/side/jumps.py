"""Going to an address and coming back: the places one jumped from."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.ui.session import Session

DEEP = 50


class Jumps(QObject):
    moved = Signal(bool)
    """Whether there is a place to come back to."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._left: list[Ref] = []

    @property
    def can_return(self) -> bool:
        return bool(self._left)

    def go(self, ref: Ref) -> None:
        here = self._session.ref
        if here is not None and here != ref:
            self._left = [*self._left, here][-DEEP:]
        self._session.goto(ref)
        self.moved.emit(self.can_return)

    @Slot()
    def back(self) -> None:
        if self._left:
            ref = self._left.pop()
            self._session.goto(ref)
            self.moved.emit(self.can_return)
