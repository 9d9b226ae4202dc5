"""The window over the real services: opening, findings, other processes, closing, broken data."""

import sqlite3

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from gnbv_desktop.app import _caught, create_window
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import sample_names
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.frame.places import PlaceKind
from gnbv_desktop.ui.grid.view import Grid
from gnbv_desktop.ui.start.page import StartPage
from gnbv_desktop.ui.workspace import Workspace
from tests.ui.conftest import SAMPLE, stored, text_on_disk


def first_line(hands):
    return f"VON[{hands.workspace.session.work.dossier.block('VON').order[0]}]"


def saved(hands):
    return hands.window.findChild(QLabel, "saved").text()


def message(window):
    return window.findChild(QLabel, "message").text()


def test_the_table_of_capital_is_the_first_that_opens(hands):
    assert hands.workspace.page.form.form == "VON"
    assert hands.window.findChild(Grid, "VON").isVisible()


def test_a_typed_figure_is_on_the_disk_and_its_totals_move(hands, tmp_path):
    line = first_line(hands)
    hands.goto(f"{line}.GIAO")
    grid = hands.grid
    total = next(place for place, row in enumerate(grid.sheet.rows) if row.key == "total")
    column = grid.currentIndex().column()
    before = grid.grid_model.index(total, column).data()
    hands.type("9999")
    hands.press(Qt.Key.Key_Return)
    assert text_on_disk(tmp_path, f"{line}.GIAO") == "9999000000"
    assert grid.grid_model.index(total, column).data() != before
    assert saved(hands).startswith("Đã lưu")


def test_another_process_changing_the_dossier_is_seen(hands, tmp_path, qtbot):
    line = first_line(hands)
    desk = Desk.open(tmp_path)
    enter(Work.open(desk, SAMPLE), parse_ref(f"{line}.GIAO"), "12345")
    desk.close()
    qtbot.waitUntil(lambda: hands.text(f"{line}.GIAO") == "12.345", timeout=6000)


def test_a_locked_file_makes_the_figure_wait_and_then_be_written(hands, tmp_path, qtbot):
    line = first_line(hands)
    holder = sqlite3.connect(tmp_path / "gnbv.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    hands.goto(f"{line}.GIAO")
    hands.type("4321")
    hands.press(Qt.Key.Key_Return)
    assert saved(hands) == "Chưa lưu: 1 ô"
    assert hands.text(f"{line}.GIAO") == "4.321"
    holder.execute("ROLLBACK")
    holder.close()
    qtbot.waitUntil(lambda: text_on_disk(tmp_path, f"{line}.GIAO") == "4321000000", timeout=6000)
    qtbot.waitUntil(lambda: saved(hands).startswith("Đã lưu"))


def test_a_data_file_that_vanishes_while_typing_loses_nothing(hands, tmp_path, qtbot):
    """A USB stick that is pulled out and put back: what was typed waits and is written."""
    line = first_line(hands)
    names = [each for each in tmp_path.iterdir() if each.name.startswith("gnbv.sqlite3")]
    hands.goto(f"{line}.GIAO")
    hands.type("777")
    for each in names:
        each.rename(tmp_path / f"away-{each.name}")
    hands.press(Qt.Key.Key_Return)
    assert saved(hands) == "Chưa lưu: 1 ô"
    assert hands.workspace.bar.saved.toolTip()
    for each in names:
        (tmp_path / f"away-{each.name}").rename(each)
    qtbot.waitUntil(lambda: saved(hands).startswith("Đã lưu"), timeout=6000)
    assert text_on_disk(tmp_path, f"{line}.GIAO") == "777000000"


@pytest.mark.parametrize("name", sample_names())
def test_every_form_of_every_sample_opens_and_saves(open_window, tmp_path, name):
    hands = open_window(name)
    workspace = hands.workspace
    before = stored(tmp_path, name)
    for place in workspace._places:
        if place.kind is not PlaceKind.SECTION:
            workspace.open_place(place.key)
            hands.settle()
            assert workspace.page.isVisible()
    hands.window.close()
    after = stored(tmp_path, name)
    assert dict(after.cells()) == dict(before.cells())
    assert after.narratives == before.narratives


def test_closing_leaves_a_checked_copy_and_no_mark(hands, tmp_path):
    hands.window.close()
    assert list((tmp_path / "backups").glob("gnbv-*-dong.sqlite3"))
    assert not list((tmp_path / "dang-mo").glob("*.json"))


def test_closing_in_the_middle_of_a_word_keeps_it(hands, tmp_path):
    line = first_line(hands)
    hands.goto(f"{line}.GIAO")
    hands.type("3456")
    hands.window.close()
    assert text_on_disk(tmp_path, f"{line}.GIAO") == "3456000000"


def test_the_dossier_that_was_open_last_opens_again(open_window):
    hands = open_window("phong-tho-2023", "tuan-giao-2023", dossier="phong-tho-2023")
    hands.window.close()
    again = open_window()
    assert again.workspace.session.work.dossier.head.id == "phong-tho-2023"


def test_an_empty_folder_shows_the_start_page(open_window):
    hands = open_window()
    assert hands.window.findChild(StartPage).isVisible()
    assert hands.window.findChild(Workspace) is None


def test_a_dossier_of_an_unknown_edition_is_said_on_the_start_page(open_window, tmp_path):
    hands = open_window(SAMPLE)
    hands.window.close()
    base = sqlite3.connect(tmp_path / "gnbv.sqlite3")
    base.execute("UPDATE dossiers SET head = replace(head, '2022-07-15', '2031-01-01')")
    base.commit()
    base.close()
    again = open_window()
    start = again.window.findChild(StartPage)
    assert start.isVisible()
    assert any("2031-01-01" in label.text() for label in start.findChildren(QLabel) if label.isVisible())


def test_a_damaged_database_is_said_in_the_window(qtbot, tmp_path):
    (tmp_path / "gnbv.sqlite3").write_bytes(b"hong " * 1000)
    window = create_window(tmp_path)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready):
        window.show()
    assert "bị hỏng" in message(window)


