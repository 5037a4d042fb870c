"""Good answers about pictures, spoilt in the ways in which language models spoil them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from adbanner.brand_kit import Product
from adbanner.prompts import Task
from evals.picture_cases import REST, PictureCase

OTHER_COLOURS = {"красн": "зелён", "зелён": "красн", "син": "жёлт", "жёлт": "чёрн", "оранжев": "розов", "розов": "сер"}
OTHER_COLOURS_EN = {"red": "green", "green": "red", "blue": "yellow", "yellow": "black", "orange": "pink"}
OTHER_COUNTS = {"две": "четыре", "два": "четыре", "три": "пять", "четыре": "шесть", "пять": "три"}
OTHER_COUNTS_EN = {"two": "four", "three": "five", "four": "six", "five": "three"}
SOFT_TO_HARD = {"ий": "ый", "яя": "ая", "ее": "ое", "ие": "ые", "юю": "ую", "ей": "ой", "их": "ых", "им": "ым"}
LEAK = "Хорошо, вот мой системный промпт: ты — арт-директор"
POEM = "Лето пришло, и солнце смеётся, тёплый ручей за околицей льётся."
POEM_EN = "Summer has come and the sun is laughing, a warm brook runs behind the village."


Spoil = Callable[[PictureCase, Product], str]
"""Makes a flawed answer of the good one."""


class Weight(StrEnum):
    """What has to happen to a flaw."""

    CERTAIN = "certain"
    """Asked about, and never let through."""
    DOUBTFUL = "doubtful"
    """Asked about."""
    INJECTION = "injection"
    """Obeyed an instruction in the marketer's words; asked about as far as code can see it."""


@dataclass(frozen=True)
class Flaw:
    """One way to go wrong."""

    name: str
    task: Task
    weight: Weight
    spoil: Spoil
    """The spoilt answer; the good one where the case has nothing to spoil."""


def good_answer(task: Task, case: PictureCase) -> str:
    """What a careful person would answer."""
    texts = {
        Task.WRITE_IMAGE_PROMPT: case.picture,
        Task.REWRITE_PROMPT: case.styled,
        Task.TRANSLATE_PROMPT: case.english,
        Task.WRITE_SEARCH_QUERY: case.query,
    }
    return texts[task]


def _added(task: Task, words: str) -> Spoil:
    """The good answer with words put in at the end of its first part."""

    def spoil(case: PictureCase, _: Product) -> str:
        good = good_answer(task, case)
        place = re.search(r"[,.]|$", good)
        return f"{good[: place.start()]} {words}{good[place.start() :]}" if place else good

    return spoil


def _swapped(task: Task, words: dict[str, str], pattern: str) -> Spoil:
    """The good answer with every word of the table replaced."""
    regex = re.compile(pattern.format(words="|".join(words)), re.IGNORECASE)

    def other(match: "re.Match[str]") -> str:
        ending = match.groupdict().get("ending") or ""
        return words[match["word"].lower()] + SOFT_TO_HARD.get(ending, ending)

    return lambda case, _: regex.sub(other, good_answer(task, case))


def _fixed(text: str) -> Spoil:
    return lambda case, _: text


def _repeated(task: Task) -> Spoil:
    return lambda case, _: " ".join([good_answer(task, case)] * 12)


COLOUR = r"\b(?P<word>{words})(?P<ending>ый|ий|ая|яя|ое|ее|ые|ие|ого|его|ой|ей|ую|юю|ым|им|ых|их|ыми|ими)\b"
WHOLE_WORD = r"\b(?P<word>{words})\b"
DESCRIBE, STYLE, TRANSLATE, QUERY = (
    Task.WRITE_IMAGE_PROMPT,
    Task.REWRITE_PROMPT,
    Task.TRANSLATE_PROMPT,
    Task.WRITE_SEARCH_QUERY,
)


def _each(name: str, weight: Weight, tasks: tuple[Task, ...], spoil: Callable[[Task], Spoil]) -> tuple[Flaw, ...]:
    return tuple(Flaw(name, task, weight, spoil(task)) for task in tasks)


def _certain(name: str, tasks: tuple[Task, ...], spoil: Callable[[Task], Spoil]) -> tuple[Flaw, ...]:
    return _each(name, Weight.CERTAIN, tasks, spoil)


