"""The scores that a computer takes from pictures: palette and embedding, against the bank."""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from adbanner.errors import InvalidRequest
from offline.style_scores.embeddings import kernel_distances, nearest_distances
from offline.style_scores.palette import NoObject, nearest_distance, palette, palette_distance
from offline.style_scores.scores import NotMeasured, Score, ScoreKind, paired, paired_sets, set_weights
from offline.validation.resampling import Floats

PALETTE_PICTURE = ScoreKind(
    id="palette_picture",
    title="Palette: each picture to the 5 bank pictures most like it",
    unit="OKLab",
    higher_is_better=False,
)
PALETTE_SET = ScoreKind(
    id="palette_set", title="Palette: all pictures to the whole bank", unit="OKLab", higher_is_better=False
)
EMBEDDING_PICTURE = ScoreKind(
    id="embedding_picture",
    title="Embedding: each picture to the 5 bank pictures most like it",
    unit="cosine distance",
    higher_is_better=False,
)
EMBEDDING_SET = ScoreKind(
    id="embedding_set",
    title="Embedding: all pictures to the whole bank",
    unit="kernel distance",
    higher_is_better=False,
)

COMPARED_SIDE_PX = 384
"""Encoders see less, and a bank of a thousand larger pictures would take gigabytes."""

Pictures = Sequence[Image.Image]
"""RGB on white, in the order of the descriptions."""


def compared(image: Image.Image) -> Image.Image:
    """A picture at the size at which all are compared, whatever it was drawn at."""
    small = image.copy()
    small.thumbnail((COMPARED_SIDE_PX, COMPARED_SIDE_PX), Image.Resampling.LANCZOS)
    return small


def palette_scores(base: Pictures, lora: Pictures, bank: Pictures, seed: int) -> tuple[Score, ...]:
    """Distances of the palettes to the bank's.

    Raises:
        InvalidRequest: No picture of the bank shows an object.
    """
    of_bank = [each for each in map(_palette, bank) if each is not None]
    if not of_bank:
        raise InvalidRequest("No picture of the bank shows anything that has a colour.")
    palettes = np.array(of_bank)
    pairs = [(_palette(one), _palette(other)) for one, other in zip(base, lora, strict=True)]
    picture = paired(
        PALETTE_PICTURE,
        [None if one is None else nearest_distance(one, palettes) for one, _ in pairs],
        [None if other is None else nearest_distance(other, palettes) for _, other in pairs],
        seed,
    )
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    if not both:
        return picture, NotMeasured(kind=PALETTE_SET, reason="no description has a picture of both with an object")
    weights = set_weights(len(both), seed)
    whole = palettes.mean(axis=0)
    sets = [_set_distances(np.array([pair[k] for pair in both]), whole, weights) for k in (0, 1)]
    return picture, paired_sets(PALETTE_SET, sets[0], sets[1], len(both))


def no_embeddings(reason: str) -> tuple[Score, ...]:
    """What stands for the embedding scores where there are no embeddings."""
    return tuple(NotMeasured(kind=kind, reason=reason) for kind in (EMBEDDING_PICTURE, EMBEDDING_SET))


def embedding_scores(base: Floats, lora: Floats, bank: Floats, seed: int) -> tuple[Score, ...]:
    """Distances to the bank in the eyes of an encoder, by its unit vectors, shape (pictures, dimensions) each."""
    picture = paired(
        EMBEDDING_PICTURE, nearest_distances(base, bank).tolist(), nearest_distances(lora, bank).tolist(), seed
    )
    if len(base) < 2 or len(bank) < 2:
        return picture, NotMeasured(kind=EMBEDDING_SET, reason="a set has fewer than two pictures")
    weights = set_weights(len(base), seed)
    # A resample of one picture alone has no pair to compare.
    weights = weights[(weights > 0).sum(axis=1) > 1]
    sets = [kernel_distances(vectors, bank, weights) for vectors in (base, lora)]
    return picture, paired_sets(EMBEDDING_SET, sets[0], sets[1], len(base))


def _set_distances(palettes: Floats, whole: Floats, weights: Floats) -> Floats:
    """Distance of each weighted set of palettes to the bank's, shape (sets,)."""
    # One set at a time: all of them at once would take hundreds of megabytes.
    return np.array([palette_distance(np.tensordot(row / row.sum(), palettes, axes=1), whole) for row in weights])


def _palette(image: Image.Image) -> Floats | None:
    try:
        return palette(image)
    except NoObject:
        return None
