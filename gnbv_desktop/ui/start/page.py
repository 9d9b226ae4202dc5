"""The start window's content: places at the left, the chosen page at the right, the dialogs that they open."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from gnbv_desktop.catalogue.editions import load_edition, newest, programmes
from gnbv_desktop.kernel.dates import read_date, write_date
from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_file
from gnbv_desktop.ui.dialogs.faults import FaultsDialog
from gnbv_desktop.ui.dialogs.new_dossier import NewDossierDialog
from gnbv_desktop.ui.dialogs.office import OfficeDialog
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size
from gnbv_desktop.ui.start.dossiers_page import DossiersPage
from gnbv_desktop.ui.start.navigation import Place, StartNavigation
from gnbv_desktop.ui.start.settings_page import SettingsPage

DOSSIERS, OFFICE, SETTINGS = "dossiers", "office", "settings"
PLACES = (
    Place(DOSSIERS, "Hồ sơ báo cáo", "folder-open"),
    Place(OFFICE, "Đơn vị và danh bạ", "building-2", page=False),
    Place(SETTINGS, "Cài đặt", "settings"),
)


class StartPage(QWidget):
    """Dialogs live as long as the page: what was typed in one that was closed is there when it opens again."""

    opened = Signal(str)
    created = Signal(str)
    register_kept = Signal()

    def __init__(self, look: Look, desk: Desk, today: Callable[[], datetime.date]) -> None:
        super().__init__()
        self._look, self._desk = look, desk
        self.setObjectName("start_page")
        self._navigation = StartNavigation(look, PLACES, _foot())
        self._navigation.chosen.connect(self.go)
        self._dossiers = DossiersPage(look, desk, today)
        self._settings = SettingsPage(look, desk)
        self._office = OfficeDialog(look, desk, self)
        self._new = NewDossierDialog(look, desk, today, self)
        self._faults = FaultsDialog(look, self)
        self._files: QFileDialog | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self._dossiers)
        self._pages.addWidget(self._settings)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._navigation)
        layout.addWidget(self._pages, 1)
        self._connect()
        self.go(DOSSIERS)

    def _connect(self) -> None:
        self._dossiers.chosen.connect(self.opened)
        self._dossiers.new_wanted.connect(self.open_new)
        self._dossiers.file_wanted.connect(self.open_file)
        self._new.created.connect(self._made)
        self._new.register_wanted.connect(self.open_register)
        self._office.kept.connect(self._new.take_register)
        self._office.kept.connect(self.register_kept)
        self._office.finished.connect(self._back_to_new)
        for keys, run in ((QKeySequence("Ctrl+N"), self.open_new), (QKeySequence("Ctrl+O"), self.open_file)):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def go(self, key: str) -> None:
        if key == OFFICE:
            self.open_register()
            return
        self._pages.setCurrentWidget(self._settings if key == SETTINGS else self._dossiers)
        self._navigation.mark(key)

    def refresh(self) -> None:
        self._dossiers.refresh()

    def open_register(self) -> None:
        self._office.show_register()

    def _back_to_new(self) -> None:
        if self._new.isVisible():
            self._new.activateWindow()
            self._new.show_form()

    def open_new(self) -> None:
        self._new.show_form()

    def open_file(self) -> None:
        if self._files is None:
            self._files = QFileDialog(self, "Nhận hồ sơ từ tệp", str(Path.home()), "Hồ sơ báo cáo (*.json)")
            self._files.setObjectName("file_dialog")
            self._files.setFileMode(QFileDialog.FileMode.ExistingFile)
            self._files.fileSelected.connect(self.take_file)
        self._files.open()

    def say(self, title: str, message: str, details: Sequence[str] = ()) -> None:
        """Why a dossier could not be opened."""
        self._faults.tell(title, message, details)

    def take_file(self, name: str) -> None:
        """Loads a dossier; a file that cannot be taken changes nothing and its faults are listed."""
        try:
            made = load_file(self._desk, Path(name))
        except KnownError as error:
            self._faults.tell(f"Chưa nhận được tệp {Path(name).name}", error.message, error.details)
            return
        self._made(made)

    def _made(self, dossier: str) -> None:
        self.refresh()
        self.created.emit(dossier)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._navigation.set_rail(self.width() < Size.MIDDLE)


def _foot() -> tuple[str, str]:
    """The programme's name with its years, and the edition of its forms."""
    name = next(iter(programmes()))
    edition = load_edition(name, newest(name))
    programme = edition.programme
    day = read_date(edition.name)
    known = write_date(day) if day else edition.name
    return programme.short, f"{programme.first_year}–{programme.last_year} · ấn bản biểu mẫu {known}"
