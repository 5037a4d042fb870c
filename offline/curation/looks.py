"""Sharpness, noise and clutter of an object: one number each."""

import cv2
import numpy as np
from numpy.typing import NDArray

from offline.curation.foreground import Subject
from tools.layers import Pixels

_LEVEL_BITS = 4
_CANNY = 60, 150
_CLUTTER_UNIT = 0.925
"""Bits of colour times share of edges that make a clutter of 1."""
_IMMERKAER = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
_FLAT_SHARE = 0.5


def sharpness(subject: Subject, *, side_px: int) -> float:
    """Variance of the Laplacian on the object's box (Pech-Pacheco 2000)."""
    grey = cv2.cvtColor(_scaled(subject.crop, side_px), cv2.COLOR_RGB2GRAY)
    return float(cv2.Laplacian(grey, cv2.CV_64F).var())


def noise(pixels: Pixels, mask: NDArray[np.bool_]) -> float:
    """Standard deviation of noise in grey levels (Immerkær 1996), on the flatter half of the object.

    The median of the operator's absolute value instead of its mean, and no strong gradients: edges are no noise.
    """
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    inner = cv2.erode(mask.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    if not inner.any():
        return 0.0
    smooth = cv2.GaussianBlur(grey, (0, 0), 2)
    gradient = cv2.magnitude(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1))
    flat = inner & (gradient <= np.quantile(gradient[inner], _FLAT_SHARE))
    response = np.abs(cv2.filter2D(grey, cv2.CV_32F, _IMMERKAER))[flat]
    return float(np.median(response) / 0.6745 / 6)


def clutter(subject: Subject, *, side_px: int) -> float:
    """Entropy of the object's colours times the share of its area that is edge."""
    crop = np.asarray(cv2.GaussianBlur(_scaled(subject.crop, side_px), (0, 0), 1), np.uint8)
    left, top, right, bottom = subject.box
    mask = _scaled((subject.mask[top:bottom, left:right] * np.uint8(255)), side_px) >= 128
    if not mask.any():
        return 0.0
    levels = crop[mask].astype(np.int32) >> (8 - _LEVEL_BITS)
    cells = (levels[:, 0] << 2 * _LEVEL_BITS) | (levels[:, 1] << _LEVEL_BITS) | levels[:, 2]
    counts = np.bincount(cells)
    shares = counts[counts > 0] / len(cells)
    entropy = float(-(shares * np.log2(shares)).sum())
    edges = cv2.Canny(crop, *_CANNY)[mask] > 0
    return entropy * float(edges.mean()) / _CLUTTER_UNIT


def _scaled(pixels: NDArray[np.uint8], side_px: int) -> Pixels:
    height, width = pixels.shape[:2]
    factor = side_px / max(height, width)
    size = max(3, round(width * factor)), max(3, round(height * factor))
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(np.ascontiguousarray(pixels), size, interpolation=method), np.uint8)
