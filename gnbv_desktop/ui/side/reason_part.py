"""The part of a card where a reason is typed, or stands with who gave it and when."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from gnbv_desktop.kernel.issues import Issue
from gnbv_desktop.services.entry import give_reasons
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.side.findings import explainable
from gnbv_desktop.ui.side.reasons import Givers, ReasonBox, reason_of
from gnbv_desktop.ui.widgets.words import Words

EMPTY = "Gõ lý do…"


class ReasonPart(QWidget):
    explained = Signal(bool)
    """Whether a given reason stands here that can be changed."""

    def __init__(self, look: Look, session: Session, givers: Givers, issue: Issue) -> None:
        super().__init__()
        self._look, self._session, self._givers = look, session, givers
        self._issue = issue
        self._twins: tuple[Issue, ...] = ()
        self._editing = False
        self._given: Words | None = None
        self.box: ReasonBox | None = None
        self.tick: QCheckBox | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 0)
        self._layout.setSpacing(2)

    # ---- what stands here

    def show_issue(self, issue: Issue, title: str, twins: tuple[Issue, ...] = ()) -> None:
        """`twins` say the same: they are given the same reason."""
        self._issue, self._twins = issue, twins
        self.setAccessibleName(title)
        self._show()

    def _show(self) -> None:
        issue, reason = self._issue, self._issue.reason or ""
        free = explainable(issue) and not self._session.sealed
        typing = free and (self._editing or bool(self.draft) or not reason)
        self._tell("" if typing else reason)
        self._open_box(typing)
        self.setVisible(typing or bool(reason))
        self.explained.emit(free and bool(reason) and not typing)

    def _tell(self, reason: str) -> None:
        if self._given is None and reason:
            self._given = Words(self._look, "", Role.SMALL, "text2", wrap=True)
            self._given.setObjectName("reason_given")
            self._layout.addWidget(self._given)
        if self._given is not None:
            work = self._session.work
            stored = reason_of(work, self._issue)
            printed = "đưa vào báo cáo" if stored is not None and stored.in_report else ""
            giver = self._givers.words(work, self._issue) if reason else ""
            told = " · ".join(part for part in (giver, printed) if part)
            self._given.setText(f"«{reason}» {told}".rstrip())
            self._given.setVisible(bool(reason))

    def _open_box(self, seen: bool) -> None:
        if seen and self.box is None:
            self._make_box()
        if self.box is None or self.tick is None:
            return
        stored = reason_of(self._session.work, self._issue)
        stale = stored is not None and not self._issue.reason
        self.box.store(self._issue.reason or "")
        self.box.setPlaceholderText(f"Số đã đổi; lý do cũ: {stored.text}" if stored and stale else EMPTY)
        self.box.setToolTip(f"Lý do cũ: {stored.text}" if stored and stale else "")
        if not self.draft and stored is not None:
            self.tick.setChecked(stored.in_report)
        self.box.setVisible(seen)
        self.tick.setVisible(seen)

    def _make_box(self) -> None:
        self.box = ReasonBox()
        self.box.setObjectName("reason")
        self.box.setAccessibleName(f"Lý do: {self.accessibleName()}")
        self.box.setFont(self._look.font(Role.SMALL))
        self.box.kept.connect(self._keep)
        self.box.given_up.connect(self._leave)
        self.tick = QCheckBox("Đưa vào báo cáo")
        self.tick.setObjectName("in_report")
        self.tick.setFont(self._look.font(Role.SMALL))
        self.tick.toggled.connect(self._ticked)
        self._layout.addWidget(self.box)
        self._layout.addWidget(self.tick)

    # ---- typing

    @property
    def draft(self) -> str:
        return self.box.text() if self.box is not None and self.box.dirty else ""

    @property
    def typed_in(self) -> bool:
        return self.box is not None and (self.box.dirty or self.box.hasFocus())

    def restore(self, draft: str) -> None:
        """Text that was typed here before the card went away."""
        if draft:
            self._editing = True
            self._show()
            if self.box is not None:
                self.box.setText(draft)

    def begin(self) -> None:
        """A given reason is to be changed."""
        self._editing = True
        self._show()
        if self.box is not None:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self.box.selectAll()

    @Slot()
    def _keep(self) -> None:
        if self.box is not None and self.box.dirty:
            self._give(self.box.text())
        elif self.tick is not None and not self.tick.hasFocus():
            self._leave()

    @Slot()
    def _leave(self) -> None:
        if self._editing:
            self._editing = False
            self._show()

    @Slot(bool)
    def _ticked(self, on: bool) -> None:
        """Without a reason yet the tick waits for it."""
        stored = reason_of(self._session.work, self._issue)
        if self._issue.reason and stored is not None and stored.in_report is not on:
            self._give(self._issue.reason)

    def _give(self, text: str) -> None:
        """Refused, the text stays in the box."""
        issues, in_report = (self._issue, *self._twins), self.tick is not None and self.tick.isChecked()

        def keep(work: Work) -> bool:
            give_reasons(work, issues, text, in_report)
            return True

        self._editing = False
        if self._session.run(keep) and self.box is not None:
            self.box.store(text)
