"""What the REST API writes down besides the threads themselves."""

from typing import Protocol

from adbanner.person import Person
from app.rest.schemas import Feedback
from app.rest.session import SessionValues


class RestRecords(Protocol):
    """Campaigns, feedback and the keys by which repeated requests are known."""

    async def add_campaign(self, campaign_id: str, person: Person, title: str) -> None:
        """A person has a new campaign; adding it twice is free."""

    async def add_feedback(self, person: Person, feedback: Feedback, values: SessionValues) -> None:
        """What a person said about a campaign's banners."""

    async def claim(self, person: Person, key: str, request_sha256: str) -> str | None:
        """The task that a request with this key has started already, or None when it is the first.

        Raises:
            Conflict: The key came with another request, or its first request is still being accepted.
        """

    async def settle(self, person: Person, key: str, task_id: str) -> None:
        """The claimed request has started this task."""

    async def release(self, person: Person, key: str) -> None:
        """The claimed request came to nothing: it may be sent again."""
