"""Which of Qdrant's engines a bank of a size needs: ``python -m evals.bench.engines --images 900 10000 100000``.

The same synthetic bank and the same two-stage query (the 300 pictures nearest to the product, ordered by the
description) in the client's local mode, which is numpy, and in Qdrant's own engine, which ``qdrant-edge-py`` runs in
this process and a Qdrant server runs in its own: what a server adds to the engine's time is the way over the network.
The engine searches by its graph of neighbours with several efforts (``hnsw_ef``), and exactly.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median, quantiles

import numpy as np
import qdrant_edge as edge
from qdrant_client import QdrantClient, models

from adbanner.brand_kit import BrandKit
from adbanner.brand_kit_files import load_brand_kit
from adbanner.frozen import Frozen
from adbanner.settings import Settings
from evals.bench.search import TOP, synthetic_bank
from tools.bank_index import Vectors
from tools.image_bank import CANDIDATES
from tools.semantic_encoder import SemanticEncoder

NAME = "bench"
QUERIES = 50
EFFORTS = (300, 600, 1_200, None)
LARGEST_LOCAL = 10_000
"""Local mode takes seconds for a query of more."""

Search = Callable[[Vectors, Vectors], list[int]]
"""Numbers of the best pictures for a product and a description."""


class Figures(Frozen):
    """One engine with one size of bank."""

    engine: str
    images: int
    build_s: float
    p50_ms: float
    p95_ms: float
    recall_at_10: float
    """Share of the exact ten best that the engine found."""


class LocalEngine:
    """The client library's local mode."""

    name = "local mode"

    def __init__(self, dimensions: int) -> None:
        self._client = QdrantClient(":memory:")
        single = models.VectorParams(size=dimensions, distance=models.Distance.DOT)
        several = models.MultiVectorConfig(comparator=models.MultiVectorComparator.MAX_SIM)
        self._client.create_collection(
            NAME, {"caption": single, "services": single.model_copy(update={"multivector_config": several})}
        )

    def add(self, start: int, vectors: Vectors) -> None:
        """Write pictures, numbered from ``start``."""
        points = [
            models.PointStruct(id=start + place, vector={"caption": rows[0].tolist(), "services": rows[1:].tolist()})
            for place, rows in enumerate(vectors)
        ]
        self._client.upsert(NAME, points)

    def finish(self) -> None:
        """Nothing: there is no index to build."""

    def search(self, product: Vectors, description: Vectors) -> list[int]:
        """The two-stage query."""
        prefetch = models.Prefetch(query=[product.tolist()], using="services", limit=CANDIDATES)
        found = self._client.query_points(
            NAME, prefetch=prefetch, query=description.tolist(), using="caption", limit=TOP
        ).points
        return [int(point.id) for point in found]


class EdgeEngine:
    """Qdrant's engine in this process."""

    def __init__(self, dimensions: int, folder: Path) -> None:
        self.name = ""
        self._params = edge.SearchParams()
        several = edge.MultiVectorConfig(edge.MultiVectorComparator.MaxSim)
        vectors = {
            "caption": edge.EdgeVectorParams(dimensions, edge.Distance.Dot),
            "services": edge.EdgeVectorParams(dimensions, edge.Distance.Dot, multivector_config=several),
        }
        self._shard = edge.EdgeShard.create(str(folder), edge.EdgeConfig(vectors))

    def add(self, start: int, vectors: Vectors) -> None:
        """Write pictures, numbered from ``start``."""
        points = [
            edge.Point(start + place, {"caption": rows[0].tolist(), "services": rows[1:].tolist()})
            for place, rows in enumerate(vectors)
        ]
        self._shard.update(edge.UpdateOperation.upsert_points(points))

    def finish(self) -> None:
        """Build the index of neighbours where the engine finds the bank large enough for one."""
        self._shard.optimize()

    def set_effort(self, effort: int | None) -> None:
        """How far to look in the graph of neighbours; None compares with all vectors."""
        self.name = "engine, exact" if effort is None else f"engine, ef {effort}"
        self._params = edge.SearchParams(exact=True) if effort is None else edge.SearchParams(hnsw_ef=effort)

    def search(self, product: Vectors, description: Vectors) -> list[int]:
        """The two-stage query."""
        nearest = edge.Query.Nearest([product.tolist()], using="services")
        first = edge.Prefetch(CANDIDATES, query=nearest, params=self._params)
        request = edge.QueryRequest(
            TOP, query=edge.Query.Nearest(description.tolist(), using="caption"), prefetches=[first]
        )
        return [int(point.id) for point in self._shard.query(request)]


