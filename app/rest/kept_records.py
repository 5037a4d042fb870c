"""The records behind the REST API, kept in the product's database."""

from datetime import datetime
from uuid import uuid4

from adbanner.errors import InvalidRequest, ServiceUnavailable
from adbanner.events import (
    BriefSubmitted,
    CampaignCreated,
    Detail,
    Event,
    ProblemReported,
    TextEdited,
    UsedInCampaign,
    event_id,
    utc_now,
)
from adbanner.events import Downloaded as DownloadEvent
from adbanner.person import Person
from app.rest.errors import Conflict
from app.rest.schemas import Downloaded, Edited, Feedback, Problem
from app.rest.session import SessionValues
from tools.records.records import Records


class KeptRecords:
    """See ``RestRecords``.

    Args:
        records: The database.
    """

    def __init__(self, records: Records) -> None:
        self._records = records

    async def add_campaign(self, campaign_id: str, person: Person, title: str) -> None:
        """See ``RestRecords``."""
        await self._records.campaigns.create(campaign_id, person.id, utc_now())
        if title:
            await self._records.campaigns.rename(campaign_id, person.id, title)
        created = event_id("created", campaign_id)
        await self._records.events.add(
            Event(id=created, at=utc_now(), person_id=person.id, campaign_id=campaign_id, detail=CampaignCreated())
        )

    async def add_feedback(self, person: Person, feedback: Feedback, values: SessionValues) -> None:
        """See ``RestRecords``."""
        campaign_id = str(feedback.campaign_id)
        at = utc_now()
        first_brief_at = None
        if isinstance(feedback, Downloaded):
            earlier = await self._records.events.of_campaign(campaign_id)
            first_brief_at = next((event.at for event in earlier if isinstance(event.detail, BriefSubmitted)), None)
        event = Event(
            id=str(uuid4()),
            at=at,
            person_id=person.id,
            campaign_id=campaign_id,
            version=values.version or None,
            detail=detail_of(feedback, values, at, first_brief_at or at),
        )
        await self._records.events.add(event)

    async def claim(self, person: Person, key: str, request_sha256: str) -> str | None:
        """See ``RestRecords``."""
        try:
            return await self._records.idempotency.claim(person.id, key, request_sha256)
        except (InvalidRequest, ServiceUnavailable) as error:
            raise Conflict(str(error), told=error.told) from error

    async def settle(self, person: Person, key: str, task_id: str) -> None:
        """See ``RestRecords``."""
        await self._records.idempotency.settle(person.id, key, task_id)

    async def release(self, person: Person, key: str) -> None:
        """See ``RestRecords``."""
        await self._records.idempotency.release(person.id, key)


def detail_of(feedback: Feedback, values: SessionValues, at: datetime, first_brief_at: datetime) -> Detail:
    """What a person's feedback is in the records: with the words, prompts and seeds that the session shows."""
    if isinstance(feedback, Downloaded):
        layout_ids = feedback.layout_ids or tuple(values.banners)
        return DownloadEvent(
            file_format=feedback.file_format,
            layout_ids=layout_ids,
            texts=tuple(values.banners[key].banner.texts for key in layout_ids if key in values.banners),
            seconds_since_first_brief=max(0.0, (at - first_brief_at).total_seconds()),
        )
    if isinstance(feedback, Edited):
        return TextEdited(
            layout_id=feedback.layout_id, field_id=feedback.field_id, before=feedback.before, after=feedback.after
        )
    if isinstance(feedback, Problem):
        return ProblemReported(
            text=feedback.text,
            layout_id=feedback.layout_id,
            prompts=tuple(picture.prompts for picture in values.pictures if picture.prompts),
            seeds=tuple(picture.seed for picture in values.pictures if picture.seed is not None),
        )
    return UsedInCampaign(used=feedback.used)
