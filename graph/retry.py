"""The retry policy of nodes that call a service."""

from langgraph.types import RetryPolicy

from adbanner.errors import ServiceUnavailable

RETRY_SERVICES = RetryPolicy(
    max_attempts=3, initial_interval=0.5, backoff_factor=3, max_interval=10, retry_on=ServiceUnavailable
)
"""Transient failures only: a wrong setting or a refused request would fail again."""
