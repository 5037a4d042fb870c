"""Writes down in the state what a node's calls of the language model cost, also those of an attempt that failed."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, ParamSpec

from langgraph.runtime import get_runtime

from adbanner.artifact_store import ArtifactStore, content_key
from adbanner.usage import NOTHING, Usage, total
from graph.context import Context
from tools.usage_meter import metered as open_meter

Arguments = ParamSpec("Arguments")
Update = dict[str, Any]
"""A partial update of a state; LangGraph checks the keys."""


def metered(
    node: Callable[Arguments, Awaitable[Update]], store: ArtifactStore
) -> Callable[Arguments, Awaitable[Update]]:
    """The node, whose update also adds what it spent to the state's ``usage``.

    A node that raises updates no state. What it had paid for waits in the store until an attempt of the same node in
    the same run succeeds, in this process or in the one that resumes the run.

    Args:
        node: Calls the language model.
        store: Keeps the bills of failed attempts.
    """

    @wraps(node)
    async def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Update:
        key = _bill_key()
        earlier = await _unpaid_bill(store, key)
        with open_meter() as usages:
            try:
                update = await node(*args, **kwargs)
            except BaseException:
                # Cancelled, too: a branch is stopped when the one beside it fails.
                if usages:
                    await store.remember(key, total((earlier, *usages)).model_dump_json().encode())
                raise
        spent = total((earlier, *usages))
        return {**update, "usage": spent} if spent.calls else update

    return run


def _bill_key() -> str:
    """Where the bill of the running node waits: the same for each of its attempts, and for no other node."""
    execution = get_runtime(Context).execution_info
    assert execution is not None
    return content_key("bill", execution.thread_id or "", execution.checkpoint_ns)


async def _unpaid_bill(store: ArtifactStore, key: str) -> Usage:
    """What failed attempts of a node spent."""
    kept = await store.recall(key)
    return Usage.model_validate_json(kept) if kept else NOTHING
