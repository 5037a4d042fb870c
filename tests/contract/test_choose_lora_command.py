"""``choose-lora`` from drawing to the decision, over image servers that speak real HTTP."""

import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from adbanner.contracts import IMAGES_PATH
from adbanner.errors import ConfigError, InvalidRequest, ServiceUnavailable
from adbanner.settings import PROJECT_ROOT, ImageGenerationSettings
from offline.lora_choice.command import KEY_FILE, PAGE_FILE, DrawOptions, decide_command, draw_command, page_command
from offline.validation.blind_page import read_key
from offline.validation.descriptions import DESCRIPTIONS_FILE
from offline.validation.drawings import read_drawings
from offline.validation.sources import read_source, read_sources
from tools.fake_servers import FakeModelServer, Mishap

ADAPTERS = ("rank8", "rank16", "rank32", "rank64")
PICTURES = 20
WAIT_S = 60


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[FakeModelServer]]:
    monkeypatch.setenv("ADBANNER_IMAGE_GENERATION__SIZE", "64x64")
    with ExitStack() as stack:
        yield [stack.enter_context(FakeModelServer()) for _ in ADAPTERS]


def options(servers: list[FakeModelServer], out: Path, **changes: object) -> DrawOptions:
    adapters = [f"{name}={server.base_url}" for name, server in zip(ADAPTERS, servers, strict=True)]
    given = {"adapters": adapters, "descriptions": DESCRIPTIONS_FILE, "out": out, "pauses_s": (0.01, 0.01)} | changes
    return DrawOptions(**given)  # type: ignore[arg-type]


def paid(servers: list[FakeModelServer]) -> list[int]:
    return [len(server.paid) for server in servers]


