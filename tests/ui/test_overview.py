"""The overview over the real services: its numbers, where it leads, what an empty dossier is told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import create, load_sample
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.overview import overview
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import LIGHT, Tone
from gnbv_desktop.ui.overview.chart import scale_of
from gnbv_desktop.ui.overview.page import OverviewPage
from gnbv_desktop.ui.overview.projects import is_split, parts_of
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.words import Words

SAMPLES = ("phong-tho-2023", "tu-mo-rong-2023-08", "bac-kan-2021-2024", "tuan-giao-2023", "phong-tho-2021-2024")


@pytest.fixture
def desk(data_dir):
    opened = Desk.open(data_dir)
    yield opened
    opened.close()


@pytest.fixture
def open_page(qtbot, desk):
    """Shows the overview of a dossier; all are closed at the end."""
    sessions = []

    def show(dossier, width=1110):
        work = Work.show(desk, dossier)
        work.find()
        sessions.append(Session(work))
        page = OverviewPage(Look(), sessions[-1])
        qtbot.addWidget(page)
        page.resize(width, 694)
        page.show()
        return page, sessions[-1]

    yield show
    for session in sessions:
        session.finish()


def texts(page):
    return [each.text() for each in page.findChildren(Words) if each.isVisibleTo(page)]


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_page_says_what_the_services_know(open_page, desk, sample):
    page, session = open_page(load_sample(desk, sample))
    found = overview(session.work)
    assert len(page.cards) == len(found.kpis) == 4
    for card, kpi in zip(page.cards, found.kpis, strict=True):
        name = card.accessibleName()
        assert name.startswith(f"{kpi.label}: {kpi.text}") and kpi.note in name
    assert [row.project for row in page.projects.rows] == list(found.projects)
    for row, project in zip(page.projects.rows, found.projects, strict=True):
        name = row.accessibleName()
        assert project.label in name and f"giải ngân {project.spent_text}" in name and project.total_text in name
    assert [row.lack for row in page.lacking.rows] == list(found.lacking[:6])
    assert page.lacking.remark.text() == f"{len(found.lacking)} biểu"


def test_a_project_not_divided_or_not_complete_says_so_in_words(open_page, desk):
    page, _ = open_page(load_sample(desk, "tuan-giao-2023"))
    assert {row.amounts for row in page.projects.rows} == {"chưa tách"}
    page, _ = open_page(load_sample(desk, "phong-tho-2021-2024"))
    first = page.projects.rows[0]
    assert (first.amounts, first.rate) == ("210.334 + ? / 296.578", "chưa đủ")


def test_the_points_of_the_chart_can_be_heard(open_page, desk):
    page, _ = open_page(load_sample(desk, "tu-mo-rong-2023-08"))
    assert page.chart.isVisible()
    assert page.chart.accessibleDescription() == "2022: thực hiện 41,06%; 2023: kế hoạch 32,58%"


def test_without_a_review_the_chart_gives_way_to_the_way_there(qtbot, open_page, desk):
    page, _ = open_page(load_sample(desk, "phong-tho-2023"))
    assert not page.chart.isVisible() and "Chưa có kết quả rà soát hộ nghèo nào để vẽ." in texts(page)
    with qtbot.waitSignal(page.form_asked) as asked:
        page.to_reviews.click()
    assert asked.args == ["RA_SOAT"]


def test_a_project_is_opened_by_mouse_and_keyboard(qtbot, open_page, desk):
    page, _ = open_page(load_sample(desk, "phong-tho-2023"))
    row = page.projects.rows[3]
    with qtbot.waitSignal(page.form_asked) as asked:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert asked.args == ["DA4"]
    with qtbot.waitSignal(page.form_asked) as asked:
        QTest.keyClick(page.projects.rows[1], Qt.Key.Key_Space)
    assert asked.args == ["DA2"]


def test_a_figure_leads_to_its_cell_or_its_form(qtbot, open_page, desk):
    page, session = open_page(load_sample(desk, "tu-mo-rong-2023-08"))
    with qtbot.waitSignal(page.form_asked) as form:
        QTest.keyClick(page.cards[0], Qt.Key.Key_Return)
    assert form.args == ["VON"]
    with qtbot.waitSignal(session.asked) as asked:
        QTest.mouseClick(page.cards[3], Qt.MouseButton.LeftButton)
    assert asked.args == [parse_ref("RA_SOAT[r1].TY_LE_NGHEO")]


def test_what_is_missing_leads_to_its_form_and_unfolds(qtbot, open_page, desk):
    page, session = open_page(load_sample(desk, "phong-tho-2023"))
    with qtbot.waitSignal(page.form_asked) as asked:
        page.lacking.rows[1].click()
    assert asked.args == ["VON"]
    page.lacking.all.click()
    assert len(page.lacking.rows) == len(overview(session.work).lacking)
    page.lacking.all.click()
    assert len(page.lacking.rows) == 6


def test_changes_since_the_previous_report_lead_to_where_they_are(qtbot, open_page, desk):
    load_sample(desk, "phong-tho-2023")
    page, session = open_page(load_sample(desk, "phong-tho-2021-2024"))
    found = overview(session.work)
    assert found.since and found.since in page.changes.title.text()
    names = [cell.accessibleName() for cell in page.changes.cells]
    assert len(names) == len(found.changes) > 0
    for name, change in zip(names, found.changes, strict=True):
        assert change.before_text in name and change.after_text in name and change.words in name
    cell = page.changes.cells[0]
    signal = session.asked if cell.change.ref is not None else page.form_asked
    with qtbot.waitSignal(signal) as asked:
        cell.click()
    assert asked.args == [cell.change.ref or cell.change.form]


def test_a_typed_figure_is_followed_while_the_page_is_seen_and_not_while_it_is_hidden(qtbot, open_page, desk):
    page, session = open_page(load_sample(desk, "phong-tho-2023"))
    assert "167.938" in page.cards[1].accessibleName()
    enter(session.work, parse_ref("VON[r4].GIAI_NGAN"), "3.519")
    qtbot.waitUntil(lambda: "167.939" in page.cards[1].accessibleName())
    page.hide()
    enter(session.work, parse_ref("VON[r4].GIAI_NGAN"), "3.520")
    page.refresh()
    assert "167.939" in page.cards[1].accessibleName()
    page.show()
    assert "167.940" in page.cards[1].accessibleName()


def test_an_empty_dossier_is_told_what_to_type_first(qtbot, open_page, desk):
    head = desk.store.load(load_sample(desk, "phong-tho-2023")).head
    page, session = open_page(create(desk, head.programme, head.unit, head.period))
    assert "Hồ sơ chưa có số liệu" in texts(page)
    assert not page.money.isVisible() and not page.chart.isVisible()
    first = next(iter(session.work.edition.forms))
    with qtbot.waitSignal(page.form_asked) as asked:
        page.findChild(QPushButton, f"open_{first}").click()
    assert asked.args == [first]
    enter(session.work, parse_ref("VON[r1].GIAO"), "4.550")
    qtbot.waitUntil(page.money.isVisible)


def test_two_columns_become_one_where_the_page_is_narrow(open_page, desk):
    dossier = load_sample(desk, "phong-tho-2023")
    wide, _ = open_page(dossier, 1110)
    assert wide.poverty.x() > wide.money.x() and wide.horizontalScrollBar().maximum() == 0
    narrow, _ = open_page(dossier, 816)
    assert narrow.poverty.x() == narrow.money.x() and narrow.poverty.y() > narrow.changes.y()
    assert narrow.horizontalScrollBar().maximum() == 0


def test_no_words_are_cut(open_page, desk):
    for width in (1110, 816):
        page, _ = open_page(load_sample(desk, "bac-kan-2021-2024"), width)
        for words in page.findChildren(Words):
            if words.isVisibleTo(page) and words.text() and not words.wordWrap():
                assert words.width() >= words.sizeHint().width(), words.text()
            elif words.isVisibleTo(page) and words.text():
                assert words.height() >= words.heightForWidth(words.width()), words.text()


def test_the_bar_is_split_only_where_both_parts_are_known(open_page, desk):
    page, _ = open_page(load_sample(desk, "phong-tho-2023"))
    projects = [row.project for row in page.projects.rows]
    assert all(row.split is all(map(is_split, projects)) for row in page.projects.rows)
    fourth = parts_of(projects[3], split=False)
    assert fourth is not None and fourth.carried == 0 and fourth.blocked > fourth.given > 0
    assert fourth.given + fourth.blocked <= 1


def test_where_the_whole_is_not_known_no_bar_is_drawn(open_page, desk):
    page, _ = open_page(load_sample(desk, "tuan-giao-2023"))
    assert all(parts_of(row.project, split=False) is None for row in page.projects.rows)
    assert {row.project.total.status for row in page.projects.rows} == {Status.UNDIVIDED}


@pytest.mark.parametrize(
    ("values", "scale"),
    [((41.06, 32.58), [25, 30, 35, 40, 45]), ((41.2,), [40, 41, 42]), ((0.4, 2.1), [0, 1, 2, 3])],
)
def test_the_scale_has_round_numbers_around_the_values(values, scale):
    assert scale_of(values) == scale


def test_more_than_planned_is_marked_and_said(open_page, desk):
    name = load_sample(desk, "phong-tho-2023")
    work = Work.open(desk, name)
    rows = work.dossier.block("VON").rows
    row = next(row for row, cells in rows.items() if cells["DU_AN"].text == "DA5")
    enter(work, parse_ref(f"VON[{row}].GIAI_NGAN"), "19.899")
    page, _ = open_page(name)
    bars = {each.project.code: each for each in page.projects.rows}
    over, full = bars["DA5"], bars["DA2"]
    assert (over.rate, over.project.over) == ("165%", "vượt 65%")
    assert (full.rate, full.project.over) == ("100%", "")
    assert "vượt 65%" in over.accessibleName() and "vượt" not in full.accessibleName()
    marked = [parts is not None and parts.over for parts in (parts_of(each.project, False) for each in (over, full))]
    assert marked == [True, False]
    assert over.wanted()[1] <= over.rate_width
    assert CONFIRM in colors_of_bar(over) and CONFIRM not in colors_of_bar(full)


CONFIRM = LIGHT.tints[Tone.CONFIRM].fg


def colors_of_bar(row):
    """What is painted in the middle of a row, left of the amounts."""
    picture, middle = row.grab().toImage(), row.height() // 2
    right = row.width() - 30 - row.rate_width - 14 - row.amounts_width
    return {picture.pixelColor(x, middle).name().upper() for x in range(right)}
