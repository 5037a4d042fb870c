"""A banner format: what stands where, how long it may be, and what the platform demands.

All lengths are in layout pixels (scale 1); a banner made at scale 2 has twice as many.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from adbanner.brief import FileFormat
from adbanner.frozen import Frozen

Px = Annotated[int, Field(ge=0)]


class Box(Frozen):
    """A rectangle; ``x`` and ``y`` may be negative only for a picture that runs off the edge."""

    x: int
    y: int
    width: Annotated[int, Field(gt=0)]
    height: Annotated[int, Field(gt=0)]

    @property
    def right(self) -> int:
        """The first column to the right of the box."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row under the box."""
        return self.y + self.height

    def intersects(self, other: "Box") -> bool:
        """Whether the two rectangles share at least one pixel."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


class TextRole(StrEnum):
    """What a text does on the banner; the copywriter and the review go by it."""

    HEADLINE = "headline"
    SUBHEADLINE = "subheadline"
    BODY = "body"
    BUTTON = "button"
    NUMBER = "number"
    """The bare figure of the offer, drawn large (``450 ₽``, ``−15%``)."""
    CAPTION = "caption"
    """A short extra line: promo code, deadline, condition."""


class FontRole(StrEnum):
    """A cut of the brand's type; the brand kit maps each role to a font file."""

    HEADLINE = "headline"
    BODY = "body"
    BUTTON = "button"
    LEGAL = "legal"
    WORD_MARK = "word_mark"


class Ink(StrEnum):
    """A text colour by meaning; the ground of the banner says which colour that is."""

    TEXT = "text"
    MUTED = "muted"
    BUTTON_TEXT = "button_text"


class Align(StrEnum):
    """Horizontal alignment inside the box."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class VerticalAlign(StrEnum):
    """Vertical alignment inside the box."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class TextStyle(Frozen):
    """How a text is set; the size shrinks from ``size_px`` to ``min_size_px`` until it fits."""

    font: FontRole
    size_px: Annotated[float, Field(gt=0)]
    min_size_px: Annotated[float, Field(gt=0)]
    line_height: Annotated[float, Field(ge=0.9, le=2)] = 1.25
    """Distance of baselines in multiples of the size."""
    letter_spacing_em: Annotated[float, Field(ge=-0.1, le=0.2)] = 0
    ink: Ink = Ink.TEXT
    align: Align = Align.LEFT
    vertical_align: VerticalAlign = VerticalAlign.TOP


class ButtonShape(Frozen):
    """The pill that a button text stands on; as high as the field's box."""

    padding_em: Annotated[float, Field(ge=0.5, le=3)] = 1.35
    """Space left and right of the text, in multiples of its size."""
    full_width: bool = False
    """Fill the box instead of hugging the text (stories, skyscrapers)."""


class TextField(Frozen):
    """A text that the copywriter fills."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    """Key of the field in the copywriter's answer."""
    role: TextRole
    purpose: Annotated[str, Field(min_length=1)]
    """What the text is for, in Russian, as the copywriter's prompt says it."""
    max_chars: Annotated[int, Field(gt=0)]
    max_word_chars: Annotated[int, Field(gt=0)] = 22
    max_lines: Annotated[int, Field(gt=0)] = 1
    required: bool = True
    """An optional field may stay empty when the offer has nothing more to say."""
    box: Box
    style: TextStyle
    button: ButtonShape | None = None
    follows: str | None = None
    """Id of the text above: when that one takes less room, this one moves up to keep ``gap_px``."""
    gap_px: Px = 0


class StaticField(Frozen):
    """A text that no copywriter touches: the word mark or fixed words."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    text: Annotated[str, Field(min_length=1)]
    """Fixed words, or ``{word_mark}`` for the product's word mark."""
    box: Box
    style: TextStyle


class LegalSlot(Frozen):
    """Where the advertiser, the advertising token and the category's warning stand."""

    box: Box
    style: TextStyle
    max_lines: Annotated[int, Field(gt=0)] = 2


class ImageSlot(Frozen):
    """Where a picture stands. The box holds the *object*; its shadow may fall outside."""

    box: Box
    alternative_box: Box | None = None
    """A second place, for objects of another proportion (a column beside the text for upright ones): the picture
    takes the box in which it becomes larger."""
    rise_gap_px: Px | None = None
    """When the texts above take less room, the boxes reach up to this distance under them; None keeps the boxes."""
    fit: Literal["contain", "cover"] = "contain"
    anchor: Annotated[str, Field(pattern=r"^(left|center|right) (top|middle|bottom)$")] = "center bottom"
    """Where in the box an object of another proportion stands."""
    padding_px: Px = 0


class Background(Frozen):
    """The ground: which brand grounds suit the format, flat or as a gradient."""

    kind: Literal["gradient", "solid"] = "gradient"
    grounds: tuple[str, ...] = ()
    """Names of grounds in the brand kit; empty means any."""
    angle_deg: Annotated[float, Field(ge=0, lt=360)] = 160
    """Direction of the gradient as CSS counts it: 180 runs from top to bottom."""


class KeepClear(Frozen):
    """A part of the canvas where the platform draws its own label or buttons."""

    box: Box
    reason: Annotated[str, Field(min_length=1)]


class Layout(Frozen):
    """One banner format."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
    title: Annotated[str, Field(min_length=1)]
    """Name in Russian, as the marketer picks it."""
    platform: Annotated[str, Field(min_length=1)]
    width: Annotated[int, Field(ge=16, le=4096)]
    height: Annotated[int, Field(ge=16, le=4096)]
    scales: Annotated[tuple[Annotated[int, Field(ge=1, le=3)], ...], Field(min_length=1)] = (1,)
    """Scales that the platform takes."""
    file_formats: Annotated[tuple[FileFormat, ...], Field(min_length=1)] = (FileFormat.PNG, FileFormat.JPG)
    max_kb: Annotated[int, Field(gt=0)]
    """Byte budget of the file, in units of 1024 bytes."""
    max_text_area_share: Annotated[float, Field(gt=0, le=1)] | None = None
    background: Background = Background()
    text_fields: Annotated[tuple[TextField, ...], Field(min_length=1)]
    static_fields: tuple[StaticField, ...] = ()
    image_slots: Annotated[tuple[ImageSlot, ...], Field(max_length=5)] = ()
    legal: LegalSlot | None = None
    """None only where the platform prints the advertiser in its own label."""
    keep_clear: tuple[KeepClear, ...] = ()

    @property
    def canvas(self) -> Box:
        """The whole banner as a box."""
        return Box(x=0, y=0, width=self.width, height=self.height)

    def text_field(self, field_id: str) -> TextField:
        """The text field of that id; KeyError when there is none."""
        for field in self.text_fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)
