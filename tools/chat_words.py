"""The words that the built-in chat grammar knows, by what they mean; dictionary forms, Russian and English."""

import colorsys
import re
from dataclasses import dataclass

from adbanner.colour import relative_luminance, rgb
from adbanner.layout import TextRole
from tools.lemmas import WORD, lemma_of

PARTS: dict[TextRole, frozenset[str]] = {
    TextRole.HEADLINE: frozenset("заголовок title headline heading".split()),
    TextRole.SUBHEADLINE: frozenset("подзаголовок subheadline subtitle subheading".split()),
    TextRole.BODY: frozenset("описание body description".split()),
    TextRole.BUTTON: frozenset("кнопка кнопочка button cta".split()),
    TextRole.NUMBER: frozenset("число цифра number figure".split()),
    TextRole.CAPTION: frozenset("подпись caption".split()),
}
TEXTS = frozenset("текст тексты надпись слово слова формулировка copy text texts wording".split())
PICTURE = frozenset(
    "картинка картина изображение картиночка фото фотография иллюстрация рисунок picture image photo".split()
)
GROUND = frozenset("фон подложка задник background backdrop".split())
VARIANT = frozenset("вариант варианты вариация variant variants option options".split())
VERSION = frozenset("версия version".split())
SHORTER = frozenset("коротко короткий короче сократить укоротить покороче shorter shorten short".split())
OTHER = frozenset("другой иной новый новенький another other different new else".split())
CHANGE = frozenset(
    "заменить замена поменять менять сменить изменить переписать переделать change replace rewrite swap".split()
)
ADD = frozenset("добавить дополнить add include".split())
REMOVE = frozenset("убрать удалить удаль выкинуть исключить remove delete drop".split())
UNDO = frozenset("отменить отмена откатить откати undo revert".split())
REDO = frozenset("повторить redo".split())
BACK = frozenset("вернуть возвратить верни restore bring back".split())
LOCK = frozenset("закрепить зафиксировать заблокировать сохранить lock keep freeze".split())
UNLOCK = frozenset("открепить разблокировать unlock unfreeze release".split())
WHY = frozenset("почему отчего why".split())
CHECK = frozenset("проверка проверить пройти check preflight pass fail report".split())
MEND = frozenset("исправить починить поправить fix mend repair".split())
TAKE = frozenset("взять выбрать использовать take use pick choose".split())
SHOW = frozenset("показать предложить дать сделать написать нужный show propose suggest make give".split())
DRAW = frozenset("нарисовать сгенерировать draw generate".split())
SEARCH = frozenset("найти поискать find search".split())
HELP_WORDS = frozenset("помощь справка help".split())
ALL = frozenset("все весь всё all every".split())
HERE = frozenset("здесь тут этот here this".split())
NOT = frozenset("не нельзя not don never without".split())
DARKER = frozenset("тёмный темный тёмно темнее потемнее dark darker".split())
LIGHTER = frozenset("светлый светлее посветлее light lighter bright".split())
SLOTS = {"первый": 0, "второй": 1, "третий": 2, "четвертый": 3, "пятый": 4, "first": 0, "second": 1, "third": 2}
NUMBERS = {"один": 1, "два": 2, "три": 3, "четыре": 4, "one": 1, "two": 2, "three": 3, "four": 4}
PLATFORMS = {"яндекс": "Яндекс Директ", "директ": "Яндекс Директ", "yandex": "Яндекс Директ", "вк": "VK Реклама"} | {
    "vk": "VK Реклама",
    "вконтакте": "VK Реклама",
    "google": "Google Ads",
    "гугл": "Google Ads",
}
STORY = frozenset("сторис стори story stories история".split())
SQUARE = frozenset("квадрат square".split())
SMALL_WORDS = frozenset(
    "и а но же то бы ли ну вот ещё еще пожалуйста плиз можно мне мой нам для в во на с со к по у за из о об от до "
    "как было быть стать это чтобы давай хочу хотеть надо нужно сделать делать поставить сделай весь немного чуть "
    "слегка совсем просто теперь только сразу формат размер баннер цвет цветной "
    "please could you can i we want would like the a an to of for in on with it its is was be make set do did let me "
    "and also now just some colour color format banner size bit little so that us".split()
)
"""Words that a request can hold without meaning anything more by them."""

