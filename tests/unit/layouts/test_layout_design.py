"""Our own layouts keep the rules of good banners and the limits of their platforms."""

import pytest

from adbanner.layout import Box, FontRole, Layout, TextField, TextRole
from adbanner.layout_files import load_layouts
from adbanner.settings import PROJECT_ROOT
from tools.layout_check import samples
from tools.text_fitting import TextFitter

LAYOUTS = load_layouts(PROJECT_ROOT / "layouts")
PRESETS = {
    "square_1080x1080", "story_1080x1920", "feed_1080x1350", "vk_600x600", "vk_1080x607", "vk_607x1080",
    "ya_240x400", "ya_300x250", "ya_300x300", "ya_300x600", "ya_728x90", "ya_970x250", "ya_320x50", "ya_320x100",
    "ya_160x600", "g_1200x628",
}  # fmt: skip
SMALL_HEIGHT_PX = 100
LARGE_SIDE_PX = 500
"""Formats whose shorter side has as much are set as posters; smaller ones fight for every pixel."""

every_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())


def fields(layout: Layout, *roles: TextRole) -> list[TextField]:
    return [field for field in layout.text_fields if field.role in roles]


def short_side(layout: Layout) -> int:
    return min(layout.width, layout.height)


def largest(layout: Layout) -> float:
    return max(field.style.size_px for field in fields(layout, TextRole.HEADLINE, TextRole.NUMBER))


def picture_boxes(layout: Layout) -> list[Box]:
    return [box for slot in layout.image_slots for box in (slot.box, slot.alternative_box) if box]


def distance(first: Box, second: Box) -> int:
    across = max(first.x - second.right, second.x - first.right, 0)
    down = max(first.y - second.bottom, second.y - first.bottom, 0)
    return max(across, down)


def test_all_presets_and_the_special_formats_are_there() -> None:
    assert set(LAYOUTS) >= PRESETS
    assert {len(layout.image_slots) for layout in LAYOUTS.values()} >= {0, 1, 3, 5}
    assert max(len(layout.text_fields) for layout in LAYOUTS.values()) >= 6


@every_layout
def test_the_id_tells_the_size(layout: Layout) -> None:
    assert layout.id.endswith(f"_{layout.width}x{layout.height}")


@every_layout
def test_the_headline_is_far_larger_than_the_body(layout: Layout) -> None:
    for field in fields(layout, TextRole.BODY, TextRole.CAPTION):
        assert largest(layout) >= 2.3 * field.style.size_px
    for field in fields(layout, TextRole.BODY):
        assert all(head.style.size_px >= 2.3 * field.style.size_px for head in fields(layout, TextRole.HEADLINE))


@every_layout
def test_the_body_is_far_larger_than_the_legal_line(layout: Layout) -> None:
    if layout.legal is None or short_side(layout) < LARGE_SIDE_PX:
        return
    for field in fields(layout, TextRole.BODY):
        assert field.style.size_px >= 1.6 * layout.legal.style.size_px


@every_layout
def test_the_type_is_the_brands(layout: Layout) -> None:
    for field in fields(layout, TextRole.HEADLINE, TextRole.NUMBER):
        assert field.style.font is FontRole.HEADLINE
        assert -0.03 <= field.style.letter_spacing_em <= -0.015
        assert field.style.line_height <= 1.1
    for field in fields(layout, TextRole.BODY):
        assert field.style.line_height == 1.25


@every_layout
def test_texts_share_the_left_margin(layout: Layout) -> None:
    if layout.height <= SMALL_HEIGHT_PX:
        return
    boxes = [field.box for field in layout.text_fields if field.style.align == "left"]
    boxes += [field.box for field in layout.static_fields] + ([layout.legal.box] if layout.legal else [])
    assert len({box.x for box in boxes}) == 1
    assert 0.05 <= boxes[0].x / short_side(layout) <= 0.17


@every_layout
def test_texts_keep_the_right_margin_too(layout: Layout) -> None:
    for field in layout.text_fields:
        assert layout.width - field.box.right >= 8


@every_layout
def test_the_button_is_a_pill_of_the_right_height(layout: Layout) -> None:
    (button,) = fields(layout, TextRole.BUTTON)
    assert button.button is not None
    assert 2.55 <= button.box.height / button.style.size_px <= 2.85
    assert button.box.height <= 0.75 * layout.height


