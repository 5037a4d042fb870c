"""All ways to spread an offer over a headline and the lines below it, in the offer's own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations

from adbanner.texts import FactKind
from tools.fact_policy import BENEFITS
from tools.facts import extract_facts
from tools.lemmas import lemma_of, parses, part_of_speech
from tools.offer_clauses import (
    ENGLISH_IMPERATIVE,
    REWARD,
    STANDING_TAIL,
    Chunk,
    ChunkKind,
    capitalised,
    clause_spans,
    has_verb,
    in_leading_case,
    movable_chunks,
    splits,
    standing_alone,
    without_chunks,
)
from tools.offer_cleaning import clean_offer

MAX_CHUNKS = 5
MAX_RUN = 3
"""Clauses that a headline takes at most."""
LEAST_HEADLINE_CHARS = 4
LEAST_TAIL_WORDS = 2
TWO_PROMISES_COST = 0.8
"""Of a term that leaves its clause where it could be read with another promise."""
CONDITIONS = frozenset({ChunkKind.FIRST, ChunkKind.AUDIENCE, ChunkKind.THRESHOLD, ChunkKind.PLACE})
"""Better read together with the benefit that they limit."""

ORDINALS = frozenset({"второй", "третий"})
"""«Вторая для брата» leans on the noun of an earlier clause."""
DISCOUNTED = re.compile(r"^(?P<what>[^.,;:!?—]+) со скидкой (?P<number>\d+(?:[.,]\d+)?) ?%(?P<rest>.*)$", re.IGNORECASE)
RELATIVE = re.compile(r"(?i)^(?P<what>[^,]+), (?P<clause>(?:котор\w+|чтобы|which|that|who) .+)$")
LEAD = re.compile(
    r"(?i)^(?P<lead>(?:только |ежедневно |каждый день |утром |вечером |днём |ночью )?с \d[\d:]* до \d[\d:]*"
    r"|(?:утром|вечером|днём|ночью) с \d[\d:]* до \d[\d:]*"
    r"|(?:по|с) (?:промо)?код\w* [«\"]?[\w-]+[»\"]?"
    r"|(?:весь |только )?(?:в|до конца) (?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)\w+"
    r"|(?:только )?до \d+ [а-яё]+|(?:только )?(?:сегодня|завтра|в выходные|в эти выходные|по будням|по выходным)"
    r"|(?:until|till|by) [A-Z]\w+ \d+|(?:this|every) \w+)[,:]? (?P<rest>\S.*)$"
)
"""A term that opens the offer can be told below what it limits."""


FOLLOWING = re.compile(r"(?i)(?:потом|дальше|далее|затем|then|or|или|но|зато)\b")
"""How a clause begins that means nothing behind any other than its own."""
GOVERNING = frozenset({"подписка", "билет", "страховка", "заявка", "скидка", "абонемент"})
"""Nouns that want to be told at once what for: «Билет на спектакль»."""
OLD_PRICE = re.compile(r" вместо \d[\d ]* ?₽| instead of [$€]\d[\d,.]*")
ENGLISH_ACTIONS = frozenset("spend order pay buy book invite deposit stay open".split())
LEAN_COST = 0.7
REWARDED = re.compile(r"(?i)\b(?:скидк|кэшбэк|бесплатн|подар)")
LEAST_OPENING_WORDS = 3


@dataclass(frozen=True)
class Line:
    """Words for a field below the headline."""

    text: str
    kind: ChunkKind | None = None
    """What it says when it is one movable part; None for the rest of a sentence."""
    follows: str = ""
    """The mark that stood before it in the offer when the line before it stood there too."""

    is_opening: bool = False
    """Whether the offer begins with it: it often names the subject."""
    is_half: bool = False
    """Whether it is one half of a bargain and the headline the other: «Внесите 36 000 ₽ — добавим столько же»."""

    @property
    def promises(self) -> bool:
        """Whether a fact would be lost without it."""
        return bool(extract_facts(self.text))


@dataclass(frozen=True)
class Arrangement:
    """One way to spread an offer: what the headline says and the lines left for the other fields."""

    headline: str
    lines: tuple[Line, ...]
    torn: float = 0
    """What it costs that conditions stand apart from the benefit that they limit."""
    scraps: int = 0
    """How many lines below the headline are no thought of their own."""
    place: int = 0
    """Which clause of the offer the headline begins with."""


def arrangements(
    offer: str, *, join_terms: bool, max_headline_chars: int, is_strip: bool = False
) -> Iterator[Arrangement]:
    """Cut parts out, take the clauses in turn, and end them early; each arrangement once.

    Args:
        offer: As the marketer wrote it.
        join_terms: Whether a deadline and a promo code read as one line («До 31 декабря по промокоду ЕДА15»).
        is_strip: Whether there is nothing but a headline, which may then skip clauses.
        max_headline_chars: Longer headlines are left out.
    """
    text = clean_offer(offer)
    chunks = movable_chunks(text)[:MAX_CHUNKS]
    has_two_promises = sum(bool(extract_facts(text[start:end])) for start, end in clause_spans(text)) > 1
    seen: set[tuple[str, tuple[Line, ...]]] = set()
    for moved in chain.from_iterable(combinations(chunks, count) for count in range(len(chunks) + 1)):
        core = without_chunks(text, moved)
        terms = tuple(_terms(moved, join_terms=join_terms))
        torn = sum(_tear(chunk, text) for chunk in moved)
        for arrangement in chain(_spread(core), _skipping(core) if is_strip else ()):
            if not LEAST_HEADLINE_CHARS <= len(arrangement.headline) <= max_headline_chars:
                continue
            if has_two_promises and not all(_stays_near(chunk, text, arrangement.headline) for chunk in moved):
                continue
            # With two promises a term has to follow its own at once.
            lines = (*terms, *arrangement.lines) if has_two_promises else (*arrangement.lines, *terms)
            moved_cost = len(moved) * TWO_PROMISES_COST if has_two_promises else 0
            full = replace(arrangement, lines=lines, torn=arrangement.torn + torn + moved_cost)
            if (full.headline, full.lines) not in seen:
                seen.add((full.headline, full.lines))
                yield full


def _stays_near(chunk: Chunk, text: str, headline: str) -> bool:
    """Whether a part that leaves its clause follows it at once, or was a clause of its own and limits everything."""
    if re.search(r"[.,;:!?—–] *$", text[: chunk.start]):
        return True
    anchor = text[: chunk.start].split()[-1]
    return anchor.lower() in headline.lower().split()


def _spread(core: str) -> Iterator[Arrangement]:
    """The ways to spread what is left of an offer when its movable parts are gone."""
    spans = clause_spans(core)
    for first in range(len(spans)):
        for last in range(first, min(first + MAX_RUN, len(spans))):
            head = _without_joint(core[spans[first][0] : spans[last][1]])
            if first and not _can_lead(head):
                continue
            before = tuple(
                replace(line, is_opening=not place) for place, line in enumerate(_lines_of(core, spans[:first]))
            )
            after = _lines_of(core, spans[last + 1 :])
            torn = 0.0
            mark = core[spans[first - 1][1] : spans[first][0]].strip() if first else ""
            is_bargain = bool(before) and _spends(before[-1].text) and _pays_off(mark, head)
            if after and FOLLOWING.match(after[0].text):
                torn = LEAN_COST
                after = (after[0], *before, *(replace(line, follows="") for line in after[1:2]), *after[2:])
                before = ()
            elif after and _asks(head) and _pays_off(core[spans[last][1] : spans[last + 1][0]].strip(), after[0].text):
                after = (replace(after[0], is_half=True), *after[1:])
            elif is_bargain:
                before = (*before[:-1], replace(before[-1], is_half=True))
            for arrangement in _head_variants(head, is_one_clause=first == last):
                lines = (*arrangement.lines, *before, *after)
                yield replace(arrangement, lines=lines, place=first, torn=arrangement.torn + torn)


def _skipping(core: str) -> Iterator[Arrangement]:
    """An offer without its old price; its first clause with a later one that is no neighbour."""
    if OLD_PRICE.search(core):
        yield Arrangement(capitalised(OLD_PRICE.sub("", core)), (), torn=0.8)
    spans = clause_spans(core)
    for place in range(2, len(spans)):
        opening, closing = (_without_joint(core[start:end]) for start, end in (spans[0], spans[place]))
        second = _without_joint(core[spans[1][0] : spans[1][1]])
        is_bargain = _asks(opening) and _pays_off(core[spans[0][1] : spans[1][0]].strip(), second)
        if FOLLOWING.match(closing) or not _can_lead(closing) or is_bargain:
            continue
        lines = tuple(line for number, line in enumerate(_lines_of(core, spans)) if number not in (0, place))
        mark = "" if opening.endswith(("?", "!")) else "."
        yield Arrangement(f"{opening}{mark} {capitalised(closing)}", lines, torn=0.5)


def _without_joint(text: str) -> str:
    """A clause without the marks around it and the conjunction that joined it."""
    return re.sub(r"(?i)^(?:а|и|and) (?=\w)", "", text.strip(" .,;:—–"))


def _asks(head: str) -> bool:
    """Whether a clause tells the reader to do something."""
    word = head.split()[0].strip(",.")
    return word.lower() in ENGLISH_ACTIONS or "impr" in parses(word)[0].tag


def _spends(clause: str) -> bool:
    """Whether a clause tells the reader to spend a sum."""
    return _asks(clause) and any(fact.kind is FactKind.MONEY for fact in extract_facts(clause))


def _pays_off(mark: str, following: str) -> bool:
    """Whether a clause is what the reader gets for doing what the one before it says."""
    if mark == ",":
        return re.match(r"(?i)(?:и )?(?:получ|верн[её]м|подарим|начислим)", following) is not None
    gives = any(fact.kind in (*BENEFITS, FactKind.MONEY) for fact in extract_facts(following))
    return mark in ("—", "–") and (gives or has_verb(following))


def _head_variants(head: str, *, is_one_clause: bool) -> Iterator[Arrangement]:
    """The headline whole, ended early, or without the term that opens it."""
    yield from _with_shorter_discount(Arrangement(capitalised(head), ()))
    if not is_one_clause:
        return
    for before, after in splits(head):
        is_joined = re.match(r" (?:и|and) ", head[len(before) :]) is not None
        is_half = is_joined and _asks(before) and bool(extract_facts(before))
        torn = _split_cost(head, before, after)
        rest = Line(after, is_half=is_half)
        yield from _with_shorter_discount(Arrangement(capitalised(before), (rest,), torn=torn, scraps=_is_scrap(after)))
        if _can_swap(before, after):
            yield Arrangement(capitalised(after), (Line(before, is_half=is_half),), torn=0.6)
    if relative := RELATIVE.match(head):
        yield Arrangement(capitalised(relative["what"]), (Line(relative["clause"]),), torn=0.5)
    lead = LEAD.match(head)
    if lead:
        yield from _without_lead(Line(capitalised(lead["lead"]), ChunkKind.DEADLINE), lead["rest"])
    elif occasion := _opening_occasion(head):
        yield from _without_lead(Line(capitalised(occasion)), head[len(occasion) :].strip())


def _without_lead(line: Line, rest: str) -> Iterator[Arrangement]:
    """What opens an offer told below what it limits."""
    if not _can_lead(rest):
        return
    yield Arrangement(capitalised(rest), (line,), torn=0.2)
    for before, after in splits(rest):
        torn = 0.2 + _split_cost(rest, before, after)
        yield Arrangement(capitalised(before), (Line(after), line), torn=torn, scraps=_is_scrap(after))


def _opening_occasion(head: str) -> str:
    """«При оформлении каско онлайн» of «При оформлении каско онлайн эвакуатор бесплатно»; empty without one.

    What follows it begins with the last word before the benefit that can be a subject or a predicate.
    """
    benefit = next((fact for fact in extract_facts(head) if fact.kind in BENEFITS), None)
    if not head.startswith("При ") or benefit is None:
        return ""
    words = head[: head.find(benefit.text)].split()
    for place in range(len(words) - 1, 1, -1):
        kind = part_of_speech(words[place].strip("«»"))
        leads = kind == "VERB" or (kind == "NOUN" and in_leading_case(words[place].strip("«»")))
        if leads and part_of_speech(words[place - 1]) not in ("PREP", "ADJF", "NUMR"):
            return " ".join(words[:place])
    return ""


def _split_cost(head: str, before: str, after: str) -> float:
    """What it costs to end a clause early: more where a condition or a sum leaves its benefit, less at a pause."""
    cost = 0.9 if extract_facts(after) else 0.5
    if head[len(before) :].lstrip()[:1] in ("—", "–", ":", ";", ".", "!", "?"):
        return cost - 0.3
    words = re.findall(r"[^\W\d_]+", before)
    if re.match(r"(?i)на ", after) and words and lemma_of(words[-1]) in GOVERNING and before.endswith(words[-1]):
        return cost + 1
    # What a figure at the end of two thoughts is of belongs to the second one only.
    has_two_thoughts = has_verb(before) or " и " in before
    return cost + 1.2 * (has_two_thoughts and bool(re.search(r"[%₽]$", before)))


def _can_swap(before: str, after: str) -> bool:
    """Whether two parts of a clause are thoughts of the same kind, either of which can come first."""
    first, second = before.split()[0], after.split()[0].strip(",.")
    last = re.sub(r"\W", "", after.split()[-1])
    if last.lower() in ("one", "it", "them") or (last and part_of_speech(last) == "ADJF"):
        return False
    if REWARD.match(after) or (ENGLISH_IMPERATIVE.match(before.lower()) and ENGLISH_IMPERATIVE.match(after.lower())):
        return True
    return part_of_speech(first) == part_of_speech(second) == "VERB"


def _lines_of(core: str, spans: tuple[tuple[int, int], ...]) -> tuple[Line, ...]:
    """Clauses as lines that know how they were joined."""
    lines = []
    for place, (start, end) in enumerate(spans):
        text = _without_joint(core[start:end])
        mark = core[spans[place - 1][1] : start].strip() if place else ""
        lines.append(Line(text, follows=mark if mark in (",", ";", ":", "—", "–") else ""))
    return tuple(lines)


def _can_lead(text: str) -> bool:
    """Whether a clause from the middle of an offer can be its headline."""
    first = re.match(r"[«\"−-]?([^\W_]+)", text)
    if first is None:
        return False
    word = first[1]
    if word[0].isdigit() or word.isascii():
        return len(text.split()) > 1
    if re.match(
        r"(?i)(?:если|когда|дальше|далее|потом|затем|ещё|также|тоже|зато|но|почти|который|кто|then|plus|also|and|or|but|if|when|who)\b",
        text,
    ):
        return False
    if part_of_speech(word) in ("PREP", "CONJ", "PRCL"):
        is_bound = bool(re.match(r"(?i)(?:до|от) [\d ,.]+ ?[%₽]", text)) and len(text.split()) > len("до 5 %".split())
        opens = part_of_speech(word) == "PREP" and len(text.split()) > LEAST_OPENING_WORDS
        return is_bound or (opens and bool(has_verb(text) or REWARDED.search(text)))
    following = text.split()[1].strip(",.") if len(text.split()) > 1 else ""
    if lemma_of(word) in ORDINALS and part_of_speech(following) not in ("NOUN", "NUMR"):
        return False
    return in_leading_case(word)


def _is_scrap(rest: str) -> int:
    """1 for the rest of a sentence that says too little alone: «За каждого», «На проживании в декабре»."""
    if len(rest.split()) < LEAST_TAIL_WORDS or re.match(r"Вместо |On a \w+ one$", rest):
        return 1
    first = re.match(r"[^\W\d_]+", rest)
    is_sentence = first is None or part_of_speech(first[0]) in ("VERB", "INFN", "NOUN", "NUMR", "ADJF", "ADVB")
    return int(not is_sentence and not STANDING_TAIL.match(rest))


def _with_shorter_discount(arrangement: Arrangement) -> Iterator[Arrangement]:
    """The arrangement, and where it can be told in fewer characters, that way too: «Первые 3 поездки: −50%»."""
    yield arrangement
    discount = DISCOUNTED.match(arrangement.headline)
    if discount and discount["what"].split()[-1].lower() not in ("вторая", "второй", "второе"):
        headline = f"{discount['what']}: −{discount['number']}%{discount['rest']}"
        yield replace(arrangement, headline=headline, torn=arrangement.torn + 1)


def _tear(chunk: Chunk, text: str) -> float:
    """What it costs to take a part away: a condition leaves its benefit, from mid-sentence it leaves a gap as well."""
    if chunk.kind not in CONDITIONS:
        return 0.1
    return 2 if re.match(r" \w", text[chunk.end :]) else 0.7


def _terms(moved: tuple[Chunk, ...], *, join_terms: bool) -> Iterator[Line]:
    deadline = next((chunk for chunk in moved if chunk.kind is ChunkKind.DEADLINE), None)
    code = next((chunk for chunk in moved if chunk.kind is ChunkKind.PROMO_CODE), None)
    joined = join_terms and deadline is not None and code is not None and re.match(r"(?i)(?:по|с|with) ", code.text)
    for chunk in moved:
        if joined and code is not None and chunk is deadline:
            yield Line(f"{standing_alone(chunk)} {code.text[:1].lower()}{code.text[1:]}")
        elif not (joined and chunk is code):
            yield Line(standing_alone(chunk), chunk.kind)
