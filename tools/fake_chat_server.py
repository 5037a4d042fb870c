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
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.llm_endpoint import ProbeAnswer

CHAT_PATH = "/v1/chat/completions"
PIECE_BYTES = 16
"""How much a trickling server sends at once."""


class SentMessage(BaseModel):
    """One message as the client sent it."""

    model_config = ConfigDict(frozen=True)

    role: str
    content: str
    images: Annotated[tuple[str, ...], Field(exclude=True)] = ()
    """Data URLs of the pictures that came with the words; left out of dumps, which they would fill."""

    @model_validator(mode="before")
    @classmethod
    def _take_apart(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Words and pictures of a content that came in parts."""
        if not isinstance(data["content"], list):
            return data
        words = [part["text"] for part in data["content"] if part["type"] == "text"]
        urls = [part["image_url"]["url"] for part in data["content"] if part["type"] == "image_url"]
        return {**data, "content": "\n".join(words), "images": tuple(urls)}


class ChatRequest(BaseModel):
    """One request as it arrived; ``response_format`` is None when the client asked for none."""

    model_config = ConfigDict(frozen=True, extra="allow")

    model: str
    messages: tuple[SentMessage, ...]
    response_format: dict[str, Any] | None = None
    seed: int | None = None
    temperature: float | None = None
    max_tokens: int | None = None
    max_completion_tokens: int | None = None
    tools: tuple[dict[str, Any], ...] = ()
    tool_choice: str | dict[str, Any] | None = None
    stream: bool = False
    authorization: str = ""

    @property
    def mode(self) -> str:
        """How JSON was asked for, as ``ADBANNER_LLM__STRUCTURED_OUTPUT`` names it."""
        if self.tools:
            return "tool_calling"
        return self.response_format["type"] if self.response_format else "prompt"

    @property
    def is_probe(self) -> bool:
        """Whether the client only wants to know what the server understands."""
        return next(iter(ProbeAnswer.model_fields)) in self.model_dump_json()


@dataclass(frozen=True, kw_only=True)
class ChatReply:
    """What the server does with one request."""

    content: str | None = ""
    finish_reason: str = "stop"
    refusal: str | None = None
    tool_arguments: tuple[str, ...] = ()
    """Arguments of function calls, one string of JSON for each."""
    reasoning: str | None = None
    """Sent as ``reasoning_content``, as servers of thinking models do."""
    status: int = HTTPStatus.OK
    error: str = "scripted failure"
    """Message of the error body when ``status`` is not 200."""
    retry_after: str | None = None
    raw_body: str | None = None
    """Sent as it stands instead of a completion (an HTML page of a proxy)."""
    delay_s: float = 0
    trickle_s: float = 0
    """Send the answer in small pieces, with so long a pause before each."""
    drop: bool = False
    """Close the connection without an answer."""
    die: bool = False
    """Close the connection and refuse all others from now on, as a killed process does."""
    prompt_tokens: int = 10
    completion_tokens: int = 5


def answer(value: object) -> ChatReply:
    """A good reply that carries ``value`` as JSON."""
    return ChatReply(content=json.dumps(value, ensure_ascii=False))


def take_every_mode(_: ChatRequest) -> ChatReply:
    """What a server that understands everything answers to a probing question."""
    return answer(ProbeAnswer(days_in_week=7, day_off="sunday").model_dump())


class FakeChatServer:
    """A scripted chat endpoint; use it as a context manager.

    Replies come from the queue in order; when it is empty, from ``respond``; without one, status 501. Probing questions
    are answered apart, so that a script holds nothing but its own subject.

    Args:
        respond: Answers requests that the queue has no reply for; may be called from several threads.
        probed: Answers probing questions.
        port: Where to listen, e.g. where another one died; 0 takes any.
    """

    def __init__(
        self,
        respond: Callable[[ChatRequest], ChatReply] | None = None,
        *,
        probed: Callable[[ChatRequest], ChatReply] = take_every_mode,
        port: int = 0,
    ) -> None:
        self.requests: list[ChatRequest] = []
        """Everything that arrived but probing questions, oldest first."""
        self.probes: list[ChatRequest] = []
        """The probing questions."""
        self.most_in_flight = 0
        """The largest number of requests that were being answered at the same time."""
        self._respond = respond
        self._probed = probed
        self.is_dead = False
        """Whether it answers nobody any more."""
        self._queue: deque[ChatReply] = deque()
        self._in_flight = 0
        self._lock = threading.Lock()
        self._server = _Server(self, port)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._server.server_port

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
        self.die()
        self._thread.join()

    def die(self) -> None:
        """Listen no more."""
        if not self.is_dead:
            self.is_dead = True
            self._server.shutdown()
            self._server.server_close()

    def take(self, request: ChatRequest) -> ChatReply:
        """Record a request as in flight and choose its reply."""
        with self._lock:
            self._in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self._in_flight)
            if request.is_probe:
                self.probes.append(request)
            else:
                self.requests.append(request)
                if self._queue:
                    return self._queue.popleft()
        if request.is_probe:
            return self._probed(request)
        if self._respond is None:
            return ChatReply(status=HTTPStatus.NOT_IMPLEMENTED, error="the script is over")
        return self._respond(request)

    def finish(self) -> None:
        """Record that a request has been answered."""
        with self._lock:
            self._in_flight -= 1


class _Server(ThreadingHTTPServer):
    """The listening socket of a fake."""

    def __init__(self, fake: FakeChatServer, port: int) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: the history is in ``FakeChatServer.requests``."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != CHAT_PATH:
            self._send(HTTPStatus.NOT_FOUND, json.dumps({"error": {"message": f"no {self.path} here"}}))
            return
        fake = self.server.fake
        if fake.is_dead:  # A connection from before.
            self.close_connection = True
            return
        request = ChatRequest(**body, authorization=self.headers.get("Authorization", ""))
        reply = fake.take(request)
        try:
            time.sleep(reply.delay_s)
        finally:
            fake.finish()
        if reply.die:
            fake.die()
        if reply.drop or fake.is_dead:
            self.close_connection = True
        elif reply.status != HTTPStatus.OK:
            self._send(reply.status, json.dumps({"error": {"message": reply.error}}), reply.retry_after)
        else:
            whole = reply.raw_body or json.dumps(_completion(request, reply))
            self._send(HTTPStatus.OK, whole, trickle_s=reply.trickle_s)

    def _send(self, status: int, body: str, retry_after: str | None = None, trickle_s: float = 0) -> None:
        data = body.encode()
        piece_bytes = PIECE_BYTES if trickle_s else len(data)
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json" if body.startswith("{") else "text/html")
            self.send_header("Content-Length", str(len(data)))
            if retry_after is not None:
                self.send_header("Retry-After", retry_after)
            self.end_headers()
            for start in range(0, len(data), piece_bytes):
                time.sleep(trickle_s)
                self.wfile.write(data[start : start + piece_bytes])
        except ConnectionError:
            # The client has given up waiting: that is what a test of timeouts wants.
            self.close_connection = True


def _completion(request: ChatRequest, reply: ChatReply) -> dict[str, object]:
    """The body of a successful answer, as OpenAI writes it."""
    message: dict[str, object] = {"role": "assistant", "content": reply.content, "refusal": reply.refusal}
    if reply.reasoning is not None:
        message["reasoning_content"] = reply.reasoning
    if reply.tool_arguments:
        message["tool_calls"] = [
            {"id": f"call_{number}", "type": "function", "function": {"name": "answer", "arguments": arguments}}
            for number, arguments in enumerate(reply.tool_arguments)
        ]
    return {
        "id": "chatcmpl-fake",
        "object": "chat.completion",
        "created": 0,
        "model": request.model,
        "choices": [
            {
                "index": 0,
                "finish_reason": reply.finish_reason,
                "message": message,
            }
        ],
        "usage": {
            "prompt_tokens": reply.prompt_tokens,
            "completion_tokens": reply.completion_tokens,
            "total_tokens": reply.prompt_tokens + reply.completion_tokens,
        },
    }
