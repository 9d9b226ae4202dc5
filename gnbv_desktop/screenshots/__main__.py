"""Writes the pictures: one process per scale, because Qt reads its scale once."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QPoint, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from gnbv_desktop.screenshots.stage import SCREEN, Stage
from gnbv_desktop.screenshots.view import View
from gnbv_desktop.screenshots.walk import walk
from gnbv_desktop.ui.look.preferences import Preferences, Theme

OUT = Path("out") / "screenshots"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="dev.py screenshots", description="Pictures of the window over the samples.")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--scale", type=float, nargs="+", default=[1.0, 1.25, 1.5])
    parser.add_argument("--theme", nargs="+", choices=("sang", "toi"), default=["sang", "toi"])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.here:
        count = sum(_one(options.out / f"{options.scale[0]:g}-{theme}", Theme(theme)) for theme in options.theme)
        print(count)
        return 0
    return _all(options.out, options.scale, options.theme)


def _all(out: Path, scales: Sequence[float], themes: Sequence[str]) -> int:
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for scale in scales:
            command = [sys.executable, "-m", "gnbv_desktop.screenshots", "--here", "--out", str(out)]
            command += ["--scale", f"{scale:g}", "--theme", *themes]
            done = subprocess.run(command, env=environment(Path(folder), scale), stdout=subprocess.PIPE, text=True)
            if done.returncode:
                return done.returncode
            count += int(done.stdout)
    print(f"{count} pictures in {out}")
    return 0


def environment(folder: Path, scale: float) -> dict[str, str]:
    """Of a process that draws without a display on the screen of an office, with a home of its own."""
    screen = {"name": "office", "x": 0, "y": 0, "width": SCREEN[0], "height": SCREEN[1]}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    config = folder / "screen.json"
    config.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    home = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    return os.environ | home | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "QT_SCALE_FACTOR": f"{scale:g}",
    }  # fmt: skip


def _one(out: Path, theme: Theme) -> int:
    qInstallMessageHandler(_log)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    out.mkdir(parents=True, exist_ok=True)
    for before in out.glob("*.png"):
        before.unlink()
    with tempfile.TemporaryDirectory() as folder:
        number = 0
        for number, view in enumerate(walk(Stage(Path(folder), Preferences(theme))), 1):
            picture(view).save(str(out / f"{number:03}-{view.name}.png"))
    return number


def _log(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Without what the offscreen platform says because it has no window manager."""
    if not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)


def picture(view: View) -> QPixmap:
    """The window with what stands in front of it, as large as the screen."""
    window = view.window.grab()
    whole = QPixmap(*SCREEN)
    whole.setDevicePixelRatio(window.devicePixelRatio())
    whole.fill(QColor("#808080"))
    painter = QPainter(whole)
    painter.drawPixmap(0, 0, window)
    if view.over is not None:
        painter.drawPixmap(_place(view.window, view.over), view.over.grab())
    painter.end()
    return whole


def _place(window: QWidget, over: QWidget) -> QPoint:
    return over.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))


if __name__ == "__main__":
    sys.exit(main())
