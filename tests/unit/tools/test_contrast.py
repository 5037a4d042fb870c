import numpy as np
import pytest

from adbanner.colour import contrast_ratio
from adbanner.layout import Box
from tools.contrast import COLOUR_VISIONS, colour_blind_contrast, contrast_with, surrounding_pixels
from tools.layers import Pixels, TextLayer

BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def bars(box: Box, colour: tuple[int, int, int] = WHITE) -> TextLayer:
    """Strokes of two columns, six columns apart, with a margin of two pixels as real masks have."""
    coverage = np.zeros((box.height, box.width), np.uint8)
    for column in range(2, box.width - 3, 6):
        coverage[2:-2, column : column + 2] = 255
    return TextLayer(box, coverage, colour)


def canvas(colour: tuple[int, int, int], width: int = 120, height: int = 80) -> Pixels:
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[:] = colour
    return pixels


@pytest.mark.parametrize(
    ("text", "ground", "expected"),
    [
        (BLACK, WHITE, 21.0),
        (WHITE, WHITE, 1.0),
        (WHITE, (0x12, 0xA1, 0x50), 3.37),
        ((0x77, 0x77, 0x77), WHITE, 4.48),
    ],
)
def test_flat_grounds_have_the_contrast_that_wcag_gives_them(
    text: tuple[int, int, int], ground: tuple[int, int, int], expected: float
) -> None:
    measured = contrast_with(text, surrounding_pixels(bars(Box(x=20, y=20, width=60, height=30)), canvas(ground)))
    assert measured == pytest.approx(contrast_ratio(text, ground), abs=1e-6)
    assert measured == pytest.approx(expected, abs=0.01)


def test_only_the_pixels_beside_the_strokes_are_looked_at() -> None:
    layer = bars(Box(x=20, y=20, width=60, height=30))
    pixels = canvas(BLACK)
    pixels[:10] = 255
    pixels[60:] = 255
    assert contrast_with(WHITE, surrounding_pixels(layer, pixels)) == pytest.approx(21)


def test_the_worst_twentieth_is_forgiven_and_more_is_not() -> None:
    layer = bars(Box(x=20, y=20, width=60, height=60))
    ring = len(surrounding_pixels(layer, canvas(BLACK)))
    specks, patch = canvas(BLACK), canvas(BLACK)
    specks[40, 26:28] = 255
    patch[20:80, 20:40] = 255
    assert 0 < (surrounding_pixels(layer, specks) == 255).all(axis=1).sum() < 0.05 * ring
    assert contrast_with(WHITE, surrounding_pixels(layer, specks)) == pytest.approx(21)
    assert contrast_with(WHITE, surrounding_pixels(layer, patch)) == pytest.approx(1)


def test_the_strokes_themselves_are_no_ground() -> None:
    layer = bars(Box(x=20, y=20, width=60, height=30))
    pixels = canvas(BLACK)
    part = pixels[20:50, 20:80]
    part[layer.coverage > 0] = 255
    assert contrast_with(WHITE, surrounding_pixels(layer, pixels)) == pytest.approx(21)


@pytest.mark.parametrize("place", [(0, 0), (60, 50), (0, 50), (60, 0)])
def test_a_text_at_the_edge_is_measured_inside_the_canvas(place: tuple[int, int]) -> None:
    layer = bars(Box(x=place[0], y=place[1], width=60, height=30))
    pixels = canvas(WHITE)
    pixels[place[1] : place[1] + 30, place[0] : place[0] + 60] = 0
    around = surrounding_pixels(layer, pixels)
    assert len(around) > 0
    assert not around.any()


def test_a_text_without_strokes_has_no_surroundings() -> None:
    empty = TextLayer(Box(x=0, y=0, width=9, height=9), np.zeros((9, 9), np.uint8), WHITE)
    around = surrounding_pixels(empty, canvas(WHITE))
    assert len(around) == 0
    assert contrast_with(WHITE, around) == 21
    assert colour_blind_contrast(WHITE, around)[0] == 21


def test_red_on_black_fades_for_protanopes_and_greys_do_not() -> None:
    red, black = (255, 0, 0), canvas(BLACK).reshape(-1, 3)
    ratio, vision = colour_blind_contrast(red, black)
    assert vision == "протанопия"
    assert ratio < contrast_with(red, black) / 1.5
    grey, _ = colour_blind_contrast((128, 128, 128), black)
    assert grey == pytest.approx(contrast_with((128, 128, 128), black), rel=1e-3)


def test_simulated_visions_leave_white_white() -> None:
    for matrix in COLOUR_VISIONS.values():
        assert matrix.sum(axis=1) == pytest.approx(1, abs=1e-4)
