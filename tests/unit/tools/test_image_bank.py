import asyncio
import json
import math
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BankImage, BrandKit
from adbanner.errors import ConfigError, IndexMismatch, ServiceUnavailable
from adbanner.images import BankHit
from adbanner.settings import PROJECT_ROOT, QdrantSettings
from tools.bank_index import passages_of, point_id
from tools.bank_sampling import LEAST_STRENGTH, TEMPERATURE, draw_order, drawing_odds, strengths
from tools.edge_index import EdgeIndex
from tools.image_bank import CANDIDATES, CAPTION_SHARE, OFFER_WEIGHT, BankQuery, ImageBank
from tools.lexical_encoder import LexicalEncoder
from tools.semantic_encoder import SemanticEncoder
from tools.server_index import ServerIndex

LOCAL = QdrantSettings()
DIMENSIONS = 16


class SeededEncoder:
    """Random unit vectors by text; remembers what it encoded."""

    def __init__(self, fingerprint: str = "seeded") -> None:
        self.fingerprint = fingerprint
        self.dimensions = DIMENSIONS
        self.passages: list[str] = []

    def vector(self, text: str) -> NDArray[np.float32]:
        vector = np.random.default_rng(list(text.encode())).normal(size=DIMENSIONS)
        return (vector / np.linalg.norm(vector)).astype(np.float32)

    async def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self.vector(text) for text in texts])

    async def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.passages += texts
        return np.array([self.vector(text) for text in texts], np.float32).reshape(len(texts), DIMENSIONS)


def image(name: str, caption: str = "", services: tuple[str, str, str] | None = None) -> BankImage:
    texts = services or (f"{name} one", f"{name} two", f"{name} three")
    return BankImage(id=name, file=f"{name}.webp", caption=caption or f"{name} caption", services=texts, licence="CC0")


def bank_of(count: int) -> tuple[BankImage, ...]:
    return tuple(image(f"image_{number}") for number in range(count))


def with_images(kit: BrandKit, images: tuple[BankImage, ...]) -> BrandKit:
    return kit.model_copy(update={"images": images})


@pytest.fixture
def kit() -> BrandKit:
    return BrandKit(
        root=Path("/kit"),
        name="Тест",
        language="ru",
        tone_of_voice=("просто",),
        forbidden_words=(),
        fonts={},
        grounds={},
        categories={},
        products=(),
        examples=(),
        images=(),
        fingerprint="",
    )


def brute_force(encoder: SeededEncoder, images: tuple[BankImage, ...], query: BankQuery) -> dict[str, float]:
    """Scores of all candidates by plain numpy, best first."""
    product = encoder.vector(query.product_text)
    if not query.description and query.offer:
        product = product + OFFER_WEIGHT * encoder.vector(query.offer)
        product /= np.linalg.norm(product)
    best_service = {
        picture.id: max(float(encoder.vector(text) @ product) for text in picture.services) for picture in images
    }
    captions = {picture.id: encoder.vector(picture.caption) for picture in images}
    candidates = sorted(best_service, key=lambda name: -best_service[name])[:CANDIDATES]
    if query.description:
        scores = {name: float(captions[name] @ encoder.vector(query.description)) for name in candidates}
    else:
        scores = {
            name: (1 - CAPTION_SHARE) * best_service[name] + CAPTION_SHARE * float(captions[name] @ product)
            for name in candidates
        }
    return dict(sorted(scores.items(), key=lambda item: -item[1]))


def allowed(scores: dict[str, float], limit: int) -> dict[str, float]:
    """What may be drawn."""
    best, mean = max(scores.values()), sum(scores.values()) / len(scores)
    top = list(scores.items())[:limit]
    return {name: score for name, score in top if (score - mean) / (best - mean) >= LEAST_STRENGTH}


