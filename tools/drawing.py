"""Coverage masks: glyphs and rounded rectangles as 0-255 arrays, and how a colour is laid through them."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import cv2
import numpy as np

from adbanner.colour import Rgb, rgb
from adbanner.layout import Box
from tools.fonts import FontBook
from tools.layers import Pixels
from tools.text_placing import PlacedText

if TYPE_CHECKING:
    import skia

MASK_MARGIN_PX = 2
"""Room round the measured ink for the soft edge of the glyphs."""


def text_coverage(text: PlacedText, fonts: FontBook, canvas: Box) -> tuple[Box, Pixels] | None:
    """How much of each pixel the glyphs of a text cover, cropped to the canvas; None when nothing is visible."""
    import skia

    ink = text.ink
    box = ink and _within(ink, canvas, MASK_MARGIN_PX)
    if box is None:
        return None

    def draw(surface: "skia.Canvas", paint: "skia.Paint") -> None:
        for block in text.blocks:
            font = fonts.skia_font(text.font, block.size_px)
            for line in block.placed:
                run = fonts.shape(line.text, text.font, text.letter_spacing_em)
                if not run.glyphs:
                    continue
                builder = skia.TextBlobBuilder()
                places = [skia.Point(x * block.size_px, y * block.size_px) for x, y in run.positions]
                builder.allocRunPos(font, list(run.glyphs), places)
                surface.drawTextBlob(builder.make(), line.pen_x, line.baseline, paint)

    return box, _coverage(box, rgb(text.colour), draw)


def round_rect_coverage(rect: Box, radius_px: float, canvas: Box) -> tuple[Box, Pixels] | None:
    """How much of each pixel a rounded rectangle covers, cropped to the canvas."""
    import skia

    box = _within(rect, canvas, 0)
    if box is None:
        return None

    def draw(surface: "skia.Canvas", paint: "skia.Paint") -> None:
        bounds = skia.Rect.MakeXYWH(rect.x, rect.y, rect.width, rect.height)
        surface.drawRoundRect(bounds, radius_px, radius_px, paint)

    return box, _coverage(box, (255, 255, 255), draw)


def lay_colour(canvas: Pixels, box: Box, coverage: Pixels, colour: Rgb) -> None:
    """Mix a colour into the canvas through a mask, in place."""
    under = canvas[box.y : box.bottom, box.x : box.right]
    mask = cv2.cvtColor(coverage, cv2.COLOR_GRAY2RGB)
    flat = np.empty_like(mask)
    flat[:] = colour
    over = cv2.multiply(flat, mask, scale=1 / 255)
    under[:] = cv2.add(over, cv2.multiply(np.ascontiguousarray(under), 255 - mask, scale=1 / 255))


def _coverage(box: Box, colour: Rgb, draw: Callable[["skia.Canvas", "skia.Paint"], None]) -> Pixels:
    """Draw with Skia on a clear surface and keep the alpha.

    The colour matters: Skia fattens thin strokes a little, dark ones more than light ones, as browsers do.
    """
    import skia

    pixels = np.zeros((box.height, box.width, 4), np.uint8)
    canvas = skia.Surface(pixels).getCanvas()
    canvas.translate(-box.x, -box.y)
    draw(canvas, skia.Paint(Color=skia.Color(*colour), AntiAlias=True))
    return np.ascontiguousarray(pixels[..., 3])


def _within(box: Box, canvas: Box, margin: int) -> Box | None:
    x, y = max(canvas.x, math.floor(box.x) - margin), max(canvas.y, math.floor(box.y) - margin)
    right, bottom = min(canvas.right, box.right + margin), min(canvas.bottom, box.bottom + margin)
    return Box(x=x, y=y, width=right - x, height=bottom - y) if right > x and bottom > y else None
