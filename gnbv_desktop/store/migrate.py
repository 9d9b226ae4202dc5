"""Brings an older database to the present schema, after a checked copy of it was made."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from gnbv_desktop.store.database import WRITING, journal_mode_for, open_engine
from gnbv_desktop.store.schema import metadata
from gnbv_desktop.store.trouble import translated

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(database: Path, scripts: Path = SCRIPTS, target: str = "head") -> None:
    """All steps in one explicit transaction: done whole, or not at all."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    directory = ScriptDirectory.from_config(config)
    with translated(database):
        engine = open_engine(database, 5000, journal_mode_for(database))
        try:
            with engine.connect() as connection:
                connection.info[WRITING] = True
                with connection.begin():
                    _run(connection, config, directory, target)
        finally:
            engine.dispose()


def _run(connection: Connection, config: Config, directory: ScriptDirectory, target: str) -> None:
    def upgrade(revision: object, _context: object) -> object:
        return directory._upgrade_revs(target, revision)  # type: ignore[arg-type]

    with EnvironmentContext(config, directory, fn=upgrade, destination_rev=target) as environment:
        environment.configure(connection=connection, target_metadata=metadata, transaction_per_migration=False)
        environment.run_migrations()
