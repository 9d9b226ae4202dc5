"""The overview of an open dossier; computed when it is shown, and a moment after changes while it is seen."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.services.big_changes import BigChange
from gnbv_desktop.services.kpis import Kpi
from gnbv_desktop.services.overview import Overview, overview
from gnbv_desktop.services.progress import Progress, form_progress, overall
from gnbv_desktop.services.purse import money_roles
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.overview.chart import PovertyChart, known
from gnbv_desktop.ui.overview.kpi import KpiCard
from gnbv_desktop.ui.overview.projects import Projects
from gnbv_desktop.ui.overview.sections import Changes, Lacking, Section
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.empty import Empty
from gnbv_desktop.ui.widgets.pill import Pill
from gnbv_desktop.ui.widgets.rest import Rest
from gnbv_desktop.ui.widgets.words import Words

PAUSE_MS = 300
NARROW = 960
"""Below this width two columns become one."""
GAP = 12


class OverviewPage(QScrollArea):
    form_asked = Signal(str)

    def __init__(self, look: Look, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overview")
        self.setAccessibleName("Tổng quan")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._look, self._session = look, session
        self._narrow: bool | None = None
        self.state = Pill(look)
        self.subtitle = Words(look, "", Role.SMALL, "muted")
        self.cards: list[KpiCard] = []
        self.money = Section(look, "Vốn và giải ngân theo dự án", "money_by_project")
        self.projects = Projects(look)
        self.poverty = Section(look, "Tỷ lệ hộ nghèo", "poverty_rate")
        self.chart = PovertyChart(look)
        self.to_reviews = Button(look, "Mở biểu rà soát", "arrow-right", "", "open_reviews", True, self._ask_reviews)
        self.lacking = Lacking(look)
        self.changes = Changes(look)
        self._empty = self._make_empty()
        self._reviews = ""
        self._lay_out()
        self._soon = Rest(PAUSE_MS, self.refresh, self)
        session.changed.connect(self._changed)
        session.found.connect(self.refresh)
        look.changed.connect(self._redress)
        self.projects.asked.connect(self.form_asked)
        self.lacking.asked.connect(self.form_asked)
        self.changes.asked.connect(self._open_change)

    # ---- parts

    def _lay_out(self) -> None:
        body = QWidget()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Words(self._look, "Tổng quan", Role.TITLE))
        head.addWidget(self.subtitle, 1)
        head.addWidget(self.state)
        self.money.content.addWidget(self.projects, 1)
        self.poverty.content.addWidget(self.chart, 1)
        line = QHBoxLayout()
        line.setContentsMargins(8, 0, 0, 4)
        line.addWidget(self.to_reviews)
        line.addStretch(1)
        self.poverty.content.addLayout(line)
        self.poverty.content.addStretch(0)
        self._kpis = QGridLayout()
        self._left, self._right, self._columns = QVBoxLayout(), QVBoxLayout(), QGridLayout()
        for layout in (self._kpis, self._left, self._right, self._columns):
            layout.setSpacing(GAP)
        self._left.addWidget(self.money, 1)
        self._left.addWidget(self.changes)
        self._right.addWidget(self.poverty, 1)
        self._right.addWidget(self.lacking)
        self._full = QWidget()
        full = QVBoxLayout(self._full)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(GAP)
        full.addLayout(self._kpis)
        full.addLayout(self._columns, 1)
        outer = QVBoxLayout(body)
        outer.setContentsMargins(22, 14, 22, 12)
        outer.setSpacing(GAP)
        outer.addLayout(head)
        outer.addWidget(self._empty)
        outer.addWidget(self._full, 1)
        outer.addStretch(0)
        self.setWidget(body)
        self._arrange(False)

    def _make_empty(self) -> Empty:
        """An empty dossier: what to type first."""
        edition = self._session.work.edition
        first = next(iter(edition.forms.values()))
        roles = money_roles(edition)
        money = edition.form_of[roles.path] if roles is not None else None
        second = f", rồi đến {money.short or money.title}" if money is not None and money is not first else ""
        sentence = (
            f"Bắt đầu từ {first.short or first.title}{second}; các tổng, tỷ lệ và biểu đồ hiện ở đây ngay khi có số."
        )
        empty = Empty(self._look, "text-cursor-input", "Hồ sơ chưa có số liệu", sentence)
        for form in dict.fromkeys((first.form, money.form if money is not None else first.form)):
            name = edition.forms[form].short or edition.forms[form].title
            kind = "primary" if form == first.form else ""
            button = Button(self._look, f"Mở {name}", "arrow-right", kind, f"open_{form}")
            button.clicked.connect(lambda _checked=False, form=form: self.form_asked.emit(form))
            empty.buttons.addWidget(button)
        return empty

    def _arrange(self, narrow: bool) -> None:
        if narrow is self._narrow:
            return
        self._narrow = narrow
        for layout in (self._left, self._right):
            self._columns.removeItem(layout)
        self._columns.addLayout(self._left, 0, 0)
        self._columns.addLayout(self._right, *((1, 0) if narrow else (0, 1)))
        self._columns.setColumnStretch(0, 16)
        self._columns.setColumnStretch(1, 0 if narrow else 9)
        self.changes.set_columns(2 if narrow else 4)
        self._place_cards()

    def _place_cards(self) -> None:
        columns = 2 if self._narrow else 4
        for card in self.cards:
            self._kpis.removeWidget(card)
        for place, card in enumerate(self.cards):
            self._kpis.addWidget(card, place // columns, place % columns)
        for column in range(4):
            self._kpis.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.viewport().width() < self._look.px(NARROW))

    # ---- what it shows

    @Slot(object)
    def _changed(self, _change: Change | None) -> None:
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot()
    def _redress(self) -> None:
        for card in self.cards:
            self._kpis.removeWidget(card)
            card.deleteLater()
        self.cards = []
        if self.isVisible():
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Never while nobody sees it."""
        self._soon.stop()
        if not self.isVisible():
            return
        work = self._session.work
        progress = form_progress(work)
        empty = not any(True for _ in work.dossier.cells()) and not any(work.dossier.narratives.values())
        self._empty.setVisible(empty)
        self._full.setVisible(not empty)
        head = work.dossier.head
        found = overview(work, progress)
        self.subtitle.setText(f"{found.unit} · số liệu đến {write_date(head.period.cutoff)}")
        whole = overall(progress)
        self.state.say(whole.words, "circle-check" if whole.share == 1 else "", accent=True, share=whole.share)
        if not empty:
            self._show(found, progress)

    def _show(self, found: Overview, progress: dict[str, Progress]) -> None:
        self._show_kpis(found.kpis)
        period = self._session.work.dossier.head.period
        year = str(period.last_year) if period.first_year == period.last_year else ""
        self.projects.show_projects(found.projects, year)
        self.money.remark.setText("bấm vào một dòng để mở biểu" if found.projects else "")
        self.money.say_blank("" if found.projects else "Chưa có dòng vốn nào.")
        points = list(known(found.poverty))
        self._reviews = next((kpi.form for kpi in found.kpis if kpi.code == "poverty"), "")
        self.poverty.setVisible(bool(self._reviews))
        self.poverty.remark.setText(f"chuẩn {found.standard}" if found.standard else "")
        self.poverty.say_blank("" if points else "Chưa có kết quả rà soát hộ nghèo nào để vẽ.")
        self.chart.setVisible(bool(points))
        self.to_reviews.setVisible(not points)
        self.chart.show_points(points)
        self.lacking.show_lacks(found.lacking, progress)
        self.changes.show_changes(found.changes, found.since)
        self._order()

    def _order(self) -> None:
        """The tab key goes as one reads."""
        rows = [*self.cards, *self.projects.rows, *self.changes.cells, self.to_reviews, self.lacking.all]
        for first, second in pairwise([*rows, *self.lacking.rows]):
            QWidget.setTabOrder(first, second)

    def _show_kpis(self, kpis: tuple[Kpi, ...]) -> None:
        if len(self.cards) != len(kpis):
            for card in self.cards:
                self._kpis.removeWidget(card)
                card.deleteLater()
            self.cards = [KpiCard(self._look) for _ in kpis]
            for card in self.cards:
                card.clicked.connect(self._open_kpi)
            self._place_cards()
        for card, kpi in zip(self.cards, kpis, strict=True):
            card.show_kpi(kpi)

    # ---- where it leads

    @Slot()
    def _open_kpi(self) -> None:
        card = self.sender()
        kpi = card.kpi if isinstance(card, KpiCard) else None
        if kpi is not None and kpi.ref is not None:
            self._session.goto(kpi.ref)
        elif kpi is not None:
            self.form_asked.emit(kpi.form)

    @Slot(object)
    def _open_change(self, change: BigChange) -> None:
        if change.ref is not None:
            self._session.goto(change.ref)
        else:
            self.form_asked.emit(change.form)

    def _ask_reviews(self) -> None:
        self.form_asked.emit(self._reviews)
