"""The white floor of a render, and the shadow on it.

A shadow on a white floor shows only how much it darkens, never what colour it is: paint of alpha ``s`` and colour ``S``
darkens channel ``c`` by ``s * (1 - S[c])``. The ratio between the channels gives the tint; how dark the darkest channel
is must be assumed.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

SHADOW_DARKEST = 0.055
"""Darkest channel of the shadow's colour, 0-1: shadows of the house style (the bank's renders) are not quite black."""
_FRAME_SHARE = 0.05
"""Share of the shorter side, from the border, in which the floor is looked for."""
_MOST_SAMPLES = 6000
_FEWEST_SAMPLES = 48
_NEAR_WHITE = 0.8
"""A floor darker than that anywhere is no white floor: its darkness would be taken for shadow."""
_EVEN = 0.04
"""Largest spread of a floor about its fit (robust standard deviation); more is a scene, not a floor."""
_NOISES = 2.0
"""Darkening below so many standard deviations of the floor is noise, not shadow."""
_GRID = 64


@dataclass(frozen=True)
class Floor:
    """A near white floor: its colour everywhere and how noisy it is."""

    colour: Floats
    """H x W x 3, 0-1."""
    noise: float
    """Robust standard deviation about the fit."""


@dataclass(frozen=True)
class ShadowPaint:
    """What the shadow would be painted with."""

    colour: Floats
    """Three channels, 0-1."""
    noise: float

    def alpha(self, image: Floats, floor: Floats) -> Floats:
        """Alpha of paint that turns the floor into the image; both ... x 3, the answer without the last axis."""
        darkening = 1 - image / floor
        strength = (1 - self.colour).astype(np.float32)
        fitted = cv2.transform(darkening, (strength / (strength @ strength))[None])
        fitted = np.maximum(fitted, _largest_channel(darkening))  # a coloured reflection: the tint must not clip
        threshold = _NOISES * self.noise
        alpha: Floats = np.clip((fitted - threshold) / (1 - threshold), 0, 1)
        return alpha


def fit_floor(image: Floats, mask: Floats) -> Floor | None:
    """Fit a quadratic surface to the bright pixels along the border; None where there is no near white floor.

    Args:
        image: H x W x 3, 0-1.
        mask: H x W, 0-1, of the object.
    """
    height, width = mask.shape
    frame = max(2, round(min(height, width) * _FRAME_SHARE))
    margin = max(1, frame // 3)
    free = cv2.dilate((mask > 0.02).astype(np.uint8), np.ones((2 * margin + 1,) * 2, np.uint8)) == 0
    free[frame:-frame, frame:-frame] = False
    rows, columns = np.nonzero(free)
    step = max(1, len(rows) // _MOST_SAMPLES)
    rows, columns = rows[::step], columns[::step]
    if len(rows) < _FEWEST_SAMPLES:
        return None
    seen = image[rows, columns]
    lightness = seen.mean(axis=1)
    chosen = lightness >= np.quantile(lightness, 0.3) - 0.02
    surface = _surface(rows / height - 0.5, columns / width - 0.5)
    for _ in range(3):
        weights, *_rest = np.linalg.lstsq(surface[chosen], seen[chosen], rcond=None)
        miss = np.abs(seen - surface @ weights).max(axis=1)
        spread = 1.4826 * float(np.median(miss[chosen]))
        chosen = miss <= 2.5 * spread + 1e-3
    y, x = (axis.ravel() for axis in np.mgrid[-0.5 : 0.5 : _GRID * 1j, -0.5 : 0.5 : _GRID * 1j])
    grid = (_surface(y, x) @ weights).reshape(_GRID, _GRID, 3)
    if spread > _EVEN or grid.min() < _NEAR_WHITE:
        return None
    colour = cv2.resize(np.clip(grid, 0, 1).astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    return Floor(colour, spread)


def _surface(y: npt.NDArray[np.float64], x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=-1)


def shadow_paint(image: Floats, floor: Floor, outside: Flags) -> ShadowPaint:
    """The tint that the shadow has in most places outside the object; neutral where there is no shadow.

    Args:
        image: H x W x 3, 0-1.
        floor: As fitted to it.
        outside: H x W, where certainly no object is.
    """
    rows, columns = np.nonzero(outside)
    step = max(1, len(rows) // (20 * _MOST_SAMPLES))
    rows, columns = rows[::step], columns[::step]
    darkening = 1 - image[rows, columns] / floor.colour[rows, columns]
    clear = darkening[(darkening.min(axis=1) > 0.04 + 3 * floor.noise) & (darkening.max(axis=1) < 0.8)]
    tint = np.ones(3, np.float32)
    if len(clear) >= _FEWEST_SAMPLES:
        tint = np.median(clear / clear.max(axis=1, keepdims=True), axis=0)
        tint = np.clip(tint / tint.max(), 0.7, 1)  # a stronger tint is a coloured object, not a shadow
    return ShadowPaint((1 - tint * (1 - SHADOW_DARKEST)).astype(np.float32), floor.noise)


def _largest_channel(colours: Floats) -> Floats:
    first, second, third = cv2.split(colours)
    return np.asarray(cv2.max(cv2.max(first, second), third), np.float32)
