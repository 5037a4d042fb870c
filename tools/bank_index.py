"""What an index of the image bank is: one point per picture, kept equal to the brand kit.

A point has the vector ``caption`` and the multivector ``services`` (the best of the three services counts); its
payload says which file the picture is, never its pixels. All vectors have length 1, so that the dot product is the
cosine. Two engines keep it: ``tools.edge_index`` in this process, ``tools.server_index`` on a Qdrant server.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import NAMESPACE_URL, uuid5

import numpy as np
from numpy.typing import NDArray

from adbanner.artifact_store import content_key
from adbanner.brand_kit import BankImage
from adbanner.frozen import Frozen
from tools.text_encoder import TextEncoder

CAPTION, SERVICES = "caption", "services"
"""The vector of a picture's caption and the multivector of its services."""

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
    """The texts that are encoded: caption with tags and its English, then the three services."""
    words = (image.caption, ", ".join(image.tags), image.caption_en)
    return (" ".join(text for text in words if text), *image.services)


def point_id(image_id: str) -> str:
    """The point of a picture; Qdrant takes numbers and UUIDs only."""
    return str(uuid5(NAMESPACE_URL, f"adbanner:image:{image_id}"))


def payload_of(image: BankImage) -> ImagePayload:
    """What the point of a picture says about it."""
    return ImagePayload(
        image_id=image.id,
        file=image.file,
        caption=image.caption,
        services=image.services,
        content=content_of(image),
    )


class BankIndex(Protocol):
    """The points of a bank for one encoder.

    Every method may raise ``ServiceUnavailable`` when a server does not answer and ``ConfigError`` when it refuses.
    """

    async def close(self) -> None:
        """Let go of the engine; points in this process are gone."""

    async def prepare(self, encoder: TextEncoder) -> None:
        """Turn to the points in use, made where there are none, and stay with them until closed.

        Raises:
            IndexMismatch: Another encoder built them.
        """

    async def prepare_beside(self, encoder: TextEncoder) -> None:
        """Turn to the points of this encoder alone, made where there are none; nobody reads them yet."""

    async def publish(self) -> tuple[str, ...]:
        """Put the present points to use, for all who come from now on, in one step.

        Returns:
            What was in use before, by name; processes that started with it still read it.
        """

    async def drop_others(self) -> tuple[str, ...]:
        """Delete what other encoders left behind and say what that was."""

    async def contents(self) -> dict[str, str]:
        """Hash of the content of every point, by point id."""

    async def upsert(self, images: Sequence[BankImage], vectors: Vectors) -> None:
        """Write pictures.

        Args:
            images: The pictures.
            vectors: Shape (pictures, 4, dimensions): caption and three services.
        """

    async def delete(self, ids: Sequence[str]) -> None:
        """Delete points."""

    async def rank_by_services(self, query: Vectors, limit: int) -> dict[str, float]:
        """The pictures whose best service is nearest to the query, with that similarity, best first."""

    async def rerank_by_caption(self, product: Vectors, description: Vectors, limit: int) -> dict[str, float]:
        """The ``limit`` pictures (not services) nearest to the product, ordered by caption: one query."""

    async def caption_scores(self, query: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """Similarity of the query to the captions of certain pictures."""

    async def read(self, ids: Sequence[str]) -> dict[str, FoundImage]:
        """Payload and service vectors by point id; points that were deleted meanwhile are missing."""
