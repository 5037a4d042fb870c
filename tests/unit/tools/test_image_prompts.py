"""How often the prompter asks, and which answer it takes."""

from collections.abc import Iterator

import pytest
from pydantic import AnyHttpUrl

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import Product
from adbanner.errors import ToolFailed
from adbanner.prompts import PromptLibrary
from adbanner.settings import PROJECT_ROOT, LlmSettings
from tools.fake_chat_server import FakeChatServer, answer
from tools.image_prompts import ImagePrompter
from tools.llm import ChatModel

PRODUCT = Product(id="delivery", name="Орбита Еда", word_mark="Еда", category="food", description="Привозим еду.")
BOX = "Открытая коробка с пиццей"
BOX_AGAIN = "Большая коробка с горячей пиццей"
SCOOTER = "Зелёный самокат с фарой"
APPLE = "Мягкая 3D-иллюстрация: красное яблоко. Яблоко по центру, на чистом белом фоне."
PEAR = "Мягкая 3D-иллюстрация: жёлтая груша. Груша по центру, на чистом белом фоне."


@pytest.fixture
def server() -> Iterator[FakeChatServer]:
    with FakeChatServer() as running:
        yield running


@pytest.fixture
def prompter(server: FakeChatServer, store: ArtifactStore) -> ImagePrompter:
    settings = LlmSettings(base_url=AnyHttpUrl(server.base_url), model="tiny")
    prompts = PromptLibrary.load(PROJECT_ROOT / "prompts")
    return ImagePrompter(ChatModel(settings, store, prompts), prompts)


async def invent(prompter: ImagePrompter, slot: int, *descriptions: str) -> str:
    return await prompter.write_image_prompt(
        product=PRODUCT, offer="Скидка 15%", slot=slot, seed=1, descriptions=descriptions
    )


async def test_a_fault_is_named_in_the_next_question(server: FakeChatServer, prompter: ImagePrompter) -> None:
    server.enqueue(answer({"text": f"{BOX} и надпись"}), answer({"text": BOX}))
    assert await invent(prompter, 0) == BOX
    assert "быть не может: надпись" in server.requests[1].messages[-1].content


async def test_the_same_bad_answer_twice_still_leads_to_a_new_question(
    server: FakeChatServer, prompter: ImagePrompter
) -> None:
    server.enqueue(answer({"text": f"{BOX} 1"}), answer({"text": f"{BOX} 1"}), answer({"text": BOX}))
    assert await invent(prompter, 0) == BOX
    assert [message.role for message in server.requests[2].messages] == [
        "system", "user", "assistant", "user", "assistant", "user",
    ]  # fmt: skip


async def test_a_doubtful_answer_is_asked_for_once_more_and_then_taken(
    server: FakeChatServer, prompter: ImagePrompter
) -> None:
    server.enqueue(answer({"text": PEAR}), answer({"text": PEAR}))
    assert await prompter.rewrite_prompt("красное яблоко", seed=1) == PEAR
    assert len(server.requests) == 2


async def test_the_answer_with_the_fewest_faults_is_taken(server: FakeChatServer, prompter: ImagePrompter) -> None:
    yellow = APPLE.replace("красное", "жёлтое")
    server.enqueue(answer({"text": yellow}), answer({"text": PEAR}))
    assert await prompter.rewrite_prompt("красное яблоко", seed=1) == yellow


async def test_the_reason_for_giving_up_is_russian(server: FakeChatServer, prompter: ImagePrompter) -> None:
    server.enqueue(*(answer({"text": f"Красная коробка за {price} ₽"}) for price in (1, 2, 3)))
    with pytest.raises(ToolFailed, match=r"модель ответила непригодно 3 раза подряд \(цифр, процентов"):
        await invent(prompter, 0)


async def test_two_slots_with_the_same_picture_are_asked_for_again(
    server: FakeChatServer, prompter: ImagePrompter
) -> None:
    server.enqueue(answer({"texts": [BOX, BOX_AGAIN]}), answer({"texts": [BOX, SCOOTER]}))
    assert await invent(prompter, 1, "", "") == SCOOTER
    assert await invent(prompter, 0, "", "") == BOX
    assert "описание 2: повторяет картинку 1" in server.requests[1].messages[-1].content
    assert len(server.requests) == 2


async def test_only_the_slot_that_repeats_another_goes_without(server: FakeChatServer, prompter: ImagePrompter) -> None:
    same = [answer({"texts": [BOX, f"{BOX_AGAIN} {word}"]}) for word in ("утром", "днём", "вечером")]
    server.enqueue(*same)
    with pytest.raises(ToolFailed, match="повторяет картинку 1"):
        await invent(prompter, 1, "", "")
    assert await invent(prompter, 0, "", "") == BOX


async def test_the_marketers_other_picture_is_not_invented_again(
    server: FakeChatServer, prompter: ImagePrompter
) -> None:
    server.enqueue(answer({"text": BOX}), answer({"text": SCOOTER}))
    assert await invent(prompter, 0, "", "коробка с пиццей") == SCOOTER


async def test_too_few_descriptions_are_asked_for_again(server: FakeChatServer, prompter: ImagePrompter) -> None:
    server.enqueue(answer({"texts": [BOX]}), answer({"texts": [BOX, SCOOTER]}))
    assert await invent(prompter, 1, "", "") == SCOOTER


async def test_a_description_too_many_is_left_out(server: FakeChatServer, prompter: ImagePrompter) -> None:
    server.enqueue(answer({"texts": [BOX, SCOOTER, BOX_AGAIN]}))
    assert await invent(prompter, 1, "", "") == SCOOTER


async def test_queries_of_slots_without_a_description_differ(server: FakeChatServer, prompter: ImagePrompter) -> None:
    server.enqueue(answer({"texts": [BOX, BOX]}), answer({"texts": [BOX, SCOOTER]}))
    query = await prompter.write_search_query(
        product=PRODUCT, offer="Скидка 15%", description="", slot=1, seed=1, descriptions=("", "")
    )
    assert query == SCOOTER