@pytest.mark.parametrize("description", ["", "a description"])
@pytest.mark.parametrize("offer", ["", "an offer"])
async def test_search_equals_brute_force(kit: BrandKit, store: ArtifactStore, description: str, offer: str) -> None:
    encoder, images = SeededEncoder(), bank_of(400)
    bank = await ImageBank.open(with_images(kit, images), encoder, LOCAL, store)
    for number in range(10):
        query = BankQuery(product_text=f"product {number}", offer=offer, description=description, seed=number)
        hits = await bank.search(query)
        expected = allowed(brute_force(encoder, images, query), query.limit)
        drawn = {hit.image_id: pytest.approx(hit.score, abs=1e-5) for hit in hits if not hit.spare}
        assert drawn == expected
        assert [hit.spare for hit in hits] == sorted(hit.spare for hit in hits), "spares come last"
        assert len({hit.image_id for hit in hits}) == query.limit


async def test_the_product_keeps_the_best_300_pictures_not_300_services(kit: BrandKit, store: ArtifactStore) -> None:
    encoder, images = SeededEncoder(), bank_of(400)
    bank = await ImageBank.open(with_images(kit, images), encoder, LOCAL, store)
    ranked = list(brute_force(encoder, images, BankQuery(product_text="product", description="x", seed=0)))
    assert len(ranked) == CANDIDATES
    last_kept = min(
        ranked, key=lambda name: max(float(encoder.vector(f"{name} {n}") @ encoder.vector("product")) for n in NUMBERS)
    )
    cut_off = next(picture.id for picture in images if picture.id not in ranked)
    # Each is described by its own caption, so it would win if it came through the first stage.
    for name, comes_through in ((last_kept, True), (cut_off, False)):
        query = BankQuery(product_text="product", description=f"{name} caption", seed=0, limit=1)
        assert ((await bank.search(query))[0].image_id == name) is comes_through


NUMBERS = ("one", "two", "three")


async def test_a_picture_with_three_good_services_is_found_once(kit: BrandKit, store: ArtifactStore) -> None:
    images = (image("taxi", services=("такси", "такси", "поездка на такси")), *bank_of(12))
    bank = await ImageBank.open(with_images(kit, images), LexicalEncoder(), LOCAL, store)
    hits = await bank.search(BankQuery(product_text="Такси", seed=1))
    assert [hit.image_id for hit in hits].count("taxi") == 1


async def test_a_hit_says_why_it_was_found(kit: BrandKit, store: ArtifactStore) -> None:
    scooter = image(
        "scooter", "Зелёный скутер доставки", ("Страховка", "Быстрая доставка еды курьером", "Аренда скутера")
    )
    bank = await ImageBank.open(with_images(kit, (scooter, image("house", "Дом"))), LexicalEncoder(), LOCAL, store)
    hit = (await bank.search(BankQuery(product_text="Доставка еды", description="скутер", seed=1)))[0]
    assert (hit.image_id, hit.file, hit.caption) == ("scooter", "scooter.webp", "Зелёный скутер доставки")
    assert hit.service == "Быстрая доставка еды курьером"
    encoder = LexicalEncoder()
    product, description = await encoder.encode_queries(["Доставка еды", "скутер"])
    service, caption = await encoder.encode_passages([hit.service, hit.caption])
    assert hit.product_score == pytest.approx(float(product @ service), abs=1e-5)
    assert hit.score == hit.caption_score == pytest.approx(float(description @ caption), abs=1e-5)
    undescribed = (await bank.search(BankQuery(product_text="Доставка еды", seed=1)))[0]
    assert undescribed.caption_score is None


