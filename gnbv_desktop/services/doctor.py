"""Looks over the data folder and the installed definitions; changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from gnbv_desktop.catalogue.editions import broken_locks, load_edition, programmes
from gnbv_desktop.kernel.dossier import Dossier
from gnbv_desktop.kernel.edits import apply
from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.services.desk import BACKUPS
from gnbv_desktop.store import presence
from gnbv_desktop.store.backup import require_sound
from gnbv_desktop.store.database import FILE, integrity_faults, risky_place, schema_version
from gnbv_desktop.store.schema import SCHEMA_VERSION
from gnbv_desktop.store.store import Store
from gnbv_desktop.store.trouble import translated


@frozen
class Finding:
    what: str
    sound: bool
    words: str


def examine(data: Path) -> Iterator[Finding]:
    yield from _folder(data)
    database = data / FILE
    if database.exists():
        yield from _database(database)
    yield from _backups(data / BACKUPS)
    yield from _definitions()


def _folder(data: Path) -> Iterator[Finding]:
    if not data.exists():
        yield Finding("thư mục dữ liệu", True, f"{data} chưa có, sẽ được tạo khi nhập hồ sơ đầu tiên")
        return
    writable = os.access(data, os.W_OK)
    yield Finding("thư mục dữ liệu", writable, f"{data} {'ghi được' if writable else 'không ghi được'}")
    place = risky_place(data)
    if place:
        yield Finding("nơi đặt dữ liệu", False, f"{place}: nên chuyển về ổ đĩa của máy")
    lost = [each for each in presence.others(data) if not each.alive]
    if lost:
        yield Finding("lần chạy trước", False, f"{len(lost)} lần kết thúc bất thường, sẽ được kiểm tra khi mở")


def _database(database: Path) -> Iterator[Finding]:
    try:
        version = schema_version(database)
        with translated(database):
            faults = integrity_faults(database)
    except KnownError as error:
        yield Finding("cơ sở dữ liệu", False, error.message)
        return
    yield Finding("cơ sở dữ liệu", not faults, "; ".join(faults[:3]) or f"nguyên vẹn, lược đồ {version}")
    if faults or version != SCHEMA_VERSION:
        return
    store = Store.open(database)
    try:
        broken = store.broken_links()
        words = f"{len(broken)} mục bị sửa từ bên ngoài (mục {broken[0]})" if broken else "chuỗi băm liền mạch"
        yield Finding("nhật ký", not broken, words)
        for head in store.heads():
            yield _dossier(store, head.id)
    finally:
        store.close()


def _dossier(store: Store, dossier: str) -> Finding:
    """Readable, of known definitions, and just what its journal makes it."""
    try:
        stored = store.load(dossier)
        load_edition(stored.head.programme, stored.head.edition)
        edits = (edit for entry in store.entries(dossier) for edit in entry.edits)
        replayed = apply(Dossier(stored.head), edits)
    except KnownError as error:
        return Finding(f"hồ sơ {dossier}", False, error.message)
    if _content(replayed) != _content(stored):
        return Finding(f"hồ sơ {dossier}", False, "nội dung khác với nhật ký: đã bị sửa từ bên ngoài")
    return Finding(f"hồ sơ {dossier}", True, "đọc được, đúng như nhật ký")


def _content(dossier: Dossier) -> tuple[object, ...]:
    orders = {path: block.order for path, block in dossier.blocks.items() if block.order}
    return dict(dossier.cells()), orders, dossier.narratives, dossier.reasons, dossier.drawn


def _backups(folder: Path) -> Iterator[Finding]:
    copies = sorted(folder.glob("gnbv-*.sqlite3"))
    if not copies:
        yield Finding("bản sao", True, "chưa có bản sao nào")
        return
    try:
        require_sound(copies[-1])
    except KnownError as error:
        yield Finding("bản sao", False, error.message)
    else:
        yield Finding("bản sao", True, f"{len(copies)} bản; bản mới nhất {copies[-1].name} nguyên vẹn")


def _definitions() -> Iterator[Finding]:
    for programme, editions in programmes().items():
        for edition in editions:
            try:
                load_edition(programme, edition)
            except KnownError as error:
                yield Finding(f"định nghĩa {programme}/{edition}", False, error.message)
            else:
                yield Finding(f"định nghĩa {programme}/{edition}", True, "đúng")
    for name in broken_locks():
        yield Finding(f"định nghĩa {name}", False, "đã bị sửa so với bản phát hành; hãy cài lại chương trình")
