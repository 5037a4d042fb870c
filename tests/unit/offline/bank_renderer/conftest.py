from typing import Any, Protocol

import pytest

from offline.bank_renderer.bank_object import BankObject, Variant, View
from offline.bank_renderer.colours import COLOURWAYS, Colourway


class MakeVariant(Protocol):
    def __call__(self, colourway: str = "blue", **changes: Any) -> Variant: ...


class MakeUmbrella(Protocol):
    def __call__(self, *variants: Variant) -> BankObject: ...


def build_nothing(colourway: Colourway, pose: str) -> None:
    raise AssertionError("tests do not render")


@pytest.fixture
def variant() -> MakeVariant:
    """Makes a variant without mistakes, but for the changes."""

    def make(colourway: str = "blue", **changes: Any) -> Variant:
        known = colourway if colourway in COLOURWAYS else "violet"
        values: dict[str, Any] = {
            "caption": f"Раскрытый зонт, {COLOURWAYS[known].ru[0]} купол. Ручка загнута.",
            "caption_en": "An umbrella stands open. Its handle is bent.",
            "services": (
                "страхование путешествий для всей семьи на выходные",
                "точный прогноз погоды на каждый час дня",
                "прокат вещей на прогулку рядом с домом",
            ),
            "tags": ("зонт", "дождь", "погода", "осень", "защита"),
        }
        return Variant(colourway=colourway, **(values | changes))

    return make


@pytest.fixture
def umbrella(variant: MakeVariant) -> MakeUmbrella:
    """Makes an object of those variants, or of three without mistakes."""

    def make(*variants: Variant) -> BankObject:
        shown = variants or (variant("blue"), variant("red"), variant("orange"))
        return BankObject("umbrella", build_nothing, View(), shown)

    return make
