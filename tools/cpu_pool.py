"""Threads for work that keeps a core busy: as many as there are cores, so that memory does not grow with the queue."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=len(os.sched_getaffinity(0)), thread_name_prefix="cpu")


async def in_cpu_pool(
    work: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
) -> Result:
    """Run a pure, heavy function off the event loop; calls beyond the number of cores wait their turn."""
    return await asyncio.get_running_loop().run_in_executor(_pool(), lambda: work(*args, **kwargs))
