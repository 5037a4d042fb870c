from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import AssetRef, MediaType
from adbanner.banner import Adjustments, Check, CheckId, ComposedBanner, Review, SetText
from adbanner.brand_kit import BrandKit, Category, Ground, Product
from adbanner.brief import Brief, FileFormat
from adbanner.colour import contrast_ratio, rgb
from adbanner.images import ImageOrigin, Picture
from adbanner.layout import (
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
from tools.compositing import Compositor
from tools.contrast import contrast_with, surrounding_pixels
from tools.repair import describe_repair, plan_repair
from tools.review import BannerReviewer, decode
from tools.text_fitting import TextFitter

GROUND = Ground(
    start="#0B1B3A", end="#16305F", text="#FFFFFF", muted="#C5D2EA", button="#12A150", button_text="#FFFFFF"
)
PRODUCT = Product(id="food", name="Орбита Еда", word_mark="Орбита", category="food", description="Еда.")
CATEGORY = Category(title="Еда", advertiser="ООО «Орбита»", button_verbs=("Заказать",))
WORDS = ("Горячая пицца рядом", "Привезём домой и в офис", "Заказать")
LAYOUT = Layout(
    id="probe_600x500",
    title="Проба",
    platform="проба",
    width=600,
    height=500,
    max_kb=400,
    text_fields=(
        TextField(
            id="headline", role=TextRole.HEADLINE, purpose="выгода", max_chars=40, max_lines=2,
            box=Box(x=40, y=40, width=520, height=110),
            style=TextStyle(font=FontRole.HEADLINE, size_px=52, min_size_px=20),
        ),
        TextField(
            id="body", role=TextRole.BODY, purpose="подробности", max_chars=60, max_lines=2,
            box=Box(x=40, y=210, width=300, height=60),
            style=TextStyle(font=FontRole.BODY, size_px=22, min_size_px=14),
        ),
        TextField(
            id="button", role=TextRole.BUTTON, purpose="кнопка", max_chars=14,
            box=Box(x=40, y=380, width=240, height=54), button=ButtonShape(),
            style=TextStyle(font=FontRole.BUTTON, size_px=20, min_size_px=14, ink=Ink.BUTTON_TEXT),
        ),
    ),
    image_slots=(ImageSlot(box=Box(x=360, y=240, width=220, height=200)),),
    legal=LegalSlot(
        box=Box(x=40, y=460, width=520, height=26), style=TextStyle(font=FontRole.LEGAL, size_px=11, min_size_px=9)
    ),
)  # fmt: skip
ASSET = AssetRef(sha256="0" * 64, media_type=MediaType.PNG, size_bytes=1)


@pytest.fixture
def kit(demo_kit: BrandKit) -> BrandKit:
    return demo_kit.model_copy(
        update={"grounds": {"night": GROUND}, "categories": {"food": CATEGORY}, "products": (PRODUCT,)}
    )


def failed(check_id: CheckId, *field_ids: str, blocking: bool = True) -> Check:
    return Check(
        id=check_id, passed=False, measured=1, limit=0, unit="px", message="плохо", field_ids=field_ids,
        blocking=blocking,
    )  # fmt: skip


def banner(
    adjustments: Adjustments | None = None, *, colours: dict[str, str] | None = None, **sizes: float
) -> ComposedBanner:
    box = Box(x=0, y=0, width=10, height=10)
    drawn = {"headline": 52.0, "body": 22.0, "button": 20.0, "legal": 11.0, **sizes}
    return ComposedBanner(
        layout_id=LAYOUT.id,
        asset=ASSET,
        width=LAYOUT.width,
        height=LAYOUT.height,
        ground="night",
        texts=BannerTexts(layout_id=LAYOUT.id, author=TextAuthor.PERSON, fields=()),
        set_texts=tuple(
            SetText(
                field_id=key, size_px=size, box=box, ink=box, lines=(), colour=(colours or {}).get(key, GROUND.text)
            )
            for key, size in drawn.items()
        ),
        picture_sha256s=(),
        adjustments=adjustments or Adjustments(),
    )


def plan(kit: BrandKit, composed: ComposedBanner, *checks: Check) -> Adjustments | None:
    return plan_repair(Review(layout_id=LAYOUT.id, asset=ASSET, checks=checks), composed, LAYOUT, kit)


def test_white_on_the_brands_green_gets_a_darker_green(kit: BrandKit) -> None:
    planned = plan(kit, banner(), failed(CheckId.CONTRAST, "button"))
    assert planned is not None
    assert planned.button_colour is not None
    assert planned.button_text_colour is None
    assert contrast_ratio(rgb("#FFFFFF"), rgb(planned.button_colour)) >= 4.5
    red, green, blue = rgb(planned.button_colour)
    assert green > max(red, blue), "it is still the brand's green"


def test_each_round_asks_for_more_because_compression_eats_contrast(kit: BrandKit) -> None:
    ratios, adjustments = [], Adjustments()
    for _ in range(3):
        planned = plan(kit, banner(adjustments), failed(CheckId.CONTRAST, "button"))
        assert planned is not None
        assert planned.button_colour is not None
        adjustments = planned
        ratios.append(contrast_ratio(rgb("#FFFFFF"), rgb(planned.button_colour)))
    assert ratios == sorted(ratios)
    assert ratios[2] > 1.4 * ratios[0]


def test_a_text_colour_that_no_fill_suits_changes_too(kit: BrandKit) -> None:
    grey = GROUND.model_copy(update={"button": "#777777", "button_text": "#757575"})
    planned = plan(kit.model_copy(update={"grounds": {"night": grey}}), banner(), failed(CheckId.CONTRAST, "button"))
    assert planned is not None
    fill, text = planned.button_colour or grey.button, planned.button_text_colour or grey.button_text
    assert contrast_ratio(rgb(fill), rgb(text)) >= 4.5


def test_a_button_in_black_and_white_cannot_be_mended(kit: BrandKit) -> None:
    extreme = Adjustments(button_colour="#000000", button_text_colour="#FFFFFF")
    assert plan(kit, banner(extreme), failed(CheckId.CONTRAST, "button")) is None


def test_a_text_on_a_busy_ground_gets_a_plate_once(kit: BrandKit) -> None:
    check = failed(CheckId.CONTRAST, "body")
    planned = plan(kit, banner(), check)
    assert planned == Adjustments(plates=("body",))
    assert plan(kit, banner(planned), check) is None


def test_a_muted_text_takes_the_main_colour_first_and_the_plate_then(kit: BrandKit) -> None:
    muted = banner(colours={"body": GROUND.muted, "legal": GROUND.muted})
    planned = plan(kit, muted, failed(CheckId.CONTRAST, "body", "legal"))
    assert planned == Adjustments(strong_texts=("body", "legal"))
    again = plan(kit, banner(planned), failed(CheckId.CONTRAST, "body"))
    assert again == Adjustments(strong_texts=("body", "legal"), plates=("body",))


def test_what_the_layout_and_the_law_print_gets_a_plate_too(kit: BrandKit) -> None:
    assert plan(kit, banner(), failed(CheckId.CONTRAST, "body", "legal")) == Adjustments(plates=("body", "legal"))


def test_pictures_shrink_step_by_step_until_it_looks_like_a_mistake(kit: BrandKit) -> None:
    adjustments: Adjustments | None = Adjustments()
    factors = []
    while adjustments is not None:
        adjustments = plan(kit, banner(adjustments), failed(CheckId.TEXT_OVER_PICTURES, "body"))
        if adjustments is not None:
            factors.append(adjustments.picture_factor)
    assert factors == sorted(factors, reverse=True)
    assert len(factors) >= 3
    assert factors[-1] >= 0.7


def test_a_picture_in_the_platforms_place_shrinks_and_a_text_there_is_refused(kit: BrandKit) -> None:
    planned = plan(kit, banner(), failed(CheckId.SAFE_ZONE))
    assert planned is not None
    assert planned.picture_factor < 1
    assert plan(kit, banner(), failed(CheckId.SAFE_ZONE, "headline")) is None


def test_an_overflowing_text_gets_smaller_than_it_was_drawn(kit: BrandKit) -> None:
    planned = plan(kit, banner(headline=30), failed(CheckId.TEXT_IN_BOXES, "headline"))
    assert planned is not None
    assert planned.size_factor["headline"] * 52 == pytest.approx(30 * 0.92, abs=0.01)


def test_a_text_at_its_smallest_size_is_refused(kit: BrandKit) -> None:
    assert plan(kit, banner(headline=20), failed(CheckId.TEXT_IN_BOXES, "headline")) is None
    assert plan(kit, banner(headline=20), failed(CheckId.TEXT_IN_BOXES, "headline", "body")) is None
    assert plan(kit, banner(), failed(CheckId.TEXT_IN_BOXES, "legal")) is None


def test_too_much_text_shrinks_where_it_still_can(kit: BrandKit) -> None:
    planned = plan(kit, banner(body=14), failed(CheckId.TEXT_AREA, "headline", "body"))
    assert planned is not None
    assert set(planned.size_factor) == {"headline"}
    assert plan(kit, banner(headline=20, body=14), failed(CheckId.TEXT_AREA, "headline", "body")) is None


@pytest.mark.parametrize(
    "check_id",
    [CheckId.FACTS_KEPT, CheckId.FORBIDDEN_WORDS, CheckId.LEGAL_TEXT, CheckId.CHARACTER_LIMITS, CheckId.FILE_SIZE],
)
def test_words_and_law_are_not_ours_to_mend(kit: BrandKit, check_id: CheckId) -> None:
    mendable = failed(CheckId.TEXT_OVER_PICTURES, "body")
    assert plan(kit, banner(), failed(check_id)) is None
    assert plan(kit, banner(), mendable, failed(check_id)) is None


def test_what_only_tells_needs_no_repair(kit: BrandKit) -> None:
    assert plan(kit, banner(), failed(CheckId.COLOUR_BLIND_CONTRAST, "body", blocking=False)) is None


def test_everything_that_was_mended_is_said() -> None:
    after = Adjustments(
        size_factor={"headline": 0.9}, picture_factor=0.85, button_colour="#0E7C3E", button_text_colour="#FFFFFF",
        plates=("body",), strong_texts=("legal",),
    )  # fmt: skip
    said = describe_repair(Adjustments(), after, LAYOUT)
    assert said[CheckId.TEXT_IN_BOXES] == "уменьшен шрифт: заголовок"
    assert said[CheckId.TEXT_OVER_PICTURES] == "картинка уменьшена до\u00a085\u00a0%"
    assert "#0E7C3E" in said[CheckId.CONTRAST]
    assert "плашка: основной текст" in said[CheckId.CONTRAST]
    assert "основной цвет текста: юридический текст" in said[CheckId.CONTRAST]
    assert describe_repair(after, after, LAYOUT) == {}


@dataclass
class Workshop:
    """Composes, reviews and mends one real banner as the graph does."""

    kit: BrandKit
    layout: Layout
    compositor: Compositor
    reviewer: BannerReviewer
    picture: Picture

    async def work(self, words: tuple[str, ...] = WORDS, rounds: int = 4) -> list[Review]:
        brief = Brief(product_id="food", offer="Горячая пицца", layout_ids=(self.layout.id,))
        fields = tuple(
            FieldText(field_id=found.id, text=text) for found, text in zip(self.layout.text_fields, words, strict=True)
        )
        texts = BannerTexts(layout_id=self.layout.id, author=TextAuthor.PERSON, fields=fields)
        adjustments: Adjustments | None = Adjustments()
        reviews: list[Review] = []
        while adjustments is not None and len(reviews) < rounds:
            composed = await self.compositor.compose(
                self.layout, texts, (self.picture,), PRODUCT, brief, ground="night", adjustments=adjustments
            )
            earlier = reviews[-1] if reviews else None
            reviews.append(
                await self.reviewer.review(composed, pictures=(self.picture,), brief=brief, facts=(), earlier=earlier)
            )
            adjustments = None if reviews[-1].passed else plan_repair(reviews[-1], composed, self.layout, self.kit)
        return reviews


async def workshop(
    kit: BrandKit,
    fitter: TextFitter,
    store: ArtifactStore,
    layout: Layout,
    pixels: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]",
) -> Workshop:
    _, data = cv2.imencode(".png", pixels)
    asset = await store.put(data.tobytes(), MediaType.PNG)
    picture = Picture(slot=0, origin=ImageOrigin.OWN, asset=asset, label="проба")
    compositor = Compositor(kit, fitter, store)
    reviewer = BannerReviewer(kit, {layout.id: layout}, compositor, fitter, store)
    return Workshop(kit, layout, compositor, reviewer, picture)


