import pytest

from tools.phrase_check import breaks_off, broken_phrase


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Сдайте старый смартфон и получите на новый", "на новый"),
        ("Счёт для ИП: год обслуживания бесплатно, если откроете", "если откроете"),
        ("Которые вы выбираете сами", "Которые"),
        ("Доставка еды в", "в"),
        ("Снизим ставку на при онлайн-заявке", "на при"),
        ("Дарим скидку только", "только"),
        ("Тариф «Всё включено", "Тариф «Всё включено"),
        ("Trade in your old phone and save at least", "least"),
        ("Скидка 15%. Действует до. Успейте", "до"),
    ],
)
def test_a_phrase_that_hangs_in_the_air_is_named(text: str, words: str) -> None:
    assert broken_phrase(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Обслуживание бесплатное",
        "На все курсы дизайна",
        "Первые три поездки",
        "Кофе с собой",
        "Кэшбэк 5% на всё",
        "Верните до 10% с каждой",
        "Сами решаем, что и как",
        "Get 20% off",
        "With code FIRST20",
        "Приедем, когда удобно вам",
        "Вклад под 18% годовых",
        "Домашний интернет 500 Мбит/с",
        "Интернет 500 Мбит/с и 180 каналов",
        "",
    ],
)
def test_a_phrase_that_can_be_read_is_left_alone(text: str) -> None:
    assert broken_phrase(text) == ""


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("Отключить можно", "Первый месяц за 1 ₽. Отключить можно в любой момент"),
        ("Год обслуживания", "Год обслуживания карты бесплатно"),
        ("Open an account and trade with zero", "Open an account and trade with zero commission"),
    ],
)
def test_an_end_in_the_middle_of_the_offers_phrase_is_found(text: str, offer: str) -> None:
    assert breaks_off(text, offer)


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("Скидка на пиццу", "Скидка на пиццу по будням"),
        ("Скидка на пиццу", "Скидка на пиццу, доставка бесплатно"),
        ("Скидка на пиццу", "Дарим скидку. Скидка на пиццу"),
        ("Бесплатный вебинар по Python", "Бесплатный вебинар по Python 20 мая"),
        ("Get 20% off your first order", "Get 20% off your first order with code A"),
        ("Совсем другие слова", "Скидка на пиццу по будням"),
    ],
)
def test_an_end_at_a_joint_of_the_offer_is_no_break(text: str, offer: str) -> None:
    assert not breaks_off(text, offer)
