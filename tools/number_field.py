"""Takes the figure of a headline out for a field that shows it large: «−15%» above «На первый заказ»."""

import re

from adbanner.texts import Fact
from tools.offer_clauses import capitalised

NUMBER = r"\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?"
END = (
    r"(?=$|[,.!?]| —| (?:на|за|при|для|по|в|во|с|со|без|и|или|от|до|онлайн|после|первы\w+|новы\w+|on|for|with|until)\b)"
)
"""A figure may leave the sentence only where no word depends on it: not in «20% стоимости»."""
PERCENT = rf"(?P<n>(?:(?:до|от) )?(?:{NUMBER}) ?%)"
ROUBLES = rf"(?P<n>(?:{NUMBER}) ?₽(?:(?: в месяц|/мес)\b)?)"
BOUNDED_SUM = rf"(?P<n>(?:от|до) (?:{NUMBER})(?: (?:тыс\.?|млн))? ?₽)"
COUNT = rf"(?P<n>(?:{NUMBER}) (?:₽|дн\w+|мес\w+|час\w*|минут\w*|ГБ|балл\w+|бонус\w+))"
SPAN = rf"(?P<n>(?:{NUMBER}) (?:дн\w+|час\w*|минут\w*))"
NO_THRESHOLD = r"(?!.*(?:заказ|покуп|сумм|трат|оплат|брон|скидк|кэшб))"
RULES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), number, rest)
    for pattern, number, rest in (
        (rf"^(?:получите |дарим )?скидк[ауи] (?:в )?(?P<n>{NUMBER}) ?% (?P<rest>.+)", "−{n}%", "{rest}"),
        (rf"^(?P<head>.+?) со скидкой (?P<n>{NUMBER}) ?%{END}(?P<rest>.*)", "−{n}%", "{head}{rest}"),
        (rf"^(?P<head>[^:]+): −(?P<n>{NUMBER})%(?P<rest>.*)", "−{n}%", "{head}{rest}"),
        (rf"^(?:get |save |enjoy )?(?P<n>{NUMBER})% off (?:on )?(?P<rest>.+)", "{n}% off", "{rest}"),
        (r"^free (?P<rest>\w.+)", "Free", "{rest}"),
        (rf"^(?P<head>.*?)(?: под| по ставке)? {PERCENT} годовых(?P<rest>.*)", "{n} годовых", "{head}{rest}"),
        (rf"^(?P<n>(?:{NUMBER}) ?%)(?P<rest> (?:на|за|при|для|по|в|во)\b.+)", "{n}", "{rest}"),
        (rf"^(?P<head>.+?)(?: под| по ставке)? {PERCENT}{END}(?P<rest>.*)", "{n}", "{head}{rest}"),
        (r"^(?P<n>\d ?\+ ?\d(?: ?= ?\d)?)(?P<rest> .+)", "{n}", "{rest}"),
        (r"^бесплатн(?:ая|ое|ый|ые) (?P<rest>.+)", "Бесплатно", "{rest}"),
        (r"^(?P<head>\w.+?) бесплатно\b(?P<rest>.*)", "Бесплатно", "{head}{rest}"),
        (r"^(?P<head>\w.+?) в подарок\b(?P<rest>.*)", "В подарок", "{head}{rest}"),
        (r"^(?P<head>\w.+?) за полцены\b(?P<rest>.*)", "За полцены", "{head}{rest}"),
        (rf"^(?P<head>.+?) за {ROUBLES}(?! вместо){END}(?P<rest>.*)", "{n}", "{head}{rest}"),
        (rf"^(?P<head>{NO_THRESHOLD}.+?) {BOUNDED_SUM}{END}(?P<rest>.*)", "{n}", "{head}{rest}"),
        (rf"^(?P<head>скидка|кэшбэк|вернём|дарим|получите) {ROUBLES}{END}(?P<rest>.+)", "{n}", "{head}{rest}"),
        (rf"^{COUNT}(?P<rest> (?!и\b|вместо\b).+)", "{n}", "{rest}"),
        (rf"^(?P<head>.+?) за {SPAN}{END}(?P<rest>.*)", "за {n}", "{head}{rest}"),
        (rf"^(?P<head>.+?) (?P<n>(?:{NUMBER}) (?:Мбит/с|ГБ)){END}(?P<rest>.*)", "{n}", "{head}{rest}"),
    )
)  # fmt: skip
SENTENCE_END = re.compile(r"[.!?…] ")
A_MONTH = re.compile(r" ?(?:в|за|/) ?мес\w*$")
DANGLING = re.compile(r"(?i)(?:^|[\s,])(?:за|от|до|на|под|с|со|по|в|и|для|при|из)$")
TITLE = re.compile(r"^(?P<n>[^\s,.!?]+(?: [^\s,.!?]+){0,2}) [—–] (?P<rest>.+)$")


def number_and_headline(text: str, max_chars: int) -> tuple[str, str]:
    """The figure of a headline and the headline without it.

    Args:
        text: A headline that tells the figure.
        max_chars: What the number field holds.

    Returns:
        The figure and what is left, capitalised; where no figure can leave the sentence whole, a short opening before
        a dash, and without one an empty figure and the text as it was.
    """
    for pattern, number, rest in RULES if not SENTENCE_END.search(text) else ():
        match = pattern.match(text)
        if match is None:
            continue
        groups = {name: value or "" for name, value in match.groupdict().items()}
        figure = _short(number.format(**groups), max_chars)
        left = re.sub(r" +", " ", rest.format(**groups)).strip(" ,;:—–-")
        if len(figure) <= max_chars and len(left) > len("на") and not DANGLING.search(left):
            return figure, capitalised(left)
    title = TITLE.match(text)
    if title and len(title["n"]) <= max_chars:
        return title["n"], capitalised(title["rest"])
    return "", text


def figure_of(fact: Fact) -> str:
    """A fact as a number field shows it: «4 990 ₽/мес»."""
    return A_MONTH.sub("/мес", fact.text)


def _short(figure: str, max_chars: int) -> str:
    return figure if len(figure) <= max_chars else A_MONTH.sub("/мес", figure)
