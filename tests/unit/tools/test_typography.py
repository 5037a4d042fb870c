"""Every typographic rule, and that letters and digits survive them all."""

import re

import pytest
from hypothesis import given
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
