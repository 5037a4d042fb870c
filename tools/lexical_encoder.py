"""The built-in text encoder: words, parts of words and a thesaurus as one dense vector. No model, no network.

It knows no more than its thesaurus, but it needs nothing, takes a millisecond a text and serves Russian and English.
A vector sums up three kinds of features of the text's words: the lemma itself and its 3-5-grams (so that «курьерский»
finds «курьер»), both hashed, and the concepts of the thesaurus (so that «накопления» find «копилка»), each of which
has a place of its own.
"""

import asyncio
import hashlib
import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tools.lemmas import lemma_of, parses

THESAURUS = Path(__file__).with_name("thesaurus.tsv")
VERSION = "lexical-ru-v1"
"""Raise when equal texts and thesaurus give other vectors than before: stored vectors are then built anew."""
DIMENSIONS = 512
LEMMA_WEIGHT = 1.0
NGRAMS_WEIGHT = 0.4
CONCEPT_WEIGHT = 1.2
WEAK_WEIGHT = 0.2
"""What a word of every second advertisement («скидка», «удобный») counts, against 1."""
LEAD_WEIGHT = 2.0
"""What a word of the first sentence counts: names and captions say there what they are about."""
STOP, WEAK = "stop", "weak"
SPECIAL = {STOP, WEAK}
"""Names in the thesaurus that are lists, not concepts."""
NOTHING = "(nothing)"
NOTHING_WEIGHT = 1.0
"""Added to every query, which no passage has: one of few weak words («Скидка 15% до 31 декабря») is then near to none,
and adds little to the product that it is searched with."""
CODE = re.compile(r"(?<=промокод)[а-яё]*\W+\w+|\b(?:[^\W\d_]+\d|\d+[^\W\d_])\w*")
"""Promo codes and the like («ЕДА15»): their letters mean nothing."""
NGRAM_SIZES = (3, 4, 5)
WORD = re.compile(r"[а-яё]+|[a-z]+|\d+")
CYRILLIC = re.compile(r"[а-яё]")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
ENGLISH_PLURAL = re.compile(r"(?<=[a-z]{2})(?:(?<=[^siu])s|(?<=x)es|(?<=ss|ch|sh)es)$")


