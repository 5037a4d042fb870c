"""Where the object ends: alpha in a narrow band about its edge, from the picture, guided by a mask.

A segmentation mask knows what the object is, not where its edge runs: it is off by pixels, soft, and loses thin parts.
The edge is located in a wide band about the mask's, then alpha is solved in a band as narrow as an anti-aliased edge,
so that the colours it is mixed from are those next to it: the rims of glossy objects are lighter than their middles,
and would pass for half transparent.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from model_servers.cut_out_flags import Bytes, Flags, Floats, distance_inside, flags, grown, places_of, shrunk, touching
from model_servers.cut_out_mixing import Mix, Scene, unmix

_WIDE_SHARE = 4 / 768
"""Half-width of the wide band as a share of the longer side: how far a mask's edge may be off."""
_NARROW_SHARE = 1 / 768
"""Half-width of the narrow band: an anti-aliased edge."""
_SURE = 0.9
_NARROW_ROUNDS = 2
_UNLIKE = 0.04
"""A pixel that differs so much from the floor, shadowed as it may be, belongs to the object, 0-1."""
_SAME = 1.5 / 255
"""Colours closer than that are the same but for rounding."""
_STEEPEST_SHADE, _SHALLOWEST_SHADE = 5.0, 0.7
"""Shadow next to the object is at most and at least so many times as strong as its continuation."""
_CLEAR_PRECISION = 40.0
"""Inverse variance from which the picture's word on alpha is clear by itself."""
_FEWEST_CLEAR = 100
_TRUSTED_ERROR, _DISTRUSTED_ERROR = 0.05, 0.08
"""Mean difference between mask and clear alpha at which the mask is believed fully, and not at all."""
_CONTRADICTION = 0.4
_CALIBRATION_BINS, _CALIBRATION_PRIOR = 16, 10
_CALIBRATION_GAIN = 0.7
"""A calibrated mask replaces the given one only where it brings the error down to this share."""
_RIDGE_FLATNESS = 0.01
_RIM_BIAS_PX, _LEAST_SHIFT_PX = 0.3, 0.5
"""Light rims make the first located edge lie so much too far inside; a mask off by less is left where it is."""
_THIN_SHARE = 7 / 768
"""Half-width of the thickest part that counts as thin."""
_LOST_DARKNESS, _LOST_COLOUR = 0.12, 0.06
"""A thin part that the mask has lost stands out from what is around it by so much, and from any shadow by so much."""


@dataclass(frozen=True)
class Edges:
    """The object's alpha, and what is behind its edge."""

    alpha: Floats
    """H x W, 0-1."""
    band: Flags
    """H x W, where alpha was solved."""
    mix: Mix
    """The pixels of the band; their ``alpha`` is the picture's word alone."""


def wide_radius(longer_side: int) -> int:
    """How far the edge of a mask may be off in a picture of a size, in pixels."""
    return max(2, round(longer_side * _WIDE_SHARE))


def resolve_edges(scene: Scene, mask: Floats, longer_side: int) -> Edges:
    """Solve the object's alpha.

    Args:
        scene: The picture.
        mask: H x W, 0-1: about where the object is.
        longer_side: Of the whole picture, in pixels, where the scene is a part of it.
    """
    inside, object_ = _locate(scene, mask, longer_side)
    narrow = max(1, round(longer_side * _NARROW_SHARE))
    for _ in range(_NARROW_ROUNDS):
        core = shrunk(object_, narrow) | (inside & object_)
        outside = 1 - grown(object_, narrow)
        band = (core == 0) & (outside == 0)
        core |= _ridges(object_, core, narrow)
        guide = np.asarray(cv2.GaussianBlur(object_.astype(np.float32), (0, 0), 0.7 * narrow), np.float32)
        alpha = core.astype(np.float32)
        mix = unmix(scene, guide, core, outside, band, continue_colours=True)
        alpha[band] = mix.alpha
        object_ = flags(alpha > 0.5)
    return Edges(_believe(mask, alpha, band, mix), band, mix)


def _locate(scene: Scene, mask: Floats, longer_side: int) -> tuple[Bytes, Bytes]:
    """The certain inside and the whole object, as 1 and 0."""
    wide = wide_radius(longer_side)
    inside = shrunk(flags(mask >= _SURE), wide)
    near = grown(flags(mask > 1 - _SURE), wide)
    lost = _lost_parts(scene, near, max(2, round(longer_side * _THIN_SHARE)))
    near |= grown(lost, 2)
    guide = np.maximum(mask, np.float32(0.5) * lost)
    band = (near > 0) & (inside == 0)
    mix = unmix(scene, guide, inside, 1 - near, band, continue_colours=False)
    shift = _displacement(mix, guide, band)
    if abs(shift) > _LEAST_SHIFT_PX:
        guide = np.maximum(_displaced(guide, shift), np.float32(0.5) * lost)
        mix = unmix(scene, guide, inside, 1 - near, band, continue_colours=False)
    is_object = mix.alpha > 0.5
    if scene.ground is not None:
        is_object |= _unlike_floor(scene, mix, band) & (guide[band] > 0.05)
        is_object &= ~_bare_floor(scene, mix, band)
    object_ = inside.copy()
    object_[band] = is_object
    return inside, _without_nicks(object_, guide)


def _without_nicks(object_: Bytes, guide: Floats) -> Bytes:
    """The object with a smooth outline where that is also what the guide says."""
    smooth = np.asarray(cv2.medianBlur(object_, 5), np.uint8)
    return np.where(guide > 0.5, object_ | smooth, object_ & (smooth | flags(guide > 0.25)))