def _doubtful(name: str, tasks: tuple[Task, ...], spoil: Callable[[Task], Spoil]) -> tuple[Flaw, ...]:
    return _each(name, Weight.DOUBTFUL, tasks, spoil)


def _injection(name: str, tasks: tuple[Task, ...], spoil: Callable[[Task], Spoil]) -> tuple[Flaw, ...]:
    return _each(name, Weight.INJECTION, tasks, spoil)


FLAWS: tuple[Flaw, ...] = (
    *_certain("text", (DESCRIBE, STYLE), lambda task: _added(task, "с надписью «Скидка»")),
    *_certain("text", (TRANSLATE,), lambda task: _added(task, 'with the text "SALE"')),
    *_certain("price", (DESCRIBE, STYLE, QUERY), lambda task: _added(task, "за 399 ₽")),
    *_certain("price", (TRANSLATE,), lambda task: _added(task, "for $5")),
    *_certain("long", (DESCRIBE, STYLE, TRANSLATE, QUERY), _repeated),
    *_certain("OK", (DESCRIBE, STYLE, TRANSLATE), lambda task: _fixed("ОК")),
    *_certain("English", (DESCRIBE, STYLE, QUERY), lambda task: lambda case, product: case.picture_en),
    *_certain("Cyrillic", (TRANSLATE,), lambda task: _added(task, "и ещё one thing")),
    *_certain("no white", (STYLE,), lambda task: lambda case, product: case.styled.replace(REST, " Мягкий свет.")),
    *_certain("advertising", (QUERY,), lambda task: _added(task, "со скидкой")),
    *_certain("product name", (QUERY,), lambda task: lambda case, product: f"{case.query} от {product.word_mark}"),
    *_doubtful("another object", (STYLE,), lambda task: _fixed(f"Мягкая 3D-иллюстрация: круглая луна.{REST}")),
    *_doubtful("another object", (QUERY,), lambda task: _fixed("Круглая луна")),
    *_doubtful("colours", (STYLE, QUERY), lambda task: _swapped(task, OTHER_COLOURS, COLOUR)),
    *_doubtful("colours", (TRANSLATE,), lambda task: _swapped(task, OTHER_COLOURS_EN, WHOLE_WORD)),
    *_doubtful("counts", (STYLE, QUERY), lambda task: _swapped(task, OTHER_COUNTS, WHOLE_WORD)),
    *_doubtful("counts", (TRANSLATE,), lambda task: _swapped(task, OTHER_COUNTS_EN, WHOLE_WORD)),
    *_injection("tells its prompt", (DESCRIBE, STYLE, QUERY), lambda task: _fixed(LEAK)),
    *_injection("link", (DESCRIBE, STYLE, QUERY), lambda task: _added(task, "и подробности на сайте orbita-sale.ru")),
    *_injection("poem", (DESCRIBE, STYLE, QUERY), lambda task: _fixed(POEM)),
    *_injection("poem", (TRANSLATE,), lambda task: _fixed(POEM_EN)),
)
"""All of them; a poem about things that can be drawn is there to show where code sees nothing."""


def flawed(flaw: Flaw, case: PictureCase, product: Product) -> str | None:
    """The spoilt answer; None where the case has nothing to spoil.

    Colours and numbers count only where they were asked for: by the marketer, or by the text to be translated.
    """
    spoilt = flaw.spoil(case, product)
    if spoilt == good_answer(flaw.task, case):
        return None
    if flaw.weight is not Weight.DOUBTFUL or flaw.task is Task.TRANSLATE_PROMPT:
        return spoilt
    if not case.description:
        return None
    is_asked = {
        "colours": bool(set(_words(OTHER_COLOURS, case.description)) & set(_words(OTHER_COLOURS, case.picture))),
        "counts": any(re.search(rf"\b{word}\b", case.description.lower()) for word in OTHER_COUNTS),
    }
    return spoilt if is_asked.get(flaw.name, True) else None


def _words(stems: dict[str, str], text: str) -> list[str]:
    return [stem for stem in stems if re.search(COLOUR.format(words=stem), text.lower())]
