"""Everything that can be wrong with the texts of a banner, before it is drawn."""

from adbanner.layout import TextField, TextRole
from adbanner.texts import BannerTexts, FaultKind, TextFault
from tools.copywriting import CopyRequest
from tools.fact_binding import misplaced_facts
from tools.fact_policy import required_facts
from tools.facts import compare_facts
from tools.lemmas import content_lemmas, forbidden_words_in
from tools.phrase_check import broken_phrase, ends_so
from tools.text_fitting import TextFitter

REPETITION_SHARE = 0.7
"""Two fields of which the shorter shares so many of its content words with the other say the same."""
LEAST_WORDS_TO_REPEAT = 2
PLACEHOLDER_SPACE = "\u00a0"


def check_texts(texts: BannerTexts, request: CopyRequest, fitter: TextFitter) -> tuple[TextFault, ...]:
    """Measure limits, boxes in real glyphs, characters, words, repetition and facts.

    Args:
        texts: The copywriter's answer.
        request: What it was asked.
        fitter: Measures in the brand's type.

    Returns:
        All faults, field by field, those of the banner as a whole last; empty when the texts can be used.
    """
    faults: list[TextFault] = []
    for field in request.layout.text_fields:
        faults += field_faults(field, texts.text(field.id), request, fitter)
    return (*faults, *_broken_phrases(texts, request), *_repetitions(texts, request), *_fact_faults(texts, request))


def field_faults(field: TextField, text: str, request: CopyRequest, fitter: TextFitter) -> list[TextFault]:
    """What is wrong with the text of one field alone."""
    if not text.strip():
        return [TextFault(kind=FaultKind.EMPTY, field_id=field.id)] if field.required else []
    faults = []
    if len(text) > field.max_chars:
        faults.append(TextFault(kind=FaultKind.TOO_LONG, field_id=field.id, over_chars=len(text) - field.max_chars))
    faults += [
        TextFault(
            kind=FaultKind.WORD_TOO_LONG, field_id=field.id, over_chars=len(word) - field.max_word_chars, detail=word
        )
        for word in text.replace(PLACEHOLDER_SPACE, " ").split()
        if len(word) > field.max_word_chars
    ]
    unsupported = fitter.fonts.unsupported(text, field.style.font)
    if unsupported:
        faults.append(TextFault(kind=FaultKind.UNSUPPORTED_CHARACTER, field_id=field.id, detail=" ".join(unsupported)))
    else:
        overflow_px = fitter.fit_field(field, text).overflow_px
        if overflow_px:
            faults.append(TextFault(kind=FaultKind.OVERFLOWS_BOX, field_id=field.id, over_px=overflow_px))
    faults += [
        TextFault(kind=FaultKind.FORBIDDEN_WORD, field_id=field.id, detail=word)
        for word in forbidden_words_in(text, request.forbidden_words)
    ]
    return faults


def _broken_phrases(texts: BannerTexts, request: CopyRequest) -> list[TextFault]:
    """Fields whose words break off where the marketer's do not."""
    return [
        TextFault(kind=FaultKind.BROKEN_PHRASE, field_id=field.field_id, detail=words)
        for field in texts.fields
        if (words := broken_phrase(field.text)) and not ends_so(words, request.offer)
    ]


def _repetitions(texts: BannerTexts, request: CopyRequest) -> list[TextFault]:
    """Fields that say what an earlier field has said; a button may repeat its word."""
    faults: list[TextFault] = []
    said: list[frozenset[str]] = []
    for field in request.layout.text_fields:
        if field.role is TextRole.BUTTON:
            continue
        words = content_lemmas(texts.text(field.id))
        for earlier in said:
            shorter, shared = min(len(words), len(earlier)), words & earlier
            if shorter >= LEAST_WORDS_TO_REPEAT and len(shared) / shorter >= REPETITION_SHARE:
                detail = ", ".join(sorted(shared))
                faults.append(TextFault(kind=FaultKind.REPEATS_FIELD, field_id=field.id, detail=detail))
                break
        said.append(words)
    return faults


def _fact_faults(texts: BannerTexts, request: CopyRequest) -> list[TextFault]:
    """Facts that were lost, changed, invented or torn from what they belong to."""
    product = request.product
    told = tuple(field.text for field in texts.fields if field.text)
    report = compare_facts(request.offer, told, f"{product.name}. {product.description}")
    required = required_facts(request.facts, request.layout, request.offer)
    lost = [fact for fact in (*report.missing, *report.altered) if fact in required or fact in report.altered]
    return [
        *(TextFault(kind=FaultKind.LOST_FACT, detail=fact.text) for fact in lost),
        *(TextFault(kind=FaultKind.INVENTED_FACT, detail=fact.text) for fact in report.invented),
        *(
            TextFault(kind=FaultKind.MISPLACED_FACT, detail=fact.text)
            for fact in misplaced_facts(request.offer, told)
            if fact not in lost
        ),
    ]
