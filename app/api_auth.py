"""Who may do what with the threads of the LangGraph API; named by ``langgraph.json``.

Everything that is not allowed here is refused. Handlers change what they are given in place and take headers with
keys of either kind, so that servers which call them differently find the same rules.
"""

import asyncio
from collections.abc import Mapping, MutableMapping
from typing import Any, cast

import httpx
from langgraph_sdk import Auth
from langgraph_sdk.auth import types
from langgraph_sdk.auth.types import AuthContext

from adbanner.errors import AdBannerError, ServiceUnavailable
from adbanner.person import Person
from adbanner.settings import Settings, load_settings
from app.one_run import OneRunPerThread
from app.sign_in import NotAllowed, SignIn, SignInRequired

OWNER = "owner"
SHARED_WITH = "shared_with"
"""List of the ids of persons who may look."""
UNKNOWN_CODE = 500
STATUS_CODES: dict[type[AdBannerError], int] = {SignInRequired: 401, NotAllowed: 403, ServiceUnavailable: 503}

auth = Auth()


class Gate:
    """What the handlers share; opened on the first request, so that importing this file does nothing."""

    def __init__(self) -> None:
        self._open: tuple[Settings, SignIn, OneRunPerThread] | None = None
        self._lock = asyncio.Lock()

    async def open(self) -> tuple[Settings, SignIn, OneRunPerThread]:
        """Settings, sign-in and the guard of runs."""
        async with self._lock:
            if self._open is None:
                settings = await asyncio.to_thread(load_settings)
                # Lives as long as the process.
                client = await asyncio.to_thread(httpx.AsyncClient, trust_env=False)
                self._open = settings, SignIn(settings, client), OneRunPerThread(settings)
            return self._open


GATE = Gate()


@auth.authenticate
async def authenticate(headers: dict[bytes, bytes]) -> Auth.types.MinimalUserDict:
    """The person of a request, or 401 with the reason."""
    _, sign_in, _ = await GATE.open()
    try:
        person = await sign_in.person_of(plain_headers(headers))
    except AdBannerError as error:
        status = next((code for kind, code in STATUS_CODES.items() if isinstance(error, kind)), UNKNOWN_CODE)
        raise Auth.exceptions.HTTPException(status_code=status, detail=str(error)) from error
    user = {"identity": person.id, "display_name": person.name, "is_authenticated": True}
    return cast(Auth.types.MinimalUserDict, {**user, "roles": sorted(person.roles)})


def plain_headers(headers: Mapping[Any, Any]) -> dict[str, str]:
    """Headers with lower-case text keys, whichever kind a server gives."""

    def text(part: bytes | str) -> str:
        return part.decode("latin-1") if isinstance(part, bytes) else part

    return {text(name).lower(): text(value) for name, value in headers.items()}


def person_in(ctx: AuthContext) -> Person:
    """The person whom ``authenticate`` found."""
    return Person(id=ctx.user.identity, name=ctx.user.display_name)


@auth.on
async def refuse_all_else(ctx: AuthContext, value: object) -> bool:
    """Assistants cannot be changed; the store and crons are not used."""
    return False


@auth.on.assistants.read
async def read_assistant(ctx: AuthContext, value: types.AssistantsRead) -> None:
    """Everybody may look up the banner assistant."""


@auth.on.assistants.search
async def search_assistants(ctx: AuthContext, value: types.AssistantsSearch) -> None:
    """Everybody may look up the banner assistant."""


@auth.on.threads.create
async def create_thread(ctx: AuthContext, value: types.ThreadsCreate) -> types.FilterType:
    """A thread belongs to whoever made it."""
    metadata_of(value)[OWNER] = ctx.user.identity
    return own(ctx)


@auth.on.threads.read
async def read_thread(ctx: AuthContext, value: types.ThreadsRead) -> types.FilterType:
    """One's own threads and those that somebody shared."""
    return own_or_shared(ctx)


@auth.on.threads.search
async def search_threads(ctx: AuthContext, value: types.ThreadsSearch) -> types.FilterType:
    """One's own threads and those that somebody shared."""
    return own_or_shared(ctx)


@auth.on.threads.update
async def update_thread(ctx: AuthContext, value: types.ThreadsUpdate) -> types.FilterType:
    """Only one's own, and never so that they belong to somebody else."""
    if value.get("metadata"):
        metadata_of(value)[OWNER] = ctx.user.identity
    return own(ctx)


@auth.on.threads.delete
async def delete_thread(ctx: AuthContext, value: types.ThreadsDelete) -> types.FilterType:
    """Only one's own."""
    return own(ctx)


@auth.on.threads.create_run
async def create_run(ctx: AuthContext, value: types.RunsCreate) -> types.FilterType:
    """A turn on one's own thread, while none is under way."""
    thread_id = value.get("thread_id")
    if thread_id is None:
        raise Auth.exceptions.HTTPException(status_code=403, detail="A run needs a thread: create one first.")
    metadata_of(value)[OWNER] = ctx.user.identity
    value["multitask_strategy"] = "reject"
    _, _, one_run = await GATE.open()
    if not await one_run.admit(str(thread_id), str(value.get("run_id") or ""), person_in(ctx)):
        raise Auth.exceptions.HTTPException(
            status_code=409, detail="This thread is busy: wait for its run to end, or cancel it."
        )
    return own(ctx)


def own(ctx: AuthContext) -> types.FilterType:
    """Only what belongs to the person."""
    return {OWNER: ctx.user.identity}


def own_or_shared(ctx: AuthContext) -> types.FilterType:
    """What belongs to the person or was shared with them."""
    person_id = ctx.user.identity
    either = {"$or": [{OWNER: person_id}, {SHARED_WITH: {"$contains": person_id}}]}
    return cast(types.FilterType, either)  # The servers know $or; the type does not.


def metadata_of(value: object) -> MutableMapping[str, Any]:
    """The metadata of a request; an empty one is put there where a server leaves it out."""
    fields = cast("MutableMapping[str, Any]", value)
    if fields.get("metadata") is None:
        fields["metadata"] = {}
    return cast("MutableMapping[str, Any]", fields["metadata"])
