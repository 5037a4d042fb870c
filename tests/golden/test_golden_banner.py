"""One banner against the picture that a person looked at and approved.

To approve a new look, delete the PNG, run this test once (it fails and writes the new one) and look at it.
"""

from pathlib import Path

import cv2
import numpy as np
import pytest

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import MediaType
from adbanner.brand_kit import BrandKit, Category, Ground, Product
from adbanner.brief import Brief
from adbanner.images import ImageOrigin, Picture
from adbanner.layout import (
    Background,
    Box,
    ButtonShape,
    FontRole,
    ImageSlot,
    Ink,
    Layout,
    LegalSlot,
    TextField,
    TextRole,
    TextStyle,
)
from adbanner.texts import BannerTexts, FieldText, TextAuthor
from tools.compositing import Compositor
from tools.fonts import FontBook
from tools.text_fitting import TextFitter

GOLDEN = Path(__file__).parent / "banner_600x500.png"
MEAN_TOLERANCE, SHARE_TOLERANCE = 0.5, 0.002
"""Another build of the font or image library may move soft edges by a shade, never a letter."""
PICTURE = "bank_card_blue.webp"
LAYOUT = Layout(
    id="golden_600x500", title="Образец", platform="проба", width=600, height=500, max_kb=400,
    background=Background(angle_deg=160),
    text_fields=(
        TextField(
            id="headline", role=TextRole.HEADLINE, purpose="выгода", max_chars=30, max_lines=3,
            box=Box(x=32, y=40, width=400, height=164),
            style=TextStyle(
                font=FontRole.HEADLINE, size_px=54, min_size_px=30, line_height=1.02, letter_spacing_em=-0.028
            ),
        ),
        TextField(
            id="body", role=TextRole.BODY, purpose="подробности", max_chars=40, max_lines=2, follows="headline",
            gap_px=24, box=Box(x=32, y=230, width=300, height=60),
            style=TextStyle(font=FontRole.BODY, size_px=24, min_size_px=16, ink=Ink.MUTED),
        ),
        TextField(
            id="button", role=TextRole.BUTTON, purpose="кнопка", max_chars=14,
            box=Box(x=32, y=376, width=240, height=64), button=ButtonShape(),
            style=TextStyle(font=FontRole.BUTTON, size_px=24, min_size_px=16, ink=Ink.BUTTON_TEXT),
        ),
    ),
    image_slots=(ImageSlot(box=Box(x=310, y=220, width=270, height=230), anchor="right bottom"),),
    legal=LegalSlot(
        box=Box(x=32, y=466, width=536, height=18),
        style=TextStyle(font=FontRole.LEGAL, size_px=12, min_size_px=9, ink=Ink.MUTED),
    ),
)  # fmt: skip
FONTS = {
    FontRole.HEADLINE: "Onest-ExtraBold.ttf",
    FontRole.BODY: "Onest-Medium.ttf",
    FontRole.BUTTON: "Onest-Bold.ttf",
    FontRole.LEGAL: "Onest-Regular.ttf",
}
PRODUCT = Product(id="card", name="Карта", word_mark="Орбита", category="card", description="Карта.")


async def test_the_banner_looks_as_approved(demo_kit: BrandKit, store: ArtifactStore) -> None:
    ice = Ground(
        start="#F4F8FF", end="#D6E4FF", text="#0B1B3A", muted="#3F4D6B", button="#2563EB", button_text="#FFFFFF"
    )
    category = Category(title="Карты", advertiser="АО «Орбита Банк»", button_verbs=("Оформить",))
    kit = demo_kit.model_copy(
        update={"grounds": {"ice": ice}, "categories": {"card": category}, "products": (PRODUCT,)}
    )
    fonts = FontBook({role: demo_kit.root / "fonts" / file for role, file in FONTS.items()})
    asset = await store.put((demo_kit.root / "images" / PICTURE).read_bytes(), MediaType.WEBP)
    words = ("Кэшбэк 10% на все покупки", "Карта «Орбита»: 0\u00a0₽ за\u00a0обслуживание", "Оформить")
    fields = tuple(
        FieldText(field_id=field.id, text=text) for field, text in zip(LAYOUT.text_fields, words, strict=True)
    )
    banner = await Compositor(kit, TextFitter(fonts), store).compose(
        LAYOUT,
        BannerTexts(layout_id=LAYOUT.id, author=TextAuthor.PERSON, fields=fields),
        (Picture(slot=0, origin=ImageOrigin.BANK, asset=asset, label="карта"),),
        PRODUCT,
        Brief(product_id="card", offer="кэшбэк", layout_ids=(LAYOUT.id,)),
        ground="ice",
    )
    data = await store.get(banner.asset)
    if not GOLDEN.exists():
        GOLDEN.write_bytes(data)
        pytest.fail(f"{GOLDEN.name} was missing and has been written: look at it, then run again")
    approved, drawn = (
        np.asarray(cv2.imdecode(np.frombuffer(raw, np.uint8), cv2.IMREAD_COLOR), float)
        for raw in (GOLDEN.read_bytes(), data)
    )
    assert approved.shape == drawn.shape
    difference = np.abs(approved - drawn).max(axis=2)
    assert difference.mean() < MEAN_TOLERANCE
    assert (difference > 24).mean() < SHARE_TOLERANCE
