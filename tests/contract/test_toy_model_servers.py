"""The application with the real model servers on toy weights: from a brief to banners with generated pictures."""

import json
import os
import signal
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from openai import OpenAI, UnprocessableEntityError
from PIL import Image

from adbanner.settings import PROJECT_ROOT
from tests.loopback import free_port
from tests.scripted_words import respond
from tools.fake_chat_server import FakeChatServer

PYTHON = PROJECT_ROOT / ".venv" / "model-servers" / "bin" / "python"
START_S = 120
RUN_S = 180
ANSWERED = 'adbanner_requests_total{status="200"}'
SQUARE, TRIPLE = "square_1080x1080", "triple_1080x1080"

pytestmark = pytest.mark.timeout(400)


@dataclass
class Server:
    """A model server in a process of its own."""

    process: "subprocess.Popen[bytes]"
    url: str

    def jobs_done(self) -> float:
        """Requests that it answered well."""
        lines = httpx.get(f"{self.url}/metrics", trust_env=False).text.splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith(ANSWERED))


@dataclass
class Floor:
    """Two image servers, a cut-out server and a scripted language model."""

    images: list[Server]
    cutout: Server
    chat: FakeChatServer

    def make(self, folder: Path, seed: int) -> dict[str, object]:
        """Run the command line and read its report."""
        environment = {
            **os.environ,  # noqa: TID251 - a child needs its parent's PATH
            "ADBANNER_DATA_DIR": str(folder / "data"),
            "ADBANNER_LLM__BASE_URL": self.chat.base_url,
            "ADBANNER_LLM__MODEL": "fake",
            "ADBANNER_IMAGE_GENERATION__BASE_URLS": json.dumps([server.url for server in self.images]),
            "ADBANNER_IMAGE_GENERATION__SIZE": "512x512",
            "ADBANNER_IMAGE_GENERATION__STEPS": "2",
            "ADBANNER_CUTOUT__BASE_URL": self.cutout.url,
        }
        command = [sys.executable, "-m", "app.cli", "make", "--product", "delivery", "--source", "ai", "--json"]
        command += ["--offer", "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15", "--seed", str(seed)]
        command += ["--layout", TRIPLE, "--layout", SQUARE, "--out", str(folder / "out")]
        done = subprocess.run(
            command, cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True, timeout=RUN_S, check=False
        )
        assert done.returncode == 0, done.stderr
        report: dict[str, object] = json.loads(done.stdout)
        return report


def start(name: str, folder: Path, log: Path, stack: ExitStack) -> Server:
    port = free_port()
    group = f"ADBANNER_SERVE_{name.upper()}__"
    environment = {
        **os.environ,  # noqa: TID251
        f"{group}MODEL": str(folder),
        f"{group}PORT": str(port),
        "PYTHONPATH": str(PROJECT_ROOT),
        "OMP_NUM_THREADS": "1",
    }
    sink = stack.enter_context(log.open("wb"))
    command = [str(PYTHON), "-m", f"model_servers.{name}"]
    process = subprocess.Popen(command, cwd=log.parent, env=environment, stdout=sink, stderr=sink)
    stack.callback(process.wait, 30)
    stack.callback(process.send_signal, signal.SIGTERM)
    return Server(process, f"http://127.0.0.1:{port}")


def wait_healthy(server: Server, log: Path) -> None:
    end_s = time.monotonic() + START_S
    while time.monotonic() < end_s:
        assert server.process.poll() is None, log.read_text()
        try:
            if httpx.get(f"{server.url}/health", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{server.url} was never healthy:\n{log.read_text()}")


@pytest.fixture(scope="module")
def floor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Floor]:
    assert PYTHON.is_file(), "make test sets up the model servers' environment"
    folder = tmp_path_factory.mktemp("floor")
    toys = [str(PYTHON), "-m", "model_servers.toy_weights", str(folder)]
    subprocess.run(toys, cwd=PROJECT_ROOT, check=True, capture_output=True, timeout=START_S)
    with ExitStack() as stack:
        started = [
            (start("qwen_image", folder / "qwen-image", folder / "image-1.log", stack), folder / "image-1.log"),
            (start("qwen_image", folder / "qwen-image", folder / "image-2.log", stack), folder / "image-2.log"),
            (start("birefnet", folder / "birefnet", folder / "cutout.log", stack), folder / "cutout.log"),
        ]
        for server, log in started:
            wait_healthy(server, log)
        chat = stack.enter_context(FakeChatServer(respond))
        yield Floor([started[0][0], started[1][0]], started[2][0], chat)


def test_a_brief_becomes_banners_with_generated_pictures(floor: Floor, tmp_path: Path) -> None:
    report = floor.make(tmp_path, seed=7)
    assert set(report["banners"]) == {TRIPLE, SQUARE}  # type: ignore[call-overload]
    pictures = report["pictures"]
    assert isinstance(pictures, list)
    assert [picture["origin"] for picture in pictures] == ["ai"] * 3
    assert all(picture["toy"] for picture in pictures), "toy pictures are marked"
    assert len({picture["asset"]["sha256"] for picture in pictures}) == 3
    assert all(picture["prompts"]["english"].startswith("Soft 3D") for picture in pictures)
    with Image.open(tmp_path / "out" / f"delivery_{SQUARE}.png") as banner:
        assert banner.size == (1080, 1080)
    drawn = [server.jobs_done() for server in floor.images]
    assert sum(drawn) == 3
    assert all(drawn), "the pictures are drawn on all servers side by side"

    floor.make(tmp_path, seed=7)
    assert [server.jobs_done() for server in floor.images] == drawn, "nothing is drawn twice"


def test_openais_own_client_gets_a_picture(floor: Floor) -> None:
    with OpenAI(base_url=f"{floor.images[1].url}/v1", api_key="any", max_retries=0) as client:
        answer = client.images.generate(
            model="qwen-image",
            prompt="A glossy blue 3D cube on a white background.",
            size="64x64",  # type: ignore[call-overload]  # ours draws other sizes than OpenAI's
            n=1,
            response_format="b64_json",
            extra_body={"steps": 2, "seed": 5},
        )
        with pytest.raises(UnprocessableEntityError, match="multiple of 16"):
            client.images.generate(model="qwen-image", prompt="A cube.", size="1000x1000")  # type: ignore[call-overload]
    with Image.open(BytesIO(b64decode(answer.data[0].b64_json))) as picture:
        assert picture.size == (64, 64)
        assert picture.text["seed"] == "5"


def test_a_server_that_dies_is_replaced_by_the_other(floor: Floor, tmp_path: Path) -> None:
    dead, alive = floor.images
    before = alive.jobs_done()
    dead.process.kill()
    dead.process.wait()
    report = floor.make(tmp_path, seed=8)
    assert set(report["banners"]) == {TRIPLE, SQUARE}  # type: ignore[call-overload]
    assert alive.jobs_done() - before == 3
