"""Words for the pictures of education_1."""

from offline.bank_renderer.bank_object import Variant

BOOK_STACK = (
    Variant(
        colourway="blue",
        caption="Стопка из четырёх книг в твёрдых переплётах: две синие, голубая и янтарная. Книги лежат с "
        "разворотом, на круглых корешках видны полоски, из-под обложек — кремовые страницы. Знания собраны и готовы "
        "к чтению.",
        caption_en="A stack of four hardbacks: two blue, one pale blue and one amber. They lie turned against each "
        "other, with bands on their round spines and cream pages between the covers. Knowledge is gathered and "
        "ready to be read.",
        services=(
            "книжный интернет-магазин с доставкой в пункт выдачи",
            "электронная библиотека с романами и учебниками по подписке",
            "подготовка школьников к экзаменам с личным наставником",
        ),
        tags=("книги", "чтение", "учёба", "библиотека", "знания", "литература", "синие"),
    ),
    Variant(
        colourway="teal",
        azimuth_offset=50,
        pose="apple",
        caption="На трёх книгах лежит блестящее красное яблоко с зелёным листком. Обложки — бирюзовая, "
        "светло-бирюзовая и коралловая, сбоку свисает закладка. Картинка напоминает о школе, учителях и начале "
        "сентября.",
        caption_en="A shiny red apple with a green leaf sits on three books. The covers are teal, pale teal and "
        "coral, and a bookmark hangs out at the side. It recalls school, teachers and the first days of September.",
        services=(
            "товары к школе: тетради, учебники и канцелярия",
            "онлайн-школа с живыми уроками и проверкой домашних заданий",
            "здоровое школьное питание с оплатой через родительское приложение",
        ),
        tags=("книги", "яблоко", "школа", "учитель", "урок", "сентябрь", "бирюзовые"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=14,
        pose="open",
        caption="Раскрытая книга лежит поверх двух закрытых, фиолетовой и сиреневой. На страницах — сиреневые "
        "строчки без букв и оранжевая звезда, по середине спускается лента-закладка. Будто кто-то отошёл на минуту "
        "и сейчас вернётся к чтению.",
        caption_en="An open book lies on two closed ones, violet and lilac. Its pages have plain lilac lines and an "
        "orange star, a ribbon bookmark runs down the middle. As if someone had stepped away for a minute and would "
        "soon read on.",
        services=(
            "книжный клуб с обсуждением новинок раз в неделю",
            "издание книги небольшим тиражом для начинающих авторов",
            "детские сказки с картинками в мобильном приложении",
        ),
        tags=("книга", "чтение", "страницы", "закладка", "сказки", "учёба", "фиолетовая"),
    ),
)

GRADUATION_CAP = (
    Variant(
        colourway="blue",
        caption="Синяя шапочка выпускника с квадратным верхом и голубой каймой. Янтарный шнур тянется от золотой "
        "пуговицы к углу и заканчивается пышной кисточкой. Торжественный знак завершённой учёбы.",
        caption_en="A blue graduation cap with a square board and a pale blue band. An amber cord runs from a "
        "golden button to the corner and ends in a full tassel. A solemn sign of studies completed.",
        services=(
            "высшее образование дистанционно с государственным дипломом",
            "образовательный кредит с отсрочкой до окончания вуза",
            "стажировки и первая работа для выпускников университетов",
        ),
        tags=("выпускник", "шапочка", "образование", "университет", "диплом", "кисточка", "синяя"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=-14,
        pose="diploma",
        caption="Перед фиолетовой академической шапочкой лежит свёрнутый диплом. Светлый свиток перехвачен "
        "оранжевой лентой с круглой печатью, с края шапочки свисает кисточка в тон. Момент успеха и гордости.",
        caption_en="A rolled diploma lies before a violet academic cap. An orange ribbon with a round seal ties the "
        "pale scroll, and a matching tassel hangs from the edge of the cap. A moment of success and pride.",
        services=(
            "профессиональная переподготовка с дипломом за четыре месяца",
            "перевод и заверение документов об образовании для учёбы за рубежом",
            "фотосессии и альбомы для выпускных классов и групп",
        ),
        tags=("диплом", "выпускной", "образование", "успех", "курсы", "свиток", "фиолетовая"),
    ),
    Variant(
        colourway="red",
        azimuth_offset=-8,
        pose="books",
        caption="Красная шапочка выпускника увенчала две книги, жёлтую и розовую. Жёлтая кисточка спускается с угла "
        "доски, на корешках выделяются светлые и красные полосы. Композиция рассказывает о пути от учебников к "
        "диплому.",
        caption_en="A red graduation cap crowns two books, a yellow and a pink one. A yellow tassel falls from the "
        "corner of the board, pale and red bands stand out on the spines. The scene tells of the way from textbooks "
        "to a degree.",
        services=(
            "репетиторы по всем школьным предметам рядом с домом",
            "гранты и стипендии для талантливых студентов",
            "корпоративное обучение сотрудников с тестами и сертификатами",
        ),
        tags=("шапочка", "книги", "учёба", "выпускник", "стипендия", "школа", "красная"),
    ),
)

BACKPACK = (
    Variant(
        colourway="red",
        caption="Красный школьный рюкзак с белой звездой на груди. Большой розовый карман закрыт жёлтым клапаном с "
        "пряжкой, по бокам — карманы на резинке, сверху жёлтая ручка. Бодрый и аккуратный, он готов к первому "
        "уроку.",
        caption_en="A red school backpack with a white star on its front. The large pink pocket closes with a "
        "yellow buckled flap, elastic pockets sit at the sides and a yellow handle on top. Cheerful and neat, it is "
        "ready for the first lesson.",
        services=(
            "рюкзаки и школьная форма с примеркой перед покупкой",
            "детский летний лагерь с кружками и походами",
            "карта для подростков с родительским контролем расходов",
        ),
        tags=("рюкзак", "школа", "ученик", "урок", "дети", "звезда", "красный"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=46,
        pose="supplies",
        caption="Из синего рюкзака выглядывают линейка, красный и зелёный карандаши и белая тетрадь. Спереди "
        "голубой карман под янтарным клапаном, выше — белая звезда и дуга молнии. Собрано всё, что нужно для "
        "учебного дня.",
        caption_en="A ruler, a red and a green pencil and a white notebook stick out of a blue backpack. A pale "
        "blue pocket under an amber flap is in front, with a white star and the arc of a zip above. All is packed "
        "for a school day.",
        services=(
            "канцелярские товары для школы и офиса оптом",
            "кружки рисования и черчения для младших школьников",
            "подготовка к первому классу в игровой форме",
        ),
        tags=("рюкзак", "карандаши", "линейка", "школа", "канцелярия", "учёба", "синий"),
    ),
    Variant(
        colourway="teal",
        azimuth_offset=60,
        pose="bottle",
        caption="Бирюзовый рюкзак повёрнут боком, в его кармане стоит белая бутылка с коралловой крышкой. Виден "
        "тёмный плечевой ремень, спереди коралловый клапан и белая звезда. Хоть на занятия, хоть в поход выходного "
        "дня.",
        caption_en="A teal backpack is turned to show its side, where a white bottle with a coral lid stands in the "
        "pocket. A dark shoulder strap is seen, with a coral flap and a white star in front. Good for classes or a "
        "weekend hike.",
        services=(
            "туры выходного дня с гидом и снаряжением",
            "спортивные секции для детей с первым занятием бесплатно",
            "доставка питьевой воды домой и в офис",
        ),
        tags=("рюкзак", "бутылка", "поход", "вода", "путешествие", "спорт", "бирюзовый"),
    ),
)
