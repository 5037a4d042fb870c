"""What a person has asked for and nobody has finished: a killed server may forget a turn that it has accepted."""

import json
from typing import Any

from adbanner.artifact_store import ArtifactStore, content_key
from app.studio.session_values import SessionValues


class AskedTurns:
    """The latest request of each session, until its turn has ended.

    Args:
        store: Outlives the servers.
    """

    def __init__(self, store: ArtifactStore) -> None:
        self._store = store

    async def note(self, thread_id: str, asked: dict[str, Any], values: SessionValues) -> None:
        """Remember a request before it is sent."""
        entry = {"asked": asked, "turns": len(values.turn_log)}
        await self._store.remember(key_of(thread_id), json.dumps(entry, ensure_ascii=False).encode())

    async def forget(self, thread_id: str) -> None:
        """The request came to its end, or the person stopped it."""
        await self._store.remember(key_of(thread_id), b"{}")

    async def lost(self, thread_id: str, values: SessionValues) -> dict[str, Any] | None:
        """A request after which no turn has ended; the caller knows that none is under way."""
        kept = json.loads(await self._store.recall(key_of(thread_id)) or b"{}")
        if kept and kept["turns"] == len(values.turn_log):
            return dict(kept["asked"])
        return None


def key_of(thread_id: str) -> str:
    """Where the request of a session lies."""
    return content_key("asked turn", thread_id)
