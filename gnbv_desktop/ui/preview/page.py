"""The page "Xem trước", also beside a form or the narrative: pages, what leads into them and out of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.preview import Composed
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.paper.finding import find
from gnbv_desktop.ui.paper.places import Area, Figure
from gnbv_desktop.ui.paper.setter import Setter, Sheets
from gnbv_desktop.ui.preview.find_bar import FindBar
from gnbv_desktop.ui.preview.live import Live
from gnbv_desktop.ui.preview.origins import Origins
from gnbv_desktop.ui.preview.outcome import Outcome
from gnbv_desktop.ui.preview.output import Output, Writers
from gnbv_desktop.ui.preview.view import PagesView
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button, IconButton
from gnbv_desktop.ui.widgets.rest import Rest
from gnbv_desktop.ui.widgets.surfaces import Surface
from gnbv_desktop.ui.widgets.words import Words

FOLLOW_MS = 150
NARROW = 660
NOWHERE = "Số này không lấy từ ô nhập nào."


class PreviewPage(QWidget):
    def __init__(self, look: Look, session: Session, writers: Writers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview_page")
        self.setAccessibleName("Xem trước báo cáo")
        self._look, self._session = look, session
        self._setter = Setter()
        self._origins: Origins | None = None
        self._ref: Ref | None = None
        """The current field when its sentences were last brought into view."""
        self._reach: frozenset[Ref] = frozenset()
        self._hinted: tuple[Figure | None, int] = (None, -1)
        self._hint = ""
        self._changed: list[Area] = []
        self.view = PagesView(look)
        self.find_bar = FindBar(look)
        self.output = Output(session, writers, self)
        self.live = Live(session, self.isVisible, self)
        self._follow = Rest(FOLLOW_MS, self._follow_current, self)
        self._lay_out()
        self._connect()
        self.output.look_for_converter()

    # ---- parts

    def _lay_out(self) -> None:
        look = self._look
        self.title = Words(look, "Xem trước báo cáo", Role.STRONG)
        self.where = Words(look, "", Role.SMALL, "muted")
        self.updated = Button(look, "", "history", "flat", "preview_updated", True, self._show_changed)
        self.updated.setToolTip("Tới đoạn vừa đổi")
        self.updated.hide()
        self.percent = Words(look, "", Role.SMALL, "text2")
        self.percent.setObjectName("preview_zoom")
        self.fit = IconButton(look, "move-horizontal", "Vừa chiều rộng", "preview_fit", "Ctrl+0", self.view.fit_width)
        self.to_find = IconButton(look, "search", "Tìm trong báo cáo", "preview_to_find", "Ctrl+F", self.open_search)
        self.to_print = IconButton(look, "printer", "In báo cáo", "preview_print", "Ctrl+P", self.output.ask_printer)
        self.save = Button(look, "Lưu PDF", "file-text", "", "preview_pdf", True, self.output.ask_file)
        export = Button(look, "Xuất báo cáo", "download", "primary", "preview_export", True, self.output.ask_folder)
        export.setToolTip("Ghi báo cáo Word, PDF và các biểu Excel vào một thư mục, đã đối chiếu từng số")
        self.more = IconButton(look, "ellipsis", "Cách xuất khác", "preview_more", pressed=self._open_more)
        self.more.hide()
        head = Surface(look, "base", "b")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 6, 12, 7)
        row.setSpacing(6)
        row.addWidget(self.title)
        row.addWidget(self.where)
        row.addStretch(1)
        row.addWidget(self.updated)
        row.addWidget(IconButton(look, "minus", "Thu nhỏ", "preview_smaller", "Ctrl+-", lambda: self.view.zoom_by(-1)))
        row.addWidget(self.percent)
        row.addWidget(IconButton(look, "plus", "Phóng to", "preview_larger", "Ctrl++", lambda: self.view.zoom_by(1)))
        for widget in (self.fit, self.to_find, self.to_print, self.save, self.more, export):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._column = column
        column.addWidget(head)
        column.addWidget(self.find_bar)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        view, session = self.view, self._session
        self.live.composed.connect(self._show)
        session.current.connect(self._follow.start)
        view.figure_chosen.connect(self._go_behind)
        view.block_chosen.connect(self._go_to_block)
        view.figure_reached.connect(self._say_origin)
        view.hinted.connect(self._give_hint)
        view.page_changed.connect(self._say_page)
        view.zoomed.connect(self._say_zoom)
        Outcome(self._look, self.output, self._column)
        self.output.exact_offered.connect(self.more.setVisible)
        self.find_bar.wanted.connect(self._search)
        self.find_bar.stepped.connect(self._step)
        self.find_bar.closed.connect(self._end_search)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+P": self.output.ask_printer,
            "Ctrl++": lambda: view.zoom_by(1),
            "Ctrl+=": lambda: view.zoom_by(1),
            "Ctrl+-": lambda: view.zoom_by(-1),
            "Ctrl+0": view.fit_width,
            "F3": lambda: self._step(1),
            "Shift+F3": lambda: self._step(-1),
        }
        for key, action in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside a form there is no room for what has a key as well."""
        super().resizeEvent(event)
        for widget in (self.title, self.percent, self.fit, self.save):
            widget.setVisible(self.width() >= self._look.px(NARROW))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.live.look()
        self._follow.start()

    # ---- the pages follow the dossier

    @property
    def sheets(self) -> Sheets | None:
        return self._origins.places.sheets if self._origins is not None else None

    @Slot(object)
    def _show(self, composed: Composed) -> None:
        before = self.sheets
        sheets = self._setter.set(composed.document)
        self.view.show_sheets(sheets)
        places = self.view.places
        assert places is not None
        self._origins = Origins(self._session.work, composed, places)
        self._hinted = (None, -1)
        if before is not None:
            self._mark_changed(before, sheets)
        if self.find_bar.isVisible():
            self._search(self.find_bar.field.text(), stay=True)
        self._mark_current()
        self._follow.start()

    def _mark_changed(self, before: Sheets, after: Sheets) -> None:
        """A bar beside the paragraphs that are others than before, until the next change."""
        assert self._origins is not None
        known, of_paper = set(map(id, before.laid)), self._origins.places
        fresh = (place for place, laid in enumerate(after.laid) if id(laid) not in known)
        places = [place for place in fresh if of_paper.block(place) is not None]
        self._changed = [area for place in places for area in of_paper.of_block(place)]
        self.view.mark_changed(self._changed)
        self.updated.setVisible(bool(places))
        self.updated.setText(f"{len(places)} đoạn mới đổi")

    @Slot()
    def _show_changed(self) -> None:
        self.view.reveal(self._changed)

    @Slot()
    def _follow_current(self) -> None:
        """The sentences of the current field; they are brought into view when another field becomes current."""
        ref = self._session.ref
        if self._origins is None or not self.isVisible():
            return
        another, self._ref = ref != self._ref, ref
        self._reach = self._origins.reach(ref) if ref is not None else frozenset()
        self._mark_current()
        if another:
            self.view.reveal(self.view.current)

    def _mark_current(self) -> None:
        """By what the field reached when that was looked at last: asking anew waits for a rest."""
        assert self._origins is not None
        ref, reach = self._ref, self._reach
        self.view.mark_current(*self._origins.areas_of(ref, reach) if ref is not None else ([], []))

    @Slot()
    def _say_page(self) -> None:
        self.where.setText(f"trang {self.view.page}/{self.view.count}" if self.view.count else "")

    @Slot()
    def _say_zoom(self) -> None:
        self.percent.setText(f"{self.view.percent}%")

    # ---- from the pages to the fields

    @Slot(object)
    def _go_behind(self, figure: Figure) -> None:
        assert self._origins is not None
        refs = self._origins.fields_of(figure)
        if not refs:
            self._session.said.emit(NOWHERE)
        elif len(refs) == 1:
            self._session.goto(refs[0])
        else:
            areas = list(self._origins.places.area_of(figure))
            below = self.view.rect_of(areas[0]).bottomLeft().toPoint() if areas else QPoint()
            menu = self._origins.menu(refs, self._session.goto, self)
            menu.popup(self.view.viewport().mapToGlobal(below))

    @Slot(int)
    def _go_to_block(self, place: int) -> None:
        assert self._origins is not None
        ref = self._origins.ref_of_block(place)
        if ref is not None:
            self._session.goto(ref)

    @Slot(object, int)
    def _give_hint(self, figure: Figure | None, place: int) -> None:
        if (figure, place) != self._hinted and self._origins is not None:
            self._hinted = (figure, place)
            if figure is not None:
                self._hint = self._origins.words_of_figure(figure)
            else:
                self._hint = self._origins.words_of_block(place)
        self.view.hint = self._hint if figure is not None or place >= 0 else ""

    @Slot(object)
    def _say_origin(self, figure: Figure | None) -> None:
        """For those who do not use the mouse: in the status line."""
        words = self._origins.words_of_figure(figure) if figure is not None and self._origins is not None else ""
        self._session.said.emit(words.replace("\n", " · "))
        self.view.setAccessibleDescription(f"{figure.run.text}: {words}" if figure is not None else "")

    @Slot()
    def _open_more(self) -> None:
        self.output.open_menu(self.more.mapToGlobal(QPoint(0, self.more.height())))

    # ---- searching

    @Slot()
    def open_search(self) -> None:
        self.find_bar.open_bar()

    @Slot(str)
    def _search(self, text: str, stay: bool = False) -> None:
        if self._origins is None:
            return
        places = self._origins.places
        matches = [list(places.areas(each.text, each.start, each.end)) for each in find(places.sheets, text)]
        at = min(self.view.match, len(matches) - 1) if stay else self._first_below(matches)
        self.view.mark_matches(matches, at)
        self.find_bar.say(at, len(matches))
        if matches and not stay:
            self.view.reveal(matches[at])

    def _first_below(self, matches: list[list[Area]]) -> int:
        """The first one from what is seen on, else the first of all."""
        seen = (n for n, areas in enumerate(matches) if areas and self.view.rect_of(areas[0]).top() >= 0)
        return next(seen, 0) if matches else -1

    @Slot(int)
    def _step(self, step: int) -> None:
        matches = self.view.matches
        if not matches:
            self.open_search()
            return
        at = (self.view.match + step) % len(matches)
        self.view.mark_matches(matches, at)
        self.find_bar.say(at, len(matches))
        self.view.reveal(matches[at])

    @Slot()
    def _end_search(self) -> None:
        self.view.mark_matches([], -1)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
