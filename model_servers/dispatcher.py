"""The HTTP side's queue: who is admitted, who is served next, and whose worker has died or is stuck.

LitServe's own queue has no limit, loses the job that a killed worker was about to fetch, and cannot take a job back.
So a job waits here, and goes into LitServe's queue only when a worker is free to fetch it.
"""

import asyncio
import logging
import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count
from typing import Protocol

from adbanner.contracts import JobStatus, Wire
from adbanner.model_server_settings import ModelServerSettings
from model_servers.json_logs import current_request_id
from model_servers.metrics import ServerMetrics
from model_servers.model_api import Envelope, Outcome
from model_servers.wait_estimate import BusyWorker, WaitEstimate
from model_servers.worker_board import WorkerBoard, WorkerSlot
from model_servers.worker_watch import WorkerWatch, kill_process

TICK_S = 0.1
"""How often the workers are looked at: a killed one's request fails within that time."""
START_LIMIT_S = 5
"""A free worker fetches a job at once; one that nobody has fetched by then went down with a worker."""
LAST_WORDS_S = 1
"""A worker that died right after its job may have an answer under way for so long."""
UNKNOWN_WAIT_S = 5
"""``Retry-After`` where nothing has been timed yet."""

logger = logging.getLogger(__name__)


class Refused(Exception):
    """A request that is not worked on, or no more.

    Args:
        message: Why, for the client.
        retry_after_s: When to try again.
    """

    status = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        self.retry_after_s = math.ceil(UNKNOWN_WAIT_S if retry_after_s is None else max(1.0, retry_after_s))
        super().__init__(message)


class Submission(Protocol):
    """A job in LitServe's queue."""

    @property
    def worker(self) -> int | None:
        """Number of the worker that has fetched it."""

    async def outcome(self) -> Outcome:
        """Wait for the worker's answer."""


@dataclass(eq=False)
class Ticket:
    """A request that has been admitted."""

    envelope: Envelope
    outcome: asyncio.Future[Outcome]
    submission: Submission | None = None
    task: asyncio.Task[None] | None = None
    slot: WorkerSlot | None = None
    pid: int = 0
    """The process that works on it; the slot may already belong to its successor."""
    released_s: float = 0
    gone_s: float | None = None
    """When that process was first seen to be gone."""
    cancelled: bool = False


