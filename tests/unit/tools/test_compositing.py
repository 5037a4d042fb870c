from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import MediaType
from adbanner.banner import Adjustments, ComposedBanner, SetText
from adbanner.brand_kit import BrandKit, Category, Ground, Product
from adbanner.brief import Brief, FileFormat
from adbanner.colour import contrast_ratio, rgb
from adbanner.errors import InvalidRequest
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
    StaticField,
    TextField,
    TextRole,
    TextStyle,
)
from adbanner.texts import BannerTexts, FieldText, TextAuthor
from tools.compositing import Compositor, describe_banner
from tools.text_fitting import TextFitter
from tools.text_placing import readable_fill

PRODUCT = Product(id="food", name="Орбита Доставка еды", word_mark="Орбита", category="food", description="Еда.")
GROUNDS = {
    "night": Ground(
        start="#0B1B3A", end="#16305F", text="#FFFFFF", muted="#C5D2EA", button="#FFD60A", button_text="#111111"
    ),
    "pale": Ground(
        start="#F4F8FF", end="#D6E4FF", text="#0B1B3A", muted="#3F4D6B", button="#12A150", button_text="#FFFFFF"
    ),
}


def headline_style(size: float) -> TextStyle:
    return TextStyle(font=FontRole.HEADLINE, size_px=size, min_size_px=20, line_height=1.02, letter_spacing_em=-0.03)


LAYOUT = Layout(
    id="test_600x500",
    title="Проба",
    platform="проба",
    width=600,
    height=500,
    scales=(1, 2),
    max_kb=400,
    background=Background(),
    text_fields=(
        TextField(
            id="headline", role=TextRole.HEADLINE, purpose="выгода", max_chars=40, max_lines=2,
            box=Box(x=40, y=80, width=520, height=110), style=headline_style(52),
        ),
        TextField(
            id="body", role=TextRole.BODY, purpose="подробности", max_chars=60, max_lines=2, required=False,
            box=Box(x=40, y=210, width=300, height=60), follows="headline", gap_px=16,
            style=TextStyle(font=FontRole.BODY, size_px=22, min_size_px=14, ink=Ink.MUTED),
        ),
        TextField(
            id="button", role=TextRole.BUTTON, purpose="кнопка", max_chars=14,
            box=Box(x=40, y=380, width=240, height=54), button=ButtonShape(),
            style=TextStyle(font=FontRole.BUTTON, size_px=20, min_size_px=14, ink=Ink.BUTTON_TEXT),
        ),
    ),
    static_fields=(
        StaticField(
            id="word_mark", text="{word_mark}", box=Box(x=40, y=30, width=300, height=26),
            style=TextStyle(font=FontRole.WORD_MARK, size_px=20, min_size_px=12),
        ),
    ),
    image_slots=(ImageSlot(box=Box(x=360, y=240, width=220, height=200)),),
    legal=LegalSlot(
        box=Box(x=40, y=460, width=520, height=26),
        style=TextStyle(font=FontRole.LEGAL, size_px=11, min_size_px=9, ink=Ink.MUTED),
    ),
)  # fmt: skip


@dataclass
class Studio:
    """A compositor with one product, one picture and one layout."""

    compositor: Compositor
    store: ArtifactStore
    picture: Picture

    async def compose(
        self,
        *words: str,
        ground: str = "night",
        layout: Layout = LAYOUT,
        brief: Brief | None = None,
        **changes: object,
    ) -> ComposedBanner:
        return await self.compositor.compose(
            layout,
            texts(*words),
            (self.picture,),
            PRODUCT,
            brief or make_brief(),
            ground=ground,
            adjustments=Adjustments.model_validate(changes),
        )

    async def pixels(self, banner: ComposedBanner) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
        decoded = cv2.imdecode(np.frombuffer(await self.store.get(banner.asset), np.uint8), cv2.IMREAD_COLOR)
        assert decoded is not None
        return np.asarray(cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB), np.uint8)


def texts(*words: str) -> BannerTexts:
    words = words or ("Скидка 15% на первый заказ", "Горячая пицца за 30 минут", "Заказать")
    return BannerTexts(
        layout_id=LAYOUT.id,
        author=TextAuthor.PERSON,
        fields=tuple(
            FieldText(field_id=field.id, text=text) for field, text in zip(LAYOUT.text_fields, words, strict=True)
        ),
    )


def make_brief(**changes: object) -> Brief:
    return Brief.model_validate({"product_id": "food", "offer": "скидка", "layout_ids": [LAYOUT.id], **changes})


def set_text(banner: ComposedBanner, field_id: str) -> SetText:
    return next(text for text in banner.set_texts if text.field_id == field_id)


