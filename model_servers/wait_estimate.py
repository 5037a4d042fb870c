"""How long a job waits, from how long the last ones took."""

import heapq
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

LAST_JOBS = 20
"""Jobs in the moving average: enough to smooth, few enough to follow a change of picture size."""


@dataclass(frozen=True)
class BusyWorker:
    """A worker that cannot take a job now."""

    elapsed_s: float
    step: int = 0
    steps: int = 0
    expected_s: float | None = None
    """How long this takes in all, where it is no ordinary job (a loading model)."""


class WaitEstimate:
    """A moving average of the last jobs' seconds, played forward over the workers."""

    def __init__(self) -> None:
        self._last_s: deque[float] = deque(maxlen=LAST_JOBS)

    def add(self, seconds: float) -> None:
        """Note how long a finished job took in the model."""
        self._last_s.append(seconds)

    @property
    def average_s(self) -> float | None:
        """Seconds of a job; None before the first one."""
        return sum(self._last_s) / len(self._last_s) if self._last_s else None

    def left_s(self, worker: BusyWorker) -> float | None:
        """Seconds until a worker is free: by its steps where it has told some, else by the average."""
        if 0 < worker.step <= worker.steps:
            return worker.elapsed_s / worker.step * (worker.steps - worker.step)
        expected_s = self.average_s if worker.expected_s is None else worker.expected_s
        return None if expected_s is None else max(0.0, expected_s - worker.elapsed_s)

    def start_s(self, place: int, busy: Iterable[BusyWorker], idle: int = 0) -> float | None:
        """Seconds until the job at a place of the queue begins.

        Args:
            place: 1 is served next.
            busy: Workers that become free one after another.
            idle: Workers that are free now.

        Returns:
            None where it cannot be known yet: no job has been timed, or there is no worker.
        """
        average_s = self.average_s
        free_at = [0.0] * idle
        for worker in busy:
            left_s = self.left_s(worker)
            if left_s is None:
                return None
            free_at.append(left_s)
        if not free_at or (place > len(free_at) and average_s is None):
            return None
        heapq.heapify(free_at)
        for _ in range(place - 1):
            heapq.heapreplace(free_at, free_at[0] + (average_s or 0.0))
        return free_at[0]
