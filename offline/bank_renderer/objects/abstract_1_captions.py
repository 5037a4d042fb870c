"""The words for the pictures of abstract shapes."""

from offline.bank_renderer.bank_object import Variant

SPHERES_CLUSTER = (
    Variant(
        colourway="violet",
        caption="Гроздь глянцевых шаров разного размера: вокруг большого фиолетового теснятся сиреневые, оранжевые, "
        "белые и золотой. Шары касаются друг друга и держатся вместе. Абстракция мягкая и радостная.",
        caption_en="A cluster of glossy balls of different sizes: lilac, orange, white and golden ones crowd around "
        "a big violet one. They touch and hold together. The abstraction is soft and joyful.",
        services=(
            "сообщество профессионалов с общими встречами и проектами",
            "сервис совместных покупок для друзей и соседей",
            "подбор цветовых решений и дизайн интерьеров онлайн",
        ),
        tags=("шары", "абстракция", "группа", "единство", "фиолетовый", "глянец"),
    ),
    Variant(
        colourway="blue",
        pose="orbit",
        caption="Синяя сфера в наклонном жёлтом кольце, похожая на планету. Рядом с ней голубые, белый и золотой "
        "шарики, словно спутники на орбите. Композиция лёгкая, в ней есть движение и порядок.",
        caption_en="A blue sphere inside a tilted yellow ring, like a planet. Pale blue, white and golden balls stay "
        "near it like satellites in orbit. The composition is light, with movement and order.",
        services=(
            "экосистема цифровых услуг с единой подпиской на всё",
            "спутниковый интернет для загородных домов и дач",
            "центр научных открытий и космических выставок для семьи",
        ),
        tags=("сфера", "орбита", "кольцо", "планета", "абстракция", "движение"),
    ),
    Variant(
        colourway="pink",
        pose="layers",
        azimuth_offset=40,
        caption="Розовый шар с вырезанным сектором открывает слои: внутри белая оболочка, а в самой середине жёлтое "
        "ядро. Рядом лежат три шарика поменьше. Образ о том, что главное спрятано внутри.",
        caption_en="A pink ball with a wedge cut out reveals its layers: a white shell inside and a yellow core in "
        "the very middle. Three smaller balls lie around. The image says that what matters is hidden inside.",
        services=(
            "надёжная защита личных данных в несколько уровней",
            "уход за кожей, который действует на всех уровнях",
            "глубокий аудит компании с понятными выводами для владельца",
        ),
        tags=("шар", "слои", "ядро", "разрез", "абстракция", "суть", "защита"),
    ),
)

ARCHES = (
    Variant(
        colourway="orange",
        caption="Радуга из четырёх вложенных арок: оранжевой, персиковой, синей и белой. Каждая следующая ниже и "
        "выступает вперёд, в самом центре лежит оранжевый шарик. Похоже на деревянную детскую игрушку.",
        caption_en="A rainbow of four nested arches: orange, peach, blue and white. Each next one is lower and "
        "stands further forward, and an orange ball lies in the very middle. It looks like a wooden toy.",
        services=(
            "детский сад полного дня с творческими занятиями",
            "магазин развивающих игрушек из экологичных материалов",
            "детская комната под ключ: проект, мебель и декор",
        ),
        tags=("арки", "радуга", "игрушка", "абстракция", "дуги", "детство"),
    ),
    Variant(
        colourway="teal",
        pose="row",
        azimuth_offset=-8,
        caption="Три арки выстроились друг за другом по росту: бирюзовая, мятная и коралловая. Впереди лежат белый и "
        "бирюзовый шарики. Ритмичная, спокойная композиция напоминает путь сквозь ворота.",
        caption_en="Three arches stand one behind another by height: teal, mint and coral. A white and a teal ball "
        "lie in front. The rhythmic, calm composition recalls a walk through gates.",
        services=(
            "пошаговая программа обучения от новичка до мастера",
            "архитектурное бюро с проектами частных домов и дворов",
            "летний фестиваль искусства и дизайна под открытым небом",
        ),
        tags=("арки", "ворота", "путь", "ритм", "абстракция", "ступени"),
    ),
    Variant(
        colourway="violet",
        pose="steps",
        azimuth_offset=46,
        caption="Фиолетовая арка над белой и сиреневой лестницей, на верхней ступени лежит оранжевый шар. По бокам "
        "стоят оранжевый конус и сиреневый столбик с шариком. Сценка похожа на подиум для показа новинки.",
        caption_en="A violet arch over a white and lilac staircase, with an orange ball on the top step. An orange "
        "cone and a lilac column with a ball stand at the sides. The scene looks like a podium for showing something "
        "new.",
        services=(
            "презентация новой коллекции с закрытым показом для гостей",
            "карьерный рост с личным наставником и планом развития",
            "аренда выставочных стендов и площадок для мероприятий",
        ),
        tags=("арка", "лестница", "подиум", "шар", "абстракция", "рост", "сцена"),
    ),
)

