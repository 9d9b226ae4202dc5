"""Typing in grids and fields as in Excel: keys, readings, questions, undo, rows, what is never rewritten."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from gnbv_desktop.kernel.dossier import State
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.fields.echo_tag import EchoTag
from gnbv_desktop.ui.fields.edit import FigureEdit
from gnbv_desktop.ui.fields.stay import PAUSE_MS
from tests.ui.conftest import SAMPLE, text_on_disk

Key = Qt.Key
HO = "DA2.KQ[HO].LUY_KE"


def line(hands, place=0):
    return hands.workspace.session.work.dossier.block("VON").order[place]


def echo(hands):
    tag = hands.window.findChild(EchoTag)
    return tag.accessibleName() if tag is not None and tag.isVisible() else ""


def editor(hands):
    found = hands.focus
    assert isinstance(found, FigureEdit)
    return found


def test_typing_over_a_cell_replaces_it_and_enter_goes_down(hands):
    hands.goto(HO)
    hands.type("1290")
    assert editor(hands).text() == "1290"
    hands.press(Key.Key_Return)
    assert hands.cell(HO).text == "1290"
    assert hands.text(HO) == "1.290"
    assert hands.grid.current_ref().column == "LUY_KE"
    assert hands.grid.current_ref().row != "HO"


def test_f2_keeps_the_text_and_arrows_move_in_it(hands):
    hands.goto(HO)
    hands.type("1290")
    hands.press(Key.Key_Return)
    hands.goto(HO)
    hands.press(Key.Key_F2)
    assert editor(hands).text() == "1.290"
    hands.press(Key.Key_End, Key.Key_Left)
    assert isinstance(hands.focus, FigureEdit)
    hands.press(Key.Key_Escape)
    assert hands.cell(HO).text == "1290"


def test_arrows_leave_a_cell_begun_by_typing(hands):
    hands.goto("DA2.KQ[HO].KH")
    hands.type("7")
    hands.press(Key.Key_Right)
    assert hands.cell("DA2.KQ[HO].KH").text == "7"
    assert str(hands.grid.current_ref()) == HO


def test_tab_goes_right_over_computed_cells_and_on_to_the_next_row(hands):
    hands.goto(f"VON[{line(hands)}].GIAO")
    hands.press(Key.Key_Tab, Key.Key_Tab)
    assert hands.grid.current_ref().column == "TRANG_THAI"


def test_the_reading_is_echoed_while_typing(hands):
    hands.goto(f"VON[{line(hands)}].GIAO")
    hands.type("3518")
    assert "đọc là 3.518 triệu đồng" in echo(hands)
    hands.press(Key.Key_Escape)
    assert echo(hands) == ""


def test_a_doubtful_figure_is_asked_and_stays_as_typed(hands):
    ref = f"VON[{line(hands)}].GIAO"
    hands.goto(ref)
    hands.type("1,054")
    assert "1.054 triệu đồng" in echo(hands) and "Đọc thế nào?" in echo(hands)
    hands.press(Key.Key_Return)
    assert hands.cell(ref).state is State.UNREAD
    assert hands.text(ref) == "1,054"


def test_escape_restores_what_stood_there_even_after_a_pause_has_written(hands, qtbot):
    ref = f"VON[{line(hands)}].GIAO"
    before = hands.cell(ref)
    hands.goto(ref)
    hands.type("12")
    qtbot.waitUntil(lambda: hands.cell(ref) != before, timeout=PAUSE_MS + 3000)
    assert editor(hands).text() == "12"
    hands.type("3")
    hands.press(Key.Key_Escape)
    assert hands.cell(ref) == before


def test_a_pause_writes_without_touching_the_text_and_is_the_same_step(hands, qtbot):
    ref = f"VON[{line(hands)}].GIAO"
    before = hands.cell(ref)
    hands.goto(ref)
    hands.type("12")
    qtbot.waitUntil(lambda: hands.cell(ref) != before, timeout=PAUSE_MS + 3000)
    hands.type("34")
    hands.press(Key.Key_Return)
    assert hands.cell(ref).text == "1234000000"
    hands.press(Key.Key_Z, control=True)
    assert hands.cell(ref) == before


def test_undo_and_redo_survive_a_restart(open_window):
    hands = open_window(SAMPLE)
    ref = f"VON[{line(hands)}].GIAO"
    before = hands.cell(ref)
    hands.goto(ref)
    hands.type("55")
    hands.press(Key.Key_Return)
    hands.window.close()
    again = open_window()
    again.goto(ref)
    again.press(Key.Key_Z, control=True)
    assert again.cell(ref) == before
    again.press(Key.Key_Y, control=True)
    assert again.cell(ref).text == "55000000"


def test_delete_clears_the_selection_as_one_step(hands):
    hands.goto("DA2.KQ[HO].KH")
    for text in ("1", "2"):
        hands.type(text)
        hands.press(Key.Key_Return)
    hands.goto("DA2.KQ[HO].KH")
    hands.press(Key.Key_Down, shift=True)
    refs = [ref for ref in map(str, hands.grid.selected_refs()) if hands.cell(ref)]
    assert len(refs) == 2
    hands.press(Key.Key_Delete)
    assert all(hands.cell(ref) is None for ref in refs)
    hands.press(Key.Key_Z, control=True)
    assert all(hands.cell(ref) is not None for ref in refs)


def test_fill_down_copies_the_top_cell(hands):
    first, second = (f"VON[{line(hands, place)}].GHI_CHU" for place in (3, 4))
    hands.workspace.page._show_column("GHI_CHU", True)
    hands.goto(first)
    hands.type("vốn kéo dài")
    hands.press(Key.Key_Return)
    hands.goto(first)
    rows = [row.row for row in hands.grid.sheet.rows if not row.kind.band]
    below = rows[rows.index(line(hands, 3)) + 1]
    hands.goto(f"VON[{below}].GHI_CHU")
    hands.press(Key.Key_D, control=True)
    assert hands.cell(f"VON[{below}].GHI_CHU").text == "vốn kéo dài"
    assert first != second


def test_the_sum_of_the_selection_stands_in_the_status_line(hands):
    hands.goto("DA2.KQ[HO].KH")
    for text in ("100", "200"):
        hands.type(text)
        hands.press(Key.Key_Return)
    hands.goto("DA2.KQ[HO].KH")
    hands.press(Key.Key_Down, shift=True)
    shown = hands.workspace.status.findChild(QLineEdit, "x")
    assert shown is None
    assert "Tổng 300" in hands.workspace.status._right.text()


def test_copy_gives_excel_what_is_shown(hands):
    ref = f"VON[{line(hands)}].GIAO"
    hands.goto(ref)
    hands.press(Key.Key_Right, shift=True)
    hands.press(Key.Key_C, control=True)
    given = hands.text(ref), hands.text(f"VON[{line(hands)}].GIAI_NGAN")
    assert QGuiApplication.clipboard().text() == "\t".join(given)


def test_a_new_row_of_an_open_list_is_made_by_typing_below_it(hands):
    before = hands.workspace.session.work.dossier.block("CHI_DAO.VAN_BAN").order
    new = f"r{hands.workspace.session.work.dossier.block('CHI_DAO.VAN_BAN').last + 1}"
    hands.goto(f"CHI_DAO.VAN_BAN[{new}].SO")
    hands.type("12/KH-UBND")
    hands.press(Key.Key_Tab)
    assert hands.workspace.session.work.dossier.block("CHI_DAO.VAN_BAN").order == (*before, new)
    assert hands.grid.current_ref().row == new


def test_a_new_capital_line_takes_the_component_of_its_band(hands):
    ref = next(f"VON[{row}].GIAO" for row in hands.workspace.session.work.dossier.block("VON").order
               if hands.cell(f"VON[{row}].DU_AN") and hands.cell(f"VON[{row}].DU_AN").text == "DA5")  # fmt: skip
    hands.goto(ref)
    hands.press(Key.Key_Return, control=True)
    new = hands.grid.current_ref()
    assert new.row not in (parse_ref(ref).row,)
    assert hands.cell(f"VON[{new.row}].DU_AN").text == "DA5"
    assert hands.cell(f"VON[{new.row}].NAM").text == "2023"
    assert new.column == "DON_VI"


def test_rows_are_duplicated_moved_and_removed_and_undone(hands):
    hands.goto("CHI_DAO.VAN_BAN[r1].SO")
    order = hands.workspace.session.work.dossier.block("CHI_DAO.VAN_BAN").order
    hands.press(Key.Key_Down, alt=True)
    assert hands.workspace.session.work.dossier.block("CHI_DAO.VAN_BAN").order[1] == order[0]
    hands.press(Key.Key_Minus, control=True)
    assert order[0] not in hands.workspace.session.work.dossier.block("CHI_DAO.VAN_BAN").order
    hands.press(Key.Key_Z, control=True)
    hands.press(Key.Key_Z, control=True)
    assert hands.workspace.session.work.dossier.block("CHI_DAO.VAN_BAN").order == order


def test_choices_narrow_while_typing_and_are_taken_by_key(hands):
    ref = f"VON[{line(hands)}].TRANG_THAI"
    hands.goto(ref)
    hands.type("dang ra")
    assert QApplication.activePopupWidget() is not None
    hands.press(Key.Key_Return)
    assert hands.cell(ref).text == "RA_SOAT_DIEU_CHINH"


@pytest.mark.parametrize(
    ("burst", "expected"),
    [
        ("Thuyeets\b\b\b\bết", "Thuyết"),
        ("vieetj\b\b\b\bệt", "việt"),
        ("dd\b\bđuowngf\b\b\b\b\b\bường", "đường"),
    ],
)
def test_unikey_bursts_come_out_right(hands, burst, expected):
    """Unikey sends backspaces and retypes; nothing may be rewritten or completed meanwhile."""
    ref = "CHUNG.KY.GHI_CHU"
    hands.goto(ref)
    hands.focus.selectAll()
    for char in burst:
        if char == "\b":
            hands.press(Key.Key_Backspace)
        else:
            hands.type(char)
    assert hands.focus.text() == expected
    hands.press(Key.Key_Return)
    assert hands.cell(ref).text == expected


def test_a_change_from_outside_keeps_the_typed_text_and_shows_both(hands, tmp_path, qtbot):
    ref = f"VON[{line(hands)}].GIAO"
    hands.goto(ref)
    hands.type("111")
    desk = Desk.open(tmp_path)
    enter(Work.open(desk, SAMPLE), parse_ref(ref), "4000")
    desk.close()
    hands.workspace.session.look()
    qtbot.waitUntil(lambda: "nơi khác vừa ghi 4.000" in echo(hands), timeout=5000)
    assert editor(hands).text() == "111"
    hands.press(Key.Key_Return)
    assert text_on_disk(tmp_path, ref) == "111000000"


def test_single_fields_are_typed_echoed_and_kept(hands):
    hands.goto("CHUNG.DON_VI.SO_XA")
    hands.type("17")
    hands.press(Key.Key_Return)
    assert hands.cell("CHUNG.DON_VI.SO_XA").text == "17"
    assert hands.focus.objectName() != "CHUNG.DON_VI.SO_XA"


def test_nfd_is_stored_as_nfc(hands):
    hands.goto("CHUNG.KY.GHI_CHU")
    hands.type("Tuần Giáo".encode().decode())
    hands.press(Key.Key_Return)
    assert hands.cell("CHUNG.KY.GHI_CHU").text == "Tuần Giáo"


def test_computed_cells_cannot_be_edited(hands):
    hands.goto(f"VON[{line(hands)}].TY_LE")
    hands.type("5")
    assert not isinstance(hands.focus, FigureEdit)


def test_a_sealed_dossier_cannot_be_typed_into(hands):
    from attrs import evolve

    work = hands.workspace.session.work
    work.dossier = evolve(work.dossier, head=evolve(work.dossier.head, status="sealed"))
    hands.goto(f"VON[{line(hands)}].GIAO")
    hands.type("5")
    assert not isinstance(hands.focus, FigureEdit)


def test_escape_takes_back_the_row_that_a_pause_has_made(hands, qtbot):
    block = hands.workspace.session.work.dossier.block("CHI_DAO.VAN_BAN")
    new = f"r{block.last + 1}"
    hands.goto(f"CHI_DAO.VAN_BAN[{new}].SO")
    hands.type("9/KH")
    qtbot.waitUntil(lambda: hands.cell(f"CHI_DAO.VAN_BAN[{new}].SO") is not None, timeout=PAUSE_MS + 3000)
    hands.press(Key.Key_Escape)
    assert hands.workspace.session.work.dossier.block("CHI_DAO.VAN_BAN").order == block.order


def test_the_page_follows_the_cell_below_the_fold(hands):
    hands.goto("DA2.KQ[DU_AN].LUY_KE")
    grid = hands.grid
    for _ in range(24):
        hands.press(Key.Key_Down)
    cell = grid.visualRect(grid.currentIndex())
    place = grid.viewport().mapTo(hands.window, cell.center())
    assert 0 < place.y() < hands.workspace.status.mapTo(hands.window, QPoint(0, 0)).y()


def test_one_letter_is_never_taken_for_a_name_of_a_list(hands):
    hands.goto("CHI_DAO.VAN_BAN[r1].NHOM")
    hands.type("x")
    hands.press(Key.Key_Return)
    cell = hands.cell("CHI_DAO.VAN_BAN[r1].NHOM")
    assert cell.state is State.UNREAD and cell.text == "x"


def test_f2_on_an_empty_list_field_opens_its_names(hands):
    rows = hands.workspace.session.work.dossier.block("VON").order
    ref = next(f"VON[{row}].TRANG_THAI" for row in rows if hands.cell(f"VON[{row}].TRANG_THAI") is None)
    hands.goto(ref)
    hands.press(Key.Key_F2)
    assert QApplication.activePopupWidget() is not None
    hands.press(Key.Key_Down, Key.Key_Return)
    assert hands.cell(ref).state is State.VALUE


def test_a_line_under_no_component_asks_for_its_component_first(hands):
    hands.goto(f"VON[{line(hands)}].GIAO")
    grid = hands.grid
    grid.setCurrentIndex(grid.grid_model.index(0, 0))
    hands.press(Key.Key_Return, control=True)
    new = hands.grid.current_ref()
    assert new.column == "DU_AN"
    hands.type("Dự án 5")
    hands.press(Key.Key_Return)
    assert hands.cell(f"VON[{new.row}].DU_AN").text == "DA5"


def test_a_review_of_households_is_typed_downwards(open_window):
    hands = open_window("tuan-giao-2023")
    hands.goto("RA_SOAT.RA_SOAT[r1].HO_NGHEO" if "RA_SOAT.RA_SOAT" in hands.workspace.session.work.edition.blocks
               else "RA_SOAT[r1].HO_NGHEO")  # fmt: skip
    ref = hands.grid.current_ref()
    hands.type("8001")
    hands.press(Key.Key_Return)
    assert hands.cell(str(ref)).text == "8001"
    assert hands.grid.current_ref().row == ref.row and hands.grid.current_ref().column != ref.column


def test_a_new_review_is_made_by_typing_in_the_empty_column(open_window):
    hands = open_window("tuan-giao-2023")
    hands.workspace.open_form("RA_SOAT")
    hands.settle()
    work = hands.workspace.session.work
    path = next(path for path in hands.workspace.page.blocks if path.endswith("RA_SOAT"))
    new = f"r{work.dossier.block(path).last + 1}"
    hands.goto(f"{path}[{new}].NGAY")
    hands.type("31/12/2023")
    hands.press(Key.Key_Return)
    assert work.dossier.block(path).order[-1] == new
    assert hands.grid.current_ref().row == new
