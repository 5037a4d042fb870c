"""Mends what the preflight found, where that can be done without asking anybody."""

from adbanner.banner import Adjustments, Check, CheckId, ComposedBanner, Review
from adbanner.brand_kit import BrandKit
from adbanner.colour import contrast_ratio, rgb
from adbanner.layout import Layout, TextRole
from tools.printed_words import smallest_size_px
from tools.review_subject import text_titles
from tools.text_placing import MIN_CONTRAST, readable_fill

SHRINK = 0.92
"""One round of making a text or the pictures smaller."""
LEAST_PICTURE_FACTOR = 0.7
"""Smaller pictures look like a mistake: better refuse."""
MORE_CONTRAST = 1.25
"""Each round asks for so much more contrast than the colours have by themselves: compression eats some of it."""
HIGHEST_RATIO = 21.0
BLACK, WHITE = "#000000", "#FFFFFF"


def plan_repair(review: Review, banner: ComposedBanner, layout: Layout, kit: BrandKit) -> Adjustments | None:
    """What to change so that the failed checks pass; None when no change of ours can mend all of them."""
    adjustments = banner.adjustments
    for check in review.checks:
        if check.passed or not check.blocking:
            continue
        mended = _mend(check, adjustments, banner, layout, kit)
        if mended is None:
            return None
        adjustments = mended
    return adjustments if adjustments != banner.adjustments else None


def _mend(
    check: Check, adjustments: Adjustments, banner: ComposedBanner, layout: Layout, kit: BrandKit
) -> Adjustments | None:
    if check.id is CheckId.TEXT_IN_BOXES or check.id is CheckId.TEXT_AREA:
        return _with_smaller_texts(check, adjustments, banner, layout)
    if check.id is CheckId.TEXT_OVER_PICTURES or (check.id is CheckId.SAFE_ZONE and not check.field_ids):
        return _with_smaller_pictures(adjustments)
    if check.id is CheckId.CONTRAST:
        return _with_contrast(check.field_ids, adjustments, banner, layout, kit)
    return None


def _with_smaller_texts(
    check: Check, adjustments: Adjustments, banner: ComposedBanner, layout: Layout
) -> Adjustments | None:
    """Texts one step smaller than they were drawn, down to their smallest size."""
    scale = banner.width // layout.width
    styles = {field.id: field.style for field in layout.text_fields}
    factors: dict[str, float] = {}
    for text in banner.set_texts:
        style = styles.get(text.field_id)
        if text.field_id not in check.field_ids or style is None:
            continue
        size_px = text.size_px / scale
        # Words that the law wants above a text may have brought it below its own smallest size already.
        least_px = style.min_size_px if size_px >= style.min_size_px else smallest_size_px(layout)
        if size_px * SHRINK >= least_px:
            factors[text.field_id] = round(size_px * SHRINK / style.size_px, 4)
    mends_all = check.id is CheckId.TEXT_AREA or set(factors) == set(check.field_ids)
    if not factors or not mends_all:
        return None
    return adjustments.model_copy(update={"size_factor": {**adjustments.size_factor, **factors}})


def _with_smaller_pictures(adjustments: Adjustments) -> Adjustments | None:
    factor = round(adjustments.picture_factor * SHRINK, 4)
    return None if factor < LEAST_PICTURE_FACTOR else adjustments.model_copy(update={"picture_factor": factor})


def _with_contrast(
    field_ids: tuple[str, ...], adjustments: Adjustments, banner: ComposedBanner, layout: Layout, kit: BrandKit
) -> Adjustments | None:
    """A button gets colours that stand out from each other, a muted text the main colour, any other text a plate."""
    ground = kit.grounds[banner.ground]
    buttons = {field.id for field in layout.text_fields if field.role is TextRole.BUTTON}
    drawn = {text.field_id: text.colour for text in banner.set_texts}
    update: dict[str, object] = {}
    if buttons & set(field_ids):
        text = adjustments.button_text_colour or ground.button_text
        fill = adjustments.button_colour or ground.button
        new_fill, new_text = _readable_button(fill, text)
        if (new_fill, new_text) == (fill, text):
            return None
        update["button_colour"] = new_fill
        if new_text != text:
            update["button_text_colour"] = new_text
    others = tuple(field_id for field_id in field_ids if field_id not in buttons)
    muted = tuple(
        field_id
        for field_id in others
        if drawn[field_id] == ground.muted != ground.text and field_id not in adjustments.strong_texts
    )
    plates = tuple(field_id for field_id in others if field_id not in muted)
    if any(field_id in adjustments.plates for field_id in plates):
        return None
    update["strong_texts"] = (*adjustments.strong_texts, *muted)
    update["plates"] = (*adjustments.plates, *plates)
    return adjustments.model_copy(update=update)


def _readable_button(fill: str, text: str) -> tuple[str, str]:
    """Fill and text of a button with a step more contrast than was drawn; the text's colour changes only when it must.

    What was drawn is already the fill at the least contrast: asking for that again would change nothing.
    """
    drawn = contrast_ratio(rgb(readable_fill(fill, text)), rgb(text))
    least = min(HIGHEST_RATIO, max(MIN_CONTRAST, drawn) * MORE_CONTRAST)
    stronger = readable_fill(fill, text, least=least)
    if contrast_ratio(rgb(stronger), rgb(text)) >= MIN_CONTRAST:
        return stronger, text
    text = max((BLACK, WHITE), key=lambda colour: contrast_ratio(rgb(fill), rgb(colour)))
    return readable_fill(fill, text, least=least), text


def describe_repair(before: Adjustments, after: Adjustments, layout: Layout) -> dict[CheckId, str]:
    """What a repair changed, in Russian, by the checks that it may have been made for."""
    titles = text_titles(layout)
    mended: dict[CheckId, str] = {}
    smaller = [titles[key] for key, factor in after.size_factor.items() if before.size_factor.get(key) != factor]
    if smaller:
        mended[CheckId.TEXT_IN_BOXES] = mended[CheckId.TEXT_AREA] = f"уменьшен шрифт: {', '.join(smaller)}"
    if after.picture_factor != before.picture_factor:
        told = f"картинка уменьшена до\u00a0{after.picture_factor * 100:.0f}\u00a0%"
        mended[CheckId.TEXT_OVER_PICTURES] = mended[CheckId.SAFE_ZONE] = told
    contrast = []
    if after.button_colour != before.button_colour:
        contrast.append(f"цвет кнопки изменён на\u00a0{after.button_colour}")
    if after.button_text_colour != before.button_text_colour:
        contrast.append(f"цвет текста кнопки изменён на\u00a0{after.button_text_colour}")
    strong = [titles[field_id] for field_id in after.strong_texts if field_id not in before.strong_texts]
    if strong:
        contrast.append(f"взят основной цвет текста: {', '.join(strong)}")
    plates = [titles[field_id] for field_id in after.plates if field_id not in before.plates]
    if plates:
        contrast.append(f"под текст подложена плашка: {', '.join(plates)}")
    if contrast:
        mended[CheckId.CONTRAST] = "; ".join(contrast)
    return mended
