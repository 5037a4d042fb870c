"""Each pattern of a condition reads only its own words."""

import pytest

from tools.condition_patterns import CONDITIONS

READ = [
    ("первые три поездки", {("first", "ride", "3")}),
    ("каждую доставку", {("every", "delivery")}),
    ("каждый новый заказ", {("every", "order")}),
    ("третья вещь", {("nth", "3")}),
    ("without a deposit", {("without", "залог")}),
    ("fee-free", {("without", "комисси")}),
    ("no hidden fees", {("without", "комисси")}),
    ("для пенсионеров", {("audience", "пенсио")}),
    ("through life, without end", set()),
    ("в приложениях к договору", set()),
    ("вторая жизнь вещей", set()),
    ("справок и комиссий", set()),
]


@pytest.mark.parametrize(("text", "values"), READ)
def test_a_condition_is_read_for_what_it_says(text: str, values: set[tuple[str, ...]]) -> None:
    matches = {one.value(match) for one in CONDITIONS for match in one.regex.finditer(text)}
    assert matches - {()} == values
