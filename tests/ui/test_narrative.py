"""Writing narratives: figures as chips, keeping, two processes, copies, the figure picker, the page."""

from time import perf_counter

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QTextEdit, QVBoxLayout, QWidget

from gnbv_desktop.engine.bound import write_bound
from gnbv_desktop.kernel.inline import (
    Bound,
    Citation,
    FigureStyle,
    Inline,
    Paragraph,
    ParagraphStyle,
    Words,
    paragraphs_from_json,
    paragraphs_to_json,
)
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.kernel.text import nfc
from gnbv_desktop.services.bound_figures import bound_info
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample, sample_names
from gnbv_desktop.services.entry import enter, write_slot
from gnbv_desktop.services.history import history
from gnbv_desktop.services.narrative import paragraphs_of
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import DARK, LIGHT
from gnbv_desktop.ui.narrative.block import NarrativeBlock
from gnbv_desktop.ui.narrative.clipboard import OWN
from gnbv_desktop.ui.narrative.conversion import OBJECT, load, read
from gnbv_desktop.ui.narrative.editor import NarrativeEditor
from gnbv_desktop.ui.narrative.inspector import Inspector
from gnbv_desktop.ui.narrative.page import NarrativePage
from gnbv_desktop.ui.narrative.picker import FigurePicker
from gnbv_desktop.ui.session import Session
from tests.support import vtype

NAME = "phong-tho-2023"
SLOT = "DA2.TM.KHO_KHAN"
"""Empty in the sample."""
FIGURE = Bound("DA2.KQ[XA].LUY_KE", FigureStyle.COUNT)
MONEY = Bound('VON(GIAO, DU_AN="DA2")', FigureStyle.MONEY)
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def desk(tmp_path):
    opened = Desk.open(tmp_path)
    load_sample(opened, NAME)
    yield opened
    opened.close()


@pytest.fixture
def session(qtbot, desk):
    made = Session(Work.show(desk, NAME))
    made.work.find()
    yield made
    made.finish()


@pytest.fixture
def look(qtbot):
    return Look(LIGHT)


@pytest.fixture
def open_editor(qtbot, look, session):
    """An editor in a window, with another thing that takes the focus."""
    windows = []

    def opened(*paragraphs, slot=SLOT):
        if paragraphs:
            session.run(lambda work: write_slot(work, slot, paragraphs))
        window = QWidget()
        column = QVBoxLayout(window)
        editor = NarrativeEditor(look, session, slot)
        column.addWidget(editor)
        other = QLineEdit()
        other.setObjectName("elsewhere")
        column.addWidget(other)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(800, 600)
        window.show()
        window.activateWindow()
        editor.setFocus()
        qtbot.waitUntil(editor.text.hasFocus)
        return editor

    return opened


def leave(editor):
    editor.window().findChild(QLineEdit, "elsewhere").setFocus()


def words(text, **flags):
    return Paragraph((Words(text, **flags),))


def held(session, slot=SLOT):
    return paragraphs_of(session.work, slot)


def put(editor, position, end=None):
    cursor = editor.text.textCursor()
    cursor.setPosition(position)
    if end is not None:
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.text.setTextCursor(cursor)


