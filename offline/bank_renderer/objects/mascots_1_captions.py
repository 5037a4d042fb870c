"""The words for the pictures of the robot and the bear courier."""

from offline.bank_renderer.bank_object import Variant

ROBOT = (
    Variant(
        colourway="blue",
        pose="waving",
        caption="Синий робот-помощник приветливо машет рукой. Вместо лица у него тёмный экран со светящимися "
        "бирюзовыми глазами, улыбкой и розовыми щеками, на макушке жёлтый шарик антенны. На белом животе три жёлтые "
        "кнопки, голубые руки и ноги мягко гнутся. Настроение доброе и открытое.",
        caption_en="A blue helper robot waves hello. Its face is a dark screen with glowing turquoise eyes, a smile "
        "and pink cheeks, and a yellow ball tops its antenna. Three yellow buttons sit on its white belly.",
        services=(
            "чат-бот поддержки, который отвечает клиентам круглые сутки",
            "онлайн-школа программирования и робототехники для детей",
            "настройка умного дома с голосовым управлением под ключ",
        ),
        tags=("робот", "помощник", "приветствие", "технологии", "антенна", "экран", "дружелюбие"),
    ),
    Variant(
        colourway="violet",
        pose="heart",
        azimuth_offset=20,
        caption="Влюблённый робот фиолетового цвета прижимает к груди большое красное сердце. Глаза на тёмном экране "
        "превратились в счастливые дуги, щёки порозовели. Сиреневые руки, белые плечи и оранжевые наушники дополняют "
        "тёплый, заботливый образ.",
        caption_en="A violet robot hugs a big red heart to its chest. The eyes on its dark screen have turned into "
        "happy arches and its cheeks are pink. Lilac arms, white shoulders and orange ear pieces complete the caring "
        "look.",
        services=(
            "программа лояльности с подарками для постоянных покупателей",
            "приложение, которое следит за пульсом и здоровьем сердца",
            "благотворительный сервис регулярных пожертвований в один клик",
        ),
        tags=("робот", "сердце", "любовь", "забота", "благодарность", "технологии"),
    ),
    Variant(
        colourway="teal",
        pose="tablet",
        caption="Бирюзовый робот держит обеими руками планшет и показывает экран зрителю. На экране три растущих "
        "столбика и круглая метка, рамка планшета тёмная. Робот слегка наклонил голову и улыбается светящимся лицом, "
        "коралловая антенна торчит вверх: похоже, новости хорошие.",
        caption_en="A teal robot holds a tablet in both hands and shows its screen to the viewer. Three growing bars "
        "and a round mark are on the screen. The robot tilts its head and smiles with its glowing face under a coral "
        "antenna.",
        services=(
            "аналитика продаж и понятные отчёты для малого бизнеса",
            "автоматический подбор инвестиций с помощью умного алгоритма",
            "курсы по работе с данными и нейросетями с нуля",
        ),
        tags=("робот", "планшет", "график", "аналитика", "рост", "отчёт", "технологии"),
    ),
)

BEAR_COURIER = (
    Variant(
        colourway="blue",
        pose="box",
        caption="Бурый медвежонок-курьер в синей кепке и синей куртке несёт картонную посылку. Коробка перевязана "
        "синей лентой, спереди белый кружок с жёлтым сердечком. Мишка румяный, улыбается и смотрит прямо на "
        "получателя.",
        caption_en="A brown bear courier in a blue cap and a blue jacket carries a cardboard parcel. A blue band "
        "runs around the box, with a yellow heart on a white badge. The rosy-cheeked bear smiles at whoever is "
        "waiting.",
        services=(
            "доставка посылок до двери по всему городу за день",
            "пункты выдачи заказов рядом с домом без очередей",
            "переезд и перевозка вещей с аккуратными грузчиками",
        ),
        tags=("медведь", "курьер", "посылка", "доставка", "коробка", "кепка", "забота"),
    ),
    Variant(
        colourway="red",
        pose="pizza",
        azimuth_offset=24,
        caption="Весёлый мишка принёс пиццу. На нём красная кепка с жёлтым кантом и красная куртка, в лапах открытая "
        "красная коробка, а в ней круглая пицца с сыром, колбасками и листиками базилика. Рот приоткрыт от радости, "
        "щёки румяные.",
        caption_en="A cheerful bear has brought a pizza. It wears a red cap with a yellow rim and a red jacket, and "
        "holds an open red box with a round pizza topped with cheese, sausage and basil. Its mouth is open with "
        "delight.",
        services=(
            "доставка горячей пиццы на дом за полчаса",
            "семейная пиццерия с детской комнатой и мастер-классами",
            "заказ готовой еды для вечеринки или офиса",
        ),
        tags=("медведь", "пицца", "еда", "доставка", "курьер", "ужин", "радость"),
    ),
    Variant(
        colourway="pink",
        pose="flowers",
        caption="Плюшевого вида медведь с букетом жмурится от удовольствия. На нём розовые кепка и кофта с жёлтым "
        "поясом, в лапе бумажный кулёк с белыми, розовыми и жёлтыми ромашками. Картинка нежная и праздничная.",
        caption_en="A cuddly bear with a bouquet squints with pleasure. It wears a pink cap and a pink top with a "
        "yellow belt, and holds white, pink and yellow daisies in a paper cone. The mood is tender and festive.",
        services=(
            "доставка свежих букетов и открыток в день заказа",
            "подписка на цветы для дома каждую неделю",
            "организация праздников и сюрпризов для любимых людей",
        ),
        tags=("медведь", "букет", "цветы", "подарок", "праздник", "курьер", "нежность"),
    ),
)
