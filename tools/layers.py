"""The layers of a composed banner, as arrays: what the preflight measures."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from adbanner.layout import Box

OBJECT_ALPHA = 128
"""Alpha from which a picture's pixel counts as object; below it is shadow or a soft edge."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class TextLayer:
    """The coverage of one text, cropped to where it is drawn."""

    box: Box
    """Where ``coverage`` lies on the canvas, in pixels of the file."""
    coverage: Pixels
    """Height x width, 0-255: how much of each pixel the glyphs cover."""
    colour: tuple[int, int, int]
    button_box: Box | None = None
    """The pill under the text, when it stands on a button."""


@dataclass(frozen=True)
class Layers:
    """A banner taken apart. Arrays are in pixels of the file (layout pixels times scale)."""

    pixels: Pixels
    """Height x width x 3, sRGB: the whole banner before it is encoded."""
    without_text: Pixels
    """The same with grounds, pictures, plates and buttons but no glyphs."""
    object_alpha: Pixels
    """Height x width: highest alpha of any picture where it is object, else 0; shadows are left out."""
    texts: dict[str, TextLayer]
    """By id of text field, static field, or ``legal``."""
