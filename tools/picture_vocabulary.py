"""Colours and numbers of things in a description of a picture, in Russian and English, as comparable values."""

import re
from collections.abc import Iterable

from tools.lemmas import lemmas_of

COLOURS: dict[str, tuple[str, str]] = {
    "красный": ("красн ал багров бордов рубинов", "red crimson scarlet ruby burgundy maroon"),
    "синий": ("син голуб лазурн", "blue azure navy cyan"),
    "бирюзовый": ("бирюзов", "teal turquoise aqua aquamarine"),
    "зелёный": ("зелен салатов изумрудн", "green lime emerald"),
    "жёлтый": ("желт лимонн", "yellow lemon"),
    "оранжевый": ("оранжев апельсинов", "orange"),
    "рыжий": ("рыж", "ginger red orange"),
    "фиолетовый": ("фиолетов сиренев лилов", "violet purple lilac lavender"),
    "розовый": ("розов", "pink rose"),
    "коричневый": ("коричнев", "brown"),
    "чёрный": ("черн", "black"),
    "белый": ("бел", "white"),
    "серый": ("сер", "grey gray"),
    "золотистый": ("золот золотист", "golden gold"),
    "серебристый": ("серебрян серебрист", "silver silvery"),
    "бежевый": ("бежев кремов", "beige cream"),
    "горчичный": ("горчичн", "mustard"),
}
"""Stems of Russian adjectives and English words; not dictionary forms: «синей» is the comparative of «синий» there."""
SOFT_STEMS = ("син", "рыж")
HARD_ENDING = "(?:ый|ой|ая|ое|ые|ого|ому|ым|ом|ую|ых|ыми)"
SOFT_ENDING = "(?:ий|яя|ая|ее|ие|его|ему|им|ем|юю|ую|ей|их|ими)"
COUNTS: dict[str, tuple[str, str]] = {
    "2": ("два двое оба пара", "two both pair couple double"),
    "3": ("три трое", "three trio"),
    "4": ("четыре четверо", "four"),
    "5": ("пять пятеро", "five"),
    "6": ("шесть шестеро", "six"),
    "7": ("семь", "seven"),
    "8": ("восемь", "eight"),
    "9": ("девять", "nine"),
    "10": ("десять", "ten"),
}
COUNTED = re.compile(r"(?<![\w.,])([2-9]|10)(?= [а-яa-z]{3,})", re.IGNORECASE)
ENGLISH_WORD = re.compile(r"[a-z]+")


def _by_word(table: dict[str, tuple[str, str]], column: int) -> dict[str, frozenset[str]]:
    words = {word for row in table.values() for word in row[column].split()}
    return {word: frozenset(key for key, row in table.items() if word in row[column].split()) for word in words}


def _adjective(stem: str) -> str:
    """Every form of an adjective, and the first half of «бело-оранжевый»."""
    return rf"{stem}(?:{SOFT_ENDING if stem in SOFT_STEMS else HARD_ENDING}\b|[ое]-)"


RUSSIAN_COLOURS = {
    key: re.compile(rf"(?<!\w)(?:{'|'.join(map(_adjective, stems.split()))})") for key, (stems, _) in COLOURS.items()
}
ENGLISH_COLOURS = _by_word(COLOURS, 1)
RUSSIAN_COUNTS, ENGLISH_COUNTS = _by_word(COUNTS, 0), _by_word(COUNTS, 1)


def colours_in(text: str) -> frozenset[str]:
    """The colours of a Russian text; «бело-оранжевый» holds two."""
    plain = text.lower().replace("ё", "е")
    return frozenset(key for key, pattern in RUSSIAN_COLOURS.items() if pattern.search(plain))


def english_colours_in(text: str) -> frozenset[str]:
    """The colours of an English text by their Russian names; all that a word can translate."""
    return _found(ENGLISH_WORD.findall(text.lower()), ENGLISH_COLOURS)


def counts_in(text: str) -> frozenset[str]:
    """How many things a Russian text names, from two to ten, in words or digits."""
    return _found(lemmas_of(text), RUSSIAN_COUNTS) | frozenset(COUNTED.findall(text))


def english_counts_in(text: str) -> frozenset[str]:
    """The same of an English text."""
    return _found(ENGLISH_WORD.findall(text.lower()), ENGLISH_COUNTS) | frozenset(COUNTED.findall(text))


def _found(words: Iterable[str], meanings: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(meaning for word in words for meaning in meanings.get(word, ()))
