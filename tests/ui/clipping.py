"""What is cut, squeezed or outside its place in a window: told as sentences, none when all is well."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)

from gnbv_desktop.screenshots.stage import SCREEN, Stage
from gnbv_desktop.screenshots.view import View
from gnbv_desktop.screenshots.walk import dialogs, dossier, menus, pastes, start, states
from gnbv_desktop.screenshots.workbooks import workbooks
from gnbv_desktop.ui.grid.delegate import GAP, PAD, STEP, CellDelegate
from gnbv_desktop.ui.grid.view import Grid
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.preferences import Preferences, Theme
from gnbv_desktop.ui.look.tokens import Size
from gnbv_desktop.ui.widgets.elided import Elided

SAMPLES = ("phong-tho-2023", "phong-tho-2021-2024")
ROOMY = 16777215


def faults(view: View) -> list[str]:
    """Of the window and of what stands in front of it."""
    roots = [view.window, *([view.over] if view.over is not None else [])]
    found = [f"{view.name}: {words}" for root in roots for words in _faults(root)]
    return list(dict.fromkeys(found))


def _faults(root: QWidget) -> Iterator[str]:
    if isinstance(root, QMenu):
        return  # Qt keeps it on the screen, and scrolls a long one
    ratio = root.devicePixelRatioF()
    if root.width() > SCREEN[0] / ratio + 1 or root.height() > SCREEN[1] / ratio + 1:
        yield f"{root.objectName()} is larger than the screen: {root.width()}×{root.height()}"
    if isinstance(root, QFileDialog):
        return
    for widget in (root, *root.findChildren(QWidget)):
        if widget.window() is root.window() and widget.isVisible() and not _of_a_view(widget, root):
            yield from _faults_of(widget, root)


def _of_a_view(widget: QWidget, root: QWidget) -> bool:
    """Parts of item views and combo boxes are Qt's own; editors stand in their cells."""
    parent = widget.parentWidget()
    while parent is not None and parent is not root.parentWidget():
        if isinstance(parent, QAbstractItemView | QComboBox | QLineEdit):
            return True
        parent = parent.parentWidget()
    return False


def _faults_of(widget: QWidget, root: QWidget) -> Iterator[str]:
    name = _name(widget)
    if widget is not root and (words := _outside(widget)):
        yield f"{name} {words}"
    if words := _squeezed(widget):
        yield f"{name} {words}"
    if words := _cut(widget):
        yield f"{name} {words}"
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if isinstance(widget, QScrollArea) and inner is not None:
        over = inner.width() - widget.viewport().width()
        if over > 0 and widget.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAsNeeded:
            yield f"{name}: its content is {over} px wider than it"
        elif widget.horizontalScrollBar().maximum():
            yield f"{name} scrolls sideways"
    if isinstance(widget, Grid):
        yield from (f"{name}: {words}" for words in _cut_cells(widget))


def _name(widget: QWidget) -> str:
    parts: list[str] = []
    each: QWidget | None = widget
    while each is not None and not each.isWindow() and len(parts) < 3:
        parts.append(each.objectName() or type(each).__name__)
        each = each.parentWidget()
    text = str(widget.property("text") or "")[:40]
    return f"{'<'.join(parts)}" + (f" «{text}»" if text else "")


def _outside(widget: QWidget) -> str:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or parent.objectName() == "qt_scrollarea_viewport":
        return ""
    if parent.rect().contains(widget.geometry()) or widget.width() * widget.height() == 0:
        return ""
    return f"{_box(widget.geometry())} is outside its parent of {parent.width()}×{parent.height()}"


def _box(box: QRect) -> str:
    return f"({box.x()}, {box.y()}, {box.width()}×{box.height()})"


def _squeezed(widget: QWidget) -> str:
    layout = widget.layout()
    if layout is None or not layout.count():
        return ""
    least = layout.totalMinimumSize()
    # Where text is wrapped the least height is a guess for another width: its labels are looked at instead.
    height = 0 if layout.hasHeightForWidth() else least.height()
    if widget.width() < least.width() or widget.height() < height:
        return f"has {widget.width()}×{widget.height()}, its layout needs {least.width()}×{height}"
    return ""


def _cut(widget: QWidget) -> str:
    if _shortened_on_purpose(widget):
        return ""
    if isinstance(widget, QLabel):
        return _cut_label(widget)
    if isinstance(widget, QLineEdit):
        return _cut_placeholder(widget)
    if isinstance(widget, QAbstractScrollArea):
        return ""
    need = _need(widget)
    if widget.width() < need.width() or widget.height() < need.height():
        return f"has {widget.width()}×{widget.height()}, needs {need.width()}×{need.height()}"
    return ""


def _shortened_on_purpose(widget: QWidget) -> bool:
    text = str(widget.property("text") or "")
    return isinstance(widget, Elided) or bool(text and text in widget.toolTip())


