"""What the brief form asks for while it is filled in: history and promises.

Not Chainlit actions: the first action of a page makes it a thread of its own and draws the form anew, under the
fingers of whoever is typing.
"""

import asyncio
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from adbanner.brief import MAX_OFFER_CHARS
from adbanner.errors import InvalidRequest
from adbanner.events import CampaignCreated, Event, event_id, utc_now
from adbanner.frozen import Frozen
from adbanner.texts import FactKind
from app.studio.drafts import draft_of
from app.studio.opened import OPENED
from app.studio.routes import SignedIn
from app.studio.view import BriefDraft, CampaignView
from tools.facts import extract_facts

router = APIRouter(prefix="/studio")
MAX_QUERY_CHARS = 200


class Offer(Frozen):
    """What the person is typing."""

    offer: Annotated[str, Query(max_length=MAX_OFFER_CHARS * 2)]


class FoundFact(Frozen):
    """One promise of an offer."""

    text: str
    kind: FactKind


@router.post("/facts")
async def find_facts(offer: Offer, person: SignedIn) -> tuple[FoundFact, ...]:
    """The promises of an offer that every text will keep."""
    facts = await asyncio.to_thread(extract_facts, offer.offer[:MAX_OFFER_CHARS])
    return tuple(FoundFact(text=fact.text, kind=fact.kind) for fact in facts)


@router.get("/campaigns")
async def search_campaigns(
    person: SignedIn, query: Annotated[str, Query(max_length=MAX_QUERY_CHARS)] = ""
) -> tuple[CampaignView, ...]:
    """The person's banners that match, the latest first."""
    return await OPENED.parts.campaigns(person, query)


@router.get("/campaigns/{campaign_id}/draft")
async def repeat_campaign(campaign_id: str, person: SignedIn) -> BriefDraft:
    """«Like the last one»: the brief of another session as a form."""
    try:
        await OPENED.parts.records.campaigns.get(campaign_id, person.id)
    except InvalidRequest as error:
        raise HTTPException(404, error.told) from error
    values = await OPENED.parts.remote(person).values(campaign_id)
    if values.brief is None:
        raise HTTPException(404, "У\u00a0этого баннера ещё нет брифа.")
    return draft_of(values.brief)


class Copied(Frozen):
    """Another session that shows the same."""

    id: str


@router.post("/campaigns/{campaign_id}/copy", status_code=201)
async def copy_campaign(campaign_id: str, person: SignedIn) -> Copied:
    """Make another session out of one of the person's own: banners, versions and talk come along."""
    campaigns = OPENED.parts.records.campaigns
    if await campaigns.owner_of(campaign_id) != person.id:
        raise HTTPException(404, "Такого баннера нет.")
    remote = OPENED.parts.remote(person)
    if await remote.active(campaign_id):
        raise HTTPException(409, "Баннер ещё делается. Скопируйте его, когда он будет готов.")
    copy_id = await remote.copy(campaign_id)
    await campaigns.copy(campaign_id, person.id, copy_id, utc_now())
    event = Event(
        id=event_id("created", copy_id), at=utc_now(), person_id=person.id, campaign_id=copy_id,
        detail=CampaignCreated(),
    )  # fmt: skip
    await OPENED.parts.records.events.add(event)
    return Copied(id=copy_id)


@router.delete("/campaigns/{campaign_id}", status_code=204)
async def delete_campaign(campaign_id: str, person: SignedIn) -> None:
    """Forget one of the person's own sessions."""
    try:
        await OPENED.parts.records.campaigns.delete(campaign_id, person.id)
    except InvalidRequest as error:
        raise HTTPException(404, error.told) from error
    await OPENED.parts.remote(person).delete(campaign_id)
