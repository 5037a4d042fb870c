"""Milliseconds of the text path for one layout, without the language model's own time.

    python -m evals.bench.texts [--offers 20] [--json]

Takes offers of ``datasets/offers.jsonl`` through the text branch on four layouts, one after another: by the built-in
copywriter, and by the model's copywriter with a model that answers at once in this process, the first time with texts
three times too long. So the second row holds two prompts, two parsed answers, two checks in real glyphs, the safety
rules with the judge's verdict, and neither thinking nor network.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles

from adbanner.frozen import Frozen
from adbanner.prompts import PromptLibrary, Task
from adbanner.settings import Settings, settle_process
from adbanner.texts import BannerTexts
from adbanner.usage import Usage
from evals.offer_cases import OfferCase, read_offers
from evals.suites.texts import LAYOUTS
from evals.written_banners import BannerWriter, text_state
from graph.context import Context
from graph.services import Services, open_services
from tools.llm import ChatMessage, ChatModel, Completion
from tools.llm_answers import Answer, parse_answer
from tools.llm_copywriter import LlmCopywriter
from tools.safety_judge import SafetyJudge, Screener

OVERLONG = 3
HARMLESS = {"category": "none", "reason": "", "decision": "allow"}


class Figures(Frozen):
    """What was measured for one way to write."""

    path: str
    p50_ms: float
    p95_ms: float
    banners: int


class InstantModel(ChatModel):
    """Answers at once with texts that are known to fit, after a first answer that is three times too long."""

    def __init__(self) -> None:
        self.texts: BannerTexts | None = None

    async def complete(
        self,
        task: Task,
        messages: tuple[ChatMessage, ...],
        schema: type[Answer],
        *,
        seed: int,
        temperature: float | None = None,
    ) -> Completion[Answer]:
        """The texts, or a verdict that allows everything."""
        answered: dict[str, str] = HARMLESS
        if task is Task.WRITE_TEXTS:
            assert self.texts is not None
            times = OVERLONG if len(messages) == len(("system", "user")) else 1
            answered = {field.field_id: " ".join([field.text] * times) for field in self.texts.fields}
        value = parse_answer(json.dumps(answered, ensure_ascii=False), schema)
        return Completion(value, Usage(model="instant", calls=1))


async def measure(offers: int) -> tuple[Figures, ...]:
    """Time both ways to write."""
    cases = read_offers().cases[:offers]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        prompts, model = PromptLibrary.load(settings.prompts), InstantModel()
        async with open_services(settings) as rules:
            written = await timed(cases, rules)
            services = replace(
                rules,
                copywriter=LlmCopywriter(model, prompts),
                screener=Screener(SafetyJudge(model, prompts)),
            )
            asked = await timed(cases, services, model, rules)
    return figures("built-in copywriter", written), figures("model's copywriter, one shortening", asked)


async def timed(
    cases: Sequence[OfferCase], services: Services, model: InstantModel | None = None, rules: Services | None = None
) -> list[float]:
    """Milliseconds per banner; the first one is not counted."""
    writer = BannerWriter(services, Context())
    author = BannerWriter(rules or services, Context())
    milliseconds = []
    for seed, case in enumerate((cases[0], *cases)):
        for layout_id in LAYOUTS:
            if model is not None:
                model.texts = (await author.run(text_state(case, layout_id, seed))).texts
                if model.texts is None:
                    continue
            started = time.perf_counter()
            await writer.run(text_state(case, layout_id, seed))
            if seed:
                milliseconds.append((time.perf_counter() - started) * 1_000)
    return milliseconds


def figures(path: str, milliseconds: list[float]) -> Figures:
    """Median and 95th percentile."""
    p95 = quantiles(milliseconds, n=20, method="inclusive")[-1]
    return Figures(path=path, p50_ms=round(median(milliseconds), 1), p95_ms=round(p95, 1), banners=len(milliseconds))


def main() -> None:
    """Read the command line, measure, report."""
    parser = argparse.ArgumentParser(description="Milliseconds of the text path for one layout.")
    parser.add_argument("--offers", type=int, default=20, help="offers, each on four layouts")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    options = parser.parse_args()
    settle_process()
    rows = asyncio.run(measure(options.offers))
    if options.json:
        sys.stdout.write(json.dumps([row.model_dump() for row in rows], indent=2) + "\n")
        return
    for row in rows:
        sys.stdout.write(
            f"{row.path:38s} p50 {row.p50_ms:6.1f} ms   p95 {row.p95_ms:6.1f} ms   {row.banners} banners\n"
        )


if __name__ == "__main__":
    main()
