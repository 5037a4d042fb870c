"""Words for the pictures of home_2."""

from offline.bank_renderer.bank_object import Variant

SECURITY_CAMERA = (
    Variant(
        colourway="blue",
        caption="Камера видеонаблюдения с белым корпусом и синим козырьком закреплена на невысокой стойке. Крупный "
        "тёмный объектив обведён янтарным кольцом, рядом горит красный огонёк. Камера будто зорко охраняет вход.",
        caption_en="A security camera with a white body and a blue visor sits on a low stand. An amber ring "
        "surrounds its large dark lens and a small red light glows beside it. It seems to keep a sharp watch over "
        "the entrance.",
        services=(
            "установка видеонаблюдения в частном доме и на даче",
            "круглосуточная охрана магазинов и складов с пультом",
            "страхование квартиры от кражи на время отпуска",
        ),
        tags=("камера", "видеонаблюдение", "охрана", "безопасность", "дом", "объектив", "синяя"),
    ),
    Variant(
        colourway="orange",
        azimuth_offset=14,
        pose="dome",
        caption="Купольная камера висит на изогнутом оранжевом столбе. Под белой шапкой — тёмная полусфера с "
        "глазком в синем кольце, на ободке светится красный индикатор. Такие следят за порядком на улицах и "
        "парковках.",
        caption_en="A dome camera hangs from a curved orange post. Under its white cap is a dark half-sphere with "
        "an eye in a blue ring, and a red indicator glows on the rim. Such cameras watch over streets and car "
        "parks.",
        services=(
            "охраняемая парковка у метро с оплатой по часам",
            "онлайн-просмотр двора и подъезда в приложении для жильцов",
            "системы учёта посетителей для торговых центров и выставок",
        ),
        tags=("камера", "улица", "наблюдение", "контроль", "парковка", "безопасность", "оранжевая"),
    ),
    Variant(
        colourway="teal",
        azimuth_offset=60,
        pose="room",
        caption="Домашняя камера-шарик держится в бирюзовой скобе на круглой подставке. Большой чёрный объектив "
        "окружён коралловым и бирюзовым кольцами и похож на любопытный глаз. Корпус белый, гладкий, с красным "
        "огоньком внизу.",
        caption_en="A ball-shaped home camera is held by a teal yoke on a round foot. Its big black lens, set in "
        "coral and teal rings, looks like a curious eye. The body is white and smooth, with a little red light "
        "below.",
        services=(
            "видеоняня, которая показывает спящего малыша на телефоне",
            "присмотр за домашними животными, пока хозяева на работе",
            "видеозвонки и совещания с коллегами в хорошем качестве",
        ),
        tags=("камера", "дом", "видеоняня", "видеосвязь", "присмотр", "глаз", "бирюзовая"),
    ),
)

