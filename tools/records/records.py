"""Opens the records: one object with all that outlives a run."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from adbanner.events import utc_now
from adbanner.settings import Settings
from tools.records.approvals import Approvals
from tools.records.campaigns import Campaigns
from tools.records.database import Database, records_url
from tools.records.erasure import Erasure, erase_person
from tools.records.events import Events
from tools.records.idempotency import IdempotencyKeys
from tools.records.migrating import migrate


@dataclass(frozen=True)
class Records:
    """Campaigns, events, approvals and idempotency keys; safe beside other tasks and other processes.

    Belongs to the event loop that opened it.
    """

    campaigns: Campaigns
    events: Events
    approvals: Approvals
    idempotency: IdempotencyKeys
    database: Database
    now: Callable[[], datetime]

    async def erase_person(self, person_id: str) -> Erasure:
        """Delete everything that is known of a person; again does no harm."""
        return await erase_person(self.database, person_id, self.now)


def open_database(settings: Settings) -> Database:
    """The database with its tables up to date; reads files, so it stays out of the event loop."""
    url = records_url(settings)
    migrate(url)
    return Database(url)


@asynccontextmanager
async def open_records(settings: Settings, *, now: Callable[[], datetime] = utc_now) -> AsyncIterator[Records]:
    """The records with their tables up to date, ready to use.

    Args:
        settings: Says where they are kept.
        now: The clock.

    Raises:
        ConfigError: A URL is wrong, the data folder cannot be written, or a newer release made the tables.
        ServiceUnavailable: Postgres does not answer.
        StorageFull: The disk has no room.
    """
    database = await asyncio.to_thread(open_database, settings)
    try:
        yield Records(
            campaigns=Campaigns(database),
            events=Events(database),
            approvals=Approvals(database, now),
            idempotency=IdempotencyKeys(database, now),
            database=database,
            now=now,
        )
    finally:
        await database.close()
