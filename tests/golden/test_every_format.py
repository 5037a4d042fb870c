"""Every format, products of several kinds and difficult pictures: what is composed passes, or the law refuses it."""

import cv2
import numpy as np
import pytest

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import MediaType
from adbanner.banner import Adjustments, CheckId, ComposedBanner, Review
from adbanner.brand_kit import BrandKit
from adbanner.brief import Brief
from adbanner.images import ImageOrigin, Picture
from adbanner.layout import Layout
from adbanner.layout_files import load_layouts
from adbanner.settings import PROJECT_ROOT
from adbanner.texts import BannerTexts
from tools.compositing import Compositor
from tools.copywriting import CopyRequest
from tools.facts import extract_facts
from tools.layers import Pixels
from tools.offline_copywriter import OfflineCopywriter
from tools.repair import plan_repair
from tools.review import BannerReviewer
from tools.text_fitting import TextFitter

LAYOUTS = load_layouts(PROJECT_ROOT / "layouts")
OFFERS = {
    "delivery": "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15",
    "broker": "Кэшбэк 10% на все покупки",
    "credit_card": "120 дней без процентов на покупки",
    "cash_loan": "Кредит до 5 млн ₽ от 14,9% годовых",
}
"""A plain product, one with a printed warning, one whose warning must take a share of the area and one that names a
rate, and must name the full cost before it; offers that a strip can tell in full."""
REFUSED = {
    ("ya_320x50", "broker"),
    *(
        (layout_id, product_id)
        for layout_id in ("ya_320x50", "ya_320x100", "ya_728x90", "gallery_1080x1080")
        for product_id in ("credit_card", "cash_loan")
    ),
}
"""Formats without room for what the law wants to be printed."""
SHAPES = ("wide", "tall", "none")
MOST_REPAIRS = 3
SHADOW_ALPHA = 110
LIGHT_GROUND = "ice"
"""Its dark texts need mending where the shadow falls on them."""


