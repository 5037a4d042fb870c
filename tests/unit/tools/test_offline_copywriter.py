"""The built-in copywriter: usable on every layout, true to the offer, and readable."""

import re

import pytest

from adbanner.brand_kit import BrandKit
from adbanner.errors import ToolFailed
from adbanner.layout import Layout, TextRole
from adbanner.texts import BannerTexts, FaultKind, TextAuthor
from tools.copywriting import CopyAttempt, CopyRequest
from tools.facts import compare_facts, extract_facts
from tools.lemmas import part_of_speech
from tools.offline_copywriter import OfflineCopywriter
from tools.text_check import check_texts
from tools.text_cutting import cut_to_fit
from tools.text_fitting import TextFitter

SAMPLE = "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15"
OFFERS = [
    SAMPLE,
    "Кэшбэк 10% на все покупки в первые три месяца",
    "Вернём 1 500 ₽ за покупки от 3 000 ₽ в первый месяц",
    "120 дней без процентов и бесплатное обслуживание навсегда",
    "Вклад под 18% годовых на 6 месяцев, от 10 000 ₽",
    "Ставка до 21% для новых клиентов до 15 марта",
    "Ипотека от 5,9% для семей с детьми. Решение за 15 минут",
    "Полис ОСАГО от 2 990 ₽ — оформление за 5 минут без визита в офис",
    "КАСКО со скидкой 30% при оплате картой",
    "Первые 3 поездки со скидкой 50% по промокоду ЕДЕМ50",
    "50% на первые три поездки в приложении, максимум 200 ₽ за поездку",
    "Бесплатная доставка при заказе от 1 000 ₽",
    "Скидка 300 ₽ на заказ от 1500 ₽ с 1 по 15 июня",
    "Вторая пицца в подарок по промокоду ПИЦЦА",
    "Скидки до 40% на электронику",
    "Распродажа до 70%! Только 3 дня",
    "1+1=3 на детскую одежду до конца месяца",
    "40 ГБ и 600 минут за 450 ₽ в месяц",
    "Тариф с безлимитным интернетом за 299 ₽ вместо 590 ₽ при переносе номера",
    "Домашний интернет 500 Мбит/с за 1 ₽ первые два месяца",
    "Туры в Турцию от 45 000 ₽ на двоих, вылет 12 мая",
    "Верните до 20% стоимости отеля бонусами",
    "Месяц подписки за 1 ₽, потом 299 ₽ в месяц",
    "Новые фильмы и сериалы каждую неделю",
    "3 месяца музыки бесплатно для новых пользователей",
    "Курс «Аналитик данных» со скидкой 45% до 28 февраля. Рассрочка на 24 месяца без переплат",
    "Первый урок английского бесплатно",
    "Консультация врача онлайн за 590 ₽, круглосуточно",
    "Вкусные ужины рядом с домом",
    "Всё для уюта — в одном приложении",
    "Закажите ужин домой. Привезём за 30 минут",
    "Получите кэшбэк до 10% рублями на все покупки по карте в первые три месяца, бесплатное обслуживание навсегда и "
    "1 000 ₽ в подарок при оформлении до 31 декабря по промокоду КАРТА1000 в нашем мобильном приложении",
    "Кэшбэк",
    "СКИДКА 20% НА ПЕРВЫЙ ЗАКАЗ ПО ПРОМОКОДУ ВКУСНО20",
    "ОСАГО ОТ 3 000 ₽ ЗА 5 МИНУТ",
    "🔥 Скидка 25% на всё 🔥 только до воскресенья!!!",
    "Подписка на iPhone 15 Pro за 4 990 ₽ в месяц",
    "Откройте счёт для бизнеса бесплатно и получите 3 месяца без комиссии",
    "Кредит наличными до 5 млн ₽ по ставке от 14,9% — решение за 2 минуты",
    "По пятницам скидка 30% на суши и роллы для студентов",
    "1 000 бонусов новым клиентам за первую покупку от 2 000 ₽",
    "Второй билет за полцены в эти выходные",
    "Дарим 500 ₽ на первые два заказа от 1 200 ₽",
    "Привозим продукты за 15–30 минут, доставка 0 ₽ до конца недели",
    "Скидка двадцать пять процентов на завтраки по будням с 7:00 до 11:00",
    "Кэшбэк до 7% в кафе и 5% на такси",
    "Бесплатное обслуживание при тратах от 10 000 ₽ в месяц",
    "Приведите друга и получите 1 000 ₽ за каждого",
    "Накопительный счёт: до 17% годовых первые два месяца",
    "Семейная ипотека под 6% с первым взносом от 20%",
    "Снизим ставку на 0,5% при онлайн-заявке",
    "Поездки в аэропорт по фиксированной цене 990 ₽",
    "-20% на утренние поездки для студентов по коду «утро»",
    "Чёрная пятница: скидки до 80% с 24 по 30 ноября",
    "Безлимит за 390 ₽ в месяц: 30 ГБ, 500 минут и соцсети без трафика",
    "Отели Сочи со скидкой 15% при бронировании до 1 мая",
    "60 дней кино бесплатно, далее 299 ₽ в месяц",
    "Подписка на полгода за 990 ₽ вместо 1 490 ₽",
    "Бесплатный вебинар по Python 20 мая в 19:00",
    "Чекап для женщин −30% только в июне",
    "Анализы на дому от 490 ₽, результат за 24 часа",
    "Прокат самоката от 120 ₽ в день",
    "Попробуйте новую доставку",
]
LAYOUTS = ("square_1080x1080", "detail_1080x1350", "text_1080x1350", "gallery_1080x1080", "ya_300x250", "ya_320x50")


