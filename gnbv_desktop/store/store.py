"""The open store: dossiers read whole, changed by edits in one transaction, deleted never."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, inspect, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.dossier import Block, Cell, Dossier, Head
from gnbv_desktop.kernel.edits import Edit, EditKind, apply
from gnbv_desktop.kernel.errors import BadInput, StoreTrouble
from gnbv_desktop.kernel.refs import parse_ref, parse_row
from gnbv_desktop.store import journal as log
from gnbv_desktop.store.database import (
    WRITING,
    create_tables,
    journal_mode_for,
    open_engine,
    refuse_newer,
    run_pragma,
    schema_version,
)
from gnbv_desktop.store.journal import Entry, Stamp
from gnbv_desktop.store.schema import (
    SCHEMA_VERSION,
    cells,
    dossiers,
    drawn,
    narratives,
    office,
    reasons,
    rows,
    settings,
)
from gnbv_desktop.store.schema import journal as journal_table
from gnbv_desktop.store.trouble import sound_content, translated


class StaleDossier(Exception):
    """Another process has changed the dossier since it was read."""


class Store:
    """One connection to one database file."""

    def __init__(self, path: Path, engine: Engine, connection: Connection) -> None:
        self.path = path
        self.written_version = 0
        """The journal entry that the last change of this connection made."""
        self._engine = engine
        self._connection = connection
        self._file = _identity(path)

    @classmethod
    def open(cls, path: Path, wait_ms: int = 5000) -> Store:
        """Opens or creates. An older schema must have been migrated before; a newer one is refused."""
        with translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        version = schema_version(path)
        refuse_newer(version, path)
        if version is not None and version != SCHEMA_VERSION:
            raise ValueError(f"schema {version} must be migrated first")
        with translated(path):
            engine = open_engine(path, wait_ms, journal_mode_for(path))
            store = cls(path, engine, engine.connect())
        if version is None:
            store._create()
        return store

    def _create(self) -> None:
        with self._writing() as connection:
            if not inspect(connection).has_table("dossiers"):
                create_tables(connection)

    def close(self) -> None:
        """Folds the write-ahead log into the file, so that a copy of the file alone is whole."""
        if self._connection.closed:
            return
        with translated(self.path):
            self.checkpoint()
            self._connection.close()
            self._engine.dispose()

    def checkpoint(self) -> None:
        """As far as other processes let it: what is not folded in now is folded in later."""
        with suppress(sqlite3.OperationalError):
            run_pragma(self._connection, "wal_checkpoint(TRUNCATE)")

    def data_version(self) -> int:
        """Changes when another connection has committed."""
        return int(run_pragma(self._connection, "data_version"))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self._connection.info[WRITING] = True
        try:
            with translated(self.path), self._connection.begin():
                self._require_the_file()
                yield self._connection
        finally:
            self._connection.info[WRITING] = False

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """One consistent view; readers never wait for writers."""
        with translated(self.path), self._connection.begin():
            yield self._connection

    def _require_the_file(self) -> None:
        """A file taken away while open still takes what is written, and nobody would ever read it."""
        if _identity(self.path) != self._file:
            raise StoreTrouble(f"Tệp {self.path} không còn ở chỗ cũ; hãy kiểm tra thư mục dữ liệu rồi mở lại.")

    # Dossiers

    def heads(self) -> list[Head]:
        with self._reading() as connection, sound_content(self.path):
            found = connection.execute(select(dossiers.c.head).order_by(dossiers.c.created_at, dossiers.c.id))
            return [codec.head_from_json(json.loads(text)) for text in found.scalars()]

    def ids(self) -> set[str]:
        with self._reading() as connection:
            return set(connection.execute(select(dossiers.c.id)).scalars())

    def load(self, dossier: str) -> Dossier:
        """Raises BadInput when there is no such dossier."""
        return self.load_versioned(dossier)[0]

    def load_versioned(self, dossier: str) -> tuple[Dossier, int]:
        """The dossier and the number of the last journal entry that made it what it is."""
        with self._reading() as connection, sound_content(self.path):
            return self._load(connection, dossier), log.last_seq(connection, dossier)

    def version(self, dossier: str) -> int:
        with self._reading() as connection:
            return log.last_seq(connection, dossier)

    def _load(self, connection: Connection, dossier: str) -> Dossier:
        text = connection.execute(select(dossiers.c.head).where(dossiers.c.id == dossier)).scalar()
        if text is None:
            raise BadInput(f"Không có hồ sơ {dossier[:60]!r}; xem danh sách bằng gnbv list.")
        return Dossier(
            head=codec.head_from_json(json.loads(text)),
            blocks=_blocks(connection, dossier),
            narratives={key: tuple(each) for key, each in _contents(connection, narratives, dossier)},
            reasons={key: codec.reason_from_json(each) for key, each in _contents(connection, reasons, dossier)},
            drawn=dict(_contents(connection, drawn, dossier)),
        )

    def create(self, dossier: Dossier, stamp: Stamp) -> None:
        """A whole new dossier in one transaction; its content is the journal's first entry."""
        head = dossier.head
        with self._writing() as connection:
            connection.execute(
                insert(dossiers).values(
                    id=head.id,
                    uid=head.uid,
                    head=codec.canonical_json(codec.head_to_json(head)),
                    status=head.status,
                    amends=head.amends,
                    seal=head.seal,
                    created_at=stamp.at,
                )
            )
            edits = tuple(whole(dossier))
            _insert_whole(connection, dossier)
            log.append(connection, head.id, edits, stamp)

    def record(
        self,
        before: Dossier,
        edits: Iterable[Edit],
        stamp: Stamp,
        step: int | None = None,
        undoes: int | None = None,
        version: int | None = None,
    ) -> tuple[Dossier, int]:
        """Applies edits to the stored dossier and writes the journal, or changes nothing.

        Raises StaleDossier when `version` is given and somebody has changed the dossier since.
        """
        listed = tuple(edits)
        after = apply(before, listed)
        dossier = before.head.id
        with self._writing() as connection:
            if version is not None and log.last_seq(connection, dossier) != version:
                raise StaleDossier
            written = self._write(connection, after, listed, stamp, step, undoes)
        return after, written

    def record_on_top(
        self,
        dossier: str,
        make: Callable[[Dossier], tuple[Edit, ...]],
        stamp: Stamp,
        step: int | None = None,
        undoes: int | None = None,
    ) -> tuple[Dossier, int]:
        """Like record, on whatever the dossier is by now: `make` gets it while nobody else can write."""
        with self._writing() as connection, sound_content(self.path):
            now = self._load(connection, dossier)
            edits = make(now)
            after = apply(now, edits)
            written = self._write(connection, after, edits, stamp, step, undoes)
        return after, written

    def _write(
        self,
        connection: Connection,
        after: Dossier,
        edits: tuple[Edit, ...],
        stamp: Stamp,
        step: int | None,
        undoes: int | None,
    ) -> int:
        dossier = after.head.id
        for edit in edits:
            _store_edit(connection, dossier, edit, after)
        written = log.append(connection, dossier, edits, stamp, step, undoes)
        self.written_version = log.last_seq(connection, dossier)
        return written

    # History

    def entries(self, dossier: str, newest_first: bool = False) -> list[Entry]:
        with self._reading() as connection, sound_content(self.path):
            return list(log.entries(connection, dossier, newest_first))

    def last_entries(self) -> dict[str, Stamp]:
        """Who changed each dossier last, and when: one search of the journal's index per dossier."""
        of = journal_table.c
        newest = select(func.max(of.seq)).where(of.dossier == dossiers.c.id).correlate(dossiers)
        query = select(dossiers.c.id, of.at, of.who, of.kind).join(journal_table, of.seq == newest.scalar_subquery())
        with self._reading() as connection:
            return {each.id: Stamp(each.at, each.who, each.kind) for each in connection.execute(query)}

    def step_to_undo(self, dossier: str) -> int | None:
        with self._reading() as connection:
            return log.step_to_undo(connection, dossier)

    def step_to_redo(self, dossier: str) -> int | None:
        with self._reading() as connection:
            return log.step_to_redo(connection, dossier)

    def edits_of_step(self, dossier: str, step: int) -> tuple[Edit, ...]:
        with self._reading() as connection, sound_content(self.path):
            return log.edits_of_step(connection, dossier, step)

    def last_seq(self) -> int:
        with self._reading() as connection:
            return log.last_seq(connection)

    def figures_since(self, seq: int) -> dict[str, int]:
        with self._reading() as connection:
            return log.figures_since(connection, seq)

    def broken_links(self) -> list[int]:
        with self._reading() as connection:
            return log.broken_links(connection)

    # The office's own data

    def settings(self) -> dict[str, str]:
        with self._reading() as connection:
            return {each.name: each.value for each in connection.execute(select(settings))}

    def put_setting(self, name: str, value: str) -> None:
        with self._writing() as connection:
            statement = upsert(settings).values(name=name, value=value)
            connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))

    def office(self) -> list[dict[str, Any]]:
        with self._reading() as connection:
            return [dict(row) for row in connection.execute(select(office).order_by(office.c.id)).mappings()]

    def put_office(self, entries: Iterable[Mapping[str, str]]) -> None:
        with self._writing() as connection:
            for entry in entries:
                statement = upsert(office).values(**entry)
                connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=dict(entry)))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def whole(dossier: Dossier) -> Iterator[Edit]:
    """A dossier as the edits that make it from nothing."""
    for path, block in dossier.blocks.items():
        for position, row in enumerate(block.order):
            yield Edit(EditKind.ROW, f"{path}[{row}]", None, position)
    for ref, cell in dossier.cells():
        yield Edit(EditKind.CELL, str(ref), None, codec.cell_to_json(cell))
    for slot, content in dossier.narratives.items():
        yield Edit(EditKind.SLOT, slot, None, list(content))
    for key, reason in dossier.reasons.items():
        yield Edit(EditKind.REASON, key, None, codec.reason_to_json(reason))
    for key, source in dossier.drawn.items():
        yield Edit(EditKind.DRAWN, key, None, dict(source))


