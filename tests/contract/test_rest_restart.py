"""What a power cut of the server leaves of campaigns and tasks."""

import time
from typing import Any

import httpx
import pytest
from langgraph_sdk import get_sync_client

from adbanner.settings import PROJECT_ROOT

BRIEF = {
    "product_id": "delivery",
    "offer": "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15",
    "layout_ids": ["square_1080x1080"],
    "seed": 7,
}
SAVED_EVERY_S = 10
"""How often the in-memory server writes its threads and runs down."""
DONE_WITHIN_S = 90

pytestmark = pytest.mark.timeout(300)


def ended(url: str, task_id: str) -> dict[str, Any]:
    deadline = time.monotonic() + DONE_WITHIN_S
    while time.monotonic() < deadline:
        answer = httpx.get(f"{url}/api/v1/tasks/{task_id}", timeout=30)
        assert answer.status_code == 200, answer.text
        task = answer.json()
        if task["status"] in ("Completed", "Failed"):
            return dict(task)
        time.sleep(0.3)
    pytest.fail(f"the task did not end: {task}")


def generate(url: str, **body: Any) -> str:
    answer = httpx.post(f"{url}/api/v1/generate", json=body, timeout=60)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["task_id"])


def test_threads_files_and_tasks_outlive_a_killed_server(start_server: Any) -> None:
    server = start_server()
    done_id = generate(server.url, brief=BRIEF)
    done = ended(server.url, done_id)
    campaign = done["campaign_id"]
    time.sleep(SAVED_EVERY_S + 2)

    every = sorted(path.stem for path in (PROJECT_ROOT / "layouts").glob("*.json"))
    cut_off_id = generate(server.url, campaign_id=campaign, brief={**BRIEF, "layout_ids": every})
    time.sleep(1)
    server.kill()
    server.start()

    assert ended(server.url, done_id) == done
    assert httpx.get(server.url + done["files"][0]["url"], timeout=30).status_code == 200
    cut_off = ended(server.url, cut_off_id)
    assert cut_off["status"] == "Failed"
    assert cut_off["failure"]["code"] == "interrupted"

    state = get_sync_client(url=server.url).threads.get_state(campaign)
    assert state["next"], "the checkpoint of the cut-off run is gone"
    resumed = get_sync_client(url=server.url).runs.create(campaign, "banner", input=None)
    task = ended(server.url, f"{campaign}.{resumed['run_id']}")
    assert (task["status"], len(task["files"])) == ("Completed", len(every))
