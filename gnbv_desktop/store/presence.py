"""Who has the data folder open, and who ended without closing it."""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path

from attrs import frozen

from gnbv_desktop.store.trouble import translated

FOLDER = "dang-mo"


@frozen
class Presence:
    """A mark of a running process; it outlives only a process that did not end well."""

    path: Path
    pid: int
    since_seq: int

    @property
    def alive(self) -> bool:
        return self.pid == os.getpid() or _running(self.pid)

    def leave(self) -> None:
        self.path.unlink(missing_ok=True)


def enter(data: Path, since_seq: int) -> Presence:
    folder = data / FOLDER
    presence = Presence(folder / f"{os.getpid()}.json", os.getpid(), since_seq)
    with translated(data):
        folder.mkdir(parents=True, exist_ok=True)
        presence.path.write_text(json.dumps({"pid": presence.pid, "since_seq": since_seq}), encoding="utf-8")
    return presence


def others(data: Path) -> list[Presence]:
    """The marks of all other processes, alive or not."""
    found = []
    with translated(data):
        marks = sorted((data / FOLDER).glob("*.json"))
    for path in marks:
        if path.stem == str(os.getpid()):
            continue
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            found.append(Presence(path, int(content["pid"]), int(content["since_seq"])))
        except (OSError, ValueError, KeyError, TypeError):
            found.append(Presence(path, int(path.stem) if path.stem.isdecimal() else 0, 0))
    return found


def _running(pid: int) -> bool:
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _running_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _zombie(pid)


def _zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def _running_on_windows(pid: int) -> bool:

    kernel32 = ctypes.windll.kernel32  # type: ignore[attr-defined]
    handle = kernel32.OpenProcess(0x1000, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel32.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel32.CloseHandle(handle)
    return code.value == 259
