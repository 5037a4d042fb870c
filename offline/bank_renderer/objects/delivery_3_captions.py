"""Words for the pictures of delivery_3: coffee cup, shopping cart."""

from offline.bank_renderer.bank_object import Variant

COFFEE_CUP = (
    Variant(
        colourway="teal",
        caption=(
            "Белый бумажный стакан кофе с бирюзовой крышкой и бирюзовым держателем, на котором коралловое сердце. "
            "Вокруг лежат три блестящих кофейных зерна. Мягкий свет, уютное утреннее настроение."
        ),
        caption_en=(
            "A white paper cup of coffee with a teal lid and a teal sleeve that carries a coral heart. Three "
            "shiny coffee beans lie around it. Soft light, cosy morning mood."
        ),
        services=(
            "кофейня с напитками навынос и предзаказом в приложении",
            "подписка на свежий кофе и горячие завтраки по дороге на работу",
            "программа лояльности для любимых кафе и пекарен рядом с домом",
        ),
        tags=("кофе", "стакан", "кафе", "завтрак", "утро", "напиток", "сердце"),
    ),
    Variant(
        colourway="orange",
        azimuth_offset=36,
        pose="pair",
        caption=(
            "Два стакана кофе с оранжевыми крышками стоят в картонной подставке с ручкой. На манжетах синие "
            "сердечки, на самой подставке оранжевое. Один для себя, другой для коллеги."
        ),
        caption_en=(
            "Two cups of coffee with orange lids stand in a cardboard carrier with a handle. There are blue "
            "hearts on their sleeves and an orange one on the carrier. One for oneself, the other for a "
            "colleague."
        ),
        services=(
            "второй кофе в подарок другу каждое утро понедельника",
            "доставка кофе и выпечки в офис к началу дня",
            "карта любимого кафе: каждый шестой напиток бесплатно",
        ),
        tags=("кофе", "стаканы", "пара", "подставка", "коллеги", "угощение", "утро"),
    ),
    Variant(
        colourway="red",
        azimuth_offset=6,
        pose="mug",
        caption=(
            "Красная керамическая чашка кофе на бледно-розовом блюдце. На пенке нарисовано сердце, рядом печенье "
            "с шоколадными крошками, у края лежат два зерна. Неспешная пауза в любимой кофейне."
        ),
        caption_en=(
            "A red ceramic cup of coffee on a pale pink saucer. A heart is drawn on its foam, a chocolate chip "
            "biscuit lies beside it and two beans by the edge. An unhurried pause in a favourite café."
        ),
        services=(
            "кофейня с десертами и завтраками весь день для всей семьи",
            "курсы бариста с практикой и помощью в трудоустройстве",
            "магазин зернового кофе и посуды со свежей обжаркой",
        ),
        tags=("кофе", "чашка", "блюдце", "печенье", "сердце", "кофейня", "уют"),
    ),
)

SHOPPING_CART = (
    Variant(
        colourway="red",
        caption=(
            "Красная решётчатая тележка на чёрных колёсах с жёлтой ручкой, полная покупок. Над бортом видны "
            "розовая и жёлтая коробки, сквозь прутья синий и зелёный мячи. Яркие цвета рассказывают об удачном "
            "походе по магазинам."
        ),
        caption_en=(
            "A red wire shopping cart on black wheels with a yellow handle, full of goods. A pink and a yellow "
            "box show over its rim, a blue and a green ball through its bars. Bright colours tell of a good "
            "shopping trip."
        ),
        services=(
            "интернет-магазин товаров для дома с доставкой и возвратом",
            "покупки в рассрочку на маркетплейсе без первого взноса",
            "сезонная распродажа одежды, техники и подарков на маркетплейсе",
        ),
        tags=("тележка", "покупки", "магазин", "скидки", "распродажа", "маркетплейс", "товары"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=64,
        pose="groceries",
        caption=(
            "Зелёная тележка супермаркета доверху набита продуктами. Из неё торчат батон и синий пакет молока, "
            "между ними кочан капусты, помидоры, апельсин и лимон. Свежо, сытно и по-домашнему."
        ),
        caption_en=(
            "A green supermarket cart is piled high with food. A loaf and a blue carton of milk stick out of it, "
            "with a head of cabbage, tomatoes, an orange and a lemon between them. Fresh, filling and homely."
        ),
        services=(
            "доставка продуктов из супермаркета с подбором свежих овощей",
            "фермерские овощи, хлеб и молоко к вашему столу",
            "еженедельный набор продуктов с рецептами для всей семьи",
        ),
        tags=("тележка", "продукты", "супермаркет", "овощи", "хлеб", "молоко", "свежесть"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=14,
        pose="gifts",
        caption=(
            "Синяя тележка везёт два больших подарка: жёлтый с белым бантом и малиновый с голубым. Металлическая "
            "рама светлая, ручка жёлтая, колёса чёрные. Предпраздничные покупки почти завершены."
        ),
        caption_en=(
            "A blue cart carries two big presents: a yellow one with a white bow and a crimson one with a pale "
            "blue bow. The metal frame is light, the handle yellow, the wheels black. The shopping before the "
            "holiday is almost done."
        ),
        services=(
            "предновогодняя распродажа подарков с доставкой до праздника",
            "список желаний: друзья покупают подарок вместе",
            "повышенный кэшбэк в магазинах игрушек и сувениров",
        ),
        tags=("тележка", "подарки", "праздник", "бант", "покупки", "распродажа", "сюрприз"),
    ),
)
