"""The HTTP side of a model server: LitServe's application with our queue, health, metrics and error shape."""

import asyncio
import contextlib
import hmac
import logging
import os
import signal
import threading
import time
from collections.abc import AsyncIterator
from http import HTTPStatus
from multiprocessing.process import BaseProcess
from typing import Any
from uuid import uuid4

import litserve as ls  # type: ignore[import-untyped]
from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from litserve.utils import LitAPIStatus, ResponseBufferItem  # type: ignore[import-untyped]
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.gzip import GZipMiddleware

from adbanner.contracts import HEALTH_PATH, JOBS_PATH, METRICS_PATH, JobStatus, Wire
from adbanner.model_server_settings import ModelServerSettings
from model_servers.dispatcher import Dispatcher, Refused
from model_servers.json_logs import current_request_id, write_json_logs
from model_servers.metrics import ServerMetrics
from model_servers.model_api import CLIENT_CLOSED_REQUEST, Envelope, ModelApi, Outcome
from model_servers.request_log import RequestLog
from model_servers.worker_board import WorkerBoard

MONITOR_INTERVAL_S = 0.2
MONITOR_THREAD = "litserve-monitoring"
"""LitServe's name for the thread that replaces workers."""

logger = logging.getLogger(__name__)


class LitServeSubmission:
    """A job in LitServe's queue and the place where its answer will lie.

    Args:
        server: The server whose queue it is.
        envelope: The job.
    """

    def __init__(self, server: "SurvivingServer", envelope: Envelope) -> None:
        self._answers: dict[str, ResponseBufferItem] = server.response_buffer
        self._uid = str(uuid4())
        self._item = ResponseBufferItem(asyncio.Event())
        self._answers[self._uid] = self._item
        queue = server.litapi_request_queues[server.api.path]
        queue.put((server.app.response_queue_id, self._uid, time.monotonic(), envelope))

    @property
    def worker(self) -> int | None:
        """Number of the worker that has fetched it."""
        number: int | None = self._item.worker_id
        return number

    async def outcome(self) -> Outcome:
        """Wait for the worker's answer; an error that is none of ours becomes status 500."""
        try:
            await self._item.event.wait()
        finally:
            del self._answers[self._uid]
        response, status = self._item.response
        if status == LitAPIStatus.ERROR or not isinstance(response, Outcome):
            message = "The model failed; the server's log has the reason under this request id."
            return Outcome(HTTPStatus.INTERNAL_SERVER_ERROR, b"", message, 0)
        return response


