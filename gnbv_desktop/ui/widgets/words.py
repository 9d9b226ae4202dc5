"""A label in one of the roles of type and one of the colours; it follows the theme."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look


class Words(QLabel):
    def __init__(
        self, look: Look, text: str = "", role: Role = Role.BODY, color: str = "text", wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text, parent)
        self._look = look
        self._role = role
        self._color = color
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._dress()
        look.changed.connect(self._dress)

    def set_color(self, color: str) -> None:
        """A token's name, or a colour in hexadecimal."""
        if color != self._color:
            self._color = color
            self._dress()

    def set_role(self, role: Role) -> None:
        if role is not self._role:
            self._role = role
            self._dress()

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._look.font(self._role))
        palette = self.palette()
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
            palette.setColor(role, self._look.color(self._color))
        self.setPalette(palette)


class Sign(QLabel):
    """An icon in a colour; the word it stands for is its tooltip and its accessible name."""

    def __init__(
        self, look: Look, name: str, color: str = "text2", words: str = "", size: int = 16,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._look = look
        self._size = size
        self.show_sign(name, color, words)
        look.changed.connect(self._draw)

    def show_sign(self, name: str, color: str, words: str = "") -> None:
        self._name, self._color = name, color
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        self.setFixedSize(self._look.px(self._size), self._look.px(self._size))
        if self._name:
            self.setPixmap(self._look.pixmap(self._name, self._color, self, self._size))
        else:
            self.clear()
