"""The place of one slot: a quiet line while it is empty, room for its text until it is seen, its editor."""

from __future__ import annotations

from attrs import evolve
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gnbv_desktop.services import narrative
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.narrative.editor import NarrativeEditor
from gnbv_desktop.ui.narrative.inspector import Inspector
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.rest import Rest
from gnbv_desktop.ui.widgets.words import Words

LETTERS, LINE = 95, 23
"""About so many letters stand in a line, which is so high."""


class Room(QWidget):
    """Where an editor will stand; it asks for it when it is seen."""

    seen = Signal()

    def __init__(self, look: Look, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setMinimumHeight(look.px(LINE) * max(lines, 1) + 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self._look.color("border"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        self.seen.emit()


class SlotFrame(QWidget):
    opened = Signal(object)
    """The new NarrativeEditor."""

    def __init__(
        self, look: Look, session: Session, slot: narrative.Slot, inspector: Inspector | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.slot = slot
        self.editor: NarrativeEditor | None = None
        self._look = look
        self._session = session
        self._inspector = inspector
        self._coming = Rest(0, self._come, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._stand_in: QWidget = QWidget()
        self._name: Words | None = None
        self._wait()
        session.changed.connect(self._look_again)

    def _wait(self) -> None:
        self._stand_in = self._room() if self.slot.filled else self._line()
        side = Qt.AlignmentFlag(0) if self.slot.filled else Qt.AlignmentFlag.AlignLeft
        self._column.addWidget(self._stand_in, 0, side)

    def _line(self) -> QWidget:
        made = Button(self._look, _asking(self.slot.title), "pencil", "flat", "narrative_write", True, self._write)
        made.setAccessibleName(f"Viết mục {self.slot.title}")
        made.setToolTip(self.slot.help)
        return made

    def _room(self) -> QWidget:
        self._title()
        text = narrative.plain_text(self._session.work, narrative.paragraphs_of(self._session.work, self.slot.slot))
        made = Room(self._look, sum(1 + len(line) // LETTERS for line in text.split("\n")))
        made.seen.connect(self._coming.start)
        return made

    def _title(self) -> None:
        self._name = Words(self._look, self.slot.title, Role.STRONG, wrap=True)
        self._column.addWidget(self._name)
        if self.slot.help:
            self._column.addWidget(Words(self._look, self.slot.help, Role.SMALL, "muted", wrap=True))

    def rename(self, title: str) -> None:
        """A section of the office's own is called otherwise now."""
        if title == self.slot.title:
            return
        self.slot = evolve(self.slot, title=title)
        if self._name is not None:
            self._name.setText(title)
        if self.editor is not None:
            self.editor.text.setAccessibleName(title)
        elif isinstance(self._stand_in, Button):
            self._stand_in.setText(_asking(title))
            self._stand_in.setAccessibleName(f"Viết mục {title}")

    def _write(self) -> None:
        self.open().setFocus()

    @Slot()
    def _come(self) -> None:
        self.open()

    @Slot()
    def _look_again(self) -> None:
        """Another process, or undo, has written here."""
        if self.editor is None and not self.slot.filled and narrative.stored(self._session.work, self.slot.slot):
            self.open()

    def open(self) -> NarrativeEditor:
        if self.editor is None:
            if not self.slot.filled:
                self._title()
            self.editor = NarrativeEditor(
                self._look, self._session, self.slot.slot, title=self.slot.title, inspector=self._inspector
            )
            self._column.removeWidget(self._stand_in)
            self._column.addWidget(self.editor)
            self._stand_in.hide()
            self._stand_in.deleteLater()
            self.opened.emit(self.editor)
        return self.editor


def _asking(title: str) -> str:
    return f"Viết {_lower(title)} …"


def _lower(title: str) -> str:
    """Inside a sentence; names keep their capitals."""
    return title[:1].lower() + title[1:]
