"""A drawing of a banner format for the designer: every box with its name, limit and sizes."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adbanner.brand_kit import BrandKit
from adbanner.colour import relative_luminance, rgb
from adbanner.layout import Box, FontRole, Layout, TextField
from tools.background import draw_ground
from tools.banner_file import PNG_LEVEL, png_bytes
from tools.fonts import FontBook
from tools.text_fitting import scaled

if TYPE_CHECKING:
    import skia

PREVIEW_WIDTH_PX = 960
"""Small formats are enlarged by a whole factor to about this width, so that labels can be read."""
MAX_ENLARGEMENT = 6
LABEL_PX = 15.0
LABEL_PADDING_PX = 4
HATCH_STEP_PX = 14
DASH_PX = (9.0, 6.0)
TEXT_BOX, STATIC_BOX, PICTURE_BOX, LEGAL_BOX, CLEAR_BOX = "#2563EB", "#0F766E", "#C2410C", "#6B21A8", "#B91C1C"


@dataclass(frozen=True, slots=True)
class _Frame:
    """A box to draw, in layout pixels, and the words on it."""

    box: Box
    label: str
    colour: str
    dashed: bool = False
    hatched: bool = False
    label_below: bool = False


def draw_layout_preview(layout: Layout, kit: BrandKit, fonts: FontBook) -> bytes:
    """A PNG of a banner format with its boxes labelled, on the palest ground that it allows."""
    import skia

    scale = max(1, min(MAX_ENLARGEMENT, PREVIEW_WIDTH_PX // layout.width))
    allowed = [kit.grounds[name] for name in layout.background.grounds if name in kit.grounds]
    palest = max(allowed or kit.grounds.values(), key=lambda each: relative_luminance(rgb(each.start)))
    ground = draw_ground(palest, layout.background, layout.width * scale, layout.height * scale)
    pixels = np.dstack([ground, np.full(ground.shape[:2], 255, np.uint8)])
    canvas = skia.Surface(pixels, colorType=skia.kRGBA_8888_ColorType).getCanvas()
    for frame in _frames(layout):
        _draw_frame(canvas, frame, scale, fonts, layout)
    return png_bytes(np.ascontiguousarray(pixels[..., :3]), PNG_LEVEL)


def _frames(layout: Layout) -> list[_Frame]:
    frames = [
        _Frame(slot.box, f"картинка {number} · {slot.fit} · {slot.anchor}", PICTURE_BOX, dashed=True, label_below=True)
        for number, slot in enumerate(layout.image_slots, 1)
    ]
    frames += [_Frame(zone.box, f"не занимать: {zone.reason}", CLEAR_BOX, hatched=True) for zone in layout.keep_clear]
    frames += [_Frame(field.box, f"{field.id}: {field.text}", STATIC_BOX) for field in layout.static_fields]
    frames += [_Frame(field.box, _field_label(field), TEXT_BOX) for field in layout.text_fields]
    if layout.legal is not None:
        size = layout.legal.style.size_px
        frames.append(_Frame(layout.legal.box, f"legal · {size:g} px", LEGAL_BOX))
    return frames


def _field_label(field: TextField) -> str:
    style = field.style
    optional = "" if field.required else " · можно пусто"
    return (
        f"{field.id} · до {field.max_chars} зн. · {field.max_lines} стр. · "
        f"{style.size_px:g}–{style.min_size_px:g} px{optional}"
    )


def _draw_frame(canvas: "skia.Canvas", frame: _Frame, scale: int, fonts: FontBook, layout: Layout) -> None:
    import skia

    box = scaled(frame.box, scale)
    rect = skia.Rect.MakeXYWH(box.x, box.y, box.width, box.height)
    colour = skia.Color(*rgb(frame.colour))
    canvas.drawRect(rect, skia.Paint(Color=skia.ColorSetA(colour, 28)))
    if frame.hatched:
        canvas.save()
        canvas.clipRect(rect)
        hatch = skia.Paint(Color=skia.ColorSetA(colour, 150), StrokeWidth=2, AntiAlias=True)
        for offset in range(-box.height, box.width, HATCH_STEP_PX):
            canvas.drawLine(box.x + offset, box.bottom, box.x + offset + box.height, box.y, hatch)
        canvas.restore()
    halo = skia.Paint(Color=skia.ColorSetA(skia.ColorWHITE, 160), Style=skia.Paint.kStroke_Style, StrokeWidth=4)
    canvas.drawRect(rect, halo)
    outline = skia.Paint(Color=colour, Style=skia.Paint.kStroke_Style, StrokeWidth=2, AntiAlias=True)
    if frame.dashed:
        outline.setPathEffect(skia.DashPathEffect.Make(list(DASH_PX), 0))
    canvas.drawRect(rect, outline)
    _draw_label(canvas, frame, box, fonts, scaled(layout.canvas, scale))


def _draw_label(canvas: "skia.Canvas", frame: _Frame, box: Box, fonts: FontBook, whole: Box) -> None:
    """The words on a chip of the frame's colour, pushed inside the canvas; unknown characters are left out."""
    import skia

    missing = set(fonts.unsupported(frame.label, FontRole.BODY))
    run = fonts.shape("".join(mark for mark in frame.label if mark not in missing), FontRole.BODY, 0.0)
    if run.ink is None:
        return
    width = math.ceil(run.ink.right * LABEL_PX) + 2 * LABEL_PADDING_PX
    height = round(LABEL_PX + 2 * LABEL_PADDING_PX)
    x = max(0, min(box.x, whole.width - width))
    y = box.bottom - height if frame.label_below else box.y
    y = max(0, min(y, whole.height - height))
    canvas.drawRect(skia.Rect.MakeXYWH(x, y, width, height), skia.Paint(Color=skia.Color(*rgb(frame.colour))))
    builder = skia.TextBlobBuilder()
    places = [skia.Point(px * LABEL_PX, py * LABEL_PX) for px, py in run.positions]
    builder.allocRunPos(fonts.skia_font(FontRole.BODY, LABEL_PX), list(run.glyphs), places)
    baseline = y + LABEL_PADDING_PX + round(LABEL_PX * 0.85)
    canvas.drawTextBlob(
        builder.make(), x + LABEL_PADDING_PX, baseline, skia.Paint(Color=skia.ColorWHITE, AntiAlias=True)
    )
