"""From rankings to a decision, or to the honest word that none can be made."""

from collections.abc import Mapping
from itertools import combinations

import numpy as np

from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen
from offline.lora_choice.agreement import Agreement, agreement_of, mean_ranks
from offline.lora_choice.bradley_terry import fit_strengths, win_probability
from offline.validation.resampling import CONFIDENCE, Interval, percentile_interval, resampled_weights

Rankings = Mapping[tuple[str, str], Mapping[str, int]]
"""Places from 1 by adapter, of each person and description; equal places are ties."""


class Standing(Frozen):
    """How one adapter did."""

    adapter: str
    strength: Interval
    """Log strength; the mean of all adapters is 0."""
    first_places: float
    """Rankings that it leads; a shared lead is shared out."""
    mean_place: float


class PairResult(Frozen):
    """Two adapters against each other."""

    better: str
    worse: str
    wins: int
    losses: int
    ties: int
    difference: Interval
    """Of the log strengths, at a confidence that all pairs hold together."""
    win_probability: float
    """That the model gives ``better`` on a new description."""

    @property
    def is_shown(self) -> bool:
        """Whether the difference is beyond chance."""
        return self.difference.low > 0


class Decision(Frozen):
    """What the rankings say."""

    people: tuple[str, ...]
    descriptions: int
    rankings: int
    incomplete: int
    """Rankings left out, because somebody did not rank every picture of a description."""
    standings: tuple[Standing, ...]
    """Strongest first."""
    pairs: tuple[PairResult, ...]
    agreement: Agreement | None
    confidence: float
    pair_confidence: float
    """Of each interval of ``pairs``, so that all of them hold together (Bonferroni)."""

    @property
    def rivals(self) -> tuple[str, ...]:
        """Adapters that the leader is not shown to beat."""
        leader = self.standings[0].adapter
        return tuple(pair.worse for pair in self.pairs if pair.better == leader and not pair.is_shown)

    @property
    def winner(self) -> str | None:
        """The adapter that is shown to be better than every other; None when there is none."""
        return None if self.rivals else self.standings[0].adapter


def decide(rankings: Rankings, adapters: tuple[str, ...], *, seed: int, incomplete: int = 0) -> Decision:
    """Weigh the rankings.

    Intervals come from resampling descriptions: they say what other descriptions would give with the same people.

    Args:
        rankings: Complete rankings of all adapters.
        adapters: Their names.
        seed: Of the resampling.
        incomplete: How many rankings were left out.

    Raises:
        InvalidRequest: There is no complete ranking.
    """
    if not rankings:
        raise InvalidRequest("Nobody ranked all pictures of any description: there is nothing to decide by.")
    people = tuple(sorted({person for person, _ in rankings}))
    descriptions = tuple(sorted({description for _, description in rankings}))
    count = _Count(rankings, adapters, descriptions, seed)
    pairs = len(adapters) * (len(adapters) - 1) // 2
    pair_confidence = 1 - (1 - CONFIDENCE) / pairs
    # Stable, so that equal strengths keep the order in which the adapters were given.
    order = [int(k) for k in np.argsort(-count.fitted.log_strengths, kind="stable")]
    return Decision(
        people=people,
        descriptions=len(descriptions),
        rankings=len(rankings),
        incomplete=incomplete,
        standings=tuple(count.standing(k) for k in order),
        pairs=tuple(count.pair(i, j, pair_confidence) for i, j in combinations(order, 2)),
        agreement=_agreement(rankings, adapters, people, descriptions, seed),
        confidence=CONFIDENCE,
        pair_confidence=pair_confidence,
    )


class _Count:
    """Counted and fitted rankings."""

    def __init__(self, rankings: Rankings, adapters: tuple[str, ...], descriptions: tuple[str, ...], seed: int) -> None:
        self._adapters = adapters
        self._cases = len(descriptions)
        size = (len(descriptions), len(adapters), len(adapters))
        wins, ties = np.zeros(size), np.zeros(size)
        for (_, description), places in rankings.items():
            row = np.array([places[adapter] for adapter in adapters])
            case = descriptions.index(description)
            wins[case] += row[:, None] < row[None, :]
            ties[case] += (row[:, None] == row[None, :]) & ~np.eye(len(adapters), dtype=bool)
        self._wins, self._ties = wins.sum(axis=0), ties.sum(axis=0)
        self._ranks = mean_ranks(
            np.array([[places[adapter] for adapter in adapters] for places in rankings.values()], dtype=np.float64)
        )
        self.fitted = fit_strengths(self._wins, self._ties)
        weights = resampled_weights(len(descriptions), seed)
        self._resampled = fit_strengths(
            np.tensordot(weights, wins, axes=1), np.tensordot(weights, ties, axes=1)
        ).log_strengths

    def standing(self, k: int) -> Standing:
        leads = self._ranks == self._ranks.min(axis=1, keepdims=True)
        return Standing(
            adapter=self._adapters[k],
            strength=percentile_interval(float(self.fitted.log_strengths[k]), self._resampled[:, k], self._cases),
            first_places=float((leads[:, k] / leads.sum(axis=1)).sum()),
            mean_place=float(self._ranks[:, k].mean()),
        )

    def pair(self, i: int, j: int, confidence: float) -> PairResult:
        strengths = self.fitted.log_strengths
        difference = float(strengths[i] - strengths[j])
        resampled = self._resampled[:, i] - self._resampled[:, j]
        return PairResult(
            better=self._adapters[i],
            worse=self._adapters[j],
            wins=int(self._wins[i, j]),
            losses=int(self._wins[j, i]),
            ties=int(self._ties[i, j]),
            difference=percentile_interval(difference, resampled, self._cases, confidence),
            win_probability=win_probability(difference, float(self.fitted.tie_threshold)),
        )


def _agreement(
    rankings: Rankings, adapters: tuple[str, ...], people: tuple[str, ...], descriptions: tuple[str, ...], seed: int
) -> Agreement | None:
    """The agreement on the descriptions that every person ranked."""
    shared = [name for name in descriptions if all((person, name) in rankings for person in people)]
    places = [[[rankings[person, name][each] for each in adapters] for person in people] for name in shared]
    return agreement_of(mean_ranks(np.array(places, dtype=np.float64)), seed) if shared else None
