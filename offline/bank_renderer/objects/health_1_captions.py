"""Words for the pictures of health_1."""

from offline.bank_renderer.bank_object import Variant

PILL_BOTTLE = (
    Variant(
        colourway="orange",
        caption="Оранжевая баночка с таблетками закрыта белой рифлёной крышкой. На белой этикетке — выпуклый синий "
        "крест, вокруг лежат двухцветные капсулы и круглые таблетки. Чистая аптечная картинка без лишних деталей.",
        caption_en="An orange jar of pills is closed with a white ribbed lid. Its white label has a raised blue "
        "cross, and two-coloured capsules and round tablets lie around. A clean pharmacy picture with nothing to "
        "spare.",
        services=(
            "онлайн-аптека с доставкой лекарств за час",
            "сравнение цен на лекарства в аптеках рядом с домом",
            "напоминания о приёме таблеток в мобильном приложении",
        ),
        tags=("таблетки", "аптека", "лекарства", "капсулы", "здоровье", "медицина", "оранжевая"),
    ),
    Variant(
        colourway="teal",
        azimuth_offset=-8,
        pose="open",
        caption="Открытая бирюзовая банка до краёв полна капсул, бирюзовых с коралловым. Белая крышка прислонена "
        "сбоку, две капсулы лежат перед банкой, на этикетке — коралловый крест. Яркие цвета делают лекарство "
        "нестрашным.",
        caption_en="An open teal jar is full to the brim with teal and coral capsules. Its white lid leans at the "
        "side, two capsules lie in front, and the label has a coral cross. The bright colours take the fear out of "
        "medicine.",
        services=(
            "подбор витаминов по анализам вместе с врачом",
            "страховой полис с возмещением расходов на лекарства",
            "бонусная карта аптечной сети со скидкой пенсионерам",
        ),
        tags=("капсулы", "банка", "витамины", "аптека", "лечение", "крест", "бирюзовая"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=34,
        pose="heart",
        caption="Фиолетовая банка витаминов с объёмным оранжевым сердцем на этикетке. Перед ней рассыпаны капсулы и "
        "сиреневые таблетки, одна легла поверх другой; белая крышка плотно закручена. Забота о здоровье показана "
        "мягко и приветливо.",
        caption_en="A violet jar of vitamins with a plump orange heart on its label. Capsules and lilac tablets are "
        "scattered before it, one lying on another; the white lid is screwed tight. Care for health is shown softly "
        "and kindly.",
        services=(
            "витамины и добавки для сердца и хорошего сна",
            "консультация кардиолога онлайн в день обращения",
            "программа здоровья для сотрудников с ежегодным осмотром",
        ),
        tags=("витамины", "сердце", "таблетки", "забота", "здоровье", "банка", "фиолетовая"),
    ),
)

FIRST_AID_KIT = (
    Variant(
        colourway="green",
        caption="Зелёная аптечка-чемоданчик с белым кругом и зелёным крестом на боку. У неё янтарная ручка, такие "
        "же защёлки и белый ободок по шву. Предмет сразу читается: помощь под рукой.",
        caption_en="A green first-aid case with a white disc and a green cross on its side. It has an amber handle, "
        "matching latches and a white rim along the seam. It reads at once: help is at hand.",
        services=(
            "вызов врача на дом для детей и взрослых",
            "готовые аптечки для автомобиля, офиса и похода",
            "полис добровольного медицинского страхования для всей семьи",
        ),
        tags=("аптечка", "помощь", "крест", "медицина", "чемоданчик", "здоровье", "зелёная"),
    ),
    Variant(
        colourway="orange",
        azimuth_offset=8,
        pose="open",
        caption="Распахнутая оранжевая аптечка показывает всё содержимое. Внутри пузырёк с синей крышкой, рулон "
        "бинта, белый тюбик и два пластыря, на крышке выступает белый крест. Всё разложено по местам и готово к "
        "делу.",
        caption_en="A wide-open orange first-aid kit shows all that it holds. Inside are a little jar with a blue "
        "lid, a roll of bandage, a white tube and two plasters, and a white cross stands out on the lid. All is in "
        "place and ready.",
        services=(
            "курсы первой помощи для родителей и водителей",
            "страховка для путешественников с покрытием лечения за границей",
            "маркетплейс товаров для здоровья с быстрой доставкой",
        ),
        tags=("аптечка", "бинт", "пластырь", "первая помощь", "лекарства", "поездка", "оранжевая"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=44,
        pose="bandage",
        caption="Рядом с синей аптечкой лежат рулон белого бинта и два пластыря, телесный и голубой. На чемоданчике "
        "— синий крест в белом круге, сверху янтарная ручка. Такой набор пригодится при любой царапине.",
        caption_en="A roll of white bandage and two plasters, a beige and a pale blue one, lie by a blue first-aid "
        "case. The case has a blue cross in a white disc and an amber handle on top. A set that helps with any "
        "scratch.",
        services=(
            "травмпункт и детский хирург без очереди по записи",
            "страхование детей от травм на спортивных тренировках",
            "ветеринарная помощь на дому в вечернее время",
        ),
        tags=("аптечка", "бинт", "пластыри", "травма", "помощь", "дети", "синяя"),
    ),
)

STETHOSCOPE_HEART = (
    Variant(
        colourway="red",
        caption="Большое красное сердце слушает стетоскоп: блестящая головка прижата к его боку. Бордовая трубка "
        "огибает сердце снизу и поднимается справа к ушным дужкам. Тёплый образ врачебной заботы.",
        caption_en="A stethoscope listens to a big red heart, its shiny chest piece pressed to the heart's side. "
        "The maroon hose runs below the heart and rises to the ear tubes on the right. A warm image of a doctor's "
        "care.",
        services=(
            "запись к кардиологу и терапевту через приложение",
            "полное обследование сердца за один день",
            "страхование от критических заболеваний с лечением в лучших клиниках",
        ),
        tags=("сердце", "стетоскоп", "врач", "кардиология", "здоровье", "забота", "красное"),
    ),
    Variant(
        colourway="pink",
        azimuth_offset=-8,
        pose="pulse",
        caption="По розовому сердцу бежит белая линия пульса. Рядом на земле лежит стетоскоп с тёмно-вишнёвой "
        "трубкой, его круглая головка в жёлтом ободке смотрит на зрителя. Ритм ровный, настроение бодрое.",
        caption_en="A white pulse line runs across a pink heart. A stethoscope with a dark cherry hose lies by it "
        "on the ground, its round chest piece in a yellow rim facing the viewer. The rhythm is steady, the mood is "
        "lively.",
        services=(
            "фитнес-браслеты с измерением пульса и давления",
            "кардиотренировки с тренером для любого уровня подготовки",
            "телемедицина: разговор с врачом по видео в любое время",
        ),
        tags=("сердце", "пульс", "стетоскоп", "ритм", "фитнес", "диагностика", "розовое"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=-14,
        pose="plaster",
        caption="Фиолетовое сердце заклеено двумя пластырями крест-накрест, и стетоскоп проверяет, как оно бьётся. "
        "Тёмная трубка с оранжевым кольцом на головке обвивает его снизу. Рисунок говорит о лечении и поддержке.",
        caption_en="Two crossed plasters cover a violet heart while a stethoscope checks how it beats. The dark "
        "hose, with an orange ring on its chest piece, curls below it. The picture speaks of healing and support.",
        services=(
            "онлайн-консультации психолога после расставания или потери",
            "восстановление после операции в загородном санатории",
            "благотворительный сбор на лечение детей с прозрачным отчётом",
        ),
        tags=("сердце", "пластырь", "стетоскоп", "лечение", "поддержка", "помощь", "фиолетовое"),
    ),
)
