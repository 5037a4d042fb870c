"""How fast and how exact the image search is: ``python -m evals.bench.search --images 900 10000 [--json]``.

The bank is synthetic but lies like a real one: every vector is that of a text of the demo bank plus seeded noise.
Queries are all demo products, without and with a description; a search is timed with the encoding of its texts.
Each size runs in a process of its own, so that the peak memory is its own too. Local mode unless
``ADBANNER_QDRANT__URL`` names a server (then the collection ``<ADBANNER_QDRANT__COLLECTION>_bench`` is made there).
"""

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median, quantiles

import numpy as np

from adbanner.brand_kit import BankImage, BrandKit, Product
from adbanner.brand_kit_files import load_brand_kit
from adbanner.frozen import Frozen
from adbanner.settings import Settings
from tools.bank_index import BankIndex, Vectors, passages_of, point_id
from tools.image_bank import CANDIDATES, BankQuery, ImageBank
from tools.open_index import open_index
from tools.semantic_encoder import SemanticEncoder

CHUNK = 1_000
NOISE = 0.5
TOP = 10
DESCRIPTION = "курьер на скутере с подарком"
KIB_PER_MIB = 1_024


class Figures(Frozen):
    """What was measured for one size of bank."""

    images: int
    build_s: float
    described_p50_ms: float
    described_p95_ms: float
    undescribed_p50_ms: float
    undescribed_p95_ms: float
    recall_at_10: float
    """Share of the exact ten best that the index found, described and undescribed queries together."""
    peak_mib: int


def synthetic_bank(kit: BrandKit, encoder: SemanticEncoder, count: int) -> Iterator[tuple[list[BankImage], Vectors]]:
    """Chunks of pictures with their vectors."""
    originals = np.stack([encoder.encode(passages_of(image)) for image in kit.images])
    noise = np.random.default_rng(0)
    for start in range(0, count, CHUNK):
        numbers = np.arange(start, min(start + CHUNK, count))
        vectors = originals[numbers % len(originals)]
        vectors += NOISE * noise.normal(size=vectors.shape).astype(np.float32) / np.sqrt(encoder.dimensions)
        vectors /= np.linalg.norm(vectors, axis=2, keepdims=True)
        images = [
            kit.images[number % len(originals)].model_copy(update={"id": f"image_{number}"}) for number in numbers
        ]
        yield images, vectors


async def build(index: BankIndex, kit: BrandKit, encoder: SemanticEncoder, count: int) -> tuple[Vectors, float]:
    """Write the synthetic bank; returns its vectors and the seconds it took, the making of the vectors aside."""
    await index.prepare(encoder)
    vectors = np.empty((count, 4, encoder.dimensions), np.float32)
    seconds = 0.0
    for number, (images, chunk) in enumerate(synthetic_bank(kit, encoder, count)):
        vectors[number * CHUNK : number * CHUNK + len(chunk)] = chunk
        start_s = time.perf_counter()
        await index.upsert(images, chunk)
        seconds += time.perf_counter() - start_s
    return vectors, seconds


async def time_searches(bank: ImageBank, products: tuple[Product, ...], description: str) -> list[float]:
    """Milliseconds of one search for every product, after a first one that loads what is loaded lazily."""
    times_ms = []
    for product in (products[0], *products):
        query = BankQuery(
            product_text=f"{product.name}. {product.description}", offer="Скидка 15%", description=description, seed=1
        )
        start_s = time.perf_counter()
        await bank.search(query)
        times_ms.append((time.perf_counter() - start_s) * 1_000)
    return times_ms[1:]


async def recall(index: BankIndex, products: tuple[Product, ...], encoder: SemanticEncoder, vectors: Vectors) -> float:
    """Share of the exact results that the index gives."""
    ids = np.array([point_id(f"image_{number}") for number in range(len(vectors))])
    description = encoder.encode([DESCRIPTION])[0]
    shares = []
    for product in encoder.encode([product.description for product in products]):
        candidates = np.argsort(-(vectors[:, 1:] @ product).max(axis=1))[:CANDIDATES]
        reranked = candidates[np.argsort(-(vectors[candidates, 0] @ description))]
        for exact, found in (
            (candidates, await index.rank_by_services(product, CANDIDATES)),
            (reranked, await index.rerank_by_caption(product, description, CANDIDATES)),
        ):
            shares.append(len(set(ids[exact[:TOP]]) & set(list(found)[:TOP])) / TOP)
    return sum(shares) / len(shares)


async def measure(count: int, queries: int, settings: Settings) -> Figures:
    """Build a bank of that size and search it."""
    kit, encoder = load_brand_kit(settings.brand_kit), SemanticEncoder()
    qdrant = settings.qdrant.model_copy(update={"collection": f"{settings.qdrant.collection}_bench"})
    index = await open_index(qdrant)
    vectors, build_s = await build(index, kit, encoder, count)
    bank = ImageBank(index, encoder)
    products = kit.products[:queries]
    described = await time_searches(bank, products, DESCRIPTION)
    undescribed = await time_searches(bank, products, "")
    exactness = await recall(index, products, encoder, vectors)
    await index.delete(list(await index.contents()))
    await index.close()
    return Figures(
        images=count,
        build_s=round(build_s, 2),
        described_p50_ms=round(median(described), 1),
        described_p95_ms=round(quantiles(described, n=20)[-1], 1),
        undescribed_p50_ms=round(median(undescribed), 1),
        undescribed_p95_ms=round(quantiles(undescribed, n=20)[-1], 1),
        recall_at_10=round(exactness, 3),
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB_PER_MIB,
    )


def measure_apart(count: int, queries: int) -> Figures:
    """The same in a new process."""
    command = [sys.executable, "-m", "evals.bench.search", "--json"]
    command += ["--images", str(count), "--queries", str(queries)]
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return Figures.model_validate(json.loads(answer)[0])


def table(rows: list[Figures]) -> str:
    """The figures for people."""
    lines = ["  images   build s   described p50/p95 ms   undescribed p50/p95 ms   recall@10   peak MiB"]
    lines += [
        f"{row.images:8}{row.build_s:10.2f}{row.described_p50_ms:14.1f} / {row.described_p95_ms:.1f}"
        f"{row.undescribed_p50_ms:18.1f} / {row.undescribed_p95_ms:.1f}{row.recall_at_10:14.3f}{row.peak_mib:10}"
        for row in rows
    ]
    return "\n".join(lines)


def main() -> None:
    """Read the command line, measure, report."""
    parser = argparse.ArgumentParser(description="Speed, exactness and memory of the image search.")
    parser.add_argument("--images", type=int, nargs="+", default=[900, 10_000], help="sizes of the bank")
    parser.add_argument("--queries", type=int, default=50, help="how many of the products ask, at least 2")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    options = parser.parse_args()
    if len(options.images) == 1:
        rows = [asyncio.run(measure(options.images[0], options.queries, Settings()))]
    else:
        rows = [measure_apart(count, options.queries) for count in options.images]
    text = json.dumps([row.model_dump() for row in rows]) if options.json else table(rows)
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
