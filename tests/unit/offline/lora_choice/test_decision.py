import numpy as np
import pytest

from adbanner.errors import InvalidRequest
from offline.lora_choice.agreement import agreement_of, kendall_w, mean_ranks
from offline.lora_choice.decision import Decision, decide
from offline.lora_choice.decision_report import decision_sections, verdict
from offline.validation.report import markdown

ADAPTERS = ("r8", "r16", "r32", "r64")
PEOPLE = ("Anna", "Boris", "Vera")


def rankings(strengths: list[float], *, descriptions: int = 20, seed: int = 0) -> dict[tuple[str, str], dict[str, int]]:
    """Rankings of people who see noisy versions of the strengths (Gumbel noise is the Bradley-Terry world)."""
    random = np.random.default_rng(seed)
    made = {}
    for person in PEOPLE:
        for number in range(descriptions):
            seen = np.array(strengths) + random.gumbel(size=len(strengths))
            places = mean_ranks(-seen).astype(int)
            made[person, f"d{number:02}"] = dict(zip(ADAPTERS, places.tolist(), strict=False))
    return made


def test_a_clearly_better_adapter_wins() -> None:
    decision = decide(rankings([0, 0.3, 3.5, 0.2]), ADAPTERS, seed=0)
    assert decision.winner == "r32"
    assert decision.standings[0].adapter == "r32"
    assert decision.standings[0].first_places > 40
    assert all(pair.is_shown for pair in decision.pairs if pair.better == "r32")
    assert sum(each.first_places for each in decision.standings) == pytest.approx(60)
    assert "winner is r32" in verdict(decision)


def test_equal_adapters_have_no_winner() -> None:
    named = 0
    for seed in range(20):
        named += decide(rankings([0, 0, 0, 0], seed=seed), ADAPTERS, seed=seed).winner is not None
    assert named <= 1
    decision = decide(rankings([0, 0, 0, 0]), ADAPTERS, seed=0)
    assert len(decision.rivals) == 3
    assert "No winner is shown" in verdict(decision)


def test_two_good_adapters_are_rivals_and_the_weak_ones_are_not() -> None:
    decision = decide(rankings([0, 3.0, 3.05, 0.2]), ADAPTERS, seed=0)
    assert decision.winner is None
    assert {decision.standings[0].adapter, *decision.rivals} == {"r16", "r32"}


def test_ties_all_the_way_decide_nothing() -> None:
    tied = {(person, f"d{k}"): dict.fromkeys(ADAPTERS, 1) for person in PEOPLE for k in range(10)}
    decision = decide(tied, ADAPTERS, seed=0)
    assert decision.winner is None and decision.agreement is None
    assert [each.first_places for each in decision.standings] == pytest.approx([7.5] * 4)


def test_few_descriptions_name_no_winner_however_clear_they_are() -> None:
    sure = {(person, f"d{k}"): dict(zip(ADAPTERS, (1, 2, 3, 4), strict=True)) for person in PEOPLE for k in range(5)}
    decision = decide(sure, ADAPTERS, seed=0)
    assert decision.standings[0].adapter == "r8" and decision.winner is None
    assert "too few descriptions" in markdown("", decision_sections(decision, toy=False))


def test_the_same_rankings_and_seed_give_the_same_decision() -> None:
    given = rankings([0, 1, 2, 0.5])
    backwards = dict(reversed(given.items()))
    assert decide(given, ADAPTERS, seed=3) == decide(backwards, ADAPTERS, seed=3)


def test_no_ranking_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="nothing to decide by"):
        decide({}, ADAPTERS, seed=0)


def report_of(decision: Decision, *, toy: bool = False) -> str:
    return markdown("T", decision_sections(decision, toy=toy))


def test_the_report_says_what_it_rests_on() -> None:
    text = report_of(decide(rankings([0, 0.3, 3.5, 0.2]), ADAPTERS, seed=0, incomplete=2), toy=True)
    assert "60 rankings of 20 descriptions by 3 people (Anna, Boris and Vera). 2 incomplete" in text
    assert "toy weights" in text
    assert "Kendall's W" in text
    assert "| r32 |" in text


def test_kendalls_w_has_its_textbook_values() -> None:
    # Siegel and Castellan (1988), table 9.6: three judges, six applicants, W = 0.16.
    ranks = np.array([[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]], dtype=np.float64)
    assert kendall_w(ranks) == pytest.approx(0.162, abs=5e-4)
    assert kendall_w(np.array([[1.0, 2, 3], [1, 2, 3]])) == pytest.approx(1)
    assert kendall_w(np.array([[1.0, 2, 3], [3, 2, 1]])) == pytest.approx(0)
    # With ties, alike rankings still agree wholly.
    assert kendall_w(np.array([[1.5, 1.5, 3], [1.5, 1.5, 3]])) == pytest.approx(1)
    assert np.isnan(kendall_w(np.array([[2.0, 2, 2], [2, 2, 2]])))


def test_agreement_tells_people_who_see_alike_from_people_who_roll_dice() -> None:
    random = np.random.default_rng(0)
    alike = np.stack([np.tile(random.permutation(4) + 1.0, (3, 1)) for _ in range(20)])
    dice = np.stack([[random.permutation(4) + 1.0 for _ in range(3)] for _ in range(20)])
    first, second = agreement_of(alike, 0), agreement_of(dice, 0)
    assert first is not None and second is not None
    assert first.w == pytest.approx(1) and first.p_value < 0.001
    assert second.w < 0.55 and second.p_value > 0.05
    assert second.by_chance == pytest.approx(1 / 3, abs=0.02)
    assert agreement_of(alike[:, :1], 0) is None
