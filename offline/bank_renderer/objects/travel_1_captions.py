"""Words for the pictures of suitcases and globes."""

from offline.bank_renderer.bank_object import Variant

SUITCASE = (
    Variant(
        colourway="yellow",
        caption=(
            "Жёлтый пластиковый чемодан на колёсиках стоит с выдвинутой ручкой. Корпус ребристый, со светлыми "
            "накладками на углах; ручки синие, а на петле висит синяя бирка с белым сердечком. Вещи собраны, можно "
            "ехать."
        ),
        caption_en=(
            "A yellow hard-shell suitcase on wheels stands with its handle pulled out. The shell is ribbed with pale "
            "corner guards; the handles are blue, and a blue tag with a white heart hangs from one of them. "
            "Everything is packed and ready to go."
        ),
        services=(
            "раннее бронирование отпуска со скидкой до конца недели",
            "хранение багажа рядом с вокзалом и аэропортом",
            "страхование вещей в поездке на любую сумму",
        ),
        tags=("чемодан", "багаж", "отпуск", "путешествие", "жёлтый", "поездка", "сборы"),
    ),
    Variant(
        colourway="violet",
        pose="pair",
        azimuth_offset=46,
        caption=(
            "Два чемодана разного роста: большой фиолетовый с оранжевыми ручками и маленький оранжевый с "
            "фиолетовыми. У обоих сиреневые уголки и чёрные колёсики, на большом — бирка с сердечком. Похоже, в "
            "дорогу отправляются взрослый и ребёнок."
        ),
        caption_en=(
            "Two suitcases of different heights: a big violet one with orange handles and a small orange one with "
            "violet handles. Both have lilac corners and black wheels, and the big one wears a tag with a heart. It "
            "looks as if a grown-up and a child are setting off together."
        ),
        services=(
            "семейные туры, где дети отдыхают бесплатно",
            "покупка чемоданов и дорожных сумок в рассрочку",
            "карта с бесплатным багажом для двоих пассажиров",
        ),
        tags=("чемоданы", "семья", "багаж", "путешествие", "фиолетовый", "оранжевый", "отпуск"),
    ),
    Variant(
        colourway="teal",
        pose="open",
        azimuth_offset=10,
        caption=(
            "Раскрытый бирюзовый чемодан, аккуратно наполненный вещами. Внутри стопки коралловой, белой и мятной "
            "одежды, свёрнутые валиками футболки, косметичка, а сверху солнечные очки; в крышке карман с коралловым "
            "ремешком. Уютный порядок перед поездкой к морю."
        ),
        caption_en=(
            "An open turquoise suitcase, neatly filled. Inside are piles of coral, white and mint clothes, rolled "
            "T-shirts, a toiletry bag and a pair of sunglasses on top; the lid has a pocket with a coral strap. Cosy "
            "order before a trip to the sea."
        ),
        services=(
            "готовые капсульные гардеробы для отпуска с примеркой дома",
            "помощник в сборах со списком вещей для поездки",
            "стирка и глажка одежды перед отъездом с доставкой",
        ),
        tags=("чемодан", "одежда", "сборы", "отпуск", "бирюзовый", "очки", "порядок"),
    ),
)

GLOBE_ON_STAND = (
    Variant(
        colourway="blue",
        caption=(
            "Глобус с синим океаном и выпуклыми зелёными материками на жёлтой подставке. К нам повёрнута Африка, ось "
            "наклонена и закреплена в дуге с золотыми шариками на концах. Классический школьный предмет, "
            "нарисованный мягко и по-доброму."
        ),
        caption_en=(
            "A globe with a blue ocean and raised green continents on a yellow stand. Africa faces us; the tilted "
            "axis sits in an arc with golden balls at its ends. A classic schoolroom object, done in a soft and "
            "friendly way."
        ),
        services=(
            "онлайн-уроки географии для школьников любого возраста",
            "переводы денег за границу по выгодному курсу",
            "языковые курсы с носителями из разных стран",
        ),
        tags=("глобус", "мир", "география", "учёба", "синий", "страны", "путешествие"),
    ),
    Variant(
        colourway="teal",
        pose="plane",
        azimuth_offset=40,
        caption=(
            "Вокруг бирюзового глобуса с песочными материками летит маленький белый самолёт. Видны Африка, Европа и "
            "Азия, подставка и дуга коралловые, у самолёта бирюзовые крылья. Сюжет о том, что до любой точки мира "
            "рукой подать."
        ),
        caption_en=(
            "A little white aeroplane flies around a turquoise globe with sandy continents. Africa, Europe and Asia "
            "are in view, the stand and arc are coral, and the aeroplane has turquoise wings. A picture of how near "
            "every place on earth can be."
        ),
        services=(
            "путешествия в далёкие страны с личным помощником",
            "международная доставка товаров из зарубежных магазинов",
            "связь и интернет за границей без роуминга",
        ),
        tags=("глобус", "самолёт", "мир", "перелёт", "бирюзовый", "заграница", "путешествие"),
    ),
    Variant(
        colourway="violet",
        pose="pins",
        azimuth_offset=-20,
        caption=(
            "Фиолетовый глобус, в который воткнуты три красные булавки: две на Северной Америке и одна на Южной. "
            "Материки песочного цвета слегка выступают, подставка оранжевая, с золотистыми креплениями. Так отмечают "
            "места, где уже побывали или куда очень хочется."
        ),
        caption_en=(
            "A violet globe with three red pins stuck into it: two in North America and one in South America. The "
            "sandy continents stand out slightly; the stand is orange with golden fittings. This is how people mark "
            "places they have been to or long to see."
        ),
        services=(
            "составление личного маршрута для кругосветного путешествия",
            "обучение за рубежом: подбор университета и стипендии",
            "поиск удалённой работы в международных компаниях",
        ),
        tags=("глобус", "булавки", "страны", "мечта", "фиолетовый", "маршрут", "мир"),
    ),
)
