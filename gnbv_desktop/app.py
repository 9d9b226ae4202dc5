"""Opens the window: first paint before anything heavy is imported, then the data."""

from __future__ import annotations

import argparse
import datetime
import gc
import importlib
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QThreadPool, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from gnbv_desktop import __version__
from gnbv_desktop.kernel.crash import record
from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.kernel.paths import default_data_folder
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.preferences import load_preferences, wear
from gnbv_desktop.ui.main_window import MainWindow
from gnbv_desktop.ui.vietnamese import Vietnamese

if TYPE_CHECKING:
    from gnbv_desktop.catalogue.model import Form
    from gnbv_desktop.services.desk import Desk
    from gnbv_desktop.services.orders import Order, Rendered
    from gnbv_desktop.ui.annexes.live import LiveAnnexes
    from gnbv_desktop.ui.annexes.page import AnnexPage
    from gnbv_desktop.ui.grid.view import Grid
    from gnbv_desktop.ui.later import Later
    from gnbv_desktop.ui.narrative.page import NarrativePage
    from gnbv_desktop.ui.outline.page import OutlinePage
    from gnbv_desktop.ui.overview.page import OverviewPage
    from gnbv_desktop.ui.pages.form_page import FormPage
    from gnbv_desktop.ui.preview.page import PreviewPage
    from gnbv_desktop.ui.session import Session
    from gnbv_desktop.ui.side.panel import SidePanel
    from gnbv_desktop.ui.start.window import StartWindow

PHOTOGRAPH_MS = 300
"""After the first paint come the side panel, the findings and the progress, at one go."""
WARM_UP_MS = 600
WANTED_SOON = (
    "gnbv_desktop.ui.pages.form_page",
    "gnbv_desktop.ui.overview.page",
    "gnbv_desktop.ui.paste.dialogs",
)
SWITCH_S = 0.0005
"""A key that is pressed while a report is composed beside the window waits for 11 ms instead of 33."""
SETTLED_MS = 1500
"""After the window is filled: findings and progress have been computed too."""


