"""What a drawn picture must be before its object can be cut out: the same measure on both sides of the wire."""

import numpy as np
from numpy.typing import NDArray

from adbanner.frozen import Frozen

FRAME_SHARE = 0.04
"""Width of the frame that has to be white, as a share of the shorter side."""
NEAR_WHITE = 230
"""Darkest channel of a white floor: renders have soft vignettes, and the cut-out fits floors down to there."""
MIN_WHITE_BORDER = 0.85
"""A shadow may run out of the frame; an object that does so along more than half a side is cropped."""
MIN_SPREAD = 6.0
"""Standard deviation of grey levels: an object on 1 % of the picture at half contrast already has 12."""
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


class DrawnPicture(Frozen):
    """What was measured."""

    white_border: float
    """Share of near-white pixels in the frame, 0-1."""
    spread: float
    """Standard deviation of the grey levels, 0-127.5."""

    @property
    def blank(self) -> bool:
        """Whether nothing is on it."""
        return self.spread < MIN_SPREAD

    @property
    def on_white(self) -> bool:
        """Whether its object stands free on white."""
        return self.white_border >= MIN_WHITE_BORDER


def measure_drawn(pixels: NDArray[np.uint8]) -> DrawnPicture:
    """Measure a picture.

    Args:
        pixels: Height x width x 3, RGB.
    """
    white = pixels.min(axis=2) >= NEAR_WHITE
    frame_px = max(1, round(min(white.shape) * FRAME_SHARE))
    inner = white[frame_px:-frame_px, frame_px:-frame_px]
    white_border = float((white.sum() - inner.sum()) / (white.size - inner.size))
    return DrawnPicture(white_border=white_border, spread=float((pixels @ LUMA).std()))
