"""Pages on a desk: scrolled, enlarged, with the figures that can be clicked. It knows pages, not the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from gnbv_desktop.report.styles import LEFT, PAGE_HEIGHT, PAGE_WIDTH
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import LIGHT, Tone
from gnbv_desktop.ui.paper.painting import paint_page
from gnbv_desktop.ui.paper.places import Area, Figure, Places
from gnbv_desktop.ui.paper.setter import Sheets
from gnbv_desktop.ui.preview.anchor import Anchor, anchored, find_anchor

FULL = 96 / 1440
"""Pixels of a twip at 100 %."""
SMALLEST, LARGEST = 50, 200
STEPS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200)
GAP = 14
"""Pixels around pages."""
_LINE = 40
_FRAME = 15
"""Twips around a figure in its frame."""
_BAR_AT, _BAR = 260, 50
# The paper is white in both themes, so is what is marked on it.
_SENTENCE, _CURRENT, _CHANGED = QColor("#EDF4FA"), QColor(LIGHT.selection), QColor(LIGHT.accent)
_HOVER, _FOCUS = QColor(LIGHT.chip), QColor(LIGHT.accent)
_MATCH, _AT = QColor(LIGHT.tints[Tone.CONFIRM].bg), QColor(LIGHT.tints[Tone.CONFIRM].border)


class PagesView(QAbstractScrollArea):
    figure_chosen = Signal(object)
    """A Figure was clicked, or Enter pressed on it."""
    block_chosen = Signal(int)
    """The place of a block that was clicked beside its figures."""
    figure_reached = Signal(object)
    """A Figure the keyboard stands on now, or None."""
    page_changed = Signal()
    zoomed = Signal()
    hinted = Signal(object, int)
    """What the mouse rests on: a Figure or None, and the place of a block; `hint` is then asked for."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("preview_pages")
        self.setAccessibleName("Các trang của báo cáo")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.places: Places | None = None
        self._widest = 100.0
        """Per cent up to which the pages take the width of the view; 0 when a size was chosen."""
        self._percent = 100.0
        self.current: list[Area] = []
        """The figures of the current field, and below the sentences in which they stand."""
        self.sentences: list[Area] = []
        self.changed: list[Area] = []
        self.matches: list[list[Area]] = []
        self.match = -1
        self.figure: Figure | None = None
        self.hint = ""
        self._hover: Figure | None = None
        self.verticalScrollBar().setSingleStep(_LINE)
        self.verticalScrollBar().valueChanged.connect(self.page_changed)
        look.changed.connect(self.viewport().update)

    # ---- what it shows

    def show_sheets(self, sheets: Sheets) -> None:
        """Other pages; what stood at the top of the view stays there."""
        before, figure = self.places, self.figure
        anchor = find_anchor(before.sheets, *self._top()) if before is not None else None
        self.places = Places(sheets)
        self.figure = self._same(figure) if figure is not None else None
        self._hover = None
        self._measure()
        if anchor is not None and before is not None:
            self._show_anchor(anchored(anchor, before.sheets, sheets))
        self.viewport().update()
        self.page_changed.emit()

    def _same(self, figure: Figure) -> Figure | None:
        """The figure at the same place of the document, if it is still of the same expression."""
        figures = self.places.figures if self.places is not None else ()
        same = figures[figure.number] if figure.number < len(figures) else None
        return same if same is not None and same.run.expression == figure.run.expression else None

    @property
    def count(self) -> int:
        return len(self.places.sheets.pages) if self.places is not None else 0

    @property
    def page(self) -> int:
        """Counted from 1: the page that takes most of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        return min(self.count, int((middle - GAP) // self._step) + 1) if self.count else 0

    # ---- places on the screen

    @property
    def scale(self) -> float:
        return self._percent / 100 * FULL

    @property
    def percent(self) -> int:
        return round(self._percent)

    @property
    def _step(self) -> float:
        """From one page to the next."""
        return PAGE_HEIGHT * self.scale + GAP

    def _corner(self, page: int) -> QPointF:
        """Of a page in the view."""
        free = self.viewport().width() - PAGE_WIDTH * self.scale
        left = free / 2 if free > 2 * GAP else GAP - self.horizontalScrollBar().value()
        return QPointF(round(left), round(GAP + page * self._step - self.verticalScrollBar().value()))

    def rect_of(self, area: Area) -> QRectF:
        corner, scale, rect = self._corner(area.page), self.scale, area.rect
        return QRectF(corner.x() + rect.x() * scale, corner.y() + rect.y() * scale,
                      rect.width() * scale, rect.height() * scale)  # fmt: skip

    def _on_page(self, point: QPointF) -> tuple[int, QPointF] | None:
        """A place of the view as page, from 0, and place in twips."""
        y = point.y() + self.verticalScrollBar().value() - GAP
        page = int(y // self._step)
        if not 0 <= page < self.count:
            return None
        corner = self._corner(page)
        found = QPointF((point.x() - corner.x()) / self.scale, (point.y() - corner.y()) / self.scale)
        inside = 0 <= found.x() <= PAGE_WIDTH and 0 <= found.y() <= PAGE_HEIGHT
        return (page, found) if inside else None

    def _top(self) -> tuple[int, float]:
        """What stands at the upper edge."""
        y = self.verticalScrollBar().value() - GAP
        page = max(0, min(self.count - 1, int(y // self._step)))
        return page, (y - page * self._step) / self.scale

    def _show_anchor(self, anchor: Anchor) -> None:
        self.verticalScrollBar().setValue(round(GAP + anchor.page * self._step + anchor.y * self.scale))

    # ---- size

    def zoom(self, percent: float, widest: float = 0) -> None:
        top = self._top()
        self._widest = widest
        self._percent = max(SMALLEST, min(LARGEST, percent))
        self._measure()
        self._show_anchor(Anchor(top[0], top[1]))
        self.viewport().update()
        self.zoomed.emit()

    def zoom_by(self, steps: int) -> None:
        further = [each for each in STEPS if (each > self._percent + 0.5 if steps > 0 else each < self._percent - 0.5)]
        if further:
            self.zoom(further[0] if steps > 0 else further[-1])

    def fit_width(self, widest: float = LARGEST) -> None:
        self.zoom(min(widest, 100 * (self.viewport().width() - 2 * GAP) / (PAGE_WIDTH * FULL)), widest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._widest:
            self.fit_width(self._widest)
        else:
            self._measure()

    def _measure(self) -> None:
        view, lying, standing = self.viewport().size(), self.horizontalScrollBar(), self.verticalScrollBar()
        height = GAP + self.count * self._step
        width = PAGE_WIDTH * self.scale + 2 * GAP
        standing.setRange(0, max(0, round(height - view.height())))
        standing.setPageStep(view.height())
        lying.setRange(0, max(0, round(width - view.width())))
        lying.setPageStep(view.width())

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.color("desk"))
        for page in self._seen():
            self._paint_page(painter, page)
        self._paint_frames(painter)

    def _seen(self) -> Iterator[int]:
        height = self.viewport().height()
        for page in range(self.count):
            top = self._corner(page).y()
            if top < height and top + self._step > 0:
                yield page

    def _paint_page(self, painter: QPainter, page: int) -> None:
        assert self.places is not None
        corner, scale = self._corner(page), self.scale
        sheet = QRectF(corner.x(), corner.y(), round(PAGE_WIDTH * scale), round(PAGE_HEIGHT * scale))
        painter.fillRect(sheet.adjusted(-1, -1, 1, 1), self._look.color("border"))
        painter.fillRect(sheet.translated(0, 1).adjusted(0, 0, 0, 1), self._look.color("border_strong"))
        painter.fillRect(sheet, self._look.color("paper"))
        for areas, color in self._marks():
            for area in areas:
                if area.page == page:
                    painter.fillRect(self.rect_of(area), color)
        for area in self.changed:
            if area.page == page:
                bar = QRectF(LEFT - _BAR_AT, area.rect.y(), _BAR, area.rect.height())
                painter.fillRect(self.rect_of(Area(page, bar)), _CHANGED)
        painter.save()
        # Thin lines stay sharp: only letters are smoothed.
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.translate(corner)
        painter.scale(scale, scale)
        paint_page(painter, self.places.sheets.pages[page])
        painter.restore()

    def _marks(self) -> Iterator[tuple[Iterable[Area], QColor]]:
        yield self.sentences, _SENTENCE
        yield self.current, _CURRENT
        for number, areas in enumerate(self.matches):
            yield areas, _AT if number == self.match else _MATCH
        if self._hover is not None and self.places is not None:
            yield self.places.area_of(self._hover), _HOVER

    def _paint_frames(self, painter: QPainter) -> None:
        """Around the figure that the keyboard stands on."""
        if self.figure is None or self.places is None or not self.hasFocus():
            return
        painter.setPen(QPen(_FOCUS, 2))
        for area in self.places.area_of(self.figure):
            painter.drawRect(self.rect_of(Area(area.page, area.rect.adjusted(-_FRAME, 0, _FRAME, 0))))

    # ---- where to look

    def reveal(self, areas: list[Area]) -> None:
        """Scrolls as little as needed; not at all when it is seen."""
        if not areas:
            return
        rect, height = self.rect_of(areas[0]), self.viewport().height()
        if rect.top() < GAP or rect.bottom() > height - GAP:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + rect.top() - height / 3))

    def mark_current(self, figures: list[Area], sentences: list[Area]) -> None:
        self.current, self.sentences = figures, sentences
        self.viewport().update()

    def mark_changed(self, areas: list[Area]) -> None:
        self.changed = areas
        self.viewport().update()

    def mark_matches(self, matches: list[list[Area]], at: int) -> None:
        self.matches, self.match = matches, at
        self.viewport().update()

    # ---- mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        figure, block = self._under(event.position())
        if figure is not self._hover:
            self._hover = figure
            self.viewport().update()
        self.hint = ""
        self.hinted.emit(figure, block)
        leads = bool(self.hint)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def _under(self, point: QPointF) -> tuple[Figure | None, int]:
        found = self._on_page(point)
        if found is None or self.places is None:
            return None, -1
        page, place = found
        row = self.places.row_at(page, place.y())
        beside = row is None or not LEFT <= place.x() <= PAGE_WIDTH
        return self.places.figure_at(page, place), -1 if row is None or beside else row.block

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        figure, block = self._under(event.position())
        if figure is not None:
            self._stand_on(figure)
            self.figure_chosen.emit(figure)
        elif block >= 0:
            self.block_chosen.emit(block)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.hint, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave and self._hover is not None:
            self._hover = None
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
        figures = self.places.figures if self.places is not None else ()
        if self.figure is not None:
            number = self.figure.number + step
        else:
            number = self._first_seen() if step > 0 else self._first_seen() - 1
        if not 0 <= number < len(figures):
            return False
        self._stand_on(figures[number])
        assert self.places is not None
        self.reveal(list(self.places.area_of(figures[number])))
        return True

    def _first_seen(self) -> int:
        assert self.places is not None
        figures, top = self.places.figures, self._top()
        for figure in figures:
            if any((area.page, area.rect.y()) >= top for area in self.places.area_of(figure)):
                return figure.number
        return len(figures)

    def _stand_on(self, figure: Figure | None) -> None:
        self.figure = figure
        self.viewport().update()
        self.figure_reached.emit(figure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bar = event.key(), self.verticalScrollBar()
        match key:
            case Qt.Key.Key_Right | Qt.Key.Key_Left:
                self.walk(1 if key == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.figure is not None:
                self.figure_chosen.emit(self.figure)
            case Qt.Key.Key_Escape if self.figure is not None:
                self._stand_on(None)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
