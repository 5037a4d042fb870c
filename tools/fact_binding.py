"""Whether each limit, price and deadline still stands with what it belongs to: facts may outlive their meaning.

Precise rather than eager: where an offer can be read in two ways, both are accepted.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from adbanner.texts import Fact, FactKind
from tools.fact_places import PlacedFact, PlacedText, content_of, place_facts
from tools.facts import is_same_subject
from tools.lemmas import parses

LOOSE_LIMITS = frozenset({FactKind.DATE, FactKind.TIME, FactKind.PROMO_CODE})
HEADS = frozenset({"first", "every"})
"""«На первый заказ от 1 500 ₽»: an occasion that is the head of a threshold."""
TERMS = frozenset({"month", "week", "day", "year", "hour", "subscription"})
SELF_EVIDENT = frozenset({FactKind.FREE, FactKind.GIFT})
"""«Бесплатная доставка от 1 200 ₽» needs no «при заказе»."""
NUMBERS = frozenset({FactKind.PERCENT, FactKind.MONEY})
BOUNDS = frozenset({"from", "more", "upto"})
SPENDING = re.compile(
    r"заказ|закаж|покуп|купи|чек|сумм|оплат|оплач|трат|брони|пополн|оборот|остат|корзин|внес|внос|взнос|плат[её]ж|перев[оё]д|"
    r"\b(?:orders?|spend|purchases?|basket|buy|shop|bill|book|bookings?|top up)\b",
    re.IGNORECASE,
)
"""Words that make a sum a threshold."""
ONE_OF_MANY = r"(?:урок|заняти|поездк|человек|штук|билет|анализ|сеанс|километр|участник|чашк|порци|при[её]м)"
ENGLISH_ONE_OF_MANY = r"(?:lesson|class|ride|person|ticket|session|guest|item|piece|visit)"
EACH = re.compile(
    rf"^ (?:за|с) (?:(?:один|одну|одно|каждый|каждую|каждое) )?{ONE_OF_MANY}"
    rf"|^ (?:per|a|each|for each) {ENGLISH_ONE_OF_MANY}\b",
    re.IGNORECASE,
)
EACH_IN_OTHER_WORDS = re.compile(
    rf"\b(?:{ONE_OF_MANY}|кажд)|\b(?:за|с|по) ?(?:\d|[а-яё])|\b(?:per|each|{ENGLISH_ONE_OF_MANY})", re.IGNORECASE
)
PREPOSITION = re.compile(
    r"^ (?:на|для|за|при|по|у|в|во|к|с|со) (?:(?:ваш|наш|весь|всю|все)\w* )?(?P<word>[а-яё]{3,})", re.IGNORECASE
)
NEXT_WORD = re.compile(r"^ (?P<word>[а-яё]{3,})", re.IGNORECASE)


def misplaced_facts(offer: str, texts: tuple[str, ...]) -> tuple[Fact, ...]:
    """The facts of an offer that went over to another benefit or lost the words that tie them to their own.

    Args:
        offer: What was promised.
        texts: The texts of one banner in reading order.

    Returns:
        Each fact once, in the words of the offer; empty for texts that mean what the offer means.
    """
    promised = place_facts(offer)
    told = tuple(place_facts(text) for text in texts if text.strip())
    found = [
        *_bare_bounds(promised, told),
        *_without_preposition(promised, told),
        *_without_unit(promised, told),
        *_moved_limits(promised, told),
        *_swapped_numbers(promised, told),
    ]
    return tuple(dict.fromkeys(found))


def _is_benefit(place: PlacedFact, text: PlacedText) -> bool:
    """Whether a fact is a gain or a price that others may limit."""
    fact = place.fact
    if fact.kind in (FactKind.FREE, FactKind.GIFT, FactKind.DEAL):
        return True
    if fact.kind is FactKind.CONDITION:
        return fact.value[0] == "without"
    return fact.kind in NUMBERS and fact.bound != "instead" and not _is_threshold(place, text)


def _is_threshold(place: PlacedFact, text: PlacedText) -> bool:
    """Whether a sum limits a benefit: «на заказ от 1 500 ₽», «без комиссии до 50 000 ₽»."""
    if place.fact.kind is not FactKind.MONEY:
        return False
    before = text.text[text.start_of_clause(place.clause) : place.start]
    if place.fact.bound not in BOUNDS:
        return bool(re.search(r"(?:spend|заказе на|покупке на|потратьте) ?$", before, re.IGNORECASE))
    follows = any(
        other.clause == place.clause and other.start < place.start and other.fact.kind is not FactKind.DATE
        and (other.fact.kind in (*SELF_EVIDENT, *NUMBERS) or other.fact.value[0] == "without")
        for other in text.facts
    )  # fmt: skip
    stands_alone = place is not text.facts[0] and place.fact.bound != "upto" and not content_of(before)
    return follows or stands_alone or bool(SPENDING.search(before))


def _is_limit(place: PlacedFact, text: PlacedText) -> bool:
    fact = place.fact
    if fact.kind in LOOSE_LIMITS:
        return fact.value[0] != "24/7"
    if fact.kind is FactKind.CONDITION:
        return fact.value[0] not in ("without", "every", "nth")
    return fact.bound == "instead" or _is_term(fact) or _is_threshold(place, text)


def _is_term(fact: Fact) -> bool:
    """«3 месяца», «первые 30 дней»: said of one benefit only."""
    return (fact.kind is FactKind.COUNT and fact.value[1] in TERMS) or (
        fact.value[0] == "first" and fact.value[1] in TERMS
    )


def _benefits_of(limit: PlacedFact, text: PlacedText, benefits: list[PlacedFact]) -> list[PlacedFact]:
    """The benefits that a limit may be read to belong to; all of the text where its own sentence names none."""
    own = [place for place in benefits if place.clause == limit.clause]
    run = [place for place in benefits if place.run == limit.run]
    sentence = [place for place in benefits if place.sentence == limit.sentence]
    if _is_term(limit.fact) or limit.fact.bound == "instead":
        return own or run or sentence or benefits
    leads = bool(sentence) and limit.start < sentence[0].start
    closes = bool(run) and limit.start > run[-1].start
    if leads:
        return sentence if run else benefits
    return (run if closes else own) or run or sentence or benefits


def _moved_limits(promised: PlacedText, told: tuple[PlacedText, ...]) -> Iterator[Fact]:
    """Limits that stand with a benefit to which the offer did not tie them."""
    benefits = [place for place in promised.facts if _is_benefit(place, promised)]
    if len(benefits) < 2:
        return
    told_benefits = [_told_benefits(text, promised, benefits) for text in told]
    for limit in (place for place in promised.facts if _is_limit(place, promised)):
        twins = [place for place in promised.facts if is_same_subject(place.fact, limit.fact)]
        allowed = {benefit for twin in twins for benefit in _benefits_of(twin, promised, benefits)}
        for number, text in enumerate(told):
            for place in text.facts:
                if not is_same_subject(place.fact, limit.fact):
                    continue
                near = _near(place, number, told, told_benefits)
                if near and not near & allowed:
                    yield limit.fact


def _told_benefits(
    text: PlacedText, promised: PlacedText, benefits: list[PlacedFact]
) -> dict[PlacedFact, frozenset[PlacedFact]]:
    """Which benefits of the offer each fact of a text may be; alike ones are told apart by the words around them."""
    found = {}
    for place in text.facts:
        same = [benefit for benefit in benefits if is_same_subject(benefit.fact, place.fact)]
        if len(same) > 1:
            words = set(content_of(text.clause(place.clause)))
            shared = {benefit: len(words & set(content_of(promised.clause(benefit.clause)))) for benefit in same}
            same = [benefit for benefit in same if shared[benefit] == max(shared.values())]
        if same:
            found[place] = frozenset(same)
    return found


def _near(
    place: PlacedFact,
    number: int,
    told: tuple[PlacedText, ...],
    told_benefits: list[dict[PlacedFact, frozenset[PlacedFact]]],
) -> set[PlacedFact]:
    """The benefits with which a limit is read: those of its field, else of the field before, else of the one behind."""
    own = told_benefits[number]
    if own:
        readings = _benefits_of(place, told[number], list(own))
        near = {benefit for reading in readings for benefit in own[reading]}
        begins = number > 0 and all(place.start < other.start and place.run != other.run for other in own)
        before = told_benefits[number - 1] if begins else {}
        return near | {benefit for reading in before.values() for benefit in reading}
    behind = () if _is_term(place.fact) else told_benefits[number + 1 :]
    for other in (*reversed(told_benefits[:number]), *behind):
        if other:
            return {benefit for reading in other.values() for benefit in reading}
    return set()


def _bare_bounds(promised: PlacedText, told: tuple[PlacedText, ...]) -> Iterator[Fact]:
    """Bounds that lost their head: «Вернём 1 500 ₽ от 3 000 ₽», «6% до 30 лет»."""
    for place in promised.facts:
        if place.fact.kind not in (FactKind.MONEY, FactKind.COUNT) or place.fact.bound not in BOUNDS | {""}:
            continue
        before = [other for other in promised.facts if other.end <= place.start and other.fact.value[0] not in HEADS]
        head = promised.text[before[-1].end if before else 0 : place.start]
        if not before or not content_of(head):
            continue
        is_threshold = place.fact.kind is FactKind.MONEY and bool(SPENDING.search(head))
        for number, text in enumerate(told):
            for first, second in pairwise((None, *text.facts)):
                if second is None or not is_same_subject(second.fact, place.fact) or second.fact.bound not in BOUNDS:
                    continue
                follows = first is not None and first.fact.kind in NUMBERS and not text.between(first, second).strip()
                if follows or (is_threshold and not _has_head(second, number, told)):
                    yield place.fact


def _has_head(place: PlacedFact, number: int, told: tuple[PlacedText, ...]) -> bool:
    """Whether a threshold reads as one: its field or a neighbour speaks of spending, or it frees something."""
    text = told[number]
    is_first, is_last = not text.text[: place.start].strip(), not text.text[place.end :].strip()
    before = told[number - 1].text if number and is_first else ""
    behind = told[number + 1].text if number + 1 < len(told) and is_first and is_last else ""
    if any(SPENDING.search(words) for words in (text.text, before, behind)):
        return True
    return any(
        other.clause == place.clause and (other.fact.kind in SELF_EVIDENT or other.fact.value[0] == "without")
        for other in text.facts
    )


def _without_preposition(promised: PlacedText, told: tuple[PlacedText, ...]) -> Iterator[Fact]:
    """Numbers whose object lost its preposition: «Скидка 20% стоматолога»."""
    for place in promised.facts:
        object_of = PREPOSITION.match(promised.text[place.end :])
        if object_of is None or place.fact.kind not in NUMBERS:
            continue
        for text in told:
            for other in text.facts:
                follows = NEXT_WORD.match(text.text[other.end :])
                same = follows and follows["word"].lower() == object_of["word"].lower()
                if same and is_same_subject(other.fact, place.fact):
                    yield place.fact


def _without_unit(promised: PlacedText, told: tuple[PlacedText, ...]) -> Iterator[Fact]:
    """Prices of one of many that look like the price of all: «850 ₽ за урок» told as «850 ₽»."""
    for place in promised.facts:
        if place.fact.kind is not FactKind.MONEY or not EACH.match(promised.text[place.end :]):
            continue
        for number, text in enumerate(told):
            following = told[number + 1].text if number + 1 < len(told) else ""
            for other in text.facts:
                is_told = is_same_subject(other.fact, place.fact)
                rest = f"{text.text[: other.start]} {text.text[other.end :]}"
                if is_told and not EACH_IN_OTHER_WORDS.search(rest) and not EACH_IN_OTHER_WORDS.search(following):
                    yield place.fact


def _swapped_numbers(promised: PlacedText, told: tuple[PlacedText, ...]) -> Iterator[Fact]:
    """Numbers that stand with the words of another one of their kind: «10% в кафе, 5% на АЗС» the other way round."""
    for kind in NUMBERS:
        places = [place for place in promised.facts if place.fact.kind is kind and _is_benefit(place, promised)]
        if len({place.fact.value for place in places}) < 2:
            continue
        words = _words_of_their_own(promised, places)
        for text in told:
            for place in text.facts:
                own = [other for other in places if is_same_subject(other.fact, place.fact)]
                if len(own) != 1:
                    continue
                here = set(content_of(text.clause(place.clause)))
                beside = [fact for fact in text.facts if fact.clause == place.clause and fact is not place]
                others = [
                    other for other in places
                    if other is not own[0] and not any(is_same_subject(fact.fact, other.fact) for fact in beside)
                ]  # fmt: skip
                if not here & words[own[0]] and any(here & words[other] for other in others):
                    yield own[0].fact


def _words_of_their_own(text: PlacedText, places: list[PlacedFact]) -> dict[PlacedFact, set[str]]:
    """For each number the words of its clause that no other one has, without a head that all of them share."""
    words = {}
    for place in places:
        clause = text.clause(place.clause)
        head = set(content_of(text.text[text.start_of_clause(place.clause) : place.start]))
        others = [other for other in places if other is not place]
        is_shared = place is places[0] and any(not _nouns_before(text, other) for other in others)
        elsewhere = {
            word for other in others if other.clause != place.clause for word in content_of(text.clause(other.clause))
        }
        words[place] = set(content_of(clause)) - elsewhere - (head if is_shared else set())
    return words


def _nouns_before(text: PlacedText, place: PlacedFact) -> list[str]:
    before = text.text[text.start_of_clause(place.clause) : place.start]
    return [word for word in content_of(before) if word.isascii() or parses(word)[0].tag.POS == "NOUN"]
