"""The look in use: one object that every widget is given. Changing the theme tells them to draw again."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from gnbv_desktop.kernel.paths import asset
from gnbv_desktop.ui.look.fonts import Role, make_font
from gnbv_desktop.ui.look.icons import IconBook
from gnbv_desktop.ui.look.palette import make_palette
from gnbv_desktop.ui.look.tokens import DARK, LIGHT, Colors, Size, Tint, Tone

TEXT_SIZES = (1.0, 1.1, 1.25)
_TOKEN = re.compile(r"@([a-z_0-9]+)")
_SHEET_ICONS = {
    "icon_down": ("chevron-down", "muted"),
    "icon_tick": ("check", "on_accent"),
    "icon_chosen": ("check", "accent"),
}


class Look(QObject):
    """Colours, fonts and icons; `changed` when the theme or the size of letters is another."""

    changed = Signal()

    def __init__(self, colors: Colors = LIGHT, factor: float = 1.0) -> None:
        super().__init__()
        self.colors = colors
        self.factor = factor
        self._fonts: dict[Role, QFont] = {}
        self._colors: dict[str, QColor] = {}
        self._icons = IconBook()
        self._dressed = False
        self._drawn: QTemporaryDir | None = None

    def dress(self, application: QApplication) -> None:
        """The palette, the font and the sheet of the whole application."""
        self._dressed = True
        scheme = Qt.ColorScheme.Dark if self.colors.dark else Qt.ColorScheme.Light
        application.styleHints().setColorScheme(scheme)
        application.setStyle("Fusion")
        application.setPalette(make_palette(self.colors))
        application.setFont(self.font(Role.BODY))
        application.setStyleSheet(self._sheet())
        application.setWindowIcon(QIcon(str(asset("resources", "app.svg"))))

    def wear(self, colors: Colors, factor: float) -> None:
        """Another theme or size of letters, at once."""
        self.colors, self.factor = colors, factor
        self._fonts.clear()
        self._colors.clear()
        application = QApplication.instance()
        if self._dressed and isinstance(application, QApplication):
            self.dress(application)
        self.changed.emit()

    def font(self, role: Role) -> QFont:
        if role not in self._fonts:
            self._fonts[role] = make_font(role, self.factor)
        return self._fonts[role]

    def color(self, token: str) -> QColor:
        """A colour by the name of its token, or any colour in hexadecimal."""
        if token not in self._colors:
            self._colors[token] = QColor(token if token.startswith("#") else getattr(self.colors, token))
        return self._colors[token]

    def tint(self, tone: Tone) -> Tint:
        return self.colors.tints[tone]

    def px(self, size: int) -> int:
        """A size in pixels that grows with the letters."""
        return round(size * self.factor)

    def pixmap(self, name: str, color: str, widget: QWidget | None = None, size: int = Size.ICON) -> QPixmap:
        """An icon in the colour of a token (or in hexadecimal) at the resolution of the widget's screen."""
        ratio = widget.devicePixelRatioF() if widget is not None else _screen_ratio()
        return self._icons.pixmap(name, self.color(color).name(), self.px(size), ratio)

    def icon(self, name: str, color: str = "text2", size: int = Size.ICON) -> QIcon:
        ratio = _screen_ratio()
        shown, faint = self.color(color).name(), self.color("disabled").name()
        return self._icons.icon(name, shown, self.px(size), ratio, faint)

    def _sheet(self) -> str:
        sheet = asset("resources", "style.qss").read_text(encoding="utf-8")
        return _TOKEN.sub(lambda found: self._token(found[1]), sheet)

    def _token(self, name: str) -> str:
        if name in _SHEET_ICONS:
            return self._icon_file(*_SHEET_ICONS[name])
        if name.startswith("tint_"):
            _, tone, part = name.split("_")
            return str(getattr(self.tint(Tone(tone)), part))
        return str(getattr(self.colors, name))

    def _icon_file(self, name: str, color: str) -> str:
        """A style sheet takes pictures from files only."""
        if self._drawn is None:
            self._drawn = QTemporaryDir()
        file = Path(self._drawn.path()) / f"{name}-{self.color(color).name()[1:]}.svg"
        if not file.exists():
            source = asset("resources", "icons", f"{name}.svg").read_text(encoding="utf-8")
            file.write_text(source.replace("currentColor", self.color(color).name()), encoding="utf-8")
        return file.as_posix()


def _screen_ratio() -> float:
    application = QApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QApplication) else 1.0


def theme_named(name: str, system_dark: bool) -> Colors:
    """sang, toi, or anything else for what the system has."""
    dark = name == "toi" or (name != "sang" and system_dark)
    return DARK if dark else LIGHT