def asked(kit: BrandKit, layout: Layout, offer: str = SAMPLE, seed: int = 0) -> CopyRequest:
    product = kit.product("delivery")
    return CopyRequest(
        product=product,
        layout=layout,
        offer=offer,
        facts=extract_facts(offer),
        tone_of_voice=kit.tone_of_voice,
        forbidden_words=kit.forbidden_words,
        button_verbs=kit.button_verbs(product),
        examples=(),
        language="ru",
        seed=seed,
    )


def read(texts: BannerTexts) -> dict[str, str]:
    return {field.field_id: field.text.replace("\u00a0", " ") for field in texts.fields}


async def test_the_sample_offer_is_faultless_on_every_layout(
    demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter
) -> None:
    for layout in demo_layouts.values():
        request = asked(demo_kit, layout)
        texts = await OfflineCopywriter(demo_fitter).write(request, ())
        assert texts.author is TextAuthor.OFFLINE
        assert check_texts(texts, request, demo_fitter) == (), (layout.id, read(texts))


async def test_the_benefit_stands_in_the_headline_and_the_terms_below(
    demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter
) -> None:
    writer = OfflineCopywriter(demo_fitter)
    for name in ("square_1080x1080", "g_1200x628"):
        words = read(await writer.write(asked(demo_kit, demo_layouts[name]), ()))
        assert (words["headline"], words["body"]) == ("Скидка 15% на первый заказ", "До 31 декабря по промокоду ЕДА15")
    words = read(await writer.write(asked(demo_kit, demo_layouts["detail_1080x1350"]), ()))
    assert (words["number"], words["headline"]) == ("−15%", "На первый заказ")
    assert (words["promo"], words["deadline"]) == ("По промокоду ЕДА15", "До 31 декабря")


