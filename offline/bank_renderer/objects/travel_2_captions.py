"""Words for the pictures of bells, beds and keys."""

from offline.bank_renderer.bank_object import Variant

HOTEL_BELL = (
    Variant(
        colourway="yellow",
        caption=(
            "Золотистый звонок для стойки администратора с синей кнопкой. Гладкий купол отражает свет, под ним "
            "светлый ободок и тёмное круглое основание. Одно нажатие — и вам уже помогают."
        ),
        caption_en=(
            "A golden reception bell with a blue button. Its smooth dome reflects the light above a pale rim and a "
            "dark round base. One tap and help is on its way."
        ),
        services=(
            "бронирование гостиниц с бесплатной отменой в день заезда",
            "личный помощник для клиентов на связи круглосуточно",
            "вызов мастера по дому одним нажатием кнопки",
        ),
        tags=("звонок", "гостиница", "отель", "сервис", "золотой", "помощь", "вызов"),
    ),
    Variant(
        colourway="red",
        pose="ringing",
        azimuth_offset=14,
        caption=(
            "Красный настольный звонок звенит: по обе стороны от него расходятся жёлтые и розоватые дуги звука. "
            "Кнопка сверху жёлтая, кант светлый, основание тёмно-бордовое. Картинка громкая и бодрая, она требует "
            "внимания."
        ),
        caption_en=(
            "A red desk bell is ringing: yellow and pinkish arcs of sound spread on both sides of it. The button on "
            "top is yellow, the rim pale, the base dark burgundy. A loud, lively picture that asks for attention."
        ),
        services=(
            "уведомления о скидках раньше всех остальных покупателей",
            "горящие туры с вылетом на этой неделе",
            "напоминания о платежах, чтобы ничего не просрочить",
        ),
        tags=("звонок", "сигнал", "внимание", "красный", "уведомление", "звук", "срочно"),
    ),
    Variant(
        colourway="teal",
        pose="key",
        azimuth_offset=-10,
        caption=(
            "Бирюзовый звонок с коралловой кнопкой, а перед ним лежит золотой ключ от номера. К ключу на стальном "
            "кольце прикреплён бирюзовый брелок с белым сердцем. Заселение почти закончено, остаётся подняться в "
            "комнату."
        ),
        caption_en=(
            "A turquoise bell with a coral button, and in front of it a golden room key. A turquoise fob with a "
            "white heart is attached to the key by a steel ring. Check-in is nearly done; all that remains is to go "
            "up to the room."
        ),
        services=(
            "раннее заселение и поздний выезд по подписке",
            "управление бронированиями для владельцев небольших отелей",
            "посуточная аренда апартаментов с бесконтактным заселением",
        ),
        tags=("звонок", "ключ", "гостиница", "заселение", "бирюзовый", "номер", "брелок"),
    ),
)

