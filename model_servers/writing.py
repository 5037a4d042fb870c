"""Rows of letter-like shapes: how writing is found without reading it (stroke width: Epshtein et al. 2010)."""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from model_servers.shapes import Pixels, Shape

_LEAST_HEIGHT_SHARE, _MOST_HEIGHT_SHARE = 0.02, 0.3
_UNEVEN_STROKE = 0.4
"""Most deviation of a letter's stroke width by its mean: Epshtein takes half, extremal regions are cleaner."""
_THINNEST, _THICKEST = 0.06, 0.42
"""Stroke width by height, from thin to black faces."""
_SAME_SHAPE = 0.6
_HEIGHT_RATIO, _STROKE_RATIO = 1.55, 1.7
_FARTHEST_GAP = 0.65
"""Between neighbours, by the taller one's height."""
_LEANING = 0.4
"""Most tangent of a row's slope: words printed on objects are turned a little."""
_OFF_ROW = 0.2
_SAME_COLOUR = 28.0
_COMPARED_PX = 20
_MOST_ALIKE = 0.66
"""Median overlap of a row's shapes by their union: words have 0.37-0.63, bars and coins 0.7-0.97."""


@dataclass(frozen=True, eq=False)
class Row:
    """Shapes of like height, stroke and colour beside each other."""

    letters: tuple[Shape, ...]
    """From left to right."""

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, width and height."""
        left, top = min(one.left for one in self.letters), min(one.top for one in self.letters)
        right = max(one.left + one.width for one in self.letters)
        return left, top, right - left, max(one.top + one.height for one in self.letters) - top

    @property
    def varied(self) -> bool:
        """Whether the shapes differ as letters do: bars, coins and keys in a row are all the same."""
        small = [
            cv2.resize(one.mask.astype(np.float32), (_COMPARED_PX, _COMPARED_PX), interpolation=cv2.INTER_AREA) > 0.5
            for one in self.letters
        ]
        same = [(a & b).sum() / max(1, (a | b).sum()) for i, a in enumerate(small) for b in small[i + 1 :]]
        return float(np.median(same)) <= _MOST_ALIKE

    @property
    def drawn(self) -> Pixels:
        """The row alone, black on white with a margin, its slope taken out: the way that readers of text like it."""
        left, top, width, height = self.box
        margin = max(8, height // 3)
        sheet = np.full((height + 2 * margin, width + 2 * margin), 255, np.uint8)
        for one in self.letters:
            y, x = one.top - top + margin, one.left - left + margin
            sheet[y : y + one.height, x : x + one.width][one.mask] = 0
        middle = (sheet.shape[1] / 2, sheet.shape[0] / 2)
        turn = cv2.getRotationMatrix2D(middle, float(np.degrees(np.arctan(_slope(list(self.letters))))), 1)
        return np.asarray(cv2.warpAffine(sheet, turn, sheet.shape[::-1], borderValue=(255,)), np.uint8)


def find_rows(pixels: Pixels, shapes: Iterable[Shape], *, least_letters: int) -> tuple[Row, ...]:
    """Rows of at least so many letter-like shapes of a picture, longest first."""
    side = max(pixels.shape[:2])
    fitting = (one for one in shapes if _LEAST_HEIGHT_SHARE <= one.height / side <= _MOST_HEIGHT_SHARE)
    letters = _each_once([letter for shape in fitting if (letter := _letter(shape, pixels)) is not None])
    letters.sort(key=lambda letter: letter.x)
    rows: list[list[_Letter]] = []
    used: set[int] = set()
    for first in range(len(letters)):
        if first in used:
            continue
        row = _row_from(first, letters)
        if len(row) >= least_letters and _straight([letters[i].shape for i in row]):
            used.update(row)
            rows.append([letters[i] for i in row])
    rows.sort(key=lambda row: -len(row))
    return tuple(Row(tuple(letter.shape for letter in row)) for row in rows)


@dataclass(frozen=True, eq=False)
class _Letter:
    shape: Shape
    stroke: float
    unevenness: float
    colour: NDArray[np.float32]

    @property
    def x(self) -> float:
        return self.shape.left + self.shape.width / 2

    @property
    def y(self) -> float:
        return self.shape.top + self.shape.height / 2


def _letter(shape: Shape, pixels: Pixels) -> _Letter | None:
    """A shape with an even stroke, or nothing."""
    inside = cv2.copyMakeBorder(shape.mask.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(0,))
    distance = cv2.distanceTransform(inside, cv2.DIST_L2, 3)
    ridge = distance[(distance >= cv2.dilate(distance, np.ones((3, 3), np.uint8)) - 0.01) & (distance > 0.5)]
    if len(ridge) < shape.height / 2:
        return None
    stroke, unevenness = 2 * float(ridge.mean()), float(ridge.std() / ridge.mean())
    if unevenness > _UNEVEN_STROKE or not _THINNEST <= stroke / shape.height <= _THICKEST:
        return None
    place = pixels[shape.top : shape.top + shape.height, shape.left : shape.left + shape.width]
    return _Letter(shape, stroke, unevenness, np.median(place[shape.mask], axis=0).astype(np.float32))


def _each_once(letters: list[_Letter]) -> list[_Letter]:
    """Of shapes at nearly one place the one with the most even stroke."""
    kept: list[_Letter] = []
    for letter in sorted(letters, key=lambda letter: letter.unevenness):
        if not any(_overlap(letter.shape, other.shape) > _SAME_SHAPE for other in kept):
            kept.append(letter)
    return kept


def _overlap(first: Shape, second: Shape) -> float:
    """Intersection by union of the boxes."""
    width = min(first.left + first.width, second.left + second.width) - max(first.left, second.left)
    height = min(first.top + first.height, second.top + second.height) - max(first.top, second.top)
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / (first.width * first.height + second.width * second.height - both)


def _row_from(first: int, letters: list[_Letter]) -> list[int]:
    """From a letter to the nearest like it on the right, and on from there."""
    row = [first]
    while True:
        last = letters[row[-1]]
        near = [(letters[i].x - last.x, i) for i in range(row[-1] + 1, len(letters)) if _neighbours(last, letters[i])]
        if not near:
            return row
        row.append(min(near)[1])


def _neighbours(left: _Letter, right: _Letter) -> bool:
    one, other = left.shape, right.shape
    taller, lower = max(one.height, other.height), min(one.height, other.height)
    gap = other.left - (one.left + one.width)
    return (
        -0.25 * lower <= gap <= _FARTHEST_GAP * taller
        and right.x - left.x > 0.15 * taller
        and taller <= _HEIGHT_RATIO * lower
        and max(left.stroke, right.stroke) <= _STROKE_RATIO * min(left.stroke, right.stroke)
        and abs(right.y - left.y) <= _LEANING * (right.x - left.x) + 0.15 * taller
        and float(np.abs(left.colour - right.colour).max()) <= _SAME_COLOUR
    )


def _slope(row: list[Shape]) -> float:
    xs = np.array([one.left + one.width / 2 for one in row])
    ys = np.array([one.top + one.height / 2 for one in row])
    return float(np.polyfit(xs, ys, 1)[0]) if len(row) > 1 else 0.0


def _straight(row: list[Shape]) -> bool:
    """Whether the middles lie on a line."""
    xs = np.array([one.left + one.width / 2 for one in row])
    ys = np.array([one.top + one.height / 2 for one in row])
    off = ys - np.polyval(np.polyfit(xs, ys, 1), xs)
    return float(np.abs(off).max()) <= _OFF_ROW * float(np.median([one.height for one in row]))
