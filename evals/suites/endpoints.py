"""What a marketer gets from endpoints that go wrong: scripted ones, over real HTTP, through the product's text branch.

Every script of ``evals.scripted_endpoints`` plays every banner of ``datasets/endpoint_banners.jsonl`` on a server of
its own, with the real client, copywriter, judge, checks, cutting and built-in copywriter. The judge's answers are
scripted too and allow everything, so that only the product's own checks stand between a bad text and a banner. Promises
were listed by hand; numbers, addresses and leaked instructions are looked for here, not by the checks under test.
"""

import asyncio
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import AnyHttpUrl

from adbanner.artifact_store import ArtifactStore
from adbanner.brief import Brief
from adbanner.errors import AdBannerError
from adbanner.prompts import PromptLibrary
from adbanner.settings import LlmSettings, Settings
from adbanner.texts import FaultKind, TextAuthor
from evals.scores import Metric, SuiteResult
from evals.scripted_endpoints import (
    FOREIGN_DOMAIN,
    FOREIGN_PHONE,
    SCRIPTS,
    TIMEOUT_S,
    EndpointCase,
    EndpointPlayer,
    EndpointScript,
    read_endpoint_banners,
)
from evals.suite import EvalOptions
from graph.context import Context
from graph.results import WrittenTexts
from graph.services import Services, open_services
from graph.state import TextState
from graph.text_branch import build_text_branch
from tools.facts import extract_facts
from tools.fake_chat_server import FakeChatServer
from tools.fault_words import blocking_reason
from tools.llm import ChatModel
from tools.llm_copywriter import LlmCopywriter
from tools.safety_judge import SafetyJudge, Screener

PARALLEL_BANNERS = 8
LEAKED_WORDS = 4
"""So many words of the instructions in a row are no coincidence."""
MOST_CALLS = 12
MISFITS = frozenset({FaultKind.TOO_LONG, FaultKind.WORD_TOO_LONG, FaultKind.OVERFLOWS_BOX})
SPACES = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "  ")


@dataclass(frozen=True)
class EndpointOutcome:
    """What came of one banner on one endpoint."""

    script: EndpointScript
    case: EndpointCase
    texts: str = ""
    """What the banner says, field by field; empty when nothing may go out."""
    reason: str = ""
    """Why nothing does."""
    calls: int = 0
    """Requests that reached the endpoint, whoever asked."""
    shortenings: int = 0
    was_cut: bool = False
    by_rules: bool = False
    """Whether the built-in copywriter wrote what went out."""
    fits: bool = True
    instructions: str = ""
    """What the model had been told in confidence."""

    @property
    def is_delivered(self) -> bool:
        """Whether a banner may go out."""
        return bool(self.texts)

    @property
    def keeps_promises(self) -> bool:
        """Whether every promise that was listed by hand stands there letter by letter."""
        said = self.texts.lower()
        return all(promise.lower() in said for promise in self.case.promises)

    @property
    def invents(self) -> bool:
        """Whether a number stands there that the offer does not have."""
        return not set(_numbers(self.texts)) <= set(_numbers(self.case.offer))

    @property
    def is_foreign(self) -> bool:
        """Whether it carries an address or a telephone of others."""
        return FOREIGN_DOMAIN in self.texts or FOREIGN_PHONE in self.texts

    @property
    def leaks(self) -> bool:
        """Whether it carries a piece of the instructions that is no chance."""
        own = _runs(" ".join((self.case.offer, *self.case.texts.values())))
        return bool(_runs(self.texts) & _runs(self.instructions) - own)


def _numbers(text: str) -> list[str]:
    return [re.sub(r"\D", "", match) for match in re.findall(r"\d[\d ]*(?:[.,]\d+)?", text.translate(SPACES))]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _runs(text: str) -> set[tuple[str, ...]]:
    """All groups of so many words in a row."""
    words = _words(text)
    return {tuple(words[start : start + LEAKED_WORDS]) for start in range(len(words) - LEAKED_WORDS + 1)}


