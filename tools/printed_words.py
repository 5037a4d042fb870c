"""Words that a rule of the brand kit makes a banner print before its first percentage, and no smaller than it.

Federal law 38-FZ, article 28: an advertisement that names the rate of a credit names the range of its full cost before
it, in type of at least the same size. Both therefore stand in one field, in one size.
"""

import math

from adbanner.brand_kit import BrandKit, Product
from adbanner.frozen import Frozen
from adbanner.layout import Box, ImageSlot, Layout, TextField, VerticalAlign
from adbanner.texts import BannerTexts, FactKind
from tools.facts import extract_facts
from tools.policy import violations
from tools.text_fitting import FittedText, TextFitter

MOST_LINES = 12
SIZE_STEP = 0.95
"""Each smaller size that is tried, as a factor on the one before."""
PARAGRAPH_GAP = 1.15
"""Distance of the baselines between the words and the text below, in multiples of that of lines."""
LEAST_PICTURE_SHARE = 0.55
"""A picture that would keep less of its height does not give way: the texts become smaller."""
LEAST_SIZE_SHARE = 0.85
"""Smallest size beside printed words, as a share of the smallest that the format has for texts."""
LEAST_AIR_SHARE, LEAST_AIR_PX = 0.015, 3
"""Room kept below texts that moved down, as a share of the height."""
ROUNDING_PX = 2


class PrintedWords(Frozen):
    """What a field prints above its text."""

    field_id: str
    words: str
    rules: tuple[str, ...]
    """Names of the rules that ask for them."""
    size_px: float = 0
    """Size of the words and of the text below them, in layout pixels, once they have room."""


def words_to_print(
    kit: BrandKit, product: Product, offer: str, texts: BannerTexts, layout: Layout
) -> PrintedWords | None:
    """What the rules of a kit make a banner print; None where they ask for nothing or no percentage is shown."""
    broken = [found.policy for found in violations(offer, kit.printing_policies(product))]
    fields = [field for field in layout.text_fields if names_percentage(texts.text(field.id))]
    if not broken or not fields:
        return None
    first = min(fields, key=lambda field: (field.box.y, field.box.x))
    words = ". ".join(policy.printed_words(product) for policy in broken)
    return PrintedWords(field_id=first.id, words=words, rules=tuple(policy.title for policy in broken))


def names_percentage(text: str) -> bool:
    """Whether a text holds a percentage."""
    return any(fact.kind is FactKind.PERCENT for fact in extract_facts(text))


def with_words_room(
    layout: Layout, printed: PrintedWords, text: str, top: int, fitter: TextFitter
) -> tuple[Layout, PrintedWords] | None:
    """The format with a field that takes the words as well, as large as it goes; None where they have no room.

    The field grows downwards. Fields that follow it move down with its edge, and pictures give up their upper part.

    Args:
        layout: The format.
        printed: What is printed.
        text: The text of the field.
        top: Where the field begins on this banner: under a short headline higher than in the layout.
        fitter: Sets the texts.
    """
    field = layout.text_field(printed.field_id)
    if field.button is not None:
        return None
    room = field.box.bottom - top
    field = field.model_copy(update={"box": field.box.model_copy(update={"y": top, "height": room})})
    tall = _with_height(field, layout.height - field.box.y)
    size_px = field.style.size_px
    while size_px >= smallest_size_px(layout):
        sized = printed.model_copy(update={"size_px": size_px})
        blocks = fit_below_words(tall, sized, text, fitter, scale=1)
        if not any(block.overflow_px for block in blocks):
            needed = _end(blocks, fitter, field) - field.box.y + ROUNDING_PX
            grown = _grown(layout, _with_height(field, max(field.box.height, needed)))
            if grown is not None:
                return grown, sized
        size_px *= SIZE_STEP
    return None


def smallest_size_px(layout: Layout) -> float:
    """Size that no text of a format falls below to make room for words that are printed above it."""
    return LEAST_SIZE_SHARE * min(field.style.min_size_px for field in layout.text_fields if field.button is None)


