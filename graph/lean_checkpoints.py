"""Checkpointers that forget a finished turn when the next one begins: versions are kept by us, not by checkpoints.

Every step of a turn writes the whole state; kept for good, an afternoon of small edits would fill the disk.
"""

from typing import LiteralString

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

SQLITE_COLUMNS: dict[LiteralString, LiteralString] = {
    "checkpoints": "checkpoint_ns, checkpoint_id, parent_checkpoint_id, type, checkpoint, metadata",
    "writes": "checkpoint_ns, checkpoint_id, task_id, task_path, idx, channel, type, value",
}
POSTGRES_COLUMNS: dict[LiteralString, LiteralString] = {
    "checkpoints": "checkpoint_ns, checkpoint_id, parent_checkpoint_id, type, checkpoint, metadata",
    "checkpoint_blobs": "checkpoint_ns, channel, version, type, blob",
    "checkpoint_writes": "checkpoint_ns, checkpoint_id, task_id, task_path, idx, channel, type, blob",
}
"""Of each table, besides ``thread_id``; a test copies a thread, so that a column of a newer library is missed there."""


def copying(table: LiteralString, columns: LiteralString, mark: LiteralString) -> LiteralString:
    """The statement that copies a thread's rows; its parameters are the target and the source."""
    rows = f"SELECT {mark}, {columns} FROM {table} WHERE thread_id = {mark}"
    return f"INSERT INTO {table} (thread_id, {columns}) {rows}"


def begins_turn(config: RunnableConfig, metadata: CheckpointMetadata) -> bool:
    """Whether a checkpoint is the first of a turn: nothing of an earlier one can be resumed any more."""
    return metadata.get("source") == "input" and not config["configurable"].get("checkpoint_ns")


class LeanSqliteSaver(AsyncSqliteSaver):
    """Checkpoints in SQLite, those of the latest turn only."""

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Save a checkpoint; the first of a turn replaces those of the turn before."""
        written = await super().aput(config, checkpoint, metadata, new_versions)
        if begins_turn(config, metadata):
            place = (str(config["configurable"]["thread_id"]), checkpoint["id"])
            async with self.lock:
                # Ids are ordered by time.
                await self.conn.execute("DELETE FROM checkpoints WHERE thread_id = ? AND checkpoint_id < ?", place)
                await self.conn.execute("DELETE FROM writes WHERE thread_id = ? AND checkpoint_id < ?", place)
                await self.conn.commit()
        return written

    async def acopy_thread(self, source_thread_id: str, target_thread_id: str) -> None:
        """Give another thread all that this one has."""
        async with self.lock:
            for table, columns in SQLITE_COLUMNS.items():
                await self.conn.execute(copying(table, columns, "?"), (target_thread_id, source_thread_id))
            await self.conn.commit()


class LeanPostgresSaver(AsyncPostgresSaver):
    """Checkpoints in Postgres, those of the latest turn only."""

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Save a checkpoint; the first of a turn replaces those of the turn before."""
        written = await super().aput(config, checkpoint, metadata, new_versions)
        if begins_turn(config, metadata):
            await self.aprune([str(config["configurable"]["thread_id"])], strategy="keep_latest")
        return written

    async def acopy_thread(self, source_thread_id: str, target_thread_id: str) -> None:
        """Give another thread all that this one has."""
        async with self._cursor(pipeline=True) as cursor:
            for table, columns in POSTGRES_COLUMNS.items():
                await cursor.execute(copying(table, columns, "%s"), (target_thread_id, source_thread_id))
