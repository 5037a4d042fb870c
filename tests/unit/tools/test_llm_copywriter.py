"""What the model is told; what it answers is tested over HTTP."""

from pathlib import Path

import pytest
from pydantic import AnyHttpUrl

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BrandKit
from adbanner.layout import Layout
from adbanner.prompts import PromptLibrary
from adbanner.settings import PROJECT_ROOT, LlmSettings
from tools.copywriting import CopyRequest
from tools.facts import extract_facts
from tools.llm import ChatModel
from tools.llm_copywriter import LlmCopywriter

OFFER = "Скидка 15% на первый заказ до 31 декабря"


@pytest.fixture
def copywriter(tmp_path: Path) -> LlmCopywriter:
    prompts = PromptLibrary.load(PROJECT_ROOT / "prompts")
    settings = LlmSettings(base_url=AnyHttpUrl("http://127.0.0.1:9/v1"), model="m")
    return LlmCopywriter(ChatModel(settings, ArtifactStore.local(tmp_path), prompts), prompts)


@pytest.fixture
def request_(demo_kit: BrandKit, demo_layouts: dict[str, Layout]) -> CopyRequest:
    product = demo_kit.product("delivery")
    return CopyRequest(
        product=product,
        layout=demo_layouts["feed_1080x1350"],
        offer=OFFER,
        facts=extract_facts(OFFER),
        tone_of_voice=demo_kit.tone_of_voice,
        forbidden_words=demo_kit.forbidden_words,
        button_verbs=demo_kit.button_verbs(product),
        examples=demo_kit.examples,
        language="ru",
        seed=0,
    )


def test_a_target_below_each_limit_is_told(copywriter: LlmCopywriter, request_: CopyRequest) -> None:
    system, user = copywriter.conversation(request_, ())

    assert "Лимит 44 зн., цель — до 39;" in user.content
    assert "целься в указанную рядом цель" in system.content


def test_without_targets_only_the_limits_are_told(copywriter: LlmCopywriter, request_: CopyRequest) -> None:
    system, user = copywriter.conversation(request_.model_copy(update={"aims_below_limits": False}), ())

    assert "Лимит 44 зн.; строк" in user.content
    assert "цель" not in user.content
    assert "целься" not in system.content


def test_an_english_offer_asks_for_english_texts(copywriter: LlmCopywriter, request_: CopyRequest) -> None:
    system, _ = copywriter.conversation(request_.model_copy(update={"language": "en"}), ())

    assert "Язык текстов: английский" in system.content


def test_all_approved_banners_are_shown_as_examples(copywriter: LlmCopywriter, request_: CopyRequest) -> None:
    system, _ = copywriter.conversation(request_, ())

    assert len(request_.examples) == 10
    for example in request_.examples:
        assert example.offer.replace("«", "").split()[0] in system.content
