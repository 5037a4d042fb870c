"""Pictures on white whose object and shadow are known, with the masks that a segmentation model might give."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from adbanner.errors import ConfigError
from adbanner.settings import PROJECT_ROOT
from evals.cases import DATASETS, HASH_CHARS

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

MASKS = DATASETS / "cut_out" / "masks"
PICTURES = PROJECT_ROOT / "brand_kits" / "demo" / "images"
MODEL_SIDE = 1024
"""Segmentation models see the picture at this size."""
_LIGHT_LEVEL, _LIGHT_SHARE = 235, 0.08
"""A light object has at least this share of pixels as light as that in every channel."""
_THIN_SHARE = 0.05
"""Thin: the pixels of the edge are at least this share of the object's."""


@dataclass(frozen=True)
class KnownPicture:
    """One picture of the bank."""

    id: str
    truth: Bytes
    """H x W x 4, straight alpha: the object with its shadow."""
    mask: Floats
    """H x W, 0-1: the object's alpha."""

    def on(self, floor: Floats | float) -> Floats:
        """How it looks on a floor of a colour: H x W x 3, 0-255."""
        return composed(self.truth, floor)

    @property
    def is_light(self) -> bool:
        """Whether much of the object is nearly white."""
        inside = self.truth[self.mask > 0.98]
        return bool((inside[:, :3].min(axis=1) >= _LIGHT_LEVEL).mean() >= _LIGHT_SHARE)

    @property
    def is_thin(self) -> bool:
        """Whether the object consists of thin parts."""
        edge = np.count_nonzero((self.mask > 0.02) & (self.mask < 0.98))
        return bool(edge >= _THIN_SHARE * np.count_nonzero(self.mask > 0.5))


def composed(rgba: Bytes, floor: Floats | float) -> Floats:
    """A straight-alpha picture (... x 4) on a colour: ... x 3, 0-255."""
    alpha = rgba[..., 3:].astype(np.float32) / 255
    return np.asarray(rgba[..., :3] * alpha + floor * (1 - alpha), np.float32)


def read_pictures() -> Iterator[KnownPicture]:
    """All of the demo bank, by name.

    Raises:
        ConfigError: A mask has no picture.
    """
    for path in mask_files():
        picture = PICTURES / path.name
        if not picture.exists():
            raise ConfigError(f"{path} is the mask of no picture: {picture} is missing. Delete it or restore that.")
        with Image.open(path) as mask, Image.open(picture) as truth:
            alpha = np.asarray(mask.convert("L"), np.float32) / np.float32(255)
            yield KnownPicture(path.stem, np.asarray(truth.convert("RGBA")), alpha)


def mask_files() -> list[Path]:
    """The files of the masks, in order."""
    return sorted(MASKS.glob("*.webp"))


def dataset_version() -> str:
    """Name and content hash of masks and pictures."""
    content = sha256()
    for path in mask_files():
        content.update(path.read_bytes())
        content.update((PICTURES / path.name).read_bytes())
    return f"cut_out {content.hexdigest()[:HASH_CHARS]}"


def _through_the_model(mask: Floats) -> Floats:
    height, width = mask.shape
    small = cv2.resize(mask, (MODEL_SIDE // 2, MODEL_SIDE // 2), interpolation=cv2.INTER_AREA)
    seen = cv2.resize(small, (MODEL_SIDE, MODEL_SIDE), interpolation=cv2.INTER_LINEAR)
    back = cv2.resize(seen, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(back, np.float32)


def _blurred(mask: Floats, sigma: float = 1.5) -> Floats:
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), sigma), np.float32)


def _shrunk(mask: Floats, px: int) -> Floats:
    return _blurred(np.asarray(cv2.erode(mask, np.ones((2 * px + 1,) * 2)), np.float32), 0.8)


def _grown(mask: Floats, px: int) -> Floats:
    return _blurred(np.asarray(cv2.dilate(mask, np.ones((2 * px + 1,) * 2)), np.float32), 0.8)


def _soft(mask: Floats) -> Floats:
    return np.asarray(np.clip(_blurred(mask, 3) * 1.6 - 0.3, 0, 1), np.float32)


def _without_thin_parts(mask: Floats) -> Floats:
    solid = (mask > 0.5).astype(np.uint8)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
    thin = cv2.dilate(solid - cv2.morphologyEx(solid, cv2.MORPH_OPEN, disc), np.ones((3, 3), np.uint8))
    return _blurred(mask * (thin == 0), 0.8)


DEGRADATIONS: dict[str, Callable[[Floats], Floats]] = {
    "half resolution": _through_the_model,
    "blurred 1.5 px": _blurred,
    "shrunk 1 px": partial(_shrunk, px=1),
    "shrunk 2 px": partial(_shrunk, px=2),
    "grown 1 px": partial(_grown, px=1),
    "grown 2 px": partial(_grown, px=2),
    "soft": _soft,
    "thin parts lost": _without_thin_parts,
}
"""How real masks are wrong, by name."""


def on_unclean_floor(picture: KnownPicture, seed: int) -> tuple[KnownPicture, Bytes]:
    """The picture on a floor as generated pictures have it: not quite white, darker in the corners, noisy.

    Returns:
        The truth (the object's grain is its own, the floor's is not) and the pixels.
    """
    height, width = picture.mask.shape
    y, x = np.mgrid[-0.5 : 0.5 : height * 1j, -0.5 : 0.5 : width * 1j].astype(np.float32)
    floor = (251 - 12 * (x * x + y * y))[..., None] * np.array([1, 0.996, 0.988], np.float32)
    noise = np.random.default_rng(seed).normal(0, 1.5, (*picture.mask.shape, 3))
    pixels = np.clip(np.round(picture.on(floor) + noise), 0, 255).astype(np.uint8)
    truth = picture.truth.copy()
    truth[..., :3] = np.clip(np.round(truth[..., :3] + noise * picture.mask[..., None]), 0, 255)
    return KnownPicture(picture.id, truth, picture.mask), pixels