def press(editor, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(editor.text, key, modifiers)


def steps(session):
    return {entry.step for entry in history(session.work) if entry.kind == "slot"}


def elsewhere_writes(tmp_path, *paragraphs, slot=SLOT):
    other = Desk.open(tmp_path)
    write_slot(Work.show(other, NAME), slot, paragraphs)
    other.close()


# ---- to the document and back


@pytest.mark.parametrize("name", sample_names())
def test_every_slot_of_the_samples_comes_back_as_it_was(qtbot, tmp_path, name):
    desk = Desk.open(tmp_path)
    work = Work.show(desk, load_sample(desk, name))
    desk.close()
    document = QTextDocument()
    assert work.dossier.narratives
    for slot, content in work.dossier.narratives.items():
        load(document, paragraphs_from_json(content))
        assert paragraphs_to_json(read(document)) == list(content), slot
        assert not document.isUndoAvailable()


LETTERS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "So")), min_size=1, max_size=8).map(nfc)
WORDS = st.builds(
    Words, LETTERS.filter(bool), st.booleans(), st.booleans(), st.sampled_from(("", "VON(GIAO)")), st.booleans()
)
CHIPS = st.sampled_from(
    (FIGURE, MONEY, Bound("cutoff()", FigureStyle.DATE, bold=True), Citation(("r1", "VB[r2]")), Citation((), "inline"))
)
PARAGRAPHS = st.lists(
    st.builds(
        Paragraph,
        st.lists(st.one_of(WORDS, CHIPS), min_size=1, max_size=5).map(tuple),
        st.sampled_from(ParagraphStyle),
    ),
    max_size=4,
).map(tuple)


def joined(paragraphs):
    """Words of one kind side by side are one piece."""
    found = []
    for paragraph in paragraphs:
        items: list[Inline] = []
        for item in paragraph.items:
            last = items[-1] if items else None
            if (
                isinstance(item, Words)
                and isinstance(last, Words)
                and (last.bold, last.italic, last.was, last.copied) == (item.bold, item.italic, item.was, item.copied)
            ):
                items.pop()
                item = Words(nfc(last.text + item.text), item.bold, item.italic, item.was, item.copied)
            items.append(item)
        found.append(Paragraph(tuple(items), paragraph.style))
    return tuple(found)


@settings(max_examples=60)
@given(PARAGRAPHS)
def test_any_paragraphs_come_back_from_the_document(qapp, paragraphs):
    document = QTextDocument()
    load(document, paragraphs)
    assert read(document) == joined(paragraphs)


def test_a_line_break_inside_a_paragraph_stays_inside_it(qapp):
    document = QTextDocument()
    load(document, (words("dòng một\ndòng hai"),))
    assert document.blockCount() == 1
    assert read(document) == (words("dòng một\ndòng hai"),)


# ---- typing


def test_typed_words_are_kept_on_leaving_as_one_step(open_editor, session):
    editor = open_editor()
    vtype(editor, "Tiến độ chậm")
    editor.keeper.write()
    vtype(editor, " do mưa lũ")
    before = steps(session)
    leave(editor)
    assert held(session) == (words("Tiến độ chậm do mưa lũ"),)
    assert steps(session) == before
    editor.setFocus()
    vtype(editor, ".")
    leave(editor)
    assert len(steps(session)) == len(before) + 1


def test_a_pause_writes_while_one_stays(open_editor, session, qtbot):
    editor = open_editor()
    vtype(editor, "Đã nghiệm thu")
    qtbot.waitUntil(lambda: held(session) == (words("Đã nghiệm thu"),), timeout=4000)
    assert editor.text.hasFocus()


def test_a_dash_typed_at_the_start_turns_only_when_the_paragraph_is_left(open_editor, session):
    editor = open_editor()
    vtype(editor, "- Tiểu dự án 1")
    assert editor.text.toPlainText() == "- Tiểu dự án 1"
    editor.keeper.write()
    assert editor.text.toPlainText() == "- Tiểu dự án 1"
    press(editor, Qt.Key.Key_Return)
    vtype(editor, "Tiểu dự án 2")
    press(editor, Qt.Key.Key_Return)
    press(editor, Qt.Key.Key_Return)
    vtype(editor, "+ cộng")
    leave(editor)
    assert held(session) == (
        Paragraph((Words("Tiểu dự án 1"),), ParagraphStyle.DASH),
        Paragraph((Words("Tiểu dự án 2"),), ParagraphStyle.DASH),
        Paragraph((Words("cộng"),), ParagraphStyle.PLUS),
    )


def test_a_paragraph_that_was_only_passed_through_keeps_its_typed_dash(open_editor, session):
    editor = open_editor(words("- như trong báo cáo cũ"), words("đoạn hai"))
    press(editor, Qt.Key.Key_Down)
    leave(editor)
    assert held(session)[0] == words("- như trong báo cáo cũ")


