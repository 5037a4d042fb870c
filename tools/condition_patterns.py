"""How offers say for whom, where and when they hold."""
# ruff: noqa: E501  # a table of patterns: one to a line reads better

import re

from adbanner.texts import FactKind
from tools.fact_pattern import Pattern, Value, fixed, pattern, small_number

OCCASIONS = {"заказ": "order", "покупк": "order", "поездк": "ride", "урок": "lesson", "заняти": "lesson", "бронировани": "booking",
             "доставк": "delivery", "займ": "loan", "посещени": "visit", "приём": "visit", "прием": "visit", "визит": "visit",
             "order": "order", "ride": "ride", "purchase": "order", "booking": "booking", "lesson": "lesson", "visit": "visit",
             "delivery": "delivery", "trip": "ride"}  # fmt: skip
TERMS = {"месяц": "month", "год": "year", "подписк": "subscription", "недел": "week", "дн": "day", "день": "day", "сутк": "day",
         "час": "hour", "month": "month", "year": "year", "week": "week", "day": "day"}  # fmt: skip
NTH = {
    "втор": "2", "трет": "3", "четверт": "4", "четвёрт": "4", "пят": "5", "шест": "6", "седьм": "7", "восьм": "8",
    "девят": "9", "десят": "10",
}  # fmt: skip
ENGLISH_NTH = {"second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "tenth": "10"}
FIGURATIVE = r"(?!(?:дыхани|жизн|мнени|половин|план|линии|очеред|этаж|натур)\w*)"
ENGLISH_FIGURATIVE = r"(?!(?:to|hand|life|chance|nature|thoughts?|home|opinion|floor|half|of)\b)"
"""«Второе дыхание», «second to none»."""
WITHOUT = (
    r"(?P<w>комисси|переплат|процент|%|справ|визит|первоначальн|первого взнос|залог|поручител|очеред|отказ|штраф|абонентск|"
    r"посредник|наценк)\w*+(?! не )"
)
LISTED = re.compile(r"\bбез (?:[\w%]+(?: [\w%]+)?(?:, | и | или ))+$", re.IGNORECASE)
"""«Без процентов, переплат и …»."""
ENGLISH_WITHOUT = {
    r"(?:\w+ )?(?:fees?|commissions?)": "комисси", "interest": "процент", "down ?payment": "первоначальн",
    "(?:security )?deposit": "залог", "overpayments?": "переплат", "guarantors?": "поручител", "penalt(?:y|ies)": "штраф",
    "(?:queues?|waiting in line)": "очеред", "(?:paperwork|certificates?)": "справ",
}  # fmt: skip
UNCHARGED = r"(?:начисля|взима|бер[её]м|спис)\w*"
CHARGE = r"(?P<{}>процент|комисси)\w*"
"""«Проценты не начисляются»."""
AUDIENCES = {"students?": "студен", "(?:pensioners?|seniors|retirees)": "пенсио", "(?:freelancers|self-employed)": "самоза",
             "schoolchildren": "школьн", "(?:families|family) with (?:children|kids)": "семья"}  # fmt: skip


def _occasion_patterns() -> list[Pattern]:
    """«Первый заказ», «первые три месяца», «каждая покупка»."""
    patterns = []
    for stem, name in (OCCASIONS | TERMS).items():

        def value(match: "re.Match[str]", name: str = name) -> Value:
            return "first", name, small_number(match["number"] or "1")

        patterns.append(
            pattern(
                FactKind.CONDITION,
                rf"(?:\bперв\w+|\b1-?[йяюе]|\bfirst)(?: (?P<number>\d+|два|две|три|пять|two|three))?(?: \w+)? {stem}\w*",
                value,
                has_bound=False,
            )
        )
    return patterns + [
        pattern(
            FactKind.CONDITION,
            rf"(?:\bкажд\w+|\bevery|\beach)(?: (?:новый|новую|new|single))? {stem}\w*",
            fixed("every", name),
            has_bound=False,
        )
        for stem, name in OCCASIONS.items()
    ]


def _without(match: "re.Match[str]") -> Value:
    listed = LISTED.search(match.string[: match.start()])
    is_one = match[0].lower().startswith("без ") or listed
    return ("without", match["w"].lower().replace("%", "процент")) if is_one else ()


CONDITIONS: tuple[Pattern, ...] = (
    *_occasion_patterns(),
    pattern(FactKind.CONDITION, r"\bнов(?:ый|ого|ому|ым|ых|ые|ая|ой|ую) (?:клиент|пользовател|покупател|абонент|подписчик|ученик|студент)\w*|\bновичк\w+|\bnew (?:customers?|users?|clients?|subscribers?|students?)", fixed("new"), has_bound=False),
    pattern(FactKind.CONDITION, r"\b(?:студент|пенсионер|именинник|школьник|самозанят|предпринимател)\w+", lambda m: ("audience", m[0].lower()[:6]), has_bound=False),
    pattern(FactKind.CONDITION, r"\bсем(?:ей|ьям|ьи|ья|ье) с (?:детьми|реб[её]нком)", fixed("audience", "семья"), has_bound=False),
    *(pattern(FactKind.CONDITION, rf"\b(?:for )?{words}\b", fixed("audience", name), has_bound=False) for words, name in AUDIENCES.items()),
    pattern(FactKind.CONDITION, rf"\b(?:кажд\w+ )?(?P<w>{'|'.join(NTH)})(?:ый|ой|ий|ая|ья|ую|ью|ое|ье|ого|ьего|ому|ьему) {FIGURATIVE}(?=[а-яё])", lambda m: ("nth", NTH[m["w"].lower()]), has_bound=False),
    pattern(FactKind.CONDITION, rf"(?<!\bsame )(?<!\ba )\b(?:every )?(?P<w>{'|'.join(ENGLISH_NTH)}) {ENGLISH_FIGURATIVE}(?=[a-z])", lambda m: ("nth", ENGLISH_NTH[m["w"].lower()]), has_bound=False),
    pattern(FactKind.CONDITION, r"\b(?:в|через) (?:мобильном |нашем |мобильное )?приложени[еию]\b|\bin (?:the|our) (?:mobile )?app\b", fixed("app"), has_bound=False),
    pattern(FactKind.CONDITION, rf"(?:\bбез (?:(?:скрытых|лишних|дополнительных) )?|(?<=\bи )|(?<=, )){WITHOUT}", _without, has_bound=False),
    pattern(FactKind.CONDITION, rf"\b(?:не {UNCHARGED} {CHARGE.format('w')}|{CHARGE.format('also')} (?:\w+ )?не {UNCHARGED})", lambda m: ("without", (m["w"] or m["also"]).lower()), has_bound=False),
    *(pattern(FactKind.CONDITION, rf"\b(?:no|zero|without(?: an?| any)?) {words}(?!\w)", fixed("without", name), has_bound=False) for words, name in ENGLISH_WITHOUT.items()),
    pattern(FactKind.CONDITION, r"\binterest-free\b", fixed("without", "процент"), has_bound=False),
    pattern(FactKind.CONDITION, r"\b(?:commission|fee)-free\b", fixed("without", "комисси"), has_bound=False),
    pattern(FactKind.CONDITION, r"\bпри оплате картой\b|\bоплат\w+ картой\b|\bwhen you pay by card\b", fixed("card"), has_bound=False),
    pattern(FactKind.CONDITION, r"\bпри (?P<w>перенос|самовывоз|предоплат)\w*(?: номера)?", lambda m: ("at", m["w"].lower()), has_bound=False),
    pattern(FactKind.CONDITION, r"\b(?:с|со|по|при) (?:активной |платной )?подписк\w+|\bдля подписчик\w+|\bподписчикам\b|\bwith (?:a|the|your) subscription\b|\b(?:for )?subscribers\b", fixed("subscription"), has_bound=False),
)  # fmt: skip
