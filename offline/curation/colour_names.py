"""Colours of an object by their everyday names, for statistics."""

import cv2
import numpy as np
from numpy.typing import NDArray

from offline.curation.examination import ColourShare

_HUES = (
    (8, "красный"),
    (20, "оранжевый"),
    (35, "жёлтый"),
    (83, "зелёный"),
    (98, "бирюзовый"),
    (128, "синий"),
    (150, "фиолетовый"),
    (172, "розовый"),
    (180, "красный"),
)
"""Upper ends of hue in OpenCV's half degrees."""
_GREY_SATURATION, _WHITE_VALUE, _BLACK_VALUE = 40, 200, 60
_LEAST_SHARE = 0.05
COLOUR_NAMES = (*dict.fromkeys(name for _, name in _HUES), "белый", "серый", "чёрный")


def colour_shares(pixels: NDArray[np.uint8]) -> tuple[ColourShare, ...]:
    """Names with their shares of N x 3 pixels, those of at least 5 %, largest first."""
    tones = cv2.cvtColor(pixels[:, None], cv2.COLOR_RGB2HSV)[:, 0]
    hue, saturation, value = tones[:, 0], tones[:, 1], tones[:, 2]
    names = list(dict.fromkeys(name for _, name in _HUES))
    ends = np.array([end for end, _ in _HUES])
    of_hue = np.array([names.index(name) for _, name in _HUES])
    index = of_hue[np.searchsorted(ends, hue, side="right").clip(max=len(ends) - 1)]
    grey = saturation < _GREY_SATURATION
    white, grey_at, black = (len(names) + i for i in range(3))
    index = np.where(grey, np.where(value >= _WHITE_VALUE, white, grey_at), index)
    index = np.where(value < _BLACK_VALUE, black, index)
    shares = np.bincount(index, minlength=len(COLOUR_NAMES)) / max(1, len(index))
    order = np.argsort(-shares, kind="stable")
    return tuple(
        ColourShare(name=COLOUR_NAMES[i], share=round(float(shares[i]), 3)) for i in order if shares[i] >= _LEAST_SHARE
    )
