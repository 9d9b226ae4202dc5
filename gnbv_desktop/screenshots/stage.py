"""Windows on data folders made of samples: the same figures and the same day each time."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from gnbv_desktop.app import all_parts
from gnbv_desktop.services.desk import Desk, Recovery
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.preferences import Preferences, save_preferences, wear
from gnbv_desktop.ui.main_window import MainWindow
from gnbv_desktop.ui.shell import Shell
from gnbv_desktop.ui.vietnamese import Vietnamese
from gnbv_desktop.ui.workspace import Workspace

NOON = datetime.datetime(2024, 2, 27, 3, 32, tzinfo=datetime.UTC)
SCREEN = (1366, 768)
"""Physical pixels of the screen of an office."""
REST_MS = 260
PATIENCE_MS = 10_000


class Stage:
    """Opens one window after the other; a QApplication must exist."""

    def __init__(self, folder: Path, preferences: Preferences) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.application = application
        self.folder = folder
        self.preferences = preferences
        self.look = Look()
        wear(self.look, preferences)
        self.look.dress(application)
        self.translator = application.findChild(Vietnamese) or Vietnamese(application)
        application.installTranslator(self.translator)
        ratio = application.devicePixelRatio()
        self.size = QSize(int(SCREEN[0] / ratio), int(SCREEN[1] / ratio))
        self._window: MainWindow | None = None

    def data(self, *samples: str) -> Path:
        """A folder of its own with these dossiers."""
        data = self.folder / ("-".join(samples) or "trong")[:60]
        if not data.exists():
            data.mkdir(parents=True)
            desk = Desk.open(data, lambda: NOON)
            for name in samples:
                load_sample(desk, name)
            desk.close()
            save_preferences(data, self.preferences)
        return data

    def open(self, data: Path, dossier: str = "", recovery: Recovery | None = None) -> MainWindow:
        """A window that stands; the one before is closed."""
        self.close()
        ready: list[bool] = []
        window = MainWindow(self.look, lambda made: self._fill(made, data, dossier, recovery))
        window.ready.connect(lambda: ready.append(True))
        window.resize(self.size)
        window.show()
        window.activateWindow()
        self._window = window
        self.wait(lambda: bool(ready))
        window.resize(self.size)
        self.settle()
        return window

    def _fill(self, window: MainWindow, data: Path, dossier: str, recovery: Recovery | None) -> None:
        desk = Desk.open(data, lambda: NOON, wait_ms=0)
        desk.who = "Nguyễn Thị Hoa"
        desk.recovery = recovery
        shell = Shell(window, desk, all_parts())
        if dossier:
            shell.begin(dossier)
        else:
            shell.show_start()

    def close(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            window.close()
            window.deleteLater()
            self.settle()

    @property
    def window(self) -> MainWindow:
        assert self._window is not None
        return self._window

    @property
    def workspace(self) -> Workspace:
        found = self.window.findChild(Workspace)
        assert isinstance(found, Workspace)
        return found

    def settle(self) -> None:
        for _ in range(6):
            self.application.processEvents()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def wait(self, until: Callable[[], bool]) -> bool:
        """Lets events happen until something is so; False when it does not come."""
        patience = QDeadlineTimer(PATIENCE_MS)
        while not until() and not patience.hasExpired():
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
        return until()

    def rest(self) -> None:
        """What waits for the typist to rest has come."""
        patience = QDeadlineTimer(REST_MS)
        self.wait(patience.hasExpired)

    def type(self, text: str) -> None:
        """The first key may open an editor: the others go to it."""
        for char in text:
            self._press(Qt.Key.Key_unknown, char)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._press(key, "\r" if key == Qt.Key.Key_Return else "", modifier)

    def _press(self, key: Qt.Key, text: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            target: QWidget | None = QApplication.focusWidget() or self._window
            assert target is not None
            self.application.sendEvent(target, QKeyEvent(kind, key, modifier, text))
        self.settle()
