"""Words for the pictures of delivery_1: pizza box, delivery bag."""

from offline.bank_renderer.bank_object import Variant

DELIVERY_BAG = (
    Variant(
        colourway="teal",
        caption=(
            "Бирюзовая термосумка курьера с тёмной ручкой и широкой лентой под крышкой. На белом кармане "
            "коралловое сердце, сбоку светлая полоса. Плотная ткань и скруглённые рёбра придают ей аккуратный, "
            "надёжный вид."
        ),
        caption_en=(
            "A teal courier's thermal bag with a dark handle and a wide band beneath its lid. A coral heart sits "
            "on its white pocket and a light stripe on its side. Thick fabric and rounded edges give it a neat, "
            "reliable look."
        ),
        services=(
            "доставка горячих обедов из ресторанов домой и в офис",
            "быстрая доставка свежих продуктов из магазина к ужину",
            "курьерская служба для посылок и документов в пределах города",
        ),
        tags=("доставка", "курьер", "сумка", "еда", "продукты", "обед", "заказ"),
    ),
    Variant(
        colourway="yellow",
        azimuth_offset=48,
        pose="open",
        caption=(
            "Жёлтая термосумка открыта, крышка откинута назад. Из неё выглядывают коробочка лапши с синими "
            "палочками и бутылка апельсинового сока. Спереди белый карман с синим сердцем: обед приехал горячим."
        ),
        caption_en=(
            "A yellow thermal bag stands open, its lid thrown back. A box of noodles with blue chopsticks and a "
            "bottle of orange juice look out of it. On the front is a white pocket with a blue heart: lunch has "
            "come hot."
        ),
        services=(
            "служба быстрой доставки горячей еды из ресторанов и кафе",
            "азиатская кухня навынос со скидкой на первый заказ",
            "работа курьером с гибким графиком и еженедельными выплатами",
        ),
        tags=("доставка", "сумка", "лапша", "сок", "обед", "курьер", "еда"),
    ),
    Variant(
        colourway="red",
        azimuth_offset=18,
        pose="lunch",
        caption=(
            "Красная сумка доставки, а перед ней готовый обед: слева стаканчик кофе с жёлтой крышкой, справа "
            "лапша в белой коробке с палочками. На каждом предмете сердечко. Дружелюбный набор для перерыва на "
            "работе."
        ),
        caption_en=(
            "A red delivery bag with lunch set before it: a cup of coffee with a yellow lid on the left, noodles "
            "in a white box with chopsticks on the right. Each thing bears a heart. A friendly set for a break at "
            "work."
        ),
        services=(
            "обеды в офис по подписке на неделю вперёд",
            "комбо-набор из горячего блюда и кофе по выгодной цене",
            "готовые рационы питания с доставкой для занятых людей",
        ),
        tags=("доставка", "сумка", "обед", "кофе", "лапша", "офис", "перерыв"),
    ),
)

PIZZA_BOX = (
    Variant(
        colourway="red",
        caption=(
            "Открытая красная коробка с круглой пиццей: румяное тесто, кружки пепперони, оливки и листья базилика "
            "на золотистом сыре. Крышка поднята, картон внутри светлый. Аппетитная сценка про горячую еду на "
            "вечер."
        ),
        caption_en=(
            "An open red box with a round pizza: golden crust, slices of pepperoni, olives and basil leaves on "
            "yellow cheese. The lid is up and the cardboard inside is pale. An appetising scene of hot food for "
            "the evening."
        ),
        services=(
            "доставка пиццы и горячих блюд из ресторанов на дом",
            "заказ еды на компанию и праздник со скидкой",
            "кафе и пиццерия с готовыми комбо и самовывозом",
        ),
        tags=("пицца", "еда", "доставка", "ресторан", "ужин", "коробка", "заказ"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=40,
        pose="slice",
        caption=(
            "Пиццу в зелёной коробке уже начали есть: один кусок отрезан и лежит на мятной тарелке рядом. В "
            "оставшейся части видны пепперони, чёрные оливки и зелень. Уютный момент домашнего ужина с друзьями."
        ),
        caption_en=(
            "The pizza in the green box has been started: one piece is cut out and lies on a mint plate beside "
            "it. The rest shows pepperoni, black olives and greens. A cosy moment of supper at home with friends."
        ),
        services=(
            "бизнес-ланч в пиццерии рядом с офисом по будням",
            "мастер-класс по приготовлению пиццы для детей и взрослых",
            "кино и горячая еда домой по одной подписке",
        ),
        tags=("пицца", "кусок", "тарелка", "ужин", "друзья", "еда", "коробка"),
    ),
    Variant(
        colourway="orange",
        azimuth_offset=-14,
        pose="stack",
        caption=(
            "Две закрытые коробки из-под пиццы лежат одна на другой, чуть повёрнутые. Нижняя персиковая, верхняя "
            "оранжевая с белой крышкой, а на ней нарисована пицца без одного куска. Заказ собран и ждёт курьера."
        ),
        caption_en=(
            "Two closed pizza boxes lie one on the other, turned a little. The lower is peach, the upper orange "
            "with a white lid that pictures a pizza short of one piece. The order is packed and waits for the "
            "courier."
        ),
        services=(
            "вторая пицца в подарок при заказе через приложение",
            "ночная доставка горячей еды, когда магазины уже закрыты",
            "кейтеринг и перекусы для офисных встреч и вечеринок",
        ),
        tags=("пицца", "коробки", "заказ", "доставка", "акция", "еда", "вечеринка"),
    ),
)
