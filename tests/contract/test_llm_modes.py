"""How the client finds out what an endpoint understands, over real HTTP: one small question, asked once."""

import asyncio
from collections.abc import Callable

import pytest
from pydantic import AnyHttpUrl, BaseModel, ConfigDict

from adbanner.artifact_store import ArtifactStore
from adbanner.errors import ConfigError, ServiceUnavailable, ToolFailed
from adbanner.prompts import PromptLibrary, Task
from adbanner.settings import PROJECT_ROOT, LlmSettings
from tools.fake_chat_server import ChatReply, ChatRequest, FakeChatServer, answer
from tools.llm import ChatMessage, ChatModel
from tools.llm_endpoint import ProbeAnswer
from tools.usage_meter import metered

PROMPTS = PromptLibrary.load(PROJECT_ROOT / "prompts")
QUESTION = (ChatMessage(role="system", content="Пиши рекламу."), ChatMessage(role="user", content="Скидка 15%"))
MODES = ("json_schema", "tool_calling", "json_object", "prompt")
Script = Callable[[ChatRequest], ChatReply]


class Texts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    headline: str


GOOD = Texts(headline="Скидка 15%")
PROBE_ANSWER = ProbeAnswer(days_in_week=7, day_off="sunday")
PROSE = ChatReply(content="A week has seven days, and Sunday is free.")
THINKING = ChatReply(content="<think>A week is", finish_reason="length")


def chat_for(server: FakeChatServer, store: ArtifactStore, **changes: object) -> ChatModel:
    settings = LlmSettings(base_url=AnyHttpUrl(server.base_url), model="tiny").model_copy(update=changes)
    return ChatModel(settings, store, PROMPTS)


async def ask(chat: ChatModel, *, seed: int = 7) -> Texts:
    return (await chat.complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=seed)).value


def obedient(request: ChatRequest) -> ChatReply:
    """Answers in the way in which it was asked."""
    said = (PROBE_ANSWER if request.is_probe else GOOD).model_dump_json()
    return ChatReply(content=None, tool_arguments=(said,)) if request.tools else ChatReply(content=said)


def refusing(*modes: str, status: int = 400, error: str = "not here") -> Script:
    """Takes all modes but these."""

    def respond(request: ChatRequest) -> ChatReply:
        return ChatReply(status=status, error=error) if request.mode in modes else obedient(request)

    return respond


def ignoring(*modes: str) -> Script:
    """Answers in prose where it is asked in these modes."""
    return lambda request: PROSE if request.mode in modes and request.is_probe else obedient(request)


def scripted(script: Script) -> FakeChatServer:
    return FakeChatServer(script, probed=script)


@pytest.mark.parametrize("kind", [refusing, ignoring])
@pytest.mark.parametrize("number", range(len(MODES)))
async def test_the_best_mode_that_the_endpoint_holds_to_is_found(
    store: ArtifactStore, kind: Callable[..., Script], number: int
) -> None:
    with scripted(kind(*MODES[:number])) as server:
        assert await ask(chat_for(server, store)) == GOOD
    assert [probe.mode for probe in server.probes] == list(MODES[: number + 1])
    assert [request.mode for request in server.requests] == [MODES[number]]


async def test_a_probe_says_nothing_of_the_users_question(store: ArtifactStore) -> None:
    with scripted(obedient) as server:
        await ask(chat_for(server, store))
    (probe,) = server.probes
    assert "Скидка" not in probe.model_dump_json()


async def test_one_probe_serves_all_first_calls_of_all_clients(store: ArtifactStore) -> None:
    with scripted(lambda request: obedient(request)) as server:
        clients = [chat_for(server, store) for _ in range(3)]
        await asyncio.gather(*(ask(clients[seed % 3], seed=seed) for seed in range(9)))
    assert (len(server.probes), len(server.requests)) == (1, 9)


async def test_a_restart_does_not_probe_again(store: ArtifactStore) -> None:
    with scripted(refusing("json_schema")) as server:
        await ask(chat_for(server, store), seed=1)
        await ask(chat_for(server, store), seed=2)
    assert len(server.probes) == 2
    assert [request.mode for request in server.requests] == ["tool_calling", "tool_calling"]


async def test_another_model_at_the_same_address_is_probed_for_itself(store: ArtifactStore) -> None:
    with scripted(obedient) as server:
        await ask(chat_for(server, store))
        await ask(chat_for(server, store, model="other"))
    assert [probe.model for probe in server.probes] == ["tiny", "other"]


@pytest.mark.parametrize("mode", MODES)
async def test_a_mode_that_was_set_is_not_probed(store: ArtifactStore, mode: str) -> None:
    with scripted(obedient) as server:
        assert await ask(chat_for(server, store, structured_output=mode)) == GOOD
    assert server.probes == []
    assert [request.mode for request in server.requests] == [mode]


async def test_what_a_probe_costs_is_metered(store: ArtifactStore) -> None:
    with scripted(obedient) as server, metered() as usages:
        await ask(chat_for(server, store))
    assert len(usages) == len(server.probes) + len(server.requests) == 2


