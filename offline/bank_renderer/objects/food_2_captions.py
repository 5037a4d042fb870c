"""Words for the pictures of food_2: paper bag of groceries."""

from offline.bank_renderer.bank_object import Variant

PAPER_BAG_GROCERIES = (
    Variant(
        colourway="green",
        caption=(
            "Бумажный пакет с продуктами и зелёным кружком-сердцем на боку. Сверху выглядывают багет, зелёная пачка "
            "молока, кочан салата, томат и морковь. Свежая еда на несколько дней уже на пороге."
        ),
        caption_en=(
            "A paper bag of groceries with a heart in a green disc on its side. A baguette, a green carton of milk, a "
            "head of lettuce, a tomato and a carrot peep out at the top. Fresh food for a few days is already on the "
            "doorstep."
        ),
        services=(
            "доставка продуктов из магазина за час",
            "фермерские овощи и хлеб с доставкой по утрам",
            "кэшбэк за продукты в магазинах у дома",
        ),
        tags=("продукты", "пакет", "овощи", "багет", "молоко", "доставка", "магазин"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=46,
        pose="fruit",
        caption=(
            "Крафтовый пакет с фруктами и молоком. Бананы, красное и зелёное яблоки, апельсин и фиолетовая коробка "
            "молока торчат из зубчатого края, ещё по одному плоду лежит рядом. Яркая витаминная покупка с сиреневым "
            "настроением."
        ),
        caption_en=(
            "A kraft bag with fruit and milk. Bananas, a red and a green apple, an orange and a violet milk carton "
            "rise above the jagged edge, and two more fruits lie beside it. A bright, vitamin-rich purchase in a "
            "violet mood."
        ),
        services=(
            "фруктовая корзина в офис каждую неделю по подписке",
            "план здорового питания от врача в приложении",
            "скидка пенсионерам на продукты в утренние часы",
        ),
        tags=("фрукты", "пакет", "молоко", "бананы", "яблоки", "витамины", "продукты"),
    ),
    Variant(
        colourway="red",
        azimuth_offset=14,
        pose="spilled",
        caption=(
            "Полный пакет покупок с красным знаком-сердцем, вокруг рассыпаны овощи. Внутри хлеб, молоко и зелень, а на"
            " столе лежат морковка и два томата. Уютная минута: всё принесли, можно готовить ужин."
        ),
        caption_en=(
            "A full shopping bag with a heart in a red disc, vegetables scattered around it. Bread, milk and greens "
            "are inside, while a carrot and two tomatoes lie on the table. A cosy minute: all is brought home and "
            "dinner can begin."
        ),
        services=(
            "наборы продуктов с рецептами для домашнего ужина",
            "онлайн-курс домашней кухни для занятых людей",
            "карта покупателя с накоплением баллов за продукты",
        ),
        tags=("покупки", "овощи", "ужин", "хлеб", "морковь", "томаты", "кухня"),
    ),
)
