"""The cards of the overview: a title, a remark, content that may be blank for a reason that is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.services.big_changes import BigChange
from gnbv_desktop.services.overview import Lack
from gnbv_desktop.services.progress import Progress
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.overview.lists import ChangeCell, LackRow, shares
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.surfaces import Card, Rule
from gnbv_desktop.ui.widgets.words import Words

FIRST = 6
"""So many rows of what is missing are shown."""


class Section(Card):
    def __init__(self, look: Look, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.setObjectName(name)
        self.title = Words(look, title, Role.H2, wrap=True)
        self.remark = Words(look, "", Role.SMALL, "muted")
        self.blank = Words(look, "", Role.BODY, "text2", wrap=True)
        self.blank.setVisible(False)
        for words in (self.title, self.blank):
            # Else the page is as high as these would be in the narrowest column.
            words.setMinimumSize(look.px(100), look.px(20))
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.remark)
        self.content = QVBoxLayout()
        self.content.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 9, 10, 7)
        layout.setSpacing(4)
        self.head.setContentsMargins(8, 0, 6, 0)
        layout.addLayout(self.head)
        layout.addWidget(self.blank)
        layout.addLayout(self.content, 1)
        self.blank.setContentsMargins(8, 4, 8, 8)

    def say_blank(self, words: str) -> None:
        self.blank.setText(words)
        self.blank.setVisible(bool(words))


class Lacking(Section):
    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Còn thiếu", "lacking")
        self.all = Button(look, "Xem tất cả", kind="link", name="all_lacking", small=True, pressed=self._toggle)
        self.head.addWidget(self.all)
        self._whole = False
        self._lacks: Sequence[Lack] = ()
        self._progress: Mapping[str, Progress] = {}
        self.rows: list[LackRow] = []
        self._made: list[QWidget] = []

    def show_lacks(self, lacks: Sequence[Lack], progress: Mapping[str, Progress]) -> None:
        if (lacks, progress) != (self._lacks, self._progress) or not (self.rows or self.blank.text()):
            self._lacks, self._progress = lacks, progress
            self._show()

    def _toggle(self) -> None:
        self._whole = not self._whole
        self._show()

    def _show(self) -> None:
        for widget in self._made:
            self.content.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        shown = self._lacks if self._whole else self._lacks[:FIRST]
        self.rows = [LackRow(self._look, lack, shares(self._progress, lack)) for lack in shown]
        self._made = []
        for row in self.rows:
            row.clicked.connect(self._pressed)
            self._made += [Rule(self._look), row] if self._made else [row]
        for widget in self._made:
            self.content.addWidget(widget)
        self.remark.setText(f"{len(self._lacks)} biểu" if self._lacks else "")
        self.say_blank("" if self._lacks else "Mọi biểu đã đủ số liệu.")
        self.all.setVisible(len(self._lacks) > FIRST)
        self.all.setText("Thu gọn" if self._whole else "Xem tất cả")

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, LackRow):
            self.asked.emit(row.lack.form)


class Changes(Section):
    asked = Signal(object)
    """The BigChange that was pressed."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Thay đổi lớn", "big_changes")
        self.title.set_role(Role.STRONG)
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        self.content.addLayout(self._grid)
        self._changes: Sequence[BigChange] = ()
        self.cells: list[ChangeCell] = []
        self._columns = 4

    def show_changes(self, changes: Sequence[BigChange], since: str) -> None:
        self.title.setText(f"Thay đổi lớn so với: {since}" if since else "Thay đổi lớn so với kỳ trước")
        if not since:
            self.say_blank("Trên máy này chưa có báo cáo kỳ trước của đơn vị để so sánh.")
        else:
            self.say_blank("" if changes else "Chưa có tổng vốn, số hộ nghèo hay kết quả nào khác báo cáo ấy.")
        if changes == self._changes:
            return
        self._changes = changes
        for cell in self.cells:
            cell.deleteLater()
        self.cells = [ChangeCell(self._look, change) for change in changes]
        for cell in self.cells:
            cell.clicked.connect(self._pressed)
        self._place()

    def set_columns(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        for cell in self.cells:
            self._grid.removeWidget(cell)
        for number, cell in enumerate(self.cells):
            self._grid.addWidget(cell, number // self._columns, number % self._columns)

    def _pressed(self) -> None:
        cell = self.sender()
        if isinstance(cell, ChangeCell):
            self.asked.emit(cell.change)