class Dispatcher:
    """Admits requests, hands them to free workers in the order they came, and watches the workers.

    Args:
        board: Shared with the workers.
        submit: Puts a job into LitServe's queue.
        settings: Limits.
        metrics: Where jobs are counted.
    """

    def __init__(
        self,
        board: WorkerBoard,
        submit: Callable[[Envelope], Submission],
        settings: ModelServerSettings,
        metrics: ServerMetrics,
    ) -> None:
        self._board = board
        self._submit = submit
        self._settings = settings
        self._metrics = metrics
        self._numbers = count(1)
        self._waiting: deque[Ticket] = deque()
        self._running: list[Ticket] = []
        self._estimate = WaitEstimate()
        self._workers = WorkerWatch(board, settings)

    async def answer(self, request_id: str, request: Wire) -> Outcome:
        """Have a worker do a job; cancelling this call takes the job back, or tells its worker to break it off.

        Raises:
            Refused: The queue is full, the server is starting or stopping, or the worker died or got stuck.
        """
        self._refuse_if_full()
        envelope = Envelope(next(self._numbers), request_id, request)
        ticket = Ticket(envelope, asyncio.get_running_loop().create_future())
        self._waiting.append(ticket)
        self._release()
        try:
            return await asyncio.shield(ticket.outcome)
        except asyncio.CancelledError:
            self._cancel(ticket)
            raise

    def status(self, request_id: str) -> JobStatus | None:
        """Where a request stands; None for one that is unknown or answered."""
        for ticket in self._running:
            if ticket.envelope.request_id == request_id:
                slot = ticket.slot or WorkerSlot()
                elapsed_s = time.monotonic() - ticket.released_s
                left_s = self._estimate.left_s(BusyWorker(elapsed_s, slot.step, slot.steps))
                return JobStatus(
                    request_id=request_id,
                    state="running",
                    place=0,
                    step=slot.step,
                    steps=slot.steps,
                    seconds_left=left_s,
                )
        for place, ticket in enumerate(self._waiting, 1):
            if ticket.envelope.request_id == request_id:
                start_s = self._start_s(place)
                average_s = self._estimate.average_s
                seconds_left = None if start_s is None or average_s is None else start_s + average_s
                return JobStatus(request_id=request_id, state="waiting", place=place, seconds_left=seconds_left)
        return None

    @property
    def workers_ready(self) -> int:
        """Workers that are loaded, alive and not stopped."""
        return len(self._workers.ready)

    @property
    def unhealthy_because(self) -> str:
        """Why no request should be sent here now; empty when they can come."""
        if self._board.head.draining:
            return "shutting down"
        if not self._workers.all_loaded_once:
            return "loading the model"
        return "" if self.workers_ready else "no worker is alive"

    def set_gauges(self) -> None:
        """Write the present state into the metrics."""
        self._metrics.waiting.set(len(self._waiting))
        self._metrics.running.set(len(self._running))
        self._metrics.workers.set(self.workers_ready)

    async def watch(self) -> None:
        """Look after workers and jobs until cancelled."""
        while True:
            self._workers.look()
            for ticket in tuple(self._running):
                self._look_at(ticket)
            if self._board.head.draining:
                self._send_waiting_away()
            self._release()
            await asyncio.sleep(TICK_S)

    def _refuse_if_full(self) -> None:
        if self._board.head.draining:
            raise Refused("This server is shutting down; try another one.", 1)
        if not self._workers.all_loaded_once and not self.workers_ready:
            raise Refused("This server is still loading its model.")
        if len(self._waiting) >= self._settings.queue_limit and self._free_workers() <= 0:
            place_s = self._start_s(1)
            answer_s = self._start_s(len(self._waiting) + 1)
            hint = "" if answer_s is None else f"; the last of them begins in about {answer_s:.0f} s"
            raise Refused(f"The queue is full: {len(self._waiting)} jobs wait{hint}. Try again later.", place_s)

    def _free_workers(self) -> int:
        return self.workers_ready - len(self._running)

    def _start_s(self, place: int) -> float | None:
        """Estimated seconds until a place of the queue is served."""
        idle = sum(not slot.job for slot in self._workers.ready)
        return self._estimate.start_s(place, self._workers.busy(), idle)

    def _release(self) -> None:
        """Hand waiting jobs to free workers."""
        if self._waiting:
            self._workers.look()
        while self._waiting and self._free_workers() > 0 and self._workers.queue_is_safe:
            ticket = self._waiting.popleft()
            ticket.released_s = time.monotonic()
            self._running.append(ticket)
            ticket.task = asyncio.create_task(self._carry(ticket))
        self._board.head.in_hand = len(self._waiting) + len(self._running)

    async def _carry(self, ticket: Ticket) -> None:
        """Take one job through LitServe."""
        current_request_id.set(ticket.envelope.request_id)
        try:
            ticket.submission = self._submit(ticket.envelope)
            outcome = await ticket.submission.outcome()
            if outcome.status == HTTPStatus.OK:
                self._estimate.add(outcome.seconds)
                self._metrics.seconds.observe(outcome.seconds)
            if not ticket.outcome.done():
                ticket.outcome.set_result(outcome)
        except (ConnectionError, EOFError) as error:
            # LitServe's queue is a process of its own; without it the main process ends the server.
            logger.critical("the queue between the processes is gone: %s", error)
            if not ticket.outcome.done():
                ticket.outcome.set_exception(Refused("This server has failed; try another one."))
        finally:
            self._running.remove(ticket)
            self._release()

    def _cancel(self, ticket: Ticket) -> None:
        """Nobody waits for this job any more."""
        self._metrics.cancelled.inc()
        ticket.cancelled = True
        ticket.outcome.cancel()
        if ticket in self._waiting:
            self._waiting.remove(ticket)
            self._release()
        else:
            self._look_at(ticket)

    def _fail(self, ticket: Ticket, message: str, reason: str) -> None:
        """End a job whose worker will not answer."""
        self._metrics.lost.labels(reason).inc()
        logger.error("job of request %s: %s", ticket.envelope.request_id, message)
        if not ticket.outcome.done():
            ticket.outcome.set_exception(Refused(message, 1))
        if ticket.task is not None:
            ticket.task.cancel()

    def _send_waiting_away(self) -> None:
        """Their clients find another server sooner than this one would come to them."""
        while self._waiting:
            ticket = self._waiting.popleft()
            if not ticket.outcome.done():
                ticket.outcome.set_exception(Refused("This server is shutting down; try another one.", 1))

    def _look_at(self, ticket: Ticket) -> None:
        """Fail a job whose worker died, hangs, or never came for it."""
        now_s = time.monotonic()
        if ticket.slot is None:
            ticket.slot = self._slot_of(ticket)
            ticket.pid = ticket.slot.pid if ticket.slot else 0
        slot = ticket.slot
        if slot is None:
            if now_s - ticket.released_s > START_LIMIT_S:
                self._fail(ticket, "The job was lost with a worker that ended; try again.", "lost")
            return
        if ticket.cancelled:
            slot.cancel = ticket.envelope.number
        if self._workers.gone(ticket.pid):
            ticket.gone_s = now_s if ticket.gone_s is None else ticket.gone_s
            if slot.job == ticket.envelope.number or now_s - ticket.gone_s > LAST_WORDS_S:
                self._fail(ticket, "The worker died during this job; try again.", "died")
        elif now_s - ticket.released_s > self._settings.predict_timeout_s:
            kill_process(ticket.pid)
            limit = f"{self._settings.predict_timeout_s:g} s"
            self._fail(ticket, f"The job took longer than {limit} and was ended; its worker is replaced.", "stuck")

    def _slot_of(self, ticket: Ticket) -> WorkerSlot | None:
        """The worker that has fetched a job."""
        for slot in self._board.slots:
            if slot.job == ticket.envelope.number:
                return slot
        worker = ticket.submission.worker if ticket.submission else None
        return None if worker is None else self._board.slots[worker]
