"""The dialog "Giữ lại cho lần sau": the outline under a name of the office's; those that are kept already."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.services.kept_outlines import forget_outline, keep_outline, kept_outlines, named
from gnbv_desktop.services.outlines import Standing
from gnbv_desktop.ui.dialogs.dressing import STAYS, Dressing, fit
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.outline.choosers import foot
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.words import Words

SENTENCE = "Đề cương được giữ ở đơn vị, chọn lại được ở hồ sơ khác và khi tạo hồ sơ mới."


class KeepDialog(QDialog):
    def __init__(self, look: Look, session: Session, standing: Standing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keep_dialog")
        self.setWindowTitle("Giữ đề cương cho lần sau")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._standing = session, standing
        self._name = QLineEdit()
        self._name.setObjectName("kept_name")
        self._name.setProperty(STAYS, True)
        self._name.setAccessibleName("Tên đề cương")
        self._name.setPlaceholderText("Ví dụ: Đề cương của tỉnh, báo cáo năm")
        self._words = Words(look, "", Role.SMALL, look.tint(Tone.NOTE).fg, wrap=True)
        self._words.setObjectName("keep_words")
        self._list = QListWidget()
        self._list.setObjectName("kept_list")
        self._list.setAccessibleName("Các đề cương đã giữ")
        self._forget = Button(look, "Bỏ đề cương đang chọn", "trash-2", "", "forget_outline", True, self._leave)
        self._save = Button(look, "Giữ lại", "check", "primary", "save_outline", pressed=self._keep)
        line = QHBoxLayout()
        line.addWidget(self._forget)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(Words(look, "Giữ đề cương cho lần sau", Role.TITLE))
        column.addWidget(Words(look, SENTENCE, Role.SMALL, "text2", wrap=True))
        column.addWidget(self._name)
        column.addWidget(self._words)
        column.addWidget(Words(look, "Đã giữ", Role.SMALL_STRONG, "text2"))
        column.addWidget(self._list, 1)
        column.addLayout(line)
        column.addLayout(foot(look, self, self._save))
        Dressing(look, self, self._save)
        self._name.textChanged.connect(self._tell)
        self._list.itemClicked.connect(lambda item: self._name.setText(item.text()))
        self._show()
        given = {each.label for each in session.work.edition.outlines.values()}
        self._name.setText("" if standing.outline.label in given else standing.outline.label)
        self._name.setFocus()
        fit(self, look.px(560), look.px(440))

    def _show(self) -> None:
        work = self._session.work
        self._list.clear()
        for each in kept_outlines(work.desk, work.edition):
            item = QListWidgetItem(each.name)
            item.setData(Qt.ItemDataRole.UserRole, each)
            self._list.addItem(item)
        self._forget.setEnabled(self._list.count() > 0)
        self._tell()

    def _tell(self) -> None:
        work, name = self._session.work, self._name.text()
        same = named(work.desk, work.edition, name) if name.strip() else None
        self._words.setText(f"Đã có «{same.name}»: giữ lại sẽ thay đề cương ấy." if same else "")
        self._save.setEnabled(bool(name.strip()))

    def _keep(self) -> None:
        work = self._session.work
        try:
            kept = keep_outline(work.desk, work.edition, self._name.text(), self._standing.outline, self._standing.code)
        except KnownError as error:
            self._words.setText(str(error))
            return
        self.accept()
        self._session.said.emit(f"Đã giữ đề cương «{kept.name}».")

    def _leave(self) -> None:
        item = self._list.currentItem()
        if item is None:
            self._words.setText("Hãy chọn một đề cương trong danh sách.")
            return
        try:
            forget_outline(self._session.work.desk, item.data(Qt.ItemDataRole.UserRole))
        except KnownError as error:
            self._words.setText(str(error))
            return
        self._show()
