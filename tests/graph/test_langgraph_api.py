"""The graph behind the real LangGraph server, driven by the real SDK."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from langgraph_sdk import get_client

from adbanner.artifact_store import ArtifactStore
from adbanner.banner import DeliveredBanner
from adbanner.progress import ProgressEvent, Step
from adbanner.settings import PROJECT_ROOT
from tests.loopback import free_port

START_LIMIT_S = 90
CANCEL_AFTER_S = 0.4
"""Long enough to have begun, too short for 20 formats."""
BRIEF = {
    "product_id": "delivery",
    "offer": "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15",
    "layout_ids": ["square_1080x1080", "story_1080x1920"],
    "seed": 7,
}

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def server_url(data_dir: Path) -> Iterator[str]:
    port = free_port()
    command = [str(Path(sys.executable).with_name("langgraph")), "dev", "--no-browser", "--no-reload"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--n-jobs-per-worker", "4"]
    log = (data_dir / "server.log").open("wb")
    environment = {
        **os.environ,  # noqa: TID251 - a child needs its parent's PATH
        "ADBANNER_DATA_DIR": str(data_dir),
        "LANGGRAPH_CLI_NO_ANALYTICS": "1",
        "LANGGRAPH_NO_VERSION_CHECK": "1",
        "LANGSMITH_TRACING": "false",
    }
    server = subprocess.Popen(command, cwd=PROJECT_ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_up(url, server, data_dir / "server.log")
        yield url
    finally:
        server.terminate()
        server.wait(20)


def wait_until_up(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            if httpx.get(f"{url}/ok", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.3)
    pytest.fail(f"langgraph dev did not start:\n{log.read_text()[-3000:]}")


async def test_run_streams_named_progress_and_ends_with_the_files(server_url: str, data_dir: Path) -> None:
    client = get_client(url=server_url)
    thread = await client.threads.create()
    steps = []
    async for part in client.runs.stream(
        thread["thread_id"], "banner", input={"brief": BRIEF}, stream_mode=["custom"], stream_subgraphs=True
    ):
        if part.event.startswith("custom"):
            steps.append(ProgressEvent.model_validate(part.data).step)
    assert steps[0] is Step.SCREEN_REQUEST
    assert steps[-1] is Step.DELIVER
    assert {Step.WRITE_TEXTS, Step.SEARCH_BANK, Step.COMPOSE_BANNER, Step.REVIEW_BANNER} <= set(steps)

    state = (await client.threads.get_state(thread["thread_id"]))["values"]
    banners = {key: DeliveredBanner.model_validate(value) for key, value in state["banners"].items()}
    assert set(banners) == set(BRIEF["layout_ids"])
    store = ArtifactStore.local(data_dir / "store")
    for delivered in banners.values():
        assert delivered.review.passed
        assert (await store.get(delivered.banner.asset)).startswith(b"\x89PNG")


async def test_second_turn_of_a_thread_forgets_the_banners_of_the_first(server_url: str) -> None:
    client = get_client(url=server_url)
    thread = await client.threads.create()
    await client.runs.wait(thread["thread_id"], "banner", input={"brief": BRIEF})
    second = {**BRIEF, "layout_ids": ["ya_300x250"]}
    output = await client.runs.wait(thread["thread_id"], "banner", input={"brief": second})
    assert set(output["banners"]) == {"ya_300x250"}


async def test_several_runs_share_one_worker(server_url: str) -> None:
    client = get_client(url=server_url)
    threads = [await client.threads.create() for _ in range(3)]
    runs = [
        await client.runs.create(thread["thread_id"], "banner", input={"brief": {**BRIEF, "seed": seed}})
        for seed, thread in enumerate(threads)
    ]
    for thread, run in zip(threads, runs, strict=True):
        await client.runs.join(thread["thread_id"], run["run_id"])
        state = (await client.threads.get_state(thread["thread_id"]))["values"]
        assert set(state["banners"]) == set(BRIEF["layout_ids"])


async def test_bad_brief_is_refused_in_plain_words(server_url: str) -> None:
    client = get_client(url=server_url)
    thread = await client.threads.create()
    output = await client.runs.wait(thread["thread_id"], "banner", input={"brief": {**BRIEF, "product_id": "нет"}})
    assert output["refusal"]["field"] == "product_id"
    assert "нет" in output["refusal"]["message"]


async def test_cancelled_run_ends_and_its_thread_serves_again(server_url: str) -> None:
    client = get_client(url=server_url)
    thread = await client.threads.create()
    every = sorted(path.stem for path in (PROJECT_ROOT / "layouts").glob("*.json"))
    run = await client.runs.create(thread["thread_id"], "banner", input={"brief": {**BRIEF, "layout_ids": every}})
    await asyncio.sleep(CANCEL_AFTER_S)
    await client.runs.cancel(thread["thread_id"], run["run_id"], wait=True)
    assert (await client.runs.get(thread["thread_id"], run["run_id"]))["status"] == "interrupted"
    small = {**BRIEF, "layout_ids": ["ya_300x250"]}
    output = await client.runs.wait(thread["thread_id"], "banner", input={"brief": small})
    assert set(output["banners"]) == {"ya_300x250"}
