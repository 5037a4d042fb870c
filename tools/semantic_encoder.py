"""The built-in text encoder that understands: what words mean beside which words they are. No network, no torch.

A vector is two parts. One is the mean of what an English sentence model makes of each word: it knows that savings have
to do with a piggy bank. Russian comes to it through a glossary, and through the thesaurus's concepts where the glossary
has no word; each word is computed once, so that a text costs next to nothing. The other part is the lexical encoder's,
which knows exactly which words were used. Both have length 1 before they are weighted, so that a similarity is a
weighted mean of theirs.
"""

import asyncio
import hashlib
import math
import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools import sentence_model
from tools.lemmas import lemma_of
from tools.lexical_encoder import CODE, CYRILLIC, NOTHING_WEIGHT, WORD, LexicalEncoder, possible_lemmas
from tools.sentence_model import SentenceModel

GLOSSARY = Path(__file__).with_name("glossary.tsv")
VERSION = "semantic-ru-v1"
"""Raise when equal texts, glossary and thesaurus give other vectors than before."""
ENGLISH_STOP_WORDS = frozenset(
    "a an the and or of on in at to for from with without by is are be it its as that this these his her their "
    "your our we you they who which what into over under off up out so not no".split()
)
ENGLISH_PHRASE = re.compile(r"[a-z]+(?:['’-]?[a-z]+)?(?: [a-z]+(?:['’-]?[a-z]+)?){1,11}")
"""English words in a row: «first aid box» is more than its words."""
PHRASE_WEIGHT = 1.0
"""What each word of a phrase counts in it, against 1 by itself."""
COMMON_STRIDE = 16
"""Every so many terms of the glossary tell what all have in common."""
MEANING_SHARE = 0.5
"""Weight of the sentence model's similarity; the words themselves have the rest."""


@cache
def lemmas_of(word: str) -> tuple[str, ...]:
    """All dictionary forms of a word, the likeliest first: «синей» is of «синеть» and of «синий»."""
    likeliest = lemma_of(word)
    return (likeliest, *sorted(possible_lemmas(word) - {likeliest}))


class SemanticEncoder:
    """Encodes Russian and English texts by meaning and words.

    Args:
        glossary: English for Russian lemmas, see the comment in the file.

    Raises:
        ConfigError: The sentence model's weights are not installed.
    """

    def __init__(self, glossary: Path = GLOSSARY) -> None:
        self._words = LexicalEncoder()
        self._model = SentenceModel()
        self._glossary = glossary
        self._known: dict[str, NDArray[np.float32]] = {}
        digest = hashlib.sha256(glossary.read_bytes()).hexdigest()[:12]
        self.dimensions = self._words.dimensions + sentence_model.DIMENSIONS
        self.fingerprint = f"{VERSION}:{sentence_model.VERSION}:{digest}:{self._words.fingerprint}"

    async def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector for each text; the less a text says, the less its words are like any passage."""
        return await asyncio.to_thread(self.encode, texts, nothing_weight=NOTHING_WEIGHT)

    async def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector for each text."""
        return await asyncio.to_thread(self.encode, texts)

    def encode(self, texts: Sequence[str], *, nothing_weight: float = 0) -> NDArray[np.float32]:
        """One unit vector for each text.

        Args:
            texts: Any texts.
            nothing_weight: See ``LexicalEncoder.encode``.
        """
        words = self._words.encode(texts, nothing_weight=nothing_weight)
        english = [self._terms(text) for text in texts]
        self._learn({term for terms in english for term in terms})
        meanings = np.stack([self._meaning(terms) for terms in english]) if texts else np.zeros((0, 1), np.float32)
        shares = np.where(meanings.any(axis=1, keepdims=True), MEANING_SHARE, 0.0)
        vectors = np.concatenate([np.sqrt(shares) * meanings, np.sqrt(1 - shares) * words], axis=1)
        return vectors.astype(np.float32)

    def _meaning(self, terms: dict[str, float]) -> NDArray[np.float32]:
        """The weighted mean of the terms' vectors, of length 1; zeros of nothing."""
        total = np.zeros(sentence_model.DIMENSIONS, np.float32)
        for term, weight in terms.items():
            total += math.log1p(weight) * self._known[term]
        length = float(np.linalg.norm(total))
        return total / length if length else total

    def _learn(self, terms: set[str]) -> None:
        """Compute the terms that came up for the first time."""
        new = sorted(terms - self._known.keys())
        if new:
            self._known.update(zip(new, self._model.encode(new) - self._common, strict=True))

    def in_english(self, text: str) -> tuple[str, ...]:
        """The words of a text as English terms, in their order; those that nothing translates are left out."""
        return tuple(self._terms(text))

    def _terms(self, text: str) -> dict[str, float]:
        """English terms with what they count: all terms of one word together 1, and less where it is a weak word."""
        terms: dict[str, float] = {}
        for word, translations in self._translated(text):
            weight = self._words.importance(word) / len(translations)
            for term in translations:
                terms[term] = terms.get(term, 0) + weight
        for phrase in ENGLISH_PHRASE.findall(text.lower()):
            terms[phrase] = len(phrase.split()) * PHRASE_WEIGHT
        return terms

    def _translated(self, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The lemmas of a text that mean something, each with its English."""
        known, stop_words = self._english, self._words.stop_words
        for word in WORD.findall(CODE.sub(" ", text.lower())):
            if CYRILLIC.match(word):
                lemma = next((lemma for lemma in lemmas_of(word) if lemma in known), "")
                if lemma and lemma not in stop_words:
                    yield lemma, known[lemma]
            elif word not in stop_words and word not in ENGLISH_STOP_WORDS and not word.isdigit():
                yield word, (word,)

    @cached_property
    def _common(self) -> NDArray[np.float32]:
        """What the glossary's terms have in common: taken away, so that unlike words are not alike.

        Mu and Viswanath, All-but-the-Top, 2018.
        """
        terms = sorted({term for terms in self._english.values() for term in terms})[::COMMON_STRIDE]
        common: NDArray[np.float32] = self._model.encode(terms).mean(axis=0)
        return common

    @cached_property
    def _english(self) -> dict[str, tuple[str, ...]]:
        """English for each Russian lemma: of the glossary, else of the first concept that lists it."""
        known: dict[str, tuple[str, ...]] = {}
        for lemma, concepts in self._words.concepts_of.items():
            if CYRILLIC.match(lemma):
                known[lemma] = tuple(concept.replace("_", " ") for concept in concepts[:1])
        translated: dict[str, tuple[str, ...]] = {}
        for line in self._glossary.read_text("utf-8").splitlines():
            if line.startswith("#"):
                continue
            english, words = line.split("\t")
            for word in words.split():
                lemma = lemma_of(word)
                if english not in translated.get(lemma, ()):
                    translated[lemma] = (*translated.get(lemma, ()), english)
        return known | translated
