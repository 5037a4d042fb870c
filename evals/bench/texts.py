"""Milliseconds of the text path for one layout, without the language model's own time.

    python -m evals.bench.texts [--offers 20] [--json]

Takes offers of ``datasets/offers.jsonl`` through the text branch on four layouts, warm, one after another: by the
built-in copywriter, and by the model's copywriter against an endpoint on the loopback interface that answers at once,
the first time with texts three times too long. So the second row holds two prompts, two HTTP calls, two checks in real
glyphs, the safety rules and the verdict's call, and no thinking.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from pydantic import AnyHttpUrl

from adbanner.frozen import Frozen
from adbanner.settings import LlmSettings, Settings, settle_process
from adbanner.texts import BannerTexts
from evals.offer_cases import OfferCase, read_offers
from evals.suites.texts import LAYOUTS
from evals.written_banners import BannerWriter, text_state
from graph.context import Context
from graph.services import Services, open_services
from tools.fake_chat_server import ChatReply, ChatRequest, FakeChatServer, answer

OVERLONG = 3
HARMLESS = {"category": "none", "reason": "", "decision": "allow"}


class Figures(Frozen):
    """What was measured for one way to write."""

    path: str
    p50_ms: float
    p95_ms: float
    banners: int


class ScriptedModel:
    """Answers with texts that are known to fit, after a first answer that is three times too long."""

    def __init__(self) -> None:
        self.texts: BannerTexts | None = None

    def __call__(self, request: ChatRequest) -> ChatReply:
        """The reply to a request for texts, or a verdict that allows everything."""
        assert self.texts is not None
        answered = {field.field_id: field.text for field in self.texts.fields}
        shape = (request.response_format or {}).get("json_schema", {}).get("schema", {}).get("properties", {})
        if set(shape) != set(answered):
            return answer(HARMLESS)
        is_first = len(request.messages) == 2
        return answer({key: " ".join([text] * OVERLONG) if is_first else text for key, text in answered.items()})


async def measure(offers: int) -> tuple[Figures, ...]:
    """Time both ways to write."""
    cases = read_offers().cases[:offers]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        async with open_services(settings) as rules:
            written = await timed(cases, rules)
            model = ScriptedModel()
            with FakeChatServer(model) as server:
                llm = LlmSettings(
                    base_url=AnyHttpUrl(server.base_url), model="scripted", structured_output="json_schema"
                )
                async with open_services(settings.model_copy(update={"llm": llm})) as services:
                    asked = await timed(cases, services, model, rules)
    return figures("built-in copywriter", written), figures("model's copywriter, one shortening", asked)


async def timed(
    cases: Sequence[OfferCase], services: Services, model: ScriptedModel | None = None, rules: Services | None = None
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
