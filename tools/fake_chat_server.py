"""An OpenAI-compatible chat endpoint that plays a script: for tests and for trying the product without a model.

It speaks real HTTP on the loopback interface, so that the client under test is the client of production.
"""

import json
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

CHAT_PATH = "/v1/chat/completions"


class SentMessage(BaseModel):
    """One message as the client sent it."""

    model_config = ConfigDict(frozen=True)

    role: str
    content: str


class ChatRequest(BaseModel):
    """One request as it arrived; ``response_format`` is None when the client asked for none."""

    model_config = ConfigDict(frozen=True, extra="allow")

    model: str
    messages: tuple[SentMessage, ...]
    response_format: dict[str, Any] | None = None
    seed: int | None = None
    temperature: float | None = None
    max_tokens: int | None = None
    stream: bool = False
    authorization: str = ""


@dataclass(frozen=True, kw_only=True)
class ChatReply:
    """What the server does with one request."""

    content: str | None = ""
    finish_reason: str = "stop"
    refusal: str | None = None
    status: int = HTTPStatus.OK
    error: str = "scripted failure"
    """Message of the error body when ``status`` is not 200."""
    retry_after: str | None = None
    raw_body: str | None = None
    """Sent as it stands instead of a completion (an HTML page of a proxy)."""
    delay_s: float = 0
    drop: bool = False
    """Close the connection without an answer."""
    prompt_tokens: int = 10
    completion_tokens: int = 5


def answer(value: object) -> ChatReply:
    """A good reply that carries ``value`` as JSON."""
    return ChatReply(content=json.dumps(value, ensure_ascii=False))


class FakeChatServer:
    """A scripted chat endpoint; use it as a context manager.

    Replies come from the queue in order; when it is empty, from ``respond``; without one, status 501.

    Args:
        respond: Answers requests that the queue has no reply for; may be called from several threads.
    """

    def __init__(self, respond: Callable[[ChatRequest], ChatReply] | None = None) -> None:
        self.requests: list[ChatRequest] = []
        """Everything that arrived, oldest first."""
        self.most_in_flight = 0
        """The largest number of requests that were being answered at the same time."""
        self._respond = respond
        self._queue: deque[ChatReply] = deque()
        self._in_flight = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def base_url(self) -> str:
        """What goes into ``ADBANNER_LLM__BASE_URL``."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def enqueue(self, *replies: ChatReply) -> None:
        """Append replies to the script."""
        with self._lock:
            self._queue.extend(replies)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def take(self, request: ChatRequest) -> ChatReply:
        """Record a request as in flight and choose its reply."""
        with self._lock:
            self.requests.append(request)
            self._in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self._in_flight)
            if self._queue:
                return self._queue.popleft()
        if self._respond is None:
            return ChatReply(status=HTTPStatus.NOT_IMPLEMENTED, error="the script is over")
        return self._respond(request)

    def finish(self) -> None:
        """Record that a request has been answered."""
        with self._lock:
            self._in_flight -= 1


def _handler_of(server: FakeChatServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent: the history is in ``server.requests``."""

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path != CHAT_PATH:
                self._send(HTTPStatus.NOT_FOUND, json.dumps({"error": {"message": f"no {self.path} here"}}))
                return
            request = ChatRequest(**body, authorization=self.headers.get("Authorization", ""))
            reply = server.take(request)
            try:
                time.sleep(reply.delay_s)
            finally:
                server.finish()
            if reply.drop:
                self.close_connection = True
            elif reply.status != HTTPStatus.OK:
                self._send(reply.status, json.dumps({"error": {"message": reply.error}}), reply.retry_after)
            else:
                self._send(HTTPStatus.OK, reply.raw_body or json.dumps(_completion(request, reply)))

        def _send(self, status: int, body: str, retry_after: str | None = None) -> None:
            data = body.encode()
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json" if body.startswith("{") else "text/html")
                self.send_header("Content-Length", str(len(data)))
                if retry_after is not None:
                    self.send_header("Retry-After", retry_after)
                self.end_headers()
                self.wfile.write(data)
            except ConnectionError:
                # The client has given up waiting: that is what a test of timeouts wants.
                self.close_connection = True

    return Handler


def _completion(request: ChatRequest, reply: ChatReply) -> dict[str, object]:
    """The body of a successful answer, as OpenAI writes it."""
    return {
        "id": "chatcmpl-fake",
        "object": "chat.completion",
        "created": 0,
        "model": request.model,
        "choices": [
            {
                "index": 0,
                "finish_reason": reply.finish_reason,
                "message": {"role": "assistant", "content": reply.content, "refusal": reply.refusal},
            }
        ],
        "usage": {
            "prompt_tokens": reply.prompt_tokens,
            "completion_tokens": reply.completion_tokens,
            "total_tokens": reply.prompt_tokens + reply.completion_tokens,
        },
    }
