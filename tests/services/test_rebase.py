"""Changes that waited, or were prepared on what is no longer there, are put on top of what others have written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gnbv_desktop.kernel.dossier import Dossier
from gnbv_desktop.kernel.errors import StoreTrouble
from gnbv_desktop.kernel.inline import Paragraph, Words, paragraphs_from_json
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.bulk import remove_rows
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.narrative import keep_text, stored
from gnbv_desktop.services.work import Work

SAMPLE = "phong-tho-2023"
LIST = "CHI_DAO.VAN_BAN"
SLOT = "CHI_DAO.TM.CHI_DAO"


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    desk = Desk.open(tmp_path, wait_ms=0)
    load_sample(desk, SAMPLE)
    work = Work.open(desk, SAMPLE)
    work.queueing = True
    yield work
    desk.close()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    connection = sqlite3.connect(folder / "gnbv.sqlite3", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


def elsewhere(folder: Path, *actions: Callable[[Work], object]) -> None:
    desk = Desk.open(folder)
    other = Work.open(desk, SAMPLE)
    for action in actions:
        action(other)
    desk.close()


def typing(ref: str, text: str) -> Callable[[Work], object]:
    return lambda work: enter(work, parse_ref(ref), text)


def row_of(dossier: Dossier, text: str) -> list[str]:
    rows = dossier.block(LIST).rows
    return [row for row, cells in rows.items() if any(cell.text == text for cell in cells.values())]


def test_a_new_line_that_waited_keeps_all_its_cells_together(work, tmp_path):
    row = f"r{work.dossier.block(LIST).last + 1}"
    with held(tmp_path):
        enter(work, parse_ref(f"{LIST}[{row}].SO"), "SỐ CỦA TÔI")
        enter(work, parse_ref(f"{LIST}[{row}].TRICH_YEU"), "LỜI CỦA TÔI")
        assert len(work.pending) == 2
    elsewhere(tmp_path, typing(f"{LIST}[{row}].SO", "SỐ CỦA HỌ"), typing(f"{LIST}[{row}].TRICH_YEU", "LỜI CỦA HỌ"))
    assert work.flush()
    assert row_of(work.dossier, "SỐ CỦA HỌ") == row_of(work.dossier, "LỜI CỦA HỌ") == [row]
    assert row_of(work.dossier, "SỐ CỦA TÔI") == row_of(work.dossier, "LỜI CỦA TÔI") != [row]


def test_two_new_lines_that_waited_stay_two(work, tmp_path):
    last = work.dossier.block(LIST).last
    with held(tmp_path):
        enter(work, parse_ref(f"{LIST}[r{last + 1}].SO"), "MỘT")
        enter(work, parse_ref(f"{LIST}[r{last + 2}].SO"), "HAI")
        enter(work, parse_ref(f"{LIST}[r{last + 1}].TRICH_YEU"), "CỦA MỘT")
    elsewhere(tmp_path, typing(f"{LIST}[r{last + 1}].SO", "HỌ"))
    assert work.flush()
    assert row_of(work.dossier, "HỌ") == [f"r{last + 1}"]
    assert row_of(work.dossier, "MỘT") == row_of(work.dossier, "CỦA MỘT") == [f"r{last + 2}"]
    assert row_of(work.dossier, "HAI") == [f"r{last + 3}"]


def test_what_is_typed_when_the_file_comes_back_goes_over_what_stands_there(work, tmp_path):
    row = f"r{work.dossier.block(LIST).last + 1}"
    with held(tmp_path):
        enter(work, parse_ref("DA2.KQ[HO].LUY_KE"), "77")
    elsewhere(tmp_path, typing(f"{LIST}[{row}].SO", "HỌ"))
    entered = enter(work, parse_ref(f"{LIST}[{row}].SO"), "TÔI")
    assert row_of(work.dossier, "HỌ") == [row]
    assert row_of(work.dossier, "TÔI") == [entered.ref.row] != [row]


@pytest.mark.parametrize("waits", [False, True])
def test_a_figure_for_a_line_that_was_removed_makes_a_line_of_its_own(work, tmp_path, waits):
    row = work.dossier.block("VON").order[0]
    if waits:
        with held(tmp_path):
            enter(work, parse_ref(f"VON[{row}].GIAO"), "123")
    elsewhere(tmp_path, lambda other: remove_rows(other, "VON", [row]))
    if waits:
        assert work.flush()
    else:
        enter(work, parse_ref(f"VON[{row}].GIAO"), "123")
    block = work.dossier.block("VON")
    assert set(block.rows) <= set(block.order)
    assert row not in block.order
    assert block.rows[block.order[-1]]["GIAO"].text == "123000000"


def test_a_line_removed_by_both_is_removed_once(work, tmp_path):
    row = work.dossier.block(LIST).order[-1]
    with held(tmp_path):
        remove_rows(work, LIST, [row])
    elsewhere(tmp_path, lambda other: remove_rows(other, LIST, [row]))
    assert work.flush()
    assert row not in work.dossier.block(LIST).order


def test_written_once_also_when_it_cannot_be_read_again_at_once(work, tmp_path, monkeypatch):
    row = f"r{work.dossier.block(LIST).last + 1}"
    elsewhere(tmp_path, typing("DA2.KQ[HO].LUY_KE", "5"))
    load, calls = work.desk.store.load_versioned, list[str]()

    def once_away(dossier: str) -> object:
        calls.append(dossier)
        if len(calls) == 1:
            raise StoreTrouble("Tệp đang bị giữ.")
        return load(dossier)

    monkeypatch.setattr(work.desk.store, "load_versioned", once_away)
    enter(work, parse_ref(f"{LIST}[{row}].SO"), "TÔI")
    assert work.refresh()
    assert len(row_of(work.dossier, "TÔI")) == 1
    assert work.dossier.cell(parse_ref("DA2.KQ[HO].LUY_KE")).text == "5"


def test_two_texts_written_at_the_same_time_both_stay(work, tmp_path):
    begun = stored(work, SLOT)

    def with_more(text: str) -> list[Paragraph]:
        return [*paragraphs_from_json(begun), Paragraph(items=(Words(text),))]

    with held(tmp_path):
        keep_text(work, SLOT, begun, with_more("Lời của tôi."), None)
    elsewhere(tmp_path, lambda other: keep_text(other, SLOT, stored(other, SLOT), with_more("Lời của họ."), None))
    assert work.flush()
    words = str(stored(work, SLOT))
    assert words.index("Lời của họ.") < words.index("Lời của tôi.")
    assert len(stored(work, SLOT)) == len(begun) + 2
