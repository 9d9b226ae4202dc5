"""One form: its name and state, and its blocks under each other, built from the definitions."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gnbv_desktop.catalogue.model import BlockDef, BlockKind, Form
from gnbv_desktop.engine.spot import applies
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.progress import Progress, block_progress, form_progress_of
from gnbv_desktop.ui.fields.fields_block import FieldsBlock
from gnbv_desktop.ui.frame.states import tell_state
from gnbv_desktop.ui.grid.block_sheet import BlockSheet
from gnbv_desktop.ui.grid.capital_sheet import CapitalSheet
from gnbv_desktop.ui.grid.record_sheet import RecordSheet, is_record
from gnbv_desktop.ui.grid.view import Grid
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size
from gnbv_desktop.ui.narrative.block import NarrativeBlock
from gnbv_desktop.ui.pages.block_frame import ROMAN, BlockHeading
from gnbv_desktop.ui.pages.block_tabs import BlockTabs
from gnbv_desktop.ui.pages.grid_block import GridBlock
from gnbv_desktop.ui.pages.notices import CopiedNotice, UnusedNotice
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button, IconButton
from gnbv_desktop.ui.widgets.elided import Elided
from gnbv_desktop.ui.widgets.pill import Pill
from gnbv_desktop.ui.widgets.showing import show_if
from gnbv_desktop.ui.widgets.words import Words

_TOP = 12
BESIDE = 7
"""More tabs have a row of their own."""


class FormPage(QWidget):
    compares = False
    """The status line says what a figure is compared with."""
    step_asked = Signal(int)
    """To the form before (-1) or after (+1)."""
    pasting = Signal(object)

    def __init__(self, look: Look, session: Session, form: Form) -> None:
        super().__init__()
        self.form = form
        self.blocks: dict[str, QWidget] = {}
        self._look = look
        self._session = session
        self.setObjectName(f"page_{form.form}")
        self._scroll = QScrollArea()
        self._scroll.setObjectName("form_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._body = QVBoxLayout(self._inside)
        self._body.setContentsMargins(Size.PAGE_MARGIN, 4, Size.PAGE_MARGIN, 24)
        self._body.setSpacing(14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading())
        layout.addWidget(self._scroll, 1)
        self._unused: UnusedNotice | None = None
        self._late = 0
        self._body.addWidget(CopiedNotice(look, session, (form.path(code) for code in form.blocks)))
        if self._applies():
            self._build()
        else:
            self._say_unused()
        self._body.addStretch(1)
        self._scroll.setWidget(self._inside)

    # ---- heading

    def _heading(self) -> QWidget:
        heading = QWidget()
        column = QVBoxLayout(heading)
        column.setContentsMargins(Size.PAGE_MARGIN, 10, Size.PAGE_MARGIN, 8)
        column.setSpacing(6)
        column.addLayout(self._title())
        row = QHBoxLayout()
        row.setSpacing(8)
        self.pill = Pill(self._look)
        self.pill.setObjectName("form_state")
        row.addWidget(self.pill)
        lead = Elided(self._look, Role.SMALL, "text2")
        lead.say(self._lead())
        row.addWidget(lead, 1)
        self._tabs = BlockTabs(
            self._look, [(self.form.path(code), self._title_of(each)) for code, each in self.form.blocks.items()]
        )
        self._tabs.chosen.connect(self.show_block)
        show_if(self._tabs, len(self.form.blocks) > 1)
        column.addLayout(row)
        if len(self.form.blocks) > BESIDE:
            column.addWidget(self._tabs)
        else:
            row.addWidget(self._tabs, 2)
        return heading

    def _title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self._name = Words(self._look, "", Role.TITLE, "text", wrap=True)
        self._name.setTextFormat(Qt.TextFormat.RichText)
        self._say_name()
        self._look.changed.connect(self._say_name)
        row.addWidget(self._name, 1)
        back = IconButton(self._look, "chevron-left", "Biểu trước", "form_before", "Ctrl+PgUp", self._back)
        on = IconButton(self._look, "chevron-right", "Biểu sau", "form_after", "Ctrl+PgDn", self._on)
        for button in (back, on):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    @Slot()
    def _say_name(self) -> None:
        component = self._session.work.edition.components.get(self.form.component)
        if component is None:
            self._name.setText(escape(self.form.title))
            return
        color = self._look.colors.accent
        self._name.setText(
            f"<span style='color:{color}'>{escape(component.label)}</span>&nbsp; {escape(component.name)}"
        )

    def _lead(self) -> str:
        component = self._session.work.edition.components.get(self.form.component)
        return f"Chủ trì: {component.lead}" if component is not None and component.lead else self.form.help.strip()

    def _title_of(self, block: BlockDef) -> str:
        return block.title or (self._session.work.edition.blocks[block.show].title if block.show else self.form.title)

    def _back(self) -> None:
        self.step_asked.emit(-1)

    def _on(self) -> None:
        self.step_asked.emit(1)

    # ---- blocks

    def _applies(self) -> bool:
        """A component that does not apply to the unit is folded, unless something is typed in it."""
        work = self._session.work
        if not self.form.component or applies(work.edition, work.dossier, self.form.component):
            return True
        return form_progress_of(work, self.form.form).filled > 0

    def _say_unused(self) -> None:
        edition = self._session.work.edition
        component = edition.components[self.form.component]
        chain = (self.form.component, *edition.ancestors(self.form.component))
        needed = [edition.components[each].applies for each in chain]
        facts = "; ".join(edition.facts[each].label.lower() for each in needed if each)
        reason = f"Chỉ dùng khi đơn vị {facts}. Nếu đúng vậy, hãy đánh dấu ở Đơn vị và danh bạ trước khi tạo hồ sơ."
        self._unused = UnusedNotice(self._look, component.label, reason)
        self._unused.asked.connect(self._use_anyway)
        self._body.addWidget(self._unused)

    @Slot()
    def _use_anyway(self) -> None:
        if self._unused is not None:
            self._unused.hide()
            self._unused = None
            self._late = 1
            self._build()

    def _build(self) -> None:
        for place, (code, block) in enumerate(self.form.blocks.items()):
            number = ROMAN[place] if len(self.form.blocks) > 1 else ""
            path = self.form.path(code)
            heading = BlockHeading(self._look, number, self._title_of(block), self._remark(block, path))
            widget = self._block(heading, path, block)
            self.blocks[path] = widget
            # Before the stretch at the end, when the blocks come late.
            self._body.insertWidget(self._body.count() - self._late, widget)

    def _remark(self, block: BlockDef, path: str) -> str:
        work = self._session.work
        if block.kind is BlockKind.SHOW or any(c.kind and c.kind.value == "money" for c in block.columns.values()):
            return MoneyUnit(work.dossier.head.money_unit).label
        if block.kind is BlockKind.NARRATIVE:
            return "chữ có số gắn"
        return f"tính đến {write_date(work.dossier.head.period.cutoff)}" if block.as_of else ""

    def _block(self, heading: BlockHeading, path: str, block: BlockDef) -> QWidget:
        look, session = self._look, self._session
        match block.kind:
            case BlockKind.NARRATIVE:
                return _under(heading, NarrativeBlock(look, session, path))
            case BlockKind.FIELDS:
                return _under(heading, FieldsBlock(look, session, path))
            case BlockKind.SHOW:
                sheet: BlockSheet | CapitalSheet | RecordSheet = CapitalSheet(
                    session.work, block.show, self.form.component
                )
            case _:
                sheet = (RecordSheet if is_record(session.work, path) else BlockSheet)(session.work, path)
        found = GridBlock(look, session, heading, sheet)
        found.pasting.connect(self.pasting)
        found.moved.connect(self._reveal)
        return found

    def show_block(self, path: str) -> None:
        self._use_anyway()
        widget = self.blocks[path]
        self._scroll.verticalScrollBar().setValue(max(0, widget.y() - _TOP))
        for each in widget.findChildren(QWidget):
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and not isinstance(each, Button):
                each.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def show_ref(self, ref: Ref) -> bool:
        self._use_anyway()
        for path, widget in self.blocks.items():
            inner = widget if isinstance(widget, GridBlock) else widget.findChild(FieldsBlock)
            if inner is not None and inner.show_ref(ref):
                self._reveal(widget)
                return True
            if ref.block == path:
                self.show_block(path)
        return False

    def finish(self) -> None:
        """The narrative in which one is typing now is written."""
        for block in self.findChildren(NarrativeBlock):
            block.finish()

    def show_slot(self, slot: str) -> None:
        path = slot.rpartition(".")[0]
        for block in self.findChildren(NarrativeBlock):
            if block.objectName() == path or path in self.blocks:
                self._scroll.ensureWidgetVisible(self.blocks[path])
                block.show_slot(slot)
                return

    def _reveal(self, widget: QWidget) -> None:
        if isinstance(widget, GridBlock):
            grid: Grid = widget.grid
            cell = grid.visualRect(grid.currentIndex())
            inside = self._inside
            top = grid.viewport().mapTo(inside, cell.topLeft())
            place = QRect(top, cell.size())
            self._scroll.ensureVisible(place.center().x(), place.center().y(), 50, 90)
        else:
            self._scroll.ensureWidgetVisible(widget)

    # ---- state

    @Slot(object)
    def show_progress(self, progress: Progress) -> None:
        tell_state(self.pill, progress)
        self._tabs.show_states(block_progress(self._session.work, self.form.form))


def _under(heading: QWidget, inner: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(heading)
    layout.addWidget(inner)
    return holder