class FirstFrame(QObject):
    """Where the page stands while the dossier is painted for the first time."""

    def __init__(self):
        super().__init__()
        self.beside_each_other = None

    def eventFilter(self, watched, event):
        if self.beside_each_other is None and event.type() == QEvent.Type.Paint and isinstance(watched, Workspace):
            page = watched.stack.mapTo(watched, QPoint()).x()
            self.beside_each_other = page > watched.navigation.geometry().right()
        return False


def test_nothing_lies_over_the_navigation_in_the_first_frame(qapp, open_window):
    frame = FirstFrame()
    qapp.installEventFilter(frame)
    open_window("phong-tho-2023")
    qapp.removeEventFilter(frame)
    assert frame.beside_each_other is True


@pytest.mark.parametrize("size", [(1366, 728), (1093, 582), (911, 506)])
def test_the_page_keeps_its_width_when_panels_fold(open_window, size):
    hands = open_window("phong-tho-2021-2024", size=size)
    assert hands.window.width() == size[0]
    assert hands.workspace.stack.width() >= 800


def test_closing_while_nothing_can_be_written_warns_first_and_then_keeps_a_rescue_file(hands, tmp_path, monkeypatch):
    line = first_line(hands)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    hands.goto(f"{line}.GIAO")
    hands.type("888")
    base = tmp_path / "gnbv.sqlite3"
    base.rename(tmp_path / "away")
    hands.press(Qt.Key.Key_Return)
    assert not hands.window.close()
    assert hands.window.isVisible()
    assert hands.window.close()
    kept = list(tmp_path.glob("cuu-ho-*.json"))
    assert len(kept) == 1
    assert '"888000000"' in kept[0].read_text(encoding="utf-8")
    (tmp_path / "away").rename(base)


def test_a_bug_of_ours_is_recorded_and_said_while_the_window_goes_on(hands, tmp_path):
    try:
        raise ZeroDivisionError("thử")
    except ZeroDivisionError as error:
        _caught(hands.window, tmp_path, type(error), error, error.__traceback__)
    hands.settle()
    report = next((tmp_path / "logs").glob("loi-*.txt"))
    assert "ZeroDivisionError: thử" in report.read_text(encoding="utf-8")
    strip = hands.window.findChild(QWidget, "bug")
    assert strip.isVisible() and str(report) in strip.accessibleName() and "Traceback" not in strip.accessibleName()
    hands.goto(f"{first_line(hands)}.GIAO")
    hands.type("5")
    hands.press(Qt.Key.Key_Return)
    assert text_on_disk(tmp_path, f"{first_line(hands)}.GIAO") == "5000000"
