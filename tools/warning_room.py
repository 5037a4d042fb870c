"""Room for a warning that the law wants large: the lower part of a format moves up for it."""

from adbanner.brand_kit import Category
from adbanner.brief import Brief
from adbanner.layout import Box, ImageSlot, Layout, TextField
from tools.legal_line import legal_area_share, legal_warning
from tools.text_fitting import TextFitter

STEP_SHARE = 0.01
"""The legal slot grows by this share of the height at a time."""
LARGEST_GROWTH_SHARE = 0.25
AIR_SHARE, LEAST_AIR_PX = 0.03, 3
"""Extra room between the warning and what stands above it, as a share of the height."""
LEAST_PICTURE_SHARE = 0.4
"""A picture that would keep less of its height is not shrunk any further."""


def with_warning_room(layout: Layout, category: Category, brief: Brief, fitter: TextFitter) -> Layout:
    """The format as it is set for a category whose warning must take a share of the area.

    The legal slot grows upwards until the warning takes its share; the texts right above it move up with its edge
    and pictures give up their lowest part. Where texts would collide the format stays as it is, and the preflight
    tells how much of the share is missing.
    """
    slot, warning = layout.legal, legal_warning(category, brief)
    needed = warning.area_share
    if slot is None or not warning.text or legal_area_share(layout, category, brief, fitter) >= needed:
        return layout
    step = max(2, round(layout.height * STEP_SHARE))
    for growth in range(step, int(layout.height * LARGEST_GROWTH_SHARE), step):
        box = slot.box.model_copy(update={"y": slot.box.y - growth, "height": slot.box.height + growth})
        grown = layout.model_copy(update={"legal": slot.model_copy(update={"box": box})})
        if box.y >= 0 and legal_area_share(grown, category, brief, fitter) >= needed:
            return _with_most_air(grown, slot.box, box) or layout
    return layout


def _with_most_air(grown: Layout, old: Box, new: Box) -> Layout | None:
    """Clear the slot's way: with air above the warning and the old distances, else ever closer, else just so."""
    airs = [min(new.y, max(LEAST_AIR_PX, round(grown.height * share))) for share in (AIR_SHARE, AIR_SHARE / 2)]
    ample, some = (new.model_copy(update={"y": new.y - air, "height": new.height + air}) for air in airs)
    for top, largest_gap in ((ample, old.height), (ample, 0), (some, 0), (new, LEAST_AIR_PX)):
        for keeps_rows in (True, False):
            cleared = _cleared(grown, old, top, largest_gap, keeps_rows=keeps_rows)
            if cleared is not None:
                return cleared
    return None


def _cleared(grown: Layout, old: Box, new: Box, largest_gap: int, *, keeps_rows: bool) -> Layout | None:
    """Move texts and cut pictures out of the legal slot's way; None when texts collide."""
    growth = old.y - new.y
    fields = _lifted(grown.text_fields, old, new, largest_gap, keeps_rows=keeps_rows)
    moved = [field.box for field, before in zip(fields, grown.text_fields, strict=True) if field is not before]
    boxes = [*(field.box for field in fields), *(field.box for field in grown.static_fields)]
    if any(first.intersects(second) for number, first in enumerate(boxes) for second in (*boxes[:number], new)):
        return None
    if any(box.y < 0 or any(box.intersects(zone.box) for zone in grown.keep_clear) for box in moved):
        return None
    slots: list[ImageSlot] = []
    for slot in grown.image_slots:
        box = _clear_of(slot.box, (new, *moved), growth)
        other = slot.alternative_box and _clear_of(slot.alternative_box, (new, *moved), growth)
        if box is None:
            return None
        slots.append(slot.model_copy(update={"box": box, "alternative_box": other}))
    return grown.model_copy(update={"text_fields": fields, "image_slots": tuple(slots)})


def _lifted(
    fields: tuple[TextField, ...], old: Box, new: Box, largest_gap: int, *, keeps_rows: bool
) -> tuple[TextField, ...]:
    """Fields in the grown slot's way move up, and those above them in turn.

    With the slot's edge, so that fields of one row stay one, or only as far as they must.
    """
    lifted: dict[str, Box] = {}
    obstacles = [(old, new)]
    while obstacles:
        before, after = obstacles.pop()
        for field in fields:
            distance = before.y - field.box.bottom
            kept = min(distance, max(largest_gap, LEAST_AIR_PX))
            if distance < 0 or field.id in lifted:
                continue
            if field.box.intersects(after.model_copy(update={"y": after.y - kept, "height": after.height + kept})):
                y = field.box.y - (old.y - new.y) if keeps_rows else after.y - kept - field.box.height
                lifted[field.id] = field.box.model_copy(update={"y": y})
                obstacles.append((field.box, lifted[field.id]))
    return tuple(
        field.model_copy(update={"box": lifted[field.id]}) if field.id in lifted else field for field in fields
    )


def _clear_of(box: Box, obstacles: tuple[Box, ...], growth: int) -> Box | None:
    """A picture's box without its lowest part where that is in the way; None when too little would be left."""
    if not any(box.intersects(obstacle) for obstacle in obstacles):
        return box
    height = box.height - growth
    if height < box.height * LEAST_PICTURE_SHARE:
        return None
    cut = box.model_copy(update={"height": height})
    return None if any(cut.intersects(obstacle) for obstacle in obstacles) else cut
