"""The dialogs that ask what is to stand under a heading: words of a slot, or figures of a data block."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.kernel.outline import DATA_KEYS, Content, Telling, When
from gnbv_desktop.kernel.text import fold
from gnbv_desktop.services.outline_words import TELLINGS, WHENS, content_words, data_choices, slot_choices
from gnbv_desktop.ui.dialogs.dressing import STAYS, Dressing, fit
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.words import Words

KEYS = 4
_COMPONENT = "DU_AN"


def foot(look: Look, dialog: QDialog, primary: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(Button(look, "Hủy", name="cancel", pressed=dialog.reject))
    row.addWidget(primary)
    return row


class SlotDialog(QDialog):
    chosen = Signal(object)
    """A Content."""

    def __init__(self, look: Look, edition: Edition, used: Iterable[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("slot_dialog")
        self.setWindowTitle("Thêm lời thuyết minh")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        taken = frozenset(used)
        self._search = QLineEdit()
        self._search.setObjectName("slot_search")
        self._search.setProperty(STAYS, True)
        self._search.setAccessibleName("Tìm mục thuyết minh")
        self._search.setPlaceholderText("Gõ để tìm: khó khăn, dự án 2, tín dụng …")
        self._list = QListWidget()
        self._list.setObjectName("slot_list")
        self._list.setAccessibleName("Các mục thuyết minh")
        for choice in slot_choices(edition):
            item = QListWidgetItem(f"{choice.words}{', đã có trong đề cương' if choice.slot in taken else ''}")
            item.setData(Qt.ItemDataRole.UserRole, choice.slot)
            self._list.addItem(item)
        use = Button(look, "Thêm", "plus", "primary", "use_slot", pressed=self._use)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(Words(look, "Thêm lời thuyết minh", Role.TITLE))
        column.addWidget(self._search)
        column.addWidget(self._list, 1)
        column.addLayout(foot(look, self, use))
        Dressing(look, self, use)
        self._search.textChanged.connect(self._find)
        self._search.installEventFilter(self)
        self._list.itemDoubleClicked.connect(self._use)
        self._find("")
        fit(self, look.px(620), look.px(520))

    def _find(self, text: str) -> None:
        words = fold(text).split()
        first = None
        for row in range(self._list.count()):
            item = self._list.item(row)
            hay = fold(item.text())
            item.setHidden(not all(word in hay for word in words))
            first = first if first is not None or item.isHidden() else item
        self._list.setCurrentRow(-1 if first is None else self._list.row(first))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go through the list while one types; Enter takes what is current."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._use()
                return True
        return False

    def _step(self, step: int) -> None:
        row = self._list.currentRow() + step
        while 0 <= row < self._list.count() and self._list.item(row).isHidden():
            row += step
        if 0 <= row < self._list.count():
            self._list.setCurrentRow(row)

    def _use(self) -> None:
        item = self._list.currentItem()
        if item is not None and not item.isHidden():
            self.accept()
            self.chosen.emit(Content(slot=str(item.data(Qt.ItemDataRole.UserRole))))


class DataDialog(QDialog):
    chosen = Signal(object)
    """A Content."""

    def __init__(self, look: Look, edition: Edition, content: Content | None, parent: QWidget) -> None:
        """`content` is what is to be changed; None: something new."""
        super().__init__(parent)
        self.setObjectName("data_dialog")
        self.setWindowTitle("Số liệu dưới mục")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._edition = edition
        self._before = content or Content(data=data_choices(edition)[0].data)
        self._choices = {choice.data: choice for choice in data_choices(edition)}
        self._data = self._box("data_block", "Số liệu")
        for choice in self._choices.values():
            self._data.addItem(choice.words, choice.data)
        self._keys = [self._box(f"data_key_{nth + 1}", f"Chia theo, thứ {nth + 1}") for nth in range(KEYS)]
        self._component = self._box("data_component", "Chỉ của dự án")
        self._form = self._box("data_form", "Cách kể")
        for telling, words in TELLINGS.items():
            self._form.addItem(words.capitalize(), telling.value)
        self._when = self._box("data_when", "Khi nào đưa vào")
        for when, words in WHENS.items():
            self._when.addItem(words, when.value)
        self._preview = Words(look, "", Role.SMALL, "text2", wrap=True)
        self._preview.setObjectName("data_preview")
        use = Button(look, "Dùng", "check", "primary", "use_data", pressed=self._use)
        form = QFormLayout()
        form.setSpacing(8)
        for words, box in (
            ("Số liệu", self._data), ("Chỉ của", self._component), ("Chia số liệu theo", self._keys[0]),
            *(("rồi theo", box) for box in self._keys[1:]), ("Cách kể", self._form), ("Đưa vào báo cáo", self._when),
        ):  # fmt: skip
            form.addRow(Words(look, words, Role.BODY, "text2"), box)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(Words(look, "Số liệu dưới mục", Role.TITLE))
        column.addLayout(form)
        column.addWidget(self._preview)
        column.addStretch(1)
        column.addLayout(foot(look, self, use))
        Dressing(look, self, use)
        self._show(self._before)
        self._data.activated.connect(self._other_data)
        for box in (*self._keys, self._component, self._form, self._when):
            box.activated.connect(self._tell)
        fit(self, look.px(600), look.px(470))

    def _box(self, name: str, words: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(words)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(20)
        return box

    def _show(self, content: Content) -> None:
        self._data.setCurrentIndex(max(0, self._data.findData(content.data)))
        self._offer()
        for box, key in zip(self._keys, (*content.by, *[""] * KEYS), strict=False):
            box.setCurrentIndex(max(0, box.findData(key)))
        self._component.setCurrentIndex(max(0, self._component.findData(content.where.get(_COMPONENT, ""))))
        self._form.setCurrentIndex(self._form.findData(content.form.value))
        self._when.setCurrentIndex(self._when.findData(content.when.value))
        self._tell()

    def _offer(self) -> None:
        """The keys by which this block can be divided."""
        keys = self._choices[str(self._data.currentData())].keys
        for box in self._keys:
            box.clear()
            box.addItem("(không chia)", "")
            for key in keys:
                box.addItem(DATA_KEYS[key].capitalize(), key)
            box.setEnabled(bool(keys))
        self._component.clear()
        self._component.addItem("(cả chương trình)", "")
        for code, component in self._edition.components.items() if _COMPONENT in keys else ():
            self._component.addItem(f"{component.label}: {component.short}", code)
        self._component.setEnabled(_COMPONENT in keys)

    def _other_data(self) -> None:
        self._offer()
        self._tell()

    def _tell(self) -> None:
        self._preview.setText(f"Trong đề cương: {content_words(self._edition, self.content())}")

    def content(self) -> Content:
        data = str(self._data.currentData())
        where = {
            key: value for key, value in self._before.where.items() if key != _COMPONENT and data == self._before.data
        }
        if component := str(self._component.currentData() or ""):
            where[_COMPONENT] = component
        by = tuple(dict.fromkeys(key for box in self._keys if (key := str(box.currentData() or ""))))
        before = self._before if data == self._before.data else Content(data=data)
        return evolve(
            before, by=by, levels=before.levels if by == before.by else (), where=where,
            run_in=tuple(key for key in before.run_in if key in by),
            form=Telling(self._form.currentData()), when=When(self._when.currentData()),
        )  # fmt: skip

    def _use(self) -> None:
        self.accept()
        self.chosen.emit(self.content())