async def test_the_offer_counts_where_nobody_described_the_picture(kit: BrandKit, store: ArtifactStore) -> None:
    images = (
        image("cart", "Тележка с покупками", ("Маркетплейс", "Супермаркет", "Распродажа")),
        image("headphones", "Фиолетовые наушники", ("Музыка по подписке", "Магазин наушников", "Аудиокниги")),
    )
    bank = await ImageBank.open(with_images(kit, images), LexicalEncoder(), LOCAL, store)
    product = "Маркетплейс. Товары: одежда, обувь, мебель и книги."
    plain = await bank.search(BankQuery(product_text=product, offer="Бесплатный возврат", seed=0))
    audio = await bank.search(BankQuery(product_text=product, offer="Скидка 30% на наушники", seed=0))
    assert plain[0].image_id == "cart"
    assert "headphones" in [hit.image_id for hit in audio]
    assert "headphones" not in [hit.image_id for hit in plain if not hit.spare]


async def test_the_same_seed_and_slot_draw_the_same(kit: BrandKit, store: ArtifactStore) -> None:
    bank = await ImageBank.open(with_images(kit, bank_of(100)), SeededEncoder(), LOCAL, store)

    async def drawn(seed: int, slot: int) -> list[str]:
        hits = await bank.search(BankQuery(product_text="p", description="d", seed=seed, slot=slot))
        return [hit.image_id for hit in hits]

    assert await drawn(7, 0) == await drawn(7, 0)
    assert len({tuple(await drawn(seed, 0)) for seed in range(20)}) > 5
    assert len({tuple(await drawn(7, slot)) for slot in range(20)}) > 5


def test_the_first_drawn_follows_the_stated_odds() -> None:
    odds = drawing_odds([1.0, 0.95, 0.9, 0.8, 0.75, 0.4])
    draws = 4_000
    counts = Counter(draw_order(odds, seed, slot=0)[0] for seed in range(draws))
    chi_square = sum((counts[place] - draws * chance) ** 2 / (draws * chance) for place, chance in enumerate(odds[:5]))
    assert chi_square < 18.47  # 0.1 % point for 4 degrees of freedom
    assert counts[5] == 0


def test_the_second_drawn_follows_the_odds_without_the_first() -> None:
    odds = [0.6, 0.3, 0.1]
    orders = [draw_order(odds, seed, slot=3) for seed in range(4_000)]
    after_first = Counter(order[1] for order in orders if order[0] == 0)
    share = after_first[1] / after_first.total()
    assert share == pytest.approx(0.75, abs=0.04)
    assert all(sorted(order) == [0, 1, 2] for order in orders)


def test_a_temperature_of_strength_is_a_factor_of_e() -> None:
    better, worse = drawing_odds([1.0, 1.0 - TEMPERATURE])
    assert better / worse == pytest.approx(math.e)


def test_strength_does_not_depend_on_the_scale_of_an_encoder() -> None:
    scores = [0.6, 0.5, 0.1, 0.0]
    assert strengths(scores) == pytest.approx(strengths([0.8 + score / 10 for score in scores]))
    assert strengths([0.3, 0.3]) == [1.0, 1.0]


async def test_no_piggy_bank_for_a_delivery_while_scooters_exist(demo_kit: BrandKit, store: ArtifactStore) -> None:
    bank = await ImageBank.open(demo_kit, SemanticEncoder(), LOCAL, store)
    expected = {
        "delivery": ("scooter", "delivery_bag", "pizza", "human_courier", "bear_courier", "burger"),
        "taxi": ("taxi", "hatchback_car", "map_pin"),
        "mortgage": ("house", "key", "map_pin", "umbrella_blue_house"),
        "savings": ("piggy", "coins", "safe", "wallet", "bank_card", "hourglass_blue_coins", "umbrella_green_coins"),
        "music": ("headphones", "vinyl", "microphone", "cat_violet_headphones", "smart_speaker"),
    }
    for product_id, prefixes in expected.items():
        product = demo_kit.product(product_id)
        for seed in range(30):
            hits = await bank.search(BankQuery(product_text=f"{product.name}. {product.description}", seed=seed))
            drawn = [hit.image_id for hit in hits if not hit.spare]
            assert drawn
            assert all(name.startswith(prefixes) for name in drawn), (product_id, drawn)


