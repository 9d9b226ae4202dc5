"""How a row of an outline looks: chevron, tick, number and title; chips for what stands under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.outline.model import CONTENTS, TITLE, Chip, Row, RowRole

if TYPE_CHECKING:
    from gnbv_desktop.ui.outline.tree import OutlineTree

Index = QModelIndex | QPersistentModelIndex
STEP, CHEVRON, TICK, GAP, ICON = 18, 16, 16, 8, 13
ROW = 29
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class OutlineDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, tree: OutlineTree) -> None:
        super().__init__(tree)
        self._look, self._tree = look, tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._look.px(120), self._look.px(ROW))

    # ---- places inside a row

    def chevron(self, rect: QRect, row: Row) -> QRect:
        size = self._look.px(CHEVRON)
        left = rect.left() + 4 + (row.level - 1) * self._look.px(STEP)
        return QRect(left, rect.center().y() - size // 2, size, size)

    def tick(self, rect: QRect, row: Row) -> QRect:
        size = self._look.px(TICK)
        return QRect(self.chevron(rect, row).right() + 5, rect.center().y() - size // 2, size, size)

    def _title(self, rect: QRect, row: Row) -> QRect:
        left = self.tick(rect, row).right() + GAP
        return QRect(left, rect.top(), max(0, rect.right() - left - 4), rect.height())

    # ---- painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(RowRole)
        rect = QRect(option.rect)
        self._ground(painter, rect, option.state)
        if index.column() == TITLE:
            self._heading(painter, rect, index, row)
        elif index.column() == CONTENTS:
            self._chips(painter, rect, row)
        else:
            self._remark(painter, rect, row)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._look.color("grid"))
        if index.column() == TITLE and option.state & QStyle.StateFlag.State_Selected and self._tree.hasFocus():
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self._look.color("accent"))

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hot = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, self._look.color("accent_soft" if chosen else "hover" if hot else "base"))

    def _heading(self, painter: QPainter, rect: QRect, index: Index, row: Row) -> None:
        look = self._look
        if self._tree.model().hasChildren(index):
            name = "chevron-down" if self._tree.isExpanded(index) else "chevron-right"
            spot = self.chevron(rect, row)
            painter.drawPixmap(spot.topLeft(), look.pixmap(name, "muted", self._tree, CHEVRON))
        self._box(painter, self.tick(rect, row), row)
        space = self._title(rect, row)
        ink = "text" if row.printed else "muted"
        if row.number:
            painter.setFont(look.font(Role.STRONG))
            painter.setPen(look.color(ink))
            painter.drawText(space, _LEFT, row.number)
            space.setLeft(space.left() + QFontMetrics(painter.font()).horizontalAdvance(row.number) + 6)
        role = Role.STRONG if row.level == 1 else Role.BODY
        painter.setFont(look.font(role))
        painter.setPen(look.color(ink))
        metrics = QFontMetrics(look.font(role))
        painter.drawText(space, _LEFT, metrics.elidedText(row.shown, Qt.TextElideMode.ElideRight, space.width()))

    def _box(self, painter: QPainter, spot: QRect, row: Row) -> None:
        look = self._look
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent" if row.ticked else "border_strong"), 1))
        painter.setBrush(look.color("accent" if row.ticked else "base"))
        painter.drawRoundedRect(QRectF(spot).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if row.ticked:
            size = look.px(12)
            corner = QPoint(spot.center().x() - size // 2 + 1, spot.center().y() - size // 2 + 1)
            painter.drawPixmap(corner, look.pixmap("check", "on_accent", self._tree, 12))
        painter.restore()

    def _chips(self, painter: QPainter, rect: QRect, row: Row) -> None:
        look = self._look
        metrics = QFontMetrics(look.font(Role.SMALL))
        left, right = rect.left() + 6, rect.right() - 6
        for nth, chip in enumerate(row.chips):
            left_over = len(row.chips) - nth
            room = (right - left - 6 * (left_over - 1)) // left_over
            width = min(metrics.horizontalAdvance(chip.words) + look.px(ICON) + 22, room)
            if width < look.px(40):
                return
            self._chip(painter, QRect(left, rect.center().y() - look.px(10), width, look.px(21)), chip, row.printed)
            left += width + 6

    def _chip(self, painter: QPainter, spot: QRect, chip: Chip, printed: bool) -> None:
        look, ink, size = self._look, "chip_text" if printed else "muted", self._look.px(ICON)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("chip_border" if printed else "border"), 1))
        painter.setBrush(look.color("chip" if printed else "sunken"))
        painter.drawRoundedRect(QRectF(spot).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(look.font(Role.SMALL))
        painter.setPen(look.color(ink))
        sign = QPoint(spot.left() + 6, spot.center().y() - size // 2 + 1)
        painter.drawPixmap(sign, look.pixmap(chip.icon, ink, self._tree, ICON))
        inner = spot.adjusted(size + 11, 0, -6, 0)
        metrics = QFontMetrics(painter.font())
        painter.drawText(inner, _LEFT, metrics.elidedText(chip.words, Qt.TextElideMode.ElideRight, inner.width()))
        painter.restore()

    def _remark(self, painter: QPainter, rect: QRect, row: Row) -> None:
        if not row.remark or row.tone is None:
            return
        look, tint = self._look, self._look.tint(row.tone)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(Role.SMALL_STRONG))
        width = QFontMetrics(painter.font()).horizontalAdvance(row.remark) + 18
        spot = QRect(rect.left() + 6, rect.center().y() - look.px(10), width, look.px(21))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(tint.bg))
        painter.drawRoundedRect(spot, spot.height() / 2, spot.height() / 2)
        painter.setPen(look.color(tint.fg))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), row.remark)
        painter.restore()

    # ---- typing a title in its place

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("outline_title")
        editor.setAccessibleName("Tên mục")
        editor.setProperty("kind", "cell")
        editor.setFont(self._look.font(Role.BODY))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            self._tree.outline_model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(self._title(QRect(option.rect), index.data(RowRole)).adjusted(-5, 0, 4, -1))

    def editorEvent(
        self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index
    ) -> bool:  # the tree hears the mouse itself
        return False
