"""The other dossiers, one row each: own painted, moved through by arrows, opened by Enter or a click."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gnbv_desktop.services.home import DossierCard
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.start.elided import draw_elided
from gnbv_desktop.ui.start.summary import Summary
from gnbv_desktop.ui.widgets.surfaces import Card

ROW, HEAD = 38, 30
PAD = 14
_LEFT = Qt.AlignmentFlag.AlignLeft
_STATES: dict[str, tuple[str, Tone | None]] = {
    "draft": ("pencil", None),
    "sealed": ("lock", Tone.LOCKED),
    "issued": ("badge-check", Tone.LOCKED),
    "sent": ("send", Tone.LOCKED),
    "confirmed": ("badge-check", Tone.OK),
    "superseded": ("files", Tone.LOCKED),
}


@frozen
class Columns:
    """Where each column begins; the same for the header and all rows."""

    name: int
    dates: int
    due: int
    missing: int
    state: int
    changed: int
    end: int


def columns(look: Look, width: int) -> Columns:
    """Fixed columns from the right; the name takes the rest."""
    narrow = width < look.px(860)
    changed = width - look.px(112 if narrow else 130)
    state = changed - look.px(122 if narrow else 150)
    missing = state - look.px(76 if narrow else 92)
    due = missing - look.px(72 if narrow else 88)
    dates = due - look.px(172 if narrow else 190)
    return Columns(PAD, dates, due, missing, state, changed, width - 8)


class DossierRow(QWidget):
    chosen = Signal(str)
    moved = Signal(int)

    def __init__(self, look: Look, shown: DossierCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self._look = look
        self._missing = "…" if shown.open else "—"
        self.setObjectName(f"row_{shown.id}")
        parts = (shown.name, shown.period, shown.due_words, shown.status_words, shown.changed, shown.changed_by)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(f"{shown.name}\n{shown.period}")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_summary(self, summary: Summary) -> None:
        left = summary.overall.total - summary.overall.done
        self._missing = f"{left} biểu" if left else "đủ"
        self.setAccessibleDescription(f"Còn thiếu: {self._missing}")
        self.setToolTip(f"{self.shown.name}\n{self.shown.period}\n{summary.overall.words}. {summary.empty_words}")
        self.update()

    def say_trouble(self, message: str) -> None:
        self._missing = "không mở được"
        self.setToolTip(message)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        at, height = columns(look, self.width()), self.height()
        if self.underMouse() or self.hasFocus():
            ground = look.color("accent_soft" if self.hasFocus() else "hover")
            painter.fillRect(self.rect().adjusted(0, 1, 0, 0), ground)
        painter.fillRect(0, 0, self.width(), 1, look.color("border"))
        painter.setFont(look.font(Role.BODY))
        painter.setPen(look.color("text"))
        room = at.dates - at.name - 12
        used = draw_elided(painter, QRect(at.name, 0, room, height), self.shown.name, _LEFT)
        painter.setFont(look.font(Role.SMALL))
        painter.setPen(look.color("muted"))
        if room - used > look.px(110):
            draw_elided(painter, QRect(at.name + used + 10, 0, room - used - 10, height), self.shown.kind, _LEFT)
        painter.setPen(look.color("text2"))
        draw_elided(painter, QRect(at.dates, 0, at.due - at.dates - 8, height), self.shown.dates, _LEFT)
        due = self.shown.due_words.partition(" · ")[0].removeprefix("Hạn ") or "chưa ghi"
        draw_elided(painter, QRect(at.due, 0, at.missing - at.due - 8, height), due, _LEFT)
        draw_elided(painter, QRect(at.missing, 0, at.state - at.missing - 8, height), self._missing, _LEFT)
        self._state(painter, at)
        painter.setFont(look.font(Role.SMALL))
        painter.setPen(look.color("text2"))
        changed = ", ".join(part for part in (self.shown.changed, self.shown.changed_by) if part)
        draw_elided(painter, QRect(at.changed, 0, at.end - at.changed, height), changed, _LEFT)
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _state(self, painter: QPainter, at: Columns) -> None:
        look = self._look
        sign, tone = _STATES.get(self.shown.status, ("file-text", Tone.LOCKED))
        tint = look.tint(tone) if tone else None
        ink, ground = (tint.fg, tint.bg) if tint else ("accent", "accent_soft")
        painter.setFont(look.font(Role.SMALL))
        size = look.px(Size.SIGN)
        words = QFontMetrics(painter.font()).horizontalAdvance(self.shown.status_words)
        width = min(words + size + 24, at.changed - at.state)
        box = QRect(at.state - 4, (self.height() - look.px(22)) // 2, width, look.px(22))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(ground))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        place = QPoint(box.left() + 8, box.center().y() - size // 2 + 1)
        painter.drawPixmap(place, look.pixmap(sign, ink, self, Size.SIGN))
        painter.setPen(look.color(ink))
        draw_elided(painter, box.adjusted(size + 13, 0, -6, 0), self.shown.status_words, _LEFT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.moved.emit(0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.shown.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.chosen.emit(self.shown.id)
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case _:
                super().keyPressEvent(event)


class TableHead(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.px(HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        at = columns(look, self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("header"))
        radius = Size.RADIUS_CARD - 1
        painter.drawRoundedRect(QRect(0, 0, self.width(), self.height() + radius), radius, radius)
        painter.setFont(look.font(Role.SMALL_STRONG))
        painter.setPen(look.color("text2"))
        titles = (
            ("Hồ sơ", at.name, at.dates),
            ("Kỳ báo cáo", at.dates, at.due),
            ("Hạn gửi", at.due, at.missing),
            ("Còn thiếu", at.missing, at.state),
            ("Trạng thái", at.state, at.changed),
            ("Sửa lần cuối", at.changed, at.end),
        )
        for title, left, right in titles:
            draw_elided(painter, QRect(left, 0, right - left - 4, self.height()), title, _LEFT)


class DossierTable(Card):
    chosen = Signal(str)
    filled = Signal()
    """Other rows are shown: what they lack is to be counted."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look
        self._rows: list[DossierRow] = []
        self.setObjectName("dossier_table")
        self.setAccessibleName("Các hồ sơ khác")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 6)
        self._layout.setSpacing(0)
        self._layout.addWidget(TableHead(look))

    @property
    def rows(self) -> Sequence[DossierRow]:
        return self._rows

    def show_cards(self, shown: Sequence[DossierCard]) -> None:
        for row in self._rows:
            self._layout.removeWidget(row)
            row.deleteLater()
        self._rows = [DossierRow(self._look, card, self) for card in shown]
        for row in self._rows:
            row.chosen.connect(self.chosen)
            row.moved.connect(self._move)
            self._layout.addWidget(row)
        if self._rows:
            self._rows[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.filled.emit()

    def _move(self, step: int) -> None:
        """Tab comes to the row that was current last; arrows move between rows."""
        row = self.sender()
        if not isinstance(row, DossierRow):
            return
        at = self._rows.index(row) + step
        if 0 <= at < len(self._rows):
            for each in self._rows:
                each.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._rows[at].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            if step:
                self._rows[at].setFocus(Qt.FocusReason.TabFocusReason)
