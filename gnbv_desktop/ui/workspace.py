"""An open dossier: top bar, navigation, pages, side panel, status line."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gnbv_desktop.catalogue.model import BlockKind, Form
from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.compare import compare
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.home import due_words
from gnbv_desktop.services.progress import FormState, Memory, Progress, blocks_of, form_progress, overall, update
from gnbv_desktop.services.search import Hit
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.frame.navigation import Navigation
from gnbv_desktop.ui.frame.places import ANNEXES, NARRATIVE, OUTLINE, OVERVIEW, PREVIEW, PlaceKind, form_key, places
from gnbv_desktop.ui.frame.search import SearchBox
from gnbv_desktop.ui.frame.statusbar import StatusLine
from gnbv_desktop.ui.frame.topbar import TopBar
from gnbv_desktop.ui.later import Later
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.pages.beside import Beside
from gnbv_desktop.ui.pages.stack import PageStack
from gnbv_desktop.ui.session import Kept, Saving, Session
from gnbv_desktop.ui.widgets.buttons import Button, IconButton
from gnbv_desktop.ui.widgets.rest import Rest
from gnbv_desktop.ui.widgets.strip import Strip
from gnbv_desktop.ui.widgets.surfaces import Surface

if TYPE_CHECKING:
    from gnbv_desktop.ui.preview.page import PreviewPage
    from gnbv_desktop.ui.side.panel import SidePanel

REST_MS = 150
TRACE_TAB = 1
HINTS = "Enter xuống   Tab sang phải   F2 sửa   Ctrl+D điền xuống   F6 chuyển vùng"
OUTLINE_HINTS = (
    "F2 đổi tên   Dấu cách đánh dấu   Alt+mũi tên chuyển chỗ, đổi cấp   Insert thêm   Delete bỏ   Enter sửa nội dung"
)
ANNEX_HINTS = "Enter tới ô nhập   F7 số này ở đâu   F3 ô còn thiếu tiếp theo   Ctrl+C chép   Esc về danh sách biểu"
_HINTS = {OUTLINE.key: OUTLINE_HINTS, ANNEXES.key: ANNEX_HINTS}
_SAVING = {
    Kept.SAVED: ("check", Tone.OK),
    Kept.WAITING: ("triangle-alert", Tone.CONFIRM),
    Kept.FAILING: ("octagon-x", Tone.ERROR),
}
_WITHOUT_SIDE = (OVERVIEW.key, OUTLINE.key, NARRATIVE.key, ANNEXES.key, PREVIEW.key)
_UNLIMITED = 16_777_215
"""QWIDGETSIZE_MAX."""
_ROOM_FOR_TWO = 1240
"""From this width on a page and the preview stand side by side."""
_ROOM_FOR_ALL = 1600
"""From this width on the navigation, a page of grids and the preview stand side by side."""
_NOT_TYPED = (Button, IconButton, QScrollArea)


class Workspace(QWidget):
    menu_asked = Signal(object)
    """The button under which the menu of the dossier is to open."""
    pasting = Signal(object)

    def __init__(
        self, look: Look, desk: Desk, dossier_id: str, today: Callable[[], datetime.date], later: Later
    ) -> None:
        super().__init__()
        self.setObjectName("workspace")
        self._look = look
        self._today = today
        self.session = Session(Work.show(desk, dossier_id), self)
        self._edition = self.session.work.edition
        self._places = places(self._edition)
        self._painted = False
        self._tracing = False
        """The panel stands beside a page that has none, because a trace was asked for there."""
        self._progress: dict[str, Progress] = {}
        self._counted = Memory()
        self._touched: set[str] = set()
        self._rest = Rest(REST_MS, self._count, self)
        self.bar = TopBar(look)
        self.navigation = Navigation(look)
        self.stack = PageStack(look, self.session, later)
        self._later = later
        self._side: SidePanel | None = None
        self._side_room = Surface(look, "nav", "l")
        self.status = StatusLine(look, HINTS)
        self.search = SearchBox(look, self.session)
        self.beside = Beside(look, self.session, later)
        self._lay_out()
        self._connect()
        self._name()
        self._shortcuts()
        self.open_place(self.stack.first())

    # ---- layout

    def _lay_out(self) -> None:
        self.bar.place_search(self.search)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        self._middle = QVBoxLayout()
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.stack, 1)
        centre = QWidget()
        centre.setLayout(self._middle)
        middle.addWidget(self.beside.share(centre), 1)
        middle.addWidget(self._side_room)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(middle, 1)
        column.addWidget(self.status)

    def _name(self) -> None:
        head = self.session.work.dossier.head
        cutoff = write_date(head.period.cutoff)
        title = head.name if cutoff in head.name else f"{head.name} (số liệu đến {cutoff})"
        self.bar.name(title, f"{head.unit.name} · {self._edition.programme.short}")
        due, today = head.period.due, self._today()
        if due is not None and not self.session.sealed:
            self.bar.due.say(due_words(due, True, today), "clock", Tone.ERROR if due < today else Tone.CONFIRM)
        self._show_saving(Saving(Kept.SAVED, "Đã lưu"))

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._follow)
        session.saving.connect(self._show_saving)
        self._look.changed.connect(self._redress)
        session.said.connect(self.status.say)
        session.summed.connect(self.status.show_sum)
        session.asked.connect(self.goto)
        session.annex_asked.connect(self.open_annex)
        session.trace_asked.connect(self.show_trace)
        session.current.connect(self._hint)
        self.navigation.tree.show_places(self._places)
        self.navigation.tree.chosen.connect(self.open_place)
        self.navigation.tree.left.connect(self.into_page)
        self.search.found.connect(self._found)
        self.bar.preview.clicked.connect(self.turn_preview)
        self.bar.undo.clicked.connect(self._undo)
        self.bar.redo.clicked.connect(self._redo)
        self.bar.switch.clicked.connect(self._ask_menu)
        self.bar.more.clicked.connect(self._ask_menu)
        self.stack.form_asked.connect(self.open_form)
        self.stack.step_asked.connect(self._step)
        self.stack.pasting.connect(self.pasting)

    def _shortcuts(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+F": self._to_search,
            "Ctrl+Z": self.session.undo,
            "Ctrl+Y": self.session.redo,
            "Ctrl+Shift+Z": self.session.redo,
            "Ctrl+PgUp": self._form_before,
            "Ctrl+PgDown": self._form_after,
            "F6": self._next_area,
            "F8": self.turn_preview,
        }
        for key, action in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(action)

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.sender())

    def tell(self, name: str, text: str, tone: Tone, sign: str) -> None:
        """A strip over the page, until it is closed."""
        strip = QWidget()
        layout = QVBoxLayout(strip)
        layout.setContentsMargins(16, 8, 16, 0)
        layout.addWidget(Strip(self._look, tone, sign, text, name))
        self._middle.insertWidget(0, strip)

    # ---- places

    @Slot(str)
    def open_place(self, key: str) -> None:
        if key == self.stack.key:
            return
        typing = bool(self.stack.key) and self.page.isAncestorOf(self.focusWidget() or self)
        self.stack.open(key)
        self._tracing = False
        self.navigation.tree.mark(key)
        self._share_room()
        if self._side is not None:
            self._side.show_form(_form_of(key))
        self._show_page_state()
        self._hint(self.session.ref)
        if typing:
            self.into_page()

    @property
    def side(self) -> SidePanel:
        """Made when the figures are on the screen, or earlier when it is asked for."""
        if self._side is None:
            self._side = made = self._later.side_panel(self._look, self.session)
            made.form_asked.connect(self.open_form)
            made.left.connect(self._leave_side)
            made.show_form(_form_of(self.stack.key))
            made.set_rail(self._narrow)
            self._side_room.setMinimumWidth(0)
            self._side_room.setMaximumWidth(_UNLIMITED)
            column = QVBoxLayout(self._side_room)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(made)
        return self._side

    @property
    def _narrow(self) -> bool:
        """The side panel is folded to a rail."""
        return self.width() < self._look.px(Size.WIDE)

    @Slot()
    def turn_preview(self) -> None:
        """Beside the page; where there is no room for both, instead of it."""
        if self.width() < self._look.px(_ROOM_FOR_TWO) or self.stack.key == PREVIEW.key:
            self.open_place(PREVIEW.key)
            return
        self.beside.turn()
        self._share_room()

    def _share_room(self) -> None:
        """The preview takes the place of the side panel; beside itself it is not shown."""
        width, grids = self.width(), self.stack.form is not None
        room = width >= self._look.px(_ROOM_FOR_TWO)
        allowed = room and self.stack.key != PREVIEW.key
        tight = self.beside.wanted and allowed and grids and width < self._look.px(_ROOM_FOR_ALL)
        self.navigation.set_rail(width < self._look.px(Size.MIDDLE) or tight)
        self.beside.allow(allowed, grids)
        sided = self.stack.key not in _WITHOUT_SIDE or self._tracing
        self._side_room.setVisible(sided and not self.beside.shown)
        self.bar.preview.set_kind("chosen" if self.beside.shown else "")
        self.bar.preview.setVisible(room)

    @Slot(str)
    def open_form(self, code: str) -> None:
        self.open_place(form_key(code))

    @property
    def page(self) -> QWidget:
        return self.stack.page

    @Slot(int)
    def _step(self, step: int) -> None:
        forms = [place.key for place in self._places if place.kind is PlaceKind.FORM]
        if self.stack.key in forms:
            self.open_place(forms[(forms.index(self.stack.key) + step) % len(forms)])

    def _form_before(self) -> None:
        self._step(-1)

    def _form_after(self) -> None:
        self._step(1)

    @Slot(object)
    def goto(self, ref: Ref) -> None:
        """Makes a cell the current one: the page of its form, its block, the cell."""
        form = self._edition.form_of.get(ref.block)
        if form is None:
            return
        narrative = self._edition.blocks[ref.block].kind is BlockKind.NARRATIVE
        if narrative and self.stack.narrative is not None:
            self.stack.narrative.show_slot(f"{ref.block}.{ref.column}")
            self.session.make_current(ref)
            return
        self.open_form(form.form)
        page = self.stack.form
        if page is not None and narrative:
            page.show_slot(f"{ref.block}.{ref.column}")
        elif page is not None:
            page.show_ref(ref)
        self.session.make_current(ref)

    @Slot(str, int)
    def open_annex(self, code: str, place: int) -> None:
        """A cell of an annex becomes current on the page of annexes."""
        self.open_place(ANNEXES.key)
        if self.stack.annexes is not None:
            self.stack.annexes.show_cell(code, place)

    @Slot(object)
    def show_trace(self, ref: Ref) -> None:
        """Where a figure comes from and goes, beside whatever page is in front."""
        self.session.make_current(ref)
        self._tracing = True
        if self.beside.shown:
            self.beside.turn()
        self._share_room()
        self.side.open_tab(TRACE_TAB)

    @Slot()
    def _leave_side(self) -> None:
        self.into_page()  # while the panel stands: what is hidden gives the focus to whatever comes next
        self._tracing = False
        self._share_room()

    def _found(self, hit: Hit) -> None:
        if hit.ref is not None:
            self.goto(hit.ref)
            return
        self.open_form(hit.form)
        page, block = self.stack.form, self._edition.blocks.get(hit.path)
        if page is None or block is None:
            return
        if block.kind is BlockKind.NARRATIVE and block.columns:
            page.show_slot(f"{hit.path}.{next(iter(block.columns))}")
        else:
            page.show_block(hit.path)
            if hit.path in page.blocks and self.search.hasFocus():
                _first_typed(page.blocks[hit.path]).setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _hint(self, ref: Ref | None) -> None:
        """Beside a figure of a form: its plan, the period before, the change. The table of capital has its own line."""
        page = self.stack.form
        wanted = ref is not None and page is not None and not page.compares
        found = compare(self.session.work, ref) if ref is not None and wanted else None
        self.status.hint(found.words if found else _HINTS.get(self.stack.key, HINTS))

    def _to_search(self) -> None:
        """In the pages of the preview their own words are searched."""
        preview = self._preview_in_use()
        if preview is not None:
            preview.open_search()
            return
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _preview_in_use(self) -> PreviewPage | None:
        beside, focus = self.beside.page, self.focusWidget()
        if beside is not None and focus is not None and beside.isAncestorOf(focus):
            return beside
        return self.stack.preview

    def into_page(self) -> None:
        """Back to where one was in the page, else to what one types into first."""
        last = self.page.focusWidget()
        if last is not None and last.isVisibleTo(self.page) and not isinstance(last, _NOT_TYPED):
            last.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        _first_typed(self.page).setFocus(Qt.FocusReason.TabFocusReason)

    def _next_area(self) -> None:
        """F6: navigation, page, the preview or the panel beside it, and round again."""
        focus = self.focusWidget()
        if focus is not None and self.navigation.isAncestorOf(focus):
            self.into_page()
        elif focus is not None and self.page.isAncestorOf(focus) and self.side.isVisible():
            self.side.take_focus()
        elif focus is not None and self.page.isAncestorOf(focus) and self.beside.page is not None and self.beside.shown:
            self.beside.page.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.navigation.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- following the dossier

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            if self.focusWidget() is None:
                self.into_page()
            QTimer.singleShot(0, self, self._find)

    @Slot()
    def _find(self) -> None:
        """After the figures are on the screen: the side panel, findings and progress take longer."""
        self.side.show()
        self.session.work.find()
        self._progress = form_progress(self.session.work, self._counted)
        self._show_progress()
        unused = {form_key(code) for code, each in self._progress.items() if each.state is FormState.NOT_APPLICABLE}
        self.navigation.tree.fold_unused(unused)
        self.session.found.emit()

    @Slot(object)
    def _follow(self, change: Change | None) -> None:
        """Figures are on the screen already; how far the forms are is counted when the typist rests."""
        if change is None:
            self._progress.clear()
        else:
            self._touched |= blocks_of(change) | {
                form.path(code) for form in self._open_forms() for code in form.blocks
            }
        self._rest.start()

    @Slot()
    def _count(self) -> None:
        touched, self._touched = self._touched, set()
        work = self.session.work
        if self._progress:
            self._progress = update(work, self._progress, touched, memory=self._counted)
        else:
            self._progress = form_progress(work, self._counted)
        self._show_progress()

    def _open_forms(self) -> list[Form]:
        return [self.stack.form.form] if self.stack.form is not None else []

    def _show_progress(self) -> None:
        whole = overall(self._progress)
        begun = sum(each.state not in _IDLE for each in self._progress.values())
        self.navigation.show_overall(whole, begun / whole.total if whole.total else 0.0)
        self.navigation.tree.show_progress({form_key(code): each for code, each in self._progress.items()})
        self._show_page_state()

    def _show_page_state(self) -> None:
        page = self.stack.form
        if page is not None and page.form.form in self._progress:
            page.show_progress(self._progress[page.form.form])

    @Slot()
    def _redress(self) -> None:
        self._show_saving(self._saving)

    @Slot(object)
    def _show_saving(self, saving: Saving) -> None:
        self._saving = saving
        sign, tone = _SAVING[saving.state]
        self.bar.show_saving(saving.words, sign, tone, saving.reason)
        if saving.reason:
            self.status.say(saving.reason)

    # ---- size and end

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        if self._side is None:
            self._side_room.setFixedWidth(self._look.px(Size.SIDE_RAIL if self._narrow else Size.SIDE))
        else:
            self._side.set_rail(self._narrow)
        self.search.shorten(width < self._look.px(Size.MIDDLE))
        self._share_room()
        self._column.activate()  # what is folded or unfolded now stands right in this frame, not in the next one

    @Slot()
    def _undo(self) -> None:
        """By the button, which takes no focus: what is being typed is the newest step."""
        self.write_what_is_typed()
        self.session.undo()

    @Slot()
    def _redo(self) -> None:
        self.write_what_is_typed()
        self.session.redo()

    def write_what_is_typed(self) -> None:
        """The field and the narrative in which one is typing now."""
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
        self.stack.finish()
        self.session.work.flush()

    def finish(self) -> None:
        """What is being typed is written; everything goes to the disk."""
        self._rest.stop()
        self.write_what_is_typed()
        self.session.finish()


def _form_of(key: str) -> str:
    """The form that a place shows; empty for a page."""
    return key.partition(":")[2] if key.startswith("form:") else ""


def _first_typed(page: QWidget) -> QWidget:
    """What one types into first, else the first button."""
    inside = [each for each in _chain(page) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    seen = [each for each in inside if each.isVisibleTo(page) and each.isEnabled()]
    return next((each for each in seen if not isinstance(each, _NOT_TYPED)), seen[0] if seen else page)


def _chain(page: QWidget) -> Iterator[QWidget]:
    """What is inside a page, in the order of Tab."""
    each = page.nextInFocusChain()
    while each is not None and each is not page:
        if page.isAncestorOf(each):
            yield each
        each = each.nextInFocusChain()


_IDLE = (FormState.EMPTY, FormState.OPTIONAL, FormState.NOT_APPLICABLE, FormState.COMPLETE, FormState.SEALED)
