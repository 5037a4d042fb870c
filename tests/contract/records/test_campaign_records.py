import asyncio
from datetime import timedelta

import pytest

from adbanner.assets import AssetRef
from adbanner.errors import InvalidRequest
from adbanner.settings import Settings
from tests.scripted_events import PICTURE, START
from tools.records.campaigns import NOT_FOUND, Campaign
from tools.records.records import Records, open_records


async def make(
    records: Records, campaign_id: str, owner: str = "anna", *, title: str = "", product: str = "", offer: str = "",
    minute: int = 0, thumbnail: AssetRef | None = None,
) -> None:  # fmt: skip
    await records.campaigns.create(campaign_id, owner, START)
    await records.campaigns.update(
        campaign_id,
        title=title,
        product_id="delivery",
        product=product,
        offer=offer,
        layout_ids=("square_1080x1080", "story_1080x1920"),
        thumbnail=thumbnail,
        version=1,
        updated_at=START + timedelta(minutes=minute),
    )


async def listed(records: Records, person_id: str = "anna", search: str = "") -> list[str]:
    return [campaign.id for campaign in (await records.campaigns.list(person_id, search)).campaigns]


async def test_a_campaign_is_as_the_last_turn_left_it_after_a_restart(settings: Settings) -> None:
    async with open_records(settings) as records:
        await make(records, "c1", title="Доставка", product="Еда", offer="Скидка", minute=5, thumbnail=PICTURE)
    async with open_records(settings) as records:
        assert await records.campaigns.get("c1", "anna") == Campaign(
            id="c1", owner="anna", title="Доставка", product_id="delivery", product="Еда", offer="Скидка",
            layout_ids=("square_1080x1080", "story_1080x1920"), thumbnail=PICTURE, version=1,
            created_at=START, updated_at=START + timedelta(minutes=5),
        )  # fmt: skip


async def test_creating_again_keeps_what_is_there_and_never_takes_somebody_elses(records: Records) -> None:
    await make(records, "c1", title="Доставка")
    assert (await records.campaigns.create("c1", "anna", START)).title == "Доставка"
    with pytest.raises(InvalidRequest, match=NOT_FOUND):
        await records.campaigns.create("c1", "boris", START)
    await records.campaigns.share("c1", "anna", "boris")
    with pytest.raises(InvalidRequest, match=NOT_FOUND):
        await records.campaigns.create("c1", "boris", START)


async def test_a_stranger_learns_nothing_and_changes_nothing(records: Records) -> None:
    await make(records, "c1", title="Доставка")
    campaigns, told = records.campaigns, set()
    for campaign_id in ("c1", "missing"):
        for attempt in (
            campaigns.get(campaign_id, "boris"),
            campaigns.rename(campaign_id, "boris", "Моё"),
            campaigns.delete(campaign_id, "boris"),
            campaigns.share(campaign_id, "boris", "boris"),
        ):
            with pytest.raises(InvalidRequest) as caught:
                await attempt
            told.add((str(caught.value), caught.value.field))
    assert len(told) == 1
    assert (await campaigns.get("c1", "anna")).title == "Доставка"
    assert await listed(records, "boris") == []


async def test_who_it_is_shared_with_sees_it_but_does_not_own_it(records: Records) -> None:
    await make(records, "c1", title="Доставка")
    for person in ("vera", "boris", "boris"):
        await records.campaigns.share("c1", "anna", person)
    assert await records.campaigns.shares("c1") == ("boris", "vera")
    assert (await records.campaigns.get("c1", "boris")).owner == "anna"
    assert await listed(records, "boris", "доставка") == ["c1"]
    for attempt in (
        records.campaigns.rename("c1", "boris", "Моё"),
        records.campaigns.delete("c1", "boris"),
        records.campaigns.share("c1", "boris", "gleb"),
    ):
        with pytest.raises(InvalidRequest, match=NOT_FOUND):
            await attempt
    await records.campaigns.delete("c1", "anna")
    assert await listed(records, "boris") == []
    assert await records.campaigns.shares("c1") == ()


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["c2", "c1"]),
        ("ДОСТАВКА", ["c1"]),
        ("  еду  доставка ", ["c1"]),
        ("ЁЛКИ", ["c2"]),
        ("елки", ["c2"]),
        ("вклад", ["c2"]),
        ("%", ["c1"]),
        ("_", []),
        ("15\\", []),
        ("доставка вклад", []),
        ("'; drop table adbanner_campaigns; --", []),
    ],
)
async def test_words_are_found_in_any_case(records: Records, search: str, found: list[str]) -> None:
    await make(records, "c1", title="Осень", product="Доставка", offer="Скидка 15% на Еду", minute=1)
    await make(records, "c2", title="Ёлки и огни", product="Вклад", offer="Ставка растёт", minute=2)
    await make(records, "c3", "boris", title="Доставка", offer="Еду", minute=3)
    assert await listed(records, search=search) == found


