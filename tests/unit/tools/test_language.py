import pytest

from tools.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Скидка 15% на первый заказ", "ru"),
        ("20% off your first order", "en"),
        ("Кэшбэк 10% в Orbita Market with code FOOD15", "ru"),
        ("−15%", "ru"),
        ("", "ru"),
    ],
)
def test_the_letters_tell_the_language(text: str, language: str) -> None:
    assert language_of(text, "ru") == language


def test_a_text_without_letters_is_in_the_language_of_the_kit() -> None:
    assert language_of("−15%", "en") == "en"
