"""Mends what the preflight found, where that can be done without asking anybody."""

from adbanner.banner import Adjustments, CheckId, ComposedBanner, Review
from adbanner.brand_kit import BrandKit
from adbanner.layout import Layout, TextRole
from tools.text_placing import readable_fill

SHRINK = 0.92
"""One round of making a text or the pictures smaller."""
LEAST_FACTOR = 0.7
"""Smaller than this looks like a mistake: better refuse."""


def plan_repair(review: Review, banner: ComposedBanner, layout: Layout, kit: BrandKit) -> Adjustments | None:
    """What to change so that the failed checks pass; None when no change of ours can mend all of them."""
    adjustments = banner.adjustments
    for check in review.checks:
        if check.passed or not check.blocking:
            continue
        mended = _mend(check.id, check.field_ids, adjustments, banner, layout, kit)
        if mended is None:
            return None
        adjustments = mended
    return adjustments if adjustments != banner.adjustments else None


def _mend(
    check: CheckId,
    field_ids: tuple[str, ...],
    adjustments: Adjustments,
    banner: ComposedBanner,
    layout: Layout,
    kit: BrandKit,
) -> Adjustments | None:
    if check is CheckId.TEXT_IN_BOXES:
        return _with_smaller_texts(field_ids, adjustments)
    if check is CheckId.TEXT_OVER_PICTURES or check is CheckId.SAFE_ZONE:
        return _with_smaller_pictures(adjustments)
    if check is CheckId.CONTRAST:
        return _with_contrast(field_ids, adjustments, banner, layout, kit)
    return None


def _with_smaller_texts(field_ids: tuple[str, ...], adjustments: Adjustments) -> Adjustments | None:
    factors = {field_id: adjustments.size_factor.get(field_id, 1.0) * SHRINK for field_id in field_ids}
    if min(factors.values()) < LEAST_FACTOR:
        return None
    return adjustments.model_copy(update={"size_factor": {**adjustments.size_factor, **factors}})


def _with_smaller_pictures(adjustments: Adjustments) -> Adjustments | None:
    factor = adjustments.picture_factor * SHRINK
    return None if factor < LEAST_FACTOR else adjustments.model_copy(update={"picture_factor": factor})


def _with_contrast(
    field_ids: tuple[str, ...], adjustments: Adjustments, banner: ComposedBanner, layout: Layout, kit: BrandKit
) -> Adjustments | None:
    """A button gets a fill that its text stands out from; other texts get a plate of the ground's colour."""
    buttons = {field.id for field in layout.text_fields if field.role is TextRole.BUTTON}
    fields = {field.id for field in layout.text_fields}
    update: dict[str, object] = {}
    if buttons & set(field_ids):
        ground = kit.grounds[banner.ground]
        text = adjustments.button_text_colour or ground.button_text
        fill = adjustments.button_colour or ground.button
        update["button_colour"] = readable_fill(fill, text)
        if update["button_colour"] == fill:
            return None
    plates = tuple(field_id for field_id in field_ids if field_id not in buttons)
    if any(field_id not in fields or field_id in adjustments.plates for field_id in plates):
        return None
    update["plates"] = (*adjustments.plates, *plates)
    return adjustments.model_copy(update=update)


def describe_repair(before: Adjustments, after: Adjustments) -> dict[CheckId, str]:
    """What a repair changed, in Russian, by the check that it was made for."""
    mended: dict[CheckId, str] = {}
    smaller = [field_id for field_id, factor in after.size_factor.items() if before.size_factor.get(field_id) != factor]
    if smaller:
        mended[CheckId.TEXT_IN_BOXES] = f"уменьшен размер: {', '.join(smaller)}"
    if after.picture_factor != before.picture_factor:
        mended[CheckId.TEXT_OVER_PICTURES] = f"картинка уменьшена до {after.picture_factor:.0%}"
    if after.button_colour != before.button_colour:
        mended[CheckId.CONTRAST] = f"цвет кнопки изменён на {after.button_colour}"
    plates = [field_id for field_id in after.plates if field_id not in before.plates]
    if plates:
        mended[CheckId.CONTRAST] = f"под текст подложена плашка: {', '.join(plates)}"
    return mended
