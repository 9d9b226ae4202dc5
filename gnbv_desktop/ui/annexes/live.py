"""The annexes as they stand, composed again a moment after a change, beside the window, for whoever looks at them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attrs import frozen
from PySide6.QtCore import QObject, Signal, Slot

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.annexes import AnnexCell, AnnexComposer, AnnexSheet, annexes_reached, cells_of
from gnbv_desktop.services.earlier_reports import EarlierReports
from gnbv_desktop.services.preview import snapshot
from gnbv_desktop.services.province_books import replaced
from gnbv_desktop.ui.jobs import run_beside
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.rest import Rest

REST_MS = 250
PAUSE_MS = 40
"""Between two annexes: what one has changed is painted meanwhile, three times as fast as beside a job."""


@frozen(eq=False)
class _Watcher:
    seen: Callable[[], bool]
    first: Callable[[], str]


class LiveAnnexes(QObject):
    """One for a session: the page and the trace look at the same sheets. Each sheet is a job of its own."""

    composed = Signal(str)
    """The annex of this code stands anew in `sheets`."""
    finished = Signal()
    """All of them stand as the dossier does."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.sheets: dict[str, AnnexSheet] = {}
        self.replaced: frozenset[str] = frozenset()
        """Annexes for which a workbook of the province stands."""
        self._session = session
        self._watchers: list[_Watcher] = []
        self._earlier: EarlierReports | None = None
        self._read: dict[tuple[str, int], Evaluation] = {}
        self._waiting: list[str] = []
        self._due: set[str] = set()
        """Annexes that may look otherwise by now."""
        self._touched: set[str] | None = None
        """Blocks changed since the last snapshot; None: anything."""
        self._state: tuple[object, ...] = ()
        """Head of the dossier and annexes in use, as the sheets were made from them."""
        self._stale = True
        """Something has changed since the last snapshot, or not every annex was composed from it."""
        self._running = False
        self._composer: AnnexComposer | None = None
        self._rest = Rest(REST_MS, self._begin, self)
        self._pause = Rest(PAUSE_MS, self._go_on, self)
        session.changed.connect(self._changed)
        session.workbooks.connect(lambda: self._changed(None))

    @property
    def settled(self) -> bool:
        return not (self._stale or self._running)

    def watch(self, seen: Callable[[], bool], first: Callable[[], str] = str) -> None:
        """`first`: the annex that is wanted before the others."""
        self._watchers.append(_Watcher(seen, first))

    def look(self) -> None:
        """Somebody sees them again."""
        work = self._session.work
        self._earlier = EarlierReports(work.desk.store.path, work.dossier.head, self._read)
        if self._stale:
            self._begin()

    def cells(self, reach: frozenset[Ref]) -> tuple[AnnexCell, ...]:
        """The cells of the annexes that are sent which look at any of these addresses, as they were composed last."""
        return cells_of((sheet for sheet in self.sheets.values() if sheet.used), reach)

    def _read_books(self) -> None:
        """Which annexes stand in the province's own workbooks by now."""
        work = self._session.work
        try:
            self.replaced = replaced(work.desk.data, work.dossier.head)
        except KnownError as error:
            self._session.said.emit(str(error))

    @property
    def _seen(self) -> bool:
        return any(watcher.seen() for watcher in self._watchers)

    @Slot(object)
    def _changed(self, change: Change | None) -> None:
        self._stale = True
        # A change without other figures is one of rows.
        if change is None or not change.figures:
            self._touched = None
        elif self._touched is not None:
            self._touched |= {ref.block for ref in change.figures}
        if self._seen:
            self._rest.start()

    @Slot()
    def _begin(self) -> None:
        if self._running or not self._seen:
            return
        self._stale, self._running = False, True
        self._read_books()
        self._composer = AnnexComposer(snapshot(self._session.work), self._earlier, self.replaced)
        self._due |= self._reached(self._composer)
        first = [watcher.first() for watcher in self._watchers if watcher.seen()]
        codes = self._session.work.edition.annexes
        self._waiting = [code for code in dict.fromkeys((*first, *codes)) if code in self._due]
        self._go_on()

    def _reached(self, composer: AnnexComposer) -> frozenset[str]:
        """When the head is another, or other annexes are sent, all of them look otherwise."""
        edition, touched = self._session.work.edition, self._touched
        state = (composer.evaluation.dossier.head, composer.in_use)
        everything = touched is None or state != self._state
        self._touched, self._state = set(), state
        return frozenset(edition.annexes) if everything or touched is None else annexes_reached(edition, touched)

    @Slot()
    def _go_on(self) -> None:
        """The next one; nothing more of a dossier that has changed, or that nobody looks at any more."""
        self._stale |= bool(self._waiting) and not self._seen
        if self._stale or not self._waiting:
            self._running = False
            if not self._stale:
                self.finished.emit()
            elif self._seen:
                self._rest.start()
            return
        composer, code = self._composer, self._waiting.pop(0)
        assert composer is not None
        run_beside(self, lambda: composer.compose(code), partial(self._done, code), self._failed)

    def _done(self, code: str, sheet: AnnexSheet) -> None:
        self.sheets[code] = sheet
        self._due.discard(code)
        self.composed.emit(code)
        if self._waiting:
            self._pause.start()
        else:
            self._go_on()

    def _failed(self, words: str) -> None:
        """It is tried again when something changes or somebody looks anew."""
        self._stale, self._running = True, False
        self._session.said.emit(words)


def live_annexes(session: Session) -> LiveAnnexes:
    """Made by whoever asks first."""
    found = session.findChild(LiveAnnexes)
    return found if isinstance(found, LiveAnnexes) else LiveAnnexes(session)
