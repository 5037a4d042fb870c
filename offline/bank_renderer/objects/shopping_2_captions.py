"""Words for the pictures of shopping_2: parcel, laptop, washing machine."""

from offline.bank_renderer.bank_object import Variant

LAPTOP = (
    Variant(
        colourway="blue",
        caption=(
            "Открытый синий ноутбук с аналитикой на экране. Столбики диаграммы растут, над ними поднимается жёлтая "
            "ломаная линия, справа два кольца-индикатора. Клавиши тёмные, одна янтарная — рабочее место, где дела идут"
            " в гору."
        ),
        caption_en=(
            "An open blue laptop with analytics on its screen. Bars grow, a yellow line climbs above them, and two "
            "ring gauges sit on the right. The keys are dark, one of them amber: a workplace where business goes "
            "uphill."
        ),
        services=(
            "учёт доходов и расходов малого бизнеса онлайн",
            "обучение анализу данных с нуля и помощью наставника",
            "сервис отчётов о продажах для владельцев магазинов",
        ),
        tags=("ноутбук", "график", "аналитика", "работа", "рост", "экран", "бизнес"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=46,
        pose="video",
        caption=(
            "Фиолетовый ноутбук, на экране которого готово к запуску видео. Сиреневый пейзаж с холмами и оранжевым "
            "солнцем, белая кнопка воспроизведения, под ней полоса прокрутки. Так начинается вечер с фильмом или урок."
        ),
        caption_en=(
            "A violet laptop with a video ready to play on its screen. There is a lilac landscape with hills and an "
            "orange sun, a white play button and a progress bar below. So begins an evening with a film, or a lesson."
        ),
        services=(
            "подписка на фильмы и сериалы для всей семьи",
            "видеокурсы новых профессий с занятиями по вечерам",
            "монтаж роликов для блога за один рабочий день",
        ),
        tags=("ноутбук", "видео", "кино", "просмотр", "урок", "экран", "досуг"),
    ),
    Variant(
        colourway="orange",
        azimuth_offset=10,
        pose="shop",
        caption=(
            "Оранжевый ноутбук показывает витрину интернет-магазина. На трёх карточках сердце, синяя звезда и "
            "персиковый кружок, внизу широкая кнопка с галочкой. Выбор сделан, осталось нажать."
        ),
        caption_en=(
            "An orange laptop shows the window of an online shop. Three cards carry a heart, a blue star and a peach "
            "disc, and a wide button with a tick waits below. The choice is made, one click remains."
        ),
        services=(
            "создание интернет-магазина без программиста за пару вечеров",
            "скидки и промокоды на заказы через сайт",
            "оплата покупок в сети частями без процентов",
        ),
        tags=("ноутбук", "магазин", "витрина", "заказ", "кнопка", "покупки", "сайт"),
    ),
)
PARCEL_BOX = (
    Variant(
        colourway="blue",
        caption=(
            "Картонная посылка, заклеенная синей лентой. На передней стенке белая наклейка с жёлтым сердцем и серыми "
            "строчками, рядом две стрелки вверх. Коробка закрыта, углы ровные — груз доехал в целости."
        ),
        caption_en=(
            "A cardboard parcel sealed with blue tape. On the front there is a white label with a yellow heart and "
            "grey bars, and two arrows point up beside it. The box is closed and its corners are neat: the load has "
            "arrived safe."
        ),
        services=(
            "доставка посылок до двери в удобный час",
            "отправка вещей в другой город прямо из дома",
            "страхование груза на время пути за небольшую плату",
        ),
        tags=("посылка", "коробка", "доставка", "почта", "лента", "курьер", "картон"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=52,
        pose="open",
        caption=(
            "Открытая картонная коробка с сюрпризом. Среди белых и сиреневых шариков-наполнителей лежат фиолетовый "
            "подарок с оранжевой лентой и рыжая звезда, створки откинуты. Радостная минута, когда распаковываешь "
            "заказ."
        ),
        caption_en=(
            "An open cardboard box with a surprise inside. A violet present with an orange ribbon and an orange star "
            "lie among white and lilac packing balls, the flaps thrown back. It is the happy minute of unpacking an "
            "order."
        ),
        services=(
            "ежемесячная коробка с сюрпризами по подписке",
            "подарки друзьям в другой город одним заказом",
            "бонусы новичкам за первую покупку в интернет-магазине",
        ),
        tags=("коробка", "распаковка", "подарок", "сюрприз", "звезда", "заказ", "радость"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=8,
        pose="stack",
        caption=(
            "Три картонные коробки сложены пирамидой: большая, средняя и маленькая. Каждая заклеена зелёной лентой, "
            "внизу стрелки и наклейка с сердцем, ещё одно сердечко на верхней. Всё собрано к переезду или к большой "
            "раздаче заказов."
        ),
        caption_en=(
            "Three cardboard boxes are stacked in a pyramid: large, medium and small. Each is sealed with green tape; "
            "arrows and a label with a heart mark the bottom one, another heart the top one. Everything is packed for "
            "a move or for a big delivery round."
        ),
        services=(
            "квартирный переезд под ключ с упаковкой и грузчиками",
            "склад для личных вещей на любой срок рядом",
            "бесплатная доставка при заказе сразу нескольких товаров",
        ),
        tags=("коробки", "переезд", "склад", "доставка", "стопка", "груз", "упаковка"),
    ),
)
WASHING_MACHINE = (
    Variant(
        colourway="teal",
        caption=(
            "Белая стиральная машина с бирюзовой крышкой и панелью. За круглым стеклом крутятся коралловые и бирюзовые"
            " вещи в белой пене, наверху ручка режимов и огоньки. Домашний помощник занят делом."
        ),
        caption_en=(
            "A white washing machine with a teal top and control panel. Behind the round glass coral and teal clothes "
            "turn in white foam; a programme knob and small lights sit above. The household helper is at work."
        ),
        services=(
            "бытовая техника в рассрочку с доставкой и подключением",
            "ремонт стиральных машин на дому в день обращения",
            "продлённая гарантия на крупную технику для дома",
        ),
        tags=("стиральная машина", "стирка", "техника", "дом", "бельё", "пена", "быт"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=50,
        pose="open",
        caption=(
            "Стиральная машина с распахнутой синей дверцей. Из барабана свешивается жёлтое полотенце, панель и верх "
            "корпуса синие, остальное белое. Стирка закончена, бельё пора доставать."
        ),
        caption_en=(
            "A washing machine with its blue door wide open. A yellow towel hangs out of the drum; the panel and the "
            "top are blue, the rest is white. The wash is done and it is time to take the laundry out."
        ),
        services=(
            "прачечная с доставкой: заберём и вернём чистым",
            "обмен старой техники на новую с доплатой",
            "подписка на средства для стирки без запаха и лишней химии",
        ),
        tags=("стиральная машина", "дверца", "полотенце", "прачечная", "бельё", "чистота"),
    ),
    Variant(
        colourway="pink",
        azimuth_offset=8,
        pose="suds",
        caption=(
            "Розово-белая стиральная машина, окружённая мыльными пузырями. Шарики пены лежат на крышке и у ножек, в "
            "барабане вертятся розовые и жёлтые вещи. Уборка выглядит весёлой игрой."
        ),
        caption_en=(
            "A pink and white washing machine surrounded by soap bubbles. Balls of foam sit on its top and by its "
            "feet, and pink and yellow clothes turn in the drum. Housework looks like a merry game."
        ),
        services=(
            "уборка квартиры и стирка по подписке каждую неделю",
            "детское мыло и порошки с доставкой на дом",
            "скидки на товары для дома и чистоты в приложении",
        ),
        tags=("стирка", "пузыри", "пена", "уборка", "чистота", "дом", "техника"),
    ),
)