def test_the_list_key_and_backspace_change_the_style(open_editor, session):
    editor = open_editor(words("Dự án 2"))
    for style in (ParagraphStyle.DASH, ParagraphStyle.PLUS, ParagraphStyle.PLAIN, ParagraphStyle.DASH):
        press(editor, Qt.Key.Key_L, CTRL | SHIFT)
        assert editor.text.read()[0].style is style
    put(editor, 0)
    press(editor, Qt.Key.Key_Backspace)
    assert editor.text.read() == (words("Dự án 2"),)


def test_bold_and_italic_are_kept(open_editor, session):
    editor = open_editor(words("Dự án 2: đạt"))
    put(editor, 0, 8)
    press(editor, Qt.Key.Key_B, CTRL)
    put(editor, 9, 12)
    press(editor, Qt.Key.Key_I, CTRL)
    leave(editor)
    assert held(session) == (Paragraph((Words("Dự án 2:", bold=True), Words(" "), Words("đạt", italic=True))),)


# ---- chips


SENTENCE = Paragraph((Words("Có "), FIGURE, Words(" xã")))


def test_nothing_of_a_chip_runs_on_into_words_typed_beside_it(open_editor):
    bold = Bound(FIGURE.expression, FIGURE.style, bold=True)
    editor = open_editor(Paragraph((bold,)))
    put(editor, 1)
    vtype(editor, " xã")
    put(editor, 0)
    vtype(editor, "Có ")
    assert editor.text.read() == (Paragraph((Words("Có "), bold, Words(" xã"))),)


def test_words_after_an_unbound_or_copied_piece_are_not_marked(open_editor):
    editor = open_editor(Paragraph((Words("5.200", was="A.B.C"), Words(" phiếu", copied=True))))
    put(editor, 5)
    vtype(editor, "!")
    put(editor, 12)
    vtype(editor, " mới")
    assert editor.text.read() == (
        Paragraph((Words("5.200", was="A.B.C"), Words("!"), Words(" phiếu", copied=True), Words(" mới"))),
    )


@pytest.mark.parametrize(("place", "key"), [(4, Qt.Key.Key_Backspace), (3, Qt.Key.Key_Delete)])
def test_a_chip_is_removed_as_one_and_undo_brings_it_back(open_editor, place, key):
    editor = open_editor(SENTENCE)
    put(editor, place)
    press(editor, key)
    assert editor.text.read() == (words("Có  xã"),)
    press(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text.read() == (SENTENCE,)


def test_a_chosen_chip_is_not_typed_over(open_editor):
    editor = open_editor(SENTENCE)
    put(editor, 3)
    press(editor, Qt.Key.Key_Right)
    assert editor.text.chip_chosen() == FIGURE
    vtype(editor, " ô")
    assert editor.text.read() == (Paragraph((Words("Có "), FIGURE, Words(" ô xã"))),)


def test_a_click_chooses_a_chip(open_editor, qtbot):
    editor = open_editor(SENTENCE)
    editor.grab()
    cursor = QTextCursor(editor.text.document())
    cursor.setPosition(3)
    box = editor.text.cursorRect(cursor)
    qtbot.mouseClick(editor.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 8, box.center().y()))
    assert editor.text.chip_chosen() == FIGURE


def test_a_figure_that_changes_is_shown_without_undo_step_or_moving_cursor(open_editor, session):
    editor = open_editor(SENTENCE)
    put(editor, 5)
    before = editor.text.document().size().width(), editor.plain_text()
    session.run(lambda work: enter(work, parse_ref(FIGURE.expression), "12345"))
    assert "12.345" in editor.plain_text()
    assert editor.plain_text() != before[1]
    assert not editor.text.document().isUndoAvailable()
    assert editor.text.textCursor().position() == 5
    assert not editor.keeper.dirty
    end = QTextCursor(editor.text.document())
    end.setPosition(4)
    wide = editor.text.cursorRect(end).left()
    session.run(lambda work: enter(work, parse_ref(FIGURE.expression), "5"))
    assert editor.text.cursorRect(end).left() < wide


