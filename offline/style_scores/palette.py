"""How far the colours of pictures are from those of the bank: sliced Wasserstein distances in OKLab.

OKLab (Ottosson 2020) is a colour space where equal distances look about equally different; lightness spans 0-1. A
palette is kept as the distribution functions of its pixels along fixed directions: those of a set are the means of its
pictures', and the area between two of them is the Wasserstein-1 distance along the direction (Bonneel et al. 2015).
"""

from io import BytesIO

import numpy as np
from PIL import Image

from adbanner.errors import InvalidRequest
from offline.validation.resampling import Floats

SIDE_PX = 160
"""Pictures are measured at this size: palettes do not change with it."""
DIRECTIONS = 32
BINS = 192
REACH = 1.1
"""Projections of sRGB colours in OKLab lie within +-1.1 of the origin."""
MIN_CHROMA = 0.035
"""Light pixels with less are floor or shadow: every picture has those, whatever its palette."""
MIN_SHADE = 0.45
"""Lightness from which a neutral pixel counts as floor or shadow."""
MIN_SHARE = 0.002
"""A picture with less of an object than this shows none."""
NEAREST = 5

TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


class NoObject(Exception):
    """A picture shows nothing that has a colour."""


def oklab(srgb: Floats) -> Floats:
    """OKLab lightness, a and b of sRGB colours, both in the last axis; channels are 0-1."""
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    lab: Floats = np.cbrt(linear @ TO_LMS.T) @ TO_LAB.T
    return lab


def open_picture(data: bytes, name: str) -> Image.Image:
    """A picture on white, RGB.

    Raises:
        InvalidRequest: It is damaged; names it.
    """
    try:
        with Image.open(BytesIO(data)) as opened:
            opened.load()
            image = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise InvalidRequest(f"{name}: the picture cannot be read ({error}).") from error
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def object_colours(image: Image.Image) -> Floats:
    """OKLab colours of the pixels that are neither white floor nor grey shadow, shape (pixels, 3).

    Raises:
        NoObject: There are none, so that nothing can be said about a palette.
    """
    small = image.copy()
    small.thumbnail((SIDE_PX, SIDE_PX), Image.Resampling.BOX)
    colours = oklab(np.asarray(small, dtype=np.float64).reshape(-1, 3) / 255)
    chroma = np.hypot(colours[:, 1], colours[:, 2])
    shown = colours[(chroma >= MIN_CHROMA) | (colours[:, 0] < MIN_SHADE)]
    if len(shown) < MIN_SHARE * len(colours):
        raise NoObject
    return shown


def palette(image: Image.Image) -> Floats:
    """The palette of a picture, shape (DIRECTIONS, BINS).

    Raises:
        NoObject: See ``object_colours``.
    """
    projected = object_colours(image) @ _directions().T
    bins = np.clip(((projected + REACH) / (2 * REACH) * BINS).astype(int), 0, BINS - 1)
    counts = np.stack([np.bincount(column, minlength=BINS) for column in bins.T])
    distribution: Floats = np.cumsum(counts, axis=1) / len(projected)
    return distribution


def palette_distance(one: Floats, other: Floats) -> Floats:
    """Sliced Wasserstein-1 distance of palettes, 0-1 for the colours there are; leading dimensions broadcast."""
    distance: Floats = np.abs(one - other).sum(axis=-1).mean(axis=-1) * (2 * REACH / BINS)
    return distance


def nearest_distance(one: Floats, bank: Floats, nearest: int = NEAREST) -> float:
    """Mean distance of a palette to those of the bank's pictures that are most like it.

    A red gift is far from the mean of a colourful bank, and yet in style: what counts is that the bank has such reds.
    """
    distances = np.sort(palette_distance(one[None], bank))
    return float(distances[:nearest].mean())


def _directions() -> Floats:
    """Unit vectors spread evenly over half a sphere (Fibonacci lattice), shape (DIRECTIONS, 3)."""
    k = np.arange(DIRECTIONS)
    height = (k + 0.5) / DIRECTIONS
    angle = np.pi * (1 + np.sqrt(5)) * k
    radius = np.sqrt(1 - height**2)
    return np.stack([height, radius * np.cos(angle), radius * np.sin(angle)], axis=1)
