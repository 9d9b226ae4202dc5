"""The sheet of an annex on white paper: headings and first columns stay in sight, a current cell, zoom, page breaks."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from gnbv_desktop.report.sheet import Box
from gnbv_desktop.services.annexes import AnnexSheet
from gnbv_desktop.services.sheet_places import shown_text
from gnbv_desktop.ui.annexes import walking
from gnbv_desktop.ui.annexes.geometry import FROZEN_COLUMNS, Geometry
from gnbv_desktop.ui.annexes.letters import Letters
from gnbv_desktop.ui.annexes.painting import MISSING_INK, MISSING_SIGN, Pane, SheetPainter
from gnbv_desktop.ui.annexes.walking import Stand
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import LIGHT
from gnbv_desktop.ui.widgets.surfaces import Surface

FULL = 96 / 1440
"""Pixels of a twip at 100 %."""
SMALLEST, LARGEST = 50, 200
STEPS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200)
READABLE = 68
"""Per cent below which a sheet is not made to fit the view: it scrolls instead."""
GAP, MARGIN = 14, 20
"""Pixels around the paper, and of white around the sheet on it."""
_SIGN, _LINE = 11, 40
_STILL_SHARE = 0.5
"""Of the view: first columns that take more do not stay in sight."""
_HOVER, _FOCUS, _BREAK = QColor(LIGHT.chip), QColor(LIGHT.accent), QColor(LIGHT.border_strong)


class SheetView(QAbstractScrollArea):
    chosen = Signal(int)
    """The place of a box that was clicked, or on which Enter was pressed."""
    reached = Signal(int)
    """The place of the current box, -1 for none."""
    hinted = Signal(int)
    """What the mouse rests on; `hint` is then asked for."""
    asked = Signal(int)
    """Where the figure of a box comes from and goes."""
    menu_asked = Signal(int, QPoint)
    missing_asked = Signal(int)
    """The next or the one before of the missing figures."""
    left = Signal()
    """Escape: back to the list."""
    zoomed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("annex_sheet")
        self.setAccessibleName("Biểu như khi gửi")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setCornerWidget(Surface(look, "base"))
        self.annex: AnnexSheet | None = None
        self.stand: Stand | None = None
        self.hint = ""
        self._painter: SheetPainter | None = None
        self._letters = Letters()
        self._percent = 100.0
        self._fits = True
        self._hover = -1
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setSingleStep(_LINE)
        look.changed.connect(self.viewport().update)

    # ---- what it shows

    def show_annex(self, annex: AnnexSheet) -> None:
        """The same annex anew keeps its place; another one begins at its top."""
        before, self.annex = self.annex, annex
        same = before is not None and before.sheet.code == annex.sheet.code
        sign = self._look.pixmap(MISSING_SIGN, MISSING_INK, self, _SIGN)
        self._painter = SheetPainter(annex, Geometry(annex.places), self._letters, sign, self._is_still, self.scale)
        self._hover = -1
        stand = self.stand if same else None
        self._fit() if self._fits else self._measure()
        if not same:
            self.verticalScrollBar().setValue(0)
            self.horizontalScrollBar().setValue(0)
        self.stand = self._stand_again(stand)
        self.viewport().update()

    def _stand_again(self, stand: Stand | None) -> Stand | None:
        place = self.plan.at(stand.row, stand.column) if stand is not None and self._has(stand) else None
        return Stand(place, stand.row, stand.column) if stand is not None and place is not None else None

    def _has(self, stand: Stand) -> bool:
        return stand.row < len(self.plan.sheet.heights)

    @property
    def plan(self) -> Geometry:
        assert self._painter is not None
        return self._painter.geometry

    @property
    def current(self) -> int:
        """The place of the current box, -1 for none."""
        return self.stand.place if self.stand is not None else -1

    def box(self, place: int) -> Box:
        return self.plan.boxes[place]

    def text_at(self, place: int) -> str:
        return shown_text(self.box(place))

    @property
    def painted(self) -> int:
        """So many boxes were painted last."""
        return self._painter.painted if self._painter is not None else 0

    # ---- size

    @property
    def scale(self) -> float:
        return self._percent / 100 * FULL

    @property
    def percent(self) -> int:
        return round(self._percent)

    def zoom(self, percent: float, fits: bool = False) -> None:
        across, down = self._shares()
        self._fits = fits
        self._percent = max(SMALLEST, min(LARGEST, percent))
        if self._painter is not None:
            self._painter.scale = self.scale
        self._measure()
        for bar, share in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            bar.setValue(round(share * bar.maximum()))
        self.viewport().update()
        self.zoomed.emit()

    def _shares(self) -> tuple[float, float]:
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        across, down = (bar.value() / bar.maximum() if bar.maximum() else 0.0 for bar in bars)
        return across, down

    def zoom_by(self, steps: int) -> None:
        further = [each for each in STEPS if (each > self._percent + 0.5 if steps > 0 else each < self._percent - 0.5)]
        if further:
            self.zoom(further[0] if steps > 0 else further[-1])

    def fit_width(self) -> None:
        """All columns in the view."""
        if self._painter is not None:
            self.zoom(self._fitting(), True)

    def _fitting(self) -> float:
        return 100 * (self.viewport().width() - 2 * (GAP + MARGIN)) / (self.plan.width * FULL)

    def _fit(self) -> None:
        """As far as letters stay readable; the bars decide how wide the view is, so they are set first."""
        wanted = min(100.0, max(float(READABLE), self._fitting()))
        if abs(wanted - self._percent) > 0.01:
            self.zoom(wanted, True)
        else:
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._painter is None:
            return
        if self._fits:
            self._fit()
        else:
            self._measure()

    def _measure(self) -> None:
        if self._painter is None:
            return
        self._painter.scale = self.scale
        view, around = self.viewport().size(), 2 * (GAP + MARGIN)
        for bar, size, room in (
            (self.horizontalScrollBar(), self.plan.width, view.width()),
            (self.verticalScrollBar(), self.plan.height, view.height()),
        ):
            bar.setRange(0, max(0, round(size * self.scale) + around - room))
            bar.setPageStep(room)

    # ---- places on the screen

    def _corner(self) -> QPointF:
        """Of the sheet in the view."""
        wide = round(self.plan.width * self.scale)
        free = self.viewport().width() - wide
        left = free // 2 if free >= 2 * (GAP + MARGIN) else GAP + MARGIN - self.horizontalScrollBar().value()
        return QPointF(left, GAP + MARGIN - self.verticalScrollBar().value())

    def _panes(self) -> Iterator[Pane]:
        """The sheet, its first columns, the headings of the table at the upper edge, the corner of these."""
        corner, view = self._corner(), self.viewport().rect()
        yield self._pane(view, corner)
        shifted = self._still_corner(corner)
        if shifted is not None:
            yield self._pane(view, shifted, still=True)
        top = self._headings(corner)
        if top is not None:
            rows, y = top
            height = round((self.plan.ys[rows[1] + 1] - self.plan.ys[rows[0]]) * self.scale)
            above = y - self.plan.ys[rows[0]] * self.scale
            clip = QRect(0, max(0, round(y)), view.width(), height + 1 + min(0, round(y)))
            yield Pane(clip, QPointF(corner.x(), above), *rows)
            if shifted is not None:
                yield Pane(clip, QPointF(shifted.x(), above), *rows, still=True)

    def _pane(self, clip: QRect, corner: QPointF, still: bool = False) -> Pane:
        first = self.plan.row_at((clip.top() - corner.y()) / self.scale)
        last = self.plan.row_at((clip.bottom() - corner.y()) / self.scale)
        return Pane(clip, corner, first, last, still)

    def _still_corner(self, corner: QPointF) -> QPointF | None:
        """Where the first columns stand while the others have gone to the left."""
        return QPointF(0, corner.y()) if corner.x() < 0 and len(self.plan.sheet.widths) > FROZEN_COLUMNS else None

    def _headings(self, corner: QPointF) -> tuple[tuple[int, int], float] | None:
        """The headings that have gone above the view while their table has not, and where they stand."""
        geometry, scale = self.plan, self.scale
        rows = geometry.heading_over(geometry.row_at(-corner.y() / scale))
        if rows is None:
            rows = next((each for each in geometry.sheet.headings if self._crosses_edge(each, corner)), None)
        if rows is None:
            return None
        height = (geometry.ys[rows[1] + 1] - geometry.ys[rows[0]]) * scale
        end = corner.y() + geometry.ys[geometry.table_end(rows[1]) + 1] * scale
        return rows, min(0.0, end - height)

    def _crosses_edge(self, rows: tuple[int, int], corner: QPointF) -> bool:
        ys, scale = self.plan.ys, self.scale
        return corner.y() + ys[rows[0]] * scale < 0 <= corner.y() + ys[rows[1] + 1] * scale

    def rect_of(self, place: int) -> QRect:
        """Where a box stands in the view, be it in a part that stays in sight."""
        assert self._painter is not None
        found = QRect()
        for pane in self._panes():
            box = self.box(place)
            inside = pane.first <= box.row + box.rows - 1 and box.row <= pane.last
            if inside and (not pane.still or self._is_still(box)):
                found = self._painter.rect_of(place, pane.corner)
        return found if not found.isNull() else self._painter.rect_of(place, self._corner())

    def _is_still(self, box: Box) -> bool:
        """Whether it stays in sight when the sheet is scrolled sideways."""
        right = self.plan.xs[box.column + box.columns] * self.scale
        narrow = right <= self.viewport().width() * _STILL_SHARE
        return box.style.border and box.column < FROZEN_COLUMNS and narrow

    def place_at(self, point: QPoint) -> int:
        """The box under a point of the view, -1 for none."""
        if self._painter is None:
            return -1
        for pane in reversed(list(self._panes())):
            if pane.clip.contains(point):
                x = (point.x() - pane.corner.x()) / self.scale
                y = (point.y() - pane.corner.y()) / self.scale
                inside = 0 <= x <= self.plan.width and 0 <= y <= self.plan.height
                place = self.plan.at(self.plan.row_at(y), self.plan.column_at(x)) if inside else None
                if place is not None and (not pane.still or self._is_still(self.box(place))):
                    return place
        return -1

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.color("desk"))
        if self._painter is None:
            return
        corner = self._corner()
        self._paint_paper(painter, corner)
        self._painter.grounds = {self._hover: _HOVER} if self._hover >= 0 else {}
        panes = list(self._panes())
        self._painter.begin()
        self._painter.paint(painter, panes[0])
        self._paint_breaks(painter, corner)
        for pane in panes[1:]:
            if not pane.still:
                painter.fillRect(self._paper(corner).intersected(pane.clip), self._look.color("paper"))
            self._painter.paint(painter, pane)
        self._paint_frame(painter)

    def _paper(self, corner: QPointF) -> QRect:
        assert self._painter is not None
        size = (round(self.plan.width * self.scale), round(self.plan.height * self.scale))
        sheet = QRect(round(corner.x()), round(corner.y()), *size)
        return sheet.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)

    def _paint_paper(self, painter: QPainter, corner: QPointF) -> None:
        paper = self._paper(corner)
        painter.fillRect(paper.adjusted(-1, -1, 1, 1), self._look.color("border"))
        painter.fillRect(paper, self._look.color("paper"))

    def _paint_breaks(self, painter: QPainter, corner: QPointF) -> None:
        """Where a printed page ends."""
        pen = QPen(_BREAK, 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        paper = self._paper(corner)
        for row in self.plan.sheet.breaks:
            y = round(corner.y() + self.plan.ys[row] * self.scale)
            if 0 <= y <= self.viewport().height():
                painter.drawLine(paper.left(), y, paper.right(), y)

    def _paint_frame(self, painter: QPainter) -> None:
        """Around the current cell: strong while the keyboard is here."""
        if self.stand is None:
            return
        painter.setClipRegion(self._uncovered(self.box(self.stand.place)))
        painter.setPen(QPen(_FOCUS, 2 if self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect_of(self.stand.place))
        painter.setClipping(False)

    def _uncovered(self, box: Box) -> QRegion:
        """The part of the view in which nothing that stays in sight lies over a box."""
        region = QRegion(self.viewport().rect())
        for pane in self._panes():
            if not pane.still and pane.last < box.row:
                region -= QRegion(pane.clip)
        if box.style.border and not self._is_still(box) and self._corner().x() < 0:
            region -= QRegion(0, 0, round(self._still_width(box.row)), self.viewport().height())
        return region

    def _still_width(self, row: int) -> float:
        """What the first columns take of a row while they stay in sight."""
        boxes = (self.box(place) for place in self.plan.within(row, row))
        rights = (self.plan.xs[box.column + box.columns] for box in boxes if self._is_still(box))
        return max(rights, default=0.0) * self.scale

    # ---- where to look

    def stand_at(self, place: int) -> None:
        self._stand(walking.stand_on(self.plan, place))

    def _stand(self, stand: Stand | None) -> None:
        if stand is None:
            return
        self.stand = stand
        self.reveal(stand.place)
        self.viewport().update()
        self.reached.emit(stand.place)

    def let_go(self) -> None:
        self.stand = None
        self.viewport().update()
        self.reached.emit(-1)

    def reveal(self, place: int) -> None:
        """Scrolls as little as needed, past what stays in sight."""
        assert self._painter is not None
        rect, room = self._painter.rect_of(place, self._corner()), self._room(place)
        lying, standing = self.horizontalScrollBar(), self.verticalScrollBar()
        if rect.top() < room.top():
            standing.setValue(standing.value() - (room.top() - rect.top()))
        elif rect.bottom() > room.bottom():
            standing.setValue(standing.value() + min(rect.bottom() - room.bottom(), rect.top() - room.top()))
        if self._is_still(self.box(place)):
            return
        if rect.left() < room.left():
            lying.setValue(lying.value() - (room.left() - rect.left()))
        elif rect.right() > room.right():
            lying.setValue(lying.value() + min(rect.right() - room.right(), rect.left() - room.left()))

    def _room(self, place: int) -> QRect:
        """Of the view, what is not covered by headings and first columns."""
        room = self.viewport().rect().adjusted(GAP, GAP, -GAP, -GAP)
        box, geometry = self.box(place), self.plan
        rows = geometry.heading_over(box.row)
        if rows is not None:
            room.setTop(round((geometry.ys[rows[1] + 1] - geometry.ys[rows[0]]) * self.scale) + 1)
        if box.style.border and self.horizontalScrollBar().maximum():
            room.setLeft(round(self._still_width(box.row)) + 1)
        return room

    # ---- mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look_under(event.position().toPoint())

    def _look_under(self, point: QPoint) -> None:
        place = self.place_at(point)
        figure = place if place >= 0 and self.box(place).source else -1
        if figure != self._hover:
            self._hover = figure
            self.viewport().update()
        self.hint = ""
        self.hinted.emit(place)
        leads = figure >= 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or place < 0:
            return
        self.stand_at(place)
        if self.box(place).source:
            self.chosen.emit(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By mouse for the box under it, by keyboard for the current one."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            place, point = self.place_at(self.viewport().mapFromGlobal(event.globalPos())), event.globalPos()
            if place >= 0:
                self.stand_at(place)
        else:
            place = self.current
            point = self.viewport().mapToGlobal(self.rect_of(place).bottomLeft()) if place >= 0 else QPoint()
        if place >= 0:
            self.menu_asked.emit(place, point)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.hint, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave and self._hover >= 0:
            self._hover = -1
            self.viewport().update()
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    # ---- keyboard

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from figure to figure, and on to the next part of the window after the last."""
        return (self.hasFocus() and self.walk(1 if forward else -1)) or super().focusNextPrevChild(forward)

    def walk(self, step: int) -> bool:
        """To the next or previous figure; False when there is none."""
        if self._painter is None:
            return False
        figures = [place for place, box in enumerate(self.plan.boxes) if box.source]
        place = walking.along(figures, self.stand.place if self.stand else None, step)
        if place is None:
            return False
        self.stand_at(place)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._painter is None or not (self._moves(event) or self._acts(event)):
            super().keyPressEvent(event)

    def _moves(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key not in _MOVES:
            return False
        if self.stand is None:
            self._stand(self._first())
            return True
        geometry, stand, step = self.plan, self.stand, _MOVES[key]
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_Right if not control:
                self._stand(walking.sideways(geometry, stand, step))
            case Qt.Key.Key_Up | Qt.Key.Key_Down if not control:
                self._stand(walking.up_or_down(geometry, stand, step))
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._stand(walking.table_edge(geometry, stand, step))
            case Qt.Key.Key_Home | Qt.Key.Key_End if control:
                self.stand_at(0 if step < 0 else len(geometry.boxes) - 1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                self._stand(self._a_view_away(step))
            case _:
                self._stand(walking.row_edge(geometry, stand, step))
        return True

    def _first(self) -> Stand:
        """The first figure, else the first box."""
        places = (place for place, box in enumerate(self.plan.boxes) if box.source)
        return walking.stand_on(self.plan, next(places, 0))

    def _a_view_away(self, step: int) -> Stand | None:
        assert self.stand is not None
        geometry = self.plan
        far = geometry.ys[self.stand.row] + step * self.viewport().height() * 0.8 / self.scale
        row = geometry.row_at(max(0.0, min(geometry.height - 1, far)))
        place = geometry.at(row, self.stand.column)
        moved = Stand(self.stand.place if place is None else place, row, self.stand.column)
        return moved if place is not None else walking.up_or_down(geometry, moved, -step)

    def _acts(self, event: QKeyEvent) -> bool:
        key, place = event.key(), self.current
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match key:
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_F3:
                self.missing_asked.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if place >= 0:
                self.chosen.emit(place)
            case Qt.Key.Key_F7 if place >= 0:
                self.asked.emit(place)
            case Qt.Key.Key_C if control and place >= 0:
                QGuiApplication.clipboard().setText(self.text_at(place))
            case _:
                return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.stand is None and self._painter is not None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._stand(self._first())
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


_MOVES: dict[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -1,
    Qt.Key.Key_End: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_PageDown: 1,
}
