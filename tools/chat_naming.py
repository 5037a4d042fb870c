"""What a clause of a chat message names: fields, pictures, formats, numbers, and what a picture should show."""

import re

from adbanner.layout import Layout
from tools import chat_words as words
from tools.chat_planning import SessionOutline
from tools.chat_words import Words
from tools.lemmas import WORD, lemma_of

NUMBER = re.compile(r"\d+")
DESCRIPTION_LEAD = re.compile(r"^(?:на|с|со|про|где|чтобы был[аио]?|with|of|to|showing)\s+", re.IGNORECASE)


def only(said: Words, *meanings: frozenset[str]) -> bool:
    """Whether a clause holds no word besides these and those that mean nothing by themselves."""
    known = frozenset().union(*meanings) | words.SMALL_WORDS
    return all(lemma in known for lemma in said.lemmas)


def fields_of(said: Words, outline: SessionOutline) -> list[str]:
    """The text fields that a clause names, of any format of the session."""
    roles = [role for role, names in words.PARTS.items() if said.has(names)]
    found = [
        field.id
        for layout_id in outline.layout_ids
        for field in outline.layout(layout_id).text_fields
        if field.role in roles
    ]
    return list(dict.fromkeys(found))


def slot_of(said: Words) -> int | None:
    """The picture that a clause names, 0-based."""
    named = next((words.SLOTS[lemma] for lemma in said.lemmas if lemma in words.SLOTS), None)
    if named is not None:
        return named
    number = re.search(r"(?:картинк\w+|picture|image)\s*№?\s*([1-5])\b", said.text, re.IGNORECASE)
    return int(number.group(1)) - 1 if number else None


def number_of(said: Words) -> int | None:
    """The number that a clause names, in digits or words."""
    digits = NUMBER.search(said.text)
    if digits:
        return int(digits.group())
    slot = next((words.SLOTS[lemma] for lemma in said.lemmas if lemma in words.SLOTS), None)
    if slot is not None:
        return slot + 1
    return next((words.NUMBERS[lemma] for lemma in said.lemmas if lemma in words.NUMBERS), None)


def formats_of(said: Words, outline: SessionOutline) -> list[Layout]:
    """The formats that a clause names: by size, by platform, or as story or square."""
    size = words.SIZE.search(said.text)
    if size:
        wanted = (int(size.group(1)), int(size.group(2)))
        return [layout for layout in outline.layouts if (layout.width, layout.height) == wanted]
    platform = next((words.PLATFORMS[lemma] for lemma in said.lemmas if lemma in words.PLATFORMS), "")
    if platform:
        return [layout for layout in outline.layouts if layout.platform == platform]
    if said.has(words.STORY):
        return [layout for layout in outline.layouts if layout.id.startswith("story")]
    if said.has(words.SQUARE):
        return [layout for layout in outline.layouts if layout.id.startswith("square")]
    return []


def one_format(said: Words, outline: SessionOutline) -> str:
    """The one format of the session that a clause names; empty when it names none, or several."""
    here = [layout.id for layout in formats_of(said, outline) if layout.id in outline.layout_ids]
    return here[0] if len(here) == 1 else ""


def description_of(said: Words) -> str:
    """What the picture should show: the words of the clause that are not the request itself."""
    quoted = words.QUOTED.search(said.text)
    if quoted:
        return quoted.group(1).strip()
    text = said.text
    request = (words.PICTURE, words.OTHER, words.CHANGE, words.SHOW, words.DRAW, words.SEARCH, words.ADD)
    known = frozenset().union(*request) | frozenset(words.SLOTS) | {"банк", "bank", "пожалуйста", "please", "мне", "мы"}
    places = [match for match in WORD.finditer(text) if lemma_of(match.group()) in known]
    if places:
        text = text[places[-1].end() :] or text
        if text == said.text:
            return ""
    text = DESCRIPTION_LEAD.sub("", text.strip(" ,:.–—-"))
    return text if set(map(lemma_of, WORD.findall(text))) - words.SMALL_WORDS else ""
