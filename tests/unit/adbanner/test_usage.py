from decimal import Decimal

from adbanner.usage import NOTHING, Usage, cost_of, total

FIRST = Usage(model="a", prompt_tokens=100, completion_tokens=10, calls=1, cost=Decimal("0.5"))
SECOND = Usage(model="b", prompt_tokens=50, completion_tokens=5, calls=2, cost=Decimal("0.25"))
EARLIER = FIRST.model_copy(update={"recalled": True})


def test_usages_add_up() -> None:
    assert Usage(model="a, b", prompt_tokens=150, completion_tokens=15, calls=3, cost=Decimal("0.75")) == FIRST + SECOND


def test_nothing_added_changes_nothing() -> None:
    assert FIRST + NOTHING == NOTHING + FIRST == FIRST


def test_an_answer_that_two_pictures_share_is_paid_for_once() -> None:
    assert FIRST + EARLIER == EARLIER + FIRST == FIRST


def test_the_total_of_recalled_answers_is_recalled() -> None:
    assert total([EARLIER, EARLIER]).recalled
    assert total([EARLIER, EARLIER]).calls == 2
    assert total([]) == NOTHING


def test_prices_are_for_a_million_tokens() -> None:
    assert cost_of(2_000_000, 500_000, Decimal(3), Decimal(8)) == Decimal(10)