def _blocks(connection: Connection, dossier: str) -> dict[str, Block]:
    order: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    query = select(rows.c.block, rows.c.row, rows.c.position).where(rows.c.dossier == dossier)
    for path, row, position in connection.execute(query.order_by(rows.c.block, rows.c.position)):
        listed = order.setdefault(path, [])
        if position is not None:
            listed.append(row)
        last[path] = max(last.get(path, 0), int(row[1:]) if row[1:].isdecimal() else 0)
    content: dict[str, dict[str, dict[str, Cell]]] = {path: {} for path in order}
    found = connection.execute(
        select(cells.c.block, cells.c.row, cells.c.column, cells.c.content).where(cells.c.dossier == dossier)
    )
    for path, row, column, text in found:
        cell = codec.cell_from_json(json.loads(text))
        content.setdefault(path, {}).setdefault(row, {})[column] = cell
    return {path: Block(tuple(order.get(path, ())), by_row, last.get(path, 0)) for path, by_row in content.items()}


def _contents(connection: Connection, table: Any, dossier: str) -> Iterator[tuple[str, Any]]:
    key = table.c[table.primary_key.columns.keys()[1]]
    for name, text in connection.execute(select(key, table.c.content).where(table.c.dossier == dossier)):
        yield name, json.loads(text)


