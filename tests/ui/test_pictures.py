"""Nothing is cut, squeezed or outside its place: at every scale, with small and large letters; and the pictures."""

import json
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gnbv_desktop.screenshots.__main__ import environment, picture
from gnbv_desktop.screenshots.stage import SCREEN, Stage
from gnbv_desktop.screenshots.view import View
from gnbv_desktop.screenshots.walk import start
from gnbv_desktop.ui.look.preferences import Preferences, Theme
from gnbv_desktop.ui.look.tokens import DARK, LIGHT
from tests.support import ROOT
from tests.ui.clipping import Strays, faults, told


@pytest.fixture
def plain(qapp):
    """The application as it was."""
    yield qapp
    qapp.setStyleSheet("")


@pytest.mark.parametrize("scale", [1.25, 1.5])
def test_nothing_is_cut_at_a_larger_scale(tmp_path, scale):
    command = [sys.executable, "-m", "tests.ui.clipping"]
    done = subprocess.run(command, cwd=ROOT, env=environment(tmp_path, scale), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("letters", [1.0, 1.25])
def test_nothing_is_cut_with_small_and_large_letters(plain, tmp_path, letters):
    assert told(tmp_path, letters) == []


def test_what_is_cut_is_seen(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    layout = QHBoxLayout(window)
    label, button, wrapped = QLabel("Bảng vốn toàn chương trình"), QPushButton("Thêm dòng"), QLabel("Vốn giao " * 20)
    wrapped.setWordWrap(True)
    wrapped.setMaximumHeight(10)
    for widget, width in ((label, 40), (button, 30), (wrapped, 60)):
        widget.setFixedWidth(width)
        layout.addWidget(widget)
    outside = QWidget(window)
    outside.setGeometry(-5, 0, 20, 20)
    window.show()
    found = " ".join(faults(View("thử", window)))
    for words in ("Bảng vốn", "Thêm dòng", "needs", "outside its parent"):
        assert words in found
    assert "has a height of 10" in found


def test_a_window_that_nobody_asked_for_is_seen(qtbot, qapp):
    strays = Strays(qapp)
    stray = QLabel("lạc")
    qtbot.addWidget(stray)
    stray.show()
    qapp.removeEventFilter(strays)
    assert strays.seen == ["QLabel "]


@pytest.mark.parametrize(("theme", "colors"), [(Theme.LIGHT, LIGHT), (Theme.DARK, DARK)])
def test_a_picture_is_as_large_as_the_screen_and_in_its_theme(plain, tmp_path, theme, colors):
    stage = Stage(tmp_path, Preferences(theme))
    names = []
    for view in start(stage):
        image = picture(view).toImage()
        names.append(view.name)
        assert (image.width(), image.height()) == SCREEN
        assert image.pixelColor(5, 400).name().upper() == colors.nav
    stage.close()
    assert names == ["bat-dau-trong", "bat-dau", "cai-dat"]
