"""The connection to the records: one file that several processes share, or Postgres."""

import errno
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from adbanner.errors import ConfigError, ServiceUnavailable, StorageFull
from adbanner.settings import Settings
from tools.service_words import Service, Trouble, told

FILE_NAME = "records.sqlite"
BUSY_TIMEOUT_S = 30
"""How long a writer waits for the other processes' writers; ours take milliseconds."""
CONNECT_TIMEOUT_S = 5
POOL_SIZE = 4
FULL = {"SQLITE_FULL", "53100"}
"""SQLite's name and Postgres's SQLSTATE of a full disk."""
UNWRITABLE = {"SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_PERM", "SQLITE_AUTH"}
UNWILLING = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR"}
BEGIN = "sqlite_begin"
"""Execution option: how a transaction begins in SQLite; nothing where the statement bears none."""


def records_url(settings: Settings) -> URL:
    """Where the records are kept: ``database_url``, else ``postgres_url``, else a file of the data folder.

    Raises:
        ConfigError: The URL is not one of Postgres.
    """
    secret, name = settings.database_url, "ADBANNER_DATABASE_URL"
    if secret is None:
        secret, name = settings.postgres_url, "ADBANNER_POSTGRES_URL"
    if secret is None:
        return URL.create("sqlite+aiosqlite", database=str(settings.data_dir / FILE_NAME))
    try:
        url = make_url(secret.get_secret_value())
    except (ArgumentError, ValueError):
        url = URL.create("unreadable")
    if url.drivername not in ("postgresql", "postgres"):
        raise ConfigError(f"{name} is wrong: expected postgresql://user:password@host:port/database.")
    return url.set(drivername="postgresql+psycopg")


def is_sqlite(url: URL) -> bool:
    """Whether the records are a file."""
    return url.get_backend_name() == "sqlite"


def connect_arguments(url: URL) -> dict[str, int]:
    """What the driver needs to know."""
    return {"timeout": BUSY_TIMEOUT_S} if is_sqlite(url) else {"connect_timeout": CONNECT_TIMEOUT_S}


def prepare_sqlite(engine: Engine) -> None:
    """Make every connection safe beside other processes, and let transactions begin as a writer.

    A transaction that reads first and then turns writer fails at once when another process wrote in between, whatever
    the timeout says; one that begins as a writer waits for its turn (https://www.sqlite.org/isolation.html).
    """

    @event.listens_for(engine, "connect")
    def configure(connection: Any, entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get(BEGIN, "BEGIN IMMEDIATE")
        if statement:
            connection.exec_driver_sql(statement)


@contextmanager
def told_plainly(url: URL) -> Iterator[None]:
    """Turn what the database raises into errors of ours.

    Raises:
        StorageFull: The disk has no room.
        ConfigError: The file cannot be opened, written or read as a database.
        ServiceUnavailable: The database does not answer, or is locked for too long.
    """
    try:
        yield
    except PoolTimeout as error:
        raise ServiceUnavailable(
            f"The records did not get a connection within {BUSY_TIMEOUT_S} s: too much is going on at once.",
            told=told(Service.POSTGRES, Trouble.BUSY),
        ) from error
    except (DatabaseError, InterfaceError) as error:
        code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or ""
        place = url.database if is_sqlite(url) else "Postgres"
        reason = str(error.orig).strip()
        if code in FULL:
            raise StorageFull(f"No room for the records in {place}: {reason}. Free some space.") from error
        if code.startswith(tuple(UNWRITABLE)):
            raise ConfigError(
                f"Cannot use {place}: {reason}. Set ADBANNER_DATA_DIR to a writable folder, or move the file away."
            ) from error
        if code.startswith(tuple(UNWILLING)):
            raise ServiceUnavailable(
                f"{place} cannot be used now: {reason}. Look whether another process holds it, and at the disk.",
                told=told(Service.POSTGRES, Trouble.BUSY),
            ) from error
        is_silent = isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated
        if is_sqlite(url) or not is_silent:
            raise
        raise ServiceUnavailable(
            f"Postgres does not answer: {reason}. Check ADBANNER_DATABASE_URL or ADBANNER_POSTGRES_URL.",
            told=told(Service.POSTGRES, Trouble.DOWN),
        ) from error


def make_folder(url: URL) -> None:
    """Create the folder of the file.

    Raises:
        StorageFull: The disk has no room.
        ConfigError: It cannot be created.
    """
    folder = Path(url.database or "").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull(f"No room for the folder {folder}. Free some space.") from error
        raise ConfigError(
            f"Cannot create {folder}: {error.strerror}. Set ADBANNER_DATA_DIR to a writable folder."
        ) from error


class Database:
    """Connections to the records; of one event loop."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._engine: AsyncEngine = create_async_engine(
            url,
            connect_args=connect_arguments(url),
            pool_size=POOL_SIZE,
            max_overflow=0,
            pool_timeout=BUSY_TIMEOUT_S,
            pool_pre_ping=not is_sqlite(url),
        )
        if is_sqlite(url):
            prepare_sqlite(self._engine.sync_engine)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one state of the records and changes nothing; errors: ``told_plainly``."""
        with told_plainly(self.url):
            async with self._engine.connect() as connection:
                yield await connection.execution_options(**{BEGIN: "BEGIN"})

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction: all of its changes come, or none; errors: ``told_plainly``."""
        with told_plainly(self.url):
            async with self._engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def outside_transactions(self) -> AsyncIterator[AsyncConnection]:
        """A connection for housekeeping; errors: ``told_plainly``."""
        with told_plainly(self.url):
            async with self._engine.connect() as connection:
                yield await connection.execution_options(isolation_level="AUTOCOMMIT", **{BEGIN: ""})

    def insert_new(self, table: Table) -> "postgresql.Insert | sqlite.Insert":
        """An insert that leaves out rows which are there already."""
        if is_sqlite(self.url):
            return sqlite.insert(table).on_conflict_do_nothing()
        return postgresql.insert(table).on_conflict_do_nothing()

    async def close(self) -> None:
        """Give the connections back."""
        await self._engine.dispose()
