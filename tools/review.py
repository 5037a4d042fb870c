"""Reviews the file that would be delivered, not the one that was meant."""

from io import BytesIO

import numpy as np
from PIL import Image

from adbanner.artifact_store import ArtifactStore
from adbanner.banner import Adjustments, Check, ComposedBanner, Review
from adbanner.brand_kit import BrandKit
from adbanner.brief import Brief
from adbanner.images import Picture
from adbanner.layout import Layout
from adbanner.texts import Fact
from tools.compositing import Compositor
from tools.cpu_pool import in_cpu_pool
from tools.language import language_of
from tools.layers import Pixels
from tools.legal_line import legal_area_share
from tools.preflight import measure
from tools.printed_words import words_to_print
from tools.repair import describe_repair
from tools.review_subject import Subject
from tools.text_fitting import TextFitter
from tools.warning_room import with_warning_room


class BannerReviewer:
    """Measures banners of one brand kit.

    Args:
        kit: The brand.
        layouts: Formats by id.
        compositor: Gives the layers of a banner.
        fitter: Measures the legal line.
        store: Holds the files.
    """

    def __init__(
        self,
        kit: BrandKit,
        layouts: dict[str, Layout],
        compositor: Compositor,
        fitter: TextFitter,
        store: ArtifactStore,
    ) -> None:
        self._kit = kit
        self._layouts = layouts
        self._compositor = compositor
        self._fitter = fitter
        self._store = store

    async def review(
        self,
        banner: ComposedBanner,
        *,
        pictures: tuple[Picture, ...],
        brief: Brief,
        facts: tuple[Fact, ...],
        earlier: Review | None,
    ) -> Review:
        """The preflight report of a stored banner file.

        Args:
            banner: What was composed.
            pictures: The pictures that were given to the compositor.
            brief: What was asked for.
            facts: What the offer promises.
            earlier: The report that the repairs of this banner answer to, when there were any.
        """
        layout, product = self._layouts[banner.layout_id], self._kit.product(brief.product_id)
        worded = self._kit.worded(product, language_of(brief.offer, self._kit.language))
        used = pictures[: len(layout.image_slots)]
        layers = await self._compositor.layers(banner, layout, used, product, brief)
        file_pixels = await in_cpu_pool(decode, await self._store.get(banner.asset))
        category = self._kit.category_of(product)
        subject = Subject(
            banner=banner,
            layers=layers,
            file_pixels=file_pixels,
            layout=layout,
            kit=self._kit,
            category=category,
            brief=brief,
            facts=facts,
            context=f"{worded.name}. {worded.description}",
            warning_share=self._warning_share(layout, brief),
            printed=words_to_print(self._kit, product, brief.offer, banner.texts, layout),
        )
        checks = await in_cpu_pool(measure, subject)
        return Review(layout_id=layout.id, asset=banner.asset, checks=_with_mends(checks, banner, layout, earlier))

    def _warning_share(self, layout: Layout, brief: Brief) -> float:
        category = self._kit.category_of(self._kit.product(brief.product_id))
        roomy = with_warning_room(layout, category, brief, self._fitter)
        return legal_area_share(roomy, category, brief, self._fitter)


def _with_mends(
    checks: tuple[Check, ...], banner: ComposedBanner, layout: Layout, earlier: Review | None
) -> tuple[Check, ...]:
    """Say at each check that failed before what was changed for it since."""
    if earlier is None:
        return checks
    failed = {check.id for check in earlier.checks if not check.passed or check.mended}
    mended = describe_repair(Adjustments(), banner.adjustments, layout)
    return tuple(
        check.model_copy(update={"mended": mended[check.id]}) if check.id in failed and check.id in mended else check
        for check in checks
    )


def decode(data: bytes) -> Pixels:
    """The pixels of a banner file: height x width x 3, sRGB."""
    with Image.open(BytesIO(data)) as image:
        return np.asarray(image.convert("RGB"))
