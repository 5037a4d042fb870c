"""The texts of offers on four formats: do they fit, keep every fact, invent none, and read well?

Runs the text branch of the product on ``datasets/offers.jsonl``: with the built-in copywriter, or with the language
model of the settings. The baseline of the design document (one draft, cut by words) goes through the same branch; for
the built-in copywriter its draft is the offer poured into the fields. Facts are those that people tagged, not those
that the product finds. How texts read was judged by a person (``judgements/texts.jsonl``).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from adbanner.layout import Layout
from adbanner.texts import Fact, FaultKind
from evals.judgements import Verdict, judgement_of, read_judgements, write_reading_matter
from evals.offer_cases import read_offers
from evals.pouring_copywriter import PouringCopywriter
from evals.scores import OFFLINE, Metric, SuiteResult
from evals.suite import EvalOptions
from evals.written_banners import BannerWriter, WrittenBanner
from graph.context import Context
from graph.services import open_services
from tools.fact_policy import required_facts
from tools.facts import extract_facts, is_same_subject, keeps
from tools.typography import typeset

LAYOUTS = ("feed_1080x1350", "detail_1080x1350", "ya_300x250", "ya_728x90")
"""A post, one with six fields, a rectangle with an optional body, and a strip with nothing but a headline."""
SEEDS_SAMPLE_STRIDE = 5
BOUND_IN_WORDS = re.compile(r"(?i)^(?:до|от|с|со|по|from|up to|under|over|until|by|before)\b|\d.*(?:[–-]|\bto\b).*\d")
"""A fact's words that say themselves how it is limited."""
LIVE_TOLERANCE = 0.03
"""Models do not answer the same way twice."""


async def measure(options: EvalOptions) -> SuiteResult:
    """Write every offer on every layout, once as the product does and once as the baseline."""
    dataset = read_offers()
    settings = options.settings
    is_live = settings.llm.base_url is not None
    async with open_services(settings) as services:
        total = 2 * len(dataset.cases) * len(LAYOUTS)
        writer = BannerWriter(services, Context())
        product = await writer.write_all(dataset.cases, LAYOUTS, progress=lambda done, _: options.progress(done, total))
        plain = services if is_live else replace(services, copywriter=PouringCopywriter())
        baseline = await BannerWriter(plain, Context(is_baseline=True)).write_all(
            dataset.cases, LAYOUTS, progress=lambda done, _: options.progress(len(product) + done, total)
        )
        sample = dataset.cases[::SEEDS_SAMPLE_STRIDE]
        other = await writer.write_all(sample, LAYOUTS, seed=1)
        layouts = services.layouts
    if options.details is not None:
        write_reading_matter(product, options.details)
    tolerance = LIVE_TOLERANCE if is_live else 0.0
    metrics = (
        *fit_metrics(product, layouts, tolerance),
        *reading_metrics(product, is_live=is_live),
        *seed_metrics(product, other),
        *baseline_metrics(baseline, layouts),
        *cost_metrics(product),
    )
    return SuiteResult(
        suite="texts",
        variant=settings.llm.model if is_live else OFFLINE,
        dataset=dataset.version,
        cases=len(product),
        metrics=metrics,
        failures=tuple(failures(product, layouts)),
    )


def fit_metrics(banners: Sequence[WrittenBanner], layouts: dict[str, Layout], tolerance: float) -> tuple[Metric, ...]:
    """How many banners go out, whether their texts fit, how soon, and what they keep."""
    done = [banner for banner in banners if banner.is_delivered]
    kept, promised = fact_counts(done, layouts)
    held_out = [banner for banner in done if banner.case.split == "held_out"]
    kept_unseen, promised_unseen = fact_counts(held_out, layouts)
    values: tuple[tuple[str, float, float | None], ...] = (
        ("delivered", share(len(done), len(banners)), None),
        ("final fit", share(sum(banner.fits for banner in done), len(done)), 1.0),
        ("first-pass fit", share(sum(banner.first_fits for banner in banners), len(banners)), None),
        (
            "fit within 3",
            share(sum(bool(banner.texts) and not banner.was_cut for banner in banners), len(banners)),
            None,
        ),
        ("fact recall", share(kept, promised), 0.98),
        ("fact recall, held out", share(kept_unseen, promised_unseen), 0.98),
        ("fact recall, all facts", share(*fact_counts(done, layouts, of_all=True)), None),
    )
    return (
        *(
            Metric(name=name, value=value, better="higher", goal=goal, tolerance=tolerance)
            for name, value, goal in values
        ),
        Metric(name="cut", value=share(sum(banner.was_cut for banner in done), len(done)), better="lower",
               tolerance=tolerance),
        Metric(name="invented facts", value=count(done, FaultKind.INVENTED_FACT), better="lower", goal=0),
        Metric(name="misplaced facts", value=count(done, FaultKind.MISPLACED_FACT), better="lower", goal=0),
        Metric(name="repeating banners", value=share(count(done, FaultKind.REPEATS_FIELD), len(done)), better="lower",
               tolerance=tolerance),
    )  # fmt: skip


