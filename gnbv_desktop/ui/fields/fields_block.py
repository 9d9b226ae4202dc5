"""Single fields under each other: label, editor, unit and echo, previous period; findings below the editor."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from gnbv_desktop.catalogue.model import FieldInfo, FieldKind
from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.engine.session import Change
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.cell_text import figure_text, text_to_edit
from gnbv_desktop.services.compare import compare
from gnbv_desktop.services.formula_words import computation
from gnbv_desktop.ui.fields.edit import FigureEdit, Move
from gnbv_desktop.ui.fields.telling import html_of, tone_of
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.session import Session, Typing
from gnbv_desktop.ui.widgets.showing import show_if
from gnbv_desktop.ui.widgets.words import Sign, Words

LABEL, BOX = 212, 118
_WIDE = (FieldKind.TEXT, FieldKind.CHOICE, FieldKind.COMPONENT, FieldKind.PLACE, FieldKind.LINE)


class FieldRow:
    """The widgets of one field and what they show."""

    def __init__(self, look: Look, session: Session, ref: Ref, info: FieldInfo) -> None:
        self.ref = ref
        self.info = info
        self._look = look
        self._session = session
        self.label = Words(look, info.label, Role.BODY, "text2", wrap=True)
        self.label.setFixedWidth(look.px(LABEL))
        self.edit = self._editor()
        self.unit = Words(look, self._unit(), Role.SMALL, "muted")
        self.sign = Sign(look, "", size=14)
        self.echo = Words(look, "", Role.SMALL, "text2", wrap=True)
        self.echo.setTextFormat(Qt.TextFormat.RichText)
        self.before = Words(look, "", Role.SMALL, "muted")
        self.message = Words(look, "", Role.SMALL, "text2", wrap=True)
        self.label.setBuddy(self.edit)

    def _unit(self) -> str:
        if self.info.kind is FieldKind.MONEY:
            return MoneyUnit(self._session.work.dossier.head.money_unit).label
        return self.info.unit

    def _editor(self) -> QLineEdit:
        if self.info.derived:
            edit = QLineEdit()
            edit.setReadOnly(True)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        else:
            edit = FigureEdit(self._session, self.ref, self.info, lasting=True)
        edit.setObjectName(str(self.ref))
        edit.setAccessibleName(f"{self.info.label} {self.info.unit}".strip())
        if self.info.kind in _WIDE:
            edit.setMinimumWidth(self._look.px(BOX))
            edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            edit.setFixedWidth(self._look.px(BOX))
        return edit

    def refresh(self) -> None:
        """What is stored, unless somebody types here now."""
        work = self._session.work
        figure = work.evaluation.figure(self.ref)
        typing = isinstance(self.edit, FigureEdit) and self.edit.stay is not None
        if not typing:
            text = text_to_edit(work, self.ref) if not self.info.derived else figure_text(work, self.info, figure)
            if self.edit.text() != text:
                self.edit.setText(text)
                self.edit.setCursorPosition(0)
            self.echo.setText("")
        if self.info.derived:
            found = computation(work.evaluation, self.ref)
            self.sign.show_sign("square-function", "muted", "Tự tính")
            self.echo.setText(escape(found.numbers or found.words) if found else "")
        beside = compare(work, self.ref)
        self.before.setText(beside.words if beside else "")
        self._show_state(figure.status is Status.UNREAD)

    def _show_state(self, unread: bool) -> None:
        mark = self._session.marks().mark(str(self.ref))
        state = "ask" if unread else mark.tone.value if mark else ""
        if (self.edit.property("state") or "") != state:
            self.edit.setProperty("state", state)
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)
        show_if(self.message, mark is not None)
        if mark is not None:
            self.message.setText(mark.words)
            self.message.set_color(self._look.tint(mark.tone).fg)
        self.edit.setAccessibleDescription(mark.words if mark else "")

    def show_echo(self, typing: Typing) -> None:
        self.echo.setText(html_of(typing, self._look))
        tone = tone_of(typing.echo)
        self.echo.set_color(self._look.tint(tone).fg if tone else "text")


class FieldsBlock(QWidget):
    leaving = Signal(object)
    """Enter on the last field: on to what comes next."""

    def __init__(self, look: Look, session: Session, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(path)
        self._session = session
        self.rows: list[FieldRow] = []
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(6)
        layout.setColumnStretch(1, 1)
        for code in session.work.evaluation.columns(path):
            ref = Ref(path, "", code)
            info = field_info(session.work.edition, ref)
            if info is not None:
                self._add(layout, FieldRow(look, session, ref, info))
        session.changed.connect(self.follow)
        session.typing.connect(self._typing)
        self._refresh()

    def _add(self, layout: QGridLayout, row: FieldRow) -> None:
        place = 2 * len(self.rows)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(row.edit, 1 if row.info.kind in _WIDE else 0)
        for widget in (row.unit, row.sign):
            line.addWidget(widget)
        show_if(row.unit, bool(row.unit.text()))
        show_if(row.sign, row.info.derived)
        if row.info.kind not in _WIDE:
            line.addWidget(row.echo, 1)
        line.addWidget(row.before)
        layout.addWidget(row.label, place, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(line, place, 1)
        layout.addWidget(row.message, place + 1, 1)
        if isinstance(row.edit, FigureEdit):
            row.edit.done.connect(self._done)
        self.rows.append(row)

    @Slot(object)
    def follow(self, _change: Change | None) -> None:
        self._refresh()

    def _refresh(self) -> None:
        for row in self.rows:
            row.refresh()

    @Slot(object)
    def _typing(self, typing: Typing | None) -> None:
        for row in self.rows:
            if typing is not None and row.ref == typing.ref:
                row.show_echo(typing)

    @Slot(object)
    def _done(self, move: Move) -> None:
        self._refresh()
        if move in (Move.DOWN, Move.UP):
            self._on(move.value[0])

    def _on(self, step: int) -> None:
        editors = [row.edit for row in self.rows if isinstance(row.edit, FigureEdit)]
        current = next((place for place, edit in enumerate(editors) if edit.hasFocus()), None)
        if current is None:
            return
        if 0 <= current + step < len(editors):
            editors[current + step].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextPrevChild(step > 0)

    def show_ref(self, ref: Ref) -> bool:
        for row in self.rows:
            if row.ref == ref:
                row.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False
