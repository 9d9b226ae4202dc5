"""Icons from resources/icons, drawn in a colour at the screen's own resolution, each made once."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gnbv_desktop.kernel.paths import asset


class IconBook:
    """The pixmaps made so far, by name, colour, size and resolution."""

    def __init__(self) -> None:
        self._sources: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, color: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
        key = (name, color, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._drawn(name, color, size, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, color: str, size: int = 16, ratio: float = 1.0, disabled: str = "") -> QIcon:
        icon = QIcon(self.pixmap(name, color, size, ratio))
        if disabled:
            icon.addPixmap(self.pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
        return icon

    def _source(self, name: str) -> bytes:
        if name not in self._sources:
            self._sources[name] = asset("resources", "icons", f"{name}.svg").read_bytes()
        return self._sources[name]

    def _drawn(self, name: str, color: str, size: int, ratio: float) -> QPixmap:
        renderer = QSvgRenderer(QByteArray(self._source(name).replace(b"currentColor", color.encode())))
        pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap
