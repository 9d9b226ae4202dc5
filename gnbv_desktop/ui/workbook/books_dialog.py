"""The workbooks that the province has sent: load one, mark it, open or drop one that is kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.services.province_books import Opened, ProvinceBook, applying, read_file, remove, replaceable
from gnbv_desktop.services.province_draft import Draft, draft_of_book, draft_of_file
from gnbv_desktop.ui.dialogs.dressing import Dressing, fit
from gnbv_desktop.ui.jobs import run_beside
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.pages.block_frame import RoundFrame
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.words import Words
from gnbv_desktop.ui.workbook.window import MapWindow

FILES = "Bảng tính Excel (*.xlsx *.xlsm *.xls *.xlsb *.ods)"
_SENTENCE = (
    "Nạp tệp Excel tỉnh gửi, chỉ ra ô nào lấy số nào; từ đó mỗi lần xuất báo cáo, tệp ấy được điền sẵn. "
    "Chỉ những ô đã đánh dấu thay đổi."
)
_NONE = "Chưa có biểu nào của tỉnh cho đơn vị này."


class BooksDialog(QDialog):
    def __init__(self, look: Look, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("books_dialog")
        self.setWindowTitle("Biểu Excel của tỉnh")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._look, self._session, self._behind = look, session, parent
        self._files: QFileDialog | None = None
        self.list = QListWidget()
        self.list.setObjectName("books_list")
        self.list.setAccessibleName("Các biểu của tỉnh đã lưu")
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self._said = Words(look, "", Role.SMALL, look.tint(Tone.ERROR).fg, wrap=True)
        self._said.setObjectName("books_said")
        self._open = Button(look, "Sửa đánh dấu", "pencil", "", "open_book", True, self._edit)
        self._drop = Button(look, "Bỏ biểu", "trash-2", "", "drop_book", True, self._leave)
        self._load = Button(look, "Nạp tệp Excel…", "folder-open", "primary", "load_book", pressed=self._ask_file)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._open)
        line.addWidget(self._drop)
        line.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(Button(look, "Đóng", name="cancel", pressed=self.reject))
        foot.addWidget(self._load)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(Words(look, "Biểu Excel của tỉnh", Role.TITLE))
        column.addWidget(Words(look, _SENTENCE, Role.SMALL, "text2", wrap=True))
        column.addWidget(RoundFrame(look, self.list), 1)
        column.addLayout(line)
        column.addWidget(self._said)
        column.addLayout(foot)
        Dressing(look, self, self._load)
        self.list.itemActivated.connect(self._edit)
        self.list.currentRowChanged.connect(self._enable)
        self.show_books()
        fit(self, look.px(640), look.px(440))

    def show_books(self) -> None:
        work = self._session.work
        self.list.clear()
        self._say("")
        known: tuple[ProvinceBook, ...] = ()
        try:
            known = applying(work.desk.data, work.dossier.head)
        except KnownError as error:
            self._say(str(error))
        labels = dict(replaceable(work.edition))
        for book in known:
            instead = f", thay {labels[book.replaces].partition(':')[0]}" if book.replaces in labels else ""
            item = QListWidgetItem(f"{book.name}: {len(book.marks)} ô{instead}")
            item.setData(Qt.ItemDataRole.UserRole, book)
            self.list.addItem(item)
        if not known:
            none = QListWidgetItem(_NONE)
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(none)
        self.list.setCurrentRow(0 if known else -1)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        for button in (self._open, self._drop):
            button.setEnabled(self._current() is not None)

    def _current(self) -> ProvinceBook | None:
        item = self.list.currentItem()
        book = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return book if isinstance(book, ProvinceBook) else None

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    # ---- a file

    def _ask_file(self) -> None:
        if self._files is None:
            self._files = QFileDialog(self, "Nạp biểu của tỉnh", str(Path.home()), FILES)
            self._files.setOption(QFileDialog.Option.DontUseNativeDialog)
            self._files.setFileMode(QFileDialog.FileMode.ExistingFile)
            self._files.fileSelected.connect(self.read)
        self._files.open()

    def read(self, file: str) -> None:
        """A large file takes a while: it is read beside the window."""
        path = Path(file)
        self._say("")
        self._load.setEnabled(False)

        def done(source: Opened) -> None:
            self._load.setEnabled(True)
            self.map(draft_of_file(self._session.work, path, source))

        def failed(words: str) -> None:
            self._load.setEnabled(True)
            self._say(words)

        run_beside(self, lambda: _read(path), done, failed)

    def _edit(self) -> None:
        book = self._current()
        if book is None:
            return
        try:
            self.map(draft_of_book(self._session.work, book))
        except KnownError as error:
            self._say(str(error))

    def map(self, draft: Draft) -> None:
        """The window of marks in the place of this one, which comes back after it."""
        window = MapWindow(self._look, self._session, draft, self._behind)
        window.finished.connect(partial(_come_back, self._look, self._session, self._behind))
        self.accept()
        window.open()

    def _leave(self) -> None:
        book = self._current()
        if book is None:
            return
        try:
            remove(self._session.work.desk.data, book.slug)
        except KnownError as error:
            self._say(str(error))
            return
        self.show_books()
        self._session.workbooks.emit()
        self._session.said.emit(f"Đã bỏ biểu “{book.name}”; các báo cáo sau dùng biểu của chương trình.")


def _read(path: Path) -> Opened:
    """The job hands back one sentence: what to do is part of it."""
    try:
        return read_file(path)
    except KnownError as error:
        raise KnownError(" ".join((error.message, *error.details))) from None


def _come_back(look: Look, session: Session, parent: QWidget, _result: int) -> None:
    open_books(look, session, parent)


def open_books(look: Look, session: Session, parent: QWidget) -> BooksDialog:
    dialog = BooksDialog(look, session, parent)
    dialog.open()
    return dialog