@pytest.mark.parametrize(
    ("offer", "readings"),
    [
        (
            OFFERS[2],
            {
                ("Вернём 1 500 ₽ за покупки от 3 000 ₽", "В первый месяц"),
                ("Вернём 1 500 ₽", "За покупки от 3 000 ₽ в первый месяц"),
            },
        ),
        (OFFERS[3], {("120 дней без процентов", "Бесплатное обслуживание навсегда")}),
        (OFFERS[7], {("Полис ОСАГО от 2 990 ₽", "Оформление за 5 минут без визита в офис")}),
        (OFFERS[10], {("50% на первые три поездки в приложении", "Максимум 200 ₽ за поездку")}),
        (OFFERS[33], {("Скидка 20% на первый заказ", "По промокоду ВКУСНО20")}),
        (OFFERS[35], {("Скидка 25% на всё", "Только до воскресенья")}),
        (OFFERS[37], {("Откройте счёт для бизнеса бесплатно", "Получите 3 месяца без комиссии")}),
        (
            "Переходите со своим номером и получите 3 месяца связи в подарок",
            {("Получите 3 месяца связи в подарок", "Переходите со своим номером")},
        ),
        (
            OFFERS[40],
            {
                ("1 000 бонусов новым клиентам", "За первую покупку от 2 000 ₽"),
                ("1 000 бонусов за первую покупку от 2 000 ₽", "Новым клиентам"),
            },
        ),
        (OFFERS[44], {("Скидка 25% на завтраки по будням", "С 7:00 до 11:00")}),
        (
            "-20% на утренние поездки для студентов по коду «утро»",
            {
                ("−20% на утренние поездки для студентов", "По коду «утро»"),
                ("−20% на утренние поездки", "Для студентов по коду «утро»"),
            },
        ),
        (
            "Семейная ипотека под 6% с первым взносом от 20%",
            {("Семейная ипотека под 6%", "С первым взносом от 20%")},
        ),
        (
            "Отели Сочи со скидкой 15% при бронировании до 1 мая",
            {("Отели Сочи со скидкой 15%", "При бронировании до 1 мая")},
        ),
        ("Бесплатный вебинар по Python 20 мая в 19:00", {("Бесплатный вебинар по Python", "20 мая в 19:00")}),
        (
            "По промокоду ПУТЬ первые две поездки со скидкой 30%",
            {("Первые две поездки со скидкой 30%", "По промокоду ПУТЬ")},
        ),
        (
            "Новым ученикам — два урока в подарок при покупке пакета из 16 занятий",
            {("Новым ученикам — два урока в подарок", "При покупке пакета из 16 занятий")},
        ),
        (
            "Бизнес-залы без ограничений и кэшбэк 7% на путешествия",
            {("Кэшбэк 7% на путешествия", "Бизнес-залы без ограничений")},
        ),
        (
            "Сдайте старый смартфон и получите до 25 000 ₽ на новый",
            {("Сдайте старый смартфон", "Получите до 25 000 ₽ на новый")},
        ),
        (
            "Кто бронирует в ноябре — экономит 20% на проживании в декабре",
            {("Кто бронирует в ноябре", "Экономит 20% на проживании в декабре")},
        ),
        (
            "Подготовка к экзаменам: пробное занятие бесплатно, дальше 850 ₽ за урок",
            {("Пробное занятие бесплатно", "Дальше 850 ₽ за урок. Подготовка к экзаменам")},
        ),
        (
            "Пенсионерам скидка 7% по вторникам при брони в приложении",
            {("Пенсионерам скидка 7% по вторникам", "При брони в приложении")},
        ),
        (
            "Колонка и подписка за 8 990 руб. Промокод ДОМ5 снизит цену ещё на 500 руб.",
            {
                ("Промокод ДОМ5 снизит цену ещё на 500 ₽", "Колонка и подписка за 8 990 ₽"),
                ("Колонка и подписка за 8 990 ₽", "Промокод ДОМ5 снизит цену ещё на 500 ₽"),
            },
        ),
        (
            "Решение по ипотеке за 3 минуты. Снизим ставку на 0,7 п.п. при онлайн-заявке",
            {("Решение по ипотеке за 3 минуты", "Снизим ставку на 0,7 п.п. при онлайн-заявке")},
        ),
        (
            "2 месяца охраны в подарок при заключении договора на год",
            {("2 месяца охраны в подарок", "При заключении договора на год")},
        ),
        ("ТРЕТЬЯ ВЕЩЬ В ПОДАРОК! Только в эти выходные", {("Третья вещь в подарок!", "Только в эти выходные")}),
        (
            "Автокредит на машину с пробегом без справок — до 3 млн рублей",
            {
                ("Автокредит на машину с пробегом", "Без справок — до 3 млн ₽"),
                ("Автокредит на машину с пробегом без справок", "До 3 млн ₽"),
            },
        ),
        (
            "Внесите 36 000 ₽ в год — государство добавит столько же. Программа на 15 лет",
            {("Внесите 36 000 ₽ в год", "Государство добавит столько же. Программа на 15 лет")},
        ),
        ("Утром с 7:00 до 10:00 круассан бесплатно", {("Круассан бесплатно", "Утром с 7:00 до 10:00")}),
        (
            "Кино, музыка и книги в одной подписке — 60 дней бесплатно",
            {("60 дней бесплатно", "Кино, музыка и книги в одной подписке")},
        ),
        (
            "Пицца от 399 ₽, десерт в подарок при заказе от 1 500 ₽",
            {
                ("Десерт в подарок при заказе от 1 500 ₽", "Пицца от 399 ₽"),
                ("Пицца от 399 ₽", "Десерт в подарок при заказе от 1 500 ₽"),
            },
        ),
    ],
)
async def test_an_offer_is_broken_only_where_both_halves_read_well(
    offer: str,
    readings: set[tuple[str, str]],
    demo_kit: BrandKit,
    demo_layouts: dict[str, Layout],
    demo_fitter: TextFitter,
) -> None:
    request = asked(demo_kit, demo_layouts["square_1080x1080"], offer)
    words = read(await OfflineCopywriter(demo_fitter).write(request, ()))
    assert (words["headline"], words["body"]) in readings


