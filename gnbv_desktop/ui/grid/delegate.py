"""Draws a cell from its look. Lean on purpose: nothing of the superclass, fonts and colours kept."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gnbv_desktop.ui.grid.model import GridModel
from gnbv_desktop.ui.grid.parts import CellLook
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone

PAD = 8
STEP = 16
GAP = 6
HATCH = 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_CENTER = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
_TONE_INKS = {tone.value: tone for tone in Tone}
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._metrics: dict[Role, QFontMetrics] = {}
        look.changed.connect(self._metrics.clear)

    def metrics(self, role: Role) -> QFontMetrics:
        if role not in self._metrics:
            self._metrics[role] = QFontMetrics(self._look.font(role))
        return self._metrics[role]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, self._look.px(Size.GRID_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, GridModel):
            return
        cell = model.look(index.row(), index.column())
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, self._look.color("selection") if selected else self.ground(cell.ground))
        if cell.hatched and not selected:
            self._hatch(painter, rect)
        self._lines(painter, rect, cell)
        self._content(painter, rect, cell)
        if cell.corner:
            self._corner(painter, rect)
        if state & QStyle.StateFlag.State_HasFocus:
            self._ring(painter, rect)

    def ground(self, name: str) -> QColor:
        tone = _TONE_INKS.get(name)
        return self._look.color(self._look.tint(tone).bg if tone else name)

    def ink(self, name: str) -> QColor:
        tone = _TONE_INKS.get(name)
        return self._look.color(self._look.tint(tone).fg if tone else name)

    def _lines(self, painter: QPainter, rect: QRect, cell: CellLook) -> None:
        line = self._look.color("border" if cell.ground in ("group1", "total") else "grid")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, line)
        if cell.ground not in ("group1", "group2", "total"):
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), line)

    def _content(self, painter: QPainter, rect: QRect, cell: CellLook) -> None:
        left = rect.left() + PAD + cell.indent * self._look.px(STEP)
        right = rect.right() - PAD
        if cell.fold is not None:
            left = self._fold(painter, rect, left, cell.fold)
        if cell.sign:
            left = self._sign(painter, rect, self._beside_words(left, right, cell), cell)
        if cell.code:
            left = self._code(painter, rect, left, cell)
        if cell.tag:
            right = self._tag(painter, rect, right, cell.tag)
        if cell.more:
            right = self._more(painter, rect, right)
        if cell.text:
            self._text(painter, QRect(left, rect.top(), right - left + 1, rect.height() - 1), cell)

    def _text(self, painter: QPainter, space: QRect, cell: CellLook) -> None:
        role = Role.STRONG if cell.strong else Role.ABSENT if cell.absent else Role.BODY
        painter.setFont(self._look.font(role))
        painter.setPen(self.ink(cell.ink))
        text = cell.text
        if "\n" in text:
            text = text.replace("\n", " ")
        if not cell.right and self.metrics(role).horizontalAdvance(text) > space.width():
            text = self.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, space.width())
        flags = _RIGHT if cell.right else _CENTER if cell.center else _LEFT
        painter.drawText(space, int(flags), text)

    def _beside_words(self, left: int, right: int, cell: CellLook) -> int:
        """Where a sign stands: at the left edge, or close to the words that stand for a figure."""
        if not (cell.absent and cell.right):
            return left
        words = self.metrics(Role.ABSENT).horizontalAdvance(cell.text)
        return max(left, right - words - self._look.px(Size.SIGN) - GAP)

    def _sign(self, painter: QPainter, rect: QRect, left: int, cell: CellLook) -> int:
        ink = self._look.tint(cell.tone).fg if cell.tone else self.ink(cell.ink).name()
        widget = self.parent()
        pixmap = self._look.pixmap(cell.sign, ink, widget if isinstance(widget, QWidget) else None, Size.SIGN)
        size = self._look.px(Size.SIGN)
        painter.drawPixmap(QPoint(left - 2, rect.top() + (rect.height() - size) // 2), pixmap)
        return left + size + GAP - 2

    def _fold(self, painter: QPainter, rect: QRect, left: int, folded: bool) -> int:
        size = self._look.px(Size.SIGN)
        pixmap = self._look.pixmap("chevron-right" if folded else "chevron-down", "text2", None, Size.SIGN)
        painter.drawPixmap(QPoint(left - 4, rect.top() + (rect.height() - size) // 2), pixmap)
        return left + size

    def _code(self, painter: QPainter, rect: QRect, left: int, cell: CellLook) -> int:
        painter.setFont(self._look.font(Role.STRONG))
        painter.setPen(self._look.color("text"))
        painter.drawText(QRect(left, rect.top(), rect.width(), rect.height() - 1), int(_LEFT), cell.code)
        return left + self.metrics(Role.STRONG).horizontalAdvance(cell.code) + PAD

    def _more(self, painter: QPainter, rect: QRect, right: int) -> int:
        painter.setFont(self._look.font(Role.STRONG))
        painter.setPen(self._look.color(self._look.tint(Tone.ASK).fg))
        width = self.metrics(Role.STRONG).horizontalAdvance("+ ?")
        painter.drawText(QRect(right - width, rect.top(), width + 1, rect.height() - 1), int(_RIGHT), "+ ?")
        return right - width - 4

    def _tag(self, painter: QPainter, rect: QRect, right: int, tag: str) -> int:
        metrics = self.metrics(Role.MICRO)
        box = QRect(0, 0, metrics.horizontalAdvance(tag) + 12, self._look.px(17))
        box.moveCenter(rect.center())
        box.moveRight(right)
        painter.setPen(self._look.color("border"))
        painter.setBrush(self._look.color("raised"))
        painter.drawRect(box)
        painter.setFont(self._look.font(Role.MICRO))
        painter.setPen(self._look.color("text2"))
        painter.drawText(box, int(_CENTER), tag)
        return box.left() - GAP

    def _hatch(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(QPen(self._look.color("border"), 1))
        for start in range(rect.left() - rect.height() - rect.left() % HATCH, rect.right(), HATCH):
            painter.drawLine(start, rect.bottom(), start + rect.height(), rect.top())
        painter.restore()

    def _corner(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color(self._look.tint(Tone.CONFIRM).fg))
        x, y = rect.right(), rect.top()
        painter.drawPolygon(QPolygon([QPoint(x - 8, y), QPoint(x, y), QPoint(x, y + 8)]))

    def _ring(self, painter: QPainter, rect: QRect) -> None:
        color = self._look.color("accent")
        x, y, width, height = rect.left(), rect.top(), rect.width(), rect.height()
        for part in (
            (x, y, width, 2), (x, y + height - 2, width, 2), (x, y, 2, height), (x + width - 2, y, 2, height)
        ):  # fmt: skip
            painter.fillRect(*part, color)
