"""Words for the pictures of business_4: briefcase and payment terminal."""

from offline.bank_renderer.bank_object import Variant

BRIEFCASE = (
    Variant(
        colourway="teal",
        caption=(
            "Бирюзовый деловой портфель с мятными уголками и коралловой ручкой. Две золотые застёжки, коралловая "
            "звезда посередине. Аккуратный и прочный, он готов к важной встрече."
        ),
        caption_en=(
            "A teal briefcase with mint corners and a coral handle. It has two golden clasps and a coral star in the "
            "middle. Neat and sturdy, it is ready for an important meeting."
        ),
        services=(
            "открытие счёта для бизнеса без визита в отделение",
            "поиск работы по специальности рядом с домом",
            "страхование деловых поездок по всей стране",
        ),
        tags=("портфель", "бизнес", "работа", "встреча", "карьера", "офис", "звезда"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=50,
        pose="open",
        caption=(
            "Раскрытый синий кейс с бумагами и толстой жёлтой авторучкой. На голубой подкладке лежат листы с жёлтой и "
            "синей шапками, ещё один документ в кармане крышки, спереди откинута жёлтая ручка для переноски. Всё "
            "готово к подписанию."
        ),
        caption_en=(
            "An open blue case with papers and a thick yellow pen. Sheets with yellow and blue headings lie on the "
            "pale blue lining, one more document is in the lid pocket, and a yellow carrying handle is in front. All "
            "is ready to be signed."
        ),
        services=(
            "бухгалтерия и отчёты для предпринимателя под ключ",
            "юридическая проверка договоров за один день",
            "электронный документооборот для небольших компаний без бумаг",
        ),
        tags=("кейс", "документы", "договор", "офис", "бухгалтерия", "бизнес", "бумаги"),
    ),
    Variant(
        colourway="red",
        azimuth_offset=12,
        pose="papers",
        caption=(
            "Красный портфель с жёлтой биркой-сердечком, к нему прислонены документы. На двух листах видны цветные "
            "заголовки и серые строки без букв, уголки портфеля светло-розовые. Деловая поездка с собранными бумагами."
        ),
        caption_en=(
            "A red briefcase with a yellow heart tag and documents leaning on it. The two sheets show coloured "
            "headings and grey lines without letters, and the corners of the case are pale pink. A business trip with "
            "the papers in order."
        ),
        services=(
            "оформление визы и документов для командировки",
            "налоговый вычет: поможем собрать справки и заявление",
            "кредит на развитие дела с решением за день",
        ),
        tags=("портфель", "документы", "поездка", "бирка", "командировка", "справки", "дело"),
    ),
)
PAYMENT_TERMINAL = (
    Variant(
        colourway="blue",
        caption=(
            "Синий платёжный терминал со вставленной жёлтой картой. На экране зелёный круг с галочкой, под ним белые "
            "клавиши без цифр и ряд красной, жёлтой и зелёной кнопок. Оплата прошла, всё спокойно."
        ),
        caption_en=(
            "A blue payment terminal with a yellow card in its slot. The screen shows a green circle with a tick; "
            "below are white keys without digits and a row of red, yellow and green buttons. The payment went through "
            "and all is calm."
        ),
        services=(
            "приём карт в магазине с низкой комиссией",
            "возврат процента с каждой оплаты картой",
            "аренда кассового оборудования для кафе и ярмарок",
        ),
        tags=("терминал", "оплата", "карта", "касса", "магазин", "галочка", "покупка"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=50,
        pose="card",
        caption=(
            "Зелёный терминал, над которым держат жёлтую карту. Три зелёные дуги показывают бесконтактную оплату, на "
            "экране уже светится галочка. Одно касание — и можно идти дальше."
        ),
        caption_en=(
            "A green terminal with a yellow card held above it. Three green arcs show contactless payment, and the "
            "tick already glows on the screen. One touch, and you can go on."
        ),
        services=(
            "оплата проезда и покупок одним касанием карты",
            "виртуальная карта для покупок без пластика",
            "быстрые платежи между друзьями без комиссии",
        ),
        tags=("терминал", "бесконтактная оплата", "карта", "касание", "касса", "покупка", "связь"),
    ),
    Variant(
        colourway="orange",
        azimuth_offset=6,
        pose="receipt",
        caption=(
            "Оранжевый терминал печатает чек. Белая лента с серыми полосками выходит сверху, снизу вставлена синяя "
            "карта, на экране галочка в зелёном круге. Покупка завершена и подтверждена."
        ),
        caption_en=(
            "An orange terminal prints a receipt. A white strip with grey bars comes out at the top, a blue card is "
            "inserted at the bottom, and the screen shows a tick in a green circle. The purchase is finished and "
            "confirmed."
        ),
        services=(
            "облачная касса и чеки для частных мастеров",
            "баллы за чеки из магазинов в приложении",
            "налоговый учёт самозанятых без бумаги и очередей",
        ),
        tags=("терминал", "чек", "касса", "карта", "оплата", "магазин", "подтверждение"),
    ),
)
