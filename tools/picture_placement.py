"""Cut-out pictures on their way to the canvas: what in them is object, and where it comes to stand."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from adbanner.errors import ToolFailed
from adbanner.layout import Box, ImageSlot
from tools.layers import OBJECT_ALPHA, Pixels

PART_AREA_SHARE = 0.003
"""A part of this share of the largest one's area belongs to the object (coins beside a purse); a speck does not."""


@dataclass(frozen=True, eq=False)
class CutOut:
    """A decoded picture. Arrays are read-only."""

    premultiplied: Pixels
    """Height x width x 4, RGBA with colours multiplied by alpha: it resizes without dark fringes."""
    object_box: Box
    """The smallest rectangle round the object, shadow left out."""


@dataclass(frozen=True, eq=False)
class PlacedPicture:
    """The visible part of a picture at its final size."""

    box: Box
    """Where ``premultiplied`` lies; always inside the canvas."""
    premultiplied: Pixels


def decode_cut_out(data: bytes) -> CutOut:
    """Read a PNG or WebP with alpha; 16 bits a channel become 8.

    Raises:
        ToolFailed: The bytes are no picture, or nothing in it is opaque enough to be seen.
    """
    straight = decode_straight(data)
    alpha = straight[..., 3]
    premultiplied = np.empty(straight.shape, np.uint8)
    for channel in range(3):
        premultiplied[..., channel] = cv2.multiply(straight[..., channel], alpha, scale=1 / 255)
    premultiplied[..., 3] = alpha
    premultiplied.flags.writeable = False
    return CutOut(premultiplied=premultiplied, object_box=_object_box(np.asarray(alpha, np.uint8)))


def decode_straight(data: bytes) -> Pixels:
    """The pixels of a PNG or WebP, height x width x 4, RGBA, colours not multiplied by alpha.

    Raises:
        ToolFailed: The bytes are no picture, or nothing in it is opaque enough to be seen.
    """
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is not None and pixels.dtype == np.uint16:
        pixels = cv2.convertScaleAbs(pixels, alpha=255 / 65_535)
    if pixels is None or pixels.ndim != 3 or pixels.dtype != np.uint8:
        raise ToolFailed(
            "The picture cannot be decoded as PNG, WebP or JPEG with colours.",
            told="Картинка не читается. Нужен цветной PNG, WebP или JPEG.",
        )
    to_rgba = cv2.COLOR_BGRA2RGBA if pixels.shape[2] == 4 else cv2.COLOR_BGR2RGBA
    straight = np.asarray(cv2.cvtColor(pixels, to_rgba), np.uint8)
    if straight[..., 3].max() < OBJECT_ALPHA:
        raise ToolFailed(
            "The picture is empty: no pixel of it is opaque. Choose another picture.",
            told="Картинка пуста: в ней всё прозрачно. Выберите другую.",
        )
    return straight


def place_picture(cut_out: CutOut, slot: ImageSlot, canvas: Box, *, scale: int, factor: float) -> PlacedPicture | None:
    """Scale a picture so that its object stands in the slot.

    Args:
        cut_out: The picture.
        slot: Its place, in layout pixels.
        canvas: The banner, in pixels of the file.
        scale: Pixels of the file per layout pixel.
        factor: Extra factor on the size; the object shrinks towards its anchor.

    Returns:
        The part on the canvas, or None when none of it is.
    """
    slot = _roomiest(slot, cut_out)
    zoom = _zoom(cut_out, slot, scale) * factor
    target, source = object_place(cut_out, slot, scale=scale, factor=factor), cut_out.object_box
    height, width = cut_out.premultiplied.shape[:2]
    full = Box(
        x=round(target.x - source.x * zoom),
        y=round(target.y - source.y * zoom),
        width=max(1, round(width * zoom)),
        height=max(1, round(height * zoom)),
    )
    resized = _resize(cut_out.premultiplied, full.width, full.height)
    visible = _intersection(full, canvas)
    if visible is not None and slot.fit == "cover":
        visible = _intersection(visible, _room(slot, scale))
    if visible is None:
        return None
    x, y = visible.x - full.x, visible.y - full.y
    return PlacedPicture(visible, resized[y : y + visible.height, x : x + visible.width])


