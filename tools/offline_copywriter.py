"""The built-in copywriter: rearranges the offer's own words, invents nothing, needs no model.

It tries the ways in which the parts of the offer can be spread over the fields of a layout, ranks them by how a
designer would want them read (the benefit with its number and its condition in the headline, deadline and code below,
a sentence about the product only where room is left), and measures the best in real glyphs.
"""

import asyncio
import re
from dataclasses import dataclass
from functools import partial
from itertools import islice

from adbanner.errors import ToolFailed
from adbanner.layout import TextField, TextRole
from adbanner.texts import BannerTexts, Fact, FactKind, FaultKind, FieldText, TextAuthor
from tools.arrangement_filling import BODY_ROLES, TERMS, THRESHOLDS, Filling, LayoutFiller, limits
from tools.copywriting import CopyAttempt, CopyRequest
from tools.fact_policy import BENEFITS, main_fact, required_facts
from tools.facts import extract_facts
from tools.lemmas import lemma_of, part_of_speech
from tools.offer_arrangements import CONDITIONS, LEAD, Arrangement, Line, arrangements
from tools.offer_clauses import OPEN_CONDITION, movable_chunks
from tools.phrase_check import breaks_off, broken_phrase, ends_so
from tools.text_check import check_texts, field_faults
from tools.text_fitting import TextFitter
from tools.typography import NBSP

MEASURED = 10
"""How many of the best arrangements are set in real glyphs."""
GOOD_SCORE = 1.0
"""An arrangement that reads worse than the best one by no more can be shown too: the seed walks through them."""
LOST_FACT_COST = 10.0
DROPPED_COST = 9.0
BROKEN_COST = 8.0
FACT_FAULTS = (FaultKind.LOST_FACT, FaultKind.MISPLACED_FACT)
STYLE_FAULTS = (FaultKind.LOST_FACT, FaultKind.MISPLACED_FACT, FaultKind.BROKEN_PHRASE, FaultKind.REPEATS_FIELD)
SENTENCE_END = re.compile(r"[.!?…] ")
SHORT_HEADLINE_CHARS = 12
NAMELESS_COST = 3.0
HALF_COST = 6.0
PRODUCT_NAME_COST = 3.0
SUBJECT_COST = 2.0
UNTOLD_FIGURE_COST = 1.5
OPENING_COST = 0.3
UNITS = frozenset("рубль тысяча миллион процент месяц год день неделя час минута сутки раз".split())
ENGLISH_MEASURES = frozenset(
    "a an the for in on of per from to up at until month months year years day days week weeks hour hours minutes gb "
    "mb instead and or".split()
)


@dataclass(frozen=True)
class Candidate:
    """An arrangement in its fields, with how badly it reads."""

    texts: BannerTexts
    is_usable: bool
    """Within every limit and box, in the brand's characters and words."""
    score: float
    dropped: str = ""
    """What has no place in it though the rest means more or nothing without it."""

    @property
    def rank(self) -> tuple[bool, float]:
        """Usable ones first, then those that read best."""
        return not self.is_usable, self.score


