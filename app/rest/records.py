"""What the REST API writes down besides the threads themselves."""

from typing import Protocol

from adbanner.person import Person
from app.rest.errors import Conflict
from app.rest.schemas import Feedback


class RestRecords(Protocol):
    """Campaigns, feedback and the keys by which repeated requests are known."""

    async def add_campaign(self, campaign_id: str, person: Person, title: str) -> None:
        """A person has a new campaign; adding it twice is free."""

    async def add_feedback(self, person: Person, feedback: Feedback) -> None:
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


class RecordsInMemory:
    """Records that end with the process."""

    def __init__(self) -> None:
        self.campaigns: dict[str, tuple[str, str]] = {}
        """Owner and title by id."""
        self.feedback: list[tuple[str, Feedback]] = []
        self._claims: dict[tuple[str, str], tuple[str, str]] = {}

    async def add_campaign(self, campaign_id: str, person: Person, title: str) -> None:
        """See ``RestRecords``."""
        self.campaigns.setdefault(campaign_id, (person.id, title))

    async def add_feedback(self, person: Person, feedback: Feedback) -> None:
        """See ``RestRecords``."""
        self.feedback.append((person.id, feedback))

    async def claim(self, person: Person, key: str, request_sha256: str) -> str | None:
        """See ``RestRecords``."""
        claimed = self._claims.get((person.id, key))
        if claimed is None:
            self._claims[person.id, key] = (request_sha256, "")
            return None
        claimed_sha256, task_id = claimed
        if claimed_sha256 != request_sha256:
            raise Conflict("Этот Idempotency-Key уже занят другим запросом. Возьмите новый ключ.")
        if not task_id:
            raise Conflict("Этот запрос уже принимается. Повторите через секунду.")
        return task_id

    async def settle(self, person: Person, key: str, task_id: str) -> None:
        """See ``RestRecords``."""
        claimed_sha256, _ = self._claims[person.id, key]
        self._claims[person.id, key] = (claimed_sha256, task_id)

    async def release(self, person: Person, key: str) -> None:
        """See ``RestRecords``."""
        self._claims.pop((person.id, key), None)