def _insert_whole(connection: Connection, dossier: Dossier) -> None:
    head = dossier.head.id
    _many(connection, rows, (
        {"dossier": head, "block": path, "row": row, "position": position}
        for path, block in dossier.blocks.items() for position, row in enumerate(block.order)
    ))  # fmt: skip
    _many(connection, rows, (
        {"dossier": head, "block": path, "row": f"r{block.last}", "position": None}
        for path, block in dossier.blocks.items() if block.last and f"r{block.last}" not in block.order
    ))  # fmt: skip
    _many(connection, cells, (
        {"dossier": head, "block": ref.block, "row": ref.row, "column": ref.column,
         "content": codec.canonical_json(codec.cell_to_json(cell))}
        for ref, cell in dossier.cells()
    ))  # fmt: skip
    for edit in whole(dossier):
        if edit.kind in _KEYED:
            table, key = _KEYED[edit.kind]
            _put(
                connection,
                table,
                {"dossier": head, key: edit.key},
                {"content": codec.canonical_json(edit.after)},
            )


def _many(connection: Connection, table: Any, values: Iterable[Mapping[str, Any]]) -> None:
    listed = list(values)
    if listed:
        connection.execute(insert(table), listed)


_KEYED: dict[EditKind, tuple[Any, str]] = {
    EditKind.SLOT: (narratives, "slot"),
    EditKind.REASON: (reasons, "key"),
    EditKind.DRAWN: (drawn, "ref"),
}


def _store_edit(connection: Connection, dossier: str, edit: Edit, after: Dossier) -> None:
    match edit.kind:
        case EditKind.CELL:
            ref = parse_ref(edit.key)
            place = {"dossier": dossier, "block": ref.block, "row": ref.row, "column": ref.column}
            _put(connection, cells, place, _content(edit.after))
        case EditKind.ROW:
            path, row = parse_row(edit.key)
            _put(connection, rows, {"dossier": dossier, "block": path, "row": row}, {"position": None})
            _renumber(connection, dossier, path, after.block(path).order)
        case EditKind.HEAD:
            head = after.head
            values = {
                "head": codec.canonical_json(codec.head_to_json(head)),
                "status": head.status,
                "seal": head.seal,
            }
            connection.execute(update(dossiers).where(dossiers.c.id == dossier).values(**values))
        case _:
            table, key = _KEYED[edit.kind]
            _put(connection, table, {"dossier": dossier, key: edit.key}, _content(edit.after))


def _content(value: Any) -> dict[str, str] | None:
    return None if value is None else {"content": codec.canonical_json(value)}


def _put(connection: Connection, table: Any, place: Mapping[str, str], values: Mapping[str, Any] | None) -> None:
    """Writes the row at `place`, or takes it away."""
    if values is None:
        connection.execute(delete(table).where(*(table.c[name] == value for name, value in place.items())))
        return
    statement = upsert(table).values(**place, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=list(place), set_=dict(values)))


def _renumber(connection: Connection, dossier: str, path: str, order: tuple[str, ...]) -> None:
    """Positions as in `order`; only rows whose position is another are written."""
    query = select(rows.c.row, rows.c.position).where(rows.c.dossier == dossier, rows.c.block == path)
    stored: dict[str, int | None] = {each.row: each.position for each in connection.execute(query)}
    for position, row in enumerate(order):
        if stored.get(row) != position:
            values = {"position": position}
            _put(connection, rows, {"dossier": dossier, "block": path, "row": row}, values)
