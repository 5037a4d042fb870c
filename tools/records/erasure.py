"""Deletes everything that is known of a person."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import CursorResult, Delete, Update, delete, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adbanner.errors import ServiceUnavailable, StorageFull
from adbanner.events import DETAIL, Event, PersonErased, Shared
from adbanner.frozen import Frozen
from tools.records.database import Database, is_sqlite
from tools.records.tables import APPROVALS, CAMPAIGNS, EVENTS, IDEMPOTENCY_KEYS, METADATA, SHARES

logger = logging.getLogger(__name__)


class Erasure(Frozen):
    """What was deleted, and what the caller has to delete elsewhere."""

    campaign_ids: tuple[str, ...]
    """Campaigns that are gone; their threads and files are not the records'."""
    event: Event
    """``person_erased`` as it was recorded: counts only."""
    is_purged: bool
    """False where the files could not be written anew (somebody kept reading, or no room): erase again later."""


async def erase_person(database: Database, person_id: str, now: Callable[[], datetime]) -> Erasure:
    """Delete a person's campaigns and events, and their name wherever else it stands.

    What others did in the person's campaigns goes with them; in other people's campaigns an approval stays without the
    person's name. The bytes go, too, and not just the rows.
    """
    async with database.writing() as connection:
        owned = select(CAMPAIGNS.c.id).where(CAMPAIGNS.c.owner == person_id)
        campaign_ids = tuple((await connection.execute(owned.order_by(CAMPAIGNS.c.id))).scalars())
        counts = PersonErased(
            campaigns=len(campaign_ids),
            events=await changed(
                connection, delete(EVENTS).where(or_(EVENTS.c.person_id == person_id, EVENTS.c.campaign_id.in_(owned)))
            ),
            shares=await changed(
                connection,
                delete(SHARES).where(or_(SHARES.c.person_id == person_id, SHARES.c.campaign_id.in_(owned))),
            ),
            approvals=await forget_in_approvals(connection, person_id),
        )
        await connection.execute(delete(CAMPAIGNS).where(CAMPAIGNS.c.owner == person_id))
        await connection.execute(delete(IDEMPOTENCY_KEYS).where(IDEMPOTENCY_KEYS.c.person_id == person_id))
        await forget_in_shared_events(connection, person_id)
        event = Event(id=str(uuid4()), at=now(), person_id="", detail=counts)
        await connection.execute(
            EVENTS.insert().values(
                id=event.id, at=event.at, person_id="", campaign_id="", kind=counts.kind,
                detail=counts.model_dump_json(),
            )
        )  # fmt: skip
    return Erasure(campaign_ids=campaign_ids, event=event, is_purged=await purge(database))


async def changed(connection: AsyncConnection, statement: Delete | Update) -> int:
    """Carry a change out and say how many rows it concerned."""
    result: CursorResult[Any] = await connection.execute(statement)
    return result.rowcount


async def forget_in_approvals(connection: AsyncConnection, person_id: str) -> int:
    """Delete the approvals of own campaigns, take the name out of the others, and say how many it were."""
    owned = select(CAMPAIGNS.c.id).where(CAMPAIGNS.c.owner == person_id)
    asked, decided = APPROVALS.c.asked_by == person_id, APPROVALS.c.decided_by == person_id
    deleted = await changed(connection, delete(APPROVALS).where(APPROVALS.c.campaign_id.in_(owned)))
    named = len((await connection.execute(select(APPROVALS.c.token).where(or_(asked, decided)))).all())
    await connection.execute(update(APPROVALS).where(asked).values(asked_by=""))
    await connection.execute(update(APPROVALS).where(decided).values(decided_by=""))
    return deleted + named


async def forget_in_shared_events(connection: AsyncConnection, person_id: str) -> None:
    """Take the name out of the events by which others shared campaigns with the person."""
    shared = select(EVENTS.c.number, EVENTS.c.detail).where(EVENTS.c.kind == Shared.model_fields["kind"].default)
    for row in (await connection.execute(shared)).all():
        detail = DETAIL.validate_json(row.detail)
        if isinstance(detail, Shared) and detail.with_person == person_id:
            nameless = Shared(with_person="").model_dump_json()
            await connection.execute(update(EVENTS).where(EVENTS.c.number == row.number).values(detail=nameless))


async def purge(database: Database) -> bool:
    """Overwrite the deleted rows' bytes and say whether it worked; the rows themselves are gone either way."""
    try:
        return await rewrite_files(database)
    except (ServiceUnavailable, StorageFull) as error:
        logger.warning("Deleted rows' bytes are still in the database's files: %s", error)
        return False


async def rewrite_files(database: Database) -> bool:
    """Write the database's files anew and say whether no old byte is left in them.

    SQLite keeps them in free pages and in its write-ahead log, Postgres in the gaps of its pages. Postgres's own log
    and backups forget them in their time.
    """
    async with database.outside_transactions() as connection:
        if is_sqlite(database.url):
            await connection.execute(text("VACUUM"))
            is_busy = (await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))).one()[0]
            return not is_busy
        for table in METADATA.sorted_tables:
            await connection.execute(text(f"VACUUM FULL {table.name}"))
    return True
