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
    r"месячн\w+": (1, "month"), r"(?<=-)летн\w+": (12, "month"), r"дневн\w+": (1, "day"), r"недельн\w+": (7, "day"),
    r"минутн\w+": (1, "minute"), r"гб|gb|гигабайт\w*": (1, "gb"), r"мбит/с|мбит|mbps": (1, "mbit"), r"гбит/с": (1000, "mbit"), r"тб|tb": (1000, "gb"),
    r"балл\w*|points?": (1, "point"), r"шт\.?|штук\w*": (1, "piece"), r"кг": (1000, "g"), r"км": (1000, "m"),
}  # fmt: skip
NUMBER = r"(?P<number>\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
SCALE = r"(?: ?(?P<scale>тыс\.?|тысяч[иуа]?|млн|миллион\w*|млрд)(?!\w))?"
ROUBLES = r"(?:₽|руб(?:\.|л\w+)?|р\.?(?!\w))"
A_WHOLE = (
    r"(?:(?<=\bна )|(?<=\bза )|(?<![\w-])(?<!\bв )(?<!первый )(?<!первую )(?<!каждый )(?<!каждую )(?<!этот )(?<!эту )"
    r"(?=[а-яёa-z]+ (?:подписки\b|(?:[а-яё]+ )?(?:бесплатно|в подарок|free|за \d))))"
)
"""Before a unit without a number: «доставка за час», «месяц подписки бесплатно»."""
PERIODS = {"мес": "мес", "mo": "мес", "ден": "ден", "day": "ден", "сут": "ден", "год": "год", "year": "год", "ноч": "ноч",
           "час": "час", "нед": "нед", "week": "нед"}  # fmt: skip
PERIOD = (
    r"(?: ?/ ?| в | за | per | a )(?P<per>мес\w*|месяц|день|сутки|год|ночь|час|неделю|mo(?:nth)?|day|year|week)(?!\w)"
)
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


def _period(match: "re.Match[str]") -> Value:
    """The period of «299 ₽ в месяц» or «18% годовых», nothing where the text names none."""
    words = (match["per"] or "").lower()
    return tuple(period for beginning, period in PERIODS.items() if words.startswith(beginning))[:1]


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
        one = _fixed(str(factor), base)
        patterns.append(_pattern(FactKind.COUNT, rf"{A_WHOLE}(?:{unit})(?!\w)(?! рожд)", one, has_bound=False))
    return patterns


def _date_patterns() -> list[Pattern]:
    patterns = [
        _pattern(
            FactKind.DATE, rf"(?<!\d){DAY}\.(?P<month>[01]\d)(?:\.(?P<year>(?:20)?\d\d))?(?![\d%])",
            lambda m: _date(m, int(m["month"])),
        )
    ]  # fmt: skip
    for number, (russian, english) in enumerate(zip(MONTHS, MONTHS_EN, strict=True), start=1):
        both = rf"(?:{russian}\w*|{english}|{english[:3]}\b)"
        ending = r"(?: (?P<year>20\d\d)(?: г(?:ода|\.)?)?)?"

        def value(match: "re.Match[str]", number: int = number) -> Value:
            return _date(match, number)

        patterns.append(_pattern(FactKind.DATE, rf"(?<!\d){DAY} {both}{ending}(?!\w)", value))
        patterns.append(
            _pattern(
                FactKind.DATE,
                rf"\b(?:{english}|{english[:3]}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>20\d\d))?\b",
                value,
            )
        )
        patterns.append(
            _pattern(
                FactKind.DATE,
                rf"(?:(?<=\bв )|(?<=\bвесь )|(?<=\bдо конца )|(?<=\bдо )){russian}\w*",
                _fixed("month", str(number)),
            )
        )
    return patterns


def _date(match: "re.Match[str]", month: int) -> Value:
    """Day, month and, where the text names it, the year in four digits."""
    year = match["year"]
    return (str(int(match["day"])), str(month), *((f"20{year[-2:]}",) if year else ()))


