"""Bootstrap over descriptions: what would other descriptions of the same kind have given?"""

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 4_000
CONFIDENCE = 0.95
MIN_CASES = 6
"""Below, resampling repeats the few cases there are and promises too much."""

Floats = NDArray[np.float64]


class Interval(NamedTuple):
    """An estimate with the range that it may lie in."""

    value: float
    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Whether the sign is shown."""
        return self.low > 0 or self.high < 0


def resampled_weights(cases: int, seed: int, resamples: int = RESAMPLES) -> Floats:
    """How often each case is drawn in each resample, shape (resamples, cases); equal arguments, equal weights.

    Cases are the descriptions: whatever several people or questions say about one picture goes together.
    """
    drawn = np.random.default_rng(seed).multinomial(cases, np.full(cases, 1 / cases), size=resamples)
    return drawn.astype(np.float64)


def percentile_interval(value: float, resampled: Floats, cases: int, confidence: float = CONFIDENCE) -> Interval:
    """The percentile interval of an estimate, widened for few cases.

    Resamples of n cases spread too little, and their percentiles are those of a normal rather than a t distribution
    (Hesterberg 2015, "What Teachers Should Know About the Bootstrap", section 5): deviations from the estimate are
    stretched for both. Too few cases give an unbounded interval.

    Args:
        value: The estimate from all cases.
        resampled: The same from each resample, shape (resamples,).
        cases: Number of cases.
        confidence: 0-1.
    """
    if cases < MIN_CASES:
        return Interval(value, -np.inf, np.inf)
    tail = (1 - confidence) / 2
    low, high = np.quantile(value + (resampled - value) * _stretch(cases, tail), (tail, 1 - tail))
    return Interval(value, float(low), float(high))


def _stretch(cases: int, tail: float) -> float:
    """How much wider than their percentiles few cases have to be."""
    z, freedom = -NormalDist().inv_cdf(tail), cases - 1
    # The t quantile by Fisher's expansion in 1 / freedom (Abramowitz and Stegun 26.7.5).
    t = z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    return t / z * sqrt(cases / freedom)


def mean_interval(values: Floats, seed: int, confidence: float = CONFIDENCE) -> Interval:
    """The mean of one value for each case, e.g. of paired differences, with its interval."""
    weights = resampled_weights(len(values), seed)
    return percentile_interval(float(values.mean()), weights @ values / len(values), len(values), confidence)
