"""Words for the pictures of routers, SIM cards and cell towers."""

from offline.bank_renderer.bank_object import Variant

WIFI_ROUTER = (
    Variant(
        colourway="violet",
        caption=(
            "Фиолетово-белый роутер с четырьмя тёмными антеннами, у которых оранжевые кончики. На лицевой кромке "
            "горят зелёные огоньки, над корпусом парит фиолетовый знак беспроводной сети. Интернет включён и ловит "
            "повсюду."
        ),
        caption_en=(
            "A violet and white router with four dark antennas with orange tips. Green lights glow along its front "
            "edge, and a violet wireless sign floats above it. The internet is on and reaches everywhere."
        ),
        services=(
            "домашний интернет с подключением за один день",
            "настройка и ремонт домашней сети с выездом мастера",
            "защита домашней сети от вирусов и мошенников",
        ),
        tags=("роутер", "интернет", "сеть", "дом", "фиолетовый", "связь", "антенны"),
    ),
    Variant(
        colourway="orange",
        pose="phone",
        azimuth_offset=44,
        caption=(
            "Рядом с бело-оранжевым роутером стоит смартфон, и на его персиковом экране светится значок сети. У "
            "роутера четыре антенны с синими кончиками, над ним синий знак беспроводной связи. Телефон и дом на "
            "одной волне."
        ),
        caption_en=(
            "A smartphone stands beside a white and orange router, a wireless sign on its peach screen. The router "
            "has four antennas with blue tips and a blue wireless sign above it. The phone and the home are on the "
            "same wave."
        ),
        services=(
            "домашний интернет и мобильная связь на одном счёте",
            "управление умным домом со смартфона из любого места",
            "раздача интернета гостям кафе без лишних паролей",
        ),
        tags=("роутер", "телефон", "интернет", "оранжевый", "связь", "сеть", "тариф"),
    ),
    Variant(
        colourway="blue",
        pose="mesh",
        azimuth_offset=10,
        caption=(
            "Два белых цилиндрических роутера, высокий и низкий, с синими крышками и жёлтым светящимся пояском у "
            "основания. От высокого расходятся жёлтые дуги сигнала, на боках нанесены синие значки сети. Сигнала "
            "хватит на каждую комнату."
        ),
        caption_en=(
            "Two white cylindrical routers, a tall and a short one, with blue caps and a glowing yellow belt at the "
            "base. Yellow arcs of signal spread from the tall one, and blue network signs are on their sides. There "
            "is enough signal for every room."
        ),
        services=(
            "бесшовный интернет для большого загородного дома",
            "аренда сетевого оборудования для офиса с обслуживанием",
            "усиление сигнала в квартире с толстыми стенами",
        ),
        tags=("роутер", "сигнал", "покрытие", "дом", "синий", "интернет", "усилитель"),
    ),
)