SPIRAL_RIBBON = (
    Variant(
        colourway="blue",
        caption="Две ленты, синяя и жёлтая, поднимаются двойной спиралью и сужаются кверху. Внутри, между витками, "
        "прячутся светлые шарики. Фигура закручена бодро, как пружина перед прыжком.",
        caption_en="Two ribbons, a blue and a yellow one, rise in a double spiral that narrows towards the top. Pale "
        "balls hide between the turns. The figure is wound briskly, like a spring before a jump.",
        services=(
            "генетический тест с рекомендациями по питанию и спорту",
            "инвестиционный портфель с подбором под ваши цели и сроки",
            "продвижение бизнеса в интернете и настройка рекламы под ключ",
        ),
        tags=("спираль", "лента", "рост", "пружина", "абстракция", "движение"),
    ),
    Variant(
        colourway="pink",
        pose="roll",
        caption="Розовая спираль, свёрнутая из двух лент, тёмной и светлой, напоминает большой леденец. В центре "
        "завитка сидит жёлтый шарик. Фигура стоит на ребре, кажется сладкой и гипнотической.",
        caption_en="A pink spiral, rolled from a darker and a paler ribbon, recalls a big lollipop. A yellow ball "
        "sits in the middle of the curl. The figure stands on its edge and looks sweet and hypnotic.",
        services=(
            "кондитерская с авторскими сладостями и тортами на заказ",
            "парк аттракционов с билетами на весь день",
            "творческая студия лепки и керамики для всех возрастов",
        ),
        tags=("спираль", "завиток", "леденец", "лента", "абстракция", "сладость"),
    ),
    Variant(
        colourway="green",
        pose="ring",
        azimuth_offset=10,
        caption="Зелёная лента, скрученная в бесконечное кольцо, плавно переворачивается и замыкается сама на себя. "
        "В середине парит жёлтый шар, внизу мятный шарик поменьше. Абстрактный знак круговорота и устойчивости.",
        caption_en="A green ribbon twisted into an endless ring turns over smoothly and closes on itself. A yellow "
        "ball floats in the middle, a smaller mint one sits below. An abstract sign of cycles and sustainability.",
        services=(
            "вывоз и переработка вторсырья прямо из дома",
            "автоплатежи и подписки, о которых не надо помнить",
            "сервисное обслуживание техники на весь срок её службы",
        ),
        tags=("лента", "кольцо", "бесконечность", "экология", "абстракция", "круговорот"),
    ),
)

