"""The window. PySide6 here and only here."""
