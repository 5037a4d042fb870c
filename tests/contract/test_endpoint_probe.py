"""What ``adbanner doctor`` says about endpoints that are missing, well, wrong, slow and dead."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr

from adbanner.artifact_store import ArtifactStore
from adbanner.contracts import EMBEDDINGS_PATH
from adbanner.prompts import PromptLibrary
from adbanner.settings import (
    PROJECT_ROOT,
    EmbeddingSettings,
    Endpoint,
    ImageGenerationSettings,
    LlmSettings,
    QdrantSettings,
    Settings,
    VisionSettings,
)
from tools import endpoint_probe
from tools.endpoint_probe import EndpointState, EndpointStatus, Role, probe_endpoints
from tools.fake_chat_server import ChatReply, ChatRequest, FakeChatServer, answer, take_every_mode
from tools.fake_servers import FakeModelServer, Mishap
from tools.fake_vision_server import FakeVisionServer
from tools.llm_endpoint import PROBE, ChatEndpoint
from tools.llm_modes import Question

PROMPTS = PromptLibrary.load(PROJECT_ROOT / "prompts")


@pytest.fixture
def server() -> Iterator[FakeModelServer]:
    with FakeModelServer(api_key="secret") as running:
        yield running


@pytest.fixture
def dead_url() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


GROUPS: dict[str, type[BaseModel]] = {
    "llm": LlmSettings,
    "vision": VisionSettings,
    "embeddings": EmbeddingSettings,
    "image_generation": ImageGenerationSettings,
    "cutout": Endpoint,
    "qdrant": QdrantSettings,
}


def settings(*, postgres_url: str = "", **groups: object) -> Settings:
    """Settings of nothing but the arguments: the environment of whoever runs the tests stays out."""
    return Settings.model_construct(
        postgres_url=SecretStr(postgres_url) if postgres_url else None,
        **{name: GROUPS[name].model_validate(values) for name, values in groups.items()},
    )


async def statuses(*, postgres_url: str = "", **groups: object) -> dict[Role, EndpointStatus]:
    found = await probe_endpoints(settings(postgres_url=postgres_url, **groups))
    return {status.role: status for status in found}


async def test_nothing_configured_says_what_serves_instead_and_what_to_set() -> None:
    found = await probe_endpoints(settings())
    assert [status.role for status in found] == list(Role)
    assert {status.state for status in found} == {EndpointState.NOT_CONFIGURED}
    assert all("Set ADBANNER_" in status.message for status in found)


async def test_every_role_that_answers_is_timed(server: FakeModelServer) -> None:
    url, key = server.base_url, {"api_key": "secret"}
    found = await probe_endpoints(
        settings(
            llm={"base_url": f"{url}/v1", "model": "toy", "structured_output": "prompt", **key},
            vision={"base_url": f"{url}/v1", "model": "toy", "structured_output": "prompt", **key},
            embeddings={"base_url": f"{url}/v1", "model": "toy", **key},
            image_generation={"base_urls": [url, f"{url}/v1"], **key},
            cutout={"base_url": url, **key},
        )
    )
    answering = [status for status in found if status.state is EndpointState.ANSWERS]
    assert [status.role for status in answering] == [
        Role.LLM,
        Role.VISION,
        Role.EMBEDDINGS,
        Role.IMAGE_GENERATION,
        Role.IMAGE_GENERATION,
        Role.CUTOUT,
    ]
    assert all(status.answered_in_ms is not None for status in answering)
    assert "64" in answering[2].message


async def test_every_role_on_a_dead_port_names_its_setting(dead_url: str) -> None:
    found = await statuses(
        llm={"base_url": f"{dead_url}/v1", "model": "toy"},
        vision={"base_url": f"{dead_url}/v1", "model": "toy"},
        embeddings={"base_url": f"{dead_url}/v1", "model": "toy"},
        image_generation={"base_url": dead_url},
        cutout={"base_url": dead_url},
        qdrant={"url": dead_url},
        postgres_url=dead_url.replace("http://", "postgresql://robot:hush@") + "/adbanner",
    )
    for role, status in found.items():
        assert status.state is EndpointState.FAILS, role
        assert f"ADBANNER_{role.name}" in status.message
        assert "hush" not in status.model_dump_json()


async def test_one_dead_replica_is_told_from_its_living_peers(server: FakeModelServer, dead_url: str) -> None:
    found = await probe_endpoints(
        settings(image_generation={"base_urls": [server.base_url, dead_url], "api_key": "secret"})
    )
    states = {status.url.rstrip("/"): status.state for status in found if status.role is Role.IMAGE_GENERATION}
    assert states == {server.base_url: EndpointState.ANSWERS, dead_url: EndpointState.FAILS}


async def test_a_wrong_key_is_found(server: FakeModelServer) -> None:
    found = await statuses(
        llm={"base_url": f"{server.base_url}/v1", "model": "toy", "api_key": "guess"},
        cutout={"base_url": server.base_url},
    )
    assert "ADBANNER_LLM__API_KEY" in found[Role.LLM].message
    assert "ADBANNER_CUTOUT__API_KEY" in found[Role.CUTOUT].message


async def test_a_wrong_model_name_is_found_with_those_on_offer(server: FakeModelServer) -> None:
    found = await statuses(llm={"base_url": f"{server.base_url}/v1", "model": "gpt", "api_key": "secret"})
    assert found[Role.LLM].state is EndpointState.FAILS
    assert "ADBANNER_LLM__MODEL" in found[Role.LLM].message and "toy" in found[Role.LLM].message


async def test_a_language_model_without_a_name_is_found(server: FakeModelServer) -> None:
    found = await statuses(llm={"base_url": f"{server.base_url}/v1"})
    assert "ADBANNER_LLM__MODEL" in found[Role.LLM].message


async def test_a_server_without_a_health_page_counts_as_answering(server: FakeModelServer) -> None:
    found = await statuses(cutout={"base_url": f"{server.base_url}/elsewhere", "api_key": "secret"})
    assert found[Role.CUTOUT].state is EndpointState.ANSWERS
    assert "not checked" in found[Role.CUTOUT].message


async def test_a_slow_endpoint_fails_and_holds_nothing_up(
    server: FakeModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint_probe, "PROBE_TIMEOUT_S", 0.3)
    server.enqueue(EMBEDDINGS_PATH, Mishap(delay_s=60))
    key = {"api_key": "secret"}
    found = await statuses(
        embeddings={"base_url": f"{server.base_url}/v1", "model": "toy", **key},
        cutout={"base_url": server.base_url, **key},
    )
    assert "No answer within 0.3 s" in found[Role.EMBEDDINGS].message
    assert found[Role.CUTOUT].state is EndpointState.ANSWERS


async def test_a_broken_connection_string_is_not_repeated() -> None:
    found = await statuses(postgres_url="robot hush")
    assert found[Role.POSTGRES].state is EndpointState.FAILS
    assert "ADBANNER_POSTGRES_URL" in found[Role.POSTGRES].message
    assert "hush" not in found[Role.POSTGRES].model_dump_json()


def chat_settings(server: FakeChatServer, folder: Path, **changes: object) -> Settings:
    llm = {"base_url": server.base_url, "model": "tiny", **changes}
    return settings(llm=llm).model_copy(update={"data_dir": folder})


def ignoring_schemas(request: ChatRequest) -> ChatReply:
    return ChatReply(content="Seven days.") if request.response_format else take_every_mode(request)


async def test_how_a_language_model_is_asked_is_found_and_said_with_its_price(tmp_path: Path) -> None:
    with FakeChatServer(probed=ignoring_schemas) as server:
        llm = (await probe_endpoints(chat_settings(server, tmp_path)))[0]
    assert llm.state is EndpointState.ANSWERS
    assert "tool_calling" in llm.message and "max_tokens" in llm.message
    assert "30 tokens" in llm.message, "two questions of 15"


async def test_the_next_run_goes_by_what_the_doctor_found_last(tmp_path: Path) -> None:
    store = ArtifactStore.local(tmp_path / "store")
    with FakeChatServer(lambda _: answer({"days": 7}), probed=ignoring_schemas) as server:
        settings_then = chat_settings(server, tmp_path)
        await probe_endpoints(settings_then)
        await probe_endpoints(settings_then)
        assert len(server.probes) == 4, "the server may have been mended since"
        endpoint = ChatEndpoint(settings_then.llm, store, PROMPTS)
        question = Question(messages=PROBE.messages, json_schema={"type": "object"}, seed=1, temperature=0)
        await endpoint.ask(question)
        assert len(server.probes) == 4
        assert server.requests[0].mode == "tool_calling"


async def test_a_mode_that_was_set_costs_no_tokens(tmp_path: Path) -> None:
    with FakeChatServer() as server:
        llm = (await probe_endpoints(chat_settings(server, tmp_path, structured_output="json_object")))[0]
        assert server.probes == []
    assert "json_object" in llm.message and "ADBANNER_LLM__STRUCTURED_OUTPUT" in llm.message


async def test_a_model_that_lists_but_does_not_answer_fails(tmp_path: Path) -> None:
    with FakeChatServer(probed=lambda _: ChatReply(status=503, error="loading")) as server:
        llm = (await probe_endpoints(chat_settings(server, tmp_path)))[0]
    assert llm.state is EndpointState.FAILS
    assert "loading" in llm.message


async def test_a_model_that_thinks_too_long_is_not_called_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint_probe, "LEARN_TIMEOUT_S", 0.3)
    with FakeChatServer(probed=lambda _: ChatReply(delay_s=1)) as server:
        # The client library is imported before the clock starts.
        ChatEndpoint(chat_settings(server, tmp_path).llm, ArtifactStore.local(tmp_path), PROMPTS)
        llm = (await probe_endpoints(chat_settings(server, tmp_path)))[0]
    assert llm.state is EndpointState.ANSWERS
    assert "not known yet" in llm.message


async def test_a_vision_model_is_asked_how_it_takes_questions_too(tmp_path: Path) -> None:
    with FakeVisionServer() as server:
        found = await probe_endpoints(
            settings(vision={"base_url": server.base_url, "model": "eye"}).model_copy(update={"data_dir": tmp_path})
        )
    assert found[1].role is Role.VISION and "takes json_schema" in found[1].message
