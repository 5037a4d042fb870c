"""The words for the pictures of the cat and the owl teacher."""

from offline.bank_renderer.bank_object import Variant

CAT = (
    Variant(
        colourway="teal",
        pose="phone",
        caption="Рыжий котик сидит и показывает смартфон с бирюзовым экраном, на котором белое сердечко. У него "
        "полоски на лбу, кремовый живот, розовый нос и бирюзовый ошейник с коралловым бубенчиком. Хвост задорно "
        "поднят, взгляд любопытный.",
        caption_en="A ginger cat sits and shows a smartphone whose teal screen has a white heart on it. It has "
        "stripes on its forehead, a cream belly, a pink nose and a teal collar with a coral bell. Its tail is up and "
        "its look is curious.",
        services=(
            "мобильная связь с безлимитными мессенджерами и соцсетями",
            "приложение для знакомств и общения по интересам",
            "ремонт смартфонов с выездом мастера в день обращения",
        ),
        tags=("кот", "смартфон", "приложение", "сердечко", "связь", "рыжий", "общение"),
    ),
    Variant(
        colourway="red",
        pose="coffee",
        azimuth_offset=26,
        caption="Серый кот держит в белых лапах стаканчик кофе с красной манжетой и блаженно щурится. Стакан белый, "
        "с крышкой и маленьким сердцем, на шее у кота красный ошейник. Спокойная сцена про уют и утренний перерыв.",
        caption_en="A grey cat holds a paper cup of coffee with a red sleeve in its white paws and squints "
        "blissfully. The cup is white with a lid and a small heart, and the cat wears a red collar. A calm scene "
        "about cosiness and a morning break.",
        services=(
            "кофейня навынос с предзаказом напитков в приложении",
            "котокафе, где можно отдохнуть и выпить горячий кофе",
            "подписка на свежеобжаренный кофе с доставкой домой",
        ),
        tags=("кот", "кофе", "стаканчик", "утро", "уют", "перерыв"),
    ),
    Variant(
        colourway="violet",
        pose="headphones",
        caption="Белый кот в больших фиолетовых наушниках слушает музыку с закрытыми глазами. Одну лапу он поднял к "
        "наушнику, рядом парит оранжевая нота, на груди фиолетовый ошейник с бубенчиком. Мордочка улыбается, всё "
        "дышит ритмом.",
        caption_en="A white cat in big violet headphones listens to music with its eyes closed. One paw is raised to "
        "an ear cup, an orange note floats nearby, and a violet collar with a bell hangs round its neck. It smiles "
        "to the rhythm.",
        services=(
            "музыкальный сервис с подборками под любое настроение",
            "аудиокниги и подкасты для долгой дороги по подписке",
            "школа вокала и диджеинга для взрослых и подростков",
        ),
        tags=("кот", "наушники", "музыка", "нота", "отдых", "ритм", "мелодия"),
    ),
)

OWL_TEACHER = (
    Variant(
        colourway="violet",
        pose="book",
        caption="Мудрая сова фиолетового цвета держит раскрытую оранжевую книгу со звёздочками на обложке. Большие "
        "чёрные глаза внимательно смотрят сквозь круглые тёмные очки. Маленький клюв и широкие лапки оранжевые, "
        "грудка светлая.",
        caption_en="A wise violet owl holds an open orange book with stars on its cover. Big black eyes look "
        "attentively through round dark glasses. Its small beak and wide feet are orange, its breast is pale.",
        services=(
            "подписка на электронные книги для всей семьи",
            "репетиторы по школьным предметам с занятиями онлайн",
            "развивающий клуб чтения для дошкольников и их родителей",
        ),
        tags=("сова", "книга", "чтение", "учёба", "очки", "знания", "учитель"),
    ),
    Variant(
        colourway="blue",
        pose="pointer",
        caption="Учительница-сова ведёт урок у школьной доски. Синяя птица в круглых очках показывает жёлтой указкой "
        "на зелёную доску в деревянной раме, где мелом нарисованы круг, треугольник и жёлтая волна. На светлом "
        "животе ряды голубых пёрышек.",
        caption_en="An owl teacher gives a lesson at a school board. The blue bird in round glasses points a yellow "
        "stick at a green board in a wooden frame, where a circle, a triangle and a yellow wave are drawn. Rows of "
        "pale blue feathers cover its light belly.",
        services=(
            "подготовка к экзаменам по математике в мини-группах",
            "корпоративное обучение сотрудников с живыми преподавателями",
            "бесплатный пробный урок в онлайн-школе для детей",
        ),
        tags=("сова", "доска", "урок", "указка", "школа", "геометрия", "учитель"),
    ),
    Variant(
        colourway="orange",
        pose="cap",
        azimuth_offset=24,
        caption="Сова-выпускница радостно раскинула крылья. На оранжевой голове тёмная академическая шапочка с синей "
        "кисточкой, глаза за круглыми очками счастливо зажмурены. Белый живот украшен персиковыми пёрышками, "
        "настроение торжественное.",
        caption_en="A graduating owl spreads its wings for joy. A dark academic cap with a blue tassel sits on its "
        "orange head, and its eyes are happily shut behind round glasses. Peach feathers adorn the white belly.",
        services=(
            "поступление в вуз с личным наставником и подготовкой",
            "онлайн-курсы новой профессии с дипломом по окончании",
            "организация выпускных вечеров и съёмка школьных альбомов",
        ),
        tags=("сова", "выпускной", "шапочка", "диплом", "успех", "образование", "праздник"),
    ),
)
