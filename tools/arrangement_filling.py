"""Puts an arrangement of an offer into the fields of a layout."""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from adbanner.layout import TextField, TextRole
from adbanner.texts import Fact, FactKind
from tools.copywriting import CopyRequest
from tools.fact_policy import BENEFITS, main_fact
from tools.facts import extract_facts
from tools.lemmas import content_lemmas, part_of_speech
from tools.number_field import figure_of, number_and_headline
from tools.offer_arrangements import CONDITIONS, Arrangement, Line
from tools.offer_clauses import OPEN_CONDITION, ChunkKind, capitalised, in_leading_case, sentences, splits
from tools.phrase_check import broken_phrase
from tools.text_check import LEAST_WORDS_TO_REPEAT, REPETITION_SHARE
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
FIGURES = (FactKind.PERCENT, FactKind.MONEY, FactKind.COUNT)
THRESHOLDS = ("from", "more", "instead")
SENTENCE_MARKS = ("!", "?", ".", "…")
OCCASION = re.compile(r"(?i)при (?!всех)\w+")
JOINING_WORDS = 2
"""How many words before a line tell where in the offer it stood."""

Fits = Callable[[TextField, str], bool]
"""Whether a text fits a field."""


@dataclass(frozen=True)
class Filling:
    """The texts of a layout's fields and what had no place in them."""

    texts: dict[str, str]
    left_over: tuple[Line, ...] = ()
    cut_lines: int = 0
    """Lines of which only the beginning stands."""
    padded: bool = False
    """Whether a field holds a sentence about the product because the offer has no more to say."""
    lacks_figure: bool = False
    """Whether the number field shows a name because every figure is told in a sentence that needs it."""


