"""What the routes work with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request
from langgraph_sdk.client import LangGraphClient

from adbanner.person import Person
from adbanner.settings import Settings
from app.loopback import loopback_client
from app.rest.records import RestRecords
from app.sign_in import SignIn
from graph.services import Services


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Opened once for the life of the server."""

    settings: Settings
    sign_in: SignIn
    records: RestRecords
    services: Callable[[], Awaitable[Services]]
    """The graph's own; connected on first use."""


def parts_of(request: Request) -> Parts:
    """The parts that the lifespan has opened."""
    return cast(Parts, request.app.state.parts)


OpenedParts = Annotated[Parts, Depends(parts_of)]


async def signed_in(request: Request, parts: OpenedParts) -> Person:
    """Who asks. The server has checked it before; the routes do not rely on how it is configured."""
    return await parts.sign_in.person_of(request.headers)


SignedIn = Annotated[Person, Depends(signed_in)]


async def langgraph_of(request: Request, parts: OpenedParts, person: SignedIn) -> LangGraphClient:
    """The LangGraph API with the person's rights."""
    return loopback_client(request.app, person, parts.settings)


LangGraph = Annotated[LangGraphClient, Depends(langgraph_of)]
