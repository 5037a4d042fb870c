"""Shapes that stand out from what is round them: where letters and signs are looked for.

Areas that stay connected at a level of lightness or colour: extremal regions (Matas et al. 2002) at fixed levels.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""Height x width x 3, RGB; 0-255."""

_LIGHTNESS_LEVELS = range(24, 248, 20)
_COLOUR_LEVELS = range(80, 180, 15)
_MARGIN_PX = 8


@dataclass(frozen=True, eq=False)
class Shape:
    """A connected area, darker or lighter than its surroundings (or greener, bluer, and so on)."""

    left: int
    top: int
    mask: NDArray[np.bool_]
    """Its bounding box."""
    area: int

    @property
    def height(self) -> int:
        """Of its bounding box."""
        return int(self.mask.shape[0])

    @property
    def width(self) -> int:
        """Of its bounding box."""
        return int(self.mask.shape[1])


def shapes_in(
    pixels: Pixels, box: tuple[int, int, int, int], *, least_height: int, most_height: int
) -> Iterator[Shape]:
    """Areas of letter-like size and fill, each once; the same letter may come at several levels a little different.

    Args:
        pixels: Height x width x 3.
        box: Left, upper, right and lower edge of the part that is looked at; shapes lie in the whole picture.
        least_height: In pixels.
        most_height: In pixels.
    """
    seen: set[tuple[int, int, int, int, int]] = set()
    left, top = max(0, box[0] - _MARGIN_PX), max(0, box[1] - _MARGIN_PX)
    part = np.ascontiguousarray(pixels[top : box[3] + _MARGIN_PX, left : box[2] + _MARGIN_PX])
    lab = cv2.cvtColor(part, cv2.COLOR_RGB2LAB)
    for channel, levels in ((0, _LIGHTNESS_LEVELS), (1, _COLOUR_LEVELS), (2, _COLOUR_LEVELS)):
        plane = np.ascontiguousarray(lab[..., channel])
        low, high = int(plane.min()), int(plane.max())
        for level in levels:
            if low < level <= high:
                above = (plane >= level).astype(np.uint8)
                for binary in (above, 1 - above):
                    for shape in _areas(binary, least_height, most_height, seen):
                        yield Shape(shape.left + left, shape.top + top, shape.mask, shape.area)


def _areas(
    binary: Pixels, least_height: int, most_height: int, seen: set[tuple[int, int, int, int, int]]
) -> Iterator[Shape]:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(binary, connectivity=4)
    height, width, area = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_AREA]
    fill, proportion = area / (width * height), width / height
    wanted = (height >= least_height) & (height <= most_height) & (fill > 0.1) & (fill < 0.95)
    wanted &= (proportion > 0.1) & (proportion < 2)
    wanted[0] = False
    for i in np.flatnonzero(wanted):
        key = tuple(int(value) for value in stats[i])
        left, top, across, down, size = key
        if (left, top, across, down, size) not in seen:
            seen.add((left, top, across, down, size))
            yield Shape(left, top, labels[top : top + down, left : left + across] == i, size)
