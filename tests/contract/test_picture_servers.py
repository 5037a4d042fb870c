"""The picture clients against a server that speaks the contracts over real HTTP."""

import asyncio
import contextlib
import io
import threading
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator

import httpx
import numpy as np
import pytest
from PIL import Image
from pydantic import SecretStr

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import MediaType
from adbanner.contracts import (
    EMBEDDINGS_PATH,
    IMAGES_PATH,
    EmbeddingsRequest,
    EmbeddingsResponse,
    GeneratedImage,
    ImageGenerationResponse,
)
from adbanner.errors import ConfigError, ServiceUnavailable, ToolFailed
from adbanner.settings import Endpoint, ImageGenerationSettings
from tools.background_removal import BackgroundRemover
from tools.fake_servers import FakeModelServer, Mishap
from tools.image_generation import ImageGenerator
from tools.model_http import ModelServer, open_model_client
from tools.toy_models import draw_toy, encode_png

SIDE = 64


@pytest.fixture
def server() -> Iterator[FakeModelServer]:
    with FakeModelServer() as running:
        yield running


@pytest.fixture
def fleet() -> Iterator[list[FakeModelServer]]:
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(FakeModelServer()) for _ in range(3)]


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with open_model_client() as opened:
        yield opened


def generator(
    store: ArtifactStore, client: httpx.AsyncClient, *servers: FakeModelServer, **settings: object
) -> ImageGenerator:
    urls = tuple(each.base_url for each in servers)
    where = {"base_urls": urls} if len(urls) > 1 else {"base_url": urls[0]}
    return ImageGenerator(
        ImageGenerationSettings.model_validate({"size": f"{SIDE}x{SIDE}", **where, **settings}), store, client
    )


def remover(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer, **settings: object
) -> BackgroundRemover:
    return BackgroundRemover(Endpoint.model_validate({"base_url": server.base_url, **settings}), store, client)


async def test_a_picture_is_drawn_and_stored(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer
) -> None:
    picture = await generator(store, client, server, model="qwen", steps=8, lora_scale=0.5).generate("a cat", 7)
    assert Image.open(io.BytesIO(await store.get(picture.asset))).size == (SIDE, SIDE)
    assert (picture.seed, picture.prompt, picture.toy, picture.replica) == (7, "a cat", True, f"{server.base_url}")
    (request,) = server.requests
    for part in ('"model":"qwen"', '"steps":8', '"lora_scale":0.5', '"seed":7', '"size":"64x64"'):
        assert part in request.body.decode()
    assert request.request_id


async def test_an_object_is_cut_out_with_its_shadow(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer
) -> None:
    drawn = await generator(store, client, server, size="256x256").generate("a cat", 7)
    cut = await remover(store, client, server).remove(drawn.asset)
    assert cut.toy
    image = Image.open(io.BytesIO(await store.get(cut.asset)))
    alpha = np.asarray(image.getchannel("A"))
    assert alpha.max() == 255
    assert ((alpha > 5) & (alpha < 100)).mean() > 0.005, "the shadow is gone"
    on_white = Image.new("RGBA", image.size, "white")
    on_white.alpha_composite(image)
    source = np.asarray(Image.open(io.BytesIO(await store.get(drawn.asset))), dtype=int)
    assert np.abs(np.asarray(on_white.convert("RGB"), dtype=int) - source).max() <= 2


@pytest.mark.parametrize("suffix", ["", "/", "/v1", "/v1/"])
async def test_a_base_url_may_end_as_openais_does(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer, suffix: str
) -> None:
    settings = ImageGenerationSettings.model_validate({"base_url": server.base_url + suffix, "size": "64x64"})
    await ImageGenerator(settings, store, client).generate("a cat", 7)
    assert server.requests[0].path == IMAGES_PATH


async def test_the_same_picture_is_paid_for_once(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer
) -> None:
    first = await generator(store, client, server).generate("a cat", 7)
    after_a_restart = generator(store, client, server)
    assert await after_a_restart.generate("a cat", 7) == first
    cutter = remover(store, client, server)
    cut = await cutter.remove(first.asset)
    assert await remover(store, client, server).remove(first.asset) == cut
    assert len(server.paid) == 2


async def test_asked_twice_at_once_it_is_still_paid_for_once(
    store: ArtifactStore, client: httpx.AsyncClient, fleet: list[FakeModelServer]
) -> None:
    shared = generator(store, client, *fleet)
    pictures = await asyncio.gather(*(shared.generate("a cat", 7) for _ in range(5)))
    assert len(set(pictures)) == 1
    assert sum(len(each.paid) for each in fleet) == 1


@pytest.mark.parametrize("other", [{"model": "b"}, {"lora_scale": 0.3}, {"steps": 4}, {"size": "96x64"}])
async def test_whatever_changes_the_picture_is_paid_for_anew(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer, other: dict[str, object]
) -> None:
    await generator(store, client, server).generate("a cat", 7)
    await generator(store, client, server, **other).generate("a cat", 7)
    assert len(server.paid) == 2


