"""The window in which the cells of a province's workbook are marked: sheets at the left, search at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.services.province_draft import Draft
from gnbv_desktop.services.province_marks import Fault, Mark
from gnbv_desktop.ui.dialogs.dressing import UNSAVED, Dressing, fit
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button, literal
from gnbv_desktop.ui.widgets.rest import Rest
from gnbv_desktop.ui.widgets.surfaces import Surface
from gnbv_desktop.ui.widgets.words import Words
from gnbv_desktop.ui.workbook.mark_panel import MarkPanel
from gnbv_desktop.ui.workbook.rows_dialog import RowsDialog
from gnbv_desktop.ui.workbook.save_dialog import SaveDialog
from gnbv_desktop.ui.workbook.sheet_view import SheetView

FOLLOW_MS = 250
HINTS = "Gõ chữ hoặc Enter: tìm số liệu   Delete: bỏ đánh dấu   Ctrl+Z: hoàn tác   Ctrl+PgUp, PgDn: trang khác"
_FAULT_ROWS = 3


class MapWindow(QDialog):
    def __init__(self, look: Look, session: Session, draft: Draft, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("map_window")
        self.setWindowTitle("Đánh dấu biểu của tỉnh")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._look, self._session, self.draft = look, session, draft
        self._warned = False
        self.faults: tuple[Fault, ...] = ()
        self.tabs = QTabBar()
        self.tabs.setObjectName("workbook_tabs")
        self.tabs.setAccessibleName("Các trang tính")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget()
        self._views: list[SheetView] = []
        for page in draft.pages:
            self._add(SheetView(look, page), literal(page.name) + (" (ẩn)" if page.hidden else ""))
        self.panel = MarkPanel(look, session, draft)
        self.values = Button(look, "Hiện số", "eye", "", "workbook_values", True)
        self.values.setCheckable(True)
        self.values.setToolTip("Hiện số liệu hiện nay thay cho mã (F8)")
        self.undo = Button(look, "Hoàn tác", "undo-2", "", "workbook_undo", True, self._undo)
        self.undo.setToolTip("Hoàn tác lần đánh dấu gần nhất (Ctrl+Z)")
        self._counted = Words(look, "", Role.SMALL, "text2")
        self._counted.setObjectName("workbook_counted")
        self.list = QListWidget()
        self.list.setObjectName("workbook_faults")
        self.list.setAccessibleName("Những chỗ chưa điền được; Enter để tới ô")
        self._said = Words(look, "", Role.SMALL, look.tint(Tone.CONFIRM).fg, wrap=True)
        self._said.setObjectName("workbook_said")
        self._said.hide()
        self._save = Button(look, "Lưu…", "check", "primary", "workbook_save", pressed=self._ask_name)
        self._follow = Rest(FOLLOW_MS, self.refresh, self)
        self._lay_out()
        Dressing(look, self, self._save)
        self._connect()
        self.refresh()
        fit(self, look.px(1280), look.px(760))
        self.view.go(self.view.current)
        self.view.setFocus()

    def _add(self, view: SheetView, title: str) -> None:
        self._views.append(view)
        self._stack.addWidget(view)
        self.tabs.addTab(title)
        view.moved.connect(self._show_cell)
        view.search_asked.connect(self._begin_search)
        view.remove_asked.connect(self._remove)
        view.step_asked.connect(self._step)

    def _lay_out(self) -> None:
        look = self._look
        head = QHBoxLayout()
        head.setContentsMargins(18, 12, 14, 8)
        head.setSpacing(8)
        head.addWidget(Words(look, "Đánh dấu biểu của tỉnh", Role.TITLE))
        head.addWidget(Words(look, self.draft.source.book.name, Role.SMALL, "muted"))
        head.addStretch(1)
        head.addWidget(self.undo)
        head.addWidget(self.values)
        left = QVBoxLayout()
        left.setSpacing(0)
        for note in self.draft.notes:
            words = Words(look, note, Role.SMALL, look.tint(Tone.NOTE).fg, wrap=True)
            words.setContentsMargins(18, 0, 12, 4)
            left.addWidget(words)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(12, 0, 0, 0)
        tabs.addWidget(self.tabs, 1)
        left.addLayout(tabs)
        ground = Surface(look, "base", "t")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 1, 0, 0)
        inside.addWidget(self._stack)
        left.addWidget(ground, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left, 1)
        middle.addWidget(self.panel)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 8, 14, 10)
        foot.setSpacing(8)
        foot.addWidget(self._counted)
        foot.addWidget(self._said, 1)
        foot.addStretch(0)
        foot.addWidget(Button(look, "Đóng", name="cancel", pressed=self.reject))
        foot.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(middle, 1)
        column.addWidget(self.list)
        hints = Words(look, HINTS, Role.MICRO, "muted", wrap=True)
        hints.setContentsMargins(18, 6, 14, 0)
        column.addWidget(hints)
        column.addLayout(foot)

    def _connect(self) -> None:
        panel = self.panel
        panel.finder.picked.connect(self.assign)
        panel.finder.given_up.connect(lambda: self.view.setFocus())
        panel.unit_chosen.connect(self._set_unit)
        panel.remove_asked.connect(self._remove)
        panel.rows_asked.connect(self._ask_rows)
        self.tabs.currentChanged.connect(self._turn)
        self.values.toggled.connect(lambda on: self.values.set_kind("chosen" if on else ""))
        self.values.toggled.connect(self.refresh)
        self.list.itemActivated.connect(self._go_to_fault)
        self.list.itemClicked.connect(self._go_to_fault)
        self._session.changed.connect(lambda _change: self._follow.start())
        for keys, action in (("Ctrl+Z", self._undo), ("F8", self.values.toggle), ("Ctrl+F", self._begin_search)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(action))

    # ---- what is shown

    @property
    def view(self) -> SheetView:
        return self._views[self._stack.currentIndex()]

    @Slot()
    def refresh(self) -> None:
        """Marks, values and faults as they stand."""
        self.faults = self.draft.faults()
        self._shown = self.draft.shown(self.faults)
        for view in self._views:
            view.sheet_model.show_marks(self._shown, self.values.isChecked())
        self._show_faults()
        count = len(self.draft.book.marks)
        wrong = f", {len(self.faults)} chỗ chưa dùng được" if self.faults else ""
        self._counted.setText(f"Đã đánh dấu {count} ô{wrong}")
        self.undo.setEnabled(self.draft.can_undo)
        self._save.setEnabled(count > 0 and not self.faults)
        self._save.setToolTip("Sửa hoặc bỏ những chỗ chưa dùng được rồi lưu" if self.faults else "Lưu (Ctrl+Enter)")
        self._show_cell()

    def _show_faults(self) -> None:
        self.list.clear()
        for fault in self.faults:
            item = QListWidgetItem(self._look.icon("octagon-x", self._look.tint(Tone.ERROR).fg), f"{fault} › tới ô")
            item.setData(Qt.ItemDataRole.UserRole, fault)
            item.setToolTip(str(fault))
            self.list.addItem(item)
        self.list.setVisible(bool(self.faults))
        rows = min(_FAULT_ROWS, len(self.faults))
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), self._look.px(20)) + 8)

    @Slot()
    def _show_cell(self) -> None:
        view = self.view
        shown = self._shown.get((view.sheet_model.page.name, view.current))
        self.panel.show_cell(view.sheet_model.page, view.current, len(view.chosen), shown)

    @Slot(int)
    def _turn(self, sheet: int) -> None:
        self._stack.setCurrentIndex(sheet)
        if not self.view.currentIndex().isValid():
            self.view.go(self.view.current)
        self._show_cell()

    def _step(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
        self.view.setFocus()

    def _go_to_fault(self, item: QListWidgetItem) -> None:
        fault = item.data(Qt.ItemDataRole.UserRole)
        names = [view.sheet_model.page.name for view in self._views]
        if fault.sheet in names:
            self.tabs.setCurrentIndex(names.index(fault.sheet))
            self.view.go(fault.at)
            self.view.setFocus()

    def _begin_search(self, text: str = "") -> None:
        self.panel.finder.begin(text)

    # ---- changes

    def assign(self, code: str) -> None:
        """To the first of the selected cells; then the one below is current, as after Enter in a sheet."""
        view = self.view
        page, at = view.sheet_model.page, view.chosen[0]
        before = self.draft.mark_at(page.name, at)
        self.draft.put([Mark(page.name, at, code, before.unit if before is not None else None)])
        view.go(at)
        view.go_below()
        self.refresh()
        view.setFocus()

    @Slot()
    def _remove(self) -> None:
        self.draft.remove(self.view.sheet_model.page.name, self.view.chosen)
        self.refresh()

    def _set_unit(self, unit: MoneyUnit | None) -> None:
        self.draft.set_unit(self.view.sheet_model.page.name, self.view.chosen, unit)
        self.refresh()

    @Slot()
    def _undo(self) -> None:
        self.draft.undo()
        self.refresh()

    def _ask_rows(self) -> None:
        dialog = RowsDialog(self._look, self.draft, self.view.sheet_model.page, self.view.chosen, self)
        dialog.taken.connect(self._take_rows)
        dialog.open()

    def _take_rows(self, marks: list[Mark]) -> None:
        self.draft.put(marks)
        self.refresh()
        self.view.setFocus()

    # ---- the end

    def _ask_name(self) -> None:
        SaveDialog(self._look, self.draft, self._saved, self).open()

    def _saved(self) -> None:
        self._session.workbooks.emit()
        self._session.said.emit(f"Đã lưu biểu “{self.draft.book.name}”; biểu được xuất cùng báo cáo.")
        self.accept()

    def reject(self) -> None:
        """Not at the first asking while marks are not saved."""
        if self.draft.changed and self.draft.can_undo and not self._warned:
            self._warned = True
            self._said.setText(f"{UNSAVED} Bấm Đóng lần nữa để bỏ.")
            self._said.show()
            return
        super().reject()
