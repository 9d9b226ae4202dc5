"""What tests share besides fixtures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

ROOT = Path(__file__).resolve().parent.parent


def vtype(widget: QWidget, text: str) -> None:
    """Type a text key by key. QTest.keyClick aborts the process at any letter outside Latin-1."""
    target = widget.focusProxy() or widget
    for char in text:
        if ord(char) < 128:
            QTest.keyClick(target, char)  # type: ignore[call-overload]
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, char)
            QApplication.sendEvent(target, event)
