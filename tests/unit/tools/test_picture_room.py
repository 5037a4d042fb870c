import cv2
import numpy as np
import pytest

from adbanner.layout import Box, FontRole, ImageSlot, KeepClear, Layout
from tools.picture_placement import CutOut, decode_cut_out, object_place
from tools.picture_room import risen_slots
from tools.text_fitting import FittedText
from tools.text_placing import Pill, PlacedText

SLOT = ImageSlot(box=Box(x=400, y=500, width=500, height=400), rise_gap_px=40)


def layout(base: Layout, *slots: ImageSlot, clear: tuple[Box, ...] = ()) -> Layout:
    zones = tuple(KeepClear(box=box, reason="метка") for box in clear)
    return base.model_copy(update={"image_slots": slots, "keep_clear": zones})


def text(room: Box, ink: Box | None, pill: Box | None = None) -> PlacedText:
    block = FittedText(size_px=40, line_pitch_px=50, lines=("проба",), overflow_px=0, placed=(), ink=ink)
    return PlacedText(
        field_id="body",
        font=FontRole.BODY,
        letter_spacing_em=0,
        blocks=(block,),
        box=room,
        colour="#FFFFFF",
        pill=Pill(pill, "#000000") if pill else None,
    )


ROOM = Box(x=70, y=300, width=900, height=180)
"""Above the slot and as wide."""


@pytest.fixture
def square(demo_layouts: dict[str, Layout]) -> Layout:
    return demo_layouts["square_1080x1080"]


def test_a_picture_rises_under_a_short_text(square: Layout) -> None:
    placed = (text(ROOM, Box(x=70, y=300, width=500, height=30)),)
    (slot,) = risen_slots(layout(square, SLOT), placed, scale=1)
    assert slot.box == Box(x=400, y=370, width=500, height=530)


def test_a_picture_never_loses_room_to_a_long_text(square: Layout) -> None:
    placed = (text(ROOM, Box(x=70, y=300, width=500, height=180)),)
    assert risen_slots(layout(square, SLOT), placed, scale=1) == (SLOT,)


def test_a_slot_without_the_wish_stays(square: Layout) -> None:
    fixed = SLOT.model_copy(update={"rise_gap_px": None})
    placed = (text(ROOM, Box(x=70, y=300, width=500, height=30)),)
    assert risen_slots(layout(square, fixed), placed, scale=1) == (fixed,)


def test_the_room_of_a_text_counts_not_its_narrow_ink(square: Layout) -> None:
    narrow = text(ROOM, Box(x=70, y=300, width=80, height=150))
    (slot,) = risen_slots(layout(square, SLOT), (narrow,), scale=1)
    assert slot.box.y == 490


def test_texts_beside_or_below_do_not_count(square: Layout) -> None:
    beside = text(Box(x=70, y=300, width=330, height=180), Box(x=70, y=300, width=300, height=180))
    below = text(Box(x=70, y=920, width=900, height=60), Box(x=70, y=920, width=900, height=60))
    above = text(Box(x=70, y=100, width=900, height=90), Box(x=70, y=100, width=300, height=60))
    (slot,) = risen_slots(layout(square, SLOT), (beside, below, above), scale=1)
    assert slot.box.y == 200


def test_the_pill_of_a_button_counts_as_a_whole(square: Layout) -> None:
    pill = Box(x=70, y=300, width=900, height=100)
    button = text(pill, Box(x=200, y=340, width=100, height=30), pill)
    (slot,) = risen_slots(layout(square, SLOT), (button,), scale=1)
    assert slot.box.y == 440


def test_zones_of_the_platform_stay_clear(square: Layout) -> None:
    top = Box(x=0, y=0, width=1080, height=250)
    (slot,) = risen_slots(layout(square, SLOT, clear=(top,)), (), scale=1)
    assert slot.box.y == 290


def test_texts_are_in_pixels_of_the_file_and_slots_are_not(square: Layout) -> None:
    placed = (text(Box(x=140, y=600, width=1800, height=360), Box(x=140, y=600, width=1000, height=61)),)
    (slot,) = risen_slots(layout(square, SLOT), placed, scale=2)
    assert slot.box.y == 371


def test_the_alternative_rises_too(square: Layout) -> None:
    both = SLOT.model_copy(update={"alternative_box": Box(x=600, y=480, width=300, height=420)})
    placed = (text(ROOM, Box(x=70, y=300, width=500, height=30)),)
    (slot,) = risen_slots(layout(square, both), placed, scale=1)
    assert slot.alternative_box == Box(x=600, y=370, width=300, height=530)


def cut_out(width: int, height: int) -> CutOut:
    pixels = np.zeros((200, 200, 4), np.uint8)
    pixels[10 : 10 + height, 10 : 10 + width] = 255
    _, data = cv2.imencode(".png", pixels)
    return decode_cut_out(data.tobytes())


def test_an_object_takes_the_box_in_which_it_becomes_larger() -> None:
    slot = ImageSlot(box=Box(x=0, y=0, width=400, height=200), alternative_box=Box(x=300, y=0, width=150, height=380))
    wide = object_place(cut_out(160, 80), slot, scale=1, factor=1)
    upright = object_place(cut_out(60, 120), slot, scale=1, factor=1)
    assert (wide.width, wide.height) == (400, 200)
    assert (upright.width, upright.height) == (150, 300)
    assert upright.x == 300 and upright.bottom == 380
