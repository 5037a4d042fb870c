"""One picture from its declaration to its file; runs in a worker process, because Blender is one scene a process."""

import os
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from offline.bank_renderer.bank_object import declared_pictures
from offline.bank_renderer.composing import compose, save_picture
from offline.bank_renderer.measuring import Measured, measure
from offline.bank_renderer.objects import load_objects
from offline.bank_renderer.rendering import Passes, render_picture


@dataclass(frozen=True)
class PictureJob:
    """A picture to render."""

    picture_id: str
    file: Path
    """Where the picture goes: .webp as the bank has it, .png on white for a look."""
    passes: Path | None
    """Folder that keeps the two renders; None drops them."""
    modules: Collection[str]
    """Modules of objects to load; empty for all."""
    size: int
    samples: int
    threads: int

    def passes_in(self, folder: Path) -> Passes:
        """The files of the two renders in that folder."""
        return Passes(folder / f"{self.picture_id}_object.png", folder / f"{self.picture_id}_shadow.png")


def silence_blender() -> None:
    """Send what this process prints nowhere: Blender writes a line for every mesh."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def run_job(job: PictureJob) -> Measured:
    """Render, compose and save a picture; what was measured on its object."""
    picture = declared_pictures(load_objects(job.modules))[job.picture_id]
    with tempfile.TemporaryDirectory() as scratch:
        passes = job.passes_in(job.passes or Path(scratch))
        render_picture(picture, passes, size=job.size, samples=job.samples, threads=job.threads)
        rendered, shadow = Image.open(passes.object), Image.open(passes.shadow)
        measured = measure(rendered)
        # A picture that exists is a finished one: an interrupted run goes on from there.
        unfinished = Path(scratch) / job.file.name
        save_picture(compose(rendered, shadow), unfinished)
        job.file.write_bytes(unfinished.read_bytes())
    return measured
