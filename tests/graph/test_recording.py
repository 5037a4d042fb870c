"""Every action of a session leaves its events: nothing that the pilot is measured by may be missing."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BrandKit
from adbanner.commands import (
    AddFormats,
    ChooseGround,
    EditText,
    ProposeVariants,
    ReplacePicture,
    RewriteTexts,
    SetLock,
    Undo,
    UseVariant,
)
from adbanner.events import Event, TurnOutcome
from adbanner.layout import Layout
from adbanner.settings import Settings
from graph.services import Services
from tests.graph.sessions import OFFER, Session, SteadyBank, bank_hits
from tools.compositing import Compositor
from tools.offline_copywriter import OfflineCopywriter
from tools.records.records import Records, open_records
from tools.review import BannerReviewer
from tools.safety_judge import Screener
from tools.text_fitting import TextFitter

CAMPAIGN_ID = "1"
SQUARE, SMALL = "square_1080x1080", "ya_300x250"


class Notebook:
    """The records of a session, as a test asks for them."""

    def __init__(self, records: Records) -> None:
        self.records = records

    async def all(self) -> tuple[Event, ...]:
        return await self.records.events.of_campaign(CAMPAIGN_ID)

    async def of(self, kind: str) -> list[Any]:
        return [event.detail for event in await self.all() if event.detail.kind == kind]


@pytest.fixture
async def notebook(tmp_path: Path) -> AsyncIterator[Notebook]:
    async with open_records(Settings(data_dir=tmp_path)) as records:
        yield Notebook(records)


@pytest.fixture
def session(
    demo_kit: BrandKit,
    demo_layouts: dict[str, Layout],
    demo_fitter: TextFitter,
    store: ArtifactStore,
    notebook: Notebook,
) -> Session:
    compositor = Compositor(demo_kit, demo_fitter, store)
    return Session(
        Services(
            kit=demo_kit,
            layouts=demo_layouts,
            store=store,
            fitter=demo_fitter,
            copywriter=OfflineCopywriter(demo_fitter),
            image_bank=SteadyBank(bank_hits(demo_kit, 6)),
            compositor=compositor,
            reviewer=BannerReviewer(demo_kit, demo_layouts, compositor, demo_fitter, store),
            screener=Screener(),
            records=notebook.records,
        )
    )


async def test_a_brief_leaves_its_words_texts_pictures_and_time(session: Session, notebook: Notebook) -> None:
    output = await session.make(SQUARE, SMALL)
    (brief,) = await notebook.of("brief_submitted")
    assert brief.brief.offer == OFFER
    assert {event.layout_id for event in await notebook.of("texts_written")} == {SQUARE, SMALL}
    (picture,) = await notebook.of("picture_shown")
    assert (picture.asset, picture.k) == (output.pictures[0].asset, 0)
    (started,), (finished,) = await notebook.of("turn_started"), await notebook.of("turn_finished")
    assert started.turn_id == finished.turn_id
    assert (finished.outcome, finished.delivered, finished.commands) == (TurnOutcome.DONE, 2, ("make_banners",))
    assert finished.seconds > 0
    campaign = await notebook.records.campaigns.get(CAMPAIGN_ID, "local")
    assert (campaign.offer, campaign.version) == (OFFER, 1)
    assert campaign.thumbnail == output.banners[SQUARE].banner.asset
    assert {event.campaign_id for event in await notebook.all()} == {CAMPAIGN_ID}
    assert {event.person_id for event in await notebook.all()} == {"local"}


async def test_regenerations_of_texts_and_pictures_are_counted_apart(session: Session, notebook: Notebook) -> None:
    await session.make(SQUARE)
    await session.do(RewriteTexts())
    await session.do(ReplacePicture())
    await session.do(ReplacePicture())
    assert [event.k for event in await notebook.of("texts_written")] == [0, 1]
    assert [event.k for event in await notebook.of("picture_shown")] == [0, 1, 2]


async def test_an_edit_is_kept_with_the_words_before_and_after(session: Session, notebook: Notebook) -> None:
    before = await session.make(SQUARE)
    await session.do(EditText(layout_id=SQUARE, field_id="headline", text="Минус 15% на первый заказ"))
    (edit,) = await notebook.of("text_edited")
    assert edit.before == before.banners[SQUARE].banner.texts.text("headline")
    assert edit.after == "Минус 15% на первый заказ"


async def test_refused_turns_are_recorded_with_their_reason(session: Session, notebook: Notebook) -> None:
    await session.make(SQUARE, product_id="нет")
    (finished,) = await notebook.of("turn_finished")
    assert (finished.outcome, finished.error_code) == (TurnOutcome.REFUSED, "invalid_request")
    assert await notebook.of("brief_submitted")
    assert not await notebook.of("picture_shown")


async def test_the_other_actions_leave_events_of_their_own(session: Session, notebook: Notebook) -> None:
    await session.make(SQUARE)
    await session.do(AddFormats(layout_ids=(SMALL,)))
    await session.do(ChooseGround())
    await session.do(SetLock(part="ground", locked=True))
    await session.do(ProposeVariants(layout_id=SQUARE, count=2))
    await session.do(UseVariant(number=1))
    await session.do(Undo())
    (formats,) = await notebook.of("formats_changed")
    assert (formats.added, formats.removed) == ((SMALL,), ())
    assert len(await notebook.of("look_changed")) == 1
    (lock,) = await notebook.of("lock_set")
    assert (lock.part, lock.locked) == ("ground", True)
    (proposed,) = await notebook.of("variants_proposed")
    assert (proposed.layout_id, proposed.count) == (SQUARE, 2)
    (used,) = await notebook.of("variant_used")
    assert (used.number, used.takes) == (1, "both")
    (shown,) = await notebook.of("version_shown")
    assert (shown.how, shown.number) == ("undo", 3)
    assert len(await notebook.of("turn_finished")) == 7


async def test_nothing_is_kept_where_no_records_are(session: Session) -> None:
    bare = Session(replace(session.services, records=None))
    assert (await bare.make(SQUARE)).version == 1
