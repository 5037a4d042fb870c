"""How long the graph waits before it tries a node again."""

import asyncio
from dataclasses import dataclass

import pytest
from langgraph.graph import END, START, StateGraph

from adbanner.errors import ServiceUnavailable
from graph.context import Context
from graph.retry import LONGEST_WAIT_S, RETRY_SERVICES, patient


@dataclass
class Count:
    """The state of a graph of one node."""

    calls: int = 0


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What is waited, without waiting."""
    waited: list[float] = []
    sleep = asyncio.sleep

    async def wait(seconds: float) -> None:
        waited.append(seconds)
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", wait)
    return waited


async def attempts_of(*failures: float | None) -> tuple[int, bool]:
    """How often a node is called that fails with these requests for patience, and whether it succeeds at last."""
    calls = 0

    async def node(state: Count) -> dict[str, int]:
        nonlocal calls
        calls += 1
        if calls <= len(failures):
            raise ServiceUnavailable("busy", retry_after_s=failures[calls - 1])
        return {"calls": calls}

    builder = StateGraph(Count, context_schema=Context)
    builder.add_node("node", patient(node), retry_policy=RETRY_SERVICES)
    builder.add_edge(START, "node")
    builder.add_edge("node", END)
    try:
        await builder.compile().ainvoke(Count())
    except ServiceUnavailable:
        return calls, False
    return calls, True


async def test_a_service_is_left_alone_as_long_as_it_asked(waits: list[float]) -> None:
    assert await attempts_of(17, 23) == (3, True)
    assert [seconds for seconds in waits if seconds > 10] == [17, 23]


async def test_without_such_a_wish_the_policy_alone_decides(waits: list[float]) -> None:
    assert await attempts_of(None) == (2, True)
    assert len(waits) == 1


async def test_nobody_waits_after_the_last_attempt(waits: list[float]) -> None:
    assert await attempts_of(17, 23, 29) == (3, False)
    assert 29 not in waits


async def test_who_asks_for_too_much_patience_is_not_called_again(waits: list[float]) -> None:
    assert await attempts_of(LONGEST_WAIT_S + 1) == (1, False)
    assert not waits
