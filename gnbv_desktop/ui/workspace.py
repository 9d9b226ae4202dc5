"""An open dossier: the list of forms, the current form, the findings. A plain first window over the real services."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QStatusBar,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from gnbv_desktop.catalogue.model import BlockKind, Form
from gnbv_desktop.engine.bound import write_bound
from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.inline import Bound, Words, paragraphs_from_json
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.entry import Entered
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.grid_model import GridModel

RETRY_MS = 1000
LOOK_MS = 2000
IDLE_MS = 5000
ROW_NAME_WIDTH = 240


class FormPage(QScrollArea):
    """One form, its blocks one under the other."""

    def __init__(self, work: Work, form: Form) -> None:
        super().__init__()
        self.setObjectName(f"page_{form.form}")
        self.setWidgetResizable(True)
        self.models: list[GridModel] = []
        self._views: dict[GridModel, QTableView] = {}
        self._work = work
        body = QWidget()
        layout = QVBoxLayout(body)
        title = QLabel(form.title)
        title.setWordWrap(True)
        layout.addWidget(title)
        for code, block in form.blocks.items():
            layout.addWidget(QLabel(block.title))
            if block.kind is BlockKind.NARRATIVE:
                layout.addWidget(self._narrative(form.path(code)))
            elif block.kind is BlockKind.SHOW:
                layout.addWidget(self._grid(block.show, form.component))
            else:
                layout.addWidget(self._grid(form.path(code), ""))
        layout.addStretch(1)
        self.setWidget(body)

    def _grid(self, path: str, component: str) -> QTableView:
        model = GridModel(self._work, path, component, self)
        view = QTableView()
        view.setObjectName(path)
        view.setModel(model)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        view.verticalHeader().setMaximumWidth(ROW_NAME_WIDTH)
        view.verticalHeader().setDefaultSectionSize(25)
        view.setMinimumHeight(min(360, 64 + 26 * max(2, model.rowCount())))
        self.models.append(model)
        self._views[model] = view
        return view

    def _narrative(self, path: str) -> QTextBrowser:
        browser = QTextBrowser()
        browser.setObjectName(path)
        browser.setPlainText(
            "\n".join(self._slot(f"{path}.{code}") for code in self._work.edition.blocks[path].columns)
        )
        browser.setMinimumHeight(120)
        return browser

    def _slot(self, slot: str) -> str:
        lines = []
        for paragraph in paragraphs_from_json(self._work.dossier.narratives.get(slot, ())):
            items = paragraph.items
            words = (
                item.text if isinstance(item, Words) else write_bound(self._work.evaluation, item)
                for item in items
                if isinstance(item, Words | Bound)
            )
            lines.append("".join(words))
        return "\n".join(lines)

    def show_cell(self, ref: Ref) -> bool:
        for model, view in self._views.items():
            index = model.index_of(ref)
            if index.isValid():
                view.setCurrentIndex(index)
                view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                view.scrollTo(index)
                self.ensureWidgetVisible(view)
                view.setFocus()
                return True
        return False


class Workspace(QWidget):
    def __init__(self, desk: Desk, dossier_id: str) -> None:
        super().__init__()
        self.setObjectName("workspace")
        self._desk = desk
        self._work = Work.show(desk, dossier_id)
        self._work.queueing = True
        self._pages: dict[str, FormPage] = {}
        self._forms = QListWidget()
        self._forms.setObjectName("forms")
        self._forms.setAccessibleName("Các biểu nhập")
        self._stack = QStackedWidget()
        self._findings = QListWidget()
        self._findings.setObjectName("findings")
        self._findings.setAccessibleName("Kiểm tra số liệu")
        self._findings.setWordWrap(True)
        self._status = QStatusBar()
        self._status.setObjectName("status")
        self._lay_out()
        self._fill_forms()
        QTimer.singleShot(0, self, self._find)
        self._retry = self._timer(RETRY_MS, self._flush)
        self._look = self._timer(LOOK_MS, self._refresh)
        self._idle = self._timer(IDLE_MS, self._desk.store.checkpoint)
        self._idle.setSingleShot(True)
        self._look.start()
        notes = [desk.recovery.message if desk.recovery else "", desk.warning]
        self._status.showMessage(" ".join(filter(None, notes)) or f"{self._work.dossier.head.unit.name}: đã mở hồ sơ")

    def _timer(self, interval: int, run: object) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.timeout.connect(run)
        return timer

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, stretch in ((self._forms, 0), (self._stack, 1), (self._findings, 0)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        splitter.setSizes([232, 830, 302])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        heading = QLabel(f"{self._work.dossier.head.unit.name} · {self._work.dossier.head.name}")
        heading.setObjectName("heading")
        heading.setWordWrap(True)
        heading.setMargin(8)
        layout.addWidget(heading)
        layout.addWidget(splitter, 1)
        layout.addWidget(self._status)
        self._forms.currentItemChanged.connect(self._open_form)
        self._findings.itemActivated.connect(self._open_finding)

    def _fill_forms(self) -> None:
        for form in self._work.edition.forms.values():
            item = QListWidgetItem(form.short or form.title)
            item.setData(Qt.ItemDataRole.UserRole, form.form)
            self._forms.addItem(item)
        self._forms.setCurrentRow(0)

    @Slot()
    def _open_form(self) -> None:
        item = self._forms.currentItem()
        if item is not None:
            self._stack.setCurrentWidget(self._page(item.data(Qt.ItemDataRole.UserRole)))

    def _page(self, code: str) -> FormPage:
        if code not in self._pages:
            page = FormPage(self._work, self._work.edition.forms[code])
            for model in page.models:
                model.entered.connect(self._entered)
                model.refused.connect(self._status.showMessage)
            self._stack.addWidget(page)
            self._pages[code] = page
        return self._pages[code]

    def goto(self, ref: Ref) -> None:
        form = self._work.edition.form_of[ref.block].form
        for row in range(self._forms.count()):
            if self._forms.item(row).data(Qt.ItemDataRole.UserRole) == form:
                self._forms.setCurrentRow(row)
        self._page(form).show_cell(ref)

    @Slot(object)
    def _entered(self, done: Entered) -> None:
        self._apply(done.change)
        moment = self._desk.clock().astimezone().strftime("%H:%M")
        saved = f"Chưa lưu: {len(self._work.pending)} ô" if self._work.pending else f"Đã lưu {moment}"
        self._status.showMessage(f"{saved} · {done.read.echo}" if done.read.echo else saved)
        if self._work.pending:
            self._retry.start()
        self._idle.start()

    def _apply(self, change: Change) -> None:
        for page in self._pages.values():
            for model in page.models:
                model.repaint(change.figures)
        if change.appeared or change.gone:
            self._show_findings()

    @Slot()
    def _find(self) -> None:
        """After the figures are on the screen: the findings take longer."""
        self._work.find()
        self._show_findings()

    def _show_findings(self) -> None:
        self._findings.clear()
        for issue in self._work.evaluation.issues:
            item = QListWidgetItem(f"{issue.severity.label} · {issue.place}\n{issue.message}\n{issue.remedy}")
            item.setData(Qt.ItemDataRole.UserRole, issue.ref)
            self._findings.addItem(item)
        if not self._findings.count():
            self._findings.addItem(QListWidgetItem("Không có phát hiện nào."))

    @Slot(QListWidgetItem)
    def _open_finding(self, item: QListWidgetItem) -> None:
        ref = item.data(Qt.ItemDataRole.UserRole)
        if ref:
            self.goto(parse_ref(ref))

    @Slot()
    def _flush(self) -> None:
        if self._work.flush():
            self._retry.stop()
            self._status.showMessage("Đã lưu")

    @Slot()
    def _refresh(self) -> None:
        if self._work.refresh():
            for page in self._pages.values():
                for model in page.models:
                    model.refresh()
            self._show_findings()

    def finish(self) -> None:
        """The window closes: everything on the disk, a copy made, the file whole by itself."""
        for timer in (self._retry, self._look, self._idle):
            timer.stop()
        self._work.flush()
        self._desk.close(keep_copy=True)
