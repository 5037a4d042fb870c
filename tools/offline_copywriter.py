"""The built-in copywriter: rearranges the offer's own words, invents nothing, needs no model.

It tries the ways in which the parts of the offer can be spread over the fields of a layout, drops those that
``check_texts`` finds fault with, and ranks the rest by how a designer would want them read: the benefit with its number
and its condition in the headline, deadline and code below, a sentence about the product only where room is left.
"""

import asyncio
import random
import re
from collections.abc import Iterable

from adbanner.layout import TextField, TextRole
from adbanner.texts import BannerTexts, Fact, FactKind, FaultKind, FieldText, TextAuthor
from tools.copywriting import CopyAttempt, CopyRequest
from tools.fact_policy import required_facts
from tools.facts import compare_facts, extract_facts
from tools.lemmas import content_lemmas
from tools.number_field import figure_of, number_and_headline
from tools.offer_arrangements import CONDITIONS, Arrangement, Line, arrangements
from tools.offer_clauses import ChunkKind, capitalised, movable_chunks, sentences, splits
from tools.text_check import LEAST_WORDS_TO_REPEAT, REPETITION_SHARE, check_texts, field_faults
from tools.text_cutting import cut_words
from tools.text_fitting import TextFitter
from tools.typography import NBSP, typeset

BODY_ROLES = (TextRole.BODY, TextRole.SUBHEADLINE)
FILLING_ORDER = (
    TextRole.HEADLINE,
    TextRole.NUMBER,
    TextRole.BUTTON,
    TextRole.CAPTION,
    TextRole.SUBHEADLINE,
    TextRole.BODY,
)
"""Captions choose before the body, which takes all that is left."""
TERMS = (ChunkKind.PROMO_CODE, ChunkKind.DEADLINE)
"""What a caption may say, in the order in which captions choose."""
BENEFITS = (FactKind.PERCENT, FactKind.FREE, FactKind.GIFT, FactKind.DEAL)
FIGURES = (FactKind.PERCENT, FactKind.MONEY, FactKind.COUNT)
THRESHOLDS = ("from", "more", "instead")
SENTENCE_END = re.compile(r"[.!?…] ")


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
        """The best arrangement, or after ``n`` attempts the best one that is not among them."""
        return await asyncio.to_thread(self._write, request, attempts)

    def _write(self, request: CopyRequest, attempts: tuple[CopyAttempt, ...]) -> BannerTexts:
        tried = {attempt.texts for attempt in attempts}
        captions = sum(field.role is TextRole.CAPTION for field in request.layout.text_fields)
        best, best_cost = None, None
        for arrangement in arrangements(self._supported(request), join_terms=captions < len(TERMS)):
            texts = self._fill(arrangement, request)
            if texts in tried:
                continue
            cost = self._cost(texts, arrangement, request)
            if best_cost is None or cost < best_cost:
                best, best_cost = texts, cost
        return best if best is not None else attempts[-1].texts

    def _supported(self, request: CopyRequest) -> str:
        """The offer without characters that the brand's type does not have."""
        font = request.layout.text_fields[0].style.font
        unsupported = set("".join(self._fitter.fonts.unsupported(request.offer, font)))
        return "".join(" " if character in unsupported else character for character in request.offer)

    def _fill(self, arrangement: Arrangement, request: CopyRequest) -> BannerTexts:
        """Put an arrangement into the fields of the layout."""
        number, headline = "", arrangement.headline
        for field in request.layout.text_fields:
            if field.role is TextRole.NUMBER:
                number, headline = self._number_and_headline(field, headline, request)
        lines = list(arrangement.lines)
        filled: dict[str, str] = {}
        for field in sorted(request.layout.text_fields, key=lambda field: FILLING_ORDER.index(field.role)):
            if field.role is TextRole.HEADLINE:
                filled[field.id] = typeset(capitalised(headline), language=request.language, headline=True)
            elif field.role is TextRole.NUMBER:
                filled[field.id] = typeset(number, language=request.language, headline=True)
            elif field.role is TextRole.BUTTON:
                filled[field.id] = self._button(field, request)
            elif field.role is TextRole.CAPTION:
                filled[field.id] = self._term(field, lines, request)
            else:
                filled[field.id] = self._lines(field, lines, request)
        self._describe_product(filled, request)
        fields = tuple(FieldText(field_id=field.id, text=filled[field.id]) for field in request.layout.text_fields)
        return BannerTexts(layout_id=request.layout.id, author=TextAuthor.OFFLINE, fields=fields)

    def _number_and_headline(self, field: TextField, headline: str, request: CopyRequest) -> tuple[str, str]:
        """The figure that a number field shows large.

        Where none can leave its sentence it is told twice; an offer without figures shows the product's name.
        """
        number, rest = number_and_headline(headline, field.max_chars)
        if number:
            return number, rest
        if len(headline) <= field.max_word_chars and " " not in headline:
            return headline, request.product.name
        figures = [figure_of(fact) for fact in sorted(request.facts, key=_showiness) if fact.kind in FIGURES]
        mark = request.product.word_mark
        shown = (text for text in (*figures, mark, mark.split()[-1]) if len(text) <= field.max_chars)
        return next(shown, ""), headline

    def _button(self, field: TextField, request: CopyRequest) -> str:
        """A verb of the brand that fits; the seed chooses among them."""
        verbs = [typeset(verb, language=request.language, headline=True) for verb in request.button_verbs]
        fitting = [verb for verb in verbs if not field_faults(field, verb, request, self._fitter)]
        if not fitting:
            return min(verbs, key=len)
        return random.Random(f"{request.seed} {request.layout.id} button").choice(fitting)

    def _term(self, field: TextField, lines: list[Line], request: CopyRequest) -> str:
        """The promo code or else the deadline, where it fits; other lines where the layout has no body for them."""
        has_body = any(other.role in BODY_ROLES for other in request.layout.text_fields)
        kinds: tuple[ChunkKind | None, ...] = TERMS if has_body else (*TERMS, *CONDITIONS, None)
        for line in sorted((line for line in lines if line.kind in kinds), key=lambda line: kinds.index(line.kind)):
            text = typeset(line.text, language=request.language, headline=True)
            if not field_faults(field, text, request, self._fitter):
                lines.remove(line)
                return text
        return ""

    def _lines(self, field: TextField, lines: list[Line], request: CopyRequest) -> str:
        """As many lines as fit; of one that does not fit, the longest beginning that can be read alone."""
        taken = ""
        for line in list(lines):
            endings = (line.text, *(before for before, _ in reversed(splits(line.text))))
            for ending in endings:
                joined = (taken if taken.endswith(("!", "?")) else f"{taken}.") if taken else ""
                text = typeset(f"{joined} {ending}".strip(), language=request.language, headline=True)
                if not field_faults(field, text, request, self._fitter):
                    taken = text
                    lines.remove(line)
                    break
        return taken

    def _describe_product(self, filled: dict[str, str], request: CopyRequest) -> None:
        """A sentence about the product in a body that would stay empty though the layout wants one."""
        for field in request.layout.text_fields:
            wanted = field.required and field.role in (*BODY_ROLES, TextRole.CAPTION)
            if not wanted or filled[field.id]:
                continue
            phrases = (typeset(text, language=request.language, headline=True) for text in _phrases(request))
            candidates = [
                text
                for text in phrases
                if not _repeats(text, filled.values()) and not field_faults(field, text, request, self._fitter)
            ]
            if candidates:
                filled[field.id] = random.Random(f"{request.seed} {field.id}").choice(candidates)
            else:
                filled[field.id] = cut_words(field, request.product.name, request, self._fitter)

    def _cost(self, texts: BannerTexts, arrangement: Arrangement, request: CopyRequest) -> tuple[float, ...]:
        """Smaller is better: unusable, then lost facts, then what reads worse."""
        faults = check_texts(texts, request, self._fitter)
        hard = sum(fault.kind not in (FaultKind.LOST_FACT, FaultKind.REPEATS_FIELD) for fault in faults)
        told = tuple(field.text for field in texts.fields)
        report = compare_facts(request.offer, told, request.product.description)
        required = required_facts(request.facts, request.layout)
        roles = {field.role: texts.text(field.id) for field in request.layout.text_fields}
        headline = roles[TextRole.HEADLINE].replace(NBSP, " ")
        roomy = any(role in (*BODY_ROLES, TextRole.CAPTION) for role in roles)
        lost = sum(fact in required for fact in report.missing) + 2 * len(report.altered)
        if not roomy:
            # A condition cut from the middle is told nowhere: «Ставка до 21% до 15 марта» hides for whom.
            lost += arrangement.torn // 2 * 2
        crowded = len(SENTENCE_END.findall(headline))
        crowded += sum(chunk.kind not in CONDITIONS for chunk in movable_chunks(headline))
        return (
            hard,
            _benefit_rank(f"{roles.get(TextRole.NUMBER, '')} {headline}", request),
            lost,
            arrangement.place,
            len(report.missing),
            sum(fault.kind is FaultKind.REPEATS_FIELD for fault in faults),
            arrangement.torn + (crowded if roomy else 0),
            -len(headline),
        )


