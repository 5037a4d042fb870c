"""How a button looks in a colour that the person chose."""

from adbanner.banner import Adjustments
from adbanner.brand_kit import BrandKit
from adbanner.colour import contrast_ratio, rgb

BLACK, WHITE = "#111111", "#FFFFFF"


def button_adjustments(kit: BrandKit, colour: str) -> Adjustments:
    """The colour with the brand's own text colour for it, or the more readable of black and white.

    Args:
        kit: The brand.
        colour: ``#RRGGBB``; empty changes nothing.
    """
    if not colour:
        return Adjustments()
    own = (ground.button_text for ground in kit.grounds.values() if ground.button.upper() == colour.upper())
    readable = max((BLACK, WHITE), key=lambda text: contrast_ratio(rgb(colour), rgb(text)))
    return Adjustments(button_colour=colour, button_text_colour=next(own, readable))
