"""Words for the pictures of cinema_2."""

from offline.bank_renderer.bank_object import Variant

MICROPHONE = (
    Variant(
        colourway="violet",
        caption="Фиолетовый микрофон для выступлений закреплён в белом кольце настольной стойки. Круглая сиреневая "
        "головка оплетена белой сеткой и опоясана оранжевым ободком, на рукоятке — оранжевая кнопка. Осталось выйти "
        "на сцену.",
        caption_en="A violet stage microphone rests in the white ring of a desk stand. A white net covers its round "
        "lilac head, an orange band runs around it, and the handle has an orange button. All that is left is to go "
        "on stage.",
        services=(
            "караоке-клуб с отдельными комнатами для компаний",
            "курсы ораторского мастерства и постановки голоса",
            "ведущие и артисты на свадьбы, юбилеи и корпоративы",
        ),
        tags=("микрофон", "сцена", "караоке", "голос", "выступление", "песня", "фиолетовый"),
    ),
    Variant(
        colourway="red",
        azimuth_offset=46,
        pose="retro",
        caption="Красный ретромикрофон на хромированной ножке напоминает о джазовых клубах. За стальными прутьями "
        "темнеет решётка, корпус перехвачен жёлтым поясом с белой звездой. Эффектная вещь с характером.",
        caption_en="A red retro microphone on a chromed stand recalls jazz clubs. A dark grille lies behind its "
        "steel bars, and a yellow belt with a white star goes round the body. A striking thing with character.",
        services=(
            "концерты живой музыки и стендап по пятницам",
            "радиостанция с хитами прошлых лет и заявками слушателей",
            "запись песни в подарок на профессиональной студии",
        ),
        tags=("микрофон", "ретро", "концерт", "радио", "джаз", "стендап", "красный"),
    ),
    Variant(
        colourway="green",
        pose="studio",
        caption="Зелёный студийный микрофон подвешен в тёмной скобе на круглой подставке. Куполообразную головку "
        "закрывает белая решётка, по бокам янтарные винты, на корпусе — белый регулятор и красный огонёк. Идёт "
        "запись.",
        caption_en="A green studio microphone hangs in a dark yoke on a round base. White bars cage its domed head, "
        "amber screws hold it at the sides, and the body has a white dial and a red light. Recording is on.",
        services=(
            "запуск подкаста для компании от идеи до публикации",
            "озвучка роликов и аудиокниг дикторами на заказ",
            "школа блогеров: звук, свет и первые подписчики",
        ),
        tags=("микрофон", "подкаст", "студия", "запись", "звук", "эфир", "зелёный"),
    ),
)

VINYL_PLAYER = (
    Variant(
        colourway="orange",
        caption="Оранжевый проигрыватель виниловых пластинок с белой окантовкой, вид немного сверху. На диске "
        "чёрная пластинка с синим яблоком, к ней опущена изогнутая стальная рука, справа — две синие ручки. Музыка "
        "вот-вот зазвучит.",
        caption_en="An orange record player with white edging, seen slightly from above. A black record with a blue "
        "label lies on it, a curved steel arm is lowered to it, and two blue knobs sit on the right. Music is about "
        "to start.",
        services=(
            "магазин виниловых пластинок и техники для ценителей звука",
            "подписка на музыку без рекламы с точными рекомендациями",
            "бар с живым звуком и редкими записями каждый вечер",
        ),
        tags=("проигрыватель", "винил", "пластинка", "музыка", "ретро", "звук", "оранжевый"),
    ),
    Variant(
        colourway="teal",
        azimuth_offset=52,
        pose="lid",
        caption="Бирюзовый проигрыватель с поднятой светлой крышкой, на которой нарисованы блики. Чёрная пластинка "
        "с коралловой серединой лежит на круге, рядом блестит стальной тонарм и две коралловые ручки. Уютная "
        "техника для медленного вечера.",
        caption_en="A teal record player with its pale lid up; painted glints cross the lid. A black record with a "
        "coral centre lies on the platter, next to a shiny steel arm and two coral knobs. A cosy machine for a slow "
        "evening.",
        services=(
            "комиссионный магазин винтажной техники с проверкой мастера",
            "ремонт и настройка проигрывателей и старой аппаратуры",
            "тематические вечеринки в стиле прошлого века с музыкой",
        ),
        tags=("проигрыватель", "пластинка", "винтаж", "музыка", "вечер", "крышка", "бирюзовый"),
    ),
    Variant(
        colourway="pink",
        azimuth_offset=8,
        pose="sleeve",
        caption="За розовым проигрывателем стоит конверт, из которого выглядывает вторая пластинка. На обложке — "
        "жёлтое солнце над розовыми холмами, на вертушке крутится чёрный винил с жёлтой серединой. Сцена полна "
        "летней беззаботности.",
        caption_en="Behind a pink record player stands a sleeve with a second record peeping out. The cover shows a "
        "yellow sun over pink hills, black vinyl with a yellow centre turns on the deck. The scene is full of "
        "summer ease.",
        services=(
            "подарочные сертификаты для меломанов на любую сумму",
            "летний музыкальный фестиваль у воды с ночной программой",
            "дизайн обложек и выпуск альбомов для молодых музыкантов",
        ),
        tags=("проигрыватель", "винил", "обложка", "музыка", "лето", "альбом", "розовый"),
    ),
)
