"""How facts are written in Russian and English offers: patterns over normalised text.

Each pattern has a named group ``value`` or builds its value from the match; patterns are tried in order and a later one
never reads what an earlier one has read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from adbanner.texts import FactKind

Value = tuple[str, ...]

CARDINALS = {
    "ноль": 0, "один": 1, "одна": 1, "одну": 1, "два": 2, "две": 2, "двух": 2, "три": 3, "трех": 3, "четыре": 4, "четырех": 4,
    "пять": 5, "пяти": 5, "шесть": 6, "шести": 6, "семь": 7, "семи": 7, "восемь": 8, "девять": 9, "десять": 10, "десяти": 10,
    "двенадцать": 12, "двенадцати": 12, "пятнадцать": 15, "пятнадцати": 15, "двадцать": 20, "двадцати": 20, "тридцать": 30,
    "тридцати": 30, "сорок": 40, "пятьдесят": 50, "пятидесяти": 50, "шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80,
    "девяносто": 90, "сто": 100, "двести": 200, "триста": 300, "пятьсот": 500,
}  # fmt: skip
MULTIPLIERS = {"тыс": 1_000, "тысяч": 1_000, "тысячи": 1_000, "тысячу": 1_000, "тысяча": 1_000, "млн": 10**6,
               "миллион": 10**6, "миллиона": 10**6, "миллионов": 10**6, "млрд": 10**9}  # fmt: skip
MONTHS = (
    "январ",
    "феврал",
    "март",
    "апрел",
    "ма[йяею]",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
)
MONTHS_EN = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
             "november", "december")  # fmt: skip
UNITS: dict[str, tuple[int, str]] = {
    r"мес(?:\.|яц\w*)?": (1, "month"), r"months?": (1, "month"), r"год\w*|лет(?!н)": (12, "month"), r"years?": (12, "month"),
    r"дн(?:\.|ей|я|и)|день|суток|сутки": (1, "day"), r"days?": (1, "day"), r"недел\w+": (7, "day"), r"weeks?": (7, "day"),
    r"час\w*|ч\.?": (60, "minute"), r"hours?": (60, "minute"), r"мин(?:\.|ут\w*)?": (1, "minute"), r"minutes?": (1, "minute"),
    r"гб|gb|гигабайт\w*": (1, "gb"), r"мбит/с|мбит|mbps": (1, "mbit"), r"гбит/с": (1000, "mbit"), r"тб|tb": (1000, "gb"),
    r"балл\w*|points?": (1, "point"), r"шт\.?|штук\w*": (1, "piece"), r"кг": (1000, "g"), r"км": (1000, "m"),
}  # fmt: skip
NUMBER = r"(?P<number>\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
SCALE = r"(?: ?(?P<scale>тыс\.?|тысяч[иуа]?|млн|миллион\w*|млрд)(?!\w))?"
ROUBLES = r"(?:₽|руб(?:\.|л\w+)?|р\.?(?!\w))"
DAY = r"(?P<day>[0-3]?\d)(?:-?го)?"


@dataclass(frozen=True)
class Pattern:
    """One way to write a fact."""

    kind: FactKind
    regex: re.Pattern[str]
    value: Callable[["re.Match[str]"], Value]
    has_bound: bool = True


def number_of(match: "re.Match[str]") -> str:
    """The number of a match, scaled, without trailing zeros."""
    number = Decimal(match["number"].replace(" ", "").replace(",", "."))
    scale = (match.groupdict().get("scale") or "").rstrip(".")
    if scale:
        number *= MULTIPLIERS.get(scale, 10**6 if scale.startswith("милли") else 1)
    return f"{number.normalize():f}"


def _pattern(
    kind: FactKind, regex: str, value: Callable[["re.Match[str]"], Value], *, has_bound: bool = True
) -> Pattern:
    return Pattern(kind, re.compile(regex, re.IGNORECASE), value, has_bound)


def _fixed(*value: str) -> Callable[["re.Match[str]"], Value]:
    return lambda match: value


def _unit_patterns() -> list[Pattern]:
    patterns = []
    for unit, (factor, base) in UNITS.items():

        def value(match: "re.Match[str]", factor: int = factor, base: str = base) -> Value:
            return (f"{(Decimal(number_of(match)) * factor).normalize():f}", base)

        patterns.append(_pattern(FactKind.COUNT, rf"(?<![\w.,]){NUMBER}[ -]?(?:{unit})(?!\w)", value))
        patterns.append(
            _pattern(
                FactKind.COUNT, rf"(?<=\bна )(?:{unit})(?!\w)(?! рожд)", _fixed(str(factor), base), has_bound=False
            )
        )
    return patterns


def _date_patterns() -> list[Pattern]:
    patterns = [
        _pattern(
            FactKind.DATE, rf"(?<!\d){DAY}\.(?P<month>[01]\d)(?:\.(?:20)?\d\d)?(?![\d%])",
            lambda m: (str(int(m["day"])), str(int(m["month"]))),
        )
    ]  # fmt: skip
    for number, (russian, english) in enumerate(zip(MONTHS, MONTHS_EN, strict=True), start=1):
        both = rf"(?:{russian}\w*|{english}|{english[:3]}\b)"
        ending = r"(?: 20\d\d(?: г(?:ода|\.)?)?)?"

        def value(match: "re.Match[str]", number: int = number) -> Value:
            return str(int(match["day"])), str(number)

        patterns.append(_pattern(FactKind.DATE, rf"(?<!\d){DAY} {both}{ending}(?!\w)", value))
        patterns.append(
            _pattern(FactKind.DATE, rf"\b(?:{english}|{english[:3]}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b", value)
        )
        patterns.append(
            _pattern(
                FactKind.DATE,
                rf"(?:(?<=\bв )|(?<=\bвесь )|(?<=\bдо конца )|(?<=\bдо )){russian}\w*",
                _fixed("month", str(number)),
            )
        )
    return patterns


FIRST = {"заказ": "order", "покупк": "order", "поездк": "ride", "урок": "lesson", "заняти": "lesson", "бронировани": "booking",
         "доставк": "delivery", "займ": "loan", "посещени": "visit", "приём": "visit", "прием": "visit", "order": "order",
         "ride": "ride", "purchase": "order", "booking": "booking", "месяц": "month", "год": "year", "подписк": "subscription"}  # fmt: skip


def _first_patterns() -> list[Pattern]:
    patterns = []
    for stem, name in FIRST.items():

        def value(match: "re.Match[str]", name: str = name) -> Value:
            return "first", name, _small(match["number"] or "1")

        patterns.append(
            _pattern(
                FactKind.CONDITION,
                rf"(?:\bперв\w+|\b1-?[йяюе]|\bfirst)(?: (?P<number>\d+|два|две|три|пять|two|three))?(?: \w+)? {stem}\w*",
                value,
                has_bound=False,
            )
        )
    return patterns


PATTERNS: tuple[Pattern, ...] = (
    _pattern(FactKind.CONTACT, r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:ru|рф|com|org|net)\b(?:/\S*)?", lambda m: ("url", m[0].rstrip("., ")), has_bound=False),
    _pattern(FactKind.CONTACT, r"(?<!\d)(?:\+7|8)[ (-]*\d{3}[ )-]*\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)", lambda m: ("phone", re.sub(r"\D", "", m[0])[-10:]), has_bound=False),
    _pattern(
        FactKind.PROMO_CODE,
        r"(?:промо-?код\w*|купон\w*|по коду|с кодом|promo ?code|coupon|code) ?[:—–-]? ?[«\"„']?(?P<code>(?-i:[A-ZА-ЯЁ0-9][A-ZА-ЯЁ0-9_-]{2,19}))(?!\w)[»\"“']?",
        lambda m: (m["code"].upper(),), has_bound=False,
    ),
    _pattern(FactKind.TIME, r"(?<![\d/])24 ?/ ?7(?![\d/])|круглосуточн\w*", _fixed("24/7"), has_bound=False),
    _pattern(FactKind.TIME, r"(?<!\d)(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?!\d)", lambda m: (f"{int(m['h']):02d}:{m['m']}",)),
    _pattern(FactKind.DEAL, r"(?<![\d+])(?P<a>\d) ?\+ ?(?P<b>\d)(?: ?= ?(?P<c>\d))?(?!\d)", lambda m: (m["c"] or str(int(m["a"]) + int(m["b"])), str(int(m["a"]) + int(m["b"])) if m["c"] else m["a"]), has_bound=False),
    _pattern(FactKind.DEAL, r"(?P<a>\d|два|две|три)(?: \w+)? по цене (?P<b>\d|одного|одной|двух)", lambda m: (_small(m["a"]), _small(m["b"])), has_bound=False),
    _pattern(FactKind.DEAL, r"\bв (?P<number>\d+) раза?\b", lambda m: ("x", m["number"]), has_bound=False),
    _pattern(FactKind.DEAL, r"\bвдвое\b|\bдвойн\w+|\bудвоенн\w+", _fixed("x", "2"), has_bound=False),
    _pattern(FactKind.PERCENT, rf"(?<![\w.,]){NUMBER} ?(?:%|процент\w*|percent)", lambda m: (number_of(m),)),
    _pattern(FactKind.PERCENT, r"\b(?:за |в)?полцены\b|\bhalf price\b", _fixed("50"), has_bound=False),
    *_date_patterns(),
    _pattern(FactKind.DATE, r"\bдо конца (?:этого )?(?P<w>месяца|года|недели|лета|зимы|весны|осени|дня|сезона)", lambda m: ("end", m["w"]), has_bound=False),
    _pattern(FactKind.DATE, r"\b(?:только )?(?P<w>сегодня|завтра|today|tomorrow)\b", lambda m: ("day", {"today": "сегодня", "tomorrow": "завтра"}.get(m["w"].lower(), m["w"].lower())), has_bound=False),
    _pattern(FactKind.DATE, r"\bпо (?P<w>понедельник|вторник|четверг|пятниц|суббот|воскресень)[ая]м\b", lambda m: ("weekday", m["w"].lower()), has_bound=False),
    _pattern(FactKind.DATE, r"\b(?P<w>понедельник|вторник|четверг|пятниц|суббот|воскресень)\w*", lambda m: ("weekday", m["w"].lower())),
    _pattern(FactKind.DATE, r"\bв(?:о)? (?:эти |ближайшие )?выходные\b|\bпо выходным\b|\bвыходных\b", _fixed("weekday", "выходные"), has_bound=False),
    _pattern(FactKind.FREE, rf"(?<![\d ,.]) ?\b0 ?{ROUBLES}|\bбесплатн\w*|\bfree\b", _fixed("free"), has_bound=False),
    _pattern(
        FactKind.MONEY, rf"(?<![\w.,]){NUMBER}{SCALE} ?{ROUBLES}(?:(?: ?/ ?| в | за )(?P<per>мес\w*|месяц|день|сутки|год|ночь|час))?(?!\w)",
        lambda m: (number_of(m), "RUB", *((m["per"][:3].lower(),) if m["per"] else ())),
    ),
    _pattern(FactKind.MONEY, rf"(?P<sign>[$€]) ?{NUMBER}", lambda m: (number_of(m), {"$": "USD", "€": "EUR"}[m["sign"]])),
    _pattern(FactKind.MONEY, rf"(?<![\w.,]){NUMBER} ?(?P<sign>[$€]|долларов|евро)", lambda m: (number_of(m), {"$": "USD", "долларов": "USD"}.get(m["sign"], "EUR"))),
    *_first_patterns(),
    *_unit_patterns(),
    _pattern(FactKind.CONDITION, r"\bнов(?:ым|ых|ого|ому)\b (?:клиент|пользовател|покупател|абонент|подписчик)\w+|\bновичк\w+|\bnew (?:customers?|users?|clients?)", _fixed("new"), has_bound=False),
    _pattern(FactKind.CONDITION, r"\b(?:студент|пенсионер|именинник|школьник)\w+", lambda m: ("audience", m[0].lower()[:6]), has_bound=False),
    _pattern(FactKind.CONDITION, r"\b(?:в|через) (?:мобильном |нашем )?приложени\w+|\bin (?:the|our) app\b", _fixed("app"), has_bound=False),
    _pattern(FactKind.CONDITION, r"\bбез (?P<w>комисси|переплат|процент|%|справ|визит|первоначальн|первого взнос|залог|поручител|очеред|отказ)\w*", lambda m: ("without", m["w"].lower().replace("%", "процент")), has_bound=False),
    _pattern(FactKind.CONDITION, r"\bпри оплате картой\b|\bоплат\w+ картой\b", _fixed("card"), has_bound=False),
    _pattern(FactKind.GIFT, r"\bв подарок\b|\bдарим\b|\bподарок за\b", _fixed("gift"), has_bound=False),
    _pattern(FactKind.COUNT, rf"(?<![\w.,№]){NUMBER} (?P<noun>[а-яё]{{3,}})", lambda m: (number_of(m), m["noun"])),
    _pattern(FactKind.NUMBER, rf"(?<![\w.,]){NUMBER}(?![\w%])", lambda m: (number_of(m),)),
)  # fmt: skip


def _small(word: str) -> str:
    numbers = {"одного": 1, "одной": 1, "два": 2, "две": 2, "двух": 2, "three": 3, "two": 2, "три": 3, "пять": 5}
    return str(numbers.get(word.lower(), word))
