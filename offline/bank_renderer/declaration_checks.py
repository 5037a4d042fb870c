"""What is wrong with the words and ids of declared objects, found before an hour of rendering."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from offline.bank_renderer.bank_object import BankObject, Variant
from offline.bank_renderer.colours import COLOURWAYS

_ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")


def declaration_mistakes(objects: Sequence[BankObject]) -> list[str]:
    """A line for each mistake, the id of the object or picture first."""
    found: list[str] = []
    for bank_object in objects:
        if not 3 <= len(bank_object.variants) <= 4:
            found.append(f"{bank_object.id}: {len(bank_object.variants)} variants, 3-4 expected")
        for picture_id, variant in zip(bank_object.picture_ids(), bank_object.variants, strict=True):
            found += [f"{picture_id}: {mistake}" for mistake in _variant_mistakes(picture_id, variant)]
    found += _repeated("object", [bank_object.id for bank_object in objects])
    found += _repeated("picture", [picture_id for bank_object in objects for picture_id in bank_object.picture_ids()])
    found += _repeated("caption", [variant.caption for bank_object in objects for variant in bank_object.variants])
    return found


def _repeated(what: str, values: Sequence[str]) -> list[str]:
    return [f"{value}: {what} declared {count} times" for value, count in Counter(values).items() if count > 1]


def _variant_mistakes(picture_id: str, variant: Variant) -> Iterator[str]:
    if not _ID.fullmatch(picture_id):
        yield "the id is not lower_snake_case"
    if variant.colourway not in COLOURWAYS:
        yield f"no colourway {variant.colourway!r}"
    for name, caption in (("caption", variant.caption), ("caption_en", variant.caption_en)):
        if not 2 <= len(_SENTENCE_END.findall(caption)) <= 4:
            yield f"{name} has not 2-4 sentences"
    if _CYRILLIC.search(variant.caption_en):
        yield "Cyrillic letters in caption_en"
    for text in (variant.caption, *variant.services, *variant.tags):
        if _LATIN.search(text):
            yield f"Latin letters in «{text}»"
    yield from _service_and_tag_mistakes(variant)


def _service_and_tag_mistakes(variant: Variant) -> Iterator[str]:
    if len({service.lower() for service in variant.services}) != 3:
        yield "not three different services"
    for service in variant.services:
        if not 6 <= len(service.split()) <= 15:
            yield f"not 6-15 words: «{service}»"
    if not 5 <= len(set(variant.tags)) == len(variant.tags) <= 8:
        yield "not 5-8 different tags"
