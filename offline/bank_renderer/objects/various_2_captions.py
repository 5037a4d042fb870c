"""Words for the pictures of various_2: house, rocket."""

from offline.bank_renderer.bank_object import Variant

HOUSE = (
    Variant(
        colourway="orange",
        caption=(
            "Небольшой светлый дом с оранжевой крышей, трубой и синей дверью стоит на круглой зелёной лужайке. "
            "Окна голубые, у стен шаровидные кусты, к двери ведёт дорожка. Игрушечная, тёплая картинка про свой "
            "дом."
        ),
        caption_en=(
            "A small pale house with an orange roof, a chimney and a blue door stands on a round green lawn. Its "
            "windows are light blue, round bushes grow by the walls and a path leads to the door. A toy-like, "
            "warm picture of a home of one's own."
        ),
        services=(
            "ипотека на квартиру или дом с решением онлайн",
            "страхование дома и имущества от пожара, потопа и кражи",
            "поиск и продажа недвижимости с проверкой документов и сделки",
        ),
        tags=("дом", "ипотека", "недвижимость", "жильё", "семья", "страхование", "лужайка"),
    ),
    Variant(
        colourway="red",
        azimuth_offset=-52,
        pose="storeys",
        caption=(
            "Двухэтажный белый дом с красной крышей, жёлтой дверью и рядами голубых окон. Справа растёт круглое "
            "дерево, по бокам кусты, вся усадьба умещается на зелёном круге. Места хватит большой семье."
        ),
        caption_en=(
            "A white two-storey house with a red roof, a yellow door and rows of light blue windows. A round tree "
            "grows on the right, bushes at the sides, and the whole estate fits on a green disc. There is room "
            "for a large family."
        ),
        services=(
            "строительство загородных домов под ключ с готовыми проектами",
            "аренда коттеджа на выходные для большой компании",
            "семейная ипотека с господдержкой и помощью в оформлении",
        ),
        tags=("дом", "коттедж", "этажи", "семья", "стройка", "дерево", "недвижимость"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=-4,
        pose="winter",
        caption=(
            "Зимний домик с синей крышей, укрытой толстым снегом. У стен заснеженные ёлки, возле жёлтой двери "
            "снеговик в оранжево-жёлтом шарфе. Внутри наверняка тепло и пахнет праздником."
        ),
        caption_en=(
            "A winter cottage with a blue roof under thick snow. Snowy firs stand by its walls, and near the "
            "yellow door there is a snowman in an amber scarf. It must be warm inside and smell of holiday."
        ),
        services=(
            "аренда домика на новогодние каникулы за городом",
            "отопление и утепление частного дома к зиме",
            "страхование дачи на зимний сезон без осмотра",
        ),
        tags=("дом", "зима", "снег", "снеговик", "ёлки", "праздник", "уют"),
    ),
)

ROCKET = (
    Variant(
        colourway="red",
        caption=(
            "Белая ракета с красным носом, красными стабилизаторами и голубым иллюминатором взлетает вправо "
            "вверх. Из сопла вырывается оранжево-жёлтое пламя. Динамичная, лёгкая картинка про старт и скорость."
        ),
        caption_en=(
            "A white rocket with a red nose, red fins and a blue porthole takes off to the upper right. An orange "
            "and yellow flame bursts from its nozzle. A dynamic, light picture of a start and speed."
        ),
        services=(
            "запуск бизнеса онлайн: счёт, касса и сайт за короткое время",
            "скоростной домашний интернет и телевидение для квартиры",
            "курсы и программы, которые помогают начать новую профессию",
        ),
        tags=("ракета", "старт", "скорость", "запуск", "бизнес", "космос", "успех"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=14,
        pose="start",
        caption=(
            "Синяя с белым ракета поднимается строго вверх из клубов дыма. Под соплом ещё горит короткое пламя, "
            "вокруг носа жёлтый поясок, иллюминатор блестит. Первые секунды полёта, когда всё только начинается."
        ),
        caption_en=(
            "A blue and white rocket rises straight up out of clouds of smoke. A short flame still burns beneath "
            "its nozzle, a yellow band runs round the nose and the porthole shines. The first seconds of a "
            "flight, when everything is just beginning."
        ),
        services=(
            "старт продаж: реклама нового товара в день запуска",
            "акселератор для стартапов с инвестициями и наставниками",
            "детский технический кружок: ракеты, роботы и программирование",
        ),
        tags=("ракета", "запуск", "дым", "старт", "стартап", "взлёт", "техника"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=-8,
        pose="space",
        caption=(
            "Фиолетовая ракета летит влево мимо оранжевой планеты с сиреневым кольцом. Рядом три золотые звезды, "
            "позади языки огня. Мечтательное путешествие по игрушечному космосу."
        ),
        caption_en=(
            "A violet rocket flies to the left past an orange planet with a lilac ring. Three golden stars are "
            "near it and tongues of fire behind. A dreamy journey through toy space."
        ),
        services=(
            "детский планетарий с экскурсиями и мастер-классами по выходным",
            "онлайн-кинотеатр с фантастикой и сериалами для всей семьи",
            "летний лагерь для юных исследователей науки и космоса",
        ),
        tags=("ракета", "космос", "планета", "звёзды", "мечта", "путешествие", "приключение"),
    ),
)
