"""Where the records are kept, several processes on one file, and what is said without room, rights or server."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from blockbuster import blockbuster_ctx
from pydantic import SecretStr

from adbanner.errors import ConfigError, ServiceUnavailable, StorageFull
from adbanner.events import Opened
from adbanner.settings import PROJECT_ROOT, Settings
from tests.scripted_events import START, Day
from tools.records import database
from tools.records.database import FILE_NAME, records_url
from tools.records.records import open_records

ANOTHER_PROCESS = """
import asyncio, sys
from pathlib import Path
from uuid import uuid4
from adbanner.events import Event, Opened, utc_now
from adbanner.settings import load_settings
from tools.records.records import open_records

async def work(name, count):
    async with open_records(load_settings()) as records:
        for number in range(count):
            await records.campaigns.create(f"{name}-{number}", name, utc_now())
            opened = Event(id=str(uuid4()), at=utc_now(), person_id=name, campaign_id="c1", detail=Opened())
            await records.events.add(opened)
            print(number, flush=True)

asyncio.run(work(sys.argv[1], int(sys.argv[2])))
"""


def start_process(settings: Settings, name: str, count: int) -> "subprocess.Popen[str]":
    # ADBANNER_* of whoever runs the tests would lead elsewhere.
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("ADBANNER_")}  # noqa: TID251
    environment = {**inherited, "ADBANNER_DATA_DIR": str(settings.data_dir)}
    if settings.database_url:
        environment["ADBANNER_DATABASE_URL"] = settings.database_url.get_secret_value()
    return subprocess.Popen(
        [sys.executable, "-c", ANOTHER_PROCESS, name, str(count)],
        cwd=PROJECT_ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def sqlite_settings(folder: Path) -> Settings:
    return Settings(data_dir=folder, database_url=None, postgres_url=None)


def test_processes_that_start_and_write_at_once_lose_nothing(settings: Settings) -> None:
    children = {name: start_process(settings, name, 25) for name in ("ui", "api", "api2")}
    for child in children.values():
        _, errors = child.communicate(timeout=100)
        assert child.returncode == 0, errors

    async def read() -> None:
        async with open_records(settings) as records:
            for name in children:
                assert len(await records.events.of_person(name)) == 25
                assert len((await records.campaigns.list(name, limit=100)).campaigns) == 25

    asyncio.run(read())


async def test_nothing_blocks_the_event_loop(settings: Settings) -> None:
    """The LangGraph server looks with the same library."""
    day = Day()
    with blockbuster_ctx():
        async with open_records(settings) as records:
            await records.campaigns.create("c1", "anna", START)
            await records.events.add(day.brief())
            assert await records.events.of_campaign("c1") == tuple(day.events)
            await records.approvals.ask("c1", 1, "anna")
            await records.idempotency.claim("anna", "k1", "hash")
            await records.erase_person("anna")


def test_what_was_recorded_before_a_kill_is_there_and_the_file_works_on(settings: Settings) -> None:
    child = start_process(settings, "ui", 10_000)
    assert child.stdout is not None
    recorded = [child.stdout.readline() for _ in range(20)]
    child.send_signal(signal.SIGKILL)
    _, errors = child.communicate()
    assert recorded[-1].strip() == "19", errors

    async def read() -> None:
        async with open_records(settings) as records:
            assert len(await records.events.of_person("ui")) >= 20
            await records.events.add(Day().add(Opened()))
            assert len(await records.events.of_person("anna")) == 1

    asyncio.run(read())


@pytest.mark.parametrize(
    ("database_url", "postgres_url", "expected"),
    [
        (None, None, "sqlite+aiosqlite:///data/records.sqlite"),
        (None, "postgresql://u:p@db/checkpoints", "postgresql+psycopg://u:p@db/checkpoints"),
        ("postgresql://u:p@db/records", "postgresql://u:p@db/checkpoints", "postgresql+psycopg://u:p@db/records"),
    ],
)
def test_where_the_records_are_kept(database_url: str | None, postgres_url: str | None, expected: str) -> None:
    settings = Settings(
        data_dir=Path("data"),
        database_url=SecretStr(database_url) if database_url else None,
        postgres_url=SecretStr(postgres_url) if postgres_url else None,
    )
    assert records_url(settings).render_as_string(hide_password=False) == expected


@pytest.mark.parametrize("url", ["robot hush", "mysql://robot:hush@db/x", "postgresql://robot:hush@db:port/x"])
def test_a_wrong_url_names_the_setting_and_no_password(url: str) -> None:
    with pytest.raises(ConfigError, match="ADBANNER_DATABASE_URL") as caught:
        records_url(Settings(database_url=SecretStr(url)))
    assert "hush" not in str(caught.value)


async def open_and_close(settings: Settings) -> None:
    async with open_records(settings):
        pass


async def test_a_dead_postgres_is_unavailable(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url=SecretStr("postgresql://robot:hush@127.0.0.1:9/x"))
    with pytest.raises(ServiceUnavailable, match="ADBANNER_DATABASE_URL") as caught:
        await open_and_close(settings)
    assert caught.value.told.startswith("База данных не отвечает.")
    assert "hush" not in str(caught.value)


async def test_a_postgres_that_was_restarted_is_used_again(fresh_postgres_url: str, tmp_path: Path) -> None:
    import psycopg

    settings = Settings(data_dir=tmp_path, database_url=SecretStr(fresh_postgres_url))
    async with open_records(settings) as records:
        await records.campaigns.create("c1", "anna", START)
        with psycopg.connect(fresh_postgres_url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        assert (await records.campaigns.get("c1", "anna")).owner == "anna"


async def test_a_full_disk_is_told_and_what_was_there_stays(small_disk: Path) -> None:
    day = Day()
    async with open_records(sqlite_settings(small_disk)) as records:
        kept = day.brief()
        await records.events.add(kept)
        (small_disk / "ballast").write_bytes(b"x" * 100_000)
        with pytest.raises(StorageFull, match=FILE_NAME):
            for _ in range(1_000):
                await records.events.add(*(day.brief("а" * 1_000) for _ in range(20)))
        (small_disk / "ballast").unlink()
        assert (await records.events.of_campaign("c1"))[0] == kept


async def test_a_data_folder_that_is_a_file_is_a_wrong_setting(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(ConfigError, match="ADBANNER_DATA_DIR"):
        await open_and_close(sqlite_settings(tmp_path / "data"))


async def test_a_file_that_is_no_database_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("holiday photos " * 100)
    with pytest.raises(ConfigError, match=FILE_NAME):
        await open_and_close(sqlite_settings(tmp_path))
    assert (tmp_path / FILE_NAME).read_text().startswith("holiday photos")


async def test_a_file_that_somebody_holds_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0.2)
    async with open_records(sqlite_settings(tmp_path)) as records:
        holder = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(ServiceUnavailable, match="another process") as caught:
            await records.events.add(Day().add(Opened()))
        assert caught.value.told.startswith("База данных сейчас не может ответить.")
        assert await records.events.of_campaign("c1") == ()
        holder.execute("ROLLBACK")
        holder.close()
        await records.events.add(Day().add(Opened()))
