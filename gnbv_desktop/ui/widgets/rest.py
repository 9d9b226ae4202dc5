"""What waits until nobody has asked for it for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Rest(QTimer):
    """`start` puts it off again; when it is left alone for the interval, it acts once."""

    def __init__(self, interval: int, action: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(interval)
        self.timeout.connect(action)
