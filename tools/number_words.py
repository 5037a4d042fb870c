"""One spelling for numbers: «двадцать пять процентов», «полчаса», «10–15%» and «5к ₽» as digits with their units.

The author's words are not lost: every character of the new spelling knows which part of the text it stands for.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

UNITS = (
    {"ноль": 0, "нуля": 0}
    | dict.fromkeys("один одна одно одну одного одной".split(), 1)
    | dict.fromkeys("два две двух двум двумя".split(), 2)
    | dict.fromkeys("три трех трем тремя".split(), 3)
    | dict.fromkeys("четыре четырех четырем".split(), 4)
    | dict.fromkeys("пять пяти пятью".split(), 5)
    | dict.fromkeys("шесть шести шестью".split(), 6)
    | dict.fromkeys("семь семи семью".split(), 7)
    | dict.fromkeys("восемь восьми".split(), 8)
    | dict.fromkeys("девять девяти девятью".split(), 9)
)
TEENS = {
    word[:-1] + ending: 10 + number
    for number, word in enumerate(
        "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать "
        "девятнадцать".split()
    )
    for ending in ("ь", "и", "ью")
}
TENS = {
    word: 10 * number
    for number, words in (
        (2, "двадцать двадцати"), (3, "тридцать тридцати"), (4, "сорок сорока"), (5, "пятьдесят пятидесяти"),
        (6, "шестьдесят шестидесяти"), (7, "семьдесят семидесяти"), (8, "восемьдесят восьмидесяти"),
        (9, "девяносто девяноста"),
    )
    for word in words.split()
}  # fmt: skip
HUNDREDS = {
    word: 100 * number
    for number, words in (
        (1, "сто ста"), (2, "двести двухсот"), (3, "триста трехсот"), (4, "четыреста четырехсот"),
        (5, "пятьсот пятисот"), (6, "шестьсот шестисот"), (7, "семьсот семисот"), (8, "восемьсот восьмисот"),
        (9, "девятьсот девятисот"),
    )
    for word in words.split()
}  # fmt: skip
ONE_AND_A_HALF = dict.fromkeys("полтора полторы полутора".split(), Decimal("1.5"))
SCALES = (
    dict.fromkeys("тысяча тысячи тысяче тысячу тысячей тысяч".split(), 1_000)
    | dict.fromkeys("миллион миллиона миллионов миллиону миллионом".split(), 10**6)
    | dict.fromkeys("миллиард миллиарда миллиардов".split(), 10**9)
)
RANKS: tuple[tuple[dict[str, int], int], ...] = ((HUNDREDS, 3), (TENS, 2), (TEENS, 1), (UNITS, 1))
"""A word may follow another only if its rank is lower: «сто двадцать пять», but not «пять двадцать»."""
ORDINALS = {
    stem + ending: number
    for number, stem in enumerate(
        "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат "
        "шестнадцат семнадцат восемнадцат девятнадцат двадцат".split(),
        start=1,
    )
    for ending in (("ьего", "ье") if stem == "трет" else ("ого", "ое"))
} | {"тридцатого": 30, "тридцатое": 30}
ENGLISH = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
) | dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
COMPOUNDS = {"одно": 1, "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8, "девяти": 9,
             "десяти": 10, "двенадцати": 12, "пятнадцати": 15, "двадцати": 20, "тридцати": 30, "сто": 100}  # fmt: skip
"""First halves of words such as «трёхмесячный»."""
FIXED = {"полчаса": "30 минут", "получаса": "30 минут", "полгода": "6 месяцев", "полмиллиона": "500000",
         "полумиллиона": "500000", "четверть часа": "15 минут"}  # fmt: skip

MONTH = r"(?:январ|феврал|март|апрел|ма[яйею]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*"
MEASURE = (
    r"(?:(?:(?:тыс(?:яч\w*|\.)?|млн|миллион\w*) ?)?(?:₽|руб(?:л\w+|\.)?|р\.)|%|процент\w*|тыс\.?|млн|балл\w*|бонус\w*|"
    r"дн\w+|день|недел\w+|мес\w*|год\w*|лет(?!\w)|час\w*|мин\w*|ГБ|Мбит/с|км|кг|days?|months?|weeks?|hours?|minutes?)"
)
NUMERAL = r"\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?"
WORD = "|".join(
    sorted((*UNITS, *TEENS, *TENS, *HUNDREDS, *ONE_AND_A_HALF, *SCALES, *ORDINALS), key=len, reverse=True)
).replace("е", "[её]")
CARDINAL = re.compile(rf"(?<![\w-])(?:{WORD})(?: (?:{WORD}))*(?![\w-])", re.IGNORECASE)
ENGLISH_COUNTED = (
    r"(?:free )?"
    r"(?:percent|days?|weeks?|months?|years?|hours?|minutes?|dollars|(?:[a-z]+ )?(?:lessons|tickets|rides|classes|"
    r"courses|books|films|devices|rooms|people|guests))"
)
ENGLISH_CARDINAL = re.compile(rf"\b(?:{'|'.join(ENGLISH)})(?=[ -]{ENGLISH_COUNTED}\b)", re.IGNORECASE)
COMPOUND = re.compile(
    rf"(?<![\w-])(?P<n>{'|'.join(COMPOUNDS).replace('е', '[её]')})-?(?=дневн|месячн|недельн|минутн|часов\w|летн\w)",
    re.IGNORECASE,
)
FIXED_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(FIXED)})(?!\w)", re.IGNORECASE)
ENGLISH_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
KILO = re.compile(r"(?<![\w.,])(?P<n>\d+(?:[.,]\d)?)[кk](?= ?(?:₽|руб|балл|бонус)|(?: р)\b)", re.IGNORECASE)
SCALED = re.compile(
    r"(?<![\w.,])(?:(?P<lower>\d+(?:[.,]\d+)?)(?P<to> до |[–—-]))?(?P<n>\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?) ?"
    r"(?P<scale>тыс\.|тыс(?:яч[иуа]?)?|млн|миллион(?:а|ов)?)(?= [а-яё]{3})(?! руб)",
    re.IGNORECASE,
)
KOPECKS = re.compile(r"(?<![\w.,])(?P<n>\d+) ?(?:₽|руб\w*\.?) (?P<k>\d\d) ?коп(?:\w+|\.)", re.IGNORECASE)
RANGE = re.compile(
    rf"(?<![\w.,:/–-])(?<!\bдо )(?<!\bup to )(?:от |from )?(?P<a>{NUMERAL})(?: до | to |[–—-])(?P<b>{NUMERAL})"
    rf"(?P<unit> ?{MEASURE}| (?!{MONTH}|утра|вечера|дня)[а-яё]{{4,}})(?!\w)",
    re.IGNORECASE,
)
DATE_RANGE = re.compile(
    rf"(?<![\w.,:/–-])(?:с )?(?P<a>[0-3]?\d)(?: по | до |[–—-])(?P<b>[0-3]?\d)(?P<unit> {MONTH})", re.IGNORECASE
)
ENGLISH_MONTH = r"(?P<month>(?:January|February|March|April|May|June|July|August|September|October|November|December))"
ENGLISH_DATE_RANGE = re.compile(
    rf"(?<![\w.,:/–-])(?P<a>[0-3]?\d)(?: to |[–—-])(?P<b>[0-3]?\d) {ENGLISH_MONTH}\b", re.IGNORECASE
)
ENGLISH_DATE_RANGE_AFTER = re.compile(
    rf"\b{ENGLISH_MONTH} (?P<a>[0-3]?\d)(?: to | ?[–—-] ?)(?P<b>[0-3]?\d)(?![\w:])", re.IGNORECASE
)
SUM_RANGE = re.compile(
    rf"(?<!from )(?P<sign>[$€£]) ?(?P<a>{NUMERAL})(?: to |[–—-])(?P=sign)? ?(?P<b>{NUMERAL})(?![\w%])", re.IGNORECASE
)
AGE_RANGE = re.compile(
    r"\b(?P<head>ages?|aged|grades?|classes) (?P<a>\d+)(?: to | ?[–—-] ?)(?P<b>\d+)(?!\w)", re.IGNORECASE
)
COUNTED = re.compile(rf" (?:{MEASURE}(?!\w)|раза?\b)", re.IGNORECASE)
COUNTED_NOUN = re.compile(r" (?!шаг|сч[её]т|слов|глаз|мир[уаео]?\b|или\b|для\b|это\b|раз\b)[а-яё]{3,}", re.IGNORECASE)
OTHER_ORDINAL = re.compile(
    r" (?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят)(?:ый|ой|ий|ая|ья|ом|ую)\b", re.IGNORECASE
)
"""«Двадцать первый» is no «20»."""
A_THOUSAND = re.compile(r"(?:\b(?:от|до|более|свыше|около|на|за) )$", re.IGNORECASE)
OWN_WORDS = (-1, -1)
"""Stands for no part of the text by itself."""


@dataclass(frozen=True)
class Spelling:
    """A text in one spelling of its numbers."""

    plain: str
    """What patterns read."""
    source: str
    """The author's words, their spaces and dashes made plain."""
    origins: tuple[tuple[int, int], ...]
    """For every character of ``plain`` the part of ``source`` that it stands for."""

    def words(self, start: int, end: int) -> str:
        """The author's words for a part of the plain text."""
        parts = self.origins[start:end]
        if not parts or parts[-1] == OWN_WORDS:
            return self.plain[start:end].strip()
        known = [part for part in parts if part != OWN_WORDS]
        return self.source[min(first for first, _ in known) : max(last for _, last in known)].strip()


