"""The worker's side of a model server: a model is loaded once and answers one job after another."""

import logging
import os
import signal
import sys
import time
from abc import abstractmethod
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar, Generic, TypeVar

import litserve as ls  # type: ignore[import-untyped]

from adbanner.contracts import Wire
from adbanner.errors import AdBannerError, InvalidRequest, ServiceUnavailable, ToolFailed, UnsafeContent
from adbanner.settings import model_worker_number
from model_servers.json_logs import current_request_id, write_json_logs
from model_servers.worker_board import WorkerBoard, WorkerSlot, die_with

CLIENT_CLOSED_REQUEST = 499
"""nginx's status for a client that left; nobody reads it but the log and the metrics."""
BROKEN_DEVICE_EXIT = 70

RequestT = TypeVar("RequestT", bound=Wire)
ResponseT = TypeVar("ResponseT", bound=Wire)

logger = logging.getLogger(__name__)


class Cancelled(Exception):
    """The client has left: stop working and let this error through."""


class UnknownModel(InvalidRequest):
    """The client asks for a model that this server does not have."""

    code = "unknown_model"


class Job:
    """The request that a model works on.

    Args:
        request_id: The caller's name for it.
        slot: Where progress is written and cancelling is read; a fresh one where nobody looks, e.g. in tests.
        number: The server's own number for it, from 1.
    """

    def __init__(self, request_id: str, slot: WorkerSlot | None = None, number: int = 1) -> None:
        self.request_id = request_id
        self.number = number
        self._slot = slot or WorkerSlot()

    def report(self, step: int, steps: int) -> None:
        """Say that ``step`` of ``steps`` are done; call it as often as the work can be broken off.

        Raises:
            Cancelled: The client has left.
        """
        self._slot.step, self._slot.steps = step, steps
        if self._slot.cancel == self.number:
            raise Cancelled


@dataclass(frozen=True)
class Envelope:
    """A request on its way to a worker."""

    number: int
    request_id: str
    request: Wire


@dataclass(frozen=True)
class Outcome:
    """What came of a job, on its way back."""

    status: int
    body: bytes
    """JSON of the response, where the status is 200."""
    message: str
    """What went wrong otherwise."""
    seconds: float


class ModelApi(ls.LitAPI, Generic[RequestT, ResponseT]):  # type: ignore[misc]  # LitServe has no types
    """One model behind one path; subclasses set the class variables and implement ``load`` and ``work``.

    An instance is made in the main process and copied to each worker: keep it small, load weights in ``load``.
    """

    path: ClassVar[str]
    """Where requests are posted, e.g. ``/v1/embeddings``."""
    request_type: ClassVar[type[Wire]]
    response_type: ClassVar[type[Wire]]
    board: WorkerBoard
    """Set by ``serve``."""

    def __init__(self) -> None:
        super().__init__(api_path=self.path)

    @abstractmethod
    def load(self, device: str) -> None:
        """Load the model onto ``cpu`` or ``cuda:<n>``; runs once in each worker.

        Raises:
            AdBannerError: It cannot be loaded; the message says why.
        """

    @abstractmethod
    def work(self, request: RequestT, job: Job) -> ResponseT:
        """Answer one request.

        Raises:
            InvalidRequest: The client can mend it: 422.
            Cancelled: What ``job.report`` raised.
        """

    def setup(self, device: str) -> None:
        """Join the board and load; LitServe calls it in a fresh process."""
        die_with(self.board.head.main_pid)
        # The main process decides when a worker ends: after its job.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        write_json_logs()
        self._slot: WorkerSlot = self.board.slots[model_worker_number()]
        self._slot.begin_load()
        loaded = False
        try:
            self.load(device)
            loaded = True
        except AdBannerError as error:
            logger.critical("%s", error)
            raise
        except Exception:
            logger.exception("the model cannot be loaded on %s", device)
            raise
        finally:
            self._slot.failed = not loaded
        self._slot.end_load()
        logger.info("worker %d loaded on %s in %.1f s", model_worker_number(), device, self._slot.load_s)

    def decode_request(self, request: Envelope) -> Envelope:
        """Requests have been validated on the HTTP side."""
        return request

    def encode_response(self, output: Outcome) -> Outcome:
        """Outcomes are turned into HTTP on the HTTP side."""
        return output

    def predict(self, envelope: Envelope) -> Outcome:
        """Run one job; LitServe turns an error that is none of ours into status 500 and logs its traceback."""
        token = current_request_id.set(envelope.request_id)
        began_s = time.monotonic()
        self._slot.begin_job(envelope.number)
        try:
            status, body, message = self._attempt(envelope)
        except Exception:
            logger.exception("the model failed")
            raise
        finally:
            self._slot.job = 0
            current_request_id.reset(token)
        return Outcome(status, body, message, time.monotonic() - began_s)

    def _attempt(self, envelope: Envelope) -> tuple[int, bytes, str]:
        """Status, JSON and message of one job."""
        job = Job(envelope.request_id, self._slot, envelope.number)
        try:
            response = self.work(envelope.request, job)  # type: ignore[arg-type]  # FastAPI made it of request_type
        except Cancelled:
            logger.info("cancelled at step %d of %d", self._slot.step, self._slot.steps)
            return CLIENT_CLOSED_REQUEST, b"", "The client left."
        except AdBannerError as error:
            logger.warning("%s: %s", error.code, error)
            return http_status(error), b"", str(error)
        except (MemoryError, RuntimeError) as error:
            if is_broken_device(error):
                logger.critical(
                    "the device is broken for this process, which ends so that a fresh one takes over: %s", error
                )
                os._exit(BROKEN_DEVICE_EXIT)
            if not is_out_of_memory(error):
                raise
            free_memory()
            logger.warning("out of memory: %s", error)
            message = "The server is out of memory for this request; try again later, or a smaller picture."
            return HTTPStatus.SERVICE_UNAVAILABLE, b"", message
        return HTTPStatus.OK, response.model_dump_json().encode(), ""


def http_status(error: AdBannerError) -> HTTPStatus:
    """The status that says who has to act: the client (4xx) or nobody, it may be tried again (503)."""
    match error:
        case UnknownModel():
            return HTTPStatus.NOT_FOUND
        case InvalidRequest() | UnsafeContent() | ToolFailed():
            return HTTPStatus.UNPROCESSABLE_ENTITY
        case ServiceUnavailable():
            return HTTPStatus.SERVICE_UNAVAILABLE
        case _:
            return HTTPStatus.INTERNAL_SERVER_ERROR


def is_out_of_memory(error: BaseException) -> bool:
    """Whether torch, on the card or on the CPU, or Python found no memory."""
    said = str(error).lower()
    return isinstance(error, MemoryError) or "out of memory" in said or "can't allocate memory" in said


def is_broken_device(error: BaseException) -> bool:
    """Whether CUDA will fail for the rest of this process, e.g. after an assertion in a kernel."""
    return "cuda error" in str(error).lower() and not is_out_of_memory(error)


def free_memory() -> None:
    """Give cached blocks of the card back, where torch is in use."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        torch.cuda.empty_cache()
