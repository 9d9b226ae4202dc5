"""The page "Thuyết minh": every narrative of the dossier under the heading of its form."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gnbv_desktop.services import narrative
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size
from gnbv_desktop.ui.narrative.bar import NarrativeBar
from gnbv_desktop.ui.narrative.block import NarrativeBlock
from gnbv_desktop.ui.narrative.editor import NarrativeEditor
from gnbv_desktop.ui.narrative.inspector import Inspector
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.rest import Rest
from gnbv_desktop.ui.widgets.surfaces import Rule
from gnbv_desktop.ui.widgets.words import Words

COUNT_MS = 300
CARET_MARGIN = 8
"""Pixels seen above and below the line in which one writes."""


class NarrativePage(QWidget):
    def __init__(self, look: Look, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("narrative_page")
        self._look = look
        self._session = session
        self._current: NarrativeEditor | None = None
        self._counting = Rest(COUNT_MS, self._count, self)
        self._inspector = Inspector(look)
        self._inspector.hide()
        self._where = Words(look, "Đặt con trỏ vào mục cần viết", Role.SMALL, "muted")
        self._blocks: dict[str, NarrativeBlock] = {}
        self._titles: dict[str, str] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        whole.addWidget(Rule(look))
        self._scroll = self._texts()
        self._scroll.viewport().installEventFilter(self)
        whole.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(Size.PAGE_MARGIN, 0, Size.PAGE_MARGIN, 8)
        foot.addWidget(self._inspector)
        whole.addLayout(foot)
        session.changed.connect(self._counting.start)

    def _head(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(Size.PAGE_MARGIN, 10, Size.PAGE_MARGIN, 4)
        column.setSpacing(2)
        column.addWidget(Words(self._look, "Thuyết minh", Role.TITLE))
        column.addWidget(self._where)
        self.bar = NarrativeBar(self._look, self._session, self.current)
        tools = QHBoxLayout()
        tools.addWidget(self.bar)
        tools.addStretch(1)
        column.addLayout(tools)
        return made

    def _texts(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(Size.PAGE_MARGIN, 10, Size.PAGE_MARGIN, 24)
        column.setSpacing(8)
        for path, heading in narrative.narrative_blocks(self._session.work):
            block = NarrativeBlock(self._look, self._session, path, inspector=self._inspector, fold_empty=True)
            block.entered.connect(self._entered)
            block.counted.connect(self._counting.start)
            self._blocks[path] = block
            self._titles[path] = heading
            column.addWidget(Words(self._look, heading, Role.H2, wrap=True))
            column.addWidget(block)
            column.addSpacing(10)
        column.addStretch(1)
        made = QScrollArea()
        made.setObjectName("narrative_scroll")
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setWidgetResizable(True)
        made.setWidget(inner)
        return made

    def slots(self) -> tuple[str, ...]:
        return tuple(slot for block in self._blocks.values() for slot in block.slots())

    def current(self) -> NarrativeEditor | None:
        return self._current

    def show_slot(self, slot: str) -> NarrativeEditor:
        return self._blocks[slot.rpartition(".")[0]].show_slot(slot)

    def finish(self) -> None:
        """Before the page goes away: everything typed is in the dossier."""
        for block in self._blocks.values():
            block.finish()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._counting.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is said of a figure takes its room from the texts: the line one writes in stays in sight."""
        if watched is self._scroll.viewport() and event.type() is QEvent.Type.Resize:
            self._show_caret()
        return super().eventFilter(watched, event)

    def _show_caret(self) -> None:
        editor, inner = self._current, self._scroll.widget()
        if editor is None or inner is None or not editor.text.hasFocus():
            return
        caret = editor.text.cursorRect()
        place = editor.text.viewport().mapTo(inner, caret.center())
        self._scroll.ensureVisible(place.x(), place.y(), 0, caret.height() + CARET_MARGIN)

    @Slot(object)
    def _entered(self, editor: NarrativeEditor) -> None:
        self._current = editor
        heading = self._titles[editor.slot.rpartition(".")[0]]
        self._where.setText(f"{heading} · {editor.text.accessibleName()}")

    @Slot()
    def _count(self) -> None:
        """Of what is written, whether or not it is in the dossier yet."""
        if self.isVisible():
            self._session.summed.emit(self.counted().text)

    def counted(self) -> narrative.Counted:
        total = narrative.Counted()
        editors = {editor.slot: editor for block in self._blocks.values() for editor in block.editors()}
        for slot in {**self._session.work.dossier.narratives, **editors}:
            if slot in editors:
                total += narrative.count(editors[slot].text.read())
            else:
                total += narrative.count(narrative.paragraphs_of(self._session.work, slot))
        return total
