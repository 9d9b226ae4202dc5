"""Copies of the data: checked before they count, rotated, and put back only when they are sound."""

import datetime
import json
import os
import sqlite3
import subprocess
import sys

import pytest

from gnbv_desktop.kernel.errors import StoreTrouble
from gnbv_desktop.services.desk import BACKUPS, Desk, restore
from gnbv_desktop.store import backup
from gnbv_desktop.store.database import FILE, integrity_faults
from gnbv_desktop.store.presence import FOLDER
from gnbv_desktop.store.store import Store
from tests.store.conftest import STAMP
from tests.support_dossiers import cell_edit, content, dossier

FIRST, SECOND = dossier({"HP1.PV.TY_LE": "5"}), dossier({"HP1.PV.TY_LE": "6"})


def noon(day=1, month=3):
    return lambda: datetime.datetime(2026, month, day, 5, tzinfo=datetime.UTC)


@pytest.fixture
def desk(data_dir):
    opened = Desk.open(data_dir, noon())
    opened.store.create(FIRST, STAMP)
    yield opened
    opened.close()


def enter(store, text):
    made = store.load("xa-thu")
    store.record(made, [cell_edit(made, "HP1.PV.TY_LE", text)], STAMP)


def stored(path):
    store = Store.open(path)
    try:
        assert store.broken_links() == []
        return content(store.load("xa-thu"))
    finally:
        store.close()


def test_a_copy_of_an_open_database_is_whole_and_sound(desk, data_dir):
    copy = desk.back_up("tay")
    assert copy == data_dir / BACKUPS / "gnbv-20260301-050000-tay.sqlite3"
    backup.require_sound(copy)
    assert stored(copy) == content(FIRST)


def test_two_copies_of_one_second_do_not_meet(desk):
    assert desk.back_up("tay").name != desk.back_up("tay").name


def test_a_copy_is_made_at_close_when_there_is_something(data_dir):
    Desk.open(data_dir, noon()).close(keep_copy=True)
    assert list((data_dir / BACKUPS).glob("*")) == []
    opened = Desk.open(data_dir, noon())
    opened.store.create(FIRST, STAMP)
    opened.close(keep_copy=True)
    (copy,) = (data_dir / BACKUPS).iterdir()
    assert stored(copy) == content(FIRST)


def test_a_copy_that_cannot_be_finished_leaves_nothing(desk, data_dir):
    desk.store.close()
    (data_dir / FILE).write_bytes(b"x" * 5000)
    with pytest.raises(StoreTrouble):
        backup.back_up(data_dir / FILE, data_dir / BACKUPS, "20260301-050000", "tay")
    assert list((data_dir / BACKUPS).iterdir()) == []
    (data_dir / FILE).unlink()
    desk.store = Store.open(data_dir / FILE)


def test_a_damaged_database_gives_no_copy(desk, data_dir):
    for number in range(50):
        enter(desk.store, str(number))
    desk.store.close()
    whole = bytearray((data_dir / FILE).read_bytes())
    whole[8192:12288] = b"\x00" * 4096
    (data_dir / FILE).write_bytes(whole)
    assert integrity_faults(data_dir / FILE)
    with pytest.raises(StoreTrouble, match=r"hãy|Hãy"):
        backup.back_up(data_dir / FILE, data_dir / BACKUPS, "20260301-050000", "tay")
    assert list((data_dir / BACKUPS).iterdir()) == []
    (data_dir / FILE).unlink()
    desk.store = Store.open(data_dir / FILE)


def test_another_program_s_database_gives_no_copy(tmp_path):
    raw = sqlite3.connect(tmp_path / "khac.sqlite3")
    raw.execute("CREATE TABLE t (a)")
    raw.close()
    with pytest.raises(StoreTrouble, match=r"hãy|Hãy|của chương trình"):
        backup.back_up(tmp_path / "khac.sqlite3", tmp_path / BACKUPS, "20260301-050000", "tay")
    assert list((tmp_path / BACKUPS).iterdir()) == []


def test_rotation_keeps_the_newest_and_the_last_of_each_month(tmp_path):
    days = [datetime.date(2024, 1, 1) + datetime.timedelta(days=3 * number) for number in range(200)]
    names = [f"gnbv-{day:%Y%m%d}-120000-dong.sqlite3" for day in days]
    for name in [*names, "ban-cua-toi.sqlite3"]:
        (tmp_path / name).touch()
    backup.rotate(tmp_path)
    kept = sorted(path.name for path in tmp_path.glob("gnbv-*"))
    assert kept[-backup.KEEP_NEWEST :] == names[-backup.KEEP_NEWEST :]
    months = sorted({name[5:11] for name in names})[-backup.KEEP_MONTHS :]
    assert {max(name for name in names if name[5:11] == month) for month in months} <= set(kept)
    assert len(kept) <= backup.KEEP_NEWEST + backup.KEEP_MONTHS
    assert (tmp_path / "ban-cua-toi.sqlite3").exists()


