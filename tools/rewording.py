"""Other texts for a banner that has some: the fields that a person wants to keep stay word by word."""

from adbanner.errors import ToolFailed
from adbanner.texts import BannerTexts, TextAuthor
from tools.copywriting import CopyAttempt, CopyRequest, Copywriter
from tools.fault_words import blocking_reason
from tools.text_check import check_texts
from tools.text_fitting import TextFitter

MAX_ARRANGEMENTS = 16
"""Of the offer's own words, tried until one fits what stays."""


async def write_asked(
    copywriter: Copywriter, request: CopyRequest, attempts: tuple[CopyAttempt, ...], fitter: TextFitter
) -> BannerTexts:
    """The copywriter's answer with the kept fields as they are.

    Rules cannot be told what stays, so their arrangements are tried until one goes with it.

    Raises:
        ToolFailed: The answer could not be understood, or rules find nothing that fits and reads otherwise.
        ServiceUnavailable: The model did not answer.
    """
    if not request.present or copywriter.author is not TextAuthor.OFFLINE:
        return with_kept_fields(await copywriter.write(request, attempts), request)
    present = BannerTexts(layout_id=request.layout.id, author=TextAuthor.OFFLINE, fields=request.present)
    tried = [*attempts, CopyAttempt(texts=present, faults=())]
    others: list[BannerTexts] = []
    for _ in range(MAX_ARRANGEMENTS):
        arranged = await copywriter.write(request, tuple(tried))
        if arranged in (attempt.texts for attempt in tried):
            break
        tried.append(CopyAttempt(texts=arranged, faults=()))
        texts = with_kept_fields(arranged, request)
        is_other = texts.fields != request.present and texts not in others
        if is_other and not blocking_reason(check_texts(texts, request, fitter)):
            others.append(texts)
        if len(others) >= request.alternative:
            break
    if others:
        return others[-1]
    raise ToolFailed(
        f"The built-in copywriter has no other texts of this offer for {request.layout.id}.",
        told="другого текста без\u00a0потери условий оффера не\u00a0нашлось. Впишите свой вариант.",
    )


def with_kept_fields(texts: BannerTexts, request: CopyRequest) -> BannerTexts:
    """The texts, with the present words in the fields that stay."""
    for field in request.present:
        if field.field_id in request.kept_fields:
            texts = texts.with_text(field.field_id, field.text)
    return texts
