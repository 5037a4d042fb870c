"""From the two renders of a picture to the file of the bank: straight alpha, empty at the frame's border."""

from pathlib import Path

import numpy as np
from PIL import Image

_SHADOW_STRENGTH = 0.66
_AMBIENT_HAZE = 0.05
"""Shadow weaker than that is the sky's, far from the object, and dropped."""
_FADE_SHARE = 0.096
"""Share of the frame, from its border, over which the shadow fades in."""
_SHADOW_COLOUR = (14, 20, 38)
_WEBP_QUALITY = 90


def shadow_alpha(shadow: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The shadow's alpha at the picture's size: without haze, softened, and 0 along the border."""
    coverage = np.asarray(shadow.getchannel("A").resize(size, Image.Resampling.BICUBIC), dtype=np.float32) / 255
    strength = np.clip((coverage - _AMBIENT_HAZE) / (1 - _AMBIENT_HAZE), 0, 1) * _SHADOW_STRENGTH * _border_fade(size)
    # Dither: a slow gradient in 8 bits shows steps.
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, strength.shape)
    levels = np.clip(strength * 255 + noise, 0, 255).round() * (strength > 0)
    return Image.fromarray(levels.astype(np.uint8))


def _border_fade(size: tuple[int, int]) -> np.ndarray:
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    to_border = np.minimum.reduce([x, y, width - 1 - x, height - 1 - y]) / min(size)
    share = np.clip(to_border / _FADE_SHARE, 0, 1)
    fade: np.ndarray = share * share * (3 - 2 * share)
    return fade


def compose(rendered: Image.Image, shadow: Image.Image) -> Image.Image:
    """The object over its shadow, straight alpha."""
    picture = Image.new("RGBA", rendered.size, (*_SHADOW_COLOUR, 0))
    picture.putalpha(shadow_alpha(shadow, rendered.size))
    picture.alpha_composite(rendered.convert("RGBA"))
    return picture


def save_picture(picture: Image.Image, file: Path) -> None:
    """Write a picture as the bank has it, WebP, or on white for a look where the file's name ends in .png."""
    if file.suffix == ".webp":
        picture.save(file, quality=_WEBP_QUALITY, method=6)
        return
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    white.convert("RGB").save(file)
