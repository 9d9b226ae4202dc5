"""The start page in the window's frame: the program's name above it, its keys below it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.office import load_register
from gnbv_desktop.ui.frame.statusbar import StatusLine
from gnbv_desktop.ui.frame.topbar import PROGRAM, TopBar
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.start.page import StartPage

HINTS = "Ctrl+N tạo hồ sơ   Enter mở   Ctrl+O nhận từ tệp"


class StartWindow(QWidget):
    def __init__(self, look: Look, desk: Desk, today: Callable[[], datetime.date]) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("start_window")
        self.page = StartPage(look, desk, today)
        self.bar = TopBar(look)
        self.bar.only_names()
        self.status = StatusLine(look, HINTS)
        self.status.show_sum(f"Không cần mạng · dữ liệu ở {desk.data}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.page, 1)
        layout.addWidget(self.status)
        self.page.register_kept.connect(self._name)
        self._name()
        QTimer.singleShot(0, self.page, self.page.setFocus)

    def _name(self) -> None:
        register = load_register(self._desk)
        self.bar.name(PROGRAM, register.name if register else "Chưa ghi đơn vị: xem Đơn vị và danh bạ")

    def finish(self) -> None:
        """Nothing here waits to be written."""
