"""Showing and hiding a part of a page, also before it has its place there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def show_if(widget: QWidget, wanted: bool) -> None:
    """A widget without a parent must never be told to show: it would become a window and take the focus."""
    if not wanted:
        widget.hide()
    elif widget.parentWidget() is not None:
        widget.show()
