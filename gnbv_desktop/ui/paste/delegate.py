"""Draws the cells and heads of a preview from the tokens; an old and a new figure stand beside each other."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.paste.model import PreviewModel
from gnbv_desktop.ui.paste.preview import PreviewCell

PAD = 8
ARROW = 12
GAP = 4
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_TONES = {tone.value: tone for tone in Tone}
Index = QModelIndex | QPersistentModelIndex


def ground_of(look: Look, name: str) -> QColor:
    tone = _TONES.get(name)
    return look.color(look.tint(tone).bg if tone else name)


def ink_of(look: Look, name: str) -> QColor:
    tone = _TONES.get(name)
    return look.color(look.tint(tone).fg if tone else name)


class PreviewDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._metrics: dict[Role, QFontMetrics] = {}
        look.changed.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        self._metrics.clear()

    def metrics(self, role: Role) -> QFontMetrics:
        if role not in self._metrics:
            self._metrics[role] = QFontMetrics(self._look.font(role))
        return self._metrics[role]

    def width_of(self, cell: PreviewCell) -> int:
        width = self.metrics(_role(cell)).horizontalAdvance(_line(cell.text)) + 2 * PAD + 3
        if cell.before:
            old = self.metrics(Role.SMALL).horizontalAdvance(_line(cell.before))
            width += old + self._look.px(ARROW) + 2 * GAP
        return width

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, self._look.px(Size.GRID_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, PreviewModel):
            return
        cell = model.cell(index.row(), index.column())
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.fillRect(rect, ground_of(self._look, cell.ground))
        line = self._look.color("grid")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, line)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), line)
        space = rect.adjusted(PAD, 0, -PAD, -1)
        if cell.before:
            self._change(painter, space, cell)
        elif cell.text:
            self._text(painter, space, cell)
        if state & QStyle.StateFlag.State_HasFocus:
            self._ring(painter, rect)

    def _text(self, painter: QPainter, space: QRect, cell: PreviewCell) -> int:
        """Returns where the text begins."""
        role = _role(cell)
        painter.setFont(self._look.font(role))
        painter.setPen(ink_of(self._look, cell.ink))
        text, metrics = _line(cell.text), self.metrics(role)
        width = metrics.horizontalAdvance(text)
        if width > space.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, _RIGHT if cell.right else _LEFT, text)
        return space.right() - width

    def _change(self, painter: QPainter, space: QRect, cell: PreviewCell) -> None:
        """Old, arrow, new; a figure keeps its right edge, words begin at the left."""
        size = self._look.px(ARROW)
        top = space.top() + (space.height() - size) // 2 + 1
        arrow = self._look.pixmap("arrow-right", "muted", self._widget(), ARROW)
        old = _line(cell.before)
        if cell.right:
            edge = self._text(painter, space, cell) - GAP - size
            painter.drawPixmap(QPoint(edge, top), arrow)
            self._old(painter, space.adjusted(0, 0, edge - GAP - space.right(), 0), old, _RIGHT)
            return
        width = min(self.metrics(Role.SMALL).horizontalAdvance(old), space.width() // 2)
        self._old(painter, QRect(space.left(), space.top(), width + 1, space.height()), old, _LEFT)
        painter.drawPixmap(QPoint(space.left() + width + GAP, top), arrow)
        self._text(painter, space.adjusted(width + 2 * GAP + size, 0, 0, 0), cell)

    def _old(self, painter: QPainter, space: QRect, text: str, flags: int) -> None:
        painter.setFont(self._look.font(Role.SMALL))
        painter.setPen(self._look.color("text2"))
        shown = self.metrics(Role.SMALL).elidedText(text, Qt.TextElideMode.ElideRight, max(space.width(), 0))
        painter.drawText(space, flags, shown)

    def _widget(self) -> QWidget | None:
        parent = self.parent()
        return parent if isinstance(parent, QWidget) else None

    def _ring(self, painter: QPainter, rect: QRect) -> None:
        color = self._look.color("accent")
        x, y, width, height = rect.left(), rect.top(), rect.width(), rect.height()
        for part in ((x, y, width, 2), (x, y + height - 2, width, 2), (x, y, 2, height), (x + width - 2, y, 2, height)):
            painter.fillRect(*part, color)


def _role(cell: PreviewCell) -> Role:
    return Role.STRONG if cell.strong else Role.BODY


def _line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")


class ColumnHeads(QHeaderView):
    """Two lines of words at most; names of figures stand at the right."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(40)

    def _columns(self) -> PreviewModel | None:
        model = self.model()
        return model if isinstance(model, PreviewModel) else None

    def least_width(self, title: str) -> int:
        """In which the title stands on two lines."""
        metrics, words = QFontMetrics(self._look.font(Role.SMALL_STRONG)), title.split()
        best = metrics.horizontalAdvance(title)
        for cut in range(1, len(words)) if best > self._look.px(90) else ():
            two = max(metrics.horizontalAdvance(" ".join(part)) for part in (words[:cut], words[cut:]))
            best = min(best, two)
        return best + 2 * PAD + 4

    def sizeHint(self) -> QSize:
        model = self._columns()
        metrics = QFontMetrics(self._look.font(Role.SMALL_STRONG))
        columns = model.preview.columns if model else ()
        wide = any(
            metrics.horizontalAdvance(each.title) + 2 * PAD > self.sectionSize(place)
            for place, each in enumerate(columns)
        )
        return QSize(super().sizeHint().width(), metrics.height() * (2 if wide else 1) + 11)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self._columns()
        if model is None:
            return
        column = model.preview.columns[section]
        painter.fillRect(rect, self._look.color("header"))
        painter.fillRect(rect.right(), rect.top() + 6, 1, rect.height() - 12, self._look.color("border"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._look.color("border"))
        painter.setFont(self._look.font(Role.SMALL_STRONG))
        painter.setPen(self._look.color("text2"))
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(PAD, 2, -PAD, -3), int(flags), column.title)


class RowHeads(QHeaderView):
    """The sign of a row and its name; they stay where they are when the table is moved sideways."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._look = look
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(10)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, PreviewModel):
            return
        head = model.head(section)
        painter.fillRect(rect, self._look.color("sunken" if head.sunken else "base"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._look.color("grid"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), self._look.color("border"))
        size = self._look.px(Size.SIGN)
        if head.sign:
            ink = self._look.tint(head.tone).fg if head.tone else "muted"
            pixmap = self._look.pixmap(head.sign, ink, self, Size.SIGN)
            painter.drawPixmap(QPoint(rect.left() + PAD, rect.top() + (rect.height() - size) // 2), pixmap)
        space = rect.adjusted(2 * PAD + size, 0, -PAD, -1)
        painter.setFont(self._look.font(Role.BODY))
        painter.setPen(self._look.color("text2"))
        text = QFontMetrics(self._look.font(Role.BODY)).elidedText(
            head.words, Qt.TextElideMode.ElideRight, space.width()
        )
        painter.drawText(space, _LEFT, text)
