"""Bảng vốn: all capital lines in one grid, filters above it, the lists inside the lines behind tabs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gnbv_desktop.catalogue.model import BlockKind, Form
from gnbv_desktop.engine.labels import place_label
from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.compare import compare
from gnbv_desktop.services.progress import Progress
from gnbv_desktop.ui.fields.fields_block import FieldsBlock
from gnbv_desktop.ui.frame.states import tell_state
from gnbv_desktop.ui.grid.actions import GridActions
from gnbv_desktop.ui.grid.block_sheet import BlockSheet, Shown
from gnbv_desktop.ui.grid.capital_sheet import CapitalSheet
from gnbv_desktop.ui.grid.parts import GridRow
from gnbv_desktop.ui.grid.view import Grid
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size
from gnbv_desktop.ui.pages.block_frame import BlockHeading
from gnbv_desktop.ui.pages.filters import FilterChip
from gnbv_desktop.ui.pages.grid_block import GridBlock
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button, IconButton, literal
from gnbv_desktop.ui.widgets.elided import Elided
from gnbv_desktop.ui.widgets.pill import Pill
from gnbv_desktop.ui.widgets.surfaces import Rule
from gnbv_desktop.ui.widgets.words import Words

FILTERS = ("NAM", "NAM_GOC", "LOAI", "NGUON", "DON_VI")


class CapitalPage(QWidget):
    compares = True
    """It says itself what a figure is compared with."""
    step_asked = Signal(int)
    pasting = Signal(object)

    def __init__(self, look: Look, session: Session, form: Form) -> None:
        super().__init__()
        self.form = form
        self._look = look
        self._session = session
        self.path = next(form.path(code) for code, block in form.blocks.items() if block.keys())
        self.sheet = CapitalSheet(session.work, self.path)
        self.grid = Grid(look, session, self.sheet)
        self.actions_ = GridActions(self.grid)
        self.setObjectName(f"page_{form.form}")
        self.blocks: dict[str, QWidget] = {}
        self._tabs: dict[str, Button] = {}
        self._inside = QScrollArea()
        self._stack = QStackedWidget()
        self._lay_out()
        self.grid.pasting.connect(self._paste)
        self.grid.folded.connect(self._fold)
        session.current.connect(self._show_reading)
        session.changed.connect(self._count)
        self._count(None)
        self._show_reading(None)

    # ---- layout

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading())
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._filter_row())
        column.addWidget(Rule(self._look))
        column.addWidget(self._reading_line())
        column.addWidget(Rule(self._look))
        column.addWidget(self.grid, 1)
        self._stack.addWidget(main)
        self._inside.setFrameShape(QScrollArea.Shape.NoFrame)
        self._inside.setWidgetResizable(True)
        self._stack.addWidget(self._inside)
        layout.addWidget(self._stack, 1)

    def _heading(self) -> QWidget:
        heading = QWidget()
        column = QVBoxLayout(heading)
        column.setContentsMargins(16, 10, 16, 8)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Words(self._look, self.form.title, Role.TITLE))
        self._lines = Words(self._look, "", Role.SMALL, "muted")
        row.addWidget(self._lines)
        self.pill = Pill(self._look)
        self.pill.setObjectName("form_state")
        row.addWidget(self.pill)
        row.addStretch(1)
        row.addWidget(Button(self._look, "Thêm dòng", "plus", name="add_row", pressed=self._insert))
        row.addWidget(Button(self._look, "Dán từ Excel", "clipboard-paste", name="paste_sheet", pressed=self._paste))
        row.addWidget(IconButton(self._look, "chevron-right", "Biểu sau", "form_after", "Ctrl+PgDn", self._on))
        column.addLayout(row)
        tabs = QHBoxLayout()
        tabs.setSpacing(4)
        for code, block in self.form.blocks.items():
            path = self.form.path(code)
            tab = Button(self._look, block.title, "", "flat", f"tab_{path}", True, partial(self.show_block, path))
            self._tabs[path] = tab
            tabs.addWidget(tab)
        tabs.addStretch(1)
        column.addLayout(tabs)
        self._tabs[self.path].set_kind("chosen")
        return heading

    def _filter_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 8)
        row.setSpacing(6)
        columns = self._session.work.edition.blocks[self.path].columns
        self.chips = [
            FilterChip(self._look, self.sheet, code, columns[code].short or columns[code].label)
            for code in FILTERS
            if code in columns
        ]
        for chip in self.chips:
            chip.picked.connect(self._filter)
            row.addWidget(chip)
        row.addStretch(1)
        self._columns = IconButton(self._look, "columns-3", "Chọn cột", "choose_columns", pressed=self._choose_columns)
        row.addWidget(self._columns)
        if self._session.work.evaluation.earlier is not None:
            self._previous = IconButton(
                self._look, "history", "Hiện kỳ trước", "show_previous", pressed=self._toggle_previous
            )
            self._previous.setCheckable(True)
            row.addWidget(self._previous)
        row.addWidget(
            IconButton(self._look, "list-tree", "Thu gọn, mở rộng các dự án", "fold_all", pressed=self._fold_all)
        )
        return row

    def _reading_line(self) -> QWidget:
        line = QWidget()
        line.setFixedHeight(self._look.px(28))
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        self._where = Elided(self._look, Role.SMALL, "text2")
        self._beside = Words(self._look, "", Role.SMALL, "muted")
        row.addWidget(self._where, 1)
        row.addWidget(self._beside)
        return line

    def _inner_page(self) -> None:
        """The lists inside the lines are built when they are first looked at."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(Size.PAGE_MARGIN, 4, Size.PAGE_MARGIN, 24)
        column.setSpacing(14)
        work = self._session.work
        for code, block in self.form.blocks.items():
            path = self.form.path(code)
            if path == self.path:
                continue
            heading = BlockHeading(self._look, "", block.title, MoneyUnit(work.dossier.head.money_unit).label)
            if block.kind is BlockKind.FIELDS:
                column.addWidget(heading)
                widget: QWidget = FieldsBlock(self._look, self._session, path)
            else:
                widget = GridBlock(self._look, self._session, heading, BlockSheet(work, path))
                widget.pasting.connect(self.pasting)
            self.blocks[path] = widget
            column.addWidget(widget)
        column.addStretch(1)
        self._inside.setWidget(body)

    # ---- what the user does

    def _on(self) -> None:
        self.step_asked.emit(1)

    def _insert(self) -> None:
        self.actions_.insert()

    @Slot()
    def _paste(self) -> None:
        self.pasting.emit(self.grid)

    def show_block(self, path: str) -> None:
        for each, tab in self._tabs.items():
            tab.set_kind("chosen" if each == path else "flat")
        self._stack.setCurrentIndex(0 if path == self.path else 1)
        if path == self.path:
            self.grid.setFocus()
            return
        if not self.blocks:
            self._inner_page()
        self._inside.ensureWidgetVisible(self.blocks[path], 0, 20)

    def _filter(self, code: str, text: str) -> None:
        if text:
            self.sheet.filters[code] = text
        else:
            self.sheet.filters.pop(code, None)
        self.grid.rebuild()
        for chip in self.chips:
            chip.show_choice()
        self._count(None)

    def _toggle_previous(self) -> None:
        shown = self.sheet.shown
        self.sheet.shown = Shown(self._previous.isChecked(), shown.extra, shown.hidden)
        self.grid.rebuild()

    def _choose_columns(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("menu_columns")
        visible = {column.code for column in self.sheet.columns}
        for code, column in self._session.work.edition.blocks[self.path].columns.items():
            action = menu.addAction(literal(column.label))
            action.setCheckable(True)
            action.setChecked(code in visible)
            action.setEnabled(code != self.sheet.columns[0].code)
            action.triggered.connect(partial(self._show_column, code))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._columns.mapToGlobal(QPoint(0, self._columns.height())))

    def _show_column(self, code: str, wanted: bool) -> None:
        shown = self.sheet.shown
        if wanted:
            self.sheet.shown = Shown(shown.previous, shown.extra | {code}, shown.hidden - {code})
        else:
            self.sheet.shown = Shown(shown.previous, shown.extra - {code}, shown.hidden | {code})
        self.grid.rebuild()

    @Slot(object)
    def _fold(self, row: GridRow) -> None:
        self.grid.grid_model.rebuild(lambda: self.sheet.fold(row))
        self.grid.relay()

    def _fold_all(self) -> None:
        self.grid.grid_model.rebuild(self.sheet.fold_all)
        self.grid.relay()

    # ---- as a form page

    def show_slot(self, slot: str) -> None:
        """No narrative stands in this form."""

    def finish(self) -> None:
        """Nothing is typed here that is not written by its own editor."""

    # ---- what is shown

    @Slot(object)
    def _count(self, _change: Change | None) -> None:
        lines = len(self._session.work.evaluation.rows(self.path))
        money = MoneyUnit(self._session.work.dossier.head.money_unit).label
        self._lines.setText(money)
        self._lines.setToolTip(f"{lines} dòng vốn")

    @Slot(object)
    def _show_reading(self, ref: Ref | None) -> None:
        if ref is None or ref.block != self.path:
            self._where.say("Chọn một ô để xem kế hoạch, số kỳ trước và thay đổi.")
            self._beside.setText("")
            return
        work = self._session.work
        self._where.say(place_label(work.edition, work.dossier, ref).replace(" · ", " › "))
        found = compare(work, ref)
        self._beside.setText(found.words if found else "")

    def show_ref(self, ref: Ref) -> bool:
        if ref.block != self.path:
            self.show_block(ref.block)
            widget = self.blocks.get(ref.block)
            return isinstance(widget, GridBlock | FieldsBlock) and widget.show_ref(ref)
        self.show_block(self.path)
        if self.sheet.hides(ref):
            self.grid.grid_model.rebuild(lambda: self.sheet.reveal(ref))
            self.grid.relay()
            for chip in self.chips:
                chip.show_choice()
        found = self.grid.show_ref(ref)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    @Slot(object)
    def show_progress(self, progress: Progress) -> None:
        tell_state(self.pill, progress)
