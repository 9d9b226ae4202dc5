"""Gives a window drawn with Designer our type, colours and icons, and keeps it inside the screen.

Labels carry the property "role", buttons the property "sign"; the style sheet knows the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPalette, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.widgets.buttons import spaced_icon
from gnbv_desktop.ui.widgets.dim import Dim

MARGIN = 24
"""What stays free of the window behind a dialog."""
PRIMARY_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""With Ctrl. As keys, not as words: in words a translated "Return" and "Enter" are the same key, and neither works."""
UNSAVED = "Còn thay đổi chưa lưu."
STAYS = "stays"
"""The property of a line edit in which Enter means something of its own."""
_ROLES: dict[str, tuple[Role, str | Tone]] = {
    "title": (Role.TITLE, "text"),
    "strong": (Role.STRONG, "text"),
    "label": (Role.BODY, "text2"),
    "small": (Role.SMALL, "muted"),
    "note": (Role.SMALL, Tone.NOTE),
    "fault": (Role.SMALL, Tone.ERROR),
}


class Dressing(QObject):
    def __init__(self, look: Look, window: QDialog, primary: QPushButton | None = None) -> None:
        super().__init__(window)
        self._look, self._window, self._primary = look, window, primary
        if primary is not None:
            primary.setToolTip(f"{primary.text()} (Ctrl+Enter)")
            for keys in PRIMARY_KEYS:
                QShortcut(Qt.KeyboardModifier.ControlModifier | keys, window).activated.connect(primary.click)
        for label in window.findChildren(QLabel):
            if label.property("role") in ("fault", "note"):
                label.hide()
        look.changed.connect(self.dress)
        window.installEventFilter(self)
        self.dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window behind it that gets another parent takes fonts and colours away: they are given at each showing."""
        if watched is not self._window:
            return False
        if event.type() is QEvent.Type.Show:
            self.dress()
            self._shade()
        return isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._pressed(event)

    def _shade(self) -> None:
        """What lies behind an open dialog cannot be used, and looks so."""
        behind = self._window.parentWidget()
        if behind is not None:
            dim = Dim(self._look, behind.window())
            self._window.finished.connect(dim.deleteLater)

    def _pressed(self, event: QKeyEvent) -> bool:
        """Enter goes on to the next field; no button is pressed by accident.

        Ctrl+Enter is a shortcut: a button or a table that has the focus would keep the key to itself.
        """
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        field = self._window.focusWidget()
        if isinstance(field, QLineEdit | QComboBox | QCheckBox) and not field.property(STAYS):
            self._window.focusNextChild()
        return self._primary is not None

    @Slot()
    def dress(self) -> None:
        for label in self._window.findChildren(QLabel):
            if (role := label.property("role")) in _ROLES:
                self._dress_label(label, *_ROLES[role])
        for button in self._window.findChildren(QPushButton):
            self._dress_button(button)
        for area in self._window.findChildren(QScrollArea):
            _color(area, QPalette.ColorRole.Window, self._look, "base")
        _color(self._window, QPalette.ColorRole.Window, self._look, "base")

    def _dress_label(self, label: QLabel, role: Role, color: str | Tone) -> None:
        label.setFont(self._look.font(role))
        shown = self._look.tint(color).fg if isinstance(color, Tone) else color
        _color(label, QPalette.ColorRole.WindowText, self._look, shown)

    def _dress_button(self, button: QPushButton) -> None:
        kind, sign = button.property("kind"), button.property("sign")
        button.setFont(self._look.font(Role.STRONG if kind == "primary" else Role.BODY))
        if sign:
            color = {"primary": "on_accent", "link": "accent"}.get(kind, "text2")
            button.setIcon(spaced_icon(self._look, sign, color))
            button.setIconSize(QSize(self._look.px(Size.ICON) + 4, self._look.px(Size.ICON)))


def _color(widget: QWidget, role: QPalette.ColorRole, look: Look, color: str) -> None:
    palette = widget.palette()
    palette.setColor(role, look.color(color))
    widget.setPalette(palette)


def say(label: QLabel, words: str, field: QWidget | None = None) -> None:
    """Words under a field, which is marked and described by them; without words nothing is shown."""
    label.setText(words)
    label.setVisible(bool(words))
    if field is not None:
        field.setAccessibleDescription(words)
    if isinstance(field, QLineEdit):
        set_state(field, "error" if words else "")


def set_state(field: QLineEdit, state: str) -> None:
    if (field.property("state") or "") != state:
        field.setProperty("state", state)
        field.style().unpolish(field)
        field.style().polish(field)


def order_by_tab(widgets: Iterable[QWidget]) -> None:
    """Tab goes through them in this order, then on to what came after the first one before."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def fit(dialog: QDialog, width: int, height: int) -> None:
    """As large as wanted, never larger than the window behind it; what does not fit is scrolled."""
    parent = dialog.parentWidget()
    behind = parent.window() if parent is not None else None
    room = behind.size() if behind is not None and behind.isVisible() else dialog.screen().availableSize()
    dialog.setMinimumSize(0, 0)
    dialog.resize(max(360, min(width, room.width() - MARGIN)), max(240, min(height, room.height() - MARGIN)))
