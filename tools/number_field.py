"""Takes the figure of a headline out for a field that shows it large: «−15%» above «На первый заказ»."""

import re

from tools.offer_clauses import capitalised

NUMBER = r"\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?"
END = r"(?=$|[,.!?]| (?:на|за|при|для|по|в|во|с|со|без|и|или|от|до|онлайн|для|после|—|первы\w+|новы\w+|on|for|with|until)\b| —)"
"""A figure may leave the sentence only where no word depends on it: not in «20% стоимости»."""
RULES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), number, rest)
    for pattern, number, rest in (
        (rf"^(?:получите |дарим )?скидк[ауи] (?:в )?(?P<n>{NUMBER}) ?% (?P<rest>.+)", "−{n}%", "{rest}"),
        (rf"^(?P<head>.+?) со скидкой (?P<n>{NUMBER}) ?%{END}(?P<rest>.*)", "−{n}%", "{head}{rest}"),
        (rf"^(?:get |save |enjoy )?(?P<n>{NUMBER})% off (?:on )?(?P<rest>.+)", "{n}% off", "{rest}"),
        (r"^free (?P<rest>\w.+)", "Free", "{rest}"),
        (rf"^(?P<head>.*?)(?: под)? (?P<n>(?:(?:до|от) )?(?:{NUMBER}) ?%) годовых(?P<rest>.*)", "{n} годовых", "{head}{rest}"),
        (rf"^(?P<n>(?:{NUMBER}) ?%)(?P<rest> (?:на|за|при|для|по|в|во)\b.+)", "{n}", "{rest}"),
        (rf"^(?P<head>.+?)(?: под)? (?P<n>(?:(?:до|от) )?(?:{NUMBER}) ?%){END}(?P<rest>.*)", "{n}", "{head}{rest}"),
        (r"^(?P<n>\d ?\+ ?\d(?: ?= ?\d)?)(?P<rest> .+)", "{n}", "{rest}"),
        (r"^бесплатн(?:ая|ое|ый|ые) (?P<rest>.+)", "Бесплатно", "{rest}"),
        (r"^(?P<head>\w.+?) бесплатно(?P<rest>.*)", "Бесплатно", "{head}{rest}"),
        (r"^(?P<head>\w.+?) в подарок(?P<rest>.*)", "В подарок", "{head}{rest}"),
        (r"^(?P<head>\w.+?) за полцены(?P<rest>.*)", "За полцены", "{head}{rest}"),
        (
            rf"^(?P<head>.+?) за (?P<n>(?:{NUMBER}) ?₽(?: ?в (?:месяц|день|год)|/мес)?)(?! вместо){END}(?P<rest>.*)",
            "{n}", "{head}{rest}",
        ),
        (
            rf"^(?P<head>(?!.*(?:заказ|покуп|сумм|трат|оплат)).+?) (?P<n>(?:от|до) (?:{NUMBER})(?: (?:тыс\.?|млн))? ?₽){END}(?P<rest>.*)",
            "{n}", "{head}{rest}",
        ),
        (
            rf"^(?P<head>(?:скидка|кэшбэк|бонус|вернём|дарим|получите)) (?P<n>(?:{NUMBER}) ?₽){END}(?P<rest>.+)",
            "{n}", "{head}{rest}",
        ),
        (rf"^(?P<n>(?:{NUMBER}) (?:₽|дн\w+|мес\w+|час\w*|минут\w*|ГБ|балл\w+|бонус\w+))(?P<rest> (?!и\b|вместо\b).+)", "{n}", "{rest}"),
        (rf"^(?P<head>.+?) за (?P<n>(?:{NUMBER}) (?:дн\w+|час\w*|минут\w*)){END}(?P<rest>.*)", "за {n}", "{head}{rest}"),
        (rf"^(?P<head>.+?) (?P<n>(?:{NUMBER}) (?:Мбит/с|ГБ)){END}(?P<rest>.*)", "{n}", "{head}{rest}"),
    )
)  # fmt: skip
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
    for pattern, number, rest in RULES:
        match = pattern.match(text)
        if match is None:
            continue
        groups = {name: value or "" for name, value in match.groupdict().items()}
        figure = number.format(**groups)
        left = re.sub(r" +", " ", rest.format(**groups)).strip(" ,;:—–-")
        if len(figure) <= max_chars and len(left) > len("на") and not DANGLING.search(left):
            return figure, capitalised(left)
    title = TITLE.match(text)
    if title and len(title["n"]) <= max_chars:
        return title["n"], capitalised(title["rest"])
    return "", text
