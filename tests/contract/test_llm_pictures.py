"""Pictures on their way to a vision endpoint, over real HTTP."""

import pytest
from pydantic import AnyHttpUrl, BaseModel, ConfigDict

from adbanner.artifact_store import ArtifactStore
from adbanner.errors import ConfigError, ServiceUnavailable
from adbanner.prompts import PromptLibrary, Task
from adbanner.settings import PROJECT_ROOT, VisionSettings
from tools.fake_chat_server import ChatReply, FakeChatServer, answer
from tools.llm import ChatMessage, ChatModel

PROMPTS = PromptLibrary.load(PROJECT_ROOT / "prompts")
RED, BLUE = "data:image/png;base64,cmVk", "data:image/png;base64,Ymx1ZQ=="


class Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    caption: str


def vision(server: FakeChatServer, store: ArtifactStore) -> ChatModel:
    url = AnyHttpUrl(server.base_url)
    return ChatModel(VisionSettings(base_url=url, model="eye", structured_output="json_schema"), store, PROMPTS)


async def ask(model: ChatModel, url: str) -> str:
    message = ChatMessage(role="user", content="Что здесь?", images=(url,))
    asked = (ChatMessage(role="system", content="Описывай."), message)
    return (await model.complete(Task.CAPTION_PICTURE, asked, Words, seed=0)).value.caption


async def test_a_picture_goes_over_the_wire_and_makes_a_question_of_its_own(store: ArtifactStore) -> None:
    with FakeChatServer() as server:
        server.enqueue(answer({"caption": "красное"}), answer({"caption": "синее"}))
        model = vision(server, store)
        assert [await ask(model, url) for url in (RED, BLUE, RED)] == ["красное", "синее", "красное"]
    assert [request.messages[1].images for request in server.requests] == [(RED,), (BLUE,)]
    assert server.requests[0].messages[1].content == "Что здесь?"


@pytest.mark.parametrize(
    ("status", "error", "setting"),
    [(401, ConfigError, "VISION__API_KEY"), (404, ConfigError, "VISION__MODEL")],
)
async def test_failures_name_the_settings_of_the_vision_model(
    store: ArtifactStore, status: int, error: type[Exception], setting: str
) -> None:
    with FakeChatServer() as server:
        server.enqueue(ChatReply(status=status))
        with pytest.raises(error, match=f"ADBANNER_{setting}"):
            await ask(vision(server, store), RED)


async def test_a_page_of_a_proxy_names_the_address_of_the_vision_model(store: ArtifactStore) -> None:
    with FakeChatServer() as server:
        server.enqueue(ChatReply(raw_body="<html>"))
        with pytest.raises(ServiceUnavailable, match="ADBANNER_VISION__BASE_URL"):
            await ask(vision(server, store), RED)


def test_what_is_not_set_up_is_named(store: ArtifactStore) -> None:
    with pytest.raises(ConfigError, match="ADBANNER_VISION__BASE_URL and ADBANNER_VISION__MODEL"):
        ChatModel(VisionSettings(), store, PROMPTS)
