"""One open data folder in the window: start page and open dossier take turns, the settings of the window are kept."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from gnbv_desktop.kernel.errors import KnownError, StoreTrouble
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import today
from gnbv_desktop.services.home import cards
from gnbv_desktop.services.rescue import rescue
from gnbv_desktop.ui.grid.view import Grid
from gnbv_desktop.ui.later import Later
from gnbv_desktop.ui.look.look import TEXT_SIZES
from gnbv_desktop.ui.look.preferences import (
    SIZE_LABELS,
    Preferences,
    Theme,
    load_preferences,
    save_preferences,
    settings_of,
    wear,
)
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.main_window import MainWindow
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import literal
from gnbv_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from gnbv_desktop.ui.start.window import StartWindow

_MENU_DOSSIERS = 8
UNKEPT = "{} Nếu đóng lần nữa, những chữ chưa ghi của mục ấy sẽ mất."
UNSAVED = (
    "Chưa ghi được vào dữ liệu: {} Chữ đã gõ vẫn còn trên màn hình và sẽ được ghi khi dữ liệu trở lại. "
    "Nếu đóng lần nữa, cả hồ sơ được cất vào tệp cuu-ho-….json cạnh dữ liệu hoặc trong thư mục của người dùng; "
    "lấy lại bằng Nhận từ tệp."
)


class Shell(QObject):
    opened = Signal(str)

    def __init__(self, window: MainWindow, desk: Desk, later: Later) -> None:
        super().__init__(window)
        self._later = later
        self._window = window
        self._look = window.look
        self._desk = desk
        self._content: Workspace | StartWindow | None = None
        self._warned: object = None
        """What could not be written when closing was asked for last."""
        self.settings = settings_of(desk.data)
        window.keep_state(self._keep_state)
        geometry = self.settings.value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)

    def begin(self, wanted: str) -> None:
        """The dossier that is asked for, else the one that was open last, else the start page."""
        ids = [head.id for head in self._desk.store.heads()]
        last = str(self.settings.value("dossier", ""))
        chosen = wanted or (last if last in ids else ids[-1] if ids else "")
        if chosen:
            self.open(chosen)
        else:
            self.show_start()

    def _today(self) -> datetime.date:
        return today(self._desk)

    @Slot(str)
    def open(self, dossier: str) -> None:
        if not self.may_close():
            return
        try:
            workspace = Workspace(self._look, self._desk, dossier, self._today, self._later)
        except KnownError as error:
            self._refuse(error)
            return
        workspace.menu_asked.connect(self._menu)
        workspace.pasting.connect(self._paste)
        self._put(workspace)
        self.settings.setValue("dossier", dossier)
        self._tell_notes(workspace)
        self.opened.emit(dossier)

    def _tell_notes(self, workspace: Workspace) -> None:
        """What the start found, once: how the last run ended, a place that is not safe for data."""
        recovery, self._desk.recovery = self._desk.recovery, None
        if recovery is not None:
            workspace.tell("recovery", recovery.message, Tone.NOTE if recovery.sound else Tone.ERROR, "history")
        if self._desk.warning:
            workspace.tell("warning", self._desk.warning, Tone.CONFIRM, "triangle-alert")

    def _refuse(self, error: KnownError) -> None:
        """A dossier that cannot be opened is said where dossiers are chosen."""
        self.show_start()
        if self._content is not None and not isinstance(self._content, Workspace):
            self._content.page.say("Chưa mở được hồ sơ", error.message, error.details)

    @Slot()
    def show_start(self) -> None:
        if not self.may_close():
            return
        start = self._later.start_window(self._look, self._desk, self._today)
        start.page.opened.connect(self.open)
        start.page.created.connect(self.open)
        self._put(start)

    def _put(self, content: Workspace | StartWindow) -> None:
        before, self._content = self._content, content
        if isinstance(before, Workspace):
            self._leave(before)
        self._window.fill(content, self)

    # ---- what the window asks of its content

    def goto(self, ref: Ref) -> None:
        if isinstance(self._content, Workspace):
            self._content.goto(ref)

    @property
    def workspace(self) -> Workspace | None:
        return self._content if isinstance(self._content, Workspace) else None

    def warn(self, text: str) -> None:
        if isinstance(self._content, Workspace):
            self._content.tell("bug", text, Tone.ERROR, "octagon-x")
        elif self._content is not None:
            self._content.status.say(text)

    def may_close(self) -> bool:
        """Not at the first asking while something typed cannot be written; at the second it is kept elsewhere."""
        if not isinstance(self._content, Workspace):
            return True
        self._content.write_what_is_typed()
        unsaved, words = _unsaved(self._content.session)
        if unsaved is None or unsaved is self._warned:
            return True
        self._warned = unsaved
        self._content.tell("unsaved", words, Tone.ERROR, "octagon-x")
        self._content.into_page()
        return False

    def finish(self) -> None:
        """The window closes: everything on the disk, a copy made, the file whole by itself."""
        if isinstance(self._content, Workspace):
            self._leave(self._content)
        try:
            self._desk.close(keep_copy=True)
        except StoreTrouble:
            self._desk.close()

    def _leave(self, workspace: Workspace) -> None:
        workspace.finish()
        if workspace.session.work.pending:
            rescue(workspace.session.work)

    def _keep_state(self, geometry: QByteArray) -> None:
        self.settings.setValue("geometry", geometry)
        self.settings.sync()

    # ---- the menu of an open dossier

    @Slot(object)
    def _menu(self, button: QWidget) -> None:
        menu = QMenu(self._window)
        menu.setObjectName("dossier_menu")
        menu.addAction(self._look.icon("folder-open"), "Về trang đầu", self.show_start)
        workbooks = menu.addAction(self._look.icon("columns-3"), "Biểu Excel của tỉnh…", self._open_workbooks)
        workbooks.setObjectName("map_workbook")
        menu.addSeparator()
        for card in cards(self._desk, self._today())[:_MENU_DOSSIERS]:
            menu.addAction(literal(card.name), partial(self.open, card.id))
        menu.addSeparator()
        self._looks(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    @Slot()
    def _open_workbooks(self) -> None:
        if isinstance(self._content, Workspace):
            self._later.open_workbooks(self._look, self._content.session, self._window)

    def _looks(self, menu: QMenu) -> None:
        chosen = load_preferences(self._desk.data)
        for theme in Theme:
            action = menu.addAction(f"Giao diện: {theme.label.lower()}")
            action.triggered.connect(partial(self._wear, Preferences(theme, chosen.size)))
            action.setCheckable(True)
            action.setChecked(theme is chosen.theme)
        menu.addSeparator()
        for size in TEXT_SIZES:
            action = menu.addAction(f"Cỡ chữ: {SIZE_LABELS[size].lower()}")
            action.triggered.connect(partial(self._wear, Preferences(chosen.theme, size)))
            action.setCheckable(True)
            action.setChecked(size == chosen.size)

    def _wear(self, preferences: Preferences, _checked: bool = False) -> None:
        save_preferences(self._desk.data, preferences)
        wear(self._look, preferences)

    @Slot(object)
    def _paste(self, grid: Grid) -> None:
        self._later.open_paste(self._look, grid)


def _unsaved(session: Session) -> tuple[object, str]:
    """What stands on the screen and not on the disk, and the words for it."""
    work = session.work
    if work.pending:
        return work.pending[0], UNSAVED.format(work.trouble)
    slot, fault = next(iter(session.unkept.items()), (None, ""))
    return slot, UNKEPT.format(fault)
