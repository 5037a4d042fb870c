"""Cut a soft 3D object out of its white floor, with its natural shadow.

The picture is read as ``I = a F + (1 - a) B (1 - s)``: an object of alpha ``a`` and colour ``F`` over a floor ``B``
that a shadow ``s`` darkens. A plain mask keeps the white in the colours of the edge and loses the shadow. Here both go
into one straight-alpha picture, ``A = a + (1 - a) s``, that looks the same on the white floor and right on any other.
"""

import cv2
import numpy as np

from adbanner.errors import ToolFailed
from model_servers.cut_out_edges import Edges, resolve_edges, wide_radius
from model_servers.cut_out_flags import Box, Bytes, Floats, Places, flags, grown, places_of
from model_servers.cut_out_floor import Floor, ShadowPaint, darkest_channel, fit_floor, mix_shadow_paint, smoothed_floor
from model_servers.cut_out_mixing import Scene

_OBJECT = 0.5
_FEWEST_PIXELS = 4
"""An object of fewer pixels is a speck in the mask."""
_UNKNOWN_NOISE = 0.01
"""Taken for the noise of a picture that has no floor to measure it on."""
_VISIBLE_NOISE = 0.5 / 255
"""Standard deviation from which the floor is smoothed before its shadow is read."""
_NOISE_REACH = 4.0
"""Colours of the shadow that differ from its paint by fewer standard deviations are noise."""
_FAINTEST = 0.5 / 255
"""Alpha below rounds to nothing."""


def cut_out(pixels: Bytes, object_mask: Floats, *, keep_shadow: bool) -> Bytes:
    """Give the object, freed from the floor, as straight-alpha RGBA of the same size.

    Args:
        pixels: H x W x 3, RGB: an object on a near white floor. On any other background the object is still freed from
            it, but no shadow can be told from it.
        object_mask: H x W, 0-1, from a segmentation model. A guide only: the edge is taken from the picture, a little
            off, blurred or without a thin part it does no harm.
        keep_shadow: Whether the shadow on the floor comes along, as a dark colour of its own alpha.

    Returns:
        H x W x 4. Fully transparent pixels are black.

    Raises:
        ToolFailed: The mask shows no object.
        ValueError: Shapes or types are not as above.
    """
    _check(pixels, object_mask)
    mask = np.clip(object_mask, np.float32(0), np.float32(1))
    if np.count_nonzero(mask > _OBJECT) < _FEWEST_PIXELS:
        raise ToolFailed(
            "The segmentation model found no object in the picture: generate it with another seed or take another one.",
            told="На картинке не нашлось предмета. Выберите другую картинку или создайте её заново.",
        )
    floor = fit_floor(pixels, mask)
    box = _content_box(pixels, mask, floor)
    image = np.asarray(pixels[box], np.float32) / np.float32(255)
    mask_within = np.ascontiguousarray(mask[box], np.float32)
    scene = _read_scene(image, mask_within, floor, box)
    edges = resolve_edges(scene, mask_within, max(mask.shape))
    rgba = np.zeros((*mask.shape, 4), np.uint8)
    rgba[box] = (
        _with_shadow(scene, scene.ground, edges, pixels[box])
        if keep_shadow and scene.ground is not None
        else _alone(scene, edges, pixels[box])
    )
    return rgba


def _check(pixels: Bytes, mask: Floats) -> None:
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3:
        raise ValueError(f"pixels must be H x W x 3 of uint8 (RGB), not {pixels.shape} of {pixels.dtype}")
    if mask.dtype != np.float32 or mask.shape != pixels.shape[:2]:
        raise ValueError(f"object_mask must be {pixels.shape[:2]} of float32, not {mask.shape} of {mask.dtype}")
    if not np.isfinite(mask).all():
        raise ValueError("object_mask must be finite")


def _content_box(pixels: Bytes, mask: Floats, floor: Floor | None) -> Box:
    """Where anything but bare floor is, with a margin."""
    content = flags(mask > 0.02)
    if floor is not None:
        faintest = 255 * (float(floor.grid.min()) - 2 * floor.noise) - 1
        content |= flags(darkest_channel(pixels) < faintest)
    x, y, width, height = cv2.boundingRect(content)
    margin = 4 * wide_radius(max(mask.shape))
    return slice(max(0, y - margin), y + height + margin), slice(max(0, x - margin), x + width + margin)


def _read_scene(image: Floats, mask: Floats, floor: Floor | None, box: Box) -> Scene:
    if floor is None:
        return Scene(image, None, ShadowPaint(np.zeros(3, np.float32), _UNKNOWN_NOISE), np.zeros_like(mask))
    ground = floor.within(box)
    bare = grown(flags(mask > 0.1), wide_radius(max(floor.shape))) == 0
    paint = mix_shadow_paint(image, ground, bare, floor.noise)
    if floor.noise <= _VISIBLE_NOISE:
        return Scene(image, ground, paint, paint.alpha(image, ground, floor.noise))
    smooth, noise_left = smoothed_floor(image, bare, floor.noise)
    return Scene(image, ground, paint, paint.alpha(smooth, ground, noise_left))


def _with_shadow(scene: Scene, ground: Floats, edges: Edges, pixels: Bytes) -> Bytes:
    """Object and shadow; on the bare floor they look as in the picture."""
    shade = scene.shade.copy()
    shade[edges.band] = edges.mix.shade
    total = edges.alpha + (1 - edges.alpha) * shade
    places = places_of(flags((total < 1) & (total >= _FAINTEST)))
    share = total[places][:, None]
    light = np.asarray(scene.image[places] - (1 - share) * ground[places], np.float32)
    if scene.noise > _VISIBLE_NOISE:
        painted = share * scene.paint.colour
        noisy = (edges.alpha[places] == 0) & (np.abs(light - painted).max(axis=1) < _NOISE_REACH * scene.noise)
        light[noisy] = painted[noisy]
    return _straight(pixels, total, places, light)


def _alone(scene: Scene, edges: Edges, pixels: Bytes) -> Bytes:
    """The object without its shadow."""
    behind = scene.paint.on(edges.mix.ground, edges.mix.shade)
    light = np.asarray(scene.image[edges.band] - (1 - edges.alpha[edges.band])[:, None] * behind, np.float32)
    return _straight(pixels, edges.alpha, places_of(flags(edges.band)), light)


def _straight(pixels: Bytes, alpha: Floats, places: Places, light: Floats) -> Bytes:
    """RGBA: opaque pixels as they are, those at the places in the colour of the light that they send by themselves."""
    rgba = np.dstack([pixels, np.round(alpha * 255).astype(np.uint8)])
    colours = light / np.maximum(alpha[places], _FAINTEST)[:, None]
    rgba[(*places, slice(0, 3))] = np.round(np.clip(colours, 0, 1) * 255).astype(np.uint8)
    rgba[alpha < _FAINTEST] = 0
    return rgba