@pytest.mark.parametrize(
    ("offer", "number", "headline"),
    [
        (OFFERS[1], "10%", "Кэшбэк на все покупки в первые три месяца"),
        (OFFERS[8], "−30%", "КАСКО при оплате картой"),
        (OFFERS[11], "Бесплатно", "Доставка при заказе от 1 000 ₽"),
        (OFFERS[13], "В подарок", "Вторая пицца"),
        (OFFERS[17], "450 ₽ в месяц", "40 ГБ и 600 минут"),
        (OFFERS[21], "Доставка", "Верните до 20% стоимости отеля бонусами"),
        (OFFERS[36], "4 990 ₽/мес", "Подписка на iPhone 15 Pro"),
        ("Снизим ставку на 0,5% при онлайн-заявке", "Доставка", "Снизим ставку на 0,5% при онлайн-заявке"),
        ("-20% на утренние поездки для студентов", "−20%", "На утренние поездки для студентов"),
        ("Чекап для женщин −30% только в июне", "−30%", "Чекап для женщин"),
        ("Прокат самоката за 120 ₽ в день", "120 ₽ в день", "Прокат самоката"),
        ("Первые три поездки со скидкой 30%", "−30%", "Первые три поездки"),
        ("Новым пользователям скидка 300 ₽ на первую поездку", "−300 ₽", "Новым пользователям на первую поездку"),
        ("Раннее бронирование: скидка до 40%", "до −40%", "Раннее бронирование"),
        ("60 дней бесплатно новым подписчикам", "60 дней", "Бесплатно новым подписчикам"),
        ("Первая неделя бесплатно, потом 299 ₽", "Бесплатно", "Первая неделя, потом 299 ₽"),
        ("Наушники за 4 990 ₽", "4 990 ₽", "Наушники"),
        ("Дарим 500 ₽ на второй заказ", "500 ₽", "Дарим на второй заказ"),
        ("Первая доставка 0 ₽", "0 ₽", "Первая доставка"),
        ("Наборы от 50 штук со скидкой до 18%", "до −18%", "Наборы от 50 штук"),
        (
            "Накопительный счёт: до 17% годовых первые два месяца",
            "Доставка",
            "До 17% годовых первые два месяца",
        ),
        ("Посуда, свет, текстиль: минус 30%", "−30%", "Посуда, свет, текстиль"),
        ("Привозим продукты за 15–30 минут", "15–30 минут", "Привозим продукты"),
    ],
)
async def test_a_figure_leaves_the_headline_only_where_the_rest_stays_a_sentence(
    offer: str,
    number: str,
    headline: str,
    demo_kit: BrandKit,
    demo_layouts: dict[str, Layout],
    demo_fitter: TextFitter,
) -> None:
    request = asked(demo_kit, demo_layouts["text_1080x1350"], offer)
    words = read(await OfflineCopywriter(demo_fitter).write(request, ()))
    assert (words["number"], words["headline"]) == (number, headline)


