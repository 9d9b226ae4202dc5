"""Opens the window: first paint before anything heavy is imported, then the data."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.kernel.paths import default_data_folder
from gnbv_desktop.ui.main_window import MainWindow

NO_DOSSIER = "Chưa có hồ sơ nào trong thư mục này. Hãy tạo hồ sơ mẫu: gnbv sample phong-tho-2023"


def create_window(data: Path, dossier: str = "") -> MainWindow:
    """A window on a data folder; it fills itself after its first paint. A QApplication must exist."""
    return MainWindow(lambda window: _fill(window, data, dossier))


def _fill(window: MainWindow, data: Path, wanted: str) -> None:
    from gnbv_desktop.services.desk import Desk, needs_upgrade
    from gnbv_desktop.ui.workspace import Workspace

    try:
        if needs_upgrade(data):
            from gnbv_desktop.services.upgrade import upgrade

            upgrade(data)
        desk = Desk.open(data, wait_ms=0)
        heads = desk.store.heads()
        if not heads:
            desk.close()
            window.say(NO_DOSSIER)
            return
        workspace = Workspace(desk, wanted or heads[-1].id)
    except KnownError as error:
        window.say(str(error))
        return
    window.fill(workspace, workspace)


def run(data: Path, dossier: str = "", screenshot: Path | None = None) -> int:
    """The application's main loop; with `screenshot` it takes a picture when the dossier stands, and ends."""
    from gnbv_desktop.ui.single import SingleWindow

    qInstallMessageHandler(_log)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("gnbv_desktop")
    application.setStyle("Fusion")
    application.setFont(_font())
    window = create_window(data, dossier)
    single = SingleWindow(data, lambda: _raise(window))
    if single.taken and screenshot is None:
        single.raise_other()
        return 0
    window.show()
    if screenshot is not None:
        window.ready.connect(lambda: _photograph(window, screenshot))
    code = application.exec()
    single.release()
    return code


def _font() -> QFont:
    """Families that hold every Vietnamese letter, in the order of preference."""
    font = QFont(["Segoe UI", "Open Sans", "Noto Sans", "Liberation Sans"])
    font.setPixelSize(13)
    return font


def _raise(window: MainWindow) -> None:
    window.showNormal()
    window.raise_()
    window.activateWindow()


def _photograph(window: MainWindow, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    QApplication.processEvents()
    window.grab().save(str(target))
    window.close()


def _log(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if "propagateSizeHints" not in message and kind is not QtMsgType.QtDebugMsg:
        print(message, file=sys.stderr or sys.__stderr__)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="gnbv-desktop")
    parser.add_argument("--data", type=Path, default=default_data_folder())
    parser.add_argument("--dossier", default="")
    parser.add_argument("--screenshot", type=Path)
    options = parser.parse_args(arguments)
    return run(options.data, options.dossier, options.screenshot)


if __name__ == "__main__":
    sys.exit(main())
