"""The list of annexes: name, what is missing, title. The keys of a list go through it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gnbv_desktop.services.annexes import AnnexEntry, AnnexState
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone

EntryRole = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
WIDE, SLIM, HIGH = 276, 196, 52
_SIDE = 12
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_PILLS: dict[AnnexState, tuple[str, Tone | None]] = {
    AnnexState.MISSING: ("circle-dashed", Tone.CONFIRM),
    AnnexState.COMPLETE: ("circle-check", Tone.OK),
    AnnexState.EMPTY: ("circle-slash", None),
    AnnexState.REPLACED: ("files", Tone.NOTE),
}


class AnnexModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[AnnexEntry, ...] = ()

    def show_entries(self, entries: Sequence[AnnexEntry]) -> None:
        """The rows stay: only what they say is another."""
        if len(entries) != len(self.entries):
            self.beginResetModel()
            self.entries = tuple(entries)
            self.endResetModel()
            return
        before, self.entries = self.entries, tuple(entries)
        for row, (old, new) in enumerate(zip(before, self.entries, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        match role:
            case _ if role == EntryRole:
                return entry
            case Qt.ItemDataRole.DisplayRole:
                return entry.name
            case Qt.ItemDataRole.ToolTipRole:
                return f"{entry.name}: {entry.title}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(part for part in (entry.name, entry.words) if part)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return entry.title
            case _:
                return None


class AnnexDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._look.px(WIDE), self._look.px(HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: AnnexEntry = index.data(EntryRole)
        look, rect = self._look, option.rect
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        hot = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, look.color("accent_soft" if current else "hover" if hot else "nav"))
        if current:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), look.color("accent"))
        if current and self._view.hasFocus():
            painter.setPen(look.color("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        inner = rect.adjusted(look.px(_SIDE), look.px(5), -look.px(_SIDE), -look.px(5))
        above = QRect(inner.left(), inner.top(), inner.width(), look.px(22))
        below = QRect(inner.left(), above.bottom() + 1, inner.width(), inner.bottom() - above.bottom())
        ink = "muted" if entry.state is AnnexState.EMPTY else "accent" if current else "text"
        if self._view.width() < look.px(WIDE):
            self._line(painter, above, entry.name, Role.STRONG, ink)
            self._pill(painter, below, entry, right=False)
            return
        end = self._pill(painter, above, entry)
        self._line(painter, above.adjusted(0, 0, end - above.right(), 0), entry.name, Role.STRONG, ink)
        self._line(painter, below, entry.title, Role.SMALL, "muted")

    def _line(self, painter: QPainter, rect: QRect, text: str, role: Role, ink: str) -> None:
        painter.setFont(self._look.font(role))
        painter.setPen(self._look.color(ink))
        shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, shown)

    def _pill(self, painter: QPainter, line: QRect, entry: AnnexEntry, right: bool = True) -> int:
        """At the right end of the line, or at its left; returns where the name must end."""
        if entry.state not in _PILLS:
            return line.right()
        look, (sign, tone) = self._look, _PILLS[entry.state]
        tint = look.tint(tone) if tone is not None else None
        ground, ink = (tint.bg, tint.fg) if tint is not None else ("hover", "muted")
        size, font = look.px(Size.SIGN), look.font(Role.MICRO_STRONG)
        width = QFontMetrics(font).horizontalAdvance(entry.words) + size + look.px(20)
        box = QRect(line.right() - width + 1 if right else line.left(), line.top() + look.px(1), width, look.px(20))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(ground))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        top = box.top() + (box.height() - size) // 2
        painter.drawPixmap(QPoint(box.left() + look.px(7), top), look.pixmap(sign, ink, self._view, Size.SIGN))
        painter.setFont(font)
        painter.setPen(look.color(ink))
        painter.drawText(box.adjusted(size + look.px(11), 0, 0, 0), _LEFT, entry.words)
        return box.left() - look.px(6)


class AnnexList(QListView):
    chosen = Signal(str)
    """The code of an annex."""
    left = Signal()
    """Enter or Right: into its sheet."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._slim = False
        self.entries = AnnexModel(self)
        self.setObjectName("annex_list")
        self.setAccessibleName("Danh sách biểu")
        self.setModel(self.entries)
        self.setItemDelegate(AnnexDelegate(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._dress()
        look.changed.connect(self._dress)

    @Slot()
    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, self._look.color("nav"))
        self.setPalette(palette)
        # Under a style sheet the viewport keeps the palette that it had first.
        self.viewport().setPalette(palette)
        self.set_slim(self._slim)

    def set_slim(self, slim: bool) -> None:
        """Where there is little room: names and states without titles."""
        self._slim = slim
        self.setFixedWidth(self._look.px(SLIM if slim else WIDE))
        self.doItemsLayout()

    @property
    def code(self) -> str:
        """Of the annex that is open."""
        row = self.currentIndex().row()
        return self.entries.entries[row].code if 0 <= row < len(self.entries.entries) else ""

    def entry(self, code: str) -> AnnexEntry | None:
        return next((each for each in self.entries.entries if each.code == code), None)

    def open(self, code: str) -> None:
        for row, each in enumerate(self.entries.entries):
            if each.code == code:
                self.setCurrentIndex(self.entries.index(row))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.left.emit()
            return
        super().keyPressEvent(event)