class OfflineCopywriter:
    """Writes texts without a language model; the same request gives the same texts.

    Args:
        fitter: Measures in the brand's type.
    """

    def __init__(self, fitter: TextFitter) -> None:
        self._fitter = fitter

    @property
    def author(self) -> TextAuthor:
        """Who signs the texts."""
        return TextAuthor.OFFLINE

    async def write(self, request: CopyRequest, attempts: tuple[CopyAttempt, ...]) -> BannerTexts:
        """The best arrangement, or after ``n`` attempts the best one that is not among them.

        Raises:
            ToolFailed: Whatever fits this layout would mean something else than the offer.
        """
        return await asyncio.to_thread(self._write, request, attempts)

    def _write(self, request: CopyRequest, attempts: tuple[CopyAttempt, ...]) -> BannerTexts:
        tried = {attempt.texts for attempt in attempts}
        filler = LayoutFiller(request, partial(self._fits, request=request))
        drafts = self._drafts(request)
        candidates: list[Candidate] = []
        for _, arrangement in drafts:
            filling = filler.fill(arrangement)
            texts = _banner_texts(filling, request)
            if texts in tried:
                continue
            candidates.append(self._candidate(texts, filling, arrangement, request))
            enough = len(candidates) >= MEASURED and min(candidates, key=lambda item: item.rank).is_usable
            if enough or len(candidates) >= 3 * MEASURED:
                break
        if not candidates:
            return attempts[-1].texts
        best = min(candidates, key=lambda item: item.rank)
        if best.is_usable and best.dropped and not attempts:
            raise ToolFailed(
                f"в\u00a0формат «{request.layout.title}» оффер не помещается: не\u00a0осталось места для слов "
                f"«{best.dropped}», а\u00a0без них смысл другой. Сократите оффер или возьмите формат, где больше места "
                "для текста."
            )
        ranked = sorted(candidates, key=lambda item: item.rank)
        good = [
            item.texts
            for item in ranked
            if item.is_usable == best.is_usable and item.score <= best.score + GOOD_SCORE and not item.dropped
        ]
        distinct = list(dict.fromkeys(good)) or [best.texts]
        return distinct[request.seed % len(distinct)]

    def _drafts(self, request: CopyRequest) -> list[tuple[float, Arrangement]]:
        """All arrangements, best first by a look that measures characters only."""
        fields = request.layout.text_fields
        captions = sum(field.role is TextRole.CAPTION for field in fields)
        number = max((field.max_chars for field in fields if field.role is TextRole.NUMBER), default=0)
        headline = max(field.max_chars for field in fields if field.role in (TextRole.HEADLINE, TextRole.NUMBER))
        filler = LayoutFiller(request, _has_room, is_draft=True)
        found = arrangements(
            self._supported(request),
            join_terms=captions < len(TERMS),
            is_strip=not any(field.role in (*BODY_ROLES, TextRole.CAPTION, TextRole.NUMBER) for field in fields),
            max_headline_chars=headline + (number + 1 if number else 0),
        )
        scored = []
        for arrangement in found:
            filling = filler.fill(arrangement)
            scored.append((draft_score(filling, arrangement, request), arrangement))
        scored.sort(key=lambda item: item[0])
        if not scored:
            whole = Arrangement(self._supported(request), ())
            scored = [(0.0, whole)]
        return list(islice(scored, 3 * MEASURED))

    def _supported(self, request: CopyRequest) -> str:
        """The offer without characters that the brand's type does not have."""
        font = request.layout.text_fields[0].style.font
        unsupported = set("".join(self._fitter.fonts.unsupported(request.offer, font)))
        return "".join(" " if character in unsupported else character for character in request.offer)

    def _candidate(
        self, texts: BannerTexts, filling: Filling, arrangement: Arrangement, request: CopyRequest
    ) -> Candidate:
        """A measured arrangement with its final score."""
        faults = check_texts(texts, request, self._fitter)
        score = reading_score(filling, arrangement, request)
        score += LOST_FACT_COST * sum(fault.kind in FACT_FAULTS for fault in faults)
        score += 2.0 * sum(fault.kind is FaultKind.REPEATS_FIELD for fault in faults)
        dropped = next((line.text for line in filling.left_over if _decides(line)), "")
        score += DROPPED_COST * bool(dropped)
        return Candidate(texts, all(fault.kind in STYLE_FAULTS for fault in faults), score, dropped)

    def _fits(self, field: TextField, text: str, request: CopyRequest) -> bool:
        """Whether a field holds a text; glyphs are measured only of what is short enough."""
        return _has_room(field, text) and not field_faults(field, text, request, self._fitter)


def _has_room(field: TextField, text: str) -> bool:
    """Whether a text is within a field's character limits."""
    return len(text) <= field.max_chars and max(map(len, text.split()), default=0) <= field.max_word_chars


def _banner_texts(filling: Filling, request: CopyRequest) -> BannerTexts:
    fields = tuple(FieldText(field_id=field.id, text=filling.texts[field.id]) for field in request.layout.text_fields)
    return BannerTexts(layout_id=request.layout.id, author=TextAuthor.OFFLINE, fields=fields)


def draft_score(filling: Filling, arrangement: Arrangement, request: CopyRequest) -> float:
    """How badly a draft reads, facts counted by their words alone."""
    told = " ".join(filling.texts.values()).lower()
    required = required_facts(request.facts, request.layout, request.offer)
    lost = sum(not _stands_in(fact, told) for fact in required)
    too_long = sum(not _has_room(field, filling.texts[field.id]) for field in request.layout.text_fields)
    return reading_score(filling, arrangement, request) + LOST_FACT_COST * lost + 2 * LOST_FACT_COST * too_long


