"""Takes the figure of a headline out for a field that shows it large: «−15%» above «На первый заказ»."""

import re

from adbanner.texts import Fact
from tools.lemmas import lemma_of, parses, part_of_speech
from tools.offer_clauses import ENGLISH_VERBS, capitalised, has_verb, in_leading_case

NUMBER = r"\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?"
END = (
    r"(?=$|[,.!?:]| —| (?:на|за|при|для|по|в|во|с|со|без|и|или|от|до|онлайн|после|первы\w+|новы\w+|"
    r"on|for|with|until)\b)"
)
"""A figure may leave the sentence only where no word depends on it: not in «20% стоимости»."""
PERCENT = rf"(?P<n>(?:(?:до|от) )?(?:{NUMBER}) ?%)"
PERIOD = r"(?:(?: в (?:месяц|день|год|сутки|час|неделю)| за (?:ночь|сутки|минуту|час|день|месяц)|/мес|/день)\b)"
ROUBLES = rf"(?P<n>(?:{NUMBER}) ?₽{PERIOD}?)(?!{PERIOD})"
BOUNDED_SUM = rf"(?P<n>(?:от|до) (?:{NUMBER})(?: (?:тыс\.?|млн))? ?₽{PERIOD}?)(?!{PERIOD})"
COUNT = rf"(?P<n>(?:{NUMBER}) (?:₽|дн\w+|мес\w+|час\w*|минут\w*|ГБ|балл\w+|бонус\w+|GB|days|months))"
DOLLARS = rf"[$€](?:{NUMBER})(?: (?:a|per) \w+|/month)?"
GIVING = r"вернём|дарим|подарим|начислим|добавим"
SPAN = rf"(?P<n>(?:{NUMBER}) (?:дн\w+|час\w*|минут\w*))"
NO_THRESHOLD = r"(?!.*(?:зака[зж]|покуп|купи|сумм|трат|оплат|брон|скидк|кэшб))"
NO_TERM = (
    r"(?!.*(?<![\w-])(?<!\d )(?<!первая )(?<!первый )(?:год|месяц|неделя|неделю|день)(?![\w-])"
    r".*(?:бесплатно|в подарок))"
)
"""«Месяц бесплатно» is a month's gift only as long as both words stand together."""
NO_PART = r"(?!.*(?:бесплатно|в подарок))(?!(?:и|вместо|plus|and|of|в (?:месяц|день|год|сутки|неделю))\b)"
"""What may not follow a count that leaves its words: they would be its own, or a benefit of their own."""
ONE_THING = r"(?:[^\W\d_]+(?: [^\W\d_]+)? — (?=\S+ \S))?\w[^,:;—–]*?"
"""What «бесплатно» is said of: behind a comma or a dash it is said of the last thing alone."""
RULES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), number, rest)
    for pattern, number, rest in (
        (rf"^(?:получите |дарим )?скидк[ауи] (?:в )?(?P<n>{NUMBER}) ?% (?P<rest>.+)", "−{n}%", "{rest}"),
        (rf"^(?P<head>.+?) со скидкой (?P<n>{NUMBER}) ?%{END}(?P<rest>.*)", "−{n}%", "{head}{rest}"),
        (rf"^(?P<head>.+?) со скидкой до (?P<n>{NUMBER}) ?%{END}(?P<rest>.*)", "до −{n}%", "{head}{rest}"),
        (rf"^(?P<head>\w.+?):? скидка (?:в )?(?P<n>{NUMBER}) ?%{END}(?P<rest>.*)", "−{n}%", "{head}{rest}"),
        (rf"^(?P<head>\w.+?):? скидка (?P<n>{NUMBER}) ?₽{END}(?P<rest>.*)", "−{n} ₽", "{head}{rest}"),
        (rf"^(?P<head>\w.+?):? скидк[аи] до (?P<n>{NUMBER}) ?%{END}(?P<rest>.*)", "до −{n}%", "{head}{rest}"),
        (rf"^(?P<n>(?:{NUMBER}) (?:дней|дня|месяца?|месяцев)) (?P<rest>(?:бесплатно|без )\b.*)", "{n}", "{rest}"),
        (rf"^(?P<head>[^:]+): −(?P<n>{NUMBER})%(?P<rest>.*)", "−{n}%", "{head}{rest}"),
        (rf"^[−-](?P<n>{NUMBER}) ?%(?P<rest> (?:на|за|при|для|по|в|во)\b.+)", "−{n}%", "{rest}"),
        (rf"^(?P<head>\w.+?),? [−-](?P<n>{NUMBER}) ?%{END}(?P<rest>.*)", "−{n}%", "{head}{rest}"),
        (rf"^(?P<head>\w[^—]+?) — {ROUBLES}$", "{n}", "{head}"),
        (rf"^(?P<head>\w.+?) (?P<n>по (?:{NUMBER}) ?₽)$", "{n}", "{head}"),
        (rf"^(?P<n>up to (?:{NUMBER}) ?%) (?P<rest>(?!off\b)\w.+)", "{n}", "{rest}"),
        (rf"^(?P<head>\w.+?) (?P<n>from {DOLLARS})(?P<rest>$|,.*)", "{n}", "{head}{rest}"),
        (rf"^(?P<head>\w.+?) (?:for|at) (?P<n>{DOLLARS})(?P<rest>$|,.*| (?:on|in) .+)", "{n}", "{head}{rest}"),
        (rf"^(?P<head>\w.+?):? минус (?P<n>{NUMBER}) ?%{END}(?P<rest>.*)", "−{n}%", "{head}{rest}"),
        (rf"^(?:get |save |enjoy )?(?P<n>{NUMBER})% off (?:on )?(?P<rest>.+)", "{n}% off", "{rest}"),
        (rf"^(?P<head>[^:]+): (?P<n>(?:up to )?(?:{NUMBER})% off) (?P<rest>\w.+)", "{n}", "{head}: {rest}"),
        (rf"^(?P<n>(?:up to )?(?:{NUMBER})% off) (?:on )?(?P<rest>\w.+)", "{n}", "{rest}"),
        (rf"^(?:get |earn |pay )(?P<n>(?:{NUMBER})%(?: a year)?)(?P<rest> on .+)", "{n}", "{rest}"),
        (rf"^(?P<n>(?:{NUMBER}) (?:days|months)) (?P<rest>(?:free|interest-free|fee-free)\b.*)", "{n}", "{rest}"),
        (rf"^(?P<n>(?:{NUMBER}) GB) (?P<rest>(?:in|for|on) .+)", "{n}", "{rest}"),
        (rf"^(?P<head>\w[^:]+?) for (?P<n>(?:{NUMBER}) (?:days|weeks|months))(?P<rest>$|,.*)", "{n}", "{head}{rest}"),
        (r"^free (?P<rest>\w.+)", "Free", "{rest}"),
        (r"^(?P<head>first (?:month|week|lesson|ride|visit)) free(?P<rest>$|,.+)", "Free", "{head}{rest}"),
        (rf"^(?P<head>.*?)(?: под| по ставке)? {PERCENT} годовых(?P<rest>.*)", "{n} годовых", "{head}{rest}"),
        (rf"^(?P<n>(?:{NUMBER}) ?%)(?P<rest> (?:на|за|при|для|по|в|во)\b.+)", "{n}", "{rest}"),
        (rf"^(?P<head>.+?)(?: под| по ставке)? {PERCENT}{END}(?P<rest>.*)", "{n}", "{head}{rest}"),
        (r"^(?P<n>\d ?\+ ?\d(?: ?= ?\d)?)(?P<rest> .+)", "{n}", "{rest}"),
        (r"^бесплатн(?:ая|ое|ый|ые) (?P<rest>.+)", "Бесплатно", "{rest}"),
        (rf"^{NO_TERM}(?P<head>{ONE_THING}) бесплатно\b(?P<rest>.*)", "Бесплатно", "{head}{rest}"),
        (rf"^{NO_TERM}(?P<head>{ONE_THING}) в подарок\b(?P<rest>.*)", "В подарок", "{head}{rest}"),
        (rf"^(?P<head>{ONE_THING}) за полцены\b(?P<rest>.*)", "За полцены", "{head}{rest}"),
        (rf"^(?P<head>\w[^,:;—–\d]*) (?P<n>0 ₽){END}(?P<rest>.*)", "{n}", "{head}{rest}"),
        (rf"^(?P<head>\w[^,:;—–\d]*) (?P<n>(?:{NUMBER}) ₽{PERIOD})(?P<rest>$|[,.].*)", "{n}", "{head}{rest}"),
        (rf"^(?P<head>.+ цене) {ROUBLES}(?! вместо){END}(?P<rest>.*)", "{n}", "{head}{rest}"),
        (rf"^(?P<head>.+?) за {ROUBLES}(?! вместо){END}(?P<rest>.*)", "{n}", "{head}{rest}"),
        (rf"^(?P<head>{NO_THRESHOLD}.+?) {BOUNDED_SUM}{END}(?P<rest>.*)", "{n}", "{head}{rest}"),
        (rf"^(?P<head>скидка|кэшбэк|вернём|дарим|получите) {ROUBLES}{END}(?P<rest>.+)", "{n}", "{head}{rest}"),
        (rf"^(?P<head>{GIVING}) {ROUBLES}(?P<rest> (?:на|за) .+)", "{n}", "{head}{rest}"),
        (rf"^{ROUBLES}(?P<rest> вместо .+)", "{n}", "{rest}"),
        (rf"^{COUNT}(?P<rest> {NO_PART}.+)", "{n}", "{rest}"),
        (rf"^(?P<head>.+?) за (?P<n>\d+–\d+ (?:дн\w+|час\w*|минут\w*)){END}(?P<rest>.*)", "{n}", "{head}{rest}"),
        (rf"^(?P<head>.+?) за {SPAN}(?! до ){END}(?P<rest>.*)", "за {n}", "{head}{rest}"),
        (rf"^(?P<head>.+?) (?P<n>(?:{NUMBER}) (?:Мбит/с|ГБ)){END}(?P<rest>.*)", "{n}", "{head}{rest}"),
    )
)  # fmt: skip
SENTENCE_END = re.compile(r"[.!?…] ")
A_MONTH = re.compile(r" ?(?:в|за|/) ?мес\w*$")
DANGLING = re.compile(r"(?i)(?:^|[\s,])(?:за|от|до|на|под|с|со|по|в|и|для|при|из|всего|только|около|ещё)$")
PREDICATES = ("Бесплатно", "В подарок", "За полцены")
"""Of several things in a headline only the last one is so."""
LATER_PROMISE = re.compile(r"(?i), (?!потом|дальше|далее|затем|если|при|но|до|с |по |только)| \d")
"""What would read as the one thing that is so: «Бесплатно | Обслуживание, 500 ₽ на первую покупку»."""
A_PERIOD = re.compile(r"(?i)^(?:в|за) (?:месяц|день|год|сутки|час|неделю|ночь|урок|занятие)$")
RATES = frozenset(
    "ставка скидка взнос комиссия кэшбэк лимит цена стоимость предоплата платёж платеж выплата доход вычет сбор".split()
)
"""Nouns that say nothing without their figure."""
CASHBACK = "кэшбэк"
"""The one rate that alone below its figure says what it is."""
ORDINALS = frozenset({"первый", "второй", "третий", "четвертый", "каждый"})
STRANDED = re.compile(
    r"(?i)(?:^|\s)(?:на|за|до|от|под|с|со|по|в|во|из|к|о) (?:на|за|до|от|под|с|со|по|в|во|при|для|без|и|или)\b"
    r"|(?:^|\s)(?:до|от|под) первы\w+"
)
"""A preposition that has lost its word: «снизим ставку на при заявке»."""
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
        left = re.sub(r" +", " ", rest.format(**groups)).strip(" ,;:—–-!")
        if len(figure) <= max_chars and len(left) > len("на") and not _is_maimed(figure, groups.get("head", ""), left):
            return figure, capitalised(left)
    title = TITLE.match(text)
    if title and len(title["n"]) <= max_chars and not has_verb(title["n"]) and in_leading_case(title["n"]):
        return title["n"], capitalised(title["rest"])
    return "", text


