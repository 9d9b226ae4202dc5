"""The chips above the table of capital: one key column each, with the texts that occur in it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from gnbv_desktop.ui.grid.capital_sheet import CapitalSheet
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.widgets.buttons import Button, literal

ALL = "tất cả"


class FilterChip(Button):
    picked = Signal(str, str)
    """The column and the text that is wanted; empty for all."""

    def __init__(self, look: Look, sheet: CapitalSheet, code: str, label: str) -> None:
        super().__init__(look, "", "chevron-down", "", f"filter_{code}", small=True, pressed=self._open)
        self._sheet = sheet
        self._code = code
        self._label = label
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.show_choice()

    def show_choice(self) -> None:
        text = self._sheet.filters.get(self._code, "")
        shown = self._sheet.filter_choices(self._code).get(text, text) if text else ALL
        self.setText(f"{self._label}: {shown}" if text else self._label)
        self.setAccessibleName(f"Lọc {self._label.lower()}: {shown}")
        self.set_kind("chosen" if text else "")

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setObjectName(f"menu_{self._code}")
        for text, label in ({"": ALL} | self._sheet.filter_choices(self._code)).items():
            action = menu.addAction(literal(label))
            action.setCheckable(True)
            action.setChecked(self._sheet.filters.get(self._code, "") == text)
            action.triggered.connect(partial(self._pick, text))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _pick(self, text: str, _checked: bool = False) -> None:
        self.picked.emit(self._code, text)
