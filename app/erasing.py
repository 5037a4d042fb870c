"""``adbanner erase-person``: deletes everything that is known of a person."""

import asyncio

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver

from adbanner.artifact_store import ArtifactStore
from adbanner.errors import ToolFailed
from adbanner.images import ImageOrigin
from adbanner.settings import Settings, load_settings
from graph.checkpoints import open_checkpointer
from graph.session import Content, VersionEntry
from tools.records.erasure import Erasure
from tools.records.records import open_records


def erase(person_id: str) -> Erasure:
    """Delete a person's campaigns with their versions, chats, own pictures and events; again does no harm.

    Raises:
        ConfigError: A setting is wrong.
        ServiceUnavailable: The database does not answer.
    """
    return asyncio.run(erased(person_id, load_settings()))


async def erased(person_id: str, settings: Settings) -> Erasure:
    """The same under given settings."""
    store = await asyncio.to_thread(ArtifactStore.local, settings.data_dir / "store")
    async with open_records(settings) as records, open_checkpointer(settings) as checkpointer:
        erasure = await records.erase_person(person_id)
        for campaign_id in erasure.campaign_ids:
            for entry in await versions_of(campaign_id, checkpointer):
                await forget_version(entry, store)
            await checkpointer.adelete_thread(campaign_id)
        return erasure


async def versions_of(campaign_id: str, checkpointer: BaseCheckpointSaver[str]) -> tuple[VersionEntry, ...]:
    """The versions of a session."""
    config: RunnableConfig = {"configurable": {"thread_id": campaign_id, "checkpoint_ns": ""}}
    kept = await checkpointer.aget_tuple(config)
    return tuple(kept.checkpoint["channel_values"].get("versions", ())) if kept else ()


async def forget_version(entry: VersionEntry, store: ArtifactStore) -> None:
    """Delete what a version says and the pictures that the person brought; finished banners hold nothing personal."""
    try:
        content = Content.model_validate_json(await store.get(entry.snapshot))
    except ToolFailed:
        return  # An earlier erasure was cut off after this file.
    for picture in content.pictures:
        if picture.origin is ImageOrigin.OWN:
            await store.delete(picture.asset)
    await store.delete(entry.snapshot)
