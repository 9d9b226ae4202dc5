"""The first schema: what version 0.1.0 writes."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE dossiers (id TEXT NOT NULL, uid TEXT NOT NULL, head TEXT NOT NULL, status TEXT NOT NULL,
  amends TEXT NOT NULL, seal TEXT NOT NULL, created_at TEXT NOT NULL, PRIMARY KEY (id));
CREATE TABLE rows (dossier TEXT NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE, block TEXT NOT NULL,
  "row" TEXT NOT NULL,
  position INTEGER, PRIMARY KEY (dossier, block, "row")) WITHOUT ROWID;
CREATE TABLE cells (dossier TEXT NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE, block TEXT NOT NULL,
  "row" TEXT NOT NULL,
  "column" TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (dossier, block, "row", "column")) WITHOUT ROWID;
CREATE TABLE narratives (dossier TEXT NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE, slot TEXT NOT NULL,
  content TEXT NOT NULL, PRIMARY KEY (dossier, slot));
CREATE TABLE reasons (dossier TEXT NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE, "key" TEXT NOT NULL,
  content TEXT NOT NULL, PRIMARY KEY (dossier, "key"));
CREATE TABLE drawn (dossier TEXT NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE, ref TEXT NOT NULL,
  content TEXT NOT NULL, PRIMARY KEY (dossier, ref));
CREATE TABLE journal (seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, dossier TEXT NOT NULL, step INTEGER NOT NULL,
  kind TEXT NOT NULL, undoes INTEGER, "at" TEXT NOT NULL, who TEXT NOT NULL, edits TEXT NOT NULL,
  previous_hash TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX journal_by_dossier ON journal (dossier, seq);
CREATE TABLE office (id TEXT NOT NULL, kind TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
  predecessors TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (id));
CREATE TABLE outbox (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, dossier_uid TEXT NOT NULL, state TEXT NOT NULL,
  created_at TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE settings (name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name));
"""


def upgrade() -> None:
    for statement in filter(str.strip, TABLES.split(";")):
        op.execute(statement)
