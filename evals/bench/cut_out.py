"""Seconds to cut an object out with its shadow: ``python -m evals.bench.cut_out [--json]``.

Pictures of the demo bank on white, enlarged to the size of generated ones, with the mask blurred as a model's. OpenCV's
threads are limited to what the product promises its time for.
"""

import argparse
import json
import sys
import time
from itertools import islice
from statistics import median

import cv2
import numpy as np

from adbanner.frozen import Frozen
from evals.cut_out_cases import KnownPicture, read_pictures
from model_servers.cut_out import cut_out

SIDES = (768, 1328)
PICTURES_EVERY, PICTURES = 29, 8
THREADS = 2


class Figures(Frozen):
    """What was measured for one size."""

    side: int
    p50_s: float
    worst_s: float
    cpu_p50_s: float
    """Processor seconds of all threads."""


def measure(side: int, pictures: list[KnownPicture], rounds: int) -> Figures:
    """Time one size; the first call does not count."""
    wall: list[float] = []
    processor: list[float] = []
    for picture in pictures:
        white = np.round(picture.on(255.0)).astype(np.uint8)
        pixels = np.asarray(cv2.resize(white, (side, side), interpolation=cv2.INTER_CUBIC), np.uint8)
        mask = cv2.GaussianBlur(cv2.resize(picture.mask, (side, side), interpolation=cv2.INTER_LINEAR), (0, 0), 1.5)
        guide = np.asarray(mask, np.float32)
        if not wall:
            cut_out(pixels, guide, keep_shadow=True)
        for _ in range(rounds):
            started, processor_started = time.perf_counter(), time.process_time()
            cut_out(pixels, guide, keep_shadow=True)
            wall.append(time.perf_counter() - started)
            processor.append(time.process_time() - processor_started)
    return Figures(
        side=side, p50_s=round(median(wall), 3), worst_s=round(max(wall), 3), cpu_p50_s=round(median(processor), 3)
    )


def main() -> None:
    """Read the command line, measure, report."""
    parser = argparse.ArgumentParser(description="Seconds to cut an object out with its shadow.")
    parser.add_argument("--rounds", type=int, default=3, help="counted rounds of each picture and size")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    options = parser.parse_args()
    cv2.setNumThreads(THREADS)
    pictures = list(islice(read_pictures(), 0, PICTURES_EVERY * PICTURES, PICTURES_EVERY))
    rows = [measure(side, pictures, options.rounds) for side in SIDES]
    if options.json:
        sys.stdout.write(json.dumps([row.model_dump() for row in rows], indent=2) + "\n")
        return
    sys.stdout.write("size            p50 s   worst s   processor s\n")
    for row in rows:
        size = f"{row.side} x {row.side}"
        sys.stdout.write(f"{size:13}{row.p50_s:8.2f}{row.worst_s:10.2f}{row.cpu_p50_s:14.2f}\n")


if __name__ == "__main__":
    main()
