"""What is still missing, and what changed most: rows and cells that lead to their forms."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from gnbv_desktop.services.big_changes import BigChange
from gnbv_desktop.services.overview import Lack
from gnbv_desktop.services.progress import Progress
from gnbv_desktop.ui.frame.states import draw_state
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size
from gnbv_desktop.ui.side.rows import LEFT, RIGHT, PaintedButton


class LackRow(PaintedButton):
    def __init__(self, look: Look, lack: Lack, progress: Progress) -> None:
        super().__init__(look, f"{lack.title}: {lack.words or lack.state.label}")
        self.setObjectName(f"lack_{lack.form}")
        self.setToolTip(f"{lack.title} · {lack.state.label}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.lack, self._progress = lack, progress

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(240), self._look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        px, high, wide = self._look.px, self.height(), self.width()
        draw_state(painter, self._look, QPoint(px(6), (high - px(Size.ICON)) // 2), self._progress, self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        end = wide - px(28)
        words = self.width_of(Role.SMALL, self.lack.words)
        self.draw(painter, QRect(end - words, 0, words, high), self.lack.words, Role.SMALL, "muted", RIGHT)
        space = QRect(px(32), 0, end - words - px(40), high)
        title = self.metrics(Role.BODY).elidedText(self.lack.title, Qt.TextElideMode.ElideRight, space.width())
        self.draw(painter, space, title, Role.BODY, "text")
        self.paint_icon(painter, "chevron-right", "accent" if self.underMouse() else "text2", wide - px(22))


class ChangeCell(PaintedButton):
    """What it was, an arrow, what it is now, and the difference in words."""

    def __init__(self, look: Look, change: BigChange) -> None:
        words = f"{change.label}: từ {change.before_text} thành {change.after_text}, {change.words}"
        super().__init__(look, words)
        self.setToolTip(change.label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.change = change

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(190), self._look.px(66))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(66))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        px, change = self._look.px, self.change
        line, left, space = px(20), px(8), self.width() - px(16)
        label = self.metrics(Role.SMALL).elidedText(change.label, Qt.TextElideMode.ElideRight, space)
        self.draw(painter, QRect(left, px(3), space, line), label, Role.SMALL, "text2")
        before = self.width_of(Role.SMALL, change.before_text)
        second = px(3) + line
        self.draw(painter, QRect(left, second, before, line), change.before_text, Role.SMALL, "muted")
        arrow = self._look.pixmap("arrow-right", "muted", self, Size.SIGN)
        painter.drawPixmap(QPoint(left + before + px(5), second + (line - px(Size.SIGN)) // 2), arrow)
        after = left + before + px(Size.SIGN) + px(10)
        self.draw(painter, QRect(after, second, space, line), change.after_text, Role.STRONG, "text", LEFT)
        self.draw(painter, QRect(left, second + line, space, line), change.words, Role.SMALL, "accent")


def shares(progress: Mapping[str, Progress], lack: Lack) -> Progress:
    return progress.get(lack.form, Progress(lack.state))
