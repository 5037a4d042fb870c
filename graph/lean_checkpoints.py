"""Checkpointers that forget a finished turn when the next one begins: versions are kept by us, not by checkpoints.

Every step of a turn writes the whole state; kept for good, an afternoon of small edits would fill the disk.
"""

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver


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
