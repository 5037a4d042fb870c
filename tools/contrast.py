"""Contrast of a text with the pixels that really lie around its glyphs (WCAG 2.2)."""

import cv2
import numpy as np
from numpy.typing import NDArray

from adbanner.colour import Rgb, relative_luminance
from tools.layers import Pixels, TextLayer

WORST_SHARE = 0.05
"""The contrast that all but the worst 5 % of the surrounding pixels reach: one speck is not a ground."""
STROKE_COVERAGE = 128
"""Coverage from which a pixel belongs to a stroke."""
REACH_SHARE, LEAST_REACH_PX = 0.02, 2
"""Width of the ring round the strokes, as a share of the text's height."""
HIGHEST_RATIO = 21.0
LINEAR = np.array([v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in range(256)])
"""sRGB value -> linear light, as WCAG 2.2 defines it."""
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])

COLOUR_VISIONS: dict[str, NDArray[np.float64]] = {
    "протанопия": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "дейтеранопия": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "тританопия": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""Simulated colour blindness on linear RGB, severity 1 (Machado, Oliveira and Fernandes, 2009)."""


def surrounding_pixels(layer: TextLayer, ground: Pixels) -> Pixels:
    """The pixels in a ring round the strokes of a text.

    Strokes of another text that come into the ring count as ground: texts that touch are unreadable too.

    Args:
        layer: The text's coverage.
        ground: Height x width x 3, sRGB: the whole banner, with or without its texts.

    Returns:
        Count x 3, sRGB; empty when the text has no strokes.
    """
    reach_px = max(LEAST_REACH_PX, round(layer.box.height * REACH_SHARE))
    height, width = ground.shape[:2]
    coverage = np.pad(layer.coverage, reach_px)
    strokes = (coverage >= STROKE_COVERAGE).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach_px + 1, 2 * reach_px + 1))
    ring = (cv2.dilate(strokes, kernel) > 0) & (coverage == 0)
    left, top = layer.box.x - reach_px, layer.box.y - reach_px
    inside = ring[max(0, -top) : height - top, max(0, -left) : width - left]
    part = ground[max(0, top) : top + ring.shape[0], max(0, left) : left + ring.shape[1]]
    return np.asarray(part[inside], np.uint8)


def contrast_with(colour: Rgb, pixels: Pixels) -> float:
    """Contrast ratio, 1-21, that all but the worst pixels reach against a text colour; 21 without pixels."""
    return _worst_ratio(relative_luminance(colour), LINEAR[pixels] @ LUMINANCE)


def colour_blind_contrast(colour: Rgb, pixels: Pixels) -> tuple[float, str]:
    """The lowest contrast under simulated colour blindness and the name of that vision."""
    linear_text, linear_pixels = LINEAR[np.array(colour)], LINEAR[pixels].reshape(1, -1, 3)
    ratios = {}
    for name, matrix in COLOUR_VISIONS.items():
        text = float(np.clip(matrix @ linear_text, 0, 1) @ LUMINANCE)
        # Not `@`: BLAS threads take ten times longer over so narrow a matrix.
        seen = cv2.transform(linear_pixels, matrix)[0] if pixels.size else linear_pixels[0]
        ratios[name] = _worst_ratio(text, np.clip(seen, 0, 1) @ LUMINANCE)
    name = min(ratios, key=lambda vision: ratios[vision])
    return ratios[name], name


def _worst_ratio(text: float, grounds: NDArray[np.float64]) -> float:
    if not grounds.size:
        return HIGHEST_RATIO
    ratios = (np.maximum(text, grounds) + 0.05) / (np.minimum(text, grounds) + 0.05)
    return float(np.quantile(ratios, WORST_SHARE))