async def test_a_mode_that_is_refused_later_is_left_for_good(store: ArtifactStore) -> None:
    with FakeChatServer() as server:
        server.enqueue(ChatReply(status=400, error="json_schema: grammar too complex"), answer(GOOD.model_dump()))
        await ask(chat_for(server, store))
        server.enqueue(answer(GOOD.model_dump()))
        await ask(chat_for(server, store), seed=8)
    assert [request.mode for request in server.requests] == ["json_schema", "tool_calling", "tool_calling"]
    assert len(server.probes) == 1


async def test_a_bad_moment_is_not_taken_for_a_refusal(store: ArtifactStore) -> None:
    moments = iter([ChatReply(status=500, error="oops")])
    with scripted(lambda request: next(moments, None) or obedient(request)) as server:
        await ask(chat_for(server, store))
    assert [probe.mode for probe in server.probes] == ["json_schema", "json_schema"]
    assert [request.mode for request in server.requests] == ["json_schema"]


async def test_a_probe_waits_where_it_is_asked_to(store: ArtifactStore) -> None:
    moments = iter([ChatReply(status=429, retry_after="0.1")])
    with scripted(lambda request: next(moments, None) or obedient(request)) as server:
        assert await ask(chat_for(server, store)) == GOOD
    assert len(server.probes) == 2


async def test_a_server_that_breaks_on_a_mode_is_asked_otherwise(store: ArtifactStore) -> None:
    with scripted(refusing("json_schema", status=500, error="internal error")) as server:
        assert await ask(chat_for(server, store)) == GOOD
    assert [request.mode for request in server.requests] == ["tool_calling"]


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (ChatReply(status=503), ServiceUnavailable),
        (ChatReply(status=429), ServiceUnavailable),
        (ChatReply(drop=True), ServiceUnavailable),
        (ChatReply(status=401), ConfigError),
        (ChatReply(status=404, error="no such model"), ConfigError),
        (ChatReply(status=400, error="bad request"), ToolFailed),
        (ChatReply(status=500, error="broken"), ServiceUnavailable),
    ],
    ids=["503", "429", "drop", "401", "404", "400", "500"],
)
async def test_a_probe_that_fails_teaches_nothing(
    store: ArtifactStore, reply: ChatReply, error: type[Exception]
) -> None:
    with FakeChatServer(obedient, probed=lambda _: reply) as server:
        chat = chat_for(server, store)
        with pytest.raises(error):
            await ask(chat)
        assert server.requests == []
    with scripted(obedient) as other:
        assert await ask(chat_for(other, store)) == GOOD


@pytest.mark.parametrize("choice", ["required", "named"])
async def test_one_function_is_forced_in_words_that_the_server_knows(store: ArtifactStore, choice: str) -> None:
    def respond(request: ChatRequest) -> ChatReply:
        given = "required" if request.tool_choice == "required" else "named"
        if request.tools and given != choice:
            return ChatReply(status=422, error="tool_choice: Input should be a valid dictionary")
        return refusing("json_schema")(request)

    with scripted(respond) as server:
        assert await ask(chat_for(server, store)) == GOOD
    (request,) = server.requests
    forced = {"type": "function", "function": {"name": "answer"}}
    assert request.tool_choice == ("required" if choice == "required" else forced)
    assert [tool["function"]["parameters"]["required"] for tool in request.tools] == [["headline"]]
    assert len(request.messages) == 2 and "headline" not in request.messages[0].content


async def test_a_call_that_was_promised_but_came_as_text_is_understood(store: ArtifactStore) -> None:
    with FakeChatServer(lambda _: ChatReply(content=f"Вот: {GOOD.model_dump_json()}")) as server:
        assert await ask(chat_for(server, store, structured_output="tool_calling")) == GOOD


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (('{"headline": "Ски',), "no complete JSON object"),
        (("{}",), "headline: Field required"),
        ((GOOD.model_dump_json(), GOOD.model_dump_json()), "2 JSON objects"),
    ],
    ids=["broken", "missing", "twice"],
)
async def test_bad_arguments_are_asked_about(store: ArtifactStore, arguments: tuple[str, ...], problem: str) -> None:
    with FakeChatServer(obedient) as server:
        server.enqueue(ChatReply(content=None, tool_arguments=arguments))
        assert await ask(chat_for(server, store, structured_output="tool_calling")) == GOOD
    quoted, told = server.requests[1].messages[2:]
    assert quoted.content and problem in told.content


@pytest.mark.parametrize(
    ("parameter", "error"),
    [
        ("max_tokens", "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead."),
        ("temperature", "Unsupported value: 'temperature' does not support 0.7. Only the default (1) is supported."),
        ("seed", "Unrecognized request argument supplied: seed"),
    ],
)
@pytest.mark.parametrize("mode", ["auto", "json_schema"])
async def test_a_refused_parameter_is_left_out_for_good(
    store: ArtifactStore, parameter: str, error: str, mode: str
) -> None:
    def respond(request: ChatRequest) -> ChatReply:
        if getattr(request, parameter) is not None:
            return ChatReply(status=400, error=error)
        return obedient(request)

    with scripted(respond) as server:
        chat = chat_for(server, store, structured_output=mode)
        assert await ask(chat, seed=1) == GOOD
        assert await ask(chat, seed=2) == GOOD
    refused = [request for request in (*server.probes, *server.requests) if getattr(request, parameter) is not None]
    assert len(refused) == 1
    assert server.requests[-1].mode == "json_schema"
    assert (server.requests[-1].max_completion_tokens or server.requests[-1].max_tokens) == 1_024


