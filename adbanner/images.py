"""Pictures on their way to the banner."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from adbanner.assets import AssetRef
from adbanner.frozen import Frozen


class ImageOrigin(StrEnum):
    """Where a picture came from."""

    BANK = "bank"
    AI = "ai"
    OWN = "own"


class BankHit(Frozen):
    """One picture that the bank search found, with the reasons."""

    image_id: str
    file: str
    """Object key of the picture: its file name in the bank."""
    score: float
    """Similarity that decided the order, -1 to 1."""
    product_score: float
    """Best similarity of product (and offer) to one of the picture's three services."""
    caption_score: float | None = None
    """Similarity of the description to the caption; None when nobody described the picture."""
    caption: str = ""
    service: str = ""
    """The service text that matched best."""
    spare: bool = False
    """Too weak to be drawn: serves only where all better pictures are taken."""


class GenerationPrompts(Frozen):
    """How a picture was asked for, step by step."""

    description: str
    """What the marketer wrote, or what the system wrote for them."""
    styled: str
    """The description in the style of the training captions."""
    english: str
    """The prompt that the image model got."""


class Picture(Frozen):
    """A cut-out picture (RGBA with its shadow) ready for the canvas."""

    slot: Annotated[int, Field(ge=0)]
    origin: ImageOrigin
    asset: AssetRef
    label: str
    """What people call it: the bank id, the prompt or the file's name."""
    seed: int | None = None
    hit: BankHit | None = None
    prompts: GenerationPrompts | None = None
    toy: bool = False
    """Made by toy weights: shows the wiring, not the style."""
