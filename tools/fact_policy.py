"""Which facts of an offer a format must carry."""

import re
from itertools import pairwise

from adbanner.layout import Layout, TextRole
from adbanner.texts import Fact, FactKind
from tools.offer_clauses import clauses

ROOMY_ROLES = frozenset({TextRole.BODY, TextRole.SUBHEADLINE, TextRole.CAPTION})
LIMITING_CONDITIONS = frozenset({"first", "new", "audience", "app", "card", "online", "nth"})
"""Conditions that decide whether the reader gets the offer at all, by the first part of their value."""
EVERY = "every"
"""«На каждый заказ» limits nothing."""
SAVINGS = ("комисс", "процент", "переплат", "%")
"""What it is a gain to be without; «без визита» and «без справок» are only convenient."""
GIVEN = (
    r"(?:верн[её]м|дарим|подарим|скидк\w+|кэшбэк|бонус\w*|получите|добавим|начислим|возместим|выплатим|компенсируем|"
    r"save|get|bonus)\b"
)
"""What stands before a sum that the reader gets."""
SPENT = r"(?:пополни\w+|потрат\w+|внес\w+|закажи\w*|купи\w*|положи\w+|spend|order|deposit)\b"
"""What stands before a sum that the reader gives."""
EXTRA = re.compile(
    r"(?i)(?:wi-fi )?(?:рассрочк|доставк|открытк|паркинг|парковк|осаго|эвакуатор|роутер|отмен|логотип|монтаж|установк|"
    r"гравировк|упаковк|обучени|обслуживани|промокод|оплат[аы] в|free (?:cancellation|delivery|shipping|returns)|"
    r"(?:cancellation|delivery|shipping|router) )"
)
"""What comes on top of what is sold: it leads only where the offer begins with it."""
LIMITING_LEAD = re.compile(
    r"(?i)(?:потом|далее|дальше|затем|максимум|минимум|не более|не менее|но|при|если|только|then|max|min|only|if|but)\b"
)
"""A clause that begins so limits the one before it."""
BENEFITS = frozenset({FactKind.PERCENT, FactKind.FREE, FactKind.GIFT, FactKind.DEAL})


def required_facts(facts: tuple[Fact, ...], layout: Layout, offer: str) -> tuple[Fact, ...]:
    """The facts that may not be left out of a banner of this format.

    A format with a body, subheadline or caption carries all of them. One with nothing but a headline and a button
    (a strip of 320x50) carries the main benefit with whatever limits it:

    - the first benefit of the offer (a percentage, something free, a gift, a deal, «без комиссии»; without any, the
      sum that is given, else the first), or its first fact of any kind where it promises none of these;
    - conditions that narrow the offer down wherever they stand («новым клиентам», «в приложении»);
    - the sums, thresholds and conditions of the same clause up to the next benefit, except the old price («вместо
      590 ₽»), which only flatters; those of other clauses where they limit it («потом 299 ₽», «максимум 200 ₽»);
    - the term next to the benefit («3 месяца бесплатно», «от 45 000 ₽ на двоих»): without it the banner would promise
      more than the offer.

    Deadline, promo code, contact, speed and what other clauses promise are told on the page behind the banner, as is
    common for such strips. What does stand there stands unchanged in any case.

    Args:
        facts: Of the offer, in its order.
        layout: The format.
        offer: As the marketer wrote it.
    """
    if not facts or any(field.role in ROOMY_ROLES for field in layout.text_fields):
        return facts
    main = main_fact(facts, offer)
    assert main is not None
    place = facts.index(main)
    end = _second_benefit(facts, place)
    parts = [part.lower() for part in clauses(offer)]
    home = {part for part in parts if main.text.lower() in part}
    limits = {part for part in parts if LIMITING_LEAD.match(part)}
    told_here = home | limits or set(parts)
    return tuple(
        fact
        for number, fact in enumerate(facts)
        if fact == main
        or _limits_all(fact)
        or (number < end and any(fact.text.lower() in part for part in told_here) and _belongs(number, facts, place))
    )


def _limits_all(fact: Fact) -> bool:
    """Whether a condition narrows down who gets the offer, and where: «без визита» does not."""
    return fact.kind is FactKind.CONDITION and fact.value[0] in LIMITING_CONDITIONS


def _belongs(number: int, facts: tuple[Fact, ...], main: int) -> bool:
    """Whether a fact beside the main benefit may not be left out."""
    fact = facts[number]
    if fact.kind is FactKind.COUNT:
        return abs(number - main) == 1 and _limits(fact.value[1], facts[main])
    if fact.kind is FactKind.MONEY:
        return fact.bound != "instead"
    return (fact.kind is FactKind.CONDITION and fact.value[0] != EVERY) or _is_benefit(fact)


def main_fact(facts: tuple[Fact, ...], offer: str) -> Fact | None:
    """What the offer gives: its first benefit, else the first sum that is given, else its first sum; None without any.

    «Потратьте 3 000 ₽, вернём 1 000 ₽» gives 1 000 ₽; «диван от 29 900 ₽, рассрочка 0%» gives the sofa at its price.
    """
    extras = [part.lower() for part in clauses(offer)[1:] if EXTRA.match(part)]
    leading = [fact for fact in facts if not any(fact.text.lower() in part for part in extras)]
    benefits = [
        fact for fact in leading if fact.kind in BENEFITS or (_is_benefit(fact) and fact.value[1].startswith(SAVINGS))
    ]
    sums = [fact for fact in leading if fact.kind is FactKind.MONEY and fact.bound != "instead"]
    counts = [fact for fact in leading if fact.kind is FactKind.COUNT]
    given = [fact for fact in (*sums, *counts) if _follows(GIVEN, fact, offer)]
    prices = [fact for fact in sums if not _follows(SPENT, fact, offer)]
    return next(iter((*benefits, *given, *prices, *sums, *leading, *facts)), None)


def _follows(words: str, fact: Fact, offer: str) -> bool:
    """Whether a fact stands in the clause that some words begin."""
    return re.search(rf"{words}[^.,;—]*?{re.escape(fact.text)}", offer, re.IGNORECASE) is not None


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
