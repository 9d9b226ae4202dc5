"""All slots of one narrative block, each with its title; text editors are made when they are seen or asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gnbv_desktop.kernel.dossier import SINGLE
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services import narrative
from gnbv_desktop.services.outlines import FREE_BLOCK
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.narrative.bar import NarrativeBar
from gnbv_desktop.ui.narrative.editor import NarrativeEditor
from gnbv_desktop.ui.narrative.inspector import Inspector
from gnbv_desktop.ui.narrative.slot_frame import SlotFrame
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button


class NarrativeBlock(QWidget):
    entered = Signal(object)
    """The NarrativeEditor that has the focus now."""
    counted = Signal()

    def __init__(
        self, look: Look, session: Session, path: str, parent: QWidget | None = None,
        inspector: Inspector | None = None, fold_empty: bool = False,
    ) -> None:  # fmt: skip
        """On a page of many blocks the empty slots stand behind one line, and the page has the tools."""
        super().__init__(parent)
        self.path = path
        self.setObjectName(path)
        self._look = look
        self._session = session
        self._inspector = inspector
        self._current: NarrativeEditor | None = None
        self._slots = narrative.slots(session.work, path)
        self._frames: dict[str, SlotFrame] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        if not fold_empty:
            tools = QHBoxLayout()
            tools.addStretch(1)
            self.bar = NarrativeBar(look, session, self.current)
            tools.addWidget(self.bar)
            self._column.addLayout(tools)
        self._more: Button | None = None
        for slot in self._slots:
            if slot.filled or not fold_empty:
                self._add(slot, self._column.count())
        if empty := [slot for slot in self._slots if slot.slot not in self._frames]:
            words = f"Viết mục khác ({len(empty)})…" if self._frames else f"Viết ({len(empty)} mục trống)…"
            self._more = Button(look, words, "pencil", "flat", "narrative_more", True, self._show_all)
            self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        session.changed.connect(self._look_again)

    def slots(self) -> tuple[str, ...]:
        return tuple(slot.slot for slot in self._slots)

    def current(self) -> NarrativeEditor | None:
        """The editor that has the focus, or had it last."""
        return self._current

    def editors(self) -> tuple[NarrativeEditor, ...]:
        """Those that are open."""
        return tuple(frame.editor for frame in self._frames.values() if frame.editor is not None)

    def show_slot(self, slot: str) -> NarrativeEditor:
        """Opens a slot, puts the cursor into it and brings it into view."""
        if slot not in self._frames:
            self._show_all()
        frame = self._frames[slot]
        editor = frame.open()
        editor.setFocus()
        QTimer.singleShot(0, frame, lambda: _into_view(frame))
        return editor

    def finish(self) -> None:
        """Before the block goes away: everything typed is in the dossier."""
        for editor in self.editors():
            editor.finish()

    def _add(self, slot: narrative.Slot, place: int) -> None:
        frame = SlotFrame(self._look, self._session, slot, self._inspector)
        frame.opened.connect(self._opened)
        self._frames[slot.slot] = frame
        self._column.insertWidget(place, frame)

    def _show_all(self) -> None:
        self._slots = narrative.slots(self._session.work, self.path)
        if self._more is not None:
            self._more.hide()
            self._more.deleteLater()
            self._more = None
        for place, slot in enumerate(self._slots):
            if slot.slot not in self._frames:
                self._add(slot, place)

    @Slot(object)
    def _opened(self, editor: NarrativeEditor) -> None:
        editor.entered.connect(self._entered)
        editor.counted.connect(self.counted)

    @Slot()
    def _entered(self) -> None:
        found = [editor for editor in self.editors() if editor.text.hasFocus()]
        if found:
            self._current = found[0]
            path, _, code = found[0].slot.rpartition(".")
            self._session.make_current(Ref(path, SINGLE, code))
            self.entered.emit(found[0])

    @Slot()
    def _look_again(self) -> None:
        """A slot behind the line of the empty ones has been written elsewhere; the outline has other sections."""
        if self.path == FREE_BLOCK:
            self._follow_outline()
        hidden = [slot for slot in self._slots if slot.slot not in self._frames]
        if any(narrative.stored(self._session.work, slot.slot) for slot in hidden):
            self._show_all()

    def _follow_outline(self) -> None:
        self._slots = narrative.slots(self._session.work, self.path)
        for slot in self._slots:
            if slot.slot in self._frames:
                self._frames[slot.slot].rename(slot.title)
            elif self._more is None:
                self._add(slot, self._column.count() - 1)


def _into_view(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, 40)
            return
        above = above.parentWidget()
