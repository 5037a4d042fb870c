"""Making the index equal to the bank: what is new or changed is encoded and written, what is gone is deleted."""

import asyncio
import logging
from collections.abc import Callable, Sequence

import numpy as np

from adbanner.artifact_store import ArtifactStore, content_key
from adbanner.brand_kit import BankImage
from adbanner.frozen import Frozen
from tools.bank_index import BankIndex, Vectors, content_of, passages_of, point_id
from tools.text_encoder import TextEncoder

CHUNK = 64
"""Pictures encoded and written together: all but the last chunk is kept when the process dies."""
TEXTS = 4
"""Texts of a picture: its caption and three services."""

Progress = Callable[[int, int], None]
"""Told how many changed pictures of how many are written."""

logger = logging.getLogger(__name__)


class SyncReport(Frozen):
    """What it took to make the index equal to the bank."""

    written: int
    deleted: int
    unchanged: int


async def synchronise(
    index: BankIndex,
    images: Sequence[BankImage],
    encoder: TextEncoder,
    store: ArtifactStore,
    progress: Progress = lambda done, total: None,
) -> SyncReport:
    """Write new and changed pictures, then delete the removed ones; leave the others alone.

    Raises:
        ServiceUnavailable: Qdrant or the encoder does not answer; what was written stays, the next call goes on there.
    """
    contents = await index.contents()
    changed = [image for image in images if contents.get(point_id(image.id)) != content_of(image)]
    progress(0, len(changed))
    for start in range(0, len(changed), CHUNK):
        chunk = changed[start : start + CHUNK]
        await index.upsert(chunk, await _vectors_of(chunk, encoder, store))
        progress(start + len(chunk), len(changed))
    removed = sorted(contents.keys() - {point_id(image.id) for image in images})
    await index.delete(removed)
    report = SyncReport(written=len(changed), deleted=len(removed), unchanged=len(images) - len(changed))
    logger.info("image index: %d written, %d deleted, %d unchanged", report.written, report.deleted, report.unchanged)
    return report


async def _vectors_of(images: Sequence[BankImage], encoder: TextEncoder, store: ArtifactStore) -> Vectors:
    """Shape (pictures, 4, dimensions); every picture is encoded once for each encoder and then remembered."""
    keys = [content_key("bank vectors", encoder.fingerprint, *passages_of(image)) for image in images]
    packs = await asyncio.gather(*(store.recall(key) for key in keys))
    missing = [place for place, pack in enumerate(packs) if pack is None]
    passages = [passage for place in missing for passage in passages_of(images[place])]
    encoded = (await encoder.encode_passages(passages)).reshape(len(missing), TEXTS, encoder.dimensions)
    vectors = np.empty((len(images), TEXTS, encoder.dimensions), np.float32)
    for place, pack in enumerate(packs):
        if pack is not None:
            vectors[place] = np.frombuffer(pack, np.float32).reshape(TEXTS, encoder.dimensions)
    vectors[missing] = encoded
    await asyncio.gather(*(store.remember(keys[place], vectors[place].tobytes()) for place in missing))
    return vectors
