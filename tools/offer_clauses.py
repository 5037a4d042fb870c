"""Takes an offer apart: the benefit, and the conditions that can stand on a line of their own."""

import re
from dataclasses import dataclass
from enum import StrEnum

from adbanner.texts import FactKind
from tools.fact_patterns import MONTHS, NUMBER, ROUBLES, SCALE
from tools.facts import extract_facts
from tools.lemmas import lemma_of, parses, part_of_speech


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
IN_MONTH = r"(?:январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре)"
SUM = rf"{NUMBER.replace('?P<number>', '?:')}{SCALE.replace('?P<scale>', '?:')} ?{ROUBLES}"
CHUNKS: tuple[tuple[ChunkKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<!\w){regex}(?!\w)", re.IGNORECASE))
    for kind, regex in (
        (ChunkKind.PROMO_CODE, r"(?:по|с|вводите|введите|with|use)? ?(?:промо-?код\w*|promo code|code) ?[:—–-]? ?[«\"]?(?-i:[A-ZА-ЯЁ0-9][A-ZА-ЯЁ0-9_-]{2,19})[»\"]?"),
        (ChunkKind.DEADLINE, rf"{DATE} в (?:[01]?\d|2[0-3]):[0-5]\d"),
        (ChunkKind.DEADLINE, rf"только в {IN_MONTH}"),
        (ChunkKind.DEADLINE, rf"(?:только |успейте |действует )?с {DATE} (?:по|до) {DATE}"),
        (ChunkKind.DEADLINE, rf"(?:только |успейте |действует )?с [0-3]?\d (?:по|до) {DATE}"),
        (ChunkKind.DEADLINE, rf"(?:только |успейте |действует |valid |при (?:бронировании|покупке|оформлении|оплате|заказе) )?(?:до|по|until|till|by) {DATE}(?: включительно)?"),
        (ChunkKind.DEADLINE, r"(?:только )?до конца (?:этого )?(?:месяца|года|недели|лета|зимы|весны|осени|дня|сезона)"),
        (ChunkKind.DEADLINE, rf"(?:только )?(?:до конца|весь|в течение) {MONTH}"),
        (ChunkKind.DEADLINE, r"(?:только )?(?:сегодня|до (?:понедельника|вторника|среды|четверга|пятницы|субботы|воскресенья))"),
        (ChunkKind.DEADLINE, r"(?:только )?(?:в|на) (?:эти |ближайшие )?выходные|с пятницы по воскресенье|по выходным"),
        (ChunkKind.THRESHOLD, rf"(?:при (?:первом |онлайн-)?(?:заказе|покупке|оплате|сумме|бронировании|тратах)|на (?:заказы?|покупки|покупку|сумму))(?: \w+)? (?:от|свыше|на сумму от) {SUM}"),
        (ChunkKind.THRESHOLD, rf"(?:с|при) (?:первым|первом|первоначальным|первоначальном) взнос(?:ом|е) (?:от )?{NUMBER.replace('?P<number>', '?:')} ?%"),
        (ChunkKind.THRESHOLD, r"on orders (?:over|from) [$€]?\d+"),
        (ChunkKind.FIRST, r"(?:на|за|on|for) (?:ваш |your |the )?(?:перв(?:ый|ую|ое|ые)|first)(?: (?:два|две|три|четыре|пять|\d+))? (?:заказ|покупк|поездк|бронировани|заняти|урок|месяц|год|визит|приём|доставк|order|purchase|ride|booking|month)\w*(?: из ресторана)?(?: (?:от|свыше|на сумму от) "
            rf"{SUM})?"),
        (ChunkKind.AUDIENCE, r"(?:для |for )?(?:нов(?:ым|ых)|new) (?:клиент|пользовател|покупател|абонент|подписчик|customer|user)\w+|для (?:студентов|пенсионеров|бизнеса|самозанятых|семей с детьми)|студентам|пенсионерам|новичкам"),
        (ChunkKind.PLACE, r"(?:только )?в (?:мобильном |нашем )?приложении|in the app"),
    )
)  # fmt: skip
PAUSE = re.compile(r"[.!?…;:,](?: |$)")
SENTENCE_END = r"(?:(?<=[.!?…])(?<!тыс\.)(?<!руб\.)(?<!мес\.)(?<!дн\.)(?<!мин\.)(?<!шт\.)(?<! г\.)(?<!п\.п\.)|(?<=руб\.)(?= +[А-ЯЁA-Z])) +"
BREAKS = re.compile(rf"{SENTENCE_END}| +[—–] +|; +|: +|, +(?!\d+ ?[%₽\d])|, +(?=\d)")
JOINT = re.compile(
    rf"{SENTENCE_END}"
    r"| +[—–] +|; +|: +|, +| +и +| +(?=(?:на|за|при|для|через|после|вместо|в|во) \S)"
    r"| +(?=по (?:карт|цен|фиксированн|специальн|ставк|тариф|вс|любо|буд|выходн|акци|подписк|код|промокод))"
    r"| +(?=(?:кажд(?:ый|ую|ое|ые)|рядом|прямо|без|от|до|со?) \S)"
    r"| +(?=(?:нов(?:ым|ых)|всем|студентам|пенсионерам|самозанятым|школьникам) ?)"
    r"| +(?=(?:for|with|without|on|until|till|by|from|if|when|plus|every) \S)| +and +"
)
"""Where a text could end early; ``splits`` keeps those at which both halves can be read."""
LEANING = re.compile(
    r"(?i)(?:он|она|оно|они|его|её|ее|их|им|ей|это|эт[аоуи]т?|там|тут|здесь|внутри|а|но|и|или|зато|также|тоже|ещё|еще|кроме|"
    r"поэтому|потом|затем|тогда|так|такой|такая|такие|тот|та|те|it|they|he|she|this|that|there|here|but|and|so)\b"
)
"""A sentence that begins so leans on the one before it."""
LONE_FIGURE = re.compile(r" и (?:до |от )?[\d ,]+[%₽]$")
"""The second of two figures wants the words that say what for: not «до 7% в кафе и 5%»."""
BOUND_TO_LEFT = re.compile(
    r"(?i)(?:(?:в |на |с |о |для |из |к |по |за )?котор\w+|чтобы|что|где|чей|но не (?:более|больше|выше|ниже|менее)|не (?:более|больше|выше) (?!чем)|"
    r"и\b|или\b|кто|включая|кроме|то есть|which|that|who|or|but not|up to a|excluding|including)\b"
)
"""A part that begins so belongs to the words before it."""
ENGLISH_IMPERATIVE = re.compile(
    r"(?:get|pay|save|start|try|open|buy|enjoy|join|learn|trade|earn|send|choose|apply|watch|ride)\b"
)
SHORT_PART_WORDS = 2
OPEN_CONDITION = re.compile(r"(?i)(?:если|когда|кто|чтобы|пока|if|when|who)\b")
PREDICATES = frozenset({"VERB", "INFN", "PRED", "PRTS", "ADJS"})
ENGLISH_VERBS = frozenset(
    "is are get gets pay pays save saves start starts try open buy enjoy join learn book order find choose earn send "
    "ends end comes takes delivered included costs takes stay watch ride talk trade apply bring move free repay write we "
    "you they".split()
)
STANDING_TAIL = re.compile(
    r"(?i)(?:до|с|со|по|при|за|для|без|от|только|после|уже|вместо|через|новым|студентам|пенсионерам|самозанятым|"
    r"в (?:приложении|эти|выходные|будни|подарок|первый|январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|"
    r"октябре|ноябре|декабре)|на (?:срок|перв\w+|\d+|любо\w+|все|всю|весь|всё|заказ\w*|сумм\w+|покупк\w+)|"
    r"утром|вечером|днём|ночью|ежедневно|каждый|каждую|"
    r"for|with|without|until|till|by|from|on|in|at|if|when|plus|valid|every|this|only|then)\b"
)
"""How a line begins that can stand under a headline though it is no sentence."""
LONE_ADJECTIVE = re.compile(r"(?i)(?:на|в|за|с|под) [^\W\d_]+(?:ый|ой|ий|ую|юю|ая|ое|ые|ых|ом|ого)$")
CHOICE = re.compile(r"(?i) (?:или|or) [^.!?]*$")
FUNCTION_OPENING = re.compile(r"(?i)(?:на|за|при|для|в|во|с|со|от|до|по|without|with|for|on|at|from|if) ")
REWARD = re.compile(r"(?i)(?:кэшбэк|скидка|бонусы?) (?:до )?\d+ ?%")
OPEN_OCCASION = re.compile(r"(?i)(?<!\w)при [^\W\d_]+(?: (?:договора|счёта|карты|полиса))?$")
"""«При брони» wants to be told of what, where and for how long in the same line."""
NEEDING = frozenset({"рядом", "вместе", "больше", "меньше", "более", "менее", "только"})
"""Words that want another one after them."""
MEASURES = frozenset(
    "ставка скидка выплата взнос комиссия кэшбэк доход лимит цена стоимость решение доставка вручение рассрочка "
    "предоплата сумма срок кредит займ бонус экономия покрытие заказ платёж платеж переплата возраст группа курс "
    "покупка результат гарантия подписка остаток".split()
)
"""Nouns that a bound measures."""
ENGLISH_NEEDING = frozenset("a an the your my our of to per least most than first new zero and or get pay save".split())


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
    taken: list[tuple[int, int]] = []
    for kind, regex in CHUNKS:
        for match in regex.finditer(offer):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            if any(match.end() > first and start < last for first, last in taken) or start == 0:
                continue
            taken.append((start, match.end()))
            if not _is_object(kind, offer, start, match.end()):
                found.append(Chunk(kind=kind, start=start, end=match.end(), text=match[0].strip()))
    return tuple(sorted(found, key=lambda chunk: chunk.start))


