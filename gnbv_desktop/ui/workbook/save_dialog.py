"""Asks under which name a marked workbook is kept, and which annex it takes the place of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.services.province_books import replaceable
from gnbv_desktop.services.province_draft import Draft
from gnbv_desktop.ui.dialogs.dressing import STAYS, Dressing, fit
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.outline.choosers import foot
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.words import Words

_SENTENCE = "Biểu được điền số và xuất cùng mọi báo cáo của đơn vị này."


class SaveDialog(QDialog):
    def __init__(self, look: Look, draft: Draft, saved: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("save_workbook_dialog")
        self.setWindowTitle("Lưu biểu của tỉnh")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._draft, self._saved = draft, saved
        self.name = QLineEdit(draft.book.name)
        self.name.setObjectName("workbook_name")
        self.name.setProperty(STAYS, True)
        self.name.setAccessibleName("Tên biểu")
        self.replaces = QComboBox()
        self.replaces.setObjectName("workbook_replaces")
        self.replaces.setAccessibleName("Thay biểu số nào")
        self.replaces.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.replaces.setMinimumContentsLength(24)
        self.replaces.addItem("Không thay biểu nào, xuất thêm", "")
        for code, label in replaceable(draft.work.edition):
            self.replaces.addItem(label, code)
        self.replaces.setCurrentIndex(max(0, self.replaces.findData(draft.book.replaces)))
        self._fault = Words(look, "", Role.SMALL, look.tint(Tone.ERROR).fg, wrap=True)
        self._fault.setObjectName("save_workbook_fault")
        self._fault.hide()
        save = Button(look, "Lưu", "check", "primary", "save_workbook", pressed=self._save)
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(Words(look, "Tên biểu", Role.BODY, "text2"), self.name)
        form.addRow(Words(look, "Thay biểu số", Role.BODY, "text2"), self.replaces)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(Words(look, "Lưu biểu của tỉnh", Role.TITLE))
        column.addWidget(Words(look, _SENTENCE, Role.SMALL, "text2", wrap=True))
        column.addLayout(form)
        column.addWidget(self._fault)
        column.addStretch(1)
        column.addLayout(foot(look, self, save))
        Dressing(look, self, save)
        self.name.selectAll()
        self.name.setFocus()
        fit(self, look.px(540), look.px(270))

    def _save(self) -> None:
        try:
            self._draft.save(self.name.text(), str(self.replaces.currentData() or ""))
        except KnownError as error:
            self._fault.setText(str(error))
            self._fault.show()
            return
        self.accept()
        self._saved()
