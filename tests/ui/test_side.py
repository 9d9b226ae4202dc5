"""The side panel over the real services: findings, reasons, links, history, grounds, the rail."""

import pytest
from attrs import evolve
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget
from shiboken6 import delete

from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.kernel.issues import Issue, Severity
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import create, load_sample
from gnbv_desktop.services.entry import enter, give_reason
from gnbv_desktop.services.history import history
from gnbv_desktop.services.trace import trace
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.frame.search import SearchBox
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import DARK, LIGHT, Tone
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.side.basis import how_to_type
from gnbv_desktop.ui.side.card import FindingCard
from gnbv_desktop.ui.side.checks_tab import AT_ONCE
from gnbv_desktop.ui.side.figure_tab import shortened
from gnbv_desktop.ui.side.findings import Where, counts, ordered
from gnbv_desktop.ui.side.panel import SidePanel
from gnbv_desktop.ui.side.reasons import ReasonBox
from gnbv_desktop.ui.side.rows import LinkRow
from gnbv_desktop.ui.side.tabs import Tab
from gnbv_desktop.ui.widgets.words import Words
from tests.support import vtype

SAMPLE = "phong-tho-2023"
SPENT = parse_ref("VON[r4].GIAI_NGAN")
REASON = "Đối tượng đã được hỗ trợ theo chương trình khác"


@pytest.fixture
def look():
    return Look()


@pytest.fixture
def desk(data_dir):
    opened = Desk.open(data_dir)
    yield opened
    opened.close()


@pytest.fixture
def session(qtbot, desk):
    made = opened(desk, load_sample(desk, SAMPLE))
    yield made
    made.finish()


def opened(desk, dossier):
    work = Work.show(desk, dossier)
    work.find()
    return Session(work)


@pytest.fixture
def side(qtbot, look, session):
    panel, host = shown(qtbot, look, session)
    yield panel
    host.close()


def shown(qtbot, look, session):
    """The panel at the right of a page with a box that takes the focus away."""
    host = QWidget()
    layout = QHBoxLayout(host)
    box = QLineEdit()
    box.setObjectName("elsewhere")
    layout.addWidget(box, 1)
    panel = SidePanel(look, session)
    layout.addWidget(panel)
    host.resize(900, 700)
    qtbot.addWidget(host)
    with qtbot.waitExposed(host):
        host.show()
    host.activateWindow()
    panel.checks.refresh()
    return panel, host


def cards(side):
    return [each for each in side.checks.column.widgets() if isinstance(each, FindingCard)]


def card_of(side, words):
    return next(each for each in cards(side) if words in each.title.text())


def titles(side):
    side.checks.refresh()
    return [each.title.text() for each in cards(side)]


