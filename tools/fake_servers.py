"""A model server that plays a script: images, cut-outs and embeddings by toy rules, for tests and for trying out.

It speaks real HTTP on the loopback interface, so that the clients under test are the clients of production.
"""

import hashlib
import json
import select
import socket
import sys
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from adbanner.contracts import HEALTH_PATH
from tools.toy_models import WORK

POLL_S = 0.01
MODELS_PATH = "/v1/models"


@dataclass(frozen=True, kw_only=True)
class Mishap:
    """What goes wrong, or slowly, with one request; the empty value changes nothing."""

    status: int | None = None
    """Answer with this status instead of working."""
    retry_after: str | None = None
    raw_body: str | None = None
    """Sent with status 200 instead of an answer (garbage, the page of a proxy)."""
    delay_s: float = 0
    """Work for so long, or until the client hangs up."""
    drop: bool = False
    """Close the connection without an answer."""
    die: bool = False
    """Close the connection and stop serving for good, as a killed process does."""
    hold: Callable[[], object] | None = None
    """Called before the work: an ``Event.wait`` or a ``Barrier.wait``."""


@dataclass(frozen=True, kw_only=True)
class ServedRequest:
    """One request as it arrived."""

    path: str
    body: bytes
    request_id: str
    authorization: str


class FakeModelServer:
    """A scripted server of the picture and text contracts; use it as a context manager.

    Args:
        api_key: When given, requests without it get status 401.
    """

    def __init__(self, api_key: str = "") -> None:
        self.api_key = api_key
        self.requests: list[ServedRequest] = []
        """Every POST that arrived, oldest first."""
        self.paid: list[str] = []
        """The ledger: SHA-256 of path and body of every piece of work that was done and answered."""
        self.most_in_flight = 0
        """The largest number of requests that were being worked on at the same time."""
        self.hung_up = threading.Event()
        """Set once a client has left before its answer."""
        self.dead = False
        self._in_flight = 0
        self._script: defaultdict[str, deque[Mishap]] = defaultdict(deque)
        self._lock = threading.Lock()
        self._connections: set[socket.socket] = set()
        self._server = _Server(self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": POLL_S}, daemon=True
        )

    @property
    def base_url(self) -> str:
        """What goes into a ``..._BASE_URL`` setting."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def enqueue(self, path: str, *mishaps: Mishap) -> None:
        """Append to the script of a path; requests beyond the script are served well."""
        with self._lock:
            self._script[path].extend(mishaps)

    def die(self) -> None:
        """Stop serving at once: open connections break, new ones are refused."""
        if self.dead:
            return
        self.dead = True
        self._server.shutdown()
        self._server.server_close()
        with self._lock:
            for connection in self._connections:
                _close(connection)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.die()
        self._thread.join()

    def opened(self, connection: socket.socket) -> None:
        """Note a connection."""
        with self._lock:
            self._connections.add(connection)

    def closed(self, connection: socket.socket) -> None:
        """Forget a connection."""
        with self._lock:
            self._connections.discard(connection)

    def begin(self, request: ServedRequest) -> Mishap:
        """Note a request as in flight and say what goes wrong with it."""
        with self._lock:
            self.requests.append(request)
            self._in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self._in_flight)
            script = self._script[request.path]
            return script.popleft() if script else Mishap()

    def end(self) -> None:
        """Note that nobody works on a request any more."""
        with self._lock:
            self._in_flight -= 1

    def pay(self, request: ServedRequest) -> None:
        """Enter finished work into the ledger."""
        with self._lock:
            self.paid.append(hashlib.sha256(request.path.encode() + b"\n" + request.body).hexdigest())


def _close(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        # The client was faster.
        return


@dataclass(frozen=True)
class _Reply:
    status: int
    body: str
    retry_after: str | None = None


def _refusal(status: int, reason: str, retry_after: str | None = None) -> _Reply:
    return _Reply(status, json.dumps({"error": {"message": reason}}), retry_after)


class _Server(ThreadingHTTPServer):
    """The listening socket of a fake."""

    def __init__(self, fake: FakeModelServer) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Let clients hang up without a traceback on the terminal."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: the history is in ``FakeModelServer.requests``."""

    def setup(self) -> None:
        super().setup()
        self.server.fake.opened(self.connection)

    def finish(self) -> None:
        self.server.fake.closed(self.connection)
        super().finish()

    def do_GET(self) -> None:
        if not self._has_key():
            self._send(_refusal(HTTPStatus.UNAUTHORIZED, "wrong key"))
        elif self.path == HEALTH_PATH:
            self._send(_Reply(HTTPStatus.OK, '{"status": "ok"}'))
        elif self.path == MODELS_PATH:
            self._send(_Reply(HTTPStatus.OK, '{"object": "list", "data": [{"id": "toy", "object": "model"}]}'))
        else:
            self._send(_refusal(HTTPStatus.NOT_FOUND, f"no {self.path} here"))

    def do_POST(self) -> None:
        request = ServedRequest(
            path=self.path,
            body=self.rfile.read(int(self.headers["Content-Length"])),
            request_id=self.headers.get("X-Request-ID", ""),
            authorization=self.headers.get("Authorization", ""),
        )
        mishap = self.server.fake.begin(request)
        try:
            reply = self._reply(request, mishap)
        finally:
            # Before the answer goes out: the client's next request must not seem to overlap with this one.
            self.server.fake.end()
        if reply is None:
            self.close_connection = True
        else:
            self._send(reply)

    def _reply(self, request: ServedRequest, mishap: Mishap) -> _Reply | None:
        """What to answer; None to hang up."""
        fake = self.server.fake
        if mishap.hold is not None:
            mishap.hold()
        if mishap.die:
            fake.die()
        if mishap.drop or fake.dead or self._client_leaves_within(mishap.delay_s):
            return None
        if mishap.status is not None:
            return _refusal(mishap.status, "scripted failure", mishap.retry_after)
        if mishap.raw_body is not None:
            return _Reply(HTTPStatus.OK, mishap.raw_body)
        if not self._has_key():
            return _refusal(HTTPStatus.UNAUTHORIZED, "wrong key")
        if request.path not in WORK:
            return _refusal(HTTPStatus.NOT_FOUND, f"no {request.path} here")
        try:
            answer = WORK[request.path](request.body)
        except ValidationError as error:
            return _refusal(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
        fake.pay(request)
        return _Reply(HTTPStatus.OK, answer)

    def _client_leaves_within(self, delay_s: float) -> bool:
        end_s = time.monotonic() + delay_s
        while time.monotonic() < end_s:
            readable, _, _ = select.select([self.connection], [], [], POLL_S)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                self.server.fake.hung_up.set()
                return True
        return False

    def _has_key(self) -> bool:
        return not self.server.fake.api_key or self.headers.get("Authorization") == f"Bearer {self.server.fake.api_key}"

    def _send(self, reply: _Reply) -> None:
        data = reply.body.encode()
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json" if reply.body.startswith("{") else "text/html")
            self.send_header("Content-Length", str(len(data)))
            if reply.retry_after is not None:
                self.send_header("Retry-After", reply.retry_after)
            self.end_headers()
            self.wfile.write(data)
        except ConnectionError:
            # The client has given up waiting.
            self.server.fake.hung_up.set()
            self.close_connection = True
