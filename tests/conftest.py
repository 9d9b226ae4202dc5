"""Rules of the whole suite: no window system, no user folder, fixed examples, no noise, no leftovers."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.golden import Golden
from tests.support import ROOT

settings.register_profile("fixed", derandomize=True, max_examples=100, deadline=None, database=None)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what tests/golden compares anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a produced office file part by part with the one kept in tests/golden."""
    return Golden(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session", autouse=True)
def _no_user_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test that forgets --data must not write into the folder of whoever runs the suite."""
    home = str(tmp_path_factory.mktemp("home"))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
            patch.setenv(name, home)
        yield


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    if (core := sys.modules.get("PySide6.QtCore")) is not None:
        assert core.QThreadPool.globalInstance().waitForDone(5000), "a job is still running after the test"
    left = [thread.name for thread in set(threading.enumerate()) - before if not thread.daemon]
    assert not left, f"threads left running: {left}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A passing test that prints, writes to stderr or logs a warning without expecting it fails."""
    report = yield
    if report.when == "call" and report.passed:
        noise = report.capstdout + report.capstderr
        if "caplog" not in item.fixturenames:
            noise += report.caplog
        if noise.strip():
            report.outcome = "failed"
            report.longrepr = f"the test is noisy; take the output with capsys or caplog:\n{noise[:2000]}"
    return report


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """An empty data folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The reference reports beside the checkout; they are not part of it."""
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip("the folder ../shared with the reference reports is not on this machine")
    return folder