async def test_the_demo_bank_equals_brute_force(demo_kit: BrandKit, store: ArtifactStore) -> None:
    encoder = LexicalEncoder()
    bank = await ImageBank.open(demo_kit, encoder, LOCAL, store)
    captions = await encoder.encode_passages([passages_of(picture)[0] for picture in demo_kit.images])
    for description in ("курьер на скутере", "розовая копилка", "стакан кофе", "a blue phone"):
        scores = captions @ (await encoder.encode_queries([description]))[0]
        hits = await bank.search(BankQuery(product_text="Орбита", description=description, seed=5))
        best = max(hits, key=lambda hit: hit.score)
        assert best.image_id == demo_kit.images[int(np.argmax(scores))].id
        assert best.score == pytest.approx(float(scores.max()), abs=1e-5)


async def test_another_encoder_is_refused_with_the_way_to_mend_it(kit: BrandKit, store: ArtifactStore) -> None:
    from qdrant_client import QdrantClient

    index = ServerIndex(QdrantClient(":memory:"), "images", "here")
    await ImageBank.over(index, with_images(kit, bank_of(3)), SeededEncoder("old-model"), store)
    with pytest.raises(IndexMismatch) as refusal:
        await ImageBank.over(index, with_images(kit, bank_of(3)), SeededEncoder("new-model"), store)
    for word in ("old-model", "new-model", "ADBANNER_QDRANT__COLLECTION", "ADBANNER_EMBEDDINGS__"):
        assert word in str(refusal.value)


async def test_an_index_in_this_process_holds_the_vectors_of_one_encoder(kit: BrandKit, store: ArtifactStore) -> None:
    index = EdgeIndex()
    await ImageBank.over(index, with_images(kit, bank_of(3)), SeededEncoder("old-model"), store)
    with pytest.raises(IndexMismatch, match="old-model"):
        await ImageBank.over(index, with_images(kit, bank_of(3)), SeededEncoder("new-model"), store)


async def test_a_foreign_collection_is_refused(kit: BrandKit, store: ArtifactStore) -> None:
    from qdrant_client import QdrantClient, models

    client = QdrantClient(":memory:")
    client.create_collection("images", models.VectorParams(size=DIMENSIONS, distance=models.Distance.COSINE))
    with pytest.raises(IndexMismatch, match="unknown encoder"):
        await ImageBank.over(
            ServerIndex(client, "images", "here"), with_images(kit, bank_of(3)), SeededEncoder(), store
        )


async def test_points_hold_the_object_key_and_no_picture(demo_kit: BrandKit, store: ArtifactStore) -> None:
    from qdrant_client import QdrantClient

    client = QdrantClient(":memory:")
    await ImageBank.over(ServerIndex(client, "images", "here"), demo_kit, LexicalEncoder(), store)
    records, _ = client.scroll("images", limit=1_000)
    assert len(records) == len(demo_kit.images)
    files = {record.payload["file"] for record in records if record.payload}
    assert files == {picture.file for picture in demo_kit.images}
    assert all(len(json.dumps(record.payload, ensure_ascii=False)) < 2_000 for record in records)


async def test_only_changed_pictures_are_encoded_and_removed_ones_are_deleted(
    kit: BrandKit, store: ArtifactStore, tmp_path: Path
) -> None:
    index, encoder = EdgeIndex(), SeededEncoder()
    first, second, third = bank_of(3)
    await ImageBank.over(index, with_images(kit, (first, second, third)), encoder, store)
    assert len(encoder.passages) == 12

    encoder.passages.clear()
    changed = second.model_copy(update={"caption": "another caption"})
    await ImageBank.over(index, with_images(kit, (first, changed, image("new"))), encoder, store)
    assert encoder.passages == ["another caption", *second.services, "new caption", "new one", "new two", "new three"]
    assert (await index.contents()).keys() == {point_id(name) for name in ("image_0", "image_1", "new")}

    encoder.passages.clear()
    other_store = ArtifactStore.local(tmp_path / "empty")
    await ImageBank.over(index, with_images(kit, (first, changed, image("new"))), encoder, other_store)
    assert encoder.passages == []


