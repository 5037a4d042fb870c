"""The journal of events: added once each, never changed."""

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy import Row, Select, select

from adbanner.events import DETAIL, Event
from tools.records.database import Database
from tools.records.tables import EVENTS

PAGE = 500
"""Events that are read at a time."""


def read_event(row: Row[tuple[object, ...]]) -> Event:
    """A row as an event."""
    return Event(
        id=row.id, at=row.at, person_id=row.person_id, campaign_id=row.campaign_id, version=row.version,
        detail=DETAIL.validate_json(row.detail),
    )  # fmt: skip


class Events:
    """Adds and reads events. All methods raise the errors of ``database.told_plainly``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, *events: Event) -> None:
        """Record events, all or none; one whose id is there already is left out."""
        if not events:
            return
        rows = [
            {
                "id": event.id, "at": event.at, "person_id": event.person_id, "campaign_id": event.campaign_id,
                "version": event.version, "kind": event.detail.kind, "detail": event.detail.model_dump_json(),
            }
            for event in events
        ]  # fmt: skip
        async with self._database.writing() as connection:
            await connection.execute(self._database.insert_new(EVENTS), rows)

    async def of_campaign(self, campaign_id: str) -> tuple[Event, ...]:
        """Everything that happened to a campaign, in order of recording."""
        return await self._found(select(EVENTS).where(EVENTS.c.campaign_id == campaign_id))

    async def of_person(self, person_id: str) -> tuple[Event, ...]:
        """Everything that a person did, in order of recording."""
        return await self._found(select(EVENTS).where(EVENTS.c.person_id == person_id))

    async def latest(self, kind: str, limit: int) -> tuple[Event, ...]:
        """The last events of one kind of detail, the latest first."""
        query = select(EVENTS).where(EVENTS.c.kind == kind).order_by(EVENTS.c.number.desc()).limit(limit)
        async with self._database.reading() as connection:
            return tuple(read_event(row) for row in await connection.execute(query))

    async def all(self, since: datetime | None = None, until: datetime | None = None) -> AsyncIterator[Event]:
        """All events of ``since <= at < until`` in order of recording, a page at a time."""
        query = select(EVENTS)
        if since is not None:
            query = query.where(EVENTS.c.at >= since)
        if until is not None:
            query = query.where(EVENTS.c.at < until)
        last = 0
        while True:
            async with self._database.reading() as connection:
                page = query.where(EVENTS.c.number > last).order_by(EVENTS.c.number).limit(PAGE)
                rows = (await connection.execute(page)).all()
            for row in rows:
                yield read_event(row)
            if len(rows) < PAGE:
                return
            last = rows[-1].number

    async def _found(self, query: Select[tuple[object, ...]]) -> tuple[Event, ...]:
        """What a query finds, in order of recording."""
        async with self._database.reading() as connection:
            return tuple(read_event(row) for row in await connection.execute(query.order_by(EVENTS.c.number)))
