"""All ways to spread an offer over a headline and the lines below it, in the offer's own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations

from tools.offer_clauses import (
    LEANING,
    Chunk,
    ChunkKind,
    capitalised,
    clauses,
    clean_offer,
    movable_chunks,
    splits,
    standing_alone,
    without_chunks,
)

MAX_CHUNKS = 6
LEAST_HEADLINE_CHARS = 4
CONDITIONS = frozenset({ChunkKind.FIRST, ChunkKind.AUDIENCE, ChunkKind.THRESHOLD, ChunkKind.PLACE})
"""Better read together with the benefit that they limit."""

DISCOUNTED = re.compile(r"^(?P<what>[^.,;:!?—]+) со скидкой (?P<number>\d+(?:[.,]\d+)?) ?%(?P<rest>.*)$", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """Words for a field below the headline."""

    text: str
    kind: ChunkKind | None = None
    """What it says when it is one movable part; None for the rest of a sentence."""


@dataclass(frozen=True)
class Arrangement:
    """One way to spread an offer: what the headline says and the lines left for the other fields."""

    headline: str
    lines: tuple[Line, ...]
    torn: int = 0
    """How many conditions stand apart from the benefit that they limit, a sentence broken in two counting as one."""
    place: int = 0
    """Which clause of the offer the headline is."""


def arrangements(offer: str, *, join_terms: bool) -> Iterator[Arrangement]:
    """Cut parts out of the headline, take the clauses one by one, and end sentences early.

    Args:
        offer: As the marketer wrote it.
        join_terms: Whether a deadline and a promo code read as one line («До 31 декабря по промокоду ЕДА15»).
    """
    text = clean_offer(offer)
    chunks = movable_chunks(text)[:MAX_CHUNKS]
    for moved in chain.from_iterable(combinations(chunks, count) for count in range(len(chunks) + 1)):
        core = without_chunks(text, moved)
        lines = tuple(_lines(moved, join_terms=join_terms))
        torn = sum(_tear(chunk, text) for chunk in moved)
        if len(core) < LEAST_HEADLINE_CHARS:
            continue
        yield from _with_shorter_discount(Arrangement(core, lines, torn))
        parts = clauses(core)
        for before, after in splits(core):
            whole = capitalised(before.rstrip("!?")) in {part.rstrip("!?") for part in parts}
            yield from _with_shorter_discount(Arrangement(before, (Line(after), *lines), torn + (0 if whole else 1)))
        for place, part in enumerate(parts):
            if place and len(part) >= LEAST_HEADLINE_CHARS and not LEANING.match(part):
                rest = (*parts[:place], *parts[place + 1 :])
                yield Arrangement(part, (*map(Line, rest), *lines), torn, place)


def _with_shorter_discount(arrangement: Arrangement) -> Iterator[Arrangement]:
    """The arrangement, and where it can be told in fewer characters, that way too: «Первые 3 поездки: −50%»."""
    yield arrangement
    discount = DISCOUNTED.match(arrangement.headline)
    if discount:
        headline = f"{discount['what']}: −{discount['number']}%{discount['rest']}"
        yield replace(arrangement, headline=headline, torn=arrangement.torn + 1)


def _tear(chunk: Chunk, text: str) -> int:
    """What it costs to take a part away: a condition leaves its benefit, from mid-sentence it leaves a gap as well."""
    if chunk.kind not in CONDITIONS:
        return 0
    return 2 if re.match(r" \w", text[chunk.end :]) else 1


def _lines(moved: tuple[Chunk, ...], *, join_terms: bool) -> Iterator[Line]:
    deadline = next((chunk for chunk in moved if chunk.kind is ChunkKind.DEADLINE), None)
    code = next((chunk for chunk in moved if chunk.kind is ChunkKind.PROMO_CODE), None)
    joined = join_terms and deadline is not None and code is not None and re.match(r"(?i)(?:по|с|with) ", code.text)
    for chunk in moved:
        if joined and code is not None and chunk is deadline:
            yield Line(f"{standing_alone(chunk)} {code.text[:1].lower()}{code.text[1:]}")
        elif not (joined and chunk is code):
            yield Line(standing_alone(chunk), chunk.kind)
