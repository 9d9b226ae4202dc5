"""The report as it stands, composed again a moment after a change, beside the window and only while it is seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from gnbv_desktop.services.preview import Composed, compose, snapshot
from gnbv_desktop.ui.jobs import run_beside
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.rest import Rest

REST_MS = 250
"""Composing a long report takes as long as several keys: it waits until the typist rests."""


class Live(QObject):
    composed = Signal(object)
    """A Composed."""

    def __init__(self, session: Session, seen: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._seen = session, seen
        self._stale = True
        """Something has changed since the last snapshot."""
        self._running = False
        self._rest = Rest(REST_MS, self._compose, self)
        session.changed.connect(self._changed)

    @property
    def settled(self) -> bool:
        return not (self._stale or self._running)

    @Slot()
    def _changed(self) -> None:
        self._stale = True
        if self._seen():
            self._rest.start()

    def look(self) -> None:
        """It is seen again."""
        if self._stale:
            self._compose()

    def _compose(self) -> None:
        if self._running or not self._seen():
            return
        self._stale, self._running = False, True
        evaluation = snapshot(self._session.work)
        run_beside(self, lambda: compose(evaluation), self._done, self._failed)

    def _done(self, composed: Composed) -> None:
        self._running = False
        self.composed.emit(composed)
        if self._stale:
            self._rest.start()

    def _failed(self, words: str) -> None:
        self._running = False
        self._session.said.emit(words)
