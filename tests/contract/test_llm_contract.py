"""The client against an endpoint that speaks real HTTP: everything a deployment was seen to do."""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime

import pytest
from langchain_core.runnables import RunnableLambda
from pydantic import AnyHttpUrl, BaseModel, ConfigDict, SecretStr

from adbanner.artifact_store import ArtifactStore
from adbanner.errors import AdBannerError, ConfigError, ServiceUnavailable, ToolFailed
from adbanner.prompts import PromptLibrary, Task
from adbanner.settings import PROJECT_ROOT, LlmSettings
from adbanner.usage import Usage
from tools.fake_chat_server import ChatReply, ChatRequest, FakeChatServer, answer
from tools.llm import ChatMessage, ChatModel
from tools.usage_meter import metered

PROMPTS = PromptLibrary.load(PROJECT_ROOT / "prompts")
QUESTION = (ChatMessage(role="system", content="Пиши рекламу."), ChatMessage(role="user", content="Скидка 15%"))


class Texts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    headline: str
    button: str


GOOD = Texts(headline="Скидка 15%", button="Заказать")
GOOD_REPLY = answer(GOOD.model_dump())


@pytest.fixture
def server() -> Iterator[FakeChatServer]:
    with FakeChatServer() as running:
        yield running


def settings_for(server: FakeChatServer, **changes: object) -> LlmSettings:
    fixed = LlmSettings(base_url=AnyHttpUrl(server.base_url), model="tiny", structured_output="json_schema")
    return fixed.model_copy(update=changes)


def chat_for(server: FakeChatServer, store: ArtifactStore, **changes: object) -> ChatModel:
    return ChatModel(settings_for(server, **changes), store, PROMPTS)


async def ask(chat: ChatModel, *, seed: int = 7, messages: tuple[ChatMessage, ...] = QUESTION) -> Texts:
    return (await chat.complete(Task.WRITE_TEXTS, messages, Texts, seed=seed)).value


async def test_an_answer_is_priced_and_metered(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(GOOD_REPLY)
    chat = chat_for(server, store, prompt_price=Decimal(200_000), completion_price=Decimal(400_000))
    with metered() as usages:
        completion = await chat.complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=7)
        again = await chat.complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=7)
    assert completion.usage.cost == Decimal(4)
    assert usages == [completion.usage, again.usage]
    assert again.usage.recalled


async def test_calls_outside_a_meter_are_not_collected(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(GOOD_REPLY)
    with metered() as usages:
        pass
    await ask(chat_for(server, store))
    assert usages == []


async def test_the_request_carries_what_the_settings_say(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(GOOD_REPLY)
    chat = chat_for(server, store, api_key=SecretStr("sesame"), temperature=0.3, max_tokens=200)
    completion = await chat.complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=7)
    assert completion.value == GOOD
    assert completion.usage == Usage(model="tiny", prompt_tokens=10, completion_tokens=5, calls=1)
    (request,) = server.requests
    assert request.model_dump() == {
        "model": "tiny",
        "messages": (
            {"role": "system", "content": "Пиши рекламу."},
            {"role": "user", "content": "Скидка 15%"},
        ),
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": "answer",
                "strict": True,
                "schema": {
                    "type": "object",
                    "properties": {"headline": {"type": "string"}, "button": {"type": "string"}},
                    "required": ["headline", "button"],
                    "additionalProperties": False,
                },
            },
        },
        "seed": 7,
        "temperature": 0.3,
        "max_tokens": 200,
        "max_completion_tokens": None,
        "tools": (),
        "tool_choice": None,
        "stream": False,
        "authorization": "Bearer sesame",
    }


async def test_the_json_object_rung_puts_the_schema_into_the_prompt(
    server: FakeChatServer, store: ArtifactStore
) -> None:
    server.enqueue(GOOD_REPLY)
    await ask(chat_for(server, store, structured_output="json_object"))
    (request,) = server.requests
    assert request.response_format == {"type": "json_object"}
    assert request.messages[0].content.startswith("Пиши рекламу.\n\n")
    assert '"required": ["headline", "button"]' in request.messages[0].content


