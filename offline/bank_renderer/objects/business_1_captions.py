"""Words for the pictures of business_1: wallet and safe."""

from offline.bank_renderer.bank_object import Variant

SAFE = (
    Variant(
        colourway="blue",
        caption=(
            "Синий сейф с тяжёлой дверцей и золотой трёхлучевой ручкой. Под ручкой белый круг с тёмными делениями, "
            "слева две стальные петли, внизу чёрные ножки. Закрыт наглухо и внушает спокойствие."
        ),
        caption_en=(
            "A blue safe with a heavy door and a golden three-spoked handle. Behind the handle is a white dial with "
            "dark marks, two steel hinges are on the left and black feet below. Shut tight, it inspires calm."
        ),
        services=(
            "банковская ячейка для ценностей и документов",
            "хранение паролей и личных файлов под защитой",
            "вклад с надёжной защитой и понятным доходом",
        ),
        tags=("сейф", "защита", "деньги", "хранение", "надёжность", "банк", "замок"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=40,
        pose="open",
        caption=(
            "Открытый зелёный сейф, полный золота. Внизу слитки, на полке столбики монет, на распахнутой дверце видны "
            "стальные засовы. Картина достатка: сбережения на месте и понемногу растут."
        ),
        caption_en=(
            "An open green safe full of gold. Bars lie below, stacks of coins stand on the shelf, and steel bolts show"
            " on the open door. A picture of plenty: the savings are in place and growing little by little."
        ),
        services=(
            "накопительный счёт с ежедневным начислением дохода",
            "покупка золотых слитков и монет через приложение",
            "консультация по семейным сбережениям и вложениям",
        ),
        tags=("сейф", "золото", "слитки", "монеты", "сбережения", "достаток", "вклад"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=8,
        pose="coins",
        caption=(
            "Фиолетовый сейф, перед которым сложены золотые монеты. Две стопки справа и одна монета со звездой стоймя,"
            " на дверце белый циферблат без цифр и золотая рукоять. Деньги готовы отправиться под надёжный замок."
        ),
        caption_en=(
            "A violet safe with golden coins piled in front of it. Two stacks stand on the right and one coin with a "
            "star is upright; the door has a white dial without numbers and a golden grip. The money is ready to go "
            "under a sure lock."
        ),
        services=(
            "копилка в приложении с округлением каждой покупки",
            "страхование накоплений и имущества от непредвиденного",
            "бонусы за открытие вклада новым клиентам",
        ),
        tags=("сейф", "монеты", "стопки", "накопления", "вклад", "безопасность", "деньги"),
    ),
)
WALLET = (
    Variant(
        colourway="blue",
        caption=(
            "Туго набитый синий кошелёк с голубым хлястиком на золотой кнопке. Сверху видны две зелёные купюры и "
            "жёлтая карта, края прострочены светлой нитью. Денег хватает и на дела, и на радости."
        ),
        caption_en=(
            "A well-filled blue wallet with a pale blue strap on a golden stud. Two green notes and a yellow card show"
            " at the top, and its edges are stitched with light thread. There is enough for needs and for joys."
        ),
        services=(
            "дебетовая карта с возвратом денег за покупки",
            "приложение для учёта личных трат и целей",
            "зарплата на карту с бесплатными переводами",
        ),
        tags=("кошелёк", "деньги", "карта", "купюры", "покупки", "кэшбэк", "банк"),
    ),
    Variant(
        colourway="orange",
        azimuth_offset=24,
        pose="open",
        caption=(
            "Раскрытый оранжевый бумажник стоит, как книжка. В прорезях карты трёх цветов — синие, белые и зелёные, за"
            " ними выглядывают зелёные купюры. Всё разложено по местам и под рукой."
        ),
        caption_en=(
            "An open orange wallet stands like a book. Cards of three colours, blue, white and green, sit in its "
            "slots, and green notes look out behind them. Everything is in its place and at hand."
        ),
        services=(
            "несколько карт для семьи с общим счётом",
            "хранение скидочных карт магазинов в одном приложении",
            "выпуск дополнительной карты ребёнку с контролем трат",
        ),
        tags=("бумажник", "карты", "купюры", "порядок", "оплата", "финансы", "скидки"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=46,
        pose="coins",
        caption=(
            "Фиолетовый кошелёк с золотыми монетами у подножия. Из него торчат оранжевая карта и зелёные купюры, "
            "сиреневый хлястик застёгнут, на монетах выбиты звёзды. Щедрая картинка про накопления и приятные "
            "начисления."
        ),
        caption_en=(
            "A violet wallet with golden coins at its foot. An orange card and green notes stick out of it, the lilac "
            "strap is fastened, and the coins bear stars. A generous picture of savings and pleasant extras."
        ),
        services=(
            "бонусные баллы вместо денег в магазинах и кафе",
            "процент на остаток по карте каждый месяц",
            "денежный перевод близким в другой город без комиссии",
        ),
        tags=("кошелёк", "монеты", "бонусы", "накопления", "карта", "деньги", "звёзды"),
    ),
)
