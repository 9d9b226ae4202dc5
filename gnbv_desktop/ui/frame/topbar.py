"""The top bar: which dossier, when it is due, whether everything is saved, undo, search."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.widgets.buttons import Button, IconButton
from gnbv_desktop.ui.widgets.elided import Elided
from gnbv_desktop.ui.widgets.pill import Pill
from gnbv_desktop.ui.widgets.surfaces import Surface
from gnbv_desktop.ui.widgets.words import Sign, Words

PROGRAM = "Báo cáo giảm nghèo bền vững"


class Mark(QWidget):
    """The application's mark."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(look.px(28), look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        QApplication.windowIcon().paint(QPainter(self), self.rect())


class TopBar(Surface):
    home_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "base", "b", parent)
        self._look = look
        self.setObjectName("top_bar")
        self.setFixedHeight(look.px(Size.TOP_BAR))
        self.title = Elided(look, Role.STRONG, "text")
        self.title.setObjectName("heading")
        self.subtitle = Elided(look, Role.MICRO, "text2")
        self.switch = IconButton(look, "chevron-down", "Hồ sơ khác, về trang đầu", "switch_dossier")
        self.due = Pill(look)
        self.due.setObjectName("due")
        self.saved_sign = Sign(look, "", size=16)
        self.saved = Words(look, "", Role.SMALL, "text2")
        self.saved.setObjectName("saved")
        self.undo = IconButton(look, "undo-2", "Hoàn tác", "undo", "Ctrl+Z")
        self.redo = IconButton(look, "redo-2", "Làm lại", "redo", "Ctrl+Y")
        self.preview = Button(look, "Xem trước", "eye", "", "preview_beside", True)
        self.preview.setToolTip("Báo cáo hiện bên cạnh chỗ đang nhập (F8)")
        self.more = IconButton(look, "ellipsis", "Thêm lệnh", "more")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 10, 1)
        self._row.setSpacing(8)
        self._row.addWidget(Mark(look))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.setContentsMargins(0, 4, 0, 4)
        names.addWidget(self.title)
        names.addWidget(self.subtitle)
        self._row.addLayout(names, 10)
        self._row.addWidget(self.switch)
        self._row.addWidget(self.due)
        self._row.addStretch(1)
        for widget in (self.saved_sign, self.saved, self.undo, self.redo):
            self._row.addWidget(widget)
        self._row.addWidget(self.preview)
        self._row.addWidget(self.more)
        self.due.hide()

    def only_names(self) -> None:
        """Where no dossier is open there is nothing to undo and nothing to save."""
        for widget in (self.switch, self.saved, self.saved_sign, self.undo, self.redo, self.preview, self.more):
            widget.hide()

    def place_search(self, search: QWidget) -> None:
        self._row.insertWidget(self._row.count() - 2, search)

    def place_button(self, button: QWidget) -> None:
        self._row.insertWidget(self._row.count() - 1, button)

    def name(self, title: str, subtitle: str) -> None:
        self.title.say(title)
        self.subtitle.say(subtitle)

    def show_saving(self, words: str, sign: str, tone: Tone | None, reason: str = "") -> None:
        ink = self._look.tint(tone).fg if tone else "text2"
        self.saved.setText(words)
        self.saved.set_color(ink)
        self.saved.setToolTip(reason)
        self.saved_sign.show_sign(sign, ink, reason)