def fill(
    engine: LocalEngine | EdgeEngine, kit: BrandKit, encoder: SemanticEncoder, count: int
) -> tuple[Vectors, float]:
    """Write a bank of that size; returns its vectors and the seconds it took, the making of the vectors aside."""
    bank = np.empty((count, 4, encoder.dimensions), np.float32)
    build_s, start = 0.0, 0
    for _, chunk in synthetic_bank(kit, encoder, count):
        bank[start : start + len(chunk)] = chunk
        began_s = time.perf_counter()
        engine.add(start, chunk)
        build_s += time.perf_counter() - began_s
        start += len(chunk)
    began_s = time.perf_counter()
    engine.finish()
    return bank, build_s + time.perf_counter() - began_s


def measure(
    engine: LocalEngine | EdgeEngine, kit: BrandKit, encoder: SemanticEncoder, bank: Vectors, build_s: float
) -> Figures:
    """Search a filled engine with every product of the demo brand."""
    products = encoder.encode([product.description for product in kit.products[:QUERIES]])
    descriptions = encoder.encode([image.caption for image in kit.images[:QUERIES]])
    pairs = [(product, descriptions[place % len(descriptions)]) for place, product in enumerate(products)]
    engine.search(*pairs[0])
    times_ms, shares = [], []
    for product, description in pairs:
        began_s = time.perf_counter()
        found = engine.search(product, description)
        times_ms.append((time.perf_counter() - began_s) * 1_000)
        shares.append(len(set(found) & set(exact(bank, product, description))) / TOP)
    return Figures(
        engine=engine.name,
        images=len(bank),
        build_s=build_s,
        p50_ms=median(times_ms),
        p95_ms=quantiles(times_ms, n=20)[-1],
        recall_at_10=sum(shares) / len(shares),
    )


def exact(bank: Vectors, product: Vectors, description: Vectors) -> list[int]:
    """What the query asks for, by brute force."""
    candidates = np.argsort(-(bank[:, 1:] @ product).max(axis=1))[:CANDIDATES]
    order = np.argsort(-(bank[candidates, 0] @ description))[:TOP]
    return [int(number) for number in candidates[order]]


def table(rows: Iterable[Figures]) -> str:
    """The figures for people."""
    lines = ["engine             images   build s    p50 ms    p95 ms   recall@10"]
    lines += [
        f"{row.engine:16}{row.images:9}{row.build_s:10.2f}{row.p50_ms:10.2f}{row.p95_ms:10.2f}{row.recall_at_10:12.3f}"
        for row in rows
    ]
    return "\n".join(lines)


def main() -> None:
    """Read the command line, measure, report."""
    parser = argparse.ArgumentParser(description="Speed and exactness of Qdrant's engines.")
    parser.add_argument("--images", type=int, nargs="+", default=[900, 10_000], help="sizes of the bank")
    options = parser.parse_args()
    kit, encoder = load_brand_kit(Settings().brand_kit), SemanticEncoder()
    rows = []
    for count in options.images:
        if count <= LARGEST_LOCAL:
            local = LocalEngine(encoder.dimensions)
            rows.append(measure(local, kit, encoder, *fill(local, kit, encoder, count)))
        with tempfile.TemporaryDirectory() as folder:
            engine = EdgeEngine(encoder.dimensions, Path(folder) / "shard")
            filled = fill(engine, kit, encoder, count)
            for effort in EFFORTS:
                engine.set_effort(effort)
                rows.append(measure(engine, kit, encoder, *filled))
    sys.stdout.write(table(rows) + "\n")


if __name__ == "__main__":
    main()
