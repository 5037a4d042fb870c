"""Colours as the brand kit writes them, and their WCAG contrast."""

from typing import Annotated

from pydantic import Field

Hex = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
"""``#RRGGBB`` in sRGB."""

Rgb = tuple[int, int, int]
"""Red, green and blue, 0-255 each, in sRGB."""


def rgb(colour: str) -> Rgb:
    """Parse ``#RRGGBB``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def hex_colour(colour: Rgb) -> str:
    """Write a colour as ``#RRGGBB``."""
    return "#{:02X}{:02X}{:02X}".format(*colour)


def relative_luminance(colour: Rgb) -> float:
    """Relative luminance, 0-1, as WCAG 2.2 defines it."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(first: Rgb, second: Rgb) -> float:
    """WCAG 2.2 contrast ratio of two colours, 1-21."""
    a, b = relative_luminance(first), relative_luminance(second)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
