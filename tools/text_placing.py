"""Every text of a banner in its place: size, lines, colour, and the pill or plate it stands on."""

import math
from dataclasses import dataclass

from adbanner.banner import Adjustments
from adbanner.brand_kit import Category, Ground, Product
from adbanner.brief import Brief
from adbanner.colour import contrast_ratio, hex_colour, rgb
from adbanner.layout import Align, Box, FontRole, Ink, Layout, TextField
from adbanner.texts import BannerTexts
from tools.legal_line import legal_lines
from tools.printed_words import PrintedWords, fit_below_words
from tools.text_fitting import FittedText, TextFitter, scaled

LEGAL_ID = "legal"
WORD_MARK_PLACE = "{word_mark}"
MIN_CONTRAST = 4.5
"""WCAG 2.2 AA for text of any size."""
SHADE_STEP = 0.04
PLATE_PADDING_EM = 0.35


@dataclass(frozen=True, slots=True)
class Pill:
    """What a button text stands on: a rectangle with round ends."""

    box: Box
    fill: str


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One text ready to be drawn, in pixels of the file."""

    field_id: str
    font: FontRole
    letter_spacing_em: float
    blocks: tuple[FittedText, ...]
    """One, or two where words that the law demands stand above."""
    box: Box
    """The room the layout gives, moved up where the text follows another."""
    colour: str
    pill: Pill | None = None
    plate: Box | None = None

    @property
    def ink(self) -> Box | None:
        """The smallest rectangle round all glyphs."""
        return _hull([block.ink for block in self.blocks if block.ink is not None])


@dataclass(frozen=True, slots=True)
class TextSetting:
    """What decides how the texts of one banner are set."""

    layout: Layout
    texts: BannerTexts
    product: Product
    category: Category
    brief: Brief
    ground: Ground
    scale: int
    adjustments: Adjustments
    printed: PrintedWords | None = None
    """What the law wants above the text of a field; the layout has room for it."""


def place_texts(setting: TextSetting, fitter: TextFitter) -> tuple[PlacedText, ...]:
    """Set all texts of a banner: fields, static fields and the legal line; empty ones are left out.

    Raises:
        InvalidRequest: A text holds a character that the brand's type cannot draw; the message names it.
    """
    placed = [*_place_fields(setting, fitter), *_place_static(setting, fitter)]
    legal = _place_legal(setting, fitter)
    return (*placed, legal) if legal else tuple(placed)


def readable_fill(fill: str, text: str, *, least: float = MIN_CONTRAST) -> str:
    """The fill, darkened or lightened as little as needed for its text to stand out.

    Args:
        fill: What the text stands on.
        text: The text's colour.
        least: Contrast ratio to reach, 1-21. A fill that cannot reach it ends black or white.
    """
    towards = 0 if contrast_ratio(rgb(text), (0, 0, 0)) > contrast_ratio(rgb(text), (255, 255, 255)) else 255
    colour = start = rgb(fill)
    share = 0.0
    while contrast_ratio(colour, rgb(text)) < least and share < 1:
        share = min(1.0, share + SHADE_STEP)
        red, green, blue = (round(channel + (towards - channel) * share) for channel in start)
        colour = (red, green, blue)
    return hex_colour(colour)


def _place_fields(setting: TextSetting, fitter: TextFitter) -> list[PlacedText]:
    layout, placed = setting.layout, []
    ends: dict[str, int] = {}
    for field in _in_flow_order(layout):
        text = setting.texts.text(field.id)
        box = scaled(field.box, setting.scale)
        previous_end = ends.get(field.follows or "")
        if not text.strip():
            ends[field.id] = box.y if previous_end is None else previous_end
            continue
        fitter.fonts.require_supported(text, field.style.font)
        blocks = _fit_field(setting, field, text, fitter)
        dy = 0 if previous_end is None else min(0, previous_end + field.gap_px * setting.scale - box.y)
        moved = tuple(block.moved(dy) for block in blocks)
        placed.append(_placed_field(setting, field, moved, box.model_copy(update={"y": box.y + dy})))
        ends[field.id] = _end(placed[-1], fitter)
    order = [field.id for field in layout.text_fields]
    return sorted(placed, key=lambda text: order.index(text.field_id))


def _fit_field(setting: TextSetting, field: TextField, text: str, fitter: TextFitter) -> tuple[FittedText, ...]:
    size_factor = setting.adjustments.size_factor.get(field.id, 1.0)
    if setting.printed is None or setting.printed.field_id != field.id:
        return (fitter.fit_field(field, text, scale=setting.scale, size_factor=size_factor),)
    fitter.fonts.require_supported(setting.printed.words, field.style.font)
    return fit_below_words(field, setting.printed, text, fitter, scale=setting.scale, size_factor=size_factor)


def _end(text: PlacedText, fitter: TextFitter) -> int:
    """Where a text ends for the one that follows it: at the descent of its last line.

    Its ink would make the gap depend on whether the last line happens to hold a «р» or a «д».
    """
    block = text.blocks[-1]
    if text.pill is not None or not block.placed:
        return text.pill.box.bottom if text.pill else text.box.y
    return math.ceil(block.placed[-1].baseline + fitter.fonts.metrics(text.font).descent * block.size_px)


def _in_flow_order(layout: Layout) -> list[TextField]:
    """Text fields so that each comes after the one it follows."""
    waiting, ordered = list(layout.text_fields), []
    while waiting:
        ids = {field.id for field in waiting}
        ready = [field for field in waiting if field.follows not in ids]
        ordered += ready or waiting
        waiting = [field for field in waiting if field not in ready] if ready else []
    return ordered


def _placed_field(setting: TextSetting, field: TextField, blocks: tuple[FittedText, ...], box: Box) -> PlacedText:
    pill = None
    colour = _colour(setting, field.id, field.style.ink)
    if field.button is not None:
        colour = setting.adjustments.button_text_colour or setting.ground.button_text
        fill = readable_fill(setting.adjustments.button_colour or setting.ground.button, colour)
        pill = Pill(_pill_box(field, blocks[-1], box), fill)
    return PlacedText(
        field_id=field.id,
        font=field.style.font,
        letter_spacing_em=field.style.letter_spacing_em,
        blocks=blocks,
        box=box,
        colour=colour,
        pill=pill,
        plate=None if pill else _plate(setting, field.id, *blocks),
    )


def _plate(setting: TextSetting, field_id: str, *blocks: FittedText) -> Box | None:
    """The place of a plate under a text, where a repair asked for one."""
    ink = _hull([block.ink for block in blocks if block.ink is not None])
    if field_id not in setting.adjustments.plates or ink is None:
        return None
    margin = round(PLATE_PADDING_EM * blocks[-1].size_px)
    return Box(x=ink.x - margin, y=ink.y - margin, width=ink.width + 2 * margin, height=ink.height + 2 * margin)


def _pill_box(field: TextField, fitted: FittedText, box: Box) -> Box:
    """The pill hugs its text, or fills the field where the layout says so."""
    if field.button is None or field.button.full_width or fitted.ink is None:
        return box
    width = min(box.width, round(fitted.ink.width + 2 * field.button.padding_em * fitted.size_px))
    slack = box.width - width
    x = box.x + {Align.LEFT: 0, Align.CENTER: slack // 2, Align.RIGHT: slack}[field.style.align]
    return box.model_copy(update={"x": x, "width": width})


def _place_static(setting: TextSetting, fitter: TextFitter) -> list[PlacedText]:
    placed = []
    for field in setting.layout.static_fields:
        text = field.text.replace(WORD_MARK_PLACE, setting.product.word_mark)
        fitter.fonts.require_supported(text, field.style.font)
        fitted = fitter.fit(text, field.style, field.box, 1, scale=setting.scale)
        placed.append(
            PlacedText(
                field_id=field.id,
                font=field.style.font,
                letter_spacing_em=field.style.letter_spacing_em,
                blocks=(fitted,),
                box=scaled(field.box, setting.scale),
                colour=_colour(setting, field.id, field.style.ink),
                plate=_plate(setting, field.id, fitted),
            )
        )
    return placed


def _place_legal(setting: TextSetting, fitter: TextFitter) -> PlacedText | None:
    slot = setting.layout.legal
    if slot is None:
        return None
    legal = legal_lines(setting.layout, setting.category, setting.brief, fitter, scale=setting.scale)
    for block in legal.blocks:
        fitter.fonts.require_supported(" ".join(block.lines), slot.style.font)
    return PlacedText(
        field_id=LEGAL_ID,
        font=slot.style.font,
        letter_spacing_em=slot.style.letter_spacing_em,
        blocks=legal.blocks,
        box=scaled(slot.box, setting.scale),
        colour=_colour(setting, LEGAL_ID, slot.style.ink),
        plate=_plate(setting, LEGAL_ID, *legal.blocks),
    )


def _colour(setting: TextSetting, field_id: str, ink: Ink) -> str:
    ground = setting.ground
    if ink is Ink.MUTED and field_id in setting.adjustments.strong_texts:
        return ground.text
    return {Ink.TEXT: ground.text, Ink.MUTED: ground.muted, Ink.BUTTON_TEXT: ground.button_text}[ink]


def _hull(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Box(x=x, y=y, width=right - x, height=bottom - y)
