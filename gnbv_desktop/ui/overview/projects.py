"""The money of each project: a bar normalised to its plan, the amounts, the rate; each row opens its form."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen
from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.services.overview import Project
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.overview.legend import Legend
from gnbv_desktop.ui.side.rows import RIGHT, PaintedButton

HIGH, NAME, BAR, POST = 44, 196, 14, 4
MORE = " + ?"


@frozen
class Parts:
    """The shares of a bar, from the left."""

    carried: float = 0.0
    given: float = 0.0
    blocked: float = 0.0
    over: bool = False
    """More was spent than the whole bar."""


def is_split(project: Project) -> bool:
    """Whether what was spent is told apart whole: money carried over, money of this year."""
    spent = project.spent.number
    parts = [_number(each) for each in (project.spent_carried, project.spent_given)]
    return spent is not None and sum(parts, Decimal(0)) == spent


def parts_of(project: Project, split: bool) -> Parts | None:
    """None where the whole is not known, so that there is nothing to measure with."""
    whole = project.total.number
    if not whole or whole < 0:
        return None
    spent = project.spent.value if isinstance(project.spent.value, Decimal) else Decimal(0)
    carried = _number(project.spent_carried) if split else Decimal(0)
    shares = [_share(each, whole) for each in (carried, spent - carried, _number(project.blocked))]
    return Parts(
        shares[0], min(shares[1], 1 - shares[0]), min(shares[2], max(0.0, 1 - shares[0] - shares[1])), spent > whole
    )


def _number(figure: Figure) -> Decimal:
    return figure.number or Decimal(0)


def _share(part: Decimal, whole: Decimal) -> float:
    return min(1.0, max(0.0, float(part / whole)))


class ProjectRow(PaintedButton):
    def __init__(self, look: Look, project: Project) -> None:
        super().__init__(look, spoken(project))
        self.setObjectName(f"project_{project.code}")
        self.setToolTip(f"{project.label} · {project.short}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.project = project
        self.split = False
        self.amounts_width = self.rate_width = 0

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(420), self._look.px(HIGH))

    @property
    def amounts(self) -> str:
        if self.project.total.number is None and self.project.spent_text == self.project.total_text:
            return self.project.total_text
        return f"{self.project.spent_text} / {self.project.total_text}"

    @property
    def rate(self) -> str:
        """Not a second time the word that stands for the amounts."""
        return "" if self.project.rate_text in (self.project.spent_text, self.amounts) else self.project.rate_text

    def wanted(self) -> tuple[int, int]:
        rate = max(self.width_of(Role.STRONG, self.rate), self.width_of(Role.SMALL, self.project.over))
        return self.width_of(Role.BODY, self.amounts), rate

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        px, high, wide = self._look.px, self.height(), self.width()
        end = wide - px(30)
        rate = QRect(end - self.rate_width, 0, self.rate_width, high)
        amounts = QRect(rate.left() - px(14) - self.amounts_width, 0, self.amounts_width, high)
        self._paint_name(painter, QRect(px(10), 0, min(px(NAME), wide // 3), high))
        bar_left = px(10) + min(px(NAME), wide // 3) + px(8)
        bar = QRect(bar_left, (high - px(BAR)) // 2, max(px(30), amounts.left() - px(16) - bar_left), px(BAR))
        self._paint_bar(painter, bar)
        self._paint_amounts(painter, amounts)
        self._paint_rate(painter, rate)
        self.paint_icon(painter, "chevron-right", "accent" if self.underMouse() else "text2", wide - px(24))

    def _paint_name(self, painter: QPainter, box: QRect) -> None:
        half = box.height() // 2
        first, second = box.adjusted(0, 3, 0, -half), box.adjusted(0, half - 2, 0, -2)
        self.draw(painter, first, self.project.label, Role.STRONG, "text")
        left = self.width_of(Role.STRONG, self.project.label) + self._look.px(8)
        self.draw(painter, first.adjusted(left, 0, 0, 0), self.project.share, Role.SMALL, "muted")
        short = self.metrics(Role.SMALL).elidedText(self.project.short, Qt.TextElideMode.ElideRight, second.width())
        self.draw(painter, second, short, Role.SMALL, "text2")

    def _paint_bar(self, painter: QPainter, box: QRect) -> None:
        parts = parts_of(self.project, self.split)
        if parts is None:
            return
        painter.fillRect(box, self._look.color("track"))
        left = float(box.left())
        for share, color in ((parts.carried, "bar2"), (parts.given, "bar")):
            painter.fillRect(QRectF(left, box.top(), share * box.width(), box.height()), self._look.color(color))
            left += share * box.width()
        hatched = QRectF(left, box.top(), parts.blocked * box.width(), box.height())
        painter.fillRect(hatched, QBrush(self._look.color("hatch"), Qt.BrushStyle.BDiagPattern))
        if parts.over:
            self._paint_end(painter, box)

    def _paint_end(self, painter: QPainter, box: QRect) -> None:
        """A post at the end of a bar that would go on, higher than the bar and apart from it."""
        wide, gap = self._look.px(POST), self._look.px(2)
        painter.fillRect(QRect(box.right() + 1 - wide - gap, box.top(), gap, box.height()), self._look.color("raised"))
        post = QRect(box.right() + 1 - wide, box.top() - 2 * gap, wide, box.height() + 4 * gap)
        painter.fillRect(post, self._look.color(self._look.tint(Tone.CONFIRM).fg))

    def _paint_amounts(self, painter: QPainter, box: QRect) -> None:
        project = self.project
        if project.total.number is None and project.spent_text == project.total_text:
            self.draw(painter, box, self.amounts, Role.ABSENT, "muted", RIGHT)
            return
        whole = f" / {project.total_text}"
        more = MORE if project.spent_text.endswith(MORE) else ""
        known = project.spent_text.removesuffix(MORE)
        said = project.spent.status is Status.VALUE or bool(more)
        pieces = (
            (whole, Role.BODY, "muted"),
            (more, Role.BODY, self._look.tint(Tone.ASK).fg),
            (known, Role.BODY if said else Role.ABSENT, "text" if said else "muted"),
        )
        right = box.right() + 1
        for text, role, color in pieces:
            wide = self.width_of(role, text)
            self.draw(painter, QRect(right - wide, 0, wide, box.height()), text, role, color, RIGHT)
            right -= wide

    def _paint_rate(self, painter: QPainter, box: QRect) -> None:
        rate = self.project.rate.number
        if rate is None:
            self.draw(painter, box, self.rate, Role.ABSENT, "muted", RIGHT)
        elif self.project.over:
            half = box.height() // 2
            self.draw(painter, box.adjusted(0, 3, 0, -half), self.rate, Role.STRONG, "text", RIGHT)
            second, ink = box.adjusted(0, half - 2, 0, -2), self._look.tint(Tone.CONFIRM).fg
            self.draw(painter, second, self.project.over, Role.SMALL, ink, RIGHT)
        else:
            self.draw(painter, box, self.rate, Role.STRONG, "text", RIGHT)


def spoken(project: Project) -> str:
    told = [f"{project.label}, {project.short}", project.share, f"giải ngân {project.spent_text}"]
    told += [f"tổng vốn {project.total_text}", f"tỷ lệ {project.rate_text}", project.over]
    if project.blocked.number:
        told.append("có phần không thực hiện được")
    return "; ".join(each for each in told if each)


class Projects(QWidget):
    """The rows with columns of one width, and what the colours mean."""

    asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._projects: Sequence[Project] = ()
        self.rows: list[ProjectRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._legend = Legend(look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._lines)
        layout.addStretch(1)
        layout.addWidget(self._legend)
        look.changed.connect(self._measure)

    def show_projects(self, projects: Sequence[Project], year: str) -> None:
        if projects == self._projects and self.rows:
            return
        focused = next((row.project.code for row in self.rows if row.hasFocus()), "")
        for row in self.rows:
            row.deleteLater()
        self._projects = projects
        self.rows = [ProjectRow(self._look, project) for project in projects]
        spent = [project for project in projects if project.spent.number]
        split = bool(spent) and all(is_split(project) for project in spent)
        for row in self.rows:
            row.split = split
            row.clicked.connect(self._pressed)
            self._lines.addWidget(row)
            if row.project.code == focused:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._measure()
        self._legend.show_items(tuple(_legend(projects, split, year)))

    def _measure(self) -> None:
        wanted = [row.wanted() for row in self.rows]
        for row in self.rows:
            row.amounts_width = max((each[0] for each in wanted), default=0)
            row.rate_width = max((each[1] for each in wanted), default=0)
            row.update()

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, ProjectRow):
            self.asked.emit(row.project.form)


def _legend(projects: Sequence[Project], split: bool, year: str) -> list[tuple[str, str]]:
    """Only what is drawn."""
    drawn = [parts for project in projects if (parts := parts_of(project, split)) is not None]
    if not drawn:
        return []
    items = []
    if any(parts.given for parts in drawn):
        items.append(("bar", f"giải ngân vốn giao {year}".rstrip() if split else "đã giải ngân"))
    if any(parts.carried for parts in drawn):
        items.append(("bar2", "giải ngân vốn chuyển sang"))
    if any(parts.blocked for parts in drawn):
        items.append(("hatch", "không thực hiện được"))
    return [*items, ("track", "chưa giải ngân")]
