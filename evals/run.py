"""Run the evals: ``python -m evals.run [SUITE ...]``; a missed goal or a step back from the baseline exits with 1.

Without settings everything is measured offline. With ``ADBANNER_LLM__BASE_URL`` and ``ADBANNER_LLM__MODEL`` the suites
that can measure a model do so, against a baseline of that model's own.
"""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from adbanner.errors import AdBannerError, ConfigError
from adbanner.settings import load_settings, settle_process
from evals.scores import SuiteResult, baseline_path, read_baseline, setbacks, write_baseline
from evals.suite import EvalOptions, Suite
from evals.suites import (
    bank_search,
    chat,
    curation,
    cut_out,
    endpoints,
    facts,
    first_pass,
    picture_prompts,
    safety,
    texts,
)

BASELINES = Path(__file__).parent / "baselines"


SUITES: dict[str, Suite] = {
    "facts": facts.measure,
    "texts": texts.measure,
    "picture_prompts": picture_prompts.measure,
    "safety": safety.measure,
    "endpoints": endpoints.measure,
    "bank_search": bank_search.measure,
    "curation": curation.measure,
    "cut_out": cut_out.measure,
    "chat": chat.measure,
}
"""Suites that run with and without a language model, by name, in the order in which they run."""
LIVE_SUITES: dict[str, Suite] = {"first_pass": first_pass.measure}
"""Suites about a language model itself."""


def main(
    names: Annotated[list[str] | None, typer.Argument(metavar="[SUITE]...", help="Suites; all without any.")] = None,
    update: Annotated[bool, typer.Option("--update", help="Make these numbers the baseline.")] = False,
    details: Annotated[Path | None, typer.Option(help="Folder for texts and verdicts, to read.")] = None,
    language: Annotated[str, typer.Option(help="Live suites: only offers in this language (ru, en).")] = "",
    every: Annotated[int, typer.Option(min=1, help="Live suites: every so many offers.")] = 4,
) -> None:
    """Measure, compare with the baselines and print a table."""
    settle_process()
    known = {**SUITES, **LIVE_SUITES}
    unknown = [name for name in names or [] if name not in known]
    if unknown:
        raise typer.BadParameter(f"no suite {', '.join(unknown)}; there are: {', '.join(known)}")
    try:
        settings = load_settings()
        live = settings.llm.base_url is not None
        chosen = names or (known if live else SUITES)
        if not live and any(name in LIVE_SUITES for name in chosen):
            raise ConfigError(
                "This suite measures a language model: set ADBANNER_LLM__BASE_URL and ADBANNER_LLM__MODEL."
            )
        options = EvalOptions(settings, details, language=language, every=every)
        results = [_measured(name, known[name], options) for name in chosen]
        problems = [problem for result in results for problem in _compared(result, update=update)]
    except AdBannerError as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(2) from error
    for problem in problems:
        sys.stderr.write(f"✗ {problem}\n")
    raise typer.Exit(1 if problems else 0)


def _measured(name: str, suite: Suite, options: EvalOptions) -> SuiteResult:
    """Run one suite with a progress bar and print what it found."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        result = asyncio.run(suite(replace(options, progress=tell)))
    console = Console(highlight=False)
    table = Table(
        title=f"{result.suite}, {result.variant}: {result.cases} cases, {result.dataset}", title_justify="left"
    )
    for heading in ("metric", "value", "goal"):
        table.add_column(heading, justify="left" if heading == "metric" else "right")
    for metric in result.metrics:
        goal = "" if metric.goal is None else f"{'≥' if metric.better == 'higher' else '≤'} {metric.goal:g}"
        table.add_row(metric.name, f"{metric.value:.4g}", goal)
    console.print(table)
    for line in (*result.notes, *result.failures):
        console.print(f"  {line}", markup=False, emoji=False)
    return result


def _compared(result: SuiteResult, *, update: bool) -> list[str]:
    """Setbacks against the baseline; with ``update`` the result becomes the baseline and only missed goals remain."""
    path = baseline_path(BASELINES, result)
    if update:
        write_baseline(path, result)
    return list(setbacks(result, read_baseline(path)))


if __name__ == "__main__":
    typer.run(main)
