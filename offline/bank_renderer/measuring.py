"""What is measured on the pixels of a rendered object: where it is, and which colours it has."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

_OPAQUE = 128
_MAX_COLOURS = 5
_LEAST_SHARE = 0.05
_SAME_COLOUR = 0.11
"""Distance in OKLab, lightness at half its weight, within which shades count as one colour."""
_CELL = 0.03

_TO_CONE = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
     [0.0883024619, 0.2817188376, 0.6299787005]]
)  # fmt: skip
_TO_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
     [0.0259040371, 0.7827717662, -0.8086757660]]
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """Facts about the object in a picture."""

    bounding_box: tuple[int, int, int, int]
    """Left, upper, right and lower edge in pixels; the last two lie just outside."""
    colours: tuple[str, ...]
    """Dominant colours as ``#RRGGBB``, most of the object's area first."""


def measure(rendered: Image.Image) -> Measured:
    """Measure the object's own render; ValueError when it shows nothing or touches the frame."""
    pixels = np.asarray(rendered.convert("RGBA"))
    alpha = pixels[..., 3]
    if not (alpha >= _OPAQUE).any():
        raise ValueError("the object is not in the picture")
    rows, columns = np.nonzero(alpha)
    box = int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1
    height, width = alpha.shape
    if box[0] == 0 or box[1] == 0 or box[2] == width or box[3] == height:
        raise ValueError(f"the object touches the frame: {box} of {width}x{height}")
    return Measured(bounding_box=box, colours=_dominant_colours(pixels[alpha >= _OPAQUE][:, :3]))


def _dominant_colours(pixels: np.ndarray) -> tuple[str, ...]:
    """The fullest cell of the colour space with all that is near it, then the next, while they are worth a name."""
    lab = _oklab(pixels) * (0.5, 1, 1)
    left = np.ones(len(pixels), dtype=bool)
    colours: list[str] = []
    while len(colours) < _MAX_COLOURS and left.any():
        cells, counts = np.unique(np.round(lab[left] / _CELL).astype(int), axis=0, return_counts=True)
        near = left & (np.linalg.norm(lab - cells[counts.argmax()] * _CELL, axis=1) < _SAME_COLOUR)
        if near.sum() < _LEAST_SHARE * len(pixels):
            break
        red, green, blue = np.median(pixels[near], axis=0).astype(int)
        colours.append(f"#{red:02X}{green:02X}{blue:02X}")
        left &= ~near
    return tuple(colours)


def _oklab(pixels: np.ndarray) -> np.ndarray:
    value = pixels / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    lab: np.ndarray = np.cbrt(linear @ _TO_CONE.T) @ _TO_LAB.T
    return lab