class LexicalEncoder:
    """Encodes Russian and English texts by their words.

    Args:
        thesaurus: The concepts, see the comment in the file.
        dimensions: Length of the vectors.
    """

    def __init__(self, thesaurus: Path = THESAURUS, dimensions: int = DIMENSIONS) -> None:
        self.dimensions = dimensions
        self._thesaurus = thesaurus
        digest = hashlib.sha256(thesaurus.read_bytes()).hexdigest()[:12]
        self.fingerprint = f"{VERSION}:{dimensions}:{digest}"
        self._features = cache(self._features_of)

    async def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector for each text; the less a text says, the less it is like any passage."""
        return await asyncio.to_thread(self.encode, texts, nothing_weight=NOTHING_WEIGHT)

    async def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector for each text."""
        return await asyncio.to_thread(self.encode, texts)

    def encode(self, texts: Sequence[str], *, nothing_weight: float = 0) -> NDArray[np.float32]:
        """One unit vector for each text.

        Args:
            texts: Any texts; one without a single word becomes the vector of nothing, never zeros.
            nothing_weight: How much of that vector is added to every text.
        """
        vectors = np.zeros((len(texts), self.dimensions), np.float64)
        for vector, text in zip(vectors, texts, strict=True):
            self._add(text, vector)
            vector[self._places[NOTHING]] = nothing_weight if vector.any() else 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors.astype(np.float32)

    def _add(self, text: str, vector: NDArray[np.float64]) -> None:
        """Sum up the features of a text."""
        lemmas, concepts = self._count(text)
        for lemma, count in lemmas.items():
            indices, values = self._features(lemma)
            np.add.at(vector, indices, values * (math.log1p(count) * self.importance(lemma)))
        for concept, count in concepts.items():
            vector[self._places[concept]] = CONCEPT_WEIGHT * math.log1p(count)

    def _count(self, text: str) -> tuple[Counter[str], Counter[str]]:
        """How often lemmas and concepts occur, the first sentence counting double."""
        lemmas: Counter[str] = Counter()
        concepts: Counter[str] = Counter()
        for number, sentence in enumerate(SENTENCE_END.split(text)):
            weight = LEAD_WEIGHT if number == 0 else 1.0
            for word in WORD.findall(CODE.sub(" ", sentence.lower())):
                lemma = _lemma(word)
                if lemma in self._concepts[STOP]:
                    continue
                lemmas[lemma] += weight  # type: ignore[assignment]
                for concept in self.concepts_of.get(lemma, ()):
                    concepts[concept] += weight * self.importance(lemma)  # type: ignore[assignment]
        return lemmas, concepts

    def importance(self, lemma: str) -> float:
        """What a lemma counts: 1, or less for one of every second advertisement, and for a number."""
        return WEAK_WEIGHT if lemma in self._concepts[WEAK] or lemma.isdigit() else 1.0

    def _features_of(self, lemma: str) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Where a lemma and its n-grams stand in the vector, and with what weight."""
        ngrams = _ngrams(lemma)
        slots = [self._slot(f"lemma {lemma}"), *(self._slot(f"ngram {ngram}") for ngram in ngrams)]
        weights = [LEMMA_WEIGHT] + [NGRAMS_WEIGHT / math.sqrt(len(ngrams))] * len(ngrams)
        return (
            np.array([index for index, _ in slots]),
            np.array([sign * weight for (_, sign), weight in zip(slots, weights, strict=True)]),
        )

    def _slot(self, feature: str) -> tuple[int, float]:
        """Index and sign of a hashed feature; random signs keep collisions from adding up (Weinberger et al., 2009)."""
        code = crc32(feature.encode())
        reserved = len(self._places)
        return reserved + (code >> 1) % (self.dimensions - reserved), 1.0 if code & 1 else -1.0

    @cached_property
    def _places(self) -> dict[str, int]:
        """The first numbers of a vector belong to one concept each, so that none is mistaken for another."""
        return {name: place for place, name in enumerate([NOTHING, *sorted(self._concepts.keys() - SPECIAL)])}

    @cached_property
    def _concepts(self) -> dict[str, frozenset[str]]:
        concepts: dict[str, frozenset[str]] = {}
        for line in self._thesaurus.read_text("utf-8").splitlines():
            if line.startswith("#"):
                continue
            name, words = line.split("\t")
            concepts[name] = concepts.get(name, frozenset()) | frozenset(words.split())
        return concepts

    @property
    def stop_words(self) -> frozenset[str]:
        """Lemmas that say nothing about a picture."""
        return self._concepts[STOP]

    @cached_property
    def concepts_of(self) -> dict[str, tuple[str, ...]]:
        """The concepts of each lemma."""
        index: dict[str, tuple[str, ...]] = {}
        for name, words in self._concepts.items():
            if name not in SPECIAL:
                for word in words:
                    index[word] = (*index.get(word, ()), name)
        return index


def _ngrams(lemma: str) -> list[str]:
    marked = f"<{lemma}>"
    return [marked[start : start + size] for size in NGRAM_SIZES for start in range(len(marked) - size + 1)]


@cache
def _lemma(word: str) -> str:
    """Dictionary form: of Russian words by pymorphy3, of English ones without the plural's s."""
    if CYRILLIC.match(word):
        return lemma_of(word)
    return ENGLISH_PLURAL.sub("", word)


def possible_lemmas(word: str) -> frozenset[str]:
    """All forms under which the thesaurus may list a word; a lemma is ambiguous («заём», «заесть»)."""
    if CYRILLIC.match(word):
        return frozenset(str(parse.normal_form).replace("ё", "е") for parse in parses(word))
    return frozenset({_lemma(word)})