def test_a_chip_stores_no_value(open_editor, session):
    open_editor(SENTENCE)
    assert session.work.dossier.narratives[SLOT][0]["items"][1] == {"fig": FIGURE.expression, "as": "count"}


def test_the_selected_chip_is_filled_with_the_accent(open_editor, look):
    editor = open_editor(SENTENCE)
    plain = colours(editor)
    editor.text.choose(3)
    assert look.color("accent").name() not in plain
    assert look.color("accent").name() in colours(editor)


def colours(editor):
    """Those inside the text, away from ring and bar."""
    picture = editor.text.grab().toImage()
    cursor = QTextCursor(editor.text.document())
    cursor.setPosition(3)
    box = editor.text.cursorRect(cursor)
    return {
        picture.pixelColor(x, y).name()
        for x in range(box.left() + 3, box.left() + 16)
        for y in range(box.top(), box.bottom())
    }


def test_searching_sees_the_words_of_chips(open_editor):
    editor = open_editor(Paragraph((Words("Vốn "), MONEY, Words(" theo "), Citation(("r1",)))))
    assert "Vốn 14.689 triệu đồng theo [văn bản " in editor.plain_text()
    assert OBJECT not in editor.plain_text()


# ---- clipboard


def clip():
    return QGuiApplication.clipboard()


def test_chips_survive_copy_and_paste_and_others_get_readable_text(open_editor):
    editor = open_editor(SENTENCE)
    press(editor, Qt.Key.Key_A, CTRL)
    press(editor, Qt.Key.Key_C, CTRL)
    assert clip().mimeData().text() == "Có 17 xã"
    put(editor, 7)
    press(editor, Qt.Key.Key_Return)
    press(editor, Qt.Key.Key_V, CTRL)
    assert editor.text.read() == (SENTENCE, SENTENCE)
    press(editor, Qt.Key.Key_V, CTRL | SHIFT)
    assert editor.text.read()[1] == Paragraph((*SENTENCE.items[:2], Words(" xãCó 17 xã")))


def test_cutting_a_part_takes_exactly_that_part(open_editor):
    editor = open_editor(Paragraph((Words("😀 Có "), FIGURE, Words(" xã"))), words("đoạn hai"))
    put(editor, 3, 12)
    press(editor, Qt.Key.Key_X, CTRL)
    assert editor.text.read() == (words("😀 oạn hai"),)
    press(editor, Qt.Key.Key_V, CTRL)
    assert editor.text.read() == (
        Paragraph((Words("😀 Có "), FIGURE, Words(" xã"))),
        words("đoạn hai"),
    )


def test_text_of_word_comes_as_plain_paragraphs(open_editor):
    editor = open_editor()
    source = QMimeData()
    source.setHtml("<p style='color:red'><b>Tiê\u0301n độ</b></p><p>- gạch</p>")
    source.setText("Tiê\u0301n độ\r\n\r\n- gạch đầu dòng\r\n+\tcộng\v" + OBJECT + "cuối")
    editor.text.insertFromMimeData(source)
    assert editor.text.read() == (
        words("Tiến độ"),
        Paragraph((Words("gạch đầu dòng"),), ParagraphStyle.DASH),
        Paragraph((Words("cộng"),), ParagraphStyle.PLUS),
        words("cuối"),
    )


def test_figures_that_this_dossier_does_not_know_come_as_words(open_editor):
    editor = open_editor()
    source = QMimeData()
    source.setData(OWN, b'[{"items": [{"fig": "KHONG_CO.A.B", "as": "count"}]}]')
    source.setText("12")
    editor.text.insertFromMimeData(source)
    assert editor.text.read() == (words("12"),)


# ---- undo


