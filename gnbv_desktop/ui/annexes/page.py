"""The page "Biểu số": the list of annexes, the sheet of the chosen one as it will be sent, what leads out of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.annexes import AnnexState, annex_entries
from gnbv_desktop.ui.annexes import walking
from gnbv_desktop.ui.annexes.list import AnnexList
from gnbv_desktop.ui.annexes.live import live_annexes
from gnbv_desktop.ui.annexes.origins import CellOrigins
from gnbv_desktop.ui.annexes.view import SheetView
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.preview.outcome import Outcome
from gnbv_desktop.ui.preview.output import Output, Writers
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button, IconButton
from gnbv_desktop.ui.widgets.showing import show_if
from gnbv_desktop.ui.widgets.surfaces import Rule, Surface
from gnbv_desktop.ui.widgets.words import Sign, Words

OpenWorkbooks = Callable[[Look, Session, QWidget], object]
NARROW = 960
"""Below this width the list is slim."""
RECONSTRUCTED = (
    "Mẫu biểu dựng lại theo nội dung Thông tư 10/2022/TT-BLĐTBXH, đối chiếu với biểu của tỉnh trước khi gửi."
)
UNUSED = "Biểu này chưa có số liệu nên không gửi kèm báo cáo."
REPLACED = "Đơn vị dùng biểu của tỉnh thay cho biểu này khi xuất báo cáo."
NOWHERE = "Chưa có ô nhập nào cho ô này; dòng tương ứng chưa được thêm."
NO_FIGURE = "Ô này không phải số liệu của hồ sơ."
NOTHING_MISSING = "Biểu này không còn ô nào thiếu."


class AnnexPage(QWidget):
    def __init__(self, look: Look, session: Session, writers: Writers, open_workbooks: OpenWorkbooks) -> None:
        super().__init__()
        self.setObjectName("annex_page")
        self.setAccessibleName("Biểu số")
        self._look, self._session = look, session
        self._open_books = open_workbooks
        self._origins: CellOrigins | None = None
        self._wanted: tuple[str, int] | None = None
        """A cell that is to become current as soon as its sheet stands."""
        self._hinted, self._hint = -1, ""
        self.list = AnnexList(look)
        self.view = SheetView(look)
        self.output = Output(session, writers, self)
        self.live = live_annexes(session)
        self.live.watch(self.isVisible, lambda: self.list.code)
        self._lay_out()
        self._connect()
        self._show_entries()
        self.list.setCurrentIndex(self.list.entries.index(0))

    # ---- parts

    def _lay_out(self) -> None:
        look, view = self._look, self.view
        self.title = Words(look, "Biểu số", Role.STRONG)
        self.missing = Button(look, "", "circle-dashed", "flat", "annex_missing", True, self._next_missing)
        self.missing.setToolTip("Tới ô còn thiếu tiếp theo (F3)")
        self.missing.hide()
        self.percent = Words(look, "", Role.SMALL, "text2")
        self.percent.setObjectName("annex_zoom")
        self.fit = IconButton(look, "move-horizontal", "Vừa khổ", "annex_fit", "Ctrl+0", view.fit_width)
        export = Button(look, "Xuất báo cáo", "download", "primary", "annex_export", True, self.output.ask_folder)
        export.setToolTip("Ghi báo cáo Word, PDF và các biểu Excel vào một thư mục, đã đối chiếu từng số")
        books = Button(look, "Biểu của tỉnh…", "columns-3", "", "annex_books", True, self._open_workbooks)
        books.setToolTip("Nạp tệp Excel tỉnh gửi để chương trình điền, thay cho biểu ở đây")
        head = Surface(look, "base", "b")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 6, 12, 7)
        row.setSpacing(6)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.missing)
        row.addWidget(IconButton(look, "minus", "Thu nhỏ", "annex_smaller", "Ctrl+-", lambda: view.zoom_by(-1)))
        row.addWidget(self.percent)
        row.addWidget(IconButton(look, "plus", "Phóng to", "annex_larger", "Ctrl++", lambda: view.zoom_by(1)))
        row.addWidget(self.fit)
        row.addWidget(books)
        row.addWidget(export)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._note_line())
        right.addWidget(view, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        ground = Surface(look, "nav")
        left = QVBoxLayout(ground)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.list)
        middle.addWidget(ground)
        middle.addWidget(Rule(look, standing=True))
        middle.addLayout(right, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(middle, 1)

    def _note_line(self) -> QWidget:
        """What is said of the sheet without being printed on it."""
        self.note_line = Surface(self._look, "base", "b")
        self.note = Words(self._look, "", Role.SMALL, "text2", wrap=True)
        self.note.setObjectName("annex_note")
        row = QHBoxLayout(self.note_line)
        row.setContentsMargins(14, 5, 14, 6)
        row.setSpacing(8)
        row.addWidget(Sign(self._look, "info", "muted", "Ghi chú", 14))
        row.addWidget(self.note, 1)
        self.note_line.hide()
        return self.note_line

    @Slot()
    def _open_workbooks(self) -> None:
        self._open_books(self._look, self._session, self.window())

    def _connect(self) -> None:
        view = self.view
        self.live.composed.connect(self._show_composed)
        self._session.changed.connect(self._forget_hint)
        self.list.chosen.connect(self._open)
        self.list.left.connect(lambda: view.setFocus(Qt.FocusReason.TabFocusReason))
        view.chosen.connect(self._go_behind)
        view.reached.connect(self._say_cell)
        view.hinted.connect(self._give_hint)
        view.asked.connect(self._trace)
        view.menu_asked.connect(self._open_menu)
        view.missing_asked.connect(self._go_missing)
        view.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        view.zoomed.connect(self._say_zoom)
        Outcome(self._look, self.output, self._column)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl++": lambda: view.zoom_by(1),
            "Ctrl+=": lambda: view.zoom_by(1),
            "Ctrl+-": lambda: view.zoom_by(-1),
            "Ctrl+0": view.fit_width,
        }
        for key, action in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.set_slim(self.width() < self._look.px(NARROW))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._session.summed.emit("")
        self.live.look()

    # ---- the sheets follow the dossier

    @Slot(str)
    def _show_composed(self, code: str) -> None:
        self._show_entries()
        if code == self.list.code:
            self._show_sheet(code)

    def _show_entries(self) -> None:
        self.list.entries.show_entries(annex_entries(self._session.work, self.live.sheets, self.live.replaced))

    @Slot(str)
    def _open(self, code: str) -> None:
        """What was composed before is shown at once, and again when it is composed anew."""
        if code in self.live.sheets:
            self._show_sheet(code)
        self._say_notes(code)

    def _show_sheet(self, code: str) -> None:
        annex = self.live.sheets[code]
        self._origins = CellOrigins(self._session.work, annex)
        self._forget_hint()
        self.view.show_annex(annex)
        self.view.setAccessibleName(f"{annex.sheet.name}: {annex.sheet.title}")
        self._say_notes(code)
        if self._wanted is not None and self._wanted[0] == code:
            place, self._wanted = self._wanted[1], None
            if place < len(annex.sheet.boxes):
                self.view.stand_at(place)

    def _say_notes(self, code: str) -> None:
        entry = self.list.entry(code)
        if entry is None:
            return
        notes = {AnnexState.EMPTY: UNUSED, AnnexState.REPLACED: REPLACED}
        told = [notes.get(entry.state, ""), RECONSTRUCTED if entry.reconstructed else ""]
        self.note.setText(" ".join(filter(None, told)))
        show_if(self.note_line, any(told))
        lacking = entry.missing if entry.state is AnnexState.MISSING else 0
        self.missing.setText(f"Còn thiếu {lacking} ô")
        show_if(self.missing, bool(lacking))

    def show_cell(self, code: str, place: int) -> None:
        """A cell of an annex becomes current, as soon as its sheet stands."""
        self._wanted = (code, place)
        if self.list.code != code:
            self.list.open(code)
        elif code in self.live.sheets:
            self._show_sheet(code)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _say_zoom(self) -> None:
        self.percent.setText(f"{self.view.percent}%")

    # ---- from the cells to the fields

    @Slot(int)
    def _go_behind(self, place: int) -> None:
        assert self._origins is not None
        refs = self._origins.fields(place)
        if not self.view.box(place).source:
            self._session.said.emit(NO_FIGURE)
        elif not refs:
            self._session.said.emit(NOWHERE)
        elif len(refs) == 1:
            self._session.goto(refs[0])
        else:
            self._choose(f"Số này lấy từ {len(refs)} ô", place, refs, self._session.goto)

    @Slot(int)
    def _trace(self, place: int) -> None:
        """In the panel beside: of one address, or of the one that is chosen."""
        assert self._origins is not None
        refs = self._origins.traced(place)
        if not refs:
            self._session.said.emit(NOWHERE if self.view.box(place).source else NO_FIGURE)
        elif len(refs) == 1:
            self._session.trace_asked.emit(refs[0])
        else:
            self._choose("Xem số nào", place, refs, self._session.trace_asked.emit)

    def _choose(self, title: str, place: int, refs: tuple[Ref, ...], act: Callable[[Ref], object]) -> None:
        assert self._origins is not None
        below = self.view.rect_of(place).bottomLeft()
        self._origins.menu(title, refs, act, self).popup(self.view.viewport().mapToGlobal(below))

    @Slot(int, QPoint)
    def _open_menu(self, place: int, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("annex_menu")
        figure = bool(self.view.box(place).source)
        for words, name, act, possible in (
            ("Tới ô nhập\tEnter", "annex_goto", self._go_behind, figure),
            ("Số này ở đâu?\tF7", "annex_trace", self._trace, figure),
            ("Chép\tCtrl+C", "annex_copy", self._copy, True),
        ):
            action = menu.addAction(words)
            action.setObjectName(name)
            action.setEnabled(possible)
            action.triggered.connect(lambda _checked=False, act=act: act(place))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _copy(self, place: int) -> None:
        QGuiApplication.clipboard().setText(self.view.text_at(place))

    @Slot()
    def _next_missing(self) -> None:
        self._go_missing(1)

    @Slot(int)
    def _go_missing(self, step: int) -> None:
        """Round and round through what is missing."""
        places = sorted(self.view.annex.missing) if self.view.annex is not None else []
        if not places:
            self._session.said.emit(NOTHING_MISSING)
            return
        now = self.view.current if self.view.current >= 0 else None
        place = walking.along(places, now, step)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.stand_at(place if place is not None else places[0 if step > 0 else -1])

    @Slot(int)
    def _give_hint(self, place: int) -> None:
        if place != self._hinted and self._origins is not None:
            figure = place >= 0 and bool(self.view.box(place).source)
            self._hinted, self._hint = place, self._origins.words(place) if figure else ""
        self.view.hint = self._hint if place >= 0 else ""

    @Slot()
    def _forget_hint(self) -> None:
        self._hinted, self._hint = -1, ""

    @Slot(int)
    def _say_cell(self, place: int) -> None:
        words = self._origins.spoken(place) if place >= 0 and self._origins is not None else ""
        self._session.said.emit(words)
        self.view.setAccessibleDescription(words)
