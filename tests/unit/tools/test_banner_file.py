import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from adbanner.assets import MediaType
from adbanner.brand_kit import Ground
from adbanner.brief import FileFormat
from adbanner.errors import LayoutError
from adbanner.layout import Background
from tools.background import draw_ground
from tools.banner_file import encode, similarity

GROUND = Ground(
    start="#0E7A3D", end="#12A150", text="#FFFFFF", muted="#FFFFFF", button="#FFD60A", button_text="#111111"
)
PLENTY = 10_000_000


@pytest.fixture(scope="module")
def picture() -> NDArray[np.uint8]:
    """A gradient with a flat pill and a noisy patch."""
    pixels = draw_ground(GROUND, Background(), 400, 300).copy()
    pixels[200:240, 30:150] = (255, 214, 10)
    pixels[60:180, 220:380] = np.random.default_rng(3).integers(90, 200, (120, 160, 3), np.uint8)
    return pixels


def decoded(data: bytes) -> NDArray[np.uint8]:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def test_a_png_with_room_is_lossless(picture: NDArray[np.uint8]) -> None:
    banner = encode(picture, FileFormat.PNG, PLENTY)
    assert banner.media_type is MediaType.PNG
    assert banner.done == ""
    assert (decoded(banner.data) == picture).all()


def test_a_png_is_squeezed_before_it_is_given_up() -> None:
    ground = draw_ground(GROUND, Background(), 400, 300)
    lossless = len(encode(ground, FileFormat.PNG, PLENTY).data)
    banner = encode(ground, FileFormat.PNG, int(lossless * 0.6))
    assert banner.media_type is MediaType.PNG
    assert len(banner.data) <= lossless * 0.6


def test_a_palette_keeps_flat_colours_exact(picture: NDArray[np.uint8]) -> None:
    plain = picture.copy()
    plain[60:180, 220:380, :] = np.linspace(0, 255, 160, dtype=np.uint8)[None, :, None]
    plain[100:140, 220:380, 1] = 77
    lossless = len(encode(plain, FileFormat.PNG, PLENTY).data)
    banner = encode(plain, FileFormat.PNG, lossless // 2)
    assert banner.media_type is MediaType.PNG
    assert "256" in banner.done
    assert decoded(banner.data)[220, 90].tolist() == [255, 214, 10]


def test_a_png_that_cannot_fit_becomes_a_jpeg_and_says_so(picture: NDArray[np.uint8]) -> None:
    banner = encode(picture, FileFormat.PNG, 18_000)
    assert banner.media_type is MediaType.JPEG
    assert "JPG" in banner.done
    assert len(banner.data) <= 18_000


@pytest.mark.parametrize("budget", [15_000, 20_000, 30_000, 40_000])
def test_a_jpeg_uses_its_budget_and_keeps_it(picture: NDArray[np.uint8], budget: int) -> None:
    banner = encode(picture, FileFormat.JPG, budget)
    assert banner.media_type is MediaType.JPEG
    assert 0.7 * budget < len(banner.data) <= budget


def test_more_bytes_never_look_worse(picture: NDArray[np.uint8]) -> None:
    small, large = (decoded(encode(picture, FileFormat.JPG, budget).data) for budget in (15_000, 40_000))
    assert similarity(picture, small) < similarity(picture, large) <= 1


def test_a_hopeless_budget_is_refused_with_its_number(picture: NDArray[np.uint8]) -> None:
    for file_format in FileFormat:
        with pytest.raises(LayoutError, match="2000"):
            encode(picture, file_format, 2000)


@pytest.mark.parametrize("file_format", list(FileFormat))
@pytest.mark.parametrize("budget", [PLENTY, 30_000])
def test_the_same_pixels_make_the_same_bytes(picture: NDArray[np.uint8], file_format: FileFormat, budget: int) -> None:
    assert encode(picture, file_format, budget) == encode(picture.copy(), file_format, budget)


def test_soft_shadows_and_many_hues_are_not_banded_to_256_colours() -> None:
    """A picture of many hues with a soft shadow: a palette would show it in blotches, a JPEG of the budget does not."""
    rows, columns = np.mgrid[0:300, 0:400].astype(np.float64)
    ground = draw_ground(GROUND, Background(), 400, 300).astype(np.float64)
    shadow = np.exp(-(((columns - 260) / 90) ** 2 + ((rows - 230) / 30) ** 2))[..., None]
    ball = np.clip(1.6 - np.hypot(columns - 200, rows - 120) / 70, 0, 1)[..., None]
    hues = np.stack([columns * 255 / 400, rows * 255 / 300, 255 - columns * 255 / 400], axis=2)
    picture = (ground * (1 - 0.6 * shadow) * (1 - ball) + hues * ball).round().astype(np.uint8)
    lossless = len(encode(picture, FileFormat.PNG, PLENTY).data)
    banner = encode(picture, FileFormat.PNG, lossless // 2)
    assert banner.media_type is MediaType.JPEG
    assert similarity(picture, decoded(banner.data)) > 0.98