def object_place(cut_out: CutOut, slot: ImageSlot, *, scale: int, factor: float) -> Box:
    """Where the object of a picture stands, in pixels of the file."""
    slot = _roomiest(slot, cut_out)
    room, source = _room(slot, scale), cut_out.object_box
    zoom = _zoom(cut_out, slot, scale) * factor
    width, height = max(1, round(source.width * zoom)), max(1, round(source.height * zoom))
    horizontal, vertical = slot.anchor.split()
    x = room.x + round((room.width - width) * {"left": 0.0, "center": 0.5, "right": 1.0}[horizontal])
    y = room.y + round((room.height - height) * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[vertical])
    return Box(x=x, y=y, width=width, height=height)


def blend_over(canvas: Pixels, placed: PlacedPicture) -> None:
    """Lay a picture over the canvas, in place."""
    box = placed.box
    under = canvas[box.y : box.bottom, box.x : box.right]
    rest = cv2.cvtColor(255 - placed.premultiplied[..., 3], cv2.COLOR_GRAY2RGB)
    under[:] = cv2.add(
        cv2.multiply(np.ascontiguousarray(under), rest, scale=1 / 255), placed.premultiplied[..., :3].copy()
    )


def object_alpha(placed: PlacedPicture) -> Pixels:
    """The alpha of a placed picture where it is object, 0 where it is shadow or a soft edge."""
    alpha = placed.premultiplied[..., 3]
    return np.where(alpha >= OBJECT_ALPHA, alpha, 0).astype(np.uint8)


def _roomiest(slot: ImageSlot, cut_out: CutOut) -> ImageSlot:
    """The slot with the one of its two boxes in which the object becomes larger."""
    if slot.alternative_box is None:
        return slot
    first = slot.model_copy(update={"alternative_box": None})
    second = first.model_copy(update={"box": slot.alternative_box})
    return max(first, second, key=lambda place: _zoom(cut_out, place, 1))


def _zoom(cut_out: CutOut, slot: ImageSlot, scale: int) -> float:
    room, source = _room(slot, scale), cut_out.object_box
    ratios = (room.width / source.width, room.height / source.height)
    return max(ratios) if slot.fit == "cover" else min(ratios)


def _room(slot: ImageSlot, scale: int) -> Box:
    padding = min(slot.padding_px, (min(slot.box.width, slot.box.height) - 1) // 2)
    return Box(
        x=(slot.box.x + padding) * scale,
        y=(slot.box.y + padding) * scale,
        width=(slot.box.width - 2 * padding) * scale,
        height=(slot.box.height - 2 * padding) * scale,
    )


def _object_box(alpha: NDArray[np.uint8]) -> Box:
    """Bounds of everything opaque but for specks."""
    solid = (alpha >= OBJECT_ALPHA).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    parts = stats[1:count]
    areas = parts[:, cv2.CC_STAT_AREA]
    kept = parts[areas >= max(1.0, areas.max() * PART_AREA_SHARE)]
    left, top = kept[:, cv2.CC_STAT_LEFT], kept[:, cv2.CC_STAT_TOP]
    right, bottom = left + kept[:, cv2.CC_STAT_WIDTH], top + kept[:, cv2.CC_STAT_HEIGHT]
    x, y = int(left.min()), int(top.min())
    return Box(x=x, y=y, width=int(right.max()) - x, height=int(bottom.max()) - y)


def _resize(premultiplied: Pixels, width: int, height: int) -> Pixels:
    """Area average when shrinking, Lanczos when growing."""
    if premultiplied.shape[:2] == (height, width):
        return premultiplied
    shrinks = width < premultiplied.shape[1]
    resized = cv2.resize(
        premultiplied, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LANCZOS4
    )
    if not shrinks:  # Lanczos overshoots; a premultiplied colour can never exceed its alpha
        np.minimum(resized[..., :3], resized[..., 3:], out=resized[..., :3])
    return np.asarray(resized, np.uint8)


def _intersection(first: Box, second: Box) -> Box | None:
    if not first.intersects(second):
        return None
    x, y = max(first.x, second.x), max(first.y, second.y)
    right, bottom = min(first.right, second.right), min(first.bottom, second.bottom)
    return Box(x=x, y=y, width=right - x, height=bottom - y)
