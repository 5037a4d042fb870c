"""Words for the pictures of home_1."""

from offline.bank_renderer.bank_object import Variant

SOFA = (
    Variant(
        colourway="teal",
        caption="Бирюзовый двухместный диван на коротких деревянных ножках. Мягкие сиденья обведены светлым кантом, "
        "на спинке блестят пуговицы, в углу лежат две подушки — белая и коралловая. Вид спокойный и домашний.",
        caption_en="A teal two-seat sofa on short wooden legs. Its soft seats are edged with pale piping, buttons "
        "shine on the back, and a white and a coral cushion lie in the corner. It looks calm and homely.",
        services=(
            "мебель для гостиной с доставкой и сборкой на дом",
            "химчистка диванов и ковров с выездом в удобный день",
            "аренда обставленных квартир на длительный срок без посредников",
        ),
        tags=("диван", "мебель", "гостиная", "уют", "отдых", "подушки", "интерьер", "бирюзовый"),
    ),
    Variant(
        colourway="yellow",
        azimuth_offset=48,
        pose="armchair",
        caption="Жёлтое кресло с пухлыми подлокотниками стоит вполоборота. На нём лежит синяя подушка с пуговкой, "
        "ножки сделаны из светлого дерева. В такое кресло хочется сесть с книгой и чашкой чая.",
        caption_en="A yellow armchair with plump armrests stands half turned. A blue buttoned cushion lies on it, "
        "its legs are of light wood. One wants to sit down in it with a book and a cup of tea.",
        services=(
            "рассрочка на кресла и мягкую мебель без переплаты",
            "перетяжка и ремонт старых кресел с заменой обивки",
            "подписка на аудиокниги для тихих домашних вечеров",
        ),
        tags=("кресло", "мебель", "дом", "комфорт", "отдых", "подушка", "жёлтое"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=-8,
        pose="blanket",
        caption="Фиолетовый диван с пледом: белое полотно в оранжевую полоску и с бахромой свисает с подлокотника. "
        "С другой стороны устроились белая и оранжевая подушки, внизу видны деревянные ножки. Картинка тёплая, как "
        "вечер выходного дня.",
        caption_en="A violet sofa with a throw: white cloth with orange stripes and a fringe hangs over the "
        "armrest. A white and an orange cushion have settled at the other end, wooden legs show below. The picture "
        "is as warm as a Sunday evening.",
        services=(
            "онлайн-кинотеатр с фильмами и сериалами для всей семьи",
            "домашний текстиль: пледы, подушки и покрывала со скидкой",
            "дизайн интерьера под ключ для небольших городских квартир",
        ),
        tags=("диван", "плед", "подушки", "уют", "вечер", "дом", "мебель", "фиолетовый"),
    ),
)

TABLE_LAMP = (
    Variant(
        colourway="blue",
        caption="Настольная лампа с синим глянцевым основанием и белым абажуром. Края абажура отделаны янтарной "
        "лентой, сбоку висит цепочка-выключатель с шариком, снизу — деревянная подставка. Классическая вещь для "
        "прикроватного столика.",
        caption_en="A table lamp with a glossy blue body and a white shade. The edges of the shade are trimmed with "
        "amber ribbon, a pull chain with a bead hangs at its side, the foot is wooden. A classic for a bedside "
        "table.",
        services=(
            "магазин светильников и люстр с бесплатной доставкой по городу",
            "номера в уютной гостинице с видом на старый город",
            "оплата электричества и других счетов за квартиру онлайн",
        ),
        tags=("лампа", "светильник", "абажур", "свет", "спальня", "интерьер", "синяя"),
    ),
    Variant(
        colourway="red",
        azimuth_offset=30,
        pose="desk",
        caption="Красная лампа для письменного стола изогнула шарнирную ножку и наклонила плафон. Внутри светится "
        "тёплый шар, на суставах — жёлтые муфты, на круглом основании — кнопка. Сразу представляются учёба, чертежи "
        "и поздняя работа.",
        caption_en="A red desk lamp bends its jointed arm and lowers its hood. A warm bulb glows inside, the joints "
        "have yellow hubs and the round base has a button. It brings to mind study, drawings and late work.",
        services=(
            "онлайн-курсы для взрослых с занятиями по вечерам",
            "рабочие места в коворкинге с круглосуточным доступом",
            "товары для домашнего кабинета: лампы, столы и кресла",
        ),
        tags=("лампа", "стол", "учёба", "работа", "свет", "кабинет", "красная"),
    ),
    Variant(
        colourway="orange",
        pose="mushroom",
        caption="Ночник в виде гриба: оранжевая шляпка с белыми пятнами, кремовая ножка и круглая подставка. "
        "Макушку украшает синий шарик-кнопка. Забавная лампа словно вышла из детской сказки.",
        caption_en="A night light shaped like a mushroom: an orange cap with white spots, a cream stem and a round "
        "foot. A blue ball for a button sits on the very top. The funny lamp might have come out of a fairy tale.",
        services=(
            "товары для детской комнаты с доставкой на следующий день",
            "сказки и колыбельные на ночь в детском приложении",
            "частный детский сад с тихим часом и заботливыми воспитателями",
        ),
        tags=("ночник", "лампа", "гриб", "детская", "сон", "сказка", "оранжевый"),
    ),
)

SMART_SPEAKER = (
    Variant(
        colourway="violet",
        caption="Умная колонка — фиолетовый цилиндр в рифлёной ткани между двумя белыми поясами. На тёмной верхней "
        "панели четыре светлые кнопки и оранжевое световое кольцо, внизу яркий ярлычок. Устройство выглядит "
        "современно и дружелюбно.",
        caption_en="A smart speaker: a violet cylinder in ribbed cloth between two white bands. The dark top panel "
        "has four pale buttons and an orange ring of light, a bright tab sits below. The device looks modern and "
        "friendly.",
        services=(
            "голосовой помощник для дома, который ставит будильник и музыку",
            "магазин электроники с обменом старой техники на новую",
            "система умного дома с управлением светом и розетками голосом",
        ),
        tags=("колонка", "умный дом", "голос", "помощник", "техника", "музыка", "фиолетовая"),
    ),
    Variant(
        colourway="teal",
        azimuth_offset=40,
        pose="ball",
        caption="Круглая бирюзовая колонка смотрит на зрителя тёмным экраном с белой звуковой волной. Экран окружён "
        "коралловым кольцом и белым ободком, шар стоит на чёрной подставке. Кажется, что она внимательно слушает.",
        caption_en="A round teal speaker looks at the viewer with a dark screen that shows a white sound wave. A "
        "coral ring and a white rim surround the screen, and the ball stands on a black foot. It seems to be "
        "listening closely.",
        services=(
            "распознавание речи и запись разговоров для службы поддержки",
            "подписка на подкасты и радио без рекламы",
            "занятия иностранным языком вслух с виртуальным собеседником",
        ),
        tags=("колонка", "звук", "голос", "шар", "помощник", "технологии", "бирюзовая"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=10,
        pose="music",
        caption="Синяя колонка играет музыку: над ней взлетают две пары янтарных нот. Корпус обтянут тканью в "
        "мелкий рубчик, сверху и снизу белая отделка, на крышке кнопки и светящееся кольцо. Настроение праздничное "
        "и лёгкое.",
        caption_en="A blue speaker is playing music: two pairs of amber notes fly up from it. Its body is covered "
        "with finely ribbed cloth, with white trim above and below, and buttons and a glowing ring on the lid. The "
        "mood is light and festive.",
        services=(
            "музыкальный сервис с миллионами песен и готовыми подборками",
            "уроки вокала и гитары для начинающих всех возрастов",
            "прокат звуковой аппаратуры для праздников и вечеринок",
        ),
        tags=("колонка", "музыка", "ноты", "песни", "праздник", "звук", "синяя"),
    ),
)
