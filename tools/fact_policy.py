"""Which facts of an offer a format must carry."""

from itertools import pairwise

from adbanner.layout import Layout, TextRole
from adbanner.texts import Fact, FactKind

ROOMY_ROLES = frozenset({TextRole.BODY, TextRole.SUBHEADLINE, TextRole.CAPTION})
BENEFITS = frozenset({FactKind.PERCENT, FactKind.FREE, FactKind.GIFT, FactKind.DEAL})


def required_facts(facts: tuple[Fact, ...], layout: Layout) -> tuple[Fact, ...]:
    """The facts that may not be left out of a banner of this format.

    A format with a body, subheadline or caption carries all of them. One with nothing but a headline and a button
    (a strip of 320x50) carries the main benefit with whatever limits it:

    - the first benefit of the offer (a percentage, something free, a gift, a deal, «без комиссии»; without any, the
      first sum), or its first fact of any kind where it promises none of these;
    - every condition («новым клиентам», «в приложении»), wherever it stands: it may limit the whole offer («на каждый
      заказ» limits nothing);
    - every sum and threshold up to the next benefit, except the old price («вместо 590 ₽»), which only flatters;
    - the term next to the benefit («3 месяца бесплатно», «от 45 000 ₽ на двоих»): without it the banner would promise
      more than the offer.

    Deadline, promo code, contact, speed and the second benefit with its own sums are told on the page behind the
    banner, as is common for such strips. What does stand there stands unchanged in any case.
    """
    if not facts or any(field.role in ROOMY_ROLES for field in layout.text_fields):
        return facts
    main = _main(facts)
    end = _second_benefit(facts, main)
    return tuple(fact for place, fact in enumerate(facts) if _is_required(facts, place, main, end))


def _main(facts: tuple[Fact, ...]) -> int:
    """Where the main benefit stands."""
    benefits = [place for place, fact in enumerate(facts) if _is_benefit(fact)]
    sums = [place for place, fact in enumerate(facts) if fact.kind is FactKind.MONEY]
    return (benefits or sums or [0])[0]


def _is_benefit(fact: Fact) -> bool:
    """Whether a fact is a gain by itself; «без процентов» is one, «новым клиентам» limits another."""
    return fact.kind in BENEFITS or (fact.kind is FactKind.CONDITION and fact.value[0] == "without")


def _limits(unit: str, main: Fact) -> bool:
    """Whether a count next to the benefit limits it: «3 месяца бесплатно», but not «до 70%, только 3 дня»."""
    if unit == "person":
        return True
    holds_for_a_term = main.kind is not FactKind.PERCENT or "год" in main.value
    return unit in ("month", "day") and holds_for_a_term


def _second_benefit(facts: tuple[Fact, ...], main: int) -> int:
    """Where the second benefit begins; behind the last fact when there is none."""
    for place, (before, fact) in enumerate(pairwise(facts), start=1):
        upper_end = before.kind is fact.kind and (before.bound, fact.bound) == ("from", "upto")
        if place > main and _is_benefit(fact) and not upper_end:
            is_sum_given = fact.kind is FactKind.GIFT and before.kind is FactKind.MONEY and place - 1 != main
            return place - 1 if is_sum_given else place
    return len(facts)


def _is_required(facts: tuple[Fact, ...], place: int, main: int, end: int) -> bool:
    fact = facts[place]
    if place == main or (fact.kind is FactKind.CONDITION and not _is_benefit(fact) and fact.value[0] != "every"):
        return True
    if place >= end:
        return False
    if fact.kind is FactKind.COUNT:
        return abs(place - main) == 1 and _limits(fact.value[1], facts[main])
    return _is_benefit(fact) or (fact.kind is FactKind.MONEY and fact.bound != "instead")
