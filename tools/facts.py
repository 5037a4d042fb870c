"""What an offer promises, as typed values, and whether texts keep it."""

import re
from decimal import Decimal
from functools import lru_cache

from adbanner.frozen import Frozen
from adbanner.texts import Fact, FactKind
from tools.fact_patterns import PATTERNS
from tools.lemmas import lemma_of, parses
from tools.number_words import spell_plainly

BOUNDS = {
    "до": "upto", "максимум": "upto", "up to": "upto", "не более": "upto", "не больше": "upto", "under": "upto",
    "less than": "upto", "at most": "upto", "until": "upto", "till": "upto", "by": "upto", "по": "until",
    "не более чем на": "upto", "не больше чем на": "upto", "не менее чем на": "from", "более чем на": "more",
    "больше чем на": "more", "no more than": "upto",
    "maximum": "upto", "max": "upto", "no less than": "from",
    "minimum": "from", "starting at": "from", "as low as": "from",
    "starting from": "from", "before": "until", "through": "until",
    "ends": "until", "ends on": "until", "to": "upto", "about": "approx", "around": "approx", "almost": "approx",
    "nearly": "approx",
    "от": "from", "с": "from", "со": "from", "from": "from", "не менее": "from", "минимум": "from", "at least": "from",
    "свыше": "more", "более": "more", "больше": "more", "over": "more", "more than": "more",
    "вместо": "instead", "instead of": "instead", "около": "approx", "почти": "approx", "примерно": "approx",
}  # fmt: skip
BOUND_BEFORE = re.compile(
    rf"(?<!\w)({'|'.join(sorted(BOUNDS, key=len, reverse=True))})(?: (?:конца|суммы|на|чем на))? ?[−–-]?$",
    re.IGNORECASE,
)
LEAST_BEFORE = re.compile(
    r"\b(?:минимальн\w+ (?:сумм|взнос|заказ|чек|плат[её]ж)\w*(?: [а-яё]+)?|minimum (?:order|spend|deposit|payment))"
    r"(?: is| of)? ?[:—–-]?$",
    re.IGNORECASE,
)
"""«Минимальный заказ 500 ₽» is «от 500 ₽»."""
BOUND_AFTER = re.compile(
    r"\+(?!\d)| (?:и|или) (?:более|больше|выше|дороже)\b| (?:or|and) (?:more|up|over)\b", re.IGNORECASE
)
"""«1 000 ₽ и более» and «$50+» are «от»."""
FIGURES_OF_SPEECH = re.compile(
    r"\bс (?:1|одного|первого) (?:раза|взгляда|дня|слова|шага)\b"
    r"|\b(?:7|семь) раз отмерь\w*,? (?:1|один) (?:раз )?\w+"
    r"|\b(?:100|1001|сто|тысяча) (?:причин|мелочей|забот|способов|вопросов|поводов)\b"
    r"|\b(?:1000|тысяча) и (?:1|одн\w+)\b"
    r"|\b(?:на|во) все (?:100|сто)\b"
    r"|\b(?:100|сто) лет одиночества\b"
    r"|\bтретий лишний\b|\bпятый элемент\b|\b(?:7|seven) days a week\b"
    r"|\bдважды (?:2|два)\b|\b(?:2|два) в (?:1|одном)\b|\bчас пик\b"
    r"|\b(?:год|день|час|неделя|минута|шаг) за (?:годом|дн[её]м|часом|недел\w+|минут\w+|шагом)\b",
    re.IGNORECASE,
)
"""Numbers that count nothing."""
DATE_BOUNDS = {"upto": "until", "from": "from", "until": "until"}
ONLY_DATES = frozenset("с со по by until till before through ends".split()) | {"ends on"}
MINUTES_A_DAY = 1440
BOUNDED_KINDS = frozenset(
    {FactKind.PERCENT, FactKind.MONEY, FactKind.COUNT, FactKind.NUMBER, FactKind.DATE, FactKind.TIME}
)
"""Kinds that may nowhere on the banner stand with another bound than they were promised with."""
HARD_KINDS = frozenset(FactKind) - {FactKind.BRAND}
"""Kinds of which none may be invented."""


