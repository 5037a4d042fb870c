"""Room that short texts leave: the pictures below them rise into it."""

from adbanner.layout import Box, ImageSlot, Layout
from tools.text_placing import PlacedText


def risen_slots(layout: Layout, placed: tuple[PlacedText, ...], *, scale: int) -> tuple[ImageSlot, ...]:
    """The image slots of a format, reaching up under the texts as they were set.

    A slot with ``rise_gap_px`` grows upwards until it comes that close to the lowest text above it or to the edge of
    a zone that stays clear. It never loses room.

    Args:
        layout: The format.
        placed: Its texts in their places, in pixels of the file.
        scale: Pixels of the file per layout pixel.
    """
    return tuple(_risen(slot, layout, placed, scale) for slot in layout.image_slots)


def _risen(slot: ImageSlot, layout: Layout, placed: tuple[PlacedText, ...], scale: int) -> ImageSlot:
    if slot.rise_gap_px is None:
        return slot
    alternative = slot.alternative_box
    return slot.model_copy(
        update={
            "box": _risen_box(slot.box, slot.rise_gap_px, layout, placed, scale),
            "alternative_box": alternative and _risen_box(alternative, slot.rise_gap_px, layout, placed, scale),
        }
    )


def _risen_box(box: Box, gap_px: int, layout: Layout, placed: tuple[PlacedText, ...], scale: int) -> Box:
    """The box with its top edge raised; what counts as above it is decided by the rooms of the texts, not their ink.

    A headline that happens to be narrow must not let a picture rise beside it: the next text may be wider.
    """
    floors = [0]
    for text in placed:
        occupied = text.pill.box if text.pill else text.ink
        beside = text.box.right <= box.x * scale or text.box.x >= box.right * scale
        if occupied is not None and not beside and occupied.bottom <= box.y * scale:
            floors.append(-(-occupied.bottom // scale))
    floors += [zone.box.bottom for zone in layout.keep_clear if zone.box.bottom <= box.y]
    top = min(box.y, max(floors) + gap_px)
    return box.model_copy(update={"y": top, "height": box.bottom - top})
