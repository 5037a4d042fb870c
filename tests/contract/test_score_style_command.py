"""``score-style`` over an image server and a vision endpoint that speak real HTTP."""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from adbanner.errors import ConfigError, InvalidRequest, ServiceUnavailable
from adbanner.settings import PROJECT_ROOT, Settings, VisionSettings
from offline.style_scores.command import (
    KEY_FILE,
    ScoreOptions,
    StyleReport,
    measure,
    measure_command,
    rating_page_command,
)
from offline.style_scores.embedded import VECTORS_FILE, embed_command
from offline.style_scores.scores import NotMeasured, PairedScore
from offline.validation.blind_page import read_key
from offline.validation.descriptions import PictureQuestion, ValidationDescription
from offline.validation.drawings import Drawing, Drawings, write_drawings
from tools.fake_chat_server import ChatReply, ChatRequest, FakeChatServer, answer
from tools.fake_vision_server import COLOURS, ENGLISH, colour_of

IDS = tuple(f"d{number:02}" for number in range(8))
RUSSIAN = {english: russian for russian, english in ENGLISH.items()}


def draw(path: Path, colour: str) -> None:
    image = Image.new("RGB", (128, 128), "white")
    ImageDraw.Draw(image).ellipse((30, 30, 100, 100), fill=COLOURS[RUSSIAN[colour]])
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The base draws everything violet; the LoRA draws what is asked for."""
    colours = [list(ENGLISH.values())[number % 4] for number in range(len(IDS))]
    descriptions, drawings = [], []
    for name, colour in zip(IDS, colours, strict=True):
        questions = (
            PictureQuestion(question=f"Is the object {colour}?", expected="yes"),
            PictureQuestion(question="Is the object violet?", expected="no"),
            PictureQuestion(question="Is the object teal?", expected="no"),
        )
        descriptions.append(
            ValidationDescription(id=name, product_id="p", russian="Шар.", english="A ball.", questions=questions)
        )
        for source, shown in (("base", "violet"), ("r32", colour)):
            file = f"{source}/{name}.png"
            draw(tmp_path / "drawn" / file, shown)
            drawings.append(
                Drawing(
                    source=source,
                    description_id=name,
                    seed=0,
                    prompt="",
                    file=file,
                    sha256=file,
                    toy=True,
                    server="",
                )
            )
    record = Drawings(sources=("base", "r32"), descriptions=tuple(descriptions), drawings=tuple(drawings))
    write_drawings(tmp_path / "drawn", record)
    return tmp_path / "drawn"


def look(request: ChatRequest) -> ChatReply:
    """Answer what the picture shows, as a careful judge does."""
    urls = [url for message in request.messages for url in message.images]
    if not urls:
        return ChatReply(status=400, error="no picture")
    colour = ENGLISH[colour_of(urls[0])]
    asked = [line for line in request.messages[1].content.splitlines() if line.endswith("?")]
    answers = [
        {"number": k, "answer": "yes" if f" {colour}?" in line else "no"} for k, line in enumerate(asked, start=1)
    ]
    return answer({"answers": answers})


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo kit with a few of its pictures."""
    demo, small = PROJECT_ROOT / "brand_kits" / "demo", tmp_path_factory.mktemp("kit") / "kit"
    shutil.copytree(demo, small, ignore=shutil.ignore_patterns("images"))
    (small / "images").mkdir()
    lines = (demo / "images" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()[:12]
    (small / "images" / "manifest.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for line in lines:
        shutil.copy(demo / "images" / json.loads(line)["file"], small / "images")
    return small


@pytest.fixture(autouse=True)
def small_bank(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADBANNER_BRAND_KIT", str(kit))


def options(folder: Path, *answers: Path) -> ScoreOptions:
    return ScoreOptions(folder=folder, base="base", lora="r32", answers=answers, pauses_s=(0.01, 0.01))


def settings(folder: Path, server: FakeChatServer | None = None, **changes: object) -> Settings:
    vision = (
        VisionSettings.model_validate({"base_url": server.base_url, "model": "eye"}) if server else VisionSettings()
    )
    return Settings(vision=vision, data_dir=folder.parent / "data", **changes)  # type: ignore[arg-type]


def score(report: StyleReport, name: str) -> PairedScore:
    found = next(each for each in report.scores if each.kind.id == name)
    assert isinstance(found, PairedScore), found
    return found


def test_without_endpoints_palettes_are_measured_and_the_rest_says_what_is_missing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = measure_command(options(folder))
    missing = {each.kind.id: each.reason for each in report.scores if isinstance(each, NotMeasured)}
    assert set(missing) == {"embedding_picture", "embedding_set", "following", "people_prompt", "people_style"}
    assert "score-style embed" in missing["embedding_set"] and "ADBANNER_VISION" in missing["following"]
    said = capsys.readouterr().out
    assert "not measured: no vision model is set up" in said and "toy weights" in said
    for suffix in ("md", "html", "json"):
        assert "palette" in (folder / f"style_scores.{suffix}").read_text(encoding="utf-8").lower()
    first = (folder / "style_scores.json").read_bytes()
    measure_command(options(folder))
    assert (folder / "style_scores.json").read_bytes() == first


def test_questions_are_asked_of_what_is_drawn_and_paid_for_once(folder: Path) -> None:
    with FakeChatServer(look) as server:
        report = measure(options(folder), settings(folder, server))
        following = score(report, "following")
        # Violet is wrong for the colour and for the violet, and right for the teal.
        assert (following.base, following.lora) == pytest.approx((1 / 3, 1.0))
        assert following.verdict == "LoRA better" and report.vision_model == "eye"
        paid = len(server.requests)
        assert measure(options(folder), settings(folder, server)) == report
        assert len(server.requests) == paid
        sent = " ".join(message.content for request in server.requests for message in request.messages)
        assert "A ball." not in sent and "r32" not in sent


@pytest.mark.parametrize(
    "bad",
    [{"answers": []}, {"answers": [{"number": 1, "answer": "yes"}] * 3}, {"answers": [{"number": 0, "answer": "no"}]}],
)
def test_a_muddled_answer_is_asked_for_again(folder: Path, bad: dict[str, object]) -> None:
    muddled: set[str] = set()

    def muddle_once(request: ChatRequest) -> ChatReply:
        urls = [url for message in request.messages for url in message.images]
        if urls and urls[0] not in muddled:
            muddled.add(urls[0])
            return answer(bad)
        return look(request)

    with FakeChatServer(muddle_once) as server:
        assert score(measure(options(folder), settings(folder, server)), "following").lora == pytest.approx(1.0)
        assert "с 1 по 3" in server.requests[-1].messages[-1].content


def test_a_judge_that_agrees_with_everything_gets_no_full_marks(folder: Path) -> None:
    def agree(request: ChatRequest) -> ChatReply:
        if not any(message.images for message in request.messages):
            return look(request)
        return answer({"answers": [{"number": k, "answer": "yes"} for k in (1, 2, 3)]})

    with FakeChatServer(agree) as server:
        following = score(measure(options(folder), settings(folder, server)), "following")
    assert (following.base, following.lora) == pytest.approx((1 / 3, 1 / 3))
    assert following.verdict == "no difference shown"


def test_an_endpoint_that_is_down_is_told_and_the_next_run_goes_on(folder: Path) -> None:
    with FakeChatServer(lambda _: ChatReply(status=503)) as server, pytest.raises(ServiceUnavailable):
        measure(options(folder), settings(folder, server))
    with FakeChatServer(look) as server:
        assert score(measure(options(folder), settings(folder, server)), "following").cases == len(IDS)


def marked(folder: Path, person: str, style: dict[str, int]) -> Path:
    key = read_key(folder / KEY_FILE)
    answers = [
        {"description": name, "place": place, "question": question, "value": value}
        for name, places in key.places.items()
        for place, source in enumerate(places)
        for question, value in (("prompt", 4), ("style", style[source]))
    ]
    path = folder / f"{person}.json"
    path.write_text(json.dumps({"page": key.page, "person": person, "answers": answers}), encoding="utf-8")
    return path


def test_marks_come_back_from_the_blind_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = rating_page_command(folder, "base", "r32", None, seed=0)
    html = page.read_text(encoding="utf-8")
    assert "r32" not in html and "Фирменный стиль" in html and "Следование описанию" in html
    files = [marked(folder, "Анна", {"base": 2, "r32": 5}), marked(folder, "Борис", {"base": 1, "r32": 4})]
    report = measure_command(options(folder, *files))
    style, prompt = score(report, "people_style"), score(report, "people_prompt")
    assert (style.base, style.lora, style.verdict) == (1.5, 4.5, "LoRA better")
    assert prompt.verdict == "no difference shown" and report.people == ("Анна", "Борис")
    assert "| 12 | 36 | 40 |" in capsys.readouterr().out


def test_wrong_names_are_told(folder: Path) -> None:
    with pytest.raises(InvalidRequest, match="there are base, r32"):
        rating_page_command(folder, "base", "r64", None, seed=0)
    with pytest.raises(InvalidRequest, match="two different"):
        rating_page_command(folder, "base", "base", None, seed=0)
    with pytest.raises(InvalidRequest, match="draw the pictures first"):
        rating_page_command(folder.parent, "base", "r32", None, seed=0)
    with pytest.raises(InvalidRequest, match="Make the page first"):
        measure(options(folder, folder / "drawings.json"), settings(folder))


def write_vectors(folder: Path, kit: Path, *, style: dict[str, int]) -> None:
    """Vectors as an encoder would give that sees the bank at one end of an axis."""
    random = np.random.default_rng(0)
    files = {path: style[path.parent.name] for path in folder.glob("*/*.png")}
    files |= dict.fromkeys((kit / "images").glob("*.webp"), 1)
    vectors = random.normal(size=(len(files), 8)) * 0.1
    vectors[:, 0] += list(files.values())
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    keys = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    np.savez(folder / VECTORS_FILE, encoder=np.array("eye-b14"), keys=np.array(keys), vectors=vectors)


def test_vectors_of_an_encoder_are_compared_with_the_bank(folder: Path, kit: Path) -> None:
    write_vectors(folder, kit, style={"base": -1, "r32": 1})
    report = measure(options(folder), settings(folder))
    assert report.encoder == "eye-b14"
    for name in ("embedding_picture", "embedding_set"):
        assert score(report, name).verdict == "LoRA better"
    draw(folder / "r32" / "d00.png", "teal")
    missing = [each for each in measure(options(folder), settings(folder)).scores if isinstance(each, NotMeasured)]
    assert "run score-style embed again" in missing[0].reason


def test_an_encoder_without_torch_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)  # as if it were not installed, wherever the test runs
    monkeypatch.setenv("ADBANNER_STYLE_ENCODER", str(folder))
    with pytest.raises(ConfigError, match="environment of the model servers"):
        embed_command(folder, None)
