"""Milliseconds to draw, encode and check a banner of each format.

    python -m evals.bench.rendering [--rounds 20] [--layout square_1080x1080 ...] [--json]

Warm runs in one process: the type is loaded and one round is not counted. Every round has other words and another
bank picture, so no drawing is simply remembered. ``compose`` decodes the picture, sets the texts, draws, encodes the
file within its budget and stores it; ``review`` decodes the file and measures everything the preflight promises.
"""

import argparse
import asyncio
import json
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import MediaType
from adbanner.brand_kit import BrandKit
from adbanner.brand_kit_files import load_brand_kit
from adbanner.brief import Brief
from adbanner.frozen import Frozen
from adbanner.images import ImageOrigin, Picture
from adbanner.layout import Layout
from adbanner.layout_files import load_layouts
from adbanner.settings import Settings
from adbanner.texts import BannerTexts
from tools.compositing import Compositor
from tools.copywriting import CopyRequest
from tools.facts import extract_facts
from tools.fonts import FontBook
from tools.offline_copywriter import OfflineCopywriter
from tools.review import BannerReviewer
from tools.text_fitting import TextFitter

PRODUCT_ID = "delivery"
OFFER, DRAFT_FIGURE = "Скидка 15% на первый заказ до 31 декабря по промокоду ПИЦЦА", "15%"
LEAST_PERCENT = 5
"""The figure of the first round; each round raises it by one."""
KIB = KIB_PER_MIB = 1024


class Figures(Frozen):
    """What was measured for one format."""

    layout_id: str
    width: int
    height: int
    compose_p50_ms: float
    compose_p95_ms: float
    review_p50_ms: float
    review_p95_ms: float
    file_kb: float
    """Median size of the file, in units of 1024 bytes."""


@dataclass(frozen=True)
class Bench:
    """One brand kit with everything that draws and checks."""

    kit: BrandKit
    store: ArtifactStore
    compositor: Compositor
    copywriter: OfflineCopywriter
    reviewer: BannerReviewer

    async def measure(self, layout: Layout, rounds: int) -> Figures:
        """Time one format; the first round does not count."""
        draft = await self.copywriter.write(self._request(layout), ())
        timings = [await self._round(layout, draft, number) for number in range(rounds + 1)][1:]
        compose, review, sizes = zip(*timings, strict=True)
        return Figures(
            layout_id=layout.id,
            width=layout.width,
            height=layout.height,
            compose_p50_ms=round(median(compose), 1),
            compose_p95_ms=round(p95(compose), 1),
            review_p50_ms=round(median(review), 1),
            review_p95_ms=round(p95(review), 1),
            file_kb=round(median(sizes), 1),
        )

    def _request(self, layout: Layout) -> CopyRequest:
        product = self.kit.product(PRODUCT_ID)
        return CopyRequest(
            product=product,
            layout=layout,
            offer=OFFER,
            facts=extract_facts(OFFER),
            tone_of_voice=self.kit.tone_of_voice,
            forbidden_words=self.kit.forbidden_words,
            button_verbs=self.kit.button_verbs(product),
            examples=(),
            language=self.kit.language,
            seed=0,
        )

    async def _round(self, layout: Layout, draft: BannerTexts, number: int) -> tuple[float, float, float]:
        """Milliseconds to compose and to review, and KB; texts and pictures are made before the clock starts."""
        product, figure = self.kit.product(PRODUCT_ID), f"{LEAST_PERCENT + number}%"
        fields = tuple(
            field.model_copy(update={"text": field.text.replace(DRAFT_FIGURE, figure)}) for field in draft.fields
        )
        texts, offer = draft.model_copy(update={"fields": fields}), OFFER.replace(DRAFT_FIGURE, figure)
        brief = Brief(product_id=product.id, offer=offer, layout_ids=(layout.id,), seed=number)
        pictures = tuple([await self._picture(slot, number) for slot in range(len(layout.image_slots))])
        ground = await self.compositor.choose_ground(brief, product, (layout,), ())
        facts = extract_facts(offer)
        started = time.perf_counter()
        banner = await self.compositor.compose(layout, texts, pictures, product, brief, ground=ground)
        composed = time.perf_counter()
        review = await self.reviewer.review(banner, pictures=pictures, brief=brief, facts=facts, earlier=None)
        reviewed = time.perf_counter()
        assert review.passed, [check.message for check in review.checks if not check.passed]
        return (composed - started) * 1000, (reviewed - composed) * 1000, banner.asset.size_bytes / KIB

    async def _picture(self, slot: int, number: int) -> Picture:
        image = self.kit.images[(number + slot) % len(self.kit.images)]
        path = self.kit.image_path(image)
        media_type = MediaType.WEBP if path.suffix == ".webp" else MediaType.PNG
        asset = await self.store.put(await asyncio.to_thread(path.read_bytes), media_type)
        return Picture(slot=slot, origin=ImageOrigin.BANK, asset=asset, label=image.id)


def p95(values: tuple[float, ...]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1]


async def measure_all(layout_ids: list[str], rounds: int, settings: Settings) -> list[Figures]:
    """Time the given formats, or every one when none is given."""
    kit, layouts = load_brand_kit(settings.brand_kit), load_layouts(settings.layouts)
    fitter = TextFitter(FontBook.load(kit))
    with tempfile.TemporaryDirectory() as folder:
        store = ArtifactStore.local(Path(folder))
        compositor = Compositor(kit, fitter, store)
        reviewer = BannerReviewer(kit, layouts, compositor, fitter, store)
        bench = Bench(kit, store, compositor, OfflineCopywriter(fitter), reviewer)
        return [await bench.measure(layouts[layout_id], rounds) for layout_id in layout_ids or layouts]


def table(rows: list[Figures], peak_mib: int) -> str:
    """The figures for people."""
    lines = ["format                 compose p50/p95 ms   review p50/p95 ms   file KB"]
    lines += [
        f"{row.layout_id:22}{row.compose_p50_ms:11.0f} / {row.compose_p95_ms:<5.0f}"
        f"{row.review_p50_ms:13.0f} / {row.review_p95_ms:<5.0f}{row.file_kb:10.0f}"
        for row in rows
    ]
    return "\n".join([*lines, f"peak memory {peak_mib} MiB"])


def main() -> None:
    """Read the command line, measure, report."""
    parser = argparse.ArgumentParser(description="Milliseconds to draw, encode and check a banner of each format.")
    parser.add_argument("--rounds", type=int, default=20, help="counted rounds of each format, at least 2")
    parser.add_argument("--layout", action="append", default=[], help="a format; may be given more than once")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    options = parser.parse_args()
    rows = asyncio.run(measure_all(options.layout, options.rounds, Settings()))
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB_PER_MIB
    if options.json:
        answer = {"formats": [row.model_dump() for row in rows], "peak_mib": peak_mib}
        sys.stdout.write(json.dumps(answer, indent=2) + "\n")
    else:
        sys.stdout.write(table(rows, peak_mib) + "\n")


if __name__ == "__main__":
    main()
