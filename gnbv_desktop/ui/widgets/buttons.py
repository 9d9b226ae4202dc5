"""Buttons: an icon, a verb, an accessible name. The style sheet knows the kinds primary, flat, link and chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size


def literal(text: str) -> str:
    """Words that come from data: an ampersand in them is one, not the mark of a shortcut."""
    return text.replace("&", "&&")


class Button(QPushButton):
    """The gap between icon and text is part of the icon: a sheet leaves none."""

    def __init__(
        self, look: Look, text: str, icon: str = "", kind: str = "", name: str = "", small: bool = False,
        pressed: Callable[[], object] | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(literal(text), parent)
        self._look = look
        self._icon = icon
        self._ink = ""
        self.setObjectName(name)
        if kind:
            self.setProperty("kind", kind)
        if small:
            self.setProperty("small", "true")
        if pressed is not None:
            self.clicked.connect(lambda: pressed())
        self._dress()
        look.changed.connect(self._dress)

    def setText(self, text: str) -> None:
        super().setText(literal(text))

    def set_kind(self, kind: str) -> None:
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
            self._dress()

    def show_icon(self, icon: str, ink: str = "") -> None:
        """Another icon, in a colour of its own."""
        if (icon, ink) != (self._icon, self._ink):
            self._icon, self._ink = icon, ink
            self._dress()

    @Slot()
    def _dress(self) -> None:
        kind = self.property("kind")
        self.setFont(self._look.font(Role.STRONG if kind == "primary" else Role.BODY))
        if self._icon:
            color = self._ink or {"primary": "on_accent", "link": "accent", "chosen": "accent"}.get(str(kind), "text2")
            self.setIcon(spaced_icon(self._look, self._icon, color))
            self.setIconSize(QSize(self._look.px(Size.ICON) + 4, self._look.px(Size.ICON)))


def spaced_icon(look: Look, name: str, color: str) -> QIcon:
    """The icon with four empty pixels at its right."""
    icon = QIcon()
    for token, mode in ((color, QIcon.Mode.Normal), ("disabled", QIcon.Mode.Disabled)):
        source = look.pixmap(name, token)
        ratio = source.devicePixelRatio()
        wide = QPixmap(source.width() + round(4 * ratio), source.height())
        wide.setDevicePixelRatio(ratio)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(0, 0, source)
        painter.end()
        icon.addPixmap(wide, mode)
    return icon


class IconButton(QToolButton):
    """Only an icon: its words are its tooltip, with the shortcut, and its accessible name."""

    def __init__(
        self, look: Look, icon: str, words: str, name: str, shortcut: str = "",
        pressed: Callable[[], object] | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({shortcut})" if shortcut else words)
        if pressed is not None:
            self.clicked.connect(lambda: pressed())
        self._dress()
        look.changed.connect(self._dress)

    def show_icon(self, icon: str) -> None:
        self._icon = icon
        self._dress()

    @Slot()
    def _dress(self) -> None:
        self.setIcon(self._look.icon(self._icon))
        self.setIconSize(QSize(self._look.px(Size.ICON), self._look.px(Size.ICON)))
        self.setMinimumSize(self._look.px(30), self._look.px(30))
