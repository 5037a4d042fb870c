"""Numbers in words, halves, thousands and ranges are read as what they count, and only there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.number_words import number_of_words, spell_plainly

SPELT = [
    ("двадцать пять процентов", "25 процентов"),
    ("до ста тысяч рублей", "до 100000 рублей"),
    ("две тысячи пятьсот рублей", "2500 рублей"),
    ("полторы тысячи рублей", "1500 рублей"),
    ("от тысячи рублей", "от 1000 рублей"),
    ("два миллиона рублей", "2000000 рублей"),
    ("99 рублей 90 копеек", "99,90 ₽"),
    ("5к рублей", "5000 рублей"),
    ("12 тысяч бонусов", "12000 бонусов"),
    ("$1,299", "$1299"),
    ("трёхмесячный курс", "3-месячный курс"),
    ("полчаса", "30 минут"),
    ("рассрочка на полтора года", "рассрочка на 1,5 года"),
    ("в два раза", "в 2 раза"),
    ("за один день", "за 1 день"),
    ("два билета", "2 билета"),
    ("до тридцать первого декабря", "до 31 декабря"),
    ("one month free", "1 month free"),
    ("10–15%", "от 10% до 15%"),
    ("от 500 до 900 ₽", "от 500 ₽ до 900 ₽"),
    ("с 1 по 15 мая", "с 1 мая по 15 мая"),
    ("1–15 мая", "с 1 мая по 15 мая"),
]
LEFT_ALONE = [
    "Семья выбирает нас",
    "Одна вкусная идея",
    "тысячи товаров",
    "сэкономьте тысячи рублей",
    "в двух шагах от дома",
    "первый заказ",
    "пять двадцать",
    "8-800-555-35-35",
    "0-0-24 месяца",
    "с 9:00 до 21:00",
    "2025-2026",
    "iPhone 15 – 10%",
    "5,9%",
    "feel free",
]


@pytest.mark.parametrize(("text", "plain"), SPELT)
def test_a_counted_number_is_spelt_in_digits(text: str, plain: str) -> None:
    assert spell_plainly(text).plain == plain


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_words_and_figures_that_count_nothing_are_left_alone(text: str) -> None:
    assert spell_plainly(text).plain == text


def test_an_accent_does_not_hide_or_make_a_number() -> None:
    assert spell_plainly("Сто́ит попробовать").plain == "Стоит попробовать"


@pytest.mark.parametrize(
    ("words", "number"), [("сто двадцать пять", 125), ("три тысячи сорок", 3040), ("пять пять", None)]
)
def test_words_make_a_number_only_in_falling_order(words: str, number: int | None) -> None:
    assert number_of_words(words.split()) == number


PARTS = (
    "двадцать пять процентов|10–15%|с 1 по 15 мая|полчаса|5к рублей|и|скидка|99 рублей 90 копеек|8-800-555-35-35|"
    "тысячу ₽"
).split("|")


@given(st.lists(st.sampled_from(PARTS), max_size=6).map(" ".join))
def test_every_character_knows_the_words_that_it_stands_for(text: str) -> None:
    spelling = spell_plainly(text)
    assert len(spelling.origins) == len(spelling.plain)
    assert all(first == -1 or 0 <= first < last <= len(text) for first, last in spelling.origins)
    words = [spelling.words(place, place + 1) for place, character in enumerate(spelling.plain) if character != " "]
    assert all(word in text or word in spelling.plain for word in words)
