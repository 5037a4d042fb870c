"""The embeddings client against a real HTTP server, and the bank against what answers at a Qdrant URL."""

import json
from collections.abc import AsyncIterator, Iterator
from http import HTTPStatus

import httpx
import numpy as np
import pytest

from adbanner.contracts import EMBEDDINGS_PATH, EmbeddingsRequest
from adbanner.errors import AdBannerError, ConfigError, ServiceUnavailable, ToolFailed
from adbanner.settings import EmbeddingSettings, QdrantSettings
from tools.fake_servers import FakeModelServer, Mishap
from tools.model_http import open_model_client
from tools.open_index import open_index
from tools.semantic_encoder import SemanticEncoder
from tools.text_encoder import MAX_PARALLEL_BATCHES, OpenAiEncoder, open_encoder
from tools.toy_models import toy_vector


@pytest.fixture
def server() -> Iterator[FakeModelServer]:
    with FakeModelServer() as server:
        yield server


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with open_model_client() as client:
        yield client


def settings_for(server: FakeModelServer, **changes: object) -> EmbeddingSettings:
    values = {"base_url": f"{server.base_url}/v1", "model": "user-bge-m3", "timeout_s": 5} | changes
    return EmbeddingSettings.model_validate(values)


def inputs(server: FakeModelServer) -> list[tuple[str, ...]]:
    """What each request asked for, without the probe at the start."""
    return [EmbeddingsRequest.model_validate_json(request.body).input for request in server.requests[1:]]


async def test_prefixes_tell_queries_from_passages(server: FakeModelServer, client: httpx.AsyncClient) -> None:
    settings = settings_for(server, query_prefix="search_query: ", passage_prefix="search_document: ")
    encoder = await OpenAiEncoder.connect(settings, client)
    queries = await encoder.encode_queries(["вклад"])
    passages = await encoder.encode_passages(["копилка"])
    assert inputs(server) == [("search_query: вклад",), ("search_document: копилка",)]
    assert queries[0] == pytest.approx(np.array(toy_vector("search_query: вклад")), abs=1e-6)
    assert passages.dtype == np.float32


async def test_many_texts_go_in_batches_with_few_at_a_time(server: FakeModelServer, client: httpx.AsyncClient) -> None:
    encoder = await OpenAiEncoder.connect(settings_for(server, batch_size=3), client)
    server.enqueue(EMBEDDINGS_PATH, *[Mishap(delay_s=0.05)] * 10)
    texts = [f"text {number}" for number in range(29)]
    vectors = await encoder.encode_passages(texts)
    assert sorted(len(batch) for batch in inputs(server)) == [2, *[3] * 9]
    assert server.most_in_flight == MAX_PARALLEL_BATCHES
    for text, vector in zip(texts, vectors, strict=True):
        assert vector == pytest.approx(np.array(toy_vector(text)), abs=1e-6)


async def test_answers_in_another_order_are_sorted(server: FakeModelServer, client: httpx.AsyncClient) -> None:
    encoder = await OpenAiEncoder.connect(settings_for(server), client)
    size = encoder.dimensions
    first, second = [3.0] + [0.0] * (size - 1), [0.0] * (size - 1) + [5.0]
    data = [{"index": 1, "embedding": second}, {"index": 0, "embedding": first}]
    server.enqueue(EMBEDDINGS_PATH, Mishap(raw_body=json.dumps({"data": data, "usage": {"total_tokens": 2}})))
    vectors = await encoder.encode_queries(["a", "b"])
    assert np.argmax(vectors, axis=1).tolist() == [0, size - 1]
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1])


@pytest.mark.parametrize(
    "data",
    [
        [],
        [{"index": 0, "embedding": [1.0] * 8}, {"index": 0, "embedding": [1.0] * 8}],
        [{"index": 1, "embedding": [1.0] * 8}, {"index": 2, "embedding": [1.0] * 8}],
    ],
)
async def test_wrong_indices_are_refused(
    server: FakeModelServer, client: httpx.AsyncClient, data: list[dict[str, object]]
) -> None:
    encoder = await OpenAiEncoder.connect(settings_for(server), client)
    server.enqueue(EMBEDDINGS_PATH, Mishap(raw_body=json.dumps({"data": data})))
    with pytest.raises(ToolFailed, match="exactly one vector for each of 2 texts"):
        await encoder.encode_queries(["a", "b"])


async def test_a_zero_vector_is_refused(server: FakeModelServer, client: httpx.AsyncClient) -> None:
    encoder = await OpenAiEncoder.connect(settings_for(server), client)
    data = [{"index": 0, "embedding": [0.0] * encoder.dimensions}]
    server.enqueue(EMBEDDINGS_PATH, Mishap(raw_body=json.dumps({"data": data})))
    with pytest.raises(ToolFailed, match="zero"):
        await encoder.encode_queries(["a"])


async def test_another_length_than_at_start_is_refused(server: FakeModelServer, client: httpx.AsyncClient) -> None:
    encoder = await OpenAiEncoder.connect(settings_for(server), client)
    server.enqueue(EMBEDDINGS_PATH, Mishap(raw_body='{"data": [{"index": 0, "embedding": [1.0, 2.0]}]}'))
    with pytest.raises(ConfigError, match=r"ADBANNER_EMBEDDINGS__MODEL"):
        await encoder.encode_queries(["a"])


