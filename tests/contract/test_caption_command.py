"""``adbanner-offline caption`` against a vision endpoint that speaks real HTTP and looks at what arrives."""

import asyncio
import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from adbanner.brand_kit import BrandKit
from adbanner.errors import ConfigError, InvalidRequest, ServiceUnavailable, ToolFailed
from adbanner.settings import PROJECT_ROOT, Settings, VisionSettings
from offline.captioning.bank_manifest import read_manifest
from offline.captioning.command import CaptionOptions, CaptionRun
from offline.captioning.results import Summary
from offline.curation.decisions import Choice, Decision, write_decisions
from tools.fake_chat_server import ChatReply, FakeChatServer, answer
from tools.fake_vision_server import COLOURS, FakeVisionServer, described

WAIT_S = 60
GOOD = 6
"""Pictures, one in each colour."""


def draw(path: Path, colour: str, size: tuple[int, int] = (300, 200)) -> None:
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle(
        (size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill=(*COLOURS[colour], 255)
    )
    image.save(path)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for colour in COLOURS:
        draw(folder / f"{colour}.png", colour)
    return folder


def caption_run(server: FakeChatServer, pictures: Path, vision: dict[str, object], **options: object) -> CaptionRun:
    settings = VisionSettings.model_validate({"base_url": server.base_url, "model": "eye"} | vision)
    base = pictures.parent
    given = {"folder": pictures, "out": base / "out", "pauses_s": (0.01, 0.01)} | options
    return CaptionRun(
        Settings(vision=settings, data_dir=base / "data"),
        CaptionOptions(**given),  # type: ignore[arg-type]
    )


def run(server: FakeChatServer, pictures: Path, **options: object) -> tuple[Summary, CaptionRun]:
    made = caption_run(server, pictures, {}, **options)
    return asyncio.run(made.carry_out()), made


def captions(pictures: Path) -> dict[str, dict[str, object]]:
    lines = (pictures.parent / "out" / "captions.jsonl").read_text(encoding="utf-8").splitlines()
    return {line["file"]: line for line in map(json.loads, lines)}


def failed(pictures: Path) -> dict[str, tuple[str, str]]:
    text = (pictures.parent / "out" / "failed.csv").read_text(encoding="utf-8-sig")
    return {row["file"]: (row["kind"], row["reason"]) for row in csv.DictReader(text.splitlines())}


def test_every_picture_gets_the_words_for_what_it_shows(pictures: Path, demo_kit: BrandKit) -> None:
    draw(pictures / "large.png", "красный", (4_000, 3_000))
    with FakeVisionServer() as server:
        summary, _ = run(server, pictures)
    assert (summary.pictures, summary.described, summary.failed, summary.left) == (GOOD + 1, GOOD + 1, 0, 0)
    for colour in COLOURS:
        assert colour in str(captions(pictures)[f"{colour}.png"]["caption"])
    assert "красный" in str(captions(pictures)["large.png"]["caption"])
    sent = " ".join(message.content for request in server.requests for message in request.messages)
    assert not any(product.name in sent for product in demo_kit.products)
    assert failed(pictures) == {}


def test_nothing_is_paid_for_twice_and_costs_add_up(pictures: Path) -> None:
    draw(pictures / "copy.png", "красный")
    prices = {"prompt_price": Decimal(1_000), "completion_price": Decimal(5_000)}
    with FakeVisionServer() as server:
        first = asyncio.run(caption_run(server, pictures, prices).carry_out())
        again = asyncio.run(caption_run(server, pictures, prices).carry_out())
        draw(pictures / "new.png", "синий", (400, 200))
        third = asyncio.run(caption_run(server, pictures, prices).carry_out())
    assert sorted(server.seen) == sorted([*COLOURS, "синий"])
    assert first.spent_in_all.cost == GOOD * 2 and first.spent.calls == GOOD + 1  # one to learn how it takes JSON
    assert (again.spent.calls, again.known_before, again.spent_in_all.cost) == (0, GOOD + 1, GOOD * 2)
    assert (third.spent.cost, third.spent_in_all.cost) == (2, (GOOD + 1) * 2)
    assert captions(pictures)["copy.png"]["caption"] == captions(pictures)["красный.png"]["caption"]


def test_another_model_describes_anew(pictures: Path) -> None:
    with FakeVisionServer() as server:
        run(server, pictures)
        assert asyncio.run(caption_run(server, pictures, {"model": "new"}).carry_out()).known_before == 0
    assert len(server.seen) == 2 * GOOD
    assert {line["model"] for line in captions(pictures).values()} == {"new"}


SHORT = answer(described("красный", caption="Коротко."))
ENGLISH = answer(described("красный", caption="A smooth red object stands here. It is made of matte plastic."))
POLITE = answer(described("красный", caption="К сожалению, я не могу описать это изображение. Попробуйте другое."))


@pytest.mark.parametrize(
    ("mishaps", "said"),
    [
        ([SHORT], "от 2 до 4 предложений"),
        ([ENGLISH], "должен быть по-русски"),
        ([SHORT, ENGLISH], "должен быть по-русски"),
        ([POLITE], "это отказ"),
        ([ChatReply(content="Вот что я вижу: предмет.")], "не удалось разобрать"),
        ([ChatReply(content='{"caption": "Гладкий кра', finish_reason="length")], "не удалось разобрать"),
        ([ChatReply(content="I can't help with that.")], "не удалось разобрать"),
    ],
    ids=["too short", "wrong language", "short, then wrong language", "polite refusal", "prose", "cut off", "refusal"],
)
def test_a_bad_answer_is_asked_for_again_with_what_was_wrong(
    pictures: Path, mishaps: list[ChatReply], said: str
) -> None:
    with FakeVisionServer({"красный": mishaps}) as server:
        summary, _ = run(server, pictures)
    assert (summary.described, summary.failed) == (GOOD, 0)
    asked = [request for colour, request in server.questions if colour == "красный"]
    assert len(asked) == 1 + len(mishaps)
    last = asked[-1].messages
    assert last[-1].role == "user" and said in last[-1].content
    assert last[-2].role == "assistant"


@pytest.mark.parametrize(
    ("mishaps", "reason", "calls"),
    [
        ([SHORT] * 3, "от 2 до 4 предложений", 3),
        ([POLITE] * 3, "это отказ", 3),
        ([ChatReply(content="Не JSON.")] * 2, "asked twice", 2),
        ([ChatReply(content=None, refusal="unsafe")], "refused to answer", 1),
    ],
    ids=["too short", "polite refusal", "malformed", "refusal"],
)
def test_words_that_stay_bad_are_reported_and_never_made_up(
    pictures: Path, mishaps: list[ChatReply], reason: str, calls: int
) -> None:
    with FakeVisionServer({"красный": mishaps}) as server:
        summary, _ = run(server, pictures)
        assert server.seen.count("красный") == calls
        again, _ = run(server, pictures)
        assert server.seen.count("красный") == calls  # a verdict is paid for once
        mended, _ = run(server, pictures, retry_failed=True)
    assert (summary.described, summary.failed, again.failed) == (GOOD - 1, 1, 1)
    assert "красный.png" in captions(pictures)  # after the third run
    assert (mended.described, mended.failed, mended.known_before) == (GOOD, 0, GOOD - 1)


def test_why_words_failed_is_in_the_table(pictures: Path) -> None:
    with FakeVisionServer({"красный": [SHORT] * 3}) as server:
        run(server, pictures)
    kind, reason = failed(pictures)["красный.png"]
    assert kind == "words" and "от 2 до 4 предложений" in reason
    assert "красный.png" not in captions(pictures)


def test_a_bad_answer_that_is_tried_again_is_not_recalled(pictures: Path) -> None:
    with FakeVisionServer({"красный": [SHORT] * 4}) as server:
        run(server, pictures)
        summary, _ = run(server, pictures, retry_failed=True)
    assert summary.failed == 0 and server.seen.count("красный") == 5


@pytest.mark.parametrize(
    "mishap",
    [
        ChatReply(status=429, retry_after="0.2"),
        ChatReply(status=500),
        ChatReply(status=503),
        ChatReply(drop=True),
        ChatReply(raw_body="<html>Bad gateway</html>"),
        ChatReply(delay_s=1.5),
    ],
    ids=["429 with Retry-After", "500", "503", "dropped", "page of a proxy", "slow"],
)
def test_a_passing_failure_is_waited_out(pictures: Path, mishap: ChatReply) -> None:
    with FakeVisionServer({"красный": [mishap] * 2}) as server:
        summary = asyncio.run(caption_run(server, pictures, {"timeout_s": 1}).carry_out())
    assert (summary.described, summary.failed) == (GOOD, 0)


def test_retry_after_is_kept(pictures: Path) -> None:
    with FakeVisionServer({"красный": [ChatReply(status=429, retry_after="1")]}) as server:
        start_s = time.monotonic()
        run(server, pictures)
    assert time.monotonic() - start_s >= 1


def test_one_picture_that_breaks_the_endpoint_does_not_stop_the_others(pictures: Path) -> None:
    with FakeVisionServer({"красный": [ChatReply(status=500)] * 3}) as server:
        summary, made = run(server, pictures)
        assert (summary.described, summary.failed, made.error) == (GOOD - 1, 1, None)
        assert failed(pictures)["красный.png"][0] == "endpoint"
        assert run(server, pictures)[0].failed == 0  # no verdict: the same command asks again


def test_an_endpoint_that_dies_ends_the_run_and_the_same_command_goes_on(pictures: Path) -> None:
    for number in range(20):
        draw(pictures / f"more_{number:02}.png", "синий", (301 + number, 200))
    with FakeVisionServer(lives_for=8) as server:
        summary, made = run(server, pictures)
    assert isinstance(made.error, ServiceUnavailable)
    assert 1 <= summary.described <= 8 and summary.left > 0
    assert len(captions(pictures)) == summary.described
    with FakeVisionServer() as server:
        whole, made = run(server, pictures)
        assert len(server.requests) == 26 - summary.described
    assert (whole.described, whole.failed, made.error) == (26, 0, None)


def test_no_more_calls_at_once_than_the_limit(pictures: Path) -> None:
    with FakeVisionServer(delay_s=0.2) as server:
        asyncio.run(caption_run(server, pictures, {"max_parallel_calls": 2}).carry_out())
    assert server.most_in_flight == 2


@pytest.mark.parametrize("mode", ["json_schema", "tool_calling", "json_object", "prompt"])
def test_every_way_to_ask_for_json_carries_the_picture(pictures: Path, mode: str) -> None:
    with FakeVisionServer() as server:
        summary = asyncio.run(caption_run(server, pictures, {"structured_output": mode}).carry_out())
    assert summary.described == GOOD and {request.mode for request in server.requests} == {mode}


def test_pictures_that_cannot_be_opened_are_told_and_the_rest_goes_on(pictures: Path) -> None:
    (pictures / "broken.png").write_bytes(b"not a picture")
    with FakeVisionServer() as server:
        summary, _ = run(server, pictures)
    assert (summary.described, summary.failed) == (GOOD, 1)
    assert failed(pictures)["broken.png"] == ("picture", "it is no picture of a kind that can be opened")


def test_what_the_curation_rejected_is_not_described(pictures: Path) -> None:
    table = pictures.parent / "decisions.csv"
    sha256 = "0" * 64
    rows = [
        Decision(file=f"{colour}.png", sha256=sha256, suggested=suggested, decision=decision)
        for colour, suggested, decision in (
            ("красный", Choice.REJECT, None),
            ("синий", Choice.REJECT, Choice.ACCEPT),
            ("зелёный", Choice.ACCEPT, Choice.REJECT),
        )
    ]
    write_decisions(table, rows)
    with FakeVisionServer() as server:
        summary, _ = run(server, pictures, decisions=table)
    assert (summary.pictures, summary.described) == (GOOD - 2, GOOD - 2)
    assert {"красный", "зелёный"}.isdisjoint(server.seen)
    write_decisions(
        table, [Decision(file=f"{colour}.png", sha256=sha256, suggested=Choice.REJECT) for colour in COLOURS]
    )
    with FakeVisionServer() as server:
        with pytest.raises(InvalidRequest, match="rejects all 6 pictures"):
            run(server, pictures, decisions=table)
        with pytest.raises(InvalidRequest, match="there is no such table"):
            run(server, pictures, decisions=table.with_name("lost.csv"))


def test_a_model_without_eyes_ends_the_run_at_no_cost(pictures: Path) -> None:
    with FakeChatServer(lambda request: ChatReply(status=400, error="this model takes no images")) as server:
        summary, made = run(server, pictures)
    assert isinstance(made.error, ToolFailed) and "takes no images" in str(made.error)
    assert summary.spent_in_all.calls == 0
    with FakeVisionServer() as seeing:
        assert run(seeing, pictures)[0].described == GOOD


def test_a_wrong_key_ends_the_run(pictures: Path) -> None:
    with FakeVisionServer({colour: [ChatReply(status=401)] for colour in COLOURS}) as server:
        _, made = run(server, pictures)
    assert isinstance(made.error, ConfigError) and "ADBANNER_VISION__API_KEY" in str(made.error)


def test_the_manifest_gets_what_was_accepted(pictures: Path) -> None:
    manifest = pictures / "manifest.jsonl"
    with FakeVisionServer({"красный": [SHORT] * 3}) as server:
        summary, _ = run(server, pictures, manifest=manifest, licence="CC0-1.0")
    found = {image.file for image in read_manifest(manifest)}
    assert found == {f"{colour}.png" for colour in COLOURS} - {"красный.png"}
    assert summary.manifest and summary.manifest.added == GOOD - 1


def test_a_broken_manifest_is_told_before_anything_is_paid_for(pictures: Path) -> None:
    (pictures / "manifest.jsonl").write_text("{")
    with FakeVisionServer() as server, pytest.raises(ConfigError, match=r"manifest\.jsonl:1"):
        run(server, pictures, manifest=pictures / "manifest.jsonl")
    assert server.requests == [] and server.probes == []


def start(server: FakeVisionServer | None, pictures: Path, *more: str) -> "subprocess.Popen[str]":
    environment = os.environ | {  # noqa: TID251 - a process of its own gets its settings so
        "ADBANNER_DATA_DIR": str(pictures.parent / "data"),
        "ADBANNER_VISION__MAX_PARALLEL_CALLS": "2",
    }
    if server:
        environment |= {"ADBANNER_VISION__BASE_URL": server.base_url, "ADBANNER_VISION__MODEL": "eye"}
    return subprocess.Popen(
        [sys.executable, "-m", "offline.cli", "caption", str(pictures), "--out", str(pictures.parent / "out"), *more],
        cwd=PROJECT_ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(met: Callable[[], bool]) -> None:
    until_s = time.monotonic() + WAIT_S
    while not met():
        assert time.monotonic() < until_s
        time.sleep(0.01)


def journal_lines(pictures: Path) -> int:
    path = pictures.parent / "out" / "journal.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


def test_killed_half_way_it_loses_the_calls_in_flight_at_most(pictures: Path) -> None:
    with FakeVisionServer(delay_s=0.4) as server:
        process = start(server, pictures)
        wait_for(lambda: journal_lines(pictures) >= 2)
        process.kill()
        process.communicate()
        kept, asked = journal_lines(pictures), len(server.seen)
        assert kept < GOOD and asked - kept <= 2
        process = start(server, pictures)
        told, _ = process.communicate(timeout=WAIT_S)
    assert process.returncode == 0
    assert len(server.seen) - asked <= GOOD - kept  # nothing that was kept is asked about again
    assert f"{GOOD} of {GOOD} pictures described" in told and len(captions(pictures)) == GOOD


def test_ctrl_c_waits_for_the_answers_on_their_way(pictures: Path) -> None:
    with FakeVisionServer(delay_s=1) as server:
        process = start(server, pictures)
        wait_for(lambda: len(server.seen) >= 2)
        process.send_signal(signal.SIGINT)
        told, complaint = process.communicate(timeout=WAIT_S)
        asked = len(server.seen)
        assert process.returncode == 130 and "Traceback" not in complaint
        assert journal_lines(pictures) == len(captions(pictures)) == asked < GOOD
        assert "goes on from there" in told
        process = start(server, pictures)
        process.communicate(timeout=WAIT_S)
    assert process.returncode == 0 and len(server.seen) == GOOD


def test_a_second_ctrl_c_stops_at_once(pictures: Path) -> None:
    with FakeVisionServer(delay_s=20) as server:
        process = start(server, pictures)
        wait_for(lambda: len(server.seen) >= 2)
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=10)
        assert process.returncode == 130 and "Traceback" not in complaint


def test_what_failed_shows_in_the_exit_status(pictures: Path) -> None:
    (pictures / "broken.png").write_bytes(b"not a picture")
    with FakeVisionServer() as server:
        process = start(server, pictures)
        told, _ = process.communicate(timeout=WAIT_S)
    assert process.returncode == 9 and f"{GOOD} of {GOOD + 1} pictures described" in told


def test_without_an_endpoint_the_settings_are_named(pictures: Path) -> None:
    process = start(None, pictures)
    _, complaint = process.communicate(timeout=WAIT_S)
    assert process.returncode == 4
    assert complaint.strip() == "A model endpoint needs both ADBANNER_VISION__BASE_URL and ADBANNER_VISION__MODEL."
