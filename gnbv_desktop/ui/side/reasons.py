"""The box in which a reason is typed, and who gave which reason."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gnbv_desktop.engine.evaluate import reason_key
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.dossier import Reason
from gnbv_desktop.kernel.edits import EditKind
from gnbv_desktop.kernel.issues import Issue
from gnbv_desktop.services.history import history
from gnbv_desktop.services.work import Work

LONGEST = 2000
LINES = 4
"""So many lines are seen; a longer reason scrolls."""
_AROUND = 14
"""Pixels of frame, padding and margin above and below the text."""
_ZONE = datetime.timezone(datetime.timedelta(hours=7))


def reason_of(work: Work, issue: Issue) -> Reason | None:
    """What was once said of the finding, also when the figures are others by now."""
    return work.dossier.reasons.get(reason_key(issue.code, issue.refs))


class Givers:
    """Who gave a reason and when, from the journal: read once for each text."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}
        self._version = -1

    def words(self, work: Work, issue: Issue) -> str:
        key, text = reason_key(issue.code, issue.refs), issue.reason or ""
        if (key, text) not in self._known and work.version != self._version:
            self._version = work.version
            self._read(work)
        return self._known.get((key, text), "")

    def _read(self, work: Work) -> None:
        today = work.desk.clock().astimezone(_ZONE).date()
        for entry in history(work):
            for edit in entry.edits:
                if edit.kind is EditKind.REASON and isinstance(edit.after, dict):
                    moment = datetime.datetime.fromisoformat(entry.at).astimezone(_ZONE)
                    day = "" if moment.date() == today else f" ngày {write_date(moment.date())}"
                    self._known[edit.key, str(edit.after.get("text", ""))] = f"{entry.who}, {moment:%H:%M}{day}"


class ReasonBox(QPlainTextEdit):
    """Typed text is kept on Enter and on leaving, given up on Escape; nobody else ever writes into it.

    It is as tall as its text, up to four lines; a line that is broken with Shift+Enter is kept as one.
    """

    kept = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""
        self.setPlaceholderText("Gõ lý do…")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._shorten)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        return self.toPlainText()

    def setText(self, text: str) -> None:
        self.setPlainText(text)

    @Slot()
    def _shorten(self) -> None:
        too_many = len(self.text()) - LONGEST
        if too_many > 0:
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, too_many)
            cursor.removeSelectedText()

    @Slot()
    def _fit(self) -> None:
        """The layout of plain text counts its height in lines."""
        lines = max(1, min(LINES, round(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _AROUND)
        more = self.document().size().height() > LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if more else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def dirty(self) -> bool:
        return " ".join(self.text().split()) != self._stored

    def store(self, text: str) -> None:
        """What is stored now; the text on the screen follows unless somebody is typing."""
        follow = not self.dirty
        self._stored = " ".join(text.split())
        if follow and self.text() != text:
            self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
        elif enter:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape and self.dirty:
            self.setText(self._stored)
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.kept.emit()
