"""The image bank in Qdrant: one point per picture, kept equal to the brand kit.

A point has the vector ``caption`` and the multivector ``services`` (the best of the three services counts); its
payload says which file the picture is, never its pixels. All vectors have length 1, so that the dot product is the
cosine. Vectors of two encoders cannot be compared: each encoder has a collection of its own, whose metadata name it,
and the name in the settings is an alias of the one in use.
"""

import asyncio
import math
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, TypeVar
from uuid import NAMESPACE_URL, uuid5

import numpy as np
from numpy.typing import NDArray

from adbanner.artifact_store import content_key
from adbanner.brand_kit import BankImage
from adbanner.errors import IndexMismatch
from adbanner.frozen import Frozen
from adbanner.settings import QdrantSettings
from tools.bank_collections import (
    CAPTION,
    ENCODER_KEY,
    SERVICES,
    create,
    drop_others,
    own_name,
    publish,
    published,
)
from tools.qdrant_errors import translated_qdrant_errors
from tools.text_encoder import TextEncoder

if TYPE_CHECKING:
    from qdrant_client import QdrantClient
    from qdrant_client.models import ExtendedPointId, Record, ScoredPoint

IN_PROCESS = "the collection in this process"
QDRANT_PORT = 6333
HTTP_PORT = 80
PAGE = 1_000
"""Points read or deleted by one request."""

Result = TypeVar("Result")
Vectors = NDArray[np.float32]


class ImagePayload(Frozen):
    """What a point says about its picture."""

    image_id: str
    file: str
    """Object key of the picture: its file name in the bank."""
    caption: str
    services: tuple[str, str, str]
    content: str
    """Hash over all texts and the file name; another one means that the point is out of date."""


@dataclass(frozen=True, kw_only=True)
class FoundImage:
    """A point with the vectors of its services, one a row."""

    payload: ImagePayload
    services: Vectors


def content_of(image: BankImage) -> str:
    """Changes with everything that the index holds about a picture."""
    return content_key("bank image", image.id, image.file, *passages_of(image))


def passages_of(image: BankImage) -> tuple[str, str, str, str]:
    """The texts that are encoded: caption with tags, then the three services."""
    caption = f"{image.caption} {', '.join(image.tags)}" if image.tags else image.caption
    return (caption, *image.services)


def point_id(image_id: str) -> str:
    """The point of a picture; Qdrant takes numbers and UUIDs only."""
    return str(uuid5(NAMESPACE_URL, f"adbanner:image:{image_id}"))


class BankIndex:
    """The bank's collection.

    Args:
        client: Of a server, or of the local mode.
        collection: Its name.
        place: Address for messages.
    """

    def __init__(self, client: "QdrantClient", collection: str, place: str = IN_PROCESS) -> None:
        self._client = client
        self._name = collection
        self._collection = collection
        self._place = place
        # The local mode is not safe for threads; a server sorts parallel requests out itself.
        self._lock: AbstractContextManager[object] = Lock() if place == IN_PROCESS else nullcontext()

    @classmethod
    async def connect(cls, settings: QdrantSettings) -> "BankIndex":
        """A new collection in memory, or the server that the settings name; nothing is sent yet."""
        return await asyncio.to_thread(cls._connect, settings)

    @classmethod
    def _connect(cls, settings: QdrantSettings) -> "BankIndex":
        # Takes a second to import: in a thread, and only for who searches.
        from qdrant_client import QdrantClient

        if settings.url is None:
            return cls(QdrantClient(":memory:"), settings.collection)
        port = settings.url.port
        client = QdrantClient(
            url=str(settings.url).rstrip("/"),
            port=client_port(port),
            api_key=settings.api_key.get_secret_value() or None,
            timeout=math.ceil(settings.timeout_s),
            check_compatibility=False,
            trust_env=False,
        )
        return cls(client, settings.collection, f"{settings.url.scheme}://{settings.url.host}:{client_port(port)}")

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

        def locked() -> Result:
            with self._lock, translated_qdrant_errors(self._place):
                return call()

        return await asyncio.to_thread(locked)

    def _page(self, offset: "ExtendedPointId | None") -> "tuple[list[Record], ExtendedPointId | None]":
        return self._client.scroll(self._collection, limit=PAGE, offset=offset, with_payload=["content"])

    def _upsert(self, images: Sequence[BankImage], vectors: Vectors) -> None:
        from qdrant_client import models

        points = [
            models.PointStruct(
                id=point_id(image.id),
                vector={CAPTION: rows[0].tolist(), SERVICES: rows[1:].tolist()},
                payload=ImagePayload(
                    image_id=image.id,
                    file=image.file,
                    caption=image.caption,
                    services=image.services,
                    content=content_of(image),
                ).model_dump(mode="json"),
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
