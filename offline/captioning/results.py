"""What a run leaves for people and for the next step: captions, failures and a summary."""

import csv
import io
from decimal import Decimal
from pathlib import Path

from adbanner.frozen import Frozen
from adbanner.usage import Usage
from offline.captioning.bank_manifest import ManifestReport
from offline.captioning.folder_run import Outcome
from offline.captioning.picture_words import CaptionedPicture
from tools.whole_file import write_whole

JOURNAL_FILE = "journal.jsonl"
CAPTIONS_FILE = "captions.jsonl"
FAILED_FILE = "failed.csv"
SUMMARY_FILE = "summary.json"
MAX_NAMED = 5


class Summary(Frozen):
    """A run in numbers."""

    pictures: int
    described: int
    """Pictures with words that can be used."""
    known_before: int
    """Pictures that an earlier run had asked about, whatever came of it."""
    failed: int
    left: int
    """Not come to: the run ended early."""
    model: str
    prompt_version: str
    spent: Usage
    """In this run."""
    spent_in_all: Usage
    """For everything in the journal."""
    currency: str
    seconds: float
    stopped_by: str = ""
    """Why the run ended early; empty when it did not."""
    manifest: ManifestReport | None = None


def captioned_pictures(outcome: Outcome) -> tuple[CaptionedPicture, ...]:
    """The accepted pictures by file name."""
    found = sorted((name, verdict) for name, verdict in outcome.verdicts.items() if verdict.accepted)
    return tuple(
        CaptionedPicture(
            file=name,
            sha256=verdict.sha256,
            model=verdict.model,
            prompt_version=verdict.prompt_version,
            **verdict.accepted.model_dump(),
        )
        for name, verdict in found
        if verdict.accepted
    )


def failures(outcome: Outcome) -> tuple[tuple[str, str, str], ...]:
    """File, kind and reason of everything that went wrong."""
    rejected = [
        (name, "words", "; ".join(verdict.problems)) for name, verdict in outcome.verdicts.items() if verdict.problems
    ]
    unreadable = [(name, "picture", reason) for name, reason in outcome.unreadable.items()]
    unanswered = [(name, "endpoint", reason) for name, reason in outcome.unanswered.items()]
    return tuple(sorted([*rejected, *unreadable, *unanswered]))


def write_results(out: Path, outcome: Outcome) -> None:
    """Write captions and failures of this folder, each file whole.

    Raises:
        StorageFull: A file cannot be written.
    """
    captions = "".join(f"{picture.model_dump_json()}\n" for picture in captioned_pictures(outcome))
    write_whole(out / CAPTIONS_FILE, captions.encode())
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(("file", "kind", "reason"))
    rows.writerows(failures(outcome))
    write_whole(out / FAILED_FILE, table.getvalue().encode("utf-8-sig"))  # opened in Excel by people


def told_usage(usage: Usage, currency: str) -> str:
    """Calls, tokens and money."""
    tokens = f"{usage.calls} calls, {usage.prompt_tokens} + {usage.completion_tokens} tokens"
    return f"{tokens}, {usage.cost.quantize(Decimal('0.01'))} {currency}" if usage.cost else tokens


def told_summary(summary: Summary, out: Path) -> str:
    """The summary for people, in English as all developers' tools."""
    lines = [
        f"{summary.described} of {summary.pictures} pictures described in {out / CAPTIONS_FILE}, "
        f"{summary.failed} failed, {summary.left} left; {summary.known_before} known before; {summary.seconds:.1f} s",
        f"Spent now: {told_usage(summary.spent, summary.currency)}. "
        f"In all: {told_usage(summary.spent_in_all, summary.currency)}.",
    ]
    if summary.failed:
        lines.append(f"Why they failed: {out / FAILED_FILE}. --retry-failed asks again about rejected words.")
    if summary.manifest:
        lines += _told_manifest(summary.manifest)
    if summary.stopped_by:
        lines.append("The run ended early: the same command goes on from there.")
    return "\n".join(lines)


def _told_manifest(report: ManifestReport) -> list[str]:
    lines = [f"Manifest: {report.added} added, {report.updated} updated."]
    if report.kept_by_hand:
        lines.append(f"Edited by hand and kept: {_named(report.kept_by_hand)} (--overwrite replaces them).")
    if report.unsuited:
        lines.append(f"A bank takes pictures with transparency only; left out: {_named(report.unsuited)}.")
    if report.missing:
        lines.append(f"Not beside the manifest; put the files there: {_named(report.missing)}.")
    return lines


def _named(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - MAX_NAMED} more" if len(names) > MAX_NAMED else ""
    return ", ".join(names[:MAX_NAMED]) + more
