"""The open dossier as the window's parts share it: one door for changes, one set of signals for what became of them."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from attrs import frozen
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gnbv_desktop.engine.labels import field_info, place_label
from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.dates import VIETNAM
from gnbv_desktop.kernel.errors import KnownError, StoreTrouble
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.compare import Echo
from gnbv_desktop.services.history import redo, undo
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.marks import Marks

T = TypeVar("T")
RETRY_MS = 1000
LOOK_MS = 2000
IDLE_MS = 5000


class Kept(Enum):
    """Whether what stands on the screen is on the disk."""

    SAVED = "saved"
    WAITING = "waiting"
    FAILING = "failing"


@frozen
class Saving:
    state: Kept
    words: str
    """"Đã lưu 10:32", "Chưa lưu: 3 ô"."""
    reason: str = ""


@frozen
class Typing:
    """What is being typed at an address, not yet committed."""

    ref: Ref
    text: str
    echo: Echo
    other: str = ""
    """What somebody else has written here meanwhile."""


class Session(QObject):
    """What every part of the window is given. Parts change the dossier through `run` only."""

    changed = Signal(object)
    """A Change; None when everything was read anew. Views compare their rows with the evaluation's."""
    workbooks = Signal()
    """Other workbooks of the province are kept now."""
    found = Signal()
    """The controls have run for the first time."""
    saving = Signal(object)
    said = Signal(str)
    """A sentence for the status line: why something was refused, what was done."""
    current = Signal(object)
    """The address that is current now, or None."""
    asked = Signal(object)
    """Somebody wants an address to become current."""
    annex_asked = Signal(str, int)
    """Somebody wants a cell of an annex to become current: the annex and the place of the box in its sheet."""
    trace_asked = Signal(object)
    """Somebody wants to see where an address comes from and where it goes."""
    summed = Signal(str)
    """What the selection of the grid in use comes to."""
    typing = Signal(object)
    """A Typing, or None when nothing is being typed."""

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.ref: Ref | None = None
        self.unkept: dict[str, str] = {}
        """Narratives that cannot be kept as they stand on the screen, and why."""
        work.queueing = True
        work.tell = self._tell
        self._moment = ""
        self._marks: Marks | None = None
        self._retry = self._timer(RETRY_MS, self._flush)
        self._look = self._timer(LOOK_MS, self.look)
        self._idle = self._timer(IDLE_MS, self._checkpoint)
        self._idle.setSingleShot(True)
        self._look.start()

    def _timer(self, interval: int, run: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.timeout.connect(run)
        return timer

    def run(self, action: Callable[[Work], T]) -> T | None:
        """Does something to the dossier; what cannot be done is said in the status line and None returned."""
        try:
            return action(self.work)
        except KnownError as error:
            self.said.emit(error.message)
            return None

    @Slot()
    def undo(self) -> None:
        self._show_where(self.run(undo), "Đã hoàn tác")

    @Slot()
    def redo(self) -> None:
        self._show_where(self.run(redo), "Đã làm lại")

    def _show_where(self, change: Change | None, words: str) -> None:
        """Nothing is taken back out of sight: the first typed figure that changed becomes current."""
        if change is None:
            return
        work = self.work
        typed = (ref for ref in change.figures if (info := field_info(work.edition, ref)) and not info.derived)
        ref = next(typed, None)
        if ref is not None:
            self.goto(ref)
        self.said.emit(f"{words}: {place_label(work.edition, work.dossier, ref)}" if ref else f"{words} một bước.")

    def goto(self, ref: Ref) -> None:
        self.asked.emit(ref)

    def make_current(self, ref: Ref | None) -> None:
        if ref != self.ref:
            self.ref = ref
            self.current.emit(ref)

    def marks(self) -> Marks:
        """The signs of the figures as they stand."""
        if self._marks is None or self._marks.evaluation is not self.work.evaluation:
            self._marks = Marks(self.work.evaluation, self._marks)
        return self._marks

    @property
    def sealed(self) -> bool:
        return not self.work.dossier.head.draft

    def _tell(self, change: Change | None) -> None:
        self.changed.emit(change)
        self._say_saving(changed=True)

    def _say_saving(self, changed: bool = False) -> None:
        count = sum(len(each.edits) for each in self.work.pending)
        if count:
            self._retry.start()
            held = "đang bị chương trình khác giữ" in self.work.trouble
            state = Kept.WAITING if held else Kept.FAILING
            self.saving.emit(Saving(state, f"Chưa lưu: {count} ô", self.work.trouble))
            return
        self._retry.stop()
        self._idle.start()
        if changed:
            self._moment = self.work.desk.clock().astimezone(VIETNAM).strftime("%H:%M")
        self.saving.emit(Saving(Kept.SAVED, f"Đã lưu {self._moment}".rstrip()))

    @Slot()
    def _flush(self) -> None:
        if self.work.flush():
            self._say_saving(changed=True)

    @Slot()
    def look(self) -> None:
        """Whether another process has changed the dossier."""
        try:
            self.work.refresh()
        except StoreTrouble as error:
            self.saving.emit(Saving(Kept.FAILING, "Không đọc được dữ liệu", error.message))

    @Slot()
    def _checkpoint(self) -> None:
        try:
            self.work.desk.store.checkpoint()
        except StoreTrouble:
            self._idle.start()

    def finish(self) -> None:
        """The dossier is closed: everything on the disk that can be."""
        for timer in (self._retry, self._look, self._idle):
            timer.stop()
        self.work.flush()
        self.work.tell = lambda change: None
