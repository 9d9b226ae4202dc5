"""The page of the outline as an official works in it: by keyboard, with undo, with others changing it meanwhile."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from gnbv_desktop.kernel.outline import Content, Number
from gnbv_desktop.services import outline_edits as edits
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.kept_outlines import kept_outlines
from gnbv_desktop.services.outlines import FREE_BLOCK, keep, outline_of
from gnbv_desktop.services.outlines import choose as choose_outline
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.frame.places import NARRATIVE, OUTLINE
from gnbv_desktop.ui.narrative.text_area import TextArea
from gnbv_desktop.ui.outline.import_dialog import ImportDialog
from gnbv_desktop.ui.outline.page import OutlinePage
from tests.ui.conftest import SAMPLE, stored

Key = Qt.Key
PROVINCE = "I. CÔNG TÁC CHỈ ĐẠO\n1. Công tác tuyên truyền\nII. KHÓ KHĂN, VƯỚNG MẮC\nIII. Quân dân y kết hợp\n- rà soát"


@pytest.fixture
def page(hands):
    hands.workspace.session.run(lambda work: choose_outline(work, "GIAM_SAT"))
    hands.workspace.open_place(OUTLINE.key)
    hands.settle()
    found = hands.workspace.page
    assert isinstance(found, OutlinePage)
    found.tree.setFocus()
    return found


def outline(hands):
    return outline_of(hands.workspace.session.work)


def titles(hands):
    return [each.title for each in outline(hands).sections]


def shown(page):
    return [row.words for row in page.tree.outline_model.rows]


def dialog_of(hands):
    return next(each for each in hands.window.findChildren(QDialog) if each.isVisible())


def said(hands):
    return hands.workspace.status.said


def back(hands):
    """A dialog is gone: the window system gives the focus back to the window."""
    hands.window.activateWindow()
    hands.settle()


def press(root, name):
    button = root.findChild(QPushButton, name) or root.findChild(QWidget, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


# ---- the tree


def test_the_page_shows_the_outline_with_its_numbers(hands, page):
    assert shown(page)[:2] == [f"I. {titles(hands)[0]}", f"1. {titles(hands)[1]}"]
    assert page.subtitle.text() == outline(hands).label
    assert not hands.workspace.side.isVisible()


def test_a_title_that_names_the_period_shows_it_and_is_typed_as_it_stands(hands, page):
    session = hands.workspace.session
    session.run(lambda work: keep(work, edits.rename(outline_of(work), 0, "Kết quả {ky}")))
    assert shown(page)[0] == "I. Kết quả năm 2023"
    page.tree.rename(0)
    assert page.tree.findChild(QLineEdit, "outline_title").text() == "Kết quả {ky}"


def test_a_title_is_typed_in_its_place_and_undone(hands, page):
    before = titles(hands)
    page.tree.go(1)
    hands.press(Key.Key_F2)
    hands.press(Key.Key_A, control=True)
    hands.type("Công tác của huyện")
    hands.press(Key.Key_Return)
    assert titles(hands)[1] == "Công tác của huyện"
    assert stored(hands.workspace.session.work.desk.data).head.own_outline["sections"][1]["title"] == titles(hands)[1]
    assert page.tree.hasFocus() and page.tree.place() == 1 and page.own.isVisibleTo(page)
    hands.press(Key.Key_Z, control=True)
    assert titles(hands) == before and shown(page)[1].endswith(before[1]) and not page.own.isVisibleTo(page)
    hands.press(Key.Key_Y, control=True)
    assert titles(hands)[1] == "Công tác của huyện"


def test_escape_gives_a_title_up(hands, page):
    before = titles(hands)
    page.tree.go(1)
    hands.press(Key.Key_F2)
    hands.type("Không")
    hands.press(Key.Key_Escape)
    assert titles(hands) == before


def test_space_takes_a_section_out_of_the_report(hands, page):
    page.tree.go(0)
    hands.press(Key.Key_Space)
    assert not outline(hands).sections[0].on
    assert shown(page)[0] == titles(hands)[0]
    row = page.tree.outline_model.rows[1]
    assert row.ticked and not row.printed
    hands.press(Key.Key_Space)
    assert outline(hands).sections[0].on


def test_the_tick_is_hit_with_the_mouse(hands, page):
    page.tree.go(0)
    rect = page.tree.visualRect(page.tree.outline_model.at(1))
    box = page.tree._rows.tick(rect, page.tree.outline_model.rows[1])
    QTest.mouseClick(page.tree.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    hands.settle()
    assert not outline(hands).sections[1].on and page.tree.place() == 1


def test_sections_move_and_change_their_depth_by_key(hands, page):
    first, second = titles(hands)[1:3]
    page.tree.go(1)
    hands.press(Key.Key_Down, alt=True)
    assert titles(hands)[1:3] == [second, first] and page.tree.place() == 2
    hands.press(Key.Key_Right, alt=True)
    assert outline(hands).sections[2].level == 3 and page.tree.place() == 2
    hands.press(Key.Key_Left, alt=True)
    hands.press(Key.Key_Up, alt=True)
    assert titles(hands)[1:3] == [first, second] and page.tree.place() == 1
    hands.press(Key.Key_Up, alt=True)
    assert "đã đứng đầu phần của nó" in said(hands)


def test_a_new_section_is_named_at_once_and_its_words_are_typed_in_the_narratives(hands, page):
    page.tree.go(0)
    at = edits.end_of(outline(hands), 0)
    hands.press(Key.Key_Insert)
    hands.press(Key.Key_A, control=True)
    hands.type("Công tác dân tộc")
    hands.press(Key.Key_Return)
    section = outline(hands).sections[at]
    assert section.title == "Công tác dân tộc" and section.level == 1
    slot = section.contents[0].slot
    assert slot.startswith(f"{FREE_BLOCK}.")
    hands.workspace.open_place(NARRATIVE.key)
    hands.settle()
    editor = hands.workspace.page.show_slot(slot)
    assert editor.text.accessibleName() == "Công tác dân tộc"


def test_a_section_is_removed_with_all_below_it(hands, page):
    page.tree.go(0)
    left = titles(hands)[edits.end_of(outline(hands), 0) :]
    hands.press(Key.Key_Delete)
    assert titles(hands) == left and page.tree.place() == 0


def test_folding_stays_through_changes(hands, page):
    page.tree.collapse(page.tree.outline_model.at(0))
    page.tree.go(edits.end_of(outline(hands), 0))
    hands.press(Key.Key_Insert)
    hands.press(Key.Key_Return)
    assert not page.tree.isExpanded(page.tree.outline_model.at(0))


# ---- what stands under a heading


def choose(box, data):
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_words_of_a_slot_are_found_and_added(hands, page):
    page.tree.go(3)
    press(page, "add_slot")
    dialog = dialog_of(hands)
    search = dialog.findChild(QLineEdit, "slot_search")
    assert QApplication.focusWidget() is search
    hands.type("bai hoc kinh nghiem chung")
    hands.press(Key.Key_Return)
    assert Content(slot="DANH_GIA.TM.BAI_HOC") in outline(hands).sections[3].contents
    assert not any(each.isVisible() for each in hands.window.findChildren(QDialog))


def test_figures_are_chosen_with_their_keys(hands, page):
    page.tree.go(3)
    before = len(outline(hands).sections[3].contents)
    press(page, "add_data")
    dialog = dialog_of(hands)
    choose(dialog.findChild(QComboBox, "data_block"), "VON")
    choose(dialog.findChild(QComboBox, "data_key_1"), "DU_AN")
    choose(dialog.findChild(QComboBox, "data_key_2"), "NAM")
    choose(dialog.findChild(QComboBox, "data_form"), "gach")
    hands.press(Key.Key_Return, control=True)
    added = outline(hands).sections[3].contents[before]
    assert (added.data, added.by, added.form.value) == ("VON", ("DU_AN", "NAM"), "gach")
    press(page, f"change_content_{before}")
    choose(dialog_of(hands).findChild(QComboBox, "data_component"), "DA2")
    press(dialog_of(hands), "use_data")
    assert outline(hands).sections[3].contents[before].where == {"DU_AN": "DA2"}
    press(page, f"remove_content_{before}")
    assert len(outline(hands).sections[3].contents) == before


def test_figures_by_project_become_sections(hands, page):
    session = hands.workspace.session
    made = edits.add_content(outline(hands), 0, Content(data="VON", by=("DU_AN", "NAM")))
    session.run(lambda work: keep(work, made))
    page.tree.go(0)
    nth = len(outline(hands).sections[0].contents) - 1
    press(page, f"unfold_content_{nth}")
    assert outline(hands).sections[1].contents[0].where == {"DU_AN": "DA1"}
    hands.press(Key.Key_Z, control=True)
    assert outline(hands) == made


def test_numbering_of_a_section_and_of_its_level(hands, page):
    page.tree.go(0)
    choose(page.detail.findChild(QComboBox, "level_number"), Number.UPPER.name)
    assert shown(page)[0].startswith("A. ")
    choose(page.detail.findChild(QComboBox, "section_number"), Number.NONE.name)
    assert shown(page)[0] == titles(hands)[0]
    page.tree.go(1)
    press(page, "run_in")
    assert outline(hands).sections[1].run_in


def test_enter_leads_to_what_stands_under_the_heading(hands, page):
    page.tree.go(1)
    hands.press(Key.Key_Return)
    assert page.detail.isAncestorOf(QApplication.focusWidget())


def test_one_goes_from_a_heading_to_where_its_words_are_written(hands, page):
    page.tree.go(1)
    slot = outline(hands).sections[1].contents[0].slot
    press(page, "visit_content_0")
    hands.settle()
    assert hands.workspace.stack.key == f"form:{slot.split('.')[0]}"
    assert isinstance(hands.focus, TextArea) and hands.focus.accessibleName()


def test_and_to_the_form_of_its_figures(hands, page):
    session = hands.workspace.session
    made = edits.add_content(outline(hands), 0, Content(data="DU_AN", where={"DU_AN": "DA2"}))
    session.run(lambda work: keep(work, made))
    page.tree.go(0)
    press(page, f"visit_content_{len(made.sections[0].contents) - 1}")
    assert hands.workspace.stack.key == "form:DA2"


def test_a_section_that_is_renamed_is_called_so_where_it_is_written(hands, page):
    page.tree.go(0)
    at = edits.end_of(outline(hands), 0)
    hands.press(Key.Key_Insert, Key.Key_Return)
    hands.workspace.open_place("form:MUC_RIENG")
    hands.settle()
    form = hands.workspace.page
    asked = form.findChild(QPushButton, "narrative_write")
    assert asked.text() == "Viết mục mới …"
    hands.workspace.open_place(OUTLINE.key)
    page.tree.setFocus()
    page.tree.rename(at)
    hands.press(Key.Key_A, control=True)
    hands.type("Quân dân y")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Insert)
    hands.press(Key.Key_Return)
    assert [each.text() for each in form.findChildren(QPushButton, "narrative_write")] == [
        "Viết quân dân y …",
        "Viết mục mới …",
    ]


# ---- whole outlines


def test_another_outline_is_chosen_and_undone(hands, page):
    before = outline(hands)
    press(page, "choose_outline")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    wanted = hands.workspace.session.work.edition.outlines["DANH_GIA"]
    next(each for each in menu.actions() if each.text() == wanted.label).trigger()
    menu.close()
    hands.settle()
    assert outline(hands) == wanted and page.subtitle.text() == wanted.label
    hands.press(Key.Key_Z, control=True)
    assert outline(hands) == before


def test_an_outline_is_kept_and_offered_again(hands, page):
    page.tree.go(0)
    hands.press(Key.Key_Space)
    own = outline(hands)
    press(page, "keep_outline")
    dialog = dialog_of(hands)
    dialog.findChild(QLineEdit, "kept_name").clear()
    hands.type("Của tỉnh")
    hands.press(Key.Key_Return, control=True)
    work = hands.workspace.session.work
    assert [each.name for each in kept_outlines(work.desk, work.edition)] == ["Của tỉnh"]
    back(hands)
    hands.press(Key.Key_Z, control=True)
    press(page, "choose_outline")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(each for each in menu.actions() if each.text() == "Của tỉnh (đã giữ)").trigger()
    menu.close()
    hands.settle()
    assert outline(hands).sections == own.sections and outline(hands).label == "Của tỉnh"
    press(page, "keep_outline")
    dialog = dialog_of(hands)
    assert "giữ lại sẽ thay" in dialog.findChild(QWidget, "keep_words").text()
    dialog.findChild(QListWidget, "kept_list").setCurrentRow(0)
    press(dialog, "forget_outline")
    assert kept_outlines(work.desk, work.edition) == ()
    dialog.close()


def opened_import(hands, page):
    press(page, "import_outline")
    dialog = dialog_of(hands)
    assert isinstance(dialog, ImportDialog)
    return dialog


def test_pasted_headings_are_taken_in_by_keyboard(hands, page):
    before = outline(hands)
    dialog = opened_import(hands, page)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    QApplication.clipboard().setText(PROVINCE)
    hands.press(Key.Key_V, control=True)
    hands.press(Key.Key_Return, control=True)
    assert [each.title for each in dialog.proposals][:2] == ["Công tác chỉ đạo", "Công tác tuyên truyền"]
    assert dialog.tree.hasFocus() and not dialog.proposals[4].used
    dialog.tree.go(4)
    hands.press(Key.Key_Space)
    dialog.tree.go(3)
    hands.press(Key.Key_F2)
    hands.press(Key.Key_A, control=True)
    hands.type("Quân dân y")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return, control=True)
    assert titles(hands) == [
        "Công tác chỉ đạo",
        "Công tác tuyên truyền",
        "Khó khăn, vướng mắc",
        "Quân dân y",
        "rà soát",
    ]
    assert outline(hands).sections[2].contents[0] == Content(slot="DANH_GIA.TM.KHO_KHAN")
    back(hands)
    hands.press(Key.Key_Z, control=True)
    assert outline(hands) == before


def test_a_proposal_is_changed_for_another(hands, page):
    dialog = opened_import(hands, page)
    dialog.text.setPlainText(PROVINCE)
    press(dialog, "import_next")
    dialog.tree.go(3)
    hands.press(Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(each for each in menu.actions() if each.text().startswith("Không có gì")).trigger()
    menu.close()
    hands.settle()
    assert dialog.proposals[3].contents == ()
    hands.press(Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(each for each in menu.actions() if each.text().startswith("Lời thuyết minh khác")).trigger()
    menu.close()
    hands.settle()
    hands.type("tro giup phap ly")
    hands.press(Key.Key_Return)
    assert dialog.proposals[3].contents[0].slot == "CHINH_SACH.TM.PHAP_LY"
    dialog.close()


def test_files_that_cannot_be_read_are_said_in_the_dialog(hands, page, tmp_path):
    dialog = opened_import(hands, page)
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"\xd0\xcf\x11\xe0")
    dialog.read(str(broken))
    fault = dialog.findChild(QWidget, "import_fault")
    assert "kiểu cũ hoặc có mật khẩu" in fault.text() and fault.isVisible()
    press(dialog, "import_next")
    assert "Không thấy đề mục nào" in fault.text()
    good = tmp_path / "Đề cương 2024.txt"
    good.write_text(PROVINCE, encoding="utf-8")
    dialog.read(str(good))
    assert not fault.isVisible() and dialog.name.text() == "Đề cương 2024"
    press(dialog, "import_back")
    assert dialog.text.hasFocus()
    dialog.close()


# ---- others, sealed dossiers, narrow windows


def other_process(hands, change):
    desk = Desk.open(hands.workspace.session.work.desk.data)
    work = Work.open(desk, SAMPLE)
    keep(work, change(outline_of(work)))
    desk.close()


def test_what_another_process_changed_is_seen(hands, page):
    other_process(hands, lambda found: edits.rename(found, 0, "Của người khác"))
    hands.workspace.session.look()
    hands.settle()
    assert shown(page)[0] == "I. Của người khác"


def test_a_change_prepared_on_what_is_gone_is_not_made(hands, page):
    page.tree.rename(1)
    hands.settle()
    hands.type("Của tôi")
    other_process(hands, lambda found: edits.remove(found, 0))
    hands.workspace.session.look()
    hands.press(Key.Key_Return)
    assert "Của tôi" not in titles(hands)
    assert "vừa được đổi ở nơi khác" in said(hands)
    assert [row.title for row in page.tree.outline_model.rows] == titles(hands)


@pytest.mark.parametrize(("letters", "beside"), [(1.0, True), (1.25, False)])
def test_with_large_letters_the_current_section_stands_below_the_tree(open_window, letters, beside):
    hands = open_window(SAMPLE, size=(900, 700))
    hands.workspace.open_place(OUTLINE.key)
    page = hands.workspace.page
    page._look.wear(page._look.colors, letters)
    hands.settle()
    corner = page._card.mapTo(page, QPoint(0, 0))
    assert (corner.x() > page._frame.width()) is beside