def found(review: Review, check_id: CheckId) -> Check:
    return next(check for check in review.checks if check.id is check_id)


async def test_a_picture_under_the_text_is_made_smaller_until_the_file_passes(
    kit: BrandKit, demo_fitter: TextFitter, store: ArtifactStore
) -> None:
    crowded = LAYOUT.model_copy(
        update={"image_slots": (ImageSlot(box=Box(x=270, y=120, width=300, height=330), anchor="right bottom"),)}
    )
    block = np.zeros((90, 80, 4), np.uint8)
    block[:] = (200, 40, 40, 255)
    reviews = await (await workshop(kit, demo_fitter, store, crowded, block)).work()
    assert not found(reviews[0], CheckId.TEXT_OVER_PICTURES).passed
    assert reviews[-1].passed, [check.message for check in reviews[-1].checks if not check.passed]
    assert len(reviews) >= 2
    assert "картинка уменьшена" in found(reviews[-1], CheckId.TEXT_OVER_PICTURES).mended
    assert reviews[-1].asset != reviews[0].asset
    assert [check.id for check in reviews[-1].checks if check.mended] == [CheckId.TEXT_OVER_PICTURES]


async def test_a_bright_shadow_under_the_text_is_covered_by_a_plate(
    kit: BrandKit, demo_fitter: TextFitter, store: ArtifactStore
) -> None:
    behind = LAYOUT.model_copy(update={"image_slots": (ImageSlot(box=Box(x=30, y=200, width=300, height=170)),)})
    glow = np.zeros((170, 300, 4), np.uint8)
    glow[:] = (255, 255, 255, 120)
    glow[150:, 140:160] = (255, 255, 255, 255)
    reviews = await (await workshop(kit, demo_fitter, store, behind, glow)).work()
    assert found(reviews[0], CheckId.CONTRAST).field_ids == ("body",)
    assert reviews[-1].passed, [check.message for check in reviews[-1].checks if not check.passed]
    assert "плашка: основной текст" in found(reviews[-1], CheckId.CONTRAST).mended