def _is_maimed(figure: str, head: str, left: str) -> bool:
    """Whether a headline misses the figure that was taken out of it.

    Args:
        figure: What was taken out.
        head: What stood before the figure.
        left: All that is left.
    """
    if DANGLING.search(left) or STRANDED.search(left) or A_PERIOD.match(left):
        return True
    before, words = re.findall(r"[^\W\d_]+", head), re.findall(r"[^\W\d_]+", left)
    is_given = re.fullmatch(GIVING, head, re.IGNORECASE) is not None
    if before and (part_of_speech(before[-1]) == "CONJ" or before[-1].lower() in ENGLISH_VERBS):
        return True
    if before and part_of_speech(before[-1]) in ("VERB", "INFN") and not is_given:
        return True
    if " с оборота" in left or (figure.endswith("%") and "%" in left):
        return True
    if figure in PREDICATES and (re.search(r",| плюс ", head) or LATER_PROMISE.match(left.removeprefix(head))):
        return True
    is_rate = bool(words) and left.endswith(words[-1]) and lemma_of(words[-1]) in RATES
    if is_rate and (len(words) > 1 or lemma_of(words[-1]) != CASHBACK):
        return True
    if any(lemma_of(word) in RATES for word in re.findall(r"([^\W\d_]+),", left)):
        return True
    is_ordinal = bool(words) and part_of_speech(words[0]) == "ADJF" and lemma_of(words[0]) in ORDINALS
    return is_ordinal and (
        len(words) == 1 or part_of_speech(words[1]) not in ("NOUN", "ADJF", "NUMR") or _is_dative(words[1])
    )


def _is_dative(word: str) -> bool:
    return bool(parses(word)[0].tag.case == "datv")


def figure_of(fact: Fact) -> str:
    """A fact as a number field shows it: «4 990 ₽/мес»."""
    return A_MONTH.sub("/мес", re.sub(r" процент\w*", "%", fact.text))


def _short(figure: str, max_chars: int) -> str:
    return figure if len(figure) <= max_chars else A_MONTH.sub("/мес", figure)
