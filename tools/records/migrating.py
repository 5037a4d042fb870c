"""Brings the tables of the records up to date, whoever else starts at the same moment."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from adbanner.errors import ConfigError
from tools.records.database import connect_arguments, is_sqlite, make_folder, prepare_sqlite, told_plainly

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = "head"
EMPTY = "base"
ALEMBIC = threading.Lock()
"""What Alembic is migrating is a global of the process, so threads take turns, whatever database they migrate."""
LOCK = 6_021_770_131
"""Number of the advisory lock that Postgres lends to one migrating process at a time."""


@contextmanager
def alone(url: URL) -> Iterator[Connection]:
    """A transaction that no other migration runs beside; it is undone as a whole where it fails."""
    sync_url = url.set(drivername="sqlite") if is_sqlite(url) else url
    engine = create_engine(sync_url, connect_args=connect_arguments(url), poolclass=NullPool)
    if is_sqlite(url):
        prepare_sqlite(engine)
    try:
        with told_plainly(url), engine.begin() as connection:
            if not is_sqlite(url):  # SQLite's transaction is the lock already
                connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
            yield connection
    finally:
        engine.dispose()


def share_file(url: URL) -> None:
    """Let readers go on while somebody writes: write-ahead logging, which the file keeps from now on."""
    engine = create_engine(url.set(drivername="sqlite"), connect_args=connect_arguments(url), poolclass=NullPool)
    try:
        with told_plainly(url), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    finally:
        engine.dispose()


def migrate(url: URL, revision: str = NEWEST) -> None:
    """Bring the tables to a revision; blocks, so run it in a thread.

    Raises:
        ConfigError: The tables belong to a newer release, or the file cannot be used.
        ServiceUnavailable: The database does not answer.
        StorageFull: The disk has no room.
    """
    if is_sqlite(url):
        make_folder(url)
        share_file(url)
    move: Callable[[Config, str], None] = command.downgrade if revision == EMPTY else command.upgrade
    logging.getLogger("alembic.runtime.migration").setLevel(logging.WARNING)
    with ALEMBIC, alone(url) as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        try:
            move(config, revision)
        except CommandError as error:
            raise ConfigError(
                f"The records' tables do not fit this release: {error}. Install the release that made them, or a newer."
            ) from error
