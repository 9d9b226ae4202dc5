"""One stay in a field: typed text is echoed at once, written after a short pause and on leaving, one step for undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from gnbv_desktop.kernel.dossier import Cell
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.cell_text import text_to_edit
from gnbv_desktop.services.compare import echo
from gnbv_desktop.services.entry import Entered, enter, next_row
from gnbv_desktop.services.history import take_back
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.session import Session, Typing
from gnbv_desktop.ui.widgets.rest import Rest

PAUSE_MS = 1200
Commit = Callable[[Work, Ref, str, int | None], Entered]


class Stay(QObject):
    overtaken = Signal()
    """Somebody else, or an undo, has changed what stands here, and nothing is being typed."""

    def __init__(self, session: Session, ref: Ref, text: str, commit: Commit = enter, parent: QObject | None = None):
        super().__init__(parent)
        self.ref = ref
        self._session = session
        self._commit = commit
        self._writing = False
        self._text = text
        self._stand_on(text)
        self._pause = Rest(PAUSE_MS, self.write, self)
        session.changed.connect(self._look)

    def _stand_on(self, text: str) -> None:
        """The stay begins here: nothing of its own is in the dossier."""
        self._wrote = False
        self._step: int | None = None
        self._cell: Cell | None = self._session.work.dossier.cell(self.ref)
        self._fresh = bool(self.ref.row) and self.ref.row not in self._rows()
        """Typed into a row that is not there yet."""
        self._known = self._cell
        """What is stored as far as this stay knows."""
        self._written = text
        """The text that the stored cell answers to."""

    @property
    def dirty(self) -> bool:
        return self._text != self._written

    def typed(self, text: str) -> None:
        self._text = text
        self._pause.start()
        self._session.typing.emit(Typing(self.ref, text, echo(self._session.work, self.ref, text)))

    @Slot()
    def _look(self) -> None:
        """What was typed stays as it is; what others wrote meanwhile is shown beside it."""
        work = self._session.work
        if self._writing:
            return
        self._follow_row()
        if work.dossier.cell(self.ref) == self._known:
            return
        dirty, text = self.dirty, text_to_edit(work, self.ref)
        self._stand_on(text)
        if dirty:
            self._session.typing.emit(
                Typing(self.ref, self._text, echo(work, self.ref, self._text), text or "(để trống)")
            )
        else:
            self._text = text
            self.overtaken.emit()

    def _rows(self) -> Sequence[str]:
        return self._session.work.dossier.block(self.ref.block).order

    def _follow_row(self) -> None:
        """Its row got another number when what waited was written, or somebody has taken the number of a new row."""
        work, ref = self._session.work, self.ref
        if self._fresh and ref.row in self._rows():
            self.ref = ref._replace(row=next_row(work, ref.block))
        elif not work.pending:
            self.ref = ref._replace(row=work.moved_rows.get((ref.block, ref.row), ref.row))

    @Slot()
    def write(self) -> None:
        """What was typed goes to the disk; the text on the screen is left alone."""
        self._pause.stop()
        if not self.dirty:
            return
        text = self._text
        self._writing = True
        done = self._session.run(lambda work: self._commit(work, self.ref, text, self._step))
        self._writing = False
        if done is not None:
            self.ref, self._step, self._written = done.ref, done.step or self._step, text
            self._wrote, self._fresh = True, False
            self._known = self._session.work.dossier.cell(self.ref)

    def leave(self) -> None:
        self.write()
        self._end()

    def give_up(self) -> None:
        """Escape: as it was before, also when a pause has already written."""
        if self._wrote:
            self._writing = True
            self._session.run(lambda work: take_back(work, self._step, self.ref, self._cell))
            self._writing = False
        self._end()

    def _end(self) -> None:
        self._pause.stop()
        self._session.changed.disconnect(self._look)
        self._session.typing.emit(None)
