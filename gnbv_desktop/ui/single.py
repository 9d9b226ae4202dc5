"""One window per data folder: a second start raises the first."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK = "cua-so.lock"
WAIT_MS = 500


class SingleWindow(QObject):
    """Holds the folder's lock while it lives; `taken` says that another window holds it."""

    def __init__(self, data: Path, raise_window: Callable[[], None]) -> None:
        super().__init__()
        data.mkdir(parents=True, exist_ok=True)
        self._name = "gnbv-" + hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]
        self._lock = QLockFile(str(data / LOCK))
        self._lock.setStaleLockTime(0)
        self.taken = not self._lock.tryLock(0)
        self._server = QLocalServer(self)
        if not self.taken:
            QLocalServer.removeServer(self._name)
            self._server.newConnection.connect(raise_window)
            self._server.listen(self._name)

    def raise_other(self) -> bool:
        """Asks the window that holds the folder to come to the front."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        reached = socket.waitForConnected(WAIT_MS)
        socket.disconnectFromServer()
        return reached

    def release(self) -> None:
        self._server.close()
        self._lock.unlock()
