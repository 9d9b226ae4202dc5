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

_SHARES = (9, 10)
"""Of the width, when it is first opened: the page, the preview."""


class Beside:
    def __init__(self, look: Look, session: Session, later: Later) -> None:
        self._look, self._session, self._later = look, session, later
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(5)
        self._wanted = False
        self._allowed = True
        self.page: PreviewPage | None = None

    def share(self, centre: QWidget) -> QWidget:
        self._splitter.addWidget(centre)
        return self._splitter

    @property
    def shown(self) -> bool:
        return self._wanted and self._allowed

    def turn(self) -> None:
        self._wanted = not self._wanted
        self._place()

    def allow(self, allowed: bool) -> None:
        """Whether there is room for it, and another page to stand beside."""
        if allowed != self._allowed:
            self._allowed = allowed
            self._place()

    def _place(self) -> None:
        if self.shown and self.page is None:
            self.page = self._later.preview_page(self._look, self._session)
            self._splitter.addWidget(self.page)
            self._splitter.setSizes([each * 1000 for each in _SHARES])
        if self.page is not None:
            self.page.setVisible(self.shown)
