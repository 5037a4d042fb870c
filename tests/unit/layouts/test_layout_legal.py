"""Every format has room for what the law demands of every category of the demo brand."""

import pytest

from adbanner.brand_kit import BrandKit, Category
from adbanner.brief import Brief
from adbanner.layout import Layout
from adbanner.layout_files import load_layouts
from adbanner.settings import PROJECT_ROOT
from tools.legal_line import legal_area_share, legal_lines
from tools.text_fitting import TextFitter
from tools.warning_room import with_warning_room

LAYOUTS = load_layouts(PROJECT_ROOT / "layouts")
ERID = "2VtzqvYNXgR"
LARGE = [
    "square_1080x1080", "story_1080x1920", "feed_1080x1350", "vk_600x600", "vk_1080x607", "vk_607x1080", "ya_240x400",
    "ya_300x600", "ya_970x250", "ya_160x600", "g_1200x628", "text_1080x1350", "triple_1080x1080", "detail_1080x1350",
]  # fmt: skip
"""Formats on which a loan can be advertised; on the others the warning leaves no room for the offer."""


def categories(kit: BrandKit, *, with_area: bool) -> dict[str, Category]:
    return {name: found for name, found in kit.categories.items() if bool(found.warning_area_share) is with_area}


def brief(layout: Layout) -> Brief:
    return Brief(product_id="product", offer="оффер", layout_ids=(layout.id,), erid=ERID)


@pytest.mark.parametrize("layout_id", [layout.id for layout in LAYOUTS.values() if layout.legal])
def test_the_advertisers_line_fits_every_format(layout_id: str, demo_kit: BrandKit, demo_fitter: TextFitter) -> None:
    layout = LAYOUTS[layout_id]
    for name, category in categories(demo_kit, with_area=False).items():
        assert legal_lines(layout, category, brief(layout), demo_fitter, scale=1).overflow_px == 0, name


@pytest.mark.parametrize("layout_id", LARGE)
def test_a_warning_gets_its_share_on_the_larger_formats(
    layout_id: str, demo_kit: BrandKit, demo_fitter: TextFitter
) -> None:
    layout = LAYOUTS[layout_id]
    for name, category in categories(demo_kit, with_area=True).items():
        roomy = with_warning_room(layout, category, brief(layout), demo_fitter)
        share = legal_area_share(roomy, category, brief(layout), demo_fitter)
        assert share >= category.warning_area_share, name
