"""The white floor of a render, and the shadow on it.

A shadow on a white floor shows only how much it darkens, never what colour it is: paint of alpha ``s`` and colour ``S``
darkens channel ``c`` by ``s * (1 - S[c])``. The ratio between the channels gives the tint; how dark the darkest channel
is must be assumed.
"""

from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
import numpy.typing as npt

from model_servers.cut_out_flags import Box, Bytes, Flags, Floats, Places, flags, grown, places_of

Channel = TypeVar("Channel", np.uint8, np.float32)

SHADOW_DARKEST = 0.055
"""Darkest channel of a shadow's colour, 0-1: in the house style (the bank's renders) shadows are not quite black."""
_STRONGEST_TINT = 0.3
"""Shadows may darken one channel so much less than another; more is a coloured object."""
_FRAME_SHARE = 0.05
"""Share of the shorter side, from the border, in which the floor is looked for."""
_MOST_SAMPLES = 6000
_FEWEST_SAMPLES = 48
_NEAR_WHITE = 0.8
"""A floor darker than that anywhere is no white floor: its own darkness would be taken for shadow."""
_MOST_UNEVEN = 0.04
"""Largest spread of a floor about its fit; more is a scene, not a floor."""
_NOISE_LEVELS = 2.0
"""Darkening below so many standard deviations of the floor is noise, not shadow."""
_GRID = 48
_SMOOTHING_PX = 1.5


@dataclass(frozen=True)
class Floor:
    """A near white floor whose colour changes slowly."""

    grid: Floats
    """Its colour at grid points over the whole picture: G x G x 3, 0-1."""
    shape: tuple[int, int]
    """Height and width of the picture."""
    noise: float
    """Robust standard deviation about the fit, 0-1."""

    def within(self, box: Box) -> Floats:
        """Its colour at every pixel of a box: H x W x 3."""
        height, width = self.shape
        whole = cv2.resize(self.grid, (width, height), interpolation=cv2.INTER_LINEAR)
        return np.ascontiguousarray(whole[box], np.float32)


@dataclass(frozen=True)
class ShadowPaint:
    """What the shadow would be painted with."""

    colour: Floats
    """Three channels, 0-1."""
    noise: float
    """Standard deviation of the picture's."""

    def alpha(self, image: Floats, ground: Floats, noise: float) -> Floats:
        """Alpha of the paint that turns the ground into the image, where no object is.

        Args:
            image: ... x 3, 0-1.
            ground: The unshadowed floor, alike.
            noise: Standard deviation of the image's; darkening as weak is none.

        Returns:
            Least squares over the channels, but never so little that a channel would have to be brighter than the
            floor: a coloured reflection stays a colour. Without the last axis, 0-1.
        """
        lit = np.divide(image, ground)
        strength = 1 - self.colour
        weights = (strength / (strength @ strength)).astype(np.float32)
        fitted = weights.sum() - np.asarray(cv2.transform(lit, weights[None]), np.float32)
        fitted = np.maximum(fitted, 1 - darkest_channel(lit))
        threshold = _NOISE_LEVELS * noise
        alpha: Floats = np.clip((fitted - threshold) / (1 - threshold), 0, 1)
        return alpha

    def on(self, ground: Floats, alpha: Floats) -> Floats:
        """The ground with the paint on it: ... x 3."""
        painted: Floats = ground * (1 - alpha[..., None] * (1 - self.colour))
        return painted


def fit_floor(pixels: Bytes, mask: Floats) -> Floor | None:
    """Fit a quadratic surface to the bright pixels along the border; None where there is no near white floor.

    Args:
        pixels: H x W x 3, RGB.
        mask: H x W, 0-1, of the object.
    """
    height, width = mask.shape
    frame = max(2, round(min(height, width) * _FRAME_SHARE))
    free = grown(flags(mask > 0.02), frame // 3) == 0
    free[frame:-frame, frame:-frame] = False
    rows, columns = _thinned(free, _MOST_SAMPLES)
    if len(rows) < _FEWEST_SAMPLES:
        return None
    seen = pixels[rows, columns] / 255
    lightness = seen.mean(axis=1)
    chosen = lightness >= np.quantile(lightness, 0.3) - 0.02
    surface = _surface(rows / height - 0.5, columns / width - 0.5)
    spread = 0.0
    for _ in range(3):
        weights = np.linalg.lstsq(surface[chosen], seen[chosen], rcond=None)[0]
        miss = np.abs(seen - surface @ weights).max(axis=1)
        spread = 1.4826 * float(np.median(miss[chosen]))
        chosen = miss <= 2.5 * spread + 1e-3
    y, x = (axis.ravel() for axis in np.mgrid[-0.5 : 0.5 : _GRID * 1j, -0.5 : 0.5 : _GRID * 1j])
    grid = np.clip(_surface(y, x) @ weights, 0, 1).reshape(_GRID, _GRID, 3).astype(np.float32)
    if spread > _MOST_UNEVEN or grid.min() < _NEAR_WHITE:
        return None
    return Floor(grid, (height, width), spread)


def mix_shadow_paint(image: Floats, ground: Floats, outside: Flags, noise: float) -> ShadowPaint:
    """The tint that the shadow has in most places; neutral where there is hardly any shadow.

    Args:
        image: H x W x 3, 0-1.
        ground: The unshadowed floor, alike.
        outside: H x W, where certainly no object is.
        noise: Of the floor.
    """
    rows, columns = _thinned(outside, 10 * _MOST_SAMPLES)
    darkening = 1 - image[rows, columns] / ground[rows, columns]
    clear = darkening[(darkening.min(axis=1) > 0.04 + 3 * noise) & (darkening.max(axis=1) < 0.8)]
    tint = np.ones(3)
    if len(clear) >= _FEWEST_SAMPLES:
        tint = np.median(clear / clear.max(axis=1, keepdims=True), axis=0)
        tint = np.clip(tint / tint.max(), 1 - _STRONGEST_TINT, 1)
    return ShadowPaint((1 - tint * (1 - SHADOW_DARKEST)).astype(np.float32), noise)


def smoothed_floor(image: Floats, bare: Flags, noise: float) -> tuple[Floats, float]:
    """The image with the noise taken from its bare floor, and how much noise is left there; shadows are smooth."""
    weight = bare.astype(np.float32)
    share = np.asarray(cv2.GaussianBlur(weight, (0, 0), _SMOOTHING_PX), np.float32)
    mean = np.asarray(cv2.GaussianBlur(image * weight[..., None], (0, 0), _SMOOTHING_PX), np.float32)
    smooth = image.copy()
    smooth[bare] = mean[bare] / share[bare][:, None]
    return smooth, noise / (2 * np.sqrt(np.pi) * _SMOOTHING_PX)


def darkest_channel(image: npt.NDArray[Channel]) -> npt.NDArray[Channel]:
    """The smallest of the three channels: H x W."""
    red, green, blue = (image[..., channel] for channel in range(3))
    darkest: npt.NDArray[Channel] = np.minimum(np.minimum(red, green), blue)
    return darkest


def _surface(y: npt.NDArray[np.float64], x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=-1)


def _thinned(chosen: Flags, most: int) -> Places:
    rows, columns = places_of(flags(chosen))
    step = max(1, len(rows) // most)
    return rows[::step], columns[::step]