async def measure(options: EvalOptions) -> SuiteResult:
    """Play every script for every banner."""
    dataset = read_endpoint_banners()
    at_once = asyncio.Semaphore(PARALLEL_BANNERS)
    done, total = 0, len(SCRIPTS) * len(dataset.cases)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            brand_kit=options.settings.brand_kit,
            layouts=options.settings.layouts,
            prompts=options.settings.prompts,
            data_dir=Path(folder),
            llm=LlmSettings(),
        )
        async with open_services(settings) as services:

            async def play(script: EndpointScript, case: EndpointCase) -> EndpointOutcome:
                nonlocal done
                async with at_once:
                    outcome = await play_banner(services, settings, script, case)
                done += 1
                options.progress(done, total)
                return outcome

            outcomes = await asyncio.gather(*(play(script, case) for script in SCRIPTS for case in dataset.cases))
    if options.details is not None:
        options.details.mkdir(parents=True, exist_ok=True)
        (options.details / "endpoints.md").write_text(reading_matter(outcomes), encoding="utf-8")
    return result_of(outcomes, dataset.version)


async def play_banner(
    services: Services, settings: Settings, script: EndpointScript, case: EndpointCase
) -> EndpointOutcome:
    """One banner on one endpoint, with a store of its own so that nothing was paid before."""
    player = EndpointPlayer(script, case, services.layouts[case.layout_id])
    prompts = PromptLibrary.load(settings.prompts)
    with (
        FakeChatServer(player.respond, probed=player.probed) as server,
        tempfile.TemporaryDirectory(dir=settings.data_dir) as folder,
    ):
        llm = LlmSettings(base_url=AnyHttpUrl(server.base_url), model="scripted", timeout_s=TIMEOUT_S)
        chat = await asyncio.to_thread(ChatModel, llm, ArtifactStore.local(Path(folder)), prompts)
        try:
            written = await _write(services, chat, prompts, case)
        except AdBannerError as error:
            written = WrittenTexts(problem=str(error))
        finally:
            await chat.close()
        calls = len(server.requests) + len(server.probes)
    instructions = player.asked[0].messages[0].content if player.asked else ""
    return outcome_of(script, case, written, calls, instructions)


async def _write(services: Services, chat: ChatModel, prompts: PromptLibrary, case: EndpointCase) -> WrittenTexts:
    """What the product's text branch hands over."""
    branch = build_text_branch(
        replace(
            services,
            copywriter=LlmCopywriter(chat, prompts),
            fallback_copywriter=services.copywriter,
            screener=Screener(SafetyJudge(chat, prompts)),
        )
    )
    brief = Brief(product_id=case.product_id, offer=case.offer, layout_ids=(case.layout_id,))
    state = TextState(brief=brief, layout_id=case.layout_id, facts=extract_facts(case.offer))
    output = await branch.ainvoke(state, context=Context())
    written: WrittenTexts = output["written"][case.layout_id]
    return written


def outcome_of(
    script: EndpointScript, case: EndpointCase, written: WrittenTexts, calls: int, instructions: str
) -> EndpointOutcome:
    """What the marketer sees of the branch's texts; those that the preflight would stop are not delivered."""
    reason = written.problem or blocking_reason(written.faults)
    delivered = None if reason else written.texts
    return EndpointOutcome(
        script=script,
        case=case,
        texts=" | ".join(field.text for field in delivered.fields).translate(SPACES) if delivered else "",
        reason=reason,
        calls=calls,
        shortenings=max(0, written.attempts - 1),
        was_cut=written.was_cut,
        by_rules=delivered is not None and delivered.author is TextAuthor.OFFLINE,
        fits=not any(fault.kind in MISFITS for fault in written.faults),
        instructions=instructions,
    )


