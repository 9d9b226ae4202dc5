"""Says calmly what could not be done, with every fault and its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gnbv_desktop.ui.dialogs.dressing import Dressing, fit
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.words import Words

SHOWN = 100


class FaultsDialog(QDialog):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("faults_dialog")
        self._title = Words(look, "", Role.TITLE, wrap=True)
        self._message = Words(look, "", Role.BODY, "text2", wrap=True)
        self._message.setObjectName("message")
        self._list = Words(look, "", Role.SMALL, wrap=True)
        self._list.setObjectName("faults")
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._list.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Các lỗi")
        self._area.setWidget(self._list)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = Button(look, "Đóng", name="close", pressed=self.accept)
        close.setDefault(True)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 14)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._message)
        layout.addWidget(self._area, 1)
        layout.addLayout(foot)
        Dressing(look, self)

    def tell(self, title: str, message: str, faults: Sequence[str]) -> None:
        self.setWindowTitle(title)
        self._title.setText(title)
        self._message.setText(message)
        rest = len(faults) - SHOWN
        lines = [*faults[:SHOWN], *([f"… và {rest} lỗi khác."] if rest > 0 else [])]
        self._list.setText("\n".join(lines))
        self._area.setVisible(bool(faults))
        fit(self, 620, min(460, 190 + self._look.px(20) * len(lines)))
        self.open()
