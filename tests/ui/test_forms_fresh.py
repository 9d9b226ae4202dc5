"""The committed window classes are what pyside6-uic makes of ui/*.ui."""

import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from tests.support import ROOT

SOURCES = sorted((ROOT / "ui").glob("*.ui"))
FORMS = ROOT / "gnbv_desktop" / "ui" / "forms"


def compiled(source):
    """The same text as `pyside6-uic --no-autoconnection`, without a wrapper that must be on the path."""
    name = "uic.exe" if sys.platform == "win32" else "libexec/uic"
    tool = next(path for path in (Path(PySide6.__path__[0]) / part / name for part in ("", "Qt")) if path.exists())
    command = [str(tool), "-g", "python", "--no-autoconnection", source.name]
    return subprocess.run(command, cwd=source.parent, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_a_window_class_is_compiled_from_its_source(source):
    committed = (FORMS / f"ui_{source.stem}.py").read_text(encoding="utf-8")
    assert compiled(source).replace("\r\n", "\n").strip() == committed.strip()


def test_every_window_class_has_a_source():
    assert [f"ui_{source.stem}" for source in SOURCES] == sorted(path.stem for path in FORMS.glob("ui_*.py"))