async def test_the_history_comes_in_pieces_newest_first(records: Records) -> None:
    for number in range(5):
        await make(records, f"c{number}", minute=number // 2)
    pieces, before = [], ""
    for _ in range(3):
        page = await records.campaigns.list("anna", limit=2, before=before)
        pieces.append([campaign.id for campaign in page.campaigns])
        before = page.before
    assert (pieces, before) == ([["c4", "c3"], ["c2", "c1"], ["c0"]], "")


@pytest.mark.parametrize("before", ["yesterday", "2026-11-23T09:00:00/c1", "/"])
async def test_a_place_that_is_none_is_refused(records: Records, before: str) -> None:
    with pytest.raises(InvalidRequest, match="Откройте его сначала"):
        await records.campaigns.list("anna", before=before)


async def test_a_title_that_a_person_gave_stays(records: Records) -> None:
    await make(records, "c1", title="Доставка", offer="Скидка")
    await records.campaigns.rename("c1", "anna", "Для Ёлки")
    await make(records, "c1", title="Доставка: скидка", offer="Кэшбэк")
    assert (await records.campaigns.get("c1", "anna")).title == "Для Ёлки"
    assert [await listed(records, search=word) for word in ("елки", "кэшбэк", "скидка")] == [["c1"], ["c1"], []]


async def test_a_copy_is_found_by_its_own_title_and_belongs_to_nobody_else(records: Records) -> None:
    await make(records, "c1", title="Доставка: скидка", product="Еда", offer="Скидка", thumbnail=PICTURE)
    await records.campaigns.share("c1", "anna", "boris")
    await records.campaigns.copy("c1", "anna", "c2", START + timedelta(minutes=9))
    copied = await records.campaigns.get("c2", "anna")
    assert copied.title == "Доставка: скидка — копия"
    assert (copied.offer, copied.layout_ids, copied.thumbnail) == (
        "Скидка",
        ("square_1080x1080", "story_1080x1920"),
        PICTURE,
    )
    assert await listed(records, search="копия") == ["c2"]
    assert await listed(records, "boris") == ["c1"]
    for stranger in ("boris", "eva"):
        with pytest.raises(InvalidRequest, match=NOT_FOUND):
            await records.campaigns.copy("c1", stranger, "c3", START)


async def test_a_turn_that_ends_after_the_deletion_brings_nothing_back(records: Records) -> None:
    await records.campaigns.create("c1", "anna", START)
    await records.campaigns.delete("c1", "anna")
    await records.campaigns.update(
        "c1", title="", product_id="", product="", offer="", layout_ids=(), thumbnail=None, version=1, updated_at=START
    )
    assert await listed(records) == []


async def test_a_character_that_postgres_refuses_does_no_harm(records: Records) -> None:
    await make(records, "c1", title="Скид\0ка")
    assert (await records.campaigns.get("c1", "anna")).title == "Скид\N{REPLACEMENT CHARACTER}ка"
    assert await listed(records, search="\0") == ["c1"]
    with pytest.raises(InvalidRequest):
        await records.campaigns.get("\0", "anna")


async def test_many_at_once_lose_nothing(records: Records) -> None:
    await asyncio.gather(*(make(records, f"c{number}", minute=number) for number in range(20)))
    assert await listed(records) == [f"c{number}" for number in reversed(range(20))]