def fit_below_words(
    field: TextField, printed: PrintedWords, text: str, fitter: TextFitter, *, scale: int, size_factor: float = 1.0
) -> tuple[FittedText, FittedText]:
    """The words and the text below them, in one size.

    Args:
        field: As ``with_words_room`` made it.
        printed: The words with their size.
        text: The text of the field.
        fitter: Sets both.
        scale: Pixels of the file per layout pixel.
        size_factor: Factor on the largest size of the field; what is larger than the words' own size changes nothing.
    """
    size_px = min(printed.size_px, field.style.size_px * size_factor)
    style = field.style.model_copy(
        update={"vertical_align": VerticalAlign.TOP, "size_px": size_px, "min_size_px": size_px}
    )
    above = fitter.fit(printed.words, style, field.box, MOST_LINES, scale=scale)
    cap_height = fitter.fonts.metrics(style.font).cap_height * style.size_px
    baseline = above.placed[-1].baseline / scale + PARAGRAPH_GAP * style.line_height * style.size_px
    y = math.ceil(baseline - cap_height)
    below = field.box.model_copy(update={"y": y, "height": max(1, field.box.bottom - y)})
    return above, fitter.fit(text, style, below, MOST_LINES, scale=scale)


def _with_height(field: TextField, height: int) -> TextField:
    return field.model_copy(update={"box": field.box.model_copy(update={"height": height})})


def _end(blocks: tuple[FittedText, ...], fitter: TextFitter, field: TextField) -> int:
    last = blocks[-1]
    return math.ceil(last.placed[-1].baseline + fitter.fonts.metrics(field.style.font).descent * last.size_px)


def _grown(layout: Layout, field: TextField) -> Layout | None:
    """The format with a larger field; None when texts would collide or pictures lose too much."""
    growth = field.box.bottom - layout.text_field(field.id).box.bottom
    fields, moved = [], {field.id}
    for other in layout.text_fields:
        if other.id == field.id:
            fields.append(field)
        elif other.follows in moved and growth:
            moved.add(other.id)
            fields.append(other.model_copy(update={"box": other.box.model_copy(update={"y": other.box.y + growth})}))
        else:
            fields.append(other)
    changed = [other.box for other in fields if other.id in moved]
    above = _followed(layout, field)
    fixed = [other.box for other in fields if other.id not in moved | above]
    fixed += [other.box for other in layout.static_fields] + ([layout.legal.box] if layout.legal else [])
    air = max(LEAST_AIR_PX, round(layout.height * LEAST_AIR_SHARE)) if growth else 0
    roomy = [box.model_copy(update={"height": box.height + air}) for box in changed]
    if any(box.intersects(other) for box in roomy for other in fixed):
        return None
    slots = []
    for slot in layout.image_slots:
        given_way = _below(slot, changed)
        if given_way is None:
            return None
        slots.append(given_way)
    return layout.model_copy(update={"text_fields": tuple(fields), "image_slots": tuple(slots)})


def _followed(layout: Layout, field: TextField) -> set[str]:
    """The fields above that a field moves up to: it never reaches into their texts, only into their empty room."""
    followed: set[str] = set()
    while field.follows is not None and field.follows not in followed:
        followed.add(field.follows)
        field = layout.text_field(field.follows)
    return followed


def _below(slot: ImageSlot, texts: list[Box]) -> ImageSlot | None:
    """An image slot without the upper part that texts take; None when too little would be left."""
    boxes = []
    for box in (slot.box, slot.alternative_box):
        bottoms = [text.bottom for text in texts if box is not None and text.intersects(box)]
        if box is None or not bottoms:
            boxes.append(box)
            continue
        y = max(bottoms) + (slot.rise_gap_px or 0)
        if box.bottom - y < box.height * LEAST_PICTURE_SHARE:
            return None
        boxes.append(box.model_copy(update={"y": y, "height": box.bottom - y}))
    return slot.model_copy(update={"box": boxes[0], "alternative_box": boxes[1]})
