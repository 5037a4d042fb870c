import asyncio

import pytest

from adbanner.errors import InvalidRequest, ServiceUnavailable
from tests.scripted_events import Clock
from tools.records.idempotency import CLAIM_S, KEPT_FOR
from tools.records.records import Records


async def test_a_request_that_is_sent_again_finds_its_task(records: Records) -> None:
    keys = records.idempotency
    assert await keys.claim("anna", "k1", "hash") is None
    await keys.settle("anna", "k1", "task")
    assert await keys.claim("anna", "k1", "hash") == "task"


async def test_a_key_belongs_to_one_request_of_one_person(records: Records) -> None:
    keys = records.idempotency
    await keys.claim("anna", "k1", "hash")
    with pytest.raises(InvalidRequest, match="ключ"):
        await keys.claim("anna", "k1", "other")
    assert await keys.claim("boris", "k1", "other") is None
    assert await keys.claim("anna", "k2", "other") is None


async def test_of_twenty_equal_requests_at_once_one_starts(records: Records) -> None:
    keys = records.idempotency
    answers = await asyncio.gather(*(keys.claim("anna", "k1", "hash") for _ in range(20)), return_exceptions=True)
    assert answers.count(None) == 1
    assert sum(isinstance(answer, ServiceUnavailable) for answer in answers) == 19


async def test_a_claim_of_a_process_that_died_is_taken_over_once(records: Records, clock: Clock) -> None:
    keys = records.idempotency
    await keys.claim("anna", "k1", "hash")
    clock.pass_s(CLAIM_S - 1)
    with pytest.raises(ServiceUnavailable) as caught:
        await keys.claim("anna", "k1", "hash")
    assert caught.value.retry_after_s and "принимается" in caught.value.told
    clock.pass_s(2)
    answers = await asyncio.gather(*(keys.claim("anna", "k1", "hash") for _ in range(5)), return_exceptions=True)
    assert answers.count(None) == 1


async def test_a_claim_can_be_given_back_before_it_became_a_task(records: Records) -> None:
    keys = records.idempotency
    await keys.claim("anna", "k1", "hash")
    await keys.release("anna", "k1")
    assert await keys.claim("anna", "k1", "other") is None
    await keys.settle("anna", "k1", "task")
    await keys.release("anna", "k1")
    assert await keys.claim("anna", "k1", "other") == "task"


async def test_old_keys_are_forgotten(records: Records, clock: Clock) -> None:
    keys = records.idempotency
    await keys.claim("anna", "k1", "hash")
    await keys.settle("anna", "k1", "task")
    clock.pass_s(KEPT_FOR.total_seconds() + 1)
    assert await keys.claim("anna", "k1", "hash") is None
