"""The studio's calls of the LangGraph API: start a turn, follow it, stop it, read what a session shows."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

from langgraph_sdk.client import LangGraphClient, get_client
from langgraph_sdk.errors import NotFoundError
from langgraph_sdk.schema import RunStatus
from pydantic import ValidationError

from adbanner.brief import Brief
from adbanner.commands import Command
from adbanner.progress import ProgressEvent
from app.api_auth import SHARED_WITH
from app.studio.session_values import SessionValues, read_values

GRAPH_ID = "banner"
ACTIVE: tuple[RunStatus, ...] = ("pending", "running")
FROM_THE_START = "-1"


class Remote:
    """One person's calls.

    Args:
        client: Carries the person's rights.
    """

    def __init__(self, client: LangGraphClient) -> None:
        self._client = client

    @classmethod
    def for_person(cls, api_url: str, token: str) -> "Remote":
        """Calls with a session token; empty where nobody signs in."""
        return cls(get_client(url=api_url, headers={"authorization": f"Bearer {token}"} if token else {}))

    async def ensure_thread(self, thread_id: str) -> None:
        """Make the thread unless it is there.

        An in-memory server that is killed forgets threads of the last seconds; their checkpoints, which are ours, stay,
        and show again once the thread has its id back.
        """
        await self._client.threads.create(thread_id=thread_id, graph_id=GRAPH_ID, if_exists="do_nothing")

    async def start(self, thread_id: str, asked: dict[str, Any]) -> str:
        """Start a turn with what ``turn_input`` makes and return the id of its run.

        Raises:
            ConflictError: The session is busy with another one.
        """
        await self.ensure_thread(thread_id)
        return await self._run(thread_id, asked)

    async def resume(self, thread_id: str) -> str | None:
        """Go on with a turn that a killed server left; None when there is none."""
        try:
            state = await self._client.threads.get_state(thread_id)
        except NotFoundError:
            return None
        if not state["next"] or await self.active(thread_id):
            return None
        return await self._run(thread_id, None)

    async def _run(self, thread_id: str, asked: dict[str, Any] | None) -> str:
        run = await self._client.runs.create(
            thread_id,
            GRAPH_ID,
            input=asked,
            stream_mode=["custom", "values"],
            stream_subgraphs=True,
            stream_resumable=True,
            multitask_strategy="reject",
            durability="sync",
        )
        return str(run["run_id"])

    async def follow(self, thread_id: str, run_id: str) -> AsyncIterator[ProgressEvent]:
        """All progress of a run from its start to its end, also of one that began before this process."""
        async for part in self._client.runs.join_stream(thread_id, run_id, last_event_id=FROM_THE_START):
            if part.event.startswith("custom"):
                try:
                    yield ProgressEvent.model_validate(part.data)
                except ValidationError:
                    continue

    async def outcome(self, thread_id: str, run_id: str) -> RunStatus:
        """How a run ended."""
        return (await self._client.runs.get(thread_id, run_id))["status"]

    async def cancel(self, thread_id: str, run_id: str) -> None:
        """Stop a run; what the session showed before it stays."""
        try:
            await self._client.runs.cancel(thread_id, run_id, wait=True, action="interrupt")
        except NotFoundError:
            return

    async def active(self, thread_id: str) -> str | None:
        """The run that is under way."""
        try:
            runs = await self._client.runs.list(thread_id, limit=1)
        except NotFoundError:
            return None
        return str(runs[0]["run_id"]) if runs and runs[0]["status"] in ACTIVE else None

    async def values(self, thread_id: str) -> SessionValues:
        """What the session shows; nothing for a thread that is not there, or not the person's."""
        try:
            return read_values((await self._client.threads.get_state(thread_id))["values"])
        except NotFoundError:
            return SessionValues()

    async def share(self, thread_id: str, with_persons: tuple[str, ...]) -> None:
        """Let these persons look at the session, and nobody else but its owner."""
        await self._client.threads.update(thread_id, metadata={SHARED_WITH: list(with_persons)})

    async def copy(self, thread_id: str) -> str:
        """Make a thread of one's own that shows the same, and return its id; nobody else sees it.

        Raises:
            NotFoundError: There is no such thread.
        """
        made = await self._client.http.post(f"/threads/{thread_id}/copy", json=None)
        copy_id = str(made["thread_id"])
        await self.share(copy_id, ())
        return copy_id

    async def delete(self, thread_id: str) -> None:
        """Forget a session."""
        try:
            await self._client.threads.delete(thread_id)
        except NotFoundError:
            return


def turn_input(*, brief: Brief | None = None, commands: tuple[Command, ...] = (), message: str = "") -> dict[str, Any]:
    """The input of the graph: one of the three is not empty."""
    return {
        "brief": brief.model_dump(mode="json") if brief else None,
        "commands": [command.model_dump(mode="json") for command in commands],
        "message": message,
    }


def new_event_id() -> str:
    """The id of something that happens once."""
    return str(uuid4())
