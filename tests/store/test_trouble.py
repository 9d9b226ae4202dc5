"""What disks and other programs do to a data folder: one Vietnamese message with a remedy, and nothing changed."""

import json
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from gnbv_desktop.kernel.errors import StoreTrouble
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.store.store import Store
from gnbv_desktop.store.trouble import StoreLocked
from tests.store.conftest import STAMP
from tests.support import ROOT
from tests.support_dossiers import cell_edit, content, dossier


def enter(store, text, ref="HP1.PV.TY_LE"):
    made = store.load("xa-thu")
    return store.record(made, [cell_edit(made, ref, text)], STAMP)


@pytest.fixture
def closed(path):
    """The file of a store with one dossier, closed."""
    store = Store.open(path)
    store.create(dossier({"HP1.PV.TY_LE": "5"}), STAMP)
    store.close()
    return path


# ---- files that are no database of ours


def _truncated(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 + 100])


def _no_database(path: Path) -> None:
    path.write_bytes("đây không phải cơ sở dữ liệu\n".encode() * 500)


def _overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:-4096] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)


def _another_program(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")
    other.commit()
    other.close()


def _without_tables(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("DROP TABLE alembic_version")
    other.commit()
    other.close()


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


BROKEN = [_truncated, _no_database, _overwritten, _another_program, _without_tables]


@pytest.mark.parametrize("spoil", BROKEN)
def test_a_file_that_is_damaged_or_not_ours_is_refused_and_kept(closed, spoil):
    spoil(closed)
    before = closed.read_bytes()
    with pytest.raises(StoreTrouble) as caught:
        store = Store.open(closed)
        try:
            store.load("xa-thu")
            store.entries("xa-thu")
        finally:
            store.close()
    assert str(closed) in caught.value.message
    assert "gnbv restore" in str(caught.value)
    assert closed.read_bytes() == before


def test_a_folder_in_the_place_of_the_file_is_refused(closed):
    _a_folder(closed)
    with pytest.raises(StoreTrouble, match="hãy kiểm tra"):
        Store.open(closed)
    assert closed.is_dir()


def test_a_file_in_the_place_of_the_data_folder_is_refused(tmp_path):
    (tmp_path / "data").write_text("một tệp")
    with pytest.raises(StoreTrouble, match="hãy kiểm tra"):
        Desk.open(tmp_path / "data")
    assert (tmp_path / "data").read_text() == "một tệp"


def test_a_name_too_long_for_the_disk_is_refused(tmp_path):
    with pytest.raises(StoreTrouble, match="Không làm việc được"):
        Desk.open(tmp_path / ("a" * 300))


def test_an_empty_file_is_a_new_database(path):
    path.touch()
    store = Store.open(path)
    assert store.heads() == []
    store.close()


# ---- a disk that cannot be written


def test_a_folder_that_takes_no_marks_says_so(closed):
    """The place of the marks is a file: what cannot be written is said before anything is typed."""
    (closed.parent / "dang-mo").write_text("một tệp")
    with pytest.raises(StoreTrouble, match="hãy kiểm tra"):
        Desk.open(closed.parent)


def test_a_connection_that_may_not_write_says_so_and_keeps_all(closed):
    store = Store.open(closed)
    raw = store._connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreTrouble, match="chỉ đọc"):
        enter(store, "6")
    raw.execute("PRAGMA query_only = OFF")
    assert content(store.load("xa-thu")) == content(dossier({"HP1.PV.TY_LE": "5"}))
    enter(store, "6")
    store.close()


def test_a_full_disk_says_so_keeps_all_and_goes_on_when_there_is_room(closed):
    store = Store.open(closed)
    raw = store._connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count = {pages}")
    before = content(store.load("xa-thu"))
    with pytest.raises(StoreTrouble, match="đã đầy; hãy xóa bớt"):
        for number in range(2000):
            enter(store, "x" * 3000 + str(number), "HP1.CT[r1].TEN")
            before = content(store.load("xa-thu"))
    assert content(store.load("xa-thu")) == before
    assert store.broken_links() == []
    raw.execute("PRAGMA max_page_count = 1000000")
    enter(store, "6")
    store.close()
    again = Store.open(closed)
    assert again.broken_links() == []
    assert content(again.load("xa-thu"))["blocks"]["HP1.PV"][1][""]["TY_LE"].text == "6"
    again.close()


FULL_DISK = """
    import resource, signal, sys
    from pathlib import Path
    from gnbv_desktop.kernel.errors import StoreTrouble
    from gnbv_desktop.store.store import Store
    from tests.support_dossiers import cell_edit
    from tests.store.conftest import STAMP

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    store = Store.open(Path(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
    for number in range(1000):
        made = store.load("xa-thu")
        try:
            store.record(made, [cell_edit(made, "HP1.CT[r1].TEN", "x" * 3000 + str(number))], STAMP)
        except StoreTrouble as error:
            print(f"{number}\\t{error.message}")
            break
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits of processes are POSIX")
def test_a_write_that_the_system_refuses_loses_nothing_that_was_acknowledged(closed):
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", textwrap.dedent(FULL_DISK), str(closed)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    number, _, message = run.stdout.strip().partition("\t")
    assert "hãy" in message
    assert str(closed) in message
    store = Store.open(closed)
    assert content(store.load("xa-thu"))["blocks"]["HP1.CT"][1]["r1"]["TEN"].text.endswith(f"x{int(number) - 1}")
    assert len(store.entries("xa-thu")) == int(number) + 1
    assert store.broken_links() == []
    store.close()


# ---- another process


HOLDER = """
    import sqlite3, sys
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    print("held", flush=True)
    sys.stdin.readline()
    connection.execute("ROLLBACK")
    print("free", flush=True)
"""


@pytest.fixture
def holder(closed):
    """A second process that holds the write lock until told to let go."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLDER), str(closed)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin and process.stdout
    assert process.stdout.readline() == "held\n"
    yield process
    process.stdin.close()
    process.wait(timeout=10)
    process.stdout.close()


def let_go(process):
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.stdout.readline() == "free\n"


def test_a_file_held_by_another_process_is_refused_at_once_and_later_written(closed, holder):
    store = Store.open(closed, wait_ms=0)
    before = content(store.load("xa-thu"))
    with pytest.raises(StoreLocked) as caught:
        enter(store, "6")
    assert "đang bị chương trình khác giữ; hãy đóng" in caught.value.message
    assert content(store.load("xa-thu")) == before
    let_go(holder)
    enter(store, "7")
    assert store.broken_links() == []
    assert [each.kind for each in store.entries("xa-thu")] == ["enter", "enter"]
    store.close()


def test_work_on_the_command_line_stays_as_it_was_and_the_window_queues(closed, holder):
    from tests.support_dossiers import open_small

    desk = Desk.open(closed.parent, wait_ms=0)
    work, window = open_small(desk), open_small(desk)
    window.queueing = True
    with pytest.raises(StoreLocked):
        work.commit([cell_edit(work.dossier, "HP1.PV.TY_LE", "6")], "enter")
    assert content(work.dossier) == content(dossier({"HP1.PV.TY_LE": "5"}))
    window.commit([cell_edit(window.dossier, "HP1.PV.TY_LE", "7")], "enter")
    assert content(window.dossier) == content(dossier({"HP1.PV.TY_LE": "7"}))
    assert len(window.pending) == 1
    assert not window.flush()
    let_go(holder)
    assert window.flush()
    assert window.pending == []
    assert content(desk.store.load("xa-thu")) == content(dossier({"HP1.PV.TY_LE": "7"}))
    desk.close()


def test_two_that_write_by_turns_do_not_overwrite_each_other(closed):
    """Each adds rows as the command line does: both lists stand, no number is given twice."""
    from gnbv_desktop.services import entry
    from tests.support_dossiers import open_small

    one, two = Desk.open(closed.parent), Desk.open(closed.parent)
    first, second = open_small(one), open_small(two)
    entry.enter(first, entry.resolve(first, "HP1.CT[+].TEN"), "một")
    second.refresh()
    entry.enter(second, entry.resolve(second, "HP1.CT[+].TEN"), "hai")
    first.refresh()
    entry.enter(first, entry.resolve(first, "HP1.CT[+].TEN"), "ba")
    texts = {row: cells["TEN"].text for row, cells in one.store.load("xa-thu").block("HP1.CT").rows.items()}
    assert texts == {"r1": "một", "r2": "hai", "r3": "ba"}
    assert one.store.broken_links() == []
    two.close()
    one.close()


# ---- a folder that goes away


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file be taken away")
@pytest.mark.parametrize("replaced", [False, True])
def test_a_folder_taken_away_is_noticed_before_anything_is_acknowledged(tmp_path, replaced):
    folder = tmp_path / "data"
    store = Store.open(folder / "gnbv.sqlite3")
    store.create(dossier({"HP1.PV.TY_LE": "5"}), STAMP)
    shutil.move(folder, tmp_path / "moved")
    if replaced:
        Store.open(folder / "gnbv.sqlite3").close()
    with pytest.raises(StoreTrouble, match="hãy kiểm tra thư mục"):
        enter(store, "6")
    store.close()
    kept = Store.open(tmp_path / "moved" / "gnbv.sqlite3")
    assert content(kept.load("xa-thu")) == content(dossier({"HP1.PV.TY_LE": "5"}))
    kept.close()


@pytest.mark.parametrize(
    ("change", "said"), [({"của bản sau": 1}, "bản chương trình mới hơn"), ({"period": {"kind": "?"}}, "bị hỏng")]
)
def test_a_dossier_of_a_newer_program_is_named_as_such(closed, change, said):
    connection = sqlite3.connect(closed)
    (text,) = connection.execute("SELECT head FROM dossiers").fetchone()
    connection.execute("UPDATE dossiers SET head = ?", (json.dumps(json.loads(text) | change),))
    connection.commit()
    connection.close()
    store = Store.open(closed)
    for read in (store.heads, lambda: store.load("xa-thu")):
        with pytest.raises(StoreTrouble) as caught:
            read()
        assert said in caught.value.message
    store.close()
