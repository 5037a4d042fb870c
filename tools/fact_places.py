"""Where the facts of a text stand: in which sentence, in which clause, next to which others."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from adbanner.texts import Fact
from tools.facts import extract_facts
from tools.lemmas import lemma_of, part_of_speech
from tools.number_words import spell_plainly

SENTENCE_END = re.compile(r"(?<=[.!?…]) +(?=[A-ZА-ЯЁ«\"\d])|(?<=;) +")
JOINT = re.compile(r" (?:и|and|плюс|plus|а|\+|&) ", re.IGNORECASE)
"""Joins what a limit behind it may cover as a whole: «скидка и доставка новым клиентам»."""
BREAK = re.compile(r", (?:а ещё |а также |и |and )?|: | ?\(")
WORD = re.compile(r"[^\W\d_]{2,}")
CONTENT = frozenset({"NOUN", "ADJF", "ADVB", "INFN", "VERB", "PRTF", "NUMR", "LATN", "UNKN", "ADJS", "PRED"})


@dataclass(frozen=True)
class PlacedFact:
    """A fact with its place."""

    fact: Fact
    start: int
    end: int
    clause: int
    """Counted through the whole text."""
    run: int
    """Clauses that «и» joins are one run."""
    sentence: int


@dataclass(frozen=True)
class PlacedText:
    """A text with its facts in their places."""

    text: str
    """Its spaces and dashes made plain."""
    facts: tuple[PlacedFact, ...]
    clause_starts: tuple[int, ...]

    def clause(self, number: int) -> str:
        """The words of a clause."""
        starts = (*self.clause_starts, len(self.text))
        return self.text[starts[number] : starts[number + 1]]

    def between(self, first: PlacedFact, second: PlacedFact) -> str:
        """What stands between two facts."""
        return self.text[first.end : second.start]

    def start_of_clause(self, number: int) -> int:
        """Where a clause begins."""
        return self.clause_starts[number]


@lru_cache(maxsize=4096)
def place_facts(text: str) -> PlacedText:
    """Find the places of a text's facts; one that cannot be found in its own words is left out."""
    plain = spell_plainly(text).source
    spans: list[tuple[Fact, int, int]] = []
    behind = 0
    for fact in extract_facts(text):
        start = plain.find(fact.text, behind)
        if start < 0:
            continue
        spans.append((fact, start, start + len(fact.text)))
        behind = start + 1
    sentences = _starts(plain, spans, SENTENCE_END)
    runs = sorted({*sentences, *_starts(plain, spans, BREAK)})
    clauses = sorted({*runs, *_starts(plain, spans, JOINT)})
    placed = (
        PlacedFact(
            fact, start, end,
            clause=bisect_right(clauses, start) - 1, run=bisect_right(runs, start) - 1,
            sentence=bisect_right(sentences, start) - 1,
        )
        for fact, start, end in spans
    )  # fmt: skip
    return PlacedText(plain, tuple(placed), tuple(clauses))


def _starts(text: str, spans: list[tuple[Fact, int, int]], end: re.Pattern[str]) -> list[int]:
    """Where parts of a text begin; a fact is never cut in two."""
    ends = (match.end() for match in end.finditer(text))
    return [0, *(place for place in ends if not any(start < place < stop for _, start, stop in spans))]


def content_of(text: str) -> tuple[str, ...]:
    """Dictionary forms of the words that say something, in order."""
    return tuple(lemma_of(word) for word in WORD.findall(text) if part_of_speech(word) in CONTENT or word.isascii())
