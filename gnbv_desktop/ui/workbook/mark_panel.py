"""What the current cell is to show: its mark in words, the unit of money, the search for another figure."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.sheets import At
from gnbv_desktop.services.province_draft import Draft, Page, Shown
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.surfaces import Surface
from gnbv_desktop.ui.widgets.words import Words
from gnbv_desktop.ui.workbook.finder import Finder

WIDTH = 340
_TEXT_LIMIT = 90


class MarkPanel(Surface):
    unit_chosen = Signal(object)
    """A MoneyUnit, or None for the dossier's."""
    remove_asked = Signal()
    rows_asked = Signal()

    def __init__(self, look: Look, session: Session, draft: Draft) -> None:
        super().__init__(look, "nav", "l")
        self._look, self._draft = look, draft
        self.setFixedWidth(look.px(WIDTH))
        self.place = Words(look, "", Role.STRONG)
        self.place.setObjectName("mark_place")
        self._standing = Words(look, "", Role.SMALL, "muted", wrap=True)
        self.value = Words(look, "", Role.STRONG, "chip_text", wrap=True)
        self.value.setObjectName("mark_value")
        self.meaning = Words(look, "", Role.SMALL, "text2", wrap=True)
        self.meaning.setObjectName("mark_meaning")
        self.unit = QComboBox()
        self.unit.setObjectName("mark_unit")
        self.unit.setAccessibleName("Đơn vị tiền của ô")
        money = MoneyUnit(draft.work.dossier.head.money_unit)
        self.unit.addItem(f"theo hồ sơ ({money.label})", None)
        for each in MoneyUnit:
            self.unit.addItem(each.label, each.value)
        self.unit.activated.connect(self._choose_unit)
        self._unit_label = Words(look, "Đơn vị tiền", Role.SMALL, "text2")
        self._unit_label.setBuddy(self.unit)
        self.remove = Button(look, "Bỏ đánh dấu", "trash-2", "", "mark_remove", True, self.remove_asked.emit)
        self.remove.setToolTip("Bỏ đánh dấu các ô đang chọn (Delete)")
        self.finder = Finder(look, session)
        rows = Button(look, "Nhận theo tên dòng…", "list-tree", "", "mark_rows", True, self.rows_asked.emit)
        rows.setToolTip("Đánh dấu cả cột đang chọn theo tên dự án, tiểu dự án ở từng dòng")
        money_line = QHBoxLayout()
        money_line.setSpacing(8)
        money_line.addWidget(self._unit_label)
        money_line.addWidget(self.unit, 1)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.remove)
        acts.addWidget(rows)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 12, 10)
        column.setSpacing(6)
        for label in (self.place, self._standing, self.value, self.meaning):
            column.addWidget(label)
        column.addLayout(money_line)
        column.addLayout(acts)
        column.addSpacing(4)
        column.addWidget(self.finder, 1)

    def show_cell(self, page: Page, at: At, count: int, shown: Shown | None) -> None:
        """`count`: so many cells are selected."""
        mark = self._draft.mark_at(page.name, at)
        self.place.setText(f"Ô {at}" if count == 1 else f"{count} ô, từ {at}")
        text, formula = " ".join(page.text(at).split()), page.formula(at)
        standing = f"Công thức ={formula}" if formula else f"Trong tệp: {text}" if text else "Ô trống trong tệp"
        self._standing.setText(standing if len(standing) <= _TEXT_LIMIT else f"{standing[:_TEXT_LIMIT]}…")
        self.value.setText("" if shown is None or mark is None else _value_words(shown))
        self.meaning.setText("Chưa đánh dấu: tìm số liệu ở dưới." if mark is None else self._draft.meaning(mark))
        self.value.setVisible(bool(self.value.text()))
        money = mark is not None and self._draft.is_money(mark)
        for widget in (self.unit, self._unit_label):
            widget.setVisible(money)
        unit = mark.unit if mark is not None else None
        self.unit.setCurrentIndex(max(0, self.unit.findData(unit.value if unit is not None else None)))
        self.remove.setEnabled(mark is not None or count > 1)

    @Slot()
    def _choose_unit(self) -> None:
        chosen = self.unit.currentData(Qt.ItemDataRole.UserRole)
        self.unit_chosen.emit(MoneyUnit(chosen) if chosen else None)


def _value_words(shown: Shown) -> str:
    if shown.faulty:
        return "chưa dùng được, xem lỗi ở dưới"
    return f"hiện là: {shown.value}" if shown.value else "hiện chưa có số liệu"
