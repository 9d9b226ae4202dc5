"""The open data folder: recovery of what ended badly, the store, backup at close."""

from __future__ import annotations

import datetime
import getpass
import os
from collections.abc import Callable
from pathlib import Path

from attrs import define, frozen

from gnbv_desktop.kernel.errors import KnownError, StoreTrouble
from gnbv_desktop.kernel.figures import write_count
from gnbv_desktop.store import backup, presence
from gnbv_desktop.store.database import FILE, integrity_faults, refuse_newer, risky_place, schema_version
from gnbv_desktop.store.journal import Stamp
from gnbv_desktop.store.presence import Presence
from gnbv_desktop.store.schema import SCHEMA_VERSION
from gnbv_desktop.store.store import Store
from gnbv_desktop.store.trouble import translated

BACKUPS = "backups"
Clock = Callable[[], datetime.datetime]


def utc_now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@frozen
class Recovery:
    """What the previous run that did not end well had committed."""

    figures: dict[str, int]
    sound: bool

    @property
    def message(self) -> str:
        state = "dữ liệu nguyên vẹn" if self.sound else "dữ liệu có chỗ hỏng, hãy chạy gnbv doctor"
        counts = self.figures.items()
        kept = "; ".join(f"hồ sơ {name} giữ {write_count(count)} số liệu đã ghi" for name, count in counts)
        told = f"{kept[:1].upper()}{kept[1:]}" if kept else "Không có số liệu dở dang"
        return f"Lần chạy trước kết thúc bất thường; đã kiểm tra: {state}. {told}."


@define(eq=False)
class Desk:
    """Everything that works on one data folder goes through here."""

    data: Path
    store: Store
    who: str
    clock: Clock
    presence: Presence | None
    recovery: Recovery | None
    warning: str

    @classmethod
    def open(cls, data: Path, clock: Clock = utc_now, wait_ms: int = 5000, writes: bool = True) -> Desk:
        database = data / FILE
        _refuse_emptied(data, database)
        recovery = _recover(data, database)
        store = Store.open(database, wait_ms)
        mark = _mark(data, store) if writes else None
        place = risky_place(data)
        warning = f"Dữ liệu đang ở {place}: dễ hỏng; nên chuyển về ổ đĩa của máy." if place else ""
        return cls(data, store, _who(store), clock, mark, recovery, warning)

    def close(self, keep_copy: bool = False) -> None:
        if keep_copy and self.store.heads():
            self.back_up("dong")
        self.store.close()
        if self.presence is not None:
            self.presence.leave()

    def stamp(self, kind: str) -> Stamp:
        return Stamp(_moment(self.clock()), self.who, kind)

    def back_up(self, occasion: str) -> Path:
        moment = self.clock().strftime("%Y%m%d-%H%M%S")
        return backup.back_up(self.data / FILE, self.data / BACKUPS, moment, occasion)


def restore(data: Path, copy: Path, clock: Clock = utc_now) -> Path | None:
    """Puts a copy in place; returns the copy made of what was there before."""
    running = [each.pid for each in presence.others(data) if each.alive]
    if running:
        raise StoreTrouble(
            f"Chương trình đang mở thư mục {data} (tiến trình {running[0]}); hãy đóng rồi khôi phục lại."
        )
    database = data / FILE
    if not os.path.isfile(copy):
        raise StoreTrouble(f"Không có tệp {copy}; các bản sao nằm ở {data / BACKUPS}.")
    backup.require_sound(copy)
    kept = _copy_of_present(data, database, clock)
    backup.restore(copy, database)
    return kept


def _copy_of_present(data: Path, database: Path, clock: Clock) -> Path | None:
    """A damaged database cannot be copied as one: its file is kept as it is."""
    if not database.exists():
        return None
    moment = clock().strftime("%Y%m%d-%H%M%S")
    try:
        return backup.back_up(database, data / BACKUPS, moment, "truoc-khoi-phuc")
    except StoreTrouble:
        damaged = data / BACKUPS / f"hong-{moment}.sqlite3"
        with translated(database):
            damaged.parent.mkdir(parents=True, exist_ok=True)
            damaged.write_bytes(database.read_bytes())
        return damaged


def _refuse_emptied(data: Path, database: Path) -> None:
    """An empty file where there were dossiers is a loss, not a beginning."""
    with translated(database):
        empty = database.exists() and database.stat().st_size == 0
    if empty and (presence.others(data) or any((data / BACKUPS).glob("gnbv-*.sqlite3"))):
        raise StoreTrouble(
            f"Tệp {database} rỗng, trong khi thư mục này đã có dữ liệu.",
            [f"Hãy lấy lại từ bản sao: gnbv restore, các bản sao nằm ở {data / BACKUPS}."],
        )


def _mark(data: Path, store: Store) -> Presence:
    try:
        return presence.enter(data, store.last_seq())
    except KnownError:
        store.close()
        raise


def needs_upgrade(data: Path) -> bool:
    """Whether services.upgrade must run before this folder can be opened. Refuses a newer database."""
    version = schema_version(data / FILE)
    refuse_newer(version, data / FILE)
    return version is not None and version != SCHEMA_VERSION


def _recover(data: Path, database: Path) -> Recovery | None:
    """Looks at the marks of processes that are gone: checks the file, counts what they had committed."""
    lost = [each for each in presence.others(data) if not each.alive]
    if not lost or not database.exists():
        return None
    with translated(database):
        sound = not integrity_faults(database)
    figures: dict[str, int] = {}
    if sound:
        store = Store.open(database)
        figures = store.figures_since(min(each.since_seq for each in lost))
        store.close()
    for each in lost:
        each.leave()
    return Recovery(figures, sound)


def _moment(now: datetime.datetime) -> str:
    return now.astimezone(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _who(store: Store) -> str:
    name = store.settings().get("who")
    if name:
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "không rõ"