def spell_plainly(text: str) -> Spelling:
    """Numbers as digits, ranges as two bounds with a unit each («от 10% до 15%»), spaces and dashes of one kind."""
    plain = unicodedata.normalize("NFC", text).replace("\u0301", "").replace("\u2011", "-")
    plain = re.sub(r"[\s\u00a0\u202f\u2009\u2060]+", " ", plain)
    spelling = Spelling(plain, plain, tuple((place, place + 1) for place in range(len(plain))))
    for pattern, rewrite in REWRITES:
        spelling = _rewritten(spelling, pattern, rewrite)
    return _ranges(_ranges(spelling, RANGE, "от ", " до "), DATE_RANGE, "с ", " по ")


def _rewritten(
    spelling: Spelling, pattern: re.Pattern[str], rewrite: Callable[["re.Match[str]"], str | None]
) -> Spelling:
    """Every match in other characters, all of which stand for the whole of it; None leaves a match as it is."""
    plain, origins, place = "", [], 0
    for match in pattern.finditer(spelling.plain):
        new = rewrite(match)
        if new is None:
            continue
        covered = spelling.origins[match.start() : match.end()]
        origin = (covered[0][0], covered[-1][1])
        plain += spelling.plain[place : match.start()] + new
        origins += [*spelling.origins[place : match.start()], *([origin] * len(new))]
        place = match.end()
    if not place:
        return spelling
    return Spelling(plain + spelling.plain[place:], spelling.source, (*origins, *spelling.origins[place:]))


