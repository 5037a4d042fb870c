"""What the studio itself says, in Russian and in English; what the graph answers is Russian."""

from adbanner.banner import CheckId
from adbanner.frozen import Frozen
from adbanner.progress import Step
from adbanner.texts import TextAuthor, TextFault
from tools.fault_words import told


class Words(Frozen):
    """All words of one language."""

    is_russian: bool
    """Whether lines of the graph, which are Russian, may be shown as they are."""
    greeting: str
    authors: dict[TextAuthor, str]
    checks: dict[CheckId, str]
    units: dict[str, str]
    """Of the checks' measures, where they are not written as the check itself does."""
    decimal_mark: str
    stages: dict[str, str]
    """Titles of ``STAGES`` by key."""
    text_problem: str
    """What is wrong with a text, where its own reason is Russian."""
    own_picture: str
    bank_number: str
    service: str
    likeness: str
    on_picture: str
    spare: str
    description: str
    styled: str
    english: str
    seed: str
    toy: str
    no_generation: str
    busy: str
    down: str
    read_only: str
    stopped: str
    failed: str
    check_brief: str
    unknown_command: str
    no_title: str
    no_colleague: str
    no_problem: str
    nothing_to_approve: str
    not_approved: str

    def measure(self, value: float, unit: str) -> str:
        """A measure as people write it: «12,5 px», «4,8:1», «30 %»."""
        number = f"{value:.0f}" if value == int(value) else self.number(value, 1)
        named = self.units.get(unit, unit)
        return f"{number}{named}" if named == ":1" else f"{number}\u00a0{named}".rstrip()

    def number(self, value: float, digits: int) -> str:
        """A number with the decimal mark of the language."""
        return f"{value:.{digits}f}".replace(".", self.decimal_mark)

    def problem(self, fault: TextFault) -> str:
        """One fault of a text, without the name of its field."""
        plain = fault.model_copy(update={"field_id": ""})
        return told(plain) if self.is_russian else f"{self.text_problem}: {fault.kind.value.replace('_', ' ')}"


