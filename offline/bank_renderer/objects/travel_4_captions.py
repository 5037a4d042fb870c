"""Words for the pictures of map pins."""

from offline.bank_renderer.bank_object import Variant

MAP_PIN = (
    Variant(
        colourway="red",
        caption=(
            "Крупная красная метка с белым кругом стоит остриём на развёрнутой бумажной карте. Карта сложена "
            "гармошкой, на ней жёлтые дороги, зелёные парки и голубая река. Точка назначения найдена."
        ),
        caption_en=(
            "A large red location pin with a white disc stands with its tip on an unfolded paper map. The map is "
            "creased like an accordion, with yellow roads, green parks and a blue river. The destination has been "
            "found."
        ),
        services=(
            "поиск ближайшего отделения или банкомата на карте",
            "доставка заказа точно по указанному адресу",
            "навигатор с подсказками для пешеходов и водителей",
        ),
        tags=("метка", "карта", "адрес", "навигация", "красный", "место", "маршрут"),
    ),
    Variant(
        colourway="blue",
        pose="route",
        azimuth_offset=40,
        caption=(
            "На сложенной карте две метки: маленькая жёлтая и большая синяя, между ними — дорожка из синих точек. "
            "Она огибает парк и пересекает жёлтые улицы. Наглядная картинка про путь из одного места в другое."
        ),
        caption_en=(
            "Two pins on a folded map, a small yellow one and a big blue one, joined by a trail of blue dots. It "
            "curves past a park and across yellow streets. A clear picture of the way from one place to another."
        ),
        services=(
            "заказ такси с точной ценой до начала поездки",
            "переезд из квартиры в квартиру с грузчиками",
            "отслеживание курьера на карте до самой двери",
        ),
        tags=("маршрут", "метки", "карта", "путь", "синий", "доставка", "навигация"),
    ),
    Variant(
        colourway="orange",
        pose="house",
        azimuth_offset=8,
        caption=(
            "Оранжевая метка с синим сердечком отмечает на карте место, а рядом стоит домик с синей крышей. Под ними "
            "бумажный план с дорогами, зелёным сквером и кусочком воды. Здесь — дом, в который хочется вернуться."
        ),
        caption_en=(
            "An orange pin with a blue heart marks a spot on a map, and next to it stands a little house with a blue "
            "roof. Beneath them is a paper plan with roads, a green park and a patch of water. Here is a home worth "
            "coming back to."
        ),
        services=(
            "подбор квартиры в любимом районе без посредников",
            "ипотека на дом за городом с быстрым решением",
            "бронирование гостевых домов у местных хозяев",
        ),
        tags=("метка", "дом", "карта", "сердце", "оранжевый", "район", "жильё"),
    ),
)
