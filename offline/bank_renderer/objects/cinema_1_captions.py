"""Words for the pictures of cinema_1."""

from offline.bank_renderer.bank_object import Variant

POPCORN = (
    Variant(
        colourway="red",
        caption="Ведёрко попкорна в красно-белую полоску насыпано с горкой. Спереди — жёлтый кружок с белой "
        "звездой, рядом лежит несколько рассыпанных зёрен. Воздушный попкорн сразу настраивает на кино.",
        caption_en="A bucket of popcorn in red and white stripes is heaped to the top. A yellow badge with a white "
        "star sits on its front and a few spilled kernels lie around. The airy popcorn puts one in the mood for a "
        "film.",
        services=(
            "билеты в кино с выбором мест и скидкой по будням",
            "онлайн-кинотеатр с премьерами и пробным месяцем",
            "аппараты для попкорна и сладкой ваты на детский праздник",
        ),
        tags=("попкорн", "кино", "закуска", "фильм", "премьера", "полоски", "красный"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=-8,
        pose="glasses",
        caption="Сине-белый стакан попкорна, а перед ним — белые очки для объёмного кино с красным и синим стеклом. "
        "Кукуруза поднимается пышной шапкой над волнистым краем. Самое время занять места в зале.",
        caption_en="A blue and white tub of popcorn with a pair of white stereo film glasses before it, one lens "
        "red and one blue. The popped corn rises in a fluffy crown above the wavy rim. Time to take seats in the "
        "hall.",
        services=(
            "сеть кинотеатров с объёмным изображением и мягкими креслами",
            "аттракционы виртуальной реальности для детей и подростков",
            "доставка снеков и напитков к домашнему просмотру фильмов",
        ),
        tags=("попкорн", "очки", "кино", "фильм", "развлечения", "зрители", "синий"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=36,
        pose="tickets",
        caption="К фиолетовому полосатому ведру с попкорном прислонены два билета, белый и оранжевый, оба со "
        "звёздами. Края билетов вырезаны полукругом, вдоль перфорации — мелкие точки. Получился готовый набор для "
        "похода в кино вдвоём.",
        caption_en="Two tickets, a white and an orange one, both with stars, lean against a violet striped bucket "
        "of popcorn. The ends of the tickets are notched and tiny dots run along the tear line. A ready set for two "
        "to go to the cinema.",
        services=(
            "афиша города с продажей билетов на концерты и фильмы",
            "кэшбэк за покупки в кинотеатрах и театрах по выходным",
            "организация свиданий и вечеров вдвоём в необычных местах",
        ),
        tags=("попкорн", "билеты", "кино", "афиша", "вечер", "отдых", "фиолетовый"),
    ),
)

CLAPPERBOARD = (
    Variant(
        colourway="blue",
        caption="Синяя хлопушка кинематографиста поднята и готова щёлкнуть. Планки в тёмно-белую косую полоску "
        "соединены стальным уголком, на доске — янтарный треугольник воспроизведения и белая звезда. Сейчас "
        "прозвучит: «Мотор!»",
        caption_en="A blue film clapperboard has its stick up, ready to snap. Its bars with dark and white slanting "
        "stripes meet in a steel hinge, the board carries an amber play triangle and a white star. Any moment "
        "someone will call for action.",
        services=(
            "съёмка рекламных роликов для малого бизнеса под ключ",
            "курсы режиссуры и монтажа видео с практикой",
            "подписка на сериалы и новинки кино за одну цену",
        ),
        tags=("хлопушка", "кино", "съёмка", "видео", "режиссёр", "фильм", "синяя"),
    ),
    Variant(
        colourway="red",
        azimuth_offset=48,
        pose="closed",
        caption="Красная хлопушка сложена: обе полосатые планки сомкнуты над доской. На ней разлинованы поля, слева "
        "выступает жёлтый треугольник, справа — белая звёздочка. Дубль снят, можно переходить к следующему.",
        caption_en="A red clapperboard is shut: both striped bars rest on the slate. The slate is ruled into "
        "fields, with a raised yellow triangle on the left and a small white star on the right. The take is done, "
        "on to the next one.",
        services=(
            "свадебная видеосъёмка с монтажом фильма за неделю",
            "аренда студии, света и камер для блогеров",
            "конкурс короткометражных фильмов для молодых авторов",
        ),
        tags=("хлопушка", "дубль", "кино", "съёмка", "студия", "видео", "красная"),
    ),
    Variant(
        colourway="teal",
        azimuth_offset=6,
        pose="reel",
        caption="Бирюзовая киношная хлопушка и коралловая бобина с плёнкой стоят рядом. Верхняя планка поднята, в "
        "круглых окнах бобины темнеет лента. Чувствуется атмосфера съёмочной площадки и старого кино.",
        caption_en="A teal film clapperboard and a coral reel of film stand side by side. The upper bar is raised, "
        "dark film shows through the round windows of the reel. It has the air of a film set and of old cinema.",
        services=(
            "оцифровка домашних плёнок, кассет и старых фотографий",
            "кинофестиваль под открытым небом с бесплатным входом",
            "хранение видеоархива в облаке с доступом всей семье",
        ),
        tags=("хлопушка", "бобина", "плёнка", "кино", "фестиваль", "ретро", "бирюзовая"),
    ),
)
