"""The page "Hồ sơ báo cáo": open dossiers, the days that come, the other dossiers; or how to begin."""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.home import DossierCard, calendar, cards
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.start.card import OpenDossier
from gnbv_desktop.ui.start.due_days import DueDays
from gnbv_desktop.ui.start.earlier import EarlierDossiers
from gnbv_desktop.ui.start.summary import Summary, summarise
from gnbv_desktop.ui.start.table import DossierRow
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.empty import Empty
from gnbv_desktop.ui.widgets.rest import Rest
from gnbv_desktop.ui.widgets.strip import Strip
from gnbv_desktop.ui.widgets.surfaces import Card
from gnbv_desktop.ui.widgets.words import Words

CARDS = 2
COUNTED = 20
"""More dossiers are not read for the start page."""
DAYS_WIDTH = 264
BESIDE = 420
"""A card needs so much room before the days may stand beside the cards."""


class DossiersPage(QWidget):
    chosen = Signal(str)
    new_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, look: Look, desk: Desk, today: Callable[[], datetime.date]) -> None:
        super().__init__()
        self._look, self._desk, self._today = look, desk, today
        self._cards: list[OpenDossier] = []
        self._waiting: deque[OpenDossier | DossierRow] = deque()
        self._known: dict[str, tuple[str, Summary]] = {}
        self._counting = Rest(0, self._count_next, self)
        self.setObjectName("dossiers_page")
        self._days = DueDays(look)
        self._earlier = EarlierDossiers(look)
        self._earlier.chosen.connect(self.chosen)
        self._earlier.table.filled.connect(self._count_rows)
        self._empty = self._beginning()
        self._board = QGridLayout()
        self._board.setSpacing(12)
        self._scroll = self._scrolled()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        look.changed.connect(self._paper)
        self._paper()

    def _scrolled(self) -> QScrollArea:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 14, 24, 18)
        column.setSpacing(12)
        for strip in self._strips():
            column.addWidget(strip)
        column.addLayout(self._heading())
        column.addWidget(self._empty)
        column.addLayout(self._board)
        column.addWidget(self._earlier)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("dossiers_scroll")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        return area

    def _beginning(self) -> Card:
        """What stands here while there is no dossier."""
        card = Card(self._look)
        card.setObjectName("empty_state")
        empty = Empty(self._look, "folder-open", "Chưa có hồ sơ nào", "Tạo hồ sơ đầu tiên hoặc nhận tệp từ máy khác.")
        begin = Button(
            self._look, "Tạo hồ sơ mới", "plus", "primary", "new_first_dossier", pressed=self.new_wanted.emit
        )
        empty.buttons.addWidget(begin)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(24, 12, 24, 20)
        layout.addWidget(empty)
        return card

    def _strips(self) -> list[Strip]:
        made = []
        if self._desk.recovery is not None:
            tone = Tone.NOTE if self._desk.recovery.sound else Tone.ERROR
            made.append(Strip(self._look, tone, "history", self._desk.recovery.message, "recovery"))
        if self._desk.warning:
            made.append(Strip(self._look, Tone.CONFIRM, "triangle-alert", self._desk.warning, "warning"))
        return made

    def _heading(self) -> QHBoxLayout:
        look = self._look
        line = QHBoxLayout()
        line.setSpacing(8)
        self._new = Button(look, "Tạo hồ sơ mới", "plus", "primary", "new_dossier_button", pressed=self.new_wanted.emit)
        self._new.setToolTip("Tạo hồ sơ mới (Ctrl+N)")
        take = Button(look, "Nhận từ tệp…", "import", name="take_file", pressed=self.file_wanted.emit)
        take.setToolTip("Nhận hồ sơ từ tệp của máy khác (Ctrl+O)")
        line.addWidget(Words(look, "Hồ sơ báo cáo", Role.TITLE), 1)
        line.addWidget(take)
        line.addWidget(self._new)
        return line

    def _paper(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._look.color("base"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self._scroll.setPalette(palette)

    def refresh(self) -> None:
        """Reads the heads again; the contents of open dossiers are counted after the page is painted."""
        shown = cards(self._desk, self._today())
        opened = [card for card in shown if card.open][:CARDS]
        self._show_cards(opened)
        self._earlier.show_cards([card for card in shown if card not in opened])
        self._days.show_days(calendar(shown, self._today()), self._today())
        self._empty.setVisible(not shown)
        self._new.setVisible(bool(shown))
        self._new.set_kind("" if opened else "primary")
        self._days.setVisible(bool(shown))
        self._place()
        self.update()

    def _show_cards(self, opened: Sequence[DossierCard]) -> None:
        for card in self._cards:
            self._board.removeWidget(card)
            card.deleteLater()
        self._cards = [OpenDossier(self._look, shown, number == 0) for number, shown in enumerate(opened)]
        self._waiting.clear()
        for card in self._cards:
            card.chosen.connect(self.chosen)
            card.painted.connect(self._count_soon)
            self._ask(card)

    def _ask(self, asking: OpenDossier | DossierRow) -> None:
        """Tells what is known of a dossier, or lets it wait to be counted."""
        moment, summary = self._known.get(asking.shown.id, ("", None))
        if summary is not None and moment == asking.shown.changed_at:
            asking.show_summary(summary)
        else:
            self._waiting.append(asking)

    def _count_rows(self) -> None:
        """Rows of open dossiers say what they lack too, after the cards."""
        self._waiting = deque(each for each in self._waiting if isinstance(each, OpenDossier))
        for row in self._earlier.table.rows:
            if row.shown.open and len(self._waiting) < COUNTED:
                self._ask(row)
        if self._cards and self._cards[0].isVisible():
            self._count_soon()

    def _place(self) -> None:
        """The days stand beside the cards, or below them where there is no room."""
        count = max(1, len(self._cards))
        room = self.width() - 2 * 24
        beside = (room - self._look.px(DAYS_WIDTH) - count * 12) / count >= self._look.px(BESIDE - 60 * count)
        for number, card in enumerate(self._cards):
            self._board.addWidget(card, 0, number)
        self._days.setMaximumWidth(self._look.px(DAYS_WIDTH) if beside else 16_777_215)
        self._board.removeWidget(self._days)
        if beside:
            self._board.addWidget(self._days, 0, CARDS)
        else:
            self._board.addWidget(self._days, 1, 0, 1, CARDS)
        for column in range(CARDS):
            self._board.setColumnStretch(column, 1 if column < count else 0)
        kept_free = beside and self._days.isVisibleTo(self)
        self._board.setColumnMinimumWidth(CARDS, self._look.px(DAYS_WIDTH) if kept_free else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _count_soon(self) -> None:
        if self._waiting and not self._counting.isActive():
            self._counting.start(0)

    def _count_next(self) -> None:
        """One dossier per turn of the event loop."""
        if not self._waiting:
            return
        card = self._waiting.popleft()
        try:
            summary = summarise(self._desk, card.shown.id)
        except KnownError as error:
            card.say_trouble(error.message)
        else:
            self._known[card.shown.id] = (card.shown.changed_at, summary)
            card.show_summary(summary)
        if self._waiting:
            self._counting.start(0)
