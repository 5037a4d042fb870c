"""How facts are written in Russian and English offers: patterns over normalised text.

Patterns are tried in order, and a later one never reads what an earlier one has read.
"""

import re
from decimal import Decimal

from adbanner.texts import FactKind
from tools.condition_patterns import CONDITIONS
from tools.fact_pattern import Pattern, Value, fixed, pattern, small_number

MULTIPLIERS = {"тыс": 1_000, "тысяч": 1_000, "тысячи": 1_000, "тысячу": 1_000, "тысяча": 1_000, "млн": 10**6,
               "миллион": 10**6, "миллиона": 10**6, "миллионов": 10**6, "млрд": 10**9,
               "k": 1_000, "thousand": 1_000, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}  # fmt: skip
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
ENGLISH_SCALE = r"(?: ?(?P<scale>k|thousand|million|bn|billion|m)(?!\w))?"
ROUBLES = r"(?:₽|руб(?:\.|л\w+)?|р\.?(?!\w))"
A_WHOLE = (
    r"(?:(?<=\bна )|(?<=\bза )|(?<=\bв течение )|(?<![\w-])(?<!\bв )(?<!первый )(?<!первую )(?<!каждый )(?<!каждую )(?<!этот )(?<!эту )"
    r"(?=[а-яёa-z]+ (?:подписки\b|(?:[а-яё]+ )?(?:бесплатн\w+|в подарок|free|за \d))))"
)
"""Before a unit without a number: «доставка за час», «месяц подписки бесплатно»."""
PERIODS = {"мес": "мес", "mo": "мес", "ден": "ден", "day": "ден", "сут": "ден", "год": "год", "year": "год", "ноч": "ноч",
           "час": "час", "нед": "нед", "week": "нед", "night": "ноч", "мин": "мин", "minute": "мин", "hour": "час"}  # fmt: skip
PERIOD = r"(?: ?/ ?| в | за | per | a )(?P<per>мес\w*|месяц|день|сутки|год|ночь|час|минуту|мин\.?|неделю|mo(?:nth)?|day|night|hour|minute|year|week)(?!\w)"
DAY = r"(?P<day>[0-3]?\d)(?:-?го)?"


def number_of(match: "re.Match[str]") -> str:
    """The number of a match, scaled, without trailing zeros."""
    number = Decimal(match["number"].replace(" ", "").replace(",", "."))
    scale = (match.groupdict().get("scale") or "").rstrip(".").lower()
    if scale:
        number *= MULTIPLIERS.get(scale, 10**6 if scale.startswith("милли") else 1)
    return f"{number.normalize():f}"


def _period(match: "re.Match[str]") -> Value:
    """The period of «299 ₽ в месяц» or «18% годовых», nothing where the text names none."""
    words = (match["per"] or "").lower()
    return tuple(period for beginning, period in PERIODS.items() if words.startswith(beginning))[:1]


def _unit_patterns() -> list[Pattern]:
    patterns = []
    for unit, (factor, base) in UNITS.items():

        def value(match: "re.Match[str]", factor: int = factor, base: str = base) -> Value:
            return (f"{(Decimal(number_of(match)) * factor).normalize():f}", base)

        patterns.append(pattern(FactKind.COUNT, rf"(?<![\w.,]){NUMBER}[ -]?(?:{unit})(?!\w)", value))
        one = fixed(str(factor), base)
        patterns.append(pattern(FactKind.COUNT, rf"{A_WHOLE}(?:{unit})(?!\w)(?! рожд)", one, has_bound=False))
    return patterns


