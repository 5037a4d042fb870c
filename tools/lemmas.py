"""Dictionary forms of Russian words; English ones only in lower case."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
FUNCTION_WORDS = frozenset({"PREP", "CONJ", "PRCL", "INTJ", "NPRO"})
"""Parts of speech that carry no content of their own."""


@cache
def morphology() -> "MorphAnalyzer":
    """The analyser with its dictionary: 0.1 s and 15 MB, only for who needs it."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@cache
def parses(word: str) -> "tuple[Parse, ...]":
    """All readings of a word, most likely first."""
    return tuple(morphology().parse(word.lower()))


@cache
def lemma_of(word: str) -> str:
    """The likeliest dictionary form, lower case, ё as е."""
    plain = word.lower()
    if "а" <= plain[0] <= "я" or plain[0] == "ё":
        return str(parses(plain)[0].normal_form).replace("ё", "е")
    return plain


def lemmas_of(text: str) -> tuple[str, ...]:
    """Dictionary forms of all words of a text, in order."""
    return tuple(lemma_of(word) for word in WORD.findall(text))


def part_of_speech(word: str) -> str:
    """Part of speech of a word in OpenCorpora's notation, e.g. ``NOUN``, ``PREP``; empty for unknown."""
    return str(parses(word)[0].tag.POS or "")


def content_lemmas(text: str) -> frozenset[str]:
    """Dictionary forms of the words that carry content."""
    return frozenset(lemma_of(word) for word in WORD.findall(text) if part_of_speech(word) not in FUNCTION_WORDS)


@cache
def forbidden_forms(words: tuple[str, ...]) -> frozenset[str]:
    """Every form of the given words, lower case, ё as е.

    Superlatives and participles count as words of their own: «лучший» forbids «лучшая», not «хорошая», though the
    dictionary files both under «хороший».
    """
    forms: set[str] = set()
    for word in words:
        reading = parses(word)[0]
        marks = {mark for mark in ("Supr", "PRTF", "PRTS", "COMP") if mark in reading.tag}
        forms.update(form.word for form in reading.lexeme if marks <= set(form.tag.grammemes))
        forms.add(word.lower())
    return frozenset(form.replace("ё", "е") for form in forms)


def forbidden_words_in(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a text that are forms of forbidden ones, each once, in order."""
    forms = forbidden_forms(words)
    found = (word for word in WORD.findall(text) if word.lower().replace("ё", "е") in forms)
    return tuple(dict.fromkeys(found))
