"""The dialog "Nhận theo tên dòng": for each selected row the component that its name says, to be confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gnbv_desktop.kernel.sheets import At, column_letters
from gnbv_desktop.services.province_draft import Draft, Page
from gnbv_desktop.services.province_marks import Mark
from gnbv_desktop.services.province_rows import RowProposal, measures
from gnbv_desktop.ui.dialogs.dressing import Dressing, fit
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.outline.choosers import foot
from gnbv_desktop.ui.pages.block_frame import RoundFrame
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.words import Words

_TITLES = ("Nhận", "Dòng", "Tên trong tệp", "Hiểu là")
_SENTENCE = "Mỗi dòng đang chọn được gán số vốn của dự án, tiểu dự án nêu ở tên dòng. Bỏ dấu ở dòng không lấy."


class RowsDialog(QDialog):
    taken = Signal(object)
    """The marks."""

    def __init__(self, look: Look, draft: Draft, page: Page, places: Sequence[At], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rows_dialog")
        self.setWindowTitle("Nhận theo tên dòng")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._draft, self._page = draft, page
        self._column = places[0].column
        self._rows = sorted({at.row for at in places if at.column == self._column})
        self._proposals: tuple[RowProposal, ...] = ()
        self.measure = self._box("rows_measure", "Số liệu")
        for code, label in measures(draft.work):
            self.measure.addItem(label, code)
        likely = draft.likely_measure(page.name, At(self._rows[0], self._column))
        self.measure.setCurrentIndex(max(0, self.measure.findData(likely)))
        self.names = self._box("rows_names", "Cột có tên dòng")
        for column in range(1, max(page.extent.column, self._column) + 1):
            if column != self._column:
                self.names.addItem(f"Cột {column_letters(column)}{self._sample(column)}", column)
        self.names.setCurrentIndex(max(0, self._likely_names()))
        self.table = QTableWidget(0, len(_TITLES))
        self.table.setObjectName("rows_table")
        self.table.setAccessibleName("Các dòng và dự án hiểu được")
        self.table.setHorizontalHeaderLabels(_TITLES)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setFrameShape(QTableWidget.Shape.NoFrame)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self._use = Button(look, "Nhận", "check", "primary", "rows_use", pressed=self._take)
        self._lay_out(look)
        Dressing(look, self, self._use)
        self.measure.activated.connect(self._propose)
        self.names.activated.connect(self._propose)
        self.table.itemChanged.connect(self._count)
        self._propose()
        fit(self, look.px(760), look.px(520))

    def _lay_out(self, look: Look) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for words, box in (("Số liệu", self.measure), ("Tên dòng ở", self.names)):
            line.addWidget(Words(look, words, Role.BODY, "text2"))
            line.addWidget(box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(Words(look, "Nhận theo tên dòng", Role.TITLE))
        column.addWidget(Words(look, _SENTENCE, Role.SMALL, "text2", wrap=True))
        column.addLayout(line)
        column.addWidget(RoundFrame(look, self.table), 1)
        column.addLayout(foot(look, self, self._use))

    def _box(self, name: str, words: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(words)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(16)
        return box

    def _sample(self, column: int) -> str:
        """The first text of the selected rows, to know the column by."""
        texts = (self._page.text(At(row, column)) for row in self._rows if not self._page.number(At(row, column)))
        found = next((text for text in texts if text.strip()), "")
        return f": {' '.join(found.split())[:30]}" if found else ""

    def _likely_names(self) -> int:
        """The column in which the most rows are recognised."""
        counts = [
            sum(bool(each.code) for each in self._proposed(int(self.names.itemData(index))))
            for index in range(self.names.count())
        ]
        return counts.index(max(counts)) if counts else 0

    def _proposed(self, names: int) -> tuple[RowProposal, ...]:
        measure = str(self.measure.currentData() or "")
        return self._draft.proposed(self._page.name, self._rows, names, measure) if measure else ()

    @Slot()
    def _propose(self) -> None:
        names = self.names.currentData()
        self._proposals = self._proposed(int(names)) if names is not None else ()
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._proposals))
        for number, each in enumerate(self._proposals):
            tick = QTableWidgetItem("")
            tick.setCheckState(Qt.CheckState.Checked if each.code else Qt.CheckState.Unchecked)
            tick.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            if not each.code:
                tick.setFlags(Qt.ItemFlag.ItemIsSelectable)
            texts = (str(each.row), each.label or "(không có tên)", each.meaning or "không nhận ra")
            for place, item in enumerate((tick, *map(QTableWidgetItem, texts))):
                self.table.setItem(number, place, item)
        self.table.blockSignals(False)
        self._count()

    def _ticked(self) -> list[RowProposal]:
        return [
            each
            for number, each in enumerate(self._proposals)
            if each.code and (item := self.table.item(number, 0)) and item.checkState() is Qt.CheckState.Checked
        ]

    @Slot()
    def _count(self) -> None:
        count = len(self._ticked())
        self._use.setText(f"Nhận {count} ô")
        self._use.setEnabled(count > 0)

    def _take(self) -> None:
        marks = [Mark(self._page.name, At(each.row, self._column), each.code) for each in self._ticked()]
        self.accept()
        self.taken.emit(marks)