class LayoutFiller:
    """Fills the fields of one request's layout.

    Args:
        request: What is to be written.
        fits: Decides what a field holds: by characters alone for a first look, in real glyphs for the texts.
        is_draft: Leaves out the typography, which a first look does not need.
    """

    def __init__(self, request: CopyRequest, fits: Fits, *, is_draft: bool = False) -> None:
        self._request = request
        self._fits = fits
        self._is_draft = is_draft
        roles = [field.role for field in request.layout.text_fields]
        self._has_body = any(role in BODY_ROLES for role in roles)
        self._buttons: dict[str, str] = {}
        self._fields = sorted(request.layout.text_fields, key=lambda field: FILLING_ORDER.index(field.role))

    def fill(self, arrangement: Arrangement) -> Filling:
        """Headline and figure first, then terms into captions, then all that is left into the body."""
        number, headline, lacks_figure = "", arrangement.headline, False
        for field in self._fields:
            if field.role is TextRole.NUMBER:
                number, headline, lacks_figure = self._number_and_headline(field, headline)
        lines = list(arrangement.lines)
        if lacks_figure and lines and number and not re.search(r"\d", headline):
            lines[0], lacks_figure = _without_figure(lines[0], number)
        if lacks_figure:
            number = next(self._name(field) for field in self._fields if field.role is TextRole.NUMBER)
        texts: dict[str, str] = {}
        cut_lines = 0
        for field in self._fields:
            if field.role is TextRole.HEADLINE:
                texts[field.id] = self._set(capitalised(headline))
            elif field.role is TextRole.NUMBER:
                texts[field.id] = self._set(number)
            elif field.role is TextRole.BUTTON:
                texts[field.id] = self._button(field)
            elif field.role is TextRole.CAPTION:
                texts[field.id] = self._term(field, lines)
            else:
                texts[field.id], cut = self._promises_first(field, lines)
                cut_lines += cut
        padded = self._describe_product(texts)
        return Filling(texts, tuple(lines), cut_lines, padded, lacks_figure)

    def _set(self, text: str) -> str:
        return text if self._is_draft else typeset(text, language=self._request.language, headline=True)

    def _number_and_headline(self, field: TextField, headline: str) -> tuple[str, str, bool]:
        """The figure that a number field shows large, the headline without it, and whether it is told there as well."""
        number, rest = number_and_headline(headline, field.max_chars)
        if number:
            return number, rest, False
        if len(headline) <= field.max_chars and " " not in headline:
            return headline, self._request.product.name, False
        return next(self._figures(field), ""), headline, True

    def _figures(self, field: TextField) -> Iterator[str]:
        """The figures that fit a number field, best first."""
        figures = [figure_of(fact) for fact in shown_figures(self._request)]
        figures += [figure.removesuffix(" годовых") for figure in figures]
        return (figure for figure in figures if len(figure) <= field.max_chars)

    def _name(self, field: TextField) -> str:
        """The product's name as a number field shows it where every figure stands in its own sentence."""
        words = self._request.product.word_mark.split()
        beginning = " ".join(words[:2])
        names = (" ".join(words), *([] if broken_phrase(beginning) else [beginning]), *words[1:2], words[0])
        return next((name for name in names if len(name) <= field.max_chars and _is_name(name)), "")

    def _button(self, field: TextField) -> str:
        """A verb of the brand that fits; the seed chooses among them, once for all arrangements."""
        if field.id not in self._buttons:
            self._buttons[field.id] = self._chosen_verb(field)
        return self._buttons[field.id]

    def _chosen_verb(self, field: TextField) -> str:
        verbs = [self._set(verb) for verb in self._request.button_verbs]
        fitting = [verb for verb in verbs if self._fits(field, verb)]
        if not fitting:
            return min(verbs, key=len)
        return random.Random(f"{self._request.seed} {self._request.layout.id} button").choice(fitting)

    def _term(self, field: TextField, lines: list[Line]) -> str:
        """The promo code or else the deadline, where it fits; other lines where the layout has no body for them."""
        kinds: tuple[ChunkKind | None, ...] = TERMS if self._has_body else (*TERMS, *CONDITIONS, None)
        for line in sorted((line for line in lines if line.kind in kinds), key=lambda line: kinds.index(line.kind)):
            text = self._set(capitalised(line.text))
            if self._fits(field, text):
                lines.remove(line)
                return text
        return ""

    def _promises_first(self, field: TextField, lines: list[Line]) -> tuple[str, int]:
        """All lines, or where a promise would find no room, without those that promise nothing."""
        left = list(lines)
        taken, cut = self._lines(field, left)
        promises = [line for line in lines if line.promises]
        if (any(line.promises for line in left) or cut) and len(promises) < len(lines):
            kept = list(promises)
            shorter, shorter_cut = self._lines(field, kept)
            if sum(line.promises for line in kept) + shorter_cut < sum(line.promises for line in left) + cut:
                taken, cut = shorter, shorter_cut
                left = [line for line in lines if line in kept or not line.promises]
        lines[:] = left
        return taken, cut

    def _lines(self, field: TextField, lines: list[Line]) -> tuple[str, int]:
        """As many lines as fit, and how many of them are only a beginning that can be read alone."""
        taken, cut, placed = "", 0, False
        for line in list(lines):
            if line.text.endswith("?"):
                # A question is asked before its answer or not at all.
                continue
            endings = (line.text, *(before for before, after in reversed(splits(line.text)) if not limits(after)))
            for place, ending in enumerate(endings):
                text = self._set(self._joined(taken, ending, line.follows if placed else ""))
                if self._fits(field, text):
                    taken, cut = text, cut + bool(place)
                    lines.remove(line)
                    break
            placed = line not in lines
        return taken, cut

    def _joined(self, taken: str, line: str, mark: str) -> str:
        """A line behind the ones before it: as in the offer where it followed them there, else as a new sentence."""
        if not taken:
            return capitalised(line)
        if mark:
            space = " " if mark in ("—", "–") else ""
            return f"{taken}{space}{mark} {line}"
        last = " ".join(taken.replace(NBSP, " ").split()[-JOINING_WORDS:]).lower()
        if f"{last} {line.lower()}" in self._request.offer.replace(NBSP, " ").lower():
            return f"{taken} {line[:1].lower()}{line[1:]}"
        return f"{taken if taken.endswith(SENTENCE_MARKS) else taken + '.'} {capitalised(line)}"

    def _describe_product(self, texts: dict[str, str]) -> bool:
        """A sentence about the product in a body that would stay empty though the layout wants one."""
        padded = False
        for field in self._fields:
            wanted = field.required and field.role in (*BODY_ROLES, TextRole.CAPTION)
            if not wanted or texts[field.id]:
                continue
            padded = True
            if self._is_draft:
                continue
            texts[field.id] = self._product_sentence(field, texts.values())
        return padded

    def _product_sentence(self, field: TextField, told: Iterable[str]) -> str:
        """The sentence of the description that has most to do with the offer; the seed chooses among equals."""
        told = tuple(told)
        subject = content_lemmas(self._request.offer)
        candidates = [
            text
            for text in map(self._set, _plain_sentences(self._request))
            if not repeats(text, told) and self._fits(field, text)
        ]
        if not candidates:
            name = self._set(self._request.product.name)
            return name if self._fits(field, name) else self._request.product.word_mark
        shares = [len(content_lemmas(text) & subject) for text in candidates]
        best = [text for text, share in zip(candidates, shares, strict=True) if share == max(shares)]
        return random.Random(f"{self._request.seed} {field.id}").choice(best)


