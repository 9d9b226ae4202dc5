"""Keeping what is typed in a narrative: after a pause, on leaving, one step a stay, never over another's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from gnbv_desktop.kernel.inline import Paragraph, paragraphs_from_json
from gnbv_desktop.services.narrative import keep_text, length_fault, stored
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.rest import Rest

PAUSE_MS = 1200


class Keeper(QObject):
    shown = Signal(object)
    """The dossier holds other paragraphs now, and nothing was being typed: they are to be shown."""
    clashed = Signal(object)
    """Somebody else's paragraphs, while something is typed here; None when that is settled."""
    refused = Signal(str)
    """Why the text is not kept; empty when it is."""
    kept = Signal()

    def __init__(self, session: Session, slot: str, read: Callable[[], tuple[Paragraph, ...]], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._slot = slot
        self._read = read
        self._stored = stored(session.work, slot)
        self._base: tuple[Paragraph, ...] = ()
        """What the document said when it was the same as the dossier."""
        self._theirs: tuple[Any, ...] | None = None
        self._step: int | None = None
        self._busy = False
        self._pause = Rest(PAUSE_MS, self.write, self)
        session.changed.connect(self._look)

    @property
    def dirty(self) -> bool:
        return self._read() != self._base

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """As the dossier has them."""
        return paragraphs_from_json(self._stored)

    def settle(self) -> None:
        """The document shows what the dossier holds."""
        self._pause.stop()
        self._base = self._read()

    def typed(self) -> None:
        self._pause.start()

    @Slot()
    def write(self) -> None:
        """The text on the screen is left alone, whatever becomes of it."""
        self._pause.stop()
        text = self._read()
        if self._theirs is not None:
            return
        if text == self._base:
            self._say_fault("")
            return
        fault = length_fault(self._session.work, text)
        self._say_fault(fault)
        if fault:
            return
        self._busy = True
        step = self._session.run(lambda work: keep_text(work, self._slot, self._stored, text, self._step))
        self._busy = False
        if step is None:
            self._look()
            return
        self._stored, self._base, self._step = stored(self._session.work, self._slot), text, step or self._step
        self.kept.emit()

    def _say_fault(self, fault: str) -> None:
        self._session.unkept.pop(self._slot, None)
        if fault:
            self._session.unkept[self._slot] = fault
        self.refused.emit(fault)

    def leave(self) -> None:
        """The end of a stay: what is typed later is a step of its own."""
        self.write()
        self._step = None

    def finish(self) -> None:
        """The editor closes: what is typed is written even over another's text, which the journal keeps."""
        if self._theirs is not None:
            self.keep_mine()
        self.leave()

    def keep_mine(self) -> None:
        if self._theirs is not None:
            self._stored, self._theirs = self._theirs, None
            self.clashed.emit(None)
            self.write()

    def take_theirs(self) -> None:
        if self._theirs is not None:
            theirs, self._theirs = self._theirs, None
            self._show(theirs)

    @Slot()
    def _look(self) -> None:
        """Whether the dossier holds another text than the one shown or begun with."""
        now = stored(self._session.work, self._slot)
        if self._busy or now == (self._stored if self._theirs is None else self._theirs):
            return
        if now == self._stored:
            self._theirs = None
            self.clashed.emit(None)
        elif self.dirty and paragraphs_from_json(now) != self._read():
            self._theirs = now
            self.clashed.emit(paragraphs_from_json(now))
        else:
            self._theirs = None
            self._show(now)

    def _show(self, now: tuple[Any, ...]) -> None:
        self._stored, self._step = now, None
        self.clashed.emit(None)
        self._say_fault("")
        self.shown.emit(paragraphs_from_json(now))