BED = (
    Variant(
        colourway="blue",
        caption=(
            "Двуспальная кровать с мягким синим изголовьем и деревянным основанием. Одеяло синее, с голубым "
            "отворотом; у изголовья две пышные белые подушки и маленькая жёлтая между ними. Застелено аккуратно — "
            "хочется прилечь."
        ),
        caption_en=(
            "A double bed with a soft blue headboard and a wooden base. The duvet is blue with a pale blue fold; two "
            "plump white pillows and a small yellow one lie at the head. It is neatly made and makes you want to lie "
            "down."
        ),
        services=(
            "уютные номера на ночь по цене хостела",
            "мебель для спальни в рассрочку с доставкой",
            "приложение для здорового сна и спокойных вечеров",
        ),
        tags=("кровать", "спальня", "сон", "отдых", "синий", "мебель", "уют"),
    ),
    Variant(
        colourway="pink",
        pose="nightstand",
        azimuth_offset=-66,
        caption=(
            "Розовая кровать, рядом с которой деревянная тумбочка с лампой под кремовым абажуром. Изголовье "
            "простёгано на три части, одеяло спадает складкой, среди белых подушек выделяется жёлтая. Мягкий "
            "вечерний уголок."
        ),
        caption_en=(
            "A pink bed with a wooden nightstand and a lamp with a cream shade beside it. The headboard is padded in "
            "three parts, the duvet drapes over the edge, and a yellow cushion stands out among white pillows. A "
            "soft corner for the evening."
        ),
        services=(
            "дизайн спальни под ключ за две недели",
            "постельное бельё и пледы с бесплатной примеркой",
            "аудиокниги и сказки на ночь по подписке",
        ),
        tags=("кровать", "спальня", "лампа", "вечер", "розовый", "тумбочка", "уют"),
    ),
    Variant(
        colourway="green",
        pose="tray",
        azimuth_offset=16,
        caption=(
            "На зелёной кровати стоит деревянный поднос с завтраком. На нём чашка кофе, тарелка с круассаном и "
            "вазочка с розовым цветком; позади белые подушки и мягкое зелёное изголовье. Утро, в которое никуда не "
            "надо спешить."
        ),
        caption_en=(
            "A wooden breakfast tray stands on a green bed. It holds a cup of coffee, a plate with a croissant and a "
            "little vase with a pink flower; behind it are white pillows and a soft green headboard. A morning with "
            "nowhere to hurry to."
        ),
        services=(
            "романтические выходные в отеле с завтраком в номер",
            "доставка горячих завтраков к вашему пробуждению",
            "подарочные сертификаты на отдых для двоих",
        ),
        tags=("кровать", "завтрак", "кофе", "утро", "зелёный", "отель", "круассан"),
    ),
)

KEY = (
    Variant(
        colourway="orange",
        caption=(
            "Серебристый ключ с оранжевыми вставками висит на стальном кольце вместе с брелоком-домиком. У домика "
            "оранжевая крыша, белые стены, синяя дверь и синее сердечко под коньком. Символ собственного жилья — "
            "простой и понятный."
        ),
        caption_en=(
            "A silver key with orange inlays hangs on a steel ring together with a house-shaped fob. The house has "
            "an orange roof, white walls, a blue door and a blue heart in the gable. A simple, clear symbol of a "
            "home of one's own."
        ),
        services=(
            "ипотека с первым взносом меньше обычного",
            "покупка квартиры в новостройке прямо от застройщика",
            "проверка жилья и документов перед сделкой",
        ),
        tags=("ключ", "дом", "ипотека", "квартира", "оранжевый", "новоселье", "жильё"),
    ),
    Variant(
        colourway="blue",
        pose="pair",
        azimuth_offset=40,
        caption=(
            "Связка из двух ключей: золотой с синими вставками впереди, серебристый с жёлтыми за ним. На том же "
            "кольце качается домик с синей крышей и жёлтым сердцем. Ключей хватит на двоих."
        ),
        caption_en=(
            "A bunch of two keys: a golden one with blue inlays in front, a silver one with yellow inlays behind. A "
            "little house with a blue roof and a yellow heart swings on the same ring. Enough keys for two."
        ),
        services=(
            "аренда квартиры вдвоём без залога и комиссии",
            "семейная ипотека с пониженной ставкой для молодых",
            "изготовление дубликатов ключей за десять минут рядом",
        ),
        tags=("ключи", "связка", "дом", "пара", "синий", "аренда", "брелок"),
    ),
    Variant(
        colourway="violet",
        pose="hook",
        azimuth_offset=10,
        caption=(
            "Золотой ключ и домик-брелок с фиолетовой крышей висят на деревянной планке с тремя оранжевыми крючками. "
            "В ключе фиолетовые вставки, на фронтоне домика оранжевое сердечко. Так ключи встречают хозяев в "
            "прихожей."
        ),
        caption_en=(
            "A golden key and a house fob with a violet roof hang on a wooden board with three orange pegs. The key "
            "has violet inlays, the gable an orange heart. This is how keys greet their owners in the hall."
        ),
        services=(
            "присмотр за квартирой, пока хозяева в отъезде",
            "страхование дома от пожара, потопа и кражи",
            "умные замки и сигнализация с установкой за день",
        ),
        tags=("ключ", "прихожая", "дом", "крючок", "фиолетовый", "безопасность", "брелок"),
    ),
)
