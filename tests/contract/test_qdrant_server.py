"""The image bank on a Qdrant server, over HTTP."""

import asyncio
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BankImage, BrandKit
from adbanner.errors import ConfigError, IndexMismatch, ServiceUnavailable
from adbanner.settings import QdrantSettings
from offline.indexing import build_index, told_report
from tools.fake_qdrant import FakeQdrant
from tools.image_bank import BankQuery, ImageBank
from tools.lexical_encoder import LexicalEncoder
from tools.open_index import open_index

LOCAL = QdrantSettings()
DOWN = "the server goes down"


class OtherEncoder:
    """The built-in encoder under another name and with longer vectors."""

    def __init__(self, name: str) -> None:
        self.fingerprint = name
        self._encoder = LexicalEncoder(dimensions=600)
        self.dimensions = self._encoder.dimensions

    async def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return await self._encoder.encode_queries(texts)

    async def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return await self._encoder.encode_passages(texts)


@pytest.fixture
def server() -> Iterator[FakeQdrant]:
    with FakeQdrant() as fake:
        yield fake


@pytest.fixture
def store(tmp_path: Path) -> ArtifactStore:
    return ArtifactStore.local(tmp_path)


def settings_of(server: FakeQdrant, **values: str) -> QdrantSettings:
    return QdrantSettings.model_validate({"url": server.url, **values})


def bank_of(kit: BrandKit, count: int) -> BrandKit:
    images = tuple(
        BankImage(
            id=f"image_{number}",
            file=kit.images[number % len(kit.images)].file,
            caption=f"Картинка номер {number}",
            services=(f"услуга {number}", f"сервис {number}", f"товар {number}"),
            licence="CC0-1.0",
        )
        for number in range(count)
    )
    return kit.model_copy(update={"images": images})


async def test_a_server_finds_what_the_local_engine_finds(
    demo_kit: BrandKit, server: FakeQdrant, store: ArtifactStore
) -> None:
    encoder = LexicalEncoder()
    on_server = await ImageBank.open(demo_kit, encoder, settings_of(server), store)
    local = await ImageBank.open(demo_kit, encoder, LOCAL, store)
    for query in (
        BankQuery(product_text="Такси по городу", offer="Скидка 20% на поездку", seed=3),
        BankQuery(product_text="Доставка еды", description="красная коробка с пиццей", seed=3),
    ):
        served, found = await on_server.search(query), await local.search(query)
        assert [hit.image_id for hit in served] == [hit.image_id for hit in found]
        assert [hit.score for hit in served] == pytest.approx([hit.score for hit in found], abs=1e-5)


async def test_a_new_encoder_is_built_beside_and_switched_over_without_a_gap(
    demo_kit: BrandKit, server: FakeQdrant, store: ArtifactStore
) -> None:
    settings, old, new = settings_of(server), LexicalEncoder(), OtherEncoder("new-model")
    await build_index(demo_kit, old, settings, store)
    running = await ImageBank.open(demo_kit, old, settings, store)
    query = BankQuery(product_text="Такси по городу", seed=3)
    expected = await running.search(query)

    meant: list[int] = []

    def look(method: str, path: str) -> None:
        with server.lock:
            aliases = server.engine.get_aliases().aliases
            behind = next(alias.collection_name for alias in aliases if alias.alias_name == settings.collection)
            meant.append(server.engine.count(behind).count)

    server.before = look
    report = await build_index(demo_kit, new, settings, store)
    server.before = lambda method, path: None
    assert set(meant) == {len(demo_kit.images)}
    assert len(report.replaced) == 1
    assert report.sync.written == len(demo_kit.images)

    assert await running.search(query) == expected
    fresh = await ImageBank.open(demo_kit, new, settings, store)
    assert [hit.image_id for hit in await fresh.search(query)]
    with pytest.raises(IndexMismatch, match="adbanner-offline index"):
        await ImageBank.open(demo_kit, old, settings, store)


