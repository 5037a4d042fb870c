from hypothesis import given
from hypothesis import strategies as st

from tools.edit_distance import edit_distance

TEXTS = st.text(alphabet="абв ё", max_size=80)


def textbook(left: str, right: str) -> int:
    """Wagner and Fischer's table, row by row."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


@given(TEXTS, TEXTS)
def test_it_is_the_textbook_distance(left: str, right: str) -> None:
    assert edit_distance(left, right) == textbook(left, right) == edit_distance(right, left)


def test_known_distances() -> None:
    assert [edit_distance(*pair) for pair in (("", ""), ("", "аб"), ("аб", ""), ("kitten", "sitting"))] == [0, 2, 2, 3]


def test_all_texts_of_many_formats_are_no_trouble() -> None:
    left = "Скидка 15% на первый заказ. " * 300
    assert edit_distance(left, left.replace("Скидка", "Кэшбэк")) == 300 * 6
