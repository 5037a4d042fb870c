import pytest

from tools.picture_vocabulary import colours_in, counts_in, english_colours_in, english_counts_in


@pytest.mark.parametrize(
    ("text", "colours"),
    [
        ("Красная коробка и синяя лента", {"красный", "синий"}),
        ("Бело-оранжевый короб", {"белый", "оранжевый"}),
        ("Два апельсина", set()),
    ],
)
def test_colours_are_found_in_any_form(text: str, colours: set[str]) -> None:
    assert colours_in(text) == colours


def test_shades_are_compared_by_their_colour() -> None:
    assert colours_in("голубая чашка") <= english_colours_in("a navy cup")
    assert not colours_in("голубая чашка") <= english_colours_in("a green cup")


@pytest.mark.parametrize(
    ("text", "counts"),
    [("Три яблока и две груши", {"2", "3"}), ("5 карандашей", {"5"}), ("Скидка 5%", set()), ("Одна ваза", set())],
)
def test_numbers_of_things_are_found(text: str, counts: set[str]) -> None:
    assert counts_in(text) == counts


def test_numbers_are_the_same_in_both_languages() -> None:
    assert counts_in("пять карандашей") == english_counts_in("five pencils")
    assert counts_in("пара ботинок") == english_counts_in("a pair of boots")
