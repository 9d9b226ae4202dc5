"""The next days that matter, one below the other on a line: today, reports that are due, days of closing figures."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from attrs import frozen
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.services.home import DayKind, DueDay
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.start.card import due_tone
from gnbv_desktop.ui.start.elided import broken
from gnbv_desktop.ui.widgets.surfaces import Card
from gnbv_desktop.ui.widgets.words import Words

SHOWN = 4
TITLE = "Hạn gửi, ngày chốt"
OVERDUE = datetime.timedelta(days=365)
"""What is overdue for longer is not a day to come any more."""
DOT = 9
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@frozen
class Line:
    date: datetime.date
    title: str
    words: str
    ink: str
    strong: bool = False


def lines(days: Sequence[DueDay], today: datetime.date, look: Look) -> list[Line]:
    made = [_line(day, today, look) for day in days[:SHOWN]]
    now = Line(today, "Hôm nay", WEEKDAYS[today.weekday()], "accent", True)
    at = sum(line.date < today for line in made)
    return [*made[:at], now, *made[at:]]


def _line(day: DueDay, today: datetime.date, look: Look) -> Line:
    due = day.kind is DayKind.DUE
    tone = due_tone((day.date - today).days) if due else None
    return Line(day.date, day.title, day.words, look.tint(tone).fg if tone else "muted", due and tone is not None)


class DayLines(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._days: Sequence[DueDay] = ()
        self._today = datetime.date.min
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setObjectName("due_days")
        look.changed.connect(self.updateGeometry)

    def show_days(self, days: Sequence[DueDay], today: datetime.date) -> None:
        self._days, self._today = days, today
        told = (f"{write_date(day.date)}: {day.title}, {day.words}" for day in days)
        self.setAccessibleName(TITLE)
        self.setAccessibleDescription("; ".join(told) or "Chưa có hạn nào")
        self.setToolTip("\n".join(f"{write_date(day.date)}  {day.title}" for day in days))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return self._laid(None, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._laid(painter, self.width())

    def _laid(self, painter: QPainter | None, width: int) -> int:
        """Draws the lines below each other, or only says how tall they are."""
        look = self._look
        shown = lines(self._days, self._today, look)
        day = self._day_width(shown)
        left = day + 2 * 9 + DOT
        small = QFontMetrics(look.font(Role.SMALL))
        top = 0
        for number, line in enumerate(shown):
            role = Role.SMALL_STRONG if line.strong else Role.SMALL
            metrics = QFontMetrics(look.font(role))
            title = broken(line.title, metrics, look, role, max(60, width - left), 2)
            height = (len(title) + 1) * small.height() + look.px(8)
            if painter is not None:
                self._draw(painter, line, title, role, QRect(0, top, day, height), last=number == len(shown) - 1)
            top += height
        return top

    def _written(self, line: Line) -> str:
        """The year only where it is another."""
        written = write_date(line.date)
        return written.rpartition("/")[0] if line.date.year == self._today.year else written

    def _day_width(self, shown: Sequence[Line]) -> int:
        fonts = ((line, Role.SMALL_STRONG if line.strong else Role.SMALL) for line in shown)
        widths = (QFontMetrics(self._look.font(role)).horizontalAdvance(self._written(line)) for line, role in fonts)
        return max(self._look.px(40), *(width + 1 for width in widths))

    def _draw(self, painter: QPainter, line: Line, title: list[str], role: Role, at: QRect, last: bool) -> None:
        """`at` is the column of days beside the line."""
        look = self._look
        day, top, height = at.width(), at.top(), at.height()
        left = day + 2 * 9 + DOT
        metrics = QFontMetrics(look.font(role))
        middle = top + metrics.height() / 2
        center = day + 9 + DOT / 2
        if not last:
            painter.fillRect(QRectF(center - 0.5, middle + DOT, 1, height - DOT - 4), look.color("border"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(line.ink))
        painter.drawEllipse(QPointF(center, middle), DOT / 2, DOT / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        strong = "text" if line.ink == "muted" else line.ink
        painter.setFont(look.font(role))
        painter.setPen(look.color("text2" if line.ink == "muted" else line.ink))
        box = QRect(0, top, day, metrics.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), self._written(line))
        painter.setPen(look.color("accent" if line.ink == "accent" else "text"))
        for text in title:
            painter.drawText(QPointF(left, top + metrics.ascent()), text)
            top += metrics.height()
        painter.setFont(look.font(Role.SMALL))
        painter.setPen(look.color("muted" if line.ink in ("muted", "accent") else strong))
        painter.drawText(QPointF(left, top + QFontMetrics(look.font(Role.SMALL)).ascent()), line.words)


class DueDays(Card):
    """The card of days: overdue ones of the last year, then those to come."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._lines = DayLines(look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(Words(look, TITLE, Role.STRONG))
        layout.addWidget(self._lines)
        self._rest = Words(look, "", Role.SMALL, "muted", wrap=True)
        layout.addWidget(self._rest)
        layout.addStretch(1)

    def show_days(self, days: Sequence[DueDay], today: datetime.date) -> None:
        recent = [day for day in days if day.date >= today - OVERDUE]
        self._lines.show_days(recent, today)
        rest = len(recent) - SHOWN
        self._rest.setText(f"Còn {rest} ngày hạn nữa sau đó." if rest > 0 else "")
        if not recent:
            self._rest.setText("Các hạn gửi đều đã qua hơn một năm.")
        if not days:
            self._rest.setText("Chưa có hạn gửi nào. Ghi hạn khi tạo hồ sơ để được nhắc.")
        self._rest.setVisible(bool(self._rest.text()))