def _need(widget: QWidget) -> QSize:
    if isinstance(widget, QComboBox):
        text = widget.fontMetrics().horizontalAdvance(widget.currentText()) + 8 + 22
        return QSize(0 if widget.toolTip() else text, widget.minimumSizeHint().height())
    if isinstance(widget, QAbstractButton):
        return widget.sizeHint().boundedTo(QSize(ROOMY, widget.minimumSizeHint().height()))
    least = widget.minimumSizeHint().boundedTo(widget.maximumSize())
    return QSize(least.width(), 0) if widget.hasHeightForWidth() else least


def _cut_label(label: QLabel) -> str:
    if not label.text():
        return ""
    if label.wordWrap():
        height = label.heightForWidth(label.width())
        return f"has a height of {label.height()}, needs {height}" if label.height() < height else ""
    need = label.sizeHint()
    if label.width() < need.width() or label.height() < need.height() - 1:
        return f"has {label.width()}×{label.height()}, needs {need.width()}×{need.height()}"
    return ""


def _cut_placeholder(edit: QLineEdit) -> str:
    if edit.text() or not edit.placeholderText():
        return ""
    option = QStyleOptionFrame()
    edit.initStyleOption(option)
    room = edit.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, edit).width() - 4
    room -= edit.textMargins().left() + edit.textMargins().right() + 22 * len(edit.actions())
    need = edit.fontMetrics().horizontalAdvance(edit.placeholderText())
    return f"placeholder «{edit.placeholderText()}» needs {need}, has {room}" if need > room else ""


# ---- grids


def _cut_cells(grid: Grid) -> Iterator[str]:
    delegate = grid.itemDelegate()
    assert isinstance(delegate, CellDelegate)
    for place, column in enumerate(grid.sheet.columns):
        box = grid.header.sectionSize(place)
        longest = max(
            (delegate.metrics(Role.SMALL_STRONG).horizontalAdvance(word) for word in column.label.split()), default=0
        )
        if box < longest + 2 * PAD:
            yield f"the header «{column.label}» has {box} px, its longest word needs {longest + 2 * PAD}"
    for row in range(grid.grid_model.rowCount()):
        for place in range(grid.grid_model.columnCount()):
            if grid.columnSpan(row, place) == 1 and not _covered(grid, row, place):
                yield from _cut_cell(grid, delegate, row, place)


def _covered(grid: Grid, row: int, place: int) -> bool:
    return any(grid.columnSpan(row, each) > place - each for each in range(place))


def _cut_cell(grid: Grid, delegate: CellDelegate, row: int, place: int) -> Iterator[str]:
    cell = grid.grid_model.look(row, place)
    if not cell.text or not cell.right:
        return
    need = text_width(delegate, cell.text, cell.strong, cell.absent) + 2 * PAD + cell.indent * grid.look.px(STEP)
    need += (grid.look.px(Size.SIGN) + GAP - 2) * bool(cell.sign)
    need += (delegate.metrics(Role.STRONG).horizontalAdvance("+ ?") + 4) * bool(cell.more)
    need += (delegate.metrics(Role.MICRO).horizontalAdvance(cell.tag) + 12 + GAP) * bool(cell.tag)
    if need > grid.columnWidth(place) + 1:
        yield f"«{cell.text}» in row {row}, column {place} needs {need} px, has {grid.columnWidth(place)}"


def text_width(delegate: CellDelegate, text: str, strong: bool, absent: bool) -> int:
    role = Role.STRONG if strong else Role.ABSENT if absent else Role.BODY
    return delegate.metrics(role).horizontalAdvance(text)


# ---- windows that nobody asked for


class Strays(QObject):
    """Sees every window that is shown and is neither the main one nor a dialog, a menu, a tooltip or a list."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.seen: list[str] = []
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            kind = watched.windowType()
            plain = kind is Qt.WindowType.Window or kind is Qt.WindowType.Widget
            if plain and watched.objectName() != "main_window":
                self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


# ---- as a process of its own


def walk_of(stage: Stage) -> Iterator[View]:
    """Two samples whole, the start page, the dialogs, the states, the menus."""
    yield from start(stage)
    yield from dialogs(stage)
    yield from dossier(stage, SAMPLES[1])
    yield from dossier(stage, SAMPLES[0])
    yield from states(stage)
    yield from pastes(stage)
    yield from menus(stage)
    yield from workbooks(stage, SAMPLES[0])
    stage.close()


def told(folder: Path, size: float) -> list[str]:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    strays = Strays(application)
    found = [words for view in walk_of(Stage(folder, Preferences(Theme.LIGHT, size))) for words in faults(view)]
    application.removeEventFilter(strays)
    return found + [f"a stray window: {name}" for name in strays.seen]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as data:
        said = told(Path(data), float(os.environ.get("GNBV_LETTERS", "1")))
    sys.stdout.buffer.write(json.dumps(said, ensure_ascii=False).encode())
