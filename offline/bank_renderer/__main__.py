"""Render the bank: ``python -m offline.bank_renderer``; ``--help`` shows the options."""

import argparse
import multiprocessing
import os
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from offline.bank_renderer.bank_object import Picture, declared_pictures
from offline.bank_renderer.contact_sheet import contact_sheet
from offline.bank_renderer.declaration_checks import declaration_mistakes
from offline.bank_renderer.manifest import Bank
from offline.bank_renderer.measuring import Measured
from offline.bank_renderer.objects import load_objects
from offline.bank_renderer.picture_job import PictureJob, run_job, silence_blender

_SIZE, _SAMPLES = 768, 16
_PREVIEW_SIZE, _PREVIEW_SAMPLES = 320, 8
_BANK = Path("brand_kits/demo/images")
_PREVIEWS = Path("out/bank_previews")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="offline.bank_renderer", description="Render the pictures of the image bank.")
    add = parser.add_argument
    add("--only", default="", help="ids of objects or pictures, separated by commas")
    add("--modules", default="", help="modules of objects to load, separated by commas")
    add("--size", type=int, help=f"pixels of a side ({_SIZE}; {_PREVIEW_SIZE} for previews)")
    add("--samples", type=int, help=f"light paths of a pixel ({_SAMPLES}; {_PREVIEW_SAMPLES} for previews)")
    add("--jobs", type=int, default=os.cpu_count() or 1, help="pictures rendered at a time, a thread each")
    add("--out", type=Path, help=f"folder of the pictures and their manifest ({_BANK}; {_PREVIEWS} for previews)")
    add("--passes", type=Path, help="folder that keeps the object and the shadow of every picture")
    add("--force", action="store_true", help="render again what is there")
    add("--prune", action="store_true", help="delete pictures that no object declares, and their lines")
    add("--preview", action="store_true", help="small PNG files and a contact sheet; no manifest, words may be wrong")
    arguments = parser.parse_args()
    arguments.size = arguments.size or (_PREVIEW_SIZE if arguments.preview else _SIZE)
    arguments.samples = arguments.samples or (_PREVIEW_SAMPLES if arguments.preview else _SAMPLES)
    arguments.out = arguments.out or (_PREVIEWS if arguments.preview else _BANK)
    if arguments.prune and (arguments.modules or arguments.preview):
        parser.error("--prune needs all objects loaded, and no preview")
    return arguments


def _split(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _take_blender_off_import_path() -> None:
    """Forget the folders inside the bpy package, where a worker that inherits them would find half of bpy first."""
    sys.path[:] = [folder for folder in sys.path if "bpy" not in Path(folder).parts]


def _selected(declared: dict[str, Picture], only: Sequence[str]) -> list[Picture]:
    """The pictures named by their own id or by that of their object; all when nothing is named."""
    known = set(declared) | {picture.bank_object.id for picture in declared.values()}
    unknown = [name for name in only if name not in known]
    if unknown:
        raise SystemExit(f"No object or picture has the id {', '.join(unknown)}.")
    return [picture for picture in declared.values() if not only or {picture.id, picture.bank_object.id} & set(only)]


def _job(picture: Picture, arguments: argparse.Namespace) -> PictureJob:
    return PictureJob(
        picture_id=picture.id,
        file=arguments.out / f"{picture.id}{'.png' if arguments.preview else '.webp'}",
        passes=arguments.passes,
        modules=_split(arguments.modules),
        size=arguments.size,
        samples=arguments.samples,
        threads=1,
    )


def _is_done(job: PictureJob, bank: Bank) -> bool:
    """Whether an earlier run left everything that this one would."""
    if job.passes is not None:
        passes = job.passes_in(job.passes)
        if not (passes.object.exists() and passes.shadow.exists()):
            return False
    return bank.is_rendered(job.picture_id)


def _render(jobs: Sequence[PictureJob], workers: int, bank: Bank | None, console: Console) -> int:
    """Render the pictures side by side; the number of those that failed, each named with its reason."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    failed = 0
    _take_blender_off_import_path()
    context = multiprocessing.get_context("spawn")
    with (
        Progress(*columns, TextColumn("left"), TimeRemainingColumn(), console=console) as progress,
        ProcessPoolExecutor(min(workers, len(jobs)), mp_context=context, initializer=silence_blender) as pool,
    ):
        task = progress.add_task("Rendering", total=len(jobs))
        futures: dict[Future[Measured], PictureJob] = {pool.submit(run_job, job): job for job in jobs}
        for future in as_completed(futures):
            job = futures[future]
            error = future.exception()
            if error is not None:
                failed += 1
                console.print(f"[red]{job.picture_id}[/red]: {type(error).__name__}: {error}")
            elif bank is not None:
                bank.add(job.picture_id, future.result())
            progress.update(task, advance=1, description=job.picture_id)
    return failed


def _write_preview_sheet(previews: Sequence[Path], arguments: argparse.Namespace) -> None:
    if previews:
        sheet = contact_sheet(previews, columns=min(4, len(previews)), cell=arguments.size)
        asked = (arguments.only or arguments.modules or "all").replace(",", "-")
        sheet.save(arguments.out / f"sheet_{asked[:60]}.png")


def main() -> int:
    """Render what is asked for and not there yet; the process's exit status."""
    arguments, console = _arguments(), Console(stderr=True)
    objects = load_objects(_split(arguments.modules))
    mistakes = declaration_mistakes(objects)
    for mistake in mistakes:
        console.print(mistake, markup=False, highlight=False)
    if mistakes and not arguments.preview:
        return 2
    declared = declared_pictures(objects)
    for folder in (arguments.out, arguments.passes):
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
    bank = None if arguments.preview else Bank(arguments.out, declared)
    jobs = [_job(picture, arguments) for picture in _selected(declared, _split(arguments.only))]
    if bank is not None:
        bank.refresh_words()
        if not arguments.force:
            jobs = [job for job in jobs if not _is_done(job, bank)]
    failed = _render(jobs, arguments.jobs, bank, console) if jobs else 0
    if bank is None:
        _write_preview_sheet([job.file for job in jobs if job.file.exists()], arguments)
    elif arguments.prune and not failed:
        bank.prune()
    console.print(f"{len(jobs) - failed} rendered, {failed} failed, in {arguments.out}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
