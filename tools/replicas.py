"""Sharing work between equal servers: one job at a time on each, no job on a server that has just failed."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager

REST_S = 15
"""How long a replica that failed is passed over while others can do the work."""
MAX_REST_S = 60
"""A replica may ask for a longer rest; it is still tried again after this."""


class ReplicaPool:
    """Lends replicas to jobs; jobs that find all of them busy wait for the first that is free.

    Args:
        names: The replicas.
        clock: Seconds that only go up.
    """

    def __init__(self, names: tuple[str, ...], clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._names = names
        self._busy: set[str] = set()
        self._last_used = dict.fromkeys(names, 0)
        self._jobs = 0
        self._rests_until_s = dict.fromkeys(names, float("-inf"))
        self._freed = asyncio.Event()

    @asynccontextmanager
    async def lend(self, excluded: Collection[str]) -> AsyncIterator[str]:
        """The free replica that has idled longest, for one job.

        Args:
            excluded: Replicas that this job has tried already; at least one must be left.
        """
        while (name := self._choose(excluded)) is None:
            await self._freed.wait()
        self._jobs += 1
        self._last_used[name] = self._jobs
        self._busy.add(name)
        try:
            yield name
        finally:
            self._busy.discard(name)
            freed, self._freed = self._freed, asyncio.Event()
            freed.set()

    def rest(self, name: str, asked_s: float | None) -> None:
        """Pass a replica over for a while; ``asked_s`` is what it asked for itself."""
        rest_s = REST_S if asked_s is None else min(asked_s, MAX_REST_S)
        self._rests_until_s[name] = self._clock() + rest_s

    def _choose(self, excluded: Collection[str]) -> str | None:
        """A free replica; None when all that may do the job are busy."""
        now_s = self._clock()
        left = [name for name in self._names if name not in excluded]
        # A dead replica is always the least loaded: without a rest it would be everybody's first choice.
        rested = [name for name in left if self._rests_until_s[name] <= now_s] or left
        free = [name for name in rested if name not in self._busy]
        return min(free, key=self._last_used.__getitem__, default=None)
