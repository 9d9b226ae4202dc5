"""Verified copies of the database: written to a temporary file, opened, checked whole, then renamed; old ones go."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from gnbv_desktop.kernel.errors import StoreTrouble
from gnbv_desktop.kernel.files import replacing
from gnbv_desktop.store.database import integrity_faults, refuse_newer, schema_version
from gnbv_desktop.store.trouble import translated

KEEP_NEWEST = 20
KEEP_MONTHS = 12


def back_up(database: Path, folder: Path, moment: str, occasion: str) -> Path:
    """A copy made on a connection of its own, so that no open window has to wait."""
    target = _free_name(folder, f"gnbv-{moment}-{occasion}")
    with translated(database), replacing(target) as draft:
        draft.unlink()
        connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
        try:
            connection.execute("VACUUM INTO ?", (str(draft),))
        finally:
            connection.close()
        require_sound(draft)
    rotate(folder)
    return target


def _free_name(folder: Path, stem: str) -> Path:
    names = (folder / f"{stem}{suffix}.sqlite3" for suffix in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(path for path in names if not path.exists())


def require_sound(path: Path) -> None:
    """Raises StoreTrouble unless the file is a whole database of this application that this version can read."""
    with translated(path):
        version = schema_version(path)
        refuse_newer(version, path)
        faults = integrity_faults(path)
    if version is None or faults:
        raise StoreTrouble(f"Tệp {path} không phải bản dữ liệu nguyên vẹn; hãy chọn bản sao khác.", faults[:5])


def restore(copy: Path, database: Path) -> None:
    """Puts a sound copy in the place of the database. Nobody may have the database open."""
    if not os.path.isfile(copy):
        raise StoreTrouble(f"Không có tệp {copy}; các bản sao nằm ở thư mục backups.")
    require_sound(copy)
    with translated(database), replacing(database) as draft:
        draft.write_bytes(copy.read_bytes())
        require_sound(draft)
        for suffix in ("-wal", "-shm", "-journal"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)


def rotate(folder: Path) -> None:
    """Keeps the newest copies and the last one of each of the last months."""
    copies = sorted(folder.glob("gnbv-*.sqlite3"), key=lambda path: path.name, reverse=True)
    monthly: dict[str, Path] = {}
    for path in copies:
        monthly.setdefault(path.name[5:11], path)
    kept = {*copies[:KEEP_NEWEST], *list(monthly.values())[:KEEP_MONTHS]}
    for path in copies:
        if path not in kept:
            path.unlink(missing_ok=True)