def _ranges(spelling: Spelling, pattern: re.Pattern[str], lower: str, upper: str) -> Spelling:
    """Ranges as two bounds; the upper one stands for the author's whole range, the lower one for nothing of its own."""
    plain, origins, place = "", [], 0
    for match in pattern.finditer(spelling.plain):
        if _value(match["a"]) >= _value(match["b"]):
            continue
        covered = spelling.origins[match.start() : match.end()]
        first = f"{lower}{match['a']}{match['unit']}"
        last = f"{upper}{match['b']}{match['unit']}"
        plain += spelling.plain[place : match.start()] + first + last
        origins += [*spelling.origins[place : match.start()], *([OWN_WORDS] * len(first))]
        origins += [(covered[0][0], covered[-1][1])] * len(last)
        place = match.end()
    if not place:
        return spelling
    return Spelling(plain + spelling.plain[place:], spelling.source, (*origins, *spelling.origins[place:]))


def _cardinal(match: "re.Match[str]") -> str | None:
    """A number word in digits where it counts something; «семь», but not «семья», «сто», but not «стойка»."""
    words = [word.lower().replace("ё", "е") for word in match[0].split(" ")]
    rest = match.string[match.end() :]
    if words[-1] in ORDINALS:
        tens = TENS.get(words[0], 0) if len(words) == 2 else 0
        if re.match(rf" {MONTH}", rest, re.IGNORECASE) and (tens or len(words) == 1):
            return str(tens + ORDINALS[words[-1]])
        return None
    number = number_of_words(words)
    if number is None or OTHER_ORDINAL.match(rest):
        return None
    if words[0] in SCALES and match.string[: match.start()].rstrip(" ")[-1:].isdigit():
        return None
    if words == ["тысячи"] and not A_THOUSAND.search(match.string[: match.start()]):
        return None
    if len(words) == 1 and (number < 2 or words[0] in SCALES):
        return _digits(number) if COUNTED.match(rest) else None
    return _digits(number) if COUNTED.match(rest) or COUNTED_NOUN.match(rest) or len(words) > 1 else None


