"""What the studio calls things, in Russian."""

from adbanner.banner import CheckId
from adbanner.progress import Step
from adbanner.texts import TextAuthor

AUTHOR_TITLES = {
    TextAuthor.OFFLINE: "встроенный копирайтер",
    TextAuthor.LLM: "языковая модель",
    TextAuthor.PERSON: "вы",
}
PLATFORM_IDS = {
    "Яндекс Директ": "yandex",
    "VK Реклама": "vk",
    "Google Ads": "google",
    "Истории": "stories",
    "Лента соцсетей": "feed",
    "Универсальный": "universal",
}
CHECK_TITLES = {
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
}
STAGES = (
    ("read", "Проверяем запрос", (Step.PLAN_STEP, Step.SCREEN_REQUEST)),
    ("texts", "Пишем тексты", (Step.WRITE_TEXTS, Step.SHORTEN_TEXTS, Step.CUT_TEXTS)),
    (
        "pictures",
        "Подбираем картинки",
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
    ("banners", "Собираем и\u00a0проверяем баннеры", (Step.COMPOSE_BANNER, Step.REVIEW_BANNER, Step.REPAIR_BANNER)),
    ("done", "Готово", (Step.DELIVER, Step.REFUSE)),
)
"""Stages that a person follows: key, title, and the steps of the graph that belong to each."""
