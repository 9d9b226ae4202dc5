"""The window's frame: shown at once, filled when the dossier is there. Imports nothing but Qt and the kernel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from gnbv_desktop.kernel.refs import Ref


class Content(Protocol):
    """What fills the frame: an open dossier, a message."""

    def goto(self, ref: Ref) -> None: ...
    def finish(self) -> None: ...


class MainWindow(QMainWindow):
    ready = Signal()
    """The dossier, or the reason why there is none, is on the screen."""

    def __init__(self, when_painted: Callable[[MainWindow], None]) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Báo cáo chương trình giảm nghèo bền vững")
        self.resize(1366, 728)
        self._when_painted: Callable[[MainWindow], None] | None = when_painted
        self._content: Content | None = None
        self._message = QLabel("Đang mở dữ liệu…")
        self._message.setObjectName("message")
        self._message.setMargin(24)
        self._message.setWordWrap(True)
        self.setCentralWidget(self._message)

    def say(self, text: str) -> None:
        """A message in the place of the content."""
        self._message.setText(text)

    def fill(self, content: QWidget, link: Content) -> None:
        self._content = link
        self.setCentralWidget(content)

    def goto(self, ref: Ref) -> None:
        """Makes a cell the current one."""
        if self._content is not None:
            self._content.goto(ref)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._when_painted is not None:
            QTimer.singleShot(0, self._after_first_paint)

    @Slot()
    def _after_first_paint(self) -> None:
        if self._when_painted is not None:
            work, self._when_painted = self._when_painted, None
            work(self)
            self.ready.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._content is not None:
            self._content.finish()
            self._content = None
        super().closeEvent(event)