def number_of_words(words: list[str]) -> Decimal | None:
    """The number that Russian words spell, with ё as е; None when they are not one number.

    >>> number_of_words("две тысячи пятьсот".split())
    Decimal('2500')
    """
    total, part, rank = Decimal(0), Decimal(0), 4
    for word in words:
        if word in SCALES:
            total, part, rank = total + (part or 1) * SCALES[word], Decimal(0), 4
            continue
        if word in ONE_AND_A_HALF:
            if rank != 4:
                return None
            part, rank = ONE_AND_A_HALF[word], 0
            continue
        value, new_rank = next(((table[word], number) for table, number in RANKS if word in table), (0, 9))
        if new_rank >= rank:
            return None
        part, rank = part + value, new_rank
    return total + part


def _value(numeral: str) -> Decimal:
    return Decimal(numeral.replace(" ", "").replace(",", "."))


def _digits(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")


def _scaled(match: "re.Match[str]") -> str:
    scale = 1_000 if match["scale"].lower().startswith("т") else 10**6
    lower = f"{_digits(_value(match['lower']) * scale)}{match['to']}" if match["lower"] else ""
    return lower + _digits(_value(match["n"]) * scale)


def _kilo(match: "re.Match[str]") -> str:
    return _digits(_value(match["n"]) * 1_000)


REWRITES: tuple[tuple[re.Pattern[str], Callable[["re.Match[str]"], str | None]], ...] = (
    (ENGLISH_DATE_RANGE, lambda match: f"{match['a']} {match['month']} to {match['b']} {match['month']}"),
    (ENGLISH_DATE_RANGE_AFTER, lambda match: f"{match['month']} {match['a']} to {match['month']} {match['b']}"),
    (ENGLISH_THOUSANDS, lambda match: match[0].replace(",", "")),
    (SUM_RANGE, lambda match: f"from {match['sign']}{match['a']} to {match['sign']}{match['b']}"),
    (AGE_RANGE, lambda match: f"{match['head']} from {match['a']} to {match['b']}"),
    (KILO, _kilo),
    (SCALED, _scaled),
    (KOPECKS, lambda match: f"{match['n']},{match['k']} ₽"),
    (FIXED_WORD, lambda match: FIXED[match[0].lower()]),
    (COMPOUND, lambda match: f"{COMPOUNDS[match['n'].lower().replace('ё', 'е')]}-"),
    (CARDINAL, _cardinal),
    (ENGLISH_CARDINAL, lambda match: str(ENGLISH[match[0].lower()])),
)
