"""Kiểm tra: the findings as cards, those of the current row first."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.side.card import FindingCard
from gnbv_desktop.ui.side.column import MARGIN, Column, heading
from gnbv_desktop.ui.side.counters import Counters
from gnbv_desktop.ui.side.findings import Found, Where, counts, ordered, told_once
from gnbv_desktop.ui.side.jumps import Jumps
from gnbv_desktop.ui.side.reasons import Givers
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.empty import Empty
from gnbv_desktop.ui.widgets.rest import Rest
from gnbv_desktop.ui.widgets.words import Words

AT_ONCE = 25
"""So many cards are made; the others when they are asked for."""
REST_MS = 150
"""While somebody types the findings wait: thousands of them cost more than a keystroke may."""
SLICE = 6
"""So many new cards are made before the window is given its turn."""
Identity = tuple[str, tuple[str, ...]]


class ChecksTab(QWidget):
    counted = Signal(object)
    """The number of findings by tone."""
    left = Signal()
    """The card that had the focus went away with its finding."""

    def __init__(self, look: Look, session: Session, jumps: Jumps, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._session, self._jumps = look, session, jumps
        self._givers = Givers()
        self._cards: dict[Identity, FindingCard] = {}
        self._drafts: dict[Identity, str] = {}
        self._headings: dict[Where, Words] = {}
        self._form = ""
        self._limit = AT_ONCE
        self._counts: dict[Tone, int] = {}
        self.counters = Counters(look)
        self.column = Column("findings")
        self.column.setAccessibleName("Kiểm tra số liệu")
        self._empty = Empty(look, "circle-check", "", "")
        self._more = Button(look, "", "chevron-down", "link", "more_findings", pressed=self._see_more)
        top = QVBoxLayout()
        top.setContentsMargins(MARGIN, 8, MARGIN, 0)
        top.addWidget(self.counters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.column, 1)
        self._soon = Rest(0, self._step, self)
        self._rest = Rest(REST_MS, self._step, self)
        session.changed.connect(self._rest.start)
        session.found.connect(self._later)
        session.current.connect(self._rest.start)
        look.changed.connect(self._redress)

    def show_form(self, code: str) -> None:
        """The form in front, when it is not the one of the current address."""
        if code != self._form:
            self._form = code
            self._later()

    @Slot()
    def _later(self) -> None:
        self._soon.start()

    @Slot()
    def _redress(self) -> None:
        """Cards in other colours are other cards; what is typed in them is carried over."""
        self._forget(set())
        self._later()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _see_more(self) -> None:
        self._limit += AT_ONCE
        self.refresh()

    @Slot()
    def _step(self) -> None:
        """New cards a few at a time, so that nobody who types has to wait for them."""
        self._refresh(SLICE)

    def refresh(self) -> None:
        """All at once."""
        self._refresh(self._limit)

    def _refresh(self, new: int) -> None:
        """Counts always; cards while they can be seen."""
        self._soon.stop()
        self._rest.stop()
        evaluation = self._session.work.evaluation
        issues = evaluation.issues
        numbers = counts(first for first, *_ in told_once(evaluation, issues))
        if numbers != self._counts:
            self._counts = numbers
            self.counters.show_counts(numbers)
            self.counted.emit(numbers)
        if self.isVisible():
            self._show(ordered(evaluation, issues, self._session.ref, self._form_in_front()), new)

    def _form_in_front(self) -> str:
        ref, edition = self._session.ref, self._session.work.edition
        if self._form or ref is None or ref.block not in edition.form_of:
            return self._form
        return edition.form_of[ref.block].form

    def _show(self, found: list[Found], new: int) -> None:
        wanted: list[QWidget] = []
        edition, code = self._session.work.edition, self._form_in_front()
        form = edition.forms.get(code)
        name = (form.short or form.title) if form is not None else ""
        shown = found[: self._limit]
        # A card is not taken away from under somebody who types in it.
        shown += [each for each in found[self._limit :] if self._is_typed_in(each)]
        where = None
        for each in shown:
            if each.issue.identity not in self._cards:
                new -= 1
                if new < 0:
                    continue
            if each.where is not where:
                where = each.where
                wanted.append(self._heading(each.where))
            wanted.append(self._card(each, name if each.where <= Where.FORM else ""))
        left = len(found) - len(shown)
        if left:
            self._more.setText(f"Xem thêm {min(left, AT_ONCE)}" + (f" trong {left}" if left > AT_ONCE else ""))
            wanted.append(self._more)
        if not found:
            self._empty.say(*self._good_news())
            wanted.append(self._empty)
        lost = self._forget({each.issue.identity for each in shown})
        self.column.arrange(wanted)
        if lost:
            self.left.emit()
        if new < 0:
            self._soon.start()

    def _is_typed_in(self, found: Found) -> bool:
        card = self._cards.get(found.issue.identity)
        return card is not None and card.typed_in

    def _heading(self, where: Where) -> Words:
        if where not in self._headings:
            self._headings[where] = heading(self._look, where.title)
        return self._headings[where]

    def _card(self, found: Found, form: str) -> FindingCard:
        identity = found.issue.identity
        card = self._cards.get(identity)
        if card is None:
            card = FindingCard(self._look, self._session, self._jumps, self._givers, found, form)
            card.reason.restore(self._drafts.pop(identity, ""))
            self._cards[identity] = card
        else:
            card.show_found(found, form)
        return card

    def _forget(self, shown: set[Identity]) -> bool:
        """What was typed and could not be kept comes back with its finding. Whether one of them had the focus."""
        lost, focus = False, QApplication.focusWidget()
        for identity in [each for each in self._cards if each not in shown]:
            card = self._cards.pop(identity)
            lost = lost or (focus is not None and card.isAncestorOf(focus))
            if card.draft:
                self._drafts[identity] = card.draft
            card.deleteLater()
        return lost

    def _good_news(self) -> tuple[str, str, str]:
        work = self._session.work
        if not work.evaluation.findings:
            return "shield-check", "Đang kiểm tra số liệu", "Kết quả hiện ở đây ngay khi tính xong."
        if not any(True for _ in work.dossier.cells()):
            return "circle-dashed", "Chưa có gì để kiểm tra", "Gõ số liệu đầu tiên, kết quả kiểm tra hiện ngay ở đây."
        return "circle-check", "Không còn gì phải xem", "Mọi số đã nhập đều khớp nhau."
