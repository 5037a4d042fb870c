"""The last resort: keep what earlier attempts got right and cut the rest by whole words."""

import re
from itertools import product as combinations

from adbanner.layout import TextField, TextRole
from adbanner.texts import BannerTexts, FaultKind, TextAuthor
from tools.copywriting import CopyAttempt, CopyRequest
from tools.facts import compare_facts
from tools.lemmas import part_of_speech
from tools.text_check import check_texts, field_faults
from tools.text_fitting import TextFitter

DANGLING = frozenset({"PREP", "CONJ", "PRCL"})
SPACES = re.compile(r"[ \u00a0]+")
BARE_NUMBER = re.compile(r"\d$")
"""A number whose unit would be cut off promises something else: «500» of «500 Мбит/с»."""
ENGLISH_OPENERS = frozenset(
    "a an the your our my of on in at to for from with until by and or off first new free over up all".split()
)
FATAL = frozenset({FaultKind.TOO_LONG, FaultKind.WORD_TOO_LONG, FaultKind.OVERFLOWS_BOX, FaultKind.EMPTY,
                   FaultKind.UNSUPPORTED_CHARACTER, FaultKind.FORBIDDEN_WORD})  # fmt: skip
"""Faults that a text may not keep; the facts are weighed instead."""
MAX_COMBINATIONS = 256


def cut_to_fit(attempts: tuple[CopyAttempt, ...], request: CopyRequest, fitter: TextFitter) -> BannerTexts:
    """Texts that are within every limit and box and keep as many facts as the attempts allow.

    Args:
        attempts: The copywriter's answers, oldest first, at least one.
        request: What was asked.
        fitter: Measures in the brand's type.

    Returns:
        Per field the attempt that fits, chosen so that the banner keeps most facts; where none fits, the latest one
        cut by whole words, never ending in a preposition or a dash. A button that does not fit gets a verb of the
        brand that does.
    """
    if attempts[-1].texts.author is TextAuthor.OFFLINE:
        # Best first, and each a whole: fields of two arrangements of one offer would say things twice or not at all.
        usable = (attempt for attempt in attempts if not any(fault.kind in FATAL for fault in attempt.faults))
        attempts = (next(usable, attempts[0]),)
    choices = [_choices(field, attempts, request, fitter) for field in request.layout.text_fields]
    latest = attempts[-1].texts
    best, best_cost = None, None
    for number, picked in enumerate(combinations(*choices)):
        if number >= MAX_COMBINATIONS:
            break
        texts = latest
        for field, text in zip(request.layout.text_fields, picked, strict=True):
            texts = texts.with_text(field.id, text)
        cost = _cost(texts, request, fitter)
        if best_cost is None or cost < best_cost:
            best, best_cost = texts, cost
    assert best is not None
    return best


def _choices(
    field: TextField, attempts: tuple[CopyAttempt, ...], request: CopyRequest, fitter: TextFitter
) -> tuple[str, ...]:
    """Texts of a field that fit, newest first: earlier answers as they are, else the latest one cut."""
    answers = list(dict.fromkeys(attempt.texts.text(field.id) for attempt in reversed(attempts)))
    fitting = tuple(text for text in answers if _fits(field, text, request, fitter))
    if fitting:
        return fitting
    if field.role is TextRole.BUTTON:
        verbs = tuple(verb for verb in request.button_verbs if _fits(field, verb, request, fitter))
        if verbs:
            return verbs[:1]
    return tuple(dict.fromkeys(cut_words(field, text, request, fitter) for text in answers))


def _fits(field: TextField, text: str, request: CopyRequest, fitter: TextFitter) -> bool:
    return not any(fault.kind in FATAL for fault in field_faults(field, text, request, fitter))


def cut_words(field: TextField, text: str, request: CopyRequest, fitter: TextFitter) -> str:
    """The longest beginning of a text, by whole words, that fits; empty when not even its first word does."""
    words = SPACES.split(text.strip())
    for count in range(len(words), 0, -1):
        kept = words[:count]
        while kept and _torn(kept, is_whole=len(kept) == len(words)):
            kept.pop()
        # Rejoin as the text had it: non-breaking spaces stay where they were.
        candidate = _beginning(text.strip(), len(kept)).rstrip(" ,;:—–-\u00a0")
        if candidate and _fits(field, candidate, request, fitter):
            return candidate
    return ""


def _beginning(text: str, words: int) -> str:
    """The first words of a text with the spaces between them."""
    ends = [match.end() for match in re.finditer(r"[^ \u00a0]+", text)]
    return text[: ends[words - 1]] if words else ""


def _torn(kept: list[str], *, is_whole: bool) -> bool:
    """Whether a beginning may not end here: in a preposition, inside a quotation, at a number without its unit."""
    beginning = " ".join(kept)
    is_open = beginning.count("«") > beginning.count("»")
    return is_open or _dangles(kept[-1]) or (not is_whole and len(kept) > 1 and _wants_more(kept[-1]))


def _wants_more(word: str) -> bool:
    """A number whose unit is cut off, an adjective without its noun, a verb without its object."""
    letters = re.sub(r"\W", "", word)
    return (
        bool(BARE_NUMBER.search(word))
        or letters.lower() in ENGLISH_OPENERS
        or part_of_speech(letters) in ("ADJF", "VERB")
    )


def _dangles(word: str) -> bool:
    letters = re.sub(r"\W", "", word)
    return not letters or part_of_speech(letters) in DANGLING


def _cost(texts: BannerTexts, request: CopyRequest, fitter: TextFitter) -> tuple[int, int, int]:
    """Lost or changed facts first, then other faults, then how little is said."""
    told = tuple(field.text for field in texts.fields)
    report = compare_facts(request.offer, told, request.product.description)
    faults = check_texts(texts, request, fitter)
    return len(report.missing) + 2 * len(report.altered), len(faults), -sum(map(len, told))
