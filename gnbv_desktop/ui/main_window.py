"""The window's frame: shown at once, filled when the data is there. Imports nothing but Qt, the look and the kernel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.widgets.words import Words

TITLE = "Báo cáo chương trình giảm nghèo bền vững"
SMALLEST = (900, 506)


class Content(Protocol):
    """What fills the frame: the start page, an open dossier."""

    def goto(self, ref: Ref) -> None: ...
    def warn(self, text: str) -> None: ...
    def may_close(self) -> bool: ...
    def finish(self) -> None: ...


class MainWindow(QMainWindow):
    ready = Signal()
    """The dossier, the start page, or the reason why there is neither, is on the screen."""

    def __init__(self, look: Look, when_painted: Callable[[MainWindow], None]) -> None:
        super().__init__()
        self.look = look
        self.setObjectName("main_window")
        self.setWindowTitle(TITLE)
        self.setMinimumSize(*SMALLEST)
        self.resize(1366, 728)
        self._when_painted: Callable[[MainWindow], None] | None = when_painted
        self._content: Content | None = None
        self._at_close: Callable[[QByteArray], None] | None = None
        self.message = Words(look, "Đang mở dữ liệu…", Role.BODY, "text2", wrap=True)
        self.message.setObjectName("message")
        self.message.setMargin(24)
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setCentralWidget(self.message)

    def say(self, text: str) -> None:
        """A message in the place of the content."""
        self.message.setText(text)

    def warn(self, text: str) -> None:
        """Something went wrong in the program itself: said without taking the page away."""
        if self._content is not None:
            self._content.warn(text)
        else:
            self.say(text)

    def fill(self, content: QWidget, link: Content) -> None:
        """Another content; the one before has been finished by who made it."""
        self._content = link
        self.setCentralWidget(content)

    def keep_state(self, at_close: Callable[[QByteArray], None]) -> None:
        """Called with the window's geometry when it closes."""
        self._at_close = at_close

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
            if not self._content.may_close():
                event.ignore()
                return
            self._content.finish()
            self._content = None
        if self._at_close is not None:
            self._at_close(self.saveGeometry())
        super().closeEvent(event)
