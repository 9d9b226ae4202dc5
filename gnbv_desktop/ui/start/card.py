"""An open dossier: when it is due, who asked for it, how far it is, and the button that goes on with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from gnbv_desktop.services.home import DossierCard
from gnbv_desktop.services.progress import Overall
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.start.elided import Name
from gnbv_desktop.ui.start.summary import Summary
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.pill import Bar, Pill
from gnbv_desktop.ui.widgets.surfaces import Card, Rule
from gnbv_desktop.ui.widgets.words import Sign, Words

SOON = 3
"""A due day this near is shown in the colour of what needs attention."""


def due_tone(days_left: int | None) -> Tone | None:
    if days_left is None or days_left > SOON:
        return None
    return Tone.ERROR if days_left < 0 else Tone.CONFIRM


class OpenDossier(Card):
    chosen = Signal(str)
    painted = Signal()
    """It stands on the screen and does not know its content yet."""

    def __init__(self, look: Look, shown: DossierCard, first: bool, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.shown = shown
        self._look = look
        self.setObjectName(f"card_{shown.id}")
        self.setAccessibleName(f"{shown.name}, {shown.period}, {shown.due_words}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 14, 12)
        layout.setSpacing(6)
        layout.addLayout(self._head())
        layout.addWidget(Words(look, shown.period, Role.SMALL, "text2", wrap=True))
        for line in self._asked():
            layout.addLayout(line)
        layout.addWidget(Rule(look))
        layout.addWidget(self._content())
        layout.addStretch(1)
        layout.addLayout(self._foot(first))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._summary is None:
            self.painted.emit()

    def _head(self) -> QLayout:
        self._pill = Pill(self._look)
        self._pill.say(self.shown.status_words, accent=True, share=0.0)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(Name(self._look, self.shown.name), 1)
        line.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _asked(self) -> list[QLayout]:
        tone = due_tone(self.shown.days_left)
        ink = self._look.tint(tone).fg if tone else "text"
        self._due = Sign(self._look, "calendar-clock", ink if tone else "text2", size=14)
        self._due_words = Words(self._look, self.shown.due_words or "Chưa ghi hạn gửi", Role.SMALL_STRONG, ink)
        if not self.shown.due_words:
            self._due_words.set_role(Role.SMALL)
            self._due_words.set_color("muted")
        self._look.changed.connect(self._dress)
        lines: list[QLayout] = [_line(self._due, self._due_words)]
        if self.shown.requested_by:
            asked = Name(self._look, self.shown.requested_by, Role.SMALL, lines=1)
            lines.append(_line(Sign(self._look, "file-text", "text2", size=14), asked))
        return lines

    def _dress(self) -> None:
        if tone := due_tone(self.shown.days_left):
            ink = self._look.tint(tone).fg
            self._due.show_sign("calendar-clock", ink)
            self._due_words.set_color(ink)
        if self._summary is not None:
            self.show_summary(self._summary)

    def _content(self) -> QWidget:
        """Empty until the content has been counted; its height is kept free so that nothing jumps."""
        self._summary: Summary | None = None
        look = self._look
        self._done = Words(look, "Đang xem số liệu…", Role.SMALL, "muted")
        self._done.setObjectName("done")
        self._percent = Words(look, "", Role.SMALL_STRONG)
        self._bar = Bar(look)
        self._counts = QWidget()
        self._counts_line = QHBoxLayout(self._counts)
        self._counts_line.setContentsMargins(0, 0, 0, 0)
        self._counts_line.setSpacing(6)
        self._counts.setFixedHeight(look.px(20))
        self._empty = Name(look, " ", Role.SMALL, lines=1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        first = QHBoxLayout()
        first.addWidget(self._done, 1)
        first.addWidget(self._percent)
        column.addLayout(first)
        column.addWidget(self._bar)
        column.addWidget(self._counts)
        self._column = column
        column.addWidget(self._empty)
        return whole

    def show_summary(self, summary: Summary) -> None:
        self._summary = summary
        look, whole = self._look, summary.overall
        self._done.setText(whole.words)
        self._done.set_color("text2")
        self._percent.setText(summary.percent)
        self._bar.show_parts([(whole.share, look.tint(Tone.OK).fg), (summary.begun, "bar2")], whole.words)
        self._pill.say(self.shown.status_words, accent=True, share=whole.share)
        self._show_counts(whole)
        emptied = Name(look, summary.empty_words, Role.SMALL, lines=1)
        emptied.setObjectName("empty")
        self._column.replaceWidget(self._empty, emptied)
        self._empty.deleteLater()
        self._empty = emptied

    def _show_counts(self, whole: Overall) -> None:
        while (item := self._counts_line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        kinds = (
            ("octagon-x", Tone.ERROR, whole.errors, "lỗi"),
            ("circle-question-mark", Tone.ASK, whole.unread, "chưa rõ"),
            ("triangle-alert", Tone.CONFIRM, whole.confirms, "cần giải trình"),
        )
        for sign, tone, count, word in kinds:
            if count:
                self._count(sign, self._look.tint(tone).fg, str(count), word)
        if not any(count for _, _, count, _ in kinds):
            self._count("circle-check", self._look.tint(Tone.OK).fg, "", "Không có gì phải xem lại")
        self._counts_line.addStretch(1)

    def _count(self, sign: str, ink: str, number: str, word: str) -> None:
        self._counts_line.addWidget(Sign(self._look, sign, ink, size=14))
        if number:
            self._counts_line.addWidget(Words(self._look, number, Role.SMALL_STRONG))
        self._counts_line.addWidget(Words(self._look, word, Role.SMALL, "text2"))
        self._counts_line.addSpacing(8)

    def say_trouble(self, words: str) -> None:
        self._done.setText(words)

    def _foot(self, first: bool) -> QLayout:
        changed = ", ".join(part for part in (self.shown.changed, self.shown.changed_by) if part)
        words = f"Sửa lần cuối: {changed}" if changed else ""
        button = Button(
            self._look, "Mở tiếp" if first else "Mở", "arrow-right", "primary" if first else "",
            name=f"open_{self.shown.id}", pressed=self._open,
        )  # fmt: skip
        button.setAccessibleName(f"Mở {self.shown.name}")
        line = QHBoxLayout()
        line.addWidget(Words(self._look, words, Role.SMALL, "muted"), 1)
        line.addWidget(button)
        return line

    def _open(self) -> None:
        self.chosen.emit(self.shown.id)


def _line(sign: Sign, words: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(sign)
    line.addWidget(words, 1)
    return line
