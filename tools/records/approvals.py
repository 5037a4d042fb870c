"""The lead designer's approval of a version, asked for by a link that nobody can guess."""

import secrets
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Row, select, update

from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen
from tools.records.campaigns import NOT_FOUND
from tools.records.database import Database
from tools.records.tables import APPROVALS, CAMPAIGNS

TOKEN_BYTES = 32
"""256 bits of the system's randomness."""
DEAD_LINK = "Ссылка на согласование не действует. Попросите маркетолога прислать новую."


class ApprovalState(StrEnum):
    """Where an approval stands."""

    NONE = "none"
    ASKED = "asked"
    APPROVED = "approved"
    REJECTED = "rejected"


class Approval(Frozen):
    """The approval of one version."""

    campaign_id: str
    version: int
    state: ApprovalState = ApprovalState.NONE
    token: str = ""
    """Opens the designer's page; empty where nobody was asked."""
    reason: str = ""
    asked_by: str = ""
    asked_at: datetime | None = None
    decided_by: str = ""
    decided_at: datetime | None = None


def read_approval(row: Row[tuple[object, ...]]) -> Approval:
    """A row as an approval."""
    return Approval.model_validate(dict(row._mapping))


class Approvals:
    """Asks for approvals and keeps the decisions. All methods raise the errors of ``database.told_plainly``."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now

    async def ask(self, campaign_id: str, version: int, by: str) -> Approval:
        """Ask for a version's approval; again gives the same link and keeps a decision.

        Raises:
            InvalidRequest: There is no such campaign.
        """
        row = {
            "token": secrets.token_urlsafe(TOKEN_BYTES), "campaign_id": campaign_id, "version": version,
            "state": ApprovalState.ASKED.value, "reason": "", "asked_by": by, "asked_at": self._now(),
            "decided_by": "",
        }  # fmt: skip
        async with self._database.writing() as connection:
            exists = select(CAMPAIGNS.c.id).where(CAMPAIGNS.c.id == campaign_id)
            if (await connection.execute(exists)).first() is None:
                raise InvalidRequest(NOT_FOUND, field="campaign_id")
            await connection.execute(self._database.insert_new(APPROVALS).values(row))
        return await self.of(campaign_id, version)

    async def of(self, campaign_id: str, version: int) -> Approval:
        """The approval of just this version; its state is ``none`` where nobody was asked."""
        found = await self._find((APPROVALS.c.campaign_id == campaign_id) & (APPROVALS.c.version == version))
        return found or Approval(campaign_id=campaign_id, version=version)

    async def by_token(self, token: str) -> Approval:
        """The approval that a link belongs to.

        Raises:
            InvalidRequest: No approval has this token.
        """
        found = await self._find(APPROVALS.c.token == token)
        if found is None:
            raise InvalidRequest(DEAD_LINK, field="token")
        return found

    async def decide(self, token: str, approved: bool, reason: str, by: str) -> Approval:
        """Approve or reject; the same again changes nothing, another decision replaces the earlier one.

        Raises:
            InvalidRequest: No approval has this token.
        """
        state = ApprovalState.APPROVED if approved else ApprovalState.REJECTED
        changed = (APPROVALS.c.state != state.value) | (APPROVALS.c.reason != reason)
        async with self._database.writing() as connection:
            await connection.execute(
                update(APPROVALS)
                .where(APPROVALS.c.token == token, changed)
                .values(state=state.value, reason=reason, decided_by=by, decided_at=self._now())
            )
        return await self.by_token(token)

    async def _find(self, condition: ColumnElement[bool]) -> Approval | None:
        """The one approval that fits."""
        async with self._database.reading() as connection:
            found = (await connection.execute(select(APPROVALS).where(condition))).first()
        return None if found is None else read_approval(found)
