"""The words for the pictures of toy people: couriers and readers."""

from offline.bank_renderer.bank_object import Variant

HUMAN_COURIER = (
    Variant(
        colourway="green",
        pose="bag",
        azimuth_offset=-20,
        caption="Круглолицый курьер в зелёной кепке и зелёной куртке здоровается, подняв руку. За спиной жёлтый "
        "термокороб с зелёной крышкой, другой рукой он придерживает лямку. Игрушечный человечек смеётся, на ногах "
        "белые кроссовки.",
        caption_en="A round-faced courier in a green cap and a green jacket says hello with a raised hand. On his "
        "back is a yellow delivery bag with a green lid, and his other hand holds the strap. The toy figure laughs; "
        "his sneakers are white.",
        services=(
            "доставка продуктов из ближайшего магазина за час",
            "работа курьером со свободным графиком и ежедневными выплатами",
            "готовые рационы здорового питания на каждый день",
        ),
        tags=("курьер", "доставка", "рюкзак", "кепка", "приветствие", "человечек", "продукты"),
    ),
    Variant(
        colourway="red",
        pose="running",
        azimuth_offset=-34,
        caption="Бегущий курьер в красной кепке спешит с заказом. За плечами у него жёлтый короб с красной крышкой и "
        "белой полосой, нога широко шагнула вперёд, рот открыт от азарта. Фигурка игрушечная, но скорость "
        "чувствуется сразу.",
        caption_en="A running courier in a red cap hurries with an order. He carries a yellow box with a red lid and "
        "a white stripe on his back, takes a wide step and opens his mouth with zeal. It is a toy figure, yet the "
        "speed is felt at once.",
        services=(
            "срочная доставка документов и подарков за один час",
            "быстрая доставка еды из любимых ресторанов города",
            "спортивный клуб с беговыми тренировками для новичков",
        ),
        tags=("курьер", "бег", "скорость", "доставка", "короб", "срочно", "заказ"),
    ),
    Variant(
        colourway="blue",
        pose="parcel",
        azimuth_offset=-14,
        caption="Девушка-курьер протягивает картонную посылку с синей лентой и жёлтым сердечком. У неё тёмное каре, "
        "синяя кепка с жёлтым кантом, синяя кофта и спокойная улыбка. Сцена о том, как приятно получить заказ из рук "
        "в руки.",
        caption_en="A courier girl holds out a cardboard parcel with a blue band and a yellow heart. She has a dark "
        "bob, a blue cap with a yellow rim, a blue top and a calm smile. The scene is about how good it feels to be "
        "handed an order.",
        services=(
            "бесплатная доставка покупок из интернет-магазина до двери",
            "подарочные наборы с вручением от вашего имени",
            "возврат товаров через курьера, не выходя из дома",
        ),
        tags=("курьер", "посылка", "девушка", "вручение", "доставка", "коробка", "забота"),
    ),
)

HUMAN_READER = (
    Variant(
        colourway="teal",
        pose="laptop",
        azimuth_offset=-22,
        caption="Человечек с ноутбуком устроился на круглом коралловом пуфе и увлечённо работает. На нём бирюзовый "
        "свитер, синие брюки и белые кеды, на крышке светлого ноутбука коралловое сердечко. Он смотрит в экран и "
        "радуется увиденному.",
        caption_en="A toy person with a laptop sits on a round coral pouffe, absorbed in work. He wears a teal "
        "jumper, blue trousers and white sneakers, and the pale lid bears a coral heart. He looks at the screen and "
        "is glad of what he sees.",
        services=(
            "удалённая работа и вакансии для начинающих программистов",
            "быстрый домашний интернет без обрывов и перерывов",
            "конструктор сайтов для тех, кто начинает своё дело",
        ),
        tags=("ноутбук", "человечек", "работа", "интернет", "пуф", "удалёнка", "учёба"),
    ),
    Variant(
        colourway="violet",
        pose="book",
        caption="Девочка с рыжими волосами читает, сидя на стопке толстых книг. В руках у неё оранжевый томик со "
        "звёздочками на обложке, свитер фиолетовый, кеды белые. Глаза прищурены от удовольствия: история явно "
        "увлекательная.",
        caption_en="A red-haired girl reads, sitting on a pile of thick books. She holds an orange volume with stars "
        "on its cover and wears a violet jumper and white sneakers. Her eyes are narrowed with pleasure: the story "
        "must be a good one.",
        services=(
            "книжный магазин с доставкой новинок и подборками",
            "летняя школа чтения и письма для детей",
            "онлайн-курсы иностранных языков по любимым книгам",
        ),
        tags=("книга", "чтение", "девочка", "стопка", "учёба", "досуг", "знания"),
    ),
    Variant(
        colourway="pink",
        pose="meditation",
        azimuth_offset=24,
        caption="Девушка медитирует в позе со скрещёнными ногами на розовой подушке с жёлтым кантом. Глаза закрыты, "
        "тёмные волосы собраны в высокий пучок, на ней розовый свитер и синие брюки. Фигурка дышит покоем и "
        "равновесием.",
        caption_en="A young woman meditates cross-legged on a pink cushion with a yellow rim. Her eyes are closed, "
        "her dark hair is tied in a high bun, and she wears a pink jumper and blue trousers. The figure breathes "
        "calm and balance.",
        services=(
            "занятия йогой и медитацией в небольших группах",
            "онлайн-консультации психолога в удобное для вас время",
            "приложение для расслабления и здорового сна перед работой",
        ),
        tags=("медитация", "йога", "покой", "девушка", "равновесие", "здоровье", "отдых"),
    ),
)
