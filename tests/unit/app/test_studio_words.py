"""What the studio says: complete in both languages, plain, and never code."""

import json
import re
from pathlib import Path
from typing import Any

import chainlit
import pytest

from adbanner.assets import AssetRef, MediaType
from adbanner.banner import CheckId
from adbanner.images import BankHit, GenerationPrompts, ImageOrigin, Picture
from adbanner.layout import Layout
from adbanner.progress import ProgressEvent, Step
from adbanner.texts import TextAuthor
from app.studio import server
from app.studio.editor import Progress
from app.studio.presenting import format_view, reasons
from app.studio.talk import escaped, talk_id
from app.studio.view import StepStatus
from app.studio.words import ENGLISH, PLATFORM_IDS, RUSSIAN, STAGES, WORDS, Words

TRANSLATIONS = server.SOURCE / "chainlit" / "translations"
ASSET = AssetRef(sha256="a" * 64, media_type=MediaType.PNG, size_bytes=1)


def keys(value: Any, path: str = "") -> set[str]:
    if not isinstance(value, dict):
        return {path}
    return {key for name, part in value.items() for key in keys(part, f"{path}.{name}")}


@pytest.mark.parametrize("language", ["ru-RU", "en-US"])
def test_every_word_of_chainlit_is_translated(language: str) -> None:
    stock = Path(chainlit.__file__).parent / "translations" / "en-US.json"
    ours = json.loads((TRANSLATIONS / f"{language}.json").read_text(encoding="utf-8"))
    assert keys(ours) == keys(json.loads(stock.read_text(encoding="utf-8")))


def test_every_check_step_and_platform_has_a_title(demo_layouts: dict[str, Layout]) -> None:
    for words in WORDS.values():
        assert set(words.checks) == set(CheckId)
        assert set(words.authors) == set(TextAuthor)
        assert set(words.stages) == {key for key, _ in STAGES}
    assert {step for _, steps in STAGES for step in steps} == set(Step)
    assert {layout.platform for layout in demo_layouts.values()} <= set(PLATFORM_IDS)


def test_english_words_are_english_and_say_as_much_as_the_russian_ones() -> None:
    for name in Words.model_fields:
        russian, english = getattr(RUSSIAN, name), getattr(ENGLISH, name)
        if isinstance(english, str):
            assert english.count("{}") == russian.count("{}"), name
        said = "".join(english.values()) if isinstance(english, dict) else str(english)
        assert not re.search("[а-яё]", said, re.IGNORECASE), name


def test_words_of_a_person_are_escaped_in_markdown() -> None:
    assert escaped("![x](http://evil.example) <b>*") == r"\!\[x\]\(http://evil.example\) \<b\>\*"


def test_lines_of_the_chat_keep_their_ids() -> None:
    assert talk_id("thread", 1) == talk_id("thread", 1) != talk_id("thread", 2)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(12.5, "px", "12,5\u00a0px"), (4.8, ":1", "4,8:1"), (30.0, "%", "30\u00a0%"), (0, "", "0")],
)
def test_measures_are_written_as_people_write_them(value: float, unit: str, words: str) -> None:
    assert RUSSIAN.measure(value, unit) == words


def test_english_measures_have_english_units() -> None:
    assert ENGLISH.measure(285.5, "КБ") == "285.5\u00a0KB"
    assert ENGLISH.measure(4, "шт.") == "4"


def test_why_this_picture() -> None:
    hit = BankHit(image_id="car", file="car.webp", score=0.8, product_score=0.81, caption_score=0.5, service="такси")
    bank = Picture(slot=0, origin=ImageOrigin.BANK, asset=ASSET, label="car", hit=hit)
    told = " ".join(reasons(bank, RUSSIAN)).replace("\u00a0", " ")
    assert "car" in told and "«такси»" in told and "0,81" in told and "0,50" in told
    prompts = GenerationPrompts(description="машина", styled="3D-машина", english="a 3D car")
    drawn = Picture(slot=0, origin=ImageOrigin.AI, asset=ASSET, label="x", seed=7, prompts=prompts, toy=True)
    told = " ".join(reasons(drawn, RUSSIAN)).replace("\u00a0", " ")
    assert "a 3D car" in told and "Зерно: 7" in told and "не публикуйте" in told


def test_fields_are_called_what_people_call_them(demo_layouts: dict[str, Layout]) -> None:
    view = format_view(demo_layouts["square_1080x1080"])
    assert view.fields[0].title == "Заголовок"
    assert (view.width, view.height, view.platform) == (1080, 1080, "universal")


def test_progress_follows_the_stages_and_shows_what_has_arrived() -> None:
    progress = Progress("campaign")
    progress.take(ProgressEvent(step=Step.SCREEN_REQUEST, message="Запрос проверен"))
    progress.take(ProgressEvent(step=Step.SEARCH_BANK, message="Картинка 1: найдено", slot=0))
    states = {step.key: step.status for step in progress.steps()}
    assert states["read"] is StepStatus.DONE
    assert states["texts"] is states["pictures"] is StepStatus.RUNNING
    progress.take(ProgressEvent(step=Step.REVIEW_BANNER, message="Проверен", layout_id="x", asset=ASSET))
    assert progress.arrived == {"x": f"/files/campaign/{'a' * 64}"}


def test_the_page_loads_nothing_from_elsewhere() -> None:
    stock = '<link href="https://fonts.googleapis.com/x"><script src="https://cdn.example/x.js"></script>'
    assert server.OUTSIDE_LINK.sub("", stock) == ""
    assert "https://" not in server.CONTENT_SECURITY_POLICY
