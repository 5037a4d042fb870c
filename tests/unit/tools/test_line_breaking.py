import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.line_breaking import break_lines, narrowest_breaking


def by_letter(line: str) -> float:
    return float(len(line))


def lines(text: str, width: float, most: int = 9) -> tuple[str, ...] | None:
    breaking = break_lines(text, width, most, by_letter)
    return breaking.lines if breaking else None


def test_lines_are_balanced() -> None:
    assert lines("С пятницы по воскресенье, доставка завтра", 36) == ("С пятницы по воскресенье,", "доставка завтра")


def test_an_unavoidable_widow_is_counted_as_a_flaw() -> None:
    breaking = break_lines("Путешествия\u00a0по\u00a0Камчатке зимой", 24, 2, by_letter)
    assert breaking is not None
    assert (breaking.lines[-1], breaking.flaws) == ("зимой", 1)


def test_a_preposition_does_not_end_a_line() -> None:
    assert lines("Доставим заказ в любой город", 16) == ("Доставим заказ", "в любой город")


@pytest.mark.parametrize("joined", ["15 %", "1 500 ₽", "30 минут", "№ 5", "20 декабря", "10\u00a0тысяч", "кэш-бэк"])
def test_a_number_keeps_its_unit(joined: str) -> None:
    for width in range(len(joined), 40):
        found = lines(f"скидка на заказ {joined} для всех", width)
        assert found is None or any(joined in line for line in found)


def test_a_dash_does_not_start_a_line() -> None:
    for width in range(8, 24):
        found = lines("Ипотека — просто и быстро", width)
        assert found is None or not any(line.startswith("—") for line in found)


def test_a_word_too_wide_does_not_fit() -> None:
    assert lines("Достопримечательность", 10) is None


def test_too_many_lines_do_not_fit() -> None:
    assert lines("один два три четыре", 6, 2) is None


def test_the_narrowest_breaking_tells_the_overflow() -> None:
    assert narrowest_breaking("один два три четыре", 2, by_letter).lines == ("один два", "три четыре")
    assert narrowest_breaking("слово", 3, by_letter).width == 5


def test_nothing_is_no_line() -> None:
    assert lines(" ", 10) == ()


@given(st.lists(st.text("абв15%", min_size=1, max_size=8), min_size=1, max_size=9), st.integers(4, 40))
def test_breaking_keeps_every_word_in_order(words: list[str], width: int) -> None:
    text = " ".join(words)
    found = lines(text, width)
    if found is not None:
        assert " ".join(found) == text
        assert all(len(line) <= width for line in found)


@given(st.lists(st.text("абв", min_size=1, max_size=8), min_size=2, max_size=9), st.integers(4, 40))
def test_no_break_spaces_are_never_broken(words: list[str], width: int) -> None:
    found = lines("\u00a0".join(words), width)
    assert found is None or len(found) == 1
