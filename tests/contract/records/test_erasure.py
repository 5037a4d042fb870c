"""A person who is erased leaves counts, and no byte of theirs."""

from pathlib import Path

import psycopg
import pytest

from adbanner.events import PersonErased
from adbanner.settings import Settings
from tests.scripted_events import EVERY_DETAIL, START, Day
from tools.records import database
from tools.records.approvals import ApprovalState
from tools.records.records import Records, open_records

PERSON = "ludmila.k"
THEIR_WORDS = "Сверхсекретный оффер Людмилы"


async def fill(records: Records) -> str:
    """A person's campaign, and what others have to do with them; returns the token of another's approval."""
    campaigns = records.campaigns
    for campaign_id, owner in (("hers", PERSON), ("his", "boris")):
        await campaigns.create(campaign_id, owner, START)
    await campaigns.rename("hers", PERSON, THEIR_WORDS)
    await campaigns.share("hers", PERSON, "boris")
    await campaigns.share("his", "boris", PERSON)
    hers, his = Day("hers", PERSON), Day("his", "boris")
    hers.brief(THEIR_WORDS)
    for detail in EVERY_DETAIL:
        if detail.kind != "person_erased":
            hers.add(detail)
    hers.add(EVERY_DETAIL[2], person_id="boris")
    for detail in EVERY_DETAIL:
        if detail.kind == "shared":
            his.add(detail.model_copy(update={"with_person": PERSON}))
            his.add(detail)
    await records.events.add(*hers.events, *his.events)
    await records.approvals.ask("hers", 1, PERSON)
    asked = await records.approvals.ask("his", 1, PERSON)
    decided = await records.approvals.ask("his", 2, "boris")
    await records.approvals.decide(decided.token, True, "хорошо", PERSON)
    await records.idempotency.claim(PERSON, f"key-of-{PERSON}", "hash")
    return asked.token


async def test_everything_of_the_person_goes_and_everything_of_others_stays(records: Records) -> None:
    token = await fill(records)
    erasure = await records.erase_person(PERSON)
    assert (erasure.campaign_ids, erasure.is_purged) == (("hers",), True)
    assert erasure.event.detail == PersonErased(campaigns=1, shares=2, approvals=3, events=len(EVERY_DETAIL) + 1)

    assert (await records.campaigns.list(PERSON)).campaigns == ()
    assert [campaign.id for campaign in (await records.campaigns.list("boris")).campaigns] == ["his"]
    left = [event async for event in records.events.all()]
    assert [(event.person_id, event.detail.kind) for event in left] == [
        ("boris", "shared"), ("boris", "shared"), ("", "person_erased"),
    ]  # fmt: skip
    assert [getattr(event.detail, "with_person", None) for event in left] == ["", "boris", None]
    assert (await records.approvals.by_token(token)).asked_by == ""
    decided = await records.approvals.of("his", 2)
    assert (decided.state, decided.asked_by, decided.decided_by) == (ApprovalState.APPROVED, "boris", "")
    assert await records.idempotency.claim(PERSON, f"key-of-{PERSON}", "another hash") is None


async def test_erasing_nobody_does_no_harm(records: Records) -> None:
    await fill(records)
    erasure = await records.erase_person("stranger")
    assert erasure.event.detail == PersonErased(campaigns=0, shares=0, approvals=0, events=0)
    assert (await records.campaigns.get("hers", PERSON)).title == THEIR_WORDS


def traces(folder: Path) -> list[str]:
    """Files that still hold the person's id or words, as they are or escaped."""
    needles = [PERSON.encode(), THEIR_WORDS.encode(), THEIR_WORDS.casefold().encode()]
    needles.append(THEIR_WORDS.encode("unicode_escape"))
    return [path.name for path in folder.iterdir() if any(needle in path.read_bytes() for needle in needles)]


async def test_no_byte_of_the_person_is_left_in_the_files(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url=None, postgres_url=None)
    async with open_records(settings) as elsewhere, open_records(settings) as records:
        await fill(records)
        assert traces(tmp_path)
        assert len(await elsewhere.events.of_person(PERSON)) > 0
        assert (await records.erase_person(PERSON)).is_purged
        assert traces(tmp_path) == []
    assert traces(tmp_path) == []


async def test_no_dead_row_of_the_person_is_left_in_postgres(fresh_postgres_url: str, tmp_path: Path) -> None:
    settings = Settings.model_validate({"data_dir": tmp_path, "database_url": fresh_postgres_url})
    async with open_records(settings) as records:
        await fill(records)
        await records.erase_person(PERSON)
    with psycopg.connect(fresh_postgres_url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pageinspect")
        for table in ("campaigns", "shares", "events", "approvals", "idempotency_keys"):
            pages = connection.execute(
                f"SELECT get_raw_page('adbanner_{table}', page::int) FROM generate_series(0, "  # type: ignore[arg-type]
                f"pg_relation_size('adbanner_{table}') / 8192 - 1) AS page"
            ).fetchall()
            assert not any(PERSON.encode() in page for (page,) in pages), table


async def test_an_open_reader_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0.2)
    settings = Settings(data_dir=tmp_path, database_url=None, postgres_url=None)
    async with open_records(settings) as records:
        await fill(records)
        async with records.database.reading() as reader:
            await reader.exec_driver_sql("SELECT * FROM adbanner_events")
            erasure = await records.erase_person(PERSON)
        assert not erasure.is_purged
        assert (await records.erase_person(PERSON)).is_purged
    assert traces(tmp_path) == []
