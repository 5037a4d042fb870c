"""Finding a model's own instructions in what it wrote."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

LEAST_RUN = 5
"""Words in a row: fewer are shared by chance, as when a prompt and a banner both speak of a discount."""
SHORT_SENTENCE = LEAST_RUN - 1
"""So many words are a leak only as a whole sentence of an instruction."""
WORD = re.compile(r"[^\W\d_]+")


class PromptLeak:
    """Knows the wording of the prompts.

    Args:
        wording: Everything that the instructions say.
    """

    def __init__(self, wording: Iterable[str]) -> None:
        self._runs = frozenset(run for text in wording for run in (*_runs(text), *_short_sentences(text)))

    def found_in(self, text: str, *, said: str = "") -> bool:
        """Whether a text repeats ``LEAST_RUN`` words of an instruction in a row, or a short sentence of it whole.

        Args:
            text: What a model wrote.
            said: What the marketer wrote: an example in the instructions may say the same, «доставка бесплатно при
                заказе», and is no secret then.
        """
        own = frozenset(_all_runs(said))
        return any(run in self._runs and run not in own for run in _all_runs(text))


def _runs(text: str, length: int = LEAST_RUN) -> Iterator[tuple[str, ...]]:
    words = _words(text)
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))


def _all_runs(text: str) -> Iterator[tuple[str, ...]]:
    return chain(_runs(text), _runs(text, SHORT_SENTENCE))


def _short_sentences(text: str) -> Iterator[tuple[str, ...]]:
    """Whole sentences of an instruction that are shorter than a run: «Ты — старший рекламный копирайтер»."""
    sentences = map(_words, re.split(r"[.!?:\n]", text))
    return (tuple(words) for words in sentences if len(words) == SHORT_SENTENCE)


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("ё", "е"))
