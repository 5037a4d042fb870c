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

    Args:
        layer: The text's coverage.
        ground: Height x width x 3, the whole banner; strokes themselves are left out by the mask.

    Returns:
        Count x 3, sRGB; empty when the text has no strokes.
    """
    reach_px = max(2, round(layer.box.height * 0.02))
    height, width = ground.shape[:2]
    left, top = max(0, layer.box.x - reach_px), max(0, layer.box.y - reach_px)
    right, bottom = min(width, layer.box.right + reach_px), min(height, layer.box.bottom + reach_px)
    coverage = np.zeros((height, width), np.uint8)
    coverage[layer.box.y : layer.box.bottom, layer.box.x : layer.box.right] = layer.coverage
    part = coverage[top:bottom, left:right]
    strokes = (part >= STROKE_COVERAGE).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach_px + 1, 2 * reach_px + 1))
    ring = (cv2.dilate(strokes, kernel) > 0) & (part == 0)
    return ground[top:bottom, left:right][ring]


def contrast_with(colour: Rgb, pixels: Pixels) -> float:
    """Contrast ratio, 1-21, that all but the worst pixels reach against a text colour; 21 without pixels."""
    return _worst_ratio(relative_luminance(colour), LINEAR[pixels] @ LUMINANCE)


def colour_blind_contrast(colour: Rgb, pixels: Pixels) -> tuple[float, str]:
    """The lowest contrast under simulated colour blindness and the name of that vision."""
    linear_text, linear_pixels = LINEAR[np.array(colour)], LINEAR[pixels]
    ratios = {}
    for name, matrix in COLOUR_VISIONS.items():
        text = float(np.clip(matrix @ linear_text, 0, 1) @ LUMINANCE)
        ratios[name] = _worst_ratio(text, np.clip(linear_pixels @ matrix.T, 0, 1) @ LUMINANCE)
    name = min(ratios, key=lambda vision: ratios[vision])
    return ratios[name], name


def _worst_ratio(text: float, grounds: NDArray[np.float64]) -> float:
    if not grounds.size:
        return 21.0
    ratios = (np.maximum(text, grounds) + 0.05) / (np.minimum(text, grounds) + 0.05)
    return float(np.quantile(ratios, WORST_SHARE))