@pytest.fixture
async def studio(demo_kit: BrandKit, demo_fitter: TextFitter, store: ArtifactStore) -> Studio:
    category = Category(title="Еда", advertiser="ООО «Орбита», ИНН 7700000000", button_verbs=("Заказать",))
    kit = demo_kit.model_copy(update={"grounds": GROUNDS, "categories": {"food": category}, "products": (PRODUCT,)})
    pixels = np.zeros((80, 80, 4), np.uint8)
    pixels[10:70, 10:70] = (0, 0, 220, 255)
    _, data = cv2.imencode(".png", pixels)
    asset = await store.put(data.tobytes(), MediaType.PNG)
    picture = Picture(slot=0, origin=ImageOrigin.BANK, asset=asset, label="квадрат")
    return Studio(Compositor(kit, demo_fitter, store), store, picture)


async def test_a_banner_tells_where_everything_stands(studio: Studio) -> None:
    banner = await studio.compose()
    assert (banner.width, banner.height) == (600, 500)
    assert [text.field_id for text in banner.set_texts] == ["headline", "body", "button", "word_mark", "legal"]
    assert set_text(banner, "word_mark").lines[0].text == "Орбита"
    assert set_text(banner, "legal").lines[0].text == "Реклама. ООО «Орбита», ИНН 7700000000"
    assert banner.picture_sha256s == (studio.picture.asset.sha256,)


async def test_the_ink_that_is_reported_is_the_ink_that_is_drawn(studio: Studio) -> None:
    banner = await studio.compose("Щёлкни (Ёж) AVAТ", "Юла, «Фура» №5 ₽", "Дуй")
    layers = await studio.compositor.layers(banner, LAYOUT, (studio.picture,), PRODUCT, make_brief())
    for text in banner.set_texts:
        layer = layers.texts[text.field_id]
        rows, columns = np.nonzero(layer.coverage > 8)
        drawn = (
            layer.box.x + int(columns.min()),
            layer.box.y + int(rows.min()),
            layer.box.x + int(columns.max()) + 1,
            layer.box.y + int(rows.max()) + 1,
        )
        told = (text.ink.x, text.ink.y, text.ink.right, text.ink.bottom)
        assert np.abs(np.subtract(drawn, told)).max() <= 1, text.field_id


async def test_the_file_shows_the_layers(studio: Studio) -> None:
    banner = await studio.compose()
    layers = await studio.compositor.layers(banner, LAYOUT, (studio.picture,), PRODUCT, make_brief())
    assert (await studio.pixels(banner) == layers.pixels).all()
    changed = (layers.pixels != layers.without_text).any(axis=2)
    covered = np.zeros_like(changed)
    for layer in layers.texts.values():
        covered[layer.box.y : layer.box.bottom, layer.box.x : layer.box.right] |= layer.coverage > 0
    assert changed.any()
    assert not (changed & ~covered).any()
    assert layers.object_alpha[340, 470] == 255
    assert layers.object_alpha[100, 100] == 0


async def test_layers_of_an_unknown_banner_are_drawn_anew(studio: Studio, demo_kit: BrandKit) -> None:
    banner = await studio.compose()
    layers = await studio.compositor.layers(banner, LAYOUT, (studio.picture,), PRODUCT, make_brief())
    for number in range(3):
        await studio.compose("Другой", "", f"Кнопка {number}")
    again = await studio.compositor.layers(banner, LAYOUT, (studio.picture,), PRODUCT, make_brief())
    assert (again.pixels == layers.pixels).all()


@pytest.mark.parametrize("file_format", list(FileFormat))
async def test_the_same_order_makes_the_same_bytes(studio: Studio, demo_kit: BrandKit, file_format: FileFormat) -> None:
    brief = make_brief(file_format=file_format, seed=7)
    first = await studio.compose(brief=brief)
    other = Compositor(studio.compositor._kit, TextFitter(studio.compositor._fitter.fonts), studio.store)
    second = await other.compose(LAYOUT, texts(), (studio.picture,), PRODUCT, brief, ground="night")
    assert first == second


async def test_a_body_moves_up_under_a_short_headline_and_never_down(studio: Studio) -> None:
    flat = await studio.compose("Сон 15%", "Горячая пицца", "Заказать")
    deep = await studio.compose("Арфа 15%", "Горячая пицца", "Заказать")
    wide_gap = LAYOUT.text_fields[1].model_copy(update={"gap_px": 90})
    far = LAYOUT.model_copy(update={"text_fields": (LAYOUT.text_fields[0], wide_gap, LAYOUT.text_fields[2])})
    pushed = await studio.compose("Сон 15%", "Горячая пицца", "Заказать", layout=far)
    assert set_text(deep, "headline").ink.bottom > set_text(flat, "headline").ink.bottom
    assert set_text(flat, "body").box.y == set_text(deep, "body").box.y
    assert 16 <= set_text(deep, "body").box.y - set_text(deep, "headline").ink.bottom <= 18
    assert set_text(pushed, "body").box.y == 210