def _date_patterns() -> list[Pattern]:
    patterns = [
        pattern(
            FactKind.DATE, rf"(?<!\d){DAY}\.(?P<month>[01]\d)(?:\.(?P<year>(?:20)?\d\d))?(?!\.?\d|%)",
            lambda m: _date(m, int(m["month"])),
        )
    ]  # fmt: skip
    for number, (russian, english) in enumerate(zip(MONTHS, MONTHS_EN, strict=True), start=1):
        both = rf"(?:{russian}\w*|{english}|{english[:3]}\b)"
        ending = r"(?: (?P<year>20\d\d)(?: г(?:ода|\.)?)?)?"

        def value(match: "re.Match[str]", number: int = number) -> Value:
            return _date(match, number)

        patterns.append(pattern(FactKind.DATE, rf"(?<!\d){DAY} {both}{ending}(?!\w)", value))
        patterns.append(
            pattern(
                FactKind.DATE,
                rf"\b(?:{english}|{english[:3]}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>20\d\d))?\b",
                value,
            )
        )
        patterns.append(
            pattern(
                FactKind.DATE,
                rf"(?:(?<=\bв )|(?<=\bвесь )|(?<=\bдо конца )|(?<=\bдо )){russian}\w*"
                rf"|(?:(?<=\bin )|(?<=\ball )|(?<=\buntil )|(?<=\btill )|(?<=\bbefore )){english}\b(?! \d)",
                fixed("month", str(number)),
            )
        )
    return patterns


def _english_time(match: "re.Match[str]") -> Value:
    """«9:30 pm» in 24 hours."""
    hour = int(match["h"]) % 12 + (12 if match["half"].lower() == "p" else 0)
    return (f"{hour:02d}:{match['m'] or '00'}",)


def _date(match: "re.Match[str]", month: int) -> Value:
    """Day, month and, where the text names it, the year in four digits."""
    year = match["year"]
    return (str(int(match["day"])), str(month), *((f"20{year[-2:]}",) if year else ()))


WEEKDAYS = dict(
    zip(
        "mon tues wednes thurs fri satur sun".split(),
        "понедельник вторник сред четверг пятниц суббот воскресень".split(),
        strict=True,
    )
)
ENGLISH_ENDS = {"month": "месяца", "year": "года", "week": "недели", "summer": "лета", "winter": "зимы", "spring": "весны",
                "season": "сезона", "day": "дня"}  # fmt: skip
BEFORE_WEEKDAY = (
    "(?:"
    + "|".join(rf"(?<=\b{word} )" for word in "в во до с со по каждый каждую каждое этот эту это только".split())
    + ")"
)
"""«До пятницы» is a deadline, «Пятница — лучший день» is not."""
CURRENCIES = (
    dict.fromkeys(("$", "долларов", "доллара", "dollars", "usd"), "USD")
    | dict.fromkeys(("€", "евро", "eur"), "EUR")
    | {"£": "GBP", "₽": "RUB"}
)
PEOPLE = {"двоих": "2", "троих": "3", "четверых": "4", "пятерых": "5"}
NOT_DENIED = r"\b(?<!\bне )(?<!\bничего )(?<!\bничто )"
"""«Не бесплатно» promises the opposite."""
DOMAINS = "ru|рф|com|org|net|me|io|app|shop|store|online|site|su|pro|info|kz|by|club|market|tv|ai"
CODE_WORD = r"(?:промо-?код\w*|купон\w*|по коду|с кодом|(?<![\w-])код|promo ?code|coupon|code) ?[:—–-]? ?[«\"„“']?"