async def test_the_prompt_rung_asks_for_no_format(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(GOOD_REPLY)
    await ask(chat_for(server, store, structured_output="prompt"))
    (request,) = server.requests
    assert request.response_format is None
    assert '"required": ["headline", "button"]' in request.messages[0].content


async def test_a_refused_format_steps_down_for_good(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(
        ChatReply(status=400, error="response_format json_schema is not supported"),
        ChatReply(status=404, error="No endpoints found that support tool use."),
        ChatReply(status=500, error="('body', 'response_format', 'type'): Input should be 'text'"),
        GOOD_REPLY,
        GOOD_REPLY,
    )
    chat = chat_for(server, store)
    assert await ask(chat, seed=1) == GOOD
    assert await ask(chat, seed=2) == GOOD
    assert [request.mode for request in server.requests] == [
        "json_schema",
        "tool_calling",
        "json_object",
        "prompt",
        "prompt",
    ]


async def test_an_answer_paid_for_on_a_lower_rung_is_found_after_a_restart(
    server: FakeChatServer, store: ArtifactStore
) -> None:
    server.enqueue(ChatReply(status=400, error="response_format is not supported"), GOOD_REPLY)
    await ask(chat_for(server, store))
    assert await ask(chat_for(server, store)) == GOOD
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "content",
    [
        f"```json\n{GOOD.model_dump_json()}\n```",
        f"<think>Пользователь хочет…</think>{GOOD.model_dump_json()}",
        f"Готово: {GOOD.model_dump_json()}",
    ],
    ids=["fences", "think", "prose"],
)
async def test_what_stands_around_the_object_is_ignored(
    server: FakeChatServer, store: ArtifactStore, content: str
) -> None:
    server.enqueue(ChatReply(content=content))
    assert await ask(chat_for(server, store)) == GOOD


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (ChatReply(content='{"headline": "Скид'), "no complete JSON object"),
        (answer({"headline": "Скидка 15%"}), "button: Field required"),
        (answer({"headline": "а", "button": "б", "body": "в"}), "body: Extra inputs"),
        (ChatReply(content=None), "no complete JSON object"),
        (ChatReply(content='{"headline": "Ски', finish_reason="length"), "cut off after 1024 tokens"),
    ],
    ids=["truncated", "missing", "extra", "null", "length"],
)
async def test_a_malformed_answer_is_asked_for_once_more(
    server: FakeChatServer, store: ArtifactStore, bad: ChatReply, problem: str
) -> None:
    server.enqueue(bad, GOOD_REPLY)
    completion = await chat_for(server, store).complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=7)
    assert completion.value == GOOD
    assert (completion.usage.calls, completion.usage.prompt_tokens, completion.usage.completion_tokens) == (2, 20, 10)
    roles = [message.role for message in server.requests[1].messages]
    assert roles == ["system", "user", "assistant", "user"]
    assert server.requests[1].messages[2].content == (bad.content or "")
    assert problem in server.requests[1].messages[3].content


async def test_two_malformed_answers_are_given_up_and_not_kept(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(ChatReply(content="нет"), ChatReply(content="всё ещё нет"), GOOD_REPLY)
    chat = chat_for(server, store)
    with pytest.raises(ToolFailed, match="asked twice"):
        await ask(chat)
    assert await ask(chat) == GOOD


@pytest.mark.parametrize("content", ["", '{"headline": "Ски'], ids=["nothing", "half"])
async def test_a_length_that_never_suffices_names_the_setting(
    server: FakeChatServer, store: ArtifactStore, content: str
) -> None:
    cut = ChatReply(content=content, finish_reason="length")
    server.enqueue(cut, cut)
    with pytest.raises(ToolFailed, match="ADBANNER_LLM__MAX_TOKENS"):
        await ask(chat_for(server, store))
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "reply",
    [ChatReply(content=None, refusal="I can't help with that."), ChatReply(finish_reason="content_filter")],
    ids=["refusal", "content_filter"],
)
async def test_a_refusal_is_not_asked_again(server: FakeChatServer, store: ArtifactStore, reply: ChatReply) -> None:
    server.enqueue(reply)
    with pytest.raises(ToolFailed, match="refused to answer"):
        await ask(chat_for(server, store))
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
async def test_what_will_pass_is_worth_a_retry(server: FakeChatServer, store: ArtifactStore, status: int) -> None:
    server.enqueue(ChatReply(status=status))
    with pytest.raises(ServiceUnavailable, match=str(status)) as caught:
        await ask(chat_for(server, store))
    assert caught.value.retry_after_s is None
    assert len(server.requests) == 1, "the graph retries, not the client"


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (ChatReply(content=None, refusal="I can't help with that."), "отказывается отвечать"),
        (ChatReply(status=503), "сейчас не может ответить"),
        (ChatReply(status=401), "не принимает ключ"),
        (ChatReply(status=400), "не принимает такой запрос"),
        (ChatReply(drop=True), "не отвечает"),
        (ChatReply(raw_body="<html>proxy</html>"), "отвечает не по форме"),
    ],
)
async def test_what_a_marketer_reads_is_russian_and_holds_no_address(
    server: FakeChatServer, store: ArtifactStore, reply: ChatReply, words: str
) -> None:
    server.enqueue(reply)
    with pytest.raises(AdBannerError) as caught:
        await ask(chat_for(server, store))
    assert caught.value.told.startswith(f"Языковая модель {words}")
    assert "http" not in caught.value.told
    assert server.base_url in caught.value.detail


