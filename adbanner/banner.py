"""A composed banner and the report that goes with it."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from adbanner.assets import AssetRef
from adbanner.frozen import Frozen
from adbanner.layout import Box
from adbanner.texts import BannerTexts


class Adjustments(Frozen):
    """What a repair changed against the layout; the empty value changes nothing."""

    size_factor: dict[str, float] = Field(default_factory=dict)
    """Field id -> factor on its largest size, 0-1."""
    picture_factor: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Factor on the size of every picture."""
    button_colour: str | None = None
    button_text_colour: str | None = None
    plates: tuple[str, ...] = ()
    """Ids of texts that stand on a plate of the ground's colour."""
    strong_texts: tuple[str, ...] = ()
    """Ids of texts that are set in the ground's main text colour instead of the muted one."""


class SetLine(Frozen):
    """One line of text as it was drawn, in pixels of the file."""

    text: str
    x: float
    baseline: float
    width: float


class SetText(Frozen):
    """One text as it was drawn, in pixels of the file."""

    field_id: str
    size_px: float
    box: Box
    """The room the layout gives."""
    ink: Box
    """The smallest rectangle round the glyphs."""
    lines: tuple[SetLine, ...]
    colour: str


class ComposedBanner(Frozen):
    """A banner file with where everything came to stand."""

    layout_id: str
    asset: AssetRef
    width: int
    height: int
    ground: str
    texts: BannerTexts
    set_texts: tuple[SetText, ...]
    """Text fields, static fields (their ids) and the legal line (id ``legal``)."""
    picture_sha256s: tuple[str, ...]
    file_note: str = ""
    """In Russian, when the file is not what was asked for: a JPG because a PNG would be too heavy."""
    adjustments: Adjustments


class CheckId(StrEnum):
    """What the preflight measures."""

    CHARACTER_LIMITS = "character_limits"
    TEXT_IN_BOXES = "text_in_boxes"
    TEXT_OVER_PICTURES = "text_over_pictures"
    CONTRAST = "contrast"
    COLOUR_BLIND_CONTRAST = "colour_blind_contrast"
    SMALLEST_TEXT = "smallest_text"
    FACTS_KEPT = "facts_kept"
    FORBIDDEN_WORDS = "forbidden_words"
    FILE_SIZE = "file_size"
    SAFE_ZONE = "safe_zone"
    LEGAL_TEXT = "legal_text"
    TEXT_AREA = "text_area"


class Check(Frozen):
    """One measured property of a finished banner."""

    id: CheckId
    passed: bool
    measured: float
    limit: float
    unit: str
    message: str
    """One line in Russian: what was measured and, when it failed, what to do."""
    field_ids: tuple[str, ...] = ()
    mended: str = ""
    """What a repair changed to make the check pass, in Russian."""
    blocking: bool = True
    """Whether a failure keeps the banner from being delivered."""


class Review(Frozen):
    """The preflight report of one banner file."""

    layout_id: str
    asset: AssetRef
    """The very file that was measured: delivery hands out no other."""
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether the banner may be delivered."""
        return all(check.passed or not check.blocking for check in self.checks)


class DeliveredBanner(Frozen):
    """A banner that a person may download."""

    banner: ComposedBanner
    review: Review
    alt_text: str
    """One sentence for screen readers."""


class RefusedBanner(Frozen):
    """A format that could not be delivered, with the reason."""

    layout_id: str
    reason: str
    detail: str = ""
    """The technical reason behind it, for whoever runs the system."""
    review: Review | None = None
