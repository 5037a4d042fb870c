"""Calls from inside the server to its own LangGraph API, over no socket and with the person's own rights."""

import httpx
from langgraph_sdk.client import LangGraphClient
from starlette.types import ASGIApp

from adbanner.person import Person
from adbanner.settings import Settings
from app.sign_in import session_token

BASE_URL = "http://127.0.0.1"
TIMEOUT_S = 30


def loopback_client(app: ASGIApp, person: Person, settings: Settings) -> LangGraphClient:
    """A client for one person.

    ``langgraph_sdk.get_client()`` without a URL would do without sign-in: it reaches every thread of everybody.
    """
    token = session_token(person, settings)
    return LangGraphClient(
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app),
            base_url=BASE_URL,
            timeout=TIMEOUT_S,
            headers={"authorization": f"Bearer {token}"} if token else {},
        )
    )