COLOUR_STEMS = {
    "blue": r"син(?:ий|яя|ее|ей|юю|им|его|ему|ие|их)|голуб\w+|blue",
    "red": r"красн\w+|red",
    "yellow": r"ж[её]лт\w+|yellow",
    "green": r"зел[её]н\w+|green",
    "white": r"бел(?:ый|ая|ое|ой|ую|ым|ого)|white",
    "black": r"ч[её]рн\w+|black",
    "brown": r"коричнев\w+|brown",
    "pink": r"розов\w+|pink",
    "violet": r"фиолетов\w+|сиренев\w+|violet|purple",
    "orange": r"оранжев\w+|orange",
    "grey": r"сер(?:ый|ая|ое|ой|ую|ым|ого)|gr[ea]y",
}
COLOURS = re.compile("|".join(rf"(?P<{name}>\b(?:{stem})\b)" for name, stem in COLOUR_STEMS.items()), re.IGNORECASE)
COLOUR_TITLES = {
    "blue": "синий", "red": "красный", "yellow": "жёлтый", "green": "зелёный", "white": "белый", "black": "чёрный",
    "brown": "коричневый", "pink": "розовый", "violet": "фиолетовый", "orange": "оранжевый", "grey": "серый",
}  # fmt: skip
SIZE = re.compile(r"(\d{2,4})\s*(?:[xх×*]|на|by)\s*(\d{2,4})", re.IGNORECASE)
QUOTED = re.compile(r"[«\"“„]([^»\"”“]+)[»\"”“]")
GREY_SATURATION, WHITE_LUMINANCE, BLACK_LUMINANCE = 0.12, 0.8, 0.02
BROWN_VALUE = 0.65
LEAST_TINT = 0.04
HUES = ((15, "red"), (45, "orange"), (70, "yellow"), (165, "green"), (255, "blue"), (290, "violet"), (345, "pink"))
"""Upper end of each hue in degrees; what is left is red again."""


@dataclass(frozen=True)
class Words:
    """A message, or a part of it, as its words."""

    text: str
    lemmas: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Words":
        """The words of a text without what stands in quotation marks."""
        plain = QUOTED.sub(" ", text)
        return cls(text=text.strip(), lemmas=tuple(lemma_of(word) for word in WORD.findall(plain)))

    def has(self, *meanings: frozenset[str]) -> bool:
        """Whether one of the words has one of these meanings."""
        return any(lemma in meaning for lemma in self.lemmas for meaning in meanings)


def asked_colour(text: str) -> str:
    """The first colour that a text names, one of the keys of ``COLOUR_TITLES``; empty when it names none."""
    found = COLOURS.search(text)
    return str(found.lastgroup) if found else ""


def tint_name(colour: str) -> str:
    """The hue of ``#RRGGBB``, also of a pale or a dark one; grey where it has none to speak of."""
    red, green, blue = (channel / 255 for channel in rgb(colour))
    hue, saturation, _ = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < LEAST_TINT:
        return "grey"
    return colour_name("#{:02X}{:02X}{:02X}".format(*(round(part * 255) for part in colorsys.hsv_to_rgb(hue, 1, 0.9))))


def colour_name(colour: str) -> str:
    """The everyday name of ``#RRGGBB``, one of the keys of ``COLOUR_TITLES``."""
    luminance = relative_luminance(rgb(colour))
    red, green, blue = (channel / 255 for channel in rgb(colour))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if luminance > WHITE_LUMINANCE and saturation < GREY_SATURATION * 2:
        return "white"
    if luminance < BLACK_LUMINANCE:
        return "black"
    if saturation < GREY_SATURATION:
        return "grey"
    name = next((name for limit, name in HUES if hue * 360 < limit), "red")
    if name == "orange" and value < BROWN_VALUE:
        return "brown"
    if name == "red" and hue > HUES[0][0] / 360 and value < BROWN_VALUE:
        return "pink"
    return name
