"""An id and a line of log for every request."""

import logging
import re
import time
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adbanner.contracts import HEALTH_PATH, METRICS_PATH
from model_servers.json_logs import current_request_id
from model_servers.metrics import ServerMetrics
from model_servers.model_api import CLIENT_CLOSED_REQUEST

REQUEST_ID_HEADER = "X-Request-ID"
GOOD_REQUEST_ID = re.compile(r"[\w.:-]{1,128}", re.ASCII)
"""Anything else from a client is replaced, so that nobody can forge log lines."""
QUIET_PATHS = (HEALTH_PATH, METRICS_PATH)

logger = logging.getLogger(__name__)


class RequestLog:
    """ASGI middleware: gives every request an id, returns it, and writes one line of log for each.

    Args:
        app: What answers.
        metrics: Where requests are counted.
    """

    def __init__(self, app: ASGIApp, metrics: ServerMetrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(REQUEST_ID_HEADER.lower().encode(), b"").decode("latin-1")
        request_id = given if GOOD_REQUEST_ID.fullmatch(given) else uuid4().hex
        current_request_id.set(request_id)
        status, began_s = CLIENT_CLOSED_REQUEST, time.monotonic()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (REQUEST_ID_HEADER.encode(), request_id.encode())]
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            if scope["path"] not in QUIET_PATHS:
                self._metrics.requests.labels(str(int(status))).inc()
                spent_s = time.monotonic() - began_s
                logger.info("%s %s %d in %.3f s", scope["method"], scope["path"], status, spent_s)
