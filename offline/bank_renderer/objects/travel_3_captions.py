"""Words for the pictures of beach umbrellas and cameras."""

from offline.bank_renderer.bank_object import Variant

BEACH_UMBRELLA = (
    Variant(
        colourway="orange",
        caption=(
            "Оранжево-белый пляжный зонт раскрыт над шезлонгом, который стоит на песчаном островке. Ткань шезлонга в "
            "оранжевую, белую и синюю полоску, есть подголовник; на песке лежит морская звезда. Лето, тень и покой."
        ),
        caption_en=(
            "An orange and white beach umbrella is open above a deck chair on a little island of sand. The canvas is "
            "striped orange, white and blue with a headrest; a starfish lies on the sand. Summer, shade and peace."
        ),
        services=(
            "пляжный отдых всё включено с вылетом каждую неделю",
            "вклад, который копит на отпуск за вас",
            "солнцезащитная косметика для всей семьи с доставкой",
        ),
        tags=("пляж", "зонт", "шезлонг", "лето", "оранжевый", "море", "отдых"),
    ),
    Variant(
        colourway="red",
        pose="ball",
        azimuth_offset=-50,
        caption=(
            "Под красно-белым зонтом — деревянный шезлонг, повёрнутый боком, а рядом надувной мяч. Полоски на "
            "сиденье и дольки мяча одних цветов: красный, белый, жёлтый. Яркий пляжный день для игр и безделья."
        ),
        caption_en=(
            "Under a red and white umbrella stands a wooden deck chair, seen from the side, with an inflated ball "
            "beside it. The stripes of the seat and the panels of the ball share their colours: red, white and "
            "yellow. A bright beach day for games and doing nothing."
        ),
        services=(
            "детские лагеря у моря на летние каникулы",
            "летняя распродажа товаров для пляжа и бассейна",
            "прокат спортивного инвентаря на курорте по часам",
        ),
        tags=("пляж", "мяч", "зонт", "лето", "красный", "каникулы", "игры"),
    ),
    Variant(
        colourway="teal",
        pose="lifebuoy",
        azimuth_offset=14,
        caption=(
            "Бирюзово-белый зонт, полосатый шезлонг и спасательный круг на тёплом песке. Круг белый с четырьмя "
            "коралловыми перехватами, он прислонён справа от кресла. Отдых, за безопасностью которого кто-то "
            "присматривает."
        ),
        caption_en=(
            "A turquoise and white umbrella, a striped deck chair and a lifebuoy on warm sand. The ring is white "
            "with four coral bands and leans to the right of the chair. A rest with someone keeping an eye on "
            "safety."
        ),
        services=(
            "медицинская страховка для отдыха у воды",
            "уроки плавания для взрослых и детей с тренером",
            "аквапарки и бассейны по единому абонементу",
        ),
        tags=("пляж", "зонт", "спасательный", "круг", "бирюзовый", "безопасность", "отдых"),
    ),
)

CAMERA = (
    Variant(
        colourway="teal",
        caption=(
            "Фотоаппарат в стиле ретро: белый верх, бирюзовая вставка, чёрная рукоятка и большой объектив с бликом. "
            "Кнопка спуска и кольцо на объективе коралловые, спереди лежит коралловый ремешок. Вещь для прогулок и "
            "ярких воспоминаний."
        ),
        caption_en=(
            "A retro-style camera: white top, turquoise band, black grip and a big lens with a highlight. The "
            "shutter button and the ring on the lens are coral, and a coral strap lies in front. Made for walks and "
            "bright memories."
        ),
        services=(
            "печать снимков из телефона с доставкой домой",
            "курсы фотографии для начинающих по выходным",
            "облачное хранилище для семейных снимков и видео",
        ),
        tags=("фотоаппарат", "камера", "снимок", "память", "бирюзовый", "объектив", "прогулка"),
    ),
    Variant(
        colourway="pink",
        pose="instant",
        azimuth_offset=46,
        caption=(
            "Розово-белый фотоаппарат моментальной печати выдаёт готовую карточку. На снимке зелёные холмы, голубое "
            "небо и жёлтое солнце; на корпусе круглый объектив, вспышка, видоискатель и две цветные полоски. Радость "
            "от фото, которое можно сразу взять в руки."
        ),
        caption_en=(
            "A pink and white instant camera gives out a finished photograph. The picture shows green hills, a blue "
            "sky and a yellow sun; the body has a round lens, a flash, a viewfinder and two coloured stripes. The "
            "joy of a photo that you can hold at once."
        ),
        services=(
            "аренда фотобудки с мгновенной печатью на праздник",
            "фотокниги и открытки из ваших снимков за день",
            "мгновенная выдача виртуальной карты прямо в приложении",
        ),
        tags=("фотоаппарат", "снимок", "печать", "розовый", "праздник", "мгновенно", "память"),
    ),
    Variant(
        colourway="yellow",
        pose="tripod",
        azimuth_offset=10,
        caption=(
            "Жёлто-белая камера закреплена на тёмной треноге с синими шарнирами. Объектив с синим кольцом направлен "
            "прямо на зрителя, сверху видны кнопка и чёрное колёсико. Всё готово к съёмке: улыбнитесь."
        ),
        caption_en=(
            "A yellow and white camera is mounted on a dark tripod with blue joints. The lens with its blue ring "
            "points straight at the viewer; a button and a black dial are on top. Everything is ready for the shot: "
            "smile."
        ),
        services=(
            "выездная фотосъёмка для семьи, школы и бизнеса",
            "создание роликов для соцсетей под ключ",
            "прокат фототехники и студийного света по дням",
        ),
        tags=("камера", "штатив", "съёмка", "фотограф", "жёлтый", "студия", "портрет"),
    ),
)
