"""What a turn cost, with the real client against a scripted endpoint."""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.memory import InMemorySaver
from pydantic import AnyHttpUrl

from adbanner.brief import Brief
from adbanner.errors import ServiceUnavailable
from adbanner.settings import LlmSettings, Settings
from graph.checkpoints import checkpoint_serializer
from graph.graph import build_graph
from graph.running import run_graph
from graph.services import Services, open_services
from graph.state import OutputState
from tools.fake_chat_server import ChatReply, ChatRequest, FakeChatServer, answer

SQUARE = "square_1080x1080"
OFFER = "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15"
GOOD = {"headline": "Скидка 15% на первый заказ", "body": "До 31 декабря по промокоду ЕДА15", "button": "Заказать"}
LONG = {**GOOD, "headline": "Скидка 15% на самый первый ваш заказ из любого ресторана города"}
ALLOWED = {"category": "none", "reason": "", "decision": "allow"}


def respond(request: ChatRequest) -> ChatReply:
    """Texts that fit only when asked again, a search query, or a verdict."""
    shape = json.dumps(request.response_format, ensure_ascii=False)
    if '"headline"' in shape:
        return answer(LONG if len(request.messages) == 2 else GOOD)
    if '"texts"' in shape:
        return answer({"texts": ["курьерский скутер", "коробка с пиццей", "термосумка курьера"]})
    return answer(ALLOWED if '"decision"' in shape else {"text": "курьерский скутер"})


@pytest.fixture
def server() -> Iterator[FakeChatServer]:
    with FakeChatServer(respond) as running:
        yield running


@pytest.fixture
async def services(server: FakeChatServer, tmp_path: Path) -> AsyncIterator[Services]:
    async with open_services(settings(server, tmp_path)) as opened:
        yield opened


def settings(server: FakeChatServer, folder: Path) -> Settings:
    llm = LlmSettings(
        base_url=AnyHttpUrl(server.base_url),
        model="tiny",
        structured_output="json_schema",
        prompt_price=Decimal(100_000),
        completion_price=Decimal(200_000),
    )
    return Settings(data_dir=folder, llm=llm)


async def run(services: Services) -> OutputState:
    brief = Brief(product_id="delivery", offer=OFFER, layout_ids=(SQUARE,))
    graph = build_graph(services, checkpointer=InMemorySaver(serde=checkpoint_serializer()))
    return await run_graph(graph, brief, {"configurable": {"thread_id": "1"}}, lambda event: None)


async def test_every_paid_call_is_on_somebodys_bill(server: FakeChatServer, services: Services) -> None:
    output = await run(services)
    assert set(output.banners) == {SQUARE}, output
    assert output.spending is not None
    texts, shared = output.spending.texts[SQUARE], output.spending.shared
    assert texts.calls == 3  # a draft, a shortening, the verdict on the texts
    assert shared.calls == 2  # the verdict on the request, the search query
    assert texts.calls + shared.calls == len(server.requests)
    assert output.spending.total.cost == Decimal(5 * (10 * 100_000 + 5 * 200_000)) / 1_000_000


async def test_what_was_paid_for_earlier_is_marked(services: Services) -> None:
    first, second = await run(services), await run(services)
    assert first.spending is not None and second.spending is not None
    assert not first.spending.total.recalled
    assert second.spending.total.recalled
    assert second.spending.total.cost == first.spending.total.cost


async def test_pictures_that_the_model_invents_are_asked_for_in_one_paid_call(
    server: FakeChatServer, services: Services
) -> None:
    brief = Brief(product_id="delivery", offer=OFFER, layout_ids=("triple_1080x1080",))
    graph = build_graph(services, checkpointer=InMemorySaver(serde=checkpoint_serializer()))
    output = await run_graph(graph, brief, {"configurable": {"thread_id": "2"}}, lambda event: None)
    invented = [request for request in server.requests if '"texts"' in json.dumps(request.response_format)]
    assert len(invented) == 1
    assert output.spending is not None
    assert output.spending.shared.calls == 2  # the verdict on the request, the three queries


def interrupted(failures: int) -> Callable[[ChatRequest], ChatReply]:
    """A model whose first draft is no JSON, at an endpoint that then fails so often."""
    replies = [ChatReply(content="no JSON"), *[ChatReply(status=503)] * failures]

    def reply(request: ChatRequest) -> ChatReply:
        is_draft = '"headline"' in json.dumps(request.response_format)
        return replies.pop(0) if is_draft and replies else respond(request)

    return reply


async def test_what_a_failed_attempt_paid_for_is_on_the_bill(tmp_path: Path) -> None:
    with FakeChatServer(interrupted(failures=1)) as server:
        async with open_services(settings(server, tmp_path)) as services:
            output = await run(services)
        assert output.spending is not None
        # Each request but the one that failed; the first draft was asked for again when the node was.
        assert output.spending.total.calls == len(server.requests) - 1
        assert output.spending.texts[SQUARE].calls == 4


async def test_a_resumed_run_bills_what_it_had_paid_before_it_failed(tmp_path: Path) -> None:
    with FakeChatServer(interrupted(failures=3)) as server:
        saver = InMemorySaver(serde=checkpoint_serializer())
        config: RunnableConfig = {"configurable": {"thread_id": "3"}}
        brief = Brief(product_id="delivery", offer=OFFER, layout_ids=(SQUARE,))
        async with open_services(settings(server, tmp_path)) as services:
            with pytest.raises(ServiceUnavailable):
                await run_graph(build_graph(services, checkpointer=saver), brief, config, lambda event: None)
        async with open_services(settings(server, tmp_path)) as services:
            output = await run_graph(build_graph(services, checkpointer=saver), None, config, lambda event: None)
        assert output.spending is not None
        assert output.spending.total.calls == len(server.requests) - 3