async def test_retry_after_in_seconds_is_handed_on(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(ChatReply(status=429, retry_after="2.5"))
    with pytest.raises(ServiceUnavailable) as caught:
        await ask(chat_for(server, store, max_retries=0))
    assert caught.value.retry_after_s == 2.5


@pytest.mark.parametrize("status", [429, 503])
async def test_a_server_that_asks_to_wait_a_little_is_waited_for(
    server: FakeChatServer, store: ArtifactStore, status: int
) -> None:
    server.enqueue(ChatReply(status=status, retry_after="0.2"), GOOD_REPLY)
    start_s = time.monotonic()
    assert await ask(chat_for(server, store)) == GOOD
    assert time.monotonic() - start_s >= 0.2


async def test_a_date_in_the_near_future_is_waited_for(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(
        ChatReply(status=429, retry_after=format_datetime(datetime.now(UTC) + timedelta(seconds=2))), GOOD_REPLY
    )
    assert await ask(chat_for(server, store)) == GOOD


async def test_patience_ends_after_as_many_waits_as_are_set(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(*[ChatReply(status=429, retry_after="0.01")] * 4)
    with pytest.raises(ServiceUnavailable, match="429"):
        await ask(chat_for(server, store, max_retries=2))
    assert len(server.requests) == 3


async def test_others_use_the_streams_while_one_waits(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(ChatReply(status=429, retry_after="0.5"), GOOD_REPLY, GOOD_REPLY)
    chat = chat_for(server, store, max_parallel_calls=1)
    waiting = asyncio.create_task(ask(chat, seed=1))
    await asyncio.sleep(0.1)
    await ask(chat, seed=2)
    assert not waiting.done()
    assert await waiting == GOOD


async def test_retry_after_as_a_date_is_handed_on(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(ChatReply(status=503, retry_after=format_datetime(datetime.now(UTC) + timedelta(hours=1))))
    with pytest.raises(ServiceUnavailable) as caught:
        await ask(chat_for(server, store))
    assert caught.value.retry_after_s is not None
    assert 3_000 < caught.value.retry_after_s <= 3_600
    assert len(server.requests) == 1, "an hour is longer than a person waits"


async def test_a_slow_endpoint_is_given_up(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(ChatReply(delay_s=1))
    with pytest.raises(ServiceUnavailable, match="ADBANNER_LLM__TIMEOUT_S"):
        await ask(chat_for(server, store, timeout_s=0.2))


async def test_an_endpoint_that_sends_a_little_now_and_then_is_given_up(
    server: FakeChatServer, store: ArtifactStore
) -> None:
    server.enqueue(ChatReply(trickle_s=0.1))
    with pytest.raises(ServiceUnavailable, match="ADBANNER_LLM__TIMEOUT_S"):
        await ask(chat_for(server, store, timeout_s=0.3))


async def test_a_dropped_connection_is_worth_a_retry(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(ChatReply(drop=True))
    with pytest.raises(ServiceUnavailable, match="cannot be reached"):
        await ask(chat_for(server, store))


async def test_nobody_listening_is_worth_a_retry(store: ArtifactStore) -> None:
    with FakeChatServer() as gone:
        chat = chat_for(gone, store)
    with pytest.raises(ServiceUnavailable, match="ADBANNER_LLM__BASE_URL"):
        await ask(chat)


@pytest.mark.parametrize(
    "body",
    [
        "<html>Sign in</html>",
        '{"error": {"message": "overloaded"}}',
        '{"id": "1"}',
        '{"choices": []}',
        '{"choices": null}',
        '{"choices": [{}]}',
        '{"choices": [{"index": 0, "message": null}]}',
        "[]",
        '"ok"',
        "null",
    ],
    ids=["html", "error", "no", "empty", "null", "no_message", "null_message", "list", "string", "null_body"],
)
async def test_a_body_that_is_no_completion_names_the_address(
    server: FakeChatServer, store: ArtifactStore, body: str
) -> None:
    server.enqueue(ChatReply(raw_body=body))
    with pytest.raises(ServiceUnavailable, match="ADBANNER_LLM__BASE_URL"):
        await ask(chat_for(server, store))


@pytest.mark.parametrize(
    ("status", "setting"),
    [(401, "ADBANNER_LLM__API_KEY"), (403, "ADBANNER_LLM__API_KEY"), (404, "ADBANNER_LLM__MODEL")],
)
async def test_a_wrong_setting_is_named(
    server: FakeChatServer, store: ArtifactStore, status: int, setting: str
) -> None:
    server.enqueue(ChatReply(status=status, error="no"))
    with pytest.raises(ConfigError, match=setting):
        await ask(chat_for(server, store))


async def test_another_400_is_not_a_question_of_format(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(ChatReply(status=400, error="maximum context length is 4096 tokens"))
    with pytest.raises(ToolFailed, match="4096"):
        await ask(chat_for(server, store))
    assert len(server.requests) == 1


async def test_the_same_question_is_never_sent_twice(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(GOOD_REPLY)
    first = await chat_for(server, store).complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=7)
    second = await chat_for(server, store).complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=7)
    assert second.value == first.value
    assert (first.usage.recalled, second.usage.recalled) == (False, True)
    assert second.usage.prompt_tokens == first.usage.prompt_tokens
    assert len(server.requests) == 1


async def test_the_same_question_at_the_same_time_is_sent_once(store: ArtifactStore) -> None:
    with FakeChatServer(lambda request: ChatReply(content=GOOD.model_dump_json(), delay_s=0.05)) as server:
        chat = chat_for(server, store)
        assert await asyncio.gather(*(ask(chat) for _ in range(5))) == [GOOD] * 5
        assert len(server.requests) == 1


@pytest.mark.parametrize("change", [{"model": "other"}, {"temperature": 0.1}])
async def test_another_setting_is_another_question(
    server: FakeChatServer, store: ArtifactStore, change: dict[str, object]
) -> None:
    server.enqueue(GOOD_REPLY, GOOD_REPLY)
    await ask(chat_for(server, store))
    await ask(chat_for(server, store, **change))
    assert len(server.requests) == 2


async def test_another_seed_is_another_question(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(GOOD_REPLY, GOOD_REPLY)
    chat = chat_for(server, store)
    await ask(chat, seed=1)
    await ask(chat, seed=2)
    assert [request.seed for request in server.requests] == [1, 2]


async def test_a_streamed_graph_does_not_turn_calls_into_streams(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(GOOD_REPLY)
    chat = chat_for(server, store)

    async def node(seed: int) -> Texts:
        return await ask(chat, seed=seed)

    events = [event["event"] async for event in RunnableLambda(node).astream_events(7)]
    assert "on_chat_model_end" in events
    assert [request.stream for request in server.requests] == [False]


async def test_twenty_parallel_calls_of_several_clients_keep_to_five_streams(store: ArtifactStore) -> None:
    def respond(request: ChatRequest) -> ChatReply:
        return ChatReply(content=GOOD.model_dump_json(), delay_s=0.05)

    with FakeChatServer(respond) as server:
        clients = [chat_for(server, store) for _ in range(4)]
        await asyncio.gather(*(ask(clients[seed % 4], seed=seed) for seed in range(20)))
        assert len(server.requests) == 20
        assert 2 <= server.most_in_flight <= 5


def test_a_client_works_after_the_event_loop_of_another_has_ended(server: FakeChatServer, store: ArtifactStore) -> None:
    server.enqueue(GOOD_REPLY, GOOD_REPLY)
    for seed in (1, 2):
        assert asyncio.run(ask(chat_for(server, store), seed=seed)) == GOOD


@pytest.mark.parametrize("change", [{"base_url": None}, {"model": ""}])
def test_half_a_configuration_is_refused_at_once(store: ArtifactStore, change: dict[str, object]) -> None:
    half = LlmSettings(base_url=AnyHttpUrl("http://127.0.0.1:9/v1"), model="tiny").model_copy(update=change)
    with pytest.raises(ConfigError, match=r"ADBANNER_LLM__BASE_URL and ADBANNER_LLM__MODEL"):
        ChatModel(half, store, PROMPTS)