def _is_object(kind: ChunkKind, offer: str, start: int, end: int) -> bool:
    """Whether a part is what the words before it wait for: «если откроете до 31 декабря», «при брони в приложении»."""
    clause = re.split(r"[.,;:!?—–]", offer[:start])[-1].split()
    if len(clause) == 1 and len(offer[:start].split()) > 1:
        return True
    if OPEN_OCCASION.search(offer[:start].rstrip()):
        return True
    if kind is ChunkKind.PLACE and re.search(r"(?i)(?<!\w)при [^.,;:!?—–]+$", offer[:start]):
        return True
    following = re.match(r" ([^\W\d_]+)", offer[end:])
    if not clause and following and has_verb(following[1]):
        # «Промокод ДОМ снизит цену»: the subject cannot leave its verb.
        return True
    before = re.search(r"([^\W\d_]+) $", offer[:start])
    if before is None or part_of_speech(before[1]) not in ("VERB", "INFN"):
        return False
    return not re.match(r" [\w«]", offer[end:])


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
    """The text cut at sentence ends, dashes, colons and commas into parts that can be read alone."""
    spans = clause_spans(text)
    return tuple(capitalised(text[start:end].strip(" .,;:—–")) for start, end in spans)


def clause_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the parts stand that can be read alone; a comma inside an enumeration or before «который» is no border."""
    spans, start = [], 0
    for joint in BREAKS.finditer(text):
        following = PAUSE.search(text, joint.end())
        left, right = text[start : joint.start()], text[joint.end() : following.start() if following else len(text)]
        if not left.strip(" .,") or not _is_border(joint[0].strip(), left, right):
            continue
        spans.append((start, joint.start()))
        start = joint.end()
    return (*spans, (start, len(text)))


def _is_border(mark: str, left: str, right: str) -> bool:
    """Whether both sides of a mark are thoughts of their own."""
    if BOUND_TO_LEFT.match(right):
        return False
    if mark in ("—", "–"):
        opening = re.match(r"[«\"]?([^\W\d_]+)", left)
        leans = opening is not None and not in_leading_case(opening[1])
        return not OPEN_CONDITION.match(left) and not leans and _stands_after_dash(right)
    if mark == ":" and not re.search(r"[^\W\d_]{5,}", right):
        return False
    if mark != ",":
        return True
    if not re.search(r"[^\W\d_]{4,}", right):
        return False
    if OPEN_CONDITION.match(left) and not says_something(right):
        return False
    listed = re.split(r" (?:за|for) ", right)[0]
    if re.match(r"\d", listed) and re.search(r"(?:^|[:,] )\d[^:,%₽$€]*$", left) and not re.search(r"[%₽$€]", listed):
        return False
    first = re.match(r"[«\"]?([^\W\d_]+)", right)
    if first and not has_verb(right) and not in_leading_case(first[1]):
        return False
    if len(right.split()) <= SHORT_PART_WORDS and not extract_facts(right):
        return False
    return says_something(right) and (says_something(left) or len(left.split()) > 1)


def _stands_after_dash(right: str) -> bool:
    """Whether what follows a dash is a thought of its own: not «на одном экране», not a bare price."""
    words = right.split()
    if len(words) <= 1 or not re.search(r"[^\W\d_]{5,}", right):
        return False
    return part_of_speech(words[0].strip("«»,.")) != "PREP"


def in_leading_case(word: str) -> bool:
    """Whether a noun, adjective or numeral can open a thought; words of other kinds can."""
    if not "а" <= word[0].lower() <= "я":
        return True
    readings = [reading.tag for reading in parses(word) if reading.tag.POS in ("NOUN", "ADJF", "NUMR")]
    if part_of_speech(word) not in ("NOUN", "ADJF", "NUMR") or not readings:
        return True
    return any(tag.case in ("nomn", "accs", None) for tag in readings)


def says_something(text: str) -> bool:
    """Whether words promise something or have a predicate."""
    return bool(extract_facts(text)) or has_verb(text)


def has_verb(text: str) -> bool:
    """Whether words have a predicate: «парковка включена», «доставим», «можно»; in English any known verb form."""
    words = re.findall(r"[^\W\d_]+", text)
    if any(word.lower() in ENGLISH_VERBS for word in words):
        return True
    return any(part_of_speech(word) in PREDICATES for word in words if "а" <= word[0].lower() <= "я")


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
        torn = _is_in_question(text, joint) or (
            joint[0].strip() not in ("—", "–")
            and bool(OPEN_CONDITION.match(before))
            and not re.search(r",| [—–] ", before)
        )
        if not inside and not quoted and not torn and _can_end(before) and _can_begin(joint[0], before, after):
            found.append((before if before.endswith(("!", "?")) else before.rstrip("."), capitalised(after)))
    return tuple(found)


def _is_in_question(text: str, joint: re.Match[str]) -> bool:
    """Whether a question would end before its mark."""
    end = re.search(r"[.!?…]", text[joint.start() :])
    return end is not None and end[0] == "?"


def _can_end(before: str) -> bool:
    if len(before.split()) == 1 and "impr" in parses(before)[0].tag:
        return True
    last = re.sub(r"[^\w₽%]", "", before.split()[-1]).lower() if len(before.split()) > 1 else ""
    if re.search(r"(?:^| )с \d[\d:.]*$", before) or LONE_FIGURE.search(before):
        return False
    if not last or last in NEEDING or last in ENGLISH_NEEDING:
        return False
    return part_of_speech(last) not in ("PREP", "CONJ", "PRCL", "VERB", "INFN", "PRED")


def _leaves_its_head(before: str, after: str) -> bool:
    """Whether a bound would leave the noun that it measures («Ставка | От 5,9%»), or an occasion what it is about."""
    if re.match(r"(?i)со? (?!скидк|кэшбэк|\d)", after) and not extract_facts(
        " ".join(after.split()[:SHORT_PART_WORDS])
    ):
        return True
    if (
        re.match(r"(?i)вместо ", after)
        or LONE_ADJECTIVE.match(after)
        or (CHOICE.search(before) and FUNCTION_OPENING.match(after))
    ):
        return True
    if OPEN_OCCASION.search(before) and re.match(r"(?i)(?:на|в|во|для|с|от|до|за) ", after):
        return True
    if re.search(r"(?i)(?<!\w)при [^.,;:!?—–]+$", before) and re.match(r"(?i)(?:в приложении|онлайн)\b", after):
        return True
    if re.search(r"\d [^\W\d_]+$", before) and re.match(r"(?i)(?:до|после) [^\W\d_]", after):
        # «За 2 часа до отправления».
        return True
    if not re.match(r"(?i)(?:от|до|на|свыше|из|from|up to) [$€]?\d", after):
        return False
    words = re.findall(r"[^\W\d_]+", before)
    if after.lower().startswith("на "):
        # «Ставка | На 0,7 п.п.», but «Карта | На 5 лет».
        return bool(words) and lemma_of(words[-1]) in MEASURES and part_of_speech(words[0]) in ("VERB", "INFN")
    if len(words) > 1 and words[-2].lower() == "без":
        return False
    if len(words) > 1 and words[-2].lower() in ("при", "по"):
        return True
    return len(words) < 2 or lemma_of(words[-1]) in MEASURES


def _can_begin(joint: str, before: str, after: str) -> bool:
    if not after or BOUND_TO_LEFT.match(after) or _leaves_its_head(before, after):
        return False
    mark = joint.strip()
    if mark == "," and not (says_something(after) or STANDING_TAIL.match(after)):
        return False
    if mark == "and":
        return after.split()[0].lower() in ENGLISH_VERBS
    if mark != "и":
        return True
    if REWARD.match(after) and (extract_facts(before) or " без " in before):
        return True
    kind = part_of_speech(after.split()[0].strip(",."))
    promises = bool(extract_facts(before)) and (kind == "ADJF" or bool(re.match(r"(?:до |от )?[\d ,]+[₽%]", after)))
    return (
        kind == "VERB" or promises or (_is_priced(before) and _is_priced(after) and in_leading_case(after.split()[0]))
    )


def _is_priced(text: str) -> bool:
    """Whether words say what their own thing costs or saves."""
    return any(
        fact.kind in (FactKind.MONEY, FactKind.PERCENT, FactKind.FREE, FactKind.GIFT) for fact in extract_facts(text)
    )


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a description that can be read alone, without their full stops."""
    parts = (part.strip().rstrip(".") for part in re.split(r"(?<=[.!?])\s+", text) if part.strip())
    return tuple(part for part in parts if not LEANING.match(part))
