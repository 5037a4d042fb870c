"""The image bank on a Qdrant server; see ``tools.bank_index``.

Vectors of two encoders cannot be compared: each encoder has a collection of its own, whose metadata name it, and the
name in the settings is an alias of the one in use.
"""

import asyncio
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from pydantic import AnyHttpUrl

from adbanner.brand_kit import BankImage
from adbanner.errors import IndexMismatch
from adbanner.settings import QdrantSettings
from tools.bank_collections import ENCODER_KEY, create, drop_others, own_name, publish, published
from tools.bank_index import CAPTION, SERVICES, FoundImage, ImagePayload, Vectors, payload_of, point_id
from tools.qdrant_errors import translated_qdrant_errors
from tools.text_encoder import TextEncoder

if TYPE_CHECKING:
    from qdrant_client import QdrantClient
    from qdrant_client.models import ExtendedPointId, Record, ScoredPoint

QDRANT_PORT = 6333
HTTP_PORT = 80
PAGE = 1_000
"""Points read or deleted by one request."""

Result = TypeVar("Result")


class ServerIndex:
    """A bank's collection on a server; see ``BankIndex``.

    Args:
        client: Of the server.
        collection: Name by which the collection in use goes.
        place: Address for messages.
    """

    def __init__(self, client: "QdrantClient", collection: str, place: str) -> None:
        self._client = client
        self._name = collection
        self._collection = collection
        self._place = place

    @classmethod
    async def connect(cls, url: AnyHttpUrl, settings: QdrantSettings) -> "ServerIndex":
        """A client of a server; nothing is sent yet."""
        return await asyncio.to_thread(cls._connect, url, settings)

    @classmethod
    def _connect(cls, url: AnyHttpUrl, settings: QdrantSettings) -> "ServerIndex":
        # Takes a second to import: in a thread, and only for who searches.
        from qdrant_client import QdrantClient

        port = client_port(url.port)
        client = QdrantClient(
            url=str(url).rstrip("/"),
            port=port,
            api_key=settings.api_key.get_secret_value() or None,
            timeout=math.ceil(settings.timeout_s),
            check_compatibility=False,
            trust_env=False,
        )
        return cls(client, settings.collection, f"{url.scheme}://{url.host}:{port}")

    async def close(self) -> None:
        """Close the connection; a collection in memory is gone."""
        await self._run(lambda: self._client.close())

    async def prepare(self, encoder: TextEncoder) -> None:
        """Turn to the collection behind the name, made where there is none, and stay with it until closed.

        Raises:
            IndexMismatch: Another encoder built it.
        """
        collection = await self._run(lambda: published(self._client, self._name))
        if collection is None:
            await self.prepare_beside(encoder)
            await self.publish()
            return
        await self._turn_to(collection, encoder)

    async def prepare_beside(self, encoder: TextEncoder) -> None:
        """Turn to the collection that belongs to this encoder alone, made where there is none; nobody reads it yet."""
        collection = own_name(self._name, encoder)
        if not await self._run(lambda: self._client.collection_exists(collection)):
            await self._run(lambda: create(self._client, collection, encoder))
        await self._turn_to(collection, encoder)

    async def publish(self) -> tuple[str, ...]:
        """Make the name mean the present collection, for all who come from now on, in one step.

        Returns:
            Collections of other encoders that the name meant before; processes that started with them still read them.
        """
        return await self._run(lambda: publish(self._client, self._name, self._collection))

    async def drop_others(self) -> tuple[str, ...]:
        """Delete what earlier encoders left behind and say what that was."""
        return await self._run(lambda: drop_others(self._client, self._name, self._collection))

    async def _turn_to(self, collection: str, encoder: TextEncoder) -> None:
        info = await self._run(lambda: self._client.get_collection(collection))
        built_by = (info.config.metadata or {}).get(ENCODER_KEY, "an unknown encoder")
        if built_by != encoder.fingerprint:
            raise IndexMismatch(
                f"The image index {self._name!r} at {self._place} was built by {built_by}, but the configured text "
                f"encoder is {encoder.fingerprint}. `adbanner-offline index` builds one for it beside the old one and "
                "then switches over; or give ADBANNER_QDRANT__COLLECTION a new name, or set ADBANNER_EMBEDDINGS__* "
                "back to the encoder that built it."
            )
        self._collection = collection

    async def contents(self) -> dict[str, str]:
        """Hash of the content of every point, by point id."""
        contents: dict[str, str] = {}
        offset: ExtendedPointId | None = None
        while True:
            records, offset = await self._run(lambda start=offset: self._page(start))  # type: ignore[misc]
            contents |= {str(record.id): str((record.payload or {}).get("content", "")) for record in records}
            if offset is None:
                return contents

    async def upsert(self, images: Sequence[BankImage], vectors: Vectors) -> None:
        """Write pictures.

        Args:
            images: The pictures.
            vectors: Shape (pictures, 4, dimensions): caption and three services.
        """
        await self._run(lambda: self._upsert(images, vectors))

    async def delete(self, ids: Sequence[str]) -> None:
        """Delete points."""
        from qdrant_client import models

        for start in range(0, len(ids), PAGE):
            page = models.PointIdsList(points=list(ids[start : start + PAGE]))
            await self._run(lambda page=page: self._client.delete(self._collection, page, wait=True))  # type: ignore[misc]

    async def rank_by_services(self, query: Vectors, limit: int) -> dict[str, float]:
        """The pictures whose best service is nearest to the query, with that similarity, best first."""
        points = await self._run(
            lambda: (
                self._client.query_points(
                    self._collection, query=[query.tolist()], using=SERVICES, limit=limit, with_payload=False
                ).points
            )
        )
        return _scores(points)

    async def rerank_by_caption(self, product: Vectors, description: Vectors, limit: int) -> dict[str, float]:
        """The ``limit`` pictures (not services) nearest to the product, ordered by caption: one query."""
        from qdrant_client import models

        points = await self._run(
            lambda: (
                self._client.query_points(
                    self._collection,
                    prefetch=models.Prefetch(query=[product.tolist()], using=SERVICES, limit=limit),
                    query=description.tolist(),
                    using=CAPTION,
                    limit=limit,
                    with_payload=False,
                ).points
            )
        )
        return _scores(points)

    async def caption_scores(self, query: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """Similarity of the query to the captions of certain pictures."""
        from qdrant_client import models

        only = models.Filter(must=[models.HasIdCondition(has_id=list(ids))])
        points = await self._run(
            lambda: (
                self._client.query_points(
                    self._collection,
                    query=query.tolist(),
                    using=CAPTION,
                    query_filter=only,
                    limit=len(ids),
                    with_payload=False,
                ).points
            )
        )
        return _scores(points)

    async def read(self, ids: Sequence[str]) -> dict[str, FoundImage]:
        """Payload and service vectors by point id; points that were deleted meanwhile are missing."""
        records: list[Record] = await self._run(
            lambda: self._client.retrieve(self._collection, ids=list(ids), with_payload=True, with_vectors=[SERVICES])
        )
        return {str(record.id): _found(record) for record in records}

    async def _run(self, call: Callable[[], Result]) -> Result:
        """Run a call of the blocking client beside the event loop."""

        def translated() -> Result:
            with translated_qdrant_errors(self._place):
                return call()

        return await asyncio.to_thread(translated)

    def _page(self, offset: "ExtendedPointId | None") -> "tuple[list[Record], ExtendedPointId | None]":
        return self._client.scroll(self._collection, limit=PAGE, offset=offset, with_payload=["content"])

    def _upsert(self, images: Sequence[BankImage], vectors: Vectors) -> None:
        from qdrant_client import models

        points = [
            models.PointStruct(
                id=point_id(image.id),
                vector={CAPTION: rows[0].tolist(), SERVICES: rows[1:].tolist()},
                payload=payload_of(image).model_dump(mode="json"),
            )
            for image, rows in zip(images, vectors, strict=True)
        ]
        self._client.upsert(self._collection, points, wait=True)


def client_port(port: int | None) -> int | None:
    """The port that a URL means to Qdrant's users: http without a port is 6333."""
    return QDRANT_PORT if port == HTTP_PORT else port


def _scores(points: "list[ScoredPoint]") -> dict[str, float]:
    return {str(point.id): point.score for point in points}


def _found(record: "Record") -> FoundImage:
    vectors = record.vector
    assert isinstance(vectors, dict)  # asked for by name, so Qdrant answers by name
    return FoundImage(
        payload=ImagePayload.model_validate(record.payload), services=np.array(vectors[SERVICES], np.float32)
    )
