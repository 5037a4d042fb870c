"""Words for the city vehicles' pictures."""

from offline.bank_renderer.bank_object import Variant

HATCHBACK_CAR = (
    Variant(
        colourway="red",
        caption=(
            "Красный хетчбэк с белой крышей стоит вполоборота, капотом вправо. У него круглые добродушные фары, "
            "тёмные стёкла, жёлтая полоса вдоль порога и белые диски с жёлтыми колпачками. Машинка похожа на новую "
            "игрушку: гладкая, блестящая и весёлая."
        ),
        caption_en=(
            "A red hatchback with a white roof stands at three quarters, its bonnet to the right. It has round "
            "friendly headlights, dark windows, a yellow line along the sill and white wheels with yellow caps. The "
            "car looks like a brand-new toy: smooth, shiny and cheerful."
        ),
        services=(
            "аренда машины на выходные через приложение",
            "страховка для автомобиля без визита в офис",
            "курсы вождения для тех, кто боится города",
        ),
        tags=("машина", "автомобиль", "хетчбэк", "красный", "город", "поездка", "аренда"),
    ),
    Variant(
        colourway="teal",
        pose="luggage",
        azimuth_offset=-64,
        caption=(
            "Бирюзовая машинка собралась в отпуск: на белой крыше уложены коралловый чемодан с тёмными ремнями, "
            "голубоватая сумка и светлый баул. Мы видим её сбоку и немного сзади — с красными фонарями, спойлером и "
            "коралловой полосой у порога. Настроение дорожное и лёгкое."
        ),
        caption_en=(
            "A turquoise car is packed for a holiday: a coral suitcase with dark straps, a pale blue bag and a white "
            "one lie on its white roof. We see it from the side and slightly from behind, with red tail lights, a "
            "spoiler and a coral line along the sill. The mood is light and ready for the road."
        ),
        services=(
            "прокат автомобиля для путешествия всей семьёй",
            "карта водителя с возвратом денег на заправках",
            "подбор маршрутов и ночлега для поездок на машине",
        ),
        tags=("машина", "отпуск", "багаж", "путешествие", "дорога", "бирюзовый", "чемодан"),
    ),
    Variant(
        colourway="violet",
        pose="pinned",
        azimuth_offset=14,
        caption=(
            "Фиолетовый автомобиль, над белой крышей которого стоит крупная оранжевая метка с белым кружком. Он "
            "повёрнут к нам передом: видны круглые фары, тёмная решётка и светлый бампер. Сразу понятно — машина "
            "рядом и ждёт водителя."
        ),
        caption_en=(
            "A violet car with a large orange location pin, white in the middle, standing above its white roof. It "
            "is turned to face us, with round headlights, a dark grille and a pale bumper. The message is clear: the "
            "car is near and waiting for a driver."
        ),
        services=(
            "каршеринг с поминутной оплатой в вашем районе",
            "отслеживание служебных автомобилей на карте в реальном времени",
            "поиск свободной парковки рядом с домом или работой",
        ),
        tags=("каршеринг", "машина", "метка", "карта", "фиолетовый", "навигация", "аренда"),
    ),
)

KICK_SCOOTER = (
    Variant(
        colourway="green",
        caption=(
            "Зелёный электросамокат стоит на подножке, развернувшись вправо. На широкой тёмной деке три жёлтые "
            "нескользящие полоски, на руле — жёлтые ручки, рычажки тормозов и круглая фара. Простой и удобный "
            "транспорт на каждый день."
        ),
        caption_en=(
            "A green electric kick scooter stands on its side stand, facing right. Three yellow grip bars lie on the "
            "wide dark deck; the handlebar has yellow grips, brake levers and a round headlight. A simple, handy way "
            "to get around every day."
        ),
        services=(
            "прокат электросамокатов с оплатой за минуты поездки",
            "рассрочка на личный электротранспорт без первого взноса",
            "доставка самоката домой в день заказа",
        ),
        tags=("самокат", "электросамокат", "прокат", "город", "зелёный", "транспорт", "прогулка"),
    ),
    Variant(
        colourway="orange",
        pose="helmet",
        azimuth_offset=-50,
        caption=(
            "Оранжевый самокат с синими ручками, а на его деке лежит защитный шлем. Шлем белый, с синими рёбрами и "
            "тёмным козырьком; рядом заметны откидная подножка и красный задний фонарик. Картинка напоминает, что "
            "кататься можно быстро и безопасно."
        ),
        caption_en=(
            "An orange kick scooter with blue grips carries a protective helmet on its deck. The helmet is white "
            "with blue ridges and a dark visor; the side stand and a small red tail light are visible too. A "
            "reminder that riding can be both fast and safe."
        ),
        services=(
            "страхование от травм на время поездок по городу",
            "аренда самоката и шлема в одном тарифе",
            "уроки безопасной езды для детей и взрослых",
        ),
        tags=("самокат", "шлем", "безопасность", "оранжевый", "защита", "страховка", "поездка"),
    ),
    Variant(
        colourway="blue",
        pose="pair",
        azimuth_offset=10,
        caption=(
            "Два самоката стоят рядом: впереди синий с жёлтыми ручками, за ним жёлтый с синими. Оба с тёмными "
            "деками, круглыми фарами и белыми дисками. Пара так и зовёт прокатиться вдвоём."
        ),
        caption_en=(
            "Two kick scooters stand side by side: a blue one with yellow grips in front, a yellow one with blue "
            "grips behind. Both have dark decks, round headlights and white wheels. The pair is an invitation to "
            "ride together."
        ),
        services=(
            "семейный абонемент на прокат самокатов в парке",
            "скидка на вторую поездку при заказе вдвоём",
            "аренда парка самокатов для сотрудников компании",
        ),
        tags=("самокаты", "пара", "друзья", "прокат", "синий", "жёлтый", "прогулка"),
    ),
)
