"""The list under an editor whose field takes a name: it narrows while one types and never rewrites the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit

from gnbv_desktop.catalogue.model import Column, FieldKind
from gnbv_desktop.kernel.text import fold
from gnbv_desktop.services.reading import line_names
from gnbv_desktop.services.work import Work

SHOWN = 12
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def options(work: Work, column: Column) -> list[str]:
    """The names that a field of this column knows, as they are written in it."""
    match column.kind:
        case FieldKind.CHOICE:
            return [item.short or item.label for item in work.edition.lists[column.list].items.values()]
        case FieldKind.COMPONENT:
            return [component.label for component in work.edition.components.values()]
        case FieldKind.PLACE:
            return [place.short or place.name for place in work.dossier.head.unit.places()]
        case FieldKind.LINE:
            names = line_names(work.edition, work.dossier, column.of).values()
            alike = Counter(label for _, label, _ in names)
            return [full if alike[label] > 1 else label for _, label, full in names]
        case _:
            return []


def _begins(name: str, typed: str) -> bool:
    """Two letters or more with which the name, or one of its words, begins: then Enter may mean it."""
    return len(typed) >= 2 and f" {name}".find(f" {typed}") >= 0


class Choices(QObject):
    chosen = Signal(str, object)
    """The name, and the key by which it was chosen (None: by mouse)."""

    def __init__(self, edit: QLineEdit, names: Sequence[str]) -> None:
        super().__init__(edit)
        self._edit = edit
        self._names = [(name, fold(name)) for name in names]
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(SHOWN)
        self._completer.setWidget(edit)
        self._completer.activated.connect(self._take)
        popup = self._completer.popup()
        assert popup is not None
        self._popup = popup
        # Qt asks the newest filter first: ours stands before the completer's own.
        popup.installEventFilter(self)

    @property
    def open(self) -> bool:
        return self._popup.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab choose the name that is marked; without one they belong to the editor.

        Left alone, the completer would hand them to the editor first.
        """
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in _CHOOSING:
            return False
        marked = self._popup.currentIndex()
        self.close()
        if marked.isValid():
            self._put(str(marked.data()), Qt.Key(event.key()))
        else:
            QApplication.sendEvent(self._edit, event)
        return True

    def offer(self, text: str) -> None:
        words = fold(text).split()
        found = [name for name, folded in self._names if all(word in folded for word in words)]
        if not found or found == [text]:
            self.close()
            return
        self._model.setStringList(found)
        self._completer.complete()
        sure = len(found) == 1 and _begins(fold(found[0]), fold(text))
        only = self._completer.completionModel().index(0, 0) if sure else QModelIndex()
        self._popup.setCurrentIndex(only)

    def offer_all(self) -> None:
        self._model.setStringList([name for name, _ in self._names])
        self._completer.complete()

    def close(self) -> None:
        self._popup.hide()

    @Slot(str)
    def _take(self, name: str) -> None:
        self._put(name, None)

    def _put(self, name: str, key: Qt.Key | None) -> None:
        self._edit.setText(name)
        self._edit.setCursorPosition(len(name))
        self.chosen.emit(name, key)
