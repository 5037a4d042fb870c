"""Who gets which replica, without any server."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from tools.replicas import MAX_REST_S, REST_S, ReplicaPool


async def test_jobs_spread_over_idle_replicas() -> None:
    pool = ReplicaPool(("a", "b", "c"))
    async with AsyncExitStack() as stack:
        lent = [await stack.enter_async_context(pool.lend(excluded=())) for _ in range(3)]
    assert sorted(lent) == ["a", "b", "c"]


async def test_the_longest_idle_replica_is_next() -> None:
    pool = ReplicaPool(("a", "b"))
    order = []
    for _ in range(4):
        async with pool.lend(excluded=()) as name:
            order.append(name)
    assert order == ["a", "b", "a", "b"]


async def test_a_job_waits_for_the_first_replica_that_is_free() -> None:
    pool = ReplicaPool(("a", "b"))
    async with pool.lend(excluded=()):
        async with pool.lend(excluded=()) as second:
            third = asyncio.create_task(_borrow(pool))
            await asyncio.sleep(0)
            assert not third.done()
        assert await third == second


async def test_waiting_jobs_are_served_in_order() -> None:
    pool = ReplicaPool(("a",))
    served: list[int] = []

    async def job(number: int) -> None:
        async with pool.lend(excluded=()):
            served.append(number)
            await asyncio.sleep(0)

    await asyncio.gather(*(job(number) for number in range(6)))
    assert served == list(range(6))


async def test_a_cancelled_job_frees_its_replica() -> None:
    pool = ReplicaPool(("a",))

    async def endless() -> None:
        async with pool.lend(excluded=()):
            await asyncio.Event().wait()

    job = asyncio.create_task(endless())
    await asyncio.sleep(0)
    job.cancel()
    await asyncio.gather(job, return_exceptions=True)
    assert await _borrow(pool) == "a"


@pytest.mark.parametrize(("asked_s", "rest_s"), [(None, REST_S), (3, 3), (float("inf"), MAX_REST_S)])
async def test_a_failed_replica_is_passed_over_until_it_has_rested(asked_s: float | None, rest_s: float) -> None:
    now_s = 1_000.0
    pool = ReplicaPool(("a", "b"), clock=lambda: now_s)
    pool.rest("a", asked_s)
    assert [await _borrow(pool) for _ in range(3)] == ["b", "b", "b"]
    now_s += rest_s
    assert await _borrow(pool) == "a"


async def test_a_resting_replica_is_taken_where_no_other_is_left() -> None:
    pool = ReplicaPool(("a", "b"))
    pool.rest("a", 30)
    assert await _borrow(pool, excluded=("b",)) == "a"


async def _borrow(pool: ReplicaPool, excluded: tuple[str, ...] = ()) -> str:
    async with pool.lend(excluded=excluded) as name:
        return name