def press(inside, name):
    button = inside.findChild(QPushButton, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(inside):
    return [each.text() for each in inside.findChildren(Words) if each.isVisibleTo(inside)]


def confirm(session, ref="VON[r3].GIAO", text="1"):
    """A figure so small that it asks for a reason."""
    enter(session.work, parse_ref(ref), text)
    return next(i for i in session.work.evaluation.issues if i.code == "VON_QUA_NHO" and i.ref == ref)


# ---- findings


def test_a_finding_appears_with_its_figure_and_goes_with_it(side, session):
    before = session.work.dossier.cell(SPENT).text
    assert "Giải ngân lớn hơn vốn được sử dụng" not in titles(side)
    enter(session.work, SPENT, "999.999")
    assert "Giải ngân lớn hơn vốn được sử dụng" in titles(side)
    assert "1 lỗi" in side.checks.counters.accessibleName()
    enter(session.work, SPENT, f"{before} đồng")
    assert "Giải ngân lớn hơn vốn được sử dụng" not in titles(side)
    assert "lỗi" not in side.checks.counters.accessibleName()


def test_a_change_is_followed_without_being_asked(qtbot, side, session):
    enter(session.work, SPENT, "999.999")
    qtbot.waitUntil(lambda: any("lớn hơn vốn" in card.title.text() for card in cards(side)))


def test_what_touches_the_current_row_stands_first_under_its_own_heading(side, session):
    enter(session.work, parse_ref("VON[r14].GIAI_NGAN"), "1,054")
    session.make_current(parse_ref("VON[r15].GIAO"))
    side.checks.refresh()
    first, second = side.checks.column.widgets()[:2]
    assert first.text() == "Dòng đang chọn"
    assert second.issue.ref.startswith("VON[r15].")
    headings = [each.text() for each in side.checks.column.widgets() if isinstance(each, Words)]
    assert headings == ["Dòng đang chọn", "Chỗ khác trong biểu"]


def test_the_form_in_front_decides_what_is_elsewhere_in_the_form(session):
    evaluation = session.work.evaluation
    found = ordered(evaluation, evaluation.issues, None, "DA4")
    inside = {each.issue.place for each in found if each.where is Where.FORM}
    assert inside and all("Dự án 4" in place for place in inside)


def test_counting_keeps_questions_apart_from_reasons_and_leaves_out_what_is_explained(session):
    enter(session.work, parse_ref("VON[r14].GIAI_NGAN"), "1,054")
    issue = confirm(session)
    numbers = counts(session.work.evaluation.issues)
    assert (numbers[Tone.ASK], numbers[Tone.CONFIRM] >= 1) == (1, True)
    give_reason(session.work, issue, REASON)
    assert counts(session.work.evaluation.issues)[Tone.CONFIRM] == numbers[Tone.CONFIRM] - 1


def test_notes_are_no_work_to_do(side, session):
    assert side.tabs[0].accessibleName() == "Kiểm tra"
    enter(session.work, parse_ref("VON[r14].GIAI_NGAN"), "1,054")
    side.checks.refresh()
    assert side.tabs[0].accessibleName() == "Kiểm tra, 1 việc"


def test_a_finding_leads_to_its_cell_and_to_each_of_its_cells(qtbot, side, session):
    enter(session.work, SPENT, "999.999")
    side.checks.refresh()
    card = card_of(side, "lớn hơn vốn")
    with qtbot.waitSignal(session.asked) as asked:
        press(card, "goto_cell")
    assert asked.args == [SPENT]
    press(card, "see_cells")
    rows = card.findChildren(LinkRow)
    assert len(rows) == len(card.issue.refs) == 2
    with qtbot.waitSignal(session.asked) as asked:
        rows[1].click()
    assert str(asked.args[0]) == card.issue.refs[1]


def test_a_doubtful_figure_is_answered_by_the_key_of_a_reading(side, session):
    ref = parse_ref("VON[r14].GIAI_NGAN")
    enter(session.work, ref, "1,054")
    side.checks.refresh()
    card = card_of(side, "Đọc số này thế nào?")
    readings = [button.text() for button in card.findChildren(QPushButton) if button.objectName().startswith("reading")]
    assert len(readings) == 2 and readings[1].startswith("2")
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_2)
    stored = session.work.dossier.cell(ref)
    assert stored.state.value == "value"
    assert session.work.evaluation.figure(ref).number is not None
    assert "Đọc số này thế nào?" not in titles(side)


def test_a_doubtful_figure_is_answered_by_a_click(side, session):
    ref = parse_ref("VON[r14].GIAI_NGAN")
    enter(session.work, ref, "1,054")
    wanted = session.work.dossier.cell(ref).readings[0]
    side.checks.refresh()
    press(card_of(side, "Đọc số này"), "reading_1")
    assert session.work.dossier.cell(ref).text == wanted


# ---- reasons


def test_a_typed_reason_is_kept_on_enter_in_one_step_and_shown_with_who_gave_it(side, session, desk):
    issue = confirm(session)
    side.checks.refresh()
    card = next(each for each in cards(side) if each.issue.identity == issue.identity)
    box = card.findChild(ReasonBox)
    box.setFocus()
    steps = len(history(session.work))
    vtype(box, REASON)
    QTest.keyClick(box, Qt.Key.Key_Return)
    side.window().findChild(QLineEdit, "elsewhere").setFocus()
    assert len(history(session.work)) == steps + 1
    side.checks.refresh()
    card = next(each for each in cards(side) if each.issue.identity == issue.identity)
    assert card.issue.reason == REASON
    shown_reason = card.findChild(Words, "reason_given").text()
    assert shown_reason.startswith(f"«{REASON}»") and desk.who in shown_reason
    assert not box.isVisibleTo(card)


def test_leaving_the_box_keeps_the_reason_and_escape_gives_it_up(side, session):
    issue = confirm(session)
    side.checks.refresh()
    box = next(each for each in cards(side) if each.issue.identity == issue.identity).findChild(ReasonBox)
    box.setFocus()
    vtype(box, "nhầm")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    vtype(box, REASON)
    side.window().findChild(QLineEdit, "elsewhere").setFocus()
    assert any(each.reason == REASON for each in session.work.evaluation.issues if each.code == issue.code)


def test_a_reason_being_typed_survives_every_new_calculation(side, session):
    issue = confirm(session)
    side.checks.refresh()
    card = next(each for each in cards(side) if each.issue.identity == issue.identity)
    box = card.findChild(ReasonBox)
    box.setFocus()
    vtype(box, "Vốn giao bổ")
    enter(session.work, SPENT, "999.999")
    enter(session.work, parse_ref("VON[r14].GIAI_NGAN"), "1,054")
    side.checks.refresh()
    same = next(each for each in cards(side) if each.issue.identity == issue.identity)
    assert same is card and box.text() == "Vốn giao bổ" and box.hasFocus()


