"""Migrations: the same schema as a new database, whole or not at all, after a checked copy."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from gnbv_desktop.kernel.errors import StoreTrouble
from gnbv_desktop.services.desk import Desk, needs_upgrade
from gnbv_desktop.services.upgrade import upgrade
from gnbv_desktop.store import backup
from gnbv_desktop.store.database import APPLICATION_ID, FILE
from gnbv_desktop.store.migrate import SCRIPTS, migrate
from gnbv_desktop.store.schema import SCHEMA_VERSION
from gnbv_desktop.store.store import Store
from tests.store.conftest import STAMP
from tests.support_dossiers import content, dossier

NEXT = """
from alembic import op
revision = "{revision}"
down_revision = "{before}"
def upgrade():
    op.execute("CREATE TABLE them (id INTEGER PRIMARY KEY)")
    op.execute("INSERT INTO them VALUES (1)")
    op.execute("UPDATE dossiers SET status = 'moved'")
    {last}
"""


def schema(path: Path) -> dict[str, object]:
    """Every table with its columns, keys, references and indexes, as SQLite understands them."""
    raw = sqlite3.connect(path)
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    found: dict[str, object] = {}
    for name in names:
        if name.startswith("sqlite_") or name == "alembic_version":
            continue
        (text,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        found[name] = {
            "columns": [row[1:] for row in raw.execute(f'PRAGMA table_info("{name}")')],
            "references": sorted(row[2:7] for row in raw.execute(f'PRAGMA foreign_key_list("{name}")')),
            "indexes": {
                row[1]: [each[2] for each in raw.execute(f'PRAGMA index_info("{row[1]}")')]
                for row in raw.execute(f'PRAGMA index_list("{name}")')
            },
            "rowid": "WITHOUT ROWID" not in text.upper(),
            "counted": "AUTOINCREMENT" in text.upper(),
        }
    raw.close()
    return found


def everything(path: Path) -> str:
    raw = sqlite3.connect(path)
    text = "\n".join(raw.iterdump())
    raw.close()
    return text


@pytest.fixture
def data(data_dir: Path) -> Path:
    """A data folder with one dossier."""
    store = Store.open(data_dir / FILE)
    store.create(dossier({"HP1.PV.TY_LE": "5"}), STAMP)
    store.close()
    return data_dir


@pytest.fixture
def scripts(tmp_path: Path):
    """A copy of the migration scripts with one more step."""

    def make(last: str = "pass", revision: str = "9001") -> Path:
        folder = tmp_path / "scripts"
        shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        step = NEXT.format(revision=revision, before=SCHEMA_VERSION, last=last)
        (folder / "versions" / f"{revision}_next.py").write_text(step, encoding="utf-8")
        return folder

    return make


def test_the_migrations_from_nothing_make_the_schema_of_a_new_database(tmp_path):
    new, migrated = tmp_path / "new.sqlite3", tmp_path / "migrated.sqlite3"
    Store.open(new).close()
    migrate(migrated)
    assert schema(migrated) == schema(new)
    assert schema(new)
    raw = sqlite3.connect(migrated)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMA_VERSION,)]
    raw.close()


def test_the_present_version_is_the_newest_script():
    names = sorted(path.name for path in (SCRIPTS / "versions").glob("[0-9]*.py"))
    assert names[-1].partition("_")[0] == SCHEMA_VERSION


def test_migrating_what_is_at_the_head_changes_nothing(data):
    before = everything(data / FILE)
    migrate(data / FILE)
    assert everything(data / FILE) == before


def test_an_upgrade_makes_a_checked_copy_first(data, scripts):
    before = everything(data / FILE)
    copy = upgrade(data, scripts=scripts())
    assert copy.parent == data / "backups"
    assert "truoc-nang-cap" in copy.name
    assert everything(copy) == before
    backup.require_sound(copy)
    raw = sqlite3.connect(data / FILE)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [("9001",)]
    assert raw.execute("SELECT id FROM them").fetchall() == [(1,)]
    assert raw.execute("SELECT status FROM dossiers").fetchall() == [("moved",)]
    raw.close()


@pytest.mark.parametrize(
    "last",
    ['raise RuntimeError("giữa chừng")', 'op.execute("INSERT INTO them VALUES (1)")', 'op.execute("nonsense")'],
)
def test_a_migration_that_fails_leaves_the_database_as_it_was_and_keeps_the_copy(data, scripts, last):
    before = everything(data / FILE)
    with pytest.raises((RuntimeError, StoreTrouble)):
        upgrade(data, scripts=scripts(last))
    assert everything(data / FILE) == before
    (copy,) = (data / "backups").glob("*.sqlite3")
    assert everything(copy) == before
    desk = Desk.open(data)
    assert content(desk.store.load("xa-thu")) == content(dossier({"HP1.PV.TY_LE": "5"}))
    desk.close()


def test_without_room_for_the_copy_nothing_is_migrated(data, scripts):
    before = everything(data / FILE)
    (data / "backups").write_text("một tệp ở chỗ của thư mục")
    with pytest.raises(StoreTrouble, match=r"backups|gnbv"):
        upgrade(data, scripts=scripts())
    assert everything(data / FILE) == before


def stamped(data: Path, version: str) -> None:
    raw = sqlite3.connect(data / FILE)
    raw.execute("UPDATE alembic_version SET version_num = ?", (version,))
    raw.commit()
    raw.close()


def test_a_newer_schema_is_refused_politely_and_kept(data):
    stamped(data, "9999")
    before = (data / FILE).read_bytes()
    for attempt in (lambda: needs_upgrade(data), lambda: Desk.open(data), lambda: backup.require_sound(data / FILE)):
        with pytest.raises(StoreTrouble) as caught:
            attempt()
        assert "mới hơn" in caught.value.message
        assert "cài bản mới" in str(caught.value)
    assert (data / FILE).read_bytes() == before


def test_an_older_schema_asks_for_the_upgrade_and_a_new_folder_does_not(data, tmp_path):
    assert not needs_upgrade(data)
    assert not needs_upgrade(tmp_path / "chua-co")
    stamped(data, "0000")
    assert needs_upgrade(data)


def test_the_copy_is_marked_as_ours(data):
    raw = sqlite3.connect(upgrade(data))
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    raw.close()
