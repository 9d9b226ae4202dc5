"""The line in which a figure, a date, a name or a remark is typed. Its text is never changed while one types."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from gnbv_desktop.catalogue.model import FieldInfo
from gnbv_desktop.engine.canon import TEXT_LIMIT
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.cell_text import text_to_edit
from gnbv_desktop.services.entry import enter
from gnbv_desktop.ui.fields.choices import Choices, options
from gnbv_desktop.ui.fields.stay import Commit, Stay
from gnbv_desktop.ui.session import Session


class Move(Enum):
    STAY = (0, 0)
    DOWN = (1, 0)
    UP = (-1, 0)
    RIGHT = (0, 1)
    LEFT = (0, -1)


_ENTER = {Qt.Key.Key_Return: Move.DOWN, Qt.Key.Key_Enter: Move.DOWN}
_LEAVING = {
    **_ENTER,
    Qt.Key.Key_Tab: Move.RIGHT,
    Qt.Key.Key_Backtab: Move.LEFT,
}
_ARROWS = {
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Right: Move.RIGHT,
    Qt.Key.Key_Left: Move.LEFT,
}


class FigureEdit(QLineEdit):
    """An editor on an address. Enter, Tab and arrows leave it; Escape gives up.

    In a grid it lives as long as one stay; in a form it lasts, and each visit of the focus is a stay.
    """

    done = Signal(object)
    """A Move: what was typed is written, or given up."""

    def __init__(
        self, session: Session, ref: Ref, info: FieldInfo, commit: Commit = enter, lasting: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.ref = ref
        self.stay: Stay | None = None
        self.arrows_leave = False
        """Begun by typing over: arrows move between cells, as in Excel; begun by F2 they move the caret."""
        self._session = session
        self._commit = commit
        self._lasting = lasting
        self.setMaxLength(TEXT_LIMIT * 2)
        if info.kind.numeric:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        names = options(session.work, info.column)
        self.choices = Choices(self, names) if names else None
        if self.choices:
            self.choices.chosen.connect(self._chosen)
        self.textEdited.connect(self._typed)

    def begin(self) -> None:
        """A stay begins with what is stored."""
        self.setText(text_to_edit(self._session.work, self.ref))
        self._begin_stay()

    def _begin_stay(self) -> Stay:
        self.stay = Stay(self._session, self.ref, text_to_edit(self._session.work, self.ref), self._commit, self)
        self.stay.overtaken.connect(self._read_again)
        return self.stay

    @Slot()
    def _read_again(self) -> None:
        if self.stay:
            self.setText(text_to_edit(self._session.work, self.stay.ref))

    def _end(self, give_up: bool) -> None:
        stay, self.stay = self.stay, None
        if stay is None:
            return
        if give_up:
            stay.give_up()
        else:
            stay.leave()
        self.ref = stay.ref
        stay.deleteLater()

    def _chosen(self, text: str, key: Qt.Key | None) -> None:
        self._tell_stay(text)
        if key is not None and not self._lasting:
            self._end(give_up=False)
            self.done.emit(_LEAVING.get(key, Move.STAY))

    def _tell_stay(self, text: str) -> None:
        """In a lasting editor a stay may end, by Escape or Enter, and the focus remain: typing begins another."""
        stay = self.stay or (self._begin_stay() if self._lasting else None)
        if stay:
            stay.typed(text)

    def _typed(self, text: str) -> None:
        self._tell_stay(text)
        if self.choices:
            self.choices.offer(text)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_dossiers(event):
            event.ignore()
            return True
        # Tab never reaches keyPressEvent: QWidget.event moves the focus first.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._leaves(event):
            return True
        return super().event(event)

    def _is_dossiers(self, event: QKeyEvent) -> bool:
        """Undo belongs to the editor while it holds what is not written yet, else to the dossier."""
        undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        return undo and (self.stay is None or not self.stay.dirty)

    def _leaves(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._end(give_up=True)
            self.done.emit(Move.STAY)
            return True
        if self.choices and (key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and _alt(event))):
            self.choices.offer_all()
            return True
        move = self._leaving_keys().get(key) or (
            _ARROWS.get(key) if self.arrows_leave and not _modified(event) else None
        )
        if move is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and _shift(event):
            move = Move.UP
        self._end(give_up=False)
        self.done.emit(move)
        return True

    def _leaving_keys(self) -> dict[Qt.Key, Move]:
        """A lasting editor leaves Tab to the order of the form."""
        return _ENTER if self._lasting else _LEAVING

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._lasting and self.stay is None:
            self.begin()
            self._session.make_current(self.ref)
            if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
                self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            if self.stay:
                self.stay.write()
            return
        self._end(give_up=False)
        self.done.emit(Move.STAY)


def _modified(event: QKeyEvent) -> bool:
    ignored = Qt.KeyboardModifier.KeypadModifier
    return bool(event.modifiers() & ~ignored)


def _shift(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def _alt(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
