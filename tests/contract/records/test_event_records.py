import asyncio
from datetime import timedelta

from adbanner.events import Opened, SignedIn
from adbanner.settings import Settings
from tests.scripted_events import EVERY_DETAIL, START, Day
from tools.records import events as journal
from tools.records.records import Records, open_records


async def test_every_kind_of_event_comes_back_as_it_was_after_a_restart(settings: Settings) -> None:
    day = Day()
    for detail in EVERY_DETAIL:
        day.add(detail, version=3)
    async with open_records(settings) as records:
        await records.events.add(*day.events)
    async with open_records(settings) as records:
        assert [event async for event in records.events.all()] == day.events
        assert await records.events.of_campaign("c1") == tuple(e for e in day.events if e.campaign_id)
        assert await records.events.of_person("anna") == tuple(day.events)


async def test_an_event_that_is_recorded_again_adds_nothing(records: Records) -> None:
    day = Day()
    first, second = day.add(Opened()), day.add(Opened())
    await records.events.add(first, first)
    await records.events.add(first, second)
    await records.events.add()
    assert await records.events.of_campaign("c1") == (first, second)


async def test_people_and_campaigns_are_told_apart(records: Records) -> None:
    anna, boris = Day("c1", "anna"), Day("c2", "boris")
    mine, sign_in, theirs = anna.add(Opened()), anna.add(SignedIn()), boris.add(Opened())
    await records.events.add(mine, sign_in, theirs)
    assert await records.events.of_person("anna") == (mine, sign_in)
    assert await records.events.of_campaign("c2") == (theirs,)


async def test_twenty_tasks_add_at_once(records: Records) -> None:
    days = [Day(f"c{number}") for number in range(20)]
    for day in days:
        for _ in range(5):
            day.add(Opened())
    await asyncio.gather(*(records.events.add(event) for day in days for event in day.events))
    assert {event async for event in records.events.all()} == {event for day in days for event in day.events}


async def test_all_events_are_read_page_by_page_and_by_time(records: Records) -> None:
    day = Day()
    for _ in range(2 * journal.PAGE + 1):
        day.add(Opened())
    await records.events.add(*day.events)
    assert [event async for event in records.events.all()] == day.events
    middle = records.events.all(since=START + timedelta(minutes=2), until=START + timedelta(minutes=4))
    assert [event async for event in middle] == day.events[2:4]


async def test_events_stay_when_their_campaign_is_deleted(records: Records) -> None:
    event = Day().add(Opened())
    await records.campaigns.create("c1", "anna", START)
    await records.events.add(event)
    await records.campaigns.delete("c1", "anna")
    assert await records.events.of_campaign("c1") == (event,)