async def test_a_pale_legal_line_is_set_in_the_main_colour(
    kit: BrandKit, demo_fitter: TextFitter, store: ArtifactStore
) -> None:
    assert LAYOUT.legal is not None
    style = LAYOUT.legal.style.model_copy(update={"ink": Ink.MUTED})
    quiet = LAYOUT.model_copy(update={"legal": LAYOUT.legal.model_copy(update={"style": style})})
    pale = kit.model_copy(update={"grounds": {"night": GROUND.model_copy(update={"muted": "#6B7690"})}})
    small = np.full((40, 40, 4), 255, np.uint8)
    reviews = await (await workshop(pale, demo_fitter, store, quiet, small)).work()
    assert found(reviews[0], CheckId.CONTRAST).field_ids == ("legal",)
    assert reviews[-1].passed, [check.message for check in reviews[-1].checks if not check.passed]
    assert "основной цвет текста: юридический текст" in found(reviews[-1], CheckId.CONTRAST).mended


async def test_a_bright_shadow_under_the_legal_line_and_the_word_mark_is_covered(
    kit: BrandKit, demo_fitter: TextFitter, store: ArtifactStore
) -> None:
    style = TextStyle(font=FontRole.WORD_MARK, size_px=18, min_size_px=12)
    mark = StaticField(id="mark", text="{word_mark}", box=Box(x=40, y=10, width=200, height=26), style=style)
    marked = LAYOUT.model_copy(update={"static_fields": (mark,)})
    glow = np.zeros((500, 600, 4), np.uint8)
    glow[:] = (255, 255, 255, 120)
    glow[300:360, 400:460] = (255, 255, 255, 255)
    reviews = await (await workshop(kit, demo_fitter, store, marked, glow)).work()
    assert {"mark", "legal"} <= set(found(reviews[0], CheckId.CONTRAST).field_ids)
    assert reviews[-1].passed, [check.message for check in reviews[-1].checks if not check.passed]
    mended = found(reviews[-1], CheckId.CONTRAST).mended
    assert "логотип" in mended
    assert "юридический текст" in mended


async def test_the_planned_button_stands_out_when_it_is_drawn(
    kit: BrandKit, demo_fitter: TextFitter, store: ArtifactStore
) -> None:
    words = dict(zip(("headline", "body", "button"), WORDS, strict=True))
    texts = BannerTexts(
        layout_id=LAYOUT.id,
        author=TextAuthor.PERSON,
        fields=tuple(FieldText(field_id=key, text=text) for key, text in words.items()),
    )
    brief = Brief(product_id="food", offer="Горячая пицца", layout_ids=(LAYOUT.id,), file_format=FileFormat.JPG)
    compositor = Compositor(kit, demo_fitter, store)
    adjustments: Adjustments | None = Adjustments()
    ratios = []
    for _ in range(2):
        composed = await compositor.compose(LAYOUT, texts, (), PRODUCT, brief, ground="night", adjustments=adjustments)
        layer = (await compositor.layers(composed, LAYOUT, (), PRODUCT, brief)).texts["button"]
        around = surrounding_pixels(layer, decode(await store.get(composed.asset)))
        ratios.append(contrast_with(layer.colour, around))
        adjustments = plan(kit, composed, failed(CheckId.CONTRAST, "button"))
    assert ratios[1] >= 4.5
    assert ratios[1] > ratios[0]