def _displacement(mix: Mix, guide: Floats, band: Flags) -> float:
    """By how many pixels the guide's edge must move outwards to agree with the picture where the picture is clear."""
    clear = np.zeros(guide.shape, np.uint8)
    clear[band] = mix.precision > _CLEAR_PRECISION
    solid = flags(guide > 0.5)
    length = np.count_nonzero((solid - shrunk(solid, 1)) & clear)
    if length < _FEWEST_CLEAR:
        return 0.0
    return float((mix.alpha - guide[band])[clear[band] > 0].sum()) / length + _RIM_BIAS_PX


def _displaced(guide: Floats, shift: float) -> Floats:
    """The guide with its edge moved outwards."""
    solid = flags(guide > 0.5)
    depth = distance_inside(solid) - distance_inside(1 - solid)
    moved: Floats = np.clip((depth + shift) / 2 + 0.5, 0, 1)
    return moved


def _unlike_floor(scene: Scene, mix: Mix, band: Flags) -> Flags:
    """Whether pixels of the band have a colour that no shadow gives the floor, or the wrong depth of shadow."""
    shade = scene.shade[band]
    miss = np.abs(scene.image[band] - scene.paint.on(mix.ground, shade)).max(axis=1)
    margin = _UNLIKE + 3 * scene.noise
    deepest, shallowest = mix.continued_shade * _STEEPEST_SHADE, mix.continued_shade * _SHALLOWEST_SHADE
    unlike: Flags = (miss > margin) | (shade > deepest + margin) | (shade < shallowest - margin)
    return unlike


def _bare_floor(scene: Scene, mix: Mix, band: Flags) -> Flags:
    """Whether pixels of the band are the expected floor to the last level, which the object, however light, is not."""
    expected = scene.paint.on(mix.ground, mix.continued_shade)
    miss = np.abs(scene.image[band] - expected).max(axis=1)
    contrast = np.abs(mix.front - expected).max(axis=1)
    reach = _SAME + 2 * scene.noise
    bare: Flags = (miss < reach) & (contrast > 3 * reach)
    return bare


def _lost_parts(scene: Scene, near: Bytes, half_width: int) -> Bytes:
    """Thin parts outside the mask that no shadow looks like and that hang on the object, as 1 and 0."""
    if scene.ground is None:
        return np.zeros_like(near)
    square = np.ones((2 * half_width + 1,) * 2, np.uint8)
    detail = np.asarray(cv2.morphologyEx(scene.shade, cv2.MORPH_TOPHAT, square))
    places = places_of(flags((detail > _LOST_DARKNESS + 3 * scene.noise) & (near == 0)))
    parts = near.copy()
    shaded = scene.paint.on(scene.ground[places], scene.shade[places])
    parts[places] = np.abs(scene.image[places] - shaded).max(axis=1) > _LOST_COLOUR + 3 * scene.noise
    if not (parts & (1 - near)).any():
        return np.zeros_like(near)
    count, labels = cv2.connectedComponents(parts)
    attached = np.zeros(count, np.uint8)
    attached[np.unique(labels[near > 0])] = 1
    attached[0] = 0
    lost: Bytes = attached[labels] & (1 - near)
    return lost


def _ridges(object_: Bytes, core: Bytes, narrow: int) -> Bytes:
    """The middle of parts too thin to have a core, so that they have a colour of their own; as 1 and 0."""
    depth = distance_inside(object_)
    highest = np.asarray(cv2.dilate(depth, np.ones((3, 3), np.uint8)))
    ridge = (depth >= highest - _RIDGE_FLATNESS) & (object_ > 0) & (grown(core, narrow + 1) == 0)
    return flags(ridge)


def _believe(mask: Floats, alpha: Floats, band: Flags, mix: Mix) -> Floats:
    """Take the mask's word as far as it agrees with the picture where the picture is clear.

    Light objects on a white floor are where the picture is not clear, and a good mask is.
    """
    clear = np.zeros(mask.shape, np.uint8)
    clear[band] = mix.precision > _CLEAR_PRECISION
    is_clear = touching(clear)
    if np.count_nonzero(is_clear) < _FEWEST_CLEAR:
        return alpha
    calibrated = _calibrated(mask, alpha, is_clear)
    error, calibrated_error = (float(np.abs(alpha[is_clear] - it[is_clear]).mean()) for it in (mask, calibrated))
    if calibrated_error < _CALIBRATION_GAIN * error:
        mask, error = calibrated, calibrated_error
    trust = float(np.clip((_DISTRUSTED_ERROR - error) / (_DISTRUSTED_ERROR - _TRUSTED_ERROR), 0, 1))
    if not trust:
        return alpha
    edge = touching(flags(band))
    contradiction = (np.abs(alpha - mask) > _CONTRADICTION) & edge
    contradicted = touching(flags(contradiction)) & is_clear
    believed = alpha.copy()
    chosen = edge & ~contradicted
    believed[chosen] += trust * (mask[chosen] - alpha[chosen])
    return believed


def _calibrated(mask: Floats, alpha: Floats, clear: Flags) -> Floats:
    """The mask with its values replaced by the alpha that they mean on average where the picture is clear."""
    bins = np.minimum((mask[clear] * _CALIBRATION_BINS).astype(np.intp), _CALIBRATION_BINS - 1)
    centres = (np.arange(_CALIBRATION_BINS) + 0.5) / _CALIBRATION_BINS
    count = np.bincount(bins, minlength=_CALIBRATION_BINS) + _CALIBRATION_PRIOR
    total = np.bincount(bins, alpha[clear], minlength=_CALIBRATION_BINS) + _CALIBRATION_PRIOR * centres
    means = np.maximum.accumulate(total / count)
    return np.interp(mask, np.r_[0, centres, 1], np.r_[0, means, 1]).astype(np.float32)
