"""Drawing pictures from the best matches: not always the same one, never an unrelated one.

Scores of different encoders live on different scales (unrelated texts have a cosine of 0.05 with one, of 0.75 with
another). Hence a match is judged by its *strength*: 0 is the mean of all candidates, 1 the best of them.
"""

import hashlib
from collections.abc import Sequence

import numpy as np

LEAST_STRENGTH = 0.7
"""Weaker matches are never drawn: scooters exist, so no piggy bank for a delivery."""
TEMPERATURE = 0.15
"""In units of strength. Of two matches, one of them weaker by this much, the better is drawn e times as often."""


def strengths(scores: Sequence[float]) -> list[float]:
    """Scores of all candidates on the scale from 0 (their mean) to 1 (the best); below the mean is negative."""
    values = np.array(scores, np.float64)
    span = values.max() - values.mean()
    if span < np.finfo(np.float32).eps:
        return [1.0] * len(scores)
    return [float(strength) for strength in (values - values.mean()) / span]


def drawing_odds(match_strengths: Sequence[float]) -> list[float]:
    """Probability of each match to be drawn first: a softmax over the strengths, 0 for the too weak ones."""
    values = np.array(match_strengths, np.float64)
    weights = np.where(values >= LEAST_STRENGTH, np.exp((values - 1) / TEMPERATURE), 0)
    return [float(odds) for odds in weights / weights.sum()]


def draw_order(odds: Sequence[float], seed: int, slot: int) -> list[int]:
    """Indices in the order of a weighted drawing without replacement; those without a chance are left out.

    Adding Gumbel noise to the logarithms and sorting draws exactly so (Efraimidis & Spirakis, 2006; Kool et al., 2019).
    The same seed and slot draw the same; every slot draws on its own.
    """
    digest = hashlib.sha256(f"image bank {seed} {slot}".encode()).digest()
    noise = np.random.default_rng(int.from_bytes(digest[:8], "big")).gumbel(size=len(odds))
    possible = [index for index, chance in enumerate(odds) if chance > 0]
    return sorted(possible, key=lambda index: -(np.log(odds[index]) + noise[index]))