def test_a_reason_not_kept_comes_back_with_its_finding(side, session):
    issue = confirm(session)
    side.checks.refresh()
    card = next(each for each in cards(side) if each.issue.identity == issue.identity)
    card.findChild(ReasonBox).setText("đang viết dở")
    enter(session.work, parse_ref("VON[r3].GIAO"), "45.500")
    side.checks.refresh()
    assert issue.identity not in [each.issue.identity for each in cards(side)]
    confirm(session)
    side.checks.refresh()
    again = next(each for each in cards(side) if each.issue.identity == issue.identity)
    assert again.findChild(ReasonBox).text() == "đang viết dở"


def test_the_tick_puts_a_given_reason_into_the_report(side, session):
    issue = confirm(session)
    give_reason(session.work, issue, REASON)
    side.checks.refresh()
    card = next(each for each in cards(side) if each.issue.identity == issue.identity)
    press(card, "edit_reason")
    tick = card.findChild(QCheckBox, "in_report")
    assert tick.isVisibleTo(card) and card.findChild(ReasonBox).text() == REASON
    tick.click()
    kept = [each for each in session.work.dossier.reasons.values() if each.control == issue.code]
    assert [each.in_report for each in kept] == [True]


def test_a_refused_reason_stays_in_its_box_and_the_reason_is_said(qtbot, side, session):
    issue = confirm(session)
    side.checks.refresh()
    card = next(each for each in cards(side) if each.issue.identity == issue.identity)
    box = card.findChild(ReasonBox)
    vtype(box, REASON)
    head = evolve(session.work.dossier.head, status="sealed")
    session.work.dossier = evolve(session.work.dossier, head=head)
    with qtbot.waitSignal(session.said) as said:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert "đã chốt" in said.args[0]
    assert box.text() == REASON and not session.work.dossier.reasons


# ---- many findings


def many(evaluation, number):
    pattern = evaluation.issues[0]
    code = pattern.code
    evaluation.findings[code] = {
        f"VON[r{place}].GIAO": Issue(
            code, Severity.NOTE, "VON[r2].GIAO", (f"VON[r2].GIAO_{2000 + place}",), (str(place),),
            f"Còn {place} triệu đồng chưa giải ngân.", "Ghi số chuyển nguồn.", "Bảng vốn",
        )
        for place in range(number)
    }  # fmt: skip


def test_only_the_first_cards_are_made_and_the_rest_on_demand(side, session):
    many(session.work.evaluation, 500)
    assert len(titles(side)) == AT_ONCE
    kept = cards(side)
    press(side.checks, "more_findings")
    assert len(cards(side)) == 2 * AT_ONCE
    assert cards(side)[:AT_ONCE] == kept


def test_cards_that_say_the_same_are_left_alone(side, session):
    many(session.work.evaluation, 500)
    session.make_current(parse_ref("VON[r5].GIAO"))
    side.checks.refresh()
    before = side.checks.column.widgets()
    session.make_current(parse_ref("VON[r7].GIAO"))
    side.checks.refresh()
    assert side.checks.column.widgets() == before


# ---- blanks


def test_no_findings_are_good_news(side, session):
    for found in session.work.evaluation.findings.values():
        found.clear()
    side.checks.refresh()
    assert "Không còn gì phải xem" in texts(side.checks)


def test_an_empty_dossier_is_not_called_correct(qtbot, look, desk, session):
    head = session.work.dossier.head
    fresh = opened(desk, create(desk, head.programme, head.unit, head.period))
    panel, _host = shown(qtbot, look, fresh)
    assert "Chưa có gì để kiểm tra" in texts(panel.checks)
    panel.open_tab(1)
    panel.figure.refresh()
    assert "Chưa chọn ô nào" in texts(panel.figure)
    fresh.finish()


# ---- this figure


def see(side, session, ref, tab=1):
    session.make_current(ref)
    side.open_tab(tab)
    page = (side.checks, side.figure, side.history, side.basis)[tab]
    page.refresh()
    return page


def test_a_derived_figure_is_told_in_words_and_numbers_and_leads_to_its_sources(qtbot, side, session):
    ref = parse_ref("VON[r4].TY_LE")
    page = see(side, session, ref)
    found = trace(session.work, ref)
    assert found is not None and found.computed is not None
    assert page.findChild(Words, "value").text() == found.text == "77,32%"
    assert found.computed.words in texts(page) and found.computed.numbers in texts(page)
    row = next(each for each in page.findChildren(LinkRow) if each.accessibleName().startswith("Giải ngân lũy kế"))
    with qtbot.waitSignal(session.asked) as asked:
        row.click()
    assert asked.args == [SPENT]