def test_undo_is_the_editors_while_it_holds_more_than_the_dossier(open_editor, session):
    editor = open_editor(words("Cũ"))
    put(editor, 2)
    vtype(editor, " và mới")
    count = len(history(session.work))
    press(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text.read() == (words("Cũ"),)
    assert len(history(session.work)) == count
    vtype(editor, " khác")
    editor.keeper.write()
    press(editor, Qt.Key.Key_Z, CTRL)
    assert held(session) == editor.text.read() == (words("Cũ"),)
    press(editor, Qt.Key.Key_Y, CTRL)
    assert held(session) == editor.text.read() == (words("Cũ khác"),)


def test_undo_after_a_pause_goes_back_to_what_the_pause_wrote(open_editor, session):
    editor = open_editor()
    vtype(editor, "một")
    editor.keeper.write()
    vtype(editor, " hai")
    press(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text.read() == (words("một"),)


# ---- somebody else, limits, seals


def strip_button(editor, name):
    return editor.findChild(QPushButton, name)


def test_anothers_change_does_not_touch_what_is_being_typed(open_editor, session, tmp_path):
    editor = open_editor(words("Chung"))
    put(editor, 5)
    vtype(editor, " của tôi")
    elsewhere_writes(tmp_path, words("Bản kia"))
    session.look()
    assert editor.text.read() == (words("Chung của tôi"),)
    leave(editor)
    assert held(session) == (words("Bản kia"),)
    strip_button(editor, "clash_view").click()
    assert editor.findChild(QLabel, "clash_theirs").text() == "Bản kia"
    strip_button(editor, "clash_keep").click()
    assert held(session) == (words("Chung của tôi"),)
    assert not strip_button(editor, "clash_keep").isVisible()


def test_anothers_text_can_be_taken(open_editor, session, tmp_path):
    editor = open_editor(words("Chung"))
    vtype(editor, "Tôi ")
    elsewhere_writes(tmp_path, words("Bản kia"))
    editor.keeper.write()
    strip_button(editor, "clash_take").click()
    assert editor.text.read() == held(session) == (words("Bản kia"),)
    assert not editor.keeper.dirty


def test_closing_in_a_clash_loses_neither_text(open_editor, session, tmp_path):
    editor = open_editor(words("Chung"))
    vtype(editor, "Tôi ")
    elsewhere_writes(tmp_path, words("Bản kia"))
    session.look()
    editor.finish()
    assert held(session) == (words("Tôi Chung"),)
    assert any("Bản kia" in str(entry.edits) for entry in history(session.work))


def test_anothers_change_is_simply_shown_when_nothing_is_typed(open_editor, session, tmp_path):
    editor = open_editor(words("Chung một đoạn"))
    put(editor, 5)
    elsewhere_writes(tmp_path, words("Bản kia dài"))
    session.look()
    assert editor.text.read() == (words("Bản kia dài"),)
    assert editor.text.textCursor().position() == 5


def test_a_text_too_long_is_refused_in_words_and_stays(open_editor, session, tmp_path):
    editor = open_editor(words("Ngắn"))
    editor.text.paste_paragraphs((words("dài " * 5001),))
    leave(editor)
    fault = editor.findChild(QLabel, "narrative_fault")
    assert "20.008 ký tự, nhiều nhất 20.000" in fault.text()
    assert fault.isVisible()
    assert held(session) == (words("Ngắn"),)
    assert len(editor.plain_text()) == 20008
    editor.setFocus()
    put(editor, 0, 100)
    press(editor, Qt.Key.Key_Delete)
    leave(editor)
    assert not fault.isVisible()
    assert len(held(session)[0].items[0].text) == 19908


# ---- copies and unbound words


def test_copied_words_are_signed_until_they_are_said_to_be_read(open_editor, session, qtbot):
    editor = open_editor(Paragraph((Words("Câu năm trước.", copied=True), Words(" in "), Words("5.200", was="A.B.C"))))
    assert {sign for sign, _ in editor.text.signs()} == {"history", "unlink"}
    assert len(editor.text.extraSelections()) == 2
    box = next(box for sign, box in editor.text.signs() if sign == "history")
    qtbot.mouseClick(editor.text.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert held(session)[0].items == (Words("Câu năm trước."), Words(" in "), Words("5.200", was="A.B.C"))
    assert {sign for sign, _ in editor.text.signs()} == {"unlink"}


def test_reading_copies_keeps_what_was_just_typed(open_editor, session):
    editor = open_editor(words("Câu năm trước.", copied=True))
    put(editor, 14)
    vtype(editor, " Nay")
    strip_button(editor, "copies_read").click()
    assert held(session)[0].items == (Words("Câu năm trước."), Words(" Nay"))
    assert not editor.keeper.dirty


# ---- inspector and picker


def inspector(editor):
    return editor.findChild(Inspector)


def test_the_inspector_says_what_a_chip_is_and_leads_to_its_field(open_editor, session):
    editor = open_editor(SENTENCE)
    asked: list[object] = []
    session.asked.connect(asked.append)
    editor.text.choose(3)
    told = inspector(editor).accessibleDescription()
    assert told.startswith("17 · ")
    assert "Dự án 2" in told
    press(editor, Qt.Key.Key_Return, ALT)
    assert asked == [parse_ref(FIGURE.expression)]


def test_unbinding_leaves_the_words_and_says_of_what(open_editor, session):
    editor = open_editor(SENTENCE)
    editor.text.choose(3)
    strip_button(editor, "figure_unbind").click()
    editor.finish()
    assert held(session) == (Paragraph((Words("Có "), Words("17", was=FIGURE.expression), Words(" xã"))),)
    assert not inspector(editor).isVisible()


def picker(editor):
    return editor.window().findChild(FigurePicker)


def search(editor, text):
    field = picker(editor).findChild(QLineEdit, "figure_search")
    vtype(field, text)
    return field


def test_a_figure_is_inserted_by_keys_alone(open_editor, session):
    editor = open_editor(words("Giao "))
    put(editor, 5)
    press(editor, Qt.Key.Key_I, CTRL | SHIFT)
    field = search(editor, "giải ngân dự án 2")
    assert picker(editor).findChild(QLabel, "figure_preview").text() == "14.689 triệu đồng"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not picker(editor).isVisible()
    assert editor.text.hasFocus()
    vtype(editor, ".")
    bound = Bound('VON(GIAI_NGAN, DU_AN="DA2")', FigureStyle.MONEY)
    assert editor.text.read() == (Paragraph((Words("Giao "), bound, Words("."))),)


def test_choosing_a_figure_belongs_to_the_stay(open_editor, session):
    editor = open_editor()
    vtype(editor, "Giao ")
    press(editor, Qt.Key.Key_I, CTRL | SHIFT)
    QTest.keyClick(search(editor, "giải ngân dự án 2"), Qt.Key.Key_Return)
    leave(editor)
    assert len(steps(session)) == 1


def test_f2_offers_another_figure_for_the_chip_beside_the_cursor(open_editor):
    editor = open_editor(SENTENCE)
    put(editor, 4)
    press(editor, Qt.Key.Key_F2)
    field = search(editor, "giải ngân dự án 2")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert editor.text.read() == (
        Paragraph((Words("Có "), Bound('VON(GIAI_NGAN, DU_AN="DA2")', FigureStyle.MONEY), Words(" xã"))),
    )


def test_escape_gives_up_and_changes_nothing(open_editor):
    editor = open_editor(SENTENCE)
    put(editor, 4)
    press(editor, Qt.Key.Key_F2)
    QTest.keyClick(search(editor, "giải ngân dự án 2"), Qt.Key.Key_Escape)
    assert not picker(editor).isVisible()
    assert editor.text.hasFocus()
    assert editor.text.read() == (SENTENCE,)


def test_a_ratio_is_made_of_two_figures(open_editor):
    editor = open_editor()
    press(editor, Qt.Key.Key_I, CTRL | SHIFT)
    QTest.keyClick(search(editor, "giải ngân lũy kế dự án 2"), Qt.Key.Key_Return, CTRL)
    field = search(editor, "tổng vốn được sử dụng dự án 2")
    assert picker(editor).findChild(QLabel, "figure_preview").text() == "14.689/14.689"
    QTest.keyClick(field, Qt.Key.Key_Return)
    ratio = '(VON(GIAI_NGAN, DU_AN="DA2"), VON(TONG, DU_AN="DA2"))'
    assert editor.text.read() == (Paragraph((Bound(ratio, FigureStyle.RATIO),)),)


@pytest.mark.parametrize("name", sample_names())
def test_every_figure_of_the_samples_has_a_name_and_a_place(qtbot, tmp_path, name):
    desk = Desk.open(tmp_path)
    work = Work.show(desk, load_sample(desk, name))
    desk.close()
    for slot in work.dossier.narratives:
        for bound in (item for each in paragraphs_of(work, slot) for item in each.items if isinstance(item, Bound)):
            info = bound_info(work, bound)
            assert info.name, bound
            assert info.text == write_bound(work.evaluation, bound)
            assert info.goto is None or info.goto.block in work.edition.blocks
            if bound.expression != "cutoff()" and not info.text.startswith("["):
                assert info.goto is not None, bound
                assert info.path, bound


def test_a_bound_figure_that_the_definitions_no_longer_know_says_so(open_editor, session):
    gone = Bound("KHONG_CO.A.B", FigureStyle.COUNT)
    editor = open_editor(Paragraph((Words("Có "), gone)))
    assert editor.plain_text() == "Có [số không còn trong biểu]"
    editor.text.choose(3)
    strip_button(editor, "figure_unbind").click()
    assert editor.text.read() == (Paragraph((Words("Có "), Words("…", was="KHONG_CO.A.B"))),)


def test_a_sealed_dossier_can_be_read_and_not_written(open_editor, session):
    editor = open_editor(SENTENCE)
    head = evolve(session.work.dossier.head, status="sealed")
    session.work.dossier = evolve(session.work.dossier, head=head)
    session.changed.emit(None)
    put(editor, 4)
    vtype(editor, "x")
    for key, modifiers in (
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_B, CTRL),
        (Qt.Key.Key_L, CTRL | SHIFT),
        (Qt.Key.Key_V, CTRL | SHIFT),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    ):
        press(editor, key, modifiers)
    assert editor.text.read() == (SENTENCE,)
    assert picker(editor) is None
    assert not strip_button(editor, "figure_unbind").isEnabled()


# ---- blocks and the page


def test_a_block_opens_its_editors_when_they_are_needed(qtbot, look, session):
    made = NarrativeBlock(look, session, "DA2.TM")
    qtbot.addWidget(made)
    assert made.slots()[:2] == ("DA2.TM.KET_QUA", SLOT)
    assert made.editors() == ()
    made.resize(780, 500)
    made.show()
    qtbot.waitUntil(lambda: len(made.editors()) == 1)
    assert [each.isVisible() for each in made.findChildren(QTextEdit, "DA2.TM.KET_QUA")] == [True]
    line = next(each for each in made.findChildren(QPushButton, "narrative_write") if "khó khăn" in each.text())
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Space)
    editor = made.current()
    assert editor is not None and editor.slot == SLOT
    vtype(editor, "Mưa lũ")
    made.finish()
    assert held(session) == (words("Mưa lũ"),)


def test_a_block_of_many_slots_is_there_at_once(qtbot, look, session):
    NarrativeBlock(look, session, "DA2.TM").deleteLater()
    begun = perf_counter()
    made = NarrativeBlock(look, session, "CHI_DAO.TM")
    spent = perf_counter() - begun
    qtbot.addWidget(made)
    assert len(made.slots()) == 14
    assert spent < 0.06


def test_an_editor_is_as_tall_as_its_text(open_editor, look):
    editor = open_editor(words("một dòng"))
    low = editor.text.height()
    editor.text.paste_paragraphs(tuple(words(f"đoạn {place}") for place in range(12)))
    assert editor.text.height() > low * 5
    look.wear(DARK, 1.25)
    assert editor.text.height() >= editor.text.document().size().height()
    assert not editor.text.document().isUndoAvailable() or editor.keeper.dirty


def test_the_page_holds_every_narrative_and_counts(qtbot, look, session):
    page = NarrativePage(look, session)
    qtbot.addWidget(page)
    page.resize(830, 600)
    said: list[str] = []
    session.summed.connect(said.append)
    page.show()
    qtbot.waitUntil(lambda: bool(said))
    assert set(session.work.dossier.narratives) <= set(page.slots())
    before = page.counted()
    assert said[-1] == f"{before.words} chữ · {before.bound} số gắn"
    editor = page.show_slot("DA2.TM.KHO_KHAN")
    vtype(editor, "Giao chậm")
    assert page.counted().words == before.words + 2
    assert page.current() is editor
    page.finish()
    assert held(session) == (words("Giao chậm"),)


def test_a_slot_written_elsewhere_while_it_was_folded_away_is_shown(qtbot, look, session):
    page = NarrativePage(look, session)
    qtbot.addWidget(page)
    page.resize(830, 600)
    page.show()
    page.show_slot("DA2.TM.KET_QUA")
    session.run(lambda work: write_slot(work, SLOT, (words("Từ nơi khác"),)))
    qtbot.waitUntil(lambda: bool(page.findChildren(QTextEdit, SLOT)))
    assert [each.toPlainText() for each in page.findChildren(QTextEdit, SLOT)] == ["Từ nơi khác"]


def test_what_is_said_of_a_figure_does_not_cover_the_line_it_stands_in(qtbot, look, session):
    lines = [words(f"Đoạn thứ {number}: tiến độ giải ngân còn chậm so với kế hoạch.") for number in range(12)]
    session.run(lambda work: write_slot(work, SLOT, [*lines, SENTENCE]))
    page = NarrativePage(look, session)
    qtbot.addWidget(page)
    page.resize(830, 420)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    editor = page.show_slot(SLOT)
    editor.text.setFocus()
    qtbot.waitUntil(editor.text.hasFocus)
    text, (scroll,) = editor.text, page.findChildren(QScrollArea, "narrative_scroll")
    end = len(text.toPlainText())
    put(editor, end)

    def line():
        caret = text.cursorRect()
        top = text.viewport().mapTo(scroll.viewport(), caret.topLeft()).y()
        return top, top + caret.height(), scroll.viewport().height()

    bar = scroll.verticalScrollBar()
    bar.setValue(bar.value() + line()[1] - line()[2])
    assert line()[1] == line()[2]
    text.choose(end - 4)
    (panel,) = page.findChildren(Inspector)
    qtbot.waitUntil(lambda: panel.isVisible() and panel.y() >= scroll.geometry().bottom())
    top, bottom, height = line()
    assert top >= 0 and bottom <= height


# ---- suggested sentences


def test_suggested_sentences_come_with_bound_figures_and_go_with_undo(qtbot, open_editor, session):
    editor = open_editor(words("Đã chọn nhà thầu."), slot="DA7_1.TM.KET_QUA")
    press(editor, Qt.Key.Key_G, CTRL | SHIFT)
    own, taken = editor.text.read()
    assert own == words("Đã chọn nhà thầu.")
    assert any(isinstance(item, Bound) and item.style is FigureStyle.MONEY for item in taken.items)
    assert "giao" in editor.plain_text()
    press(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text.read() == (own,)


def test_a_slot_without_suggestions_says_so(qtbot, open_editor, session):
    editor = open_editor()
    with qtbot.waitSignal(session.said) as said:
        press(editor, Qt.Key.Key_G, CTRL | SHIFT)
    assert "chưa có câu gợi ý" in said.args[0]
    assert not editor.text.read()