async def test_prompt_seed_and_negative_prompt_are_part_of_the_key(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer
) -> None:
    shared = generator(store, client, server)
    await shared.generate("a cat", 7)
    await shared.generate("a dog", 7)
    await shared.generate("a cat", 8)
    await shared.generate("a cat", 7, negative_prompt="text")
    assert len(server.paid) == 4


async def test_a_paid_picture_whose_file_is_gone_is_drawn_again(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer, tmp_path: object
) -> None:
    shared = generator(store, client, server)
    picture = await shared.generate("a cat", 7)
    (file,) = tmp_path.rglob(f"{picture.asset.sha256}.png")  # type: ignore[attr-defined]
    file.unlink()
    assert await shared.generate("a cat", 7) == picture
    assert await store.get(picture.asset)


async def test_three_replicas_work_at_the_same_time_and_none_on_two_jobs(
    store: ArtifactStore, client: httpx.AsyncClient, fleet: list[FakeModelServer]
) -> None:
    together = threading.Barrier(3, timeout=20)
    for each in fleet:
        each.enqueue(IMAGES_PATH, *(Mishap(hold=together.wait) for _ in range(3)))
    shared = generator(store, client, *fleet)
    pictures = await asyncio.gather(*(shared.generate("a cat", seed) for seed in range(9)))
    assert len({picture.asset for picture in pictures}) == 9
    assert [each.most_in_flight for each in fleet] == [1, 1, 1]
    assert [len(each.paid) for each in fleet] == [3, 3, 3]


async def test_the_job_of_a_replica_that_dies_is_done_elsewhere(
    store: ArtifactStore, client: httpx.AsyncClient, fleet: list[FakeModelServer]
) -> None:
    fleet[1].enqueue(IMAGES_PATH, Mishap(die=True))
    shared = generator(store, client, *fleet)
    pictures = await asyncio.gather(*(shared.generate("a cat", seed) for seed in range(8)))
    assert [picture.seed for picture in pictures] == list(range(8))
    assert fleet[1].base_url not in {picture.replica for picture in pictures}
    assert [len(fleet[0].paid) + len(fleet[2].paid), len(fleet[1].paid)] == [8, 0]
    assert len(fleet[1].requests) == 1, "a dead replica was asked again"


async def test_all_replicas_dead_names_each_and_the_setting(
    store: ArtifactStore, client: httpx.AsyncClient, fleet: list[FakeModelServer]
) -> None:
    for each in fleet:
        each.die()
    with pytest.raises(ServiceUnavailable, match="ADBANNER_IMAGE_GENERATION__BASE_URLS") as caught:
        await generator(store, client, *fleet).generate("a cat", 7)
    assert all(each.base_url in str(caught.value) for each in fleet)


async def test_a_dead_cut_out_server_names_its_setting(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer
) -> None:
    asset = await store.put(b"whatever", MediaType.PNG)
    server.die()
    with pytest.raises(ServiceUnavailable, match="ADBANNER_CUTOUT__BASE_URL"):
        await remover(store, client, server).remove(asset)


async def test_a_failed_job_can_be_asked_for_again(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer
) -> None:
    server.enqueue(IMAGES_PATH, Mishap(status=503, retry_after="17"), Mishap(drop=True), Mishap(status=429))
    shared = generator(store, client, server)
    with pytest.raises(ServiceUnavailable) as busy:
        await shared.generate("a cat", 7)
    assert busy.value.retry_after_s == 17
    for _ in range(2):
        with pytest.raises(ServiceUnavailable):
            await shared.generate("a cat", 7)
    await shared.generate("a cat", 7)
    assert len(server.paid) == 1


async def test_a_fleet_that_is_all_busy_tells_the_shortest_wait(
    store: ArtifactStore, client: httpx.AsyncClient, fleet: list[FakeModelServer]
) -> None:
    for each, seconds in zip(fleet, ("30", "5", "60"), strict=True):
        each.enqueue(IMAGES_PATH, Mishap(status=503, retry_after=seconds))
    with pytest.raises(ServiceUnavailable) as busy:
        await generator(store, client, *fleet).generate("a cat", 7)
    assert busy.value.retry_after_s == 5


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (401, ConfigError, "ADBANNER_IMAGE_GENERATION__API_KEY"),
        (403, ConfigError, "ADBANNER_IMAGE_GENERATION__API_KEY"),
        (404, ConfigError, "ADBANNER_IMAGE_GENERATION__BASE_URL"),
        (405, ConfigError, "ADBANNER_IMAGE_GENERATION__BASE_URL"),
        (400, ToolFailed, "scripted failure"),
        (422, ToolFailed, "scripted failure"),
        (500, ServiceUnavailable, "status 500: scripted failure"),
        (504, ServiceUnavailable, "ADBANNER_IMAGE_GENERATION__BASE_URL"),
    ],
)
async def test_every_status_says_who_acts_next(
    store: ArtifactStore,
    client: httpx.AsyncClient,
    server: FakeModelServer,
    status: int,
    error: type[Exception],
    words: str,
) -> None:
    server.enqueue(IMAGES_PATH, Mishap(status=status))
    with pytest.raises(error, match=words):
        await generator(store, client, server).generate("a cat", 7)


