"""The ground of a banner: one colour, or two that run into each other without a band or a grey middle."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from adbanner.brand_kit import Ground
from adbanner.colour import Rgb, rgb
from adbanner.layout import Background
from tools.layers import Pixels

GROUNDS_KEPT = 8
MIN_RAMP_STEPS = 256
BAYER = np.array([[0, 2], [3, 1]])
"""Order of the dither's thresholds: two pixels square hide the bands; larger tiles double the PNG."""


def draw_ground(ground: Ground, background: Background, width: int, height: int) -> Pixels:
    """Height x width x 3 sRGB pixels of a ground; read-only, remembered.

    The gradient runs as CSS ``linear-gradient`` does, but through OkLab, where equal steps look equal. An ordered
    dither breaks its bands: unlike noise it is the same every time and compresses well.
    """
    end = ground.start if background.kind == "solid" else ground.end
    return _gradient(width, height, rgb(ground.start), rgb(end), background.angle_deg)


def oklab(colours: NDArray[np.float32]) -> NDArray[np.float32]:
    """Colours in OkLab (from sRGB 0-255, last axis), where distances are as large as they look."""
    value = colours / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ RGB_TO_CONES.T) @ CONES_TO_LAB.T, np.float32)


@lru_cache(maxsize=GROUNDS_KEPT)
def _gradient(width: int, height: int, start: Rgb, end: Rgb, angle_deg: float) -> Pixels:
    canvas = np.empty((height, width, 3), np.uint8)
    if start == end:
        canvas[:] = start
    else:
        angle = math.radians(angle_deg)
        dx, dy = math.sin(angle), -math.cos(angle)
        length = abs(width * dx) + abs(height * dy)
        across = ((np.arange(width, dtype=np.float32) + 0.5 - width / 2) * (dx / length))[None, :]
        down = ((np.arange(height, dtype=np.float32) + 0.5 - height / 2) * (dy / length))[:, None]
        ramp = _ramp(start, end, max(MIN_RAMP_STEPS, math.ceil(length)))
        thresholds = ((BAYER + 0.5) / BAYER.size).astype(np.float32)
        shades = np.concatenate([np.minimum(ramp + threshold, 255) for threshold in thresholds.flat]).astype(np.uint8)
        position = (across + down + np.float32(0.5)) * np.float32(len(ramp) - 1) + np.float32(0.5)
        index = np.clip(position, 0, len(ramp) - 1).astype(np.int32)
        for number, (row, column) in enumerate(np.ndindex(BAYER.shape)):
            index[row :: BAYER.shape[0], column :: BAYER.shape[1]] += number * len(ramp)
        np.take(shades, index, axis=0, out=canvas)
    canvas.flags.writeable = False
    return canvas


def _ramp(start: Rgb, end: Rgb, steps: int) -> NDArray[np.float32]:
    """Colours from start to end in equal steps of OkLab, as sRGB 0-255."""
    ends = oklab(np.array([start, end], np.float32))
    share = np.linspace(0, 1, steps, dtype=np.float32)[:, None]
    lab = ends[0] * (1 - share) + ends[1] * share
    linear = np.clip(((lab @ np.linalg.inv(CONES_TO_LAB).T) ** 3) @ np.linalg.inv(RGB_TO_CONES).T, 0, 1)
    encoded = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(encoded * 255, np.float32)


RGB_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
CONES_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
"""Björn Ottosson, "A perceptual color space for image processing" (2020)."""
