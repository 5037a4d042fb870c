"""Strengths from comparisons in pairs: the Bradley-Terry model with ties of Rao and Kupper (1967).

    P(i beats j) = p_i / (p_i + t p_j)        P(tie) = (t^2 - 1) p_i p_j / ((p_i + t p_j) (p_j + t p_i)),   t >= 1

fitted by the MM algorithm of Hunter (2004), "MM algorithms for generalized Bradley-Terry models", sections 2 and 4.
"""

from typing import NamedTuple

import numpy as np

from offline.validation.resampling import Floats

PRIOR_WINS = 0.5
"""Wins that every pair is given both ways before the count: an adapter that wins always keeps a finite strength."""
MAX_STEPS = 10_000
TOLERANCE = 1e-9


class Strengths(NamedTuple):
    """A fitted model, or a batch of them in the leading dimensions."""

    log_strengths: Floats
    """Shape (..., items); their mean is 0."""
    tie_threshold: Floats
    """``t``, shape (...); 1 where ties are impossible."""


def fit_strengths(wins: Floats, ties: Floats, prior_wins: float = PRIOR_WINS) -> Strengths:
    """The likeliest strengths.

    Args:
        wins: How often the row beat the column, shape (..., items, items).
        ties: How often they tied, symmetric, of the same shape.
        prior_wins: Added to each entry off the diagonal; with 0 there must be no group of items that beat all others
            every time, for those have no finite strength (Ford 1957).
    """
    items = wins.shape[-1]
    others = ~np.eye(items, dtype=bool)
    # A tie counts for both sides: each factor of its probability is half of one comparison won.
    scored = np.where(others, wins + ties + prior_wins, 0.0)
    tied = np.where(others, ties, 0.0).sum(axis=(-2, -1)) / 2
    strengths = np.ones((*wins.shape[:-2], items))
    threshold = np.where(tied > 0, 1.5, 1.0)
    totals = scored.sum(axis=-1)
    for _ in range(MAX_STEPS):
        before = np.log(strengths)
        t = threshold[..., None, None]
        # rates[i, j] belongs to scored[i, j], the comparisons that i did not lose to j.
        rates = scored / (strengths[..., :, None] + t * strengths[..., None, :])
        strengths = totals / (rates + t * np.swapaxes(rates, -1, -2)).sum(axis=-1)
        strengths /= np.exp(np.log(strengths).mean(axis=-1, keepdims=True))
        # The same minorisation gives T / A + sqrt(1 + (T / A)^2) for t.
        rates = scored / (strengths[..., :, None] + t * strengths[..., None, :])
        slope = tied / (rates * strengths[..., None, :]).sum(axis=(-2, -1))
        threshold = slope + np.sqrt(1 + slope**2)
        if np.abs(np.log(strengths) - before).max() < TOLERANCE:
            break
    return Strengths(np.log(strengths), threshold)


def win_probability(difference: float, tie_threshold: float) -> float:
    """The probability that an item beats another whose log strength is lower by ``difference``."""
    return float(1 / (1 + tie_threshold * np.exp(-difference)))
