"""What of a picture is the object: by its alpha, or by the even ground round it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from offline.curation.finding import Spot
from offline.curation.reading import Obstacle, ReadPicture, UnreadableError
from tools.layers import OBJECT_ALPHA, Pixels
from tools.picture_placement import PART_AREA_SHARE

_SAME_GROUND = 14
"""Levels of 255 by which ground may differ from its neighbour: a soft shadow or a gradient, no edge of an object."""
_EVEN_BORDER_SHARE = 0.9
"""Least share of the border within twice that of its median; below it the picture has no ground of its own."""
_LEAST_GROUND_SHARE = 0.02
_LEAST_OBJECT_SHARE = 0.0005
_TOUCH_PX = 1


@dataclass(frozen=True, eq=False)
class Subject:
    """A picture at working size with its object."""

    pixels: Pixels
    """Height x width x 3, over white."""
    mask: NDArray[np.bool_]
    """Where the object is, without its shadow."""
    box: tuple[int, int, int, int]
    """Left, upper, right and lower edge of the object; the last two lie just outside."""
    parts: int
    """Separate things."""
    scale: float
    """Working pixels per pixel of the file."""
    own_ground: bool
    """Whether the object stands on a transparent or even ground."""

    @property
    def coverage(self) -> float:
        """Share of the picture that is object."""
        return float(self.mask.mean())

    @property
    def crop(self) -> Pixels:
        """The object's box."""
        left, top, right, bottom = self.box
        return self.pixels[top:bottom, left:right]

    @property
    def object_side_px(self) -> float:
        """The longer side of the object in pixels of the file."""
        left, top, right, bottom = self.box
        return max(right - left, bottom - top) / self.scale

    @property
    def cut_share(self) -> float:
        """The largest share of an edge of the picture that the object touches; 0 without a ground of its own."""
        if not self.own_ground:
            return 0.0
        edges = (self.mask[:_TOUCH_PX], self.mask[-_TOUCH_PX:], self.mask[:, :_TOUCH_PX], self.mask[:, -_TOUCH_PX:])
        return max(float(edge.mean()) for edge in edges)

    @property
    def border_level(self) -> int:
        """Median of the darkest channel along the picture's edges, 0-255."""
        darkest = self.pixels.min(axis=2)
        return int(np.median(np.concatenate([darkest[0], darkest[-1], darkest[:, 0], darkest[:, -1]])))

    def spot(self, left: float, top: float, width: float, height: float) -> Spot:
        """A rectangle in working pixels as shares of the picture."""
        full_height, full_width = self.mask.shape
        return Spot(
            left=round(left / full_width, 4),
            top=round(top / full_height, 4),
            width=round(width / full_width, 4),
            height=round(height / full_height, 4),
        )


def find_subject(picture: ReadPicture, *, working_side_px: int) -> Subject:
    """Scale a picture down to working size and find its object.

    Raises:
        UnreadableError: Nothing is on it.
    """
    height, width = picture.pixels.shape[:2]
    scale = min(1.0, working_side_px / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    pixels = _resized(picture.on_white, size)
    if picture.transparent and (alpha := _resized(picture.pixels[..., 3], size)).min() < OBJECT_ALPHA:
        mask, own_ground = alpha >= OBJECT_ALPHA, True
        if not mask.any():  # a veil: all of it is what there is
            mask = alpha > 0
    else:
        mask, own_ground = _off_the_ground(pixels)
    parts = _parts(mask)
    if not parts:
        raise UnreadableError(Obstacle.NOTHING_VISIBLE)
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    box = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    return Subject(pixels, mask, box, parts, scale, own_ground)


def _resized(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    if (pixels.shape[1], pixels.shape[0]) == size:
        return np.ascontiguousarray(pixels)
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _off_the_ground(pixels: Pixels) -> tuple[NDArray[np.bool_], bool]:
    """What a flood from the border does not reach; the whole picture where the border is uneven."""
    height, width = pixels.shape[:2]
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]]).astype(np.int16)
    far = np.abs(border - np.median(border, axis=0)).max(axis=1) > 2 * _SAME_GROUND
    if far.mean() > 1 - _EVEN_BORDER_SHARE:
        return np.ones((height, width), np.bool_), False
    framed = cv2.copyMakeBorder(pixels, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=np.median(border, axis=0).tolist())
    flooded = np.zeros((height + 4, width + 4), np.uint8)
    step = (_SAME_GROUND / 4,) * 3
    cv2.floodFill(framed, flooded, (0, 0), (0, 0, 0), step, step, 4 | cv2.FLOODFILL_MASK_ONLY)
    mask = flooded[2:-2, 2:-2] == 0
    if mask.mean() > 1 - _LEAST_GROUND_SHARE:
        return np.ones((height, width), np.bool_), False
    return mask, True


def _parts(mask: NDArray[np.bool_]) -> int:
    """Connected areas that are no specks beside the largest."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    areas = stats[1:count, cv2.CC_STAT_AREA]
    if not len(areas) or areas.max() < _LEAST_OBJECT_SHARE * mask.size:
        return 0
    return int((areas >= PART_AREA_SHARE * areas.max()).sum())
