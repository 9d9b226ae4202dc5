"""The report leaves the window: all its files, to a printer, as a PDF of these pages or with the pages of Word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from attrs import frozen
from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from gnbv_desktop.kernel.errors import StoreTrouble, system_reason
from gnbv_desktop.kernel.files import write_atomically
from gnbv_desktop.services.conversion import Converter, find_converter
from gnbv_desktop.services.orders import Order, Rendered, free_folder, order_of
from gnbv_desktop.services.preview import compose, snapshot
from gnbv_desktop.ui.jobs import run_beside
from gnbv_desktop.ui.paper.setter import Setter, Sheets
from gnbv_desktop.ui.pdf import write_pdf
from gnbv_desktop.ui.preview.printing import make_printer, print_sheets
from gnbv_desktop.ui.session import Session

_PDF = "PDF (*.pdf)"


@frozen
class Writers:
    """Given by whoever starts the program: only what is exported wants the libraries of Word and Excel files."""

    report: Callable[[Order], bytes]
    """The .docx alone."""
    everything: Callable[[Order, Path], Rendered]


class Output(QObject):
    """What is written is composed anew: what was typed last may not be on the pages yet."""

    exported = Signal(object)
    """A Rendered."""
    failed = Signal(str)
    exact_offered = Signal(bool)
    """Whether this machine has a program that makes a PDF with the pages of Word."""

    def __init__(self, session: Session, writers: Writers, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._writers, self._page = session, writers, page
        self._converter: Converter | None = None
        self._files: QFileDialog | None = None
        self._printing: QPrintDialog | None = None

    def look_for_converter(self) -> None:
        """The disk is searched: not on the window's thread."""
        run_beside(self, find_converter, self.offer, self._session.said.emit)

    def offer(self, converter: Converter | None) -> None:
        self._converter = converter
        self.exact_offered.emit(converter is not None)

    # ---- on paper

    @Slot()
    def ask_printer(self) -> None:
        printer = make_printer(self._session.work.dossier.head.name)
        self._printing = QPrintDialog(printer, self._page)
        self._printing.setObjectName("print_dialog")
        self._printing.setWindowTitle("In báo cáo")
        self._printing.accepted.connect(lambda: self._print(print_sheets(self._newest(), printer)))
        QDialog.open(self._printing)

    def _print(self, done: bool) -> None:
        self._session.said.emit("Đã gửi báo cáo tới máy in." if done else "Máy in không nhận; hãy chọn máy in khác.")

    def _newest(self) -> Sheets:
        return Setter().set(compose(snapshot(self._session.work)).document)

    # ---- all files

    @Slot()
    def ask_folder(self) -> None:
        self._files = QFileDialog(self._page, "Xuất báo cáo: chọn thư mục chứa", str(Path.home()))
        self._files.setObjectName("export_dialog")
        self._files.setFileMode(QFileDialog.FileMode.Directory)
        self._files.setOption(QFileDialog.Option.ShowDirsOnly)
        self._files.fileSelected.connect(self.export)
        self._files.open()

    def export(self, folder: str) -> None:
        """Into a folder of its own below the chosen one."""
        order, everything = order_of(self._session.work), self._writers.everything
        dossier = self._session.work.dossier.head.id
        self._session.said.emit("Đang xuất báo cáo và đối chiếu từng số…")
        run_beside(
            self,
            lambda: everything(order, free_folder(Path(folder), dossier)),
            self.exported.emit,
            self.failed.emit,
        )

    # ---- as a file

    @Slot()
    def ask_file(self) -> None:
        self._ask_file(self.save_pdf)

    def _ask_file(self, save: Callable[[str], None]) -> None:
        self._files = QFileDialog(self._page, "Lưu báo cáo thành PDF", str(Path.home()), _PDF)
        self._files.setObjectName("pdf_dialog")
        self._files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._files.setDefaultSuffix("pdf")
        self._files.selectFile(f"bao-cao-{self._session.work.dossier.head.id}.pdf")
        self._files.fileSelected.connect(save)
        self._files.open()

    def save_pdf(self, name: str) -> None:
        self._save(name, lambda order: write_pdf(compose(order.evaluation).document), "Đang tạo PDF…")

    def save_exact_pdf(self, name: str) -> None:
        converter, report = self._converter, self._writers.report
        if converter is not None:
            words = f"{converter.name} đang tạo PDF…"
            self._save(name, lambda order: converter.convert(report(order)), words)

    def _save(self, name: str, make: Callable[[Order], bytes], meanwhile: str) -> None:
        order, target = order_of(self._session.work), Path(name)

        def job() -> Path:
            content = make(order)
            try:
                write_atomically(target, content)
            except OSError as error:
                raise StoreTrouble(f"Không ghi được {target}: {system_reason(error)}; hãy chọn nơi khác.") from None
            return target

        self._session.said.emit(meanwhile)
        run_beside(self, job, lambda path: self._session.said.emit(f"Đã lưu {path}"), self._session.said.emit)

    def open_menu(self, at: QPoint) -> None:
        assert self._converter is not None
        menu = QMenu(self._page)
        menu.setObjectName("preview_menu")
        exact = menu.addAction(f"Lưu PDF theo trang Word (dùng {self._converter.name} trên máy)")
        exact.setObjectName("exact_pdf")
        exact.triggered.connect(lambda: self._ask_file(self.save_exact_pdf))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
