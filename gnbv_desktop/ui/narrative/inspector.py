"""What the chosen figure is and where it comes from, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.services.bound_figures import BoundInfo
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.surfaces import Card
from gnbv_desktop.ui.widgets.words import Sign, Words


class Figured(Protocol):
    """An editor with a chosen figure."""

    def goto_chosen(self) -> None: ...
    def change(self) -> None: ...
    def unbind_chosen(self) -> None: ...


class Inspector(Card):
    """One may serve several editors: it acts upon the one it was told of last."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, None, parent)
        self.setObjectName("figure_inspector")
        self.setAccessibleName("Số đang chọn")
        self.set_current(True)
        self._owner: Figured | None = None
        self._text = Words(look, role=Role.STRONG)
        self._name = Words(look, role=Role.SMALL, color="text2", wrap=True)
        self._path = Words(look, role=Role.SMALL, color="muted", wrap=True)
        self._before = Words(look, role=Role.SMALL, color="text2")
        self._goto = self._make_button(look, "Tới ô nhập", "figure_goto", "Alt+Enter", self._do_goto)
        self._change = self._make_button(look, "Đổi số gắn  F2", "figure_change", "F2", self._do_change)
        self._unbind = self._make_button(look, "Gỡ gắn", "figure_unbind", "", self._do_unbind, "flat")
        self._lay_out(look)

    @staticmethod
    def _make_button(look: Look, text: str, name: str, key: str, run: Callable[[], object], kind: str = "") -> Button:
        made = Button(look, text, kind=kind, name=name, small=True, pressed=run)
        made.setToolTip(f"{text.partition('  ')[0]} ({key})" if key else "Để lại chữ, không theo số liệu nữa")
        return made

    def _lay_out(self, look: Look) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._text, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._name, 1)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for each in (self._goto, self._change, self._unbind):
            foot.addWidget(each)
        foot.addStretch(1)
        foot.addWidget(self._before)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(head)
        words.addWidget(self._path)
        words.addSpacing(3)
        words.addLayout(foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(12, 9, 12, 10)
        whole.setSpacing(8)
        whole.addWidget(Sign(look, "link", "accent", "Số gắn với biểu"), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(words, 1)

    def tell(self, info: BoundInfo, sealed: bool) -> None:
        self._text.setText(info.text)
        self._name.setText(info.name)
        self._path.setText(info.path)
        self._path.setVisible(bool(info.path))
        self._before.setText(f"kỳ trước {info.previous}" if info.previous else "")
        self._goto.setEnabled(info.goto is not None)
        self._change.setEnabled(not sealed)
        self._unbind.setEnabled(not sealed)
        self.setAccessibleDescription(" · ".join(filter(None, (info.text, info.name, info.path))))

    def follow(self, owner: Figured) -> None:
        self._owner = owner

    def follows(self, owner: Figured) -> bool:
        return self._owner is owner

    def _do_goto(self) -> None:
        if self._owner is not None:
            self._owner.goto_chosen()

    def _do_change(self) -> None:
        if self._owner is not None:
            self._owner.change()

    def _do_unbind(self) -> None:
        if self._owner is not None:
            self._owner.unbind_chosen()
