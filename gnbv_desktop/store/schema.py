"""The tables. A new circular never changes them: figures are rows of addresses and canonical texts."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

SCHEMA_VERSION = "0001"

metadata = MetaData()


def _owner(name: str = "dossier", primary: bool = True) -> Column[str]:
    return Column(name, Text, ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=primary, nullable=False)


dossiers = Table(
    "dossiers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("head", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("amends", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("created_at", Text, nullable=False),
)

rows = Table(
    "rows",
    metadata,
    _owner(),
    Column("block", Text, primary_key=True),
    Column("row", Text, primary_key=True),
    Column("position", Integer),
    sqlite_with_rowid=False,
)
"""A row that was taken out keeps its id, without a position: an id is never given twice."""

cells = Table(
    "cells",
    metadata,
    _owner(),
    Column("block", Text, primary_key=True),
    Column("row", Text, primary_key=True),
    Column("column", Text, primary_key=True),
    Column("content", Text, nullable=False),
    sqlite_with_rowid=False,
)

narratives = Table(
    "narratives",
    metadata,
    _owner(),
    Column("slot", Text, primary_key=True),
    Column("content", Text, nullable=False),
)

reasons = Table(
    "reasons",
    metadata,
    _owner(),
    Column("key", Text, primary_key=True),
    Column("content", Text, nullable=False),
)

drawn = Table(
    "drawn",
    metadata,
    _owner(),
    Column("ref", Text, primary_key=True),
    Column("content", Text, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("dossier", Text, nullable=False),
    Column("step", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("undoes", Integer),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("edits", Text, nullable=False),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    sqlite_autoincrement=True,
)
Index("journal_by_dossier", journal.c.dossier, journal.c.seq)

office = Table(
    "office",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("predecessors", Text, nullable=False),
    Column("content", Text, nullable=False),
)
"""The office's register: unit, communes, agencies, signers, addressees, each with its dates and a permanent id."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("dossier_uid", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("content", Text, nullable=False),
    sqlite_autoincrement=True,
)

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
