"""The image server as its clients see it, on toy weights over real HTTP."""

import base64
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image

from adbanner.contracts import IMAGES_PATH, ImageGenerationResponse
from adbanner.errors import ConfigError
from adbanner.model_server_settings import QwenImageServerSettings
from model_servers.qwen_image import build_images
from model_servers.toy_weights.qwen_image import write_toy_lora, write_toy_qwen_image
from tests.model_servers.server_process import ServerProcess, running_server

PREFIX = "ADBANNER_SERVE_QWEN_IMAGE__"
PROMPT = "A glossy blue 3D cube on a white background."


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toys")
    write_toy_qwen_image(folder / "qwen-image")
    write_toy_lora(folder / "loras" / "style.safetensors", seed=1)
    write_toy_lora(folder / "loras" / "few-steps.safetensors", seed=2)
    return folder


@pytest.fixture(scope="module")
def server(toys: Path) -> Iterator[ServerProcess]:
    settings = {
        "model": toys / "qwen-image",
        "lora_folder": toys / "loras",
        "default_loras": json.dumps({"style": 1.0}),
        "few_step_lora": "few-steps",
        "few_steps": 4,
    }
    with running_server(["-m", "model_servers.qwen_image"], PREFIX, toys / "log", **settings) as running:
        running.wait_healthy()
        yield running


def asked(server: ServerProcess, **changes: object) -> httpx.Response:
    return server.post(IMAGES_PATH, {"prompt": PROMPT, "size": "64x64", "seed": 7, "steps": 2} | changes)


def drawn(server: ServerProcess, **changes: object) -> tuple[Image.Image, ImageGenerationResponse]:
    response = asked(server, **changes)
    assert response.status_code == 200, response.text
    answer = ImageGenerationResponse.model_validate_json(response.content)
    image = Image.open(BytesIO(base64.b64decode(answer.data[0].b64_json)))
    image.load()
    return image, answer


def test_a_picture_says_how_it_was_made_and_what_was_checked(server: ServerProcess) -> None:
    image, answer = drawn(server, loras={"style": 0.5}, lora_scale=0.8, negative_prompt="text")
    assert image.size == (64, 64)
    assert image.text == {
        "prompt": PROMPT, "negative_prompt": "text", "seed": "7", "model": "qwen-image", "revision": "",
        "loras": '{"style": 0.4}', "steps": "2", "guidance": "4",
    }  # fmt: skip
    assert (answer.model, answer.seed, answer.toy) == ("qwen-image", 7, True)
    assert [check.name for check in answer.data[0].checks] == ["white_border", "not_blank", "no_text", "safe"]


def test_the_same_seed_gives_the_same_picture_and_a_missing_one_is_told(server: ServerProcess) -> None:
    first, _ = drawn(server)
    again, _ = drawn(server)
    assert first.tobytes() == again.tobytes()
    body = {"model": "qwen-image", "prompt": PROMPT, "n": 1, "size": "64x64", "response_format": "b64_json", "steps": 2}
    chosen = ImageGenerationResponse.model_validate_json(server.post(IMAGES_PATH, body).content)
    assert chosen.seed is not None
    repeated, _ = drawn(server, seed=chosen.seed)
    assert base64.b64decode(chosen.data[0].b64_json)[:8] == b"\x89PNG\r\n\x1a\n"
    with Image.open(BytesIO(base64.b64decode(chosen.data[0].b64_json))) as image:
        assert image.tobytes() == repeated.tobytes()


def test_requests_choose_adapters_and_presets(server: ServerProcess) -> None:
    styled, _ = drawn(server)
    bare, _ = drawn(server, loras={})
    assert np.asarray(styled).tobytes() != np.asarray(bare).tobytes()
    fast, _ = drawn(server, preset="fast", steps=None)
    assert (fast.text["steps"], fast.text["guidance"]) == ("4", "1")
    assert json.loads(fast.text["loras"]) == {"style": 1.0, "few-steps": 1.0}


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"prompt": "  "}, 422, "prompt is empty"),
        ({"prompt": "x" * 4_001}, 422, "prompt"),
        ({"size": "1000x1000"}, 422, "multiple of 16"),
        ({"size": "4000x5008"}, 422, "megapixels"),
        ({"size": "large"}, 422, "size"),
        ({"loras": {"nobody": 1.0}}, 422, "this server has: few-steps, style"),
        ({"n": 4}, 422, "n"),
        ({"model": "dall-e-3"}, 404, "only 'qwen-image'"),
    ],
)
def test_bad_requests_are_told_what_to_mend(
    server: ServerProcess, changes: dict[str, object], status: int, said: str
) -> None:
    response = asked(server, **changes)
    assert response.status_code == status, response.text
    assert said in response.json()["error"]["message"]


def test_a_client_that_leaves_stops_the_drawing(server: ServerProcess) -> None:
    body = {"prompt": PROMPT, "size": "1024x1024", "seed": 1, "steps": 100}
    with ThreadPoolExecutor(1) as pool:
        left = pool.submit(
            httpx.post, server.url + IMAGES_PATH, json=body, headers={"X-Request-ID": "leaver"}, timeout=4,
            trust_env=False,
        )  # fmt: skip
        server.wait_running("leaver")
        with pytest.raises(httpx.TimeoutException):
            left.result()
    assert drawn(server)[1].seed == 7


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"model": "/nowhere"}, "no such folder"),
        ({"model": "Qwen/Qwen-Image"}, "REVISION"),
        ({"preset": "fast"}, "FEW_STEP_LORA"),
    ],
)
def test_settings_that_cannot_work_end_the_start(toys: Path, changes: dict[str, str], problem: str) -> None:
    settings = QwenImageServerSettings.model_validate({"model": str(toys / "qwen-image")} | changes)
    with pytest.raises(ConfigError, match=problem):
        build_images(settings)
    (toys / "empty").mkdir(exist_ok=True)
    with pytest.raises(ConfigError, match=r"model_index\.json"):
        build_images(QwenImageServerSettings(model=str(toys / "empty")))