async def test_the_key_goes_over_the_wire_and_into_no_message(store: ArtifactStore, client: httpx.AsyncClient) -> None:
    with FakeModelServer(api_key="secret") as locked:
        await generator(store, client, locked, api_key=SecretStr("secret")).generate("a cat", 7)
        with pytest.raises(ConfigError) as refused:
            await generator(store, client, locked, api_key=SecretStr("guess-4711")).generate("a dog", 7)
    assert "guess-4711" not in str(refused.value)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<html>Sign in</html>", "no ImageGenerationResponse"),
        ('{"created": 1, "data": []}', "data"),
        ('{"created": 1, "data": [{"b64_json": "~~"}]}', "no base64"),
        ('{"created": 1, "data": [{"b64_json": "AAAA"}]}', "no PNG"),
    ],
)
async def test_a_garbage_answer_is_not_stored(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer, body: str, words: str
) -> None:
    server.enqueue(IMAGES_PATH, Mishap(raw_body=body))
    shared = generator(store, client, server)
    with pytest.raises(ToolFailed, match=words):
        await shared.generate("a cat", 7)
    await shared.generate("a cat", 7)
    assert len(server.requests) == 2


async def test_a_picture_of_another_size_is_refused(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer
) -> None:
    small = ImageGenerationResponse(
        created=0, data=(GeneratedImage(b64_json=b64encode(draw_toy("a cat", 7, 32, 32)).decode()),)
    )
    server.enqueue(IMAGES_PATH, Mishap(raw_body=small.model_dump_json()))
    with pytest.raises(ToolFailed, match="32x32 RGB; 64x64 RGB was expected"):
        await generator(store, client, server).generate("a cat", 7)


async def test_a_cut_out_that_shows_nothing_is_not_stored(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer
) -> None:
    blank = await store.put(encode_png(Image.new("RGB", (SIDE, SIDE), "white")), MediaType.PNG)
    for _ in range(2):
        with pytest.raises(ToolFailed, match="found no object"):
            await remover(store, client, server).remove(blank)
    assert len(server.requests) == 2


async def test_a_slow_server_runs_into_the_time_limit(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer
) -> None:
    server.enqueue(IMAGES_PATH, Mishap(delay_s=60))
    with pytest.raises(ServiceUnavailable, match="ADBANNER_IMAGE_GENERATION__TIMEOUT_S"):
        await generator(store, client, server, timeout_s=0.2).generate("a cat", 7)


async def test_cancelling_hangs_up_and_frees_the_replica(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer
) -> None:
    arrived = threading.Event()
    server.enqueue(IMAGES_PATH, Mishap(hold=arrived.set, delay_s=60))
    shared = generator(store, client, server)
    job = asyncio.create_task(shared.generate("a cat", 7))
    await asyncio.to_thread(arrived.wait, 20)
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    assert await asyncio.to_thread(server.hung_up.wait, 20)
    assert await shared.generate("a cat", 7)
    assert len(server.paid) == 1


async def test_the_environments_proxy_is_not_used(
    store: ArtifactStore, server: FakeModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with open_model_client() as client:
        assert await generator(store, client, server).generate("a cat", 7)


async def test_a_password_in_the_address_stays_out_of_messages_and_pictures(
    store: ArtifactStore, client: httpx.AsyncClient, server: FakeModelServer
) -> None:
    url = server.base_url.replace("http://", "http://robot:hush@")
    settings = ImageGenerationSettings.model_validate({"base_url": url, "size": "64x64"})
    shared = ImageGenerator(settings, store, client)
    assert "hush" not in (await shared.generate("a cat", 7)).replica
    assert server.requests[0].authorization.startswith("Basic ")
    server.die()
    with pytest.raises(ServiceUnavailable) as dead:
        await shared.generate("a dog", 7)
    assert "hush" not in str(dead.value)


async def test_embeddings_come_as_the_contract_says(client: httpx.AsyncClient, server: FakeModelServer) -> None:
    encoder = ModelServer(client, server.base_url, Endpoint(), "ADBANNER_EMBEDDINGS")
    answer = await encoder.post(
        EMBEDDINGS_PATH, EmbeddingsRequest(input=("кот", "пёс", "кот"), model="toy"), EmbeddingsResponse
    )
    first, second, third = (each.embedding for each in answer.data)
    assert first == third != second
    assert np.linalg.norm(first) == pytest.approx(1)
