"""The journal: append-only, each entry carrying the hash of the one before it. Undo and redo are entries too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from attrs import frozen
from sqlalchemy import Connection, insert, select

from gnbv_desktop.kernel.codec import canonical_json
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.store.schema import journal

UNDO, REDO = "undo", "redo"


@frozen
class Stamp:
    """Who changes something, when, and by what: "enter", "paste", "load", "undo" …"""

    at: str
    who: str
    kind: str


@frozen
class Entry:
    """One journal row. Entries of one stay in a field share their `step`."""

    seq: int
    dossier: str
    step: int
    kind: str
    undoes: int | None
    at: str
    who: str
    edits: tuple[Edit, ...]
    previous_hash: str
    hash: str


def append(
    connection: Connection,
    dossier: str,
    edits: Iterable[Edit],
    stamp: Stamp,
    step: int | None = None,
    undoes: int | None = None,
) -> int:
    """Adds an entry inside the caller's transaction; returns its step."""
    seq = last_seq(connection) + 1
    last = select(journal.c.hash).where(journal.c.dossier == dossier).order_by(journal.c.seq.desc()).limit(1)
    previous = connection.execute(last).scalar() or ""
    record = {
        "dossier": dossier,
        "step": seq if step is None else step,
        "kind": stamp.kind,
        "undoes": undoes,
        "at": stamp.at,
        "who": stamp.who,
        "edits": canonical_json([_edit_to_json(edit) for edit in edits]),
    }
    record |= {"previous_hash": previous, "hash": entry_hash(previous, record)}
    connection.execute(insert(journal).values(seq=seq, **record))
    return int(str(record["step"]))


def entry_hash(previous: str, record: dict[str, object]) -> str:
    content = {key: record[key] for key in ("dossier", "step", "kind", "undoes", "at", "who", "edits")}
    return hashlib.sha256(f"{previous}\n{canonical_json(content)}".encode()).hexdigest()


def entries(connection: Connection, dossier: str, newest_first: bool = False) -> Iterator[Entry]:
    order = journal.c.seq.desc() if newest_first else journal.c.seq
    found = connection.execute(select(journal).where(journal.c.dossier == dossier).order_by(order))
    for row in found.mappings():
        edits = tuple(Edit(EditKind(each[0]), *each[1:]) for each in json.loads(row["edits"]))
        yield Entry(**{**row, "edits": edits})


def _edit_to_json(edit: Edit) -> list[object]:
    return [edit.kind.value, edit.key, edit.before, edit.after]


def step_to_undo(connection: Connection, dossier: str) -> int | None:
    """The newest step that is not undone."""
    live: dict[int, bool] = {}
    for step, kind, undoes in _outline(connection, dossier):
        if undoes is not None:
            live.setdefault(undoes, kind == REDO)
        elif kind != "create" and live.get(step, True):
            return step
    return None


def step_to_redo(connection: Connection, dossier: str) -> int | None:
    """The step that was undone last, unless something was changed since."""
    redone: set[int] = set()
    for _step, kind, undoes in _outline(connection, dossier):
        if undoes is None:
            return None
        if kind == REDO:
            redone.add(undoes)
        elif undoes in redone:
            redone.discard(undoes)
        else:
            return undoes
    return None


def _outline(connection: Connection, dossier: str) -> Iterator[tuple[int, str, int | None]]:
    """Steps from the newest, each once."""
    columns = (journal.c.step, journal.c.kind, journal.c.undoes)
    rows = connection.execute(select(*columns).where(journal.c.dossier == dossier).order_by(journal.c.seq.desc()))
    seen = None
    for step, kind, undoes in rows:
        if step != seen:
            yield step, kind, undoes
        seen = step


def edits_of_step(connection: Connection, dossier: str, step: int) -> tuple[Edit, ...]:
    query = select(journal.c.edits).where(journal.c.dossier == dossier, journal.c.step == step)
    found = connection.execute(query.order_by(journal.c.seq)).scalars()
    return tuple(Edit(EditKind(each[0]), *each[1:]) for text in found for each in json.loads(text))


def last_seq(connection: Connection, dossier: str | None = None) -> int:
    """The number of the newest entry, of one dossier or of all."""
    query = select(journal.c.seq).order_by(journal.c.seq.desc()).limit(1)
    return connection.execute(query if dossier is None else query.where(journal.c.dossier == dossier)).scalar() or 0


def broken_links(connection: Connection) -> list[int]:
    """Entries whose content or place in the chain is not what was written."""
    last: dict[str, str] = {}
    broken = []
    for row in connection.execute(select(journal).order_by(journal.c.seq)).mappings():
        previous = last.get(row["dossier"], "")
        if row["previous_hash"] != previous or row["hash"] != entry_hash(previous, dict(row)):
            broken.append(row["seq"])
        last[row["dossier"]] = row["hash"]
    return broken


def figures_since(connection: Connection, seq: int) -> dict[str, int]:
    """How many figures were committed per dossier after an entry."""
    rows = connection.execute(select(journal.c.dossier, journal.c.edits).where(journal.c.seq > seq))
    touched: dict[str, set[str]] = {}
    for dossier, edits in rows:
        touched.setdefault(dossier, set()).update(each[1] for each in json.loads(edits) if each[0] == "cell")
    return {dossier: len(refs) for dossier, refs in touched.items()}
