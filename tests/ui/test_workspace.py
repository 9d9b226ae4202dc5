"""Around the pages: navigation with states, search, panels that fold, what is copied, what does not apply."""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from gnbv_desktop.kernel.dossier import Period, PeriodKind
from gnbv_desktop.services.carry import copy_from, unread_copies
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.ui.frame.navigation import NavigationTree, PlaceRole
from gnbv_desktop.ui.frame.search import SearchBox
from gnbv_desktop.ui.grid.parts import ColumnRole
from gnbv_desktop.ui.look.tokens import DARK, Size
from gnbv_desktop.ui.pages.notices import CopiedNotice, UnusedNotice
from tests.ui.conftest import SAMPLE, data_with, stored

Key = Qt.Key


def tree(hands):
    return hands.window.findChild(NavigationTree)


def item(hands, code):
    found = tree(hands)._items[f"form:{code}"]
    assert found.data(PlaceRole).key == f"form:{code}"
    return found


def state(hands, code):
    return item(hands, code).data(Qt.ItemDataRole.AccessibleDescriptionRole)


def line(hands):
    return hands.workspace.session.work.dossier.block("VON").order[0]


def amount_lines(hands):
    return [row.row for row in hands.workspace.page.sheet.rows if not row.kind.band]


def test_every_form_has_its_state_in_words(hands):
    forms = hands.workspace.session.work.edition.forms
    assert all(state(hands, code) for code in forms)


def test_an_error_is_seen_in_the_navigation_and_goes_when_it_is_mended(hands, qtbot):
    ref = f"VON[{line(hands)}].GIAI_NGAN"
    hands.goto(ref)
    hands.type("999999")
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: state(hands, "VON") == "Có lỗi")
    hands.press(Key.Key_Z, control=True)
    qtbot.waitUntil(lambda: state(hands, "VON") != "Có lỗi")


def test_forms_are_walked_by_key(hands):
    first = hands.workspace.page.form.form
    hands.press(Key.Key_PageDown, control=True) if QApplication.focusWidget() else hands.workspace._form_after()
    assert hands.workspace.page.form.form != first
    hands.workspace._form_before()
    assert hands.workspace.page.form.form == first


@pytest.mark.parametrize("words", ["giai ngan du an 2", "Giải ngân Dự án 2"])
def test_the_search_finds_with_and_without_diacritics_and_goes_there(hands, qtbot, words):
    hands.goto(f"VON[{line(hands)}].GIAO")
    hands.press(Key.Key_F, control=True)
    box = hands.focus
    assert isinstance(box, SearchBox)
    hands.type(words)
    qtbot.waitUntil(lambda: box._list.isVisible())
    hands.press(Key.Key_Return)
    assert hands.workspace.session.ref is not None
    assert hands.workspace.session.ref.column == "GIAI_NGAN" or hands.workspace.page.form.form == "DA2"


def test_a_search_without_a_hit_offers_near_names(hands, qtbot):
    hands.goto(f"VON[{line(hands)}].GIAO")
    hands.press(Key.Key_F, control=True)
    box = hands.focus
    hands.type("xyzzy")
    qtbot.waitUntil(lambda: box._list.isVisible())
    assert "Không thấy ô nào" in box._list.item(0).text()
    hands.press(Key.Key_Escape)
    assert not box._list.isVisible()


def test_f6_goes_round_navigation_page_and_panel(hands):
    hands.goto(f"VON[{line(hands)}].GIAO")
    seen = []
    for _ in range(3):
        hands.press(Key.Key_F6)
        focus = hands.focus
        seen.append(
            "side" if hands.workspace.side.isAncestorOf(focus)
            else "navigation" if hands.workspace.navigation.isAncestorOf(focus) else "page"
        )  # fmt: skip
    assert set(seen) == {"side", "navigation", "page"}


def test_panels_fold_with_the_width_and_open_again(open_window):
    hands = open_window(SAMPLE)
    hands.window.resize(1366, 728)
    hands.settle()
    assert not tree(hands).rail and hands.workspace.side.width() == Size.SIDE
    hands.window.resize(1093, 582)
    hands.settle()
    assert not tree(hands).rail and hands.workspace.side.width() == Size.SIDE_RAIL
    hands.window.resize(911, 506)
    hands.settle()
    assert tree(hands).rail and hands.workspace.navigation.width() == Size.NAV_RAIL


def test_a_filter_leaves_only_its_lines_and_says_so(hands):
    page = hands.workspace.page
    all_lines = amount_lines(hands)
    page._filter("NAM_GOC", "2022")
    assert 0 < len(amount_lines(hands)) < len(all_lines)
    assert all(hands.cell(f"VON[{row}].NAM_GOC").text == "2022" for row in amount_lines(hands))
    assert "2022" in next(chip.text() for chip in page.chips if chip.objectName() == "filter_NAM_GOC")
    hidden = next(row for row in all_lines if row not in amount_lines(hands))
    hands.goto(f"VON[{hidden}].GIAO")
    assert hidden in amount_lines(hands), "a jump must show what a filter hid"


