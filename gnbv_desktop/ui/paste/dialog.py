"""The preview of a paste: nothing changes before "Nhận", everything in one step then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.figures import write_count
from gnbv_desktop.services.number_style import Style
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.pages.block_frame import RoundFrame
from gnbv_desktop.ui.paste.chip_bar import ChipBar
from gnbv_desktop.ui.paste.parts import Counts, CurrentLine, StyleStrip
from gnbv_desktop.ui.paste.picker import OfferPicker
from gnbv_desktop.ui.paste.preview import Offer, Preview
from gnbv_desktop.ui.paste.table import PreviewTable
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.dim import Dim
from gnbv_desktop.ui.widgets.surfaces import Rule
from gnbv_desktop.ui.widgets.words import Sign, Words

WIDTH, HEIGHT = 1082, 640
UNTOUCHED = "Chưa có gì thay đổi trong hồ sơ cho tới khi bấm Nhận."


class PreviewDialog(QDialog):
    taken = Signal(int)
    """How many cells have changed."""

    def __init__(
        self, look: Look, session: Session, title: str, preview: Preview, other: Preview | None, window: QWidget
    ) -> None:  # fmt: skip
        """`other`: another way to paste the same."""
        super().__init__(window)
        self._look, self._session, self._window = look, session, window
        self._accepting = False
        self._others = [other] if other else []
        self.preview = preview
        self.setObjectName("paste_preview")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._dress()
        self._refresh()

    def _make_parts(self) -> None:
        look = self._look
        self._title = Words(look, "", Role.H2)
        self._title.setObjectName("preview_title")
        self._untouched = Words(look, UNTOUCHED, Role.SMALL, "text2")
        self._notes = Words(look, "", Role.SMALL, look.tint(Tone.NOTE).fg, wrap=True)
        self._notes.setObjectName("preview_notes")
        self._switch = Button(look, "", "", "link", "switch_way", small=True, pressed=self._turn)
        self._strip = StyleStrip(look)
        self._chips = ChipBar(look)
        self._counts = Counts(look)
        self.table = PreviewTable(look, self.preview)
        self._current = CurrentLine(look)
        self._reason = Words(look, "", Role.SMALL_STRONG, look.tint(Tone.CONFIRM).fg)
        self._reason.setObjectName("reason")
        self._first = Button(look, "Tới chỗ đầu tiên", "arrow-right", name="first_open", pressed=self.go_first)
        self._cancel = Button(look, "Hủy", name="cancel", pressed=self.reject)
        self._accept = Button(look, "Nhận", kind="primary", name="accept", pressed=self._take_all)
        for button in (self._switch, self._first, self._cancel):
            button.setAutoDefault(False)
        self._accept.setDefault(True)
        self._picker = OfferPicker(look, self)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._switch)
        told = QHBoxLayout()
        told.setSpacing(12)
        told.addWidget(self._untouched)
        told.addStretch(1)
        told.addWidget(self._counts)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Sign(self._look, "undo-2", "muted"))
        foot.addWidget(Words(self._look, "Nhận cả vùng một lần; Ctrl+Z lấy lại được.", Role.SMALL, "text2"))
        foot.addStretch(1)
        for widget in (self._reason, self._first, self._cancel, self._accept):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 12)
        column.setSpacing(7)
        column.addLayout(head)
        column.addLayout(told)
        column.addWidget(self._notes)
        column.addWidget(self._strip)
        column.addWidget(self._chips)
        column.addWidget(RoundFrame(self._look, self.table), 1)
        column.addWidget(self._current)
        column.addWidget(Rule(self._look))
        column.addLayout(foot)

    def _connect(self) -> None:
        self._strip.chosen.connect(self._choose_style)
        self._chips.picked.connect(self._answer)
        self._current.picked.connect(self._answer)
        self._picker.picked.connect(self._answer)
        self._picker.given_up.connect(self._to_table)
        self.table.moved.connect(self._tell_current)
        self.table.entered.connect(self._open)
        self.table.answered.connect(self._answer_by_number)
        self.table.left_out.connect(self._leave)
        # Queued: the editor must be gone before rows may be others.
        self.table.preview_model.typed.connect(self._retype, Qt.ConnectionType.QueuedConnection)
        self._session.changed.connect(self._follow)
        self._session.said.connect(self._refuse)
        self._look.changed.connect(self._dress)
        # As keys: in words a translated "Return" and "Enter" are the same key, and neither works.
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(Qt.KeyboardModifier.ControlModifier | key, self, self._take_all)

    @Slot()
    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._look.color("base"))
        self.setPalette(palette)
        self._notes.set_color(self._look.tint(Tone.NOTE).fg)
        self._reason.set_color(self._look.tint(Tone.CONFIRM).fg)

    def show_over(self) -> None:
        """Dims the window and opens; what stands in the way is current."""
        window = self._window
        dim = Dim(self._look, window)
        self.finished.connect(dim.deleteLater)
        width = min(self._look.px(WIDTH), window.width() - 40)
        self.resize(width, min(self._look.px(HEIGHT), window.height() - 60))
        self.open()
        self.table.relay()
        if self.preview.blocked:
            self.go_first()
        else:
            self._accept.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- what is shown

    def _refresh(self) -> None:
        preview = self.preview
        self._title.setText(preview.title)
        self._notes.setText(" ".join(f"{note}." if note[-1:] not in ".!?" else note for note in preview.notes))
        self._notes.setVisible(bool(preview.notes))
        self._switch.setVisible(bool(self._others))
        if self._others:
            self._switch.setText(self._others[0].way)
        self._strip.ask(preview.style)
        self._chips.show_chips(preview.chips)
        self._counts.tell(preview.counts)
        self.table.refresh()
        self._reason.setText(preview.blocked)
        self._first.setVisible(bool(preview.blocked) and (bool(preview.open_places) or self._asks_above()))
        self._accept.setText(f"Nhận {write_count(preview.changes)} ô" if preview.changes else "Nhận")
        self._accept.setEnabled(not preview.blocked)
        self._accept.setAccessibleDescription(preview.blocked)
        self._tell_current()

    def _asks_above(self) -> bool:
        return any(chip.asked for chip in self.preview.chips)

    @Slot()
    def _tell_current(self) -> None:
        place = self.table.place()
        if place is None or place[0] >= self.preview.rows:
            self._current.tell("", (), False)
            return
        cell = self.table.preview_model.cell(*place)
        words = cell.words if cell.words != cell.text or cell.before else cell.text
        said = " — ".join(part for part in (words, self._keys(*place), self.preview.name(*place)) if part)
        self._current.tell(said, self.preview.offers(*place), cell.ground == "ask")

    def _keys(self, row: int, column: int) -> str:
        """What the keyboard does with a place that is open."""
        if (row, column) not in self.preview.open_places:
            return ""
        return "Enter: chọn dòng" if self.preview.candidates(row, column) else "Enter: gõ lại · Delete: bỏ"

    def go_first(self) -> None:
        """To the first place that must be looked at: the style of the whole range, a chip, a cell."""
        question = self.preview.style
        if question is not None and question.chosen is None:
            self._strip.take_focus()
        elif self._asks_above() and self._chips.focus_asked():
            return
        elif self.preview.open_places:
            self.table.go(*self.preview.open_places[0])
            self._to_table()

    @Slot()
    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- what is answered

    def _do(self, action: Callable[[], object]) -> None:
        try:
            action()
        except BadInput as error:
            self._refuse(error.message)
            return
        self._refresh()

    @Slot(object)
    def _choose_style(self, style: Style) -> None:
        self._do(lambda: self.preview.choose_style(style))

    @Slot(object)
    def _answer(self, offer: Offer) -> None:
        """On to the next open place once this one is answered."""
        place = self.table.place()
        before = self.preview.open_places
        self._do(offer.act)
        left = self.preview.open_places
        if place in before and place not in left:
            later = [each for each in left if each > place] if place else []
            self._go_on(later or list(left))
        elif not self._strip.isAncestorOf(self.focusWidget() or self):
            self._to_table()

    def _go_on(self, left: list[tuple[int, int]]) -> None:
        if left:
            self.table.go(*left[0])
            self._to_table()
        elif self._accept.isEnabled():
            self._accept.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int, int, int)
    def _answer_by_number(self, row: int, column: int, number: int) -> None:
        offers = self.preview.offers(row, column)
        if number < len(offers):
            self._answer(offers[number])

    @Slot(int, int, str)
    def _retype(self, row: int, column: int, text: str) -> None:
        self._answer(Offer("", lambda: self.preview.type(row, column, text)))

    @Slot(int, int)
    def _leave(self, row: int, column: int) -> None:
        self._answer(Offer("", lambda: self.preview.leave(row, column)))

    @Slot(int, int)
    def _open(self, row: int, column: int) -> None:
        """Enter on a cell: its list, its editor while it is open; else the whole is taken."""
        index = self.table.preview_model.index(row, column)
        if offers := self.preview.candidates(row, column):
            cell = self.table.visualRect(index)
            corner = self.table.viewport().mapTo(self, cell.topLeft())
            self._picker.open_at(QRect(corner, cell.size()), offers)
        elif (row, column) in self.preview.open_places:
            self.table.edit(index)
        elif not self.preview.blocked:
            self._take_all()
        else:
            self.go_first()

    def _turn(self) -> None:
        """The other way to paste the same table."""
        before, after = self.preview, self._others[0]
        if reason := after.follow():
            self._refuse(reason)
            return
        self._others, self.preview = [before], after
        self.table.show_preview(self.preview)
        self._refresh()
        self.go_first()

    @Slot(object)
    def _follow(self, change: Change | None) -> None:
        """Somebody else has changed the dossier."""
        if self._accepting:
            return
        reason = self.preview.follow()
        if reason:
            self.reject()
            self._session.said.emit(reason)
            return
        self._refresh()

    @Slot(str)
    def _refuse(self, words: str) -> None:
        self._reason.setText(words)

    @Slot()
    def _take_all(self) -> None:
        if self.preview.blocked:
            self.go_first()
            return
        self._accepting = True
        count = self._session.run(lambda work: self.preview.accept())
        self._accepting = False
        if count is not None:
            self.accept()
            self.taken.emit(count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what opened last; Enter in a button that is not the default one presses that button."""
        if event.key() == Qt.Key.Key_Escape and self._picker.isVisible():
            self._picker.hide()
            self._to_table()
            return
        super().keyPressEvent(event)