def result_of(outcomes: Sequence[EndpointOutcome], version: str) -> SuiteResult:
    """The numbers."""
    delivered = [outcome for outcome in outcomes if outcome.is_delivered]
    helped = [outcome for outcome in outcomes if outcome.script.can_help]
    held_out = [outcome for outcome in helped if outcome.case.split == "held_out"]
    refused = [outcome for outcome in outcomes if not outcome.is_delivered]
    shares: tuple[tuple[str, float, float | None], ...] = (
        ("delivered where good texts are to be had", share(helped, "is_delivered"), 1.0),
        ("the same, held out", share(held_out, "is_delivered"), 1.0),
        ("delivered in all", share(outcomes, "is_delivered"), None),
        ("final fit", share(delivered, "fits"), 1.0),
        ("promises kept", share(delivered, "keeps_promises"), 1.0),
        ("refusals with a reason", share(refused, "reason"), 1.0),
    )
    counts: tuple[tuple[str, float, float | None], ...] = (
        ("banners with invented numbers", sum(outcome.invents for outcome in delivered), 0),
        ("banners with a foreign address or telephone", sum(outcome.is_foreign for outcome in delivered), 0),
        (f"banners with {LEAKED_WORDS} words of the instructions", sum(outcome.leaks for outcome in delivered), None),
        ("most calls for a banner", max(outcome.calls for outcome in outcomes), MOST_CALLS),
    )
    return SuiteResult(
        suite="endpoints",
        dataset=version,
        cases=len(outcomes),
        metrics=(
            *(Metric(name=name, value=value, better="higher", goal=goal) for name, value, goal in shares),
            *(Metric(name=name, value=value, better="lower", goal=goal) for name, value, goal in counts),
        ),
        notes=(f"{sum(outcome.by_rules for outcome in delivered)} banners were written by the built-in copywriter",),
        failures=tuple(failures(outcomes)),
    )


def share(outcomes: Sequence[EndpointOutcome], attribute: str) -> float:
    """The share of outcomes of which something holds; 1 of none."""
    return sum(bool(getattr(outcome, attribute)) for outcome in outcomes) / len(outcomes) if outcomes else 1.0


def table(outcomes: Sequence[EndpointOutcome]) -> list[str]:
    """One Markdown row for each script."""
    rows = [
        "| endpoint | delivered | by rules | cut | calls | corrections | fit | promises kept | invented | unsafe |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name in dict.fromkeys(outcome.script.name for outcome in outcomes):
        of_script = [outcome for outcome in outcomes if outcome.script.name == name]
        done = [outcome for outcome in of_script if outcome.is_delivered]
        cells = (
            name,
            f"{len(done)} of {len(of_script)}",
            sum(outcome.by_rules for outcome in done),
            sum(outcome.was_cut for outcome in done),
            _range(outcome.calls for outcome in of_script),
            _range(outcome.shortenings for outcome in of_script),
            sum(outcome.fits for outcome in done),
            sum(outcome.keeps_promises for outcome in done),
            sum(outcome.invents for outcome in done),
            sum(outcome.is_foreign or outcome.leaks for outcome in done),
        )
        rows.append(f"| {' | '.join(map(str, cells))} |")
    return rows


def _range(numbers: Iterable[int]) -> str:
    values = sorted(numbers)
    return str(values[0]) if values[0] == values[-1] else f"{values[0]}–{values[-1]}"


def failures(outcomes: Sequence[EndpointOutcome]) -> list[str]:
    """One line for each banner that is not as it should be."""
    lines = []
    for outcome in outcomes:
        wrong = [
            *(["not delivered"] if outcome.script.can_help and not outcome.is_delivered else []),
            *(["does not fit"] if outcome.is_delivered and not outcome.fits else []),
            *(["lost a promise"] if outcome.is_delivered and not outcome.keeps_promises else []),
            *(["invented"] if outcome.invents else []),
            *(["foreign address"] if outcome.is_foreign else []),
            *(["words of the instructions"] if outcome.leaks else []),
            *(["no reason"] if not outcome.is_delivered and not outcome.reason else []),
        ]
        if wrong:
            lines.append(
                f"{outcome.script.name}, {outcome.case.id}: {', '.join(wrong)}: {outcome.texts or outcome.reason}"
            )
    return lines


def reading_matter(outcomes: Sequence[EndpointOutcome]) -> str:
    """The table, and under it every banner or the reason why there is none."""
    lines = [*table(outcomes), ""]
    for outcome in outcomes:
        lines.append(f"- {outcome.script.name}, {outcome.case.id}: {outcome.texts or f'**{outcome.reason}**'}")
    return "\n".join(lines) + "\n"
