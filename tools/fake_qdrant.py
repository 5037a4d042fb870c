"""A Qdrant server for tests: the client library's own engine behind the server's HTTP interface, on loopback.

It answers the requests that the image bank makes, so that what is tested is the client of production with its wire
format, its timeouts and its errors.
"""

import json
import re
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel
from qdrant_client import QdrantClient, models

POLL_S = 0.01
NAME = r"(?P<name>[^/]+)"


class FakeQdrant:
    """Serves an empty Qdrant; use it as a context manager.

    Args:
        api_key: When given, requests without it are refused with status 403.
    """

    def __init__(self, api_key: str = "") -> None:
        self.api_key = api_key
        self.engine = QdrantClient(":memory:", force_disable_check_same_thread=True)
        self.before: Callable[[str, str], None] = lambda method, path: None
        """Called with every request before it is served; may block, or raise ``ConnectionError`` to hang up."""
        self.lock = threading.Lock()
        """The engine is not safe for threads."""
        self._server = _Server(self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": POLL_S}, daemon=True
        )

    @property
    def url(self) -> str:
        """What goes into ``ADBANNER_QDRANT__URL``."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self.engine.close()


def _create(engine: QdrantClient, name: str, body: bytes) -> object:
    request = models.CreateCollection.model_validate_json(body)
    assert request.vectors is not None  # the image bank always names its vectors
    return engine.create_collection(name, request.vectors, metadata=request.metadata)


def _aliases(engine: QdrantClient, _: str, body: bytes) -> object:
    return engine.update_collection_aliases(models.ChangeAliasesOperation.model_validate_json(body).actions)


def _upsert(engine: QdrantClient, name: str, body: bytes) -> object:
    return engine.upsert(name, models.PointsList.model_validate_json(body).points)


def _delete_points(engine: QdrantClient, name: str, body: bytes) -> object:
    return engine.delete(name, models.PointIdsList.model_validate_json(body))


def _scroll(engine: QdrantClient, name: str, body: bytes) -> object:
    request = models.ScrollRequest.model_validate_json(body)
    points, following = engine.scroll(
        name,
        limit=request.limit or 10,
        offset=request.offset,
        with_payload=True if request.with_payload is None else request.with_payload,
    )
    return {"points": [_plain(point) for point in points], "next_page_offset": following}


def _retrieve(engine: QdrantClient, name: str, body: bytes) -> object:
    request = models.PointRequest.model_validate_json(body)
    return engine.retrieve(
        name, request.ids, with_payload=request.with_payload or False, with_vectors=request.with_vector or False
    )


def _query(engine: QdrantClient, name: str, body: bytes) -> object:
    request = models.QueryRequest.model_validate_json(body)
    return engine.query_points(
        name,
        query=request.query,
        using=request.using,
        prefetch=request.prefetch,
        query_filter=request.filter,
        limit=request.limit or 10,
        with_payload=request.with_payload or False,
    )


Call = Callable[[QdrantClient, str, bytes], object]
ROUTES: tuple[tuple[str, re.Pattern[str], Call], ...] = tuple(
    (method, re.compile(path), call)
    for method, path, call in (
        ("GET", "/collections", lambda engine, name, body: engine.get_collections()),
        ("GET", "/aliases", lambda engine, name, body: engine.get_aliases()),
        ("POST", "/collections/aliases", _aliases),
        ("GET", f"/collections/{NAME}/exists", lambda engine, name, body: {"exists": engine.collection_exists(name)}),
        ("GET", f"/collections/{NAME}", lambda engine, name, body: engine.get_collection(name)),
        ("PUT", f"/collections/{NAME}", _create),
        ("DELETE", f"/collections/{NAME}", lambda engine, name, body: engine.delete_collection(name)),
        ("PUT", f"/collections/{NAME}/points", _upsert),
        ("POST", f"/collections/{NAME}/points/delete", _delete_points),
        ("POST", f"/collections/{NAME}/points/scroll", _scroll),
        ("POST", f"/collections/{NAME}/points", _retrieve),
        ("POST", f"/collections/{NAME}/points/query", _query),
    )
)


def _plain(value: object) -> object:
    """A result as JSON knows it."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return [_plain(item) for item in value] if isinstance(value, list) else value


class _Server(ThreadingHTTPServer):
    """The listening socket."""

    def __init__(self, fake: FakeQdrant) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Let connections break without a traceback on the terminal."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = urlsplit(self.path).path
        self.server.fake.before(self.command, path)
        if self.server.fake.api_key and self.headers.get("api-key") != self.server.fake.api_key:
            self._send(HTTPStatus.FORBIDDEN, {"status": {"error": "wrong key"}})
            return
        for method, pattern, call in ROUTES:
            match = pattern.fullmatch(path)
            if method == self.command and match is not None:
                self._answer(call, match.groupdict().get("name", ""), body)
                return
        self._send(HTTPStatus.NOT_FOUND, {"status": {"error": f"no {self.command} {path} here"}})

    def _answer(self, call: Call, name: str, body: bytes) -> None:
        fake = self.server.fake
        try:
            with fake.lock:
                result = _plain(call(fake.engine, name, body))
        except ValueError as error:
            self._send(HTTPStatus.BAD_REQUEST, {"status": {"error": str(error)}})
            return
        self._send(HTTPStatus.OK, {"result": result, "status": "ok", "time": 0.0})

    def _send(self, status: HTTPStatus, answer: object) -> None:
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