def reading_score(filling: Filling, arrangement: Arrangement, request: CopyRequest) -> float:
    """How badly texts read; 0 is a benefit with its condition in the headline and the terms below it."""
    roles = {field.role: filling.texts[field.id] for field in request.layout.text_fields}
    headline = roles.get(TextRole.HEADLINE, "").replace(NBSP, " ")
    is_roomy = any(role in (*BODY_ROLES, TextRole.CAPTION) for role in roles)
    captions = [field for field in request.layout.text_fields if field.role is TextRole.CAPTION]
    is_question = headline.endswith("?")
    names_subject = any(map(_is_subject, re.findall(r"[^\W\d_]+", headline)))
    body = next((roles[role].replace(NBSP, " ") for role in BODY_ROLES if roles.get(role)), "")
    # A question in the headline is answered right below it.
    shown = roles.get(TextRole.NUMBER, "")
    beside = _figure_beside(shown, arrangement.headline)
    number = "" if beside == 1 else shown
    head = f"{number} {headline} {body if is_question else ''}"
    crowded = len(SENTENCE_END.findall(headline)) * (1.0 if is_roomy else 0.5)
    crowded += sum(chunk.kind not in CONDITIONS for chunk in movable_chunks(headline)) if is_roomy else 0
    sentences = [text for role, text in roles.items() if role not in (TextRole.NUMBER, TextRole.BUTTON)]
    broken = sum(is_broken(text, request.offer) for text in sentences)
    return (
        2.0 * _benefit_rank(head, request, is_opening=arrangement.place == 0)
        + BROKEN_COST * broken
        + 0.8 * (arrangement.place > 0)
        + arrangement.torn * (1.0 if is_roomy else 4.0)
        + 1.5 * arrangement.scraps
        + 1.2 * crowded
        + 2.5 * filling.lacks_figure
        + PRODUCT_NAME_COST * (headline == request.product.name)
        + UNTOLD_FIGURE_COST * beside * (not is_question)
        + 0.8 * filling.padded
        - 0.4 * sum(bool(filling.texts[field.id]) for field in captions)
        + sum(map(_loss, filling.left_over))
        + (0.0 if names_subject else 1.0 if is_roomy else NAMELESS_COST)
        + 4.0 * filling.cut_lines
        + BROKEN_COST * any(OPEN_CONDITION.match(line.text) for line in filling.left_over)
        + (1.0 if len(headline) < SHORT_HEADLINE_CHARS else 0.0)
        - 0.01 * len(headline)
    )


def _figure_beside(number: str, headline: str) -> float:
    """0 when a number field shows a figure of the headline, 1 beside another figure, a little less beside none."""
    figure = re.search(r"\d[\d .,]*", number.replace(NBSP, " "))
    if figure is None or figure[0].strip() in headline:
        return 0
    return 1 if re.search(r"\d", headline) else 0.8


def _decides(line: Line) -> bool:
    """Whether the rest of the offer promises something else without a line; a deadline may be told elsewhere."""
    if line.is_half:
        return True
    facts = extract_facts(line.text)
    is_deadline = bool(facts) and all(fact.kind is FactKind.DATE for fact in facts)
    return limits(line.text) and not is_deadline


def _loss(line: Line) -> float:
    """What it costs to leave a line out."""
    if line.is_half:
        return HALF_COST
    if line.is_opening and not line.text.endswith(("?", "!")):
        return SUBJECT_COST
    return 0.3 if line.text.endswith("?") else 0.4 + 0.02 * len(line.text)


def _is_subject(word: str) -> bool:
    """Whether a word says what is offered: a noun that measures nothing, or a verb."""
    if word.isascii():
        return word.lower() not in ENGLISH_MEASURES
    return part_of_speech(word) in ("NOUN", "VERB", "INFN") and lemma_of(word) not in UNITS


def is_broken(text: str, offer: str) -> bool:
    """Whether a text breaks off; an ending that the marketer wrote so is the marketer's."""
    lead = LEAD.match(offer)
    for sentence in re.split(r"(?<=[.!?…]) ", text.replace(NBSP, " ")):
        opens_offer = lead is not None and sentence.rstrip(".").lower() == lead["lead"].lower()
        if not opens_offer and breaks_off(sentence, offer):
            return True
    broken = broken_phrase(text)
    return bool(broken) and not ends_so(broken, offer)


def _benefit_rank(head: str, request: CopyRequest, *, is_opening: bool) -> float:
    """0 when the head tells what the offer gives, more for other figures, less for what the marketer said first."""
    told = head.replace(NBSP, " ").lower()
    main = main_fact(request.facts, request.offer)
    if main is None or _stands_in(main, told):
        return 0
    figures = [fact for fact in request.facts if fact.kind in BENEFITS or fact.kind is FactKind.MONEY]
    if any(_stands_in(fact, told) for fact in figures if is_opening or fact.bound not in THRESHOLDS):
        return OPENING_COST if is_opening else 1
    if not is_opening:
        return 2
    return 0.8 if any(_stands_in(fact, told) for fact in request.facts) else 1.3


def _stands_in(fact: Fact, told: str) -> bool:
    """Whether the words or at least the figure of a fact stand in a lower-case text."""
    if fact.text.lower() in told:
        return True
    figure = re.search(r"\d[\d ,.]*", fact.text)
    if figure is not None:
        return re.search(rf"(?<![\d,.]){re.escape(figure[0].strip())}(?![\d])", told) is not None
    stem = {FactKind.FREE: "бесплатн", FactKind.GIFT: "подар"}.get(fact.kind)
    return stem is not None and stem in told
