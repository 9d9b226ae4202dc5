"""The strip above an editor when somebody else has changed the same text meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.surfaces import Card
from gnbv_desktop.ui.widgets.words import Sign, Words


class ClashStrip(Card):
    take = Signal()
    keep = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, Tone.CONFIRM, parent)
        self.setObjectName("clash_strip")
        self.setAccessibleName("Nơi khác vừa sửa đoạn này")
        self._theirs = Words(look, role=Role.SMALL, color="text", wrap=True)
        self._theirs.setObjectName("clash_theirs")
        self._theirs.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        self._sign = Sign(look, "triangle-alert", look.tint(Tone.CONFIRM).fg, "Cần chọn")
        row.addWidget(self._sign)
        row.addWidget(Words(look, "Nơi khác vừa sửa đoạn này; chữ đang gõ ở đây còn nguyên.", Role.SMALL), 1)
        for text, name, run in (
            ("Xem", "clash_view", self._view),
            ("Lấy bản ấy", "clash_take", self.take.emit),
            ("Giữ chữ đang gõ", "clash_keep", self.keep.emit),
        ):
            row.addWidget(Button(look, text, name=name, small=True, pressed=run))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 6, 8, 6)
        whole.addLayout(row)
        whole.addWidget(self._theirs)
        self.hide()

    def tell(self, theirs: str) -> None:
        self._theirs.setText(theirs or "Bản ấy để trống mục này.")
        self._theirs.hide()
        self._sign.show_sign("triangle-alert", self._look.tint(Tone.CONFIRM).fg, "Cần chọn")
        self.show()

    def _view(self) -> None:
        self._theirs.setVisible(self._theirs.isHidden())