FIRST = {"заказ": "order", "покупк": "order", "поездк": "ride", "урок": "lesson", "заняти": "lesson", "бронировани": "booking",
         "доставк": "delivery", "займ": "loan", "посещени": "visit", "приём": "visit", "прием": "visit", "order": "order",
         "ride": "ride", "purchase": "order", "booking": "booking", "месяц": "month", "год": "year", "подписк": "subscription",
         "недел": "week", "дн": "day", "день": "day", "сутк": "day", "час": "hour"}  # fmt: skip


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


WEEKDAYS = dict(
    zip(
        "mon tues wednes thurs fri satur sun".split(),
        "понедельник вторник сред четверг пятниц суббот воскресень".split(),
        strict=True,
    )
)
BEFORE_WEEKDAY = (
    "(?:"
    + "|".join(rf"(?<=\b{word} )" for word in "в во до с со по каждый каждую каждое этот эту это только".split())
    + ")"
)
"""«До пятницы» is a deadline, «Пятница — лучший день» is not."""
CURRENCIES = dict.fromkeys(("$", "долларов", "доллара", "dollars", "usd"), "USD") | dict.fromkeys(
    ("€", "евро", "eur"), "EUR"
)
PEOPLE = {"двоих": "2", "троих": "3", "четверых": "4", "пятерых": "5"}
NTH = {
    "втор": "2",
    "трет": "3",
    "четверт": "4",
    "четвёрт": "4",
    "пят": "5",
    "шест": "6",
    "седьм": "7",
    "восьм": "8",
    "девят": "9",
    "десят": "10",
}
DOMAINS = "ru|рф|com|org|net|me|io|app|shop|store|online|site|su|pro|info|kz|by|club|market|tv|ai"
CODE_WORD = r"(?:промо-?код\w*|купон\w*|по коду|с кодом|promo ?code|coupon|code) ?[:—–-]? ?[«\"„“']?"

