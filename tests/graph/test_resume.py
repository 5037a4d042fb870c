"""kill -9 at any moment: the same command goes on, and nothing that was paid for is paid again."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from adbanner.contracts import CUTOUT_PATH, IMAGES_PATH
from adbanner.settings import PROJECT_ROOT
from tests.scripted_words import respond
from tools.fake_chat_server import FakeChatServer
from tools.fake_servers import FakeModelServer, Mishap

WAIT_S = 60
SETTLE_S = 0.7
"""What the client needs to store an answer that it has received."""
PICTURES = 3
pytestmark = pytest.mark.timeout(240)


@dataclass
class House:
    """The fake endpoints of one test and the settings that lead to them."""

    chat: FakeChatServer
    models: FakeModelServer
    environment: dict[str, str]
    out: Path

    def start(self) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "app.cli", "make", "--product", "delivery", "--source", "ai", "--seed", "7"]
        command += ["--offer", "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15"]
        command += ["--layout", "triple_1080x1080", "--layout", "square_1080x1080", "--out", str(self.out), "--json"]
        return subprocess.Popen(
            command, cwd=PROJECT_ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )


@pytest.fixture(params=["sqlite", "postgres"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    with FakeChatServer(respond) as chat, FakeModelServer() as models:
        environment = {
            **os.environ,  # noqa: TID251 - a child needs its parent's PATH
            "ADBANNER_DATA_DIR": str(tmp_path / "data"),
            "ADBANNER_LLM__BASE_URL": chat.base_url,
            "ADBANNER_LLM__MODEL": "fake",
            "ADBANNER_IMAGE_GENERATION__BASE_URL": models.base_url,
            "ADBANNER_IMAGE_GENERATION__SIZE": "512x512",
            "ADBANNER_CUTOUT__BASE_URL": models.base_url,
        }
        if request.param == "postgres":
            environment["ADBANNER_POSTGRES_URL"] = request.getfixturevalue("postgres_url")
        yield House(chat=chat, models=models, environment=environment, out=tmp_path / "out")


def wait_for(condition: Callable[[], bool], child: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + WAIT_S
    while not condition():
        if child.poll() is not None or time.monotonic() > deadline:
            child.kill()
            pytest.fail(f"the run never came so far:\n{child.communicate()[1]}")
        time.sleep(0.02)


def asked(chat: FakeChatServer) -> Counter[str]:
    """How often each question was asked of the language model."""
    questions = ([request.seed, *(message.content for message in request.messages)] for request in chat.requests)
    return Counter(json.dumps(question) for question in questions)


def kill_when(house: House, path: str, answered_before: int) -> threading.Event:
    """Start a run, hold its next request to ``path`` after some answers, and kill it there.

    The held request is not worked on before the returned event is set: nobody has paid for it yet.
    """
    gate = threading.Event()
    house.models.enqueue(path, *[Mishap()] * answered_before, Mishap(hold=gate.wait))
    child = house.start()
    wait_for(lambda: sum(r.path == path for r in house.models.requests) > answered_before, child)
    time.sleep(SETTLE_S)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    return gate


@pytest.mark.parametrize(("path", "answered_before"), [(IMAGES_PATH, 0), (IMAGES_PATH, 2), (CUTOUT_PATH, 1)])
def test_killed_run_resumes_and_pays_nothing_twice(house: House, path: str, answered_before: int) -> None:
    gate = kill_when(house, path, answered_before)
    paid_before = len(house.models.paid)
    assert not house.out.exists() or not list(house.out.iterdir())

    report, errors = house.start().communicate(timeout=WAIT_S)
    assert report, errors
    made = json.loads(report)

    assert made["resumed"], errors
    assert set(made["banners"]) == {"triple_1080x1080", "square_1080x1080"}, errors
    assert max(asked(house.chat).values()) == 1, "a question was asked twice"
    assert max(Counter(house.models.paid).values()) == 1, "a picture was paid for twice"
    assert len(house.models.paid) == 2 * PICTURES > paid_before
    gate.set()


def test_finished_run_leaves_nothing_to_resume(house: House) -> None:
    for _ in range(2):
        report, errors = house.start().communicate(timeout=WAIT_S)
        assert not json.loads(report)["resumed"], errors
    assert len(house.models.paid) == 2 * PICTURES
    assert max(asked(house.chat).values()) == 1