def cut_out(shape: str) -> Pixels:
    """A nearly white object, a nearly black one, or one in a shadow that reaches over the whole banner; RGBA."""
    width, height = {"wide": (600, 250), "tall": (250, 600), "shadow": (600, 600)}[shape]
    colour = {"wide": (250, 250, 250), "tall": (12, 14, 20), "shadow": (240, 160, 30)}[shape]
    radius = (width // 10, height // 10) if shape == "shadow" else (width // 2, height // 2)
    alpha = np.zeros((height, width), np.uint8)
    cv2.ellipse(alpha, (width // 2, height // 2), radius, 0, 0, 360, 255, cv2.FILLED, cv2.LINE_AA)
    pixels = np.dstack([np.full((height, width, 3), colour[::-1], np.uint8), alpha])
    if shape == "shadow":
        pixels[alpha < SHADOW_ALPHA] = (0, 0, 0, SHADOW_ALPHA)
    return pixels


class Workshop:
    """Composes, reviews and mends as a run does."""

    def __init__(
        self, kit: BrandKit, fitter: TextFitter, store: ArtifactStore, offers: dict[str, str] = OFFERS
    ) -> None:
        self._offers = offers
        self._kit, self._fitter, self._store = kit, fitter, store
        self._compositor = Compositor(kit, fitter, store)
        self._reviewer = BannerReviewer(kit, LAYOUTS, self._compositor, fitter, store)

    async def texts(self, layout: Layout, product_id: str) -> BannerTexts:
        product = self._kit.product(product_id)
        request = CopyRequest(
            product=product,
            layout=layout,
            offer=self._offers[product_id],
            facts=extract_facts(self._offers[product_id]),
            tone_of_voice=self._kit.tone_of_voice,
            forbidden_words=self._kit.forbidden_words,
            button_verbs=self._kit.button_verbs(product),
            examples=(),
            language=self._kit.language,
            seed=1,
        )
        return await OfflineCopywriter(self._fitter).write(request, ())

    async def pictures(self, layout: Layout, shape: str) -> tuple[Picture, ...]:
        if shape == "none":
            return ()
        _, data = cv2.imencode(".png", cut_out(shape))
        asset = await self._store.put(data.tobytes(), MediaType.PNG)
        slots = range(len(layout.image_slots))
        return tuple(Picture(slot=slot, origin=ImageOrigin.OWN, asset=asset, label=shape) for slot in slots)

    async def work(self, layout: Layout, product_id: str, shape: str) -> tuple[ComposedBanner, Review]:
        product, pictures = self._kit.product(product_id), await self.pictures(layout, shape)
        texts = await self.texts(layout, product_id)
        brief = Brief(
            product_id=product_id,
            offer=self._offers[product_id],
            layout_ids=(layout.id,),
            erid="2VtzqvYNXgR",
            ground=LIGHT_GROUND if shape == "shadow" else None,
        )
        ground = await self._compositor.choose_ground(brief, product, (layout,), pictures)
        adjustments: Adjustments | None = Adjustments()
        review: Review | None = None
        for _ in range(1 + MOST_REPAIRS):
            banner = await self._compositor.compose(
                layout, texts, pictures, product, brief, ground=ground, adjustments=adjustments
            )
            review = await self._reviewer.review(
                banner, pictures=pictures, brief=brief, facts=extract_facts(brief.offer), earlier=review
            )
            adjustments = None if review.passed else plan_repair(review, banner, layout, self._kit)
            if adjustments is None:
                break
        assert review is not None
        return banner, review


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
async def test_every_banner_passes_or_lacks_only_the_room_for_the_law(
    layout: Layout, demo_kit: BrandKit, demo_fitter: TextFitter, store: ArtifactStore
) -> None:
    workshop = Workshop(demo_kit, demo_fitter, store)
    for product_id in OFFERS:
        for shape in SHAPES if layout.image_slots else ("none",):
            _, review = await workshop.work(layout, product_id, shape)
            failed = {check.id: check.message for check in review.checks if check.blocking and not check.passed}
            if (layout.id, product_id) in REFUSED:
                assert CheckId.LEGAL_TEXT in failed, (product_id, shape, failed)
            else:
                assert not failed, (product_id, shape, failed)


@pytest.mark.parametrize("layout_id", [layout.id for layout in LAYOUTS.values() if layout.image_slots and layout.legal])
async def test_a_shadow_over_the_whole_banner_is_mended(
    layout_id: str, demo_kit: BrandKit, demo_fitter: TextFitter, store: ArtifactStore
) -> None:
    _, review = await Workshop(demo_kit, demo_fitter, store).work(LAYOUTS[layout_id], "delivery", "shadow")
    assert review.passed, [check.message for check in review.checks if not check.passed]
    assert "юридический текст" in next(check.mended for check in review.checks if check.id is CheckId.CONTRAST)


@pytest.mark.parametrize(
    "layout_id", ["square_1080x1080", "feed_1080x1350", "story_1080x1920", "vk_1080x607", "ya_240x400", "ya_300x600"]
)
@pytest.mark.parametrize(
    ("product_id", "offer"),
    [
        ("cash_loan", "Кредит наличными до 5 млн ₽ по ставке от 14,9% годовых"),
        ("mortgage", "Ипотека от 5,9% годовых на новостройки до 31 декабря"),
    ],
)
async def test_a_rate_stands_below_the_full_cost_and_is_no_larger(
    layout_id: str, product_id: str, offer: str, demo_kit: BrandKit, demo_fitter: TextFitter, store: ArtifactStore
) -> None:
    """Whether the rate is in the headline or below it, on the formats that everybody orders."""
    workshop = Workshop(demo_kit, demo_fitter, store, {**OFFERS, product_id: offer})
    banner, review = await workshop.work(LAYOUTS[layout_id], product_id, "wide")
    assert review.passed, [check.message for check in review.checks if not check.passed]
    cost = next(text for text in banner.set_texts if text.lines[0].text.startswith("Полная стоимость"))
    others = [text for text in banner.set_texts if "%" in "".join(line.text for line in text.lines)]
    lines = [line.text for line in cost.lines]
    assert " ".join(lines).replace("\u00a0", " ").index(demo_kit.product(product_id).full_cost) < len(" ".join(lines))
    assert all(text.size_px <= cost.size_px and text.ink.y >= cost.ink.y for text in others)
