"""Bodies of limited size, refused before they are read whole."""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.rest.errors import response, told_of_status

MAX_JSON_BYTES = 1_000_000
MAX_PICTURE_BYTES = 10_000_000
PICTURES_PATH = re.compile(r"^/api/v1/campaigns/[^/]+/pictures/?$")
LIMITED_PATHS = ("/api/", "/studio/")
TOO_LARGE = 413


class BodyLimit:
    """Middleware that reads a body before the routes do: frameworks answer differently when reading fails half-way."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or answer 413."""
        if scope["type"] != "http" or not scope["path"].startswith(LIMITED_PATHS):
            await self._app(scope, receive, send)
            return
        limit = MAX_PICTURE_BYTES if PICTURES_PATH.match(scope["path"]) else MAX_JSON_BYTES
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        too_large = declared.isdigit() and int(declared) > limit
        messages = [] if too_large else await read_body(receive, limit)
        if messages is None or too_large:
            answer = response(TOO_LARGE, told_of_status(TOO_LARGE, f"at most {limit} bytes"))
            await answer(scope, receive, send)
            return
        waiting = iter(messages)

        async def replayed() -> Message:
            message = next(waiting, None)
            return message if message is not None else await receive()

        await self._app(scope, replayed, send)


async def read_body(receive: Receive, limit: int) -> list[Message] | None:
    """All messages of a body; None when it is larger than ``limit`` bytes."""
    messages: list[Message] = []
    read_bytes = 0
    while True:
        message = await receive()
        messages.append(message)
        read_bytes += len(message.get("body", b""))
        if read_bytes > limit:
            return None
        if message["type"] != "http.request" or not message.get("more_body", False):
            return messages
