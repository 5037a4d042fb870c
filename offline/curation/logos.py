"""Logos that are given: SIFT key points (Lowe 2004) that agree on one position of the logo in the picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from adbanner.errors import InvalidRequest
from offline.curation.folder import files_of, read_file
from offline.curation.foreground import find_subject
from offline.curation.reading import UnreadableError, read_picture
from tools.layers import Pixels

_LOGO_SIDE_PX = 384
_LEAST_POINTS = 12
_MOST_ERROR_PX = 6.0
_MOST_POINTS = 3000
_LEAST_STRETCH, _MOST_STRETCH = 0.08, 4.0


@dataclass(frozen=True, eq=False)
class Logo:
    """A logo by its key points."""

    name: str
    points: NDArray[np.float32]
    descriptors: NDArray[np.float32]
    size: tuple[int, int]
    """Width and height of the picture that the points lie in."""


@dataclass(frozen=True)
class FoundLogo:
    """A logo in a picture."""

    name: str
    agreeing: int
    """Key points that agree on the place."""
    left: float
    top: float
    width: float
    height: float


def read_logos(folder: Path, *, too_many_pixels: int) -> tuple[Logo, ...]:
    """The logos of a folder.

    Raises:
        InvalidRequest: There is none, one is no picture, or one is too plain to be found by key points.
    """
    logos = []
    for name in files_of(folder):
        try:
            picture = read_picture(read_file(folder / name), too_many_pixels=too_many_pixels)
            crop = find_subject(picture, working_side_px=_LOGO_SIDE_PX).crop
        except UnreadableError as error:
            raise InvalidRequest(
                f"{folder / name} is no logo: {error}. Keep only pictures of logos in this folder.", field="logos"
            ) from error
        framed = cv2.copyMakeBorder(crop, 16, 16, 16, 16, cv2.BORDER_CONSTANT, value=(255, 255, 255))
        points, descriptors = _key_points(np.asarray(framed, np.uint8))
        if len(points) < _LEAST_POINTS:
            raise InvalidRequest(
                f"{folder / name} is too plain to be found: {len(points)} key points, {_LEAST_POINTS} are needed. "
                "Give the logo with its word mark, at least 200 px wide.",
                field="logos",
            )
        logos.append(Logo(name, points, descriptors, (framed.shape[1], framed.shape[0])))
    if not logos:
        raise InvalidRequest(f"{folder} holds no logos.", field="logos")
    return tuple(logos)


def find_logos(pixels: Pixels, logos: Sequence[Logo], *, least_agreeing: int, ratio: float) -> tuple[FoundLogo, ...]:
    """Which of the logos are in a picture, surest first."""
    if not logos:
        return ()
    points, descriptors = _key_points(pixels)
    found = (_find(logo, points, descriptors, ratio) for logo in logos) if len(points) > 1 else ()
    sure = [one for one in found if one is not None and one.agreeing >= least_agreeing]
    return tuple(sorted(sure, key=lambda one: -one.agreeing))


def _key_points(pixels: Pixels) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    points, descriptors = cv2.SIFT.create(_MOST_POINTS, contrastThreshold=0.02).detectAndCompute(grey, None)
    if descriptors is None:
        return np.empty((0, 2), np.float32), np.empty((0, 128), np.float32)
    # RootSIFT (Arandjelović, Zisserman 2012): Hellinger instead of Euclid, the same cost.
    roots = np.sqrt(descriptors / np.maximum(descriptors.sum(axis=1, keepdims=True), 1e-6))
    return np.array([point.pt for point in points], np.float32), roots.astype(np.float32)


def _find(logo: Logo, points: NDArray[np.float32], descriptors: NDArray[np.float32], ratio: float) -> FoundLogo | None:
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(logo.descriptors, descriptors, k=2)
    good = [pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < ratio * pair[1].distance]
    if len(good) < 4:
        return None
    source = logo.points[[match.queryIdx for match in good]]
    target = points[[match.trainIdx for match in good]]
    cv2.setRNGSeed(0)
    # Logos lie flat or nearly so: a similarity has fewer ways to agree by chance than a homography.
    moved, agreeing = cv2.estimateAffinePartial2D(source, target, ransacReprojThreshold=_MOST_ERROR_PX)
    if moved is None:
        return None
    scale = float(np.hypot(moved[0, 0], moved[1, 0]))
    if not _LEAST_STRETCH <= scale <= _MOST_STRETCH:
        return None
    width, height = logo.size
    corners = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]]) @ moved.T
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    distinct = len(np.unique(np.round(target[agreeing.ravel() == 1]), axis=0))
    return FoundLogo(logo.name, distinct, float(left), float(top), float(right - left), float(bottom - top))
