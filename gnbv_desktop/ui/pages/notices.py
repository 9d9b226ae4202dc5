"""What is said over the blocks of a form: that it does not apply, that copied figures wait to be read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.carry import mark_read, mark_slot_read, unread_copies, unread_slots
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.surfaces import Card
from gnbv_desktop.ui.widgets.words import Sign, Words


class CopiedNotice(Card):
    """How many figures and texts of a form were copied and not read yet; one button says that all were."""

    def __init__(self, look: Look, session: Session, paths: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(look, Tone.CONFIRM, parent)
        self.setObjectName("copied_notice")
        self._session = session
        self._paths = frozenset(paths)
        self._words = Words(look, "", Role.BODY, "text", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.setSpacing(10)
        layout.addWidget(Sign(look, "history", look.tint(Tone.CONFIRM).fg))
        layout.addWidget(self._words, 1)
        read = Button(look, "Đã đọc lại tất cả", "check", name="mark_all_read", small=True, pressed=self._read)
        layout.addWidget(read)
        session.changed.connect(self.refresh)
        self.refresh()

    def _refs(self) -> list[Ref]:
        return [ref for ref in unread_copies(self._session.work.dossier) if ref.block in self._paths]

    def _slots(self) -> list[str]:
        return [slot for slot in unread_slots(self._session.work.dossier) if slot.rpartition(".")[0] in self._paths]

    @Slot()
    def refresh(self) -> None:
        figures, slots = len(self._refs()), len(self._slots())
        parts = [f"{figures} ô"] * bool(figures) + [f"{slots} đoạn thuyết minh"] * bool(slots)
        self._words.setText(f"{' và '.join(parts)} chép từ hồ sơ trước, chưa đọc lại. Enter ở từng ô để xác nhận.")
        if self.parentWidget() is not None or not parts:
            self.setVisible(bool(parts))

    def _read(self) -> None:
        self._session.run(lambda work: mark_read(work, self._refs()))
        for slot in self._slots():
            self._session.run(partial(mark_slot_read, slot=slot))


class UnusedNotice(Card):
    """In place of the blocks of a component that does not apply to the unit."""

    asked = Signal()
    """The blocks are wanted all the same."""

    def __init__(self, look: Look, name: str, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(look, None, parent)
        self.setObjectName("unused_notice")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        layout.addWidget(Words(look, f"{name}: không áp dụng", Role.H2))
        layout.addWidget(Words(look, reason, Role.BODY, "text2", wrap=True))
        row = QHBoxLayout()
        row.addWidget(Button(look, "Vẫn nhập biểu này", "pencil", name="use_anyway", pressed=self.asked.emit))
        row.addStretch(1)
        layout.addLayout(row)
