"""How much object and how much shadow there is in a pixel, when both may be."""

from dataclasses import dataclass

import cv2
import numpy as np

from model_servers.cut_out_flags import Bytes, Flags, Floats, Places, flags, places_of, shrunk
from model_servers.cut_out_floor import ShadowPaint

_MASK_DEVIATION = 0.4
"""The guide is off by so much alpha (standard deviation): it decides only where the picture cannot."""
_COLOUR_DEVIATION = 0.04
"""Object colours differ by so much from those of the nearest certain pixel."""
_SHADE_DEVIATION, _SHADE_DEVIATION_SHARE = 0.03, 0.4
"""Shadow differs from its continuation by so much: absolute, and as a share of it (contact shadows are steep)."""
_STEEPEST_COLOUR, _STEEPEST_SHADE = 0.1, 0.5
"""Most that colour and shadow are taken to go on changing across a band; shadow only deepens towards the object."""


@dataclass(frozen=True)
class Scene:
    """The picture as object over a floor that a shadow darkens."""

    image: Floats
    """H x W x 3, 0-1."""
    ground: Floats | None
    """The floor without shadow, alike; None where nothing is known of what is behind the object."""
    paint: ShadowPaint
    shade: Floats
    """H x W, 0-1: alpha of the shadow, were there no object."""

    @property
    def noise(self) -> float:
        """Standard deviation of the picture's noise."""
        return self.paint.noise


@dataclass(frozen=True)
class Mix:
    """What N pixels are made of."""

    alpha: Floats
    """Of the object, 0-1."""
    shade: Floats
    """Alpha of the shadow behind it, 0-1."""
    ground: Floats
    """N x 3: the floor behind it without shadow."""
    front: Floats
    """N x 3: the object in front of it."""
    continued_shade: Floats
    """The shadow as its surroundings let one expect it."""
    precision: Floats
    """Inverse variance of alpha as far as it comes from the picture, not from the guide."""


def unmix(scene: Scene, guide: Floats, inside: Bytes, outside: Bytes, band: Flags, *, continue_colours: bool) -> Mix:
    """Solve the pixels of a band between certain object and certain floor.

    Each is ``a F + (1 - a) B - u B (1 - S)``, ``u = (1 - a) s``, with the nearest object colour for ``F``: linear in
    ``a`` and ``u``. Least squares, with the continued shadow as the prior of ``s`` and the guide as the prior of ``a``
    (Gaussian, as in Chuang et al. 2001, "A Bayesian Approach to Digital Matting").

    Args:
        scene: The picture.
        guide: H x W, 0-1: alpha as expected.
        inside: H x W, 1 where the object is opaque.
        outside: H x W, 1 where no object is.
        band: H x W, the pixels to solve.
        continue_colours: Whether the object's colour goes on changing up to its edge as it did just inside: right for
            narrow bands, too daring for wide ones.
    """
    places = places_of(flags(band))
    seen = scene.image[places]
    rim, front = _nearest(scene.image, inside, places)
    if continue_colours:
        front = np.clip(front + _trend(scene.image, inside, places, rim, front, _STEEPEST_COLOUR), 0, 1)
    if scene.ground is None:
        ground, continued = _nearest(scene.image, outside, places)[1], np.zeros(len(seen), np.float32)
        shade_deviation = np.full(len(seen), 1e-3, np.float32)
    else:
        ground, (beyond, at_edge) = scene.ground[places], _nearest(scene.shade, outside, places)
        deeper = np.maximum(_trend(scene.shade, outside, places, beyond, at_edge, _STEEPEST_SHADE), 0)
        continued = np.clip(at_edge + deeper, 0, 1)
        shade_deviation = _SHADE_DEVIATION + _SHADE_DEVIATION_SHARE * continued
    alpha, shade, precision = _solve(
        seen - ground, front - ground, ground * (1 - scene.paint.colour), continued, shade_deviation, guide[places],
        _COLOUR_DEVIATION + 2 * scene.noise,
    )  # fmt: skip
    return Mix(alpha, shade, ground, front, continued, precision)


def _solve(
    seen: Floats,
    front: Floats,
    paint: Floats,
    shade: Floats,
    shade_deviation: Floats,
    guide: Floats,
    colour_deviation: float,
) -> tuple[Floats, Floats, Floats]:
    """Alpha, shade and precision; the first three N x 3 against the ground."""
    by_colour, by_shade, by_guide = colour_deviation**-2, shade_deviation**-2, _MASK_DEVIATION**-2
    aa = _dot(front, front) * by_colour + shade**2 * by_shade + by_guide
    au = -_dot(front, paint) * by_colour + shade * by_shade
    uu = _dot(paint, paint) * by_colour + by_shade
    a_seen = _dot(front, seen) * by_colour + shade**2 * by_shade + guide * by_guide
    u_seen = -_dot(paint, seen) * by_colour + shade * by_shade
    determinant = aa * uu - au**2
    alpha = (a_seen * uu - u_seen * au) / determinant
    no_shade = u_seen * aa < a_seen * au
    alpha = np.clip(np.where(no_shade, a_seen / aa, alpha), 0, 1)
    shadow = np.clip((u_seen - au * alpha) / uu, 0, 1 - alpha) / np.maximum(1 - alpha, 1e-3)
    precision: Floats = aa - au**2 / uu - by_guide
    return alpha.astype(np.float32), np.clip(shadow, 0, 1).astype(np.float32), precision


def _dot(first: Floats, second: Floats) -> Floats:
    product: Floats = np.einsum("ij,ij->i", first, second)
    return product


def _nearest(image: Floats, known: Bytes, places: Places) -> tuple[Places, Floats]:
    """The known pixel nearest to each place, with the colour there; the place itself where nothing is known."""
    if cv2.countNonZero(known) in (0, known.size):
        return places, image[places]
    _, labels = cv2.distanceTransformWithLabels(1 - known, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    rim = places_of(known - shrunk(known, 1))
    of_label = np.zeros(int(labels.max()) + 1, np.intp)
    of_label[labels[rim]] = np.arange(len(rim[0]))
    nearest = of_label[labels[places]]
    return (rim[0][nearest], rim[1][nearest]), _colours_at(image, known, rim)[nearest]


def _colours_at(image: Floats, known: Bytes, places: Places) -> Floats:
    """Mean of the known ones among 3 x 3 pixels: N x C, or N for an image without channels."""
    height, width = known.shape
    total = np.zeros((len(places[0]), *image.shape[2:]), np.float32)
    count = np.full(len(places[0]), 1e-6, np.float32)
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            rows, columns = np.clip(places[0] + down, 0, height - 1), np.clip(places[1] + right, 0, width - 1)
            weight = known[rows, columns].astype(np.float32)
            total += image[rows, columns] * (weight[:, None] if image.ndim == 3 else weight)
            count += weight
    return np.asarray(total / (count[:, None] if image.ndim == 3 else count), np.float32)


def _trend(image: Floats, known: Bytes, places: Places, rim: Places, at_rim: Floats, most: float) -> Floats:
    """How much the image changes from the known rim to each place, going on as it did on the way to the rim."""
    height, width = known.shape
    mirrored = np.clip(2 * rim[0] - places[0], 0, height - 1), np.clip(2 * rim[1] - places[1], 0, width - 1)
    is_known = known[mirrored] > 0
    change = np.clip(at_rim - image[mirrored], -most, most)
    trend: Floats = change * (is_known[:, None] if image.ndim == 3 else is_known)
    return trend
