"""Words for the pictures of various_1: phone, headphones."""

from offline.bank_renderer.bank_object import Variant

HEADPHONES = (
    Variant(
        colourway="violet",
        caption=(
            "Фиолетовые полноразмерные наушники с глянцевым оголовьем и мягкими чёрными амбушюрами. На внешней "
            "чашке белый круг с оранжевой серединой. Современная вещь для музыки, стоит сама и отбрасывает лёгкую "
            "тень."
        ),
        caption_en=(
            "Violet over-ear headphones with a glossy headband and soft black ear pads. The outer cup has a white "
            "circle with an orange centre. A modern thing for music, it stands by itself and casts a light "
            "shadow."
        ),
        services=(
            "музыкальный сервис с подборками под настроение и подпиской для семьи",
            "аудиокниги и подкасты, которые удобно слушать в дороге",
            "магазин наушников, колонок и другой электроники с доставкой",
        ),
        tags=("наушники", "музыка", "подписка", "аудио", "подкаст", "звук", "электроника"),
    ),
    Variant(
        colourway="teal",
        azimuth_offset=14,
        pose="stand",
        caption=(
            "Бирюзовые наушники висят на тёмной подставке с круглым основанием. Перекладина и середина основания "
            "коралловые, подушечки чёрные, металл блестит. Аккуратное рабочее место того, кто ценит звук."
        ),
        caption_en=(
            "Teal headphones hang on a dark stand with a round foot. The crosspiece and the middle of the foot "
            "are coral, the pads are black, and the metal shines. The tidy desk of someone who values sound."
        ),
        services=(
            "курсы звукорежиссуры и создания музыки на домашней студии",
            "аренда студии для записи подкастов по часам",
            "аксессуары для рабочего места и техники со скидкой",
        ),
        tags=("наушники", "подставка", "звук", "студия", "музыка", "стол", "порядок"),
    ),
    Variant(
        colourway="pink",
        azimuth_offset=62,
        pose="ears",
        caption=(
            "Розовые наушники с кошачьими ушками на оголовье. Внутри ушек нежный светлый тон, амбушюры чёрные, на "
            "чашке белый круг с жёлтой точкой. Забавный аксессуар для игр, музыки и стримов."
        ),
        caption_en=(
            "Pink headphones with a cat's ears on the headband. The ears are pale inside, the pads are black, and "
            "the cup has a white circle with a yellow dot. A funny accessory for games, music and streams."
        ),
        services=(
            "подписка на облачные игры и музыку для подростков",
            "магазин подарков для девочек: гаджеты и милые мелочи",
            "детские аудиосказки и песни без рекламы в дорогу",
        ),
        tags=("наушники", "кошка", "ушки", "игры", "музыка", "подарок", "подросток"),
    ),
)

PHONE = (
    Variant(
        colourway="blue",
        caption=(
            "Синий смартфон стоит под небольшим углом, на экране светлое приложение. Видны синяя карточка с "
            "жёлтой плашкой, три цветные плитки, список строк и жёлтая кнопка внизу. Чистый и понятный интерфейс "
            "в ровном блестящем корпусе."
        ),
        caption_en=(
            "A blue smartphone stands at a slight angle with a light app on its screen. There is a blue card with "
            "a yellow strip, three coloured tiles, a list of rows and a yellow button at the bottom. A clean, "
            "clear interface in a smooth glossy body."
        ),
        services=(
            "мобильное приложение банка с переводами, оплатой и историей операций",
            "тариф мобильной связи с интернетом и звонками для всей семьи",
            "онлайн-сервис записи, заказов и оплаты прямо со смартфона",
        ),
        tags=("телефон", "смартфон", "приложение", "связь", "интернет", "тариф", "онлайн"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=46,
        pose="chat",
        caption=(
            "Фиолетовый смартфон, из экрана которого выплывают облачка сообщений. В верхнем белом три точки, в "
            "оранжевом сердце, в нижнем серые строки текста без слов. Живая переписка с кем-то близким."
        ),
        caption_en=(
            "A violet smartphone with speech bubbles floating out of its screen. The upper white one holds three "
            "dots, the orange one a heart, the lower one grey lines in place of words. A lively chat with someone "
            "dear."
        ),
        services=(
            "мобильная связь с безлимитными сообщениями и звонками родным",
            "чат поддержки клиентов, который отвечает днём и ночью",
            "знакомства и общение по интересам в одном приложении",
        ),
        tags=("телефон", "чат", "сообщения", "сердце", "общение", "связь", "поддержка"),
    ),
    Variant(
        colourway="orange",
        azimuth_offset=12,
        pose="map",
        caption=(
            "Оранжевый телефон с картой на экране: персиковые кварталы, зелёные скверы, голубая река. Оранжевый "
            "маршрут ведёт к большой синей метке, которая выступает из экрана. С такой подсказкой не заблудиться."
        ),
        caption_en=(
            "An orange phone with a map on its screen: peach blocks, green squares, a pale blue river. An orange "
            "route leads to a big blue pin that stands out of the screen. With such a hint there is no getting "
            "lost."
        ),
        services=(
            "навигатор с пробками и голосовыми подсказками для водителей",
            "вызов курьера к двери с отслеживанием на карте",
            "прогулки по городу: маршруты, аудиогиды и билеты",
        ),
        tags=("телефон", "карта", "маршрут", "метка", "навигация", "город", "доставка"),
    ),
)
