"""Every text that can be seen is Vietnamese: ours, and Qt's own in menus, dialogs and for screen readers."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QTextEdit,
    QTreeView,
    QWidget,
)

from gnbv_desktop.screenshots.stage import Stage
from gnbv_desktop.screenshots.walk import walk
from gnbv_desktop.ui.look.preferences import Preferences, Theme
from gnbv_desktop.ui.preview.printing import make_printer
from gnbv_desktop.ui.vietnamese import KEYS, Vietnamese

TAGS = re.compile(r"<[^>]*>|&\w+;")
ROMAN = re.compile(r"[IVX]+\.?")
KEY = re.compile(r"\b(Ctrl|Shift|Alt|Enter|Tab|Delete|Backspace|F\d+)\b")
PAGE = re.compile(r"\btrang \d+/\d+")
WORD = re.compile(r"[A-Za-z]{2,}")
CODE = re.compile(r"\bNone\b|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b|\br\d+\b|\[[\w.]+\]|[{}]")
ENGLISH = re.compile(
    r"\b(OK|Cancel|Close|Open|Save|Undo|Redo|Cut|Copy|Paste|Select|File|Files|Name|Size|Type|Date|Folder|Help|Apply"
    r"|Yes|No|Back|Forward|Look|Computer|Page|Scroll|Press|Home|Kind)\b"
)
# What a person types, what a path or a code in a file is called.
GIVEN = ("ho ngheo", "giai ngan", "xyzq", "xy", "bac-kan-2021-2024", "gnbv")


@pytest.fixture
def stage(qapp, tmp_path):
    made = Stage(tmp_path, Preferences(Theme.LIGHT))
    made.translator.unknown.clear()
    yield made
    made.close()
    qapp.removeTranslator(made.translator)
    qapp.setStyleSheet("")


def texts(root):
    """Every text in sight, with the name of its widget."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        for name in ("text", "placeholderText", "toolTip", "windowTitle", "accessibleName", "accessibleDescription"):
            found = widget.property(name)
            if isinstance(found, str) and found:
                yield TAGS.sub("", found), f"{widget.objectName()}.{name}"
        for action in widget.actions():
            yield action.text(), f"{widget.objectName()} action"
        if isinstance(widget, QComboBox):
            for place in range(widget.count()):
                yield widget.itemText(place), f"{widget.objectName()} item"


def foreign(text):
    """What makes a text not Vietnamese; empty when it is."""
    if found := CODE.search(text):
        return found[0]
    if found := ENGLISH.search(KEY.sub("", text)):
        return found[0]
    bare = PAGE.sub("", KEY.sub("", text))
    return text if bare.isascii() and WORD.search(bare) and not ROMAN.fullmatch(text) and text not in PLAIN else ""


PLAIN = {"Nam", "Trung", "Mai", "BQLDA", "TT DVNN", "In", "Cao", "Loa"}
"""Vietnamese words without marks."""


def test_the_whole_walk_is_vietnamese(stage):
    said: dict[str, str] = {}
    for view in walk(stage):
        roots = [view.window] if view.over is None else [view.window, view.over]
        if isinstance(view.over, QFileDialog):
            continue  # it shows the names of this machine's folders; its own words are looked at below
        for root in roots:
            for text, where in texts(root):
                if view.name == "tep-hong" and where == "faults.text":
                    continue  # the places in a file are called as in the file
                if not any(given in text for given in GIVEN) and (found := foreign(text)):
                    said.setdefault(text, f"{view.name}, {where}: {found}")
    assert said == {}
    assert {(context, text) for context, text in stage.translator.unknown if context.startswith("Q")} == set()


@pytest.mark.parametrize("text", ["OK", "Mở File", "Dự án DA_1", "None", "r11", "Total amount", "{} ô"])
def test_what_is_not_vietnamese_is_seen(text):
    assert foreign(text)


@pytest.mark.parametrize("text", ["Mở", "Dán từ Excel", "IV", "Làm lại (Ctrl+Y)", "TT DVNN", "3.518"])
def test_what_is_vietnamese_passes(text):
    assert not foreign(text)


def test_texts_drawn_with_designer_are_shown(stage):
    """A translator that answers nothing makes a text empty."""
    assert QCoreApplication.translate("NewDossier", "Tạo hồ sơ mới") == "Tạo hồ sơ mới"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Hủy"


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QPlainTextEdit])
def test_the_menu_of_an_editor(stage, qtbot, kind):
    editor = kind()
    qtbot.addWidget(editor)
    menu = editor.createStandardContextMenu()
    menu.setParent(editor, menu.windowFlags())
    found = [words(action) for each in (menu, *menu.findChildren(QMenu)) for action in each.actions()]
    assert "Hoàn tác" in found and "Dán" in found and "Chọn tất cả" in found
    assert known(stage)


def words(action):
    return action.text().replace("&", "").partition("\t")[0]


def known(stage):
    unknown = {text for context, text in stage.translator.unknown if context.startswith("Q") and context != KEYS}
    assert unknown == set()
    return True


def test_the_print_dialog(stage, qtbot):
    printer = make_printer("thử")
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    found = {button.text().replace("&", "") for button in dialog.findChildren(QPushButton)}
    assert "In" in found and known(stage)


def test_the_menu_of_a_scroll_bar(stage, qtbot):
    bar = QScrollBar()
    qtbot.addWidget(bar)
    bar.show()
    place = bar.rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(bar, QContextMenuEvent(reason, place, bar.mapToGlobal(place)))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    seen = [words(action) for action in menu.actions() if action.text()]
    menu.close()
    assert seen == ["Cuộn tới đây", "Đầu", "Cuối", "Lên một trang", "Xuống một trang", "Cuộn lên", "Cuộn xuống"]
    assert known(stage)


def test_the_dialog_of_files_in_each_mode(stage, qtbot, tmp_path):
    for accept in (QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave):
        dialog = QFileDialog(None, "Chọn tệp", str(tmp_path), "Hồ sơ báo cáo (*.json)")
        qtbot.addWidget(dialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(accept)
        dialog.show()
        shown = [text.replace("&", "") for text, _ in texts(dialog)]
        assert "Hủy" in shown and not [text for text in shown if ENGLISH.search(text)]
        tree = dialog.findChild(QTreeView, "treeView")
        assert isinstance(tree, QTreeView)
        heads = [tree.model().headerData(place, Qt.Orientation.Horizontal) for place in range(4)]
        assert heads == ["Tên", "Cỡ", "Loại", "Ngày sửa"]
    assert known(stage)


def test_the_buttons_of_questions(stage, qtbot):
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for button in QDialogButtonBox.StandardButton:
        if button is not QDialogButtonBox.StandardButton.NoButton:
            box.addButton(button)
    message = QMessageBox()
    qtbot.addWidget(message)
    message.setDetailedText("Chi tiết")
    shown = [button.text().replace("&", "") for button in (*box.buttons(), *message.buttons())]
    assert "Đồng ý" in shown and "Không" in shown and not [text for text in shown if ENGLISH.search(text)]
    assert known(stage)


def test_what_a_screen_reader_says_can_be_done(stage, qtbot):
    button = QPushButton("Thêm dòng")
    qtbot.addWidget(button)
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    assert [actions.localizedActionName(name) for name in actions.actionNames()] == ["Bấm", "Chọn"]
    assert known(stage)


def test_keys_are_called_what_stands_on_them(qapp):
    made = Vietnamese(qapp)
    assert made.translate(KEYS, "Home") == "Home" and made.translate(KEYS, "Return") == "Enter"
    assert made.unknown == set()
