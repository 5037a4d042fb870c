"""Seconds from a brief to finished banners, offline.

    python -m evals.bench.banners [--rounds 10] [--json]

Measures warm runs in one process (services open, caches filled by one run that is not counted, a new seed each time so
that no banner is simply remembered), the whole command in a fresh process, and peak memory.
"""

import argparse
import asyncio
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from adbanner.brief import Brief
from adbanner.settings import PROJECT_ROOT, Settings
from graph.checkpoints import open_checkpointer
from graph.graph import build_graph
from graph.running import run_graph
from graph.services import open_services

OFFER = "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15"
KIB = 1024


def spread(seconds: list[float]) -> dict[str, float]:
    """Median and extremes, rounded to milliseconds."""
    return {
        "median_s": round(statistics.median(seconds), 3),
        "min_s": round(min(seconds), 3),
        "max_s": round(max(seconds), 3),
    }


async def measure_runs(rounds: int) -> dict[str, dict[str, float]]:
    """Warm runs through the graph with SQLite checkpoints: one square banner, then every preset."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        async with open_services(settings) as services, open_checkpointer(settings) as checkpointer:
            graph = build_graph(services, checkpointer=checkpointer)

            async def run(layout_ids: tuple[str, ...], seed: int) -> None:
                brief = Brief(product_id="delivery", offer=OFFER, layout_ids=layout_ids, seed=seed)
                thread = f"{len(layout_ids)}-{seed}"
                output = await run_graph(graph, brief, {"configurable": {"thread_id": thread}}, lambda event: None)
                assert set(output.banners) == set(layout_ids), output.refused

            square = ("square_1080x1080",)
            every = tuple(services.layouts)
            return {
                "one 1080x1080 banner": spread(await timed(rounds, lambda seed: run(square, seed))),
                f"all {len(every)} presets": spread(await timed(rounds, lambda seed: run(every, seed))),
            }


async def timed(rounds: int, run: Callable[[int], Awaitable[None]]) -> list[float]:
    """Seconds of each round after one that is not counted."""
    seconds = []
    for seed in range(rounds + 1):
        started = time.perf_counter()
        await run(seed)
        seconds.append(time.perf_counter() - started)
    return seconds[1:]


def measure_command(rounds: int, *arguments: str) -> dict[str, float]:
    """Whole processes of the command after one that is not counted (it compiles and proves the layouts)."""
    seconds = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "app.cli", *arguments], cwd=PROJECT_ROOT, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    return spread(seconds[1:])


def main() -> None:
    """Print a table, or JSON with ``--json``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = asyncio.run(measure_runs(options.rounds))
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB
    with tempfile.TemporaryDirectory() as out:
        brief = ["make", "--brief", "briefs/sample.json", "--out", out]
        figures["adbanner make, whole process, 5 formats"] = measure_command(3, *brief)
    figures["adbanner --help, whole process"] = measure_command(5, "--help")
    if options.json:
        sys.stdout.write(json.dumps({"runs": figures, "peak_mb": round(peak_mb)}, indent=2) + "\n")
        return
    for name, values in figures.items():
        sys.stdout.write(
            f"{name:42s} median {values['median_s']:.3f} s  ({values['min_s']:.3f}-{values['max_s']:.3f})\n"
        )
    sys.stdout.write(f"{'peak memory of the warm runs':42s} {peak_mb:.0f} MB\n")


if __name__ == "__main__":
    main()
