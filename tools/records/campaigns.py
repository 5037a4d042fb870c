"""Campaigns: a person's banner sessions, as the history lists them."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Row, delete, or_, select, tuple_, update

from adbanner.assets import AssetRef
from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen
from tools.records.database import Database
from tools.records.tables import CAMPAIGNS, SHARES

NOT_FOUND = "Баннер не найден. Возможно, его удалили или у вас нет к нему доступа."
"""The same words for both, so that nobody learns which ids exist."""
NO_SUCH_PLACE = "Не удалось продолжить список баннеров. Откройте его сначала."
MAX_LISTED = 200


class Campaign(Frozen):
    """One banner session: what the history shows of it."""

    id: str
    owner: str
    title: str
    product_id: str
    product: str
    """The product's name."""
    offer: str
    layout_ids: tuple[str, ...]
    thumbnail: AssetRef | None
    version: int
    """The shown version; 0 before the first."""
    created_at: datetime
    updated_at: datetime


class CampaignPage(Frozen):
    """A piece of the history, newest first."""

    campaigns: tuple[Campaign, ...]
    before: str
    """Where the next piece begins; empty at the end."""


def folded(words: str) -> str:
    """Words as they are compared: SQLite itself folds Latin letters only, and people write «е» for «ё»."""
    return words.casefold().replace("ё", "е")


def search_text(title: str, product: str, offer: str) -> str:
    """What a search looks through."""
    return folded("\n".join((title, product, offer)))


def read_campaign(row: Row[tuple[object, ...]]) -> Campaign:
    """A row as a campaign."""
    fields = {name: value for name, value in row._mapping.items() if name in Campaign.model_fields}
    thumbnail = row._mapping["thumbnail"]
    return Campaign.model_validate(
        {
            **fields,
            "layout_ids": json.loads(str(row._mapping["layout_ids"])),
            "thumbnail": AssetRef.model_validate_json(str(thumbnail)) if thumbnail else None,
        }
    )


def visible_to(person_id: str) -> ColumnElement[bool]:
    """Own campaigns and shared ones."""
    shared = select(SHARES.c.campaign_id).where(SHARES.c.person_id == person_id)
    return or_(CAMPAIGNS.c.owner == person_id, CAMPAIGNS.c.id.in_(shared))