def test_bands_fold_and_a_jump_opens_them(hands):
    page = hands.workspace.page
    before = amount_lines(hands)
    page._fold_all()
    assert len(amount_lines(hands)) < len(before)
    hands.goto(f"VON[{before[-1]}].GIAO")
    assert before[-1] in amount_lines(hands)


def test_the_line_over_the_grid_says_where_one_is_and_what_was_planned(hands):
    hands.goto(f"VON[{line(hands)}].GIAI_NGAN")
    assert "Giải ngân lũy kế" in hands.workspace.page._where.text()
    assert "Vốn giao" in hands.workspace.page._beside.text()


def carried(tmp_path):
    data_with(tmp_path, SAMPLE)
    desk = Desk.open(tmp_path)
    start, end, cutoff = datetime.date(2024, 1, 1), datetime.date(2024, 3, 31), datetime.date(2024, 3, 14)
    period = Period(PeriodKind.QUARTER, start, end, cutoff, 2024, 2024)
    made = copy_from(desk, SAMPLE, period, next_year=True)
    desk.close()
    return made


def test_copied_figures_are_marked_until_enter_confirms_them(open_window, tmp_path):
    copy = carried(tmp_path)
    hands = open_window(dossier=copy)
    work = hands.workspace.session.work
    ref = next(ref for ref in unread_copies(work.dossier) if ref.block == "VON" and ref.column == "DON_VI")
    hands.goto(str(ref))
    grid = hands.grid
    index = grid.grid_model.index_of(ref)
    assert grid.grid_model.look(index.row(), index.column()).sign == "history"
    hands.press(Key.Key_Return)
    assert grid.grid_model.look(index.row(), index.column()).sign != "history"
    assert ref not in unread_copies(stored(tmp_path, copy))


def test_a_whole_form_of_copies_is_confirmed_at_once_and_undone(open_window, tmp_path):
    hands = open_window(dossier=carried(tmp_path))
    hands.workspace.open_form("CHI_DAO")
    notice = hands.workspace.page.findChild(CopiedNotice)
    assert notice.isVisible()
    before = len(unread_copies(hands.workspace.session.work.dossier))
    notice.findChild(QWidget, "mark_all_read").click()
    assert not notice.isVisible()
    assert len(unread_copies(hands.workspace.session.work.dossier)) < before


def test_the_previous_period_stands_beside_the_figures_when_asked(open_window, tmp_path):
    copy = carried(tmp_path)
    hands = open_window(dossier=copy)
    page = hands.workspace.page
    page._previous.click()
    roles = {column.role for column in page.sheet.columns}
    assert {ColumnRole.PREVIOUS, ColumnRole.CHANGE} <= roles
    assert "31/01" in next(column.label for column in page.sheet.columns if column.role is ColumnRole.PREVIOUS)


def test_a_component_that_does_not_apply_is_folded_until_it_is_wanted(open_window):
    hands = open_window("bac-kan-2021-2024")
    hands.workspace.open_form("DA5")
    page = hands.workspace.page
    notice = page.findChild(UnusedNotice)
    assert notice.isVisible() and not page.blocks
    notice.findChild(QWidget, "use_anyway").click()
    hands.settle()
    assert page.blocks and not notice.isVisible()
    assert state(hands, "DA5") == "Không áp dụng"


def test_the_theme_and_the_letters_change_at_once_and_are_kept(open_window, tmp_path):
    hands = open_window(SAMPLE)
    hands.workspace.bar.more.click()
    menu = hands.window.findChild(QMenu, "dossier_menu")
    next(action for action in menu.actions() if action.text() == "Giao diện: tối").trigger()
    menu.close()
    assert hands.window.look.colors is DARK
    hands.window.close()
    assert open_window().window.look.colors is DARK


def test_what_the_last_run_left_is_said_over_the_page(open_window, tmp_path):
    """The mark of a process that is gone: the next start looks at the file and says what it found."""
    data_with(tmp_path, SAMPLE)
    (tmp_path / "dang-mo").mkdir(exist_ok=True)
    (tmp_path / "dang-mo" / "999999.json").write_text('{"pid": 999999, "since_seq": 0}', encoding="utf-8")
    hands = open_window(dossier=SAMPLE)
    strip = hands.window.findChild(QWidget, "recovery")
    assert strip.isVisible() and "kết thúc bất thường" in strip.accessibleName()
    strip.findChild(QWidget, "close_recovery").click()
    assert not strip.isVisible()


def test_undo_shows_what_it_took_back(hands):
    ref = f"VON[{line(hands)}].GIAO"
    hands.goto(ref)
    hands.type("321")
    hands.press(Key.Key_Return)
    hands.workspace.open_form("DA2")
    hands.settle()
    hands.workspace.session.undo()
    hands.settle()
    assert str(hands.workspace.session.ref) == ref
    assert "Đã hoàn tác" in hands.workspace.status.said


def test_another_theme_reaches_the_empty_paper_below_the_places(hands):
    hands.window.look.wear(DARK, 1.0)
    hands.settle()
    tree(hands).collapseAll()
    paper = tree(hands).viewport().grab().toImage()
    assert paper.pixelColor(paper.width() // 2, paper.height() - 2) == QColor(DARK.nav)
