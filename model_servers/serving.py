"""What all model servers need to survive: LitServe, hardened. Linux only.

A server is a class and a call::

    class Sleepy(ModelApi[SleepRequest, SleepResponse]):
        path, request_type, response_type = "/v1/sleep", SleepRequest, SleepResponse

        def load(self, device: str) -> None: ...
        def work(self, request: SleepRequest, job: Job) -> SleepResponse: ...

    if __name__ == "__main__":
        run_server(SleepySettings, lambda settings: Sleepy())

Processes: the main one (signals, replacing workers), LitServe's queue, one for HTTP (``http_app``, ``dispatcher``),
and the workers (``model_api``), which know of each other by shared memory (``worker_board``).
"""

import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, NoReturn, TypeVar

from adbanner.errors import EXIT_CODES, ConfigError
from adbanner.model_server_settings import ModelServerSettings, load_model_server_settings
from model_servers.http_app import SurvivingServer
from model_servers.json_logs import write_json_logs
from model_servers.model_api import Cancelled, Job, ModelApi, UnknownModel
from model_servers.worker_board import WorkerBoard, die_with

__all__ = ["Cancelled", "Job", "ModelApi", "UnknownModel", "run_server", "serve"]

POLL_S = 0.1
SETTLE_S = 0.3
"""After this, every request that came before the signal has been counted."""

Group = TypeVar("Group", bound=ModelServerSettings)

logger = logging.getLogger(__name__)


def run_server(group: type[Group], build: Callable[[Group], ModelApi[Any, Any]]) -> NoReturn:
    """The program of a model server: settings, model, service.

    Args:
        group: The server's settings, read from the environment.
        build: Makes the API; a ``ConfigError`` of it is the operator's to mend, e.g. a folder that is no such model.

    Raises:
        SystemExit: Always; 0 after SIGTERM or Ctrl-C, 4 where a setting or the model is wrong.
    """
    write_json_logs()
    try:
        settings = load_model_server_settings(group)
        api = build(settings)
    except ConfigError as error:
        logger.critical("%s", error)
        raise SystemExit(EXIT_CODES[ConfigError]) from error
    serve(api, settings)
    raise SystemExit(0)


def serve(api: ModelApi[Any, Any], settings: ModelServerSettings) -> None:
    """Serve a model until SIGTERM or Ctrl-C; then running jobs are finished and this returns.

    Raises:
        SystemExit: The model cannot be loaded (status 4), or a process that the server cannot do without has died.
    """
    write_json_logs()
    board = WorkerBoard(worker_count(settings))
    api.board = board
    server = SurvivingServer(api, settings, board)
    os.register_at_fork(after_in_child=lambda: _tie_to_main(board.head.main_pid))
    guard = _Guard(server)
    signal.signal(signal.SIGTERM, guard.drain)
    signal.signal(signal.SIGINT, guard.drain)
    threading.Thread(target=guard.watch, name="guard", daemon=True).start()
    try:
        server.run(
            host=settings.host,
            port=settings.port,
            num_api_servers=1,  # a second one could not know of the first one's queue
            generate_client_file=False,
            log_config=None,
            access_log=False,
        )
    except KeyboardInterrupt:
        logger.info("stopped while starting")
    finally:
        _kill_children()
    logger.info("stopped")


def worker_count(settings: ModelServerSettings) -> int:
    """Workers that LitServe will start: the CPU is one device."""
    if settings.accelerator == "cpu":
        devices = 1
    else:
        devices = settings.devices if isinstance(settings.devices, int) else len(settings.devices)
    return devices * settings.workers_per_device


class _Guard:
    """The main process's part: signals, and an end with a clear status where going on would be a lie.

    Args:
        server: The server to guard.
    """

    def __init__(self, server: SurvivingServer) -> None:
        self._server = server
        self._head = server.board.head

    def drain(self, signum: int, frame: FrameType | None) -> None:
        """Finish what is in hand and end; Ctrl-C meanwhile ends at once. A signal handler."""
        if os.getpid() != self._head.main_pid:
            return  # children inherit the handler by fork; the main process decides when they end
        if self._head.draining and signum == signal.SIGTERM:
            return  # some supervisors send it to the process and to its group
        if not self._head.draining:
            self._head.draining = True
            logger.info("%s: running jobs are finished, new ones refused", signal.Signals(signum).name)
            give_up_s = time.monotonic() + self._server.settings.drain_timeout_s
            time.sleep(SETTLE_S)
            while self._head.in_hand and time.monotonic() < give_up_s:
                time.sleep(POLL_S)
        for worker in getattr(self._server, "inference_workers", ()):
            worker.kill()
        raise KeyboardInterrupt

    def watch(self) -> None:
        """End the server when it cannot serve: a dead port would be worse. Runs in a thread until then."""
        loaded = False
        while not self._head.draining:
            slots = self._server.board.slots
            loaded = loaded or all(slot.ready for slot in slots)
            if not loaded and any(slot.failed for slot in slots):
                _end("The model could not be loaded; the reason stands above.", EXIT_CODES[ConfigError])
            for name, part in (
                ("HTTP process", self._server.http_process),
                ("queue process", self._server.manager_process),
                ("thread that replaces workers", self._server.monitor),
            ):
                if part is not None and not part.is_alive() and not self._head.draining:
                    _end(f"The {name} has died.", 1)
            time.sleep(POLL_S)


def _end(message: str, status: int) -> None:
    logger.critical("%s The server ends.", message)
    _kill_children()
    os._exit(status)


def _kill_children() -> None:
    for child in multiprocessing.active_children():
        child.kill()


def _tie_to_main(main_pid: int) -> None:
    if os.getppid() == main_pid:
        die_with(main_pid)
