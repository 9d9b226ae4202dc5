"""The preview beside the page in which one types; the two share the width as the user likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from gnbv_desktop.ui.later import Later
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.session import Session

if TYPE_CHECKING:
    from gnbv_desktop.ui.preview.page import PreviewPage

_FOR_GRIDS = 780
"""Pixels that a page of grids is given; a page of words shares the width by halves."""


class Beside:
    def __init__(self, look: Look, session: Session, later: Later) -> None:
        self._look, self._session, self._later = look, session, later
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(5)
        self._wanted = False
        self._grids: bool | None = None
        """For which kind of page the width was shared last; afterwards the user moves the line."""
        self._allowed = True
        self.page: PreviewPage | None = None

    def share(self, centre: QWidget) -> QWidget:
        self._splitter.addWidget(centre)
        return self._splitter

    @property
    def wanted(self) -> bool:
        return self._wanted

    @property
    def shown(self) -> bool:
        return self._wanted and self._allowed

    def turn(self) -> None:
        """Takes effect with the next `allow`."""
        self._wanted = not self._wanted

    def allow(self, allowed: bool, grids: bool) -> None:
        """Whether there is room for it and another page to stand beside, and whether that one shows grids."""
        self._allowed = allowed
        self._place()
        if self.shown and grids is not self._grids:
            self._grids = grids
            width = self._splitter.width()
            page = min(self._look.px(_FOR_GRIDS), width * 2 // 3) if grids else width // 2
            self._splitter.setSizes([page, width - page])

    def _place(self) -> None:
        if self.shown and self.page is None:
            self.page = self._later.preview_page(self._look, self._session)
            self._splitter.addWidget(self.page)
        if self.page is not None:
            self.page.setVisible(self.shown)
