"""The records in SQLite and in a real Postgres: the same tests for both."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from pydantic import SecretStr

from adbanner.settings import Settings
from tests.scripted_events import Clock
from tools.records.records import Records, open_records


@pytest.fixture
def fresh_postgres_url(postgres_url: str) -> str:
    """A database of the test's own."""
    name = f"records_{uuid4().hex}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return postgres_url.removesuffix("postgres") + name


@pytest.fixture(params=["sqlite", "postgres"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    url = request.getfixturevalue("fresh_postgres_url") if request.param == "postgres" else None
    return Settings(data_dir=tmp_path / "data", database_url=SecretStr(url) if url else None, postgres_url=None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def records(settings: Settings, clock: Clock) -> AsyncIterator[Records]:
    async with open_records(settings, now=clock) as opened:
        yield opened
