"""Ways to spoil a text, each of which a reader would call another promise, and ways to write the same one again."""
# ruff: noqa: E501  # tables of patterns: one to a line reads better

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tools.facts import extract_facts

Rewrite = Callable[[str], Iterator[str]]

BOUND_SWAPS = (
    (r"\bот (?=\d|тысяч|ста\b)", "до "), (r"\bдо (?=\d|тысяч|ста\b)", "от "), (r"\bup to (?=[$€£₽\d])", "from "),
    (r"\bfrom (?=[$€£₽\d])", "up to "), (r"\bover (?=[$€£\d])", "under "), (r"\bunder (?=[$€£\d])", "over "),
    (r"\buntil (?=[A-Z\d])", "from "),
)  # fmt: skip
OCCASION = r"(?:заказ|покупк|поездк|урок|заняти|доставк)"
OTHER_OCCASIONS = (
    (rf"\bперв(?=(?:ый|ую|ое|ые|ого|ая|ых|ой) {OCCASION})", "кажд"), (rf"\bкажд(?=(?:ый|ую|ое|ые|ого|ая|ых|ой) {OCCASION})", "перв"),
    (r"\bfirst(?= order)", "every"), (r"\bevery (?=order)", "first "),
)  # fmt: skip
OTHER_PERIODS = (
    (r"\bв месяц\b", "в год"), (r"/мес\b\.?", "/год"), (r"\bгодовых\b", "в месяц"), (r"\bв день\b", "в месяц"),
    (r"\bв сутки\b", "в неделю"), (r"\bв год\b", "в день"), (r"\bза ночь\b", "за неделю"), (r"\bза минуту\b", "за час"),
    (r"(?<=\d )a month\b|(?<=\d )per month\b", "a year"), (r"(?<=\d)/month\b", "/year"), (r"(?<=% )(?:a|per) year\b", "a month"),
    (r"\bper night\b", "per week"),
)  # fmt: skip
OTHER_SPELLINGS = (
    (r"(?<=\d) ?₽", " руб."), (r"(?<=\d) ?₽", " рублей"), (r" (?:руб\.|рубл(?:ей|я|ь)\b|р\.)", " ₽"), (r"(?<=\d)%", " %"),
    (r"(?<=\d) ?%", " процентов"), (r"(?<=\d) процент(?:ов|а)\b", "%"), (r"(?<= \d)[–-](?=\d)|(?<= \d\d)[–-](?=\d)", "—"), (r"/мес\b\.?", " в месяц"),
    (r"(?<=₽) в месяц\b", "/мес"), (r"(?<=\d)/month\b", " per month"), (r"(?<=\d) percent\b", "%"),
)  # fmt: skip
OTHER_FORMS = (
    (r"\bперв(?:ый|ую) (заказ|покупк|поездк)(?:у|)\b", lambda m: f"первого {m[1]}а" if m[1] == "заказ" else f"первой {m[1]}и"),
    (r"\bновым клиентам\b", "новых клиентов"), (r"\bстудентам\b", "студентов"), (r"\bпенсионерам\b", "пенсионера"),
    (r"\bсамозанятым\b", "самозанятых"), (r"\bновых пользователей\b", "новому пользователю"),
    (r"\bбесплатно\b", "бесплатная"), (r"\bбесплатная\b", "бесплатную"), (r"\bпромокоду\b", "промокодом"),
    (r"\bуроков\b", "уроками"), (r"\bбаллов\b", "баллами"), (r"\bфильмов\b", "фильма"), (r"\bгородах\b", "городов"),
    (r"\bкаждый заказ\b", "каждого заказа"), (r"\bкаждую покупку\b", "каждой покупки"), (r"\bв приложении\b", "через приложение"),
    (r"\bпереноса? номера\b", "переносом номера"), (r"\bПри переносе номера\b", "при переносе номера"),
)  # fmt: skip
NUMBER_WORDS = {
    2: ("два", "двух"), 3: ("три", "трёх"), 5: ("пять", "пяти"), 6: ("шесть", "шести"), 7: ("семь", "семи"),
    9: ("девять", "девяти"), 10: ("десять", "десяти"), 12: ("двенадцать", "двенадцати"), 14: ("четырнадцать", "четырнадцати"),
    15: ("пятнадцать", "пятнадцати"), 20: ("двадцать", "двадцати"), 24: ("двадцать четыре", "двадцати четырёх"),
    25: ("двадцать пять", "двадцати пяти"), 30: ("тридцать", "тридцати"), 35: ("тридцать пять", "тридцати пяти"),
    50: ("пятьдесят", "пятидесяти"), 60: ("шестьдесят", "шестидесяти"), 70: ("семьдесят", "семидесяти"),
    100: ("сто", "ста"), 300: ("триста", "трёхсот"), 500: ("пятьсот", "пятисот"), 700: ("семьсот", "семисот"),
    1000: ("тысяча", "тысячи"), 1500: ("полторы тысячи", "полутора тысяч"), 2000: ("две тысячи", "двух тысяч"),
    3000: ("три тысячи", "трёх тысяч"),
}  # fmt: skip
"""Nominative, and genitive behind «от» and «до»."""
COUNTED = r"(?: ?%| ₽| руб\.| дн(?:ей|я)\b| месяц\w*| час\w*| минут\w*| балл\w*| урок\w*| устройств\w*| человек\w*)"
COUNTED_NUMBER = re.compile(
    rf"(?<![\w.,–-])(?P<limit>(?:до|от|свыше|не более|не менее) )?(?P<n>\d{{1,3}}(?: \d{{3}})*)(?P<unit>{COUNTED})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mutation:
    """One kind of rewriting."""

    name: str
    rewrites: Rewrite
    """Every text that differs from the given one by one such change."""


def _substituted(table: tuple[tuple[str, str | Callable[["re.Match[str]"], str]], ...]) -> Rewrite:
    """One text for each place where one line of a table applies."""

    def rewrites(text: str) -> Iterator[str]:
        for pattern, replacement in table:
            for match in re.finditer(pattern, text, re.IGNORECASE):
                new = replacement if isinstance(replacement, str) else replacement(match)
                yield text[: match.start()] + new + text[match.end() :]

    return rewrites


def _other_digits(text: str) -> Iterator[str]:
    for match in re.finditer(r"\d", text):
        for step in (1, 4):
            digit = str((int(match[0]) + step) % 10)
            yield text[: match.start()] + digit + text[match.end() :]


def _without_a_fact(text: str) -> Iterator[str]:
    """Each fact taken out, unless it is told a second time."""
    for fact in extract_facts(text):
        if text.count(fact.text) == 1:
            yield re.sub(" +", " ", text.replace(fact.text, "")).strip()


def _other_years(text: str) -> Iterator[str]:
    for match in re.finditer(r"20[2-9]\d", text):
        yield text[: match.start()] + str(int(match[0]) + 1) + text[match.end() :]


def _other_spaces(text: str) -> Iterator[str]:
    yield text.replace(" ", "\u00a0")
    yield re.sub(r"(?<=\d) (?=\d{3})", "\u202f", text)


def _other_digit_groups(text: str) -> Iterator[str]:
    yield re.sub(r"(?<=\d)[ ,](?=\d{3}(?!\d))", "", text)
    yield re.sub(r"(?<![\d.,+-])\d{4,6}(?= ?(?:₽|руб))", lambda match: f"{int(match[0]):,}".replace(",", " "), text)


def _numbers_in_words(text: str) -> Iterator[str]:
    for match in COUNTED_NUMBER.finditer(text):
        number = int(match["n"].replace(" ", ""))
        if number in NUMBER_WORDS:
            word = NUMBER_WORDS[number][bool(match["limit"])]
            unit = match["unit"].replace("%", " процентов").replace("  ", " ").replace("₽", "рублей")
            yield text[: match.start()] + (match["limit"] or "") + word + unit + text[match.end() :]


HARMFUL = (
    Mutation("another digit", _other_digits),
    Mutation("a fact left out", _without_a_fact),
    Mutation("another bound", _substituted(BOUND_SWAPS)),
    Mutation("first or every", _substituted(OTHER_OCCASIONS)),
    Mutation("another year", _other_years),
    Mutation("another period", _substituted(OTHER_PERIODS)),
)
"""Every one makes another promise."""
HARMLESS = (
    Mutation("other spaces", _other_spaces),
    Mutation("other digit groups", _other_digit_groups),
    Mutation("other spellings of a unit", _substituted(OTHER_SPELLINGS)),
    Mutation("another case", _substituted(OTHER_FORMS)),
    Mutation("numbers in words", _numbers_in_words),
)
"""None of them does."""


def mutants(mutation: Mutation, text: str) -> tuple[str, ...]:
    """All texts that a mutation makes of one, each once, without the text itself."""
    return tuple(dict.fromkeys(new for new in mutation.rewrites(text) if new != text))
