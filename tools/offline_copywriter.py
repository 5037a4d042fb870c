"""The built-in copywriter: rearranges the offer's own words, invents nothing, needs no model.

It tries the ways in which the parts of the offer can be spread over the fields of a layout, drops those that
``check_texts`` finds fault with, and ranks the rest by how a designer would want them read: the benefit with its number
and its condition in the headline, deadline and code below, a sentence about the product only where room is left.
"""

import asyncio
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from adbanner.layout import TextField, TextRole
from adbanner.texts import BannerTexts, FactKind, FaultKind, FieldText, TextAuthor
from tools.copywriting import CopyAttempt, CopyRequest
from tools.fact_policy import required_facts
from tools.facts import compare_facts, extract_facts
from tools.offer_clauses import (
    HEADS,
    Chunk,
    ChunkKind,
    capitalised,
    clauses,
    clean_offer,
    movable_chunks,
    sentences,
    standing_alone,
    without_chunks,
)
from tools.text_check import check_texts, field_faults
from tools.text_cutting import cut_words
from tools.text_fitting import TextFitter
from tools.typography import typeset

MAX_CHUNKS = 6
CONDITIONS = frozenset({ChunkKind.FIRST, ChunkKind.AUDIENCE, ChunkKind.THRESHOLD, ChunkKind.PLACE})
"""Better read together with the benefit that they limit."""
BODY_ROLES = (TextRole.BODY, TextRole.SUBHEADLINE)
DISCOUNT = re.compile(r"^(?:получите |дарим )?скидк[ауи] (?:в )?(?P<number>\d[\d.,]*) ?% ", re.IGNORECASE)
LEAST_HEADLINE_CHARS = 4