CUBES_STACK = (
    Variant(
        colourway="blue",
        azimuth_offset=74,
        caption="Горка из мягких кубиков с округлыми рёбрами: синие, голубые, белый и жёлтые. Самый верхний кубик "
        "жёлтый, перед ним на уступе лежит белый шарик, ещё один кубик скатился в сторону. Похоже на конструктор, из "
        "которого можно собрать что угодно.",
        caption_en="A heap of soft cubes with rounded edges: blue, pale blue, white and yellow. The topmost cube is "
        "yellow, a white ball lies on a ledge before it, and one more cube has rolled aside. Like a building set for "
        "anything you can think of.",
        services=(
            "конструктор тарифов, где вы платите только за нужное",
            "складское хранение вещей в отдельных боксах",
            "разработка приложений из готовых модулей без программирования",
        ),
        tags=("кубики", "конструктор", "модули", "абстракция", "сборка", "основа"),
    ),
    Variant(
        colourway="red",
        pose="stairs",
        caption="Лестница из кубиков растёт слева направо: белый, розовые, красные, а на вершине жёлтый. На первой "
        "ступени лежит жёлтый шарик, готовый к подъёму. Простая и наглядная метафора роста.",
        caption_en="A staircase of cubes grows from left to right: white, pink, red, and a yellow one at the top. A "
        "yellow ball waits on the first step, ready to climb. A simple, clear metaphor of growth.",
        services=(
            "накопительный счёт, на котором проценты растут каждый месяц",
            "курсы повышения квалификации с понятными шагами к цели",
            "бухгалтерия и отчётность для растущего бизнеса",
        ),
        tags=("кубики", "лестница", "рост", "прогресс", "абстракция", "цель", "доход"),
    ),
    Variant(
        colourway="teal",
        pose="tower",
        azimuth_offset=14,
        caption="Башенка из пяти брусков закручивается и сужается кверху. Бирюзовый, белый, коралловый, мятный и "
        "снова бирюзовый ярусы повёрнуты один над другим, верх венчает коралловый шарик. Конструкция устойчивая и "
        "игривая одновременно.",
        caption_en="A little tower of five blocks twists and narrows towards the top. Teal, white, coral, mint and "
        "again teal tiers are turned one above another, crowned by a coral ball. The structure is steady and playful "
        "at once.",
        services=(
            "строительство загородных домов с фиксированной сметой",
            "тренировки баланса и осанки с личным тренером",
            "настольные игры для весёлых вечеров в компании",
        ),
        tags=("башня", "бруски", "баланс", "пирамидка", "абстракция", "игра"),
    ),
)

STAR_BURST = (
    Variant(
        colourway="yellow",
        caption="Вспышка из округлых лучей расходится от кремового шара во все стороны. Длинные лучи жёлтые, "
        "короткие синие, между ними вспыхивают бледно-жёлтые искры. Получилось что-то между солнцем и праздничным "
        "салютом.",
        caption_en="A burst of rounded rays spreads in all directions from a cream ball. The long rays are yellow, "
        "the short ones blue, and pale yellow sparks flash between them. Something between a sun and a festive "
        "firework.",
        services=(
            "организация праздников с салютом и световым шоу",
            "солнечные батареи для дома с установкой под ключ",
            "грандиозная распродажа со скидками на весь ассортимент",
        ),
        tags=("вспышка", "лучи", "солнце", "салют", "праздник", "абстракция"),
    ),
    Variant(
        colourway="red",
        pose="flat",
        azimuth_offset=34,
        caption="Красная розетка с зубчатым краем сложена слоями: на ней белая звезда, сверху жёлтая, в середине "
        "красная кнопка. Деталь похожа на нарядный знак выгодного предложения или наградной значок.",
        caption_en="A red rosette with a toothed rim is built in layers: a white star on it, a yellow one on top, a "
        "red button in the middle. It resembles a smart badge of a good offer or a medal.",
        services=(
            "сезонные скидки и акции для держателей карты",
            "конкурс с призами для покупателей сети магазинов",
            "гарантия лучшей цены на бытовую технику",
        ),
        tags=("розетка", "значок", "награда", "акция", "звезда", "выгода", "скидка"),
    ),
    Variant(
        colourway="violet",
        pose="sparkles",
        caption="Большой фиолетовый блик с четырьмя лучами сияет в окружении четырёх искорок поменьше: двух "
        "оранжевых, сиреневой и белой. Так рисуют волшебство, чистоту и новизну. Формы плавные, поверхность "
        "глянцевая.",
        caption_en="A big four-pointed violet glint shines among four smaller sparkles: two orange, a lilac and a "
        "white one. This is how magic, cleanness and novelty are drawn. The forms flow and the surface is glossy.",
        services=(
            "уборка квартир и мытьё окон до полного блеска",
            "нейросеть, которая создаёт картинки и тексты за секунды",
            "ювелирная мастерская с украшениями по вашим эскизам",
        ),
        tags=("блик", "искры", "сияние", "чистота", "волшебство", "абстракция", "новизна"),
    ),
)
