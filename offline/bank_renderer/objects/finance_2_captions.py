"""Words for the pictures of finance_2: gift box, shield, chart."""

from offline.bank_renderer.bank_object import Variant

CHART = (
    Variant(
        colourway="violet",
        caption=(
            "Столбчатый график из четырёх сиреневых и фиолетовых колонн стоит на белой подставке. Столбцы растут "
            "слева направо, вдоль них поднимается оранжевая ломаная стрелка. Глянцевый пластик и чистые линии "
            "передают рост и порядок."
        ),
        caption_en=(
            "A bar chart of four lilac and violet columns stands on a white base. The bars grow from left to "
            "right and a broken orange arrow climbs along them. Glossy plastic and clean lines speak of growth "
            "and order."
        ),
        services=(
            "инвестиции в акции и облигации через понятное мобильное приложение",
            "сервис аналитики продаж и отчётов для владельцев малого бизнеса",
            "обучение финансам, аналитике данных и работе с показателями компании",
        ),
        tags=("график", "рост", "инвестиции", "доход", "аналитика", "бизнес", "прибыль"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=12,
        pose="pie",
        caption=(
            "Круговая диаграмма на белом табло с тёмной подножкой. Синяя, голубая и зелёная доли лежат вместе, а "
            "жёлтая выдвинута вперёд и отделена от остальных. Всё распределено наглядно, как семейный бюджет на "
            "месяц."
        ),
        caption_en=(
            "A pie chart on a white board with a dark foot. The blue, pale blue and green slices lie together, "
            "while the yellow one stands out apart from them. Everything is shared out plainly, like a family "
            "budget for a month."
        ),
        services=(
            "учёт семейных расходов по категориям с советами по экономии",
            "управление портфелем: доли акций, облигаций и золота",
            "опросы покупателей и отчёты о рынке для компаний",
        ),
        tags=("диаграмма", "доли", "бюджет", "отчёт", "аналитика", "портфель", "расходы"),
    ),
    Variant(
        colourway="teal",
        azimuth_offset=40,
        pose="lens",
        caption=(
            "Лупа с коралловой ручкой наведена на бирюзовый график. В стекле видны три маленьких столбика, за ней "
            "поднимаются высокие колонны на светлой подставке. Кто-то внимательно изучает цифры, прежде чем "
            "решить."
        ),
        caption_en=(
            "A magnifying glass with a coral handle is held to a teal chart. Three little bars show in its lens, "
            "and tall columns rise behind it on a pale base. Someone studies the figures closely before deciding."
        ),
        services=(
            "проверка контрагентов и отчётности перед важной сделкой",
            "аудит расходов компании и поиск скрытых потерь",
            "сравнение цен и тарифов, чтобы выбрать лучшее предложение",
        ),
        tags=("лупа", "график", "анализ", "проверка", "аудит", "поиск", "данные"),
    ),
)

GIFT_BOX = (
    Variant(
        colourway="red",
        caption=(
            "Красная подарочная коробка перевязана золотистой лентой, на крышке пышный бант из шести петель. Она "
            "стоит вполоборота, так что видны две грани. Насыщенный цвет и мягкие блики создают ощущение "
            "праздника."
        ),
        caption_en=(
            "A red gift box tied with a golden ribbon, a lush bow of six loops on its lid. It stands half-turned "
            "so that two sides are seen. The rich colour and soft highlights feel like a holiday."
        ),
        services=(
            "праздничная распродажа подарков в интернет-магазине с доставкой на дом",
            "розыгрыш призов и подарки покупателям за накопленные баллы",
            "новогодние наборы и сувениры для друзей, родных и коллег",
        ),
        tags=("подарок", "праздник", "бант", "акция", "распродажа", "сюрприз", "коробка"),
    ),
    Variant(
        colourway="pink",
        azimuth_offset=10,
        pose="open",
        caption=(
            "Розовая коробка с сюрпризом только что открыта: крышка с жёлтым бантом прислонена сбоку. Внутри "
            "белые, розовые и жёлтые шары, над ними взлетают красное сердце и золотая звезда. Радостный миг, "
            "когда подарок наконец распакован."
        ),
        caption_en=(
            "A pink surprise box has just been opened: its lid with a yellow bow leans at its side. White, pink "
            "and yellow balls fill it, and a red heart and a golden star fly up above them. The joyful moment "
            "when a present is unwrapped at last."
        ),
        services=(
            "подарочные сертификаты на красоту, впечатления и отдых",
            "бонусы новым клиентам за первую покупку в приложении",
            "оформление детских праздников с сюрпризами и живыми ведущими",
        ),
        tags=("подарок", "сюрприз", "сердце", "звезда", "праздник", "бонус", "коробка"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=50,
        pose="pair",
        caption=(
            "Два подарка стоят друг на друге. Нижняя коробка синяя с оранжевой лентой, верхняя, поменьше, голубая "
            "с синим бантом и чуть развёрнута. Стройная пирамидка, в которой хватит радости на двоих."
        ),
        caption_en=(
            "Two presents stand on one another. The lower box is blue with an orange ribbon; the upper, smaller "
            "one is pale blue with a blue bow and is turned a little. A trim tower with joy enough for two."
        ),
        services=(
            "два товара по цене одного в сезон подарков",
            "упаковка и доставка корпоративных подарков сотрудникам и партнёрам",
            "подписка на коробки с сюрпризом для детей каждый месяц",
        ),
        tags=("подарки", "пара", "бант", "коробки", "акция", "праздник", "сюрприз"),
    ),
)

SHIELD = (
    Variant(
        colourway="blue",
        caption=(
            "Синий щит с крупной белой галочкой парит над мягкой тенью. Вокруг него толстая белая рамка, "
            "поверхность гладкая и слегка блестит. Спокойный знак надёжности и защиты."
        ),
        caption_en=(
            "A blue shield with a big white check mark floats over a soft shadow. A thick white frame runs around "
            "it; the surface is smooth and shines a little. A calm sign of reliability and protection."
        ),
        services=(
            "страхование автомобиля, жилья и здоровья с оформлением онлайн",
            "защита от мошенников, спама и подозрительных звонков",
            "охранная сигнализация и видеонаблюдение для дома и офиса",
        ),
        tags=("щит", "защита", "страхование", "безопасность", "полис", "надёжность", "охрана"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=44,
        pose="lock",
        caption=(
            "Зелёный щит в жёлтой окантовке несёт на себе белый навесной замок. Дужка замка мятная, в середине "
            "тёмная скважина. Сразу понятно: внутрь без ключа не попасть."
        ),
        caption_en=(
            "A green shield with a yellow border carries a white padlock. Its shackle is mint and there is a dark "
            "keyhole in the middle. It is clear at once: no way in without the key."
        ),
        services=(
            "хранение паролей и документов под надёжной цифровой защитой",
            "безопасные платежи в интернете и возврат при обмане",
            "сейфовые ячейки в отделении банка с доступом по будням",
        ),
        tags=("щит", "замок", "безопасность", "пароль", "защита", "данные", "скважина"),
    ),
    Variant(
        colourway="red",
        azimuth_offset=24,
        pose="heart",
        caption=(
            "Красный щит с белым выпуклым сердцем посередине и двумя золотыми звёздами по бокам. Широкая светлая "
            "рамка подчёркивает плавный силуэт. Забота здесь важнее силы."
        ),
        caption_en=(
            "A red shield with a puffy white heart in its middle and two golden stars at its sides. A broad light "
            "frame sets off the flowing outline. Care matters more than strength here."
        ),
        services=(
            "добровольное медицинское страхование для всей семьи с телемедициной",
            "страхование жизни и здоровья на случай болезни",
            "благотворительный фонд помощи детям с регулярными пожертвованиями",
        ),
        tags=("щит", "сердце", "здоровье", "забота", "страхование", "звёзды", "семья"),
    ),
)
