"""Where a run's progress is kept, so that a killed one goes on: SQLite by default, Postgres by setting."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from enum import StrEnum

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from adbanner.errors import ConfigError, ServiceUnavailable
from adbanner.frozen import Frozen
from adbanner.settings import Settings
from tools.service_words import Service, Trouble, told

OUR_PACKAGES = ("adbanner.", "tools.", "graph.")


def subclasses(base: type) -> set[type]:
    """All direct and indirect subclasses that are imported by now."""
    found: set[type] = set()
    children: list[type] = base.__subclasses__()
    for child in children:
        found |= {child, *subclasses(child)}
    return found


class CompleteListSerializer(JsonPlusSerializer):
    """A serializer whose list of classes no graph extends.

    LangGraph would clone the checkpointer with a longer list, and the clone of the wrapper that the LangGraph API puts
    round a checkpointer of ours never ends (langgraph-api 0.16.7).
    """

    def with_msgpack_allowlist(self, extra_allowlist: Iterable[tuple[str, ...] | type]) -> JsonPlusSerializer:
        """The serializer itself: every class of ours is on its list already."""
        return self


def checkpoint_serializer() -> JsonPlusSerializer:
    """A serializer that rebuilds our own values and refuses every other class in a checkpoint."""
    ours = [
        (value.__module__, value.__qualname__)
        for value in subclasses(Frozen) | subclasses(StrEnum)
        if value.__module__.startswith(OUR_PACKAGES)
    ]
    return CompleteListSerializer(allowed_msgpack_modules=sorted(ours))


@asynccontextmanager
async def open_checkpointer(settings: Settings) -> AsyncIterator[BaseCheckpointSaver[str]]:
    """The configured checkpointer, set up and ready.

    Raises:
        ServiceUnavailable: Postgres does not answer.
        ConfigError: The data folder cannot be written.
    """
    if settings.postgres_url is not None:
        async with open_postgres(settings.postgres_url.get_secret_value()) as saver:
            yield saver
    else:
        async with open_sqlite(settings) as saver:
            yield saver


@asynccontextmanager
async def open_postgres(url: str) -> AsyncIterator[BaseCheckpointSaver[str]]:
    """Checkpoints in Postgres; tables are created on first use."""
    import psycopg

    from graph.lean_checkpoints import LeanPostgresSaver

    try:
        connection = await psycopg.AsyncConnection.connect(
            url, autocommit=True, prepare_threshold=0, row_factory=psycopg.rows.dict_row, connect_timeout=5
        )
    except psycopg.OperationalError as error:
        raise ServiceUnavailable(
            f"Postgres does not answer: {str(error).strip()}. Check ADBANNER_POSTGRES_URL or unset it for SQLite.",
            told=told(Service.POSTGRES, Trouble.DOWN),
        ) from error
    async with connection:
        saver = LeanPostgresSaver(connection, serde=checkpoint_serializer())
        await saver.setup()
        yield saver


@asynccontextmanager
async def open_sqlite(settings: Settings) -> AsyncIterator[BaseCheckpointSaver[str]]:
    """Checkpoints in one file of the data folder."""
    import aiosqlite

    from graph.lean_checkpoints import LeanSqliteSaver

    path = settings.data_dir / "checkpoints.sqlite"
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        connection = await aiosqlite.connect(path)
        await connection.execute("PRAGMA synchronous=NORMAL")
    except (OSError, aiosqlite.Error) as error:
        raise ConfigError(f"Cannot open {path}: {error}. Set ADBANNER_DATA_DIR to a writable folder.") from error
    try:
        saver = LeanSqliteSaver(connection, serde=checkpoint_serializer())
        await saver.setup()
        yield saver
    finally:
        await connection.close()