@pytest.mark.parametrize(
    ("offer", "headline"),
    [
        ("Диван с доставкой от 29 900 ₽, рассрочка 0% на 12 месяцев", "Диван с доставкой от 29 900 ₽"),
        ("Интернет за 650 ₽ в месяц, роутер бесплатно", "Интернет за 650 ₽ в месяц"),
        ("Stay 4 nights, pay for 3. Book by May 31, free cancellation", "Stay 4 nights, pay for 3"),
    ],
)
async def test_what_comes_on_top_never_leads(
    offer: str, headline: str, demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter
) -> None:
    request = asked(demo_kit, demo_layouts["ya_728x90"], offer)
    assert read(await OfflineCopywriter(demo_fitter).write(request, ()))["headline"].startswith(headline)


@pytest.mark.parametrize(
    ("offer", "missing"),
    [
        ("Закажи суши от 1 800 ₽ — роллы «Весна» всего за 1 ₽, с 11:00 до 16:00", "Закажи суши от 1 800 ₽"),
        ("Внесите на счёт 36 000 ₽ в год — государство добавит столько же денег", "государство добавит"),
    ],
)
async def test_half_a_bargain_is_no_banner(
    offer: str, missing: str, demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter
) -> None:
    request = asked(demo_kit, demo_layouts["ya_728x90"], offer)
    with pytest.raises(ToolFailed, match=missing):
        await OfflineCopywriter(demo_fitter).write(request, ())


async def test_an_opening_occasion_stands_below_its_benefit(
    demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter
) -> None:
    offer = "При оформлении каско онлайн эвакуатор бесплатно 2 раза за год"
    words = read(await OfflineCopywriter(demo_fitter).write(asked(demo_kit, demo_layouts["feed_1080x1350"], offer), ()))
    assert (words["headline"], words["body"]) == ("Эвакуатор бесплатно 2 раза за год", "При оформлении каско онлайн")


@pytest.mark.parametrize("offer", OFFERS)
async def test_whatever_the_offer_the_texts_can_be_used_and_read(
    offer: str, demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter
) -> None:
    for name in LAYOUTS:
        request = asked(demo_kit, demo_layouts[name], offer)
        try:
            texts = await OfflineCopywriter(demo_fitter).write(request, ())
        except ToolFailed as refusal:
            assert demo_layouts[name].title in str(refusal)
            continue
        faults = check_texts(texts, request, demo_fitter)
        if any(fault.kind is not FaultKind.LOST_FACT for fault in faults):
            texts = cut_to_fit((CopyAttempt(texts=texts, faults=faults),), request, demo_fitter)
            faults = check_texts(texts, request, demo_fitter)
        assert {fault.kind for fault in faults} <= {FaultKind.LOST_FACT}, (name, read(texts), faults)
        report = compare_facts(offer, tuple(read(texts).values()), request.product.description)
        assert not report.altered and not report.invented, (name, read(texts))
        for field, text in read(texts).items():
            assert not reads_badly(text), (name, field, text)


def reads_badly(text: str) -> bool:
    """A dangling end, a doubled word, a small or torn beginning of a phrase, loose punctuation."""
    last = text.split()[-1] if text else ""
    dangling = last.isalpha() and part_of_speech(last) in ("PREP", "CONJ")
    doubled = re.search(r"(?i)\b([а-яё]{2,}) \1\b", text)
    loose = re.search(r" [,.!?]|[,;:—–(]$|\.\.|^[,.;:—–]", text)
    small = text[:1].islower() and not re.match(r"(?:от|до|за|под) −?\d", text)
    stranded = re.search(
        r"(?i)\b(?:на|за|до|от|под|с|со|по|в|из|к|о) (?:на|за|до|от|под|с|со|по|в|при|для|без|и|или)\b|\bдо первы", text
    )
    lone = re.search(r" и (?:до |от )?[\d ,]+[%₽]$", text)
    return bool(dangling or doubled or loose or small or stranded or lone)


