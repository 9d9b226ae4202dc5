"""The side panel: four tabs; folded it is a rail that opens over the edge of the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.session import Session, Typing
from gnbv_desktop.ui.side.basis_tab import BasisTab
from gnbv_desktop.ui.side.body import Body
from gnbv_desktop.ui.side.card import answer_at
from gnbv_desktop.ui.side.checks_tab import ChecksTab
from gnbv_desktop.ui.side.figure_tab import FigureTab
from gnbv_desktop.ui.side.findings import current_in, to_act_on
from gnbv_desktop.ui.side.history_tab import HistoryTab
from gnbv_desktop.ui.side.jumps import Jumps
from gnbv_desktop.ui.side.questions import MOST, choices_of
from gnbv_desktop.ui.side.rail import Rail
from gnbv_desktop.ui.side.tabs import Tab
from gnbv_desktop.ui.widgets.buttons import IconButton
from gnbv_desktop.ui.widgets.surfaces import Rule, Surface

if TYPE_CHECKING:
    from gnbv_desktop.ui.annexes.live import LiveAnnexes

TABS = (("Kiểm tra", "tab_checks"), ("Số này", "tab_figure"), ("Lịch sử", "tab_history"), ("Căn cứ", "tab_basis"))

NOTHING_ASKED = "Ô đang chọn không có câu hỏi nào cần trả lời."


class SidePanel(Surface):
    form_asked = Signal(str)
    rail_opened = Signal()
    """The folded panel was opened over the page."""
    left = Signal()
    """Back to the page, in which no cell is the current one."""

    def __init__(
        self, look: Look, session: Session, annexes: Callable[[Session], LiveAnnexes] | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(look, "nav", "l", parent)
        self.setObjectName("side_panel")
        self.setAccessibleName("Bảng bên")
        self._session = session
        self.jumps = Jumps(session, self)
        self.checks = ChecksTab(look, session, self.jumps)
        self.figure = FigureTab(look, session, self.jumps, annexes)
        self.history = HistoryTab(look, session, self.jumps)
        self.basis = BasisTab(look, session)
        self._form = ""
        self._typing = False
        self._railed, self._over = False, False
        self._body = Body(look, "nav", "l")
        self._body.setObjectName("side_body")
        self._rail = Rail(look)
        self._stack = QStackedWidget()
        self.tabs = [Tab(look, words, name, f"Ctrl+{place}") for place, (words, name) in enumerate(TABS, 1)]
        self._fold = IconButton(look, "panel-right", "Thu bảng bên", "fold_panel", "Esc", pressed=self.leave)
        self._fold.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._connect()
        self.tabs[0].setChecked(True)
        self._rail.hide()
        self._fold.hide()
        self._measure()

    def _lay_out(self) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(5, 0, 4, 0)
        line.setSpacing(0)
        for tab in self.tabs:
            line.addWidget(tab)
        line.addStretch(1)
        line.addWidget(self._fold)
        for page in (self.checks, self.figure, self.history, self.basis):
            self._stack.addWidget(page)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(1, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(row)
        inner.addWidget(Rule(self._look))
        inner.addWidget(self._stack, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._body)
        outer.addWidget(self._rail)

    def _connect(self) -> None:
        for place, tab in enumerate(self.tabs):
            tab.toggled.connect(self._choose)
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            shortcut.activated.connect(lambda place=place: self.open_tab(place))
        for number in range(1, MOST + 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self).activated.connect(partial(self.answer, number))
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.jumps.back)
        self.checks.counted.connect(self._count)
        self.figure.form_asked.connect(self.form_asked)
        self.figure.form_asked.connect(self.close_over)
        self._rail.asked.connect(self.open_tab)
        self._body.escaped.connect(self.leave)
        self._body.answered.connect(self.answer)
        self.checks.left.connect(self.leave)
        self._session.typing.connect(self._note_typing)
        self._session.asked.connect(self.close_over)
        self._look.changed.connect(self._measure)

    # ---- tabs

    @Slot(bool)
    def _choose(self, chosen: bool) -> None:
        if chosen:
            self._stack.setCurrentIndex(next(place for place, tab in enumerate(self.tabs) if tab.isChecked()))

    @Slot(int)
    def open_tab(self, place: int) -> None:
        """The tab comes to the front with the focus, over the page where the panel is folded."""
        self.tabs[place].setChecked(True)
        if self._railed:
            self._open_over()
        self.tabs[place].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_focus(self) -> None:
        """F6: into the panel, wherever it is."""
        self.open_tab(self._stack.currentIndex())

    def show_form(self, code: str) -> None:
        """Which form is in front; empty for a page that is none."""
        self._form = code
        for page in (self.checks, self.history, self.basis):
            page.show_form(code)

    @Slot()
    def leave(self) -> None:
        """Back to the current cell of the form in front, or to a page that is none."""
        self.close_over()
        ref = self._current
        if ref is not None and self._form:
            self._session.goto(ref)
        else:
            self.left.emit()

    @property
    def _current(self) -> Ref | None:
        return current_in(self._session.work.evaluation, self._session.ref, self._form)

    @Slot(object)
    def _note_typing(self, typing: Typing | None) -> None:
        self._typing = typing is not None

    @Slot(int)
    def answer(self, number: int) -> None:
        """Answers the question of the current cell, from anywhere in the window."""
        focus = QApplication.focusWidget()
        if self._typing and focus is not None:
            focus.clearFocus()
        ref = self._current
        offered = choices_of(self._session.work, ref) if ref is not None else ()
        if ref is not None and 1 <= number <= len(offered) and not self._session.sealed:
            answer_at(self._session, ref, number - 1)
        else:
            self._session.said.emit(NOTHING_ASKED)

    def refresh(self) -> None:
        """The findings were computed for the first time."""
        self.checks.refresh()

    @Slot(object)
    def _count(self, numbers: dict[Tone, int]) -> None:
        self.tabs[0].show_count(to_act_on(numbers))
        self._rail.show_counts(numbers)

    # ---- the rail

    @property
    def over(self) -> bool:
        """Whether it is folded and stands open over the page."""
        return self._over

    def set_rail(self, rail: bool) -> None:
        if rail is self._railed:
            return
        self.close_over()
        self._railed = rail
        self._rail.setVisible(rail)
        self._body.setVisible(not rail)
        self._fold.setVisible(rail)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        self.setFixedWidth(self._look.px(Size.SIDE_RAIL if self._railed else Size.SIDE))
        self._place()

    def _open_over(self) -> None:
        if self._over:
            return
        self._over = True
        self._body.setParent(self.window())
        self._place()
        self._body.show()
        self._body.raise_()
        self.window().installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.rail_opened.emit()

    @Slot()
    def close_over(self) -> None:
        if not self._over:
            return
        self._over = False
        self.window().removeEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._focus_moved)
        self._body.hide()
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(0, self._body)
        self._body.setVisible(not self._railed)

    def _place(self) -> None:
        if self._over:
            wide = self._look.px(Size.SIDE)
            corner = self.mapTo(self.window(), QPoint(self.width() - wide, 0))
            self._body.setGeometry(corner.x(), corner.y(), wide, self.height())

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Somebody works on in the page."""
        here = new is not None and new.window() is self.window()
        if new is not None and here and new is not self._body and not self._body.isAncestorOf(new):
            self.close_over()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self._over:
            self._place()
        return super().eventFilter(watched, event)
