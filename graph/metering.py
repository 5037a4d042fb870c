"""Writes down in the state what a node's calls of the language model cost."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, ParamSpec

from adbanner.usage import total
from tools.usage_meter import metered as open_meter

Arguments = ParamSpec("Arguments")
Update = dict[str, Any]
"""A partial update of a state; LangGraph checks the keys."""


def metered(node: Callable[Arguments, Awaitable[Update]]) -> Callable[Arguments, Awaitable[Update]]:
    """The node, whose update also adds what it spent to the state's ``usage``."""

    @wraps(node)
    async def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Update:
        with open_meter() as usages:
            update = await node(*args, **kwargs)
        return {**update, "usage": total(usages)} if usages else update

    return run
