"""What of a picture tells whether another shows the same: its object alone, small."""

import base64

import cv2
import numpy as np
from numpy.typing import NDArray

from adbanner.frozen import Frozen
from offline.curation.foreground import Subject
from tools.layers import Pixels

SIDE_PX = 48
_HASH_SIDE_PX, _HASH_BITS_SIDE = 32, 8
_MARGIN_SHARE = 0.06


class Fingerprint(Frozen):
    """An object on white in a square, and its hash."""

    perceptual_hash: int
    """64 bits: signs of low frequencies of the cosine transform (pHash: Zauner 2010)."""
    proportion: float
    """Width of the object by its height."""
    square: str
    """``SIDE_PX`` x ``SIDE_PX`` x 3 bytes as base64."""

    @property
    def pixels(self) -> Pixels:
        """The square as an array."""
        return np.frombuffer(base64.b64decode(self.square), np.uint8).reshape(SIDE_PX, SIDE_PX, 3)


def fingerprint(subject: Subject) -> Fingerprint:
    """Of the object's box, so that neither its place nor its size counts."""
    left, top, right, bottom = subject.box
    crop = np.where(subject.mask[top:bottom, left:right, None], subject.crop, np.uint8(255))
    height, width = crop.shape[:2]
    side = round(max(height, width) * (1 + 2 * _MARGIN_SHARE))
    square = np.full((side, side, 3), 255, np.uint8)
    y, x = (side - height) // 2, (side - width) // 2
    square[y : y + height, x : x + width] = crop
    small = cv2.resize(square, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA)
    return Fingerprint(
        perceptual_hash=_hash(square),
        proportion=round(width / height, 4),
        square=base64.b64encode(small.tobytes()).decode(),
    )


def _hash(square: Pixels) -> int:
    grey = cv2.cvtColor(square, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (_HASH_SIDE_PX, _HASH_SIDE_PX), interpolation=cv2.INTER_AREA)
    low: NDArray[np.float32] = np.asarray(cv2.dct(small.astype(np.float32)), np.float32)
    frequencies = low[:_HASH_BITS_SIDE, :_HASH_BITS_SIDE].ravel()
    bits = frequencies > np.median(frequencies[1:])
    return int("".join("1" if bit else "0" for bit in bits), 2)
