"""Migrations build just the tables that the code knows, take them back, and bear several processes at once."""

import asyncio
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from adbanner.errors import ConfigError
from adbanner.settings import Settings
from tests.scripted_events import Day
from tools.records.database import records_url
from tools.records.migrating import EMPTY, alone, migrate
from tools.records.records import open_records
from tools.records.tables import METADATA, VERSION_TABLE

OPENED = Day().brief()


def differences(settings: Settings) -> list[Any]:
    with alone(records_url(settings)) as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "version_table": VERSION_TABLE}
        )
        return list(compare_metadata(context, METADATA))


def tables(settings: Settings) -> set[str]:
    with alone(records_url(settings)) as connection:
        return set(sa.inspect(connection).get_table_names())


def test_migrations_build_what_the_code_knows_and_take_it_back(settings: Settings) -> None:
    url = records_url(settings)
    migrate(url)
    assert differences(settings) == []
    assert tables(settings) == {*METADATA.tables, VERSION_TABLE}
    migrate(url, EMPTY)
    assert tables(settings) == {VERSION_TABLE}
    migrate(url)
    assert differences(settings) == []


def test_a_difference_would_be_seen(settings: Settings) -> None:
    migrate(records_url(settings))
    with alone(records_url(settings)) as connection:
        connection.exec_driver_sql("ALTER TABLE adbanner_events DROP COLUMN version")
    assert [difference[0] for difference in differences(settings)] == ["add_column"]


async def test_many_start_at_once_and_nothing_is_lost(settings: Settings) -> None:
    async def start() -> None:
        async with open_records(settings) as records:
            await records.events.add(OPENED)

    await asyncio.gather(*(start() for _ in range(8)))
    async with open_records(settings) as records:
        assert await records.events.of_campaign("c1") == (OPENED,)


def test_a_migration_that_fails_leaves_nothing_half_built(settings: Settings) -> None:
    settings.data_dir.mkdir()
    url = records_url(settings)
    with alone(url) as connection:
        connection.exec_driver_sql("CREATE TABLE adbanner_approvals (token TEXT)")
    with pytest.raises(sa.exc.DBAPIError, match="already exists"):
        migrate(url)
    assert tables(settings) == {"adbanner_approvals"}


async def test_tables_of_a_newer_release_are_left_alone(settings: Settings) -> None:
    url = records_url(settings)
    migrate(url)
    with alone(url) as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(ConfigError, match="9999"):
        async with open_records(settings):
            pass
    assert tables(settings) == {*METADATA.tables, VERSION_TABLE}