@pytest.mark.parametrize(
    ("offer", "headline"),
    [
        (
            "Консультация терапевта онлайн за 15 минут — 990 ₽ вместо 1 500 ₽",
            "Консультация терапевта онлайн за 15 минут — 990 ₽",
        ),
        (
            "Курс «Аналитик данных» с нуля: 9 месяцев, 120 уроков, 5 проектов в портфолио. В ноябре скидка 35%",
            "Курс «Аналитик данных» с нуля. В ноябре скидка 35%",
        ),
        ("Пригласите троих близких, за подписку платит один: 399 ₽ в месяц", "За подписку платит один: 399 ₽ в месяц"),
    ],
)
async def test_a_strip_says_what_its_figure_is_of(
    offer: str, headline: str, demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter
) -> None:
    words = read(await OfflineCopywriter(demo_fitter).write(asked(demo_kit, demo_layouts["ya_728x90"], offer), ()))
    assert words["headline"] == headline


@pytest.mark.parametrize(
    ("offer", "dropped"),
    [
        ("Комиссия за сделки ноль рублей три месяца, если пополнить счёт на 10 000+", "если пополнить счёт на 10 000+"),
        (
            "Новым ученикам — два урока в подарок при покупке пакета из 16 занятий",
            "при покупке пакета из 16 занятий",
        ),
    ],
)
async def test_an_offer_that_would_mean_something_else_is_refused_with_a_way_out(
    offer: str, dropped: str, demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter
) -> None:
    request = asked(demo_kit, demo_layouts["ya_728x90"], offer)
    with pytest.raises(ToolFailed) as refusal:
        await OfflineCopywriter(demo_fitter).write(request, ())
    told = str(refusal.value).lower()
    assert request.layout.title.lower() in told and f"«{dropped}»" in told and "сократите оффер" in told
    roomy = read(await OfflineCopywriter(demo_fitter).write(asked(demo_kit, demo_layouts["text_1080x1350"], offer), ()))
    assert dropped in " ".join(roomy.values()).lower()


async def test_the_same_request_gives_the_same_texts(
    demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter
) -> None:
    request = asked(demo_kit, demo_layouts["detail_1080x1350"])
    assert await OfflineCopywriter(demo_fitter).write(request, ()) == await OfflineCopywriter(demo_fitter).write(
        request, ()
    )


async def test_the_first_seed_gives_the_best_texts_and_others_the_next(
    demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter
) -> None:
    writer = OfflineCopywriter(demo_fitter)
    requests = [asked(demo_kit, demo_layouts["text_1080x1350"], "Скидки до 40% на ужины", seed) for seed in range(8)]
    assert len({await writer.write(request, ()) for request in requests}) > 1


async def test_after_a_refusal_another_arrangement_comes(
    demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter
) -> None:
    request = asked(demo_kit, demo_layouts["square_1080x1080"])
    writer = OfflineCopywriter(demo_fitter)
    first = await writer.write(request, ())
    second = await writer.write(request, (CopyAttempt(texts=first, faults=()),))
    assert second != first
    assert not [fault for fault in check_texts(second, request, demo_fitter) if fault.kind is FaultKind.TOO_LONG]


async def test_a_padded_body_is_a_sentence_that_stands_alone(
    demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter
) -> None:
    for product in demo_kit.products:
        request = asked(demo_kit, demo_layouts["text_1080x1350"], "Скидки до 40%").model_copy(
            update={"product": product, "button_verbs": demo_kit.button_verbs(product)}
        )
        body = read(await OfflineCopywriter(demo_fitter).write(request, ()))["body"]
        assert body and not re.match(r"(?i)(?:он|она|они|это|там|здесь|а|но|её|их)\b", body), (product.id, body)
        assert body in product.description or body in product.name


async def test_a_button_is_a_verb_of_the_brand_that_fits(
    demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter
) -> None:
    for layout in demo_layouts.values():
        request = asked(demo_kit, layout)
        texts = await OfflineCopywriter(demo_fitter).write(request, ())
        for field in layout.text_fields:
            if field.role is TextRole.BUTTON:
                assert read(texts)[field.id] in request.button_verbs
