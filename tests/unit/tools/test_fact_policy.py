"""A strip carries the main benefit with all that limits it; everything larger carries the whole offer."""

import pytest

from adbanner.layout import Layout
from tools.fact_policy import required_facts
from tools.facts import extract_facts

STRIPS = [
    ("Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15", ["15%", "первый заказ"]),
    ("120 дней без процентов и бесплатное обслуживание навсегда", ["120 дней", "без процентов"]),
    ("Музыка бесплатно 3 месяца", ["бесплатно", "3 месяца"]),
    ("Туры в Турцию от 45 000 ₽ на двоих, вылет 12 мая", ["от 45 000 ₽", "двоих"]),
    ("Месяц подписки за 1 ₽, потом 299 ₽ в месяц", ["Месяц", "1 ₽", "299 ₽ в месяц"]),
    ("Тариф за 299 ₽ вместо 590 ₽", ["299 ₽"]),
    ("50% на первые три поездки, максимум 200 ₽ за поездку", ["50%", "первые три поездки", "максимум 200 ₽"]),
    ("Скидки от 10 до 15%", ["от 10%", "от 10 до 15%"]),
    ("Скидка 15% и бесплатная доставка новым клиентам", ["15%", "новым клиентам"]),
    ("Бесплатное обслуживание и 1 000 ₽ в подарок", ["Бесплатное"]),
    ("Закажите на 2 000 ₽ и получите десерт в подарок", ["2 000 ₽", "в подарок"]),
    ("Вклад под 18% годовых на 6 месяцев, от 10 000 ₽", ["18% годовых", "6 месяцев", "от 10 000 ₽"]),
    ("Распродажа до 70%! Только 3 дня", ["до 70%"]),
    ("Кэшбэк 10% в кафе и 5% на АЗС", ["10%"]),
    ("Привезём за 30 минут до 23:00", ["30 минут"]),
    ("Вкусные ужины", []),
]


@pytest.mark.parametrize(("offer", "words"), STRIPS)
def test_a_strip_may_leave_out_only_what_does_not_limit_its_benefit(
    offer: str, words: list[str], demo_layouts: dict[str, Layout]
) -> None:
    required = required_facts(extract_facts(offer), demo_layouts["ya_320x50"], offer)
    assert [fact.text for fact in required] == words


@pytest.mark.parametrize(("offer", "_words"), STRIPS)
def test_a_format_with_room_below_the_headline_carries_everything(
    offer: str, _words: list[str], demo_layouts: dict[str, Layout]
) -> None:
    facts = extract_facts(offer)
    for name in ("square_1080x1080", "ya_300x250", "detail_1080x1350"):
        assert required_facts(facts, demo_layouts[name], offer) == facts