def test_every_adapter_draws_every_description_from_equal_seeds(
    servers: list[FakeModelServer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw_command(options(servers, tmp_path)) == 0
    assert paid(servers) == [PICTURES] * 4
    drawings = read_drawings(tmp_path)
    assert drawings.missing == () and drawings.are_toys
    seeds = [{each.description_id: each.seed for each in drawings.of(name)} for name in ADAPTERS]
    assert seeds[0] == seeds[1] == seeds[2] == seeds[3] and len(set(seeds[0].values())) == PICTURES
    asked = json.loads(servers[0].requests[0].body)
    assert "rank8 and rank16 drew equal pictures" in capsys.readouterr().out  # the fakes know no adapters
    assert asked["prompt"].startswith("Soft 3D illustration of ") and asked["size"] == "64x64"


def test_what_was_drawn_is_not_drawn_again(servers: list[FakeModelServer], tmp_path: Path) -> None:
    draw_command(options(servers, tmp_path))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.png")}
    (tmp_path / "rank8" / "taxi_pin.png").unlink()
    assert draw_command(options(servers, tmp_path)) == 0
    assert paid(servers) == [PICTURES] * 4
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.png")} == before
    draw_command(options(servers, tmp_path, seed=1))
    assert paid(servers) == [2 * PICTURES] * 4


def test_another_server_under_an_old_name_draws_anew(servers: list[FakeModelServer], tmp_path: Path) -> None:
    draw_command(options(servers, tmp_path))
    with FakeModelServer() as retrained:
        draw_command(options([retrained, *servers[1:]], tmp_path))
        assert len(retrained.paid) == PICTURES
    assert paid(servers) == [PICTURES] * 4


def test_a_dead_server_ends_the_run_and_the_next_run_goes_on(servers: list[FakeModelServer], tmp_path: Path) -> None:
    servers[1].enqueue(IMAGES_PATH, *[Mishap()] * 5, Mishap(die=True))
    with pytest.raises(ServiceUnavailable, match="cannot be reached"):
        draw_command(options(servers, tmp_path))
    assert paid(servers) == [PICTURES, 5, 0, 0]
    with pytest.raises(InvalidRequest, match="55 pictures are missing"):
        page_command(tmp_path, None, 0)
    with FakeModelServer() as back:
        assert draw_command(options([servers[0], back, *servers[2:]], tmp_path)) == 0


def test_a_refused_picture_is_told_and_the_others_are_drawn(
    servers: list[FakeModelServer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    servers[2].enqueue(IMAGES_PATH, Mishap(status=422))
    assert draw_command(options(servers, tmp_path)) == 9
    said = capsys.readouterr().out
    assert "79 of 80 pictures" in said and "\nrank32/" in said and "status 422" in said
    assert draw_command(options(servers, tmp_path)) == 0
    assert paid(servers) == [PICTURES] * 4


def test_a_busy_server_is_waited_for(servers: list[FakeModelServer], tmp_path: Path) -> None:
    servers[0].enqueue(IMAGES_PATH, Mishap(status=503, retry_after="0"))
    assert draw_command(options(servers, tmp_path)) == 0


def test_a_wrong_key_ends_the_run_with_the_setting_to_mend(tmp_path: Path) -> None:
    with FakeModelServer(api_key="secret") as locked, FakeModelServer() as other:
        adapters = [f"a={locked.base_url}", f"b={other.base_url}"]
        with pytest.raises(ConfigError, match="API_KEY"):
            draw_command(DrawOptions(adapters=adapters, descriptions=DESCRIPTIONS_FILE, out=tmp_path))


def begun(servers: list[FakeModelServer], out: Path) -> subprocess.Popen[bytes]:
    """A process that has begun to draw by the second adapter."""
    adapters = [f"--adapter={name}={server.base_url}" for name, server in zip(ADAPTERS, servers, strict=True)]
    command = [sys.executable, "-m", "offline.cli", "choose-lora", "draw", *adapters, "--out", str(out)]
    process = subprocess.Popen(command, cwd=PROJECT_ROOT, stderr=subprocess.PIPE)
    deadline_s = time.monotonic() + WAIT_S
    while len(servers[1].requests) < 9 and time.monotonic() < deadline_s:
        time.sleep(0.02)
    return process


def test_ctrl_c_lets_the_picture_on_its_way_arrive(servers: list[FakeModelServer], tmp_path: Path) -> None:
    asked = threading.Event()
    servers[1].enqueue(IMAGES_PATH, *[Mishap()] * 8, Mishap(hold=lambda: asked.wait(WAIT_S)))
    process = begun(servers, tmp_path)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    while b"Stopping" not in process.stderr.readline():
        assert process.poll() is None
    asked.set()
    process.communicate(timeout=WAIT_S)
    assert process.returncode == 130
    assert len(read_drawings(tmp_path, complete=False).of("rank16")) == 9
    assert paid(servers) == [PICTURES, 9, 0, 0]
    assert draw_command(options(servers, tmp_path)) == 0
    assert paid(servers) == [PICTURES] * 4


def test_a_second_ctrl_c_stops_at_once(servers: list[FakeModelServer], tmp_path: Path) -> None:
    servers[1].enqueue(IMAGES_PATH, *[Mishap()] * 8, Mishap(delay_s=WAIT_S))
    process = begun(servers, tmp_path)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    while b"Stopping" not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=WAIT_S)
    assert process.returncode == 130 and b"Traceback" not in said
    assert len(read_drawings(tmp_path, complete=False).of("rank16")) == 8


def test_killed_half_way_it_goes_on(servers: list[FakeModelServer], tmp_path: Path) -> None:
    servers[1].enqueue(IMAGES_PATH, *[Mishap()] * 8, Mishap(delay_s=WAIT_S))
    process = begun(servers, tmp_path)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert draw_command(options(servers, tmp_path)) == 0
    assert paid(servers) == [PICTURES] * 4


def rank(tmp_path: Path, person: str, taste: dict[str, float], seed: int) -> Path:
    """The file that a person with a taste would download from the page."""
    key = read_key(tmp_path / KEY_FILE)
    chance = random.Random(seed)
    answers = []
    for description, places in key.places.items():
        liked = sorted(range(len(places)), key=lambda place: -(taste[places[place]] + chance.gauss(0, 1)))
        answers += [
            {"description": description, "place": place, "question": "place", "value": liked.index(place) + 1}
            for place in range(len(places))
        ]
    path = tmp_path / f"{person}.json"
    path.write_text(json.dumps({"page": key.page, "person": person, "answers": answers}), encoding="utf-8")
    return path


def test_from_servers_to_a_winner(
    servers: list[FakeModelServer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draw_command(options(servers, tmp_path))
    page = page_command(tmp_path, None, seed=5)
    assert page == tmp_path / PAGE_FILE and page.stat().st_size < 2_000_000
    html = page.read_text(encoding="utf-8")
    assert not any(name in html for name in ADAPTERS)
    taste = {"rank8": 0.0, "rank16": 0.5, "rank32": 4.0, "rank64": 1.0}
    files = [rank(tmp_path, person, taste, seed) for seed, person in enumerate(("Анна", "Борис", "Вера"))]
    decision = decide_command(tmp_path, files, seed=0)
    assert decision.winner == "rank32" and decision.rankings == 60
    assert decision.agreement is not None and decision.agreement.p_value < 0.01
    assert "The winner is rank32" in capsys.readouterr().out
    for suffix in ("md", "html", "json"):
        assert "rank32" in (tmp_path / f"decision.{suffix}").read_text(encoding="utf-8")
    written = (tmp_path / "decision.json").read_bytes()
    decide_command(tmp_path, files[::-1], seed=0)
    assert (tmp_path / "decision.json").read_bytes() == written


def test_answers_of_an_older_page_are_refused(servers: list[FakeModelServer], tmp_path: Path) -> None:
    draw_command(options(servers, tmp_path))
    page_command(tmp_path, None, seed=5)
    old = rank(tmp_path, "Анна", dict.fromkeys(ADAPTERS, 0.0), 0)
    page_command(tmp_path, None, seed=6)
    with pytest.raises(InvalidRequest, match="another page"):
        decide_command(tmp_path, [old], seed=0)


SETTINGS = ImageGenerationSettings.model_validate({"base_url": "http://gpu/v1"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rank8", "expected NAME=lora:ADAPTER"),
        ("a/b=x", "letters, digits"),
        ("=x", "letters, digits"),
        ("a=ftp://x", "http"),
        ("a=rank8", "no http address"),
    ],
)
def test_a_wrong_adapter_is_named(text: str, said: str) -> None:
    with pytest.raises(InvalidRequest, match=said):
        read_source(text, SETTINGS)


def test_adapters_must_differ() -> None:
    for texts in (
        ["a=http://x"],
        ["a=http://x", "A=http://y"],
        ["a=http://x", "b=http://x/"],
        ["a=lora:x", "b=lora:x"],
    ):
        with pytest.raises(InvalidRequest):
            read_sources(texts, SETTINGS)
    with pytest.raises(ConfigError, match="BASE_URL"):
        read_source("a=base", ImageGenerationSettings())


def test_adapters_are_asked_for_by_name(
    servers: list[FakeModelServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADBANNER_IMAGE_GENERATION__BASE_URL", servers[0].base_url)
    adapters = ["base=base", "r32=lora:run-3", f"own={servers[0].base_url}"]
    assert draw_command(DrawOptions(adapters=adapters, descriptions=DESCRIPTIONS_FILE, out=tmp_path)) == 0
    asked = [json.loads(request.body)["loras"] for request in servers[0].requests]
    assert asked == [{}] * PICTURES + [{"run-3": 1.0}] * PICTURES + [None] * PICTURES
