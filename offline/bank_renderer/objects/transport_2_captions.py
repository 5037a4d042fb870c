"""Words for the pictures of airliners and trains."""

from offline.bank_renderer.bank_object import Variant

AIRPLANE = (
    Variant(
        colourway="blue",
        caption=(
            "Пухлый белый самолётик с синими крыльями и килем набирает высоту. Законцовки крыльев, дверь и полоска "
            "на хвосте жёлтые, под крылом виден круглый двигатель, вдоль борта тянется ряд тёмных окошек. На земле "
            "под ним лежит мягкая тень — он уже в пути."
        ),
        caption_en=(
            "A chubby white aeroplane with blue wings and fin is climbing. The wing tips, the door and a stripe on "
            "the tail are yellow, a round engine hangs under the wing, and a row of dark windows runs along the "
            "side. A soft shadow lies below: it is already on its way."
        ),
        services=(
            "дешёвые авиабилеты с поиском по всем датам месяца",
            "кредитная карта с накоплением миль за покупки",
            "страховка для путешественников с оформлением за пять минут",
        ),
        tags=("самолёт", "полёт", "путешествие", "билеты", "синий", "отпуск", "небо"),
    ),
    Variant(
        colourway="orange",
        pose="clouds",
        azimuth_offset=-8,
        caption=(
            "Самолёт с оранжевыми крыльями летит влево над тремя пухлыми голубоватыми облаками. Корпус у него "
            "кремовый, дверь и кончики крыльев синие, нос круглый и добрый. Ощущение лёгкого, спокойного полёта в "
            "ясный день."
        ),
        caption_en=(
            "An aeroplane with orange wings flies to the left above three puffy pale blue clouds. Its body is cream, "
            "the door and wing tips are blue, and the nose is round and friendly. It feels like an easy, calm flight "
            "on a clear day."
        ),
        services=(
            "туры на море с перелётом и проживанием",
            "быстрая доставка посылок самолётом по всей стране",
            "помощь с возвратом денег за отменённый рейс",
        ),
        tags=("самолёт", "облака", "небо", "перелёт", "оранжевый", "тур", "отдых"),
    ),
    Variant(
        colourway="teal",
        pose="stairs",
        azimuth_offset=14,
        caption=(
            "Бело-бирюзовый самолёт стоит на шасси, к двери за кабиной подан коралловый трап на колёсиках. Ступени "
            "белые, по бокам перила того же кораллового цвета; хвост и крылья бирюзовые с коралловыми вставками. "
            "Посадка открыта — осталось подняться на борт."
        ),
        caption_en=(
            "A white and turquoise aeroplane stands on its wheels, with coral boarding stairs on castors rolled up "
            "to its door. The steps are white, the handrails coral; the tail and wings are turquoise with coral "
            "tips. Boarding is open: all that is left is to climb in."
        ),
        services=(
            "онлайн-регистрация на рейс и выбор места в салоне",
            "доступ в бизнес-залы аэропортов по карте",
            "трансфер в аэропорт к назначенному времени вылета",
        ),
        tags=("самолёт", "трап", "посадка", "аэропорт", "бирюзовый", "рейс", "путешествие"),
    ),
)

TRAIN = (
    Variant(
        colourway="red",
        caption=(
            "Головной вагон скоростного поезда стоит на рельсах с деревянными шпалами. Бока белые, крыша и низ "
            "красные, между ними жёлтая полоса; обтекаемый нос с большим тёмным стеклом смотрит вправо. Поезд "
            "выглядит стремительным, хотя и игрушечным."
        ),
        caption_en=(
            "The leading car of a fast train stands on rails with wooden sleepers. Its sides are white, the roof and "
            "skirt red with a yellow line between, and the streamlined nose with a large dark windscreen points to "
            "the right. The train looks swift, even if it is a toy."
        ),
        services=(
            "билеты на скоростные поезда без комиссии",
            "абонемент на пригородные электрички для поездок на работу",
            "железнодорожные туры по старинным городам на выходные",
        ),
        tags=("поезд", "железная", "дорога", "скорость", "красный", "билеты", "рельсы", "путешествие"),
    ),
    Variant(
        colourway="blue",
        pose="carriage",
        azimuth_offset=14,
        caption=(
            "Скоростной поезд из двух вагонов идёт по рельсам прямо на зрителя. Белые борта с синим низом и тонкой "
            "жёлтой линией, ровный ряд окон, синие двери и покатый нос с тёмным лобовым стеклом. За ним тянется "
            "длинная полоса деревянных шпал."
        ),
        caption_en=(
            "A fast train of two cars runs along the rails towards the viewer. White sides with a blue skirt and a "
            "thin yellow line, an even row of windows, blue doors and a sloping nose with a dark windscreen. A long "
            "strip of wooden sleepers stretches behind it."
        ),
        services=(
            "семейные билеты на поезд со скидкой для детей",
            "перевозка грузов по железной дороге для бизнеса",
            "интернет в дороге без обрывов между городами",
        ),
        tags=("поезд", "вагоны", "дорога", "синий", "рельсы", "поездка", "скорость"),
    ),
    Variant(
        colourway="green",
        pose="steam",
        azimuth_offset=-10,
        caption=(
            "Зелёный паровозик с золотыми обручами на котле пыхтит по рельсам. У него тёмная труба с двумя облачками "
            "дыма, жёлтая крыша кабины, жёлтые колёса с дышлом и медный колпак на спине. Картинка тёплая и "
            "сказочная, как из детской книжки."
        ),
        caption_en=(
            "A green steam engine with golden bands around its boiler puffs along the rails. It has a dark chimney "
            "with two little clouds of smoke, a yellow cab roof, yellow wheels with a connecting rod and a brass "
            "dome on its back. A warm picture, as if from a children's book."
        ),
        services=(
            "экскурсии на ретропоезде для всей семьи",
            "детские игрушки и железные дороги с доставкой",
            "накопительный счёт для ребёнка с рождения до совершеннолетия",
        ),
        tags=("паровоз", "поезд", "детство", "зелёный", "игрушка", "экскурсия", "дым"),
    ),
)