def test_a_restore_brings_back_what_was_copied_and_keeps_what_was_there(desk, data_dir):
    copy = desk.back_up("tay")
    enter(desk.store, "6")
    desk.close()
    kept = restore(data_dir, copy, noon(2))
    assert stored(data_dir / FILE) == content(FIRST)
    assert kept is not None
    assert stored(kept) == content(SECOND)
    assert stored(copy) == content(FIRST)


def test_a_restore_into_an_empty_folder(desk, tmp_path):
    copy = desk.back_up("tay")
    assert restore(tmp_path / "new", copy, noon()) is None
    assert stored(tmp_path / "new" / FILE) == content(FIRST)


def test_a_restore_over_a_damaged_database_keeps_the_damaged_file(desk, data_dir):
    copy = desk.back_up("tay")
    desk.close()
    (data_dir / FILE).write_bytes(b"hong" * 3000)
    kept = restore(data_dir, copy, noon())
    assert kept is not None
    assert kept.read_bytes() == b"hong" * 3000
    assert stored(data_dir / FILE) == content(FIRST)


def _truncated(path):
    path.write_bytes(path.read_bytes()[:5000])


def _not_a_database(path):
    path.write_bytes(b"chu\n" * 999)


def _empty(path):
    path.write_bytes(b"")


def _newer(path):
    raw = sqlite3.connect(path)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    raw.close()


def _of_another_program(path):
    path.unlink()
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE t (a)")
    raw.commit()
    raw.close()


def _gone(path):
    path.unlink()


def _a_folder(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [_truncated, _not_a_database, _empty, _newer, _of_another_program, _gone, _a_folder])
def test_a_restore_of_a_copy_that_is_not_sound_changes_nothing(desk, data_dir, spoil):
    copy = desk.back_up("tay")
    desk.close()
    spoil(copy)
    before = (data_dir / FILE).read_bytes()
    with pytest.raises(StoreTrouble, match=r"hãy|Hãy|bản sao"):
        restore(data_dir, copy, noon())
    assert (data_dir / FILE).read_bytes() == before
    assert list(data_dir.rglob("*.tmp")) == []


@pytest.fixture
def another(data_dir):
    """A living process with a mark in the folder of open programs, as if it had the data open."""
    process = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    assert process.stdin
    (data_dir / FOLDER).mkdir(exist_ok=True)
    mark = data_dir / FOLDER / f"{process.pid}.json"
    mark.write_text(json.dumps({"pid": process.pid, "since_seq": 0}))
    yield process
    process.stdin.close()
    process.wait(timeout=10)


def test_a_restore_is_refused_while_another_process_has_the_folder_open(desk, data_dir, another):
    copy = desk.back_up("tay")
    enter(desk.store, "6")
    desk.close()
    before = (data_dir / FILE).read_bytes()
    with pytest.raises(StoreTrouble, match=f"tiến trình {another.pid}.*hãy đóng"):
        restore(data_dir, copy, noon())
    assert (data_dir / FILE).read_bytes() == before
    another.stdin.close()
    another.wait(timeout=10)
    restore(data_dir, copy, noon())
    assert stored(data_dir / FILE) == content(FIRST)


# ---- marks of processes


def dead_pid():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait(timeout=10)
    return process.pid


def test_an_unclean_end_is_noticed_checked_and_told_once(desk, data_dir):
    since = desk.store.last_seq()
    enter(desk.store, "6")
    enter(desk.store, "7")
    desk.close()
    pid = dead_pid()
    (data_dir / FOLDER / f"{pid}.json").write_text(json.dumps({"pid": pid, "since_seq": since}))
    again = Desk.open(data_dir)
    assert again.recovery is not None
    assert again.recovery.sound
    assert "Hồ sơ xa-thu giữ 1 số liệu đã ghi" in again.recovery.message
    again.close()
    third = Desk.open(data_dir)
    assert third.recovery is None
    third.close()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": "x"}', '{"pid": 0, "since_seq": 0}'])
def test_a_mark_cut_short_counts_as_an_unclean_end(desk, data_dir, text):
    desk.close()
    (data_dir / FOLDER / f"{dead_pid()}.json").write_text(text)
    again = Desk.open(data_dir)
    assert again.recovery is not None
    assert "xa-thu" in again.recovery.message
    again.close()
    assert list((data_dir / FOLDER).iterdir()) == []


def test_a_living_process_is_no_unclean_end(desk, data_dir, another):
    desk.close()
    again = Desk.open(data_dir)
    assert again.recovery is None
    again.close()
    assert [path.stem for path in (data_dir / FOLDER).iterdir()] == [str(another.pid)]


def test_reading_leaves_no_mark(data_dir):
    Desk.open(data_dir, writes=False).close()
    assert not (data_dir / FOLDER).exists()
    opened = Desk.open(data_dir)
    assert [path.stem for path in (data_dir / FOLDER).iterdir()] == [str(os.getpid())]
    opened.close()
    assert list((data_dir / FOLDER).iterdir()) == []
