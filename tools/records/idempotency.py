"""Idempotency keys: a request that is sent twice is carried out once."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from adbanner.errors import InvalidRequest, ServiceUnavailable
from tools.records.database import Database
from tools.records.tables import IDEMPOTENCY_KEYS

CLAIM_S = 60
"""After so long a claim that never became a task belongs to a process that died."""
KEPT_FOR = timedelta(days=7)
OTHER_REQUEST = "Этот ключ идемпотентности уже использован с другим запросом. Возьмите новый ключ."
STILL_STARTING = "Такой же запрос уже принимается. Повторите через несколько секунд."


class IdempotencyKeys:
    """Remembers which task a key belongs to. All methods raise the errors of ``database.told_plainly``."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now

    async def claim(self, person_id: str, key: str, request_hash: str) -> str | None:
        """The task that this request already became, or None: then the caller carries it out and calls ``settle``.

        Raises:
            InvalidRequest: The person used the key for another request.
            ServiceUnavailable: The same request is just being started by another call; ask again in a few seconds.
        """
        now = self._now()
        keys = IDEMPOTENCY_KEYS.c
        mine = (keys.person_id == person_id) & (keys.key == key)
        row = {"person_id": person_id, "key": key, "request_hash": request_hash, "task_id": "", "claimed_at": now}
        async with self._database.writing() as connection:
            await connection.execute(
                delete(IDEMPOTENCY_KEYS).where(keys.person_id == person_id, keys.claimed_at < now - KEPT_FOR)
            )
            added = await connection.execute(
                self._database.insert_new(IDEMPOTENCY_KEYS).values(row).returning(keys.request_hash)
            )
            if added.first() is not None:
                return None
            # Locked, so that of two calls that find a dead claim only one takes it over.
            found = (await connection.execute(select(IDEMPOTENCY_KEYS).where(mine).with_for_update())).first()
            if found is not None and found.request_hash != request_hash:
                raise InvalidRequest(OTHER_REQUEST, field="Idempotency-Key")
            if found is not None and found.task_id:
                return str(found.task_id)
            if found is None or found.claimed_at > now - timedelta(seconds=CLAIM_S):
                raise ServiceUnavailable(
                    "The same request is being started by another call.", told=STILL_STARTING, retry_after_s=1
                )
            await connection.execute(update(IDEMPOTENCY_KEYS).where(mine).values(claimed_at=now))
        return None

    async def settle(self, person_id: str, key: str, task_id: str) -> None:
        """Note the task that a claimed request became."""
        keys = IDEMPOTENCY_KEYS.c
        async with self._database.writing() as connection:
            await connection.execute(
                update(IDEMPOTENCY_KEYS).where(keys.person_id == person_id, keys.key == key).values(task_id=task_id)
            )

    async def release(self, person_id: str, key: str) -> None:
        """Give a claim back whose request became no task, so that it can be sent again at once."""
        keys = IDEMPOTENCY_KEYS.c
        async with self._database.writing() as connection:
            await connection.execute(
                delete(IDEMPOTENCY_KEYS).where(keys.person_id == person_id, keys.key == key, keys.task_id == "")
            )
