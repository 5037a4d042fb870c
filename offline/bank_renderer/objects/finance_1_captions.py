"""Words for the pictures of finance_1: bank card, coins, piggy bank."""

from offline.bank_renderer.bank_object import Variant

BANK_CARD = (
    Variant(
        colourway="blue",
        caption=(
            "Две банковские карты парят в воздухе одна за другой. Передняя синяя, с золотистым чипом, значком "
            "бесконтактной оплаты, голубой волной, рядом выпуклых точек вместо номера и жёлтой звездой; из-за неё "
            "выглядывает белая карта с жёлтым узором. Гладкий пластик и мягкий свет создают спокойное деловое "
            "настроение."
        ),
        caption_en=(
            "Two bank cards hover one behind the other. The front one is blue, with a golden chip, a contactless "
            "sign, a light blue wave, a row of raised dots for a number and a yellow star; a white card with a "
            "yellow pattern peeps out behind it. Smooth plastic and soft light make for a calm business mood."
        ),
        services=(
            "выпуск банковских карт для ежедневных покупок с возвратом части денег",
            "бесконтактная оплата в магазинах, кафе и транспорте одним касанием",
            "онлайн-банк для управления счетами, переводами и оплатой услуг",
        ),
        tags=("карта", "банк", "кэшбэк", "оплата", "счёт", "деньги", "переводы"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=14,
        pose="fan",
        caption=(
            "Три карты раскрыты веером: впереди зелёная со светлой волной и жёлтой звездой, за ней белая, дальше "
            "жёлтая. На лицевой видны чип, дуги бесконтактной оплаты и четыре группы белых точек. Свежие цвета и "
            "скруглённые углы делают картинку лёгкой."
        ),
        caption_en=(
            "Three cards open like a fan: a green one with a pale wave and a yellow star in front, then a white "
            "one, then a yellow one. The front card shows a chip, contactless arcs and four groups of white dots. "
            "Fresh colours and round corners keep the picture light."
        ),
        services=(
            "кредитная карта с рассрочкой на покупки и понятным графиком платежей",
            "подбор карты под свои траты среди предложений разных банков",
            "карты для всей семьи с общим счётом и лимитами детям",
        ),
        tags=("карта", "веер", "банк", "кредитка", "выбор", "бонусы", "рассрочка"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=32,
        pose="coins",
        caption=(
            "Фиолетовая банковская карта, вокруг которой кружатся три золотые монеты со звёздами. На карте "
            "сиреневая волна, чип, белые точки и оранжевая звёздочка в углу. Монеты словно возвращаются к хозяину "
            "после удачной покупки."
        ),
        caption_en=(
            "A violet bank card with three golden star coins flying around it. The card has a lilac wave, a chip, "
            "white dots and a small orange star in its corner. The coins seem to come back to their owner after a "
            "good purchase."
        ),
        services=(
            "возврат денег за покупки в любимых категориях каждый месяц",
            "дебетовая карта с процентом на остаток и бесплатным обслуживанием",
            "обмен накопленных баллов на скидки и подарки у партнёров",
        ),
        tags=("карта", "монеты", "кэшбэк", "баллы", "бонус", "возврат", "выгода"),
    ),
)

COINS = (
    Variant(
        colourway="yellow",
        caption=(
            "Золотые монеты сложены в две стопки, перед ними одна лежит плашмя, а большая стоит на ребре. На "
            "каждой выпуклая звезда, края рифлёные. Тёплый блеск металла говорит о достатке и накоплениях."
        ),
        caption_en=(
            "Golden coins stand in two piles; one lies flat in front of them and a big one stands on its edge. "
            "Each bears a raised star and a ribbed rim. The warm shine of metal speaks of savings and plenty."
        ),
        services=(
            "возврат денег за покупки на счёт клиента каждый месяц",
            "накопительный счёт с ежедневным начислением дохода и снятием без потерь",
            "кредит наличными с решением онлайн и удобным графиком платежей",
        ),
        tags=("монеты", "деньги", "золото", "звезда", "накопления", "доход", "выгода"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=-8,
        pose="stairs",
        caption=(
            "Три столбика золотых монет растут слева направо, как ступени. Они стоят на синем подносе с голубой "
            "серединой, а перед самым низким замерла на ребре крупная монета со звездой. Аккуратный образ дохода, "
            "который прибавляется шаг за шагом."
        ),
        caption_en=(
            "Three columns of golden coins grow from left to right like steps. They stand on a blue tray with a "
            "pale blue middle, and a large star coin is poised on its edge before the lowest one. A neat image of "
            "income that rises step by step."
        ),
        services=(
            "вклад с растущей ставкой и выплатой процентов каждый квартал",
            "инвестиции небольшими суммами для тех, кто только начинает",
            "прибавка к пенсии: долгосрочные сбережения с поддержкой государства",
        ),
        tags=("монеты", "ступени", "рост", "вклад", "проценты", "доход", "сбережения"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=-10,
        pose="sprout",
        caption=(
            "Денежное деревце в зелёном горшке: на изогнутом стебле с листьями распустились три золотые монеты. "
            "Край горшка мятный, внутри тёмная земля, вокруг лежат ещё монеты. Добрая метафора денег, за которыми "
            "хорошо ухаживают."
        ),
        caption_en=(
            "A money plant in a green pot: three golden coins have blossomed on a curved stem with leaves. The "
            "rim of the pot is mint, the soil inside is dark, and more coins lie around. A kind metaphor for "
            "money that is well cared for."
        ),
        services=(
            "инвестиционный счёт, где деньги растут без лишних хлопот",
            "сельские кредиты и гранты для фермеров и садоводов",
            "курс финансовой грамотности для подростков и их родителей",
        ),
        tags=("монеты", "росток", "горшок", "рост", "инвестиции", "забота", "доход"),
    ),
)

PIGGY_BANK = (
    Variant(
        colourway="pink",
        caption=(
            "Розовая копилка-свинка смотрит на зрителя, сверху в прорезь опускается золотая монета со звездой. "
            "Большой бледный пятачок, маленькие уши, блестящие чёрные глаза и короткие ножки. Гладкие бока и "
            "тёплое, чуть забавное настроение."
        ),
        caption_en=(
            "A pink piggy bank looks at the viewer while a golden star coin drops into its slot. It has a big "
            "pale snout, small ears, shiny black eyes and short legs. Smooth sides and a warm, slightly funny "
            "mood."
        ),
        services=(
            "банковский вклад с понятным доходом и открытием онлайн",
            "сервис, который помогает семье копить на отпуск и ремонт",
            "округление покупок с переводом сдачи на отдельный накопительный счёт",
        ),
        tags=("копилка", "вклад", "накопления", "свинья", "монета", "сбережения", "проценты"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=10,
        pose="happy",
        caption=(
            "Синяя копилка довольно зажмурилась: одна монета уже наполовину скрылась в прорези, остальные лежат "
            "стопкой и россыпью у её ног. Пятачок голубой, хвостик закручен колечком. Картинка о достатке и "
            "спокойствии за завтрашний день."
        ),
        caption_en=(
            "A blue piggy bank has shut its eyes with pleasure: one coin is half inside the slot, others lie in a "
            "pile and scattered at its feet. The snout is pale blue and the tail is curled. A picture of plenty "
            "and of peace about tomorrow."
        ),
        services=(
            "накопительный счёт для крупных целей с пополнением в любой день",
            "подушка безопасности: план сбережений на полгода вперёд",
            "детская карта и копилка, чтобы учиться обращаться с деньгами",
        ),
        tags=("копилка", "вклад", "накопления", "свинья", "монеты", "достаток", "цель"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=-20,
        pose="glasses",
        caption=(
            "Фиолетовая свинья-копилка в круглых солнечных очках с оранжевой оправой. Сиреневый пятачок повёрнут "
            "к зрителю, из прорези на спине торчит золотая монета. Выглядит так, будто отпуск уже оплачен."
        ),
        caption_en=(
            "A violet piggy bank in round sunglasses with an orange frame. Its lilac snout is turned to the "
            "viewer and a golden coin sticks out of the slot in its back. It looks as if the holiday has already "
            "been paid for."
        ),
        services=(
            "накопления на отпуск с напоминаниями и общим семейным счётом",
            "молодёжная карта с процентом на остаток и скидками на развлечения",
            "туры с оплатой частями и ранним бронированием на лето",
        ),
        tags=("копилка", "очки", "отпуск", "лето", "накопления", "монета", "юмор"),
    ),
)
