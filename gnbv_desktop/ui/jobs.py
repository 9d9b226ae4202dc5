"""Work beside the window: done in the thread pool, its result handed back on the window's own thread.

A job gets all that it looks at when it begins: data that nobody changes, or that is its alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from gnbv_desktop.kernel.errors import KnownError

T = TypeVar("T")


class _Job(QObject):
    """A child of the application: it lives until its result is handed back, whatever becomes of its owner."""

    ended = Signal()

    def __init__(
        self, owner: QObject, action: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[str], None]
    ) -> None:
        super().__init__(QCoreApplication.instance())
        self._owner, self._action, self._done, self._failed = owner, action, done, failed
        self._result: Any = None
        self._error: Exception | None = None
        self.ended.connect(self._hand_back, Qt.ConnectionType.QueuedConnection)

    def run(self) -> None:
        try:
            self._result = self._action()
        except Exception as error:
            self._error = error
        self.ended.emit()

    @Slot()
    def _hand_back(self) -> None:
        self.deleteLater()
        if not isValid(self._owner):
            return
        if isinstance(self._error, KnownError):
            self._failed(self._error.message)
        elif self._error is not None:
            raise self._error
        else:
            self._done(self._result)


def run_beside(
    owner: QObject, action: Callable[[], T], done: Callable[[T], None], failed: Callable[[str], None]
) -> None:
    """Neither `done` nor `failed` is called when the owner is gone by then."""
    QThreadPool.globalInstance().start(_Job(owner, action, done, failed).run)
