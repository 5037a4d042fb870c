"""Looks at many pictures in as many processes as there are processors; none of them can stop the others."""

import hashlib
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

import cv2

from offline.curation.examination import Examination
from offline.curation.examine import Examiner
from offline.curation.folder import Entry, read_file
from offline.curation.logos import Logo
from offline.curation.reading import Obstacle, UnreadableError
from offline.curation.settings import CurationSettings

_AHEAD = 2
"""Pictures in the queue by process: few, so that an interruption is short and a crash has few suspects."""

_examiner: Examiner | None = None


def look_at_all(
    folder: Path, entries: Sequence[Entry], settings: CurationSettings, logos: Sequence[Logo]
) -> Iterator[tuple[Entry, Examination]]:
    """Files with what was found, in the order in which they are done.

    A picture whose decoder ends its process is reported as such. Interrupted, it lets the processes finish what they
    hold and gives nothing more.
    """
    waiting = list(reversed(entries))
    suspects: list[Entry] = []
    workers = min(len(os.sched_getaffinity(0)), max(1, len(entries)))
    while waiting or suspects:
        if suspects:
            yield from _alone(folder, suspects, settings, logos)
            suspects = []
            continue
        with _pool(workers, settings, logos) as pool:
            running: dict[Future[Examination], Entry] = {}
            while (waiting or running) and not suspects:
                while waiting and len(running) < _AHEAD * workers:
                    entry = waiting.pop()
                    running[pool.submit(_look, folder / entry.name, entry.sha256)] = entry
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    entry = running.pop(future)
                    try:
                        yield entry, future.result()
                    except BrokenProcessPool:
                        suspects.append(entry)
            suspects += running.values()


def _alone(
    folder: Path, entries: Sequence[Entry], settings: CurationSettings, logos: Sequence[Logo]
) -> Iterator[tuple[Entry, Examination]]:
    """One process for each, after one of them has crashed."""
    for entry in entries:
        with _pool(1, settings, logos) as pool:
            try:
                yield entry, pool.submit(_look, folder / entry.name, entry.sha256).result()
            except BrokenProcessPool:
                yield entry, Examination(obstacle=Obstacle.CRASHED)


@contextmanager
def _pool(workers: int, settings: CurationSettings, logos: Sequence[Logo]) -> Iterator[ProcessPoolExecutor]:
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=spawn, initializer=_begin, initargs=(settings, tuple(logos)))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(settings: CurationSettings, logos: Sequence[Logo]) -> None:
    """Prepare a process: Ctrl-C is for the one that asked, and processes share the processors already."""
    global _examiner
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)
    _examiner = Examiner(settings, logos)


def _look(path: Path, sha256: str) -> Examination:
    if _examiner is None:
        raise RuntimeError("the process was not prepared")
    try:
        data = read_file(path)
    except UnreadableError as error:
        return Examination(obstacle=error.obstacle, detail=error.detail)
    if hashlib.sha256(data).hexdigest() != sha256:
        return Examination(obstacle=Obstacle.CHANGED)
    return _examiner.examine(data)
