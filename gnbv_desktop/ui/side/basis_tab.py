"""Căn cứ: what is meant by the current field, by which document, and how it is typed."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gnbv_desktop.services.trace_index import TraceIndex
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.side.basis import Section, basis
from gnbv_desktop.ui.side.column import Column, heading
from gnbv_desktop.ui.side.findings import current_in
from gnbv_desktop.ui.widgets.empty import Empty
from gnbv_desktop.ui.widgets.rest import Rest
from gnbv_desktop.ui.widgets.words import Words

REST_MS = 80


class BasisTab(QWidget):
    def __init__(self, look: Look, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._session = look, session
        self._form = ""
        self._index: TraceIndex | None = None
        self._shown: tuple[Section, ...] | None = None
        self.column = Column("basis", spacing=3)
        self.column.setAccessibleName("Căn cứ")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column, 1)
        self._rest = Rest(REST_MS, self.refresh, self)
        session.current.connect(self._later)

    def show_form(self, code: str) -> None:
        self._form = code
        self._later()

    @Slot()
    def _later(self) -> None:
        self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._rest.start()

    @Slot()
    def refresh(self) -> None:
        if not self.isVisible():
            return
        work = self._session.work
        if self._index is None or self._index.evaluation is not work.evaluation:
            self._index = TraceIndex(work.evaluation)
        ref = current_in(work.evaluation, self._session.ref, self._form)
        found = basis(work, ref, self._form, self._index)
        if found != self._shown:
            self._shown = found
            self._show(found)

    def _show(self, sections: tuple[Section, ...]) -> None:
        made: list[QWidget] = []
        for section in sections:
            head = heading(self._look, section.title)
            head.setWordWrap(True)
            head.setContentsMargins(0, 8 if made else 0, 0, 1)
            made.append(head)
            for each in section.paragraphs:
                color = "muted" if each.source else "text2"
                made.append(Words(self._look, each.text, Role.SMALL, color, wrap=True))
        if not made:
            sentence = "Chọn một ô để xem giải thích, văn bản căn cứ và cách gõ."
            made.append(Empty(self._look, "scale", "Chưa chọn ô nào", sentence))
        self.column.fill(made)
