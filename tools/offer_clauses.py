"""Takes an offer apart: the benefit, and the conditions that can stand on a line of their own."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tools.fact_patterns import MONTHS, NUMBER, ROUBLES, SCALE
from tools.facts import extract_facts
from tools.lemmas import part_of_speech


class ChunkKind(StrEnum):
    """What a movable part of an offer says."""

    PROMO_CODE = "promo_code"
    DEADLINE = "deadline"
    THRESHOLD = "threshold"
    FIRST = "first"
    AUDIENCE = "audience"
    PLACE = "place"


@dataclass(frozen=True)
class Chunk:
    """A movable part, in the author's words."""

    kind: ChunkKind
    start: int
    end: int
    text: str


MONTH = rf"(?:{'|'.join(MONTHS)})\w*"
ENGLISH_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATE = rf"(?:[0-3]?\d(?:-го)?(?: {MONTH}(?: 20\d\d(?: года)?)?|\.[01]\d(?:\.\d{{2,4}})?)|{ENGLISH_MONTH} \d{{1,2}})"
SUM = rf"{NUMBER.replace('?P<number>', '?:')}{SCALE.replace('?P<scale>', '?:')} ?{ROUBLES}"
CHUNKS: tuple[tuple[ChunkKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<!\w){regex}(?!\w)", re.IGNORECASE))
    for kind, regex in (
        (ChunkKind.PROMO_CODE, r"(?:по|с|вводите|введите|with|use)? ?(?:промо-?код\w*|promo code|code) ?[:—–-]? ?[«\"]?(?-i:[A-ZА-ЯЁ0-9][A-ZА-ЯЁ0-9_-]{2,19})[»\"]?"),
        (ChunkKind.DEADLINE, rf"(?:только |успейте |действует )?с {DATE} (?:по|до) {DATE}"),
        (ChunkKind.DEADLINE, rf"(?:только |успейте |действует )?с [0-3]?\d (?:по|до) {DATE}"),
        (ChunkKind.DEADLINE, rf"(?:только |успейте |действует |valid )?(?:до|по|until|till|by) {DATE}(?: включительно)?"),
        (ChunkKind.DEADLINE, r"(?:только )?до конца (?:этого )?(?:месяца|года|недели|лета|зимы|весны|осени|дня|сезона)"),
        (ChunkKind.DEADLINE, rf"(?:только )?(?:до конца|весь|в течение) {MONTH}"),
        (ChunkKind.DEADLINE, r"(?:только )?(?:сегодня|до (?:понедельника|вторника|среды|четверга|пятницы|субботы|воскресенья))"),
        (ChunkKind.DEADLINE, r"(?:только )?(?:в|на) (?:эти |ближайшие )?выходные|с пятницы по воскресенье|по выходным"),
        (ChunkKind.THRESHOLD, rf"(?:при (?:первом |онлайн-)?(?:заказе|покупке|оплате|сумме|бронировании|тратах)|на (?:заказы?|покупки|покупку|сумму))(?: \w+)? (?:от|свыше|на сумму от) {SUM}"),
        (ChunkKind.THRESHOLD, r"on orders (?:over|from) [$€]?\d+"),
        (ChunkKind.FIRST, r"(?:на|за|on|for) (?:ваш |your |the )?(?:перв(?:ый|ую|ое|ые)|first)(?: (?:два|две|три|четыре|пять|\d+))? (?:заказ|покупк|поездк|бронировани|заняти|урок|месяц|год|визит|приём|доставк|order|purchase|ride|booking|month)\w*(?: из ресторана)?(?: (?:от|свыше|на сумму от) "
            rf"{SUM})?"),
        (ChunkKind.AUDIENCE, r"(?:для |for )?(?:нов(?:ым|ых)|new) (?:клиент|пользовател|покупател|абонент|подписчик|customer|user)\w+|для (?:студентов|пенсионеров|бизнеса|самозанятых|семей с детьми)|студентам|пенсионерам|новичкам"),
        (ChunkKind.PLACE, r"(?:только )?в (?:мобильном |нашем )?приложении|in the app"),
    )
)  # fmt: skip
HEADS = re.compile(r"[%₽]|скидк|кэшбэк|бонус|бесплатн|подар|ставк|тариф|вклад|free|off", re.IGNORECASE)
BREAKS = re.compile(r"(?<=[.!?…]) +| +[—–] +|; +|: +(?=\D)|, +(?=\D)")
JOINT = re.compile(
    r"(?<=[.!?…]) +| +[—–] +|; +|: +(?=\D)|, +(?=\D)| +и +| +(?=(?:на|за|при|по|для|через|после) \S)"
    r"| +(?=во? (?:перв|эт|ближайш|люб|наш|приложени|магазин|ресторан)|с (?:безлимит|бесплатн|доставк|возможност))"
    r"| +(?=(?:кажд(?:ый|ую|ое|ые)|рядом|прямо) )"
)
"""Where a text could end early; ``splits`` keeps those at which both halves can be read."""
LEANING = re.compile(
    r"(?i)(?:он|она|оно|они|его|её|ее|их|им|ей|это|эт[аоуи]т?|там|тут|здесь|внутри|а|но|и|или|зато|также|тоже|ещё|еще|кроме|"
    r"поэтому|потом|затем|тогда|так|такой|такая|такие|тот|та|те|it|they|he|she|this|that|there|here|but|and|so)\b"
)
"""A sentence that begins so leans on the one before it."""
NEEDING = frozenset({"рядом", "вместе", "больше", "меньше", "более", "менее", "только"})
"""Words that want another one after them."""
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
    text = re.sub(r"!+", "!", text).strip(" !.,;:—–-")
    letters = [character for character in text if character.isalpha()]
    if letters and sum(letter.isupper() for letter in letters) / len(letters) > SHOUTED_SHARE:
        kept = {match["code"] for match in re.finditer(r"(?i:промокод\w*|код\w*) ?:? ?(?P<code>[\w-]{3,20})", text)}
        kept |= ABBREVIATIONS
        text = " ".join(word if word.strip(".,!?«»") in kept else word.lower() for word in text.split(" "))
    return capitalised(text)


