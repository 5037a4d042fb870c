"""What ``adbanner doctor`` says about endpoints that are missing, well, wrong, slow and dead."""

import socket
from collections.abc import Iterator

import pytest
from pydantic import BaseModel, SecretStr

from adbanner.contracts import EMBEDDINGS_PATH
from adbanner.settings import (
    EmbeddingSettings,
    Endpoint,
    ImageGenerationSettings,
    LlmSettings,
    QdrantSettings,
    Settings,
)
from tools import endpoint_probe
from tools.endpoint_probe import EndpointState, EndpointStatus, Role, probe_endpoints
from tools.fake_servers import FakeModelServer, Mishap


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
            llm={"base_url": f"{url}/v1", "model": "toy", **key},
            embeddings={"base_url": f"{url}/v1", "model": "toy", **key},
            image_generation={"base_urls": [url, f"{url}/v1"], **key},
            cutout={"base_url": url, **key},
        )
    )
    answering = [status for status in found if status.state is EndpointState.ANSWERS]
    assert [status.role for status in answering] == [
        Role.LLM,
        Role.EMBEDDINGS,
        Role.IMAGE_GENERATION,
        Role.IMAGE_GENERATION,
        Role.CUTOUT,
    ]
    assert all(status.answered_in_ms is not None for status in answering)
    assert "64" in answering[1].message


async def test_every_role_on_a_dead_port_names_its_setting(dead_url: str) -> None:
    found = await statuses(
        llm={"base_url": f"{dead_url}/v1", "model": "toy"},
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
