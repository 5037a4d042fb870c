"""The arrays of the cut-out, and the set operations on pictures of flags (0 or 1)."""

import cv2
import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Places = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]
"""Rows and columns of N pixels."""
Box = tuple[slice, slice]
"""Rows and columns of a picture."""


def flags(condition: Flags) -> Bytes:
    """1 where the condition holds: what OpenCV works on."""
    return condition.astype(np.uint8)


def grown(flags: Bytes, radius: int) -> Bytes:
    """The flags with all within a radius of them, in pixels."""
    return np.asarray(cv2.dilate(flags, _disc(radius)), np.uint8)


def shrunk(flags: Bytes, radius: int) -> Bytes:
    """The flags without those within a radius of a 0; the picture's border is none."""
    return np.asarray(cv2.erode(flags, _disc(radius), borderValue=1), np.uint8)


def touching(flags: Bytes) -> Flags:
    """The flags with their eight neighbours."""
    return np.asarray(cv2.dilate(flags, np.ones((3, 3), np.uint8))) > 0


def places_of(flags: Bytes) -> Places:
    """Where they are 1, in the order of ``np.nonzero``, only faster."""
    found = cv2.findNonZero(flags)
    if found is None:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    columns, rows = np.asarray(found).reshape(-1, 2).T.astype(np.intp)  # OpenCV 4 has an axis more than 5
    return rows, columns


def distance_inside(flags: Bytes) -> Floats:
    """Distance of every 1 to the nearest 0, in pixels; 0 elsewhere."""
    return np.asarray(cv2.distanceTransform(flags, cv2.DIST_L2, 5), np.float32)


def _disc(radius: int) -> Bytes:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2), np.uint8)
