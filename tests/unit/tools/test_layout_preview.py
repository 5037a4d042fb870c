import cv2
import numpy as np

from adbanner.brand_kit import BrandKit
from adbanner.layout import (
    Box,
    FontRole,
    ImageSlot,
    KeepClear,
    Layout,
    LegalSlot,
    StaticField,
    TextField,
    TextRole,
    TextStyle,
)
from tools.fonts import FontBook
from tools.layout_preview import draw_layout_preview

STYLE = TextStyle(font=FontRole.BODY, size_px=12, min_size_px=9)
LAYOUT = Layout(
    id="probe",
    title="Проба",
    platform="проба",
    width=300,
    height=250,
    max_kb=50,
    text_fields=(
        TextField(
            id="headline", role=TextRole.HEADLINE, purpose="выгода", max_chars=30,
            box=Box(x=20, y=60, width=150, height=60), style=STYLE,
        ),
    ),
    static_fields=(
        StaticField(id="word_mark", text="{word_mark}", box=Box(x=20, y=140, width=100, height=20), style=STYLE),
    ),
    image_slots=(ImageSlot(box=Box(x=180, y=100, width=150, height=120)),),
    legal=LegalSlot(box=Box(x=20, y=225, width=150, height=15), style=STYLE),
    keep_clear=(KeepClear(box=Box(x=200, y=0, width=100, height=40), reason="метка 🔥 площадки"),),
)  # fmt: skip


def drawn(layout: Layout, kit: BrandKit) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    data = draw_layout_preview(layout, kit, FontBook.load(kit))
    return np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR), float)


def test_a_small_format_is_enlarged_by_a_whole_factor(demo_kit: BrandKit) -> None:
    assert drawn(LAYOUT, demo_kit).shape == (750, 900, 3)


def test_every_kind_of_box_leaves_its_mark(demo_kit: BrandKit) -> None:
    bare = LAYOUT.model_copy(update={"static_fields": (), "image_slots": (), "legal": None, "keep_clear": ()})
    with_all, without = drawn(LAYOUT, demo_kit), drawn(bare, demo_kit)
    for box in (LAYOUT.static_fields[0].box, LAYOUT.image_slots[0].box, LAYOUT.keep_clear[0].box):
        part = (slice(box.y * 3, box.bottom * 3), slice(box.x * 3, min(box.right, 300) * 3))
        assert np.abs(with_all[part] - without[part]).mean() > 3
