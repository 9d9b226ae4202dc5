"""Số này: where the current figure comes from and where it goes, each place a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gnbv_desktop.engine.session import Change
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.compare import Comparison
from gnbv_desktop.services.trace import Link, Trace, trace
from gnbv_desktop.services.trace_index import TraceIndex
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.side.column import Column, heading
from gnbv_desktop.ui.side.jumps import Jumps
from gnbv_desktop.ui.side.rows import LinkRow
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.empty import Empty
from gnbv_desktop.ui.widgets.rest import Rest
from gnbv_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from gnbv_desktop.services.annexes import AnnexCell
    from gnbv_desktop.ui.annexes.live import LiveAnnexes

REST_MS = 80
IN_ANNEXES = "Ở các biểu"
FIRST, MOST = 12, 200
"""So many links of a kind are shown; so many when all are asked for."""


class FigureTab(QWidget):
    form_asked = Signal(str)

    def __init__(
        self, look: Look, session: Session, jumps: Jumps, annexes: Callable[[Session], LiveAnnexes] | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._look, self._session, self._jumps = look, session, jumps
        self._find_annexes = annexes
        self._annexes: LiveAnnexes | None = None
        self._index: TraceIndex | None = None
        self._shown: Trace | None = None
        self._cells: tuple[AnnexCell, ...] = ()
        self._whole: set[str] = set()
        """Sections of which everything is shown."""
        self.column = Column("trace", spacing=2)
        self.column.setAccessibleName("Số này")
        self._back = Button(look, "Quay lại", "chevron-left", "link", "go_back", True, jumps.back)
        self._back.setToolTip("Về ô trước (Alt+Left)")
        self._back.setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._back)
        layout.addWidget(self.column, 1)
        self._rest = Rest(REST_MS, self.refresh, self)
        session.current.connect(self._moved)
        session.changed.connect(self._changed)
        jumps.moved.connect(self._back.setVisible)
        self._blank()

    @Slot()
    def _moved(self) -> None:
        self._whole.clear()
        self._rest.start()

    @Slot(object)
    def _changed(self, _change: Change | None) -> None:
        self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._annexes is not None:
            self._annexes.look()
        self._rest.start()

    @Slot()
    def refresh(self) -> None:
        """Only while it can be seen."""
        if not self.isVisible():
            return
        ref, work = self._session.ref, self._session.work
        if self._index is None or self._index.evaluation is not work.evaluation:
            self._index = TraceIndex(work.evaluation)
        found = trace(work, ref, self._index) if ref is not None else None
        if ref is None or found is None:
            self._blank()
            return
        cells = self._annex_cells(self._index.reach(ref))
        if (found, cells) != (self._shown, self._cells):
            self._shown, self._cells = found, cells
            self._show(found)

    def _annex_cells(self, reach: frozenset[Ref]) -> tuple[AnnexCell, ...]:
        """As the annexes were composed last; when they stand anew it is asked again."""
        if self._annexes is None and self._find_annexes is not None:
            self._annexes = self._find_annexes(self._session)
            self._annexes.watch(self.isVisible)
            self._annexes.finished.connect(self._rest.start)
            self._annexes.look()
        return self._annexes.cells(reach) if self._annexes is not None else ()

    def _blank(self) -> None:
        self._shown, self._cells = None, ()
        title, sentence = "Chưa chọn ô nào", "Chọn một ô số liệu để xem số ấy từ đâu ra và dùng ở đâu."
        self.column.fill([Empty(self._look, "waypoints", title, sentence)])

    def _show(self, found: Trace) -> None:
        self.column.fill([*self._head(found), *self._body(found)])

    def _small(self, text: str, color: str = "text2") -> Words:
        return Words(self._look, text, Role.SMALL, color, wrap=True)

    def _head(self, found: Trace) -> Iterator[QWidget]:
        yield Words(self._look, found.label, Role.STRONG, wrap=True)
        yield self._small(found.place, "muted")
        whole = found.figure.status is Status.VALUE
        role, color = (Role.H2, "text") if whole else (Role.ABSENT, "muted")
        value = Words(self._look, found.text, role, color, wrap=True)
        value.setObjectName("value")
        yield value
        if found.computed is not None:
            yield self._small(found.computed.words)
            if found.computed.numbers:
                yield self._small(found.computed.numbers, "muted")
        if found.drawn is not None:
            yield self._small(f"Lấy từ: {found.drawn.name}")

    def _body(self, found: Trace) -> Iterator[QWidget]:
        yield from self._links("Tính từ", found.sources)
        yield from self._links("Dùng ở", found.uses)
        sentences = [self._row(use.title, "", f"«{use.excerpt}»", self._form(use.form)) for use in found.sentences]
        yield from self._section("Trong thuyết minh", sentences)
        yield from self._limited(IN_ANNEXES, [partial(self._annex_row, cell) for cell in self._cells])
        yield from self._section("So sánh", [self._small(text) for text in told(found.previous)])
        yield from self._section("Kiểm tra nhìn tới số này", [self._small(f"– {title}") for title in found.controls])
        if found.last is not None:
            what = " ".join(part for part in (found.last.kind, found.last.what) if part)
            words = self._small(f"{found.last.who}, {found.last.moment}: {what}")
            yield from self._section("Thay đổi gần nhất", [words])

    def _section(self, title: str, inner: Sequence[QWidget]) -> Iterator[QWidget]:
        if inner:
            head = heading(self._look, title)
            head.setContentsMargins(0, 10, 0, 2)
            yield head
            yield from inner

    def _links(self, title: str, links: Sequence[Link]) -> Iterator[QWidget]:
        yield from self._limited(title, [partial(self._link, link) for link in links])

    def _limited(self, title: str, makers: Sequence[Callable[[], QWidget]]) -> Iterator[QWidget]:
        first = MOST if title in self._whole else FIRST
        rows = [make() for make in makers[:first]]
        left = len(makers) - len(rows)
        if left and first == FIRST:
            rows.append(Button(self._look, f"Xem thêm {left}", "chevron-down", "link", "", True, self._seeing(title)))
        elif left:
            rows.append(self._small(f"và {left} ô khác", "muted"))
        yield from self._section(title, rows)

    def _seeing(self, title: str) -> Callable[[], None]:
        def see() -> None:
            self._whole.add(title)
            if self._shown is not None:
                self._show(self._shown)

        return see

    def _link(self, link: Link) -> LinkRow:
        ref = link.ref
        if ref is None:
            return self._row(link.label, link.text, "", self._form(link.form))
        place = self._shown.place if self._shown is not None else ""
        return self._row(shortened(link.label, place), link.text, "", lambda: self._jumps.go(ref))

    def _annex_row(self, cell: AnnexCell) -> LinkRow:
        return self._row(
            cell.name, cell.text, cell.words, lambda: self._session.annex_asked.emit(cell.annex, cell.place)
        )

    def _form(self, code: str) -> Callable[[], None]:
        return lambda: self.form_asked.emit(code)

    def _row(self, words: str, right: str, below: str, act: Callable[[], None]) -> LinkRow:
        row = LinkRow(self._look, words, right, below)
        row.clicked.connect(act)
        return row


def shortened(label: str, here: str) -> str:
    """A place without what it shares with the current one: the form, or the form and the row."""
    row, _, _ = here.rpartition(" · ")
    form, _, _ = here.partition(" · ")
    for known in (row, form):
        if known and label.startswith(f"{known} · "):
            return label.removeprefix(f"{known} · ")
    return label


def told(found: Comparison | None) -> Iterator[str]:
    """A line for the plan, one for the year before, one for the previous period."""
    if found is None:
        return
    for each in (found.plan, found.last_year):
        if each is not None:
            yield f"{each.label}: {each.text}" + (f", {each.change}" if each.change else "")
    if found.previous is not None:
        yield f"{found.label}: {found.text}" + (f", {found.change}" if found.change else "")
