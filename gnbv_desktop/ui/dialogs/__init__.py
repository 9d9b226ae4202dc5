"""Dialogs over the static windows drawn with Qt Designer."""