PATTERNS: tuple[Pattern, ...] = (
    pattern(FactKind.CONTACT, r"[\w.+-]+@[\w-]+\.\w[\w.-]*\w", lambda m: ("mail", m[0].lower()), has_bound=False),
    pattern(FactKind.CONTACT, r"(?<!\w)@[a-z]\w{3,}", lambda m: ("account", m[0].lower()), has_bound=False),
    pattern(FactKind.CONTACT, rf"(?:https?://|www\.)\S+|(?<![\w.])[\w-]+(?:\.[\w-]+)*\.(?:{DOMAINS})\b(?:/\S*)?", lambda m: ("url", m[0].rstrip("., ").lower()), has_bound=False),
    pattern(FactKind.CONTACT, r"(?<!\d)(?:\+7|8)[ (-]*\d{3}[ )-]*\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)", lambda m: ("phone", re.sub(r"\D", "", m[0])[-10:]), has_bound=False),
    pattern(FactKind.CONTACT, r"(?<![\d+])\+\d[\d ()-]{8,}\d", lambda m: ("phone", re.sub(r"\D", "", m[0])), has_bound=False),
    pattern(FactKind.PROMO_CODE, rf"{CODE_WORD}(?P<code>(?-i:[A-ZА-ЯЁ0-9][A-ZА-ЯЁ0-9_-]{{2,19}}))(?![\w-])[»\"“'”]?", lambda m: (m["code"],), has_bound=False),
    pattern(FactKind.PROMO_CODE, r"\b(?:enter|apply|введите|вводите) [«\"„“']?(?P<code>(?-i:(?=[A-ZА-ЯЁ_-]*\d)(?=[\d_-]*[A-ZА-ЯЁ])[A-ZА-ЯЁ0-9_-]{3,20}))(?![\w-])[»\"“'”]?", lambda m: (m["code"],), has_bound=False),
    pattern(FactKind.PROMO_CODE, rf"{CODE_WORD.rstrip('?')}(?P<code>\w[\w-]{{2,19}})[»\"“'”]", lambda m: (m["code"],), has_bound=False),
    pattern(FactKind.PROMO_CODE, rf"{CODE_WORD}(?P<code>(?=\w*\d)(?=[\d_-]*[a-zа-яё])\w{{3,20}}|(?<=[а-яё] )[a-z][a-z0-9_-]{{2,19}})(?![\w-])", lambda m: (m["code"],), has_bound=False),
    pattern(FactKind.TIME, r"(?<![\d/])24 ?/ ?7(?![\d/])|круглосуточн\w*", fixed("24/7"), has_bound=False),
    pattern(FactKind.TIME, r"(?<![\d:.,])(?P<h>1[0-2]|0?[1-9])(?::(?P<m>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?", _english_time),
    pattern(FactKind.TIME, r"(?<!\d)(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?!\d)", lambda m: (f"{int(m['h']):02d}:{m['m']}",)),
    pattern(FactKind.DEAL, r"(?<![\d+])(?P<a>\d) ?\+ ?(?P<b>\d)(?: ?= ?(?P<c>\d))?(?!\d)", lambda m: (m["c"] or str(int(m["a"]) + int(m["b"])), str(int(m["a"]) + int(m["b"])) if m["c"] else m["a"]), has_bound=False),
    pattern(FactKind.DEAL, r"(?P<a>\d|два|две|три|четыре)(?: \w+)? по цене (?P<b>\d|одного|одной|двух|тр[её]х|четыр[её]х)", lambda m: (small_number(m["a"]), small_number(m["b"])), has_bound=False),
    pattern(FactKind.DEAL, r"\b(?P<a>\d|two|three|four)(?: [a-z]+)? for the price of (?P<b>\d|one|two|three)\b", lambda m: (small_number(m["a"]), small_number(m["b"])), has_bound=False),
    pattern(FactKind.DEAL, r"\b(?:double|twice the|2x the) (?=points|bonus|cashback|miles|rewards)", fixed("x", "2"), has_bound=False),
    pattern(FactKind.DEAL, r"\bв (?P<number>\d+(?:,\d)?) раза?\b", lambda m: ("x", m["number"]), has_bound=False),
    pattern(FactKind.DEAL, r"(?<![\w.])[xх×] ?(?P<number>\d)(?![\w%])", lambda m: ("x", m["number"]), has_bound=False),
    pattern(FactKind.DEAL, r"(?<![\w.,])(?P<number>\d) ?[xх×](?!\w)", lambda m: ("x", m["number"]), has_bound=False),
    pattern(FactKind.DEAL, r"\bвдвое\b|\bдвойн\w+|\bудвоенн\w+", fixed("x", "2"), has_bound=False),
    pattern(FactKind.PERCENT, rf"(?<![\w.,]){NUMBER} ?(?:%|процент\w*|percent)(?:{PERIOD}| (?P<yearly>годовых))?", lambda m: (number_of(m), *(("год",) if m["yearly"] else _period(m)))),
    pattern(FactKind.PERCENT, r"\b(?:за |в)?полцены\b|\bhalf price\b", fixed("50"), has_bound=False),
    *_date_patterns(),
    pattern(FactKind.DATE, r"\bдо конца (?:это(?:го|й) )?(?P<w>месяца|года|недели|лета|зимы|весны|осени|дня|сезона)", lambda m: ("end", m["w"]), has_bound=False),
    pattern(FactKind.DATE, r"\b(?:until|till|before|by|ends?(?: at)?) the end of (?:the |this )?(?P<w>month|year|week|summer|winter|spring|season|day)\b", lambda m: ("end", ENGLISH_ENDS[m["w"].lower()]), has_bound=False),
    pattern(FactKind.DATE, r"\b(?:только )?(?P<w>сегодня|завтра|today|tomorrow)\b", lambda m: ("day", {"today": "сегодня", "tomorrow": "завтра"}.get(m["w"].lower(), m["w"].lower())), has_bound=False),
    pattern(FactKind.DATE, r"\bпо (?P<w>понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)[ая]м\b", lambda m: ("weekday", m["w"].lower()), has_bound=False),
    pattern(FactKind.DATE, rf"{BEFORE_WEEKDAY}(?P<w>понедельник|вторник|сред(?=[ауы]\b)|четверг|пятниц|суббот|воскресень)\w*", lambda m: ("weekday", m["w"].lower())),
    pattern(FactKind.DATE, r"(?:(?<=\bon )|(?<=\buntil )|(?<=\bevery )|(?<=\bby )|(?<=\bthis )|(?<=\bbefore )|(?<=\btill ))(?P<w>mon|tues|wednes|thurs|fri|satur|sun)days?\b", lambda m: ("weekday", WEEKDAYS[m["w"].lower()])),
    pattern(FactKind.DATE, r"\bв(?:о)? (?:эти |ближайшие )?выходные\b|\bпо выходным\b|\bвыходных\b|\b(?:this|every|at the|on) weekends?\b|\b(?:on|at) weekends\b", fixed("weekday", "выходные"), has_bound=False),
    pattern(FactKind.GIFT, r"\bв подарок\b|\bдарим\b|\bподарим\b|\bподар(?:ок|ки) (?:за (?:заказ|покупк|перв|кажд|отзыв|регистрац|подписк|оформлен|анкет)\w*|к заказу|к покупке|при|каждому|всем|новым)\b|\bполучите подар(?:ок|ки)\b|\bс подарком\b|\bas a gift\b|\b(?:a )?free gifts?\b|\bget a gift\b|\ba gift (?:with|for|when)\b", fixed("gift"), has_bound=False),
    pattern(FactKind.FREE, rf"(?<![\d ,.])(?<!\bот)(?<!\bдо) ?(?<!\bот )(?<!\bдо )\b0 ?{ROUBLES}|{NOT_DENIED}бесплатн\w*|(?<![-\w])(?<!feel )(?<!not )(?<!never )(?<!hardly )free\b(?!-)(?! (?:and easy|your|yourself|up|from|spirit|will|time|thinking)\b)", fixed("free"), has_bound=False),
    pattern(FactKind.MONEY, rf"(?<![\w.,]){NUMBER}{SCALE} ?{ROUBLES}(?:{PERIOD})?(?!\w)", lambda m: (number_of(m), "RUB", *_period(m))),
    pattern(FactKind.MONEY, rf"(?<!\d)(?<!\d )(?P<sign>[$€£₽]) ?{NUMBER}{ENGLISH_SCALE}(?:{PERIOD})?", lambda m: (number_of(m), CURRENCIES[m["sign"]], *_period(m))),
    pattern(FactKind.MONEY, rf"(?<![\w.,]){NUMBER}{SCALE} ?(?P<sign>[$€£]|долларов|доллара|dollars|usd|евро|eur)(?:{PERIOD})?", lambda m: (number_of(m), CURRENCIES[m["sign"].lower()], *_period(m))),
    *CONDITIONS,
    *_unit_patterns(),
    pattern(FactKind.COUNT, r"(?:(?<=\bот )|(?<=\bдо ))(?P<w>месяца|года)(?!\w| к )", lambda m: ("1" if m["w"].lower() == "месяца" else "12", "month")),
    pattern(FactKind.COUNT, r"\b(?P<w>двоих|троих|четверых|пятерых)\b", lambda m: (PEOPLE[m["w"].lower()], "person"), has_bound=False),
    pattern(FactKind.COUNT, rf"(?<![\w.,№]){NUMBER} (?:[а-яё]+(?:ых|их|ые|ие) )?(?P<noun>(?!для\b|при\b|или\b|без\b|под\b|над\b|это\b|раз\b)[а-яё]{{3,}})", lambda m: (number_of(m), m["noun"])),
    pattern(FactKind.NUMBER, rf"(?<![\w.,]){NUMBER}(?![\w%])", lambda m: (number_of(m),)),
)  # fmt: skip
