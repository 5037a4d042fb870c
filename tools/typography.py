"""Typographic rules for banner texts. Letters and digits never change; applying them twice changes nothing more."""

import re
from collections.abc import Callable

NBSP = "\u00a0"
SHORT_WORDS = (
    "а без бы в во для до же за и из или к как ко на над не ни но о об от по под при про с со то у что я".split()
)
"""A line must not end in one of these."""
UNITS = (
    r"₽|%|[$€]|тыс\.?|млн|млрд|дн(?:\.|ей|я)|день|недел[ьюия]|мес(?:\.|яц(?:а|ев)?)?|год(?:а|у)?|лет|час(?:а|ов)?|мин(?:\.|ут[аы]?)?|"
    r"ГБ|Гб|МБ|Мбит/с|кг|г|л|мл|км|м|шт\.?|балл(?:а|ов)?|процент(?:а|ов)?|"
    r"январ[яь]|феврал[яь]|марта?|апрел[яь]|ма[яй]|июн[яь]|июл[яь]|августа?|сентябр[яь]|октябр[яь]|ноябр[яь]|декабр[яь]"
)
ROUBLES = re.compile(r"(?<=\d)[ \u00a0]?(?:руб(?:лей|ля|ль|\.)?|р\.)(?=$|[\s,.;:!?/)»])")
PHONE = re.compile(r"(?<!\d)(?:\+7|8)[\s(–-]*\d{3}[\s)–-]*\d{3}[\s–-]?\d{2}[\s–-]?\d{2}(?!\d)")
LONG_NUMBER = re.compile(r"(?<![\d.,/№-])\d{4,}(?![\d/-])")
MONEY_AFTER = re.compile(r"[ \u00a0]?(?:₽|балл|тенге|\$|€)")
Rule = tuple[re.Pattern[str], str | Callable[["re.Match[str]"], str]]

COMMON_RULES: tuple[Rule, ...] = (
    (re.compile(r"\.{3,}"), "…"),
    (re.compile(r"(?<=\d)[ \u00a0]+(?=%)"), ""),
    (re.compile(r"(?<![\d-])(\d+)[ \u00a0]?-[ \u00a0]?(\d+)(?![\d-])"), r"\1–\2"),
    (re.compile(r"(?<![\w\u2212–-])[-–](?=\d[\d \u00a0]*[,.]?\d*[ \u00a0]?[%₽])"), "−"),
    (re.compile(r"(?<=\S)[ \u00a0][-–—] (?=\S)"), NBSP + "— "),
    (re.compile(r"[ \u00a0]+([,.;:!?…»])"), r"\1"),
)
RUSSIAN_RULES: tuple[Rule, ...] = (
    (ROUBLES, NBSP + "₽"),
    (re.compile(r"(\d) ?₽"), rf"\1{NBSP}₽"),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NBSP),
    (re.compile(rf"(?i)(?<![\w-])({'|'.join(SHORT_WORDS)}) (?=\S)"), rf"\1{NBSP}"),
    (re.compile(rf"(?<=\d) (?=(?:{UNITS})(?![\w]))"), NBSP),
    (re.compile(r"№ ?(?=\d)"), "№" + NBSP),
)
ENGLISH_RULES: tuple[Rule, ...] = (
    (re.compile(r'"([^"]+)"'), "“\\1”"),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
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
    for number, phone in enumerate(phones):
        result = result.replace(phone, _place(number), 1)
    for pattern, replacement in COMMON_RULES:
        result = pattern.sub(replacement, result)
    if language == "ru":
        result = _quoted(result)
    for pattern, replacement in RUSSIAN_RULES if language == "ru" else ENGLISH_RULES:
        # Twice: in «и в доме» the first match eats the space that the second needs.
        result = pattern.sub(replacement, pattern.sub(replacement, result))
    if language == "ru":
        result = LONG_NUMBER.sub(_grouped, result)
    for number, phone in enumerate(phones):
        result = result.replace(_place(number), phone, 1)
    if headline and result.endswith(".") and not result.endswith(("..", "г.", "д.", "мес.", "дн.")):
        result = result[:-1]
    return result


def _place(number: int) -> str:
    """A private character that stands for a phone while the rules run."""
    return chr(0xE000 + number)


def _grouped(match: "re.Match[str]") -> str:
    """Groups of three from 10 000 on; smaller numbers only where they are money."""
    digits = match[0]
    money = MONEY_AFTER.match(match.string, match.end())
    if len(digits) == 4 and not money:
        return digits
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", NBSP, digits)


def _quoted(text: str) -> str:
    """«ёлочки» outside, „лапки“ inside."""
    result, depth = [], 0
    for place, character in enumerate(text):
        if character not in '"“”„«»':
            result.append(character)
            continue
        before = text[place - 1] if place else " "
        opens = character in "«„" or (character not in "»" and before in f" {NBSP}(—–-«„\n")
        if opens:
            result.append("«" if depth == 0 else "„")
            depth += 1
        else:
            depth = max(0, depth - 1)
            result.append("»" if depth == 0 else "“")
    return "".join(result)
