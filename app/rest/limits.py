"""Bodies of limited size, refused before they are read whole."""

import re

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.rest.errors import response, told_of_status

MAX_JSON_BYTES = 1_000_000
MAX_PICTURE_BYTES = 10_000_000
PICTURES_PATH = re.compile(r"^/api/v1/campaigns/[^/]+/pictures/?$")
LIMITED_PATHS = ("/api/", "/studio/")
TOO_LARGE = 413


class BodyLimit:
    """Middleware that counts what comes in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or answer 413."""
        if scope["type"] != "http" or not scope["path"].startswith(LIMITED_PATHS):
            await self._app(scope, receive, send)
            return
        limit = MAX_PICTURE_BYTES if PICTURES_PATH.match(scope["path"]) else MAX_JSON_BYTES
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > limit:
            answer = response(TOO_LARGE, told_of_status(TOO_LARGE, f"at most {limit} bytes"))
            await answer(scope, receive, send)
            return
        read_bytes = 0

        async def counted() -> Message:
            nonlocal read_bytes
            message = await receive()
            read_bytes += len(message.get("body", b""))
            if read_bytes > limit:
                raise HTTPException(TOO_LARGE, f"at most {limit} bytes")
            return message

        await self._app(scope, counted, send)
