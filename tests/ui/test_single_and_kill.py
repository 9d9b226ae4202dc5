"""One window per data folder; a window that is killed while somebody types."""

import json
import signal
import subprocess
import sys

from gnbv_desktop.ui.single import SingleWindow
from tests.support import ROOT
from tests.ui.conftest import SAMPLE, data_with, stored

TYPIST = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from gnbv_desktop.app import create_window
from gnbv_desktop.kernel.refs import parse_ref
app = QApplication([])
window = create_window(Path(sys.argv[1]))
ready = []
window.ready.connect(lambda: ready.append(1))
window.show()
while not ready:
    app.processEvents()
window.activateWindow()
for _ in range(5):
    app.processEvents()
for number in range(1, 1000):
    ref = f"VON[r{1 + number % 20}].GHI_CHU"
    window.goto(parse_ref(ref))
    app.processEvents()
    for char in str(number):
        QTest.keyClick(QApplication.focusWidget(), char)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    app.processEvents()
    print(ref, number, flush=True)
    for char in "dang go":
        QTest.keyClick(QApplication.focusWidget(), char)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
"""


def test_a_second_start_raises_the_first_window(qtbot, tmp_path):
    raised = []
    first = SingleWindow(tmp_path, lambda: raised.append(1))
    second = SingleWindow(tmp_path, lambda: None)
    assert not first.taken and second.taken
    assert second.raise_other()
    qtbot.waitUntil(lambda: raised == [1])
    second.release()
    first.release()
    third = SingleWindow(tmp_path, lambda: None)
    assert not third.taken
    third.release()


def test_windows_of_different_folders_do_not_know_each_other(qtbot, tmp_path):
    one, other = (SingleWindow(tmp_path / name, lambda: None) for name in ("một", "hai"))
    assert not one.taken and not other.taken
    one.release()
    other.release()


def test_a_killed_window_loses_at_most_the_field_under_the_cursor(tmp_path):
    data_with(tmp_path, SAMPLE)
    process = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    written: dict[str, str] = {}
    for _ in range(45):
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        ref, text = line.split()
        written[ref] = text
    process.send_signal(signal.SIGKILL)
    rest = process.communicate()[0]
    written |= dict(line.split() for line in rest.splitlines() if len(line.split()) == 2)
    dossier = stored(tmp_path)
    on_disk = {str(ref): cell.text for ref, cell in dossier.cells()}
    lost = {ref for ref in written if on_disk.get(ref) != written[ref]}
    assert len(lost) <= 1, json.dumps({ref: [written[ref], on_disk.get(ref)] for ref in lost})