async def test_pictures_that_no_banner_can_show_are_left_out_and_named(
    demo_kit: BrandKit, server: FakeQdrant, store: ArtifactStore, tmp_path: Path
) -> None:
    kit = demo_kit.model_copy(update={"root": tmp_path, "images": demo_kit.images[:3]})
    shutil.copytree(demo_kit.root / "images", tmp_path / "images")
    broken = kit.images[1]
    kit.image_path(broken).write_bytes(b"not a picture")
    report = await build_index(kit, LexicalEncoder(), settings_of(server), store)
    assert [problem.image_id for problem in report.left_out] == [broken.id]
    assert report.sync.written == 2
    told = told_report(report, settings_of(server), 1.0)
    assert broken.file in told
    assert "no PNG or WebP" in told


async def test_old_indexes_go_only_when_asked(demo_kit: BrandKit, server: FakeQdrant, store: ArtifactStore) -> None:
    settings = settings_of(server)
    server.engine.create_collection("adbanner_images__mine", {})
    await build_index(demo_kit, LexicalEncoder(), settings, store)
    kept = await build_index(demo_kit, OtherEncoder("new-model"), settings, store)
    assert kept.dropped == ()
    dropped = await build_index(demo_kit, OtherEncoder("new-model"), settings, store, drop_old=True)
    assert dropped.dropped == kept.replaced
    names = {collection.name for collection in server.engine.get_collections().collections}
    assert len(names) == 2
    assert "adbanner_images__mine" in names


async def test_going_back_to_an_encoder_writes_only_what_changed(
    demo_kit: BrandKit, server: FakeQdrant, store: ArtifactStore
) -> None:
    settings = settings_of(server)
    await build_index(demo_kit, LexicalEncoder(), settings, store)
    await build_index(demo_kit, OtherEncoder("new-model"), settings, store)
    fewer = demo_kit.model_copy(update={"images": demo_kit.images[:-2]})
    back = await build_index(fewer, LexicalEncoder(), settings, store)
    assert (back.sync.written, back.sync.deleted) == (0, 2)
    assert len(back.replaced) == 1


async def test_a_server_that_goes_half_way_leaves_what_is_written(
    demo_kit: BrandKit, server: FakeQdrant, store: ArtifactStore
) -> None:
    kit, settings = bank_of(demo_kit, 200), settings_of(server)
    writes = 0

    def fail_at_the_third_write(method: str, path: str) -> None:
        nonlocal writes
        writes += method == "PUT" and path.endswith("/points")
        if writes > 2:
            raise ConnectionAbortedError(DOWN)

    server.before = fail_at_the_third_write
    with pytest.raises(ServiceUnavailable, match="does not answer"):
        await build_index(kit, LexicalEncoder(), settings, store)
    with pytest.raises(ServiceUnavailable):
        await ImageBank.open(kit, LexicalEncoder(), settings, store)

    server.before = lambda method, path: None
    report = await build_index(kit, LexicalEncoder(), settings, store)
    assert report.sync.written == 200 - 2 * 64
    index = await open_index(settings)
    await index.prepare(LexicalEncoder())
    assert len(await index.contents()) == 200


@pytest.mark.filterwarnings("ignore:Api key is used with an insecure connection")
async def test_a_wrong_key_is_named(demo_kit: BrandKit, store: ArtifactStore) -> None:
    with FakeQdrant(api_key="secret") as server:
        with pytest.raises(ConfigError, match="ADBANNER_QDRANT__API_KEY"):
            await build_index(demo_kit, LexicalEncoder(), settings_of(server, api_key="wrong"), store)
        report = await build_index(demo_kit, LexicalEncoder(), settings_of(server, api_key="secret"), store)
    assert report.sync.written == len(demo_kit.images)


async def test_searches_run_beside_the_indexing(demo_kit: BrandKit, server: FakeQdrant, store: ArtifactStore) -> None:
    settings = settings_of(server)
    bank = await ImageBank.open(demo_kit, LexicalEncoder(), settings, store)
    changed = [image.model_copy(update={"caption": f"{image.caption} Новое."}) for image in demo_kit.images]
    indexing = build_index(demo_kit.model_copy(update={"images": tuple(changed)}), LexicalEncoder(), settings, store)
    searches = (bank.search(BankQuery(product_text="Такси", seed=seed)) for seed in range(8))
    _, *found = await asyncio.gather(indexing, *searches)
    assert all(found)
