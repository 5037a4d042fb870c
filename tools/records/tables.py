"""The tables of the records, in SQLAlchemy Core; ``migrations/`` builds the same."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

VERSION_TABLE = "adbanner_version"
"""Alembic's own; the prefix keeps us apart from servers that share the database."""


class Moment(TypeDecorator[datetime]):
    """An aware datetime, in UTC on the way out; SQLite knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn it to UTC, the only zone that is stored."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give it its zone back."""
        if value is None or value.tzinfo is not None:
            return value if value is None else value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


class Words(TypeDecorator[str]):
    """A text that a person may have typed; Postgres takes no NUL in one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Put the sign for an unreadable character in NUL's place."""
        return None if value is None else value.replace("\0", "\N{REPLACEMENT CHARACTER}")


METADATA = MetaData()

CAMPAIGNS = Table(
    "adbanner_campaigns",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("owner", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("named_by_person", Boolean, nullable=False),
    Column("product_id", Words, nullable=False),
    Column("product", Words, nullable=False),
    Column("offer", Words, nullable=False),
    Column("search_text", Words, nullable=False),
    Column("layout_ids", Text, nullable=False),
    Column("thumbnail", Text),
    Column("version", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Index("adbanner_campaigns_of_owner", "owner", "updated_at"),
)

SHARES = Table(
    "adbanner_shares",
    METADATA,
    Column("campaign_id", Words, ForeignKey(CAMPAIGNS.c.id, ondelete="CASCADE"), primary_key=True),
    Column("person_id", Words, primary_key=True),
    Index("adbanner_shares_of_person", "person_id"),
)

EVENTS = Table(
    "adbanner_events",
    METADATA,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("person_id", Words, nullable=False),
    Column("campaign_id", Words, nullable=False),
    Column("version", Integer),
    Column("kind", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Index("adbanner_events_of_campaign", "campaign_id", "number"),
    Index("adbanner_events_of_person", "person_id", "number"),
    Index("adbanner_events_of_kind", "kind", "number"),
)
"""Events outlive their campaign: a deleted banner counts in the pilot. ``number`` is the order of recording."""

APPROVALS = Table(
    "adbanner_approvals",
    METADATA,
    Column("token", Words, primary_key=True),
    Column("campaign_id", Words, ForeignKey(CAMPAIGNS.c.id, ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Words, nullable=False),
    Column("asked_by", Words, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("decided_by", Words, nullable=False),
    Column("decided_at", Moment),
    UniqueConstraint("campaign_id", "version", name="adbanner_approvals_of_version"),
)

IDEMPOTENCY_KEYS = Table(
    "adbanner_idempotency_keys",
    METADATA,
    Column("person_id", Words, primary_key=True),
    Column("key", Words, primary_key=True),
    Column("request_hash", Text, nullable=False),
    Column("task_id", Words, nullable=False),
    Column("claimed_at", Moment, nullable=False),
)
