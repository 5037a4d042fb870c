"""What makes a model's first draft fit: targets below the limits, approved banners as examples; and the three requests.

Needs a language model in the settings. Every variant writes the same offers with one thing changed in the request, and
only the first draft counts: nothing is asked to be shortened, and no judge is called. Shares come with their 95 %
intervals.
"""

from dataclasses import replace
from functools import partial

from evals.offer_cases import read_offers
from evals.scores import Metric, SuiteResult, wilson
from evals.suite import EvalOptions
from evals.suites.texts import LIVE_TOLERANCE, fact_counts, share
from evals.written_banners import BannerWriter
from graph.context import Context
from graph.services import open_services
from tools.safety_judge import Screener

LAYOUTS = ("feed_1080x1350", "ya_300x250")
VARIANTS = {
    "product": Context(max_shortenings=0),
    "limits without targets": Context(max_shortenings=0, aims_below_limits=False),
    "no examples": Context(max_shortenings=0, shows_examples=False),
    "baseline": Context(max_shortenings=0, is_baseline=True, aims_below_limits=False),
}


async def measure(options: EvalOptions) -> SuiteResult:
    """Write a sample of the offers once in every variant."""
    dataset = read_offers()
    cases = tuple(case for case in dataset.cases if options.language in ("", case.language))[:: options.every]
    per_variant = len(cases) * len(LAYOUTS)
    total = per_variant * len(VARIANTS)
    metrics: list[Metric] = []
    notes: list[str] = []
    async with open_services(options.settings) as services:
        for number, (name, context) in enumerate(VARIANTS.items()):
            writer = BannerWriter(replace(services, fallback_copywriter=None, screener=Screener()), context)
            progress = partial(tell_all, options, number * per_variant, total)
            banners = await writer.write_all(cases, LAYOUTS, progress=progress)
            drafts = [banner.model_copy(update={"texts": banner.drafts[0]}) for banner in banners if banner.drafts]
            values = {
                "a draft of the asked shape": (len(drafts), len(banners)),
                "first-pass fit": (sum(banner.first_fits for banner in banners), len(banners)),
                "facts in the first draft": fact_counts(drafts, services.layouts),
            }
            for metric, (part, whole) in values.items():
                low, high = wilson(part, whole)
                notes.append(f"{name}: {metric} {share(part, whole):.3f} [{low:.3f}, {high:.3f}] of {whole}")
                value = share(part, whole)
                metrics.append(Metric(name=f"{name}: {metric}", value=value, better="higher", tolerance=LIVE_TOLERANCE))
    return SuiteResult(
        suite="first_pass", variant=options.settings.llm.model, dataset=dataset.version, cases=total,
        metrics=tuple(metrics), notes=tuple(notes),
    )  # fmt: skip


def tell_all(options: EvalOptions, before: int, total: int, done: int, _: int) -> None:
    """Count a variant's banners behind those of the variants before it."""
    options.progress(before + done, total)
