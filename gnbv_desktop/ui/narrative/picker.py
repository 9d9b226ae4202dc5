"""Choosing a figure for a sentence: words, arrows, Enter. It says how the figure will be printed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.services.bound_figures import bound_info, bound_text
from gnbv_desktop.services.figure_choices import LABELS, Choice, FigureChoices
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.narrative.found import ROW, Found, Rows, Shown
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.words import Words

WIDTH, ROWS = 580, 8


class FigurePicker(QWidget):
    picked = Signal(object)
    """A Bound."""
    given_up = Signal()

    def __init__(self, look: Look, session: Session, parent: QWidget) -> None:
        """Lies over its parent, the window: a window of its own would take the input method along."""
        super().__init__(parent)
        self._window = parent
        self.hide()
        self._look = look
        self._session = session
        self._choices = FigureChoices.of(session.work)
        self._evaluation = session.work.evaluation
        self._above: Choice | None = None
        """The numerator, once chosen."""
        self._instead: Bound | None = None
        self.setObjectName("figure_picker")
        self.setAccessibleName("Chọn số để chèn")
        self._search = QLineEdit(self)
        self._search.setObjectName("figure_search")
        self._search.setAccessibleName("Tìm số để chèn")
        self._search.setPlaceholderText("Gõ tên số liệu: giải ngân dự án 2, hộ nghèo …")
        self._search.textChanged.connect(self._find)
        self._search.installEventFilter(self)
        self._found = Found(self)
        self._list = QListView(self)
        self._list.setObjectName("figure_found")
        self._list.setAccessibleName("Các số tìm được")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setModel(self._found)
        self._list.setItemDelegate(Rows(look, self._list))
        self._list.setUniformItemSizes(True)
        self._list.clicked.connect(self._clicked)
        self._list.selectionModel().currentChanged.connect(self._tell)
        self._styles = QComboBox(self)
        self._styles.setObjectName("figure_style")
        self._styles.setAccessibleName("Cách in số")
        self._styles.activated.connect(self._preview)
        self._part = Words(look, role=Role.SMALL, color="text2", wrap=True)
        self._print = Words(look, role=Role.STRONG)
        self._print.setObjectName("figure_preview")
        self._ratio = Button(look, "Ghép a/b", "link", "flat", "figure_ratio", True, self._take_numerator)
        self._ratio.setToolTip("Lấy số này làm tử số rồi tìm mẫu số (Ctrl+Enter)")
        self._use = Button(look, "Chèn", kind="primary", name="figure_use", small=True, pressed=self._pick)
        self._styles.setMinimumWidth(look.px(180))
        self._lay_out()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._styles)
        foot.addWidget(Words(self._look, "sẽ in:", Role.SMALL, "muted"))
        foot.addWidget(self._print, 1)
        foot.addWidget(self._ratio)
        foot.addWidget(self._use)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        for each in (self._part, self._search, self._list):
            column.addWidget(each)
        column.addLayout(foot)
        self._part.hide()

    # ---- opening

    def open_below(self, area: QWidget, line: QRect, instead: Bound | None = None) -> None:
        """Below a line of a text, or above it at the foot. `instead` is the figure that is to be another."""
        self._instead, self._above = instead, None
        if self._choices.work.evaluation is not self._evaluation:
            self._choices = FigureChoices.of(self._session.work)
            self._evaluation = self._session.work.evaluation
        self._use.setText("Đổi" if instead else "Chèn")
        self._say_part(f"Thay cho: {bound_info(self._session.work, instead).name}" if instead else "")
        self._search.clear()
        self._find("")
        self._place(area.mapTo(self._window, line.topLeft()), line.height())
        self.show()
        self.raise_()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self, corner: QPoint, line: int) -> None:
        space = self._window.rect()
        width = min(self._look.px(WIDTH), space.width() - 8)
        height = min(self._look.px(ROW * ROWS + 100), space.height() - 8)
        left = max(4, min(corner.x(), space.width() - width - 4))
        below = corner.y() + line + 4
        top = below if below + height < space.height() else corner.y() - height - 4
        self.setGeometry(left, max(4, min(top, space.height() - height - 4)), width, height)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        """Somewhere else is worked now; the list of styles is a window of its own, but ours."""
        inside: QObject | None = now
        while inside is not None and inside is not self:
            inside = inside.parent()
        if now is not None and inside is None:
            self.hide()

    def _say_part(self, words: str) -> None:
        self._part.setText(words)
        self._part.setVisible(bool(words))

    # ---- searching

    @Slot(str)
    def _find(self, text: str) -> None:
        found = self._choices.find(text)
        self._found.show_rows(tuple(Shown(each, self._choices.shown(each)) for each in found))
        if found:
            self._list.setCurrentIndex(self._found.index(0))
        self._tell()

    def _choice(self) -> Choice | None:
        row = self._list.currentIndex().row()
        return self._found.rows[row].choice if 0 <= row < len(self._found.rows) else None

    @Slot()
    def _tell(self) -> None:
        """The ways in which the current figure may be printed, and how that looks."""
        choice = self._choice()
        styles = (FigureStyle.RATIO,) if self._above else choice.styles if choice else ()
        self._styles.clear()
        for style in styles:
            self._styles.addItem(LABELS[style], style.value)
        self._styles.setEnabled(len(styles) > 1)
        self._use.setEnabled(choice is not None)
        self._ratio.setEnabled(choice is not None and choice.kind.numeric and self._above is None)
        self._preview()

    @Slot()
    def _preview(self) -> None:
        bound = self._bound()
        none = "không tìm thấy; thử bớt chữ" if self._search.text().strip() else ""
        self._print.setText(none if bound is None else bound_text(self._session.work, bound))

    def _bound(self) -> Bound | None:
        choice = self._choice()
        if choice is None:
            return None
        bold = self._instead is not None and self._instead.bold
        if self._above is not None:
            return Bound(f"({self._above.expression}, {choice.expression})", FigureStyle.RATIO, bold)
        chosen = self._styles.currentData()
        return Bound(choice.expression, FigureStyle(chosen) if chosen else choice.style, bold)

    # ---- choosing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        key = Qt.Key(event.key())
        if key in steps:
            row = self._list.currentIndex().row() + steps[key]
            self._list.setCurrentIndex(self._found.index(max(0, min(row, len(self._found.rows) - 1))))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._take_numerator()
            else:
                self._pick()
            return True
        return False

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self._pick()

    def _take_numerator(self) -> None:
        choice = self._choice()
        if choice is not None and choice.kind.numeric and self._above is None:
            self._above = choice
            self._say_part(f"Tử số: {choice.label} ({choice.place}). Tìm tiếp mẫu số.")
            self._search.clear()
            self._find("")
            self._search.setFocus()

    def _pick(self) -> None:
        bound = self._bound()
        if bound is not None:
            self.hide()
            self.picked.emit(bound)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.given_up.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("border_strong"))
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), self._look.color("raised"))
