"""Lịch sử: who changed what, of the current cell, of its form, of the whole dossier. Undo is not here."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.changes import HistoryLine, history_of
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.side.column import MARGIN, Column
from gnbv_desktop.ui.side.findings import current_in
from gnbv_desktop.ui.side.jumps import Jumps
from gnbv_desktop.ui.side.rows import LinkRow
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.empty import Empty
from gnbv_desktop.ui.widgets.rest import Rest

REST_MS = 80
AT_ONCE = 100


class Of(Enum):
    CELL = "Ô này"
    FORM = "Biểu này"
    DOSSIER = "Cả hồ sơ"


class HistoryTab(QWidget):
    def __init__(self, look: Look, session: Session, jumps: Jumps, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._session, self._jumps = look, session, jumps
        self._of = Of.CELL
        self._form = ""
        self._limit = AT_ONCE
        self._shown: tuple[HistoryLine, ...] | None = None
        self.column = Column("history", spacing=2)
        self.column.setAccessibleName("Lịch sử")
        self._buttons = {each: self._choice(each) for each in Of}
        line = QHBoxLayout()
        line.setContentsMargins(MARGIN, 10, MARGIN, 0)
        line.setSpacing(6)
        for button in self._buttons.values():
            line.addWidget(button)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self.column, 1)
        self._rest = Rest(REST_MS, self.refresh, self)
        session.current.connect(self._later)
        session.changed.connect(self._changed)

    def _choice(self, of: Of) -> Button:
        kind = "chosen" if of is self._of else ""
        return Button(self._look, of.value, "", kind, f"history_{of.name.lower()}", True, self._choosing(of))

    def _choosing(self, of: Of) -> Callable[[], None]:
        def choose() -> None:
            self._of, self._limit, self._shown = of, AT_ONCE, None
            for each, button in self._buttons.items():
                button.set_kind("chosen" if each is of else "")
                button.setAccessibleDescription("đang chọn" if each is of else "")
            self.refresh()

        return choose

    def show_form(self, code: str) -> None:
        self._form = code
        self._later()

    @Slot()
    def _later(self) -> None:
        self._rest.start()

    @Slot(object)
    def _changed(self, _change: Change | None) -> None:
        self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._rest.start()

    @Slot()
    def refresh(self) -> None:
        if not self.isVisible():
            return
        lines = self._lines()
        if lines != self._shown:
            self._shown = lines
            self._show(lines)

    def _lines(self) -> tuple[HistoryLine, ...]:
        """One more than is shown tells that there are more."""
        work, ref, limit = self._session.work, self._ref(), self._limit + 1
        if self._of is Of.DOSSIER:
            return history_of(work, limit=limit)
        if self._of is Of.CELL:
            return history_of(work, ref, limit) if ref is not None else ()
        form = work.edition.form_of.get(ref.block) if ref is not None else None
        code = self._form or (form.form if form is not None else "")
        return history_of(work, limit=limit, form=code) if code else ()

    def _ref(self) -> Ref | None:
        return current_in(self._session.work.evaluation, self._session.ref, self._form)

    def _show(self, lines: tuple[HistoryLine, ...]) -> None:
        made: list[QWidget] = [self._line(each) for each in lines[: self._limit]]
        if len(lines) > self._limit:
            made.append(Button(self._look, "Xem thêm", "chevron-down", "link", "more_history", pressed=self._see_more))
        if not made:
            made.append(Empty(self._look, "history", "Chưa có thay đổi nào", self._blank()))
        self.column.fill(made)

    def _blank(self) -> str:
        if self._of is Of.CELL and self._ref() is None:
            return "Chọn một ô để xem ai đã gõ, lúc nào, từ bao nhiêu thành bao nhiêu."
        return f"{self._of.value} chưa ai sửa từ khi lập hồ sơ."

    def _see_more(self) -> None:
        self._limit += AT_ONCE
        self.refresh()

    def _line(self, line: HistoryLine) -> LinkRow:
        ref = line.ref
        there = self._of is not Of.CELL and ref is not None
        place = line.place if self._of is not Of.CELL else ""
        words = " ".join(part for part in (line.kind.capitalize(), line.what) if part)
        below = "\n".join(part for part in (place, f"{line.who} · {line.moment}") if part)
        row = LinkRow(self._look, words, "", below, active=there)
        if there and ref is not None:
            row.clicked.connect(self._going(ref))
        return row

    def _going(self, ref: Ref) -> Callable[[], None]:
        return lambda: self._jumps.go(ref)
