"""Twenty marketers at once: everybody gets their own banners, and the server answers meanwhile."""

import asyncio
from typing import Any

import httpx
import pytest

SESSIONS = 20
DONE_WITHIN_S = 200
PERCENTS = tuple(range(5, 5 + SESSIONS))

pytestmark = pytest.mark.timeout(300)


async def test_twenty_sessions_get_twenty_answers(start_server: Any) -> None:
    server = await asyncio.to_thread(start_server)
    async with httpx.AsyncClient(base_url=server.url, timeout=120) as client:
        tasks = await asyncio.gather(*(banners(client, percent) for percent in PERCENTS))
    assert len({task["campaign_id"] for task in tasks}) == SESSIONS
    for task, percent in zip(tasks, PERCENTS, strict=True):
        assert task["status"] == "Completed", task
        (file,) = task["files"]
        assert f"{percent}%" in file["alt_text"].replace("\u00a0", "")


async def banners(client: httpx.AsyncClient, percent: int) -> dict[str, Any]:
    brief = {
        "product_id": "delivery",
        "offer": f"Скидка {percent}% на первый заказ",
        "layout_ids": ["ya_300x250"],
        "seed": percent,
    }
    started = await client.post("/api/v1/generate", json={"brief": brief})
    assert started.status_code == 202, started.text
    deadline = asyncio.get_running_loop().time() + DONE_WITHIN_S
    while asyncio.get_running_loop().time() < deadline:
        task = dict((await client.get(started.json()["status_url"])).json())
        if task["status"] in ("Completed", "Failed"):
            return task
        await asyncio.sleep(1)
    raise AssertionError(f"not done after {DONE_WITHIN_S} s: {task}")
