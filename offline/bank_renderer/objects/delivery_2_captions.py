"""Words for the pictures of delivery_2: scooter, taxi."""

from offline.bank_renderer.bank_object import Variant

SCOOTER = (
    Variant(
        colourway="green",
        caption=(
            "Зелёный скутер с белым коробом доставки позади чёрного сиденья, на коробе жёлтое сердце. Круглая "
            "фара, серебристые диски, два зеркала на руле. Городской транспорт курьера, чистый и бодрый."
        ),
        caption_en=(
            "A green scooter with a white delivery box behind its black seat; the box carries a yellow heart. It "
            "has a round headlight, silver wheels and two mirrors on the handlebar. A courier's city transport, "
            "clean and lively."
        ),
        services=(
            "быстрая доставка еды и продуктов курьером на скутере",
            "срочная отправка посылок и документов по городу",
            "аренда скутеров и мопедов для поездок и работы",
        ),
        tags=("скутер", "доставка", "курьер", "еда", "город", "мопед", "скорость"),
    ),
    Variant(
        colourway="orange",
        azimuth_offset=116,
        pose="parcels",
        caption=(
            "Оранжевый скутер развёрнут влево и везёт две картонные посылки. Коробки стоят на багажнике одна на "
            "другой, перетянуты цветными лентами и помечены сердечками. Колёса чёрные, зеркала блестят: посылки "
            "скоро будут на месте."
        ),
        caption_en=(
            "An orange scooter faces left and carries two cardboard parcels. The boxes stand on its rack one on "
            "the other, tied with coloured bands and marked with hearts. Black wheels, shiny mirrors: the parcels "
            "will soon be there."
        ),
        services=(
            "экспресс-доставка покупок из магазинов в день заказа",
            "отправка посылок по городу с оплатой при получении",
            "подработка на своём транспорте с выплатами каждый день",
        ),
        tags=("скутер", "посылки", "доставка", "коробки", "экспресс", "курьер", "заказ"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=-14,
        pose="helmet",
        caption=(
            "Синий скутер стоит без груза, на сиденье лежит жёлтый шлем с тёмным стеклом и белой полосой. Сзади "
            "хромированная дуга багажника, на руле два круглых зеркала. Можно садиться и ехать к морю."
        ),
        caption_en=(
            "A blue scooter stands without a load; a yellow helmet with a dark visor and a white stripe lies on "
            "its seat. There is a chromed rack rail at the back and two round mirrors on the handlebar. Time to "
            "get on and ride to the sea."
        ),
        services=(
            "прокат скутеров на курорте со шлемом и страховкой",
            "автошкола: права на мопед и мотоцикл за месяц",
            "страхование мотоциклов, скутеров и ответственности водителя",
        ),
        tags=("скутер", "шлем", "прокат", "поездка", "мопед", "лето", "безопасность"),
    ),
)

TAXI = (
    Variant(
        colourway="yellow",
        caption=(
            "Жёлтый автомобиль такси с чёрно-белыми шашечками на борту и светящимся плафоном на крыше. Тёмные "
            "окна, круглые фары, белые диски. Игрушечная машинка вполоборота, весёлая и узнаваемая."
        ),
        caption_en=(
            "A yellow taxi with black and white checkers on its side and a lit sign on its roof. Dark windows, "
            "round headlights, white wheels. A half-turned toy car, cheerful and easy to recognise."
        ),
        services=(
            "заказ такси по городу с заранее известной ценой поездки",
            "трансфер в аэропорт и на вокзал с встречей у выхода",
            "страхование автомобиля и помощь водителю на дороге",
        ),
        tags=("такси", "машина", "поездка", "город", "аэропорт", "автомобиль", "водитель"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=-10,
        pose="luggage",
        caption=(
            "Синее такси с шашечками, у заднего бампера ждут погрузки два чемодана. Жёлтый стоит подальше, "
            "красный ближе, на нём белая звёздочка, ручки выдвинуты. Поездка в аэропорт вот-вот начнётся."
        ),
        caption_en=(
            "A blue taxi with checkers; two suitcases wait by its rear bumper to be loaded. The yellow one stands "
            "farther off, the red one nearer, with a white star and its handle pulled out. The ride to the "
            "airport is about to start."
        ),
        services=(
            "трансфер семьи с багажом из дома прямо к терминалу",
            "междугородние поездки на такси по твёрдой цене",
            "путёвки под ключ: билеты, гостиница и встреча с водителем",
        ),
        tags=("такси", "чемоданы", "аэропорт", "багаж", "поездка", "отпуск", "машина"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=-84,
        pose="stand",
        caption=(
            "Зелёное такси видно сзади: красные фонари, серебристый бампер, шашечки вдоль дверей. За машиной "
            "поднимается столбик с круглым клетчатым знаком в жёлтом кольце. Стоянка, где машина всегда найдётся."
        ),
        caption_en=(
            "A green taxi seen from behind: red lamps, a silver bumper, checkers along its doors. Beyond it rises "
            "a pole with a round checkered sign in a yellow ring. A rank where there is always a car to be had."
        ),
        services=(
            "экологичное такси на электрокарах со скидкой в будни",
            "корпоративные поездки сотрудников с единым счётом и отчётом",
            "работа водителем такси на машине парка без залога",
        ),
        tags=("такси", "стоянка", "знак", "шашечки", "город", "машина", "поездка"),
    ),
)
