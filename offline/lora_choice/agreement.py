"""How much people agree in their rankings: Kendall's W."""

from typing import NamedTuple

import numpy as np

from offline.validation.resampling import Floats

PERMUTATIONS = 2_000


class Agreement(NamedTuple):
    """How much people agree over all descriptions that every one of them ranked."""

    people: int
    descriptions: int
    w: float
    """Mean of Kendall's W, 0 (none) to 1 (all rank alike)."""
    by_chance: float
    """Mean of W if people ranked by lot: about 1 / people, not 0."""
    p_value: float
    """Probability of so much agreement by lot, by permutation."""


def mean_ranks(values: Floats) -> Floats:
    """Ranks along the last axis from 1 for the smallest value; equal values share their mean rank."""
    below = (values[..., :, None] > values[..., None, :]).sum(axis=-1)
    equal = (values[..., :, None] == values[..., None, :]).sum(axis=-1)
    ranks: Floats = below + (equal + 1) / 2
    return ranks


def kendall_w(ranks: Floats) -> Floats:
    """Kendall's W with the correction for ties (Kendall and Gibbons 1990, chapter 6).

    Args:
        ranks: Shape (..., people, items), ties as mean ranks.

    Returns:
        Shape (...), 0-1; NaN where everybody ties everything.
    """
    people, items = ranks.shape[-2:]
    spread = ((ranks.sum(axis=-2) - people * (items + 1) / 2) ** 2).sum(axis=-1)
    equal = (ranks[..., :, None] == ranks[..., None, :]).sum(axis=-1).astype(np.float64)
    # Every group of t equal ranks adds t^3 - t, that is t^2 - 1 for each of its members.
    tied = (equal**2 - 1).sum(axis=(-2, -1))
    whole = people**2 * (items**3 - items) - people * tied
    w: Floats = 12 * spread / np.where(whole > 0, whole, np.nan)
    return w


def agreement_of(ranks: Floats, seed: int) -> Agreement | None:
    """How much people agree; None with fewer than two people, or when all of them tie everything.

    Args:
        ranks: Shape (descriptions, people, items), ties as mean ranks.
        seed: Of the permutations.
    """
    if ranks.shape[0] == 0 or ranks.shape[1] < 2:
        return None
    ranks = ranks[~np.isnan(kendall_w(ranks))]
    if not len(ranks):
        return None
    observed = float(kendall_w(ranks).mean())
    random = np.random.default_rng(seed)
    by_lot = np.array([kendall_w(random.permuted(ranks, axis=-1)).mean() for _ in range(PERMUTATIONS)])
    at_least = int((by_lot >= observed - 1e-12).sum())
    return Agreement(
        people=ranks.shape[1],
        descriptions=len(ranks),
        w=observed,
        by_chance=float(by_lot.mean()),
        p_value=(at_least + 1) / (PERMUTATIONS + 1),
    )
