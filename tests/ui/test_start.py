"""The start page over the real services: cards, table, calendar, strips, settings, files."""

import datetime
import json

import pytest
from attrs import evolve
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from gnbv_desktop.kernel.dossier import Dossier, Head, PeriodKind, Unit
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.desk import Desk, Recovery
from gnbv_desktop.services.dossiers import dump, keep, load_sample
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.periods import suggest
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.preferences import Preferences, Theme, load_preferences, wear
from gnbv_desktop.ui.look.tokens import DARK, LIGHT
from gnbv_desktop.ui.start.due_days import lines
from gnbv_desktop.ui.start.page import StartPage
from gnbv_desktop.ui.start.summary import summarise
from tests.support import vtype

TODAY = datetime.date(2024, 2, 27)
SAMPLE = "phong-tho-2023"


@pytest.fixture
def desk(data_dir):
    opened = Desk.open(data_dir, clock=lambda: datetime.datetime(2024, 2, 27, 3, 32, tzinfo=datetime.UTC))
    opened.who = "Lan"
    yield opened
    opened.close()


@pytest.fixture
def look(qapp):
    made = Look()
    made.dress(qapp)
    yield made
    made.wear(LIGHT, 1.0)


@pytest.fixture
def show(qtbot, desk, look):
    def made(width=1366, height=720):
        page = StartPage(look, desk, lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        QApplication.processEvents()
        return page

    return made


def find(root, kind, name):
    return root.findChild(kind, name)


def find_all(root, *what):
    return root.findChildren(*what)


def focused():
    return QApplication.focusWidget()


def make(desk, name, kind=PeriodKind.YEAR, year=2023, number=None, due=None, status="draft"):
    unit = desk.store.heads()[0].unit
    period = evolve(suggest(kind, year, number, TODAY).period, due=due)
    head = Head("", "", "gnbv_2021_2025", "2022-07-15", name, unit, period, status=status)
    return keep(desk, Dossier(head), "")


def button(page, name):
    return find(page, QPushButton, name)


def words(page):
    return [label.text() for label in find_all(page, QLabel) if label.isVisible()]


def shown_rows(page):
    return [row.shown.name for row in find(page, QWidget, "dossier_table").rows]


def test_an_empty_folder_says_how_to_begin(show, desk):
    page = show()
    assert "Chưa có hồ sơ nào" in words(page)
    primaries = [each for each in find_all(page, QPushButton) if each.property("kind") == "primary"]
    assert [each.objectName() for each in primaries if each.isVisible()] == ["new_first_dossier"]


def test_two_open_dossiers_are_cards_and_all_others_rows(show, desk):
    load_sample(desk, SAMPLE)
    near = make(desk, "Báo cáo quý I năm 2024", PeriodKind.QUARTER, 2024, 1, due=datetime.date(2024, 3, 18))
    make(desk, "Báo cáo giai đoạn 2021-2024", PeriodKind.SPAN, 2024)
    make(desk, "Báo cáo năm 2022", year=2022, status="confirmed")
    page = show()
    assert button(page, f"open_{near}").text() == "Mở tiếp"
    assert button(page, f"open_{SAMPLE}").text() == "Mở"
    assert shown_rows(page) == ["Báo cáo giai đoạn 2021-2024", "Báo cáo năm 2022"]
    assert "Hạn 18/3 · còn 20 ngày" in words(page)


def test_a_card_opens_its_dossier(show, desk, qtbot):
    load_sample(desk, SAMPLE)
    page = show()
    with qtbot.waitSignal(page.opened) as heard:
        button(page, f"open_{SAMPLE}").click()
    assert heard.args == [SAMPLE]


def test_contents_are_counted_after_the_page_stands_one_dossier_a_turn(show, desk, qtbot, monkeypatch):
    load_sample(desk, SAMPLE)
    other = make(desk, "Báo cáo quý I năm 2024", PeriodKind.QUARTER, 2024, 1, due=datetime.date(2024, 3, 18))
    counted = []

    def count(desk, dossier):
        counted.append(dossier)
        return summarise(desk, dossier)

    monkeypatch.setattr("gnbv_desktop.ui.start.dossiers_page.summarise", count)
    page = StartPage(Look(), desk, lambda: TODAY)
    qtbot.addWidget(page)
    page.refresh()
    assert not counted, "nothing is read before the page is painted"
    page.resize(1366, 720)
    page.show()
    qtbot.waitUntil(lambda: len(counted) == 2)
    assert counted == [other, SAMPLE]
    done = [label.text() for label in find_all(page, QLabel, "done")]
    assert done[0] == "0/28 biểu đã đủ" and done[1].endswith("/28 biểu đã đủ") and done[1] != done[0]
    page.refresh()
    QApplication.processEvents()
    assert len(counted) == 2, "what has not changed is not read again"


def test_a_card_says_how_many_findings_wait(show, desk, qtbot):
    work = Work.open(desk, load_sample(desk, SAMPLE))
    line = work.dossier.block("VON").order[0]
    enter(work, parse_ref(f"VON[{line}].GIAI_NGAN"), "1,054")
    page = show()
    qtbot.waitUntil(lambda: "chưa rõ" in words(page))


def test_rows_are_filtered_by_year_and_kind(show, desk):
    load_sample(desk, SAMPLE)
    make(desk, "Báo cáo năm 2022", year=2022, status="confirmed")
    make(desk, "Báo cáo năm 2023", year=2023, status="superseded")
    make(desk, "Báo cáo quý III năm 2023", PeriodKind.QUARTER, 2023, 3, status="sent")
    page = show()
    year, kind = find(page, QComboBox, "filter_year"), find(page, QComboBox, "filter_kind")
    year.setCurrentIndex(year.findText("Năm 2023"))
    assert shown_rows(page) == ["Báo cáo năm 2023", "Báo cáo quý III năm 2023"]
    kind.setCurrentIndex(kind.findText("Quý"))
    assert shown_rows(page) == ["Báo cáo quý III năm 2023"]
    year.setCurrentIndex(year.findText("Năm 2022"))
    assert shown_rows(page) == [] and "Không có hồ sơ nào khớp với bộ lọc." in words(page)


def test_rows_are_reached_and_opened_by_keyboard(show, desk, qtbot):
    load_sample(desk, SAMPLE)
    make(desk, "Báo cáo năm 2023", year=2023, status="sent")
    below = make(desk, "Báo cáo năm 2022", year=2022, status="confirmed")
    page = show()
    first = find(page, QWidget, "dossier_table").rows[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert focused().shown.id == below
    with qtbot.waitSignal(page.opened) as heard:
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert heard.args == [below]


def test_the_next_days_are_told(show, desk):
    load_sample(desk, SAMPLE)
    make(desk, "Báo cáo quý I năm 2024", PeriodKind.QUARTER, 2024, 1, due=datetime.date(2024, 3, 18))
    page = show()
    told = find(page, QWidget, "due_days").accessibleDescription()
    assert "18/3/2024: Báo cáo quý I năm 2024, còn 20 ngày" in told
    assert "14/3/2024: Chốt số liệu: Báo cáo quý I năm 2024" in told


def test_what_is_overdue_for_more_than_a_year_is_no_day_to_come(show, desk):
    load_sample(desk, SAMPLE)
    make(desk, "Báo cáo năm 2020", year=2020, due=datetime.date(2020, 12, 26))
    make(desk, "Báo cáo quý I năm 2023", PeriodKind.QUARTER, 2023, 1, due=datetime.date(2023, 3, 20))
    page = show()
    days = find(page, QWidget, "due_days")
    told = days.accessibleDescription()
    assert "Báo cáo năm 2020" not in told and "20/3/2023: Báo cáo quý I năm 2023, quá hạn 344 ngày" in told
    assert "Hạn gửi, ngày chốt" in words(page)
    written = {line.title: days._written(line) for line in lines(days._days, TODAY, days._look)}
    assert written["Báo cáo quý I năm 2023"] == "20/3/2023" and written["Hôm nay"] == "27/02"


def test_only_the_dossier_to_go_on_with_is_a_primary_button(show, desk):
    load_sample(desk, SAMPLE)
    page = show()
    primaries = [each for each in find_all(page, QPushButton) if each.property("kind") == "primary"]
    assert [each.objectName() for each in primaries if each.isVisible()] == [f"open_{SAMPLE}"]


def test_without_an_open_dossier_a_new_one_is_the_primary_button(show, desk):
    unit = Unit("phong_tho", "huyện Phong Thổ", "HUYEN")
    period = suggest(PeriodKind.YEAR, 2023, None, TODAY).period
    sent = Head("", "", "gnbv_2021_2025", "2022-07-15", "Báo cáo năm 2023", unit, period, status="sent")
    keep(desk, Dossier(sent), "")
    page = show()
    assert button(page, "new_dossier_button").property("kind") == "primary"


def test_what_the_last_run_left_is_a_strip_that_can_be_closed(show, desk):
    desk.recovery = Recovery({SAMPLE: 1204}, sound=True)
    page = show()
    assert desk.recovery.message in words(page)
    find(page, QWidget, "close_recovery").click()
    assert desk.recovery.message not in words(page)


def test_a_dossier_is_taken_from_a_file(show, desk, qtbot, tmp_path):
    work = Work.open(desk, load_sample(desk, SAMPLE))
    file = tmp_path / "hồ sơ Phong Thổ.json"
    file.write_text(json.dumps(dump(work), ensure_ascii=False), encoding="utf-8")
    page = show()
    with qtbot.waitSignal(page.created) as heard:
        page.take_file(str(file))
    assert heard.args == [f"{SAMPLE}-2"]
    assert button(page, f"open_{SAMPLE}-2") is not None


def test_a_broken_file_changes_nothing_and_its_faults_are_listed(show, desk, tmp_path):
    work = Work.open(desk, load_sample(desk, SAMPLE))
    content = dump(work)
    content["period"]["cutoff"] = "2024-02-31"
    file = tmp_path / "hỏng.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    page = show()
    page.take_file(str(file))
    dialog = find(page, QWidget, "faults_dialog")
    assert dialog.isVisible() and "cutoff" in find(dialog, QLabel, "faults").text()
    assert [head.id for head in desk.store.heads()] == [SAMPLE]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_theme_and_the_letters_are_another_at_once_and_kept(show, desk, look):
    page = show()
    page.go("settings")
    find(page, QRadioButton, "theme_2").click()
    find(page, QRadioButton, "text_size_2").click()
    assert look.colors is DARK and look.factor == 1.25
    assert load_preferences(desk.data) == Preferences(Theme.DARK, 1.25)
    wear(look, Preferences(Theme.LIGHT))
    assert look.colors is LIGHT and look.factor == 1.0


def test_the_name_in_the_history_is_the_one_that_was_set(show, desk):
    page = show()
    page.go("settings")
    field = find(page, QLineEdit, "who")
    field.selectAll()
    vtype(field, "Nguyễn Thị Hoa")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.stamp("enter").who == "Nguyễn Thị Hoa" == desk.store.settings()["who"]
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "Chưa ghi tên" in find(page, QLabel, "who_said").text()
    assert desk.who == "Nguyễn Thị Hoa"


@pytest.mark.parametrize(("width", "height"), [(1366, 694), (1093, 540), (911, 438)])
def test_nothing_is_cut_at_the_three_scales(show, desk, qtbot, width, height):
    load_sample(desk, SAMPLE)
    make(desk, "Báo cáo quý I năm 2024", PeriodKind.QUARTER, 2024, 1, due=datetime.date(2024, 3, 18))
    make(desk, "Báo cáo năm 2022", year=2022, status="confirmed")
    page = show(width, height)
    qtbot.waitUntil(lambda: "Đang xem số liệu…" not in words(page))
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= width and page.minimumSizeHint().height() <= height
    for label in find_all(page, QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()
    for each in find_all(page, QPushButton):
        assert not each.isVisible() or each.width() >= each.sizeHint().width(), each.text()