async def test_a_new_start_takes_the_vectors_from_the_store(kit: BrandKit, store: ArtifactStore) -> None:
    await ImageBank.open(with_images(kit, bank_of(5)), SeededEncoder(), LOCAL, store)
    again = SeededEncoder()
    bank = await ImageBank.open(with_images(kit, bank_of(5)), again, LOCAL, store)
    assert again.passages == []
    assert await bank.search(BankQuery(product_text="p", seed=1))
    other = SeededEncoder("another")
    await ImageBank.open(with_images(kit, bank_of(5)), other, LOCAL, store)
    assert len(other.passages) == 20


async def test_a_new_product_needs_no_new_index(kit: BrandKit, store: ArtifactStore) -> None:
    encoder = SeededEncoder()
    bank = await ImageBank.open(with_images(kit, bank_of(5)), encoder, LOCAL, store)
    encoder.passages.clear()
    assert await bank.search(BankQuery(product_text="A product that nobody knew", offer="new", seed=1))
    assert encoder.passages == []


async def test_many_searches_at_once(kit: BrandKit, store: ArtifactStore) -> None:
    bank = await ImageBank.open(with_images(kit, bank_of(50)), SeededEncoder(), LOCAL, store)
    queries = [BankQuery(product_text=f"p{n % 4}", description="d", seed=0) for n in range(40)]
    answers = await asyncio.gather(*(bank.search(query) for query in queries))
    alone: list[tuple[BankHit, ...]] = [await bank.search(query) for query in queries[:4]]
    assert all(answer == alone[n % 4] for n, answer in enumerate(answers))


async def test_an_empty_bank_is_refused(kit: BrandKit, store: ArtifactStore) -> None:
    with pytest.raises(ConfigError, match=r"manifest\.jsonl"):
        await ImageBank.open(kit, SeededEncoder(), LOCAL, store)


async def test_a_dead_server_is_named(kit: BrandKit, store: ArtifactStore, unused_tcp_port: int) -> None:
    settings = QdrantSettings.model_validate({"url": f"http://127.0.0.1:{unused_tcp_port}"})
    with pytest.raises(ServiceUnavailable) as failure:
        await ImageBank.open(with_images(kit, bank_of(1)), SeededEncoder(), settings, store)
    assert f"http://127.0.0.1:{unused_tcp_port}" in str(failure.value)
    assert "ADBANNER_QDRANT__URL" in str(failure.value)


def test_the_search_path_imports_no_image_model(tmp_path: Path) -> None:
    code = """
import asyncio, sys
from pathlib import Path
from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BankImage, BrandKit
from adbanner.settings import QdrantSettings
from tools.image_bank import BankQuery, ImageBank
from tools.server_index import ServerIndex
from tools.lexical_encoder import LexicalEncoder
assert "qdrant_client" not in sys.modules and "pymorphy3" not in sys.modules, "imported before it is needed"
images = (BankImage(id="a", file="a.webp", caption="Такси", services=("Такси", "Поездки", "Авто"), licence="CC0"),)
kit = BrandKit.model_construct(root=Path("/"), name="x", images=images)
async def main():
    bank = await ImageBank.open(kit, LexicalEncoder(), QdrantSettings(), ArtifactStore.local(Path(sys.argv[1])))
    assert (await bank.search(BankQuery(product_text="Такси", seed=1)))[0].file == "a.webp"
asyncio.run(main())
seen = {name.partition(".")[0] for name in sys.modules}
assert not seen & {"torch", "transformers", "PIL", "cv2", "skia", "onnxruntime"}, seen
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, cwd=PROJECT_ROOT)
