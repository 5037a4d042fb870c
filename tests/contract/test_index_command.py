"""``adbanner-offline index`` as a process of its own, killed and started again."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from adbanner.brand_kit import BrandKit
from adbanner.settings import PROJECT_ROOT
from tools.bank_sync import CHUNK, TEXTS
from tools.fake_qdrant import FakeQdrant
from tools.fake_servers import FakeModelServer

TIMEOUT_S = 60


@pytest.fixture
def encoder() -> Iterator[FakeModelServer]:
    with FakeModelServer() as server:
        yield server


@pytest.fixture
def qdrant() -> Iterator[FakeQdrant]:
    with FakeQdrant() as server:
        yield server


def command(encoder: FakeModelServer, qdrant: FakeQdrant, data_dir: Path) -> "subprocess.Popen[str]":
    environment = os.environ | {  # noqa: TID251 - a process of its own gets its settings so
        "ADBANNER_EMBEDDINGS__BASE_URL": f"{encoder.base_url}/v1",
        "ADBANNER_EMBEDDINGS__MODEL": "toy",
        "ADBANNER_QDRANT__URL": qdrant.url,
        "ADBANNER_DATA_DIR": str(data_dir),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "offline.cli", "index"],
        cwd=PROJECT_ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def encoded_texts(encoder: FakeModelServer) -> int:
    return sum(len(json.loads(request.body)["input"]) for request in encoder.requests)


def test_killed_half_way_it_goes_on_and_encodes_nothing_twice(
    demo_kit: BrandKit, encoder: FakeModelServer, qdrant: FakeQdrant, tmp_path: Path
) -> None:
    pictures = len(demo_kit.images)
    assert pictures > 2 * CHUNK
    at_second_write, go_on = threading.Event(), threading.Event()
    writes = 0

    def hold_the_second_write(method: str, path: str) -> None:
        nonlocal writes
        writes += method == "PUT" and path.endswith("/points")
        if writes == 2:
            at_second_write.set()
            go_on.wait(TIMEOUT_S)
            raise ConnectionAbortedError("its client was killed")

    qdrant.before = hold_the_second_write
    process = command(encoder, qdrant, tmp_path)
    assert at_second_write.wait(TIMEOUT_S)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=TIMEOUT_S)
    go_on.set()
    qdrant.before = lambda method, path: None
    paid = encoded_texts(encoder)

    again = command(encoder, qdrant, tmp_path)
    said, errors = again.communicate(timeout=TIMEOUT_S)
    assert again.returncode == 0, errors
    assert f"{pictures - CHUNK} written, 0 deleted, {CHUNK} unchanged" in said
    probe = 1
    assert encoded_texts(encoder) - paid == TEXTS * (pictures - 2 * CHUNK) + probe

    third, _ = command(encoder, qdrant, tmp_path).communicate(timeout=TIMEOUT_S)
    assert f"0 written, 0 deleted, {pictures} unchanged" in third


def test_an_encoder_that_is_down_is_named(encoder: FakeModelServer, qdrant: FakeQdrant, tmp_path: Path) -> None:
    encoder.die()
    process = command(encoder, qdrant, tmp_path)
    _, errors = process.communicate(timeout=TIMEOUT_S)
    assert process.returncode == 6
    assert "ADBANNER_EMBEDDINGS__BASE_URL" in errors
