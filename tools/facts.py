"""What an offer promises, as typed values, and whether texts keep it."""

import re
import unicodedata

from adbanner.frozen import Frozen
from adbanner.texts import Fact, FactKind
from tools.fact_patterns import CARDINALS, MULTIPLIERS, PATTERNS
from tools.lemmas import lemma_of

BOUNDS = {
    "до": "upto", "максимум": "upto", "up to": "upto", "не более": "upto", "until": "upto", "by": "upto", "по": "until",
    "от": "from", "с": "from", "со": "from", "from": "from", "не менее": "from", "минимум": "from",
    "свыше": "more", "более": "more", "больше": "more", "over": "more",
    "вместо": "instead", "instead of": "instead", "около": "approx", "почти": "approx",
}  # fmt: skip
BOUND_BEFORE = re.compile(
    rf"(?<!\w)({'|'.join(sorted(BOUNDS, key=len, reverse=True))})(?: (?:конца|суммы))? ?[−–-]?$", re.I
)
DATE_BOUNDS = {"upto": "until", "from": "from", "until": "until"}
BARE_SCALE = re.compile(r"(?<!\d )(?<!\w)(тысяч[ауи]|миллион)(?= (?:руб|₽|балл))", re.I)
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


def normalise(text: str) -> str:
    """One spelling of spaces, dashes and number words, so that equal facts look equal."""
    plain = unicodedata.normalize("NFC", text)
    plain = re.sub(r"[\s\u00a0\u202f\u2009\u2060]+", " ", plain).replace("\u2011", "-")
    plain = BARE_SCALE.sub(lambda match: str(MULTIPLIERS.get(match[1].lower(), 10**6)), plain)
    return re.sub(r"[А-Яа-яё]+", _digits, plain)


def _digits(match: "re.Match[str]") -> str:
    """A number word as digits where it counts something («пятнадцать процентов»), else the word itself."""
    value = CARDINALS.get(match[0].lower())
    follows = match.string[match.end() : match.end() + 8].strip().lower()
    counts = ("процент", "руб", "тысяч", "месяц", "дня", "дней", "минут", "час", "год", "лет", "балл", "недел")
    return str(value) if value is not None and follows.startswith(counts) else match[0]


def extract_facts(text: str, *, brands: tuple[str, ...] = ()) -> tuple[Fact, ...]:
    """The facts of a text in the order in which they stand there.

    Args:
        text: An offer, a banner's text or a description, in Russian or English.
        brands: Names that count as facts when they occur.
    """
    plain = normalise(text)
    taken = bytearray(len(plain))
    found: list[tuple[int, Fact]] = []
    for pattern in PATTERNS:
        for match in pattern.regex.finditer(plain):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            value = pattern.value(match)
            if pattern.kind is FactKind.COUNT and len(value) == 2 and value[1] and "а" <= value[1][0] <= "я":
                value = (value[0], lemma_of(value[1]))
            bound = _bound(plain, match.start(), pattern.kind) if pattern.has_bound else ""
            fact = Fact(kind=pattern.kind, value=value, bound=bound, text=_phrase(plain, match, bound))
            found.append((match.start(), fact))
    for brand in brands:
        place = plain.lower().find(brand.lower())
        if place >= 0:
            found.append((place, Fact(kind=FactKind.BRAND, value=(brand.lower(),), text=brand)))
    return tuple(fact for _, fact in sorted(found, key=lambda item: item[0]))


def _bound(plain: str, start: int, kind: FactKind) -> str:
    match = BOUND_BEFORE.search(plain[:start].rstrip())
    if match is None:
        return ""
    bound = BOUNDS[match[1].lower()]
    if kind in (FactKind.DATE, FactKind.TIME):
        return DATE_BOUNDS.get(bound, "")
    return "" if match[1].lower() in ("с", "со", "по") else bound


def _phrase(plain: str, match: "re.Match[str]", bound: str) -> str:
    """The words of the fact with the word that bounds it."""
    if not bound:
        return match[0].strip()
    before = BOUND_BEFORE.search(plain[: match.start()].rstrip())
    return f"{before[1]} {match[0]}".strip() if before else match[0].strip()


def compare_facts(source: str, texts: tuple[str, ...], context: str = "") -> FactReport:
    """Whether texts keep the facts of an offer whole and invent none.

    Args:
        source: The offer.
        texts: The texts of one banner; a fact may stand in any of them.
        context: Text whose facts may be told but need not be (the product's description).
    """
    promised = extract_facts(source)
    told = [fact for text in texts for fact in extract_facts(text)]
    known = {_key(fact) for fact in (*promised, *extract_facts(context))}
    whole = normalise(" ".join(texts)).lower()
    missing, altered = [], []
    for fact in promised:
        same = [other for other in told if _key(other) == _key(fact)]
        if not same:
            if not _stands_verbatim(fact, whole):
                missing.append(fact)
        elif not any(_same_bound(other, fact) for other in same):
            altered.append(fact)
    invented = [fact for fact in told if fact.kind in HARD_KINDS and _key(fact) not in known]
    return FactReport(missing=tuple(missing), invented=tuple(invented), altered=tuple(altered))


def _key(fact: Fact) -> tuple[str, ...]:
    """What makes two facts the same promise: a sum by the month may leave the month out of the comparison."""
    if fact.kind is FactKind.MONEY:
        return (fact.kind, *fact.value[:2])
    if fact.kind is FactKind.NUMBER or (fact.kind is FactKind.COUNT and not fact.value[1].isascii()):
        return (FactKind.NUMBER, fact.value[0])
    return (fact.kind, *fact.value)


def _same_bound(first: Fact, second: Fact) -> bool:
    """Equal bounds; «от 1 000 ₽» and «свыше 1 000 ₽» are the same threshold."""
    thresholds = {"from", "more"}
    return first.bound == second.bound or (first.kind is FactKind.MONEY and {first.bound, second.bound} <= thresholds)


def _stands_verbatim(fact: Fact, whole: str) -> bool:
    """Codes and contacts count when they stand there letter by letter, however they are introduced."""
    return fact.kind in (FactKind.PROMO_CODE, FactKind.CONTACT) and fact.value[-1].lower() in whole
