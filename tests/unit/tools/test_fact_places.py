"""A fact's place is its sentence, its run of clauses and its clause; none is cut in two."""

import pytest

from tools.fact_places import content_of, place_facts

PLACES = [
    ("Скидка 9% до 5 мая", ["000", "000"]),
    ("Скидка 9%. Чай в подарок", ["000", "111"]),
    ("Скидка 9%, чай в подарок", ["000", "110"]),
    ("Скидка 9% и чай в подарок", ["000", "100"]),
    ("9% off and a free tea; call 8:30", ["000", "100", "211"]),
    ("Обед за 350 руб. с чаем бесплатно", ["000", "000"]),
    ("Ставка 9,5% без комиссии", ["000", "000"]),
]


@pytest.mark.parametrize(("text", "places"), PLACES)
def test_sentences_runs_and_clauses_are_counted_apart(text: str, places: list[str]) -> None:
    found = [f"{place.clause}{place.run}{place.sentence}" for place in place_facts(text).facts]
    assert found == places


@pytest.mark.parametrize("text", [text for text, _ in PLACES])
def test_a_fact_stands_where_its_words_stand(text: str) -> None:
    placed = place_facts(text)
    assert [placed.text[place.start : place.end] for place in placed.facts] == [
        place.fact.text for place in placed.facts
    ]
    assert "".join(placed.clause(number) for number in range(len(placed.clause_starts))) == placed.text


def test_equal_facts_have_places_of_their_own() -> None:
    first, second = place_facts("Кофе бесплатно, чай бесплатно").facts
    assert first.start < second.start
    assert place_facts("Кофе бесплатно, чай бесплатно").between(first, second) == ", чай "


def test_words_that_say_nothing_are_left_out() -> None:
    assert content_of("На все заказы и для вас") == ("заказ",)
