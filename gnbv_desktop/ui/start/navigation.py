"""The places of the start window; narrow, a rail of signs."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size
from gnbv_desktop.ui.widgets.surfaces import Rule, Surface
from gnbv_desktop.ui.widgets.words import Words

ROW = 33
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@frozen
class Place:
    key: str
    name: str
    icon: str
    page: bool = True
    """False for a place that opens a dialog and never is the current one."""


class NavigationItem(QAbstractButton):
    def __init__(self, look: Look, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.rail = False
        self._look = look
        self.setObjectName(f"to_{place.key}")
        self.setText(place.name)
        self.setAccessibleName(place.name)
        self.setCheckable(place.page)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """One pixel at the right is the line beside the page."""
        return QSize((Size.NAV_RAIL if self.rail else self._look.px(Size.NAV)) - 1, self._look.px(ROW))

    def nextCheckState(self) -> None:
        """What is current is decided by the page that is shown."""

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        box = self.rect().adjusted(6, 1, -6, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_soft" if self.isChecked() else "hover"))
            painter.drawRoundedRect(box, Size.RADIUS_BUTTON, Size.RADIUS_BUTTON)
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), Size.RADIUS_BUTTON, Size.RADIUS_BUTTON)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.isChecked():
            painter.fillRect(box.left(), box.top() + 4, 3, box.height() - 8, look.color("accent"))
        self._content(painter, box)

    def _content(self, painter: QPainter, box: QRect) -> None:
        look = self._look
        ink = "accent" if self.isChecked() else "text"
        size = look.px(Size.ICON)
        left = (self.width() - size) // 2 if self.rail else box.left() + 14
        icon = look.pixmap(self.place.icon, "accent" if self.isChecked() else "text2", self)
        painter.drawPixmap(QPoint(left, box.center().y() - size // 2), icon)
        if self.rail:
            return
        painter.setFont(look.font(Role.STRONG if self.isChecked() else Role.BODY))
        painter.setPen(look.color(ink))
        room = QRect(left + size + 12, box.top(), box.right() - left - size - 16, box.height())
        name = QFontMetrics(painter.font()).elidedText(self.place.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_LEFT), name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case _:
                super().keyPressEvent(event)


class StartNavigation(Surface):
    chosen = Signal(str)

    def __init__(self, look: Look, places: Sequence[Place], foot: tuple[str, str]) -> None:
        super().__init__(look, "nav", "r")
        self.setObjectName("start_navigation")
        self.items = [NavigationItem(look, place, self) for place in places]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 1, 0)
        layout.setSpacing(0)
        for item in self.items:
            item.clicked.connect(self._clicked)
            layout.addWidget(item)
        layout.addStretch(1)
        self._foot = QWidget()
        below = QVBoxLayout(self._foot)
        below.setContentsMargins(16, 8, 12, 10)
        below.setSpacing(1)
        below.addWidget(Words(look, foot[0], Role.SMALL, "text2", wrap=True))
        below.addWidget(Words(look, foot[1], Role.MICRO, "muted", wrap=True))
        self._line = Rule(look)
        layout.addWidget(self._line)
        layout.addWidget(self._foot)
        self._look = look
        look.changed.connect(self._resize)
        self.set_rail(False)

    def mark(self, key: str) -> None:
        for item in self.items:
            item.setChecked(item.place.key == key)

    def set_rail(self, rail: bool) -> None:
        for item in self.items:
            item.rail = rail
            item.setToolTip(item.place.name if rail else "")
            item.updateGeometry()
        self._foot.setVisible(not rail)
        self._line.setVisible(not rail)
        self._resize()

    def _resize(self) -> None:
        self.setFixedWidth(Size.NAV_RAIL if self.items[0].rail else self._look.px(Size.NAV))

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, NavigationItem):
            self.chosen.emit(item.place.key)
