"""Unikey types a syllable, then takes letters back and types others: the text must come out as the official sees it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gnbv_desktop.kernel.inline import Bound, FigureStyle, Inline, Paragraph, Words
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.entry import write_slot
from gnbv_desktop.services.narrative import paragraphs_of
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.narrative.editor import NarrativeEditor
from gnbv_desktop.ui.session import Session
from tests.support import vtype

SLOT = "DA2.TM.KHO_KHAN"
CHIP = Bound("DA2.KQ[XA].LUY_KE", FigureStyle.COUNT)
BURSTS = (("tie", 0, ""), ("", 1, "ê"), ("n", 0, ""), ("g", 0, ""), ("", 3, "ếng"), (" Vi", 0, ""), ("e", 1, "ê"),
          ("t", 0, ""), ("", 2, "ệt"))  # fmt: skip
"""What is typed, how many letters are taken back, what is typed instead: "tieengs Vieetj" in Telex."""


@pytest.fixture
def session(qtbot, tmp_path):
    desk = Desk.open(tmp_path)
    load_sample(desk, "phong-tho-2023")
    made = Session(Work.show(desk, "phong-tho-2023"))
    made.work.find()
    yield made
    made.finish()
    desk.close()


@pytest.fixture
def editor(qtbot, session):
    write_slot(session.work, SLOT, (Paragraph((CHIP, CHIP)),))
    made = NarrativeEditor(Look(), session, SLOT)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.text.hasFocus)
    return made


def unikey(widget, between=lambda: None):
    for plain, back, instead in BURSTS:
        vtype(widget, plain)
        between()
        for _ in range(back):
            QTest.keyClick(widget.focusProxy() or widget, Qt.Key.Key_Backspace)
        vtype(widget, instead)


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("saves", [False, True])
def test_bursts_come_out_right_beside_chips_also_when_a_save_comes_between(editor, session, place, saves):
    cursor = editor.text.textCursor()
    cursor.setPosition(place)
    editor.text.setTextCursor(cursor)
    unikey(editor, editor.keeper.write if saves else lambda: None)
    editor.keeper.write()
    items: list[Inline] = [CHIP, CHIP]
    items.insert(place, Words("tiếng Việt"))
    assert editor.text.read() == paragraphs_of(session.work, SLOT) == (Paragraph(tuple(items)),)


def test_bursts_come_out_right_after_a_typed_dash(editor, session):
    cursor = editor.text.textCursor()
    cursor.setPosition(2)
    editor.text.setTextCursor(cursor)
    QTest.keyClick(editor.text, Qt.Key.Key_Return)
    vtype(editor, "- ")
    unikey(editor, editor.keeper.write)
    assert editor.text.toPlainText().endswith("- tiếng Việt")


def test_bursts_come_out_right_in_the_search_for_a_figure(editor):
    editor.pick()
    field = editor.window().focusWidget()
    unikey(field)
    assert field.text() == "tiếng Việt"


def test_a_chosen_chip_survives_a_burst(editor):
    editor.text.choose(0)
    unikey(editor)
    assert editor.text.read() == (Paragraph((CHIP, Words("tiếng Việt"), CHIP)),)
