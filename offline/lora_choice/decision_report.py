"""What the choice looks like on paper."""

from offline.lora_choice.decision import Decision
from offline.validation.report import Section, shown

TITLE = "Which LoRA adapter people prefer"


def verdict(decision: Decision) -> str:
    """The outcome in a sentence or two."""
    leader = decision.standings[0].adapter
    if decision.winner:
        return f"The winner is {leader}: it is shown to be preferred to every other adapter."
    return (
        f"No winner is shown: {leader} leads, but its lead over {_listed(decision.rivals)} may be chance. "
        "More descriptions narrow the intervals; among adapters without a shown difference, take the one that is "
        "cheaper or safer for other reasons."
    )


def decision_sections(decision: Decision, *, toy: bool) -> tuple[Section, ...]:
    """The parts of the report.

    Args:
        decision: What the rankings say.
        toy: The pictures were made by toy weights.
    """
    first = [verdict(decision), _basis(decision)]
    if toy:
        first.append("The pictures were made by toy weights: this proves the measuring and says nothing about a style.")
    return (
        Section(paragraphs=tuple(first)),
        Section(
            heading="Standings",
            paragraphs=(
                "Strengths are on the log scale of the Bradley-Terry model, their mean is 0; in brackets the "
                f"{decision.confidence:.0%} interval from resampled descriptions.",
            ),
            columns=("Adapter", "Strength", "First places", "Mean place"),
            rows=tuple(
                (each.adapter, shown(each.strength), f"{each.first_places:.1f}", f"{each.mean_place:.2f}")
                for each in decision.standings
            ),
        ),
        Section(
            heading="Pairs",
            paragraphs=(
                f"Each interval is at {decision.pair_confidence:.2%}, so that all {len(decision.pairs)} hold together "
                f"at {decision.confidence:.0%}. A pair differs where the interval does not reach 0.",
            ),
            columns=("Pair", "Won", "Lost", "Tied", "Difference", "Wins again", "Shown?"),
            rows=tuple(
                (
                    f"{pair.better} – {pair.worse}",
                    str(pair.wins),
                    str(pair.losses),
                    str(pair.ties),
                    shown(pair.difference),
                    f"{pair.win_probability:.0%}",
                    "yes" if pair.is_shown else "no",
                )
                for pair in decision.pairs
            ),
        ),
        Section(heading="Agreement", paragraphs=(_agreement(decision),)),
    )


def _basis(decision: Decision) -> str:
    left_out = f" {decision.incomplete} incomplete rankings were left out." if decision.incomplete else ""
    return (
        f"Basis: {decision.rankings} rankings of {decision.descriptions} descriptions by {len(decision.people)} "
        f"people ({_listed(decision.people)}).{left_out} The intervals speak about other descriptions, "
        "not about other people."
    )


def _agreement(decision: Decision) -> str:
    agreement = decision.agreement
    if agreement is None:
        return "Not measured: it takes at least two people who ranked the same descriptions without tying everything."
    beyond = "more than chance" if agreement.p_value < 1 - decision.confidence else "not shown to be more than chance"
    return (
        f"Kendall's W is {agreement.w:.2f} on average over {agreement.descriptions} descriptions that all "
        f"{agreement.people} people ranked; ranking by lot gives {agreement.by_chance:.2f} "
        f"(p = {agreement.p_value:.4f}): {beyond}."
    )


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
