"""The programmes and editions that are installed, read once, and the lock that keeps released ones as they are."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from gnbv_desktop.catalogue.kept import keep_edition, kept_edition
from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.catalogue.reader import digest, edition_files, read_edition
from gnbv_desktop.kernel.errors import BadFile, BadInput
from gnbv_desktop.kernel.paths import definitions_root

LOCK_FILE = "editions.lock.json"


@lru_cache(maxsize=16)
def load_edition(programme: str, edition: str, root: Path | None = None) -> Edition:
    if edition not in programmes(root).get(programme, ()):
        raise BadInput(
            f"Chưa có định nghĩa {programme}/{edition} trên máy này.",
            ["Hãy cài bản chương trình có ấn bản ấy, hoặc mở bằng ấn bản đang có."],
        )
    folder = (root or definitions_root()) / programme / edition
    released = locked(root).get(f"{programme}/{edition}", "")
    if not released or digest(edition_files(folder)) != released:
        return read_edition(folder, released)
    found = kept_edition(released)
    if found is None:
        found = read_edition(folder, released)
        keep_edition(found)
    return found


def programmes(root: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Editions by programme, oldest first."""
    top = root or definitions_root()
    return {
        folder.name: tuple(sorted(each.name for each in folder.iterdir() if each.is_dir()))
        for folder in sorted(top.iterdir())
        if folder.is_dir()
    }


def newest(programme: str, root: Path | None = None) -> str:
    editions = programmes(root).get(programme)
    if not editions:
        raise BadInput(f"Không có chương trình {programme!r}; đang có: {', '.join(programmes(root))}.")
    return editions[-1]


def locked(root: Path | None = None) -> dict[str, str]:
    """Hashes of the released editions, by "programme/edition"."""
    path = (root or definitions_root()) / LOCK_FILE
    if not path.exists():
        return {}
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return table


def broken_locks(root: Path | None = None) -> list[str]:
    """Released editions whose files are no longer as they were released."""
    top = root or definitions_root()
    changed = []
    for name, released in locked(top).items():
        try:
            now = digest(edition_files(top / name))
        except (BadFile, OSError):
            now = ""
        if now != released:
            changed.append(name)
    return changed
