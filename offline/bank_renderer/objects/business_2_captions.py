"""Words for the pictures of business_2: calendar, light bulb, megaphone, trophy."""

from offline.bank_renderer.bank_object import Variant

CALENDAR = (
    Variant(
        colourway="red",
        caption=(
            "Настольный календарь с красной шапкой и тремя тёмными кольцами. Вместо чисел — розовые точки, последний "
            "столбик красный, а один день отмечен жёлтым кружком с галочкой. Важная дата выбрана, о ней не забудут."
        ),
        caption_en=(
            "A desk calendar with a red header and three dark rings. There are pink dots instead of dates, the last "
            "column is red, and one day is marked by a yellow disc with a tick. The important date is chosen and will "
            "not be forgotten."
        ),
        services=(
            "запись к врачу онлайн на удобный день",
            "напоминания о платежах и счетах в приложении",
            "бронирование зала для праздника на нужную дату",
        ),
        tags=("календарь", "дата", "план", "галочка", "событие", "напоминание", "запись"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=46,
        pose="pencil",
        caption=(
            "Синий календарь, к которому прислонён жёлтый карандаш. Три дня подряд и ещё один отмечены кружками с "
            "галочками, дальше ждёт сердечко. Человек держит слово и день за днём идёт к цели."
        ),
        caption_en=(
            "A blue calendar with a yellow pencil leaning on it. Three days in a row and one more are marked with "
            "ticks, and a little heart waits further on. Someone keeps their word and moves to the goal day by day."
        ),
        services=(
            "онлайн-планировщик задач для команды и дома",
            "курс полезных привычек с ежедневными отметками",
            "расписание занятий с репетитором без лишней переписки",
        ),
        tags=("календарь", "карандаш", "привычки", "план", "учёба", "задачи", "расписание"),
    ),
    Variant(
        colourway="teal",
        azimuth_offset=10,
        pose="clock",
        caption=(
            "Бирюзовый календарь и коралловый будильник рядом. На листе точки-дни, кружок с галочкой и сердечко; у "
            "часов два звонка и стрелки без цифр. Напоминание о том, что всё стоит делать вовремя."
        ),
        caption_en=(
            "A teal calendar with a coral alarm clock next to it. The page has dots for days, a disc with a tick and a"
            " heart; the clock has two bells and hands without numbers. A reminder that all should be done in time."
        ),
        services=(
            "доставка точно к назначенному часу в любой день",
            "отсрочка платежа до зарплаты на несколько дней",
            "учёт рабочего времени сотрудников без бумаг",
        ),
        tags=("календарь", "будильник", "время", "срок", "напоминание", "расписание", "дедлайн"),
    ),
)
LIGHTBULB = (
    Variant(
        colourway="violet",
        caption=(
            "Горящая жёлтая лампочка с фиолетовыми лучами. Она чуть наклонена, цоколь серебристый, у основания "
            "фиолетовое кольцо. Тот самый миг, когда приходит идея."
        ),
        caption_en=(
            "A glowing yellow light bulb with violet rays. It leans a little, the screw cap is silver, and a violet "
            "ring sits at its base. The very moment when an idea arrives."
        ),
        services=(
            "курсы творческого мышления для детей и взрослых",
            "конкурс идей с грантами для молодых предпринимателей",
            "подключение электричества и света по выгодному тарифу",
        ),
        tags=("лампочка", "идея", "свет", "лучи", "творчество", "решение", "обучение"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=30,
        pose="sprout",
        caption=(
            "Прозрачная лампочка с зелёным ростком внутри. Побег с крупными листьями поднимается из коричневой земли, "
            "под стеклом зелёное кольцо и серебристый цоколь. Спокойный образ бережной энергии и новых начинаний."
        ),
        caption_en=(
            "A clear light bulb with a green sprout inside. A shoot with large leaves rises from brown soil; beneath "
            "the glass are a green ring and a silver screw cap. A calm image of careful energy and new beginnings."
        ),
        services=(
            "экономия энергии дома с умными датчиками",
            "солнечные панели для дачи под ключ",
            "вклад в проекты, которые берегут природу",
        ),
        tags=("лампочка", "росток", "природа", "энергия", "экология", "рост", "листья"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=10,
        pose="star",
        caption=(
            "Прозрачная лампочка, внутри которой вместо нити светится золотая звезда. Колба голубоватая, основание "
            "синее, цоколь из серых витков. Похоже на маленькую мечту, которую бережно хранят."
        ),
        caption_en=(
            "A clear light bulb with a golden star glowing inside instead of a filament. The glass is bluish, the base"
            " is blue, and the screw cap is made of grey coils. It looks like a small dream kept with care."
        ),
        services=(
            "исполнение желаний: накопления на мечту по плану",
            "наставник для талантливых школьников и студентов",
            "премиальная подписка с лучшими возможностями сервиса",
        ),
        tags=("лампочка", "звезда", "мечта", "талант", "идея", "вдохновение", "стекло"),
    ),
)
MEGAPHONE = (
    Variant(
        colourway="red",
        caption=(
            "Красный рупор с жёлтым ободком смотрит прямо на зрителя. Внутри раструб розовый, сзади белый корпус, "
            "снизу тёмная ручка с кнопкой. Сейчас прозвучит громкая новость."
        ),
        caption_en=(
            "A red megaphone with a yellow rim faces the viewer. Its horn is pink inside, the rear is white, and a "
            "dark grip with a button is below. Loud news is about to sound."
        ),
        services=(
            "запуск рекламы для малого бизнеса за один день",
            "объявления о продаже вещей и услуг по соседству",
            "оповещение клиентов о скидках через сообщения",
        ),
        tags=("рупор", "громкоговоритель", "реклама", "объявление", "новость", "акция", "скидки"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=-40,
        pose="waves",
        caption=(
            "Синий мегафон в профиль, из которого расходятся жёлтые звуковые волны. Белый корпус, оранжево-жёлтые "
            "кольца, тёмная рукоять снизу. Голос звучит далеко и чисто."
        ),
        caption_en=(
            "A blue megaphone in profile with yellow sound waves spreading from it. It has a white body, amber rings "
            "and a dark grip below. The voice carries far and clear."
        ),
        services=(
            "школа ораторского мастерства с занятиями в малых группах",
            "прокат звука и микрофонов для праздника",
            "мобильная связь с безлимитными звонками для семьи",
        ),
        tags=("мегафон", "звук", "волны", "голос", "сообщение", "связь", "реклама"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=-8,
        pose="stars",
        caption=(
            "Фиолетовый рупор, из которого вылетают звёзды и сердца. Раструб сиреневый с оранжевым краем, вокруг "
            "рыжие, жёлтые и лиловые фигурки. Радостное объявление, которое хочется пересказать друзьям."
        ),
        caption_en=(
            "A violet megaphone with stars and hearts flying out of it. The horn is lilac with an orange edge, and "
            "orange, yellow and purple shapes swirl around. A joyful announcement one wants to retell to friends."
        ),
        services=(
            "приведи друга и получи подарок вместе с ним",
            "розыгрыш призов среди подписчиков каждую неделю",
            "продвижение в социальных сетях с живыми отзывами",
        ),
        tags=("рупор", "звёзды", "сердца", "праздник", "розыгрыш", "друзья", "реклама"),
    ),
)
TROPHY = (
    Variant(
        colourway="blue",
        caption=(
            "Золотой кубок с двумя ручками на синем постаменте. На чаше синяя звезда, на основании белая табличка без "
            "надписи. Награда сияет и ждёт своего победителя."
        ),
        caption_en=(
            "A golden cup with two handles on a blue stand. A blue star decorates the bowl, and the base carries a "
            "white plate without any writing. The prize shines and waits for its winner."
        ),
        services=(
            "турнир по футболу для дворовых команд с призами",
            "программа привилегий для самых верных клиентов",
            "изготовление кубков и наград на заказ",
        ),
        tags=("кубок", "победа", "награда", "спорт", "чемпион", "звезда", "золото"),
    ),
    Variant(
        colourway="red",
        azimuth_offset=36,
        pose="medals",
        caption=(
            "Золотой кубок и две медали на красно-белых лентах. Медали со звёздами прислонены по бокам красного "
            "постамента, на чаше красная звезда. Полный набор почестей после большого состязания."
        ),
        caption_en=(
            "A golden cup and two medals on red and white ribbons. The medals bear stars and lean on both sides of the"
            " red stand, and a red star marks the bowl. A full set of honours after a great contest."
        ),
        services=(
            "спортивная секция для детей с первыми соревнованиями",
            "олимпиады и конкурсы для школьников онлайн",
            "страховка для спортсменов на время состязаний",
        ),
        tags=("кубок", "медали", "спорт", "победа", "лента", "соревнование", "награда"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=8,
        pose="confetti",
        caption=(
            "Золотой кубок, из которого взлетает конфетти. Фиолетовые и оранжевые кусочки и ленты кружатся над чашей, "
            "на ней фиолетовая звезда, внизу фиолетовый постамент. Финал удался, пора поздравлять."
        ),
        caption_en=(
            "A golden cup with confetti bursting out of it. Violet and orange scraps and streamers whirl above the "
            "bowl, which bears a violet star, on a violet stand. The final went well and it is time for "
            "congratulations."
        ),
        services=(
            "организация корпоратива и награждения сотрудников под ключ",
            "праздничные скидки в день рождения компании",
            "розыгрыш главного приза среди участников программы",
        ),
        tags=("кубок", "конфетти", "праздник", "победа", "поздравление", "приз", "награда"),
    ),
)
