"""The header of a grid: two lines of words, the small line of numbers, the current column marked."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from gnbv_desktop.ui.grid.model import GridModel
from gnbv_desktop.ui.grid.parts import ColumnRole, GridColumn
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size

PAD = 8
ONE_LINE = 64
"""Labels up to this width are not broken."""
_WRAP = Qt.TextFlag.TextWordWrap


class GridHeader(QHeaderView):
    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._current = -1
        self._broken: dict[tuple[str, int, int], int] = {}
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)

    def set_current(self, section: int) -> None:
        if section != self._current:
            before, self._current = self._current, section
            for each in (before, section):
                if each >= 0:
                    self.updateSection(each)

    def sizeHint(self) -> QSize:
        columns = self._columns()
        metrics = QFontMetrics(self._look.font(Role.SMALL_STRONG))
        lines = max((self._lines(metrics, place, column) for place, column in enumerate(columns)), default=1)
        height = max(self._look.px(28), lines * metrics.height() + 8)
        numbered = any(column.number for column in columns)
        return QSize(super().sizeHint().width(), height + (self._look.px(14) if numbered else 0))

    def _lines(self, metrics: QFontMetrics, section: int, column: GridColumn) -> int:
        """Qt asks for the height at every step of a layout: words are broken once for each width and font."""
        width = max(30, self.sectionSize(section) - 2 * PAD - self._sign_width(column))
        asked = (column.label, width, metrics.height())
        if asked not in self._broken:
            box = metrics.boundingRect(QRect(0, 0, width, 1000), int(_WRAP), column.label)
            self._broken[asked] = max(1, round(box.height() / metrics.height()))
        return self._broken[asked]

    def _columns(self) -> tuple[GridColumn, ...]:
        model = self.model()
        return model.sheet.columns if isinstance(model, GridModel) else ()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        column = self._columns()[section]
        current = section == self._current
        painter.fillRect(rect, self._look.color("accent_soft" if current else "header"))
        painter.fillRect(rect.right(), rect.top() + 6, 1, rect.height() - 12, self._look.color("border"))
        line = 2 if current else 1
        painter.fillRect(
            rect.left(),
            rect.bottom() - line + 1,
            rect.width(),
            line,
            self._look.color("accent" if current else "border"),
        )
        space = rect.adjusted(PAD, 3, -PAD, -4)
        if column.number:
            space = self._number(painter, space, column)
        self._label(painter, space, column)

    def _number(self, painter: QPainter, space: QRect, column: GridColumn) -> QRect:
        painter.setFont(self._look.font(Role.MICRO))
        painter.setPen(self._look.color("muted"))
        flags = _side(column) | Qt.AlignmentFlag.AlignBottom
        painter.drawText(space, int(flags), column.number)
        return space.adjusted(0, 0, 0, -self._look.px(14))

    def _sign_width(self, column: GridColumn) -> int:
        return self._look.px(Size.SIGN) + 4 if column.derived else 0

    def _label(self, painter: QPainter, space: QRect, column: GridColumn) -> None:
        painter.setFont(self._look.font(Role.SMALL_STRONG))
        painter.setPen(self._look.color("text2"))
        flags = _side(column) | Qt.AlignmentFlag.AlignVCenter | _WRAP
        sign = self._sign_width(column)
        words = space.adjusted(sign, 0, 0, 0)
        painter.drawText(words, int(flags), column.label)
        if sign:
            box = painter.boundingRect(words, int(flags), column.label)
            pixmap = self._look.pixmap("square-function", "muted", self, Size.SIGN)
            painter.drawPixmap(
                max(space.left(), box.left() - sign), box.center().y() - self._look.px(Size.SIGN) // 2, pixmap
            )

    def text_width(self, column: GridColumn) -> int:
        """The least width in which the label stands on two lines."""
        metrics = QFontMetrics(self._look.font(Role.SMALL_STRONG))
        words = column.label.split()
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        best = metrics.horizontalAdvance(column.label)
        for cut in range(1, len(words)) if best > self._look.px(ONE_LINE) else ():
            two = max(metrics.horizontalAdvance(" ".join(part)) for part in (words[:cut], words[cut:]))
            best = min(best, two)
        number = QFontMetrics(self._look.font(Role.MICRO)).horizontalAdvance(column.number)
        return max(widest, best, number) + 2 * PAD + self._sign_width(column) + 2


def _side(column: GridColumn) -> Qt.AlignmentFlag:
    numeric = column.kind is None or column.kind.numeric
    if numeric and column.role in (ColumnRole.VALUE, ColumnRole.PREVIOUS, ColumnRole.CHANGE):
        return Qt.AlignmentFlag.AlignRight
    return Qt.AlignmentFlag.AlignLeft
