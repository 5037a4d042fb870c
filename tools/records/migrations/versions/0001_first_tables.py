"""Campaigns, shares, events, approvals and idempotency keys.

Revision: 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Build all tables."""
    build_campaigns()
    build_events()
    build_approvals()
    op.create_table(
        "adbanner_idempotency_keys",
        sa.Column("person_id", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("request_hash", sa.Text, nullable=False),
        sa.Column("task_id", sa.Text, nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
    )


def build_campaigns() -> None:
    """Build the campaigns and whom they are shared with."""
    op.create_table(
        "adbanner_campaigns",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("named_by_person", sa.Boolean, nullable=False),
        sa.Column("product_id", sa.Text, nullable=False),
        sa.Column("product", sa.Text, nullable=False),
        sa.Column("offer", sa.Text, nullable=False),
        sa.Column("search_text", sa.Text, nullable=False),
        sa.Column("layout_ids", sa.Text, nullable=False),
        sa.Column("thumbnail", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("adbanner_campaigns_of_owner", "adbanner_campaigns", ["owner", "updated_at"])
    op.create_table(
        "adbanner_shares",
        sa.Column("campaign_id", sa.Text, sa.ForeignKey("adbanner_campaigns.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("person_id", sa.Text, primary_key=True),
    )
    op.create_index("adbanner_shares_of_person", "adbanner_shares", ["person_id"])


def build_events() -> None:
    """Build the events."""
    op.create_table(
        "adbanner_events",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("campaign_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.create_index("adbanner_events_of_campaign", "adbanner_events", ["campaign_id", "number"])
    op.create_index("adbanner_events_of_person", "adbanner_events", ["person_id", "number"])
    op.create_index("adbanner_events_of_kind", "adbanner_events", ["kind", "number"])


def build_approvals() -> None:
    """Build the designers' approvals."""
    op.create_table(
        "adbanner_approvals",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("campaign_id", sa.Text, sa.ForeignKey("adbanner_campaigns.id", ondelete="CASCADE"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("campaign_id", "version", name="adbanner_approvals_of_version"),
    )


def downgrade() -> None:
    """Drop all tables."""
    for table in ("idempotency_keys", "approvals", "events", "shares", "campaigns"):
        op.drop_table(f"adbanner_{table}")
