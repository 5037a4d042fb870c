"""What an object of the bank declares: how to build it, how to look at it, and the words for its pictures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from offline.bank_renderer.colours import Colourway


@dataclass(frozen=True)
class View:
    """How the camera sees an object; angles in degrees."""

    azimuth: float = -28
    """Where the camera stands: negative is to the left of the object's front."""
    elevation: float = 20
    fill: float = 0.72
    """Share of the frame that the longer side of the object takes."""
    yaw: float = 0
    """Turns the object itself, counter-clockwise from above."""
    lift: float = 0
    """How high it floats above the ground, where its largest dimension is 2."""


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One picture of the bank."""

    colourway: str
    azimuth_offset: float = 0
    """Degrees added to the view's azimuth."""
    pose: str = ""
    """Passed to the builder; empty for the usual one."""
    caption: str
    """Russian, 2-4 sentences: this picture as it looks."""
    caption_en: str
    services: tuple[str, str, str]
    """Three different services, in Russian, that the picture could advertise, written from the picture alone."""
    tags: tuple[str, ...]


@dataclass(frozen=True)
class BankObject:
    """An object of the bank with all its pictures."""

    id: str
    build: Callable[[Colourway, str], None]
    """Puts the meshes of a colourway and a pose into the empty scene."""
    view: View
    variants: tuple[Variant, ...]

    def picture_ids(self) -> tuple[str, ...]:
        """The id of each variant's picture: ``<object>_<colourway>[_<pose>]``, with the angle where that repeats."""
        ids: list[str] = []
        for variant in self.variants:
            picture_id = "_".join(part for part in (self.id, variant.colourway, variant.pose) if part)
            if picture_id in ids:
                side = "left" if variant.azimuth_offset < 0 else "right"
                picture_id += f"_{side}_{abs(round(variant.azimuth_offset))}"
            ids.append(picture_id)
        return tuple(ids)


@dataclass(frozen=True)
class Picture:
    """A declared picture: a variant with its object and id."""

    id: str
    bank_object: BankObject
    variant: Variant


def declared_pictures(objects: Iterable[BankObject]) -> dict[str, Picture]:
    """The pictures of the objects by their ids."""
    return {
        picture_id: Picture(picture_id, bank_object, variant)
        for bank_object in objects
        for picture_id, variant in zip(bank_object.picture_ids(), bank_object.variants, strict=True)
    }
