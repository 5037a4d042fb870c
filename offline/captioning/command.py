"""``adbanner-offline caption``: describes the pictures of a folder by the settings and tells what came of it."""

import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from adbanner.artifact_store import ArtifactStore
from adbanner.errors import AdBannerError, InvalidRequest
from adbanner.prompts import PromptLibrary
from adbanner.settings import Settings, load_settings
from adbanner.usage import Usage, total
from offline.captioning.bank_manifest import read_manifest, update_manifest
from offline.captioning.captioner import Captioner
from offline.captioning.folder_run import FolderRun, Outcome
from offline.captioning.journal import Journal
from offline.captioning.picture_files import identified, picture_files
from offline.captioning.results import (
    JOURNAL_FILE,
    SUMMARY_FILE,
    Summary,
    captioned_pictures,
    failures,
    told_summary,
    told_usage,
    write_results,
)
from offline.curation.decisions import read_decisions
from offline.patience import PAUSES_S, Interruptions, Patience, ends_on_signals
from tools.llm import ChatModel
from tools.usage_meter import metered
from tools.whole_file import write_whole

SOME_FAILED = 9
INTERRUPTED = 130
SPEED_WINDOW_S = 300
"""The remaining time is guessed by the answers of so many last seconds: single ones take tens."""


@dataclass(frozen=True)
class CaptionOptions:
    """The command as it was given."""

    folder: Path
    out: Path
    manifest: Path | None = None
    licence: str = "proprietary"
    overwrite: bool = False
    retry_failed: bool = False
    decisions: Path | None = None
    """Table of ``adbanner-offline curate``: what it rejects is not described."""
    pauses_s: tuple[float, ...] = PAUSES_S


def caption_command(options: CaptionOptions) -> int:
    """Describe the pictures of a folder, with a progress bar, tell what was done and return the exit status.

    Raises:
        ConfigError: No vision model is set up, its settings are wrong, or another run writes the same folder.
        InvalidRequest: The folder holds no picture.
        ServiceUnavailable: The endpoint does not answer; the same command goes on from there.
        ToolFailed: The endpoint takes no pictures.
        StorageFull: There is no room for the results.
    """
    run = CaptionRun(load_settings(), options)
    try:
        summary = asyncio.run(run.carry_out())
    except KeyboardInterrupt:  # before the first question
        sys.stderr.write("Stopped. The same command goes on from there.\n")
        return INTERRUPTED
    Console(highlight=False).print(told_summary(summary, options.out), soft_wrap=True, markup=False)
    if run.error is not None:
        raise run.error
    if run.interruptions.count:
        return INTERRUPTED
    return SOME_FAILED if summary.failed else 0


def accepted_files(paths: tuple[Path, ...], decisions: Path | None) -> tuple[Path, ...]:
    """The pictures that a curation did not reject; those that it does not know are taken.

    Raises:
        InvalidRequest: The table is missing or broken, or rejects every picture.
    """
    if decisions is None:
        return paths
    if not decisions.is_file():
        raise InvalidRequest(f"{decisions}: there is no such table. `adbanner-offline curate` writes it.")
    rejected = {row.file for row in read_decisions(decisions) if not row.accepted}
    kept = tuple(path for path in paths if path.name not in rejected)
    if not kept:
        raise InvalidRequest(f"{decisions} rejects all {len(paths)} pictures: there is nothing to describe.")
    return kept


class CaptionRun:
    """One run of the command.

    Args:
        settings: Which model.
        options: Which pictures, and what becomes of their words.
    """

    def __init__(self, settings: Settings, options: CaptionOptions) -> None:
        self._settings = settings
        self._options = options
        self.interruptions = Interruptions()
        """How often somebody asked to stop."""
        self.error: AdBannerError | None = None
        """Why the run ended early."""

    async def carry_out(self) -> Summary:
        """Describe, write everything and sum up; see ``caption_command`` for what it raises."""
        started_s = time.monotonic()
        settings, options = self._settings, self._options
        prompts = PromptLibrary.load(settings.prompts)
        store = ArtifactStore.local(settings.data_dir / "store")
        chat = await asyncio.to_thread(ChatModel, settings.vision, store, prompts)
        try:
            paths = accepted_files(picture_files(options.folder), options.decisions)
            if options.manifest:
                read_manifest(options.manifest)  # A broken one is told before anything is paid for.
            patience = Patience(options.pauses_s)
            captioner = Captioner(chat, prompts, settings.vision.model, patience)
            with Journal(options.out / JOURNAL_FILE) as journal:
                files, unreadable = await asyncio.to_thread(identified, paths)
                with metered() as first:
                    await patience.during(chat.prepare)
                with self._bar() as bar:
                    run = FolderRun(
                        options.folder,
                        captioner,
                        journal,
                        patience,
                        parallel=settings.vision.max_parallel_calls,
                        told=bar.told,
                    )
                    with ends_on_signals(patience, "answers", run.abandon) as self.interruptions:
                        outcome = await run.describe(files, unreadable, retry_failed=options.retry_failed)
                self.error = outcome.error
                outcome.spent = total((*first, outcome.spent))
                return self._written(outcome, captioner, journal, len(paths), time.monotonic() - started_s)
        finally:
            await chat.close()

    def _written(
        self, outcome: Outcome, captioner: Captioner, journal: Journal, pictures: int, seconds: float
    ) -> Summary:
        """Write captions, failures, the manifest and the summary."""
        options = self._options
        write_results(options.out, outcome)
        captioned = captioned_pictures(outcome)
        report = None
        if options.manifest:
            before = [verdict.words for verdict in journal.verdicts if verdict.words]
            report = update_manifest(
                options.manifest, captioned, before, licence=options.licence, overwrite=options.overwrite
            )
        stopped_by = "Interrupted." if self.interruptions.count else str(outcome.error or "")
        summary = Summary(
            pictures=pictures,
            described=len(captioned),
            known_before=len(outcome.verdicts) - len(outcome.described_now),
            failed=len(failures(outcome)),
            left=len(outcome.left),
            model=captioner.model,
            prompt_version=captioner.prompt_version,
            spent=outcome.spent,
            spent_in_all=total(verdict.usage for verdict in journal.verdicts),
            currency=self._settings.vision.currency,
            seconds=round(seconds, 2),
            stopped_by=stopped_by,
            manifest=report,
        )
        write_whole(options.out / SUMMARY_FILE, summary.model_dump_json(indent=2).encode())
        return summary

    @contextmanager
    def _bar(self) -> Iterator["_Bar"]:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[spent]}"),
        )
        console = Console(stderr=True)
        with Progress(*columns, console=console, transient=True, speed_estimate_period=SPEED_WINDOW_S) as progress:
            yield _Bar(progress, self._settings.vision.currency)


class _Bar:
    """The line that people watch."""

    def __init__(self, progress: Progress, currency: str) -> None:
        self._progress = progress
        self._currency = currency
        self._task = progress.add_task("Describing", total=None, spent="")

    def told(self, done: int, of: int, spent: Usage) -> None:
        """Show how far the run is."""
        shown = told_usage(spent, self._currency)
        self._progress.update(self._task, completed=done, total=of, spent=shown)
