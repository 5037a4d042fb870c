"""``adbanner-offline curate``: looks at a folder of pictures, asks a person, and writes what was accepted."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from adbanner.errors import InvalidRequest
from offline.curation.applying import Applied, Told, apply_decisions
from offline.curation.decisions import Choice, Decision, Merged, merge, read_decisions, write_decisions
from offline.curation.duplicates import find_duplicates
from offline.curation.examination import Examination, Picture
from offline.curation.examined_store import ExaminedStore
from offline.curation.finding import Kind
from offline.curation.folder import Entry, files_of, identify
from offline.curation.logos import Logo, read_logos
from offline.curation.looking import look_at_all
from offline.curation.ocr import tesseract_version
from offline.curation.reading import Note, Obstacle
from offline.curation.report_page import report_page
from offline.curation.settings import CurationSettings
from offline.curation.statistics import statistics_of
from tools.whole_file import write_whole

INTERRUPTED = 130
DECISIONS_FILE, REPORT_FILE, STATISTICS_FILE = "decisions.csv", "report.html", "statistics.json"
ACCEPTED_FOLDER, ACCEPTED_FILE, EXAMINED_FOLDER = "accepted", "accepted.csv", "examined"
_NAMED = 5
_PASSING = frozenset({Obstacle.CHANGED, Obstacle.CRASHED, Obstacle.FORBIDDEN, Obstacle.LINK, Obstacle.NO_FILE})
"""Obstacles that are not of the content: the next run looks again."""
_OBSTACLES = {
    Obstacle.EMPTY: "empty, 0 bytes",
    Obstacle.NOT_A_PICTURE: "not a picture",
    Obstacle.TOO_LARGE: "too many pixels",
    Obstacle.TRUNCATED: "truncated",
    Obstacle.BROKEN: "damaged",
    Obstacle.FORBIDDEN: "may not be read",
    Obstacle.LINK: "a link that leads nowhere",
    Obstacle.NO_FILE: "not a regular file",
    Obstacle.NOTHING_VISIBLE: "shows nothing",
    Obstacle.CHANGED: "changed meanwhile, run the command again",
    Obstacle.CRASHED: "crashed the process that decoded it",
}
_NOTES = {
    Note.CMYK: "CMYK, read as sRGB",
    Note.DEEP: "16 bits a channel, read as 8",
    Note.PALETTE: "palette, read as RGB",
    Note.GREY: "greyscale, read as RGB",
    Note.ANIMATED: "animated, its first frame taken",
    Note.ROTATED: "turned upright by EXIF",
    Note.PROFILE: "colour profile, read as sRGB",
    Note.BAD_PROFILE: "damaged colour profile, taken for sRGB",
}


@dataclass(frozen=True)
class CurateOptions:
    """The command as it was given."""

    folder: Path
    out: Path
    logos: Path | None = None
    apply: bool = False


def curate_command(options: CurateOptions, settings: CurationSettings | None = None) -> int:
    """Look, write the report and the table, and with ``apply`` the accepted pictures; return the exit status.

    Raises:
        InvalidRequest: The folder holds no picture, the table is broken, or the output folder lies in the folder.
        StorageFull: There is no room for the results.
    """
    try:
        _curate(options, settings or CurationSettings())
    except KeyboardInterrupt:
        sys.stderr.write("Stopped; nothing is half-written. The same command goes on from there.\n")
        return INTERRUPTED
    return 0


def _curate(options: CurateOptions, settings: CurationSettings) -> None:
    folder, out = options.folder, options.out
    _check_apart(folder, out)
    old = read_decisions(out / DECISIONS_FILE)  # A broken one is told before anything is looked at.
    logos = read_logos(options.logos, too_many_pixels=settings.too_many_pixels) if options.logos else ()
    reader = tesseract_version()
    console = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
    pictures, others = _pictures(folder, out, settings, logos, reader)
    if not pictures:
        raise InvalidRequest(f"{folder} holds no pictures.", field="folder")
    merged = merge([_suggestion(picture) for picture in pictures], old)
    statistics = statistics_of(pictures, merged.rows, settings)
    page = report_page(folder.resolve().name, pictures, merged.rows, statistics, reader=reader)
    write_whole(out / REPORT_FILE, page.encode())
    write_whole(out / STATISTICS_FILE, statistics.model_dump_json(indent=2).encode())
    write_decisions(out / DECISIONS_FILE, merged.rows)
    for line in (*_told_files(pictures, others), *_told_decisions(pictures, merged, reader, out)):
        console.print(line)
    if options.apply:
        with _bar("Writing") as told:
            applied = apply_decisions(folder, merged.rows, out / ACCEPTED_FOLDER, out / ACCEPTED_FILE, settings, told)
        for line in _told_applied(applied, out):
            console.print(line)


def _check_apart(folder: Path, out: Path) -> None:
    """The results must not be taken for pictures by the next run."""
    inner, outer = out.resolve(), folder.resolve()
    if inner == outer or outer in inner.parents or (inner / ACCEPTED_FOLDER) in (outer, *outer.parents):
        raise InvalidRequest(
            f"{out} and {folder} must not lie in each other. Choose another folder with --out.", field="out"
        )


def _pictures(
    folder: Path, out: Path, settings: CurationSettings, logos: Sequence[Logo], reader: str
) -> tuple[list[Picture], list[str]]:
    """Every picture with its findings, and the names of files that are none."""
    names = files_of(folder)
    with _bar("Reading") as told:
        entries = []
        for number, name in enumerate(names, start=1):
            entries.append(identify(folder, name))
            told(number, len(names))
    store = ExaminedStore(out / EXAMINED_FOLDER, settings, logos, reader)
    found = _examined(folder, entries, store, settings, logos)
    others = [
        entry.name
        for entry in entries
        if found[entry.name].obstacle is Obstacle.NOT_A_PICTURE and not entry.picture_ending
    ]
    pictures = [
        Picture(name=entry.name, sha256=entry.sha256, examination=found[entry.name])
        for entry in entries
        if entry.name not in others
    ]
    doubles = find_duplicates([one for one in pictures if one.examination.obstacle is None], settings)
    return [one.model_copy(update={"duplicate": doubles.get(one.name)}) for one in pictures], others


def _examined(
    folder: Path, entries: Sequence[Entry], store: ExaminedStore, settings: CurationSettings, logos: Sequence[Logo]
) -> dict[str, Examination]:
    """What is in each file, by name: remembered, or looked at now; equal contents are looked at once."""
    by_content: dict[str, Examination] = {}
    to_do: dict[str, Entry] = {}
    for entry in entries:
        if entry.obstacle is None and entry.sha256 not in by_content and entry.sha256 not in to_do:
            known = store.known(entry.sha256)
            if known is None:
                to_do[entry.sha256] = entry
            else:
                by_content[entry.sha256] = known
    with _bar("Looking") as told:
        for number, (entry, examination) in enumerate(
            look_at_all(folder, list(to_do.values()), settings, logos), start=1
        ):
            by_content[entry.sha256] = examination
            if examination.obstacle not in _PASSING:
                store.keep(entry.sha256, examination)
            told(number, len(to_do))
    return {
        entry.name: by_content[entry.sha256]
        if entry.obstacle is None
        else Examination(obstacle=entry.obstacle, detail=entry.detail)
        for entry in entries
    }


def _suggestion(picture: Picture) -> Decision:
    findings = picture.findings
    return Decision(
        file=picture.name,
        sha256=picture.sha256,
        suggested=Choice.REJECT if findings else Choice.ACCEPT,
        kinds=" ".join(dict.fromkeys(finding.kind.value for finding in findings)),
        reasons="; ".join(finding.detail for finding in findings),
    )


def _told_files(pictures: Sequence[Picture], others: Sequence[str]) -> Iterator[str]:
    """One line a file that cannot be used, one a kind of conversion."""
    for picture in pictures:
        if picture.examination.obstacle is not None:
            yield f"{picture.name}: {_OBSTACLES[picture.examination.obstacle]}"
    for note, words in _NOTES.items():
        if names := [one.name for one in pictures if note in one.examination.notes]:
            yield f"{_some(names)}: {words}"
    if others:
        yield f"{_some(others)}: not a picture, left out"


def _told_decisions(pictures: Sequence[Picture], merged: Merged, reader: str, out: Path) -> Iterator[str]:
    kinds = Counter(kind for one in pictures for kind in {finding.kind for finding in one.findings})
    accepted = sum(row.accepted for row in merged.rows)
    decided = sum(row.decision is not None for row in merged.rows)
    yield f"{len(pictures)} pictures: {accepted} accepted, {len(pictures) - accepted} rejected; {decided} by a person."
    if kinds:
        yield "Findings: " + ", ".join(f"{kind.value} {kinds[kind]}" for kind in Kind if kinds[kind]) + "."
    if merged.forgotten:
        yield f"Changed since a person decided, so decide again: {_some(merged.forgotten)}."
    if merged.gone:
        yield f"Decided but no longer there: {_some(merged.gone)}."
    if not reader:
        yield "tesseract is not installed: writing was found by its shape alone, short words and numbers were not."
    yield f"Look at {out / REPORT_FILE}, decide in {out / DECISIONS_FILE}."


def _told_applied(applied: Applied, out: Path) -> Iterator[str]:
    for name, reason in applied.failed:
        yield f"{name}: accepted, but not written: {reason}"
    removed = f", {applied.removed} removed" if applied.removed else ""
    yield f"{out / ACCEPTED_FOLDER}: {applied.pictures} pictures, {applied.written} written now{removed}."


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {len(names) - _NAMED} more" if len(names) > _NAMED else shown


@contextmanager
def _bar(label: str) -> Iterator[Told]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)
