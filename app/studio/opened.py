"""Where the server leaves what it has opened, for the Chainlit app that it loads afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from adbanner.errors import ServiceUnavailable
from adbanner.person import Person
from adbanner.sign_in_settings import SignInMode
from app.sign_in import NotAllowed, SignIn, SignInRequired
from app.studio.parts import StudioParts


@dataclass(frozen=True)
class _Filled:
    parts: StudioParts
    sign_in: SignIn
    client: httpx.AsyncClient
    cookie_secret: str


class Opened:
    """Filled before the first page is served."""

    def __init__(self) -> None:
        self._filled: _Filled | None = None
        self.mode = SignInMode.NONE
        """How people sign in; set before Chainlit loads its app, which offers that way only."""

    def fill(self, parts: StudioParts, sign_in: SignIn, client: httpx.AsyncClient, cookie_secret: str) -> None:
        """Leave what was opened."""
        self._filled = _Filled(parts, sign_in, client, cookie_secret)

    @property
    def parts(self) -> StudioParts:
        """Brand, formats and where the API is."""
        return self._opened.parts

    @property
    def sign_in(self) -> SignIn:
        """How people prove who they are."""
        return self._opened.sign_in

    @property
    def client(self) -> httpx.AsyncClient:
        """For calls of the REST API."""
        return self._opened.client

    @property
    def cookie_secret(self) -> str:
        """Signs cookies and forms."""
        return self._opened.cookie_secret

    async def person_of(self, headers: Mapping[str, str]) -> Person | None:
        """Who asks by these headers; None when nobody has signed in."""
        try:
            return await self.sign_in.person_of(headers)
        except (SignInRequired, NotAllowed, ServiceUnavailable):
            return None

    @property
    def _opened(self) -> _Filled:
        assert self._filled is not None, "the studio is served by app.studio.server"
        return self._filled


OPENED = Opened()
