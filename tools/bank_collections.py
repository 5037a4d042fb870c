"""The collections of an image bank: one for each encoder, and a name that means the one in use.

Vectors of two encoders cannot be compared, so a new encoder's index is built beside the old one; the alias then moves
in one request, so that whoever comes finds the old index or the new one, never none and never half of one.
"""

import hashlib
import re
from typing import TYPE_CHECKING

from tools.bank_index import CAPTION, SERVICES
from tools.text_encoder import TextEncoder

if TYPE_CHECKING:
    from qdrant_client import QdrantClient

ENCODER_KEY = "encoder"
"""Where a collection's metadata name its encoder."""
OWN, OWN_CHARS = "__", 12
"""Between the name in the settings and the mark of the encoder."""


def own_name(name: str, encoder: TextEncoder) -> str:
    """The collection of one encoder alone."""
    return f"{name}{OWN}{hashlib.sha256(encoder.fingerprint.encode()).hexdigest()[:OWN_CHARS]}"


def create(client: "QdrantClient", collection: str, encoder: TextEncoder) -> None:
    """Make an empty collection for an encoder."""
    from qdrant_client import models

    client.create_collection(
        collection,
        vectors_config={
            CAPTION: models.VectorParams(size=encoder.dimensions, distance=models.Distance.DOT),
            SERVICES: models.VectorParams(
                size=encoder.dimensions,
                distance=models.Distance.DOT,
                multivector_config=models.MultiVectorConfig(comparator=models.MultiVectorComparator.MAX_SIM),
            ),
        },
        metadata={ENCODER_KEY: encoder.fingerprint},
    )


def published(client: "QdrantClient", name: str) -> str | None:
    """The collection that a name means, by alias or because it bears it; None where nothing does."""
    aliases = client.get_aliases().aliases
    behind = next((alias.collection_name for alias in aliases if alias.alias_name == name), None)
    return behind or (name if client.collection_exists(name) else None)


def publish(client: "QdrantClient", name: str, collection: str) -> tuple[str, ...]:
    """Make a name mean a collection in one request, and say what it meant before."""
    from qdrant_client import models

    before = published(client, name)
    if before == collection:
        return ()
    operations: list[models.AliasOperations] = []
    if before is not None:
        operations.append(models.DeleteAliasOperation(delete_alias=models.DeleteAlias(alias_name=name)))
    alias = models.CreateAlias(collection_name=collection, alias_name=name)
    operations.append(models.CreateAliasOperation(create_alias=alias))
    client.update_collection_aliases(operations)
    return () if before is None else (before,)


def drop_others(client: "QdrantClient", name: str, collection: str) -> tuple[str, ...]:
    """Delete the collections of a name that belong to other encoders, and say which."""
    own = re.compile(rf"{re.escape(name + OWN)}[0-9a-f]{{{OWN_CHARS}}}")
    names = [description.name for description in client.get_collections().collections]
    others = tuple(other for other in names if own.fullmatch(other) and other != collection)
    for other in others:
        client.delete_collection(other)
    return others
