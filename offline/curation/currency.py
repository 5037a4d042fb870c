"""Currency signs, by their shape: rendered signs are laid over every shape that stands out from its surroundings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from model_servers.shapes import Shape

SIGNS = "₽$€£¥"
_SIDE = 40
_SOFTNESS = 1.0
_DRAWN_AT = 160
_TURNS = range(-20, 21, 5)
_BUILT_IN_FACES = ("sans", 300), ("sans", 500), ("sans", 800), ("italic", 500), ("uni", 400)


@dataclass(frozen=True, eq=False)
class SignTemplates:
    """The signs in several fonts and at several angles, each as a row of unit length."""

    signs: tuple[str, ...]
    rows: NDArray[np.float32]
    proportions: NDArray[np.float32]
    """Width by height."""


@dataclass(frozen=True)
class FoundSign:
    """A shape that looks like a sign."""

    sign: str
    likeness: float
    left: int
    top: int
    width: int
    height: int


def sign_templates() -> SignTemplates:
    """Render the signs with OpenCV's own fonts, at slight turns."""
    signs: list[str] = []
    rows: list[NDArray[np.float32]] = []
    proportions: list[float] = []
    for sign, drawn in _built_in():
        for turn in _TURNS:
            mask = drawn.rotate(turn, Image.Resampling.BICUBIC, expand=True)
            pixels = np.asarray(mask.crop(mask.getbbox())) >= 128
            signs.append(sign)
            rows.append(_row(pixels))
            proportions.append(pixels.shape[1] / pixels.shape[0])
    return SignTemplates(tuple(signs), np.stack(rows), np.array(proportions, np.float32))


def _built_in() -> Iterator[tuple[str, Image.Image]]:
    """Rubik upright and slanted, thin to black, and a humanist face: all in OpenCV itself."""
    for face, weight in _BUILT_IN_FACES:
        for sign in SIGNS:
            canvas = np.zeros((2 * _DRAWN_AT, 2 * _DRAWN_AT), np.uint8)
            place = _DRAWN_AT // 2, round(1.5 * _DRAWN_AT)
            cv2.putText(canvas, sign, place, (255, 255, 255), cv2.FontFace(face), _DRAWN_AT, weight)
            yield sign, Image.fromarray(canvas)


def find_signs(
    shapes: Iterable[Shape], templates: SignTemplates, *, least_likeness: float, least_height: int
) -> tuple[FoundSign, ...]:
    """The likeliest sign at each place of a picture's shapes, most likely first."""
    found: list[FoundSign] = []
    for shape in shapes:
        if shape.height < least_height:
            continue
        near = np.abs(np.log(templates.proportions * shape.height / shape.width)) < 0.25
        if not near.any():
            continue
        likeness = np.where(near, templates.rows @ _row(shape.mask), -1)
        best = int(likeness.argmax())
        if likeness[best] >= least_likeness:
            place = shape.left, shape.top, shape.width, shape.height
            found.append(FoundSign(templates.signs[best], round(float(likeness[best]), 3), *place))
    kept: list[FoundSign] = []
    for sign in sorted(found, key=lambda sign: -sign.likeness):
        if not any(_overlap(sign, other) for other in kept):
            kept.append(sign)
    return tuple(kept)


def _row(mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """A shape stretched to a square, softened, without its mean, at length 1: products of rows are correlations."""
    square = cv2.resize(mask.astype(np.float32), (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    flat = cv2.GaussianBlur(square, (0, 0), _SOFTNESS).astype(np.float32).ravel()
    flat -= flat.mean()
    length = float(np.linalg.norm(flat))
    return flat / np.float32(length) if length else flat


def _overlap(first: FoundSign, second: FoundSign) -> bool:
    width = min(first.left + first.width, second.left + second.width) - max(first.left, second.left)
    height = min(first.top + first.height, second.top + second.height) - max(first.top, second.top)
    smaller = min(first.width * first.height, second.width * second.height)
    return width > 0 and height > 0 and width * height > 0.3 * smaller