def capitalised(text: str) -> str:
    """The text with its first letter large, unless it is a name that begins small (iPhone)."""
    stripped = text.strip(" ,;:—–-")
    if re.match(r"[a-z]+[A-Z]", stripped):
        return stripped
    return stripped[:1].upper() + stripped[1:]


def movable_chunks(offer: str) -> tuple[Chunk, ...]:
    """The parts of a clean offer that can stand elsewhere, in the order of the offer; they never overlap.

    A part that begins the offer is not movable: what follows would have lost its beginning.
    """
    found: list[Chunk] = []
    for kind, regex in CHUNKS:
        for match in regex.finditer(offer):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            free = all(match.end() <= chunk.start or start >= chunk.end for chunk in found)
            if free and start > 0:
                found.append(Chunk(kind=kind, start=start, end=match.end(), text=match[0].strip()))
    return tuple(sorted(found, key=lambda chunk: chunk.start))


def without_chunks(offer: str, removed: tuple[Chunk, ...]) -> str:
    """The offer with some parts cut out and the seams closed."""
    parts, place = [], 0
    for chunk in sorted(removed, key=lambda chunk: chunk.start):
        parts.append(offer[place : chunk.start])
        place = chunk.end
    text = " ".join([*parts, offer[place:]])
    text = re.sub(r" +", " ", text)
    text = re.sub(r" +([,.!?;:])", r"\1", text)
    text = re.sub(r"([,;:—–.])(?: ?[,;:—–.])+", r"\1", text)
    return re.sub(r"(?: (?:и|а|но|and))$", "", text.strip(" ,;:—–-.")).strip(" ,;:—–-.")


def standing_alone(chunk: Chunk) -> str:
    """A part as a line of its own."""
    return capitalised(chunk.text)


def clauses(text: str) -> tuple[str, ...]:
    """The text cut at sentence ends, dashes and commas into parts that can be read alone."""
    return tuple(capitalised(part.strip(" .")) for part in BREAKS.split(text) if part.strip(" .,"))


def splits(text: str) -> tuple[tuple[str, str], ...]:
    """Every way to end a text early so that both what stands before and what stands after can be read.

    It breaks at clauses, before a preposition that opens a new thought («Кэшбэк 10% | На все покупки») and at an «и»
    between two promises; never inside a fact and never between a promise and its bound.
    """
    spans = [(text.find(fact.text), text.find(fact.text) + len(fact.text)) for fact in extract_facts(text)]
    found = []
    for joint in JOINT.finditer(text):
        before, after = text[: joint.start()].strip(" ,;:—–-"), text[joint.end() :].strip(" ,;:—–-.")
        inside = any(start < joint.end() and joint.start() < end for start, end in spans if start >= 0)
        quoted = before.count("«") > before.count("»")
        if not inside and not quoted and _can_end(before) and _can_begin(joint[0], before, after):
            found.append((before if before.endswith(("!", "?")) else before.rstrip("."), capitalised(after)))
    return tuple(found)


def _can_end(before: str) -> bool:
    last = re.sub(r"[^\w₽%]", "", before.split()[-1]).lower() if len(before.split()) > 1 else ""
    if re.search(r"(?:^| )с \d+$", before):
        return False
    return bool(last) and last not in NEEDING and part_of_speech(last) not in ("PREP", "CONJ", "PRCL", "VERB")


def _can_begin(joint: str, before: str, after: str) -> bool:
    if not after:
        return False
    if joint.strip() != "и":
        return True
    kind = part_of_speech(after.split()[0].strip(",."))
    promises = bool(extract_facts(before)) and (kind == "ADJF" or bool(re.match(r"[\d ]+₽", after)))
    return kind == "VERB" or promises


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a description that can be read alone, without their full stops."""
    parts = (part.strip().rstrip(".") for part in re.split(r"(?<=[.!?])\s+", text) if part.strip())
    return tuple(part for part in parts if not LEANING.match(part))
