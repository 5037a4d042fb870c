"""The review looks at the stored file and tells what was mended since the review before."""

import cv2
import numpy as np
import pytest

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import MediaType
from adbanner.banner import Adjustments, Check, CheckId, ComposedBanner, Review
from adbanner.brand_kit import BrandKit
from adbanner.brief import Brief
from adbanner.layout import Layout
from adbanner.texts import BannerTexts, FieldText, TextAuthor
from tools.compositing import Compositor
from tools.facts import extract_facts
from tools.review import BannerReviewer, decode
from tools.text_fitting import TextFitter

OFFER = "Скидка 15% на первый заказ"
WORDS = {"headline": OFFER, "button": "Заказать"}
BRIEF = Brief(product_id="delivery", offer=OFFER, layout_ids=("ya_728x90",))


@pytest.fixture
def layout(demo_layouts: dict[str, Layout]) -> Layout:
    return demo_layouts["ya_728x90"]


@pytest.fixture
def compositor(demo_kit: BrandKit, demo_fitter: TextFitter, store: ArtifactStore) -> Compositor:
    return Compositor(demo_kit, demo_fitter, store)


@pytest.fixture
def reviewer(
    demo_kit: BrandKit, layout: Layout, compositor: Compositor, demo_fitter: TextFitter, store: ArtifactStore
) -> BannerReviewer:
    return BannerReviewer(demo_kit, {layout.id: layout}, compositor, demo_fitter, store)


async def composed(
    compositor: Compositor, kit: BrandKit, layout: Layout, adjustments: Adjustments | None = None
) -> ComposedBanner:
    fields = tuple(FieldText(field_id=field.id, text=WORDS.get(field.id, "")) for field in layout.text_fields)
    texts = BannerTexts(layout_id=layout.id, author=TextAuthor.PERSON, fields=fields)
    product = kit.product(BRIEF.product_id)
    return await compositor.compose(layout, texts, (), product, BRIEF, ground="night", adjustments=adjustments)


async def reviewed(reviewer: BannerReviewer, banner: ComposedBanner, earlier: Review | None = None) -> Review:
    return await reviewer.review(banner, pictures=(), brief=BRIEF, facts=extract_facts(BRIEF.offer), earlier=earlier)


def with_failed(review: Review, *check_ids: CheckId) -> Review:
    """The same review as if these checks had failed."""
    checks = tuple(check.model_copy(update={"passed": check.id not in check_ids}) for check in review.checks)
    return review.model_copy(update={"checks": checks})


def found(review: Review, check_id: CheckId) -> Check:
    return next(check for check in review.checks if check.id is check_id)


async def test_a_sound_file_passes_and_the_report_names_it(
    reviewer: BannerReviewer, compositor: Compositor, demo_kit: BrandKit, layout: Layout
) -> None:
    banner = await composed(compositor, demo_kit, layout)
    review = await reviewed(reviewer, banner)
    assert [check.message for check in review.checks if not check.passed] == []
    assert (review.layout_id, review.asset) == (layout.id, banner.asset)


async def test_another_file_under_the_banners_name_is_seen(
    reviewer: BannerReviewer, compositor: Compositor, demo_kit: BrandKit, layout: Layout, store: ArtifactStore
) -> None:
    banner = await composed(compositor, demo_kit, layout)
    washed = decode(await store.get(banner.asset)) // 8 + 200
    _, data = cv2.imencode(".png", washed.astype(np.uint8))
    other = await store.put(data.tobytes(), MediaType.PNG)
    review = await reviewed(reviewer, banner.model_copy(update={"asset": other}))
    assert not review.passed
    assert "headline" in found(review, CheckId.CONTRAST).field_ids
    assert review.asset == other


async def test_a_mend_is_said_at_the_check_that_had_failed_and_nowhere_else(
    reviewer: BannerReviewer, compositor: Compositor, demo_kit: BrandKit, layout: Layout
) -> None:
    first = with_failed(await reviewed(reviewer, await composed(compositor, demo_kit, layout)), CheckId.TEXT_IN_BOXES)
    smaller = Adjustments(size_factor={"headline": 0.9}, picture_factor=0.9)
    banner = await composed(compositor, demo_kit, layout, smaller)
    second = await reviewed(reviewer, banner, first)
    assert {check.id: check.mended for check in second.checks if check.mended} == {
        CheckId.TEXT_IN_BOXES: "уменьшен шрифт: заголовок"
    }
    third = await reviewed(reviewer, banner, second)
    assert found(third, CheckId.TEXT_IN_BOXES).mended, "the last report still tells what the first round mended"


async def test_without_a_failure_before_nothing_is_called_mended(
    reviewer: BannerReviewer, compositor: Compositor, demo_kit: BrandKit, layout: Layout
) -> None:
    banner = await composed(compositor, demo_kit, layout, Adjustments(size_factor={"headline": 0.9}))
    first = await reviewed(reviewer, banner)
    again = await reviewed(reviewer, banner, first)
    assert [check.mended for check in (*first.checks, *again.checks) if check.mended] == []