class Campaigns:
    """Makes, finds and changes campaigns. All methods raise the errors of ``database.told_plainly``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, campaign_id: str, owner: str, at: datetime) -> Campaign:
        """Make an empty campaign; again for the same owner it changes nothing.

        Raises:
            InvalidRequest: The id is somebody else's.
        """
        row = {
            "id": campaign_id, "owner": owner, "title": "", "named_by_person": False, "product_id": "", "product": "",
            "offer": "", "search_text": "", "layout_ids": "[]", "version": 0, "created_at": at, "updated_at": at,
        }  # fmt: skip
        async with self._database.writing() as connection:
            await connection.execute(self._database.insert_new(CAMPAIGNS).values(row))
        return await self._owned(campaign_id, owner)

    async def update(
        self,
        campaign_id: str,
        *,
        title: str,
        product_id: str,
        product: str,
        offer: str,
        layout_ids: Iterable[str],
        thumbnail: AssetRef | None,
        version: int,
        updated_at: datetime,
    ) -> None:
        """Note what a turn left; a title that a person gave stays. A campaign deleted meanwhile stays deleted."""
        here = CAMPAIGNS.c.id == campaign_id
        async with self._database.writing() as connection:
            found = (await connection.execute(select(CAMPAIGNS).where(here))).first()
            if found is None:
                return
            kept = found.title if found.named_by_person else title
            await connection.execute(
                update(CAMPAIGNS)
                .where(here)
                .values(
                    title=kept,
                    product_id=product_id,
                    product=product,
                    offer=offer,
                    search_text=search_text(kept, product, offer),
                    layout_ids=json.dumps(list(layout_ids)),
                    thumbnail=thumbnail.model_dump_json() if thumbnail else None,
                    version=version,
                    updated_at=updated_at,
                )
            )

    async def copy(self, campaign_id: str, person_id: str, copy_id: str, at: datetime) -> None:
        """Make another campaign that shows the same; its title says that it is a copy.

        Raises:
            InvalidRequest: The campaign is not the person's own.
        """
        original = await self._owned(campaign_id, person_id)
        title = f"{original.title or original.product} — копия"
        async with self._database.writing() as connection:
            found = (await connection.execute(select(CAMPAIGNS).where(CAMPAIGNS.c.id == campaign_id))).one()
            row = {
                **found._mapping, "id": copy_id, "title": title, "named_by_person": True, "created_at": at,
                "updated_at": at, "search_text": search_text(title, original.product, original.offer),
            }  # fmt: skip
            await connection.execute(self._database.insert_new(CAMPAIGNS).values(row))

    async def get(self, campaign_id: str, person_id: str) -> Campaign:
        """A campaign that the person may see.

        Raises:
            InvalidRequest: There is none such, or it is not theirs: the words are the same.
        """
        async with self._database.reading() as connection:
            query = select(CAMPAIGNS).where(CAMPAIGNS.c.id == campaign_id, visible_to(person_id))
            found = (await connection.execute(query)).first()
        if found is None:
            raise InvalidRequest(NOT_FOUND, field="campaign_id")
        return read_campaign(found)

    async def owner_of(self, campaign_id: str) -> str | None:
        """Whose campaign it is; None when there is none."""
        async with self._database.reading() as connection:
            query = select(CAMPAIGNS.c.owner).where(CAMPAIGNS.c.id == campaign_id)
            return (await connection.execute(query)).scalar_one_or_none()

    async def list(self, person_id: str, search: str = "", limit: int = 20, before: str = "") -> CampaignPage:
        """The person's own and shared campaigns, the latest changed first.

        Args:
            person_id: Whose history it is.
            search: Words that all have to occur in title, product or offer, in any order and case.
            limit: Campaigns of the piece, 1-200.
            before: ``CampaignPage.before`` of the piece above; empty for the first.

        Raises:
            InvalidRequest: ``before`` is not such a value.
        """
        limit = min(max(limit, 1), MAX_LISTED)
        query = select(CAMPAIGNS).where(visible_to(person_id))
        for word in folded(search).split():
            query = query.where(CAMPAIGNS.c.search_text.contains(word, autoescape=True))
        if before:
            query = query.where(tuple_(CAMPAIGNS.c.updated_at, CAMPAIGNS.c.id) < tuple_(*read_place(before)))
        query = query.order_by(CAMPAIGNS.c.updated_at.desc(), CAMPAIGNS.c.id.desc()).limit(limit + 1)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        campaigns = tuple(read_campaign(row) for row in rows[:limit])
        return CampaignPage(campaigns=campaigns, before=place_of(campaigns[-1]) if len(rows) > limit else "")

    async def rename(self, campaign_id: str, person_id: str, title: str) -> None:
        """Give an own campaign a title that stays.

        Raises:
            InvalidRequest: It is not the person's own.
        """
        async with self._database.writing() as connection:
            here = (CAMPAIGNS.c.id == campaign_id) & (CAMPAIGNS.c.owner == person_id)
            found = (await connection.execute(select(CAMPAIGNS).where(here))).first()
            if found is None:
                raise InvalidRequest(NOT_FOUND, field="campaign_id")
            text = search_text(title, found.product, found.offer)
            await connection.execute(
                update(CAMPAIGNS).where(here).values(title=title, named_by_person=True, search_text=text)
            )

    async def delete(self, campaign_id: str, person_id: str) -> None:
        """Delete an own campaign with its shares and approvals; its events stay and count in the pilot.

        Raises:
            InvalidRequest: It is not the person's own.
        """
        await self._owned(campaign_id, person_id)
        async with self._database.writing() as connection:
            await connection.execute(delete(CAMPAIGNS).where(CAMPAIGNS.c.id == campaign_id))

    async def share(self, campaign_id: str, person_id: str, with_person: str) -> None:
        """Let a further person see an own campaign; again changes nothing.

        Raises:
            InvalidRequest: It is not the person's own.
        """
        await self._owned(campaign_id, person_id)
        async with self._database.writing() as connection:
            row = {"campaign_id": campaign_id, "person_id": with_person}
            await connection.execute(self._database.insert_new(SHARES).values(row))

    async def shares(self, campaign_id: str) -> tuple[str, ...]:
        """Whom a campaign is shared with, in alphabetical order."""
        async with self._database.reading() as connection:
            query = select(SHARES.c.person_id).where(SHARES.c.campaign_id == campaign_id).order_by(SHARES.c.person_id)
            return tuple((await connection.execute(query)).scalars())

    async def _owned(self, campaign_id: str, person_id: str) -> Campaign:
        """An own campaign; raises as ``get`` does where it is not."""
        campaign = await self.get(campaign_id, person_id)
        if campaign.owner != person_id:
            raise InvalidRequest(NOT_FOUND, field="campaign_id")
        return campaign


def place_of(campaign: Campaign) -> str:
    """Where a campaign stands in the history."""
    return f"{campaign.updated_at.isoformat()}/{campaign.id}"


def read_place(place: str) -> tuple[datetime, str]:
    """``place_of`` read back.

    Raises:
        InvalidRequest: It is something else.
    """
    moment, _, campaign_id = place.partition("/")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError as error:
        raise InvalidRequest(NO_SUCH_PLACE, field="before") from error
    if at.tzinfo is None:
        raise InvalidRequest(NO_SUCH_PLACE, field="before")
    return at, campaign_id
