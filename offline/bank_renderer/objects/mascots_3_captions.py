"""The words for the pictures of the travelling dog and the astronaut."""

from offline.bank_renderer.bank_object import Variant

DOG_TRAVELLER = (
    Variant(
        colourway="blue",
        pose="suitcase",
        caption="Пёс-путешественник в соломенной шляпе отправляется в отпуск с жёлтым чемоданом на колёсиках. На нём "
        "синяя кофта, тёмные штаны, жёлтые ботинки и рюкзак, одна лапа поднята в приветствии. Бежевая мордочка с "
        "рыжими ушами смеётся.",
        caption_en="A travelling dog in a straw hat sets off on holiday with a yellow suitcase on wheels. It wears a "
        "blue top, dark trousers, yellow boots and a backpack, and raises a paw in greeting. Its beige face with "
        "ginger ears is laughing.",
        services=(
            "поиск дешёвых авиабилетов и туров на море",
            "страховка для поездок за границу за пять минут",
            "гостиница, куда пускают гостей с собаками",
        ),
        tags=("собака", "чемодан", "путешествие", "отпуск", "шляпа", "рюкзак", "поездка"),
    ),
    Variant(
        colourway="pink",
        pose="camera",
        azimuth_offset=26,
        caption="Белый пёсик с коричневыми ушами держит розовый фотоаппарат и подмигивает. Вокруг глаза коричневое "
        "пятно, кофта розовая, ботинки и лямки рюкзака жёлтые. Открытая улыбка обещает весёлые снимки.",
        caption_en="A white dog with brown ears holds a pink camera and winks. There is a brown patch around its "
        "eye; its top is pink, its boots and rucksack straps are yellow. The open smile promises cheerful pictures.",
        services=(
            "семейная фотосессия на природе вместе с питомцем",
            "печать фотографий и альбомов прямо из телефона",
            "экскурсии с фотографом по самым красивым местам города",
        ),
        tags=("собака", "фотоаппарат", "снимок", "прогулка", "подмигивание", "турист"),
    ),
    Variant(
        colourway="green",
        pose="map",
        caption="Рыжая собака изучает маршрут: в лапах развёрнутая карта с озёрами, поляной, красным пунктиром и "
        "булавкой-меткой. На голове соломенная шляпа с жёлтой лентой, на плечах лямки жёлтого рюкзака, кофта "
        "зелёная. Вид у туриста уверенный и довольный.",
        caption_en="A ginger dog studies its route on an unfolded map with lakes, a meadow, a red dotted line and a "
        "pin. It wears a straw hat with a yellow ribbon, a green top and a yellow rucksack. The tourist looks "
        "confident and pleased.",
        services=(
            "карты и навигация для походов без интернета",
            "туры выходного дня с опытным проводником и трансфером",
            "аренда палаток и снаряжения для похода в горы",
        ),
        tags=("собака", "карта", "маршрут", "поход", "турист", "навигация", "приключение"),
    ),
)

ASTRONAUT = (
    Variant(
        colourway="violet",
        pose="planet",
        caption="Маленький космонавт сидит верхом на крошечной фиолетовой планете и машет рукой. Планета в светлых "
        "кратерах, её опоясывает оранжевое кольцо. Скафандр белый с фиолетовыми перчатками и пультом на груди, из "
        "шлема выглядывает улыбающееся лицо.",
        caption_en="A little astronaut sits on top of a tiny violet planet and waves. The planet has pale craters "
        "and an orange ring around it. The white suit has violet gloves and a control panel, and a smiling face "
        "looks out of the helmet.",
        services=(
            "детский планетарий и научные шоу на день рождения",
            "облачное хранилище, где хватит места для всего",
            "роуминг и связь в любой точке планеты",
        ),
        tags=("космонавт", "планета", "космос", "кольцо", "приветствие", "скафандр", "мечта"),
    ),
    Variant(
        colourway="orange",
        pose="flag",
        azimuth_offset=24,
        caption="Космонавт-первооткрыватель водрузил флаг на песчаном холме с кратерами. Полотнище оранжевое, с "
        "синей звездой, белый скафандр украшен оранжевыми деталями. Одна рука на древке, другая на поясе, лицо в "
        "шлеме сияет от гордости.",
        caption_en="A pioneering astronaut has planted a flag on a sandy hill with craters. The flag is orange with "
        "a blue star, and orange details trim the white suit. One hand holds the pole, the other rests on the hip, "
        "and the face in the helmet beams with pride.",
        services=(
            "запуск собственного бизнеса с поддержкой опытных наставников",
            "кредит предпринимателям на открытие новых направлений",
            "курсы целеполагания и личной эффективности для руководителей",
        ),
        tags=("космонавт", "флаг", "победа", "цель", "открытие", "космос", "лидер"),
    ),
    Variant(
        colourway="blue",
        pose="star",
        caption="Счастливый космонавт парит над белым облачком и обнимает золотую звезду. Он зажмурился от радости, "
        "на белом скафандре синие перчатки, ботинки и ободок шлема, сбоку жёлтая антенна. Лёгкая, мечтательная сцена "
        "о сбывшемся желании.",
        caption_en="A happy astronaut floats above a small white cloud, hugging a golden star. Eyes shut with joy, "
        "blue gloves, boots and helmet rim on a white suit, a yellow aerial at the side. A light, dreamy scene about "
        "a wish come true.",
        services=(
            "бонусная программа, где за покупки дарят звёзды",
            "вклад с повышенной ставкой для больших планов",
            "матрасы и подушки для крепкого сна без забот",
        ),
        tags=("космонавт", "звезда", "облако", "полёт", "мечта", "награда", "радость"),
    ),
)
