"""One way to write a fact."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from adbanner.texts import FactKind

Value = tuple[str, ...]
SMALL_NUMBERS = {
    "одного": 1, "одной": 1, "one": 1, "два": 2, "две": 2, "двух": 2, "two": 2, "три": 3, "трех": 3, "трёх": 3,
    "three": 3, "четыре": 4, "четырех": 4, "четырёх": 4, "four": 4, "пять": 5,
}  # fmt: skip


@dataclass(frozen=True)
class Pattern:
    """What to look for and what it means."""

    kind: FactKind
    regex: re.Pattern[str]
    value: Callable[["re.Match[str]"], Value]
    """Empty where the words around a match show that it is no fact."""
    has_bound: bool = True


def pattern(
    kind: FactKind, regex: str, value: Callable[["re.Match[str]"], Value], *, has_bound: bool = True
) -> Pattern:
    """A pattern that ignores case."""
    return Pattern(kind, re.compile(regex, re.IGNORECASE), value, has_bound)


def fixed(*value: str) -> Callable[["re.Match[str]"], Value]:
    """The same value whatever was matched."""
    return lambda match: value


def small_number(word: str) -> str:
    """A number of one digit as that digit, in words or not."""
    return str(SMALL_NUMBERS.get(word.lower(), word))