PATTERNS: tuple[Pattern, ...] = (
    _pattern(FactKind.CONTACT, r"[\w.+-]+@[\w-]+\.\w[\w.-]*\w", lambda m: ("mail", m[0].lower()), has_bound=False),
    _pattern(FactKind.CONTACT, r"(?<!\w)@[a-z]\w{3,}", lambda m: ("account", m[0].lower()), has_bound=False),
    _pattern(FactKind.CONTACT, rf"(?:https?://|www\.)\S+|(?<![\w.])[\w-]+(?:\.[\w-]+)*\.(?:{DOMAINS})\b(?:/\S*)?", lambda m: ("url", m[0].rstrip("., ").lower()), has_bound=False),
    _pattern(FactKind.CONTACT, r"(?<!\d)(?:\+7|8)[ (-]*\d{3}[ )-]*\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)", lambda m: ("phone", re.sub(r"\D", "", m[0])[-10:]), has_bound=False),
    _pattern(FactKind.CONTACT, r"(?<![\d+])\+\d[\d ()-]{8,}\d", lambda m: ("phone", re.sub(r"\D", "", m[0])), has_bound=False),
    _pattern(FactKind.PROMO_CODE, rf"{CODE_WORD}(?P<code>(?-i:[A-ZА-ЯЁ0-9][A-ZА-ЯЁ0-9_-]{{2,19}}))(?![\w-])[»\"“'”]?", lambda m: (m["code"],), has_bound=False),
    _pattern(FactKind.PROMO_CODE, rf"{CODE_WORD.rstrip('?')}(?P<code>\w[\w-]{{2,19}})[»\"“'”]", lambda m: (m["code"],), has_bound=False),
    _pattern(FactKind.PROMO_CODE, rf"{CODE_WORD}(?P<code>(?=\w*\d)(?=[\d_-]*[a-zа-яё])\w{{3,20}}|(?<=[а-яё] )[a-z][a-z0-9_-]{{2,19}})(?![\w-])", lambda m: (m["code"],), has_bound=False),
    _pattern(FactKind.TIME, r"(?<![\d/])24 ?/ ?7(?![\d/])|круглосуточн\w*", _fixed("24/7"), has_bound=False),
    _pattern(FactKind.TIME, r"(?<!\d)(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?!\d)", lambda m: (f"{int(m['h']):02d}:{m['m']}",)),
    _pattern(FactKind.DEAL, r"(?<![\d+])(?P<a>\d) ?\+ ?(?P<b>\d)(?: ?= ?(?P<c>\d))?(?!\d)", lambda m: (m["c"] or str(int(m["a"]) + int(m["b"])), str(int(m["a"]) + int(m["b"])) if m["c"] else m["a"]), has_bound=False),
    _pattern(FactKind.DEAL, r"(?P<a>\d|два|две|три|четыре)(?: \w+)? по цене (?P<b>\d|одного|одной|двух|тр[её]х|четыр[её]х)", lambda m: (_small(m["a"]), _small(m["b"])), has_bound=False),
    _pattern(FactKind.DEAL, r"\bв (?P<number>\d+(?:,\d)?) раза?\b", lambda m: ("x", m["number"]), has_bound=False),
    _pattern(FactKind.DEAL, r"(?<![\w.])[xх×] ?(?P<number>\d)(?![\w%])", lambda m: ("x", m["number"]), has_bound=False),
    _pattern(FactKind.DEAL, r"(?<![\w.,])(?P<number>\d) ?[xх×](?!\w)", lambda m: ("x", m["number"]), has_bound=False),
    _pattern(FactKind.DEAL, r"\bвдвое\b|\bдвойн\w+|\bудвоенн\w+", _fixed("x", "2"), has_bound=False),
    _pattern(FactKind.PERCENT, rf"(?<![\w.,]){NUMBER} ?(?:%|процент\w*|percent)(?:{PERIOD}| (?P<yearly>годовых))?", lambda m: (number_of(m), *(("год",) if m["yearly"] else _period(m)))),
    _pattern(FactKind.PERCENT, r"\b(?:за |в)?полцены\b|\bhalf price\b", _fixed("50"), has_bound=False),
    *_date_patterns(),
    _pattern(FactKind.DATE, r"\bдо конца (?:этого )?(?P<w>месяца|года|недели|лета|зимы|весны|осени|дня|сезона)", lambda m: ("end", m["w"]), has_bound=False),
    _pattern(FactKind.DATE, r"\b(?:только )?(?P<w>сегодня|завтра|today|tomorrow)\b", lambda m: ("day", {"today": "сегодня", "tomorrow": "завтра"}.get(m["w"].lower(), m["w"].lower())), has_bound=False),
    _pattern(FactKind.DATE, r"\bпо (?P<w>понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)[ая]м\b", lambda m: ("weekday", m["w"].lower()), has_bound=False),
    _pattern(FactKind.DATE, rf"{BEFORE_WEEKDAY}(?P<w>понедельник|вторник|сред(?=[ауы]\b)|четверг|пятниц|суббот|воскресень)\w*", lambda m: ("weekday", m["w"].lower())),
    _pattern(FactKind.DATE, r"(?:(?<=\bon )|(?<=\buntil )|(?<=\bevery )|(?<=\bby ))(?P<w>mon|tues|wednes|thurs|fri|satur|sun)days?\b", lambda m: ("weekday", WEEKDAYS[m["w"].lower()])),
    _pattern(FactKind.DATE, r"\bв(?:о)? (?:эти |ближайшие )?выходные\b|\bпо выходным\b|\bвыходных\b", _fixed("weekday", "выходные"), has_bound=False),
    _pattern(FactKind.FREE, rf"(?<![\d ,.]) ?\b0 ?{ROUBLES}|\bбесплатн\w*|(?<![-\w])(?<!feel )free\b(?!-)", _fixed("free"), has_bound=False),
    _pattern(FactKind.MONEY, rf"(?<![\w.,]){NUMBER}{SCALE} ?{ROUBLES}(?:{PERIOD})?(?!\w)", lambda m: (number_of(m), "RUB", *_period(m))),
    _pattern(FactKind.MONEY, rf"(?P<sign>[$€]) ?{NUMBER}(?:{PERIOD})?", lambda m: (number_of(m), CURRENCIES[m["sign"]], *_period(m))),
    _pattern(FactKind.MONEY, rf"(?<![\w.,]){NUMBER}{SCALE} ?(?P<sign>[$€]|долларов|доллара|dollars|usd|евро|eur)(?:{PERIOD})?", lambda m: (number_of(m), CURRENCIES[m["sign"].lower()], *_period(m))),
    *_first_patterns(),
    *_unit_patterns(),
    _pattern(FactKind.CONDITION, r"\bнов(?:ый|ого|ому|ым|ых|ые|ая|ой|ую) (?:клиент|пользовател|покупател|абонент|подписчик)\w*|\bновичк\w+|\bnew (?:customers?|users?|clients?)", _fixed("new"), has_bound=False),
    _pattern(FactKind.CONDITION, r"\b(?:студент|пенсионер|именинник|школьник|самозанят|предпринимател)\w+", lambda m: ("audience", m[0].lower()[:6]), has_bound=False),
    _pattern(FactKind.CONDITION, r"\bсем(?:ей|ьям|ьи|ья|ье) с (?:детьми|реб[её]нком)", _fixed("audience", "семья"), has_bound=False),
    _pattern(FactKind.COUNT, r"(?<=\bна )(?P<w>двоих|троих|четверых|пятерых)\b", lambda m: (PEOPLE[m["w"].lower()], "person"), has_bound=False),
    _pattern(FactKind.CONDITION, rf"\b(?:кажд\w+ )?(?P<w>{'|'.join(NTH)})(?:ый|ой|ий|ая|ья|ую|ью|ое|ье|ого|ьего|ому|ьему) (?=[а-яё])", lambda m: ("nth", NTH[m["w"].lower()]), has_bound=False),
    _pattern(FactKind.CONDITION, r"\b(?:в|через) (?:мобильном |нашем )?приложени\w+|\bin (?:the|our) app\b", _fixed("app"), has_bound=False),
    _pattern(FactKind.CONDITION, r"\bбез (?P<w>комисси|переплат|процент|%|справ|визит|первоначальн|первого взнос|залог|поручител|очеред|отказ)\w*", lambda m: ("without", m["w"].lower().replace("%", "процент")), has_bound=False),
    _pattern(FactKind.CONDITION, r"\bпри оплате картой\b|\bоплат\w+ картой\b", _fixed("card"), has_bound=False),
    _pattern(FactKind.CONDITION, r"\bпри (?P<w>перенос|самовывоз|предоплат)\w*(?: номера)?", lambda m: ("at", m["w"].lower()), has_bound=False),
    _pattern(FactKind.CONDITION, r"\b(?:с|со|по|при) (?:активной |платной )?подписк\w+|\bдля подписчик\w+", _fixed("subscription"), has_bound=False),
    _pattern(FactKind.GIFT, r"\bв подарок\b|\bдарим\b|\bподарим\b|\bподар(?:ок|ки) (?:за|к заказу|к покупке|при|каждому|всем|новым)\b|\bполучите подар(?:ок|ки)\b|\bс подарком\b|\bas a gift\b|\bfree gift\b", _fixed("gift"), has_bound=False),
    _pattern(FactKind.COUNT, rf"(?<![\w.,№]){NUMBER} (?:[а-яё]+(?:ых|их|ые|ие) )?(?P<noun>(?!для\b|при\b|или\b|без\b|под\b|над\b|это\b|раз\b)[а-яё]{{3,}})", lambda m: (number_of(m), m["noun"])),
    _pattern(FactKind.NUMBER, rf"(?<![\w.,]){NUMBER}(?![\w%])", lambda m: (number_of(m),)),
)  # fmt: skip


def _small(word: str) -> str:
    numbers = {
        "одного": 1,
        "одной": 1,
        "два": 2,
        "две": 2,
        "двух": 2,
        "трех": 3,
        "трёх": 3,
        "четыре": 4,
        "четырех": 4,
        "четырёх": 4,
        "three": 3,
        "two": 2,
        "три": 3,
        "пять": 5,
    }
    return str(numbers.get(word.lower(), word))
