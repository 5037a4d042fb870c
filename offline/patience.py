"""Waiting for an endpoint that is expected to come back, and stopping all the same when somebody asks for it."""

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from adbanner.errors import ServiceUnavailable

PAUSES_S = (2.0, 8.0, 30.0)
"""Before each further attempt; an endpoint that asks for more gets more."""
LONGEST_PAUSE_S = 600
"""An endpoint that asks for more is not waited for."""

Result = TypeVar("Result")

logger = logging.getLogger(__name__)


class Stopped(Exception):
    """The run ends: nothing new is asked."""


class Patience:
    """What all workers of a run share.

    Args:
        pauses_s: Seconds before each further attempt.
    """

    def __init__(self, pauses_s: tuple[float, ...] = PAUSES_S) -> None:
        self._pauses_s = pauses_s
        self._stopped = asyncio.Event()

    @property
    def is_over(self) -> bool:
        """Whether the run ends."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Let what is being answered end, and ask nothing new."""
        self._stopped.set()

    async def during(self, ask: Callable[[], Awaitable[Result]]) -> Result:
        """What ``ask`` gives, as often as it takes.

        Raises:
            Stopped: The run ends.
            ServiceUnavailable: All attempts failed, or the endpoint asks for more patience than there is.
        """
        for pause_s in self._pauses_s:
            if self.is_over:
                raise Stopped
            try:
                return await ask()
            except ServiceUnavailable as error:
                wait_s = max(pause_s, error.retry_after_s or 0)
                if wait_s > LONGEST_PAUSE_S:
                    raise
                logger.info("%s Once more in %.0f s", error, wait_s)
            await self._wait(wait_s)
        return await ask()

    async def _wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopped.wait(), seconds)
        except TimeoutError:
            return
        raise Stopped


@dataclass
class Interruptions:
    """How often somebody asked the run to end."""

    count: int = 0


@contextmanager
def ends_on_signals(patience: Patience, answers: str, abandon: Callable[[], object]) -> Iterator[Interruptions]:
    """Ctrl-C and SIGTERM let the answers on their way arrive, since they are paid for; a second one does not.

    Args:
        patience: Ended by the first one.
        answers: What is on its way, e.g. ``pictures``; for people.
        abandon: Called by the second one.
    """
    loop = asyncio.get_running_loop()
    interruptions = Interruptions()

    def interrupt() -> None:
        interruptions.count += 1
        if interruptions.count > 1:
            abandon()
            return
        patience.stop()
        sys.stderr.write(f"\nStopping when the {answers} on their way are there; Ctrl-C again stops at once.\n")

    kinds = (signal.SIGINT, signal.SIGTERM)
    for kind in kinds:
        loop.add_signal_handler(kind, interrupt)
    try:
        yield interruptions
    finally:
        for kind in kinds:
            loop.remove_signal_handler(kind)