class SurvivingServer(ls.LitServer):  # type: ignore[misc]  # LitServe has no types
    """LitServe with our queue in front of its own, truthful health, and workers that are watched.

    It overrides parts of LitServe that are not public, so the version is pinned.

    Args:
        api: The model.
        settings: Devices and limits.
        board: Shared with the workers.
    """

    def __init__(self, api: ModelApi[Any, Any], settings: ModelServerSettings, board: WorkerBoard) -> None:
        self.api = api
        self.settings = settings
        self.board = board
        self.metrics = ServerMetrics()
        self.dispatcher = Dispatcher(board, lambda envelope: LitServeSubmission(self, envelope), settings, self.metrics)
        self.manager_process: BaseProcess | None = None
        self.http_process: BaseProcess | None = None
        self.monitor: threading.Thread | None = None
        devices = settings.devices if isinstance(settings.devices, int) else list(settings.devices)
        super().__init__(
            api,
            accelerator=settings.accelerator,
            devices=devices,
            workers_per_device=settings.workers_per_device,
            timeout=False,
            restart_workers=True,
            max_payload_size=settings.max_request_mb * 2**20,
            middlewares=[(RequestLog, {"metrics": self.metrics})],
        )
        self.monitor_internal = MONITOR_INTERVAL_S
        self.uvicorn_graceful_timeout = int(settings.drain_timeout_s) + 1
        for kind, answer in (
            (RequestValidationError, _answer_invalid),
            (StarletteHTTPException, _answer_http_error),
            (Refused, _answer_refused),
        ):
            self.app.add_exception_handler(kind, answer)

    @contextlib.asynccontextmanager
    async def lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        """Watch the workers as long as HTTP is served."""
        # Ctrl-C reaches every process of a terminal; the main one decides when this one ends.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        watch = asyncio.create_task(self.dispatcher.watch())
        watch.add_done_callback(_end_if_failed)
        try:
            async with super().lifespan(app):
                yield
        finally:
            watch.cancel()

    def verify_worker_status(self) -> None:
        """Serve ``/health`` while the model loads instead of waiting for it; a failed load ends the server."""

    def launch_single_inference_worker(self, lit_api: ModelApi[Any, Any], worker_id: int) -> BaseProcess:
        """Replace a worker that has ended, unless the server is ending too."""
        if self.board.head.draining:
            ended: BaseProcess = self.inference_workers[worker_id]
            return ended
        logger.warning("worker %d has ended and is replaced", worker_id)
        process: BaseProcess = super().launch_single_inference_worker(lit_api, worker_id)
        return process

    def _init_manager(self, num_api_servers: int) -> Any:
        write_json_logs()  # run() has just given LitServe's logger a handler of its own
        manager = super()._init_manager(num_api_servers)
        self.manager_process = manager._process
        return manager

    def _start_server(self, *args: Any, **kwargs: Any) -> dict[int, BaseProcess]:
        processes: dict[int, BaseProcess] = super()._start_server(*args, **kwargs)
        (self.http_process,) = processes.values()
        return processes

    def _start_worker_monitoring(self, *args: Any) -> None:
        super()._start_worker_monitoring(*args)
        self.monitor = next(each for each in threading.enumerate() if each.name == MONITOR_THREAD)

    def _register_middleware(self) -> None:
        # Pictures do not get smaller by gzip, and it would hold up every other request.
        kept = [each for each in self.middlewares if each[0] is not GZipMiddleware]
        self.middlewares: list[tuple[type, dict[str, object]]] = kept
        super()._register_middleware()

    def _register_internal_endpoints(self) -> None:
        app: FastAPI = self.app

        @app.get(HEALTH_PATH)
        async def health() -> JSONResponse:
            reason = self.dispatcher.unhealthy_because
            content = {
                "status": reason or "ok",
                "workers_ready": self.dispatcher.workers_ready,
                "workers": len(self.board.slots),
            }
            return JSONResponse(content, HTTPStatus.SERVICE_UNAVAILABLE if reason else HTTPStatus.OK)

        @app.get(METRICS_PATH)
        async def metrics() -> Response:
            self.dispatcher.set_gauges()
            return Response(generate_latest(self.metrics.registry), media_type=CONTENT_TYPE_LATEST)

        @app.get(JOBS_PATH + "/{request_id}", dependencies=[Depends(self._authorize)])
        async def job(request_id: str) -> JobStatus:
            status = self.dispatcher.status(request_id)
            if status is None:
                raise HTTPException(HTTPStatus.NOT_FOUND, "No such job: it has been answered, or never was.")
            return status

    def _register_api_endpoints(self, lit_api: ModelApi[Any, Any], request_type: object, response_type: object) -> None:
        async def post(request: Wire, http: Request) -> Response:
            return await self._answer(request, http)

        post.__annotations__["request"] = lit_api.request_type
        self.app.add_api_route(
            lit_api.path,
            post,
            methods=["POST"],
            dependencies=[Depends(self._authorize)],
            responses={HTTPStatus.OK.value: {"model": lit_api.response_type}},
            response_model=None,
        )

    async def _answer(self, request: Wire, http: Request) -> Response:
        """The response of one job; a client that leaves takes it back."""
        job = asyncio.create_task(self.dispatcher.answer(current_request_id.get(), request))
        left = asyncio.create_task(_until_client_leaves(http))
        try:
            await asyncio.wait((job, left), return_when=asyncio.FIRST_COMPLETED)
            if not job.done():
                logger.info("the client left")
                return Response(status_code=CLIENT_CLOSED_REQUEST)
            outcome = job.result()
        finally:
            job.cancel()
            left.cancel()
        if outcome.status == HTTPStatus.OK:
            return Response(outcome.body, media_type="application/json")
        return _error(outcome.status, outcome.message)

    async def _authorize(self, http: Request) -> None:
        """Let only those in who know the key."""
        key = self.settings.api_key.get_secret_value()
        given = http.headers.get("Authorization", "")
        if key and not hmac.compare_digest(given.encode(), f"Bearer {key}".encode()):
            raise HTTPException(HTTPStatus.UNAUTHORIZED, "Wrong or missing key; send Authorization: Bearer <key>.")


async def _until_client_leaves(http: Request) -> None:
    while (await http.receive())["type"] != "http.disconnect":
        continue


def _end_if_failed(watch: asyncio.Task[None]) -> None:
    """A server whose workers nobody watches must not go on; the main process sees this one end."""
    if not watch.cancelled() and watch.exception() is not None:
        logger.critical("the watch over the workers failed", exc_info=watch.exception())
        os._exit(1)


def _error(status: int, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """An error as OpenAI writes it."""
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers = {"Retry-After": "1"} | (headers or {})
    kind = "invalid_request_error" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "server_error"
    return JSONResponse({"error": {"message": message, "type": kind, "code": status}}, status, headers)


async def _answer_invalid(http: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"] if part != "body")
    return _error(HTTPStatus.UNPROCESSABLE_ENTITY, f"{place}: {first['msg']}" if place else str(first["msg"]))


async def _answer_http_error(http: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, StarletteHTTPException)
    return _error(error.status_code, str(error.detail))


async def _answer_refused(http: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)
    return _error(error.status, str(error), {"Retry-After": str(error.retry_after_s)})
