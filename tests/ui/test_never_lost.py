"""What was typed is never lost and never falls into another cell: pauses, undo, other windows, a file that is held."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.bulk import remove_rows
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.fields.edit import FigureEdit
from gnbv_desktop.ui.frame.places import NARRATIVE
from gnbv_desktop.ui.narrative.editor import NarrativeEditor
from gnbv_desktop.ui.pages.capital_page import CapitalPage
from gnbv_desktop.ui.shell import Shell
from tests.ui.conftest import SAMPLE, Hands, stored, text_on_disk

Key = Qt.Key
FIELD = "CHUNG.DON_VI.SO_XA"
LIST = "CHI_DAO.VAN_BAN"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Another program keeps the file to itself."""
    connection = sqlite3.connect(folder / "gnbv.sqlite3", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def elsewhere(folder: Path, action: Callable[[Work], object]) -> None:
    desk = Desk.open(folder)
    action(Work.open(desk, SAMPLE))
    desk.close()


def typed_elsewhere(folder: Path, ref: str, text: str) -> None:
    elsewhere(folder, lambda work: enter(work, parse_ref(ref), text))


def look(hands: Hands) -> None:
    hands.workspace.session.look()
    hands.settle()


def pause(hands: Hands) -> None:
    """The hands rest: what is typed so far is written."""
    editor = hands.focus
    assert isinstance(editor, FigureEdit)
    assert editor.stay is not None
    editor.stay.write()
    hands.settle()


def select_all(hands: Hands) -> None:
    editor = hands.focus
    assert isinstance(editor, QLineEdit)
    editor.selectAll()


def money(hands: Hands, place: int = 0) -> str:
    return f"VON[{hands.workspace.session.work.dossier.block('VON').order[place]}].GIAO"


def new_row(hands: Hands) -> str:
    return f"r{hands.workspace.session.work.dossier.block(LIST).last + 1}"


def numbers(folder: Path) -> list[str]:
    return [cells["SO"].text for cells in stored(folder).block(LIST).rows.values() if "SO" in cells]


def editor_in_front(hands: Hands) -> NarrativeEditor:
    hands.workspace.open_place(NARRATIVE.key)
    hands.settle()
    found = next(each for each in hands.window.findChildren(NarrativeEditor) if each.isVisible())
    found.text.setFocus()
    hands.settle()
    return found


# ---- one user


def test_the_same_figure_typed_again_after_undo_is_written(hands):
    hands.goto(FIELD)
    hands.type("23")
    pause(hands)
    assert hands.cell(FIELD).text == "23"
    hands.press(Key.Key_Z, control=True)
    assert hands.cell(FIELD) is None
    select_all(hands)
    hands.type("23")
    hands.press(Key.Key_Return)
    assert hands.cell(FIELD).text == "23"


def test_after_escape_in_a_field_one_can_go_on_typing(hands):
    hands.goto(FIELD)
    hands.type("99")
    hands.press(Key.Key_Escape)
    select_all(hands)
    hands.type("23")
    hands.press(Key.Key_Tab)
    assert hands.cell(FIELD).text == "23"


def test_a_line_that_no_longer_fits_the_filter_stays_while_one_types_in_it(hands):
    before = dict(hands.workspace.session.work.dossier.cells())
    row = next(
        row for row, cells in hands.workspace.session.work.dossier.block("VON").rows.items() if "NAM_GOC" in cells
    )
    ref = f"VON[{row}].NAM_GOC"
    hands.goto(ref)
    grid = hands.grid
    page = hands.window.findChild(CapitalPage)
    page._filter("NAM_GOC", hands.cell(ref).text)
    grid.show_ref(parse_ref(ref))
    grid.setFocus()
    hands.type("202")
    pause(hands)
    hands.type("1")
    hands.press(Key.Key_Return)
    after = dict(hands.workspace.session.work.dossier.cells())
    assert {str(ref) for ref in {*before, *after} if before.get(ref) != after.get(ref)} == {ref}
    assert hands.cell(ref).text == "2021"
    assert not grid.grid_model.index_of(parse_ref(ref)).isValid()


def test_the_undo_button_takes_back_what_is_being_typed(hands):
    first, second = money(hands, 0), money(hands, 1)
    before = hands.cell(second)
    hands.goto(first)
    hands.type("12")
    hands.press(Key.Key_Return)
    hands.goto(second)
    hands.type("13")
    QTest.mouseClick(hands.workspace.bar.undo, Qt.MouseButton.LeftButton)
    hands.settle()
    assert hands.cell(first).text == "12000000"
    assert hands.cell(second) == before


def test_the_window_does_not_close_over_a_text_that_is_too_long(hands, tmp_path):
    editor = editor_in_front(hands)
    pasted = QMimeData()
    pasted.setText("chữ mới " * 3000)
    editor.text.insertFromMimeData(pasted)
    hands.settle()
    assert not hands.window.close()
    editor.text.selectAll()
    hands.type("ngắn thôi")
    assert hands.window.close()
    assert "ngắn thôi" in str(stored(tmp_path).narratives[editor.slot])


# ---- another window on the same dossier


def test_typed_again_over_what_somebody_else_wrote(hands, tmp_path):
    ref = money(hands)
    hands.goto(ref)
    hands.type("12")
    pause(hands)
    typed_elsewhere(tmp_path, ref, "900")
    look(hands)
    select_all(hands)
    hands.type("12")
    hands.press(Key.Key_Return)
    assert text_on_disk(tmp_path, ref) == "12000000"


def test_escape_leaves_what_somebody_else_wrote(hands, tmp_path):
    ref = money(hands)
    hands.goto(ref)
    hands.type("12")
    pause(hands)
    typed_elsewhere(tmp_path, ref, "900")
    look(hands)
    hands.press(Key.Key_Escape)
    assert text_on_disk(tmp_path, ref) == "900000000"


@pytest.mark.parametrize("column", ["SO", "TRICH_YEU"])
def test_a_new_line_whose_number_somebody_takes_meanwhile_is_another_line(hands, tmp_path, column):
    row = new_row(hands)
    hands.goto(f"{LIST}[{row}].{column}")
    hands.type("CỦA TÔI")
    typed_elsewhere(tmp_path, f"{LIST}[{row}].SO", "CỦA HỌ")
    look(hands)
    hands.press(Key.Key_Return)
    rows = stored(tmp_path).block(LIST).rows
    assert [each for each, cells in rows.items() if any(cell.text == "CỦA TÔI" for cell in cells.values())] != [row]
    assert rows[row]["SO"].text == "CỦA HỌ"
    assert len(rows[row]) == 1


def test_an_editor_whose_line_is_removed_in_the_background_disturbs_nobody(hands, tmp_path, qtbot):
    last = hands.workspace.session.work.dossier.block(LIST).order[-1]
    hands.goto(f"{LIST}[{last}].SO")
    hands.type("X1")
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    other.setFocus()
    hands.settle()
    elsewhere(tmp_path, lambda work: remove_rows(work, LIST, [last]))
    look(hands)
    other.close()
    hands.window.activateWindow()
    ref = money(hands)
    hands.goto(ref)
    hands.type("55")
    hands.press(Key.Key_Return)
    assert hands.cell(ref).text == "55000000"


# ---- the file is held


def test_escape_takes_back_what_waits(hands, tmp_path):
    ref = money(hands)
    before = text_on_disk(tmp_path, ref)
    with held(tmp_path):
        hands.goto(ref)
        hands.type("12")
        pause(hands)
        hands.press(Key.Key_Escape)
    assert hands.workspace.session.work.flush()
    assert text_on_disk(tmp_path, ref) == before


def test_undo_takes_back_what_waits_and_not_what_was_saved_before(hands, tmp_path):
    first, second = money(hands, 0), money(hands, 1)
    before = text_on_disk(tmp_path, second)
    hands.goto(first)
    hands.type("12")
    hands.press(Key.Key_Return)
    with held(tmp_path):
        hands.goto(second)
        hands.type("34")
        hands.press(Key.Key_Return)
        hands.press(Key.Key_Z, control=True)
    assert hands.workspace.session.work.flush()
    assert text_on_disk(tmp_path, first) == "12000000"
    assert text_on_disk(tmp_path, second) == before


def test_an_editor_goes_on_in_its_new_line_when_that_gets_another_number(hands, tmp_path):
    row = new_row(hands)
    with held(tmp_path):
        hands.goto(f"{LIST}[{row}].SO")
        hands.type("CỦA TÔI")
        pause(hands)
    typed_elsewhere(tmp_path, f"{LIST}[{row}].SO", "CỦA HỌ")
    hands.workspace.session._flush()
    hands.settle()
    hands.type(" 2")
    hands.press(Key.Key_Return)
    assert {"CỦA HỌ", "CỦA TÔI 2"} <= set(numbers(tmp_path))


@pytest.mark.parametrize("go", ["start", "open", "close"])
def test_one_does_not_leave_while_something_waits_and_at_the_second_asking_it_is_rescued(open_window, tmp_path, go):
    hands = open_window(SAMPLE, "tuan-giao-2023", dossier=SAMPLE)
    shell = hands.window.findChild(Shell)
    leave = {"start": shell.show_start, "open": lambda: shell.open("tuan-giao-2023"), "close": hands.window.close}[go]
    with held(tmp_path):
        hands.goto(money(hands))
        hands.type("12")
        hands.press(Key.Key_Return)
        leave()
        assert hands.window.isVisible()
        assert hands.workspace.session.work.dossier.head.id == SAMPLE
        assert not list(tmp_path.glob("cuu-ho*"))
        leave()
        assert list(tmp_path.glob("cuu-ho*"))
        hands.window.close()


def test_every_new_trouble_keeps_the_window_open_once(hands, tmp_path):
    ref = money(hands)
    for text in ("12", "34"):
        with held(tmp_path):
            hands.goto(ref)
            hands.type(text)
            hands.press(Key.Key_Return)
            assert not hands.window.close()
        assert hands.workspace.session.work.flush()
    assert text_on_disk(tmp_path, ref) == "34000000"


def test_what_waits_when_the_dossier_is_sealed_elsewhere_is_told_and_rescued(hands, tmp_path):
    with held(tmp_path):
        hands.goto(money(hands))
        hands.type("12")
        hands.press(Key.Key_Return)
    sealing = Edit(EditKind.HEAD, "status", "draft", "sealed")
    elsewhere(tmp_path, lambda work: work.commit([sealing], "seal"))
    hands.workspace.session._flush()
    assert "đã chốt" in hands.workspace.session.work.trouble
    assert not hands.window.close()
    assert hands.window.close()
    assert list(tmp_path.glob("cuu-ho*"))
