"""Marking a province's workbook as an official does it: by keyboard, with undo, with faults, kept and exported."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMenu, QPushButton

from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.sheets import parse_at
from gnbv_desktop.services.documents import render
from gnbv_desktop.services.entry import enter, resolve
from gnbv_desktop.services.orders import order_of
from gnbv_desktop.services.province_books import books
from gnbv_desktop.ui.look.look import theme_named
from gnbv_desktop.ui.widgets.words import Words
from gnbv_desktop.ui.workbook.books_dialog import BooksDialog, open_books
from gnbv_desktop.ui.workbook.rows_dialog import RowsDialog
from gnbv_desktop.ui.workbook.save_dialog import SaveDialog
from gnbv_desktop.ui.workbook.window import MapWindow
from tests.workbooks import hard_workbook, made, written

Key = Qt.Key
SHEET = "Biểu 1"


def province(book: Any, page: Any) -> None:
    page.merge_range("A1:D1", "Kỳ báo cáo: {{KY}}")
    page.write_row("A3", ["Nội dung", "Vốn giao", "Giải ngân", "Còn lại"])
    names = ["Dự án 1", "Tiểu dự án 1", "Tiểu dự án 2", "Dự án 2: Đa dạng hóa sinh kế", "Dòng không rõ"]
    page.write_column("A4", names)
    page.write_formula("D4", "=B4-C4")
    book.add_worksheet("Ẩn").hide()
    book.add_worksheet("Danh sách").write("A1", "Tên mô hình")


def visible(kind: type[QDialog]) -> QDialog | None:
    return next((each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()), None)


@pytest.fixture
def opened(hands, qtbot, tmp_path):
    """The window of marks over a workbook with this content."""

    def open_(content: bytes, name: str = "bieu.xlsx") -> MapWindow:
        (tmp_path / name).write_bytes(content)
        dialog = open_books(hands.window.look, hands.workspace.session, hands.window)
        dialog.read(str(tmp_path / name))
        qtbot.waitUntil(lambda: visible(MapWindow) is not None)
        window = visible(MapWindow)
        assert isinstance(window, MapWindow)
        hands.settle()
        return window

    yield open_
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog):
            each.done(0)


@pytest.fixture
def window(opened):
    return opened(made(province))


def marks(window: MapWindow) -> dict[str, str]:
    return {str(each.at): each.code for each in window.draft.book.marks}


def go(window: MapWindow, first: str, last: str = "") -> None:
    view = window.view
    view.setFocus()
    view.go(parse_at(first))
    if last:
        model = view.sheet_model
        area = QItemSelection(model.index_of(parse_at(first)), model.index_of(parse_at(last)))
        view.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def button(dialog: QDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def test_it_is_reached_from_the_menu_of_the_dossier(hands):
    hands.workspace.bar.more.click()
    menu = hands.window.findChild(QMenu, "dossier_menu")
    action = menu.findChild(QAction, "map_workbook")
    menu.close()
    action.trigger()
    hands.settle()
    dialog = visible(BooksDialog)
    assert isinstance(dialog, BooksDialog) and "Chưa có biểu nào" in dialog.list.item(0).text()
    assert not button(dialog, "open_book").isEnabled()
    dialog.reject()


def test_a_cell_is_marked_by_typing_and_enter(hands, window):
    go(window, "B7")
    hands.type("giao dự án 2")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    hands.press(Key.Key_Return)
    assert marks(window)["B7"] == 'VON(GIAO, DU_AN="DA2")'
    assert window.view.hasFocus()
    assert str(window.view.current) == "B8"
    hands.press(Key.Key_Up)
    assert window.panel.value.text() == "hiện là: 14.689"
    assert "Dự án 2" in window.panel.meaning.text()


def test_arrows_choose_among_what_was_found(hands, window):
    go(window, "B7")
    hands.press(Key.Key_Return)
    hands.type("giao dự án 2")
    hands.press(Key.Key_Down, Key.Key_Return)
    assert marks(window)["B7"] != 'VON(GIAO, DU_AN="DA2")' and marks(window)["B7"].startswith("VON(GIAO")


def test_a_code_may_be_typed(hands, window):
    go(window, "C7")
    window.panel.finder.begin('VON(GIAO, LOAI="SN") - VON(GIAI_NGAN, LOAI="SN")')
    hands.press(Key.Key_Return)
    assert marks(window)["C7"] == 'VON(GIAO, LOAI="SN") - VON(GIAI_NGAN, LOAI="SN")'


def test_escape_goes_back_to_the_sheet(hands, window):
    go(window, "B7")
    hands.press(Key.Key_F2)
    hands.press(Key.Key_Escape)
    assert QApplication.focusWidget() is window.view and window.isVisible()


def test_delete_and_undo(hands, window):
    before = marks(window)
    go(window, "A1")
    hands.press(Key.Key_Delete)
    assert "A1" not in marks(window)
    hands.press(Key.Key_Z, control=True)
    assert marks(window) == before
    assert not window.draft.can_undo


def test_typed_tags_are_marks_at_once_and_merged_cells_are_one(hands, window):
    assert marks(window) == {"A1": "Kỳ báo cáo: {{KY}}"}
    go(window, "C1")
    assert str(window.view.current) == "A1"
    assert window.view.columnSpan(0, 0) == 4
    assert window.panel.place.text() == "Ô A1"


def test_codes_or_values_are_shown(hands, window):
    face = lambda: window.view.sheet_model.face(window.view.sheet_model.index(0, 0)).text  # noqa: E731
    assert face() == "Kỳ báo cáo: {{KY}}"
    hands.press(Key.Key_F8)
    assert face() == "Kỳ báo cáo: năm 2023"


def test_values_follow_the_dossier(hands, window, qtbot):
    go(window, "B7")
    window.assign("DA2.KQ[HO_KHAC].LUY_KE")
    window.values.setChecked(True)
    work = hands.workspace.session.work
    enter(work, resolve(work, "DA2.KQ[HO_KHAC].LUY_KE"), "47")
    index = window.view.sheet_model.index_of(parse_at("B7"))
    qtbot.waitUntil(lambda: window.view.sheet_model.face(index).text == "47")


def test_a_list_is_put_in_by_its_first_cell(hands, window):
    window.tabs.setCurrentIndex(2)
    go(window, "A2")
    hands.type("tên mô hình")
    hands.press(Key.Key_Return)
    assert marks(window)["A2"] == "DA2.DS.TEN"
    window.values.setChecked(True)
    model = window.view.sheet_model
    faces = [model.face(model.index_of(parse_at(at))) for at in ("A2", "A3", "A9")]
    assert [face.mark for face in faces] == ["mark", "below", ""]
    assert faces[0].text and faces[1].text


def test_sheets_are_turned_by_keys_and_hidden_ones_say_so(hands, window):
    assert [window.tabs.tabText(number) for number in range(3)] == [SHEET, "Ẩn (ẩn)", "Danh sách"]
    window.view.setFocus()
    hands.press(Key.Key_PageDown, control=True)
    hands.press(Key.Key_PageDown, control=True)
    assert window.view.sheet_model.page.name == "Danh sách"
    hands.press(Key.Key_PageUp, control=True)
    assert window.view.sheet_model.page.name == "Ẩn"


def test_the_unit_of_money_of_a_mark(hands, window):
    go(window, "B7")
    window.assign('VON(GIAO, DU_AN="DA2")')
    go(window, "B7")
    unit = window.findChild(QComboBox, "mark_unit")
    assert unit is not None and unit.isVisible()
    unit.setCurrentIndex(unit.findData("ty"))
    unit.activated.emit(unit.currentIndex())
    assert window.draft.mark_at(SHEET, parse_at("B7")).unit is MoneyUnit.TY
    assert window.panel.value.text() == "hiện là: 14,689"
    go(window, "A1")
    assert not unit.isVisible()


def test_rows_are_recognised_by_their_names(hands, window):
    go(window, "C4", "C8")
    button(window, "mark_rows").click()
    hands.settle()
    dialog = window.findChild(RowsDialog)
    assert dialog is not None
    assert dialog.measure.currentData() == "GIAI_NGAN", "as the head of the column says"
    dialog.measure.setCurrentIndex(dialog.measure.findData("UOC"))
    dialog.measure.activated.emit(dialog.measure.currentIndex())
    assert dialog.names.currentText().startswith("Cột A")
    texts = [[dialog.table.item(row, column).text() for column in (1, 2)] for row in range(dialog.table.rowCount())]
    assert [each[0] for each in texts] == ["4", "5", "6", "7", "8"]
    assert dialog.table.item(4, 3).text() == "không nhận ra"
    assert button(dialog, "rows_use").text() == "Nhận 4 ô"
    dialog.table.item(2, 0).setCheckState(Qt.CheckState.Unchecked)
    assert button(dialog, "rows_use").text() == "Nhận 3 ô"
    button(dialog, "rows_use").click()
    window.activateWindow()
    hands.settle()
    assert {at: code for at, code in marks(window).items() if at != "A1"} == {
        "C4": 'VON(UOC, DU_AN="DA1")',
        "C5": 'VON(UOC, DU_AN="DA1_1")',
        "C7": 'VON(UOC, DU_AN="DA2")',
    }
    hands.press(Key.Key_Z, control=True)
    assert set(marks(window)) == {"A1"}


def test_faults_stand_at_the_foot_and_lead_to_their_cells(hands, opened):
    window = opened(written({"A1": "{{KI}}", "B9": "{{KY}}", "C3": "=1+1"}))
    assert window.list.isVisible() and "ô A1" in window.list.item(0).text()
    assert not button(window, "workbook_save").isEnabled()
    go(window, "C3")
    window.assign("KY")
    assert [str(fault.at) for fault in window.faults] == ["A1", "C3"]
    window.list.setFocus()
    window.list.setCurrentRow(1)
    hands.press(Key.Key_Return)
    assert str(window.view.current) == "C3" and QApplication.focusWidget() is window.view
    hands.press(Key.Key_Delete)
    go(window, "A1")
    window.assign("KY")
    assert window.faults == () and not window.list.isVisible()
    assert button(window, "workbook_save").isEnabled()


def test_saved_it_is_listed_opened_again_exported_and_dropped(hands, window, tmp_path, qtbot):
    go(window, "B7")
    window.assign('VON(GIAO, DU_AN="DA2")')
    hands.press(Key.Key_Return, control=True)
    dialog = window.findChild(SaveDialog)
    assert dialog is not None
    dialog.name.setText("Biểu giải ngân")
    dialog.replaces.setCurrentIndex(dialog.replaces.findData("BIEU_05"))
    button(dialog, "save_workbook").click()
    hands.settle()
    work = hands.workspace.session.work
    (kept,) = books(work.desk.data)
    assert (kept.name, kept.replaces, len(kept.marks)) == ("Biểu giải ngân", "BIEU_05", 2)
    listed = visible(BooksDialog)
    assert isinstance(listed, BooksDialog)
    assert listed.list.item(0).text() == "Biểu giải ngân: 2 ô, thay Biểu số 05"
    render(order_of(work), tmp_path / "out")
    sheet = load_workbook(tmp_path / "out" / "bieu-tinh-bieu-giai-ngan.xlsx")[SHEET]
    assert (sheet["A1"].value, sheet["B7"].value) == ("Kỳ báo cáo: năm 2023", 14689)
    button(listed, "open_book").click()
    hands.settle()
    again = visible(MapWindow)
    assert isinstance(again, MapWindow) and marks(again)["B7"] == 'VON(GIAO, DU_AN="DA2")'
    again.reject()
    hands.settle()
    listed = visible(BooksDialog)
    assert listed is not None
    button(listed, "drop_book").click()
    assert books(work.desk.data) == ()


def test_a_name_that_is_taken_is_said(hands, opened):
    for expected in (1, 1):
        window = opened(written({"A1": "{{KY}}"}))
        button(window, "workbook_save").click()
        dialog = window.findChild(SaveDialog)
        assert dialog is not None
        button(dialog, "save_workbook").click()
        hands.settle()
        assert len(books(hands.workspace.session.work.desk.data)) == expected
    said = dialog.findChild(Words, "save_workbook_fault")
    assert said is not None and "Đã có biểu tên" in said.text()


def test_what_is_not_saved_is_not_left_at_the_first_asking(hands, window):
    go(window, "B7")
    window.assign("KY")
    window.reject()
    assert window.isVisible()
    window.reject()
    assert not window.isVisible()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu nên không mở được"),
        (b"PK\x03\x04", "bị hỏng"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_where_it_was_asked(hands, qtbot, tmp_path, content, words):
    (tmp_path / "sai.xlsx").write_bytes(content)
    dialog = open_books(hands.window.look, hands.workspace.session, hands.window)
    dialog.read(str(tmp_path / "sai.xlsx"))
    said = dialog.findChild(Words, "books_said")
    assert said is not None
    qtbot.waitUntil(lambda: words in said.text())
    assert "Hãy" in said.text() and dialog.isVisible()
    assert button(dialog, "load_book").isEnabled()
    dialog.reject()


def test_a_workbook_with_macros_says_what_stays(hands, opened):
    window = opened(hard_workbook(), "tinh.xlsm")
    texts = [each.text() for each in window.findChildren(Words)]
    assert any("macro được giữ nguyên" in text for text in texts)


def test_marked_cells_are_told_to_a_screen_reader(hands, window):
    index = window.view.sheet_model.index(0, 0)
    assert "đã đánh dấu Kỳ báo cáo: {{KY}}" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_it_is_drawn_in_both_themes(hands, window):
    go(window, "A1")
    images = []
    for theme in ("sang", "toi"):
        hands.window.look.wear(theme_named(theme, False), 1.25)
        hands.settle()
        images.append(window.grab().toImage())
        QTest.qWait(0)
    assert images[0] != images[1]
