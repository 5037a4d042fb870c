"""Which workers of a model server can take jobs, and an end to those that are stuck."""

import logging
import os
import signal
import time

from adbanner.model_server_settings import ModelServerSettings
from model_servers.wait_estimate import BusyWorker
from model_servers.worker_board import Life, WorkerBoard, WorkerSlot, process_life

FETCH_WAIT_S = 1.2
"""A LitServe worker waits in the queue for a second at a time; when it dies there, the queue still gives it a job."""

logger = logging.getLogger(__name__)


class WorkerWatch:
    """The workers as they were last looked at.

    Args:
        board: Shared with the workers.
        settings: How long loading and standing still may take.
    """

    def __init__(self, board: WorkerBoard, settings: ModelServerSettings) -> None:
        self._board = board
        self._settings = settings
        self._lives: list[Life] = ["gone"] * len(board.slots)
        self._stopped_s: dict[int, float] = {}
        self._hold_until_s = 0.0
        self.all_loaded_once = False
        """Every worker has been ready at the same time at least once."""

    @property
    def ready(self) -> list[WorkerSlot]:
        """Workers that are loaded, alive and not stopped."""
        return [slot for slot, life in self._slots() if slot.ready and life == "alive"]

    @property
    def queue_is_safe(self) -> bool:
        """Whether no dead worker could still be given a job."""
        return time.monotonic() >= self._hold_until_s

    def busy(self) -> list[BusyWorker]:
        """Workers that will take a job later: those with one, and those that load; estimates are made of them."""
        now_s = time.monotonic()
        working = [BusyWorker(now_s - slot.since_s, slot.step, slot.steps) for slot in self.ready if slot.job]
        # A replacement needs as long to load as the one before it.
        loading = [
            BusyWorker(now_s - slot.since_s, expected_s=slot.load_s)
            for slot, life in self._slots()
            if life == "gone" or not slot.ready
        ]
        return working + loading

    def gone(self, pid: int) -> bool:
        """Whether a worker's process has ended."""
        return process_life(pid, self._board.head.main_pid) == "gone"

    def look(self) -> None:
        """Find out which workers live, and kill those that never finish loading or stay stopped."""
        now_s = time.monotonic()
        parent_pid = self._board.head.main_pid
        before = self._lives
        self._lives = [process_life(slot.pid, parent_pid) if slot.pid else "gone" for slot in self._board.slots]
        self.all_loaded_once = self.all_loaded_once or len(self.ready) == len(self._board.slots)
        for (slot, life), earlier in zip(self._slots(), before, strict=True):
            if life == "gone" and earlier != "gone" and not slot.job:
                self._hold_until_s = now_s + FETCH_WAIT_S
        stopped = {slot.pid for slot, life in self._slots() if life == "stopped"}
        self._stopped_s = {pid: self._stopped_s.get(pid, now_s) for pid in stopped}
        for slot, life in self._slots():
            if life == "gone":
                continue
            stopped_s = now_s - self._stopped_s.get(slot.pid, now_s)
            loading_s = 0.0 if slot.ready or slot.failed else now_s - slot.since_s
            if stopped_s > self._settings.predict_timeout_s or loading_s > self._settings.load_timeout_s:
                logger.error("worker process %d is stuck; it is killed and replaced", slot.pid)
                kill_process(slot.pid)

    def _slots(self) -> list[tuple[WorkerSlot, Life]]:
        return list(zip(self._board.slots, self._lives, strict=True))


def kill_process(pid: int) -> None:
    """Kill a process, unless it has ended by itself."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        logger.info("process %d had ended already", pid)