def _showiness(fact: Fact) -> int:
    """Benefits before prices, prices before thresholds and times."""
    if fact.kind in BENEFITS:
        return 0
    return 1 if fact.kind is FactKind.MONEY and fact.bound not in THRESHOLDS else 2


def _benefit_rank(head: str, request: CopyRequest) -> int:
    """0 when the head tells what the offer gives, 1 when it tells another of its figures, else 2."""
    facts = request.facts
    prizes = [fact for fact in facts if fact.kind in BENEFITS and fact.bound not in ("more",)]
    sums = [fact for fact in facts if fact.kind is FactKind.MONEY and fact.bound not in THRESHOLDS]
    told = {(fact.kind, fact.value) for fact in extract_facts(head)}
    main = (prizes or sums)[:1]
    if all((fact.kind, fact.value) in told for fact in main):
        return 0
    return 1 if any((fact.kind, fact.value) in told for fact in (*prizes, *sums)) else 2


def _repeats(text: str, told: Iterable[str]) -> bool:
    """Whether a sentence says what another field already says, by the measure of ``check_texts``."""
    words = content_lemmas(text)
    for other in map(content_lemmas, told):
        shorter = min(len(words), len(other))
        if shorter >= LEAST_WORDS_TO_REPEAT and len(words & other) / shorter >= REPETITION_SHARE:
            return True
    return False


def _phrases(request: CopyRequest) -> tuple[str, ...]:
    """Sentences of the product's description that promise nothing countable."""
    return tuple(text for text in sentences(request.product.description) if not extract_facts(text))
