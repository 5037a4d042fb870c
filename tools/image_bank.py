"""The image bank: finds the pictures that suit a product, an offer and, when there is one, a description.

Only texts are compared (captions, and the services that a picture could advertise): no image model is needed.
"""

from contextlib import AsyncExitStack
from typing import Annotated

import numpy as np
from pydantic import Field

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BrandKit
from adbanner.errors import ConfigError
from adbanner.frozen import Frozen
from adbanner.images import BankHit
from adbanner.settings import QdrantSettings
from tools.bank_index import BankIndex, FoundImage, Vectors
from tools.bank_sampling import draw_order, drawing_odds, strengths
from tools.bank_sync import synchronise
from tools.open_index import open_index
from tools.text_encoder import TextEncoder

CANDIDATES = 300
"""Pictures that the first stage keeps."""
OFFER_WEIGHT = 0.75
"""What the offer counts against the product's 1: «Скидка на наушники» of a marketplace should show headphones."""
CAPTION_SHARE = 0.5
"""Share of the caption in the score where nobody described the picture; the services have the rest."""


class BankQuery(Frozen):
    """What a picture is wanted for."""

    product_text: Annotated[str, Field(min_length=1)]
    """Name and description of the product."""
    offer: str = ""
    description: str = ""
    """What the picture should show; empty leaves it to product and offer."""
    seed: int
    slot: Annotated[int, Field(ge=0)] = 0
    limit: Annotated[int, Field(ge=1, le=CANDIDATES)] = 10
    """How many of the best matches take part in the drawing."""


class _Match(Frozen):
    """A candidate with its similarities."""

    id: str
    score: float
    caption_score: float | None
    strength: float


class ImageBank:
    """A searchable bank; made by ``open``.

    Args:
        index: Equal to the kit's bank.
        encoder: The one that built the index.
    """

    def __init__(self, index: BankIndex, encoder: TextEncoder) -> None:
        self._index = index
        self._encoder = encoder

    @classmethod
    async def open(
        cls, kit: BrandKit, encoder: TextEncoder, qdrant: QdrantSettings, store: ArtifactStore
    ) -> "ImageBank":
        """Connect to Qdrant and make its collection equal to the kit's bank.

        Args:
            kit: Whose pictures.
            encoder: For the texts of bank and queries alike.
            qdrant: Server, or in this process.
            store: Keeps the vectors, so that a text is encoded only once.

        Raises:
            ConfigError: The bank is empty, or the server refuses the key.
            IndexMismatch: Another encoder built the collection.
            ServiceUnavailable: Qdrant or the encoder does not answer.
        """
        async with AsyncExitStack() as undo:
            index = await open_index(qdrant)
            undo.push_async_callback(index.close)
            bank = await cls.over(index, kit, encoder, store)
            undo.pop_all()
            return bank

    @classmethod
    async def over(cls, index: BankIndex, kit: BrandKit, encoder: TextEncoder, store: ArtifactStore) -> "ImageBank":
        """The same over an index that is already connected."""
        if not kit.images:
            raise ConfigError(
                f"The image bank of the brand kit {kit.name!r} is empty: "
                f"list pictures in {kit.root / 'images' / 'manifest.jsonl'}."
            )
        await index.prepare(encoder)
        await synchronise(index, kit.images, encoder, store)
        return cls(index, encoder)

    async def close(self) -> None:
        """Close the connection to Qdrant."""
        await self._index.close()

    async def search(self, query: BankQuery) -> tuple[BankHit, ...]:
        """The best pictures in the order of a weighted drawing; take the first that is not yet used.

        With a description: of the ``CANDIDATES`` pictures that suit the product best, those whose captions are nearest
        to the description. Without: those nearest to product and offer, by services and captions. Of the ``limit``
        best, the ones that are clearly weaker than the best take no part in the drawing; they come last, best first.

        Raises:
            ServiceUnavailable: Qdrant or the encoder does not answer.
        """
        texts = [text for text in (query.product_text, query.offer, query.description) if text.strip()]
        vectors = dict(zip(texts, await self._encoder.encode_queries(texts), strict=True))
        product = vectors[query.product_text]
        if query.description.strip():
            matches = await self._described(product, vectors[query.description])
        else:
            if query.offer.strip():
                product = _fused(product, vectors[query.offer])
            matches = await self._undescribed(product)
        best = matches[: query.limit]
        drawn_first = draw_order(drawing_odds([match.strength for match in best]), query.seed, query.slot)
        # Spares for banners with several pictures: better a weaker picture than the same one twice.
        order = [*drawn_first, *(place for place in range(len(best)) if place not in drawn_first)]
        found = await self._index.read([best[place].id for place in order])
        return tuple(
            _hit(best[place], found[best[place].id], product, spare=place not in drawn_first)
            for place in order
            if best[place].id in found
        )

    async def _described(self, product: Vectors, description: Vectors) -> list[_Match]:
        scores = await self._index.rerank_by_caption(product, description, CANDIDATES)
        return _matches(scores, scores)

    async def _undescribed(self, product: Vectors) -> list[_Match]:
        by_services = await self._index.rank_by_services(product, CANDIDATES)
        by_caption = await self._index.caption_scores(product, list(by_services))
        scores = {
            id: (1 - CAPTION_SHARE) * score + CAPTION_SHARE * by_caption[id]
            for id, score in by_services.items()
            if id in by_caption
        }
        return _matches(scores, {})


def _matches(scores: dict[str, float], caption_scores: dict[str, float]) -> list[_Match]:
    """All candidates, best first; equal ones by id, so that the order never depends on the index."""
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [
        _Match(id=id, score=score, caption_score=caption_scores.get(id), strength=strength)
        for (id, score), strength in zip(ranked, strengths([score for _, score in ranked]), strict=True)
    ]


def _fused(product: Vectors, offer: Vectors) -> Vectors:
    """One query of product and offer; its similarity is the weighted sum of theirs (up to a factor)."""
    both = product + OFFER_WEIGHT * offer
    return both / np.linalg.norm(both)  # type: ignore[no-any-return]


def _hit(match: _Match, found: FoundImage, product: Vectors, *, spare: bool) -> BankHit:
    by_service = found.services @ product
    best = int(np.argmax(by_service))
    return BankHit(
        image_id=found.payload.image_id,
        file=found.payload.file,
        score=match.score,
        product_score=float(by_service[best]),
        caption_score=match.caption_score,
        caption=found.payload.caption,
        service=found.payload.services[best],
        spare=spare,
    )
