"""The window stands before the libraries that open, write and read anything are imported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HEAVY = {"sqlalchemy", "docx", "openpyxl", "alembic", "numpy", "xlsxwriter", "lxml"}

FIRST_PAINT = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from gnbv_desktop.app import create_window

loaded = []

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not loaded:
            loaded.append(sorted({name.partition(".")[0] for name in sys.modules}))
        return False

app = QApplication([])
watcher = FirstPaint()
app.installEventFilter(watcher)
window = create_window(Path(sys.argv[1]))
window.show()
end = time.monotonic() + 20
while not loaded and time.monotonic() < end:
    app.processEvents()
print(json.dumps(loaded[0]))
app.removeEventFilter(watcher)
window.close()
"""


def modules_at_first_paint(folder: Path) -> set[str]:
    command = [sys.executable, "-c", FIRST_PAINT, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[0]))


def test_first_start(data_dir: Path) -> None:
    loaded = modules_at_first_paint(data_dir)
    assert "PySide6" in loaded
    assert not HEAVY & loaded


def test_start_on_a_dossier(data_dir: Path) -> None:
    """The case that counts: there is a dossier to load, and it is loaded after the first paint."""
    make = [sys.executable, "-m", "gnbv_desktop.cli", "sample", "phong-tho-2023", "--data", str(data_dir)]
    subprocess.run(make, check=True, capture_output=True, timeout=60)
    assert not HEAVY & modules_at_first_paint(data_dir)


READY = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from gnbv_desktop.app import create_window

ready = []
app = QApplication([])
window = create_window(Path(sys.argv[1]))
window.ready.connect(lambda: ready.append(True))
window.show()
end = time.monotonic() + 20
while not ready and time.monotonic() < end:
    app.processEvents()
assert ready
print("\\n".join(sys.modules))
window.close()
"""


def test_pages_and_printing_wait_until_they_are_wanted(data_dir: Path) -> None:
    make = [sys.executable, "-m", "gnbv_desktop.cli", "sample", "phong-tho-2023", "--data", str(data_dir)]
    subprocess.run(make, check=True, capture_output=True, timeout=60)
    command = [sys.executable, "-c", READY, str(data_dir)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=60)
    loaded = set(done.stdout.split())
    assert "gnbv_desktop.ui.workspace" in loaded
    late = ("gnbv_desktop.ui.preview", "gnbv_desktop.ui.paper", "gnbv_desktop.ui.pdf", "PySide6.QtPrintSupport",
            "gnbv_desktop.report.compose", "gnbv_desktop.ui.annexes", "gnbv_desktop.report.annex")  # fmt: skip
    assert [name for name in sorted(loaded) if name.startswith(late)] == []
