import cv2
import numpy as np
import pytest

from adbanner.brand_kit import BrandKit, Category, Ground, Product
from adbanner.errors import InvalidRequest
from adbanner.layout import Background, Box, FontRole, Layout, TextField, TextRole, TextStyle
from tools.ground import choose_ground
from tools.picture_placement import CutOut, decode_cut_out

PRODUCT = Product(id="food", name="Еда", word_mark="Еда", category="food", description="Еда.")


def ground(start: str, end: str) -> Ground:
    return Ground(start=start, end=end, text="#FFFFFF", muted="#FFFFFF", button="#FFD60A", button_text="#111111")


GROUNDS = {
    "green": ground("#0E7A3D", "#12A150"),
    "violet": ground("#4C1D95", "#7C3AED"),
    "night": ground("#0B1B3A", "#16305F"),
    "coral": ground("#FFE8DE", "#FFB9A3"),
}


@pytest.fixture
def kit(demo_kit: BrandKit) -> BrandKit:
    category = Category(title="Еда", advertiser="ООО", grounds=("green", "coral"), button_verbs=("Заказать",))
    return demo_kit.model_copy(update={"grounds": GROUNDS, "categories": {"food": category}})


def layout(*grounds: str) -> Layout:
    field = TextField(
        id="headline", role=TextRole.HEADLINE, purpose="выгода", max_chars=20, box=Box(x=0, y=0, width=90, height=30),
        style=TextStyle(font=FontRole.HEADLINE, size_px=12, min_size_px=10),
    )  # fmt: skip
    background = Background(grounds=grounds)
    return Layout(
        id="probe", title="Проба", platform="проба", width=100, height=100, max_kb=50, background=background,
        text_fields=(field,),
    )  # fmt: skip


def blob(*colours: tuple[int, int, int]) -> CutOut:
    """An opaque picture with stripes of the colours."""
    pixels = np.zeros((60, 60, 4), np.uint8)
    for number, (red, green, blue) in enumerate(colours):
        step = 40 // len(colours)
        pixels[10:50, 10 + number * step : 10 + (number + 1) * step] = (blue, green, red, 255)
    _, data = cv2.imencode(".png", pixels)
    return decode_cut_out(data.tobytes())


def test_a_green_object_does_not_stand_on_green(kit: BrandKit) -> None:
    assert choose_ground(kit, PRODUCT, (layout(),), (blob((20, 140, 70)),), 0) != "green"


def test_a_pale_object_prefers_a_deep_ground_and_the_other_way_round(kit: BrandKit) -> None:
    both = (layout("night", "coral"),)
    assert choose_ground(kit, PRODUCT, both, (blob((255, 225, 210)),), 0) == "night"
    assert choose_ground(kit, PRODUCT, both, (blob((20, 25, 60)),), 0) == "coral"


def test_without_pictures_the_category_decides(kit: BrandKit) -> None:
    assert choose_ground(kit, PRODUCT, (layout(),), (), 5) == "green"
    assert choose_ground(kit, PRODUCT, (layout("night", "coral"),), (), 5) == "coral"


def test_formats_share_what_they_all_allow(kit: BrandKit) -> None:
    formats = (layout("violet", "night"), layout(), layout("night", "coral"))
    assert choose_ground(kit, PRODUCT, formats, (), 0) == "night"


def test_ties_are_settled_by_the_seed_alone(kit: BrandKit) -> None:
    equal = (layout("violet", "night"),)
    chosen = [choose_ground(kit, PRODUCT, equal, (), seed) for seed in range(20)]
    assert set(chosen) == {"violet", "night"}
    assert chosen == [choose_ground(kit, PRODUCT, equal, (), seed) for seed in range(20)]


def test_the_wish_of_the_brief_comes_first(kit: BrandKit) -> None:
    assert choose_ground(kit, PRODUCT, (layout("green"),), (), 0, wanted="violet") == "violet"
    with pytest.raises(InvalidRequest, match=r"«pink».*coral, green, night, violet"):
        choose_ground(kit, PRODUCT, (layout(),), (), 0, wanted="pink")
