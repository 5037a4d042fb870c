"""Whether words read as a phrase: nothing breaks off, nothing hangs in the air, nothing begins in the middle.

Rules that hold for any text come first; ``breaks_off`` also knows the offer that the words were taken from.
"""

import re

from tools.lemmas import parses, part_of_speech

NBSP = "\u00a0"
SENTENCE = re.compile(r"[^.!?…|]+(?:[.!?…]+(?=\s|$)|\.(?=\S)|$)")
WORD = re.compile(r"(?<!/)[^\W\d_]+(?:-[^\W\d_]+)*")
TOKEN = re.compile(r"[^\W_]+(?:[-,.][^\W_]+)*|[%₽$€]|[^\w\s]")
HANGING = frozenset({"PREP", "CONJ", "PRCL"})
"""A phrase cannot end in one of these."""
STANDING_WORDS = frozenset(
    "так как всё все то там тут да нет же ли бы ещё после потом кругом около рядом вокруг вместе".split()
)
"""The dictionary takes them for conjunctions or prepositions, but a phrase can end in them."""
LIMITING = frozenset({"не", "ни", "только", "лишь", "даже"})
PREPOSITIONS = "на|за|до|от|под|с|со|по|в|во|из|при|для|без"
STRANDED = re.compile(
    rf"(?i)(?<![\w/-])(?:{PREPOSITIONS}|к|о|через) (?:{PREPOSITIONS}|и|или)(?![\w-])"
    r"|(?<![\w-])(?:до|от|под) первы\w+"
)
"""A preposition that has lost its word: «снизим ставку на при заявке»."""
RELATIVE = re.compile(r"(?i)^(?:котор\w+|чтобы|который|which|that|who)\b")
EMPTY_CONDITION = re.compile(r"(?i)(?:^|[\s,])(?:если|когда|чтобы|пока|if|when) [\w-]+$")
ENGLISH_HANGING = frozenset(
    "a an the your my our of on in at to for from with without until till by and or off per plus least most than up "
    "first new zero only when if".split()
)
MODAL = frozenset({"можно", "нужно", "надо", "нельзя"})
ENGLISH_JOINTS = frozenset(
    "for on with without in at until till by from if when and or plus then per valid including no not but so".split()
)


def broken_phrase(text: str) -> str:
    """The words at which a text breaks, for people; empty when it reads through.

    Args:
        text: The text of one field, in Russian or English.
    """
    plain = text.replace(NBSP, " ").strip()
    if not plain:
        return ""
    if plain.count("«") != plain.count("»") or plain.count("(") != plain.count(")"):
        return plain
    if RELATIVE.match(plain):
        return plain.split(" ")[0]
    if stranded := STRANDED.search(plain):
        return str(stranded[0])
    for sentence in SENTENCE.findall(plain):
        if end := _hanging_end(sentence.strip(" .!?…")):
            return end
    return ""


def ends_so(words: str, offer: str) -> bool:
    """Whether the marketer ended a phrase of the offer in these words: then it is the marketer's way to say it."""
    return re.search(rf"{re.escape(words.lower())}(?:$|[.,!?;:—])", offer.replace(NBSP, " ").lower()) is not None


def _hanging_end(sentence: str) -> str:
    """The last words of a sentence when they want others after them."""
    words: list[str] = WORD.findall(sentence)
    if not words or not sentence.endswith(words[-1]):
        return ""
    last = words[-1].lower()
    if last.isascii():
        return last if last in ENGLISH_HANGING and len(words) > 1 and last not in ("off", "up", "free", "in") else ""
    if (part_of_speech(last) in ("PREP", "CONJ") and last not in STANDING_WORDS) or last in LIMITING:
        return last
    if condition := EMPTY_CONDITION.search(sentence):
        return str(condition[0]).strip(" ,")
    is_pair = len(words) > 1 and sentence.endswith(f"{words[-2]} {words[-1]}")
    if is_pair and part_of_speech(words[-2]) == "PREP" and _is_bare_adjective(last):
        return f"{words[-2]} {words[-1]}"
    return ""


def _is_bare_adjective(word: str) -> bool:
    """An adjective that no dictionary knows as a noun."""
    readings = parses(word)
    return readings[0].tag.POS == "ADJF" and not any(
        reading.tag.POS in ("NOUN", "NPRO") or "Apro" in reading.tag for reading in readings
    )


def breaks_off(text: str, offer: str) -> bool:
    """Whether a text ends in the middle of a phrase of the offer that it was taken from.

    A phrase of the offer may end before a preposition, a conjunction, a pause or an adverb; a noun that the next one
    depends on, a verb that waits for its object and a modal word may not stand last.
    """
    words = TOKEN.findall(text.replace(NBSP, " ").lower().rstrip(" .!?…"))
    source = TOKEN.findall(offer.replace(NBSP, " ").lower())
    if not words or not words[-1][0].isalpha():
        return False
    tail = words[-2:]
    places = [
        place + len(tail) for place in range(len(source) - len(tail) + 1) if source[place : place + len(tail)] == tail
    ]
    return bool(places) and all(_is_inside(source, place, words[-1]) for place in places)


def _is_inside(source: list[str], place: int, last: str) -> bool:
    """Whether the words on both sides of a place belong together."""
    if place >= len(source) or not source[place][0].isalnum():
        return False
    following = source[place]
    if last in MODAL:
        return True
    if following[0].isdigit():
        return last in ENGLISH_HANGING or part_of_speech(last) in ("VERB", "INFN", *HANGING)
    if last.isascii():
        return following.isascii() and following not in ENGLISH_JOINTS
    reading = parses(following)[0]
    if reading.tag.POS in ("PREP", "CONJ", "ADVB", "PRCL", "VERB"):
        return part_of_speech(last) in HANGING
    return reading.tag.case not in ("datv",) or part_of_speech(last) in ("VERB", "INFN")
