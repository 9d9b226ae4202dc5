"""Opens the database file: version check, pragmas, explicit transactions. All that is SQLite's own stands here."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from gnbv_desktop.kernel.errors import StoreTrouble
from gnbv_desktop.store.schema import SCHEMA_VERSION, metadata
from gnbv_desktop.store.trouble import translated

FILE = "gnbv.sqlite3"
APPLICATION_ID = 0x474E4256
""""GNBV" in the file's header: another program's database is told apart at once."""


def schema_version(path: Path) -> str | None:
    """None for a new file. Read without SQLAlchemy: every start pays for this."""
    with translated(path):
        if not path.exists() or path.stat().st_size == 0:
            return None
        _refuse_cut_off(path)
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != APPLICATION_ID:
                raise sqlite3.DatabaseError("file is not a database of this application")
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            connection.close()
    return str(row[0]) if row else None


def _refuse_cut_off(path: Path) -> None:
    """The header says how long the file is; SQLite itself notices only when it comes to a page that is not there.

    Not while a write-ahead log stands beside it: then the file may be growing at this moment.
    """
    if path.with_name(f"{path.name}-wal").exists():
        return
    with path.open("rb") as file:
        head = file.read(32)
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    if len(head) < 32 or path.stat().st_size < pages * (65536 if page == 1 else page):
        raise sqlite3.DatabaseError("file is not a database: it was cut off")


def refuse_newer(version: str | None, path: Path) -> None:
    if version is not None and version > SCHEMA_VERSION:
        raise StoreTrouble(
            f"Dữ liệu {path} do bản chương trình mới hơn ghi (lược đồ {version}, bản này biết đến {SCHEMA_VERSION}).",
            ["Hãy cài bản mới hơn; không có gì bị thay đổi."],
        )


def open_engine(path: Path, wait_ms: int, journal_mode: str = "WAL") -> Engine:
    """An engine of one connection that begins its transactions itself."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=wait_ms / 1000)
        connection.execute(f"PRAGMA busy_timeout = {wait_ms}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA journal_mode = {journal_mode}")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


WRITING = "writing"
"""Connection info: the transaction about to begin will write, so it takes the lock at once."""


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get(WRITING) else "BEGIN")


def create_tables(connection: Connection) -> None:
    """A new database: the present schema, stamped as if it had been migrated."""
    metadata.create_all(connection)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (SCHEMA_VERSION,))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def run_pragma(connection: Connection, text: str) -> Any:
    """Outside any transaction, on the driver's own connection."""
    raw = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    row = raw.execute(f"PRAGMA {text}").fetchone()
    return row[0] if row else None


def integrity_faults(path: Path) -> list[str]:
    """Empty when SQLite finds the whole file sound."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        found += [f"khóa ngoại: {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    finally:
        connection.close()
    return [each for each in found if each != "ok"]


def journal_mode_for(path: Path) -> str:
    """WAL on a local disk; the rollback journal where files are synchronised, shared or pulled out."""
    return "DELETE" if risky_place(path) else "WAL"


def risky_place(path: Path) -> str:
    """Why a folder is no safe place for a live database; empty when it is."""
    text = str(path.absolute())
    if text.startswith(("\\\\", "//")):
        return "thư mục mạng"
    if any(part.casefold().startswith(("onedrive", "dropbox", "google drive")) for part in path.absolute().parts):
        return "thư mục đồng bộ (OneDrive, Dropbox, Google Drive)"
    if text.startswith(("/media/", "/run/media/")):
        return "ổ đĩa tháo rời"
    return ""