STAGES: tuple[tuple[str, tuple[Step, ...]], ...] = (
    ("read", (Step.PLAN_STEP, Step.SCREEN_REQUEST)),
    ("texts", (Step.WRITE_TEXTS, Step.SHORTEN_TEXTS, Step.CUT_TEXTS)),
    (
        "pictures",
        (
            Step.SEARCH_BANK,
            Step.WRITE_IMAGE_PROMPT,
            Step.REWRITE_PROMPT,
            Step.TRANSLATE_PROMPT,
            Step.GENERATE_IMAGE,
            Step.REMOVE_BACKGROUND,
            Step.CHOOSE_IMAGES,
        ),
    ),
    ("banners", (Step.COMPOSE_BANNER, Step.REVIEW_BANNER, Step.REPAIR_BANNER)),
    ("done", (Step.DELIVER, Step.REFUSE)),
)
"""Stages that a person follows: key, and the steps of the graph that belong to each."""
PLATFORM_IDS = {
    "Яндекс Директ": "yandex",
    "VK Реклама": "vk",
    "Google Ads": "google",
    "Истории": "stories",
    "Лента соцсетей": "feed",
    "Универсальный": "universal",
}
RUSSIAN = Words(
    is_russian=True,
    greeting="Заполните бриф — первый баннер будет через несколько секунд. Потом правьте словами или в\u00a0редакторе.",
    authors={
        TextAuthor.OFFLINE: "встроенный копирайтер",
        TextAuthor.LLM: "языковая модель",
        TextAuthor.PERSON: "вы",
    },
    checks={
        CheckId.CHARACTER_LIMITS: "Длина текстов",
        CheckId.TEXT_IN_BOXES: "Тексты в\u00a0рамках",
        CheckId.TEXT_OVER_PICTURES: "Текст не\u00a0на\u00a0картинке",
        CheckId.CONTRAST: "Контраст",
        CheckId.COLOUR_BLIND_CONTRAST: "Контраст при дальтонизме",
        CheckId.SMALLEST_TEXT: "Самый мелкий текст",
        CheckId.FACTS_KEPT: "Условия оффера",
        CheckId.FORBIDDEN_WORDS: "Запрещённые слова",
        CheckId.FILE_SIZE: "Вес файла",
        CheckId.SAFE_ZONE: "Зона площадки",
        CheckId.LEGAL_TEXT: "Юридический текст",
        CheckId.TEXT_AREA: "Доля текста",
    },
    units={},
    decimal_mark=",",
    stages={
        "read": "Проверяем запрос",
        "texts": "Пишем тексты",
        "pictures": "Подбираем картинки",
        "banners": "Собираем и\u00a0проверяем баннеры",
        "done": "Готово",
    },
    text_problem="Ошибка в\u00a0тексте",
    own_picture="Вы загрузили эту картинку сами.",
    bank_number="Номер в\u00a0банке: {}.",
    service="Подходит услуге «{}»: сходство с\u00a0продуктом {}.",
    likeness="Сходство с\u00a0вашим описанием: {}.",
    on_picture="На\u00a0картинке: {}",
    spare="Более подходящие картинки уже заняты.",
    description="Описание: {}",
    styled="В\u00a0фирменном стиле: {}",
    english="Запрос к\u00a0модели: {}",
    seed="Зерно: {}.",
    toy="Проба без обученной модели: такую картинку не\u00a0публикуйте.",
    no_generation="Генерация картинок не\u00a0настроена: задайте {}.",
    busy="Уже идёт другая работа над этими баннерами. Дождитесь её или нажмите «Остановить».",
    down="Сервер баннеров не\u00a0отвечает. Всё сделанное сохранено; попробуйте ещё раз через минуту.",
    read_only="Это баннеры коллеги: смотрите и\u00a0скачивайте. Чтобы сделать свои, нажмите «Как в\u00a0прошлый раз».",
    stopped="Остановлено. Прошлая версия сохранена.",
    failed="Не\u00a0получилось: сервис, который нужен для баннеров, не\u00a0ответил. Попробуйте ещё раз.",
    check_brief="Проверьте бриф.",
    unknown_command="Команда не\u00a0понята. Обновите страницу.",
    no_title="Напишите название.",
    no_colleague="Напишите имя, под которым коллега входит в\u00a0студию.",
    no_problem="Опишите, что не\u00a0так.",
    nothing_to_approve="Согласовывать пока нечего: нет ни\u00a0одного готового баннера.",
    not_approved="Скачать можно после согласования с\u00a0дизайнером.",
)
ENGLISH = Words(
    is_russian=False,
    greeting="Fill in the brief: the first banner takes a few seconds. Then change it in words or in the editor.",
    authors={
        TextAuthor.OFFLINE: "the built-in copywriter",
        TextAuthor.LLM: "the language model",
        TextAuthor.PERSON: "you",
    },
    checks={
        CheckId.CHARACTER_LIMITS: "Length of texts",
        CheckId.TEXT_IN_BOXES: "Texts in their boxes",
        CheckId.TEXT_OVER_PICTURES: "No text over pictures",
        CheckId.CONTRAST: "Contrast",
        CheckId.COLOUR_BLIND_CONTRAST: "Contrast for colour-blind people",
        CheckId.SMALLEST_TEXT: "Smallest text",
        CheckId.FACTS_KEPT: "Terms of the offer",
        CheckId.FORBIDDEN_WORDS: "Forbidden words",
        CheckId.FILE_SIZE: "File size",
        CheckId.SAFE_ZONE: "Safe zone of the platform",
        CheckId.LEGAL_TEXT: "Legal text",
        CheckId.TEXT_AREA: "Share of text",
    },
    units={"зн.": "ch.", "шт.": "", "КБ": "KB"},
    decimal_mark=".",
    stages={
        "read": "Checking the request",
        "texts": "Writing texts",
        "pictures": "Finding pictures",
        "banners": "Making and checking banners",
        "done": "Done",
    },
    text_problem="Problem with the text",
    own_picture="You uploaded this picture.",
    bank_number="Number in the bank: {}.",
    service="Suits the service “{}”: likeness to the product {}.",
    likeness="Likeness to your description: {}.",
    on_picture="On the picture: {}",
    spare="More fitting pictures are taken already.",
    description="Description: {}",
    styled="In the brand’s style: {}",
    english="Prompt of the model: {}",
    seed="Seed: {}.",
    toy="Made without a trained model: do not publish it.",
    no_generation="Picture generation is not set up: set {}.",
    busy="Other work on these banners is under way. Wait for it or press Stop.",
    down="The banner server does not answer. Everything that was made is kept; try again in a minute.",
    read_only="A colleague owns these banners: look and download. To make your own, press “Like this one”.",
    stopped="Stopped. The earlier version is kept.",
    failed="That did not work: a service that banners need did not answer. Try again.",
    check_brief="Check the brief.",
    unknown_command="The command was not understood. Reload the page.",
    no_title="Write a name.",
    no_colleague="Write the name by which your colleague signs in.",
    no_problem="Write what is wrong.",
    nothing_to_approve="There is nothing to approve yet: no banner is finished.",
    not_approved="Downloads wait for the designer’s approval.",
)
WORDS = {"ru": RUSSIAN, "en": ENGLISH}