def is_uncut(banner: WrittenBanner) -> bool:
    """Whether the copywriter itself made the texts fit."""
    return banner.texts is not None and not banner.was_cut


def fact_counts(
    banners: Sequence[WrittenBanner], layouts: dict[str, Layout], *, of_all: bool = False
) -> tuple[int, int]:
    """How many of the facts that a format must carry (or ``of_all`` tagged facts) stand on the banners."""
    kept = promised = 0
    for banner in banners:
        facts = (
            banner.case.facts
            if of_all
            else required_facts(banner.case.facts, layouts[banner.layout_id], banner.case.offer)
        )
        promised += len(facts)
        kept += sum(not is_lost(fact, banner) for fact in facts)
    return kept, promised


def is_lost(fact: Fact, banner: WrittenBanner) -> bool:
    """Whether a fact that people tagged is missing from the texts or stands there changed."""
    assert banner.texts is not None
    told = [field.text.replace("\u00a0", " ") for field in banner.texts.fields]
    same = [other for text in told for other in extract_facts(text) if is_same_subject(other, fact)]
    if any(keeps(other, fact) for other in same):
        return False
    # What the product reads otherwise than people do is kept where it stands word by word, its bound included.
    if fact.bound and not BOUND_IN_WORDS.search(fact.text):
        return True
    words = re.escape(typeset(fact.text).replace("\u00a0", " "))
    return not any(re.search(rf"(?<![\w,.]){words}(?![\w])", text, re.IGNORECASE) for text in told)


def reading_metrics(banners: Sequence[WrittenBanner], *, is_live: bool) -> tuple[Metric, ...]:
    """How many banners a person would send; a model's texts are judged by nobody yet."""
    if is_live:
        return ()
    judgements = read_judgements()
    judged = [judgement_of(banner, judgements) for banner in banners]
    counts = Counter(judgement.verdict for judgement in judged if judgement is not None)
    return (
        Metric(name="judged", value=share(counts.total(), len(banners)), better="higher", goal=1.0),
        Metric(name="would be sent", value=share(counts[Verdict.SEND], len(banners)), better="higher", goal=0.8),
        Metric(name="rejected", value=share(counts[Verdict.REJECT], len(banners)), better="lower"),
    )


def seed_metrics(banners: Sequence[WrittenBanner], other: Sequence[WrittenBanner]) -> tuple[Metric, ...]:
    """How often another seed gives other texts."""
    first = {(banner.case.id, banner.layout_id): banner.texts for banner in banners}
    changed = sum(banner.texts != first[banner.case.id, banner.layout_id] for banner in other)
    return (Metric(name="other seed, other texts", value=share(changed, len(other)), better="higher", tolerance=0.05),)


def baseline_metrics(banners: Sequence[WrittenBanner], layouts: dict[str, Layout]) -> tuple[Metric, ...]:
    """The same of the document's baseline: what the product has to beat."""
    done = [banner for banner in banners if banner.texts]
    kept, promised = fact_counts(done, layouts)
    values = (
        ("baseline: without a fault", share(sum(banner.is_delivered for banner in banners), len(banners))),
        ("baseline: final fit", share(sum(banner.fits for banner in done), len(done))),
        ("baseline: fact recall", share(kept, promised)),
    )
    # Only shown: a floor that falls is nobody's setback.
    return tuple(Metric(name=name, value=value, better="higher", tolerance=1) for name, value in values)


def cost_metrics(banners: Sequence[WrittenBanner]) -> tuple[Metric, ...]:
    """Tokens of an average banner, where a model wrote."""
    usages = [banner.usage for banner in banners if banner.usage is not None and banner.usage.calls]
    if not usages:
        return ()
    values = (
        ("calls per banner", sum(usage.calls for usage in usages) / len(usages)),
        ("prompt tokens per banner", sum(usage.prompt_tokens for usage in usages) / len(usages)),
        ("completion tokens per banner", sum(usage.completion_tokens for usage in usages) / len(usages)),
    )
    return tuple(Metric(name=name, value=value, better="lower", tolerance=value * 0.2) for name, value in values)


def failures(banners: Sequence[WrittenBanner], layouts: dict[str, Layout]) -> list[str]:
    """One line for each banner that broke a promise."""
    lines = []
    for banner in banners:
        where = f"{banner.case.id} {banner.layout_id}"
        if banner.texts is None:
            lines.append(f"{where}: refused: {banner.reason}")
            continue
        lost = [
            fact.text
            for fact in required_facts(banner.case.facts, layouts[banner.layout_id], banner.case.offer)
            if is_lost(fact, banner)
        ]
        wrong = [f"{fault.kind} {fault.detail or fault.field_id}".strip() for fault in banner.faults]
        if lost or wrong:
            lines.append(f"{where}: {'; '.join([*(f'lost «{fact}»' for fact in lost), *wrong])}")
    return lines


def share(part: float, whole: float) -> float:
    """A share, rounded; 1 of nothing."""
    return round(part / whole, 4) if whole else 1.0


def count(banners: Sequence[WrittenBanner], kind: FaultKind) -> int:
    """Faults of a kind in the final texts."""
    return sum(fault.kind is kind for banner in banners for fault in banner.faults)
