"""The dossiers that have no card: a table with filters by year and kind of period."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.services.home import DossierCard
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.start.table import DossierTable
from gnbv_desktop.ui.widgets.words import Words


class EarlierDossiers(QWidget):
    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._all: Sequence[DossierCard] = ()
        self._title = Words(look, "", Role.H2)
        self._count = Words(look, "", Role.SMALL, "muted")
        self._year = self._filter("filter_year", "Lọc theo năm")
        self._kind = self._filter("filter_kind", "Lọc theo loại kỳ")
        self.table = DossierTable(look)
        self.table.chosen.connect(self.chosen)
        self._nothing = Words(look, "Không có hồ sơ nào khớp với bộ lọc.", Role.SMALL, "muted")
        self._nothing.setObjectName("nothing_found")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._title)
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self._year)
        line.addWidget(self._kind)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(line)
        layout.addWidget(self.table)
        layout.addWidget(self._nothing)

    def _filter(self, name: str, words: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(words)
        box.currentIndexChanged.connect(self._show)
        return box

    def show_cards(self, cards: Sequence[DossierCard]) -> None:
        self._all = cards
        years = sorted({year for card in cards for year in card.years}, reverse=True)
        _fill(self._year, "Mọi năm", [(f"Năm {year}", year) for year in years])
        _fill(self._kind, "Mọi loại kỳ", [(kind, kind) for kind in dict.fromkeys(card.kind for card in cards)])
        self._title.setText("Hồ sơ khác" if any(card.open for card in cards) else "Hồ sơ trước đây")
        self.setVisible(bool(cards))
        self._show()

    def _show(self) -> None:
        year, kind = self._year.currentData(), self._kind.currentData()
        found = [card for card in self._all if year in (None, *card.years) and kind in (None, card.kind)]
        self._count.setText(str(len(found)) if len(found) == len(self._all) else f"{len(found)}/{len(self._all)}")
        self.table.show_cards(found)
        self.table.setVisible(bool(found))
        self._nothing.setVisible(not found)


def _fill(box: QComboBox, every: str, values: Sequence[tuple[str, object]]) -> None:
    """What was chosen stays chosen where it is still offered."""
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(every, None)
    for label, value in values:
        box.addItem(label, value)
    box.setCurrentIndex(max(0, box.findData(before)) if before is not None else 0)
    box.blockSignals(False)
