"""One finding: what it says, where, what to do about it, and the place to do it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.engine.controls import UNREAD
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.services.trace import link_to
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.marks import SIGNS
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.side.findings import Found, state_word, title_of, tone_of
from gnbv_desktop.ui.side.jumps import Jumps
from gnbv_desktop.ui.side.places import LETTERS, message_of, short_place
from gnbv_desktop.ui.side.questions import Choice, choices_of, choose, told
from gnbv_desktop.ui.side.reason_part import ReasonPart
from gnbv_desktop.ui.side.reasons import Givers, reason_of
from gnbv_desktop.ui.side.rows import LinkRow
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.surfaces import Card
from gnbv_desktop.ui.widgets.words import Sign, Words

CELLS = 12
"""So many cells of a finding are listed in its card."""


class FindingCard(Card):
    def __init__(self, look: Look, session: Session, jumps: Jumps, givers: Givers, found: Found, form: str) -> None:
        super().__init__(look)
        self.setObjectName("finding")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._session, self._jumps = session, jumps
        self._shown: tuple[object, ...] = ()
        self.issue = found.issue
        self.sign = Sign(look, "")
        self.title = Words(look, "", Role.STRONG, wrap=True)
        self.place = Words(look, "", Role.SMALL, wrap=True)
        self.message = Words(look, "", Role.SMALL, "text2", wrap=True)
        self.remedy = Words(look, "", Role.SMALL, "muted", wrap=True)
        self._text = QVBoxLayout()
        self._text.setSpacing(2)
        for words in (self.title, self.place, self.message, self.remedy):
            self._text.addWidget(words)
        self._buttons = self._line("")
        self._cells: QWidget | None = None
        self._choices: QWidget | None = None
        self._offered: tuple[tuple[Choice, ...], bool] = ((), False)
        self.reason = ReasonPart(look, session, givers, found.issue)
        self._text.insertWidget(self._text.indexOf(self._buttons), self.reason)
        self.reason.explained.connect(self._see_edit)
        self._again: Button | None = None
        outer = QHBoxLayout(self)
        outer.setContentsMargins(10, 9, 12, 10)
        outer.setSpacing(8)
        outer.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(self._text, 1)
        self.show_found(found, form)

    def show_found(self, found: Found, form: str) -> None:
        """Nothing is touched when it says the same as before; typed text is never touched."""
        self.set_current(found.current)
        work = self._session.work
        state = (found, form, reason_of(work, found.issue), self._session.sealed)
        if state == self._shown:
            return
        fresh, self._shown = not self._shown, state
        self.issue = issue = found.issue
        tone = tone_of(issue)
        tint, word = self._look.tint(tone), state_word(work.evaluation, issue)
        self.sign.show_sign(SIGNS[tone], tint.fg, word)
        self.title.setText(title_of(work.evaluation, issue))
        self._say(found, form, word)
        self.place.set_color("muted" if tone is Tone.LOCKED else tint.fg)
        self.setAccessibleName(f"{word}: {self.title.text()}")
        self.setAccessibleDescription(f"{issue.place}. {issue.message}")
        if fresh:
            self._add_buttons()
        self._show_choices(found.here)
        self.reason.show_issue(issue, self.title.text(), found.twins)

    def _say(self, found: Found, form: str, word: str) -> None:
        work, issue = self._session.work, found.issue
        place = short_place(work, issue, form, found.current, LETTERS - len(word))
        self.place.setText(" · ".join(part for part in (word, place) if part))
        self.place.setToolTip(issue.place)
        said = told(work, parse_ref(issue.ref)) if issue.code == UNREAD else None
        message, remedy = said or (message_of(work, issue), issue.remedy)
        self.message.setText(message)
        self.remedy.setText("" if issue.reason else remedy)
        self.remedy.setVisible(bool(self.remedy.text()))

    @Slot(bool)
    def _see_edit(self, seen: bool) -> None:
        """The button with which a given reason is changed."""
        if self._again is None and seen:
            words = "Sửa lý do"
            self._again = Button(self._look, words, "pencil", "", "edit_reason", True, self.reason.begin)
            self._press(self._buttons, self._again)
        if self._again is not None:
            self._again.setVisible(seen)

    # ---- what one can press

    def _line(self, name: str) -> QWidget:
        holder = QWidget()
        holder.setObjectName(name)
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(6)
        layout.addStretch(1)
        self._text.addWidget(holder)
        return holder

    def _press(self, holder: QWidget, button: Button) -> Button:
        layout = holder.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(layout.count() - 1, button)
        return button

    def _add_buttons(self) -> None:
        self._press(self._buttons, Button(self._look, "Tới ô", "arrow-right", "", "goto_cell", True, self._go))
        if len(self.issue.refs) > 1:
            text = f"Xem {len(self.issue.refs)} ô"
            self._press(self._buttons, Button(self._look, text, "list", "", "see_cells", True, self._see_cells))

    def _go(self) -> None:
        self._jumps.go(parse_ref(self.issue.ref))

    def _see_cells(self) -> None:
        """The cells it speaks of, as links; pressed again they are folded."""
        if self._cells is not None:
            self._cells.deleteLater()
            self._cells = None
            return
        self._cells = QWidget()
        layout = QVBoxLayout(self._cells)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(0)
        for text in self.issue.refs[:CELLS]:
            ref = parse_ref(text)
            link = link_to(self._session.work, ref)
            row = LinkRow(self._look, link.label, link.text)
            row.clicked.connect(_going(self._jumps, text))
            layout.addWidget(row)
        left = len(self.issue.refs) - CELLS
        if left > 0:
            layout.addWidget(Words(self._look, f"và {left} ô khác", Role.SMALL, "muted"))
        self._text.insertWidget(self._text.indexOf(self._buttons) + 1, self._cells)

    # ---- the reading of a figure that is not clear

    def _show_choices(self, here: bool) -> None:
        """The buttons stay as long as they say the same: one of them may have the focus."""
        asked = self.issue.code == UNREAD and not self._session.sealed
        offered = choices_of(self._session.work, parse_ref(self.issue.ref)) if asked else ()
        if (offered, here) == self._offered:
            return
        self._offered = offered, here
        if self._choices is not None:
            self._choices.hide()
            self._choices.deleteLater()
            self._choices = None
        if not offered:
            return
        self._choices = QWidget()
        layout = QVBoxLayout(self._choices)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        for number, choice in enumerate(offered):
            key = f"Alt+{number + 1}" if here else str(number + 1)
            words = f"{key}   {choice.words}".replace("&", "&&")
            button = Button(self._look, words, name=f"reading_{number + 1}", small=True)
            button.setAccessibleName(f"Đọc là {choice.words}, phím {key}")
            button.clicked.connect(_answering(self._answer, number))
            layout.addWidget(button)
        self._text.insertWidget(self._text.indexOf(self._buttons), self._choices)
        self._choices.show()

    def _answer(self, reading: int) -> None:
        ref = parse_ref(self.issue.ref)
        answer_at(self._session, ref, reading)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.text()
        if self._choices is not None and number.isdecimal() and number.isascii():
            if 1 <= int(number) <= len(self._offered[0]):
                self._answer(int(number) - 1)
            return
        super().keyPressEvent(event)

    @property
    def draft(self) -> str:
        """What was typed as a reason and is not kept yet."""
        return self.reason.draft

    @property
    def typed_in(self) -> bool:
        return self.reason.typed_in


def answer_at(session: Session, ref: Ref, number: int) -> None:
    """Answers the question of a cell and goes back to it: the button that was pressed goes away."""
    done = session.run(lambda work: choose(work, ref, number))
    if done is not None:
        session.goto(done.ref)


def _going(jumps: Jumps, ref: str) -> Callable[[], None]:
    return lambda: jumps.go(parse_ref(ref))


def _answering(act: Callable[[int], None], number: int) -> Callable[[], None]:
    return lambda: act(number)
