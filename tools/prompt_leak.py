"""Finding a model's own instructions in what it wrote."""

import re
from collections.abc import Iterable, Iterator

LEAST_RUN = 8
"""Words in a row: fewer are shared by chance, as when a prompt and a banner both speak of a discount."""
WORD = re.compile(r"\w+")


class PromptLeak:
    """Knows the wording of the prompts.

    Args:
        wording: Everything that the instructions say.
    """

    def __init__(self, wording: Iterable[str]) -> None:
        self._runs = frozenset(run for text in wording for run in _runs(text))

    def found_in(self, text: str) -> bool:
        """Whether a text repeats ``LEAST_RUN`` words of an instruction in a row, whatever stands between them."""
        return any(run in self._runs for run in _runs(text))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = WORD.findall(text.lower().replace("ё", "е"))
    return (tuple(words[start : start + LEAST_RUN]) for start in range(len(words) - LEAST_RUN + 1))
