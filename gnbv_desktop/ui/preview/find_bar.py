"""Searching in the pages: words, how many there are, one after the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.widgets.buttons import IconButton
from gnbv_desktop.ui.widgets.surfaces import Surface
from gnbv_desktop.ui.widgets.words import Words


class FindBar(Surface):
    wanted = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "base", "b", parent)
        self.field = QLineEdit()
        self.field.setObjectName("preview_find")
        self.field.setAccessibleName("Tìm trong báo cáo")
        self.field.setPlaceholderText("Tìm trong báo cáo")
        self.field.setClearButtonEnabled(False)
        self.field.textChanged.connect(self.wanted)
        self.count = Words(look, "", Role.SMALL, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 7)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for icon, words, name, key, step in (
            ("chevron-up", "Chỗ trước", "find_previous", "Shift+F3", -1),
            ("chevron-down", "Chỗ sau", "find_next", "F3", 1),
        ):
            button = IconButton(look, icon, words, name, key)
            button.clicked.connect(lambda _checked=False, step=step: self.stepped.emit(step))
            row.addWidget(button)
        row.addWidget(IconButton(look, "x", "Đóng tìm kiếm", "find_close", "Esc", self.close_bar))
        self.hide()

    def open_bar(self) -> None:
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.field.text():
            self.wanted.emit(self.field.text())

    @Slot()
    def close_bar(self) -> None:
        self.hide()
        self.closed.emit()

    def say(self, at: int, count: int) -> None:
        asked = bool(self.field.text().strip())
        self.count.setText(f"{at + 1}/{count}" if count else "không thấy" if asked else "")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().event(event)

    def _key(self, event: QKeyEvent) -> bool:
        """Enter on, Shift+Enter back, Escape closes; on a button Enter presses it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.hasFocus():
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return False
