"""Pictures that show the same object in the same pose and colour: of these one is enough."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from offline.curation.examination import Picture
from offline.curation.finding import Finding, Kind
from offline.curation.fingerprint import SIDE_PX, Fingerprint
from offline.curation.settings import CurationSettings
from tools.background import oklab
from tools.layers import Pixels

_NEAR_WHITE = 250
_SSIM_SIGMA = 1.5
_SSIM_CONSTANTS = (0.01 * 255) ** 2, (0.03 * 255) ** 2
_PROPORTION_RATIO = 1.12


@dataclass(frozen=True)
class Likeness:
    """How alike two pictures are."""

    hash_distance: int
    """Of 64 bits."""
    similarity: float
    """Structural similarity (Wang et al. 2004) where either object is."""
    colour_difference: float
    """Mean distance in OKLab (Ottosson 2020) there."""

    def same(self, settings: CurationSettings) -> bool:
        """Whether both show the same."""
        return (
            self.hash_distance <= settings.hash_distance
            and self.similarity >= settings.least_similarity
            and self.colour_difference <= settings.most_colour_difference
        )


def find_duplicates(pictures: Sequence[Picture], settings: CurationSettings) -> dict[str, Finding]:
    """Findings by the name of each picture that another one stands for.

    That other one has the fewest findings of its own, then the larger object, then the earlier name. Pictures are held
    against those that stay, not against each other, so that small steps do not lead from one object to another.
    """
    kept: list[Picture] = []
    prints: list[Fingerprint] = []
    hashes = np.zeros(len(pictures), np.uint64)
    findings: dict[str, Finding] = {}
    for picture in sorted(pictures, key=_preference):
        mark = picture.examination.fingerprint
        if mark is None:
            continue
        distances = np.bitwise_count(hashes[: len(kept)] ^ np.uint64(mark.perceptual_hash))
        near = np.flatnonzero(distances <= settings.hash_distance)
        alike = [(kept[i], likeness(mark, prints[i])) for i in near]
        same = [(one, how) for one, how in alike if one.sha256 == picture.sha256 or how.same(settings)]
        if same:
            one, how = max(same, key=lambda pair: (pair[0].sha256 == picture.sha256, pair[1].similarity))
            findings[picture.name] = _finding(picture, one, how, settings)
        else:
            hashes[len(kept)] = mark.perceptual_hash
            kept.append(picture)
            prints.append(mark)
    return findings


def likeness(first: Fingerprint, second: Fingerprint) -> Likeness:
    """Compare two objects, whatever their size and place in the picture."""
    distance = (first.perceptual_hash ^ second.perceptual_hash).bit_count()
    ratio = first.proportion / second.proportion
    if max(ratio, 1 / ratio) > _PROPORTION_RATIO:
        return Likeness(distance, 0.0, 1.0)
    one, other = first.pixels, second.pixels
    inside = (one.min(axis=2) < _NEAR_WHITE) | (other.min(axis=2) < _NEAR_WHITE)
    if not inside.any():
        inside = np.ones((SIDE_PX, SIDE_PX), np.bool_)
    difference = np.linalg.norm(oklab(_soft(one))[inside] - oklab(_soft(other))[inside], axis=-1)
    return Likeness(distance, float(_ssim(one, other)[inside].mean()), float(difference.mean()))


def _preference(picture: Picture) -> tuple[int, float, str]:
    examination = picture.examination
    side = examination.measurements.object_side_px if examination.measurements else 0.0
    return len(examination.findings), -side, picture.name


def _finding(picture: Picture, one: Picture, how: Likeness, settings: CurationSettings) -> Finding:
    if one.sha256 == picture.sha256:
        return Finding(
            kind=Kind.DUPLICATE, score=1, threshold=settings.least_similarity, detail=f"Тот же файл, что {one.name}"
        )
    detail = (
        f"Почти то же, что {one.name}: pHash отличается на {how.hash_distance} из 64 бит, "
        f"цвет — на {how.colour_difference:.3f} (предел {settings.most_colour_difference:g})"
    )
    return Finding(
        kind=Kind.DUPLICATE, score=round(how.similarity, 3), threshold=settings.least_similarity, detail=detail
    )


def _soft(pixels: Pixels) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(pixels.astype(np.float32), (0, 0), 1), np.float32)


def _ssim(first: Pixels, second: Pixels) -> NDArray[np.float64]:
    """The map of structural similarity of two pictures in grey."""
    one, other = (cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float64) for pixels in (first, second))
    mean_one, mean_other = _blurred(one), _blurred(other)
    var_one = _blurred(one * one) - mean_one**2
    var_other = _blurred(other * other) - mean_other**2
    both = _blurred(one * other) - mean_one * mean_other
    c1, c2 = _SSIM_CONSTANTS
    above = (2 * mean_one * mean_other + c1) * (2 * both + c2)
    return np.asarray(above / ((mean_one**2 + mean_other**2 + c1) * (var_one + var_other + c2)), np.float64)


def _blurred(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), _SSIM_SIGMA), np.float64)
