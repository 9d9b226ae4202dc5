"""One thing that a walk shows, and pressing a button on the way."""

from __future__ import annotations

from attrs import frozen
from PySide6.QtWidgets import QAbstractButton, QWidget


@frozen
class View:
    name: str
    window: QWidget
    over: QWidget | None = None
    """What stands in front of the window: a dialog, a menu."""


def press(root: QWidget, name: str) -> None:
    found = root.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton), name
    found.click()