async def test_one_call_is_asked_for_unless_the_server_does_not_know_how_to_be_asked(store: ArtifactStore) -> None:
    def respond(request: ChatRequest) -> ChatReply:
        if "parallel_tool_calls" in (request.model_extra or {}):
            return ChatReply(status=400, error="Unknown parameter: 'parallel_tool_calls'.")
        return obedient(request)

    with scripted(respond) as server:
        assert await ask(chat_for(server, store, structured_output="tool_calling")) == GOOD
    extras = [request.model_extra for request in server.requests]
    assert extras == [{"parallel_tool_calls": False}, {}]
    assert {request.mode for request in server.requests} == {"tool_calling"}


async def test_a_value_that_is_too_large_is_no_unknown_parameter(store: ArtifactStore) -> None:
    error = "'max_tokens' or 'max_completion_tokens' is too large: 9000. The maximum context length is 4096 tokens."
    with (
        FakeChatServer(lambda _: ChatReply(status=400, error=error)) as server,
        pytest.raises(ToolFailed, match="4096"),
    ):
        await ask(chat_for(server, store))
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "thought",
    [
        THINKING,
        ChatReply(content="", reasoning="A week is", finish_reason="length"),
        ChatReply(content=None, finish_reason="length"),
    ],
    ids=["tag", "field", "null"],
)
async def test_thinking_that_uses_up_the_room_gets_more_and_the_next_question_at_once(
    store: ArtifactStore, thought: ChatReply
) -> None:
    def respond(request: ChatRequest) -> ChatReply:
        return thought if request.max_tokens == 100 else obedient(request)

    with FakeChatServer(respond) as server:
        chat = chat_for(server, store, max_tokens=100)
        first = await chat.complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=1)
        await ask(chat, seed=2)
        await ask(chat_for(server, store, max_tokens=100), seed=3)
    assert [request.max_tokens for request in server.requests] == [100, 400, 400, 400]
    assert len(server.requests[1].messages) == 2, "nothing was wrong with the answer: there was none"
    assert (first.usage.calls, first.usage.prompt_tokens) == (2, 20)


async def test_a_probe_notices_thinking_too(store: ArtifactStore) -> None:
    def respond(request: ChatRequest) -> ChatReply:
        return THINKING if request.max_tokens == 100 else obedient(request)

    with scripted(respond) as server:
        await ask(chat_for(server, store, max_tokens=100))
    assert [request.max_tokens for request in (*server.probes, *server.requests)] == [100, 400, 400]
    assert [request.mode for request in server.requests] == ["json_schema"]


async def test_a_context_without_more_room_leaves_it_at_the_first_answer(store: ArtifactStore) -> None:
    def respond(request: ChatRequest) -> ChatReply:
        return THINKING if request.max_tokens == 100 else ChatReply(status=400, error="maximum context length is 200")

    with FakeChatServer(respond) as server, pytest.raises(ToolFailed, match="ADBANNER_LLM__MAX_TOKENS"):
        await ask(chat_for(server, store, max_tokens=100))
    assert len(server.requests) == 2


async def test_thinking_in_a_field_of_its_own_is_not_part_of_the_answer(store: ArtifactStore) -> None:
    with FakeChatServer(lambda _: ChatReply(content=GOOD.model_dump_json(), reasoning='{"headline": "?"}')) as server:
        assert await ask(chat_for(server, store)) == GOOD


async def test_an_endpoint_that_dies_half_way_keeps_what_was_paid(store: ArtifactStore) -> None:
    with FakeChatServer(obedient) as server:
        server.enqueue(obedient(server_request()), ChatReply(die=True))
        chat = chat_for(server, store)
        assert await ask(chat, seed=1) == GOOD
        for _ in range(2):
            with pytest.raises(ServiceUnavailable, match="cannot be reached"):
                await ask(chat, seed=2)
        assert await ask(chat, seed=1) == GOOD
        assert len(server.requests) == 2
    with FakeChatServer(obedient, port=server.port) as revived:
        chat = chat_for(revived, store)
        assert [await ask(chat, seed=1), await ask(chat, seed=2)] == [GOOD, GOOD]
        assert (len(revived.probes), len(revived.requests)) == (0, 1)


def server_request() -> ChatRequest:
    return ChatRequest(model="tiny", messages=())


async def test_what_was_paid_before_a_failure_is_metered(store: ArtifactStore) -> None:
    with FakeChatServer() as server:
        server.enqueue(ChatReply(content="нет"), ChatReply(status=503))
        with metered() as usages, pytest.raises(ServiceUnavailable):
            await ask(chat_for(server, store, structured_output="json_schema"))
    assert [usage.calls for usage in usages] == [1]
