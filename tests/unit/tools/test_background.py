import numpy as np
import pytest

from adbanner.brand_kit import Ground
from adbanner.layout import Background
from tools.background import draw_ground

VIOLET = Ground(
    start="#4C1D95", end="#7C3AED", text="#FFFFFF", muted="#FFFFFF", button="#FFFFFF", button_text="#4C1D95"
)


@pytest.mark.parametrize(
    ("angle", "first", "last"),
    [(180, (0, 50), (79, 50)), (90, (40, 0), (40, 99)), (0, (79, 50), (0, 50)), (135, (0, 0), (79, 99))],
)
def test_the_gradient_runs_as_css_does(angle: float, first: tuple[int, int], last: tuple[int, int]) -> None:
    pixels = draw_ground(VIOLET, Background(angle_deg=angle), 100, 80).astype(int)
    assert np.abs(pixels[first] - (0x4C, 0x1D, 0x95)).max() <= 2
    assert np.abs(pixels[last] - (0x7C, 0x3A, 0xED)).max() <= 2


def test_a_solid_ground_has_one_colour() -> None:
    pixels = draw_ground(VIOLET, Background(kind="solid"), 30, 20)
    assert np.unique(pixels.reshape(-1, 3), axis=0).tolist() == [[0x4C, 0x1D, 0x95]]


def test_the_gradient_has_no_bands_wider_than_its_dither() -> None:
    pixels = draw_ground(VIOLET, Background(angle_deg=180), 64, 1600)[..., 1].astype(float)
    rows = pixels[:, :2].reshape(800, 2, 2).mean(axis=(1, 2))
    assert len(np.unique(rows)) > 2 * (0x3A - 0x1D)


def test_the_same_ground_has_the_same_pixels() -> None:
    first = draw_ground(VIOLET, Background(), 123, 77).copy()
    assert (first == draw_ground(VIOLET, Background(), 123, 77)).all()