async def test_an_empty_field_leaves_nothing_behind(studio: Studio) -> None:
    banner = await studio.compose("Скидка 15%", "", "Заказать")
    assert "body" not in {text.field_id for text in banner.set_texts}


async def test_the_pill_hugs_its_text_and_stays_readable(studio: Studio) -> None:
    banner = await studio.compose(ground="pale")
    layers = await studio.compositor.layers(banner, LAYOUT, (studio.picture,), PRODUCT, make_brief())
    layer = layers.texts["button"]
    ink = set_text(banner, "button").ink
    assert layer.button_box is not None
    assert layer.button_box.height == 54
    assert layer.button_box.x == 40
    assert ink.x - layer.button_box.x == pytest.approx(layer.button_box.right - ink.right, abs=2)
    red, green, blue = (int(channel) for channel in layers.without_text[407, 45 + 20])
    assert contrast_ratio((red, green, blue), layer.colour) >= 4.5
    assert (red, green, blue) != rgb(GROUNDS["pale"].button)


async def test_adjustments_change_size_button_and_plates(studio: Studio) -> None:
    plain = await studio.compose(ground="pale")
    changed = await studio.compose(
        ground="pale",
        size_factor={"headline": 0.7},
        picture_factor=0.5,
        button_colour="#4C1D95",
        button_text_colour="#FFFF00",
        plates=("body",),
    )
    assert set_text(changed, "headline").size_px == pytest.approx(52 * 0.7, abs=0.01)
    assert set_text(changed, "button").colour == "#FFFF00"
    before, after = [
        await studio.compositor.layers(banner, LAYOUT, (studio.picture,), PRODUCT, make_brief())
        for banner in (plain, changed)
    ]
    assert after.without_text[407, 65].tolist() == list(rgb("#4C1D95"))
    assert (after.object_alpha > 0).sum() < 0.3 * (before.object_alpha > 0).sum()
    ink = set_text(changed, "body").ink
    plate = after.without_text[ink.y : ink.bottom, ink.x : ink.right].reshape(-1, 3)
    assert len(np.unique(plate, axis=0)) == 1


async def test_a_plate_covers_the_picture_under_a_text(studio: Studio) -> None:
    over = LAYOUT.model_copy(update={"image_slots": (ImageSlot(box=Box(x=20, y=150, width=300, height=300)),)})
    banner = await studio.compose(layout=over, plates=("body",))
    layers = await studio.compositor.layers(banner, over, (studio.picture,), PRODUCT, make_brief())
    ink = set_text(banner, "body").ink
    red = layers.without_text[ink.y : ink.bottom, ink.x : ink.right, 0]
    assert red.max() < 60


async def test_scale_two_has_twice_the_pixels(studio: Studio) -> None:
    once, twice = await studio.compose(), await studio.compose(brief=make_brief(scale=2))
    assert (twice.width, twice.height) == (1200, 1000)
    assert set_text(twice, "headline").size_px == 2 * set_text(once, "headline").size_px
    layers = await studio.compositor.layers(twice, LAYOUT, (studio.picture,), PRODUCT, make_brief(scale=2))
    assert layers.pixels.shape == (1000, 1200, 3)


async def test_wishes_that_cannot_be_met_are_refused_in_words(studio: Studio) -> None:
    with pytest.raises(InvalidRequest, match=r"«розовый».*night, pale"):
        await studio.compose(ground="розовый")
    with pytest.raises(InvalidRequest, match="масштабе 3"):
        await studio.compose(brief=make_brief(scale=3))
    only_jpg = LAYOUT.model_copy(update={"file_formats": (FileFormat.JPG,)})
    with pytest.raises(InvalidRequest, match="только JPG"):
        await studio.compose(layout=only_jpg)
    with pytest.raises(InvalidRequest, match="U\\+1F525 FIRE"):
        await studio.compose("Жара 🔥", "", "Заказать")


async def test_a_picture_without_a_slot_is_left_out(studio: Studio) -> None:
    bare = LAYOUT.model_copy(update={"image_slots": ()})
    banner = await studio.compose(layout=bare)
    assert banner.picture_sha256s == ()


@pytest.mark.parametrize("fill", ["#12A150", "#EB3B3B", "#888888", "#FFD60A", "#2563EB"])
@pytest.mark.parametrize("text", ["#FFFFFF", "#111111", "#4C1D95"])
def test_a_fill_is_changed_until_its_text_is_readable(fill: str, text: str) -> None:
    mended = readable_fill(fill, text)
    assert contrast_ratio(rgb(mended), rgb(text)) >= 4.5
    if contrast_ratio(rgb(fill), rgb(text)) >= 4.5:
        assert mended == fill


def test_the_description_is_one_sentence_with_the_texts() -> None:
    sentence = describe_banner(PRODUCT, texts("Подписка «Плюс» за 1 ₽", "", "Подключить"))
    assert sentence == "Баннер «Орбита»: «Подписка „Плюс“ за 1 ₽», «Подключить»."
