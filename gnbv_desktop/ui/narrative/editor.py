"""The editor of one narrative slot: its text, what is strange about it above and below, and the chosen figure."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.kernel.inline import Bound, Citation, Paragraph
from gnbv_desktop.services.bound_figures import bound_info, unbind
from gnbv_desktop.services.carry import mark_slot_read
from gnbv_desktop.services.narrative import plain_text
from gnbv_desktop.services.suggestions import NOTHING, suggestions
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.narrative.clash import ClashStrip
from gnbv_desktop.ui.narrative.conversion import write_item
from gnbv_desktop.ui.narrative.inspector import Inspector
from gnbv_desktop.ui.narrative.keeping import Keeper
from gnbv_desktop.ui.narrative.marks import COPY
from gnbv_desktop.ui.narrative.picker import FigurePicker
from gnbv_desktop.ui.narrative.text_area import TextArea
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.words import Words


class NarrativeEditor(QWidget):
    entered = Signal()
    counted = Signal()
    """The text is another: words and figures are to be counted again."""

    def __init__(
        self, look: Look, session: Session, slot: str, parent: QWidget | None = None, title: str = "",
        inspector: Inspector | None = None,
    ) -> None:  # fmt: skip
        """Without an inspector of the page the editor shows one of its own at its foot."""
        super().__init__(parent)
        self.slot = slot
        self._look = look
        self._session = session
        self._inspector = inspector
        self._picker: FigurePicker | None = None
        self.setObjectName(slot)
        self.text = TextArea(look, session)
        self.text.setObjectName(slot)
        self.text.setAccessibleName(title or slot)
        self.setFocusProxy(self.text)
        self.keeper = Keeper(session, slot, self.text.read, self)
        self._clash: ClashStrip | None = None
        self._fault = Words(look, role=Role.SMALL, color=look.tint(Tone.ERROR).fg, wrap=True)
        self._fault.setObjectName("narrative_fault")
        self._copied = self._copied_line()
        self._lay_out()
        self._connect()
        self._show(self.keeper.paragraphs)

    def _copied_line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(10, 0, 6, 4)
        row.addWidget(Words(self._look, "Có chữ chép từ báo cáo trước, chưa đọc lại.", Role.SMALL, "muted"))
        row.addWidget(Button(self._look, "Đã đọc lại", "check", "link", "copies_read", True, self._copies_read))
        row.addStretch(1)
        return line

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 2, 2, 2)
        self._column.setSpacing(2)
        for each in (self.text, self._copied, self._fault):
            self._column.addWidget(each)
        self._fault.setContentsMargins(10, 0, 10, 6)
        self._fault.hide()

    def _connect(self) -> None:
        keys, keeper, text = self.text.keys, self.keeper, self.text
        text.typed.connect(self._typed)
        text.entered.connect(self._enter)
        text.left.connect(self._leave)
        text.paused.connect(keeper.write)
        text.chosen.connect(self._choose)
        text.copies_pressed.connect(self._copies_read)
        keys.pick.connect(self.pick)
        keys.suggest.connect(self.suggest)
        keys.change.connect(self.change)
        keys.goto.connect(self.goto_chosen)
        keys.undo.connect(self._undo)
        keys.redo.connect(self._redo)
        keeper.shown.connect(self._show)
        keeper.clashed.connect(self._tell_clash)
        keeper.refused.connect(self._tell_fault)
        keeper.kept.connect(self._kept)
        self._session.changed.connect(self._retell)
        self._look.changed.connect(self._dress)

    # ---- text

    def plain_text(self) -> str:
        """As it reads, figures included: for searching."""
        return plain_text(self._session.work, self.text.read())

    def finish(self) -> None:
        """Before the editor goes away: everything typed is in the dossier."""
        self.keeper.finish()

    @Slot(object)
    def _show(self, paragraphs: tuple[Paragraph, ...]) -> None:
        self.text.show_paragraphs(paragraphs)
        self.keeper.settle()
        self.counted.emit()

    @Slot()
    def _typed(self) -> None:
        self.keeper.typed()
        self._copied.setVisible(COPY in self.text.marked)
        self.counted.emit()

    @Slot()
    def _kept(self) -> None:
        """What undo turns round inside the editor is only what is not in the dossier yet."""
        self.text.document().clearUndoRedoStacks()

    @Slot()
    def _enter(self) -> None:
        self.update()
        chip = self.text.chip_chosen()
        if chip is None and self._inspector is not None:
            self._inspector.hide()
        self._choose(chip)
        self.entered.emit()

    @Slot()
    def _leave(self) -> None:
        self.update()
        self.keeper.leave()

    @Slot()
    def _undo(self) -> None:
        if self.keeper.dirty and self.text.document().isUndoAvailable():
            self.text.undo()
        elif not self.text.isReadOnly():
            self.keeper.write()
            self._session.undo()

    @Slot()
    def _redo(self) -> None:
        if self.text.document().isRedoAvailable():
            self.text.redo()
        elif not self.text.isReadOnly() and not self.keeper.dirty:
            self._session.redo()

    @Slot()
    def _copies_read(self) -> None:
        self.keeper.write()
        self._session.run(lambda work: mark_slot_read(work, self.slot))

    @Slot()
    def suggest(self) -> None:
        """What the report would say here by itself, below the cursor's paragraph; undo takes it away again."""
        if self.text.isReadOnly():
            return
        self.keeper.write()
        found = suggestions(self._session.work, self.slot)
        if found:
            self.text.add_below(found)
            self.text.setFocus()
            self._session.said.emit(f"Đã chèn {len(found)} đoạn gợi ý; Ctrl+Z để bỏ.")
        else:
            self._session.said.emit(NOTHING)

    # ---- figures

    @Slot()
    def pick(self) -> None:
        """Chooses a figure to stand at the cursor."""
        self._open_picker(None)

    @Slot()
    def change(self) -> None:
        """Chooses another figure for the one that is chosen."""
        chip = self.text.choose_near()
        if isinstance(chip, Bound):
            self._open_picker(chip)

    def _open_picker(self, instead: Bound | None) -> None:
        if self.text.isReadOnly():
            return
        if self._picker is None:
            self._picker = FigurePicker(self._look, self._session, self.window())
            self._picker.picked.connect(self._picked)
            self._picker.given_up.connect(self._back)
        self._picker.open_below(self.text.viewport(), self.text.cursorRect(), instead)

    @Slot()
    def _back(self) -> None:
        self.text.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(object)
    def _picked(self, bound: Bound) -> None:
        self.text.insert(bound)
        self.text.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def goto_chosen(self) -> None:
        chip = self.text.choose_near()
        if isinstance(chip, Bound):
            ref = bound_info(self._session.work, chip).goto
            if ref is None:
                self._session.said.emit("Số này không có ô nhập riêng.")
            else:
                self.keeper.write()
                self._session.goto(ref)

    @Slot()
    def unbind_chosen(self) -> None:
        """Leaves the words, marked as no longer following the data."""
        chip = self.text.chip_chosen()
        if isinstance(chip, Bound) and not self.text.isReadOnly():
            cursor = self.text.textCursor()
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            write_item(cursor, unbind(self._session.work, chip))
            cursor.endEditBlock()
            self.text.setTextCursor(cursor)
            self.text.setFocus()

    @Slot(object)
    def _choose(self, chip: Bound | Citation | None) -> None:
        if isinstance(chip, Bound):
            if self._inspector is None:
                self._inspector = Inspector(self._look)
                self._column.addWidget(self._inspector)
            self._inspector.follow(self)
            self._inspector.tell(bound_info(self._session.work, chip), self.text.isReadOnly())
            self._inspector.show()
        elif self._inspector is not None and self._inspector.follows(self):
            self._inspector.hide()

    @Slot()
    def _retell(self) -> None:
        if self._inspector is not None and self._inspector.isVisible() and self._inspector.follows(self):
            self._choose(self.text.chip_chosen())

    # ---- what is said around the text

    @Slot(object)
    def _tell_clash(self, theirs: tuple[Paragraph, ...] | None) -> None:
        if theirs is None:
            if self._clash is not None:
                self._clash.hide()
            return
        if self._clash is None:
            self._clash = ClashStrip(self._look)
            self._clash.take.connect(self.keeper.take_theirs)
            self._clash.keep.connect(self.keeper.keep_mine)
            self._column.insertWidget(0, self._clash)
        self._clash.tell(plain_text(self._session.work, theirs))

    @Slot(str)
    def _tell_fault(self, words: str) -> None:
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        self.text.setAccessibleDescription(words)

    @Slot()
    def _dress(self) -> None:
        self._fault.set_color(self._look.tint(Tone.ERROR).fg)
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: no pause is waited for."""
        self.keeper.write()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One frame around text and what is said at its foot; a ring while one writes."""
        painter = QPainter(self)
        bottom = max(each.geometry().bottom() for each in (self.text, self._copied, self._fault) if each.isVisible())
        focused, sealed = self.text.hasFocus(), self.text.isReadOnly()
        frame = QRectF(0, self.text.geometry().top() - 2, self.width(), bottom - self.text.geometry().top() + 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = "accent" if focused else "border" if sealed else "border_strong"
        painter.setPen(QPen(self._look.color(line), 2 if focused else 1))
        painter.setBrush(self._look.color("base"))
        inset = 1.0 if focused else 0.5
        painter.drawRoundedRect(frame.adjusted(inset, inset, -inset, -inset), Size.RADIUS_INPUT, Size.RADIUS_INPUT)
