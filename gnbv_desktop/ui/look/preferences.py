"""What a user chose of the look: theme and size of letters. Kept beside the data, read before the first paint."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from attrs import frozen
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication

from gnbv_desktop.ui.look.look import TEXT_SIZES, Look, theme_named

FILE = "settings.ini"


class Theme(StrEnum):
    SYSTEM = "may"
    LIGHT = "sang"
    DARK = "toi"

    @property
    def label(self) -> str:
        return {"may": "Theo máy", "sang": "Sáng", "toi": "Tối"}[self.value]


SIZE_LABELS = {1.0: "Vừa", 1.1: "Lớn", 1.25: "Rất lớn"}


@frozen
class Preferences:
    theme: Theme = Theme.SYSTEM
    size: float = 1.0


def settings_of(data: Path) -> QSettings:
    return QSettings(str(data / FILE), QSettings.Format.IniFormat)


def load_preferences(data: Path) -> Preferences:
    """What is not known any more counts as not set."""
    stored = settings_of(data)
    theme = next((each for each in Theme if each == stored.value("theme")), Theme.SYSTEM)
    size = next((each for each in TEXT_SIZES if str(each) == str(stored.value("text_size"))), 1.0)
    return Preferences(theme, size)


def save_preferences(data: Path, preferences: Preferences) -> None:
    stored = settings_of(data)
    stored.setValue("theme", preferences.theme.value)
    stored.setValue("text_size", str(preferences.size))
    stored.sync()


def wear(look: Look, preferences: Preferences) -> None:
    """Puts them on; nothing is drawn again when nothing is another."""
    colors = theme_named(preferences.theme.value, _system_dark())
    if colors is not look.colors or preferences.size != look.factor:
        look.wear(colors, preferences.size)


def _system_dark() -> bool:
    """What the system has, not what we asked for ourselves."""
    hints = QGuiApplication.styleHints()
    asked = hints.colorScheme()
    hints.unsetColorScheme()
    found = hints.colorScheme()
    hints.setColorScheme(asked)
    return found is Qt.ColorScheme.Dark
