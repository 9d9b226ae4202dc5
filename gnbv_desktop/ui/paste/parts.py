"""The small parts of the preview dialog: the question of style, the counts, the line about the current cell."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from gnbv_desktop.kernel.figures import write_count
from gnbv_desktop.services.number_style import Style
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.paste.preview import Count, Offer, StyleQuestion
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.elided import Elided
from gnbv_desktop.ui.widgets.surfaces import Card
from gnbv_desktop.ui.widgets.words import Sign, Words

MOST_OFFERS = 4


class StyleStrip(Card):
    """How the figures are written, asked once for the whole range."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, Tone.ASK)
        self._look = look
        self.setObjectName("style_question")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._words = Words(look, "", Role.SMALL, "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 12, 1)
        row.setSpacing(10)
        self._sign = Sign(look, "circle-question-mark", look.tint(Tone.ASK).fg, "Chưa rõ cách đọc")
        row.addWidget(self._sign)
        row.addWidget(Words(look, "Số viết kiểu"))
        self._radios = {style: self._radio(style) for style in Style}
        for radio in self._radios.values():
            row.addWidget(radio)
        row.addStretch(1)
        row.addWidget(self._words)
        look.changed.connect(self._dress)

    def _radio(self, style: Style) -> QRadioButton:
        radio = QRadioButton(style.label)
        radio.setObjectName(f"style_{style.value}")
        radio.setAccessibleName(f"Số trong vùng dán viết kiểu {style.label}")
        radio.clicked.connect(partial(self._pick, style))
        self._group.addButton(radio)
        return radio

    def _pick(self, style: Style, _checked: bool = False) -> None:
        self.chosen.emit(style)

    def _dress(self) -> None:
        self._sign.show_sign("circle-question-mark", self._look.tint(Tone.ASK).fg, "Chưa rõ cách đọc")

    def ask(self, question: StyleQuestion | None) -> None:
        self.setVisible(question is not None)
        if question is None:
            return
        self._words.setText(question.words or ("" if question.chosen else "Một lần cho cả vùng dán"))
        self._group.setExclusive(False)
        for style, radio in self._radios.items():
            radio.setChecked(style is question.chosen)
        self._group.setExclusive(True)

    def take_focus(self) -> None:
        next(iter(self._radios.values())).setFocus(Qt.FocusReason.OtherFocusReason)


class Counts(QWidget):
    """ "✓ 10 ô sẽ đổi", one after the other: sign, number, word."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._counts: tuple[Count, ...] = ()
        self.setObjectName("counts")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def tell(self, counts: tuple[Count, ...]) -> None:
        self._counts = counts
        self.setAccessibleName(", ".join(f"{_number(each)} {each.words}" for each in counts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths(each)[0] for each in self._counts), self._look.px(24))

    def _widths(self, count: Count) -> tuple[int, int]:
        """Of the whole, of the number."""
        number = self._metrics(Role.STRONG).horizontalAdvance(_number(count))
        words = self._metrics(Role.SMALL).horizontalAdvance(count.words)
        return self._look.px(Size.ICON) + 5 + number + 5 + words + self._look.px(18), number

    def _metrics(self, role: Role) -> QFontMetrics:
        return QFontMetrics(self._look.font(role))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size, left = self._look.px(Size.ICON), self._look.px(18)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for count in self._counts:
            whole, number = self._widths(count)
            tint = self._look.tint(count.tone).fg if count.tone else "muted"
            pixmap = self._look.pixmap(count.sign, tint, self)
            painter.drawPixmap(left, (self.height() - size) // 2, pixmap)
            start = left + size + 5
            painter.setFont(self._look.font(Role.STRONG))
            painter.setPen(self._look.color("text"))
            painter.drawText(start, 0, number + 2, self.height(), flags, _number(count))
            painter.setFont(self._look.font(Role.SMALL))
            painter.setPen(self._look.color("text2"))
            painter.drawText(start + number + 5, 0, whole, self.height(), flags, count.words)
            left += whole


class CurrentLine(QWidget):
    """What is to be known of the current cell, and its answers with their keys."""

    picked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._offers: tuple[Offer, ...] = ()
        self.setObjectName("current_cell")
        self.setFixedHeight(look.px(32))
        self._words = Elided(look, Role.SMALL, "text2")
        self._words.setObjectName("current_words")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 2, 0, 2)
        self._row.setSpacing(6)
        self._row.addWidget(self._words, 1)
        self._buttons = [self._button(nth) for nth in range(MOST_OFFERS)]
        look.changed.connect(self._dress)

    def _button(self, nth: int) -> Button:
        button = Button(self._look, "", "", "", f"offer_{nth + 1}", small=True, pressed=partial(self._pick, nth))
        button.setAutoDefault(False)
        button.hide()
        self._row.addWidget(button)
        return button

    def _dress(self) -> None:
        self.setFixedHeight(self._look.px(32))

    def _pick(self, nth: int) -> None:
        if nth < len(self._offers):
            self.picked.emit(self._offers[nth])

    def tell(self, words: str, offers: tuple[Offer, ...], numbered: bool) -> None:
        self._offers = offers[:MOST_OFFERS]
        self._words.say(words)
        for nth, button in enumerate(self._buttons):
            button.setVisible(nth < len(self._offers))
            if nth < len(self._offers):
                button.setText(f"{nth + 1}  {self._offers[nth].words}" if numbered else self._offers[nth].words)


def _number(count: Count) -> str:
    return write_count(count.number)