@pytest.mark.parametrize(
    ("mishap", "error", "words"),
    [
        (Mishap(status=429, retry_after="7"), ServiceUnavailable, "429"),
        (Mishap(status=500), ServiceUnavailable, "500"),
        (Mishap(drop=True), ServiceUnavailable, "ADBANNER_EMBEDDINGS__BASE_URL"),
        (Mishap(status=401), ConfigError, "ADBANNER_EMBEDDINGS__API_KEY"),
        (Mishap(status=404), ConfigError, "ADBANNER_EMBEDDINGS__MODEL"),
        (Mishap(raw_body="<html>proxy</html>"), ToolFailed, "EmbeddingsResponse"),
    ],
)
@pytest.mark.parametrize("batch_size", [1, 64])
async def test_failures_say_who_has_to_act(
    server: FakeModelServer,
    client: httpx.AsyncClient,
    mishap: Mishap,
    error: type[AdBannerError],
    words: str,
    batch_size: int,
) -> None:
    encoder = await OpenAiEncoder.connect(settings_for(server, batch_size=batch_size), client)
    server.enqueue(EMBEDDINGS_PATH, mishap)
    with pytest.raises(error, match=words) as failure:
        await encoder.encode_queries(["a", "b", "c"])
    if mishap.status == HTTPStatus.TOO_MANY_REQUESTS:
        assert isinstance(failure.value, ServiceUnavailable)
        assert failure.value.retry_after_s == 7


async def test_a_dead_endpoint_is_named_at_the_start(server: FakeModelServer, client: httpx.AsyncClient) -> None:
    server.die()
    with pytest.raises(ServiceUnavailable, match=r"ADBANNER_EMBEDDINGS__BASE_URL"):
        await OpenAiEncoder.connect(settings_for(server), client)


async def test_a_missing_model_name_is_refused(server: FakeModelServer, client: httpx.AsyncClient) -> None:
    with pytest.raises(ConfigError, match=r"ADBANNER_EMBEDDINGS__MODEL"):
        await OpenAiEncoder.connect(settings_for(server, model=""), client)


async def test_the_key_is_sent(client: httpx.AsyncClient) -> None:
    with FakeModelServer(api_key="secret") as server:
        await OpenAiEncoder.connect(settings_for(server, api_key="secret"), client)
        with pytest.raises(ConfigError, match=r"ADBANNER_EMBEDDINGS__API_KEY"):
            await OpenAiEncoder.connect(settings_for(server, api_key="wrong"), client)


async def test_the_fingerprint_changes_with_model_and_prefixes(
    server: FakeModelServer, client: httpx.AsyncClient
) -> None:
    changes: list[dict[str, object]] = [{}, {"model": "other"}, {"query_prefix": "q: "}, {"passage_prefix": "q: "}]
    encoders = [await OpenAiEncoder.connect(settings_for(server, **change), client) for change in changes]
    assert len({encoder.fingerprint for encoder in encoders}) == len(changes)
    assert (await OpenAiEncoder.connect(settings_for(server), client)).fingerprint == encoders[0].fingerprint


async def test_the_settings_choose_the_encoder(server: FakeModelServer, client: httpx.AsyncClient) -> None:
    assert isinstance(await open_encoder(EmbeddingSettings(), client), SemanticEncoder)
    assert isinstance(await open_encoder(settings_for(server), client), OpenAiEncoder)


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (401, ConfigError, "ADBANNER_QDRANT__API_KEY"),
        (404, ConfigError, "ADBANNER_QDRANT__URL"),
        (503, ServiceUnavailable, "ADBANNER_QDRANT__URL"),
    ],
)
async def test_what_qdrant_refuses_is_translated(
    server: FakeModelServer, status: int, error: type[AdBannerError], words: str
) -> None:
    path = "/collections/adbanner_images/points/query"
    server.enqueue(path, Mishap(status=status))
    index = await open_index(QdrantSettings.model_validate({"url": server.base_url}))
    with pytest.raises(error, match=words):
        await index.rank_by_services(np.ones(4, np.float32), 300)


async def test_the_described_search_is_one_query_with_a_prefetch(server: FakeModelServer) -> None:
    path = "/collections/adbanner_images/points/query"
    point = {"id": "6d4a5a6e-58a8-5d3b-9a13-b9e7f1c0a001", "version": 0, "score": 0.5}
    server.enqueue(path, Mishap(raw_body=json.dumps({"result": {"points": [point]}, "status": "ok", "time": 0.0})))
    index = await open_index(QdrantSettings.model_validate({"url": server.base_url}))
    scores = await index.rerank_by_caption(np.ones(2, np.float32), np.zeros(2, np.float32), 300)
    assert scores == {point["id"]: 0.5}
    (request,) = server.requests
    body = json.loads(request.body)
    assert (body["using"], body["query"], body["limit"]) == ("caption", {"nearest": [0.0, 0.0]}, 300)
    assert body["prefetch"] == {"query": [[1.0, 1.0]], "using": "services", "limit": 300}
