"""Settings that work at once: the theme, the size of letters, the name shown in the history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.person import WHO_LIMIT, rename_user
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import TEXT_SIZES, Look
from gnbv_desktop.ui.look.preferences import (
    SIZE_LABELS,
    Preferences,
    Theme,
    load_preferences,
    save_preferences,
    wear,
)
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.surfaces import Card
from gnbv_desktop.ui.widgets.words import Words


class SettingsPage(QWidget):
    def __init__(self, look: Look, desk: Desk) -> None:
        super().__init__()
        self._look, self._desk = look, desk
        self.setObjectName("settings_page")
        kept = load_preferences(desk.data)
        self._themes = self._choice("theme", [each.label for each in Theme], list(Theme).index(kept.theme))
        sizes = [SIZE_LABELS[each] for each in TEXT_SIZES]
        self._sizes = self._choice("text_size", sizes, TEXT_SIZES.index(kept.size))
        self._who = QLineEdit(desk.who)
        self._who.setObjectName("who")
        self._who.setAccessibleName("Tên người nhập")
        self._who.setMaxLength(WHO_LIMIT * 2)
        self._who.setMaximumWidth(320)
        self._who.returnPressed.connect(self._rename)
        self._said = Words(look, "", Role.SMALL, "muted", wrap=True)
        self._said.setObjectName("who_said")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(Words(look, "Cài đặt", Role.TITLE))
        layout.addWidget(self._appearance())
        layout.addWidget(self._person())
        layout.addStretch(1)

    def _choice(self, name: str, labels: Sequence[str], current: int) -> QButtonGroup:
        group = QButtonGroup(self)
        for number, label in enumerate(labels):
            button = QRadioButton(label)
            button.setObjectName(f"{name}_{number}")
            button.setChecked(number == current)
            group.addButton(button, number)
        group.idClicked.connect(self._wear)
        return group

    def _appearance(self) -> QWidget:
        card, layout = self._card("Giao diện")
        layout.addLayout(self._row("Nền", self._themes))
        layout.addLayout(self._row("Cỡ chữ", self._sizes))
        return card

    def _person(self) -> QWidget:
        card, layout = self._card("Người nhập")
        hint = "Tên này đứng bên mỗi lần sửa số liệu trong lịch sử của hồ sơ."
        layout.addWidget(Words(self._look, hint, Role.SMALL, "muted", wrap=True))
        line = QHBoxLayout()
        line.addWidget(self._who, 1)
        line.addWidget(Button(self._look, "Dùng tên này", "check", name="keep_who", pressed=self._rename))
        line.addStretch(1)
        layout.addLayout(line)
        layout.addWidget(self._said)
        return card

    def _card(self, title: str) -> tuple[Card, QVBoxLayout]:
        card = Card(self._look)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(Words(self._look, title, Role.H2))
        return card, layout

    def _row(self, title: str, group: QButtonGroup) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(20)
        label = Words(self._look, title, Role.BODY, "text2")
        label.setMinimumWidth(self._look.px(90))
        line.addWidget(label)
        for button in group.buttons():
            button.setAccessibleName(f"{title}: {button.text()}")
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        line.addStretch(1)
        return line

    def _wear(self) -> None:
        chosen = Preferences(list(Theme)[self._themes.checkedId()], TEXT_SIZES[self._sizes.checkedId()])
        wear(self._look, chosen)
        save_preferences(self._desk.data, chosen)

    def _rename(self) -> None:
        try:
            rename_user(self._desk, self._who.text())
        except KnownError as error:
            self._tell(error.message, fault=True)
            return
        self._who.setText(self._desk.who)
        self._tell(f"Từ nay các lần sửa ghi tên {self._desk.who}.", fault=False)

    def _tell(self, words: str, fault: bool) -> None:
        self._said.setText(words)
        self._said.set_color(self._look.tint(Tone.ERROR if fault else Tone.OK).fg)
