"""Typographic rules for banner texts. Letters and digits never change; applying them twice changes nothing more."""

import re
from collections.abc import Callable
from itertools import islice

NBSP = "\u00a0"
SHORT_WORDS = "а без в во для до за и из или к как ко на над не ни но о об от по под при про с со то у что я".split()
"""A line must not end in one of these."""
PARTICLES = "ли|ль|же|ж|бы|б"
"""A line must not begin with one of these."""
ENGLISH_SHORT_WORDS = "a|an|the|of|to|in|on|at|by|for|or|and|with|your"
UNITS = (
    r"₽|%|[$€]|тыс\.?|млн|млрд|дн(?:\.|ей|я)|день|недел[ьюия]|мес(?:\.|яц(?:а|ев)?)?|год(?:а|у)?|лет|час(?:а|ов)?|мин(?:\.|ут[аы]?)?|"
    r"ГБ|Гб|МБ|Мбит/с|кг|г|л|мл|км|м|шт\.?|балл(?:а|ов)?|процент(?:а|ов)?|"
    r"январ[яь]|феврал[яь]|марта?|апрел[яь]|ма[яй]|июн[яь]|июл[яь]|августа?|сентябр[яь]|октябр[яь]|ноябр[яь]|декабр[яь]"
)
ROUBLES = re.compile(
    r"(?:(?<=\d)|(?<=тыс)|(?<=тыс\.)|(?<=млн)|(?<=млрд))[ \u00a0]?"
    r"(?:руб(?:лей|ля|ль|\.)?|р\.?)(?=$|[\s,.;:!?/)»])"
)
PHONE = re.compile(r"(?<!\d)(?:\+7|8)[\s(–-]*\d{3}[\s)–-]*\d{3}[\s–-]?\d{2}[\s–-]?\d{2}(?!\d)")
LONG_NUMBER = re.compile(r"(?<![\w.,/№-])\d{4,}(?![\w/-])")
MAX_GROUPED_DIGITS = 7
"""Longer numbers are accounts and registers («ИНН 7700000000»), unless they are money."""
DEEPEST_QUOTE = 2
MONEY_AFTER = re.compile(
    r"[ \u00a0]?(?:₽|балл|тенге|\$|€)|(?:[ \u00a0]до[ \u00a0]|[–-])\d[\d \u00a0]*[ \u00a0]?(?:₽|\$|€)"
)
"""A sum, or the lower end of a range of sums."""
Rule = tuple[re.Pattern[str], str | Callable[["re.Match[str]"], str]]


def _range(match: "re.Match[str]") -> str:
    """An en dash between the ends of a range; «24-7» and other falling numbers are names."""
    first, last = (float(end.replace(",", ".")) for end in match.groups())
    return f"{match[1]}–{match[2]}" if first < last else match[0]


COMMON_RULES: tuple[Rule, ...] = (
    (re.compile(r"[ \u00a0]+([,.;:!?…»])"), r"\1"),
    (re.compile(r"\.{3,}"), "…"),
    (re.compile(r"(?<=\d)[ \u00a0]+(?=%)"), ""),
    (
        re.compile(r"(?<![\w.,:–-])(?<!\d\u00a0)(\d+(?:,\d+)?)(?: - |\u00a0-\u00a0|-)(?!00)(\d+(?:,\d+)?)(?![\w:–-])"),
        _range,
    ),
    (re.compile(r"(?<![\w\u2212–-])[-–](?=\d[\d \u00a0]*[,.]?\d*[ \u00a0]?[%₽])"), "−"),
    (re.compile(r"(?<=\S)[ \u00a0][-–—] (?=\S)"), NBSP + "— "),
)
RUSSIAN_RULES: tuple[Rule, ...] = (
    (re.compile(r"(\d|тыс\.?|млн|млрд) ?₽"), rf"\1{NBSP}₽"),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d|\u00a0\d{3}))"), NBSP),
    (re.compile(rf"(?i)(?<![\w-])({'|'.join(SHORT_WORDS)}) (?=\S)"), rf"\1{NBSP}"),
    (re.compile(rf"(?i)(?<=\w) (?=(?:{PARTICLES})(?!\w))"), NBSP),
    (re.compile(rf"(?<=\d) (?=(?:{UNITS})(?![\w]))"), NBSP),
    (re.compile(r"№ ?(?=\d)"), "№" + NBSP),
)
ENGLISH_RULES: tuple[Rule, ...] = (
    (re.compile(r'"([^"]+)"'), "“\\1”"),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(rf"(?i)(?<![\w’-])({ENGLISH_SHORT_WORDS}) (?=\S)"), rf"\1{NBSP}"),
    (re.compile(r"(?<=\d) (?=(?:%|GB|MB|km|kg|days?|months?|hours?|minutes?)\b)"), NBSP),
)


def typeset(text: str, *, language: str = "ru", headline: bool = False) -> str:
    """Set a text as a typographer would: quotes, dashes, spaces that do not break, grouped digits.

    Args:
        text: A banner text.
        language: ``ru`` or ``en``.
        headline: Headlines and buttons end without a full stop.
    """
    result = re.sub(r"[^\S\u00a0]+", " ", text).strip()
    result = re.sub(r"(?: *\u00a0 *)+", NBSP, result)
    phones = PHONE.findall(result)
    places = _places(result, len(phones))
    for place, phone in zip(places, phones, strict=True):
        result = result.replace(phone, place, 1)
    if language == "ru":
        # Before the rules: the minus of «-500 руб.» and its grouping are found by the sign of the currency.
        result = ROUBLES.sub(NBSP + "₽", _quoted(result))
    for pattern, replacement in COMMON_RULES:
        result = pattern.sub(replacement, result)
    for pattern, replacement in RUSSIAN_RULES if language == "ru" else ENGLISH_RULES:
        # Twice: in «и в доме» the first match eats the space that the second needs.
        result = pattern.sub(replacement, pattern.sub(replacement, result))
    if language == "ru":
        result = LONG_NUMBER.sub(_grouped, result)
    for place, phone in zip(places, phones, strict=True):
        result = result.replace(place, phone, 1)
    if headline and result.endswith(".") and not result.endswith(("..", "г.", "д.", "мес.", "дн.")):
        result = result[:-1]
    return result


def _places(text: str, count: int) -> list[str]:
    """Private characters, none of them in the text, that stand for its phones while the rules run."""
    free = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    return list(islice(free, count))


def _grouped(match: "re.Match[str]") -> str:
    """Groups of three from 10 000 on; smaller numbers only where they are money."""
    digits = match[0]
    money = MONEY_AFTER.match(match.string, match.end())
    if not money and (len(digits) == 4 or len(digits) > MAX_GROUPED_DIGITS):
        return digits
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", NBSP, digits)


def _quoted(text: str) -> str:
    """«ёлочки» outside, „лапки“ inside; a third level has no marks of its own."""
    result, depth = [], 0
    for place, character in enumerate(text):
        if character not in '"“”„«»':
            result.append(character)
            continue
        before = text[place - 1] if place else " "
        after_a_gap = character in '"“' and depth < DEEPEST_QUOTE and before in f" {NBSP}(—–-«„"
        if character in "«„" or after_a_gap:
            result.append("«" if depth == 0 else "„")
            depth = min(DEEPEST_QUOTE, depth + 1)
        else:
            depth = max(0, depth - 1)
            result.append("»" if depth == 0 else "“")
    return "".join(result)
