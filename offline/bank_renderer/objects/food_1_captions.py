"""Words for the pictures of food_1: burger."""

from offline.bank_renderer.bank_object import Variant

BURGER = (
    Variant(
        colourway="red",
        caption=(
            "Пышный бургер на красной тарелке с флажком в булочке. Кунжутная корочка, волнистый салат, котлета, "
            "ломтики томата и расплавленный сыр, а на шпажке красный флажок с белым сердцем. Выглядит сытно и очень "
            "аппетитно."
        ),
        caption_en=(
            "A plump burger on a red plate with a flag in its bun. There is a sesame crust, wavy lettuce, a patty, "
            "slices of tomato and melted cheese, and a red pennant with a white heart on the stick. It looks filling "
            "and very tasty."
        ),
        services=(
            "доставка горячих бургеров и закусок за полчаса",
            "второй бургер в подарок при заказе обеда",
            "праздничное меню для детского дня рождения в кафе",
        ),
        tags=("бургер", "еда", "обед", "булочка", "сыр", "кафе", "доставка"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=30,
        pose="fries",
        caption=(
            "Бургер и картошка фри на синем подносе. Золотистые ломтики торчат из синего пакетика с белым сердцем, "
            "рядом булка с кунжутом, зеленью, сыром и котлетой. Классический обед навынос, от которого трудно "
            "отказаться."
        ),
        caption_en=(
            "A burger and French fries on a blue tray. Golden sticks rise from a blue carton with a white heart, next "
            "to a sesame bun with greens, cheese and a patty. A classic takeaway lunch that is hard to refuse."
        ),
        services=(
            "обед по специальной цене в будние дни до трёх",
            "баллы за каждый заказ в сети быстрых ресторанов",
            "заказ еды к столику через телефон без очереди",
        ),
        tags=("бургер", "картошка фри", "поднос", "обед", "ресторан", "перекус", "еда"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=8,
        pose="double",
        caption=(
            "Двойной бургер с напитком на зелёном подносе. Две котлеты, два слоя сыра и кудрявый салат под румяной "
            "булочкой; справа зелёный стакан с белой крышкой, янтарным сердечком и трубочкой. Обед для настоящего "
            "голода."
        ),
        caption_en=(
            "A double burger with a drink on a green tray. Two patties, two layers of cheese and curly lettuce lie "
            "under a golden bun; on the right stands a green cup with a white lid, an amber heart and a straw. A lunch"
            " for real hunger."
        ),
        services=(
            "двойная порция по цене одной для друзей",
            "доставка ужина на компанию к началу матча",
            "подписка на обеды в офис с напитком каждый день",
        ),
        tags=("двойной бургер", "напиток", "обед", "поднос", "ужин", "голод", "еда"),
    ),
)
