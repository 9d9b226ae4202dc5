"""A strip over the page: what happened, in one tone, until it is closed. Never a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.widgets.buttons import IconButton
from gnbv_desktop.ui.widgets.surfaces import Card
from gnbv_desktop.ui.widgets.words import Sign, Words


class Strip(Card):
    def __init__(
        self, look: Look, tone: Tone, sign: str, text: str, name: str, parent: QWidget | None = None,
        action: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(look, tone, parent)
        self._look = look
        self._shown_tone = tone
        self.setObjectName(name)
        self.setAccessibleName(text)
        self._sign = Sign(look, sign, look.tint(tone).fg)
        self._name = sign
        self._words = Words(look, text, Role.BODY, "text", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 6, 3)
        layout.setSpacing(10)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._words, 1)
        if action is not None:
            layout.addWidget(action)
        layout.addWidget(IconButton(look, "x", "Đóng thông báo", f"close_{name}", pressed=self.hide))
        look.changed.connect(self._dress)

    def _dress(self) -> None:
        self._sign.show_sign(self._name, self._look.tint(self._shown_tone).fg)
