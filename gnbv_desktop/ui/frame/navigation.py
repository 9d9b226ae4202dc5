"""The navigation: every form with its state; narrow, it is a rail of signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from gnbv_desktop.services.progress import FormState, Overall, Progress
from gnbv_desktop.ui.frame.places import Place, PlaceKind
from gnbv_desktop.ui.frame.states import SIGNS, draw_state
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.widgets.pill import Bar
from gnbv_desktop.ui.widgets.surfaces import Surface
from gnbv_desktop.ui.widgets.words import Words

PlaceRole = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
STEP = 16
SIGN_AT = 27
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class NavigationDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, tree: NavigationTree) -> None:
        super().__init__(tree)
        self._look = look
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        place: Place = index.data(PlaceRole)
        if self._tree.rail:
            height = 13 if place.kind is PlaceKind.SECTION else 44 if place.rail else 34
            return QSize(Size.NAV_RAIL, self._look.px(height))
        return QSize(Size.NAV, self._look.px(29 if place.kind is PlaceKind.SECTION else Size.NAV_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: Place = index.data(PlaceRole)
        rect = QRect(0, option.rect.top(), self._tree.viewport().width(), option.rect.height())
        painter.fillRect(rect, self._look.color("nav"))
        if place.kind is PlaceKind.SECTION:
            self._section(painter, rect, place)
            return
        self._ground(painter, rect, option.state)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if self._tree.rail:
            self._on_rail(painter, rect, place, current)
        else:
            self._in_full(painter, rect, index, place, current)

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        inner = rect.adjusted(2, 1, -2, -1) if self._tree.rail else rect.adjusted(6, 1, -6, -1)
        current = bool(state & QStyle.StateFlag.State_Selected)
        if not current and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("accent_soft" if current else "hover"))
        painter.drawRoundedRect(inner, Size.RADIUS_BUTTON, Size.RADIUS_BUTTON)
        if current:
            painter.fillRect(inner.left(), inner.top() + 3, 3, inner.height() - 6, self._look.color("accent"))
        if current and self._tree.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._look.color("accent"))
            painter.drawRoundedRect(inner, Size.RADIUS_BUTTON, Size.RADIUS_BUTTON)

    def _section(self, painter: QPainter, rect: QRect, place: Place) -> None:
        if self._tree.rail:
            painter.fillRect(10, rect.center().y(), rect.width() - 20, 1, self._look.color("border"))
            return
        painter.setFont(self._look.font(Role.MICRO_STRONG))
        painter.setPen(self._look.color("muted"))
        painter.drawText(rect.adjusted(16, 4, 0, 0), int(_LEFT), place.name)

    def _sign(self, painter: QPainter, at: QPoint, place: Place, current: bool) -> None:
        progress = self._tree.progress.get(place.key)
        if place.icon:
            painter.drawPixmap(at, self._look.pixmap(place.icon, "accent" if current else "text2", self._tree))
        elif progress is not None:
            draw_state(painter, self._look, at, progress, self._tree)

    def _on_rail(self, painter: QPainter, rect: QRect, place: Place, current: bool) -> None:
        size = self._look.px(Size.ICON)
        top = rect.top() + (6 if place.rail else (rect.height() - size) // 2)
        self._sign(painter, QPoint((rect.width() - size) // 2, top), place, current)
        if place.rail:
            painter.setFont(self._look.font(Role.MICRO_STRONG))
            painter.setPen(self._look.color("accent" if current else "text"))
            space = rect.adjusted(5, 0, -2, -4)
            painter.drawText(
                space,
                int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom),
                _fitting(place.rail, QFontMetrics(painter.font()), space.width()),
            )

    def _in_full(self, painter: QPainter, rect: QRect, index: Index, place: Place, current: bool) -> None:
        look, middle = self._look, rect.center().y()
        size = look.px(Size.ICON)
        left = SIGN_AT + place.depth * look.px(STEP)
        if self._tree.model().hasChildren(index):
            chevron = "chevron-down" if self._tree.isExpanded(index) else "chevron-right"
            painter.drawPixmap(
                QPoint(left - size + 1, middle - size // 2), look.pixmap(chevron, "muted", self._tree, 14)
            )
        self._sign(painter, QPoint(left, middle - size // 2), place, current)
        left += size + 7
        right = self._count(painter, rect, place)
        ink = "accent" if current else "text"
        if place.code:
            painter.setFont(look.font(Role.STRONG))
            painter.setPen(look.color(ink))
            painter.drawText(QRect(left, rect.top(), right - left, rect.height()), int(_LEFT), place.code)
            left += QFontMetrics(look.font(Role.STRONG)).horizontalAdvance(place.code) + 8
        role = Role.STRONG if current else Role.SMALL if place.code else Role.BODY
        painter.setFont(look.font(role))
        painter.setPen(look.color(ink if current or not place.code else "text2"))
        name = QFontMetrics(look.font(role)).elidedText(place.name, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), int(_LEFT), name)

    def _count(self, painter: QPainter, rect: QRect, place: Place) -> int:
        """How many findings wait, at the right edge; returns where the name must end."""
        right = rect.right() - 12
        progress = self._tree.progress.get(place.key)
        if progress is None or not progress.findings or progress.worst is None:
            return right
        tone = SIGNS[progress.worst][1]
        assert tone is not None
        tint = self._look.tint(tone)
        text = str(progress.findings)
        painter.setFont(self._look.font(Role.MICRO_STRONG))
        width = max(18, QFontMetrics(painter.font()).horizontalAdvance(text) + 10)
        box = QRect(right - width + 2, rect.center().y() - 8, width, 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color(tint.bg))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(self._look.color(tint.fg))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        return box.left() - 4


def _fitting(name: str, metrics: QFontMetrics, width: int) -> str:
    """Two words of a name, its last one ("Thông tin chung": "chung") or its first one, whatever fits."""
    words = name.replace(",", "").split()
    for said in (" ".join(words[:2]), words[-1].capitalize(), words[0]):
        if metrics.horizontalAdvance(said) <= width:
            return said
    return metrics.elidedText(words[0], Qt.TextElideMode.ElideRight, width)


class NavigationTree(QTreeView):
    chosen = Signal(str)
    """A place was chosen by the user."""
    left = Signal()
    """Enter or Right on a chosen place: on to its page."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail = False
        self.progress: Mapping[str, Progress] = {}
        self._items: dict[str, QStandardItem] = {}
        self._look = look
        self.setObjectName("forms")
        self.setAccessibleName("Các biểu nhập")
        self.setModel(QStandardItemModel(self))
        self.setItemDelegate(NavigationDelegate(look, self))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self._paper()
        look.changed.connect(self._paper)

    @Slot()
    def _paper(self) -> None:
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, self._look.color("nav"))
        self.setPalette(palette)
        # Under a style sheet the viewport keeps the palette that it had first.
        self.viewport().setPalette(palette)
        self.doItemsLayout()

    def show_places(self, places: Sequence[Place]) -> None:
        model = self._standard()
        model.clear()
        self._items = {}
        for place in places:
            item = QStandardItem(f"{place.code} {place.name}".strip())
            item.setData(place, PlaceRole)
            if place.kind is PlaceKind.SECTION:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            parent = self._items.get(place.parent)
            (parent if parent is not None else model).appendRow(item)
            self._items[place.key] = item

    def _standard(self) -> QStandardItemModel:
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        return model

    def show_progress(self, progress: Mapping[str, Progress]) -> None:
        for key, each in progress.items():
            item = self._items.get(key)
            if item is not None and self.progress.get(key) != each:
                item.setData(each.state.label, Qt.ItemDataRole.AccessibleDescriptionRole)
                item.setToolTip(self._tip(item, each))
        self.progress = progress
        self.viewport().update()

    @staticmethod
    def _tip(item: QStandardItem, progress: Progress) -> str:
        left = f", còn {progress.missing} ô" if progress.missing and progress.state is FormState.ENTERING else ""
        return f"{item.text()}: {progress.state.label.lower()}{left}"

    def fold_unused(self, unused: set[str]) -> None:
        """Components that do not apply stand folded."""
        for key, item in self._items.items():
            if item.hasChildren():
                self.setExpanded(item.index(), False)
            if key in unused:
                item.setToolTip(f"{item.text()}: không áp dụng")

    def set_rail(self, rail: bool) -> None:
        if rail != self.rail:
            self.rail = rail
            policy = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if rail else policy.ScrollBarAsNeeded)
            for item in self._items.values():
                place: Place = item.data(PlaceRole)
                parent = item.parent()
                row, above = item.row(), parent.index() if parent else QModelIndex()
                self.setRowHidden(
                    row, above, rail and not (place.rail or place.icon or place.kind is PlaceKind.SECTION)
                )
            self.doItemsLayout()

    def mark(self, key: str) -> None:
        """Shows which place is open, without choosing it."""
        item = self._items.get(key)
        if item is None:
            return
        parent = item.parent()
        if parent is not None:
            self.expand(parent.index())
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(item.index())
        self.selectionModel().blockSignals(False)
        self.scrollTo(item.index())
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        place = current.data(PlaceRole) if current.isValid() else None
        if place is not None and place.kind is not PlaceKind.SECTION:
            self.chosen.emit(place.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        place = index.data(PlaceRole) if index.isValid() else None
        edge = SIGN_AT + (place.depth * STEP if place else 0)
        if place is not None and self.model().hasChildren(index) and event.position().x() < edge and not self.rail:
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.model().hasChildren(index) and not self.isExpanded(index):
            self.expand(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        super().keyPressEvent(event)


class Navigation(Surface):
    """The tree, and below it how many forms are complete."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "nav", "r", parent)
        self._look = look
        self.setObjectName("navigation")
        self.tree = NavigationTree(look)
        self._foot = QWidget()
        self._done = Words(look, "", Role.SMALL, "text2")
        self._share = Words(look, "", Role.SMALL_STRONG, "text")
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._bar = Bar(look)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(6)
        line = QHBoxLayout()
        line.addWidget(self._done, 1)
        line.addWidget(self._share)
        foot.addLayout(line)
        foot.addWidget(self._bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._foot)
        self.set_rail(False)

    def show_overall(self, overall: Overall, entering: float) -> None:
        """`entering`: the share of forms that are begun."""
        self._done.setText(overall.words)
        self._share.setText(overall.percent)
        self._bar.show_parts([(overall.share, self._look.tint(Tone.OK).fg), (entering, "bar2")], overall.words)

    def set_rail(self, rail: bool) -> None:
        self.tree.set_rail(rail)
        self.tree.setMinimumWidth(1)
        self._foot.setVisible(not rail)
        self.setFixedWidth(self._look.px(Size.NAV_RAIL if rail else Size.NAV))
