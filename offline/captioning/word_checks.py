"""What is wrong with a model's words for a picture, as far as code can tell; said in Russian, for the model to mend."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations

from offline.captioning.picture_words import PictureWords
from tools.image_prompt_checks import sentences
from tools.lemmas import lemmas_of

SENTENCES = (2, 4)
CAPTION_WORDS = (8, 110)
ENGLISH_WORDS = (10, 90)
SERVICES = 3
SERVICE_WORDS = (4, 15)
SAME_SHARE = 0.6
"""Two services that share more of their words say the same."""
TAGS = (3, 12)
TAG_WORDS = 3
CYRILLIC_SHARE = 0.7
"""Of the letters of a Russian text: names and «3D» may be Latin."""
MAX_SHOWN = 5

WORD = re.compile(r"\w+(?:[-’']\w+)*")
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
REFUSAL = re.compile(
    r"\bне (?:могу|можем|в состоянии|имею возможности|удалось|вижу) (?:\w+ )?"
    r"(?:помочь|описать|выполнить|увидеть|просмотреть|ответить|изображени\w+|картинк\w+)"
    r"|(?:изображени[ея]|картинк[аи]) (?:отсутству\w+|не (?:был[аои]? )?(?:предоставл|загруж|прилож|прикрепл)\w+)"
    r"|\bизвините\b|\bпростите\b|\bк сожалению\b|языков\w+ модел"
    r"|\bsorry\b|\bi (?:can(?:no|')t|can not|am unable|am not able)\b|\bunable to (?:help|assist|describe|view|see)"
    r"|\bas an ai\b|\blanguage model\b|\bno image (?:was |has been |is )?(?:provided|attached|given|available)",
    re.IGNORECASE,
)
"""How a model says that it does not answer, inside of an answer of the right shape."""


def problems_of(words: PictureWords) -> tuple[str, ...]:
    """Everything that is wrong with an answer; empty when the words can be used."""
    texts = (words.caption, words.caption_en, *words.services, *words.tags)
    if refused := next((match[0] for text in texts if (match := REFUSAL.search(text))), None):
        return (f"это отказ, а не описание картинки: «{refused.strip()}»",)
    return (
        *_caption_problems(words.caption),
        *_english_problems(words.caption_en),
        *_services_problems(words.services),
        *_tags_problems(words.tags),
    )


def word_count(text: str) -> int:
    """Words of a text; «3D-рендер» is one."""
    return len(WORD.findall(text))


def _caption_problems(text: str) -> Iterator[str]:
    if not text.strip():
        yield "caption: подпись пуста"
        return
    yield from _not_russian("caption", text)
    count = len(sentences(text))
    low, high = SENTENCES
    if not low <= count <= high:
        yield f"caption: нужно от {low} до {high} предложений, а их {count}"
    yield from _wrong_length("caption", text, CAPTION_WORDS)


def _english_problems(text: str) -> Iterator[str]:
    if not text.strip():
        yield "caption_en: подпись пуста"
        return
    if left := [word for word in WORD.findall(text) if CYRILLIC.search(word)]:
        yield f"caption_en: остались кириллические буквы: {', '.join(left[:MAX_SHOWN])}"
    if strange := _letters_outside(text, "LATIN", "CYRILLIC"):
        yield f"caption_en: нужен английский язык, а в тексте есть {strange}"
    if (count := len(sentences(text))) > 1:
        yield f"caption_en: нужно одно предложение, а их {count}"
    yield from _wrong_length("caption_en", text, ENGLISH_WORDS)


def _services_problems(services: tuple[str, ...]) -> Iterator[str]:
    if len(services) != SERVICES:
        yield f"services: нужно ровно {SERVICES} гипотезы, а их {len(services)}"
    for number, service in enumerate(services, start=1):
        name = f"services, {number}-я"
        if not service.strip():
            yield f"{name}: пусто"
            continue
        yield from _not_russian(name, service)
        yield from _wrong_length(name, service, SERVICE_WORDS)
    for (one, first), (other, second) in combinations(enumerate(services, start=1), 2):
        if first.strip() and second.strip() and _share(first, second) > SAME_SHARE:
            yield f"services: {one}-я и {other}-я говорят об одном, нужны три разные"


def _tags_problems(tags: tuple[str, ...]) -> Iterator[str]:
    low, high = TAGS
    if not low <= len(tags) <= high:
        yield f"tags: нужно от {low} до {high} меток, а их {len(tags)}"
    if any(not tag.strip() for tag in tags):
        yield "tags: есть пустая метка"
    if long := [tag for tag in tags if word_count(tag) > TAG_WORDS]:
        yield f"tags: в метке не больше трёх слов: «{long[0]}»"
    if len({tag.strip().lower() for tag in tags}) < len(tags):
        yield "tags: метки повторяются"
    if tags and not sum(bool(CYRILLIC.search(tag)) for tag in tags) * 2 > len(tags):
        yield "tags: метки должны быть по-русски"


def _wrong_length(name: str, text: str, limits: tuple[int, int]) -> Iterator[str]:
    count, (low, high) = word_count(text), limits
    if not low <= count <= high:
        yield f"{name}: нужно от {low} до {high} слов, а их {count}"


def _not_russian(name: str, text: str) -> Iterator[str]:
    letters = [letter for letter in text if letter.isalpha()]
    if strange := _letters_outside(text, "LATIN", "CYRILLIC"):
        yield f"{name}: нужен русский язык, а в тексте есть {strange}"
    elif sum(bool(CYRILLIC.match(letter)) for letter in letters) < CYRILLIC_SHARE * max(1, len(letters)):
        yield f"{name}: текст должен быть по-русски"


def _letters_outside(text: str, *scripts: str) -> str:
    """Letters of other scripts: some models fall back into Chinese for a word."""
    found = (letter for letter in text if letter.isalpha() and not unicodedata.name(letter, "").startswith(scripts))
    return "".join(dict.fromkeys(found))[:MAX_SHOWN]


def _share(first: str, second: str) -> float:
    """How much of the words of two texts they have in common."""
    one, other = set(lemmas_of(first)), set(lemmas_of(second))
    return len(one & other) / max(1, len(one | other))
