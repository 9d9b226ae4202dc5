"""A real window over a real data folder, and hands that type in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gnbv_desktop.app import create_window
from gnbv_desktop.kernel.dossier import Cell, Dossier
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.ui.grid.view import Grid
from gnbv_desktop.ui.main_window import MainWindow
from gnbv_desktop.ui.workspace import Workspace
from tests.support import vtype

SAMPLE = "phong-tho-2023"


def data_with(folder: Path, *samples: str) -> Path:
    desk = Desk.open(folder)
    for name in samples:
        load_sample(desk, name)
    desk.close()
    return folder


def stored(folder: Path, dossier: str = SAMPLE) -> Dossier:
    """What is on the disk now, read by another connection."""
    desk = Desk.open(folder, writes=False)
    found = desk.store.load(dossier)
    desk.close()
    return found


def text_on_disk(folder: Path, ref: str, dossier: str = SAMPLE) -> str:
    cell = stored(folder, dossier).cell(parse_ref(ref))
    return cell.text if cell else ""


class Hands:
    """Types and presses keys in whatever has the focus, as a person does."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def workspace(self) -> Workspace:
        found = self.window.findChild(Workspace)
        assert isinstance(found, Workspace)
        return found

    @property
    def focus(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None
        return found

    @property
    def grid(self) -> Grid:
        """The grid in which the focus is."""
        widget: QWidget | None = self.focus
        while widget is not None and not isinstance(widget, Grid):
            widget = widget.parentWidget()
        assert isinstance(widget, Grid)
        return widget

    def goto(self, ref: str) -> None:
        self.window.goto(parse_ref(ref))
        self.settle()

    def type(self, text: str) -> None:
        """The first key may open an editor: the others go to it."""
        for char in text:
            vtype(self.focus, char)
        self.settle()

    def press(self, *keys: Qt.Key, control: bool = False, shift: bool = False, alt: bool = False) -> None:
        modifiers = Qt.KeyboardModifier.NoModifier
        for wanted, each in (
            (control, Qt.KeyboardModifier.ControlModifier),
            (shift, Qt.KeyboardModifier.ShiftModifier),
            (alt, Qt.KeyboardModifier.AltModifier),
        ):
            modifiers |= each if wanted else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self.focus, key, modifiers)
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    def cell(self, ref: str) -> Cell | None:
        return self.workspace.session.work.dossier.cell(parse_ref(ref))

    def text(self, ref: str) -> str:
        """What the cell of the address shows in the page that is in front."""
        target = parse_ref(ref)
        for grid in self.window.findChildren(Grid):
            index = grid.grid_model.index_of(target)
            if index.isValid() and grid.isVisible():
                return str(index.data())
        raise AssertionError(f"{ref} is not shown")


Opener = Callable[..., Hands]


@pytest.fixture
def open_window(qtbot, tmp_path) -> Iterator[Opener]:
    """Opens windows on the test's own data folder; all are closed at the end."""
    opened: list[MainWindow] = []

    def open_(*samples: str, dossier: str = "", size: tuple[int, int] = (1366, 768)) -> Hands:
        if samples:
            data_with(tmp_path, *samples)
        window = create_window(tmp_path, dossier)
        window.resize(*size)
        opened.append(window)
        with qtbot.waitSignal(window.ready, timeout=20000):
            window.show()
        window.activateWindow()
        hands = Hands(window)
        hands.settle()
        return hands

    yield open_
    for window in opened:
        window.close()
        window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def hands(open_window) -> Hands:
    made: Hands = open_window(SAMPLE)
    return made