def create_window(data: Path, dossier: str = "") -> MainWindow:
    """A window on a data folder; it fills itself after its first paint. A QApplication must exist."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look = Look()
    wear(look, load_preferences(data))
    look.dress(application)
    if application.findChild(Vietnamese) is None:
        application.installTranslator(Vietnamese(application))
    return MainWindow(look, lambda window: _fill(window, data, dossier))


def open_window(data: Path, dossier: str = "") -> MainWindow:
    """The window of a process that is there for nothing else.

    What is built at the start lasts as long as the window: the collector looks at it neither while it is being built
    nor after every few strokes.
    """
    gc.disable()
    sys.setswitchinterval(SWITCH_S)
    window = create_window(data, dossier)
    window.ready.connect(_collect_from_here)
    window.ready.connect(lambda: QTimer.singleShot(WARM_UP_MS, partial(_warm_up, iter(WANTED_SOON))))
    return window


def _collect_from_here() -> None:
    gc.freeze()
    gc.enable()
    QTimer.singleShot(SETTLED_MS, gc.freeze)


def all_parts() -> Later:
    """The parts of the window that are imported when they are first wanted."""
    from gnbv_desktop.ui.later import Later

    def form_page(look: Look, session: Session, form: Form) -> FormPage:
        from gnbv_desktop.ui.pages.form_page import FormPage

        return FormPage(look, session, form)

    def overview_page(look: Look, session: Session) -> OverviewPage:
        from gnbv_desktop.ui.overview.page import OverviewPage

        return OverviewPage(look, session)

    def narrative_page(look: Look, session: Session) -> NarrativePage:
        from gnbv_desktop.ui.narrative.page import NarrativePage

        return NarrativePage(look, session)

    def preview_page(look: Look, session: Session) -> PreviewPage:
        from gnbv_desktop.ui.preview.output import Writers
        from gnbv_desktop.ui.preview.page import PreviewPage

        return PreviewPage(look, session, Writers(write_report, write_everything))

    def annex_page(look: Look, session: Session) -> AnnexPage:
        from gnbv_desktop.ui.annexes.page import AnnexPage
        from gnbv_desktop.ui.preview.output import Writers

        return AnnexPage(look, session, Writers(write_report, write_everything), open_workbooks)

    def write_report(order: Order) -> bytes:
        from gnbv_desktop.services.documents import report_alone

        return report_alone(order)

    def write_everything(order: Order, out: Path) -> Rendered:
        from gnbv_desktop.services.documents import render
        from gnbv_desktop.ui.pdf import write_pdf

        return render(order, out, write_pdf)

    def outline_page(look: Look, session: Session) -> OutlinePage:
        from gnbv_desktop.ui.outline.page import OutlinePage

        return OutlinePage(look, session)

    def side_panel(look: Look, session: Session) -> SidePanel:
        from gnbv_desktop.ui.side.panel import SidePanel

        return SidePanel(look, session, annexes_of)

    def annexes_of(session: Session) -> LiveAnnexes:
        from gnbv_desktop.ui.annexes.live import live_annexes

        return live_annexes(session)

    def start_window(look: Look, desk: Desk, today: Callable[[], datetime.date]) -> StartWindow:
        from gnbv_desktop.ui.start.window import StartWindow

        return StartWindow(look, desk, today)

    def open_paste(look: Look, grid: Grid) -> None:
        from gnbv_desktop.ui.paste import dialogs

        dialogs.open_paste(look, grid)

    def open_workbooks(look: Look, session: Session, parent: QWidget) -> None:
        from gnbv_desktop.ui.workbook.books_dialog import open_books

        open_books(look, session, parent)

    return Later(
        form_page=form_page,
        overview_page=overview_page,
        narrative_page=narrative_page,
        outline_page=outline_page,
        preview_page=preview_page,
        annex_page=annex_page,
        side_panel=side_panel,
        start_window=start_window,
        open_paste=open_paste,
        open_workbooks=open_workbooks,
    )


def _warm_up(names: Iterator[str]) -> None:
    """While nobody types yet: the modules that the first click will want, one for each turn of the event loop."""
    name = next(names, None)
    if name is not None:
        importlib.import_module(name)
        QTimer.singleShot(0, partial(_warm_up, names))


def _fill(window: MainWindow, data: Path, wanted: str) -> None:
    from gnbv_desktop.services.desk import Desk, needs_upgrade
    from gnbv_desktop.ui.shell import Shell

    try:
        if needs_upgrade(data):
            from gnbv_desktop.services.upgrade import upgrade

            upgrade(data)
        Shell(window, Desk.open(data, wait_ms=0), all_parts()).begin(wanted)
    except KnownError as error:
        window.say(str(error))


def run(data: Path, dossier: str = "", screenshot: Path | None = None) -> int:
    """The application's main loop; with `screenshot` it takes a picture when the dossier stands, and ends."""
    from gnbv_desktop.ui.single import SingleWindow

    qInstallMessageHandler(_log)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("gnbv_desktop")
    window = open_window(data, dossier)
    sys.excepthook = partial(_caught, window, data)
    single = SingleWindow(data, lambda: _raise(window))
    if single.taken and screenshot is None:
        single.raise_other()
        return 0
    window.show()
    if screenshot is not None:
        window.ready.connect(lambda: QTimer.singleShot(PHOTOGRAPH_MS, lambda: _photograph(window, screenshot)))
    code = application.exec()
    QThreadPool.globalInstance().waitForDone()
    single.release()
    return code


def _caught(
    window: MainWindow, data: Path, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """A bug of ours in the middle of the work: recorded and said, while the window goes on."""
    text = "".join(traceback.format_exception(kind, error, trace))
    window.warn(record(data, datetime.datetime.now(datetime.UTC), __version__, error, text))


def _raise(window: MainWindow) -> None:
    window.showNormal()
    window.raise_()
    window.activateWindow()


def _photograph(window: MainWindow, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
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