@every_layout
def test_pictures_are_large(layout: Layout) -> None:
    if len(layout.image_slots) != 1:
        return
    boxes = picture_boxes(layout)
    assert max(min(box.width, box.height) for box in boxes) >= 0.35 * short_side(layout)
    assert max(max(box.width, box.height) for box in boxes) >= 0.48 * short_side(layout)


@every_layout
def test_pictures_stay_clear_of_text(layout: Layout) -> None:
    clearance = 0.02 * short_side(layout)
    texts = [field.box for field in layout.text_fields] + [field.box for field in layout.static_fields]
    for picture in picture_boxes(layout):
        for text in texts:
            assert distance(picture, text) >= clearance


@every_layout
def test_pictures_that_rise_stay_clear_of_text_as_well(layout: Layout) -> None:
    for slot in layout.image_slots:
        if slot.rise_gap_px is not None:
            assert slot.rise_gap_px >= 0.02 * short_side(layout)


@every_layout
def test_the_legal_line_is_there_and_small(layout: Layout) -> None:
    if layout.id == "ya_320x50":
        assert layout.legal is None
        return
    assert layout.legal is not None
    share = layout.legal.style.size_px / short_side(layout)
    assert layout.legal.style.size_px == pytest.approx(8, abs=1) or 0.0175 <= share <= 0.04


@every_layout
def test_small_formats_have_no_body(layout: Layout) -> None:
    if layout.height <= SMALL_HEIGHT_PX:
        assert not fields(layout, TextRole.BODY)
        (slot,) = layout.image_slots
        assert all(slot.box.right <= field.box.x for field in layout.text_fields)


@every_layout
def test_yandex_limits(layout: Layout) -> None:
    if not layout.id.startswith("ya_"):
        return
    assert layout.max_kb <= 512
    assert layout.scales == (1, 2)
    assert Box(x=0, y=0, width=65, height=30) in [zone.box for zone in layout.keep_clear]
    (headline,) = fields(layout, TextRole.HEADLINE)
    assert headline.max_chars <= 56 and headline.max_word_chars <= 22
    assert all(field.max_chars <= 81 and field.max_word_chars <= 23 for field in fields(layout, TextRole.BODY))


@every_layout
def test_vk_and_google_limits(layout: Layout) -> None:
    if layout.id.startswith("vk_"):
        assert layout.max_text_area_share == 0.2
        assert all(field.max_chars <= 40 for field in fields(layout, TextRole.HEADLINE))
        assert all(field.max_chars <= 90 for field in fields(layout, TextRole.BODY))
    if layout.id.startswith("g_"):
        assert layout.max_kb <= 150
        assert all(field.max_chars <= 90 for field in fields(layout, TextRole.BODY))


@every_layout
def test_full_texts_keep_the_share_of_text_that_the_platform_allows(layout: Layout, demo_fitter: TextFitter) -> None:
    if layout.max_text_area_share is None:
        return
    area = 0
    for field in fields(layout, TextRole.HEADLINE, TextRole.BODY):
        inks = [demo_fitter.fit_field(field, text).ink for text in samples(field)]
        area += max(ink.width * ink.height for ink in inks if ink)
    assert area <= layout.max_text_area_share * layout.width * layout.height


@every_layout
def test_upright_screens_keep_the_platforms_own_controls_clear(layout: Layout) -> None:
    if layout.height / layout.width < 1.7 or layout.width < LARGE_SIDE_PX:
        return
    top, bottom = (zone.box for zone in layout.keep_clear)
    assert top.y == 0 and top.height >= 0.13 * layout.height and top.width == layout.width
    assert bottom.bottom == layout.height and bottom.height >= 0.1 * layout.height
    (button,) = fields(layout, TextRole.BUTTON)
    assert button.button and button.button.full_width


@every_layout
def test_purposes_are_instructions_in_russian(layout: Layout) -> None:
    for field in layout.text_fields:
        assert len(field.purpose) >= 25
        assert any("а" <= letter <= "я" for letter in field.purpose.lower())


@every_layout
def test_grounds_are_gradients_of_a_calm_angle(layout: Layout) -> None:
    assert layout.background.kind == "solid" or 150 <= layout.background.angle_deg <= 170
