"""Brings an older data folder to the present schema. Apart from the desk, because Alembic is slow to import."""

from __future__ import annotations

from pathlib import Path

from gnbv_desktop.services.desk import BACKUPS, Clock, utc_now
from gnbv_desktop.store import backup
from gnbv_desktop.store.database import FILE, schema_version
from gnbv_desktop.store.migrate import SCRIPTS, migrate


def upgrade(data: Path, clock: Clock = utc_now, scripts: Path = SCRIPTS) -> Path:
    """Migrates after a checked copy was made; returns the copy."""
    database = data / FILE
    version = schema_version(database)
    moment = clock().strftime("%Y%m%d-%H%M%S")
    copy = backup.back_up(database, data / BACKUPS, moment, f"truoc-nang-cap-{version}")
    migrate(database, scripts)
    return copy