def _without_figure(line: Line, figure: str) -> tuple[Line, bool]:
    """A line without the figure that stands large above it, where it can be read so; and whether it still tells it."""
    number, rest = number_and_headline(capitalised(line.text), len(figure))
    if number and number.lower() == figure.lower():
        return replace(line, text=rest), False
    return line, True


def _is_name(words: str) -> bool:
    """Whether a word of a name can stand for it: not «On», not «Частями»."""
    is_word = part_of_speech(words) in ("NOUN", "") and words.lower() not in ("on", "in", "pay", "food")
    return " " in words or (is_word and in_leading_case(words))


def limits(words: str) -> bool:
    """Whether words say when or on what condition the ones before them hold."""
    return bool(OPEN_CONDITION.match(words) or OCCASION.match(words))


def repeats(text: str, told: Iterable[str]) -> bool:
    """Whether a sentence says what another field already says, by the measure of ``check_texts``."""
    words = content_lemmas(text)
    for other in map(content_lemmas, told):
        shorter = min(len(words), len(other))
        if shorter >= LEAST_WORDS_TO_REPEAT and len(words & other) / shorter >= REPETITION_SHARE:
            return True
    return False


def shown_figures(request: CopyRequest) -> list[Fact]:
    """The figures of the offer, best first; not the lower end of a range, which would promise less than is offered."""
    told = typeset(request.offer, language=request.language).replace("\u00a0", " ")
    figures = (
        fact
        for fact in request.facts
        if fact.kind in FIGURES and any(map(str.isdigit, fact.text)) and not _is_governed(fact, request.offer)
    )
    main = main_fact(request.facts, request.offer)
    shown = (fact for fact in figures if fact.text in request.offer or fact.text in told)
    return sorted(shown, key=lambda fact: (fact != main, _showiness(fact)))


def _is_governed(fact: Fact, offer: str) -> bool:
    """Whether a count stands in a case that a preposition gave it: «в течение 3 часов»."""
    if fact.kind is not FactKind.COUNT:
        return False
    before = offer[: max(offer.find(fact.text), 0)].split()
    return bool(before) and before[-1].lower() in ("течение", "течении")


def _showiness(fact: Fact) -> int:
    """Benefits before prices, prices before thresholds and times."""
    if fact.kind in BENEFITS:
        return 0
    return 1 if fact.kind is FactKind.MONEY and fact.bound not in THRESHOLDS else 2


def _plain_sentences(request: CopyRequest) -> tuple[str, ...]:
    """Sentences of the product's description that promise nothing countable."""
    return tuple(text for text in sentences(request.product.description) if not extract_facts(text))
