"""Cut a soft 3D object out of its white floor, with its natural shadow.

The picture is read as ``I = a F + (1 - a) B (1 - s)``: an object of alpha ``a`` and colour ``F`` over a floor ``B`` that
a shadow ``s`` darkens. A plain mask keeps the white in the colours of the edge and loses the shadow; here both go into
one straight-alpha picture, so that it looks the same on white and right on any other colour.
"""

import cv2
import numpy as np
import numpy.typing as npt

from adbanner.errors import ToolFailed
from model_servers.cut_out_edges import Bytes, Scene, resolve_edges
from model_servers.cut_out_floor import Flags, Floats, ShadowPaint, fit_floor, shadow_paint

_FEWEST_PIXELS = 4
_OBJECT = 0.5
_STRAY = 0.07


def cut_out(pixels: Bytes, object_mask: Floats, *, keep_shadow: bool) -> Bytes:
    """Cut out."""
    height, width = object_mask.shape
    if np.count_nonzero(object_mask > _OBJECT) < _FEWEST_PIXELS:
        raise ToolFailed("no object")
    image = pixels.astype(np.float32) / 255
    floor = fit_floor(image, object_mask)
    wide = max(2, round(max(height, width) * 4 / 768))
    near = cv2.dilate((object_mask > 0.1).astype(np.uint8), np.ones((2 * wide + 1,) * 2, np.uint8))
    if floor is None:
        raise ToolFailed("todo")
    paint = shadow_paint(image, floor, near == 0)
    stray = np.zeros_like(near)
    shadow = paint.alpha(image, floor.colour)
    edges = resolve_edges(Scene(image, floor.colour, paint, shadow, floor.noise), object_mask, stray)
    alpha = edges.alpha
    if keep_shadow:
        shadow[edges.band] = edges.shade
        total = alpha + (1 - alpha) * shadow
        light = image - (1 - total[..., None]) * floor.colour
    colours = np.clip(light / np.maximum(total, 1e-3)[..., None], 0, 1)
    rgba = np.dstack([colours, total])
    rgba[total < 0.5 / 255] = 0
    return np.round(rgba * 255).astype(np.uint8)
