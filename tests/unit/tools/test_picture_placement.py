import cv2
import numpy as np
import pytest

from adbanner.brand_kit import BrandKit
from adbanner.errors import ToolFailed
from adbanner.layout import Box, ImageSlot
from tools.layers import OBJECT_ALPHA, Pixels
from tools.picture_placement import (
    CutOut,
    blend_over,
    decode_cut_out,
    object_alpha,
    place_picture,
)

CANVAS = Box(x=0, y=0, width=600, height=500)


def square_with_shadow(*, speck: bool = False) -> bytes:
    """A red square of 40 px in a picture of 100 px, its soft black shadow to the right; at wish one stray dot."""
    pixels = np.zeros((100, 100, 4), np.uint8)
    pixels[50:95, 60:100, 3] = 90
    pixels[30:70, 20:60] = (0, 0, 255, 255)
    if speck:
        pixels[2, 2] = (0, 0, 255, 255)
    _, data = cv2.imencode(".png", pixels)
    return data.tobytes()


def object_bounds(placed_alpha: Pixels, x: int, y: int) -> Box:
    rows, columns = np.nonzero(placed_alpha)
    return Box(
        x=int(columns.min()) + x,
        y=int(rows.min()) + y,
        width=int(np.ptp(columns)) + 1,
        height=int(np.ptp(rows)) + 1,
    )


def bounds_of(cut_out: CutOut, slot: ImageSlot, *, scale: int = 1, factor: float = 1.0) -> Box:
    placed = place_picture(cut_out, slot, CANVAS, scale=scale, factor=factor)
    assert placed is not None
    return object_bounds(object_alpha(placed), placed.box.x, placed.box.y)


def test_the_object_is_what_is_opaque_without_specks() -> None:
    assert decode_cut_out(square_with_shadow(speck=True)).object_box == Box(x=20, y=30, width=40, height=40)


def test_colours_are_premultiplied() -> None:
    cut_out = decode_cut_out(square_with_shadow())
    assert cut_out.premultiplied[40, 30].tolist() == [255, 0, 0, 255]
    assert cut_out.premultiplied[80, 90].tolist() == [0, 0, 0, 90]


@pytest.mark.parametrize(
    ("anchor", "x", "y"), [("left top", 100, 50), ("center middle", 200, 50), ("right bottom", 300, 50)]
)
def test_the_object_fills_its_slot_at_its_anchor(anchor: str, x: int, y: int) -> None:
    slot = ImageSlot(box=Box(x=100, y=50, width=400, height=200), anchor=anchor)
    bounds = bounds_of(decode_cut_out(square_with_shadow()), slot)
    assert abs(bounds.x - x) <= 2
    assert abs(bounds.y - y) <= 2
    assert abs(bounds.width - 200) <= 4


def test_the_shadow_falls_outside_the_box_and_darkens_the_ground() -> None:
    slot = ImageSlot(box=Box(x=100, y=100, width=200, height=200))
    placed = place_picture(decode_cut_out(square_with_shadow()), slot, CANVAS, scale=1, factor=1)
    assert placed is not None
    canvas = np.full((500, 600, 3), 200, np.uint8)
    blend_over(canvas, placed)
    assert canvas[200, 200].tolist() == [255, 0, 0]
    assert canvas[300, 400].tolist() == pytest.approx([200 * (1 - 90 / 255)] * 3, abs=2)
    assert canvas[20, 20].tolist() == [200, 200, 200]


def test_a_factor_shrinks_towards_the_anchor() -> None:
    slot = ImageSlot(box=Box(x=100, y=100, width=200, height=200), anchor="right bottom")
    bounds = bounds_of(decode_cut_out(square_with_shadow()), slot, factor=0.5)
    assert abs(bounds.right - 300) <= 2
    assert abs(bounds.bottom - 300) <= 2
    assert abs(bounds.width - 100) <= 3


def test_padding_keeps_the_object_off_the_edge_of_its_box() -> None:
    slot = ImageSlot(box=Box(x=100, y=100, width=200, height=200), padding_px=20)
    bounds = bounds_of(decode_cut_out(square_with_shadow()), slot)
    assert abs(bounds.x - 120) <= 2
    assert abs(bounds.width - 160) <= 4


def test_a_picture_may_run_off_the_canvas() -> None:
    slot = ImageSlot(box=Box(x=500, y=-60, width=200, height=200))
    placed = place_picture(decode_cut_out(square_with_shadow()), slot, CANVAS, scale=1, factor=1)
    assert placed is not None
    assert placed.box.right == 600
    assert placed.box.y == 0
    assert placed.premultiplied.shape[:2] == (placed.box.height, placed.box.width)


def test_cover_fills_the_box_and_is_cut_at_it() -> None:
    slot = ImageSlot(box=Box(x=100, y=100, width=200, height=100), fit="cover")
    placed = place_picture(decode_cut_out(square_with_shadow()), slot, CANVAS, scale=1, factor=1)
    assert placed is not None
    assert placed.box == slot.box
    assert (object_alpha(placed)[5:-5, 5:-5] > 0).all()


@pytest.mark.parametrize("box", [Box(x=60, y=40, width=420, height=300), Box(x=20, y=300, width=90, height=70)])
def test_every_picture_of_the_bank_stands_in_its_slot(demo_kit: BrandKit, box: Box) -> None:
    assert demo_kit.images
    slot = ImageSlot(box=box, anchor="center bottom")
    for image in demo_kit.images:
        bounds = bounds_of(decode_cut_out(demo_kit.image_path(image).read_bytes()), slot)
        assert bounds.x >= box.x - 1, image.id
        assert bounds.y >= box.y - 1, image.id
        assert bounds.right <= box.right + 1, image.id
        assert bounds.bottom <= box.bottom + 1, image.id
        assert bounds.width >= box.width - 3 or bounds.height >= box.height - 3, image.id


def test_an_empty_picture_and_a_broken_file_are_refused() -> None:
    faint = np.full((20, 20, 4), OBJECT_ALPHA - 1, np.uint8)
    _, data = cv2.imencode(".png", faint)
    with pytest.raises(ToolFailed, match="empty"):
        decode_cut_out(data.tobytes())
    with pytest.raises(ToolFailed, match="decoded"):
        decode_cut_out(b"not a picture")
