"""Every typographic rule, and that letters and digits survive them all."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.typography import typeset

N = "\u00a0"
RULES = [
    ("Скидка 15 % на первый заказ", f"Скидка 15% на{N}первый заказ"),
    ('Карта "Простор"', "Карта «Простор»"),
    ("Карта “Простор”", "Карта «Простор»"),
    ('Книга "О "Войне" и мире"', f"Книга «О{N}„Войне“ и{N}мире»"),
    ("Ипотека - от 5,9%", f"Ипотека{N}— от{N}5,9%"),
    ("Москва – Стамбул", f"Москва{N}— Стамбул"),
    ("скидки 10-15%", "скидки 10–15%"),
    ("15000 руб.", f"15{N}000{N}₽"),
    ("1000 рублей", f"1{N}000{N}₽"),
    ("2990₽", f"2{N}990{N}₽"),
    ("1 500 000 ₽", f"1{N}500{N}000{N}₽"),
    ("до 31 декабря", f"до{N}31{N}декабря"),
    ("№ 1", f"№{N}1"),
    ("и так далее...", f"и{N}так далее…"),
    ("-20% на всё", f"−20% на{N}всё"),
    ("за 30 минут", f"за{N}30{N}минут"),
    ("40 ГБ", f"40{N}ГБ"),
    ("и в приложении", f"и{N}в{N}приложении"),
    ("успеете ли вы", f"успеете{N}ли вы"),
    ("если бы вы", f"если{N}бы вы"),
    ("-500 руб.", f"−500{N}₽"),
    ("5 млн рублей", f"5{N}млн{N}₽"),
    ("10 тыс. ₽", f"10{N}тыс.{N}₽"),
    ("по 990р", f"по{N}990{N}₽"),
    ("10000000000 ₽", f"10{N}000{N}000{N}000{N}₽"),
    ("10-15% и 5,5-7%", f"10–15% и{N}5,5–7%"),
    ("Привет , мир !", "Привет, мир!"),
    ("  две   дыры  ", "две дыры"),
]
UNTOUCHED = [
    "0-0-24",
    "8-800-555-35-35",
    "+7 (495) 123-45-67",
    "8 800 555-35-35",
    "онлайн-курс",
    "промокод ЛЕТО-20",
    "промокод КАРТА10000",
    "промокод SALE10-15",
    "ИНН 7700000000",
    "11-00",
    "24-7",
    "1+1=3",
    "24/7",
    "31.12.2026",
]


@pytest.mark.parametrize(("raw", "expected"), RULES)
def test_a_rule_of_russian_typesetting(raw: str, expected: str) -> None:
    assert typeset(raw) == expected
    assert typeset(expected) == expected


@pytest.mark.parametrize("text", UNTOUCHED)
def test_phones_instalments_and_codes_stay_as_they_are(text: str) -> None:
    assert typeset(text) == text


def test_a_year_is_not_grouped_but_money_is() -> None:
    assert typeset("в 2026 году") == f"в{N}2026{N}году"
    assert typeset("2026 ₽") == f"2{N}026{N}₽"


def test_english_keeps_english_quotes_and_apostrophes() -> None:
    assert typeset('"Prime" isn\'t slow', language="en") == "“Prime” isn’t slow"


def test_english_short_words_hold_on_to_the_next() -> None:
    assert typeset("Free for a month", language="en") == f"Free for{N}a{N}month"


def test_a_private_character_of_the_text_is_not_taken_for_a_phone() -> None:
    assert typeset("\ue000 звоните 8 800 555-35-35") == "\ue000 звоните 8 800 555-35-35"


def test_only_headlines_lose_their_full_stop() -> None:
    assert typeset("Ужин дома.", headline=True) == "Ужин дома"
    assert typeset("Ужин дома.") == "Ужин дома."
    assert typeset("Скоро...", headline=True) == "Скоро…"
    assert typeset("Рассрочка 6 мес.", headline=True) == f"Рассрочка 6{N}мес."


WORDS = st.sampled_from(
    'Скидка на и в 15 % ₽ 1500 10000 - — «Дом» "Дом" руб. до 31 декабря 0-0-24 8-800-555-35-35 ЕДА15 , ... 5,9%'.split()
)


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join))
def test_setting_twice_changes_nothing_more(text: str) -> None:
    once = typeset(text)
    assert typeset(once) == once


@given(st.lists(WORDS.filter(lambda word: word != "руб."), min_size=1, max_size=12).map(" ".join))
def test_letters_and_digits_are_never_changed(text: str) -> None:
    assert re.findall(r"\w", typeset(text)) == re.findall(r"\w", text)


CHARACTERS = list("абивол ё150 29%₽-–—−\"«»„“”.,…!:()/№'\u00a0\n\ue000")
PIECES = " - |10-15|8-800-555-35-35|10000|1000000|г.|...|руб.| руб|тыс.|промокод КОД10000 | ли | бы".split("|")
HOSTILE = st.lists(st.sampled_from(CHARACTERS + PIECES), max_size=12).map("".join)


@settings(max_examples=400)
@given(HOSTILE, st.sampled_from(["ru", "en"]), st.booleans())
def test_not_even_hostile_texts_change_when_set_again(text: str, language: str, headline: bool) -> None:
    once = typeset(text, language=language, headline=headline)
    assert typeset(once, language=language, headline=headline) == once


@settings(max_examples=400)
@given(HOSTILE, st.sampled_from(["ru", "en"]))
def test_hostile_texts_keep_their_letters_and_digits_in_order(text: str, language: str) -> None:
    plain = text.replace("р", "") if language == "ru" else text
    assert re.findall(r"\w", typeset(plain, language=language)) == re.findall(r"\w", plain)
