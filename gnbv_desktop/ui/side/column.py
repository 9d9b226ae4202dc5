"""A column that scrolls, and the small headings in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.widgets.words import Words

MARGIN = 12


class Column(QScrollArea):
    """Widgets under each other on the ground of whatever is behind."""

    def __init__(self, name: str, spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        self.content = QVBoxLayout(body)
        self.content.setContentsMargins(MARGIN, 10, MARGIN, MARGIN)
        self.content.setSpacing(spacing)
        self.content.addStretch(1)
        self._stand: list[QWidget] = []
        self.setWidget(body)
        body.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def widgets(self) -> list[QWidget]:
        return list(self._stand)

    def arrange(self, wanted: Sequence[QWidget]) -> None:
        """These widgets in this order; those that stand right are left alone, the others are forgotten."""
        keep = set(map(id, wanted))
        for widget in self._stand:
            if id(widget) not in keep:
                self.content.removeWidget(widget)
                widget.hide()
        for place, widget in enumerate(wanted):
            if self.content.indexOf(widget) != place:
                self.content.insertWidget(place, widget)
                widget.show()
        self._stand = list(wanted)

    def fill(self, made: Sequence[QWidget]) -> None:
        """New widgets instead of all that stood here."""
        old = self._stand
        self.arrange(made)
        for widget in old:
            widget.deleteLater()


def heading(look: Look, text: str) -> Words:
    return Words(look, text, Role.MICRO_STRONG, "muted")
