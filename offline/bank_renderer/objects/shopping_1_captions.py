"""Words for the pictures of shopping_1: sneaker, T-shirt, handbag."""

from offline.bank_renderer.bank_object import Variant

HANDBAG = (
    Variant(
        colourway="red",
        caption=(
            "Красная дамская сумка с двумя жёлтыми ручками-дугами. Клапан прошит белыми стежками и застёгнут золотым "
            "замком с красным сердечком, дно светло-розовое. Она стоит вполоборота, нарядная и вместительная."
        ),
        caption_en=(
            "A red handbag with two arched yellow handles. Its flap is stitched in white and held by a golden clasp "
            "with a little red heart, and the base is pale pink. It stands at an angle, smart and roomy."
        ),
        services=(
            "кэшбэк за покупки одежды и аксессуаров по выходным",
            "личный стилист подберёт образ к важной встрече",
            "рассрочка на модные вещи без лишних переплат",
        ),
        tags=("сумка", "аксессуар", "мода", "подарок", "замок", "покупки", "стиль"),
    ),
    Variant(
        colourway="teal",
        azimuth_offset=56,
        pose="chain",
        caption=(
            "Бирюзовая сумочка на толстой золотой цепочке. Трапеция с мятным дном, белая строчка по клапану, "
            "квадратная золотая застёжка с сердцем. Вечерний аксессуар, который хочется взять на праздник."
        ),
        caption_en=(
            "A teal purse on a thick golden chain. It is a trapezoid with a mint base, white stitching along the flap "
            "and a square golden clasp with a heart. An evening accessory that asks to be taken to a party."
        ),
        services=(
            "прокат вечерних нарядов и украшений на один вечер",
            "билеты в театр со скидкой для двоих",
            "хранение и реставрация дорогих кожаных вещей в мастерской",
        ),
        tags=("сумочка", "цепочка", "вечер", "праздник", "золото", "мода", "аксессуар"),
    ),
    Variant(
        colourway="pink",
        azimuth_offset=14,
        pose="bow",
        caption=(
            "Розовая сумка с большим белым бантом спереди. Ручки и ножки жёлтые, по клапану тянется белая строчка, низ"
            " бледно-розовый. Мило и празднично, как подарок для близкого человека."
        ),
        caption_en=(
            "A pink handbag with a big white bow on its front. The handles and feet are yellow, white stitches run "
            "along the flap, and the base is pale pink. Sweet and festive, like a present for someone dear."
        ),
        services=(
            "подарочные карты модных магазинов для мам и подруг",
            "подарки к женскому празднику с доставкой в красивой упаковке",
            "курсы шитья сумок и аксессуаров для начинающих",
        ),
        tags=("сумка", "бант", "подарок", "праздник", "женщина", "мода", "нежность"),
    ),
)
SNEAKER = (
    Variant(
        colourway="blue",
        caption=(
            "Синяя кроссовка с косой жёлтой полосой на боку и голубой пяткой. Белые шнурки затянуты, мыс и подошва "
            "белые, снизу бежит жёлтая полоса, на язычке — крошечное сердце. Обувь развёрнута носком вправо и выглядит"
            " новой и лёгкой, как перед пробежкой."
        ),
        caption_en=(
            "A blue sneaker with a slanted yellow stripe on its side and a pale blue heel. The laces, toe cap and "
            "midsole are white, a yellow line runs along the bottom, and a tiny heart sits on the tongue. It points to"
            " the right, fresh and light, ready for a run."
        ),
        services=(
            "доставка спортивной обуви с примеркой на дому",
            "план пробежек с тренером в мобильном приложении",
            "возврат части денег за покупки в спортивных магазинах",
        ),
        tags=("кроссовка", "обувь", "спорт", "бег", "шнурки", "покупки", "мода"),
    ),
    Variant(
        colourway="red",
        azimuth_offset=-50,
        pose="high",
        caption=(
            "Красный высокий кед с бледно-розовым воротником и задником. По боку взлетает жёлтая молния-полоса, "
            "шнуровка белая, подошва белая с жёлтым кантом. Виден с пятки и сбоку — дерзкая уличная обувь для тех, кто"
            " не стоит на месте."
        ),
        caption_en=(
            "A red high-top sneaker with a pale pink collar and heel. A yellow slanted stripe sweeps up its side, the "
            "laces are white, and the white sole has a yellow edge. Seen from the heel and the side, it is bold street"
            " footwear for those who keep moving."
        ),
        services=(
            "ремонт и чистка любимых кроссовок с вывозом курьером",
            "уроки уличных танцев для подростков рядом с домом",
            "распродажа молодёжной обуви и одежды прошлых коллекций",
        ),
        tags=("кед", "высокая обувь", "улица", "молодёжь", "мода", "спорт", "шнурки"),
    ),
    Variant(
        colourway="teal",
        azimuth_offset=20,
        pose="pair",
        caption=(
            "Пара бирюзовых кроссовок стоит рядом, носками к зрителю. У каждой белый мыс, белая шнуровка, мятный "
            "воротник с коралловым сердцем на язычке и коралловая полоса по подошве. Пара смотрится дружно и бодро."
        ),
        caption_en=(
            "A pair of teal sneakers stands side by side, toes towards the viewer. Each has a white toe cap, white "
            "laces, a mint collar with a coral heart on the tongue and a coral line along the sole. Together they look"
            " friendly and lively."
        ),
        services=(
            "бонусы за каждый пройденный шаг в приложении о здоровье",
            "абонемент в фитнес-клуб для двоих по общей цене",
            "подбор удобной обуви по снимку стопы через интернет",
        ),
        tags=("кроссовки", "пара", "обувь", "прогулка", "спорт", "здоровье", "шаги"),
    ),
)
T_SHIRT = (
    Variant(
        colourway="yellow",
        caption=(
            "Жёлтая футболка висит на деревянных плечиках с серым крючком. На груди крупная синяя звезда с белым "
            "сердцем посередине, горловина, рукава и низ отделаны бледно-жёлтым. Вещь яркая, летняя, будто только что "
            "из магазина."
        ),
        caption_en=(
            "A yellow T-shirt hangs on a wooden hanger with a grey hook. A big blue star with a white heart in its "
            "middle decorates the chest, and the collar, cuffs and hem are pale yellow. It is bright and summery, as "
            "if fresh from the shop."
        ),
        services=(
            "печать своего рисунка на футболках от одной штуки",
            "летняя распродажа одежды в любимых магазинах города",
            "форма для команды или праздника с вашим знаком",
        ),
        tags=("футболка", "одежда", "плечики", "звезда", "лето", "мода", "магазин"),
    ),
    Variant(
        colourway="blue",
        azimuth_offset=40,
        pose="striped",
        caption=(
            "Синяя футболка в полоску на деревянной вешалке. Три белые полосы и одна янтарная опоясывают её, как "
            "тельняшку, а манжеты и ворот голубые. Настроение морское и отпускное."
        ),
        caption_en=(
            "A blue striped T-shirt on a wooden hanger. Three white bands and one amber band run round it like a "
            "sailor shirt, and its cuffs and collar are light blue. The mood is of the sea and of holidays."
        ),
        services=(
            "сборы в отпуск: одежда для моря с быстрой доставкой",
            "химчистка и глажка вещей с возвратом на следующий день",
            "детская и взрослая одежда в одном семейном стиле",
        ),
        tags=("футболка", "полоска", "тельняшка", "вешалка", "море", "отпуск", "одежда"),
    ),
    Variant(
        colourway="green",
        azimuth_offset=-12,
        pose="pocket",
        caption=(
            "Зелёная футболка с накладным кармашком, на вешалке из светлого дерева. Карман салатовый, с янтарным "
            "клапаном и маленьким сердцем, такие же салатовые рукава и кайма. Простая, опрятная вещь на каждый день."
        ),
        caption_en=(
            "A green T-shirt with a patch pocket on a hanger of light wood. The pocket is pale green with an amber "
            "flap and a little heart, and the cuffs and hem match it. A simple, tidy thing for every day."
        ),
        services=(
            "подписка на базовый гардероб с обновлением каждый сезон",
            "приём ненужной одежды на переработку за приятные скидки",
            "одежда из натурального хлопка для всей семьи онлайн",
        ),
        tags=("футболка", "карман", "гардероб", "вешалка", "хлопок", "одежда", "быт"),
    ),
)
