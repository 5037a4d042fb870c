"""Whether people can read a banner: contrast on the pixels of the file, and sizes."""

import math

from adbanner.banner import Check, CheckId, SetText
from tools.contrast import colour_blind_contrast, contrast_with, surrounding_pixels
from tools.review_subject import Subject, decimal

LEAST_CONTRAST, LEAST_CONTRAST_LARGE = 4.5, 3.0
LARGE_TEXT_PX = 24.0
"""Text from this size on counts as large in WCAG (18 pt at 96 dpi). Bold text counts from 18.66 px on, but nothing
tells us how bold a brand's cut is, so such text is held to the stricter limit."""
LEAST_TEXT_PX = 8.0
SIZE_TOLERANCE_PX = 0.01


def check_contrast(subject: Subject) -> Check:
    """Every text stands out from the pixels round it: 4.5:1, large text 3:1."""
    limits = {text.field_id: _least_contrast(text, subject.scale) for text in subject.banner.set_texts}
    ratios = {
        field_id: contrast_with(layer.colour, surrounding_pixels(layer, subject.file_pixels))
        for field_id, layer in subject.layers.texts.items()
    }
    low = tuple(field_id for field_id, ratio in ratios.items() if ratio < limits[field_id])
    worst = min(ratios, key=lambda field_id: ratios[field_id] / limits[field_id])
    told = f"{_ratio(ratios[worst])} при норме {_ratio(limits[worst])}"
    message = (
        f"Плохо читается {subject.named(low)}: контраст {told}. Выберите другой фон."
        if low
        else f"Текст читается: самый слабый контраст {told} ({subject.titles[worst]})."
    )
    return Check(
        id=CheckId.CONTRAST, passed=not low, measured=math.floor(ratios[worst] * 100) / 100, limit=limits[worst],
        unit=":1", message=message, field_ids=low,
    )  # fmt: skip


def _least_contrast(text: SetText, scale: int) -> float:
    return LEAST_CONTRAST_LARGE if text.size_px / scale >= LARGE_TEXT_PX else LEAST_CONTRAST


def _ratio(value: float) -> str:
    """A contrast in words, rounded down: what misses the limit never reads as if it kept it."""
    return f"{decimal(math.floor(value * 10) / 10)}:1"


def check_colour_blind_contrast(subject: Subject) -> Check:
    """The texts stay readable for people who see colours differently; tells, does not block."""
    found = {
        field_id: colour_blind_contrast(layer.colour, surrounding_pixels(layer, subject.file_pixels))
        for field_id, layer in subject.layers.texts.items()
    }
    worst = min(found, key=lambda field_id: found[field_id][0])
    ratio, vision = found[worst]
    passed, title = ratio >= LEAST_CONTRAST_LARGE, subject.titles[worst]
    message = (
        f"При цветовой слепоте контраст не\u00a0ниже {_ratio(ratio)} ({vision}, {title})."
        if passed
        else f"При цветовой слепоте ({vision}) плохо читается {title}: {_ratio(ratio)}. Выберите другой фон."
    )
    return Check(
        id=CheckId.COLOUR_BLIND_CONTRAST, passed=passed, measured=math.floor(ratio * 100) / 100,
        limit=LEAST_CONTRAST_LARGE, unit=":1", message=message, field_ids=() if passed else (worst,), blocking=False,
    )  # fmt: skip


def check_smallest_text(subject: Subject) -> Check:
    """No text, the legal one included, is smaller than people can read."""
    sizes = {text.field_id: text.size_px / subject.scale for text in subject.banner.set_texts}
    smallest = min(sizes, key=lambda field_id: sizes[field_id])
    small = tuple(field_id for field_id, size in sizes.items() if size < LEAST_TEXT_PX - SIZE_TOLERANCE_PX)
    told = f"{decimal(sizes[smallest])}\u00a0px"
    message = (
        f"Слишком мелко: {subject.named(small)}, {told} при норме {LEAST_TEXT_PX:.0f}\u00a0px. Сократите текст."
        if small
        else f"Самый мелкий текст\u00a0— {told} ({subject.titles[smallest]})."
    )
    return Check(
        id=CheckId.SMALLEST_TEXT, passed=not small, measured=round(sizes[smallest], 1), limit=LEAST_TEXT_PX, unit="px",
        message=message, field_ids=small,
    )  # fmt: skip
