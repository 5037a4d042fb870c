"""Strengths against published and closed-form values."""

import numpy as np
import pytest

from offline.lora_choice.bradley_terry import fit_strengths, win_probability

TEAMS = ("Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore")
# Wins of the row over the column, American League East 1987 (Agresti, Categorical Data Analysis, section 10.6).
BASEBALL = np.array(
    [
        [0, 7, 9, 7, 7, 9, 11],
        [6, 0, 7, 5, 11, 9, 9],
        [4, 6, 0, 7, 7, 8, 12],
        [6, 8, 6, 0, 6, 7, 10],
        [6, 2, 6, 7, 0, 7, 12],
        [4, 4, 5, 6, 6, 0, 6],
        [2, 4, 1, 3, 1, 7, 0],
    ],
    dtype=np.float64,
)
# Fitted log strengths against Baltimore, as published for the same table.
PUBLISHED = (1.5814, 1.4364, 1.2945, 1.2476, 1.1077, 0.6839, 0.0)


def two(wins: float, losses: float, ties: float) -> tuple[np.ndarray, np.ndarray]:
    return np.array([[0, wins], [losses, 0]]), np.array([[0, ties], [ties, 0]])


def test_baseball_has_the_published_strengths() -> None:
    fitted = fit_strengths(BASEBALL, np.zeros_like(BASEBALL), prior_wins=0)
    against_last = fitted.log_strengths - fitted.log_strengths[-1]
    assert against_last == pytest.approx(PUBLISHED, abs=2e-4)
    assert fitted.tie_threshold == 1


def test_two_items_with_ties_get_exactly_their_shares() -> None:
    # Two parameters and two free shares: the likeliest model repeats what was counted.
    fitted = fit_strengths(*two(12, 5, 3), prior_wins=0)
    difference = float(fitted.log_strengths[0] - fitted.log_strengths[1])
    threshold = float(fitted.tie_threshold)
    assert win_probability(difference, threshold) == pytest.approx(12 / 20, abs=1e-6)
    assert win_probability(-difference, threshold) == pytest.approx(5 / 20, abs=1e-6)


def test_ties_alone_make_equal_strengths() -> None:
    fitted = fit_strengths(*two(0, 0, 8))
    assert fitted.log_strengths == pytest.approx([0, 0], abs=1e-9)


def test_an_item_that_always_wins_keeps_a_finite_strength() -> None:
    fitted = fit_strengths(*two(20, 0, 0))
    assert fitted.log_strengths[0] - fitted.log_strengths[1] == pytest.approx(np.log(20.5 / 0.5), abs=1e-6)


def test_a_batch_gives_what_each_gives_alone() -> None:
    random = np.random.default_rng(0)
    wins = random.integers(0, 9, size=(5, 4, 4)).astype(np.float64)
    ties = random.integers(0, 4, size=(5, 4, 4)).astype(np.float64)
    ties += np.swapaxes(ties, 1, 2)
    together = fit_strengths(wins, ties)
    for k in range(5):
        alone = fit_strengths(wins[k], ties[k])
        assert together.log_strengths[k] == pytest.approx(alone.log_strengths, abs=1e-6)
        assert together.tie_threshold[k] == pytest.approx(float(alone.tie_threshold), abs=1e-6)


def test_counted_strengths_come_back_from_simulated_comparisons() -> None:
    true, threshold, games = np.array([1.0, 0.3, -0.4, -0.9]), 1.4, 40_000
    random = np.random.default_rng(1)
    wins, ties = np.zeros((4, 4)), np.zeros((4, 4))
    for i in range(4):
        for j in range(i + 1, 4):
            first = win_probability(float(true[i] - true[j]), threshold)
            second = win_probability(float(true[j] - true[i]), threshold)
            wins[i, j], wins[j, i], ties[i, j] = random.multinomial(games, [first, second, 1 - first - second])
            ties[j, i] = ties[i, j]
    fitted = fit_strengths(wins, ties)
    assert fitted.log_strengths == pytest.approx(true, abs=0.03)
    assert float(fitted.tie_threshold) == pytest.approx(threshold, abs=0.02)
