import pytest

from adbanner.errors import InvalidRequest
from tests.scripted_events import START, Clock
from tools.records.approvals import ApprovalState
from tools.records.records import Records

NONE, ASKED, APPROVED, REJECTED = ApprovalState


@pytest.fixture
async def asked(records: Records) -> str:
    await records.campaigns.create("c1", "anna", START)
    return (await records.approvals.ask("c1", 2, "anna")).token


async def test_only_the_version_that_was_asked_for_has_an_approval(records: Records, asked: str) -> None:
    states = [(await records.approvals.of("c1", version)).state for version in (1, 2, 3)]
    assert states == [NONE, ASKED, NONE]
    assert (await records.approvals.by_token(asked)).version == 2


async def test_asking_again_gives_the_same_link_and_keeps_the_decision(records: Records, asked: str) -> None:
    await records.approvals.decide(asked, True, "", "lead")
    again = await records.approvals.ask("c1", 2, "boris")
    assert (again.token, again.state, again.asked_by) == (asked, APPROVED, "anna")


async def test_links_cannot_be_guessed(records: Records, asked: str) -> None:
    other = (await records.approvals.ask("c1", 3, "anna")).token
    assert len(asked) >= 43
    assert asked != other
    for token in ("", asked[:-1], asked.swapcase(), "%", "\0"):
        with pytest.raises(InvalidRequest, match="Ссылка"):
            await records.approvals.by_token(token)
        with pytest.raises(InvalidRequest, match="Ссылка"):
            await records.approvals.decide(token, True, "", "lead")
    assert (await records.approvals.of("c1", 2)).state is ASKED


async def test_the_same_decision_counts_once_and_another_replaces_it(
    records: Records, asked: str, clock: Clock
) -> None:
    rejected = await records.approvals.decide(asked, False, "не тот фон", "lead")
    assert (rejected.state, rejected.reason, rejected.decided_by) == (REJECTED, "не тот фон", "lead")
    assert rejected.decided_at == START
    clock.pass_s(60)
    assert await records.approvals.decide(asked, False, "не тот фон", "boris") == rejected
    approved = await records.approvals.decide(asked, True, "", "boris")
    assert (approved.state, approved.reason, approved.decided_by) == (APPROVED, "", "boris")
    assert approved.decided_at == clock.time
    assert await records.approvals.of("c1", 2) == approved


async def test_a_campaign_that_is_not_there_cannot_be_approved(records: Records, asked: str) -> None:
    with pytest.raises(InvalidRequest, match="не найден"):
        await records.approvals.ask("c9", 1, "anna")
    await records.campaigns.delete("c1", "anna")
    with pytest.raises(InvalidRequest, match="Ссылка"):
        await records.approvals.by_token(asked)