@dataclass(frozen=True)
class Arrangement:
    """One way to spread an offer: what the headline says and the lines left for the other fields."""

    headline: str
    lines: tuple[str, ...]
    moved: tuple[Chunk, ...]


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
        best, best_cost = None, None
        for arrangement in self._arrangements(request):
            texts = self._fill(arrangement, request)
            if texts in tried:
                continue
            cost = self._cost(texts, arrangement, request)
            if best_cost is None or cost < best_cost:
                best, best_cost = texts, cost
        return best if best is not None else attempts[-1].texts

    def _arrangements(self, request: CopyRequest) -> Iterator[Arrangement]:
        """All ways to cut parts out of the headline, then the clauses of the offer one by one."""
        offer = clean_offer(self._supported(request))
        chunks = movable_chunks(offer)[:MAX_CHUNKS]
        subsets = chain.from_iterable(combinations(chunks, count) for count in range(len(chunks) + 1))
        for moved in subsets:
            core = without_chunks(offer, moved)
            lines = tuple(_joined(moved))
            if len(core) >= LEAST_HEADLINE_CHARS:
                yield Arrangement(headline=core, lines=lines, moved=moved)
            parts = clauses(core)
            for place, part in enumerate(parts):
                if len(parts) > 1 and len(part) >= LEAST_HEADLINE_CHARS:
                    rest = (*parts[:place], *parts[place + 1 :])
                    yield Arrangement(headline=part, lines=(*rest, *lines), moved=moved)

    def _supported(self, request: CopyRequest) -> str:
        """The offer without characters that the brand's type does not have."""
        font = request.layout.text_fields[0].style.font
        unsupported = set("".join(self._fitter.fonts.unsupported(request.offer, font)))
        return "".join(" " if character in unsupported else character for character in request.offer)

    def _fill(self, arrangement: Arrangement, request: CopyRequest) -> BannerTexts:
        """Put an arrangement into the fields of the layout."""
        number, headline = self._number_and_headline(arrangement.headline, request)
        lines = list(arrangement.lines)
        filled: dict[str, str] = {}
        roles = {field.role for field in request.layout.text_fields}
        for field in sorted(request.layout.text_fields, key=_filling_order):
            if field.role is TextRole.HEADLINE:
                filled[field.id] = typeset(capitalised(headline), language=request.language, headline=True)
            elif field.role is TextRole.NUMBER:
                filled[field.id] = typeset(number, language=request.language, headline=True)
            elif field.role is TextRole.BUTTON:
                filled[field.id] = self._button(field, request)
            else:
                last = field.role in BODY_ROLES or not roles & set(BODY_ROLES)
                filled[field.id] = self._line(field, lines, request, take_all=last)
        self._describe_product(filled, request)
        fields = tuple(FieldText(field_id=field.id, text=filled[field.id]) for field in request.layout.text_fields)
        return BannerTexts(layout_id=request.layout.id, author=TextAuthor.OFFLINE, fields=fields)

    def _number_and_headline(self, headline: str, request: CopyRequest) -> tuple[str, str]:
        """The bare figure for a number field and the headline without it; no figure without such a field."""
        if not any(field.role is TextRole.NUMBER for field in request.layout.text_fields):
            return "", headline
        discount = DISCOUNT.match(headline)
        if discount:
            return f"−{discount['number']}%", headline[discount.end() :]
        figures = [fact for fact in extract_facts(headline) if fact.kind in (FactKind.PERCENT, FactKind.MONEY)]
        for fact in figures[:1]:
            rest = re.sub(r"\s+", " ", headline.replace(fact.text, " ")).strip(" ,;:—–-")
            if fact.text in headline and len(rest.split()) > 1 and not re.search(r"(?i)\b(?:за|от|до|на|под|с)$", rest):
                return fact.text, rest
        return "", headline

    def _button(self, field: TextField, request: CopyRequest) -> str:
        """A verb of the brand that fits; the seed chooses among them."""
        verbs = [typeset(verb, language=request.language, headline=True) for verb in request.button_verbs]
        fitting = [verb for verb in verbs if not field_faults(field, verb, request, self._fitter)]
        if not fitting:
            return min(verbs, key=len)
        return random.Random(f"{request.seed} {request.layout.id} button").choice(fitting)

    def _line(self, field: TextField, lines: list[str], request: CopyRequest, *, take_all: bool) -> str:
        """Take the next line that fits a field, or as many as fit where nobody else needs them."""
        taken = ""
        for line in list(lines):
            text = typeset(f"{taken}. {line}" if taken else line, language=request.language, headline=True)
            if field_faults(field, text, request, self._fitter):
                continue
            taken = text
            lines.remove(line)
            if not take_all:
                break
        return taken

    def _describe_product(self, filled: dict[str, str], request: CopyRequest) -> None:
        """A sentence about the product in a body that would stay empty though the layout wants one."""
        for field in request.layout.text_fields:
            if field.role in (TextRole.HEADLINE, TextRole.NUMBER, TextRole.BUTTON) or filled[field.id]:
                continue
            if not field.required:
                continue
            told = " ".join(filled.values())
            candidates = [
                text
                for text in (typeset(s, language=request.language, headline=True) for s in _phrases(request))
                if text not in told and not field_faults(field, text, request, self._fitter)
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
        lost = sum(fact in required for fact in report.missing) + 2 * len(report.altered)
        headline = next(texts.text(field.id) for field in request.layout.text_fields if field.role is TextRole.HEADLINE)
        roomy = any(field.role in (*BODY_ROLES, TextRole.CAPTION) for field in request.layout.text_fields)
        torn = sum(chunk.kind in CONDITIONS for chunk in arrangement.moved)
        crowded = len(movable_chunks(headline)) - sum(chunk.kind in CONDITIONS for chunk in movable_chunks(headline))
        return (
            hard,
            lost,
            len(report.missing),
            sum(fault.kind is FaultKind.REPEATS_FIELD for fault in faults),
            0 if HEADS.search(" ".join(told[:2])) else 1,
            torn + (crowded if roomy else 0),
            -len(headline) if not roomy else 0,
        )


def _filling_order(field: TextField) -> int:
    """Captions choose before the body, which takes all that is left."""
    order = (TextRole.HEADLINE, TextRole.NUMBER, TextRole.BUTTON, TextRole.CAPTION, TextRole.SUBHEADLINE, TextRole.BODY)
    return order.index(field.role)


def _joined(moved: tuple[Chunk, ...]) -> Iterator[str]:
    """Lines for the moved parts: a deadline and a code read as one line («До 31 декабря по промокоду ЕДА15»)."""
    deadline = next((chunk for chunk in moved if chunk.kind is ChunkKind.DEADLINE), None)
    code = next((chunk for chunk in moved if chunk.kind is ChunkKind.PROMO_CODE), None)
    joined = deadline is not None and code is not None and bool(re.match(r"(?i)(?:по|с) ", code.text))
    for chunk in moved:
        if joined and chunk is code:
            continue
        if joined and chunk is deadline and code is not None:
            yield f"{standing_alone(chunk)} {code.text[:1].lower()}{code.text[1:]}"
        else:
            yield standing_alone(chunk)


def _phrases(request: CopyRequest) -> Iterator[str]:
    """Sentences of the product's description that promise nothing countable."""
    for sentence in sentences(request.product.description):
        if not extract_facts(sentence):
            yield sentence
