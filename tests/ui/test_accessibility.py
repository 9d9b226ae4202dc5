"""For keyboard and screen reader: every input has a name, is reached, and shows that it has the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from gnbv_desktop.screenshots.stage import Stage
from gnbv_desktop.screenshots.walk import FULL, dialogs, dossier, menus, start, states
from gnbv_desktop.screenshots.workbooks import workbooks
from gnbv_desktop.ui.look.preferences import Preferences, Theme, wear

INPUTS = QLineEdit | QTextEdit | QPlainTextEdit | QComboBox | QAbstractButton | QAbstractItemView


@pytest.fixture
def stage(qapp, tmp_path):
    made = Stage(tmp_path, Preferences(Theme.LIGHT))
    yield made
    made.close()
    qapp.removeTranslator(made.translator)
    qapp.setStyleSheet("")


def inputs(root):
    """The inputs of a window that can be seen; not what Qt makes inside its own."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not root.window() or isinstance(widget, QHeaderView):
            continue
        inside = widget.parentWidget()
        own = isinstance(inside, QComboBox | QLineEdit | QAbstractItemView) or isinstance(widget, QMenu)
        if isinstance(widget, INPUTS) and not own and not widget.objectName().startswith("qt_"):
            yield widget


def name_of(widget, buddies):
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text or buddies.get(widget, "")


def buddies_of(root):
    return {label.buddy(): label.text() for label in root.findChildren(QLabel) if label.buddy() is not None}


def walk(stage):
    yield from start(stage)
    yield from dialogs(stage)
    yield from dossier(stage, FULL)
    yield from states(stage)
    yield from menus(stage)
    yield from workbooks(stage, FULL)


def all_dialogs(stage):
    yield from dialogs(stage)
    yield from workbooks(stage, FULL)


def test_every_input_has_a_name_and_every_icon_a_tooltip(stage):
    nameless: dict[str, str] = {}
    silent: dict[str, str] = {}
    for view in walk(stage):
        for root in {view.window, view.over or view.window}:
            named = buddies_of(root)
            for widget in inputs(root):
                key = f"{type(widget).__name__} {widget.objectName()}"
                if not name_of(widget, named):
                    nameless.setdefault(key, view.name)
                if isinstance(widget, QAbstractButton) and not widget.text() and not widget.toolTip():
                    silent.setdefault(key, view.name)
    assert nameless == {}
    assert silent == {}


def reachable():
    """What the Tab key comes to from where the focus is, until it comes round."""
    found = set()
    while (widget := QApplication.focusWidget()) is not None and widget not in found:
        found.add(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return found


def by_arrows(widget, reached):
    """One of a row of buttons of which only one can be down: the arrows go on from the one that Tab comes to."""
    beside = widget.parentWidget().findChildren(QAbstractButton)
    return isinstance(widget, QAbstractButton) and widget.autoExclusive() and bool(reached & set(beside))


def test_tab_comes_to_every_input_of_every_dialog(stage):
    for view in all_dialogs(stage):
        if view.over is None or isinstance(view.over, QFileDialog):
            continue
        view.over.activateWindow()
        wanted = {
            widget
            for widget in inputs(view.over)
            if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        }
        for widget in wanted:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            break
        reached = reachable()
        missed = {widget.objectName() for widget in wanted - reached if not by_arrows(widget, reached)}
        assert missed == set(), view.name


def test_every_input_of_a_dialog_takes_the_focus_by_keyboard(stage):
    for view in all_dialogs(stage):
        if view.over is None or isinstance(view.over, QFileDialog):
            continue
        mouse_only = [
            widget.objectName()
            for widget in inputs(view.over)
            if widget.isEnabled() and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert mouse_only == [], view.name


def test_f6_goes_round_the_areas(stage):
    window = stage.open(stage.data(FULL), FULL)
    workspace = stage.workspace
    workspace.navigation.tree.setFocus()
    areas = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        parts = {"navigation": workspace.navigation, "page": workspace.stack, "side": workspace.side}
        areas.append(next((name for name, part in parts.items() if part.isAncestorOf(focus)), ""))
        QTest.keyClick(focus, Qt.Key.Key_F6)
        stage.settle()
    assert areas == ["navigation", "page", "side", "navigation"]
    assert window.isVisible()


def focus_is_unseen(root):
    """Inputs that look the same with the focus and without."""
    for widget in list(inputs(root)):
        if (
            widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.visibleRegion().boundingRect()
        ):
            widget.clearFocus()
            without = widget.grab().toImage()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if widget.hasFocus() and widget.grab().toImage() == without:
                yield f"{type(widget).__name__} {widget.objectName()}"


def test_the_focus_can_be_seen_in_dialogs(stage):
    for view in all_dialogs(stage):
        if view.over is not None and not isinstance(view.over, QFileDialog):
            view.over.activateWindow()
            assert set(focus_is_unseen(view.over)) == set(), view.name


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_the_focus_can_be_seen_on_pages(qapp, tmp_path, stage, theme):
    stage.preferences = Preferences(theme)
    wear(stage.look, stage.preferences)
    stage.open(stage.data(FULL), FULL)
    for code in ("VON", "CHUNG", "DA2", "CHI_DAO"):
        stage.workspace.open_form(code)
        stage.settle()
        assert set(focus_is_unseen(stage.window)) == set(), code