class FactReport(Frozen):
    """What became of an offer's facts."""

    missing: tuple[Fact, ...] = ()
    """Promised, but not in the texts."""
    invented: tuple[Fact, ...] = ()
    """In the texts, but neither promised nor known of the product."""
    altered: tuple[Fact, ...] = ()
    """There, but with another bound: «до 15%» is not «15%»."""


def extract_facts(text: str, *, brands: tuple[str, ...] = ()) -> tuple[Fact, ...]:
    """The facts of a text in the order in which they stand there.

    Args:
        text: An offer, a banner's text or a description, in Russian or English.
        brands: Names that count as facts when they occur.
    """
    return _extract(text, brands)


@lru_cache(maxsize=4096)
def _extract(text: str, brands: tuple[str, ...]) -> tuple[Fact, ...]:
    """Cached: a copywriter weighs the same texts over and over while it arranges them."""
    spelling = spell_plainly(text)
    plain = spelling.plain
    taken = bytearray(len(plain))
    for figure in FIGURES_OF_SPEECH.finditer(plain):
        taken[figure.start() : figure.end()] = b"\1" * (figure.end() - figure.start())
    found: list[tuple[int, Fact]] = []
    for pattern in PATTERNS:
        for match in pattern.regex.finditer(plain):
            if any(taken[match.start() : match.end()]):
                continue
            kind, value = pattern.kind, pattern.value(match)
            if not value:
                continue
            if kind is FactKind.COUNT and "а" <= value[1][0] <= "я":
                kind, value = _counted(value[0], value[1])
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            bound, start = _bound(plain, match, kind) if pattern.has_bound else ("", match.start())
            words = spelling.words(start, match.end())
            found.append((match.start(), Fact(kind=kind, value=value, bound=bound, text=words)))
    for brand in brands:
        place = plain.lower().find(brand.lower())
        if place >= 0:
            found.append((place, Fact(kind=FactKind.BRAND, value=(brand.lower(),), text=brand)))
    return tuple(fact for _, fact in sorted(found, key=lambda item: item[0]))


def _counted(number: str, word: str) -> tuple[FactKind, tuple[str, ...]]:
    """A number of things, or only a number where the next word is no thing («iPhone 15 уже здесь»)."""
    is_noun = any(reading.tag.POS == "NOUN" for reading in parses(word)[:2])
    return (FactKind.COUNT, (number, lemma_of(word))) if is_noun else (FactKind.NUMBER, (number,))


def _bound(plain: str, match: "re.Match[str]", kind: FactKind) -> tuple[str, int]:
    """How a number is limited, and where the words that say so begin."""
    before = BOUND_BEFORE.search(plain[: match.start()].rstrip())
    if before is None and kind is FactKind.MONEY and LEAST_BEFORE.search(plain[: match.start()].rstrip()):
        return "from", match.start()
    if before is None:
        is_sum = kind in (FactKind.MONEY, FactKind.PERCENT, FactKind.COUNT, FactKind.NUMBER)
        return ("from" if is_sum and BOUND_AFTER.match(plain, match.end()) else ""), match.start()
    word = before[1].lower()
    if kind in (FactKind.DATE, FactKind.TIME):
        bound = DATE_BOUNDS.get(BOUNDS[word], "")
    else:
        bound = "" if word in ONLY_DATES else BOUNDS[word]
    return bound, before.start() if bound else match.start()


