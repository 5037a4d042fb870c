"""Chainlit's data layer over our own records and threads: it lists and opens banner sessions and stores nothing."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from chainlit.data.base import BaseDataLayer
from chainlit.types import PageInfo, PaginatedResponse, Pagination, ThreadDict, ThreadFilter
from chainlit.user import PersistedUser, User
from fastapi import HTTPException

from adbanner.errors import InvalidRequest
from adbanner.events import Event, Opened, utc_now
from adbanner.person import Person
from app.studio.parts import StudioParts
from app.studio.remote import new_event_id
from app.studio.talk import steps_of
from tools.records.campaigns import Campaign

MAX_TITLE_CHARS = 120


class CampaignLayer(BaseDataLayer):
    """Campaigns of the records as Chainlit's threads, their talk as its steps.

    Args:
        parts: Opened by the server.
        person_here: Who asks; None outside of a request.
    """

    def __init__(self, parts: StudioParts, person_here: Callable[[], Person | None]) -> None:
        self._parts = parts
        self._person_here = person_here

    async def get_user(self, identifier: str) -> PersistedUser | None:
        """The person as Chainlit keeps one; the id is the name by which people sign in."""
        return PersistedUser(id=identifier, identifier=identifier, createdAt=datetime.now(UTC).isoformat())

    async def create_user(self, user: User) -> PersistedUser | None:
        """The same person with what the sign-in said of them."""
        return PersistedUser(
            id=user.identifier,
            identifier=user.identifier,
            display_name=user.display_name,
            metadata=user.metadata,
            createdAt=datetime.now(UTC).isoformat(),
        )

    async def list_threads(self, pagination: Pagination, filters: ThreadFilter) -> PaginatedResponse[ThreadDict]:
        """A piece of the person's history."""
        page = await self._parts.records.campaigns.list(
            filters.userId or "", filters.search or "", pagination.first, pagination.cursor or ""
        )
        threads = [thread_of(campaign, filters.userId or "", []) for campaign in page.campaigns]
        info = PageInfo(hasNextPage=bool(page.before), startCursor=None, endCursor=page.before or None)
        return PaginatedResponse(pageInfo=info, data=threads)

    async def get_thread(self, thread_id: str) -> ThreadDict | None:
        """A session with its chat, as that of whoever may look and asks: Chainlit compares the two."""
        viewer = await self.get_thread_author(thread_id)
        if not viewer:
            return None
        campaign = await self._parts.records.campaigns.get(thread_id, viewer)
        remote = self._parts.remote(Person(id=viewer, name=viewer))
        if viewer == campaign.owner:
            await remote.ensure_thread(thread_id)
        values = await remote.values(thread_id)
        await self._parts.records.events.add(
            Event(id=new_event_id(), at=utc_now(), person_id=viewer, campaign_id=thread_id, detail=Opened())
        )
        return thread_of(campaign, viewer, list(steps_of(thread_id, values)))

    async def get_thread_author(self, thread_id: str) -> str:
        """Who may open a session: the person who asks, where it is shared with them, and else its owner."""
        campaigns = self._parts.records.campaigns
        owner = await campaigns.owner_of(thread_id) or ""
        person = self._person_here()
        if person is None or person.id == owner:
            return owner
        return person.id if person.id in await campaigns.shares(thread_id) else owner

    async def _own(self, thread_id: str) -> str | None:
        """The owner, where it is the person who asks; None where there is no such session.

        Raises:
            HTTPException: It is somebody else's: Chainlit takes everybody who may open it for its owner.
        """
        owner = await self._parts.records.campaigns.owner_of(thread_id)
        person = self._person_here()
        if owner is not None and person is not None and person.id != owner:
            raise HTTPException(403, "Это баннеры коллеги: изменить их может только он.")
        return owner

    async def update_thread(
        self,
        thread_id: str,
        name: str | None = None,
        user_id: str | None = None,
        metadata: dict[str, Any] | None = None,
        tags: list[str] | None = None,
    ) -> None:
        """Rename a session; Chainlit's own first name, which comes with a user, is that of an action."""
        if name is None or user_id is not None:
            return
        owner = await self._own(thread_id)
        if owner is not None:
            await self._parts.records.campaigns.rename(thread_id, owner, name.strip()[:MAX_TITLE_CHARS])

    async def delete_thread(self, thread_id: str) -> None:
        """Forget a session."""
        owner = await self._own(thread_id)
        if owner is None:
            return
        await self._parts.remote(Person(id=owner, name=owner)).delete(thread_id)
        try:
            await self._parts.records.campaigns.delete(thread_id, owner)
        except InvalidRequest:
            return  # Another page has just deleted it.

    async def create_step(self, step_dict: Any) -> None:
        """Nothing: the talk is part of the session."""

    async def update_step(self, step_dict: Any) -> None:
        """Nothing: the talk is part of the session."""

    async def delete_step(self, step_id: str) -> None:
        """Nothing: the talk is part of the session."""

    async def create_element(self, element: Any) -> None:
        """Nothing: elements are drawn from the session."""

    async def get_element(self, thread_id: str, element_id: str) -> None:
        """None: elements are drawn from the session."""

    async def delete_element(self, element_id: str, thread_id: str | None = None) -> None:
        """Nothing: elements are drawn from the session."""

    async def upsert_feedback(self, feedback: Any) -> str:
        """Nothing: problems are reported from the editor."""
        return ""

    async def delete_feedback(self, feedback_id: str) -> bool:
        """Nothing: problems are reported from the editor."""
        return True

    async def get_favorite_steps(self, user_id: str) -> list[Any]:
        """None: the feature is off."""
        return []

    async def build_debug_url(self) -> str:
        """None: there is nothing of Chainlit's to debug."""
        return ""

    async def close(self) -> None:
        """Nothing: the server closes what it opened."""


def thread_of(campaign: Campaign, person_id: str, steps: list[Any]) -> ThreadDict:
    """A campaign as Chainlit's thread."""
    return ThreadDict(
        id=campaign.id,
        createdAt=campaign.updated_at.isoformat(),
        name=campaign.title or "Новый баннер",
        userId=person_id,
        userIdentifier=person_id,
        tags=[],
        metadata={},
        steps=steps,
        elements=[],
    )
