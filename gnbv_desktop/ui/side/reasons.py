"""The box in which a reason is typed, and who gave which reason."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gnbv_desktop.engine.evaluate import reason_key
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.dossier import Reason
from gnbv_desktop.kernel.edits import EditKind
from gnbv_desktop.kernel.issues import Issue
from gnbv_desktop.services.history import history
from gnbv_desktop.services.work import Work

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


class ReasonBox(QLineEdit):
    """Typed text is kept on Enter and on leaving, given up on Escape; nobody else ever writes into it."""

    kept = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""
        self.setPlaceholderText("Gõ lý do…")
        self.setMaxLength(2000)

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
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape and self.dirty:
            self.setText(self._stored)
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.kept.emit()
