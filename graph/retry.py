"""How nodes that call a service are tried again."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from langgraph.runtime import get_runtime
from langgraph.types import RetryPolicy

from adbanner.errors import ServiceUnavailable
from graph.context import Context

MAX_ATTEMPTS = 3
LONGEST_WAIT_S = 60
"""Whoever asks for more patience is not called again: a person who waits for banners is told instead."""

Arguments = ParamSpec("Arguments")
Update = TypeVar("Update")


def is_worth_a_retry(error: Exception) -> bool:
    """Transient failures only: a wrong setting or a refused request would fail again."""
    return isinstance(error, ServiceUnavailable) and (error.retry_after_s or 0) <= LONGEST_WAIT_S


RETRY_SERVICES = RetryPolicy(
    max_attempts=MAX_ATTEMPTS, initial_interval=0.5, backoff_factor=3, max_interval=10, retry_on=is_worth_a_retry
)
"""Give nodes that have it to ``patient`` as well: a policy knows no interval that a service asks for."""


def patient(node: Callable[Arguments, Awaitable[Update]]) -> Callable[Arguments, Awaitable[Update]]:
    """The node, which after a failure waits as long as the service asked to before it is tried again."""

    @wraps(node)
    async def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Update:
        try:
            return await node(*args, **kwargs)
        except ServiceUnavailable as error:
            execution = get_runtime(Context).execution_info
            assert execution is not None
            if error.retry_after_s and is_worth_a_retry(error) and execution.node_attempt < MAX_ATTEMPTS:
                await asyncio.sleep(error.retry_after_s)
            raise

    return run
