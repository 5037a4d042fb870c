"""Whether a layout can hold what it promises: texts of its own character limits, in the brand's type."""

from collections.abc import Iterator

from adbanner.errors import LayoutError
from adbanner.layout import Layout, TextField, TextRole
from tools.text_fitting import TextFitter

NBSP = "\u00a0"


def check_capacity(layout: Layout, fitter: TextFitter) -> None:
    """Refuse a layout in which realistic texts of the allowed length overflow their box at the smallest size.

    A character limit is not a fit: what a line holds depends on its letters and on where it may break. So every
    field is tried with a fixed set of Russian advertising phrases, cut by words to its limit.

    Raises:
        LayoutError: The message names the layout, the field, the phrase and by how many pixels it overflows.
    """
    for number, field in enumerate(layout.text_fields):
        style = field.style.model_copy(update={"size_px": field.style.min_size_px})
        smallest = field.model_copy(update={"style": style})
        for text in samples(field):
            overflow_px = fitter.fit_field(smallest, text).overflow_px
            if overflow_px:
                raise LayoutError(
                    f"{layout.id}: text_fields[{number}].max_chars: «{field.id}» cannot hold {field.max_chars} "
                    f"characters: «{text.replace(NBSP, ' ')}» ({len(text)} characters) overflows its box by "
                    f"{overflow_px} px at the smallest size, {style.min_size_px:g} px"
                )


def samples(field: TextField) -> tuple[str, ...]:
    """The phrases that a field is tried with: as long as it allows, of words as long as it allows."""
    phrases = {TextRole.BUTTON: BUTTON_PHRASES, TextRole.NUMBER: NUMBER_PHRASES}.get(field.role, LONG_PROSE)
    cut = (_cut(phrase, field.max_chars, field.max_word_chars) for phrase in phrases)
    return tuple(dict.fromkeys(text for text in cut if text))


def _cut(phrase: str, max_chars: int, max_word_chars: int) -> str:
    """The first words of a phrase that are short enough, up to a length; the words it glues stay together."""
    kept = ""
    for piece in _pieces(phrase):
        if any(len(word) > max_word_chars for word in piece.split(NBSP)):
            continue
        longer = f"{kept} {piece}" if kept else piece
        if len(longer) <= max_chars:
            kept = longer
    return kept


def _pieces(phrase: str) -> Iterator[str]:
    """Words with the short ones and the numbers before them, as typography joins them."""
    yield from phrase.replace("~", NBSP).split(" ")


PROSE = (
    "Скидка~15% на~первый заказ из~ресторана до~31~декабря по~промокоду ЕДА15 для~новых клиентов сервиса",
    "Бесплатная доставка продуктов за~30~минут при~заказе от~1~000~₽ каждый день с~утра и~до~ночи",
    "Кэшбэк до~10% рублями на~все покупки по~карте в~первые три месяца и~обслуживание навсегда бесплатно",
    "Ипотека от~5,9% годовых для~семей с~детьми: решение онлайн за~15~минут, срок до~30~лет, без~визита в~офис",
    "Первые три поездки со~скидкой 50% в~любом тарифе, если~оплачивать картой в~приложении до~конца месяца",
    "Подарки со~скидкой до~40% на~Новый год: игрушки, электроника и~украшения с~доставкой завтра",
    "40~ГБ и~600~минут за~450~₽ в~месяц при~переходе со~своим номером до~15~марта",
    "Копите под~18% годовых: вклад от~10~000~₽ на~6~месяцев, пополнение без~ограничений и~комиссий",
    "Застрахуйте путешествие онлайн: медицинская помощь, багаж и~отмена поездки от~250~₽ в~день",
    "Автострахование без~переплат: рассчитайте стоимость полиса за~две минуты и~сравните предложения",
    "Новые фильмы и~сериалы каждую неделю: первый месяц подписки за~1~₽, потом 299~₽",
    "Рассрочка на~12~месяцев без~переплаты на~смартфоны, ноутбуки и~бытовую технику",
    "Купите два товара, третий получите в~подарок: акция действует во~всех магазинах до~воскресенья",
    "Забронируйте отель с~бесплатной отменой и~верните до~20% стоимости бонусами программы лояльности",
    "Подключите домашний интернет до~1~Гбит/с и~роутер в~подарок при~оплате за~полгода вперёд",
    "Кредитная карта без~процентов до~120~дней, снятие наличных без~комиссии, лимит до~500~000~₽",
    "Вернём половину стоимости первой покупки баллами, которыми можно оплатить следующий заказ полностью",
    "Откройте счёт для~бизнеса бесплатно и~принимайте платежи без~комиссии первые три месяца",
    "Свежие фрукты, овощи и~готовая еда на~неделю: скидка~300~₽ на~заказ от~1~500~₽",
    "Инвестируйте от~100~₽: обучение для~начинающих и~подарочная акция за~первые пять уроков",
    "Билеты на~концерты, спектакли и~выставки со~скидкой до~30% только в~эти выходные",
    "Курьерская доставка документов и~посылок по~городу за~час, оплата после получения отправления",
    "Техника до~40% дешевле: холодильники, телевизоры, пылесосы с~бесплатной установкой",
    "Каршеринг без~залога: первые 60~минут бесплатно, страховка включена в~стоимость поездки",
    "Получите консультацию врача онлайн круглосуточно: терапевт, педиатр, невролог за~590~₽",
    "Перевозка мебели под~ключ: упаковка, грузчики и~машина от~2~990~₽ с~фиксированной ценой",
    "Учите английский с~преподавателем: пробное занятие бесплатно, скидка~25% на~первый месяц",
    "Зимние шины с~установкой: хранение старого комплекта до~весны бесплатно при~покупке четырёх штук",
    "Семейная подписка на~музыку, кино и~книги: шесть аккаунтов за~399~₽ вместо 990~₽",
    "Достопримечательности и~экскурсии по~всей стране: маршруты выходного дня с~переездом и~питанием",
    "Высокоскоростной интернет на~даче без~проводов: оборудование в~аренду за~1~₽ в~месяц",
    "Пенсионерам и~студентам обслуживание карты бесплатно, повышенный процент на~остаток до~12% годовых",
)
LONG_PROSE = tuple(f"{phrase} {after}" for phrase, after in zip(PROSE, (*PROSE[1:], PROSE[0]), strict=True))
"""Long enough for the most patient body text."""
BUTTON_PHRASES = (
    "Заказать",
    "Оформить карту онлайн",
    "Подключить тариф сейчас",
    "Рассчитать стоимость",
    "Открыть вклад бесплатно",
    "Выбрать подарок маме",
    "Забронировать отель",
    "Попробовать бесплатно",
    "Получить промокод",
    "Застраховать машину",
    "Смотреть фильмы",
    "Узнать подробнее",
)
NUMBER_PHRASES = (
    "−15%",
    "450~₽",
    "до~40%",
    "30~минут",
    "от~5,9%",
    "1~500~000~₽",
    "120~дней",
    "450~₽ в~месяц",
    "за~299~₽",
    "18% годовых",
    "+500~₽",
)
"""``~`` joins words that no line break may part."""
