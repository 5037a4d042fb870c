"""Campaigns, events, approvals and idempotency keys: what outlives a run, in SQLite or Postgres."""
