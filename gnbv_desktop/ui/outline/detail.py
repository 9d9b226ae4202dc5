"""Beside the tree: how the current section is numbered and what stands under it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.kernel.outline import Content, Number, Outline
from gnbv_desktop.services.outline_edits import unfolds
from gnbv_desktop.services.outline_words import NUMBERS, content_words
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.widgets.buttons import Button, IconButton
from gnbv_desktop.ui.widgets.surfaces import Card
from gnbv_desktop.ui.widgets.words import Words


class ContentCard(Card):
    """One thing under the heading, with what can be done to it."""

    def __init__(self, look: Look, words: str, nth: int, data: bool, divided: bool) -> None:
        super().__init__(look)
        self.setObjectName(f"content_{nth}")
        told = Words(look, words, Role.BODY, "text", wrap=True)
        self.change = IconButton(look, "pencil", f"Sửa: {words}", f"change_content_{nth}")
        self.up = IconButton(look, "chevron-up", f"Đưa lên: {words}", f"raise_content_{nth}")
        self.visit = IconButton(look, "arrow-right", f"Tới chỗ nhập: {words}", f"visit_content_{nth}")
        self.leave = IconButton(look, "x", f"Bỏ: {words}", f"remove_content_{nth}")
        self.unfold = Button(look, "Tách thành mục từng dự án", "list-tree", "link", f"unfold_content_{nth}", True)
        # Only ever hidden here: what is shown without a parent becomes a window.
        for button, wanted in ((self.change, data), (self.up, nth > 0), (self.unfold, divided)):
            if not wanted:
                button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 4, 4)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(told, 1)
        for button in (self.visit, self.change, self.up, self.leave):
            line.addWidget(button)
        column.addLayout(line)
        foot = QHBoxLayout()
        foot.addWidget(self.unfold)
        foot.addStretch(1)
        column.addLayout(foot)


class SectionDetail(QScrollArea):
    number_chosen = Signal(object)
    """A Number, or None: as the level has it."""
    level_number_chosen = Signal(object)
    run_in_chosen = Signal(bool)
    annex_chosen = Signal(bool)
    slot_wanted = Signal()
    data_wanted = Signal()
    change_wanted = Signal(int)
    raise_wanted = Signal(int)
    visit_wanted = Signal(int)
    removal_wanted = Signal(int)
    unfolding_wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._filling = False
        self._contents: tuple[Content, ...] = ()
        self.setObjectName("outline_detail")
        self.setAccessibleName("Mục đang chọn")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._title = Words(look, "", Role.STRONG, wrap=True)
        self._number = self._numbers("section_number", "Cách đánh số của mục này")
        self._level_number = self._numbers("level_number", "Cách đánh số của cả cấp")
        self._run_in = QCheckBox("Câu đầu viết ngay sau tên mục")
        self._run_in.setObjectName("run_in")
        self._annex = QCheckBox("Là phụ lục kèm theo, in sau chữ ký")
        self._annex.setObjectName("annex")
        self._cards: list[ContentCard] = []
        self._add_slot = Button(look, "Lời thuyết minh…", "plus", "", "add_slot", True, self.slot_wanted.emit)
        self._add_data = Button(look, "Số liệu…", "plus", "", "add_data", True, self.data_wanted.emit)
        self._none = Words(look, "", Role.SMALL, "muted", wrap=True)
        self._body = QWidget()
        self._lay_out()
        self._number.activated.connect(self._section_numbered)
        self._level_number.activated.connect(self._level_numbered)
        self._run_in.clicked.connect(self.run_in_chosen)
        self._annex.clicked.connect(self.annex_chosen)

    def _numbers(self, name: str, words: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(words)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addSpacing(4)
        column.addWidget(Words(self._look, "Dưới mục này có", Role.SMALL_STRONG, "text2"))
        column.addWidget(self._none)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column.addLayout(self._list)
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self._add_slot)
        adding.addWidget(self._add_data)
        adding.addStretch(1)
        column.addLayout(adding)
        column.addSpacing(8)
        self._level_label = QLabel()
        for words, box in (("Đánh số mục này", self._number), ("", self._level_number)):
            label = Words(self._look, words, Role.SMALL, "text2")
            label.setBuddy(box)
            if box is self._level_number:
                self._level_label = label
            column.addWidget(label)
            column.addWidget(box)
        column.addSpacing(2)
        column.addWidget(self._run_in)
        column.addWidget(self._annex)
        column.addStretch(1)
        self.setWidget(self._body)

    # ---- what it shows

    def show_section(self, edition: Edition, outline: Outline, at: int, title: str, editable: bool) -> None:
        """-1: there is none."""
        self._body.setEnabled(editable and at >= 0)
        if at < 0:
            self._title.setText("Chưa có mục nào.")
            self._show_contents(edition, ())
            return
        section = outline.sections[at]
        self._title.setText(title)
        self._fill(self._number, section.number, NUMBERS[outline.number_of(section.level)])
        self._fill(self._level_number, outline.number_of(section.level), "")
        self._level_label.setText(f"Đánh số các mục cấp {section.level}")
        self._run_in.setChecked(section.run_in)
        self._annex.setChecked(section.annex)
        self._annex.setEnabled(section.level == 1)
        self._show_contents(edition, section.contents)

    def _fill(self, box: QComboBox, chosen: Number | None, usual: str) -> None:
        box.clear()
        if usual:
            box.addItem(f"Theo cấp: {usual}", None)
        for number, words in NUMBERS.items():
            box.addItem(words, number.name)
        box.setCurrentIndex(0 if chosen is None else box.findData(chosen.name))

    def _show_contents(self, edition: Edition, contents: tuple[Content, ...]) -> None:
        self._none.setText("Chưa có gì: trong báo cáo chỉ in tên mục và các mục bên dưới.")
        self._none.setVisible(not contents)
        if contents == self._contents and len(self._cards) == len(contents):
            return
        self._contents = contents
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(edition, content, nth) for nth, content in enumerate(contents)]
        for card in self._cards:
            self._list.addWidget(card)
        for before, after in zip([self, *self._cards], [*self._cards, self._add_slot], strict=True):
            QWidget.setTabOrder(before, after)

    def _card(self, edition: Edition, content: Content, nth: int) -> ContentCard:
        words = content_words(edition, content)
        card = ContentCard(self._look, words, nth, bool(content.data), unfolds(content))
        for button, signal in (
            (card.change, self.change_wanted),
            (card.up, self.raise_wanted),
            (card.visit, self.visit_wanted),
            (card.leave, self.removal_wanted),
            (card.unfold, self.unfolding_wanted),
        ):
            button.clicked.connect(partial(_emit, signal, nth))
        return card

    def take_focus(self) -> None:
        first = self._cards[0].visit if self._cards else self._add_slot
        first.setFocus()

    # ---- hands

    def _section_numbered(self) -> None:
        self.number_chosen.emit(_number(self._number))

    def _level_numbered(self) -> None:
        self.level_number_chosen.emit(_number(self._level_number))


def _number(box: QComboBox) -> Number | None:
    name = box.currentData()
    return Number[name] if name else None


def _emit(signal: object, nth: int, _checked: bool = False) -> None:
    signal.emit(nth)  # type: ignore[attr-defined]
