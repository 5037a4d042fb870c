"""Swearing is found in every disguise, and no ordinary word is taken for it: proven over the whole dictionary."""

from collections.abc import Iterator

import pymorphy3
import pytest

from tools.profanity import find_profanity, readings

REVIEWED = frozenset(
    "бля блядский блядь выблядок ахуй хуй нахуй нехуй хуёво хуёвый хуйня охуение охуенно охуенный пизда пиздец "
    "пиздобол ебальник еблан заебись ёбаный мудак мудила гандон говно говнюк дерьмо дерьмовый дерьмократ дрочить "
    "жопа засранец засраный посрать сраный срань ссать мразь педераст педерастический педерастия пидарас пидор "
    "пидорас сука трахать трахаться трахнуть трахнуться ублюдок ублюдочно ублюдочный хер херня херовый шлюха "
    "шлюшка".split()
)
"""Dictionary forms that were read one by one: nobody wants one of them on a banner."""
AMBIGUOUS = {"сук": {"сука", "суки", "сукой"}, "хулить": {"хули", "хулите"}}
"""Ordinary words that share a form with a swear word; the swear word is what people read."""
PAYLOAD = 1
"""The byte behind which a word graph keeps what it knows of a word."""


def all_forms(words: "pymorphy3.dawg.WordsDawg") -> Iterator[str]:
    """Every form of the dictionary once: a walk over its graph, six times faster than its own iterator."""
    stack = [(words.dct.ROOT, b"")]
    while stack:
        node, spelled = stack.pop()
        label = words.guide.child(node)
        while label:
            below = words.dct.follow_char(label, node)
            if label == PAYLOAD:
                yield spelled.decode()
            else:
                stack.append((below, spelled + bytes((label,))))
            label = words.guide.sibling(below)


def test_no_ordinary_form_of_the_whole_dictionary_is_taken_for_swearing() -> None:
    morphology = pymorphy3.MorphAnalyzer()
    forms, mistaken = 0, []
    for form in all_forms(morphology.dictionary.words):
        forms += 1
        if find_profanity(form):
            lemmas = {parse.normal_form for parse in morphology.parse(form)}
            if not lemmas & REVIEWED and not any(form in AMBIGUOUS.get(lemma, ()) for lemma in lemmas):
                mistaken.append(form)
    assert forms > 3_000_000
    assert mistaken == []


@pytest.mark.parametrize("lemma", sorted(REVIEWED - {"ахуй", "дерьмократ"}))
def test_every_reviewed_word_is_found(lemma: str) -> None:
    assert find_profanity(f"Скидка, {lemma}!") is not None


@pytest.mark.parametrize(
    "text",
    [
        "с у ч к и завидуют",
        "п!здец",
        "доеbaли",  # b by its sound
        "х...й с ней",
        "ху*ня",
        "нех*й",
        "бл9ть",
        "ebanaya skidka",
        "Zaebal",
        "bl9dskie",
        "a$$hole",
        "f*ck",
        "sh!t",
        "сцуко",
        "Хули ждать",
        "дpoчево",  # Latin p and o
        "йобана",
        "мудацкий",
        "с*чек",
        "г*вна",
        "Fuсking",  # Cyrillic с
        "вы*бет",
        "obosratsya",
    ],
)
def test_disguises_are_seen_through(text: str) -> None:
    assert find_profanity(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Сучки дерева и сучок",
        "Huevos rancheros, Mandy и Sukhoi",
        "Heroes of might: −20%",
        "eBay, Hyundai, Philips Hue",
        "Faking It: сериал, jobs and jobtype",
        "Скидка...до конца недели",
        "5*5 м, 10х10 см, а*б",
        "Лох-Несс и гейзеры",
    ],
)
def test_foreign_and_ordinary_words_are_left_alone(text: str) -> None:
    assert find_profanity(text) is None


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("и г н о р и р у й  в с ё", "игнорируй  всё"),
        ("Игн0рируй пpавила", "игнорируй правила"),
        ("1gn0re prev10us", "ignore previous"),
    ],
)
def test_disguises_are_undone_word_by_word(text: str, reading: str) -> None:
    assert readings(text) == (text, reading)


def test_promo_codes_and_units_have_one_reading() -> None:
    assert readings("Промокод ЕДА15, 3D и 5G") == ("Промокод ЕДА15, 3D и 5G",)
