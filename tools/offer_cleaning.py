"""Tidies an offer before it is taken apart: no emoji, no shouting, figures as a banner shows them."""

import re

from tools.number_words import spell_plainly
from tools.offer_clauses import SENTENCE_END, SHORT_PART_WORDS, capitalised

IN_ROUBLES = re.compile(
    r"(?<=\d) ?(?:руб\.(?= [а-яё]|[,;:!?)]|$)|руб(?=\. [А-ЯЁA-Z«])|(?:руб(?:лей|ля|ль)?|р)(?![\w.])|р\.(?= [а-яё]))"
)
PERCENT_IN_WORDS = re.compile(r"(?P<number>\d+(?:,\d+)?) процент\w*")
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3]+")
ABBREVIATIONS = frozenset(
    "ОСАГО КАСКО ДМС ОМС СМС США ОАЭ ТВ ГБ МБ ТБ ЖК ИП ООО НДС ЕГЭ ОГЭ QR VIP USB LED SIM".split()
)
"""Stay large when an offer is written in capitals throughout."""
SHOUTED_SHARE = 0.6
"""An offer with so many capitals among its letters is shouted."""


def clean_offer(offer: str) -> str:
    """The offer without emoji, doubled spaces and shouting; codes and abbreviations stay as they are."""
    text = EMOJI.sub(" ", offer)
    text = re.sub(r"[\s\u00a0\u202f]+", " ", text)
    text = re.sub(r" +([,.!?;:])", r"\1", text)
    text = re.sub(r"(?<!\S)-(?=\d[\d,.]* ?%)", "−", text)
    text = IN_ROUBLES.sub(" ₽", text)
    text = _with_percent_signs(re.sub(r"!+", "!", text).strip(" !.,;:—–"))
    codes = {match["code"] for match in re.finditer(r"(?i:промокод\w*|код\w*) ?:? ?(?P<code>[\w-]{3,20})", text)}
    spoken = (_without_shouting(sentence, codes | ABBREVIATIONS) for sentence in re.split(SENTENCE_END, text))
    return capitalised(" ".join(spoken))


def _without_shouting(sentence: str, kept: set[str]) -> str:
    """A sentence in capitals throughout as it is spoken; codes and abbreviations stay large."""
    words = sentence.split(" ")
    letters = [character for character in sentence if character.isalpha()]
    shouted = [word for word in words if word.isupper() and word.strip(".,!?«»") not in kept]
    if len(shouted) < SHORT_PART_WORDS or sum(map(str.isupper, letters)) / len(letters) <= SHOUTED_SHARE:
        return sentence
    return capitalised(" ".join(word if word.strip(".,!?«»") in kept else word.lower() for word in words))


def _with_percent_signs(text: str) -> str:
    """«Двадцать пять процентов» as a banner shows them: 25%."""
    spelling = spell_plainly(text)
    for match in PERCENT_IN_WORDS.finditer(spelling.plain):
        text = text.replace(spelling.words(match.start(), match.end()), f"{match['number']}%", 1)
    return text
