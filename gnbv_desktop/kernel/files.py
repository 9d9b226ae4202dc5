"""Files that are whole or not there: written beside their place, flushed, then renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    with replacing(path) as draft:
        draft.write_bytes(content)


def write_beside(path: Path, content: bytes) -> Path:
    """Where another program holds the file open, beside it under the next free name; returns where it was written."""
    try:
        write_atomically(path, content)
        return path
    except (PermissionError, IsADirectoryError):
        other = next(each for each in _other_names(path) if not each.exists())
        write_atomically(other, content)
        return other


def _other_names(path: Path) -> Iterator[Path]:
    return (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yields a temporary path in the same folder; it takes the name `path` only when the block ends well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        _flush(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
