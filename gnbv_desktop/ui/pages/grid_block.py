"""A grid on a page: as tall as its rows, with its own heading and buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.ui.grid.actions import GridActions
from gnbv_desktop.ui.grid.block_sheet import BlockSheet, Shown
from gnbv_desktop.ui.grid.capital_sheet import CapitalSheet
from gnbv_desktop.ui.grid.parts import GridRow
from gnbv_desktop.ui.grid.record_sheet import RecordSheet
from gnbv_desktop.ui.grid.view import Grid
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.pages.block_frame import BlockHeading, RoundFrame
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button

TALLEST = 1100
"""Pixels: a longer open list scrolls inside its frame; a table of the law is seen whole."""


class GridBlock(QWidget):
    moved = Signal(object)
    """This block, when another of its cells is current."""
    pasting = Signal(object)
    """The grid into which something is to be pasted."""

    def __init__(
        self, look: Look, session: Session, heading: BlockHeading, sheet: BlockSheet | CapitalSheet | RecordSheet,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._look = look
        self._session = session
        self.sheet = sheet
        self._open = session.work.edition.blocks[sheet.path].kind.open_rows
        self._endless = self._open and not isinstance(sheet, RecordSheet)
        self.grid = Grid(look, session, sheet)
        self.actions_ = GridActions(self.grid)
        self.grid.pasting.connect(self._paste)
        self.grid.folded.connect(self._fold)
        self.grid.sized.connect(self._fit)
        self.grid.moved.connect(self._moved)
        self._buttons(heading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(heading)
        layout.addWidget(RoundFrame(look, self.grid))
        session.changed.connect(self._follow)
        self._fit()

    def _buttons(self, heading: BlockHeading) -> None:
        if self._open:
            words = "Thêm dòng" if self._endless else "Thêm lần"
            heading.add(Button(self._look, words, "plus", "flat", "add_row", small=True, pressed=self.actions_.insert))
        if self._session.work.evaluation.earlier is not None and self._comparable():
            self.previous = Button(
                self._look, "Kỳ trước", "history", "flat", "show_previous", True, self._toggle_previous
            )
            self.previous.setToolTip("Hiện số kỳ trước và thay đổi bên cạnh")
            heading.add(self.previous)

    def _comparable(self) -> bool:
        return any(
            code in ("LUY_KE", "GIAI_NGAN") for code in self._session.work.edition.blocks[self.sheet.path].columns
        )

    def _toggle_previous(self) -> None:
        shown = not self.sheet.shown.previous
        self.sheet.shown = Shown(shown, self.sheet.shown.extra, self.sheet.shown.hidden)
        self.previous.set_kind("chosen" if shown else "flat")
        self.previous.setText("Kỳ trước: hiện" if shown else "Kỳ trước")
        self.grid.rebuild()

    @Slot()
    def _moved(self) -> None:
        self.moved.emit(self)

    @Slot()
    def _paste(self) -> None:
        self.pasting.emit(self.grid)

    @Slot(object)
    def _fold(self, row: GridRow) -> None:
        sheet = self.sheet
        if isinstance(sheet, CapitalSheet):
            self.grid.grid_model.rebuild(lambda: sheet.fold(row))
            self.grid.relay()

    @Slot(object)
    def _follow(self, _change: Change | None) -> None:
        self._fit()

    @Slot()
    def _fit(self) -> None:
        height = self.grid.content_height()
        if self._endless:
            height = min(height, self._look.px(TALLEST))
        if height != self.grid.height() or self.grid.minimumHeight() != height:
            self.grid.setFixedHeight(height)

    def show_ref(self, ref: Ref) -> bool:
        if not self.grid.show_ref(ref):
            return False
        self.grid.setFocus()
        return True