UMBRELLA = (
    Variant(
        colourway="red",
        caption="Раскрытый красно-белый зонт с гнутой жёлтой ручкой наклонился набок. Спицы заканчиваются жёлтыми "
        "шариками, тонкая стальная трость держит купол. Яркий и надёжный спутник в любую погоду.",
        caption_en="An open red and white umbrella with a crooked yellow handle leans to one side. Its ribs end in "
        "yellow beads, a slim steel stick holds the canopy. A bright, reliable companion in any weather.",
        services=(
            "страхование жизни и здоровья с оформлением за пять минут",
            "прогноз погоды по часам для города и дачи",
            "интернет-магазин зонтов, плащей и аксессуаров от дождя",
        ),
        tags=("зонт", "защита", "страхование", "погода", "дождь", "надёжность", "красный"),
    ),
    Variant(
        colourway="blue",
        pose="house",
        caption="Большой сине-белый зонт укрывает маленький домик. У домика белые стены, янтарная крыша, синяя "
        "дверь и тёплый свет в окне; янтарная ручка зонта стоит рядом на земле. Понятный образ защиты и "
        "спокойствия.",
        caption_en="A big blue and white umbrella shelters a little house. The house has white walls, an amber "
        "roof, a blue door and warm light in its window; the amber handle of the umbrella rests on the ground "
        "beside it. A clear image of safety and calm.",
        services=(
            "страхование дома и квартиры от пожара и залива",
            "ипотека на строительство загородного дома со скидкой",
            "ремонт и утепление крыш с гарантией на десять лет",
        ),
        tags=("зонт", "дом", "страхование", "ипотека", "защита", "жильё", "спокойствие", "синий"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=30,
        pose="coins",
        caption="Зелёно-белый зонт заслоняет стопки золотых монет. Монеты с рифлёным краем сложены столбиками "
        "разной высоты, впереди стоит одна с выпуклым сердцем. Накопления здесь под надёжной защитой.",
        caption_en="A green and white umbrella shields stacks of golden coins. The ribbed coins are piled to "
        "different heights and one with a raised heart stands in front. The savings are safe here.",
        services=(
            "вклад с защитой сбережений и ежемесячной выплатой процентов",
            "накопительное страхование на образование ребёнка и пенсию",
            "консультации по семейному бюджету и финансовой подушке",
        ),
        tags=("зонт", "монеты", "деньги", "сбережения", "вклад", "защита", "накопления", "зелёный"),
    ),
)

PADLOCK = (
    Variant(
        colourway="violet",
        caption="Фиолетовый навесной замок с толстой стальной дужкой надёжно заперт. Тёмная скважина прорезана в "
        "светлом круге, по углам блестят золотые заклёпки, у дужки — оранжевые кольца. Всё говорит о сохранности и "
        "порядке.",
        caption_en="A violet padlock with a thick steel shackle is firmly locked. Its dark keyhole is cut into a "
        "pale disc, golden rivets shine in the corners, orange rings hold the shackle. Everything speaks of safety "
        "and order.",
        services=(
            "защита личных данных и паролей на всех устройствах",
            "аренда индивидуальных боксов для хранения вещей",
            "безопасные сделки между частными лицами через гаранта",
        ),
        tags=("замок", "безопасность", "защита", "пароль", "данные", "хранение", "фиолетовый"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=4,
        pose="open",
        caption="Зелёный замок открыт: стальная дужка поднята и отведена в сторону. На корпусе — светлый круг со "
        "скважиной и золотые заклёпки, сверху видны янтарные гнёзда. Доступ получен, путь свободен.",
        caption_en="A green padlock is open: its steel shackle is raised and swung aside. The body has a pale disc "
        "with the keyhole and golden rivets, amber sockets show on top. Access is granted, the way is free.",
        services=(
            "вскрытие и замена замков с выездом мастера за полчаса",
            "доступ ко всем материалам курса сразу после оплаты",
            "разморозка счёта и восстановление доступа к личному кабинету",
        ),
        tags=("замок", "открыт", "доступ", "вход", "свобода", "скважина", "зелёный"),
    ),
    Variant(
        colourway="orange",
        azimuth_offset=46,
        pose="key",
        caption="К оранжевому замку прислонён золотой ключ с головкой в форме сердца. Стальная дужка защёлкнута в "
        "синих кольцах, скважина темнеет в светлом круге. Пара выглядит тепло, почти как подарок.",
        caption_en="A golden key with a heart-shaped bow leans against an orange padlock. The steel shackle is "
        "snapped into blue rings and the keyhole shows dark in a pale disc. The pair looks warm, almost like a "
        "gift.",
        services=(
            "покупка квартиры в новостройке с выдачей ключей в этом году",
            "посуточная аренда жилья с заселением без встречи с хозяином",
            "квесты и комнаты-загадки для компаний друзей и коллег",
        ),
        tags=("замок", "ключ", "сердце", "жильё", "доступ", "безопасность", "оранжевый"),
    ),
)
