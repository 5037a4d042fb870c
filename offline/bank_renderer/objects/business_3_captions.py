"""Words for the pictures of business_3: balloons and hourglass."""

from offline.bank_renderer.bank_object import Variant

BALLOONS = (
    Variant(
        colourway="blue",
        caption=(
            "Три воздушных шара — голубой, синий и янтарный — на светлых нитях. Нити сходятся к маленькой подставке с "
            "жёлтым сердцем, глянцевые бока ловят блики. Легко, радостно, будто сейчас начнётся праздник."
        ),
        caption_en=(
            "Three balloons, pale blue, blue and amber, on light strings. The strings meet at a little stand with a "
            "yellow heart, and the glossy sides catch the light. Airy and glad, as if a party were about to start."
        ),
        services=(
            "оформление праздников воздушными шарами с доставкой",
            "день рождения ребёнка под ключ в игровом центре",
            "скидка именинникам в течение всей недели",
        ),
        tags=("шары", "праздник", "день рождения", "радость", "сердце", "подарок", "дети"),
    ),
    Variant(
        colourway="pink",
        azimuth_offset=30,
        pose="hearts",
        caption=(
            "Три шара-сердца: розовый, бледно-розовый и жёлтый. Их держит на нитках подставка с маленьким сердечком. "
            "Нежная композиция для признания и тёплых слов."
        ),
        caption_en=(
            "Three heart-shaped balloons: pink, pale pink and yellow. A stand with a tiny heart holds them by their "
            "strings. A tender composition for a confession and warm words."
        ),
        services=(
            "цветы и шары любимым с доставкой за два часа",
            "ужин для двоих в ресторане по специальной цене",
            "свадебное агентство: организация торжества от эскиза до танца",
        ),
        tags=("шары", "сердца", "любовь", "романтика", "свадьба", "праздник", "нежность"),
    ),
    Variant(
        colourway="violet",
        azimuth_offset=-16,
        pose="gift",
        caption=(
            "Пять шаров поднимают белый подарок с фиолетовой крышкой. Оранжевые, сиреневые и фиолетовый шары собраны в"
            " пучок, коробку перевязывает рыжая лента с бантом. Сюрприз вот-вот взлетит."
        ),
        caption_en=(
            "Five balloons lift a white present with a violet lid. Orange, lilac and violet balloons form a bunch, and"
            " an orange ribbon with a bow ties the box. The surprise is about to take off."
        ),
        services=(
            "доставка подарков и сюрпризов прямо к двери",
            "подарок за первый заказ в приложении магазина",
            "электронные подарочные карты на любой повод",
        ),
        tags=("шары", "подарок", "сюрприз", "бант", "день рождения", "праздник", "доставка"),
    ),
)
HOURGLASS = (
    Variant(
        colourway="teal",
        caption=(
            "Песочные часы в бирюзовой раме с коралловыми шариками на стойках. Половина песка уже внизу горкой, тонкая"
            " струйка течёт сквозь золотое кольцо. Время идёт ровно и неспешно."
        ),
        caption_en=(
            "An hourglass in a teal frame with coral beads on its pillars. Half of the sand already lies in a heap "
            "below, and a thin stream runs through a golden ring. Time goes evenly, without haste."
        ),
        services=(
            "курьер на дом в течение часа после заказа",
            "быстрое решение по заявке на ссуду онлайн",
            "помощь с делами по дому, чтобы высвободить вечер",
        ),
        tags=("песочные часы", "время", "песок", "срок", "ожидание", "скорость", "терпение"),
    ),
    Variant(
        colourway="red",
        pose="start",
        caption=(
            "Красные песочные часы, в которых отсчёт только начался. Почти весь песок наверху, внизу тонкий слой, рама"
            " красная с жёлтыми бусинами и золотым пояском. Ещё многое можно успеть."
        ),
        caption_en=(
            "A red hourglass whose countdown has only begun. Almost all the sand is above, with a thin layer below; "
            "the frame is red with yellow beads and a golden band at the neck. There is still time for a lot."
        ),
        services=(
            "акция на несколько дней: успейте купить дешевле",
            "льготный период по карте для крупных покупок",
            "ранняя запись на летний отдых со скидкой",
        ),
        tags=("песочные часы", "отсчёт", "начало", "акция", "срок", "время", "скидка"),
    ),
    Variant(
        colourway="blue",
        pose="coins",
        caption=(
            "Песочные часы в синей раме превращают песок в монеты. Сверху сыплется песок, а в нижней колбе лежат "
            "столбики золотых монет и падает ещё одна. Терпение понятным образом становится доходом."
        ),
        caption_en=(
            "An hourglass in a blue frame turns sand into coins. Sand is in the upper bulb, while stacks of golden "
            "coins lie in the lower one and another is falling. Patience plainly becomes income."
        ),
        services=(
            "срочный вклад с доходом выше обычного",
            "накопительная программа на пенсию с малых взносов",
            "оплата по часам: честный учёт труда исполнителей",
        ),
        tags=("песочные часы", "монеты", "доход", "вклад", "время", "накопления", "процент"),
    ),
)
