"""Paired scores: the same descriptions drawn by two sources, compared description by description."""

from collections.abc import Sequence

import numpy as np

from adbanner.frozen import Frozen
from offline.validation.resampling import (
    Floats,
    Interval,
    mean_interval,
    percentile_interval,
    resampled_weights,
)


class ScoreKind(Frozen):
    """What a score means."""

    id: str
    title: str
    unit: str
    higher_is_better: bool


class PairedScore(Frozen):
    """A score of both sources with its difference."""

    kind: ScoreKind
    base: float
    lora: float
    difference: Interval
    """``lora`` less ``base``."""
    cases: int
    """Descriptions that both sources have a score for."""

    @property
    def verdict(self) -> str:
        """What the difference shows, in words for a table."""
        if not self.difference.excludes_zero:
            return "no difference shown"
        return "LoRA better" if (self.difference.value > 0) is self.kind.higher_is_better else "LoRA worse"


class NotMeasured(Frozen):
    """A score that is not there, and why."""

    kind: ScoreKind
    reason: str


Score = PairedScore | NotMeasured


def paired(kind: ScoreKind, base: Sequence[float | None], lora: Sequence[float | None], seed: int) -> Score:
    """The score of values by description; descriptions that lack one of the two are left out.

    Args:
        kind: What is measured.
        base: Values in the order of the descriptions; None where there is none.
        lora: The same of the other source.
        seed: Of the resampling.
    """
    both = [(one, other) for one, other in zip(base, lora, strict=True) if one is not None and other is not None]
    if not both:
        return NotMeasured(kind=kind, reason="no description has a value of both")
    values = np.array(both, dtype=np.float64)
    return PairedScore(
        kind=kind,
        base=float(values[:, 0].mean()),
        lora=float(values[:, 1].mean()),
        difference=mean_interval(values[:, 1] - values[:, 0], seed),
        cases=len(both),
    )


def paired_sets(kind: ScoreKind, base: Floats, lora: Floats, cases: int) -> PairedScore:
    """The score of whole sets.

    Args:
        kind: What is measured.
        base: The score of the set, then of each of its resamples, shape (1 + resamples,).
        lora: The same of the other source, resampled alike.
        cases: Number of descriptions.
    """
    difference = lora - base
    return PairedScore(
        kind=kind,
        base=float(base[0]),
        lora=float(lora[0]),
        difference=percentile_interval(float(difference[0]), difference[1:], cases),
        cases=cases,
    )


def set_weights(cases: int, seed: int) -> Floats:
    """Weights of the descriptions in the set itself, then in each of its resamples, shape (1 + resamples, cases)."""
    return np.concatenate([np.ones((1, cases)), resampled_weights(cases, seed)])
