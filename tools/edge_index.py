"""The image bank in this process, by Qdrant's own engine; see ``tools.bank_index``.

Built anew at every start from remembered vectors (a second for 10,000 pictures), in a temporary folder: the engine lets
one process only into a folder, and command line, service and tests must never fight for one. Every search compares with
all vectors: that is exact, and fast enough for 100,000 pictures.
"""

import asyncio
import tempfile
from collections.abc import Sequence

import numpy as np
import qdrant_edge as edge

from adbanner.brand_kit import BankImage
from adbanner.errors import IndexMismatch
from tools.bank_index import CAPTION, SERVICES, FoundImage, ImagePayload, Vectors, payload_of, point_id
from tools.text_encoder import TextEncoder

PAGE = 1_000
"""Points read at a time."""


class EdgeIndex:
    """An index that lives as long as this object; see ``BankIndex``."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._shard: edge.EdgeShard | None = None
        self._fingerprint = ""

    async def close(self) -> None:
        """Forget all points."""
        await asyncio.to_thread(self._close)

    async def prepare(self, encoder: TextEncoder) -> None:
        """Make room for vectors of an encoder.

        Raises:
            IndexMismatch: The index holds those of another one.
        """
        if self._shard is None:
            await asyncio.to_thread(self._create, encoder.dimensions)
            self._fingerprint = encoder.fingerprint
        if self._fingerprint != encoder.fingerprint:
            raise IndexMismatch(f"The image index was built by {self._fingerprint}, not by {encoder.fingerprint}.")

    async def prepare_beside(self, encoder: TextEncoder) -> None:
        """The same: nobody else reads this index."""
        await self.prepare(encoder)

    async def publish(self) -> tuple[str, ...]:
        """Nothing to switch over."""
        return ()

    async def drop_others(self) -> tuple[str, ...]:
        """Nothing was left behind."""
        return ()

    async def contents(self) -> dict[str, str]:
        """Hash of the content of every point, by point id."""
        return await asyncio.to_thread(self._contents)

    async def upsert(self, images: Sequence[BankImage], vectors: Vectors) -> None:
        """Write pictures; ``vectors`` has the shape (pictures, 4, dimensions)."""
        points = [
            edge.Point(
                point_id(image.id),
                {CAPTION: rows[0].tolist(), SERVICES: rows[1:].tolist()},
                payload_of(image).model_dump(mode="json"),
            )
            for image, rows in zip(images, vectors, strict=True)
        ]
        await asyncio.to_thread(self._points.update, edge.UpdateOperation.upsert_points(points))

    async def delete(self, ids: Sequence[str]) -> None:
        """Delete points."""
        if ids:
            await asyncio.to_thread(self._points.update, edge.UpdateOperation.delete_points(list(ids)))

    async def rank_by_services(self, query: Vectors, limit: int) -> dict[str, float]:
        """The pictures whose best service is nearest to the query, with that similarity, best first."""
        return await self._query(edge.QueryRequest(limit, query=_services(query), params=EXACT))

    async def rerank_by_caption(self, product: Vectors, description: Vectors, limit: int) -> dict[str, float]:
        """The ``limit`` pictures (not services) nearest to the product, ordered by caption: one query."""
        first = edge.Prefetch(limit, query=_services(product), params=EXACT)
        return await self._query(edge.QueryRequest(limit, query=_caption(description), prefetches=[first]))

    async def caption_scores(self, query: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """Similarity of the query to the captions of certain pictures."""
        only = edge.Filter(must=[edge.HasIdCondition(set(ids))])
        return await self._query(edge.QueryRequest(len(ids), query=_caption(query), filter=only, params=EXACT))

    async def read(self, ids: Sequence[str]) -> dict[str, FoundImage]:
        """Payload and service vectors by point id; points that were deleted meanwhile are missing."""
        records = await asyncio.to_thread(self._points.retrieve, list(ids), True, [SERVICES])
        return {str(record.id): _found(record) for record in records}

    def _create(self, dimensions: int) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="adbanner_index_", ignore_cleanup_errors=True)
        self._shard = edge.EdgeShard.create(f"{self._folder.name}/shard", _config(dimensions))

    def _close(self) -> None:
        if self._shard is not None:
            self._shard.close()
            self._shard = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    @property
    def _points(self) -> edge.EdgeShard:
        assert self._shard is not None, "prepare comes first"
        return self._shard

    async def _query(self, request: edge.QueryRequest) -> dict[str, float]:
        points = await asyncio.to_thread(self._points.query, request)
        return {str(point.id): point.score for point in points}

    def _contents(self) -> dict[str, str]:
        contents: dict[str, str] = {}
        offset: edge.PointId | None = None
        while True:
            records, offset = self._points.scroll(edge.ScrollRequest(offset, PAGE, with_payload=["content"]))
            contents |= {str(record.id): str((record.payload or {}).get("content", "")) for record in records}
            if offset is None:
                return contents


EXACT = edge.SearchParams(exact=True)


def _config(dimensions: int) -> edge.EdgeConfig:
    best_of_three = edge.MultiVectorConfig(edge.MultiVectorComparator.MaxSim)
    vectors = {
        CAPTION: edge.EdgeVectorParams(dimensions, edge.Distance.Dot),
        SERVICES: edge.EdgeVectorParams(dimensions, edge.Distance.Dot, multivector_config=best_of_three),
    }
    return edge.EdgeConfig(vectors, wal_enabled=False)


def _services(query: Vectors) -> edge.Query:
    return edge.Query.Nearest([query.tolist()], using=SERVICES)


def _caption(query: Vectors) -> edge.Query:
    return edge.Query.Nearest(query.tolist(), using=CAPTION)


def _found(record: edge.Record) -> FoundImage:
    vectors = record.vector
    assert isinstance(vectors, dict)  # asked for by name, so the engine answers by name
    return FoundImage(
        payload=ImagePayload.model_validate(record.payload), services=np.array(vectors[SERVICES], np.float32)
    )
