"""One turn of a campaign at a time, on every server alike.

``multitask_strategy="reject"`` would do, but senders can leave it out, the in-memory server reads it before the
authorization handler could set it, and others accept and ignore it.
"""

import asyncio
import time

from langgraph_sdk.client import LangGraphClient
from langgraph_sdk.errors import NotFoundError
from langgraph_sdk.schema import RunStatus
from starlette.types import ASGIApp

from adbanner.person import Person
from adbanner.settings import Settings
from app.loopback import loopback_client

ACTIVE: tuple[RunStatus, ...] = ("pending", "running")
INSERTED_WITHIN_S = 2.0
"""A server has long written down a run by then, or never will."""


class ServedApp:
    """The application that serves this process; it introduces itself when it starts."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None


SERVED_APP = ServedApp()


class OneRunPerThread:
    """Says whether a new run may be written down."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = asyncio.Lock()
        self._admitted: dict[tuple[str, str], tuple[str, float]] = {}
        """The latest run of a person on a thread that was let in, and when."""

    async def admit(self, thread_id: str, run_id: str, person: Person) -> bool:
        """Whether the thread has no run under way; True counts as one from now on."""
        # A task of its own keeps the server's idea of who is asking out of the outer request.
        return await asyncio.create_task(self._admit(thread_id, run_id, person))

    async def _admit(self, thread_id: str, run_id: str, person: Person) -> bool:
        if SERVED_APP.app is None:
            return True
        client = loopback_client(SERVED_APP.app, person, self._settings)
        async with self._lock:
            now_s = time.monotonic()
            self._admitted = {
                key: entry for key, entry in self._admitted.items() if now_s - entry[1] < INSERTED_WITHIN_S
            }
            # By person: whoever may not run this thread cannot keep it busy for its owner.
            key = (person.id, thread_id)
            earlier_run_id, _ = self._admitted.get(key, ("", 0.0))
            if await is_active(client, thread_id) or await is_being_inserted(client, thread_id, earlier_run_id):
                return False
            self._admitted[key] = (run_id, now_s)
            return True


async def is_being_inserted(client: LangGraphClient, thread_id: str, run_id: str) -> bool:
    """Whether a run was let in and the server does not know it yet."""
    if not run_id:
        return False
    try:
        await client.runs.get(thread_id, run_id)
    except NotFoundError:
        return True
    return False


async def is_active(client: LangGraphClient, thread_id: str) -> bool:
    """Whether a thread has a run under way; a thread that is not there, or not the person's, has none."""
    for status in ACTIVE:
        try:
            if await client.runs.list(thread_id, limit=1, status=status):
                return True
        except NotFoundError:
            return False
    return False