def compare_facts(source: str, texts: tuple[str, ...], context: str = "") -> FactReport:
    """Whether texts keep the facts of an offer whole and invent none.

    Args:
        source: The offer.
        texts: The texts of one banner; a fact may stand in any of them.
        context: Text whose facts may be told but need not be (the product's description).
    """
    promised = extract_facts(source)
    told = [fact for text in texts for fact in extract_facts(text)]
    known = (*promised, *extract_facts(context))
    missing, altered = [], []
    for fact in promised:
        same = [other for other in told if is_same_subject(other, fact)]
        if not same:
            if not _stands_verbatim(fact, texts):
                missing.append(fact)
        elif not any(keeps(other, fact) for other in same) or any(_is_distorted(other, known) for other in same):
            altered.append(fact)
    invented = [
        fact for fact in told if fact.kind in HARD_KINDS and not any(is_same_subject(fact, other) for other in known)
    ]
    return FactReport(missing=tuple(missing), invented=tuple(invented), altered=tuple(altered))


def _key(fact: Fact) -> tuple[str, ...]:
    """What makes two facts speak of the same thing, however they are bound: periods and years are compared apart."""
    if fact.kind is FactKind.MONEY:
        return (fact.kind, *fact.value[:2])
    if fact.kind is FactKind.PERCENT:
        return (fact.kind, fact.value[0])
    if fact.kind is FactKind.DATE:
        return (fact.kind, *fact.value[:2])
    if fact.kind is FactKind.COUNT and fact.value[1] == "day":
        return (fact.kind, f"{(Decimal(fact.value[0]) * MINUTES_A_DAY).normalize():f}", "minute")
    if fact.kind is FactKind.NUMBER or (fact.kind is FactKind.COUNT and not fact.value[1].isascii()):
        return (FactKind.NUMBER, fact.value[0])
    return (fact.kind, *fact.value)


def _detail(fact: Fact) -> str:
    """The period of a sum or a rate, the year of a date; empty where the text leaves it out."""
    place = {FactKind.MONEY: 2, FactKind.PERCENT: 1, FactKind.DATE: 2}.get(fact.kind, len(fact.value))
    return fact.value[place] if len(fact.value) > place else ""


def is_same_subject(told: Fact, promised: Fact) -> bool:
    """The same number of the same thing; another year or another period makes it another promise."""
    details = {_detail(told), _detail(promised)} - {""}
    return _key(told) == _key(promised) and len(details) < 2


def keeps(told: Fact, promised: Fact) -> bool:
    """Whether a fact is told as it was promised.

    The year of a deadline, «годовых» and the month of a subscription may go unsaid on a banner, as the approved
    examples do; «в день» and «за ночь» may not: the price would look like another one.
    """
    unsaid = {FactKind.PERCENT: "год", FactKind.MONEY: "мес"}
    may_leave_out = promised.kind is FactKind.DATE or _detail(promised) == unsaid.get(promised.kind)
    whole = _detail(told) == _detail(promised) or (may_leave_out and not _detail(told))
    return whole and _same_bound(told, promised)


def _is_distorted(told: Fact, known: tuple[Fact, ...]) -> bool:
    """Whether a figure stands with a bound that nobody promised, though it may be told rightly elsewhere."""
    same = [fact for fact in known if is_same_subject(told, fact)]
    return told.kind in BOUNDED_KINDS and bool(same) and not any(_same_bound(told, fact) for fact in same)


def _same_bound(first: Fact, second: Fact) -> bool:
    """Equal bounds; «от 1 000 ₽» and «свыше 1 000 ₽» are the same threshold."""
    thresholds = {"from", "more"}
    return first.bound == second.bound or (first.kind is FactKind.MONEY and {first.bound, second.bound} <= thresholds)


def _stands_verbatim(fact: Fact, texts: tuple[str, ...]) -> bool:
    """Codes and contacts count when they stand there letter by letter, however they are introduced."""
    if fact.kind not in (FactKind.PROMO_CODE, FactKind.CONTACT):
        return False
    alone = re.compile(
        rf"(?<![\w-]){re.escape(fact.value[-1])}(?![\w-])", re.IGNORECASE if fact.kind is FactKind.CONTACT else 0
    )
    return any(alone.search(text) for text in texts)