SIM_CARD = (
    Variant(
        colourway="green",
        caption=(
            "Большая зелёная сим-карта со срезанным уголком и золотым чипом. Лицевая сторона салатовая, рамка "
            "тёмно-зелёная, от уголка расходятся три жёлтые волны сигнала. Связь поймана."
        ),
        caption_en=(
            "A large green SIM card with a cut corner and a golden chip. Its face is pale green, the frame a deeper "
            "green, and three yellow waves of signal spread from the corner. Connection found."
        ),
        services=(
            "мобильный тариф с безлимитными сообщениями и звонками",
            "переход к новому оператору с сохранением номера",
            "интернет для умных часов и датчиков по низкой цене",
        ),
        tags=("сим-карта", "связь", "сигнал", "зелёный", "тариф", "чип", "мобильный"),
    ),
    Variant(
        colourway="violet",
        pose="pair",
        azimuth_offset=46,
        caption=(
            "Две сим-карты, фиолетовая и бело-оранжевая, стоят веером одна за другой. У каждой срезан угол и крупный "
            "золотой чип с аккуратными контактами. Один номер для работы, другой — для себя."
        ),
        caption_en=(
            "Two SIM cards, a violet one and a white and orange one, stand fanned out one behind the other. Each has "
            "a cut corner and a large golden chip with neat contacts. One number for work, the other for yourself."
        ),
        services=(
            "второй номер для работы на том же телефоне",
            "семейный тариф с общим пакетом минут",
            "корпоративная связь для небольшой команды без договора",
        ),
        tags=("сим-карты", "пара", "номер", "фиолетовый", "связь", "семья", "тариф"),
    ),
    Variant(
        colourway="pink",
        pose="phone",
        azimuth_offset=8,
        caption=(
            "Бело-розовая сим-карта с золотым чипом стоит перед смартфоном с розовым экраном. На экране крупный знак "
            "беспроводной сети, рамка телефона тёмно-вишнёвая. Остаётся вставить карту — и можно звонить."
        ),
        caption_en=(
            "A white and pink SIM card with a golden chip stands in front of a smartphone with a pink screen. A "
            "large wireless sign is on the screen; the phone's frame is dark cherry. Insert the card and you are "
            "ready to call."
        ),
        services=(
            "доставка сим-карты домой с подключением через приложение",
            "электронная сим-карта для путешествий по всему миру",
            "смартфон в подарок при подключении годового тарифа",
        ),
        tags=("сим-карта", "смартфон", "связь", "розовый", "подключение", "интернет", "телефон"),
    ),
)

CELL_TOWER = (
    Variant(
        colourway="red",
        caption=(
            "Красно-белая вышка сотовой связи стоит на круглой зелёной лужайке. Наверху белые антенны и красный "
            "сигнальный огонь, от которого в обе стороны расходятся жёлтые дуги. Маленькая, но уверенная станция."
        ),
        caption_en=(
            "A red and white cell tower stands on a round green lawn. At its top are white antennas and a red signal "
            "light, with yellow arcs spreading to both sides. A small but confident station."
        ),
        services=(
            "мобильная связь без пропадания сигнала в метро",
            "карта покрытия и проверка скорости интернета онлайн",
            "вакансии для инженеров связи по всей стране",
        ),
        tags=("вышка", "связь", "антенна", "сигнал", "красный", "сеть", "оператор"),
    ),
    Variant(
        colourway="teal",
        pose="dish",
        azimuth_offset=44,
        caption=(
            "Бирюзово-белая решётчатая вышка с двумя спутниковыми тарелками. Тарелки белые, с коралловыми "
            "облучателями; на макушке горит красная лампа, рядом коралловые волны. Сигнал приходит издалека и уходит "
            "ещё дальше."
        ),
        caption_en=(
            "A turquoise and white lattice tower with two satellite dishes. The dishes are white with coral feeds; a "
            "red lamp glows at the top between coral waves. The signal comes from afar and travels even further."
        ),
        services=(
            "спутниковый интернет для дачи и дальних посёлков",
            "цифровое телевидение с сотней каналов без проводов",
            "резервный канал связи для магазинов и складов",
        ),
        tags=("вышка", "тарелка", "спутник", "сигнал", "бирюзовый", "телевидение", "связь"),
    ),
    Variant(
        colourway="yellow",
        pose="houses",
        azimuth_offset=10,
        caption=(
            "Жёлто-белая вышка возвышается над тремя домиками на зелёной поляне. Крыши у домиков синяя, коралловая и "
            "жёлтая, от маячка наверху расходятся синие волны. Связь теперь есть у всей деревни."
        ),
        caption_en=(
            "A yellow and white tower rises above three little houses on a green clearing. Their roofs are blue, "
            "coral and yellow, and blue waves spread from the beacon on top. Now the whole village is connected."
        ),
        services=(
            "скоростной интернет в частный дом и на дачу",
            "выгодный тариф связи для пенсионеров за городом",
            "видеонаблюдение за участком через мобильный интернет",
        ),
        tags=("вышка", "дома", "деревня", "интернет", "жёлтый", "связь", "дача"),
    ),
)