def test_a_typed_figure_leads_to_where_it_is_used_and_its_totals_ask_for_their_form(qtbot, side, session):
    page = see(side, session, SPENT)
    found = trace(session.work, SPENT)
    assert found is not None
    rows = {each.accessibleName(): each for each in page.findChildren(LinkRow)}
    used = next(link for link in found.uses if link.ref is not None)
    place = shortened(used.label, found.place)
    with qtbot.waitSignal(session.asked) as asked:
        next(row for name, row in rows.items() if name.startswith(place)).click()
    assert asked.args == [used.ref]
    total = next(link for link in found.uses if link.ref is None)
    with qtbot.waitSignal(side.form_asked) as form:
        next(row for name, row in rows.items() if name.startswith(total.label)).click()
    assert form.args == [total.form]
    sentence = found.sentences[0]
    with qtbot.waitSignal(side.form_asked) as form:
        next(row for name, row in rows.items() if sentence.excerpt in name).click()
    assert form.args == [sentence.form]


def test_after_a_jump_one_comes_back(qtbot, side, session):
    session.asked.connect(session.make_current)
    see(side, session, SPENT)
    back = side.figure.findChild(QPushButton, "go_back")
    assert not back.isVisibleTo(side.figure)
    side.jumps.go(parse_ref("VON[r4].TY_LE"))
    side.jumps.go(parse_ref("DA2.KQ[HO].LUY_KE"))
    assert back.isVisibleTo(side.figure)
    with qtbot.waitSignal(session.asked) as asked:
        QTest.keyClick(side.window(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert asked.args == [parse_ref("VON[r4].TY_LE")]
    back.click()
    assert session.ref == SPENT and not back.isVisibleTo(side.figure)


def test_nothing_is_traced_while_the_tab_is_hidden(qtbot, side, session):
    session.make_current(SPENT)
    side.figure.refresh()
    assert "999" not in "".join(texts(side.figure)) and "Giải ngân lũy kế" not in texts(side.figure)
    side.open_tab(1)
    qtbot.waitUntil(lambda: "Giải ngân lũy kế" in texts(side.figure))


@pytest.mark.parametrize(
    ("label", "here", "short"),
    [
        ("Bảng vốn · dòng 4 · Tỷ lệ", "Bảng vốn · dòng 4 · Giải ngân", "Tỷ lệ"),
        ("Bảng vốn · dòng 5 · Tỷ lệ", "Bảng vốn · dòng 4 · Giải ngân", "dòng 5 · Tỷ lệ"),
        ("Dự án 2 · Số hộ", "Bảng vốn · dòng 4 · Giải ngân", "Dự án 2 · Số hộ"),
    ],
)
def test_a_place_is_told_without_what_it_shares_with_the_current_one(label, here, short):
    assert shortened(label, here) == short


# ---- history


def test_the_history_of_the_cell_then_of_the_dossier(qtbot, side, session):
    enter(session.work, SPENT, "3.600")
    enter(session.work, parse_ref("VON[r1].GHI_CHU"), "đã đối chiếu với Kho bạc")
    page = see(side, session, SPENT, tab=2)
    names = [row.accessibleName() for row in page.findChildren(LinkRow)]
    assert names[0].startswith("Gõ 3.518 → 3.600") and not any("Kho bạc" in name for name in names)
    press(page, "history_dossier")
    rows = [each for each in page.column.widgets() if isinstance(each, LinkRow)]
    assert "đã đối chiếu với Kho bạc" in rows[0].accessibleName()
    with qtbot.waitSignal(session.asked) as asked:
        rows[1].click()
    assert asked.args == [SPENT]


def test_the_history_of_the_form_leaves_out_other_forms(side, session):
    enter(session.work, SPENT, "3.600")
    enter(session.work, parse_ref("DA2.KQ[HO].LUY_KE"), "1.300")
    page = see(side, session, SPENT, tab=2)
    press(page, "history_form")
    names = " ".join(each.accessibleName() for each in page.column.widgets())
    assert "3.600" in names and "1.300" not in names


# ---- grounds


def test_the_grounds_tell_the_unit_how_to_type_and_which_controls_look(side, session):
    page = see(side, session, SPENT, tab=3)
    told = "\n".join(texts(page))
    assert "1.070 = một nghìn không trăm bảy mươi triệu đồng" in told
    assert "Giải ngân lớn hơn vốn được sử dụng" in told
    assert session.work.edition.form_of["VON"].title in told and "Căn cứ: " in told


def test_what_is_computed_is_not_typed(session):
    info = field_info(session.work.edition, Ref("VON", "r4", "TY_LE"))
    assert info is not None
    assert next(iter(how_to_type(session.work, info))).startswith("Chương trình tự tính")


# ---- tabs, rail


def test_the_arrow_keys_go_from_tab_to_tab(side):
    side.tabs[0].setFocus()
    QTest.keyClick(side.tabs[0], Qt.Key.Key_Right)
    assert side.tabs[1].isChecked() and side.figure.isVisible()
    QTest.keyClick(side.tabs[1], Qt.Key.Key_Left)
    QTest.keyClick(side.tabs[0], Qt.Key.Key_Left)
    assert side.tabs[3].isChecked() and side.basis.isVisible()


def test_a_shortcut_opens_its_tab(side):
    QTest.keyClick(side.window(), Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert side.history.isVisible()


def test_the_rail_tells_the_numbers_and_opens_over_the_page(qtbot, side, session, look):
    enter(session.work, SPENT, "999.999")
    side.checks.refresh()
    side.set_rail(True)
    assert side.width() == look.px(42) and not side.checks.isVisible()
    sign = side.findChild(QWidget, "rail_error")
    assert sign.isVisible() and "1 lỗi" in sign.accessibleName()
    with qtbot.waitSignal(side.rail_opened):
        QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
    assert side.over and side.checks.isVisible() and side.width() == look.px(42)
    QTest.keyClick(side.tabs[0], Qt.Key.Key_Escape)
    assert not side.over and not side.checks.isVisible()


def test_going_to_a_cell_closes_what_lay_over_the_page(side, session):
    side.set_rail(True)
    side.take_focus()
    assert side.over
    side.jumps.go(SPENT)
    assert not side.over


def test_unfolding_brings_the_panel_back_beside_the_page(side, look):
    side.set_rail(True)
    side.take_focus()
    side.set_rail(False)
    assert side.width() == look.px(302) and side.checks.isVisible() and not side.over


def test_everything_one_can_press_has_a_name(side, session):
    enter(session.work, SPENT, "999.999")
    enter(session.work, parse_ref("VON[r14].GIAI_NGAN"), "1,054")
    confirm(session)
    side.checks.refresh()
    pressed = [*side.findChildren(QPushButton), *side.findChildren(Tab), *side.findChildren(LinkRow)]
    assert pressed and all(each.accessibleName() or each.text() for each in pressed)
    assert all(each.accessibleName() for each in side.findChildren(ReasonBox))


def test_another_theme_is_worn_without_a_new_panel(side, session, look):
    issue = confirm(session)
    side.checks.refresh()
    card = next(each for each in cards(side) if each.issue.identity == issue.identity)
    card.findChild(ReasonBox).setText("đang viết dở")
    try:
        look.wear(DARK, 1.25)
        side.checks.refresh()
        assert side.width() == look.px(302) > 302
        card = next(each for each in cards(side) if each.issue.identity == issue.identity)
        assert card.place.palette().windowText().color().name() == DARK.tints[Tone.CONFIRM].fg.lower()
        assert card.findChild(ReasonBox).text() == "đang viết dở"
    finally:
        look.wear(LIGHT, 1.0)


# ---- answering and moving by keys


DOUBTFUL = parse_ref("VON[r14].GIAI_NGAN")
ALT = Qt.KeyboardModifier.AltModifier


def ask(side, session, ref=DOUBTFUL, text="1,054"):
    """A text that is not clear at the current cell."""
    enter(session.work, ref, text)
    session.make_current(ref)
    side.checks.refresh()
    return next(each for each in cards(side) if each.issue.code == "CHUA_RO" and each.issue.ref == str(ref))


def readings(card):
    found = [button for button in card.findChildren(QPushButton) if button.objectName().startswith("reading")]
    return [button.text() for button in found if button.isVisibleTo(card)]


def test_alt_and_a_number_answer_the_question_of_the_current_cell_from_anywhere(qtbot, side, session):
    card = ask(side, session)
    wanted = session.work.dossier.cell(DOUBTFUL).readings[1]
    assert [text.partition(" ")[0] for text in readings(card)] == ["Alt+1", "Alt+2"]
    elsewhere = side.window().findChild(QLineEdit, "elsewhere")
    elsewhere.setFocus()
    with qtbot.waitSignal(session.asked) as asked:
        QTest.keyClick(elsewhere, Qt.Key.Key_2, ALT)
    assert session.work.dossier.cell(DOUBTFUL).text == wanted and asked.args == [DOUBTFUL]
    assert elsewhere.text() == ""


def test_a_question_of_another_cell_is_not_answered_by_alt_and_a_number(qtbot, side, session):
    card = ask(side, session)
    session.make_current(parse_ref("VON[r14].GIAO"))
    side.checks.refresh()
    assert [text.partition(" ")[0] for text in readings(card)] == ["1", "2"]
    with qtbot.waitSignal(session.said) as said:
        QTest.keyClick(side.window(), Qt.Key.Key_1, ALT)
    assert "không có câu hỏi" in said.args[0]
    assert session.work.dossier.cell(DOUBTFUL).state.value == "unread"


def test_a_number_typed_on_the_tabs_answers_the_current_question(side, session):
    ask(side, session)
    side.take_focus()
    QTest.keyClick(side.tabs[0], Qt.Key.Key_1)
    assert session.work.dossier.cell(DOUBTFUL).state.value == "value"


def test_after_an_answer_by_a_click_one_is_back_in_the_cell(qtbot, side, session):
    card = ask(side, session)
    with qtbot.waitSignal(session.asked) as asked:
        press(card, "reading_2")
    assert asked.args == [DOUBTFUL]


def test_choices_that_say_the_same_keep_the_focus(side, session):
    card = ask(side, session)
    button = card.findChild(QPushButton, "reading_2")
    button.setFocus()
    session.make_current(parse_ref("VON[r5].GIAO"))
    session.make_current(DOUBTFUL)
    enter(session.work, SPENT, "3.600")
    side.checks.refresh()
    assert button.hasFocus()


def walk(side, key=Qt.Key.Key_Tab, most=40):
    """Where the key comes by, until it leaves the panel."""
    passed = []
    for _ in range(most):
        before = QApplication.focusWidget()
        assert before is not None
        QTest.keyClick(before, key)
        focus = QApplication.focusWidget()
        if focus is None or not side.isAncestorOf(focus):
            break
        passed.append(focus)
    return passed


def test_tab_goes_through_the_cards_as_they_are_read_and_back(side, session):
    confirm(session)
    ask(side, session)
    session.make_current(DOUBTFUL)
    side.checks.refresh()
    side.take_focus()
    passed = walk(side)
    names = [each.objectName() for each in passed]
    assert names[:3] == ["reading_1", "reading_2", "goto_cell"]
    reason = names.index("reason")
    assert names[reason : reason + 3] == ["reason", "in_report", "goto_cell"]
    order = [next(place for place, card in enumerate(cards(side)) if card.isAncestorOf(each)) for each in passed]
    assert order == sorted(order)
    assert side.window().findChild(QLineEdit, "elsewhere").hasFocus()
    passed[2].setFocus()
    assert walk(side, Qt.Key.Key_Backtab)[:2] == [passed[1], passed[0]]


def test_escape_in_the_panel_goes_back_to_the_cell(qtbot, side, session):
    session.make_current(SPENT)
    side.take_focus()
    with qtbot.waitSignal(session.asked) as asked:
        QTest.keyClick(side.tabs[0], Qt.Key.Key_Escape)
    assert asked.args == [SPENT]


def test_escape_goes_back_to_the_page_when_it_shows_another_form(qtbot, side, session):
    session.make_current(SPENT)
    side.show_form("DA2")
    side.take_focus()
    asked: list[object] = []
    session.asked.connect(asked.append)
    with qtbot.waitSignal(side.left):
        QTest.keyClick(side.tabs[0], Qt.Key.Key_Escape)
    assert asked == []


def test_a_card_that_goes_away_with_the_focus_leads_back_to_the_cell(qtbot, side, session):
    before = session.work.dossier.cell(SPENT).text
    enter(session.work, SPENT, "999.999")
    session.make_current(SPENT)
    side.checks.refresh()
    card_of(side, "lớn hơn vốn").findChild(QPushButton, "goto_cell").setFocus()
    enter(session.work, SPENT, f"{before} đồng")
    with qtbot.waitSignal(session.asked) as asked:
        side.checks.refresh()
    assert asked.args == [SPENT]


def test_after_the_form_was_changed_no_cell_of_the_old_one_is_current(side, session):
    enter(session.work, SPENT, "999.999")
    session.make_current(SPENT)
    side.show_form("VON")
    side.checks.refresh()
    assert "Dòng đang chọn" in texts(side.checks)
    side.show_form("DA6_1")
    side.checks.refresh()
    assert "Dòng đang chọn" not in texts(side.checks)
    side.show_form("VON")
    side.checks.refresh()
    assert "Dòng đang chọn" in texts(side.checks)


def test_lines_of_capital_that_a_form_shows_stay_current_in_it(side, session):
    enter(session.work, DOUBTFUL, "1,054")
    session.make_current(DOUBTFUL)
    side.show_form("DA4_1")
    side.checks.refresh()
    assert "Dòng đang chọn" in texts(side.checks)


def test_escape_in_the_search_box_returns_to_where_one_was(qtbot, side, session, look):
    search = SearchBox(look, session)
    side.window().layout().addWidget(search)
    search.show()
    elsewhere = side.window().findChild(QLineEdit, "elsewhere")
    elsewhere.setFocus()
    search.setFocus()
    vtype(search, "giải ngân")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert elsewhere.hasFocus() and search.text() == ""


def test_search_returns_to_what_the_field_stood_in_when_the_field_is_gone(qtbot, side, session, look):
    search = SearchBox(look, session)
    side.window().layout().addWidget(search)
    search.show()
    grid = QWidget(side.window())
    grid.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    editor = QLineEdit(grid)
    grid.show()
    editor.setFocus()
    search.setFocus()
    delete(editor)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert grid.hasFocus()


# ---- wording


def test_a_list_is_asked_by_its_names(side, session):
    ref = parse_ref("PHAM_VI.NGUON")
    card = ask(side, session, ref, "nguồn khác")
    assert card.title.text() == "Chọn giá trị nào?"
    names = [each.label for each in session.work.edition.lists["PHAM_VI_NGUON"].items.values()]
    assert [text.partition("   ")[2] for text in readings(card)] == names
    assert "1.234,5" not in card.remedy.text() and names[0] in card.remedy.text()
    assert "là số nào" not in card.message.text()
    press(card, "reading_2")
    assert session.work.dossier.cell(ref).text == "NSTW_NSDP"


def test_a_day_without_its_year_is_asked_as_a_day(side, session):
    card = ask(side, session, parse_ref("DOT_GIAO[r1].NGAY"), "06/4")
    assert card.title.text() == "Ngày này là …?"
    assert [text.partition("   ")[2] for text in readings(card)] == ["06/4/2023"]
    assert "31/01/2024" in card.remedy.text()


def test_a_place_is_told_in_short_and_in_full_as_its_tooltip(side, session):
    enter(session.work, DOUBTFUL, "1,054")
    side.show_form("VON")
    side.checks.refresh()
    card = card_of(side, "Đọc số này")
    assert card.place.text().endswith("TDA 1 - DA 4 · vốn 2022 · Giải ngân lũy kế")
    assert card.place.toolTip() == card.issue.place
    enter(session.work, parse_ref("VON[r15].GIAI_NGAN"), "1,054")
    side.checks.refresh()
    card = next(each for each in cards(side) if each.issue.ref == "VON[r15].GIAI_NGAN")
    assert "TDA 1 - DA 4 · 2023 · " in card.place.text() and "2023 · 2023" not in card.place.text()


def test_no_place_takes_more_than_two_lines(side, session):
    for row in session.work.evaluation.rows("VON"):
        enter(session.work, parse_ref(f"VON[{row}].GIAI_NGAN"), "1,054")
    side.checks.refresh()
    assert len(cards(side)) == AT_ONCE
    for card in cards(side):
        assert card.place.heightForWidth(card.place.width()) <= 2 * card.place.fontMetrics().lineSpacing() + 2


def test_ten_times_the_previous_period_is_told_with_both_numbers(qtbot, look, desk):
    load_sample(desk, SAMPLE)
    session = opened(desk, load_sample(desk, "phong-tho-2021-2024"))
    panel, host = shown(qtbot, look, session)
    enter(session.work, parse_ref("VON[r14].GIAI_NGAN"), "61.890")
    panel.show_form("VON")
    panel.checks.refresh()
    card = next(each for each in cards(panel) if each.issue.code == "VON_LECH_HANG")
    assert "kỳ trước 6.189, nay 61.890" in card.message.text()
    assert card.message.text().startswith("Số này lệch kỳ trước")
    host.close()
    session.finish()


# ---- the box of reasons, twins


def test_the_box_of_a_reason_grows_to_four_lines(qtbot, side, session):
    issue = confirm(session)
    side.checks.refresh()
    box = next(each for each in cards(side) if each.issue.identity == issue.identity).findChild(ReasonBox)
    line = box.fontMetrics().lineSpacing()
    one = box.height()
    box.setText("Vốn bổ sung cuối năm, đã có quyết định điều chỉnh của huyện")
    assert one + line <= box.height() <= one + 2 * line
    box.setText("Vốn bổ sung cuối năm, đã có quyết định điều chỉnh của huyện. " * 8)
    assert box.height() == one + 3 * line


def test_a_line_broken_in_a_reason_is_kept_as_a_space(side, session):
    issue = confirm(session)
    side.checks.refresh()
    box = next(each for each in cards(side) if each.issue.identity == issue.identity).findChild(ReasonBox)
    box.setFocus()
    vtype(box, "Vốn bổ sung")
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    vtype(box, "cuối năm")
    assert box.text() == "Vốn bổ sung\ncuối năm"
    QTest.keyClick(box, Qt.Key.Key_Return)
    kept = [each.text for each in session.work.dossier.reasons.values() if each.control == issue.code]
    assert kept == ["Vốn bổ sung cuối năm"]


def rates(side):
    side.checks.refresh()
    return [each for each in cards(side) if each.issue.code == "MUC_TIEU_QUA_100"]


def test_a_typed_figure_and_the_one_computed_from_it_are_one_finding_with_one_reason(side, session):
    enter(session.work, parse_ref("MUC_TIEU.QG[TY_LE_NGHEO].TH"), "118")
    enter(session.work, parse_ref("MUC_TIEU.QG[TY_LE_NGHEO].KH"), "118")
    found = [each.ref for each in session.work.evaluation.issues if each.code == "MUC_TIEU_QUA_100"]
    assert len(found) == 3
    assert sorted(each.issue.ref for each in rates(side)) == [
        "MUC_TIEU.QG[TY_LE_NGHEO].KH", "MUC_TIEU.QG[TY_LE_NGHEO].TH",
    ]  # fmt: skip
    card = next(each for each in rates(side) if each.issue.ref.endswith("].TH"))
    box = card.findChild(ReasonBox)
    box.setFocus()
    vtype(box, REASON)
    QTest.keyClick(box, Qt.Key.Key_Return)
    explained = {each.ref for each in session.work.evaluation.issues if each.reason == REASON}
    assert explained == {"MUC_TIEU.QG[TY_LE_NGHEO].TH", "MUC_TIEU.QG[TY_LE_NGHEO].TH_TINH"}
    assert len(rates(side)) == 2


def test_twins_are_counted_once(side, session):
    side.checks.refresh()
    before = side.checks.counters.accessibleName()
    assert "giải trình" not in before
    enter(session.work, parse_ref("MUC_TIEU.QG[TY_LE_NGHEO].TH"), "118")
    side.checks.refresh()
    assert "1 giải trình" in side.checks.counters.accessibleName()


# ---- in the whole window


def test_a_question_is_answered_from_the_grid_without_leaving_it(hands):
    hands.goto(str(DOUBTFUL))
    hands.type("1,054")
    hands.press(Qt.Key.Key_2, alt=True)
    assert hands.cell(str(DOUBTFUL)).state.value == "value"
    assert hands.grid.current_ref() == DOUBTFUL
    hands.press(Qt.Key.Key_Down)
    assert hands.grid.current_ref() == parse_ref("VON[r15].GIAI_NGAN")
    assert hands.cell(str(DOUBTFUL)).state.value == "value"


def test_f6_and_tab_reach_a_choice_and_the_focus_comes_back_to_the_cell(hands):
    hands.goto(str(DOUBTFUL))
    enter(hands.workspace.session.work, DOUBTFUL, "1,054")
    hands.workspace.side.checks.refresh()
    hands.press(Qt.Key.Key_F6)
    hands.press(Qt.Key.Key_Tab)
    assert hands.focus.objectName() == "reading_1"
    hands.press(Qt.Key.Key_Space)
    assert hands.cell(str(DOUBTFUL)).state.value == "value"
    assert hands.grid.current_ref() == DOUBTFUL
    hands.press(Qt.Key.Key_F6)
    hands.press(Qt.Key.Key_Escape)
    assert hands.grid.current_ref() == DOUBTFUL


def test_a_click_on_a_choice_leads_back_to_the_cell(hands):
    hands.goto(str(DOUBTFUL))
    enter(hands.workspace.session.work, DOUBTFUL, "1,054")
    side = hands.workspace.side
    side.checks.refresh()
    press(card_of(side, "Đọc số này"), "reading_1")
    hands.settle()
    assert hands.grid.current_ref() == DOUBTFUL


def test_escape_in_the_search_box_returns_to_the_cell_that_was_edited(hands):
    hands.goto(str(DOUBTFUL))
    hands.type("16")
    hands.press(Qt.Key.Key_F, control=True)
    assert isinstance(hands.focus, SearchBox)
    hands.press(Qt.Key.Key_Escape)
    assert hands.grid.current_ref() == DOUBTFUL
    assert hands.cell(str(DOUBTFUL)).text


def test_an_open_field_of_a_form_is_written_before_its_question_is_answered(hands):
    ref = parse_ref("CHUNG.DON_VI.SO_HO")
    hands.goto(str(ref))
    hands.press(Qt.Key.Key_A, control=True)
    hands.type("12.34")
    assert hands.cell(str(ref)) is None
    hands.press(Qt.Key.Key_2, alt=True)
    assert hands.cell(str(ref)).text == "12340"


def test_another_form_in_front_has_no_current_row(hands):
    hands.goto(str(DOUBTFUL))
    enter(hands.workspace.session.work, DOUBTFUL, "1,054")
    side = hands.workspace.side
    hands.workspace.open_form("DA6_1")
    side.checks.refresh()
    assert "Dòng đang chọn" not in texts(side.checks)
