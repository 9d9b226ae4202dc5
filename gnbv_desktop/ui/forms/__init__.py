"""Windows compiled from ui/*.ui by pyside6-uic; never edited by hand."""
