"""Which ground of the brand a banner gets: chosen with the pictures, never before them."""

import random

import cv2
import numpy as np
from numpy.typing import NDArray

from adbanner.brand_kit import BrandKit, Ground, Product
from adbanner.colour import rgb
from adbanner.errors import InvalidRequest
from adbanner.layout import Layout
from tools.background import oklab
from tools.layers import OBJECT_ALPHA
from tools.picture_placement import CutOut

SAMPLE_SIDE_PX = 64
GROUND_SHADES = 5
MERGING_DISTANCE = 0.14
"""Distance in OkLab under which a pixel of the object melts into the ground."""
COLOURFUL_CHROMA = 0.05
NEAR_HUE_RAD = 0.6
"""Hues closer than this (34 degrees) count as one."""
MERGING_COST, SAME_HUE_COST = 0.8, 0.25
PREFERENCE_BONUS = 0.1
"""Bonus of the category's first ground; the k-th gets a k-th of it."""
TIE_TOLERANCE = 1e-3


def choose_ground(
    kit: BrandKit,
    product: Product,
    layouts: tuple[Layout, ...],
    cut_outs: tuple[CutOut, ...],
    seed: int,
    *,
    wanted: str | None = None,
) -> str:
    """The ground on which the pictures stand out and that suits the product's category.

    Args:
        kit: The brand.
        product: What is advertised.
        layouts: The formats that share the ground.
        cut_outs: The pictures; without any the category's preference decides.
        seed: Decides between equals.
        wanted: The ground that the brief asks for.

    Raises:
        InvalidRequest: ``wanted`` is no ground of the kit.
    """
    if wanted is not None:
        if wanted not in kit.grounds:
            raise InvalidRequest(
                f"Фона «{wanted}» нет в\u00a0бренде. Есть: {', '.join(sorted(kit.grounds))}.", field="ground"
            )
        return wanted
    preferred = kit.category_of(product).grounds
    pixels = [_object_pixels(cut_out) for cut_out in cut_outs]
    scores = {
        name: _preference(name, preferred) + sum(_standing_out(part, kit.grounds[name]) for part in pixels)
        for name in _candidates(kit, layouts)
    }
    best = max(scores.values())
    equals = sorted(name for name, score in scores.items() if score >= best - TIE_TOLERANCE)
    return random.Random(seed).choice(equals)


def _candidates(kit: BrandKit, layouts: tuple[Layout, ...]) -> tuple[str, ...]:
    """Grounds that every format allows; where they agree on none, those of the first format that is choosy."""
    choosy = [layout.background.grounds for layout in layouts if layout.background.grounds]
    shared = [name for name in kit.grounds if all(name in names for names in choosy)]
    if shared:
        return tuple(shared)
    return tuple(name for name in choosy[0] if name in kit.grounds) or tuple(kit.grounds)


def _preference(name: str, preferred: tuple[str, ...]) -> float:
    return PREFERENCE_BONUS / (preferred.index(name) + 1) if name in preferred else 0.0


def _object_pixels(cut_out: CutOut) -> NDArray[np.float32]:
    """A sample of the object's colours in OkLab."""
    small = cv2.resize(cut_out.premultiplied, (SAMPLE_SIDE_PX, SAMPLE_SIDE_PX), interpolation=cv2.INTER_AREA)
    solid = small[small[..., 3] >= OBJECT_ALPHA].astype(np.float32)
    return oklab(np.minimum(255, solid[:, :3] * 255 / solid[:, 3:]))


def _standing_out(pixels: NDArray[np.float32], ground: Ground) -> float:
    """How well an object stands out: its distance from the ground, less what melts into it or shares its hue."""
    ends = oklab(np.array([rgb(ground.start), rgb(ground.end)], np.float32))
    share = np.linspace(0, 1, GROUND_SHADES, dtype=np.float32)[:, None]
    shades = ends[0] * (1 - share) + ends[1] * share
    distances = np.linalg.norm(pixels[:, None] - shades[None], axis=2).min(axis=1)
    melting = float((distances < MERGING_DISTANCE).mean())
    middle = shades[GROUND_SHADES // 2]
    chroma, ground_chroma = np.hypot(pixels[:, 1], pixels[:, 2]), float(np.hypot(middle[1], middle[2]))
    same_hue = 0.0
    if ground_chroma >= COLOURFUL_CHROMA:
        turn = np.arctan2(pixels[:, 2], pixels[:, 1]) - np.arctan2(middle[2], middle[1])
        near = np.abs(np.angle(np.exp(1j * turn))) < NEAR_HUE_RAD
        same_hue = float((near & (chroma >= COLOURFUL_CHROMA)).mean())
    return float(distances.mean()) - MERGING_COST * melting - SAME_HUE_COST * same_hue
